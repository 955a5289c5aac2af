// get: which items the keys select.

const {assertEq, callbackPass, succeed} = chrome.test;
const {local} = chrome.storage;
const all = {a: 1, b: [true, null], c: {d: 'e'}};

chrome.test.runTests([
  function store() {
    local.set(all, callbackPass());
  },
  ...[
    [[], all],
    [[null], all],
    [[undefined], all],
    [['a'], {a: 1}],
    [['zz'], {}],
    [[''], {}],
    [[[]], {}],
    [[['a', 'zz', 'c']], {a: 1, c: {d: 'e'}}],
    [[['a', 'a']], {a: 1}],
    [[{}], {}],
    [[{a: 9, zz: [1, {x: 2}]}], {a: 1, zz: [1, {x: 2}]}],
    [[new Date()], {}],
    [[new String('a')], {0: 'a'}],
  ].map(([args, expected]) => function get() {
    local.get(...args, callbackPass(function(items) {
      assertEq(1, arguments.length);
      assertEq(expected, items);
    }));
  }),
  function keysAreSorted() {
    local.set({z: 1, y: {q: 1, p: 2}}, callbackPass());
    local.get(['z', 'y', 'a'], callbackPass(items => assertEq('{"a":1,"y":{"p":2,"q":1},"z":1}', JSON.stringify(items))));
  },
]);
