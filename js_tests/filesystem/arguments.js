// Arguments that do not fit throw.

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);
const sandbox = async () => (await call(window, 'webkitRequestFileSystem', TEMPORARY, 0)).root;

const thrown = (object, type, name, args, text) => assertThrows(object[name], object, args, `Failed to execute '${name}' on '${type}': ${text}`);

chrome.test.runTests([
  async function required() {
    const root = await sandbox();
    const text = '1 argument required, but only 0 present.';
    for (const name of ['getFile', 'getDirectory', 'removeRecursively']) thrown(root, 'DirectoryEntry', name, [], text);
    for (const name of ['copyTo', 'moveTo', 'getMetadata', 'remove']) thrown(root, 'Entry', name, [], text);
    thrown(root.createReader(), 'DirectoryReader', 'readEntries', [], text);
    succeed();
  },
  async function types() {
    const root = await sandbox();
    const file = await call(root, 'getFile', 'a', {create: true});
    thrown(root, 'DirectoryEntry', 'getFile', ['a', 'x'], `The provided value is not of type 'FileSystemFlags'.`);
    thrown(root, 'DirectoryEntry', 'getFile', ['a', {}, 5], `parameter 3 is not of type 'Object'.`);
    thrown(root, 'DirectoryEntry', 'getFile', ['a', {}, null, 5], `parameter 4 is not of type 'Object'.`);
    thrown(root, 'Entry', 'getMetadata', [null], `parameter 1 is not of type 'Object'.`);
    thrown(root, 'Entry', 'copyTo', [file], `parameter 1 is not of type 'DirectoryEntry'.`);
    thrown(file, 'FileEntry', 'file', [5], `parameter 1 is not of type 'Object'.`);
    assertThrows(root.getFile, file, ['a'], 'Illegal invocation');
    succeed();
  },
]);
