// Events go through the tree: capture, target, bubbling; the window is the end of the way.
chrome.test.runTests([
  function path() {
    const {assertEq} = chrome.test;
    const outer = document.body.appendChild(document.createElement('div')), inner = outer.appendChild(document.createElement('b'));
    const seen = [];
    const listen = (target, name) => {
      target.addEventListener('x', e => seen.push(`${name} ${e.eventPhase}`));
      target.addEventListener('x', e => seen.push(`${name} capture ${e.eventPhase}`), true);
    };
    listen(window, 'window');
    listen(document, 'document');
    listen(outer, 'outer');
    listen(inner, 'inner');
    const event = new CustomEvent('x', {bubbles: true, detail: 5});
    assertEq(true, inner.dispatchEvent(event));
    assertEq(['window capture 1', 'document capture 1', 'outer capture 1', 'inner capture 2', 'inner 2', 'outer 3', 'document 3', 'window 3'], seen);
    assertEq([true, null, 0], [event.target === inner, event.currentTarget, event.eventPhase]);
    outer.remove();
    seen.length = 0;
    inner.dispatchEvent(new Event('x'));
    assertEq(['outer capture 1', 'inner capture 2', 'inner 2'], seen);
    chrome.test.succeed();
  },

  function options() {
    const {assertEq} = chrome.test;
    const e = document.createElement('div'), seen = [];
    const f = () => seen.push('f'), object = {handleEvent(event) { seen.push(this === object && event.type); }};
    e.addEventListener('a', f);
    e.addEventListener('a', f);
    e.addEventListener('a', f, true);
    e.addEventListener('a', object, {once: true});
    e.dispatchEvent(new Event('a'));
    e.removeEventListener('a', f);
    e.dispatchEvent(new Event('a'));
    assertEq(['f', 'f', 'a', 'f'], seen);
    e.onclick = event => { seen.push(window.event === event); return false; };
    const click = new MouseEvent('click', {bubbles: true, cancelable: true, clientX: 3, button: 1});
    assertEq([false, true, 3, 1, 2], [e.dispatchEvent(click), click.defaultPrevented, click.pageX, click.button, click.which]);
    assertEq([undefined, null, 'object'], [window.event, e.onmousedown, typeof e.onmousedown]);
    assertEq(true, seen.pop());
    chrome.test.succeed();
  },

  function interfaces() {
    const {assertEq} = chrome.test;
    const e = document.createElement('div');
    assertEq([true, true, true, true], [e instanceof HTMLDivElement, e instanceof HTMLElement, e instanceof Node, e instanceof EventTarget]);
    assertEq(['[object HTMLDivElement]', '[object HTMLDocument]', '[object Text]', '[object DocumentFragment]'],
      [e, document, document.createTextNode(''), document.createDocumentFragment()].map(String));
    assertEq([true, true, true], [new KeyboardEvent('k', {key: 'a'}) instanceof UIEvent, new PointerEvent('p') instanceof MouseEvent, new InputEvent('i', {data: 'x'}).data === 'x']);
    const old = document.createEvent('MouseEvents');
    old.initMouseEvent('click', true, true, window, 0, 1, 2, 3, 4, true, false, false, false, 0, null);
    assertEq(['click', 3, true, false, true], [old.type, old.clientX, old.ctrlKey, old.altKey, old.bubbles]);
    assertEq('NotSupportedError', (() => { try { document.createEvent('nonsense'); } catch (x) { return x.name; } })());
    chrome.test.succeed();
  },
]);
