// While it writes, a FileWriter refuses other work and keeps the error.

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);
const sandbox = async () => (await call(window, 'webkitRequestFileSystem', TEMPORARY, 0)).root;

chrome.test.runTests([
  async function busy() {
    const writer = await call(await call(await sandbox(), 'getFile', 'a', {create: true}), 'createWriter');
    writer.write(new Blob(['a']));
    const stale = 'An operation that depends on state cached in an interface object was made but the state had changed since it was read from disk.';
    for (const [name, argument] of [['write', new Blob(['b'])], ['seek', 0], ['truncate', 0]]) {
      assertThrows(writer[name], writer, [argument], `Failed to execute '${name}' on 'FileWriter': ${stale}`);
    }
    await new Promise(resolve => writer.onwrite = resolve);
    assertEq(['InvalidStateError', 11, stale], [writer.error.name, writer.error.code, writer.error.message]);
    succeed();
  },
]);
