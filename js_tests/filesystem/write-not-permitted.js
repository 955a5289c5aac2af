// getWritableEntry needs a form of the permission.
// manifest: {}

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);

chrome.test.runTests([
  async function getWritableEntry() {
    const entry = await chrome.runtime.getPackageDirectoryEntry();
    chrome.fileSystem.getWritableEntry(entry, chrome.test.callbackFail('Operation requires fileSystem.write permission'));
  },
]);
