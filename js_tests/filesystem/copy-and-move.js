// copyTo and moveTo.
// manifest: {}

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);
const sandbox = async () => (await call(window, 'webkitRequestFileSystem', TEMPORARY, 0)).root;

chrome.test.runTests([
  async function copy() {
    const root = await sandbox();
    const source = await call(await chrome.runtime.getPackageDirectoryEntry(), 'getFile', 'manifest.json', {});
    const copy = await call(source, 'copyTo', root, 'copy');
    assertEq(['/copy', true], [copy.fullPath, copy.filesystem === root.filesystem]);
    assertEq('/manifest.json', (await call(source, 'copyTo', root, null)).fullPath);
    assertEq(2, JSON.parse(await (await call(copy, 'file')).text()).manifest_version);
    assertEq('SecurityError 18', await failure(source, 'moveTo', root, 'moved'));
    succeed();
  },
  async function move() {
    const root = await sandbox();
    const directory = await call(root, 'getDirectory', 'd', {create: true});
    const file = await call(root, 'getFile', 'a', {create: true});
    assertEq('/d/b', (await call(file, 'moveTo', directory, 'b')).fullPath);
    assertEq('NotFoundError 8', await failure(file, 'file'));
    succeed();
  },
  async function refused() {
    const root = await sandbox();
    const directory = await call(root, 'getDirectory', 'd', {create: true});
    const file = await call(root, 'getFile', 'a', {create: true});
    const invalid = 'InvalidModificationError 13';
    for (const name of ['', '..', 'x/y', undefined]) assertEq(invalid, await failure(file, 'copyTo', root, name), String(name));
    assertEq(invalid, await failure(directory, 'copyTo', directory, 'e'));
    assertEq(invalid, await failure(file, 'moveTo', root, 'd'));
    succeed();
  },
]);
