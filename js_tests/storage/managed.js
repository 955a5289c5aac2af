// managed: it can only be read, and is empty without a policy.

const {assertEq, callbackFail, callbackPass} = chrome.test;
const {managed} = chrome.storage;
const readOnly = 'This is a read-only store.';

chrome.test.runTests([
  function write() {
    function noArguments() {
      assertEq(0, arguments.length);
    }
    managed.set({a: 1}, callbackFail(readOnly, noArguments));
    managed.set({a: new ArrayBuffer(1)}, callbackFail(readOnly, noArguments));
    managed.remove('a', callbackFail(readOnly, noArguments));
    managed.clear(callbackFail(readOnly, noArguments));
  },
  function read() {
    managed.get(callbackPass(items => assertEq({}, items)));
    managed.get({a: 1}, callbackPass(items => assertEq({a: 1}, items)));
    managed.getKeys(callbackPass(keys => assertEq([], keys)));
    managed.getBytesInUse(callbackPass(bytes => assertEq(0, bytes)));
  },
]);
