// There are at most 500 alarms; then one cannot be replaced either.

const {assertEq, callbackFail, callbackPass} = chrome.test;
const {alarms} = chrome;
const error = 'An extension cannot have more than 500 active alarms.';

chrome.test.runTests([
  function limit() {
    for (let i = 0; i < 500; i++) alarms.create('n' + i, {delayInMinutes: 5});
    alarms.create('one more', {delayInMinutes: 5}, callbackFail(error));
    alarms.create('n1', {delayInMinutes: 5}, callbackFail(error));
    alarms.getAll(callbackPass(all => assertEq(500, all.length)));
  },
]);
