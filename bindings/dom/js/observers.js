// Observers of the tree, ranges, selection.

// MutationObserver. See https://dom.spec.whatwg.org/#mutation-observers.
let observing = 0; // registrations that there are
const pendingObservers = new Set();
let notifying = false;
const records = new WeakMap();
const observerStates = new WeakMap();
const queueRecord = (node, type, init) => {
  const interested = new Map();
  for (let n = node; n; n = n.parentNode)
    for (const {observer, options} of n._observers || []) {
      if (n !== node && !options.subtree) continue;
      if (!options[type]) continue;
      if (type === 'attributes' && options.attributeFilter && (init.attributeNamespace || !options.attributeFilter.includes(init.attributeName))) continue;
      const withOld = type === 'attributes' && options.attributeOldValue || type === 'characterData' && options.characterDataOldValue;
      interested.set(observer, interested.get(observer) || withOld);
    }
  for (const [observer, withOld] of interested) {
    const record = createObject(MutationRecordPrototype);
    records.set(record, {
      type, target: node, addedNodes: staticList(init.added || []), removedNodes: staticList(init.removed || []), previousSibling: init.previous || null,
      nextSibling: init.next || null, attributeName: init.attributeName === undefined ? null : init.attributeName,
      attributeNamespace: init.attributeNamespace || null, oldValue: withOld ? init.oldValue : null,
    });
    observerStates.get(observer).queue.push(record);
    pendingObservers.add(observer);
  }
  if (interested.size > 0 && !notifying) {
    notifying = true;
    queueMicrotaskNow(() => {
      notifying = false;
      const observers = [...pendingObservers];
      pendingObservers.clear();
      for (const observer of observers) {
        const taken = observer.takeRecords();
        if (taken.length > 0) host.call(() => { observerStates.get(observer).callback.call(observer, taken, observer); });
      }
    });
  }
};
const queueMicrotaskNow = window.queueMicrotask;
const MutationRecordPrototype = {};
for (const key of ['type', 'target', 'addedNodes', 'removedNodes', 'previousSibling', 'nextSibling', 'attributeName', 'attributeNamespace', 'oldValue'])
  defineProperty(MutationRecordPrototype, key, {get() { return records.get(this)[key]; }, enumerable: true, configurable: true});
expose('MutationRecord', MutationRecordPrototype);
const MutationObserverPrototype = {};
define(MutationObserverPrototype, {
  observe(target, options) {
    required('observe', 'MutationObserver', arguments, 1);
    if (!(target instanceof Node)) throw argumentError('observe', 'MutationObserver', 1, 'Node');
    const o = {...options};
    if ((o.attributeOldValue !== undefined || o.attributeFilter !== undefined) && o.attributes === undefined) o.attributes = true;
    if (o.characterDataOldValue !== undefined && o.characterData === undefined) o.characterData = true;
    if (!o.childList && !o.attributes && !o.characterData)
      throw new TypeError(failure('observe', 'MutationObserver') + "The options object must set at least one of 'attributes', 'characterData', or 'childList' to true.");
    if (o.attributeFilter) o.attributeFilter = Array.from(o.attributeFilter, String);
    const list = cached(target, '_observers', () => []), known = list.find(r => r.observer === this);
    if (known) { known.options = o; return; }
    list.push({observer: this, options: o});
    observing++;
    observerStates.get(this).targets.push(target);
  },
  disconnect() {
    const state = observerStates.get(this);
    for (const target of state.targets) target._observers = target._observers.filter(r => r.observer !== this);
    observing -= state.targets.length;
    state.targets = [];
    state.queue = [];
  },
  takeRecords() {
    const state = observerStates.get(this), taken = state.queue;
    state.queue = [];
    return taken;
  },
});
const newMutationObserver = args => {
  if (typeof args[0] !== 'function') throw new TypeError("Failed to construct 'MutationObserver': parameter 1 is not of type 'Function'.");
  const o = createObject(MutationObserverPrototype);
  observerStates.set(o, {callback: args[0], queue: [], targets: []});
  return o;
};
expose('MutationObserver', MutationObserverPrototype, undefined, newMutationObserver);
defineProperty(window, 'WebKitMutationObserver', {value: interfaces.get('MutationObserver'), writable: true, configurable: true, enumerable: false});

function changed(parent, added, removed, previous, next) {
  if (ranges.size > 0 && removed.length > 0) adjustRanges(parent, removed);
  if (observing > 0) queueRecord(parent, 'childList', {added, removed, previous, next});
}
function entered(n) {
  if (n.nodeType === 1) reactions.enter(n);
}
function left(n, wasConnected) {
  if (focused && (n === focused || contains(n, focused))) focused = null;
  if (wasConnected && n.nodeType === 1) reactions.leave(n);
}
const reactions = {};
function attributeChanged(element, name, namespace, oldValue, newValue) {
  version++;
  if (observing > 0) queueRecord(element, 'attributes', {attributeName: name, attributeNamespace: namespace, oldValue});
  reactions.attribute(element, name, oldValue, newValue);
}

// Attributes and texts change in few places of domino.
{
  const {get, set} = getOwnPropertyDescriptor(Attr.prototype, 'value');
  defineProperty(Attr.prototype, 'value', {get, set(v) {
    const owner = this.ownerElement, old = this.data;
    set.call(this, v);
    if (owner) attributeChanged(owner, this.localName, this.namespaceURI, old === undefined ? null : old, String(v));
  }, enumerable: true, configurable: true});
  for (const name of ['removeAttribute', 'removeAttributeNS']) {
    const original = Element.prototype[name];
    define(Element.prototype, {[name](...args) {
      const attr = name === 'removeAttribute' ? this.getAttributeNode(args[0]) : this.getAttributeNodeNS(args[0], args[1]);
      original.apply(this, args);
      if (attr) attributeChanged(this, attr.localName, attr.namespaceURI, attr.data, null);
    }});
  }
  for (const prototype of [Text.prototype, Comment.prototype]) for (const key of ['data', 'nodeValue', 'textContent']) {
    const d = getOwnPropertyDescriptor(prototype, key) || getOwnPropertyDescriptor(CharacterData.prototype, key);
    if (!d || !d.set) continue;
    defineProperty(prototype, key, {get: d.get, set(v) {
      const old = this._data;
      d.set.call(this, v === null ? '' : v);
      version++;
      if (observing > 0 && this._data !== old) queueRecord(this, 'characterData', {oldValue: old});
    }, enumerable: true, configurable: true});
  }
}

// Observers of what is rendered have nothing to see; that of sizes and that of intersections tell once what there is.
for (const [name, members, first] of [
  ['ResizeObserver', ['observe', 'unobserve', 'disconnect'], (o, target) => ({
    target, contentRect: target.getBoundingClientRect(), borderBoxSize: [{inlineSize: target.offsetWidth, blockSize: target.offsetHeight}],
    contentBoxSize: [{inlineSize: target.clientWidth, blockSize: target.clientHeight}]})],
  ['IntersectionObserver', ['observe', 'unobserve', 'disconnect'], (o, target) => {
    const rect = target.getBoundingClientRect();
    return {target, boundingClientRect: rect, intersectionRect: rect, rootBounds: null, isIntersecting: isConnected(target), intersectionRatio: isConnected(target) ? 1 : 0, time: window.performance ? performance.now() : 0};
  }],
  ['PerformanceObserver', ['observe', 'disconnect']],
]) {
  const prototype = {}, states = new WeakMap();
  define(prototype, {
    observe(target) {
      const state = states.get(this);
      if (!first || state.targets.has(target)) return;
      state.targets.add(target);
      window.requestAnimationFrame(() => { if (state.targets.has(target)) state.callback.call(this, [first(this, target)], this); });
    },
    unobserve(target) { states.get(this).targets.delete(target); },
    disconnect() { states.get(this).targets.clear(); },
    takeRecords() { return []; },
  });
  if (!members.includes('unobserve')) delete prototype.unobserve;
  expose(name, prototype, undefined, args => {
    if (typeof args[0] !== 'function') throw new TypeError(`Failed to construct '${name}': parameter 1 is not of type 'Function'.`);
    const o = createObject(prototype);
    states.set(o, {callback: args[0], targets: new Set()});
    return o;
  });
}

// Ranges. See https://dom.spec.whatwg.org/#ranges.
const ranges = new Set(); // of the selection; others are adjusted when they are used
const rangeStates = new WeakMap();
const lengthOf = n => n.nodeType === 3 || n.nodeType === 8 ? n._data.length : children(n).length;
const indexIn = n => children(n.parentNode).indexOf(n);
const rootOf = n => { while (n.parentNode) n = n.parentNode; return n; };
const comparePoints = (a, i, b, j) => {
  if (a === b) return Math.sign(i - j);
  if (isAncestor(a, b)) {
    let n = b;
    while (n.parentNode !== a) n = n.parentNode;
    return indexIn(n) < i ? 1 : -1;
  }
  if (isAncestor(b, a)) return -comparePoints(b, j, a, i);
  return a.compareDocumentPosition(b) & 4 ? -1 : 1;
};
function adjustRanges(parent, removed) {
  for (const r of ranges) {
    const s = rangeStates.get(r);
    for (const n of removed) for (const end of ['start', 'end'])
      if (s[end] === n || contains(n, s[end])) { s[end] = parent; s[end + 'Offset'] = Math.min(s[end + 'Offset'], lengthOf(parent)); }
  }
}
const RangePrototype = {};
const state = r => {
  const s = rangeStates.get(r);
  if (!s) throw new TypeError('Illegal invocation');
  return s;
};
const setPoint = (r, operation, end, n, offset) => {
  if (!(n instanceof Node)) throw argumentError(operation, 'Range', 1, 'Node');
  if (n.nodeType === 10) fail('InvalidNodeTypeError', failure(operation, 'Range') + "The node provided is of type 'html'.");
  offset >>>= 0;
  if (offset > lengthOf(n)) fail('IndexSizeError', `${failure(operation, 'Range')}There is no child at offset ${offset}.`);
  const s = state(r), other = end === 'start' ? 'end' : 'start';
  s[end] = n;
  s[end + 'Offset'] = offset;
  if (rootOf(n) !== rootOf(s[other]) || comparePoints(s.start, s.startOffset, s.end, s.endOffset) > 0) { s[other] = n; s[other + 'Offset'] = offset; }
};
define(RangePrototype, {
  get startContainer() { return state(this).start; },
  get startOffset() { return state(this).startOffset; },
  get endContainer() { return state(this).end; },
  get endOffset() { return state(this).endOffset; },
  get collapsed() { const s = state(this); return s.start === s.end && s.startOffset === s.endOffset; },
  get commonAncestorContainer() { const s = state(this); let n = s.start; while (n !== s.end && !isAncestor(n, s.end)) n = n.parentNode; return n; },
  setStart(n, offset) { setPoint(this, 'setStart', 'start', n, offset); },
  setEnd(n, offset) { setPoint(this, 'setEnd', 'end', n, offset); },
  setStartBefore(n) { setPoint(this, 'setStartBefore', 'start', n.parentNode, indexIn(n)); },
  setStartAfter(n) { setPoint(this, 'setStartAfter', 'start', n.parentNode, indexIn(n) + 1); },
  setEndBefore(n) { setPoint(this, 'setEndBefore', 'end', n.parentNode, indexIn(n)); },
  setEndAfter(n) { setPoint(this, 'setEndAfter', 'end', n.parentNode, indexIn(n) + 1); },
  collapse(toStart) {
    const s = state(this);
    if (toStart) { s.end = s.start; s.endOffset = s.startOffset; } else { s.start = s.end; s.startOffset = s.endOffset; }
  },
  selectNode(n) { const i = indexIn(n); setPoint(this, 'selectNode', 'start', n.parentNode, i); setPoint(this, 'selectNode', 'end', n.parentNode, i + 1); },
  selectNodeContents(n) { setPoint(this, 'selectNodeContents', 'start', n, 0); setPoint(this, 'selectNodeContents', 'end', n, lengthOf(n)); },
  compareBoundaryPoints(how, other) {
    const a = state(this), b = state(other);
    const mine = how === 0 || how === 3 ? [a.start, a.startOffset] : [a.end, a.endOffset];
    const its = how === 0 || how === 1 ? [b.start, b.startOffset] : [b.end, b.endOffset];
    return comparePoints(...mine, ...its);
  },
  comparePoint(n, offset) {
    const s = state(this);
    return comparePoints(n, offset, s.start, s.startOffset) < 0 ? -1 : comparePoints(n, offset, s.end, s.endOffset) > 0 ? 1 : 0;
  },
  isPointInRange(n, offset) { return rootOf(n) === rootOf(state(this).start) && this.comparePoint(n, offset) === 0; },
  intersectsNode(n) {
    if (n.parentNode === null) return rootOf(state(this).start) === n;
    const s = state(this), i = indexIn(n);
    return comparePoints(n.parentNode, i, s.end, s.endOffset) < 0 && comparePoints(n.parentNode, i + 1, s.start, s.startOffset) > 0;
  },
  cloneRange() { const s = state(this), r = newRange(); Object.assign(state(r), s); return r; },
  detach() {},
  deleteContents() { extract(this, false, true); },
  extractContents() { return extract(this, true, true); },
  cloneContents() { return extract(this, true, false); },
  insertNode(n) {
    const s = state(this);
    let before = s.start.nodeType === 3 ? (s.startOffset > 0 ? s.start.splitText(s.startOffset) : s.start) : children(s.start)[s.startOffset] || null;
    const parent = s.start.nodeType === 3 ? s.start.parentNode : s.start;
    if (before === n) before = n.nextSibling;
    const wasCollapsed = this.collapsed, count = n.nodeType === 11 ? children(n).length : 1;
    parent.insertBefore(n, before);
    if (wasCollapsed) { s.end = parent; s.endOffset = (before === null ? children(parent).length : indexIn(before)) || count; }
  },
  surroundContents(n) { const content = this.extractContents(); n.removeChildren(); this.insertNode(n); n.appendChild(content); this.selectNode(n); },
  createContextualFragment(text) {
    const n = state(this).start, e = n.nodeType === 1 ? n : n.parentElement;
    const fragment = parseFragment(text, !e || e.localName === 'html' ? document.createElement('body') : e);
    for (const script of descendants(fragment, isHTMLNamed('script'))) script._started = false;
    return fragment;
  },
  getBoundingClientRect() { return rectOf(0, 0, 0, 0); },
  getClientRects() { return []; },
  toString() {
    const s = state(this);
    let out = '';
    if (s.start === s.end && s.start.nodeType === 3) return s.start._data.slice(s.startOffset, s.endOffset);
    if (s.start.nodeType === 3) out += s.start._data.slice(s.startOffset);
    const walk = n => {
      if (n.nodeType === 3) { if (n !== s.start && n !== s.end && this.intersectsNode(n) && comparePoints(n, 0, s.start, s.startOffset) >= 0 && comparePoints(n, lengthOf(n), s.end, s.endOffset) <= 0) out += n._data; return; }
      for (const kid of children(n)) walk(kid);
    };
    walk(this.commonAncestorContainer);
    if (s.end.nodeType === 3) out += s.end._data.slice(0, s.endOffset);
    return out;
  },
});
const newRange = () => {
  const r = createObject(RangePrototype);
  rangeStates.set(r, {start: document, startOffset: 0, end: document, endOffset: 0});
  return r;
};
// extract takes, copies or deletes what is in a range.
const extract = (range, keep, remove) => {
  const s = {...state(range)}, fragment = document.createDocumentFragment();
  const take = (n, target) => {
    const from = n === s.start ? s.startOffset : 0, to = n === s.end ? s.endOffset : lengthOf(n);
    if (n.nodeType === 3 || n.nodeType === 8) {
      if (keep) { const copy = n.cloneNode(false); copy.data = n._data.slice(from, to); target.appendChild(copy); }
      if (remove) n.data = n._data.slice(0, from) + n._data.slice(to);
      return;
    }
    children(n).forEach((kid, i) => {
      const hasStart = contains(kid, s.start), hasEnd = contains(kid, s.end);
      if (!hasStart && !hasEnd) {
        if (n === s.start && i < from || n === s.end && i >= to) return;
        if (comparePoints(n, i + 1, s.start, s.startOffset) <= 0 || comparePoints(n, i, s.end, s.endOffset) >= 0) return;
        if (keep) target.appendChild(remove ? kid : kid.cloneNode(true)); else if (remove) kid.remove();
        return;
      }
      if (kid.nodeType === 1) { const copy = kid.cloneNode(false); if (keep) target.appendChild(copy); take(kid, copy); } else take(kid, target);
    });
  };
  if (!range.collapsed) {
    const top = range.commonAncestorContainer;
    take(top, fragment);
    if (remove) {
      if (s.start.nodeType === 3) range.setStart(s.start, Math.min(s.startOffset, lengthOf(s.start)));
      range.collapse(true);
    }
  }
  return fragment;
};
expose('AbstractRange', {});
expose('Range', RangePrototype, 'AbstractRange', newRange);
constants('Range', {START_TO_START: 0, START_TO_END: 1, END_TO_END: 2, END_TO_START: 3});

// The selection: at most one range.
const SelectionPrototype = {};
let selectedRange = null;
const select1 = r => { if (selectedRange) ranges.delete(selectedRange); selectedRange = r; if (r) ranges.add(r); };
define(SelectionPrototype, {
  get anchorNode() { return selectedRange && selectedRange.startContainer; },
  get anchorOffset() { return selectedRange ? selectedRange.startOffset : 0; },
  get focusNode() { return selectedRange && selectedRange.endContainer; },
  get focusOffset() { return selectedRange ? selectedRange.endOffset : 0; },
  get isCollapsed() { return !selectedRange || selectedRange.collapsed; },
  get rangeCount() { return selectedRange ? 1 : 0; },
  get type() { return !selectedRange ? 'None' : selectedRange.collapsed ? 'Caret' : 'Range'; },
  getRangeAt(i) { if (i !== 0 || !selectedRange) fail('IndexSizeError', `${failure('getRangeAt', 'Selection')}${i} is not a valid index.`); return selectedRange; },
  addRange(r) { if (!selectedRange) select1(r); },
  removeRange(r) { if (r === selectedRange) select1(null); },
  removeAllRanges() { select1(null); },
  empty() { select1(null); },
  collapse(n, offset = 0) { if (n === null) return select1(null); const r = newRange(); r.setStart(n, offset); r.collapse(true); select1(r); },
  setPosition(n, offset) { this.collapse(n, offset); },
  collapseToStart() { if (selectedRange) selectedRange.collapse(true); },
  collapseToEnd() { if (selectedRange) selectedRange.collapse(false); },
  extend(n, offset = 0) { if (selectedRange) selectedRange.setEnd(n, offset); },
  selectAllChildren(n) { const r = newRange(); r.selectNodeContents(n); select1(r); },
  setBaseAndExtent(a, i, b, j) { const r = newRange(); r.setStart(a, i); r.setEnd(b, j); select1(r); },
  containsNode(n) { return !!selectedRange && selectedRange.intersectsNode(n); },
  deleteFromDocument() { if (selectedRange) selectedRange.deleteContents(); },
  modify() {},
  toString() { return selectedRange ? selectedRange.toString() : ''; },
});
expose('Selection', SelectionPrototype);
const selection = createObject(SelectionPrototype);
