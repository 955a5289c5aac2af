// Only existing files can be chosen several at once.
// manifest: {"permissions": [{"fileSystem": ["write", "directory"]}]}

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);

chrome.test.runTests([
  function acceptsMultiple() {
    for (const type of ['saveFile', 'openDirectory']) {
      chrome.fileSystem.chooseEntry({type, acceptsMultiple: true}, chrome.test.callbackFail(`acceptsMultiple: true is only supported for 'openFile'`));
    }
  },
]);
