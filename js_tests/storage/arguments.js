// Arguments that no method takes.

const {assertThrows, succeed} = chrome.test;
const {local} = chrome.storage;

chrome.test.runTests([
  function noMatchingSignature() {
    for (const keys of [5, true, () => {}]) assertThrows(() => local.get(keys, () => {}), /No matching signature\.$/);
    for (const keys of [null, undefined, {}, 5]) assertThrows(() => local.remove(keys), /No matching signature\.$/);
    for (const keys of [{}, 5]) assertThrows(() => local.getBytesInUse(keys), /No matching signature\.$/);
    for (const items of [[], null, undefined, 'x', () => {}]) assertThrows(() => local.set(items), /No matching signature\.$/);
    succeed();
  },
  function listOfOthersThanStrings() {
    for (const keys of [[1], ['a', 1, null], [undefined], [['a']], [, 'a'], [() => {}], [new String('a')]]) {
      for (const name of ['get', 'remove', 'getBytesInUse']) {
        assertThrows(() => local[name](keys, () => {}), /\): Error at parameter 'keys': Value did not match any choice\.$/);
      }
    }
    succeed();
  },
]);
