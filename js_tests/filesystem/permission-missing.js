// Without its permission there is no chrome.fileSystem, but the package directory and the sandboxed file systems are there.
// manifest: {"permissions": ["storage"]}

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);

chrome.test.runTests([
  async function missing() {
    assertEq(undefined, chrome.fileSystem);
    assertEq('/crxfs', (await chrome.runtime.getPackageDirectoryEntry()).fullPath);
    assertEq('/', (await call(window, 'webkitRequestFileSystem', TEMPORARY, 0)).root.fullPath);
    succeed();
  },
]);
