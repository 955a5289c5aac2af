// Values of another page given to what copies and reads them: structuredClone, Blob, postMessage, the storage.
// file: pages/values.html
// file: pages/values-page.js

const {assertEq, assertTrue, assertFalse, succeed} = chrome.test;

let page;

chrome.test.runTests([
  async function open() {
    page = await new Promise(resolve => {
      window.loaded = resolve;
      chrome.app.window.create('values.html', {id: 'v'});
    });
    succeed();
  },
  function clone() {
    const copy = structuredClone(page.value);
    assertTrue(copy instanceof Object);
    assertTrue(copy.self === copy);
    assertTrue(copy.date instanceof Date);
    assertEq(5, copy.date.getTime());
    const [[key, set]] = copy.map;
    assertEq({k: 1}, key);
    assertTrue(set instanceof Set && set.has(1));
    assertTrue(copy.error instanceof RangeError);
    assertTrue(copy.bytes instanceof Uint8Array);
    assertEq([1, 2], Array.from(copy.bytes));
    assertTrue(Array.isArray(copy.list) && copy.list.length === 2);
    try {
      structuredClone(page.loaded);
      structuredClone({f: page.addEventListener});
    } catch (e) {
      assertTrue(e instanceof DOMException);
      assertEq('DataCloneError', e.name);
    }
    succeed();
  },
  async function blobs() {
    assertFalse(page.blob instanceof Blob);
    const both = new Blob([page.blob, 'd']);
    assertEq(4, both.size);
    assertEq('abcd', await both.text());
    const reader = new FileReader;
    const loaded = new Promise(resolve => { reader.onload = resolve; });
    reader.readAsText(page.blob);
    await loaded;
    assertEq('abc', reader.result);
    succeed();
  },
  async function messages() {
    const answer = new Promise(resolve => addEventListener('message', resolve, {once: true}));
    page.postMessage({q: [1]}, '*');
    const event = await answer;
    assertEq({answer: {q: [1]}, own: true}, event.data);
    assertTrue(event.data instanceof Object);
    assertTrue(event.source === page);
    assertEq(chrome.runtime.getURL('').slice(0, -1), event.origin);
    assertTrue(page.messages[0].source === window);
    const {buffer} = new Uint8Array(3);
    page.postMessage('quiet', '*', [buffer]);
    assertEq(0, buffer.byteLength);
    try {
      page.postMessage(() => 1, '*');
    } catch (e) {
      assertEq('DataCloneError', e.name);
    }
    succeed();
  },
  async function storage() {
    await chrome.storage.local.set({a: page.value.list, b: {c: page.value.map}});
    assertEq({a: [1, null], b: {c: {}}}, await chrome.storage.local.get(['a', 'b']));
    succeed();
  },
]);
