// Nodes, as Chrome has them: members that can be seen and replaced, its words in errors, live lists.

// All changes of the tree go through three methods of domino. They tell the version and the observers.
{
  const ContainerNode = Object.getPrototypeOf(Element.prototype);
  delete ContainerNode.childNodes;
  const insert = Node.prototype._insertOrReplace, clear = ContainerNode.removeChildren;
  hide(Node.prototype, '_insertOrReplace', function (parent, before, isReplace) {
    version++;
    const added = this.nodeType === 11 ? children(this) : [this];
    if (this.nodeType === 11 && added.length > 0) changed(this, [], added, null, null);
    const previous = before === null ? parent.lastChild : before.previousSibling, next = isReplace ? before.nextSibling : before;
    insert.call(this, parent, before, isReplace);
    changed(parent, added, isReplace ? [before] : [], previous, next);
    if (isReplace) left(before, isConnected(parent));
    for (const n of added) entered(n);
  });
  hide(ContainerNode, 'removeChildren', function () {
    if (!this.hasChildNodes()) return;
    version++;
    const gone = children(this);
    clear.call(this);
    changed(this, [], gone, null, null);
    const connected = isConnected(this);
    for (const n of gone) left(n, connected);
  });
  for (const prototype of [Element.prototype, CharacterData.prototype, DocumentType.prototype]) {
    const remove = prototype.remove;
    define(prototype, {
      remove() {
        const parent = this.parentNode;
        if (parent === null) return;
        version++;
        const previous = this.previousSibling, next = this.nextSibling;
        remove.call(this);
        changed(parent, [], [this], previous, next);
        left(this, isConnected(parent));
      },
    });
  }
  // The index of a child is looked up in an array that domino keeps from then on.
  defineProperty(Node.prototype, 'index', {get() {
    const parent = this.parentNode;
    if (this === parent.firstChild) return 0;
    parent._ensureChildNodes();
    const kids = parent._childNodes;
    if (this._index === undefined || kids[this._index] !== this) for (let i = 0; i < kids.length; i++) kids[i]._index = i;
    return this._index;
  }});
}
const children = n => {
  const found = [];
  for (let kid = n.firstChild; kid !== null; kid = kid.nextSibling) found.push(kid);
  return found;
};
const isConnected = n => {
  while (n.parentNode !== null || n._host) n = n.parentNode || n._host;
  return n.nodeType === 9;
};
const textOf = n => {
  let s = '';
  const walk = m => {
    for (let kid = m.firstChild; kid !== null; kid = kid.nextSibling)
      if (kid.nodeType === 3 || kid.nodeType === 4) s += kid._data;
      else if (kid.nodeType === 1) walk(kid);
  };
  walk(n);
  return s;
};
const replaceText = (n, text) => {
  n.removeChildren();
  if (text !== '') n._appendChild(n.doc.createTextNode(text));
};

const checkNode = (operation, args, n) => {
  required(operation, 'Node', args, n);
  if (!(args[0] instanceof Node)) throw argumentError(operation, 'Node', 1, 'Node');
  if (n > 1 && args[1] != null && !(args[1] instanceof Node)) throw argumentError(operation, 'Node', 2, 'Node');
};
const contains = (ancestor, n) => {
  for (; n; n = n.parentNode || n._host) if (n === ancestor) return true;
  return false;
};
const checkInsert = (operation, parent, node, child) => {
  if (parent.nodeType === 3 || parent.nodeType === 8 || parent.nodeType === 10)
    fail('HierarchyRequestError', failure(operation, 'Node') + 'This node type does not support this method.');
  if (contains(node, parent)) fail('HierarchyRequestError', failure(operation, 'Node') + 'The new child element contains the parent.');
  if (child != null && child.parentNode !== parent)
    fail('NotFoundError', failure(operation, 'Node') + `The node ${operation === 'replaceChild' ? 'to be replaced' : 'before which the new node is to be inserted'} is not a child of this node.`);
  if (node.nodeType === 9 || node.nodeType === 10 && parent.nodeType !== 9)
    fail('HierarchyRequestError', failure(operation, 'Node') + `Nodes of type '${node.nodeName}' may not be inserted inside nodes of type '${parent.nodeName}'.`);
  if (parent.nodeType === 9 && node.nodeType === 3)
    fail('HierarchyRequestError', failure(operation, 'Node') + "Nodes of type '#text' may not be inserted inside nodes of type '#document'.");
  if (parent.nodeType === 9 && node.nodeType === 1 && operation !== 'replaceChild' && parent.documentElement && parent.documentElement !== node)
    fail('HierarchyRequestError', failure(operation, 'Node') + 'Only one element on document allowed.');
};
const {insertBefore, removeChild, replaceChild} = Node.prototype;
const documentMethods = {insertBefore: Document.prototype.insertBefore, removeChild: Document.prototype.removeChild, replaceChild: Document.prototype.replaceChild};
for (const name of ['insertBefore', 'removeChild', 'replaceChild']) delete Document.prototype[name];
const after = n => { if (n.nodeType === 9) n._updateDocTypeElement(); };

define(Node.prototype, {
  appendChild(node) {
    checkNode('appendChild', arguments, 1);
    checkInsert('appendChild', this, node, null);
    insertBefore.call(this, node, null);
    after(this);
    return node;
  },
  insertBefore(node, child) {
    checkNode('insertBefore', arguments, 2);
    checkInsert('insertBefore', this, node, child);
    insertBefore.call(this, node, child === undefined ? null : child);
    after(this);
    return node;
  },
  replaceChild(node, child) {
    checkNode('replaceChild', arguments, 2);
    checkInsert('replaceChild', this, node, child);
    if (node !== child) {
      if (node.parentNode) node.remove();
      replaceChild.call(this, node, child);
    }
    after(this);
    return child;
  },
  removeChild(child) {
    checkNode('removeChild', arguments, 1);
    if (child.parentNode !== this) fail('NotFoundError', failure('removeChild', 'Node') + 'The node to be removed is not a child of this node.');
    child.remove();
    after(this);
    return child;
  },
  contains(node) { return node instanceof Node && (this === node || isAncestor(this, node)); },
  get childNodes() { return cached(this, '_nodeList', () => live(NodeListPrototype, () => children(this))); },
  get isConnected() { return isConnected(this); },
  getRootNode(options) {
    let n = this;
    while (n.parentNode !== null || options && options.composed && n._host) n = n.parentNode || n._host;
    return n;
  },
  get baseURI() { return host.base(); },
  get nodeValue() { return null; },
  set nodeValue(v) {},
  // For domino, which asks for the handlers of attributes like onclick.
  _getEventHandler(type) { return host.handler(this, type); },
  _setEventHandler(type, value) { host.setHandler(this, type, value); },
});
const isAncestor = (a, n) => {
  for (n = n.parentNode; n; n = n.parentNode) if (n === a) return true;
  return false;
};

// See https://html.spec.whatwg.org/multipage/parsing.html#serialising-html-fragments.
const voidNames = new Set('area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(' '));
const rawNames = new Set('style script xmp iframe noembed noframes plaintext noscript'.split(' '));
const escapes = {'&': '&amp;', '\u00a0': '&nbsp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};
const serializeNode = (n, parent) => {
  switch (n.nodeType) {
    case 1: {
      const html = n.namespaceURI === HTML, name = html || n.namespaceURI === SVG || n.namespaceURI === 'http://www.w3.org/1998/Math/MathML' ? n.localName : n.tagName;
      let s = '<' + name;
      for (let i = 0; i < n._numattrs; i++) {
        const a = n._attr(i);
        s += ` ${a.name}="${a.value.replace(/[&\u00a0"<>]/g, c => escapes[c])}"`;
      }
      s += '>';
      return html && voidNames.has(name) ? s : s + serializeChildren(n) + `</${name}>`;
    }
    case 3: case 4:
      return parent !== null && parent.nodeType === 1 && parent.namespaceURI === HTML && rawNames.has(parent.localName) ? n._data : n._data.replace(/[&\u00a0<>]/g, c => escapes[c]);
    case 7: return `<?${n.target} ${n._data}>`;
    case 8: return `<!--${n._data}-->`;
    case 10: return `<!DOCTYPE ${n.name}>`;
  }
  return serializeChildren(n);
};
const serializeChildren = n => {
  let s = '';
  const parent = n._contentFragment || n;
  for (let kid = parent.firstChild; kid !== null; kid = kid.nextSibling) s += serializeNode(kid, n);
  return s;
};
hide(Node.prototype, 'serialize', function () { return serializeChildren(this); });
delete elements.HTMLTemplateElement.prototype.serialize;

const nodesOf = (args, doc) => {
  const fragment = doc.createDocumentFragment();
  for (const a of args) fragment.appendChild(a instanceof Node ? a : doc.createTextNode(String(a)));
  return fragment;
};
const parentMembers = {
  get children() { return cached(this, '_elements', () => live(HTMLCollectionPrototype, () => elementChildren(this))); },
  get firstElementChild() { return elementChildren(this)[0] || null; },
  get lastElementChild() { return elementChildren(this).pop() || null; },
  get childElementCount() { return elementChildren(this).length; },
  append(...nodes) { this.appendChild(nodesOf(nodes, this.doc)); },
  prepend(...nodes) { this.insertBefore(nodesOf(nodes, this.doc), this.firstChild); },
  replaceChildren(...nodes) {
    const fragment = nodesOf(nodes, this.doc);
    this.removeChildren();
    this.appendChild(fragment);
  },
  querySelector(selector) {
    required('querySelector', ownerName(this), arguments, 1);
    return selected('querySelector', this, selector)[0] || null;
  },
  querySelectorAll(selector) {
    required('querySelectorAll', ownerName(this), arguments, 1);
    return staticList(selected('querySelectorAll', this, selector));
  },
};
const childMembers = {
  before(...nodes) { if (this.parentNode) this.parentNode.insertBefore(nodesOf(nodes, this.doc), this); },
  after(...nodes) { if (this.parentNode) this.parentNode.insertBefore(nodesOf(nodes, this.doc), this.nextSibling); },
  replaceWith(...nodes) {
    const parent = this.parentNode;
    if (parent) parent.replaceChild(nodesOf(nodes, this.doc), this);
  },
};
const ownerName = n => n.nodeType === 9 ? 'Document' : n.nodeType === 11 ? 'DocumentFragment' : 'Element';
// selected asks domino, whose errors are no DOMExceptions.
const selected = (operation, root, selector) => {
  selector = String(selector);
  try {
    const found = select(selector, root.nodeType === 11 ? fragmentContext(root) : root);
    return Array.isArray(found) ? found : Array.from({length: found.length}, (_, i) => found.item ? found.item(i) : found[i]);
  } catch (e) {
    fail('SyntaxError', failure(operation, ownerName(root)) + (selector.trim() === '' && selector === '' ? 'The provided selector is empty.' : `'${selector}' is not a valid selector.`));
  }
};
// domino looks for elements below elements and documents only.
const fragmentContext = fragment => {
  const context = createObject(fragment);
  hide(context, 'isHTML', true);
  hide(context, 'getElementsByTagName', name => collection(fragment, e => name === '*' || e.localName === lowerCase(name)));
  hide(context, 'nextElement', () => fragment.firstElementChild);
  return context;
};
const matches = (operation, element, selector) => {
  selector = String(selector);
  try {
    return select.matches(element, selector);
  } catch (e) {
    fail('SyntaxError', failure(operation, 'Element') + `'${selector}' is not a valid selector.`);
  }
};
const byTagName = function (name) {
  required('getElementsByTagName', ownerName(this), arguments, 1);
  name = String(name);
  const lower = lowerCase(name);
  return collection(this, e => name === '*' || (e.isHTML ? e.localName === lower : e.localName === name));
};
const byTagNameNS = function (namespace, name) {
  return collection(this, e => (namespace === '*' || e.namespaceURI === (namespace || null)) && (name === '*' || e.localName === name));
};
const byClassName = function (names) {
  names = String(names).split(/[ \t\n\f\r]+/).filter(Boolean);
  return collection(this, e => {
    const own = e.getAttribute('class');
    if (own === null || names.length === 0) return false;
    const tokens = own.split(/[ \t\n\f\r]+/);
    return names.every(n => tokens.includes(n));
  });
};

define(Element.prototype, parentMembers);
define(Document.prototype, parentMembers);
define(DocumentFragment.prototype, parentMembers);
for (const prototype of [Element.prototype, CharacterData.prototype, DocumentType.prototype]) define(prototype, childMembers);
define(DocumentFragment.prototype, {
  getElementById(id) { return descendants(this, e => e.getAttribute('id') === String(id))[0] || null; },
  get textContent() { return textOf(this); },
  set textContent(v) { replaceText(this, v == null ? '' : String(v)); },
});
for (const name of ['innerHTML', 'outerHTML']) delete DocumentFragment.prototype[name];
delete Node.prototype.outerHTML;

expose('Node', Node.prototype, EventTarget);
constants('Node', {
  ELEMENT_NODE: 1, ATTRIBUTE_NODE: 2, TEXT_NODE: 3, CDATA_SECTION_NODE: 4, ENTITY_REFERENCE_NODE: 5, ENTITY_NODE: 6, PROCESSING_INSTRUCTION_NODE: 7,
  COMMENT_NODE: 8, DOCUMENT_NODE: 9, DOCUMENT_TYPE_NODE: 10, DOCUMENT_FRAGMENT_NODE: 11, NOTATION_NODE: 12,
  DOCUMENT_POSITION_DISCONNECTED: 1, DOCUMENT_POSITION_PRECEDING: 2, DOCUMENT_POSITION_FOLLOWING: 4, DOCUMENT_POSITION_CONTAINS: 8,
  DOCUMENT_POSITION_CONTAINED_BY: 16, DOCUMENT_POSITION_IMPLEMENTATION_SPECIFIC: 32,
});
const dataArgument = args => args.length === 0 || args[0] === undefined ? '' : String(args[0]);
expose('CharacterData', CharacterData.prototype, 'Node');
expose('Text', Text.prototype, 'CharacterData', args => document.createTextNode(dataArgument(args)));
expose('Comment', Comment.prototype, 'CharacterData', args => document.createComment(dataArgument(args)));
expose('ProcessingInstruction', domino.ProcessingInstruction.prototype, 'CharacterData');
expose('DocumentType', DocumentType.prototype, 'Node');
expose('DocumentFragment', DocumentFragment.prototype, 'Node', () => document.createDocumentFragment());
expose('Attr', Attr.prototype, 'Node');
expose('NamedNodeMap', domino.NamedNodeMap.prototype);
expose('DOMTokenList', domino.DOMTokenList.prototype);
{
  const checked = name => {
    const original = domino.DOMTokenList.prototype[name];
    define(domino.DOMTokenList.prototype, {[name](...tokens) {
      for (const t of name === 'toggle' ? tokens.slice(0, 1) : tokens) {
        if (t === '') fail('SyntaxError', failure(name, 'DOMTokenList') + 'The token provided must not be empty.');
        if (/[ \t\n\f\r]/.test(t)) fail('InvalidCharacterError', `${failure(name, 'DOMTokenList')}The token provided ('${t}') contains HTML space characters, which are not valid in tokens.`);
      }
      return original.apply(this, tokens);
    }});
  };
  for (const name of ['add', 'remove', 'toggle', 'replace']) checked(name);
  define(domino.DOMTokenList.prototype, {
    get value() { return this._getString(); },
    set value(v) { this._setString(String(v)); },
    toString() { return this._getString(); },
    entries: arrayMethods.entries, forEach: arrayMethods.forEach, keys: arrayMethods.keys, values: arrayMethods.values,
  });
  hide(domino.DOMTokenList.prototype, Symbol.iterator, arrayMethods.values);
}
expose('DOMImplementation', domino.DOMImplementation.prototype);
expose('NodeIterator', domino.NodeIterator.prototype);
expose('TreeWalker', domino.TreeWalker.prototype);
expose('NodeFilter', {});
constants('NodeFilter', {
  FILTER_ACCEPT: 1, FILTER_REJECT: 2, FILTER_SKIP: 3, SHOW_ALL: 0xFFFFFFFF, SHOW_ELEMENT: 1, SHOW_ATTRIBUTE: 2, SHOW_TEXT: 4, SHOW_CDATA_SECTION: 8,
  SHOW_PROCESSING_INSTRUCTION: 64, SHOW_COMMENT: 128, SHOW_DOCUMENT: 256, SHOW_DOCUMENT_TYPE: 512, SHOW_DOCUMENT_FRAGMENT: 1024,
});
