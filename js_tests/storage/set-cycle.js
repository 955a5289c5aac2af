// set: an object within itself becomes null there. Each item is looked at for itself.

const {assertEq, succeed} = chrome.test;
const {local} = chrome.storage;

chrome.test.runTests([
  async function nested() {
    const outer = {x: 1};
    outer.inner = {back: outer};
    await local.set({outer});
    assertEq({outer: {x: 1, inner: {back: null}}}, await local.get());
    succeed();
  },
  async function array() {
    const list = [1];
    list.push(list);
    await local.set({list});
    assertEq({list: [1, null]}, await local.get('list'));
    succeed();
  },
  async function theItemsThemselves() {
    await local.clear();
    const items = {a: 1};
    items.self = items;
    items.list = [items, 1];
    await local.set(items);
    assertEq({a: 1, list: [{a: 1, list: null, self: null}, 1], self: {a: 1, list: [null, 1], self: null}}, await local.get());
    succeed();
  },
]);
