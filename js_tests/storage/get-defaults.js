// get with default values: they come back as set would have stored them.

const {assertEq, assertThrows, callbackPass, succeed} = chrome.test;
const {local} = chrome.storage;

chrome.test.runTests([
  [{u: undefined, n: NaN, i: Infinity, f() {}, s: Symbol('x'), nothing: null}, {nothing: null}],
  [{a: [undefined, NaN, () => {}, -0]}, {a: [null, null, null, 0]}],
  [{date: new Date(0), map: new Map([[1, 2]]), number: new Number(5), string: new String('ab')}, {date: {}, map: {}, number: {}, string: {0: 'a', 1: 'b'}}],
  [{buffer: new ArrayBuffer(2), view: new Uint8Array(2), inside: {data: new DataView(new ArrayBuffer(1))}}, {buffer: {}, view: {}, inside: {data: {}}}],
  [new ArrayBuffer(2), {}],
  [Object.create({inherited: 1}), {}],
].map(([keys, expected]) => function defaults() {
  local.get(keys, callbackPass(items => assertEq(expected, items)));
}).concat(function throwingGetter() {
  assertThrows(
      () => local.get({get a() { throw new Error('mine'); }}, () => {}),
      'Error in invocation of storage.get(optional [string|array|object] keys, optional function callback): ' +
          "Error at parameter 'keys': Value did not match any choice.");
  succeed();
}));
