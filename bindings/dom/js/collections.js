// Lists of nodes. A live list looks at the tree again when it has changed.

const indexOf = key => typeof key === 'string' && /^(0|[1-9]\d*)$/.test(key) ? +key : -1;
const namesOf = e => {
  const id = e.getAttribute('id'), name = e.namespaceURI === HTML ? e.getAttribute('name') : null;
  return [id, name].filter(Boolean);
};

// liveLists are the lists behind the proxies.
const liveLists = new WeakMap();
class LiveList {
  constructor(find, named) { this.find = find; this.named = named; this.version = -1; }
  items() {
    if (this.version !== version) {
      this.cache = this.find();
      this.version = version;
    }
    return this.cache;
  }
  byName(name) { return name === '' ? undefined : this.items().find(e => namesOf(e).includes(name)); }
}
const liveHandler = {
  get(target, key, receiver) {
    const index = indexOf(key);
    if (index >= 0) return liveLists.get(target).items()[index];
    const value = Reflect.get(target, key, receiver);
    if (value === undefined && typeof key === 'string' && !(key in target)) {
      const list = liveLists.get(target);
      if (list.named) return list.byName(key);
    }
    return value;
  },
  has(target, key) {
    const index = indexOf(key), list = liveLists.get(target);
    if (index >= 0) return index < list.items().length;
    return key in target || !!list.named && typeof key === 'string' && list.byName(key) !== undefined;
  },
  set(target, key, value, receiver) {
    const index = indexOf(key), list = liveLists.get(target);
    if (index < 0) return Reflect.set(target, key, value, target);
    if (list.setIndex) list.setIndex(index, value);
    return true;
  },
  ownKeys(target) {
    return [...liveLists.get(target).items().keys()].map(String).concat(Reflect.ownKeys(target));
  },
  getOwnPropertyDescriptor(target, key) {
    const index = indexOf(key);
    if (index < 0) return getOwnPropertyDescriptor(target, key);
    const value = liveLists.get(target).items()[index];
    return value && {value, enumerable: true, configurable: true, writable: false};
  },
};
const live = (prototype, find, {named = prototype !== NodeListPrototype, setIndex} = {}) => {
  const target = createObject(prototype), list = new LiveList(find, named);
  list.setIndex = setIndex;
  liveLists.set(target, list);
  const proxy = new Proxy(target, liveHandler);
  liveLists.set(proxy, list);
  return proxy;
};
const itemsOf = list => {
  const l = liveLists.get(list);
  return l ? l.items() : Array.from({length: list.length}, (_, i) => list[i]);
};

// The methods of lists are those of arrays.
const arrayMethods = {entries: [].entries, forEach: [].forEach, keys: [].keys, values: [].values, [Symbol.iterator]: [].values};
const NodeListPrototype = {};
define(NodeListPrototype, {
  get length() { const l = liveLists.get(this); return l ? l.items().length : staticLengths.get(this); },
  item(index) { return this[index >>> 0] || null; },
  entries: arrayMethods.entries, forEach: arrayMethods.forEach, keys: arrayMethods.keys, values: arrayMethods.values,
});
hide(NodeListPrototype, Symbol.iterator, arrayMethods.values);
expose('NodeList', NodeListPrototype);
const RadioNodeListPrototype = createObject(NodeListPrototype);
define(RadioNodeListPrototype, {
  get value() { const on = itemsOf(this).find(e => e.type === 'radio' && e.checked); return on ? on.value : ''; },
  set value(v) { const e = itemsOf(this).find(e => e.type === 'radio' && e.value === String(v)); if (e) e.checked = true; },
});
expose('RadioNodeList', RadioNodeListPrototype, 'NodeList');
const HTMLCollectionPrototype = {};
define(HTMLCollectionPrototype, {
  get length() { return liveLists.get(this).items().length; },
  item(index) { return this[index >>> 0] || null; },
  namedItem(name) { return liveLists.get(this).byName(String(name)) || null; },
});
hide(HTMLCollectionPrototype, Symbol.iterator, arrayMethods.values);
expose('HTMLCollection', HTMLCollectionPrototype);

const staticLengths = new WeakMap();
const staticList = nodes => {
  const list = createObject(NodeListPrototype);
  for (let i = 0; i < nodes.length; i++) list[i] = nodes[i];
  staticLengths.set(list, nodes.length);
  return list;
};

// descendants gives the elements below a node that pass a test, in document order.
const descendants = (root, test) => {
  const found = [];
  const walk = n => {
    for (let kid = n.firstChild; kid !== null; kid = kid.nextSibling)
      if (kid.nodeType === 1) {
        if (test(kid)) found.push(kid);
        walk(kid);
      }
  };
  walk(root);
  return found;
};
const elementChildren = n => {
  const found = [];
  for (let kid = n.firstChild; kid !== null; kid = kid.nextSibling) if (kid.nodeType === 1) found.push(kid);
  return found;
};
const collection = (root, test) => live(HTMLCollectionPrototype, () => descendants(root, test));
// cached keeps a list as long as its owner: scripts compare them.
const cached = (owner, key, make) => owner[key] || hide(owner, key, make());
const isHTMLNamed = (...names) => e => e.namespaceURI === HTML && names.includes(e.localName);
