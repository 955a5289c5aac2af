// Entries of the package and of a sandboxed file system are not for chrome.fileSystem.
// manifest: {"permissions": [{"fileSystem": ["write", "directory"]}]}

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);
const sandbox = async () => (await call(window, 'webkitRequestFileSystem', TEMPORARY, 0)).root;

const {callbackFail, callbackPass} = chrome.test;

chrome.test.runTests([
  async function packageDirectory() {
    const entry = await chrome.runtime.getPackageDirectoryEntry();
    chrome.fileSystem.getDisplayPath(entry, callbackFail('Invalid parameters'));
    chrome.fileSystem.isWritableEntry(entry, callbackPass(writable => assertEq(false, writable)));
    chrome.fileSystem.getWritableEntry(entry, callbackFail('Invalid parameters'));
  },
  async function sandboxed() {
    const entry = await sandbox();
    chrome.fileSystem.getDisplayPath(entry, callbackFail('Invalid parameters'));
    chrome.fileSystem.isWritableEntry(entry, callbackFail('Invalid parameters'));
    chrome.fileSystem.getWritableEntry(entry, callbackFail('Invalid parameters'));
  },
]);
