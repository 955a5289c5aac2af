// getKeys: the keys, sorted.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests(['local', 'sync'].map(name => async function keys() {
  const area = chrome.storage[name];
  assertEq([], await area.getKeys());
  await area.set({b: 1, a: 2, B: 3, 'ä': 4});
  assertEq(['B', 'a', 'b', 'ä'], await area.getKeys());
  succeed();
}));
