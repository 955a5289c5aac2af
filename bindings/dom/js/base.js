// The parts of the library share one scope, in the order of library.go. They complete domino, which knows the tree, by what
// a page needs besides.

const {EventTarget} = host;
const {defineProperty, getOwnPropertyDescriptor, setPrototypeOf, create: createObject} = Object;
const HTML = 'http://www.w3.org/1999/xhtml', SVG = 'http://www.w3.org/2000/svg';
const window = globalThis;

const fail = (name, message) => { throw host.exception(name, message); };
const failure = (operation, owner) => `Failed to execute '${operation}' on '${owner}': `;
const lowerCase = s => s.replace(/[A-Z]+/g, part => part.toLowerCase());
const collapse = s => s.replace(/[ \t\n\f\r]+/g, ' ').replace(/^ | $/g, '');

// What domino throws, by its codes.
const exceptions = {
  1: ['IndexSizeError', 'The index is not in the allowed range.'],
  3: ['HierarchyRequestError', 'The operation would yield an incorrect node tree.'],
  4: ['WrongDocumentError', 'The node belongs to another document.'],
  5: ['InvalidCharacterError', 'The string contains invalid characters.'],
  7: ['NoModificationAllowedError', 'The object can not be modified.'],
  8: ['NotFoundError', 'The object can not be found here.'],
  9: ['NotSupportedError', 'The operation is not supported.'],
  10: ['InUseAttributeError', "Failed to execute 'setAttributeNode' on 'Element': The node provided is an attribute node that is already an attribute of another Element; attribute nodes must be explicitly cloned."],
  11: ['InvalidStateError', 'The object is in an invalid state.'],
  12: ['SyntaxError', 'The string did not match the expected pattern.'],
  14: ['NamespaceError', 'The operation is not allowed by Namespaces in XML.'],
  24: ['InvalidNodeTypeError', 'The supplied node is incorrect or has an incorrect ancestor for this operation.'],
};
const CodedException = function (code) { return host.exception(...(exceptions[code] || ['Error', ''])); };
for (const [code, name] of Object.entries({
  1: 'INDEX_SIZE', 3: 'HIERARCHY_REQUEST', 4: 'WRONG_DOCUMENT', 5: 'INVALID_CHARACTER', 7: 'NO_MODIFICATION_ALLOWED', 8: 'NOT_FOUND',
  9: 'NOT_SUPPORTED', 10: 'INUSE_ATTRIBUTE', 11: 'INVALID_STATE', 12: 'SYNTAX', 14: 'NAMESPACE', 24: 'INVALID_NODE_TYPE',
})) CodedException[name + '_ERR'] = +code;

// Nodes are EventTargets of the page, which gives them their state when they need it.
const NodeTarget = function () {};
NodeTarget.prototype = EventTarget.prototype;

const HTMLParser = (address, context) => {
  let source;
  return {
    parse(text) { source = text; },
    _asDocumentFragment() { return parseFragment(source, context); },
  };
};
const parseFragment = (text, context) => {
  const fragment = context.ownerDocument.createDocumentFragment();
  host.parseFragment(fragment, String(text), context.namespaceURI || HTML, context.localName);
  return fragment;
};

// The content security policy runs no attribute like onclick.
const refuseInlineHandler = function () {
  if (this.body !== null) host.error(host.refusedInline('event handler', this.body));
  return null;
};

class ResolvedURL {
  constructor(url) { this.url = url; }
  resolve(reference) { return host.resolve(reference) || reference; }
}

// domino keeps its members from scripts; here they can be seen and replaced, as Web IDL has them.
const open = members => {
  for (const key of Reflect.ownKeys(members)) {
    const d = members[key];
    d.configurable = true;
    d.enumerable = typeof key === 'string' && key[0] !== '_' && key !== 'constructor';
    if (typeof d.value === 'function') d.writable = true;
  }
  return members;
};
const OpenObject = createObject(Object);
OpenObject.create = (prototype, members) => members ? createObject(prototype, open(members)) : createObject(prototype);
OpenObject.defineProperties = (o, members) => Object.defineProperties(o, open(members));
OpenObject.defineProperty = (o, key, d) => defineProperty(o, key, open({[key]: d})[key]);

const domino = makeDomino({
  Object: OpenObject,
  EventTarget: NodeTarget, DOMException: CodedException, Event: {}, HTMLParser, URL: ResolvedURL, refuseInlineHandler,
  CSSStyleDeclaration: function (element) { return inlineStyle(element); },
});
const {Node, Element, Document, Text, Comment, CharacterData, DocumentFragment, DocumentType, Attr, utils, select} = domino;
const elements = domino.html.elements;
const {HTMLElement} = domino.html;

// version counts all changes of all trees: what is cached of a tree holds as long as it stays.
let version = 0;

// define makes members as Web IDL does: methods and accessors that scripts can see and replace.
const define = (prototype, members) => {
  for (const key of Reflect.ownKeys(members)) {
    const d = getOwnPropertyDescriptor(members, key);
    d.configurable = true;
    d.enumerable = typeof key === 'string' && key[0] !== '_';
    if ('value' in d) d.writable = true;
    defineProperty(prototype, key, d);
  }
};

// hide keeps state on a node without a script's seeing it.
const hide = (o, key, value) => { defineProperty(o, key, {value, writable: true, configurable: true, enumerable: false}); return value; };

// reflect makes accessors for attributes: an IDL name, or [IDL name, attribute].
const reflect = (prototype, type, ...names) => {
  for (const n of names) {
    const [name, attribute] = Array.isArray(n) ? n : [n, lowerCase(n)];
    defineProperty(prototype, name, {...domino.attributes.property({name: attribute, type}), enumerable: true, configurable: true});
  }
};

// Interfaces: the name of each class with its prototype. Scripts get constructors of their own, since those of domino want a
// document.
const interfaces = new Map();
const expose = (name, prototype, parent, construct) => {
  const constructor = {[name]: function (...args) {
    if (construct === undefined) throw new TypeError(`Failed to construct '${name}': Illegal constructor`);
    if (new.target === undefined)
      throw new TypeError(`Failed to construct '${name}': Please use the 'new' operator, this DOM object constructor cannot be called as a function.`);
    const made = construct(args, new.target);
    if (new.target !== constructor && Object.getPrototypeOf(made) !== new.target.prototype) setPrototypeOf(made, new.target.prototype);
    return made;
  }}[name];
  defineProperty(constructor, 'prototype', {value: prototype, writable: false, enumerable: false, configurable: false});
  if (parent) {
    setPrototypeOf(constructor, parent === EventTarget ? EventTarget : interfaces.get(parent));
    if (Object.getPrototypeOf(prototype) === Object.prototype && parent !== EventTarget) setPrototypeOf(prototype, interfaces.get(parent).prototype);
  }
  defineProperty(prototype, 'constructor', {value: constructor, writable: true, enumerable: false, configurable: true});
  defineProperty(prototype, Symbol.toStringTag, {value: name, writable: false, enumerable: false, configurable: true});
  interfaces.set(name, constructor);
  return constructor;
};

// alias gives another name of an interface.
const constants = (name, values) => {
  const constructor = interfaces.get(name);
  for (const [key, value] of Object.entries(values))
    for (const o of [constructor, constructor.prototype]) defineProperty(o, key, {value, enumerable: true, writable: false, configurable: false});
};

const isNode = o => o instanceof Node || o instanceof Attr;
const isElement = o => o instanceof Element;
const argumentError = (operation, owner, index, type) => new TypeError(`${failure(operation, owner)}parameter ${index} is not of type '${type}'.`);
const required = (operation, owner, args, n) => {
  if (args.length < n)
    throw new TypeError(`${failure(operation, owner)}${n} argument${n > 1 ? 's' : ''} required, but only ${args.length} present.`);
};
