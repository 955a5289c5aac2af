// Where a FileWriter writes, and what it takes.
// manifest: {}

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);
const sandbox = async () => (await call(window, 'webkitRequestFileSystem', TEMPORARY, 0)).root;

const done = (writer, name, argument) => new Promise(resolve => {
  writer.onwriteend = resolve;
  writer[name](argument);
});

chrome.test.runTests([
  async function overwrite() {
    const entry = await call(await sandbox(), 'getFile', 'a', {create: true});
    const writer = await call(entry, 'createWriter');
    await done(writer, 'write', new Blob(['hello world']));
    writer.seek(6);
    await done(writer, 'write', new Blob(['CHROME!']));
    assertEq('hello CHROME!', await (await call(entry, 'file')).text());
    await done(writer, 'truncate', 2);
    await done(writer, 'truncate', 4);
    assertEq('he\0\0', await (await call(entry, 'file')).text());
    succeed();
  },
  async function seek() {
    const writer = await call(await call(await sandbox(), 'getFile', 'b', {create: true}), 'createWriter');
    await done(writer, 'write', new Blob(['hello']));
    assertEq([3, 0, 5, 0, 1], [-2, -9, 99, NaN, 1.7].map(position => {
      writer.seek(position);
      return writer.position;
    }));
    succeed();
  },
  async function badArguments() {
    const writer = await call(await call(await sandbox(), 'getFile', 'c', {create: true}), 'createWriter');
    for (const data of ['text', new ArrayBuffer(1), null]) {
      assertThrows(writer.write, writer, [data], `Failed to execute 'write' on 'FileWriter': parameter 1 is not of type 'Blob'.`);
    }
    assertThrows(writer.write, writer, [], `Failed to execute 'write' on 'FileWriter': 1 argument required, but only 0 present.`);
    assertThrows(writer.truncate, writer, [-1], /^Failed to execute 'truncate' on 'FileWriter': An operation that depends on state/);
    succeed();
  },
  async function copyOfPackage() {
    const source = await call(await call(await chrome.runtime.getPackageDirectoryEntry(), 'getFile', 'manifest.json', {}), 'file');
    const entry = await call(await sandbox(), 'getFile', 'd', {create: true});
    await done(await call(entry, 'createWriter'), 'write', source);
    assertEq(await source.text(), await (await call(entry, 'file')).text());
    succeed();
  },
]);
