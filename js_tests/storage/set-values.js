// set: what is stored of each kind of value.

const {assertEq, callbackPass} = chrome.test;
const {local} = chrome.storage;
const shared = {s: 1};

chrome.test.runTests([
  ['plain', {n: null, t: true, i: 5, d: 1.5, s: 'é€\u{1F600}\0', list: [1, [2]], o: {p: {q: 1}}}, {n: null, t: true, i: 5, d: 1.5, s: 'é€\u{1F600}\0', list: [1, [2]], o: {p: {q: 1}}}],
  ['functions', {f() {}, c: class {}, list: [() => {}, 1]}, {list: [null, 1]}],
  ['undefined', {u: undefined, list: [undefined, 1]}, {list: [null, 1]}],
  ['numbers', {nan: NaN, inf: Infinity, negative: -Infinity, list: [NaN, Infinity], zero: -0, big: 1e300, wide: 2147483648}, {list: [null, null], zero: 0, big: 1e300, wide: 2147483648}],
  ['symbols', {s: Symbol('x'), list: [Symbol('x')], [Symbol('key')]: 1}, {list: [null]}],
  ['bigints', {b: 10n, list: [10n]}, {list: [null]}],
  ['built-ins', {d: new Date(0), r: /x/g, m: new Map([[1, 2]]), s: new Set([1]), e: new Error('x'), w: new WeakMap()}, {d: {}, r: {}, m: {}, s: {}, e: {}, w: {}}],
  ['boxed', {n: new Number(5), s: new String('abc'), b: new Boolean(true)}, {n: {}, s: {0: 'a', 1: 'b', 2: 'c'}, b: {}}],
  ['toJSON', {t: {x: 1, toJSON() { return 5; }}, toJSON() { return {}; }}, {t: {x: 1}}],
  ['holes', {list: [1, , 3], more: Object.assign([1, 2], {x: 1})}, {list: [1, null, 3], more: [1, 2]}],
  ['own and enumerable', Object.create({inherited: 1}, {own: {value: 2, enumerable: true}, hidden: {value: 3}}), {own: 2}],
  ['null prototype', Object.assign(Object.create(null), {a: Object.assign(Object.create(null), {b: 1})}), {a: {b: 1}}],
  ['getters', {get a() { return 1; }, b: {get c() { return 2; }}}, {a: 1, b: {c: 2}}],
  ['proxies', {o: new Proxy({a: 1}, {}), list: new Proxy([1, 2], {})}, {o: {a: 1}, list: {0: 1, 1: 2}}],
  ['twice the same', {a: shared, b: shared, list: [shared, shared]}, {a: {s: 1}, b: {s: 1}, list: [{s: 1}, {s: 1}]}],
  ['keys', {'': 'empty', 10: 'ten', ['__proto__x']: 1}, {'': 'empty', 10: 'ten', __proto__x: 1}],
  ['__proto__', JSON.parse('{"__proto__": {"x": 1}}'), JSON.parse('{"__proto__": {"x": 1}}')],
  ['a lone surrogate', {s: 'a\ud800b'}, {s: 'a\ufffdb'}],
  ['a Date itself', new Date(0), {}],
  ['a view itself', new Uint8Array([1, 2]), {0: 1, 1: 2}],
  ['an ArrayBuffer itself', new ArrayBuffer(2), {}],
].map(([name, items, expected]) => async function set() {
  await local.clear();
  await local.set(items);
  assertEq(expected, await local.get(), name);
  chrome.test.succeed();
}));
