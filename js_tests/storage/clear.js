// clear: everything of this area, and of no other.

const {assertEq, succeed} = chrome.test;
const {local, sync} = chrome.storage;

chrome.test.runTests([
  async function clear() {
    await local.set({a: 1, b: 2});
    await sync.set({a: 1});
    assertEq(undefined, await local.clear());
    assertEq({}, await local.get());
    assertEq({a: 1}, await sync.get());
    succeed();
  },
]);
