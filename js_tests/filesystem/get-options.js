// create and exclusive.

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);
const sandbox = async () => (await call(window, 'webkitRequestFileSystem', TEMPORARY, 0)).root;

chrome.test.runTests([
  async function missing() {
    const root = await sandbox();
    for (const flags of [{}, null, undefined, {exclusive: true}]) assertEq('NotFoundError 8', await failure(root, 'getFile', 'a', flags));
    assertEq('NotFoundError 8', await failure(root, 'getFile', 'nope/a', {create: true}));
    assertEq('/a', (await call(root, 'getFile', 'a', {create: true})).fullPath);
    assertEq('/b', (await call(root, 'getFile', 'b', {create: true, exclusive: true})).fullPath);
    succeed();
  },
  async function existing() {
    const root = await sandbox();
    await call(root, 'getFile', 'a', {create: true});
    await call(root, 'getDirectory', 'd', {create: true});
    for (const flags of [{}, {create: true}, {exclusive: true}]) assertEq('a', (await call(root, 'getFile', 'a', flags)).name);
    const error = await new Promise(resolve => root.getFile('a', {create: true, exclusive: true}, null, resolve));
    assertEq(['InvalidModificationError', 13, 'An attempt was made to create a file or directory where an element already exists.'],
        [error.name, error.code, error.message]);
    assertTrue(error instanceof DOMException);
    for (const flags of [{}, {create: true}]) {
      assertEq('TypeMismatchError 17', await failure(root, 'getFile', 'd', flags));
      assertEq('TypeMismatchError 17', await failure(root, 'getDirectory', 'a', flags));
    }
    succeed();
  },
  async function paths() {
    const root = await sandbox();
    const d = await call(root, 'getDirectory', 'd', {create: true});
    assertEq(['/a', '/', '/d'], [
      (await call(d, 'getFile', '../../a', {})).fullPath, (await call(d, 'getDirectory', '/', {})).fullPath, (await call(d, 'getDirectory', '', {})).fullPath,
    ]);
    assertEq('TypeMismatchError 17', await failure(root, 'getFile', null, {}));
    succeed();
  },
]);
