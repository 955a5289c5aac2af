// The two sandboxed file systems of an app are there without a permission, and apart.

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);

chrome.test.runTests([
  async function attributes() {
    const names = [];
    for (const type of [TEMPORARY, PERSISTENT]) {
      const {name, root} = await call(window, 'webkitRequestFileSystem', type, -5);
      names.push(name.replace(/^chrome-extension_[a-p]{32}_0:/, ''));
      assertEq(['', '/', true], [root.name, root.fullPath, root.isDirectory]);
    }
    assertEq(['Temporary', 'Persistent'], names);
    succeed();
  },
  async function apart() {
    const root = async type => (await call(window, 'webkitRequestFileSystem', type, 1e15)).root;
    await call(await root(TEMPORARY), 'getFile', 'a', {create: true});
    assertEq('NotFoundError 8', await failure(await root(PERSISTENT), 'getFile', 'a', {}));
    succeed();
  },
  async function unknownType() {
    assertEq('InvalidModificationError 13', await failure(window, 'webkitRequestFileSystem', 7, 0));
    succeed();
  },
  function badArguments() {
    const prefix = `Failed to execute 'webkitRequestFileSystem' on 'Window': `;
    assertThrows(webkitRequestFileSystem, window, [0, 1], prefix + '3 arguments required, but only 2 present.');
    assertThrows(webkitRequestFileSystem, window, [0, 1, 5], prefix + `parameter 3 is not of type 'Object'.`);
    succeed();
  },
  function window_() {
    assertEq([0, 1], [window.TEMPORARY, window.PERSISTENT]);
    assertEq([undefined, undefined], [window.requestFileSystem, window.resolveLocalFileSystemURL]);
    succeed();
  },
]);
