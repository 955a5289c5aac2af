// remove and removeRecursively.

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);
const sandbox = async () => (await call(window, 'webkitRequestFileSystem', TEMPORARY, 0)).root;

chrome.test.runTests([
  async function remove() {
    const root = await sandbox();
    const directory = await call(root, 'getDirectory', 'd', {create: true});
    const file = await call(directory, 'getFile', 'a', {create: true});
    assertEq('InvalidModificationError 13', await failure(directory, 'remove'));
    await call(file, 'remove');
    assertEq('NotFoundError 8', await failure(file, 'remove'));
    await call(directory, 'remove');
    succeed();
  },
  async function removeRecursively() {
    const root = await sandbox();
    const directory = await call(root, 'getDirectory', 'd', {create: true});
    await call(directory, 'getFile', 'a', {create: true});
    await call(directory, 'removeRecursively');
    assertEq('NotFoundError 8', await failure(directory, 'removeRecursively'));
    assertEq('InvalidModificationError 13', await failure(root, 'removeRecursively'));
    assertEq('InvalidModificationError 13', await failure(root, 'remove'));
    succeed();
  },
]);
