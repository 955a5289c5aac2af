// A directory is read in batches of 100.

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);
const sandbox = async () => (await call(window, 'webkitRequestFileSystem', TEMPORARY, 0)).root;

chrome.test.runTests([
  async function batches() {
    const directory = await call(await sandbox(), 'getDirectory', 'many', {create: true});
    await Promise.all(Array.from({length: 250}, (_, i) => call(directory, 'getFile', 'f' + i, {create: true})));
    const reader = directory.createReader();
    const lengths = [];
    const names = new Set();
    for (let i = 0; i < 5; i++) {
      const entries = await call(reader, 'readEntries');
      lengths.push(entries.length);
      entries.forEach(e => names.add(e.fullPath));
    }
    assertEq([100, 100, 50, 0, 0], lengths);
    assertEq(250, names.size);
    assertEq(100, (await call(directory.createReader(), 'readEntries')).length);
    succeed();
  },
  async function twoAtOnce() {
    const reader = (await sandbox()).createReader();
    const first = call(reader, 'readEntries');
    assertEq('InvalidStateError 11', await failure(reader, 'readEntries'));
    assertTrue(Array.isArray(await first));
    succeed();
  },
  async function removed() {
    const directory = await call(await sandbox(), 'getDirectory', 'gone', {create: true});
    await call(directory, 'remove');
    assertEq('NotFoundError 8', await failure(directory.createReader(), 'readEntries'));
    succeed();
  },
]);
