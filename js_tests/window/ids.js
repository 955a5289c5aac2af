// A window with an id is there once: create gives it again, get finds it.
// file: pages/empty.html

const {assertEq, assertTrue, assertFalse, succeed} = chrome.test;
const {create, get, getAll, current} = chrome.app.window;

chrome.test.runTests([
  async function sameId() {
    const both = await Promise.all([create('empty.html', {id: 'a'}), create('empty.html', {id: 'a', innerBounds: {width: 300}})]);
    assertTrue(both[0] === both[1]);
    assertEq('a', both[0].id);
    assertTrue(get('a') === both[0]);
    assertTrue(await create('missing.html', {id: 'a'}) === both[0]);
    assertEq(null, get('b'));
    assertEq(1, getAll().length);
    assertTrue(getAll()[0] === both[0]);
    succeed();
  },
  async function withoutId() {
    const [one, two] = [await create('empty.html'), await create('empty.html')];
    assertFalse(one === two);
    assertEq('', one.id);
    assertTrue([one, two].includes(get('')));
    assertTrue([one, two].includes(await create('empty.html', {id: ''})));
    assertEq(3, getAll().length);
    assertTrue(one.contentWindow !== two.contentWindow);
    succeed();
  },
  async function readOnly() {
    const w = get('a');
    w.id = 'b';
    w.own = 1;
    assertEq('a', w.id);
    assertEq(1, get('a').own);
    succeed();
  },
]);
