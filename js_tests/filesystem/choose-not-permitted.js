// What the manifest does not permit is not asked for.
// manifest: {}

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);

const {callbackFail} = chrome.test;

chrome.test.runTests([
  function write() {
    for (const type of ['openWritableFile', 'saveFile']) {
      chrome.fileSystem.chooseEntry({type}, callbackFail('Operation requires fileSystem.write permission', (...args) => assertEq([], args)));
    }
  },
  function directory() {
    chrome.fileSystem.chooseEntry({type: 'openDirectory'}, callbackFail('Operation requires fileSystem.directory permission'));
  },
]);
