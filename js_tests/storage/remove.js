// remove: one key or several; a key that is not there is no error.

const {assertEq, succeed} = chrome.test;
const {local} = chrome.storage;

chrome.test.runTests([
  ['a', {b: 2, c: 3}],
  ['zz', {a: 1, b: 2, c: 3}],
  [['a', 'c', 'zz'], {b: 2}],
  [[], {a: 1, b: 2, c: 3}],
].map(([keys, left]) => async function remove() {
  await local.set({a: 1, b: 2, c: 3});
  await new Promise(resolve => local.remove(keys, function() {
    assertEq(0, arguments.length);
    resolve();
  }));
  assertEq(left, await local.get());
  succeed();
}));
