// Custom elements and shadow trees.

const definitions = new Map(), byConstructor = new Map(), waiting = new Map();
const CustomElementRegistryPrototype = {};
let constructing = []; // elements that are upgraded now
define(CustomElementRegistryPrototype, {
  define(name, constructor, options = {}) {
    required('define', 'CustomElementRegistry', arguments, 2);
    name = String(name);
    if (typeof constructor !== 'function') throw new TypeError(failure('define', 'CustomElementRegistry') + "parameter 2 is not of type 'Function'.");
    if (!/^[a-z][^A-Z\s/>]*-[^A-Z\s/>]*$/.test(name)) fail('SyntaxError', `${failure('define', 'CustomElementRegistry')}"${name}" is not a valid custom element name`);
    if (definitions.has(name)) fail('NotSupportedError', `${failure('define', 'CustomElementRegistry')}the name "${name}" has already been used with this registry`);
    if (byConstructor.has(constructor)) fail('NotSupportedError', `${failure('define', 'CustomElementRegistry')}this constructor has already been used with this registry`);
    const prototype = constructor.prototype;
    const definition = {name, constructor, extends: options.extends, observed: new Set(prototype.attributeChangedCallback ? constructor.observedAttributes || [] : [])};
    for (const key of ['connectedCallback', 'disconnectedCallback', 'attributeChangedCallback', 'adoptedCallback']) definition[key] = prototype[key];
    definitions.set(name, definition);
    byConstructor.set(constructor, definition);
    for (const e of descendants(document, e => definitionOf(e) === definition)) upgrade(e, definition);
    if (waiting.has(name)) { waiting.get(name).resolve(constructor); waiting.delete(name); }
  },
  get(name) { const d = definitions.get(String(name)); return d && d.constructor; },
  getName(constructor) { const d = byConstructor.get(constructor); return d ? d.name : null; },
  whenDefined(name) {
    const d = definitions.get(String(name));
    if (d) return Promise.resolve(d.constructor);
    if (!waiting.has(name)) { const w = {}; w.promise = new Promise(resolve => { w.resolve = resolve; }); waiting.set(name, w); }
    return waiting.get(name).promise;
  },
  upgrade(root) { for (const e of [root, ...descendants(root, () => true)]) { const d = definitionOf(e); if (d) upgrade(e, d); } },
});
expose('CustomElementRegistry', CustomElementRegistryPrototype);
const customElements = createObject(CustomElementRegistryPrototype);
const definitionOf = e => {
  if (definitions.size === 0 || e.nodeType !== 1 || e.namespaceURI !== HTML) return undefined;
  const d = definitions.get(e._is || e.getAttribute('is') || e.localName);
  return d && (d.extends ? d.extends === e.localName : d.name === e.localName) ? d : undefined;
};
const upgrade = (e, definition) => {
  if (e._custom) return;
  hide(e, '_custom', definition);
  constructing.push(e);
  try {
    setPrototypeOf(e, definition.constructor.prototype);
    Reflect.construct(definition.constructor, []);
  } catch (x) {
    hide(e, '_custom', undefined);
    host.report(x);
    return;
  } finally {
    const i = constructing.indexOf(e);
    if (i >= 0) constructing.splice(i, 1);
  }
  for (const name of e.getAttributeNames()) customAttribute(e, name, null, e.getAttribute(name));
  if (isConnected(e)) customCall(e, 'connectedCallback');
};
const customCall = (e, name, ...args) => {
  const f = e._custom && e._custom[name];
  if (f) try { f.apply(e, args); } catch (x) { host.report(x); }
};
const customEntered = e => {
  if (definitions.size === 0) return;
  if (e._custom) return customCall(e, 'connectedCallback');
  const d = definitionOf(e);
  if (d) upgrade(e, d);
};
const customLeft = e => { if (e._custom) customCall(e, 'disconnectedCallback'); };
const customAttribute = (e, name, old, value) => { if (e._custom && e._custom.observed.has(name)) customCall(e, 'attributeChangedCallback', name, old, value, null); };

// A class that extends HTMLElement constructs through the interface.
const constructCustom = (args, target) => {
  const definition = byConstructor.get(target);
  if (!definition) throw new TypeError('Illegal constructor');
  const upgrading = constructing[constructing.length - 1];
  if (upgrading && upgrading._custom === definition) {
    constructing.pop();
    return upgrading;
  }
  const e = domino.html.createElement(document, definition.extends || definition.name, null);
  if (definition.extends) hide(e, '_is', definition.name);
  setPrototypeOf(e, target.prototype);
  hide(e, '_custom', definition);
  return e;
};
for (const [name, constructor] of [...interfaces]) if (/^HTML.*Element$/.test(name)) {
  const parent = Object.getPrototypeOf(constructor), prototype = constructor.prototype;
  const own = {[name]: function (...args) {
    if (new.target === undefined || new.target === own) throw new TypeError(`Failed to construct '${name}': Illegal constructor`);
    return constructCustom(args, new.target);
  }}[name];
  defineProperty(own, 'prototype', {value: prototype, writable: false, enumerable: false, configurable: false});
  for (const key of Reflect.ownKeys(constructor)) if (!['prototype', 'name', 'length'].includes(key)) defineProperty(own, key, getOwnPropertyDescriptor(constructor, key));
  setPrototypeOf(own, interfaces.get(parent.name) || parent);
  defineProperty(prototype, 'constructor', {value: own, writable: true, enumerable: false, configurable: true});
  interfaces.set(name, own);
}
// createElement makes custom elements at once.
{
  const plain = domino.html.createElement;
  domino.html.createElement = (doc, name, prefix) => {
    const e = plain(doc, name, prefix);
    if (name === 'webview') setPrototypeOf(e, host.has('webview') ? WebViewPrototype : DeniedPrototype);
    return e;
  };
  const {createElement} = Document.prototype;
  define(Document.prototype, {createElement(name, options) {
    const e = createElement.call(this, name);
    if (options && typeof options === 'object' && options.is) { hide(e, '_is', String(options.is)); }
    const d = definitionOf(e);
    if (d) upgrade(e, d);
    return e;
  }});
}
const DeniedPrototype = createObject(HTMLElement.prototype);
defineProperty(DeniedPrototype, Symbol.toStringTag, {value: 'DeniedElement', configurable: true});

// Shadow trees: an event that is composed goes on to the host.
const ShadowRootPrototype = createObject(DocumentFragment.prototype);
define(ShadowRootPrototype, {
  get host() { return this._host; },
  get mode() { return this._mode; },
  get innerHTML() { return this.serialize(); },
  set innerHTML(v) { const f = parseFragment(v === null ? '' : v, this._host); this.removeChildren(); this.appendChild(f); },
  get activeElement() { return focused && contains(this, focused) ? focused : null; },
  get styleSheets() { return []; },
  get delegatesFocus() { return false; },
  getSelection() { return selection; },
  elementFromPoint() { return null; },
});
expose('ShadowRoot', ShadowRootPrototype, 'DocumentFragment');
define(Element.prototype, {
  attachShadow(init) {
    required('attachShadow', 'Element', arguments, 1);
    if (this._shadow) fail('NotSupportedError', failure('attachShadow', 'Element') + 'Shadow root cannot be created on a host which already hosts a shadow tree.');
    const root = document.createDocumentFragment();
    setPrototypeOf(root, ShadowRootPrototype);
    hide(root, '_host', this);
    hide(root, '_mode', init.mode);
    return hide(this, '_shadow', root);
  },
  get shadowRoot() { return this._shadow && this._shadow._mode === 'open' ? this._shadow : null; },
  get assignedSlot() { return null; },
});
if (elements.HTMLSlotElement) define(elements.HTMLSlotElement.prototype, {assignedNodes() { return []; }, assignedElements() { return []; }});
