// onAlarm: the alarms that are due, the last one created first. Each is gone then.

const {assertEq, callbackPass} = chrome.test;
const {alarms} = chrome;

chrome.test.runTests([
  function fire() {
    const time = Date.now() - 1000;
    const fired = [];
    const done = chrome.test.callbackAdded();
    alarms.create('later', {delayInMinutes: 100});
    alarms.create('a', {when: time});
    alarms.create('b', {when: time - 1});
    alarms.onAlarm.addListener(async function(alarm) {
      assertEq(1, arguments.length);
      assertEq(['name', 'persistAcrossSessions', 'scheduledTime'], Object.keys(alarm));
      fired.push([alarm.name, alarm.scheduledTime - time]);
      if (fired.length < 2) return;
      assertEq([['b', -1], ['a', 0]], fired);
      assertEq(['later'], (await alarms.getAll()).map(alarm => alarm.name));
      done();
    });
  },
]);
