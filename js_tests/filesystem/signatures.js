// The sentences for calls that do not fit.
// manifest: {}

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);

const refused = (name, signature, detail, ...args) => assertThrows(chrome.fileSystem[name], null, args,
    `Error in invocation of fileSystem.${name}(${signature}): ${detail}`);
const noMatch = 'No matching signature.';

chrome.test.runTests([
  function entries() {
    const notEntry = `Error at parameter 'entry': Value must be an instance of Entry.`;
    for (const args of [[], ['x'], [null]]) {
      refused('getDisplayPath', 'Entry entry, optional function callback', noMatch, ...args);
      refused('retainEntry', 'Entry entry', noMatch, ...args);
    }
    refused('getDisplayPath', 'Entry entry, optional function callback', notEntry, {});
    refused('isWritableEntry', 'Entry entry, optional function callback', notEntry, {}, () => {});
    refused('getWritableEntry', 'Entry entry, function callback', notEntry, {}, () => {});
    refused('retainEntry', 'Entry entry', notEntry, {});
    succeed();
  },
  function ids() {
    refused('isRestorable', 'string id, optional function callback', noMatch);
    refused('restoreEntry', 'string id, function callback', noMatch, 'x');
    succeed();
  },
  function chooseEntry() {
    const signature = 'optional fileSystem.ChooseEntryOptions options, function callback';
    const at = `Error at parameter 'options': `;
    const done = () => {};
    refused('chooseEntry', signature, noMatch);
    refused('chooseEntry', signature, at + `Error at property 'type': Value must be one of openDirectory, openFile, openWritableFile, saveFile.`, {type: 'x'}, done);
    refused('chooseEntry', signature, at + `Unexpected property: 'foo'.`, {foo: 1}, done);
    refused('chooseEntry', signature, at + `Error at property 'accepts': Error at index 0: Unexpected property: 'x'.`, {accepts: [{x: 1}]}, done);
    refused('chooseEntry', signature, at + `Error at property 'accepts': Error at index 0: Invalid type: expected fileSystem.AcceptOption, found integer.`, {accepts: [5]}, done);
    succeed();
  },
  function volumes() {
    refused('getVolumeList', 'optional function callback', noMatch, 5);
    refused('requestFileSystem', 'fileSystem.RequestFileSystemOptions options, optional function callback',
        `Error at parameter 'options': Missing required property 'volumeId'.`, {});
    succeed();
  },
]);
