// set: an exception of a getter is an error of the call for an item, and null within one.

const {assertEq, assertThrows, succeed} = chrome.test;
const {local} = chrome.storage;

function thrower() {
  throw new RangeError('mine');
}

chrome.test.runTests([
  function item() {
    const hostile = [{get a() { thrower(); }}, new Proxy({a: 1}, {get: thrower}), new Proxy({}, {ownKeys: thrower})];
    for (const items of hostile) {
      assertThrows(
          () => local.set(items),
          "Error in invocation of storage.set(object items, optional function callback): Error at parameter 'items': Script threw an error.");
    }
    succeed();
  },
  async function withinAnItem() {
    const list = [1, {get x() { thrower(); }}, 3];
    Object.defineProperty(list, 2, {get: thrower, enumerable: true});
    await local.set({o: {get a() { thrower(); }, b: 1}, list, proxy: new Proxy({}, {ownKeys: thrower})});
    assertEq({o: {a: null, b: 1}, list: [1, {x: null}, null], proxy: {}}, await local.get());
    succeed();
  },
]);
