// alarms.clear tells whether there was one; clearAll is always true.

const {assertEq, succeed} = chrome.test;
const {alarms} = chrome;

chrome.test.runTests([
  async function clear() {
    await alarms.create('a', {delayInMinutes: 5});
    await alarms.create({delayInMinutes: 5});
    assertEq([true, false], [await alarms.clear('a'), await alarms.clear('a')]);
    assertEq([true, false], [await alarms.clear(), await alarms.clear()]);
    succeed();
  },
  async function clearAll() {
    await alarms.create('a', {delayInMinutes: 5});
    assertEq([true, true], [await alarms.clearAll(), await alarms.clearAll()]);
    assertEq([], await alarms.getAll());
    succeed();
  },
]);
