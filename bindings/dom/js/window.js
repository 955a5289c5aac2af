// The document of the page, what the window has for it, and the functions that Go calls.

const document = newDocument(true, host.url());
setPrototypeOf(document, HTMLDocumentPrototype);
document.modclock = 1;
defineProperty(document, 'location', {get: () => host.location, set: v => { host.location.href = v; }, enumerable: true, configurable: false});

const elementOfParser = (parent, namespace, name, attributes) => {
  const doc = parent.doc, e = namespace === HTML ? made(doc, name, namespace) : doc._createElementNS(name, namespace, null);
  for (let i = 0; i < attributes.length; i += 3) {
    const prefix = attributes[i], key = attributes[i + 1];
    if (prefix) e._setAttributeNS({xlink: 'http://www.w3.org/1999/xlink', xml: 'http://www.w3.org/XML/1998/namespace', xmlns: 'http://www.w3.org/2000/xmlns/'}[prefix] || null, prefix + ':' + key, attributes[i + 2]);
    else e._setAttribute(key, attributes[i + 2]);
  }
  if (namespace === HTML && name === 'script') hide(e, '_started', true);
  return place(parent, e);
};
const place = (parent, n) => {
  (parent._contentFragment || parent)._appendChild(n);
  if (parent.nodeType === 9) parent._updateDocTypeElement();
  return n;
};

// What the window has for its document. Each becomes a property of the window when it is first used.
const frames = new Map();
let lastFrame = 0, frameAsked = false;
const runFrame = () => {
  frameAsked = false;
  const due = [...frames];
  const now = performance.now();
  for (const [id, f] of due) if (frames.delete(id)) host.call(f, now);
};
const frameTime = 16;
const {setTimeout: setTimer, clearTimeout: clearTimer} = window;
const performance = window.performance || {now: () => host.now()};
const windowMembers = {
  customElements,
  requestAnimationFrame(callback) {
    required('requestAnimationFrame', 'Window', arguments, 1);
    if (typeof callback !== 'function') throw new TypeError(failure('requestAnimationFrame', 'Window') + "parameter 1 is not of type 'Function'.");
    frames.set(++lastFrame, callback);
    if (!frameAsked) { frameAsked = true; setTimer(runFrame, frameTime); }
    return lastFrame;
  },
  cancelAnimationFrame(id) { frames.delete(id); },
  requestIdleCallback(callback) {
    return setTimer(() => { const start = performance.now(); host.call(callback, {didTimeout: false, timeRemaining: () => Math.max(0, 50 - (performance.now() - start))}); }, 1);
  },
  cancelIdleCallback(id) { clearTimer(id); },
  getComputedStyle(element) {
    required('getComputedStyle', 'Window', arguments, 1);
    if (!isElement(element)) throw argumentError('getComputedStyle', 'Window', 1, 'Element');
    return computedStyle(element);
  },
  getSelection() { return selection; },
  matchMedia(query) {
    const list = new EventTarget();
    query = String(query);
    defineProperty(list, 'media', {value: query, enumerable: true});
    defineProperty(list, 'matches', {get: () => mediaMatches(query), enumerable: true});
    list.onchange = null;
    list.addListener = f => list.addEventListener('change', f);
    list.removeListener = f => list.removeEventListener('change', f);
    return list;
  },
};
const constructorOf = (name, owner, make) => {
  const f = {[name]: function (...args) {
    if (new.target === undefined) throw new TypeError(`Failed to construct '${name}': Please use the 'new' operator, this DOM object constructor cannot be called as a function.`);
    return make(...args);
  }}[name];
  defineProperty(f, 'prototype', {value: elements[owner].prototype, writable: false});
  defineProperty(windowMembers, name, {value: f, writable: true, enumerable: false, configurable: true});
};
constructorOf('Image', 'HTMLImageElement', (width, height) => {
  const e = document.createElement('img');
  if (width !== undefined) e.width = width;
  if (height !== undefined) e.height = height;
  return e;
});
constructorOf('Audio', 'HTMLAudioElement', src => {
  const e = document.createElement('audio');
  e.preload = 'auto';
  if (src !== undefined) e.src = src;
  return e;
});
constructorOf('Option', 'HTMLOptionElement', (text, value, defaultSelected, selected) => {
  const e = document.createElement('option');
  if (text !== undefined && text !== '') e.appendChild(document.createTextNode(String(text)));
  if (value !== undefined) e.setAttribute('value', value);
  if (defaultSelected) e.setAttribute('selected', '');
  if (selected) { hide(e, '_selected', true); hide(e, '_selectedAt', ++selectionTime); } else if (selected !== undefined || defaultSelected) hide(e, '_selected', !!selected);
  return e;
});

// What a person does, for one who is not there: false while there is no such element, or it cannot be used.
const press = (e, type, constructor, init) => host.fireEvent(e, new window[constructor](type, {bubbles: true, cancelable: true, composed: true, view: window, detail: 1, ...init}));
const drive = (kind, selector, value) => {
  const e = selected('querySelector', document, selector)[0];
  if (!e || isDisabled(e) || kind !== 'choose-files' && !isRendered(e)) return false;
  if (kind === 'click') {
    press(e, 'pointerdown', 'PointerEvent', {buttons: 1, pointerType: 'mouse', isPrimary: true});
    if (press(e, 'mousedown', 'MouseEvent', {buttons: 1})) {
      let target = e;
      while (target && !(target.nodeType === 1 && focusable(target))) target = target.parentNode;
      setFocus(target);
    }
    press(e, 'pointerup', 'PointerEvent', {pointerType: 'mouse', isPrimary: true});
    press(e, 'mouseup', 'MouseEvent', {});
    press(e, 'click', 'PointerEvent', {pointerType: 'mouse', pointerId: 1, isPrimary: true});
    return true;
  }
  if (kind === 'choose-files') {
    if (!isInput(e) || e.type !== 'file') throw new TypeError('it is no input for files');
    hide(e, '_files', value);
    fireInputs(e);
    return true;
  }
  if (focusable(e)) setFocus(e);
  if (isSelect(e)) {
    const options = optionsOf(e), at = options.findIndex(o => o.value === value), i = at >= 0 ? at : options.findIndex(o => o.text === value);
    if (i < 0) return false;
    selectIndex(e, i);
  } else if (isInput(e) && (e.type === 'checkbox' || e.type === 'radio')) {
    if (e.checked === /^(false|off|0|no|)$/i.test(value)) press(e, 'click', 'PointerEvent', {});
    return true;
  } else if (isInput(e) && e.type !== 'file' || e.localName === 'textarea') {
    e.value = value;
  } else if (e.isContentEditable) {
    e.textContent = value;
  } else {
    throw new TypeError('it is nothing to fill in');
  }
  host.fireEvent(e, new window.InputEvent('input', {bubbles: true, composed: true, inputType: 'insertText', data: value, view: window}));
  host.fire(e, 'change', true);
  return true;
};

// Parsers of texts.
const DOMParserPrototype = {}, XMLSerializerPrototype = {};
define(DOMParserPrototype, {
  parseFromString(text, type) {
    required('parseFromString', 'DOMParser', arguments, 2);
    const isHTML = type === 'text/html';
    const d = newDocument(true, host.url());
    setPrototypeOf(d, isHTML ? HTMLDocumentPrototype : interfaces.get('XMLDocument').prototype);
    hide(d, '_contentType', String(type));
    host.parseDocument(d, String(text));
    if (!isHTML) { // what XML a server app reads is well-formed and knows no namespaces
      const body = d.body, root = body && body.firstElementChild;
      if (root) { d.documentElement.remove(); d.appendChild(root); }
    }
    return d;
  },
});
define(XMLSerializerPrototype, {serializeToString(n) { return n.nodeType === 9 || n.nodeType === 11 ? n.serialize() : serializeNode(n, null); }});
expose('DOMParser', DOMParserPrototype, undefined, () => createObject(DOMParserPrototype));
expose('XMLSerializer', XMLSerializerPrototype, undefined, () => createObject(XMLSerializerPrototype));

const exported = {
  document,
  element: elementOfParser,
  text: (parent, data) => place(parent, new Text(parent.doc, data)),
  comment: (parent, data) => place(parent, new Comment(parent.doc, data)),
  doctype: (parent, name, publicId, systemId) => place(parent, new DocumentType(parent.doc, name, publicId, systemId)),
  started: element => { hide(element, '_started', true); },
  isNode,
  path: node => {
    const path = [];
    for (let n = node; n; n = n.parentNode || n._host) path.push(n);
    return path;
  },
  activate,
  named: name => {
    if (interfaces.has(name)) {
      const value = interfaces.get(name);
      defineProperty(window, name, {value, writable: true, enumerable: false, configurable: true});
      return value;
    }
    if (Object.prototype.hasOwnProperty.call(windowMembers, name)) {
      defineProperty(window, name, getOwnPropertyDescriptor(windowMembers, name));
      return window[name];
    }
    const e = document.byId[name];
    return !e ? undefined : e instanceof Node ? e : e.getFirst();
  },
  formEntries: (form, submitter) => isElement(form) && form.localName === 'form' ? entriesOf(form, submitter || null) : null,
  drive,
  html: () => document.serialize(),
  names: () => [...interfaces.keys(), ...Object.keys(windowMembers)],
};
