// alarms: what there is of one that was created.

const {assertEq, assertTrue, callbackFail, callbackPass, succeed} = chrome.test;
const {alarms} = chrome;
const minute = 60000;

chrome.test.runTests([
  async function when() {
    const time = Date.now() + 10 * minute + 0.5;
    assertEq(undefined, await alarms.create('at', {when: time}));
    assertEq({name: 'at', persistAcrossSessions: true, scheduledTime: time}, await alarms.get('at'));
    assertEq(['name', 'persistAcrossSessions', 'scheduledTime'], Object.keys(await alarms.get('at')));
    succeed();
  },
  async function delay() {
    const before = Date.now();
    await alarms.create('in', {delayInMinutes: 2, persistAcrossSessions: false});
    const alarm = await alarms.get('in');
    assertTrue(alarm.scheduledTime >= before + 2 * minute && alarm.scheduledTime < before + 3 * minute, JSON.stringify(alarm));
    assertEq(false, alarm.persistAcrossSessions);
    succeed();
  },
  async function periodOnly() {
    const before = Date.now();
    await alarms.create('every', {periodInMinutes: 2.5});
    const alarm = await alarms.get('every');
    assertEq(['name', 'periodInMinutes', 'persistAcrossSessions', 'scheduledTime'], Object.keys(alarm));
    assertEq(2.5, alarm.periodInMinutes);
    assertTrue(alarm.scheduledTime >= before + 2.5 * minute, JSON.stringify(alarm));
    succeed();
  },
  async function whenAndPeriod() {
    const time = Date.now() + 9 * minute;
    await alarms.create('both', {when: time, periodInMinutes: 1});
    assertEq({name: 'both', periodInMinutes: 1, persistAcrossSessions: true, scheduledTime: time}, await alarms.get('both'));
    succeed();
  },
  async function nullIsLeftOut() {
    await alarms.create('null', {when: null, delayInMinutes: 3});
    assertEq('null', (await alarms.get('null')).name);
    succeed();
  },
  async function withoutName() {
    await alarms.create({delayInMinutes: 5});
    for (const name of [undefined, null, '']) assertEq('', (await alarms.get(name)).name);
    succeed();
  },
  async function replaced() {
    await alarms.create('at', {delayInMinutes: 5, periodInMinutes: 7});
    assertEq(7, (await alarms.get('at')).periodInMinutes);
    succeed();
  },
  function refused() {
    alarms.create('x', {}, callbackFail('Must set at least one of when, delayInMinutes, or periodInMinutes.'));
    alarms.create('x', {when: 1, delayInMinutes: 1}, callbackFail('Cannot set both when and delayInMinutes.'));
    alarms.get('x', callbackPass(function() {
      assertEq(0, arguments.length);
    }));
  },
]);
