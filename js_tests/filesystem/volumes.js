// Volumes are for ChromeOS.

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);

const unsupported = 'Operation not supported on the current platform.';

chrome.test.runTests([
  function getVolumeList() {
    chrome.fileSystem.getVolumeList(chrome.test.callbackFail(unsupported, (...args) => assertEq([], args)));
  },
  function requestFileSystem() {
    chrome.fileSystem.requestFileSystem({volumeId: 'x'}, chrome.test.callbackFail(unsupported, (...args) => assertEq([undefined], args)));
  },
  async function promises() {
    await chrome.test.assertPromiseRejects(chrome.fileSystem.getVolumeList(), 'Error: ' + unsupported);
    await chrome.test.assertPromiseRejects(chrome.fileSystem.requestFileSystem({volumeId: 'x'}), 'Error: ' + unsupported);
    succeed();
  },
]);
