// retainEntry returns an id even for an entry that cannot be retained; the page knows the entry by it.
// console: Unchecked runtime.lastError: Invalid parameters
// manifest: {}

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);

chrome.test.runTests([
  async function retainEntry() {
    const entry = await chrome.runtime.getPackageDirectoryEntry();
    const id = chrome.fileSystem.retainEntry(entry);
    assertTrue(/^[0-9A-F]{32}:crxfs$/.test(id), id);
    await quiet(); // for the line on the console
    chrome.fileSystem.restoreEntry(id, restored => {
      chrome.runtime.lastError;
      assertTrue(restored === entry);
      succeed();
    });
  },
]);
