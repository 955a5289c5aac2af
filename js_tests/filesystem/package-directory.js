// The package directory lists and reads the files of the app, and cannot be changed.
// manifest: {}

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);

const packageDirectory = () => chrome.runtime.getPackageDirectoryEntry();

chrome.test.runTests([
  async function attributes() {
    const [entry, other] = [await packageDirectory(), await packageDirectory()];
    assertEq(['crxfs', '/crxfs', false, true, ''], [entry.name, entry.fullPath, entry.isFile, entry.isDirectory, entry.toURL()]);
    assertTrue(/^chrome-extension_[a-p]{32}_0:Isolated_[0-9A-F]{32}$/.test(entry.filesystem.name), entry.filesystem.name);
    assertTrue(entry !== other && entry.filesystem !== other.filesystem);
    assertEq(['', '/'], [entry.filesystem.root.name, entry.filesystem.root.fullPath]);
    succeed();
  },
  async function list() {
    const entries = await call((await packageDirectory()).createReader(), 'readEntries');
    assertTrue(Array.isArray(entries));
    assertTrue(entries.some(e => e.name === 'manifest.json' && e.fullPath === '/crxfs/manifest.json' && e.isFile));
    succeed();
  },
  async function read() {
    const file = await call(await call(await packageDirectory(), 'getFile', 'manifest.json', {}), 'file');
    assertEq(['manifest.json', 'application/json'], [file.name, file.type]);
    assertEq(2, JSON.parse(await file.text()).manifest_version);
    succeed();
  },
  async function paths() {
    const directory = await packageDirectory();
    for (const path of ['./manifest.json', '/crxfs/manifest.json', '../crxfs/manifest.json', 'x/../manifest.json', 'manifest.json/']) {
      assertEq('/crxfs/manifest.json', (await call(directory, 'getFile', path, {})).fullPath, path);
    }
    for (const path of ['../manifest.json', '/manifest.json', '/etc/passwd']) {
      assertEq('EncodingError 0', await failure(directory, 'getFile', path, {}), path);
    }
    assertEq('NotFoundError 8', await failure(directory, 'getFile', 'nope', {}));
    assertEq('NoModificationAllowedError 7', await failure(directory, 'getDirectory', '..', {}));
    assertEq('NoModificationAllowedError 7', await failure(directory, 'getParent'));
    succeed();
  },
  async function readOnly() {
    const directory = await packageDirectory();
    const file = await call(directory, 'getFile', 'manifest.json', {});
    assertEq('SecurityError 18', await failure(directory, 'getFile', 'new', {create: true}));
    assertEq('SecurityError 18', await failure(file, 'remove'));
    assertEq('SecurityError 18', await failure(directory, 'removeRecursively'));
    const writer = await call(file, 'createWriter');
    const events = [];
    for (const type of ['writestart', 'progress', 'write', 'error', 'writeend']) writer.addEventListener(type, () => events.push(type));
    writer.write(new Blob(['x']));
    await new Promise(resolve => writer.onwriteend = resolve);
    assertEq(['writestart', 'error', 'writeend'], events);
    assertEq('SecurityError', writer.error.name);
    succeed();
  },
]);
