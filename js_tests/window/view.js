// What a page knows of its window, and what another page does with its document.
// file: pages/view.html
// file: pages/view-page.js

const {assertEq, assertTrue, assertFalse, succeed} = chrome.test;

const open = options => new Promise(resolve => {
  let made;
  window.loaded = () => resolve(made);
  chrome.app.window.create('view.html', options, w => { made = w; });
});

const until = async condition => {
  while (!condition()) await new Promise(resolve => setTimeout(resolve, 5));
};

chrome.test.runTests([
  async function visibility() {
    const w = await open({}), page = w.contentWindow;
    assertEq(['visible', false, true], [page.document.visibilityState, page.document.hidden, page.document.hasFocus()]);
    page.events.length = 0;
    w.hide();
    await until(() => page.events.length === 2);
    assertEq(['blur', 'hidden'], [...page.events]);
    assertTrue(page.document.hidden);
    assertFalse(page.document.hasFocus());
    w.show();
    await until(() => page.events.length === 4);
    assertEq(['focus', 'visible'], [...page.events].slice(2).sort());
    assertTrue(page.document.hasFocus());
    succeed();
  },
  async function hiddenFromTheBeginning() {
    const w = await open({hidden: true});
    assertEq('visible', w.contentWindow.document.visibilityState);
    assertFalse(w.contentWindow.document.hasFocus());
    succeed();
  },
  async function documentOfAnotherPage() {
    const w = await open({}), page = w.contentWindow, {document} = page;
    assertEq('view', document.title);
    const p = document.getElementById('p');
    assertFalse(p instanceof HTMLElement);
    assertTrue(p instanceof page.HTMLElement);
    assertTrue(document.body.querySelector('p') === p);
    assertTrue(p.ownerDocument.defaultView === page);
    p.textContent = 'other';
    const item = document.createElement('b');
    item.onclick = () => { item.textContent = 'clicked'; };
    p.append(item);
    item.click();
    assertEq('other<b>clicked</b>', p.innerHTML);
    assertEq('[object HTMLParagraphElement]', String(p));
    assertEq(['P', 'SCRIPT'], Array.from(document.body.children, e => e.tagName));
    succeed();
  },
  async function eventsOfAnotherPage() {
    const w = await open({}), page = w.contentWindow;
    page.events.length = 0;
    const detail = {};
    const event = new CustomEvent('custom', {detail, cancelable: true, bubbles: true});
    assertFalse(page.dispatchEvent(event));
    assertTrue(event.defaultPrevented);
    assertTrue(page.events[0] === detail);
    page.document.dispatchEvent(new CustomEvent('custom', {bubbles: true, detail: 1}));
    assertEq(['document', 1], [...page.events].slice(1));
    succeed();
  },
]);
