// structuredClone copies the types of the language and of the web, not the classes of the app.

const {assertEq, assertTrue, succeed} = chrome.test;
const tag = (v) => Object.prototype.toString.call(v).slice(8, -1);

chrome.test.runTests([
  function objects() {
    class Point { constructor() { this.x = 1; } get y() { return 2; } }
    assertEq('Object', structuredClone(new Point).constructor.name);
    assertEq({a: 1, b: 2}, structuredClone(Object.defineProperty({get a() { return 1; }, b: 2}, 'hidden', {value: 3})));
    assertTrue(!Object.isFrozen(structuredClone(Object.freeze({a: 1}))));
    assertTrue(Object.getPrototypeOf(structuredClone(Object.create(null))) === Object.prototype);
    assertEq(['__proto__'], Object.keys(structuredClone(JSON.parse('{"__proto__": 1}'))));
    succeed();
  },
  function getterThatDeletes() {
    assertEq({a: 1}, structuredClone({get a() { delete this.b; return 1; }, b: 2}));
    succeed();
  },
  function arrays() {
    const holes = [1, , 3];
    holes.name = 'x';
    const copy = structuredClone(holes);
    assertEq([false, 3, ['0', '2', 'name']], [1 in copy, copy.length, Object.keys(copy)]);
    succeed();
  },
  function wrappersDatesAndRegExps() {
    for (const v of [new Number(-0), new String('x'), new Boolean(false), Object(5n)]) {
      assertEq([tag(v), 'object'], [tag(structuredClone(v)), typeof structuredClone(v)]);
    }
    assertTrue(Object.is(-0, structuredClone(-0)));
    assertTrue(isNaN(structuredClone(new Date(NaN))));
    const r = /a(b)/giy;
    r.lastIndex = 3;
    const copy = structuredClone(r);
    assertEq(['a(b)', 'giy', 0], [copy.source, copy.flags, copy.lastIndex]);
    succeed();
  },
  function collectionsAndCycles() {
    const map = new Map([['a', {}]]);
    map.set('self', map);
    const set = new Set([1, map]);
    const [m, s, again] = structuredClone([map, set, map]);
    assertTrue(m instanceof Map && m.get('self') === m && again === m);
    assertTrue(s instanceof Set && s.has(m) && s.has(1));
    succeed();
  },
  function viewsShareTheirBuffer() {
    const buffer = new Uint8Array([1, 2, 3, 4]).buffer;
    const copy = structuredClone({buffer, bytes: new Uint8Array(buffer, 1, 2), data: new DataView(buffer, 2)});
    assertTrue(copy.bytes.buffer === copy.buffer && copy.buffer !== buffer);
    assertEq([1, 2, 2, 2], [copy.bytes.byteOffset, copy.bytes.length, copy.data.byteOffset, copy.data.byteLength]);
    for (const T of [Int8Array, Uint8ClampedArray, Int16Array, Float32Array, Float64Array, BigInt64Array]) {
      assertEq(T.name, tag(structuredClone(new T(2))));
    }
    succeed();
  },
  function blobsAndExceptions() {
    const [blob, file] = structuredClone([new Blob(['abc'], {type: 'a/b'}), new File(['x'], 'n.txt', {lastModified: 7})]);
    assertEq([3, 'a/b', 'n.txt', 7], [blob.size, blob.type, file.name, file.lastModified]);
    const e = structuredClone(new DOMException('text', 'DataError'));
    assertEq(['DOMException', 'DataError', 'text'], [e.constructor.name, e.name, e.message]);
    succeed();
  },
]);
