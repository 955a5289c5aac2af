// Metadata and parents.

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);
const sandbox = async () => (await call(window, 'webkitRequestFileSystem', TEMPORARY, 0)).root;

chrome.test.runTests([
  async function metadata() {
    const root = await sandbox();
    const metadata = await call(await call(root, 'getFile', 'a', {create: true}), 'getMetadata');
    assertEq(0, metadata.size);
    assertTrue(metadata.modificationTime instanceof Date);
    assertTrue(Math.abs(metadata.modificationTime - Date.now()) < 60000);
    assertEq([], Object.keys(metadata));
    succeed();
  },
  async function parent() {
    const root = await sandbox();
    const directory = await call(root, 'getDirectory', 'd', {create: true});
    const file = await call(directory, 'getFile', 'a', {create: true});
    assertEq(['/d', '/', '/'], [
      (await call(file, 'getParent')).fullPath, (await call(directory, 'getParent')).fullPath, (await call(root, 'getParent')).fullPath,
    ]);
    succeed();
  },
]);
