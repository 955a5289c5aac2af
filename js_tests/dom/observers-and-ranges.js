// Mutation observers, ranges, tree walkers, templates, custom elements, shadow roots.
chrome.test.runTests([
  function mutations() {
    const {assertEq} = chrome.test;
    const e = document.createElement('div'), text = e.appendChild(document.createTextNode('t'));
    const order = [];
    Promise.resolve().then(() => order.push('before'));
    const observer = new MutationObserver((records, o) => {
      order.push('records');
      assertEq(true, o === observer);
      assertEq(['attributes id null', 'characterData null t', 'childList null null', 'childList null null', 'attributes id a'],
        records.map(r => `${r.type} ${r.attributeName} ${r.oldValue}`));
      assertEq([1, 0, 0, 1], [records[2].addedNodes.length, records[2].removedNodes.length, records[3].addedNodes.length, records[3].removedNodes.length]);
      assertEq(true, records[2].previousSibling === text && records[3].removedNodes[0] === text);
    });
    observer.observe(e, {attributes: true, attributeOldValue: true, childList: true, characterData: true, characterDataOldValue: true, subtree: true});
    e.id = 'a';
    text.data = 'u';
    e.appendChild(document.createElement('b'));
    text.remove();
    e.removeAttribute('id');
    Promise.resolve().then(() => {
      order.push('after');
      setTimeout(chrome.test.callbackPass(() => assertEq(['before', 'records', 'after'], order)), 0);
    });
  },

  function ranges() {
    const {assertEq} = chrome.test;
    const e = document.createElement('div');
    e.innerHTML = '<p>one</p><p>two</p><p>three</p>';
    const range = document.createRange();
    range.setStart(e.firstChild.firstChild, 1);
    range.setEnd(e.lastChild.firstChild, 2);
    assertEq(['netwoth', true, false], [range.toString(), range.commonAncestorContainer === e, range.collapsed]);
    const copy = document.createElement('div');
    copy.appendChild(range.cloneContents());
    assertEq('<p>ne</p><p>two</p><p>th</p>', copy.innerHTML);
    range.deleteContents();
    assertEq('<p>o</p><p>ree</p>', e.innerHTML);
    assertEq('<i>x</i>', (() => { const d = document.createElement('div'); d.appendChild(range.createContextualFragment('<i>x</i>')); return d.innerHTML; })());
    const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode.data);
    assertEq(['o', 'ree'], texts);
    assertEq('[object Selection]', String(Object.prototype.toString.call(getSelection())));
    chrome.test.succeed();
  },

  function templatesAndCustomElements() {
    const {assertEq} = chrome.test;
    const template = document.createElement('template');
    template.innerHTML = '<my-thing a=1>x</my-thing>';
    assertEq([0, 1, '<my-thing a="1">x</my-thing>'], [template.childNodes.length, template.content.childNodes.length, template.innerHTML]);
    const seen = [];
    class MyThing extends HTMLElement {
      static get observedAttributes() { return ['a']; }
      constructor() { super(); seen.push('constructor'); }
      connectedCallback() { seen.push('connected ' + this.textContent); }
      disconnectedCallback() { seen.push('disconnected'); }
      attributeChangedCallback(name, old, value) { seen.push([name, old, value].join(' ')); }
    }
    customElements.define('my-thing', MyThing);
    const thing = document.importNode(template.content, true).firstChild;
    document.body.appendChild(thing);
    thing.setAttribute('a', '2');
    thing.remove();
    assertEq(['constructor', 'a  1', 'connected x', 'a 1 2', 'disconnected'], seen);
    assertEq([true, true, 'MY-THING'], [new MyThing() instanceof HTMLElement, document.createElement('my-thing') instanceof MyThing, new MyThing().tagName]);
    const host = document.createElement('div'), root = host.attachShadow({mode: 'open'});
    root.innerHTML = '<b id=z>y</b>';
    assertEq([true, 'y', null, ''], [host.shadowRoot === root, root.getElementById('z').textContent, host.querySelector('b'), host.innerHTML]);
    assertEq(['undefined', 'function'], [typeof customElements.get('other-thing'), typeof customElements.get('my-thing')]);
    chrome.test.succeed();
  },
]);
