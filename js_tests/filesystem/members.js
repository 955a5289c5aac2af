// What the objects have. None of their interfaces is a global.

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);
const sandbox = async () => (await call(window, 'webkitRequestFileSystem', TEMPORARY, 0)).root;

const members = object => {
  const names = [];
  for (const name in object) names.push(name);
  return names;
};
const common = ['isFile', 'isDirectory', 'name', 'fullPath', 'filesystem', 'copyTo', 'getMetadata', 'getParent', 'moveTo', 'remove', 'toURL'];

chrome.test.runTests([
  async function names() {
    const root = await sandbox();
    const file = await call(root, 'getFile', 'a', {create: true});
    assertEq(['createReader', 'getDirectory', 'getFile', 'removeRecursively', ...common], members(root));
    assertEq(['createWriter', 'file', ...common], members(file));
    assertEq(['name', 'root'], members(root.filesystem));
    assertEq(['readEntries'], members(root.createReader()));
    assertEq(['modificationTime', 'size'], members(await call(file, 'getMetadata')));
    assertEq([
      'readyState', 'error', 'position', 'length', 'onwritestart', 'onprogress', 'onwrite', 'onabort', 'onerror', 'onwriteend',
      'INIT', 'WRITING', 'DONE', 'abort', 'seek', 'truncate', 'write',
    ], members(await call(file, 'createWriter')).slice(0, 17));
    succeed();
  },
  async function classes() {
    const root = await sandbox();
    const file = await call(root, 'getFile', 'a', {create: true});
    const objects = [root, file, root.filesystem, root.createReader(), await call(file, 'getMetadata'), await call(file, 'createWriter')];
    const names = ['DirectoryEntry', 'FileEntry', 'DOMFileSystem', 'DirectoryReader', 'Metadata', 'FileWriter'];
    assertEq(names.map(name => `[object ${name}]`), objects.map(String));
    for (const name of ['Entry', ...names]) assertFalseGlobal(name);
    assertTrue(objects[5] instanceof EventTarget);
    succeed();
  },
  async function identity() {
    const root = await sandbox();
    const get = () => call(root, 'getFile', 'a', {create: true});
    assertTrue(await get() !== await get());
    assertTrue((await get()).filesystem === root.filesystem);
    assertTrue(root.filesystem.root === root.filesystem.root);
    succeed();
  },
]);

function assertFalseGlobal(name) {
  assertEq(false, name in window, name);
}
