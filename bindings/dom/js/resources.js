// Elements that load something, or show what there is no screen for.

// later does what has to be fetched: in a task, for which the load event of the page waits.
const later = f => {
  host.delayLoad(1);
  host.task(() => {
    try { f(); } finally { host.delayLoad(-1); }
  });
};
const {HTMLScriptElement, HTMLImageElement, HTMLLinkElement, HTMLMediaElement, HTMLAudioElement, HTMLVideoElement, HTMLCanvasElement, HTMLIFrameElement, HTMLAnchorElement,
  HTMLAreaElement, HTMLTableElement, HTMLTableSectionElement, HTMLTableRowElement, HTMLTableCellElement, HTMLDialogElement, HTMLTemplateElement, HTMLBaseElement} = elements;

// Scripts that a script puts into the document run once, when they have a source.
const prepareScript = e => {
  if (e._started || e.doc !== document || !isConnected(e)) return;
  const hasSrc = e.hasAttribute('src');
  if (!hasSrc && textOf(e) === '') return;
  hide(e, '_started', true);
  const language = e.getAttribute('language'), type = e.getAttribute('type');
  host.runScript(e, {type: type !== null ? type : language ? 'text/' + language : '', hasSrc, src: e.getAttribute('src') || '', text: textOf(e)});
};
define(HTMLScriptElement.prototype, {
  get text() { return children(this).filter(n => n.nodeType === 3).map(n => n._data).join(''); },
  set text(v) { this.textContent = v; },
  get async() { return this._async !== undefined ? this._async : this.hasAttribute('async'); },
  set async(v) { hide(this, '_async', !!v); this.toggleAttribute('async', !!v); },
  get htmlFor() { return this.getAttribute('for') || ''; },
  set htmlFor(v) { this.setAttribute('for', v); },
});
{
  const clone = Element.prototype.clone;
  hide(Element.prototype, 'clone', function () {
    const e = clone.call(this);
    if (e._custom) for (const name of e.getAttributeNames()) customAttribute(e, name, null, e.getAttribute(name));
    if (this._started) hide(e, '_started', true);
    if (this._value !== undefined) hide(e, '_value', this._value);
    if (this._checked !== undefined) hide(e, '_checked', this._checked);
    return e;
  });
}
defineProperty(interfaces.get('HTMLScriptElement'), 'supports', {value: type => type === 'classic' || type === 'module', writable: true, enumerable: true, configurable: true});

// Images: those of the package load, with the size that is in the file.
const sizeOfImage = data => {
  const at = i => data.charCodeAt(i) & 255, be = i => (at(i) << 24 | at(i + 1) << 16 | at(i + 2) << 8 | at(i + 3)) >>> 0;
  if (data.startsWith('\x89PNG')) return [be(16), be(20)];
  if (data.startsWith('GIF8')) return [at(6) | at(7) << 8, at(8) | at(9) << 8];
  if (data.startsWith('BM')) return [at(18) | at(19) << 8, at(22) | at(23) << 8];
  if (at(0) === 0xFF && at(1) === 0xD8)
    for (let i = 2; i < data.length - 8;) {
      if (at(i) !== 0xFF) break;
      if (at(i + 1) >= 0xC0 && at(i + 1) <= 0xCF && ![0xC4, 0xC8, 0xCC].includes(at(i + 1))) return [at(i + 7) << 8 | at(i + 8), at(i + 5) << 8 | at(i + 6)];
      i += 2 + (at(i + 2) << 8 | at(i + 3));
    }
  const svg = /<svg\b[^>]*>/.exec(data);
  if (svg) { const part = name => parseFloat((new RegExp(`\\b${name}="([\\d.]+)`).exec(svg[0]) || [])[1]); return [part('width') || 300, part('height') || 150]; }
  return null;
};
const loadImage = e => {
  const src = e.getAttribute('src');
  hide(e, '_image', null);
  const turn = hide(e, '_turn', {});
  if (src === null || src === '') { if (src === '') host.task(() => host.fire(e, 'error')); return; }
  const url = host.resolve(src);
  later(() => {
    if (e._turn !== turn) return;
    let data = host.readBinary(url);
    if (data === null && /^data:image\//.test(url)) data = /;base64,/.test(url) ? attempt(() => atob(url.slice(url.indexOf(',') + 1).trim())) : attempt(() => decodeURIComponent(url.slice(url.indexOf(',') + 1)));
    if (data === null && /^https?:/.test(url)) host.error(`Loading the image '${url}' violates the following Content Security Policy directive: "img-src 'self' blob: filesystem: data:". The action has been blocked.`);
    const size = data === null ? /^(blob|filesystem):/.test(url) ? [0, 0] : null : sizeOfImage(data);
    hide(e, '_image', size ? {width: size[0], height: size[1]} : null);
    hide(e, '_broken', !size);
    version++;
    host.fire(e, size ? 'load' : 'error');
  });
};
const attempt = f => { try { return f(); } catch (e) { return null; } };
reflect(HTMLImageElement.prototype, String, 'sizes', 'decoding', 'loading');
define(HTMLImageElement.prototype, {
  get complete() { return !this.hasAttribute('src') || this.getAttribute('src') === '' || !!this._image || !!this._broken; },
  get naturalWidth() { return this._image ? this._image.width : 0; },
  get naturalHeight() { return this._image ? this._image.height : 0; },
  get width() { const n = parseInt(this.getAttribute('width'), 10); return Number.isNaN(n) ? this.naturalWidth : n; },
  set width(v) { this.setAttribute('width', v >>> 0); },
  get height() { const n = parseInt(this.getAttribute('height'), 10); return Number.isNaN(n) ? this.naturalHeight : n; },
  set height(v) { this.setAttribute('height', v >>> 0); },
  get currentSrc() { return this._image ? this.src : ''; },
  get x() { return this.offsetLeft; },
  get y() { return this.offsetTop; },
  decode() { return this._image ? Promise.resolve() : new Promise((resolve, reject) => { this.addEventListener('load', () => resolve(), {once: true}); this.addEventListener('error', () => reject(host.exception('EncodingError', 'The source image cannot be decoded.')), {once: true}); }); },
});

// Style sheets of the package.
const relOf = e => (e.getAttribute('rel') || '').toLowerCase().split(/\s+/);
const loadLink = e => {
  if (!isConnected(e) || e.doc !== document || !e.hasAttribute('href')) return;
  if (!relOf(e).includes('stylesheet')) return;
  const url = host.resolve(e.getAttribute('href')), turn = hide(e, '_turn', {});
  later(() => {
    if (e._turn !== turn) return;
    const text = host.read(url);
    if (text !== null) { hide(e, '_sheet', newSheet(e, text, url, e.getAttribute('media') || '')); version++; }
    host.fire(e, text === null ? 'error' : 'load');
  });
};
define(HTMLLinkElement.prototype, {
  get relList() { return cached(this, '_relList', () => new domino.DOMTokenList(() => this.getAttribute('rel') || '', v => { this.setAttribute('rel', v); })); },
});

// What becomes of an element when it enters the document, and when an attribute of it changes.
reactions.enter = n => {
  if (!isConnected(n)) return;
  const visit = e => {
    if (e.nodeType !== 1) return;
    if (e.namespaceURI === HTML) switch (e.localName) {
      case 'script': prepareScript(e); break;
      case 'link': loadLink(e); break;
      case 'base': if (e.hasAttribute('href')) host.setBase(host.resolve(e.getAttribute('href'))); break;
      case 'style': version++; break;
      case 'webview': webviewEntered(e); break;
      case 'iframe': frameEntered(e); break;
    }
    customEntered(e);
    for (let kid = e.firstChild; kid !== null; kid = kid.nextSibling) visit(kid);
    if (e._shadow) for (const kid of children(e._shadow)) visit(kid);
  };
  visit(n);
};
reactions.leave = n => {
  const visit = e => {
    if (e.nodeType !== 1) return;
    if (e.localName === 'iframe') frameLeft(e);
    customLeft(e);
    for (let kid = e.firstChild; kid !== null; kid = kid.nextSibling) visit(kid);
  };
  visit(n);
};
reactions.attribute = (e, name, old, value) => {
  if (e.namespaceURI === HTML) switch (e.localName) {
    case 'img': if (name === 'src') loadImage(e); break;
    case 'script': if (name === 'src' && value !== null) prepareScript(e); break;
    case 'link': if (name === 'href' || name === 'rel') loadLink(e); break;
    case 'audio': case 'video': if (name === 'src') mediaSource(e); break;
    case 'details': if (name === 'open' && (old === null) !== (value === null)) host.task(() => host.fireEvent(e, new window.ToggleEvent('toggle', {oldState: value === null ? 'open' : 'closed', newState: value === null ? 'closed' : 'open'}))); break;
  }
  customAttribute(e, name, old, value);
};

// Sound and film: nothing can be heard, so nothing plays.
const mediaSource = e => {
  hide(e, '_turn', {});
  const turn = e._turn;
  host.task(() => { if (e._turn === turn && e.hasAttribute('src')) host.fire(e, host.readBinary(host.resolve(e.getAttribute('src'))) === null ? 'error' : 'loadstart'); });
};
const silent = {currentTime: 0, volume: 1, muted: false, playbackRate: 1, defaultPlaybackRate: 1};
for (const key of Object.keys(silent))
  defineProperty(HTMLMediaElement.prototype, key, {get() { const v = this['_' + key]; return v === undefined ? silent[key] : v; }, set(v) { hide(this, '_' + key, v); }, enumerable: true, configurable: true});
reflect(HTMLMediaElement.prototype, Boolean, 'autoplay', 'loop', 'controls', ['defaultMuted', 'muted']);
define(HTMLMediaElement.prototype, {
  get paused() { return !this._playing; },
  get ended() { return false; },
  get duration() { return NaN; },
  get readyState() { return 0; },
  get networkState() { return this.hasAttribute('src') ? 2 : 0; },
  get error() { return null; },
  get seeking() { return false; },
  get currentSrc() { return this.src; },
  get buffered() { return {length: 0}; }, get played() { return {length: 0}; }, get seekable() { return {length: 0}; },
  get textTracks() { return []; },
  load() {},
  play() { hide(this, '_playing', true); host.task(() => host.fire(this, 'play')); return new Promise(() => {}); },
  pause() { if (this._playing) { hide(this, '_playing', false); host.task(() => host.fire(this, 'pause')); } },
  canPlayType(type) { return /^(audio|video)\/(mp4|mpeg|mp3|ogg|wav|webm|x-wav|flac|aac)/i.test(String(type)) ? /codecs/.test(type) ? 'probably' : 'maybe' : ''; },
  addTextTrack() { return {cues: [], addCue() {}, mode: 'disabled'}; },
  captureStream() { return null; },
});
constants('HTMLMediaElement', {NETWORK_EMPTY: 0, NETWORK_IDLE: 1, NETWORK_LOADING: 2, NETWORK_NO_SOURCE: 3, HAVE_NOTHING: 0, HAVE_METADATA: 1, HAVE_CURRENT_DATA: 2, HAVE_FUTURE_DATA: 3, HAVE_ENOUGH_DATA: 4});
define(HTMLVideoElement.prototype, {get videoWidth() { return 0; }, get videoHeight() { return 0; }, requestVideoFrameCallback() { return 0; }});

// Canvas: all drawing goes nowhere, measures and pixels are plausible.
const CanvasRenderingContext2DPrototype = {}, contexts = new WeakMap();
const drawingDefaults = {fillStyle: '#000000', strokeStyle: '#000000', lineWidth: 1, lineCap: 'butt', lineJoin: 'miter', miterLimit: 10, font: '10px sans-serif', textAlign: 'start', textBaseline: 'alphabetic',
  globalAlpha: 1, globalCompositeOperation: 'source-over', shadowBlur: 0, shadowColor: 'rgba(0, 0, 0, 0)', shadowOffsetX: 0, shadowOffsetY: 0, imageSmoothingEnabled: true, lineDashOffset: 0, direction: 'ltr', filter: 'none'};
for (const key of Object.keys(drawingDefaults))
  defineProperty(CanvasRenderingContext2DPrototype, key, {get() { return contexts.get(this)[key]; }, set(v) { contexts.get(this)[key] = v; }, enumerable: true, configurable: true});
for (const name of ('arc arcTo beginPath bezierCurveTo clearRect clip closePath drawFocusIfNeeded drawImage ellipse fill fillRect fillText lineTo moveTo putImageData quadraticCurveTo rect ' +
  'resetTransform restore rotate roundRect save scale setTransform stroke strokeRect strokeText transform translate reset').split(' ')) define(CanvasRenderingContext2DPrototype, {[name]() {}});
const gradient = () => ({addColorStop() {}});
define(CanvasRenderingContext2DPrototype, {
  get canvas() { return contexts.get(this).element; },
  measureText(text) { const size = parseFloat(/([\d.]+)px/.exec(this.font)?.[1] || 10); return {width: String(text).length * size / 2, actualBoundingBoxAscent: size * .75, actualBoundingBoxDescent: size * .25, actualBoundingBoxLeft: 0, actualBoundingBoxRight: String(text).length * size / 2}; },
  createImageData(width, height) { return imageData(typeof width === 'object' ? width.width : width, typeof width === 'object' ? width.height : height); },
  getImageData(x, y, width, height) { return imageData(width, height); },
  createLinearGradient: gradient, createRadialGradient: gradient, createConicGradient: gradient, createPattern() { return {setTransform() {}}; },
  getLineDash() { return []; }, setLineDash() {}, isPointInPath() { return false; }, isPointInStroke() { return false; },
  getTransform() { return {a: 1, b: 0, c: 0, d: 1, e: 0, f: 0}; }, getContextAttributes() { return {alpha: true, desynchronized: false}; },
});
expose('CanvasRenderingContext2D', CanvasRenderingContext2DPrototype);
const ImageDataPrototype = {};
expose('ImageData', ImageDataPrototype, undefined, a => typeof a[0] === 'number' ? imageData(a[0], a[1]) : Object.assign(imageData(0, 0), {data: a[0], width: a[1], height: a[2] || a[0].length / 4 / a[1]}));
const imageData = (width, height) => Object.assign(createObject(ImageDataPrototype), {width, height, data: new Uint8ClampedArray(width * height * 4), colorSpace: 'srgb'});
const emptyPNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
define(HTMLCanvasElement.prototype, {
  getContext(kind) {
    if (kind !== '2d') return null;
    return cached(this, '_context', () => {
      const c = createObject(CanvasRenderingContext2DPrototype);
      contexts.set(c, {...drawingDefaults, element: this});
      return c;
    });
  },
  toDataURL() { return 'data:image/png;base64,' + emptyPNG; },
  toBlob(callback, type) { host.task(() => callback(new Blob([Uint8Array.from(atob(emptyPNG), c => c.charCodeAt(0))], {type: type || 'image/png'}))); },
  captureStream() { return null; },
});
for (const name of ['probablySupportsContext', 'setContext', 'transferControlToProxy']) delete HTMLCanvasElement.prototype[name];

// Frames have an empty document; a webview without its permission is refused.
const frameEntered = e => {
  if (e._frame) return;
  const d = newDocument(true, 'about:blank');
  setPrototypeOf(d, HTMLDocumentPrototype);
  host.parseDocument(d, '');
  const w = new EventTarget();
  Object.assign(w, {document: d, parent: window, top: window, frameElement: e, closed: false, name: e.getAttribute('name') || '', location: {href: e.src || 'about:blank', reload() {}, replace() {}}, postMessage() {}, focus() {}, close() {}, print() {}, setTimeout: window.setTimeout, navigator: window.navigator});
  w.window = w.self = w;
  hide(e, '_frame', {window: w, document: d});
  later(() => { if (e._frame) host.fire(e, 'load'); });
};
const frameLeft = e => { if (e._frame) { e._frame.window.closed = true; hide(e, '_frame', undefined); } };
define(HTMLIFrameElement.prototype, {
  get contentWindow() { return this._frame ? this._frame.window : null; },
  get contentDocument() { return this._frame ? this._frame.document : null; },
  get sandbox() { return cached(this, '_sandbox', () => new domino.DOMTokenList(() => this.getAttribute('sandbox') || '', v => { this.setAttribute('sandbox', v); })); },
});
let webviewTold = false;
const webviewEntered = e => {
  if (host.has('webview') || webviewTold) return;
  webviewTold = true;
  host.error('You do not have permission to use the WebView element. Be sure to declare the "webview" permission in your manifest file.');
};
const WebViewPrototype = createObject(HTMLElement.prototype);
reflect(WebViewPrototype, String, 'src', 'partition', 'name', 'allowtransparency');
for (const name of ('addContentScripts back captureVisibleRegion clearData executeScript find forward getAudioState getProcessId getUserAgent getZoom go insertCSS loadDataWithBaseUrl print reload ' +
  'removeContentScripts setAudioMuted setUserAgentOverride setZoom stop stopFinding terminate').split(' ')) define(WebViewPrototype, {[name]() {}});
define(WebViewPrototype, {canGoBack() { return false; }, canGoForward() { return false; }, isUserAgentOverridden() { return false; }, get contentWindow() { return null; }, get request() { return {}; }, get contextMenus() { return {}; }});
expose('HTMLWebViewElement', WebViewPrototype, 'HTMLElement');

// Links: the parts of their URLs.
const linkURL = e => { const href = e.getAttribute('href'); return href === null ? null : attempt(() => new URL(href, host.base())); };
for (const prototype of [HTMLAnchorElement.prototype, HTMLAreaElement.prototype]) {
  for (const part of ['protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'hash', 'username', 'password'])
    define(prototype, {
      get [part]() { const u = linkURL(this); return u ? u[part] : part === 'protocol' ? ':' : ''; },
      set [part](v) { const u = linkURL(this); if (u) { u[part] = v; this.setAttribute('href', u.href); } },
    });
  define(prototype, {
    get href() { const v = this.getAttribute('href'); return v === null ? '' : host.resolve(v) || v; },
    set href(v) { this.setAttribute('href', v); },
    get origin() { const u = linkURL(this); return u ? u.origin : ''; },
    get relList() { return cached(this, '_relList', () => new domino.DOMTokenList(() => this.getAttribute('rel') || '', v => { this.setAttribute('rel', v); })); },
    get text() { return textOf(this); },
    set text(v) { this.textContent = v; },
    toString() { return this.href; },
  });
}
define(HTMLBaseElement.prototype, {get href() { const v = this.getAttribute('href'); return v === null ? host.base() : host.resolve(v); }, set href(v) { this.setAttribute('href', v); }});

// Tables.
const rowsOf = (...parts) => parts.flatMap(p => elementChildren(p).filter(isHTMLNamed('tr')));
const section = (table, name) => elementChildren(table).find(isHTMLNamed(name)) || null;
const bodiesOf = table => elementChildren(table).filter(isHTMLNamed('tbody'));
const tableRows = table => {
  const heads = elementChildren(table).filter(isHTMLNamed('thead')), feet = elementChildren(table).filter(isHTMLNamed('tfoot'));
  return [...rowsOf(...heads), ...elementChildren(table).flatMap(e => isHTMLNamed('tr')(e) ? [e] : isHTMLNamed('tbody')(e) ? rowsOf(e) : []), ...rowsOf(...feet)];
};
const insertAt = (operation, owner, parent, list, index, name) => {
  if (index < -1 || index > list.length) fail('IndexSizeError', `${failure(operation, owner)}The value provided (${index}) is ${index < -1 ? 'negative' : `greater than the maximum bound (${list.length})`}.`);
  const e = document.createElement(name);
  (list[index] ? list[index].parentNode : parent).insertBefore(e, list[index] || null);
  return e;
};
const deleteAt = (operation, owner, list, index) => {
  if (index === -1) { if (list.length > 0) list[list.length - 1].remove(); return; }
  if (index < 0 || index >= list.length) fail('IndexSizeError', `${failure(operation, owner)}The index provided (${index}) is ${index < 0 ? 'negative' : `greater than or equal to the maximum bound (${list.length})`}.`);
  list[index].remove();
};
const makeSection = (table, name, before) => section(table, name) || table.insertBefore(document.createElement(name), before ? before() : null);
define(HTMLTableElement.prototype, {
  get caption() { return section(this, 'caption'); },
  get tHead() { return section(this, 'thead'); },
  get tFoot() { return section(this, 'tfoot'); },
  get tBodies() { return cached(this, '_bodies', () => live(HTMLCollectionPrototype, () => bodiesOf(this))); },
  get rows() { return cached(this, '_rows', () => live(HTMLCollectionPrototype, () => tableRows(this))); },
  createCaption() { return makeSection(this, 'caption', () => this.firstChild); },
  createTHead() { return makeSection(this, 'thead', () => elementChildren(this).find(e => !isHTMLNamed('caption', 'colgroup')(e)) || null); },
  createTFoot() { return makeSection(this, 'tfoot'); },
  createTBody() { const last = bodiesOf(this).pop(); return this.insertBefore(document.createElement('tbody'), last ? last.nextSibling : null); },
  deleteCaption() { const e = this.caption; if (e) e.remove(); },
  deleteTHead() { const e = this.tHead; if (e) e.remove(); },
  deleteTFoot() { const e = this.tFoot; if (e) e.remove(); },
  insertRow(index = -1) { const rows = tableRows(this), last = rows[rows.length - 1]; return insertAt('insertRow', 'HTMLTableElement', last && index === -1 ? last.parentNode : bodiesOf(this).pop() || this.createTBody(), rows, index | 0, 'tr'); },
  deleteRow(index) { deleteAt('deleteRow', 'HTMLTableElement', tableRows(this), index | 0); },
});
define(HTMLTableSectionElement.prototype, {
  get rows() { return cached(this, '_rows', () => live(HTMLCollectionPrototype, () => rowsOf(this))); },
  insertRow(index = -1) { return insertAt('insertRow', 'HTMLTableSectionElement', this, rowsOf(this), index | 0, 'tr'); },
  deleteRow(index) { deleteAt('deleteRow', 'HTMLTableSectionElement', rowsOf(this), index | 0); },
});
const cellsOf = row => elementChildren(row).filter(isHTMLNamed('td', 'th'));
define(HTMLTableRowElement.prototype, {
  get cells() { return cached(this, '_cells', () => live(HTMLCollectionPrototype, () => cellsOf(this))); },
  get rowIndex() { let t = this.parentNode; if (t && t.localName !== 'table') t = t.parentNode; return t && t.localName === 'table' ? tableRows(t).indexOf(this) : -1; },
  get sectionRowIndex() { return this.parentNode ? rowsOf(this.parentNode).indexOf(this) : -1; },
  insertCell(index = -1) { return insertAt('insertCell', 'HTMLTableRowElement', this, cellsOf(this), index | 0, 'td'); },
  deleteCell(index) { deleteAt('deleteCell', 'HTMLTableRowElement', cellsOf(this), index | 0); },
});
define(HTMLTableCellElement.prototype, {get cellIndex() { return this.parentNode ? cellsOf(this.parentNode).indexOf(this) : -1; }});

// Dialogs, meters and others.
define(HTMLDialogElement.prototype, {
  show() { this.setAttribute('open', ''); },
  showModal() {
    if (this.hasAttribute('open')) fail('InvalidStateError', failure('showModal', 'HTMLDialogElement') + "The element already has an 'open' attribute, and therefore cannot be opened modally.");
    this.setAttribute('open', '');
  },
  close(value) {
    if (!this.hasAttribute('open')) return;
    if (value !== undefined) this.returnValue = value;
    this.removeAttribute('open');
    host.task(() => host.fire(this, 'close'));
  },
  get returnValue() { return this._returnValue || ''; },
  set returnValue(v) { hide(this, '_returnValue', String(v)); },
});
const numberOf = (e, name, fallback) => { const n = parseFloat(e.getAttribute(name)); return Number.isNaN(n) ? fallback : n; };
for (const name of ['HTMLProgressElement', 'HTMLMeterElement']) if (elements[name]) define(elements[name].prototype, {
  get max() { return numberOf(this, 'max', 1); }, set max(v) { this.setAttribute('max', v); },
  get value() { return Math.min(numberOf(this, 'value', 0), this.max); }, set value(v) { this.setAttribute('value', v); },
});
if (elements.HTMLProgressElement) define(elements.HTMLProgressElement.prototype, {get position() { return this.hasAttribute('value') ? this.value / this.max : -1; }});
if (elements.HTMLMeterElement) for (const name of ['min', 'low', 'high', 'optimum']) define(elements.HTMLMeterElement.prototype, {get [name]() { return numberOf(this, name, name === 'min' ? 0 : this.max); }, set [name](v) { this.setAttribute(name, v); }});
if (elements.HTMLOutputElement) define(elements.HTMLOutputElement.prototype, {get value() { return textOf(this); }, set value(v) { this.textContent = v; }, get type() { return 'output'; }});
if (elements.HTMLDataListElement) define(elements.HTMLDataListElement.prototype, {get options() { return cached(this, '_options', () => collection(this, isOption)); }});
define(elements.HTMLFieldSetElement.prototype, {get type() { return 'fieldset'; }, get elements() { return cached(this, '_controls', () => collection(this, e => e.namespaceURI === HTML && listedNames.has(e.localName))); }});
