// getBytesInUse: the length of key and JSON text; a key given twice counts twice.

const {assertEq, callbackPass} = chrome.test;
const {local} = chrome.storage;

chrome.test.runTests([
  function store() {
    local.set({ab: 'x', o: {p: [1, null]}}, callbackPass());
  },
  ...[
    [[], 5 + 15],
    [[null], 5 + 15],
    [['ab'], 5],
    [['zz'], 0],
    [[[]], 0],
    [[['ab', 'o']], 20],
    [[['ab', 'ab', 'zz']], 10],
  ].map(([args, expected]) => function bytes() {
    local.getBytesInUse(...args, callbackPass(n => assertEq(expected, n, JSON.stringify(args))));
  }),
]);
