// alarms.getAll: in the order of creation; one that is replaced comes last.

const {assertEq, succeed} = chrome.test;
const {alarms} = chrome;

chrome.test.runTests([
  async function order() {
    assertEq([], await alarms.getAll());
    for (const name of ['b', '', 'a', '10', '9', 'b']) alarms.create(name, {delayInMinutes: 5});
    assertEq(['', 'a', '10', '9', 'b'], (await alarms.getAll()).map(alarm => alarm.name));
    succeed();
  },
]);
