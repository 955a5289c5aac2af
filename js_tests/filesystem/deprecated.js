// The old names of functions say so when they are called, and answer through the callback alone.
// console: chrome.fileSystem.isWritableFileEntry is deprecated
// console: Please use chrome.fileSystem.isWritableEntry instead
// manifest: {}

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);

chrome.test.runTests([
  async function isWritableFileEntry() {
    const entry = await chrome.runtime.getPackageDirectoryEntry();
    const result = chrome.fileSystem.isWritableFileEntry(entry, chrome.test.callbackPass(writable => assertEq(false, writable)));
    assertEq(undefined, result);
  },
]);
