// Entries of a sandboxed file system have URLs.

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);
const sandbox = async () => (await call(window, 'webkitRequestFileSystem', TEMPORARY, 0)).root;

chrome.test.runTests([
  async function roundTrip() {
    const url = (await call(await sandbox(), 'getFile', 'a b.txt', {create: true})).toURL();
    assertTrue(/^filesystem:chrome-extension:\/\/[a-p]{32}\/temporary\/a%20b\.txt$/.test(url), url);
    assertEq('/a b.txt', (await call(window, 'webkitResolveLocalFileSystemURL', url)).fullPath);
    assertEq('NotFoundError 8', await failure(window, 'webkitResolveLocalFileSystemURL', url + '.gone'));
    succeed();
  },
  async function others() {
    for (const url of ['', 'x', chrome.runtime.getURL('manifest.json')]) {
      assertEq('EncodingError 0', await failure(window, 'webkitResolveLocalFileSystemURL', url), url);
    }
    assertEq('SecurityError 18', await failure(window, 'webkitResolveLocalFileSystemURL', 'http://127.0.0.1/'));
    assertThrows(webkitResolveLocalFileSystemURL, window, [''],
        `Failed to execute 'webkitResolveLocalFileSystemURL' on 'Window': 2 arguments required, but only 1 present.`);
    succeed();
  },
]);
