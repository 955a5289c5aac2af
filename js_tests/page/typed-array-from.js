// from and of of the typed arrays take whatever Array.from takes, strings too.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  function fromAString() {
    assertEq([1, 2, 3], Array.from(Uint8Array.from('123')));
    assertEq([97, 98], Array.from(Uint8Array.from('ab', c => c.charCodeAt(0))));
    succeed();
  },
  function fromOthers() {
    assertEq([1, 2], Array.from(Uint8Array.from([1, 2])));
    assertEq([1, 2], Array.from(Uint8Array.from(new Set([1, 2]))));
    assertEq([0, 1, 2], Array.from(Uint8Array.from({length: 3}, (_, i) => i)));
    assertEq([3, 4], Array.from(Uint16Array.of(3, 4)));
    succeed();
  },
]);
