// Nobody is there to choose. A background page asks all the same: there is no other page.
// host-only: Chromium takes the call from a window only

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);

chrome.test.runTests([
  function cancelled() {
    chrome.fileSystem.chooseEntry(chrome.test.callbackFail('User cancelled', (...args) => assertEq([], args)));
  },
]);
