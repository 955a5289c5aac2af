// setTimeout and setInterval give rising positive integers; either kind is cleared by either function.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  function ids() {
    const ids = [setTimeout(() => {}, 0), setInterval(() => {}, 1000), setTimeout(() => {}, 0)];
    for (const id of ids) assertTrue(Number.isInteger(id) && id > 0);
    assertTrue(ids[0] < ids[1] && ids[1] < ids[2]);
    ids.forEach(id => clearTimeout(id));
    succeed();
  },
  function clearingEitherWay() {
    let calls = 0;
    clearInterval(setTimeout(() => calls++, 0));
    clearTimeout(setInterval(() => calls++, 1));
    setTimeout(() => {
      assertEq(0, calls);
      succeed();
    }, 30);
  },
  function unknownIds() {
    for (const id of [undefined, null, 0, -1, 1e9, 'x', {}, NaN]) assertEq(undefined, clearTimeout(id));
    succeed();
  },
]);
