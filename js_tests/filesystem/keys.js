// What chrome.fileSystem has, in order: it does not depend on the form of the permission.
// manifest: {}

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);

chrome.test.runTests([
  function keys() {
    assertEq([
      'onVolumeListChanged', 'chooseEntry', 'getDisplayPath', 'getVolumeList', 'getWritableEntry', 'isRestorable', 'isWritableEntry',
      'requestFileSystem', 'restoreEntry', 'retainEntry', 'ChooseEntryType', 'getWritableFileEntry', 'isWritableFileEntry', 'chooseFile',
    ], Object.keys(chrome.fileSystem));
    assertEq({OPEN_DIRECTORY: 'openDirectory', OPEN_FILE: 'openFile', OPEN_WRITABLE_FILE: 'openWritableFile', SAVE_FILE: 'saveFile'},
        chrome.fileSystem.ChooseEntryType);
    succeed();
  },
]);
