// Callbacks of one area come in the order of the calls.

const {assertEq, callbackPass} = chrome.test;
const {local} = chrome.storage;

chrome.test.runTests([
  function order() {
    const answered = [];
    const note = n => () => answered.push(n);
    local.get(note(1));
    local.set({a: 1}, note(2));
    local.setAccessLevel({accessLevel: 'TRUSTED_CONTEXTS'});
    local.getKeys(note(3));
    local.remove('a', note(4));
    local.getBytesInUse(note(5));
    local.clear(callbackPass(() => assertEq([1, 2, 3, 4, 5], answered)));
  },
]);
