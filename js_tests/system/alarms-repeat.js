// An alarm with a period is scheduled again, at the first time that is not past.

const {assertEq, assertTrue} = chrome.test;
const {alarms} = chrome;
const minute = 60000;

chrome.test.runTests([
  function repeat() {
    const time = Date.now() - 2.5 * minute;
    const done = chrome.test.callbackAdded();
    alarms.onAlarm.addListener(async alarm => {
      assertEq({name: 'r', periodInMinutes: 1, persistAcrossSessions: true, scheduledTime: time}, alarm);
      assertEq({name: 'r', periodInMinutes: 1, persistAcrossSessions: true, scheduledTime: time + 3 * minute}, await alarms.get('r'));
      done();
    });
    alarms.create('r', {when: time, periodInMinutes: 1});
  },
]);
