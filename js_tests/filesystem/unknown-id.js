// An id that nothing was retained under.

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);

const {callbackFail, callbackPass} = chrome.test;

chrome.test.runTests([
  function restoreEntry() {
    chrome.fileSystem.restoreEntry('x', callbackFail('Unknown id', (...args) => assertEq([], args)));
  },
  function isRestorable() {
    chrome.fileSystem.isRestorable('x', callbackPass(restorable => assertEq(false, restorable)));
  },
]);
