// manifest: {}
// runtime.getPackageDirectoryEntry gives the directory that the app's files are in.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  function withCallback() {
    chrome.runtime.getPackageDirectoryEntry(chrome.test.callbackPass(entry => {
      assertTrue(entry.isDirectory);
      assertEq(false, entry.isFile);
    }));
  },
  async function withPromise() {
    const entry = await chrome.runtime.getPackageDirectoryEntry();
    const file = await new Promise((resolve, reject) => entry.getFile('manifest.json', {}, resolve, reject));
    assertEq('manifest.json', file.name);
    succeed();
  },
]);
