// Closing a window, and what is left of its page.
// file: pages/objects.html
// file: pages/objects-page.js

const {assertEq, assertTrue, assertFalse, assertThrows, succeed} = chrome.test;
const {create, get, getAll} = chrome.app.window;

const open = id => new Promise(resolve => {
  window.loaded = () => resolve(get(id));
  create('objects.html', {id});
});

const closed = w => new Promise(resolve => {
  w.onClosed.addListener((...args) => {
    assertEq(0, args.length);
    assertTrue(get(w.id) === w, 'still there when onClosed comes');
    setTimeout(resolve, 100);
  });
});

chrome.test.runTests([
  async function close() {
    const w = await open('a'), page = w.contentWindow, {local} = page.chrome.storage;
    const gone = closed(w);
    let events = [];
    const hidden = new Promise(resolve => page.addEventListener('pagehide', () => { events.push('pagehide'); resolve(); }));
    w.onClosed.addListener(() => events.push('onClosed'));
    assertEq(undefined, w.close());
    assertTrue(page.closed);
    await gone;
    await hidden;
    await quiet();
    assertEq(['onClosed', 'pagehide'], events);
    assertEq(null, get('a'));
    assertEq(0, getAll().length);
    assertEq('a', w.id);
    assertTrue(w.contentWindow === page);
    assertTrue(page.own() === page.o);
    assertEq(0, page.innerWidth);
    page.setTimeout(() => events.push('timer'));
    page.setTimeout(() => events.push('timer'), 1);
    await quiet();
    assertEq(2, events.length);
    const thrown = f => { try { f(); } catch (e) { return String(e); } };
    assertEq('Error: Extension context invalidated.', thrown(() => local.get('x', () => 1)));
    assertEq('Error: Extension context invalidated.', thrown(() => w.focus()));
    assertEq(undefined, thrown(() => w.close()));
    succeed();
  },
  async function fromItsPage() {
    const w = await open('b');
    const gone = closed(w);
    w.contentWindow.close();
    assertTrue(w.contentWindow.closed);
    await gone;
    assertEq(null, get('b'));
    succeed();
  },
  async function again() {
    const w = await open('a');
    assertEq('object', typeof w.contentWindow.o);
    assertFalse(w.contentWindow.closed);
    succeed();
  },
  async function inTheCallback() {
    let loaded = false;
    window.loaded = () => { loaded = true; };
    await new Promise(resolve => create('objects.html', w => {
      w.onClosed.addListener(resolve);
      w.close();
    }));
    await quiet();
    assertFalse(loaded);
    succeed();
  },
]);
