// Elements and documents.

define(Element.prototype, {
  get textContent() { return textOf(this); },
  set textContent(v) { replaceText(this, v == null ? '' : String(v)); },
  get innerHTML() { return (this._contentFragment || this).serialize(); },
  set innerHTML(v) {
    const fragment = parseFragment(v === null ? '' : v, this), target = this._contentFragment || this;
    target.removeChildren();
    target.appendChild(fragment);
  },
  get outerHTML() { return serializeNode(this, null); },
  set outerHTML(v) {
    const parent = this.parentNode;
    if (parent === null) return;
    if (parent.nodeType === 9) fail('NoModificationAllowedError', "Failed to set the 'outerHTML' property on 'Element': This element's parent is of type '#document', which is not an element node.");
    parent.replaceChild(parseFragment(v === null ? '' : v, parent.nodeType === 11 ? this.doc.createElement('body') : parent), this);
  },
  insertAdjacentHTML(position, text) {
    required('insertAdjacentHTML', 'Element', arguments, 2);
    const where = adjacent('insertAdjacentHTML', this, position);
    const outside = where === 'beforebegin' || where === 'afterend';
    if (outside && (this.parentNode === null || this.parentNode.nodeType === 9))
      fail('NoModificationAllowedError', failure('insertAdjacentHTML', 'Element') + 'The element has no parent.');
    const context = outside ? this.parentNode : this;
    insertAdjacent(this, where, parseFragment(text, context.nodeType === 11 || context.localName === 'html' ? this.doc.createElement('body') : context));
  },
  insertAdjacentElement(position, element) {
    required('insertAdjacentElement', 'Element', arguments, 2);
    if (!isElement(element)) throw argumentError('insertAdjacentElement', 'Element', 2, 'Element');
    return insertAdjacent(this, adjacent('insertAdjacentElement', this, position), element);
  },
  insertAdjacentText(position, text) {
    required('insertAdjacentText', 'Element', arguments, 2);
    insertAdjacent(this, adjacent('insertAdjacentText', this, position), this.doc.createTextNode(String(text)));
  },
  matches(selector) { required('matches', 'Element', arguments, 1); return matches('matches', this, selector); },
  webkitMatchesSelector(selector) { return matches('webkitMatchesSelector', this, selector); },
  closest(selector) {
    required('closest', 'Element', arguments, 1);
    for (let e = this; e && e.nodeType === 1; e = e.parentNode) if (matches('closest', e, selector)) return e;
    return null;
  },
  getElementsByTagName: byTagName, getElementsByTagNameNS: byTagNameNS, getElementsByClassName: byClassName,
  get slot() { return this.getAttribute('slot') || ''; },
  set slot(v) { this.setAttribute('slot', v); },
  get role() { return this.getAttribute('role'); },
  set role(v) { if (v == null) this.removeAttribute('role'); else this.setAttribute('role', v); },
});
delete Element.prototype.getElementsByName;
delete Element.prototype.nextElement;
hide(Element.prototype, 'nextElement', function (root) {
  if (!root) root = this.doc.documentElement;
  const first = this.firstElementChild;
  if (first) return first;
  for (let e = this; e && e !== root; e = e.parentElement) if (e.nextElementSibling) return e.nextElementSibling;
  return null;
});
const adjacent = (operation, element, position) => {
  const where = lowerCase(String(position));
  if (!['beforebegin', 'afterbegin', 'beforeend', 'afterend'].includes(where))
    fail('SyntaxError', `${failure(operation, 'Element')}The value provided ('${position}') is not one of 'beforeBegin', 'afterBegin', 'beforeEnd', or 'afterEnd'.`);
  return where;
};
const insertAdjacent = (element, where, node) => {
  const parent = element.parentNode;
  switch (where) {
    case 'afterbegin': return element.insertBefore(node, element.firstChild);
    case 'beforeend': return element.appendChild(node);
    default: return parent && parent.insertBefore(node, where === 'beforebegin' ? element : element.nextSibling);
  }
};
for (const [name, article] of [['setAttribute', 2], ['getAttribute', 1], ['removeAttribute', 1], ['hasAttribute', 1], ['toggleAttribute', 1]]) {
  const original = Element.prototype[name];
  define(Element.prototype, {[name](qualifiedName, value) {
    required(name, 'Element', arguments, article);
    try {
      return original.apply(this, arguments);
    } catch (e) {
      if (e.name === 'InvalidCharacterError') fail(e.name, `${failure(name, 'Element')}'${qualifiedName}' is not a valid attribute name.`);
      throw e;
    }
  }});
}
expose('Element', Element.prototype, 'Node');

// HTML elements.
const blockNames = new Set(('address article aside blockquote body dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
  'header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary table tbody tfoot thead tr ul').split(' '));
const unrendered = new Set('area base datalist head link meta noembed noframes noscript param rp script style template title'.split(' '));
// innerText approximates rendering: blocks begin lines, blanks collapse.
const renderedText = root => {
  const out = [];
  let pending = 0, blank = false;
  const lineBreaks = n => { pending = Math.max(pending, n); };
  const push = text => {
    if (text === '') return;
    if (pending && out.length > 0) out.push('\n'.repeat(pending));
    pending = 0;
    out.push(text);
  };
  const walk = (n, pre) => {
    for (let kid = n.firstChild; kid !== null; kid = kid.nextSibling) {
      if (kid.nodeType === 3) {
        if (pre) { push(kid._data); continue; }
        let text = kid._data.replace(/[ \t\n\f\r]+/g, ' ');
        const last = out[out.length - 1];
        if (text[0] === ' ' && (pending || last === undefined || /[\s]$/.test(last))) text = text.slice(1);
        push(text);
      } else if (kid.nodeType === 1) {
        const name = kid.localName;
        if (name === 'br') { trim(); push('\n'); continue; }
        if (unrendered.has(name) || hidden(kid)) continue;
        if (name === 'textarea' || name === 'select') continue;
        const block = blockNames.has(name);
        if (block) { trim(); lineBreaks(name === 'p' ? 2 : 1); }
        if ((name === 'td' || name === 'th') && kid.previousElementSibling) push('\t');
        walk(kid, pre || name === 'pre');
        if (block) { trim(); lineBreaks(name === 'p' ? 2 : 1); }
      }
    }
  };
  const trim = () => {
    const i = out.length - 1;
    if (i >= 0 && out[i] !== '\n') out[i] = out[i].replace(/ +$/, '');
  };
  walk(root, root.localName === 'pre' || root.localName === 'textarea');
  trim();
  return out.join('');
};
const hidden = e => e.hasAttribute('hidden') || computed(e, 'display') === 'none';
const isRendered = e => {
  for (let n = e; n; n = n.parentNode) if (n.nodeType === 1 && (unrendered.has(n.localName) || hidden(n))) return false;
  return isConnected(e);
};

const dataName = key => 'data-' + key.replace(/[A-Z]/g, c => '-' + c.toLowerCase());
const datasetOf = element => new Proxy(createObject(interfaces.get('DOMStringMap').prototype), {
  get: (target, key) => {
    if (typeof key !== 'string') return target[key];
    const value = element.getAttribute(dataName(key));
    return value === null ? target[key] : value;
  },
  has: (target, key) => typeof key === 'string' && element.hasAttribute(dataName(key)) || key in target,
  set(target, key, value) {
    if (/-[a-z]/.test(key)) fail('SyntaxError', `Failed to set a named property '${key}' on 'DOMStringMap': '${key}' is not a valid property name.`);
    element.setAttribute(dataName(key), String(value));
    return true;
  },
  deleteProperty(target, key) { element.removeAttribute(dataName(key)); return true; },
  ownKeys: () => element.getAttributeNames().filter(n => /^data-[^A-Z]*$/.test(n)).map(n => n.slice(5).replace(/-([a-z])/g, (_, c) => c.toUpperCase())),
  getOwnPropertyDescriptor(target, key) {
    const value = typeof key === 'string' ? element.getAttribute(dataName(key)) : null;
    return value === null ? undefined : {value, writable: true, enumerable: true, configurable: true};
  },
});
expose('DOMStringMap', {});

// domino defines the attributes of all elements once more for each class; what HTMLElement has stands here.
for (const name of ['innerHTML', 'submit', 'forceSpellCheck']) delete HTMLElement.prototype[name];
reflect(HTMLElement.prototype, String, 'title', 'lang', 'accessKey', 'nonce');
define(HTMLElement.prototype, {
  get innerText() { return isRendered(this) ? renderedText(this) : textOf(this); },
  set innerText(v) {
    this.removeChildren();
    const lines = (v === null ? '' : String(v)).split(/\r\n|\n|\r/);
    lines.forEach((line, i) => {
      if (i > 0) this.appendChild(this.doc.createElement('br'));
      if (line !== '') this.appendChild(this.doc.createTextNode(line));
    });
  },
  get outerText() { return this.innerText; },
  set outerText(v) { this.replaceWith(this.doc.createTextNode(v === null ? '' : String(v))); },
  get dataset() { return cached(this, '_dataset', () => datasetOf(this)); },
  get hidden() { return this.hasAttribute('hidden'); },
  set hidden(v) { this.toggleAttribute('hidden', !!v); },
  get contentEditable() {
    const v = this.getAttribute('contenteditable');
    return v === null ? 'inherit' : v === '' || lowerCase(v) === 'true' ? 'true' : lowerCase(v) === 'false' ? 'false' : 'inherit';
  },
  set contentEditable(v) { if (lowerCase(String(v)) === 'inherit') this.removeAttribute('contenteditable'); else this.setAttribute('contenteditable', v); },
  get isContentEditable() {
    for (let e = this; e && e.nodeType === 1; e = e.parentNode) if (e.contentEditable !== 'inherit') return e.contentEditable === 'true';
    return false;
  },
  get draggable() { const v = this.getAttribute('draggable'); return v === null ? this.localName === 'img' || this.localName === 'a' && this.hasAttribute('href') : lowerCase(v) === 'true'; },
  set draggable(v) { this.setAttribute('draggable', !!v); },
  get spellcheck() { return lowerCase(this.getAttribute('spellcheck') || 'true') !== 'false'; },
  set spellcheck(v) { this.setAttribute('spellcheck', !!v); },
  get translate() { return lowerCase(this.getAttribute('translate') || 'yes') !== 'no'; },
  set translate(v) { this.setAttribute('translate', v ? 'yes' : 'no'); },
  click() {
    if (this._clicking || isDisabled(this)) return;
    hide(this, '_clicking', true);
    try {
      this.dispatchEvent(new window.PointerEvent('click', {bubbles: true, cancelable: true, composed: true, view: window, detail: 0, pointerId: -1}));
    } finally {
      this._clicking = false;
    }
  },
  focus() { if (focusable(this)) setFocus(this); },
  blur() { if (focused === this) setFocus(null); },
  get tabIndex() {
    const n = parseInt(this.getAttribute('tabindex'), 10);
    return Number.isNaN(n) ? naturallyFocusable(this) ? 0 : -1 : n;
  },
  set tabIndex(v) { this.setAttribute('tabindex', v | 0); },
  get style() { return cached(this, '_style', () => inlineStyle(this)); },
  set style(v) { this.style.cssText = v; },
});
const naturallyFocusable = e => ['input', 'select', 'textarea', 'button', 'iframe'].includes(e.localName) && e.type !== 'hidden' ||
  ['a', 'area'].includes(e.localName) && e.hasAttribute('href') || e.localName === 'summary';
const isDisabled = e => {
  if (!['button', 'input', 'select', 'textarea', 'optgroup', 'option', 'fieldset'].includes(e.localName) || e.namespaceURI !== HTML) return false;
  if (e.hasAttribute('disabled')) return true;
  for (let p = e.parentNode; p; p = p.parentNode)
    if (p.localName === 'fieldset' && p.hasAttribute && p.hasAttribute('disabled')) {
      const legend = p.querySelector('legend');
      if (!(legend && legend.parentNode === p && legend.contains(e))) return true;
    }
  return false;
};

// Focus.
let focused = null;
const focusable = e => isConnected(e) && !isDisabled(e) && (naturallyFocusable(e) || !Number.isNaN(parseInt(e.getAttribute('tabindex'), 10)) || e.isContentEditable);
const fireFocus = (e, type, bubbles, relatedTarget) =>
  host.fireEvent(e, new window.FocusEvent(type, {bubbles, composed: true, relatedTarget, view: window}));
const setFocus = e => {
  const old = focused;
  if (old === e) return;
  if (old) {
    focused = null;
    commitChange(old);
    fireFocus(old, 'blur', false, e);
    fireFocus(old, 'focusout', true, e);
  }
  if (e && focused === null) {
    focused = e;
    rememberValue(e);
    fireFocus(e, 'focus', false, old);
    fireFocus(e, 'focusin', true, old);
  }
};

// The event handler attributes of all elements, of documents, and those that a body hands to its window.
const handlerTypes = ('abort animationend animationiteration animationstart auxclick beforeinput blur cancel canplay canplaythrough change click close contextmenu copy ' +
  'cuechange cut dblclick drag dragend dragenter dragleave dragover dragstart drop durationchange emptied ended error focus formdata ' +
  'gotpointercapture input invalid keydown keypress keyup load loadeddata loadedmetadata loadstart lostpointercapture mousedown mouseenter ' +
  'mouseleave mousemove mouseout mouseover mouseup mousewheel paste pause play playing pointercancel pointerdown pointerenter pointerleave ' +
  'pointermove pointerout pointerover pointerup progress ratechange reset resize scroll scrollend search seeked seeking select selectionchange selectstart ' +
  'slotchange stalled submit suspend timeupdate toggle transitioncancel transitionend transitionrun transitionstart volumechange waiting webkitanimationend ' +
  'webkitanimationiteration webkitanimationstart webkittransitionend wheel').split(' ');
const handlerOf = (type, target) => ({
  get() { return host.handler(target || this, type); }, set(v) { host.setHandler(target || this, type, v); }, enumerable: true, configurable: true,
});
const SVGElement = domino.svg.elements.SVGElement;
const MathMLElement = createObject(Element.prototype);
for (const prototype of [HTMLElement.prototype, SVGElement.prototype, Document.prototype])
  for (const type of handlerTypes) defineProperty(prototype, 'on' + type, handlerOf(type));
for (const type of ['beforecopy', 'beforecut', 'beforepaste', 'fullscreenchange', 'fullscreenerror']) {
  defineProperty(Element.prototype, 'on' + type, handlerOf(type));
  defineProperty(Document.prototype, 'on' + type, handlerOf(type));
}
for (const type of ['readystatechange', 'visibilitychange', 'freeze', 'resume', 'pointerlockchange', 'pointerlockerror', 'DOMContentLoaded'])
  if (type !== 'DOMContentLoaded') defineProperty(Document.prototype, 'on' + type, handlerOf(type));
delete HTMLElement.prototype.onreadystatechange;
delete HTMLElement.prototype.onshow;
for (const type of handlerTypes)
  if (getOwnPropertyDescriptor(window, 'on' + type) === undefined) defineProperty(window, 'on' + type, handlerOf(type, window));
for (const key of Object.getOwnPropertyNames(elements.HTMLBodyElement.prototype)) if (key.startsWith('on')) delete elements.HTMLBodyElement.prototype[key];
for (const type of ['blur', 'error', 'focus', 'load', 'resize', 'scroll', 'afterprint', 'beforeprint', 'hashchange', 'languagechange', 'message', 'messageerror',
  'offline', 'online', 'pagehide', 'pageshow', 'popstate', 'rejectionhandled', 'storage', 'unhandledrejection'])
  defineProperty(elements.HTMLBodyElement.prototype, 'on' + type, handlerOf(type, window));

// Documents.
for (const name of ['open', 'close', 'write', 'writeln', 'innerHTML', 'outerHTML', 'origin', 'domain', 'readyState', 'location', 'bgColor', 'linkColor', 'applets',
  'images', 'embeds', 'plugins', 'links', 'forms', 'scripts', 'activeElement', 'cookie', 'referrer', 'lastModified', 'body', 'nyi']) delete Document.prototype[name];
const whole = (name, test) => ({get() { return cached(this, '_' + name, () => collection(this, test)); }, enumerable: true, configurable: true});
for (const [name, test] of Object.entries({
  images: isHTMLNamed('img'), embeds: isHTMLNamed('embed'), plugins: isHTMLNamed('embed'), forms: isHTMLNamed('form'), scripts: isHTMLNamed('script'),
  links: e => isHTMLNamed('a', 'area')(e) && e.hasAttribute('href'), anchors: e => isHTMLNamed('a')(e) && e.hasAttribute('name'), applets: () => false,
})) defineProperty(Document.prototype, name, whole(name, test));
const isMain = d => d === document;
const unavailable = (name, value) => { host.error(`document.${name} is not available in packaged apps.`); return value; };
const parsedEvents = {event: 'Event', events: 'Event', htmlevents: 'Event', svgevents: 'Event', customevent: 'CustomEvent', uievent: 'UIEvent', uievents: 'UIEvent',
  mouseevent: 'MouseEvent', mouseevents: 'MouseEvent', keyboardevent: 'KeyboardEvent', keyboardevents: 'KeyboardEvent', focusevent: 'FocusEvent',
  compositionevent: 'CompositionEvent', messageevent: 'MessageEvent', hashchangeevent: 'HashChangeEvent', storageevent: 'StorageEvent', dragevent: 'DragEvent',
  touchevent: 'TouchEvent', textevent: 'CompositionEvent', beforeunloadevent: 'Event'};
const {createElementNS, createAttribute} = Document.prototype;
const validName = /^[A-Za-z_:\u0080-\uffff][^\s/>\u0000]*$/;
define(Document.prototype, {
  get readyState() { return isMain(this) ? host.readyState() : 'complete'; },
  set readyState(v) {}, // domino's constructor does
  get URL() { return isMain(this) ? host.url() : this._address; },
  get documentURI() { return this.URL; },
  get defaultView() { return isMain(this) ? window : null; },
  get parentWindow() { return undefined; },
  get currentScript() { return isMain(this) ? host.currentScript() : null; },
  get activeElement() { return isMain(this) ? focused || this.body : null; },
  hasFocus() { return isMain(this) && host.focused(); },
  get hidden() { return this.visibilityState === 'hidden'; },
  get visibilityState() { return isMain(this) && !host.visible() ? 'hidden' : 'visible'; },
  get webkitHidden() { return this.hidden; },
  get webkitVisibilityState() { return this.visibilityState; },
  get cookie() { return ''; },
  set cookie(v) {},
  get referrer() { return ''; },
  get domain() { return host.location.hostname; },
  set domain(v) {},
  get lastModified() { const d = new Date(), two = n => String(n).padStart(2, '0'); return `${two(d.getMonth() + 1)}/${two(d.getDate())}/${d.getFullYear()} ${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`; },
  get body() {
    const root = this.documentElement;
    return root && root.localName === 'html' && elementChildren(root).find(isHTMLNamed('body', 'frameset')) || null;
  },
  set body(v) {
    if (!isElement(v) || !isHTMLNamed('body', 'frameset')(v))
      fail('HierarchyRequestError', "Failed to set the 'body' property on 'Document': The new body element is of type '" + (v && v.nodeName) + "'. It must be either a 'BODY' or 'FRAMESET' element.");
    if (this.body) this.body.replaceWith(v); else this.documentElement.appendChild(v);
  },
  get all() { return unavailable('all', undefined); },
  get bgColor() { return unavailable('bgColor', undefined); },
  get fgColor() { return unavailable('fgColor', undefined); },
  get linkColor() { return unavailable('linkColor', undefined); },
  get alinkColor() { return unavailable('alinkColor', undefined); },
  get vlinkColor() { return unavailable('vlinkColor', undefined); },
  write() { throw new Error('document.write() is not available in packaged apps.'); },
  writeln() { throw new Error('document.writeln() is not available in packaged apps.'); },
  open() { return unavailable('open()', undefined); },
  close() { return unavailable('close()', undefined); },
  clear() { return unavailable('clear()', undefined); },
  createElement(name) {
    required('createElement', 'Document', arguments, 1);
    name = String(name);
    if (!validName.test(name)) fail('InvalidCharacterError', failure('createElement', 'Document') + `The tag name provided ('${name}') is not a valid name.`);
    return made(this, this.isHTML ? lowerCase(name) : name, HTML);
  },
  createElementNS(namespace, name) { return createElementNS.call(this, namespace, name); },
  createTextNode(data) { required('createTextNode', 'Document', arguments, 1); return new Text(this, String(data)); },
  createComment(data) { required('createComment', 'Document', arguments, 1); return new Comment(this, String(data)); },
  createEvent(name) {
    required('createEvent', 'Document', arguments, 1);
    const constructor = window[parsedEvents[lowerCase(String(name))]];
    if (!constructor) fail('NotSupportedError', failure('createEvent', 'Document') + `The provided event type ('${name}') is invalid.`);
    return new constructor('');
  },
  createRange() { return new window.Range(); },
  getElementById(id) { required('getElementById', 'Document', arguments, 1); const n = this.byId[id]; return !n ? null : n instanceof Node ? n : n.getFirst(); },
  getElementsByTagName: byTagName, getElementsByTagNameNS: byTagNameNS, getElementsByClassName: byClassName,
  getElementsByName(name) { return live(NodeListPrototype, () => descendants(this, e => e.namespaceURI === HTML && e.getAttribute('name') === String(name))); },
  importNode(node, deep) {
    if (!isNode(node)) throw argumentError('importNode', 'Document', 1, 'Node');
    return this.adoptNode(node.cloneNode(deep));
  },
  elementFromPoint() { return this.body; },
  elementsFromPoint() { return this.body ? [this.body, this.documentElement] : []; },
  execCommand() { return false; },
  queryCommandSupported() { return false; },
  queryCommandEnabled() { return false; },
  getSelection() { return window.getSelection(); },
  get scrollingElement() { return this.documentElement; },
  get fullscreenElement() { return null; },
  get pointerLockElement() { return null; },
  get fullscreenEnabled() { return false; },
  get webkitFullscreenEnabled() { return false; },
  exitFullscreen() { return Promise.resolve(); },
  get designMode() { return 'off'; },
  set designMode(v) {},
  get dir() { return this.documentElement ? this.documentElement.dir : ''; },
  set dir(v) { if (this.documentElement) this.documentElement.dir = v; },
  get compatMode() { return this._quirks ? 'BackCompat' : 'CSS1Compat'; },
  get title() {
    const e = this.querySelector('title');
    return e ? collapse(textOf(e)) : '';
  },
  set title(v) {
    let e = this.querySelector('title');
    if (!e) {
      if (!this.head) return;
      e = this.head.appendChild(this.createElement('title'));
    }
    e.textContent = v;
  },
});
hide(Document.prototype, 'createElement', Document.prototype.createElement);
defineProperty(Document.prototype, 'createElement', {enumerable: true});
// The list of all nodes that domino keeps for a renderer would only grow.
const noNodes = new Proxy({}, {set: () => true});
const newDocument = (isHTML, address) => {
  const d = new Document(isHTML, address);
  hide(d, '_nodes', noNodes);
  return d;
};
expose('Document', Document.prototype, 'Node', () => newDocument(false, 'about:blank'));
const HTMLDocumentPrototype = createObject(Document.prototype);
expose('HTMLDocument', HTMLDocumentPrototype, 'Document');
expose('XMLDocument', createObject(Document.prototype), 'Document');

// made makes an element as createElement does.
const made = (doc, name, namespace) => domino.html.createElement(doc, name, null);
// Names that browsers do not have.
for (const [name, standard] of [['HTMLTableDataCellElement', 'HTMLTableCellElement'], ['HTMLTableHeaderCellElement', 'HTMLTableCellElement'], ['HTMLMenuItemElement', 'HTMLUnknownElement']]) {
  elements[name].prototype = elements[standard].prototype;
  delete elements[name];
}
expose('HTMLElement', HTMLElement.prototype, 'Element');
for (const [name, constructor] of Object.entries(elements)) if (name !== 'HTMLElement') {
  const prototype = constructor.prototype;
  const parent = Object.getPrototypeOf(prototype).constructor.name;
  expose(name, prototype, interfaces.has(parent) ? parent : 'HTMLElement');
}
for (const name of Object.keys(domino.svg.elements)) {
  const prototype = domino.svg.elements[name].prototype;
  expose(name, prototype, name === 'SVGElement' ? 'Element' : 'SVGElement');
}
