// What two pages see of each other's objects.
// file: pages/objects.html
// file: pages/objects-page.js

const {assertEq, assertTrue, assertFalse, succeed} = chrome.test;

let page;

chrome.test.runTests([
  async function open() {
    page = await new Promise(resolve => {
      window.loaded = resolve;
      chrome.app.window.create('objects.html');
    });
    succeed();
  },
  function identity() {
    assertTrue(page.o === page.own() && page.o.inner === page.o.inner);
    assertTrue(page === page.window && page.self === page);
    const mine = {};
    assertTrue(page.id(mine) === mine);
    page.mine = mine;
    assertTrue(page.mine === mine);
    assertFalse(page.chrome === chrome);
    assertEq(page.chrome.runtime.id, chrome.runtime.id);
    succeed();
  },
  function classes() {
    for (const [name, type] of [['o', 'Object'], ['arr', 'Array'], ['err', 'Error'], ['date', 'Date'], ['re', 'RegExp'], ['map', 'Map'], ['promise', 'Promise'],
      ['id', 'Function'], ['ab', 'ArrayBuffer'], ['u8', 'Uint8Array']]) {
      assertFalse(page[name] instanceof window[type], name);
      assertTrue(page[name] instanceof page[type], name);
      assertEq(`[object ${type}]`, Object.prototype.toString.call(page[name]), name);
    }
    assertTrue(Array.isArray(page.arr));
    assertEq(3, [].concat(page.arr).length);
    assertTrue(page.arr.map(x => x) instanceof page.Array);
    assertEq([1, 3], [...page.arr].filter(x => typeof x === 'number'));
    const {n, ...rest} = page.o;
    assertEq(1, n);
    assertEq(['inner'], Object.keys(rest));
    assertEq('{"n":1,"inner":{}}', JSON.stringify(page.o));
    assertEq('xb', 'xab'.replace(page.re, '$1'));
    assertEq(5, page.date.getTime());
    assertEq(1, page.map.get('k'));
    assertTrue(page.sym === Symbol.for('shared'));
    assertTrue(Object.isFrozen(page.frozen));
    succeed();
  },
  function thisOfCalls() {
    assertTrue(page.sloppy() === page);
    const {sloppy, strict} = page;
    assertTrue(sloppy() === page);
    assertEq(undefined, strict());
    const mine = {};
    assertTrue(strict.call(mine) === mine);
    assertEq('object', page.typeOfThis.call(3));
    succeed();
  },
  function constructors() {
    const foo = new page.Foo(4);
    assertTrue(foo instanceof page.Foo);
    assertEq([8, 7], [foo.double, foo.secret()]);
    class Bar extends page.Foo {
      constructor() { super(5); this.own = 1; }
      get double() { return super.double + 1; }
    }
    const bar = new Bar;
    assertTrue(bar instanceof Bar && bar instanceof page.Foo);
    assertEq([11, 1, 7], [bar.double, bar.own, bar.secret()]);
    succeed();
  },
  function exceptions() {
    try {
      page.failing();
    } catch (e) {
      assertTrue(e === page.err);
    }
    try {
      page.nope();
    } catch (e) {
      assertTrue(e instanceof TypeError);
    }
    succeed();
  },
  function bytes() {
    const view = new Uint8Array(page.ab);
    assertTrue(view.buffer === page.ab);
    view[1] = 9;
    assertEq(9, page.u8[0]);
    assertEq([9, 3], Array.from(page.u8));
    assertTrue(new Uint8Array(page.u8) instanceof Uint8Array);
    assertTrue(page.u8.subarray(1) instanceof page.Uint8Array);
    assertTrue(ArrayBuffer.isView(page.u8));
    const local = new Uint8Array(2);
    local.set(page.u8);
    assertEq([9, 3], Array.from(local));
    assertEq('\t\x03', new TextDecoder().decode(page.u8));
    assertEq(6, new Blob([page.ab, page.u8]).size);
    succeed();
  },
  async function promises() {
    assertEq('foreign', await page.promise);
    assertTrue(await new page.Promise(resolve => resolve(page.o)) === page.o);
    assertTrue(Promise.resolve(page.promise) instanceof Promise);
    succeed();
  },
  function globals() {
    page.later = 1;
    assertTrue(Object.hasOwn(page, 'later'));
    page.arr.push(4);
    assertEq(4, page.arr.length);
    page.arr.length = 2;
    assertEq(2, page.arr.length);
    succeed();
  },
]);
