// The File of an entry is a snapshot: it cannot be read when the file has changed.

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);
const sandbox = async () => (await call(window, 'webkitRequestFileSystem', TEMPORARY, 0)).root;

const write = (writer, text) => new Promise(resolve => {
  writer.onwriteend = resolve;
  writer.write(new Blob([text]));
});

chrome.test.runTests([
  async function members() {
    const entry = await call(await sandbox(), 'getFile', 'a.html', {create: true});
    await write(await call(entry, 'createWriter'), 'hello');
    const file = await call(entry, 'file');
    assertEq(['[object File]', 'a.html', 'text/html', 5, ''], [String(file), file.name, file.type, file.size, file.webkitRelativePath]);
    assertEq(['hello', 'ell'], [await file.text(), await file.slice(1, 4).text()]);
    assertEq(file.lastModified, file.lastModifiedDate.getTime());
    succeed();
  },
  async function changed() {
    const entry = await call(await sandbox(), 'getFile', 'b.txt', {create: true});
    const writer = await call(entry, 'createWriter');
    await write(writer, 'one');
    const file = await call(entry, 'file');
    await write(writer, 'two');
    await chrome.test.assertPromiseRejects(file.text(), /^NotReadableError/);
    assertEq('onetwo', await (await call(entry, 'file')).text());
    succeed();
  },
  async function gone() {
    const entry = await call(await sandbox(), 'getFile', 'c', {create: true});
    await call(entry, 'remove');
    assertEq('NotFoundError 8', await failure(entry, 'file'));
    assertEq('NotFoundError 8', await failure(entry, 'createWriter'));
    succeed();
  },
]);
