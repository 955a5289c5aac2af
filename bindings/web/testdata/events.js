// Cases of Event and its kin; events.json holds what Chrome answers to them. shape.js runs first.
'use strict';

// What Chrome has and this host has not.
const absent = ['when', 'userActivation'];

const own = (e) => Object.keys(e);
const log = (target, type, options) => {
  const list = [];
  target.addEventListener(type, (e) => list.push(e), options);
  return list;
};
const read = (e) => {
  const all = {};
  for (const key in e) {
    const value = e[key];
    if (absent.includes(key) || typeof value === 'function' || key === 'timeStamp' || /^[A-Z_]+$/.test(key)) continue;
    all[key] = value === globalThis ? 'window' : Array.isArray(value) ? value.length : value;
  }
  return all;
};

const cases = {
  'Event shape': () => shape(Event),
  'EventTarget shape': () => { const s = shape(EventTarget); delete s.prototype.addEventListener; return s; },
  'CustomEvent shape': () => shape(CustomEvent),
  'ProgressEvent shape': () => shape(ProgressEvent),
  'MessageEvent shape': () => shape(MessageEvent),
  'ErrorEvent shape': () => shape(ErrorEvent),
  'PromiseRejectionEvent shape': () => shape(PromiseRejectionEvent),
  'DOMException shape': () => shape(DOMException),

  'Event without arguments': () => new Event(),
  'Event of a symbol': () => new Event(Symbol('x')),
  'Event of undefined': () => read(new Event(undefined)),
  'Event with null options': () => read(new Event('x', null)),
  'Event with a number as options': () => new Event('x', 5),
  'Event with a function as options': () => read(new Event('x', () => {})),
  'Event with all options': () => read(new Event('x', {bubbles: 1, cancelable: 'a', composed: {}})),
  'Event own properties': () => [own(new Event('x')), JSON.stringify(new Event('x')), property(new Event('x'), 'isTrusted')],
  'Event string': () => [String(new Event('x')), String(new CustomEvent('x')), String(Event.prototype)],
  'Event subclass': () => {
    class Mine extends Event {
      constructor(type) { super(type, {cancelable: true}); this.extra = 1; }
      get type() { return 'mine:' + super.type; }
    }
    const e = new Mine('t');
    return [e instanceof Mine, e instanceof Event, e.type, e.cancelable, e.extra, String(e), e.constructor.name];
  },
  'Event getter on others': () => [{}, null, undefined, 1, Event.prototype, Object.create(new Event('x')), new Proxy(new Event('x'), {})].map((o) => thrown(() => Object.getOwnPropertyDescriptor(Event.prototype, 'type').get.call(o))),
  'Event method on others': () => [{}, undefined].map((o) => thrown(() => Event.prototype.preventDefault.call(o))),
  'Event options are read in order': () => {
    const order = [];
    const options = new Proxy({}, {get: (t, key) => { order.push(key); }});
    new CustomEvent('x', options);
    const first = order.splice(0);
    new ErrorEvent('x', options);
    return [first, order];
  },
  'Event timeStamp': () => {
    const before = new Event('a').timeStamp;
    return [typeof before, before >= 0, new Event('b').timeStamp >= before];
  },
  'Event before dispatch': () => {
    const e = new Event('x', {cancelable: true});
    return [e.target, e.currentTarget, e.eventPhase, e.composedPath(), e.srcElement, e.returnValue, e.cancelBubble];
  },
  'initEvent': () => {
    const e = new Event('a', {bubbles: true});
    e.preventDefault();
    e.initEvent('b', false, true);
    return [e.type, e.bubbles, e.cancelable, e.defaultPrevented, thrown(() => e.initEvent()), e.initEvent('c'), e.type, e.cancelable];
  },
  'initEvent during dispatch does nothing': () => {
    const t = new EventTarget();
    t.addEventListener('a', (e) => e.initEvent('b', true, true));
    const e = new Event('a');
    t.dispatchEvent(e);
    return [e.type, e.bubbles];
  },
  'preventDefault': () => {
    const a = new Event('a'), b = new Event('b', {cancelable: true}), c = new Event('c', {cancelable: true}), d = new Event('d', {cancelable: true});
    a.preventDefault();
    b.preventDefault();
    c.returnValue = false;
    c.returnValue = true;
    d.returnValue = true;
    return [a, b, c, d].map((e) => [e.defaultPrevented, e.returnValue]);
  },
  'cancelBubble': () => {
    const e = new Event('x');
    e.cancelBubble = true;
    e.cancelBubble = false;
    const other = new Event('x');
    other.stopPropagation();
    return [e.cancelBubble, other.cancelBubble];
  },

  'CustomEvent': () => {
    const detail = {};
    return [new CustomEvent('x').detail, new CustomEvent('x', {detail}).detail === detail, new CustomEvent('x', {detail: undefined}).detail, new CustomEvent('x', {detail: 0, bubbles: true}).bubbles];
  },
  'CustomEvent with a number as options': () => new CustomEvent('x', 1),
  'initCustomEvent': () => {
    const e = new CustomEvent('x', {detail: 1});
    e.initCustomEvent('y', true, true, 2);
    return [e.type, e.bubbles, e.detail, e.initCustomEvent('z'), e.detail];
  },
  'ProgressEvent': () => [read(new ProgressEvent('x')), read(new ProgressEvent('x', {lengthComputable: true, loaded: 5, total: 10}))],
  'ProgressEvent conversion': () => [new ProgressEvent('x', {loaded: -1}).loaded, new ProgressEvent('x', {loaded: 1.5}).loaded, thrown(() => new ProgressEvent('x', {loaded: 'a'}).loaded), new ProgressEvent('x', {total: '12'}).total, new ProgressEvent('x', {total: 2 ** 60}).total],
  'ErrorEvent': () => [read(new ErrorEvent('x')), read(new ErrorEvent('x', {message: 1, filename: null, lineno: -1, colno: 2.7, error: 'e'}))],
  'ErrorEvent with a symbol': () => new ErrorEvent('x', {message: Symbol('s')}),
  'ErrorEvent with a symbol line': () => new ErrorEvent('x', {lineno: Symbol('s')}),
  'MessageEvent': () => [read(new MessageEvent('x')), read(new MessageEvent('x', {data: {a: 1}, origin: 'o', lastEventId: 3}))],
  'MessageEvent source of another kind': () => new MessageEvent('x', {source: {}}),
  'MessageEvent source window': () => new MessageEvent('x', {source: globalThis}).source === globalThis,
  'MessageEvent ports': () => [Array.isArray(new MessageEvent('x').ports), Object.isFrozen(new MessageEvent('x').ports), thrown(() => new MessageEvent('x', {ports: 1})), thrown(() => new MessageEvent('x', {ports: [1]})), thrown(() => new MessageEvent('x', {ports: {}}))],
  'initMessageEvent': () => {
    const e = new MessageEvent('x');
    e.initMessageEvent('y', true, true, 'd', 'o', 'id', null, []);
    return [e.type, e.bubbles, e.cancelable, e.data, e.origin, e.lastEventId, e.source, e.ports.length];
  },
  'PromiseRejectionEvent': () => {
    const promise = Promise.resolve();
    const e = new PromiseRejectionEvent('x', {promise, reason: 1, cancelable: true});
    return [e.promise === promise, e.reason, e.cancelable, new PromiseRejectionEvent('x', {promise}).reason];
  },
  'PromiseRejectionEvent without options': () => new PromiseRejectionEvent('x'),
  'PromiseRejectionEvent without a promise': () => new PromiseRejectionEvent('x', {}),
  'PromiseRejectionEvent of a value': async () => (await new PromiseRejectionEvent('x', {promise: 7}).promise),

  'EventTarget instance': () => [Object.keys(new EventTarget()), String(new EventTarget()), new EventTarget() instanceof EventTarget],
  'addEventListener arguments': () => {
    const t = new EventTarget();
    return [['x'], ['x', 5], ['x', 'f'], ['x', null], ['x', undefined], ['x', {}], ['x', () => {}, 5], ['x', () => {}, null], ['x', () => {}, 'capture'], ['x', () => {}, () => {}]].map((args) => thrown(() => String(t.addEventListener(...args))));
  },
  'removeEventListener arguments': () => {
    const t = new EventTarget();
    return [[], ['x'], ['x', 5], ['x', null], ['x', () => {}], ['x', {}, null]].map((args) => thrown(() => String(t.removeEventListener(...args))));
  },
  'dispatchEvent arguments': () => {
    const t = new EventTarget();
    return [[], [null], [{}], ['x'], [new Event('x')]].map((args) => thrown(() => t.dispatchEvent(...args)));
  },
  'methods on others': () => [{}, 5, 'x', Object.create(new EventTarget())].map((o) => ['addEventListener', 'removeEventListener', 'dispatchEvent'].map((name) => thrown(() => EventTarget.prototype[name].call(o, 'x', null)))),
  'methods without this': () => {
    let got = 0;
    const listener = function (e) { got += this === globalThis && e.target === globalThis; };
    (0, addEventListener)('plain', listener);
    EventTarget.prototype.addEventListener.call(null, 'plain', listener);
    const result = dispatchEvent(new Event('plain'));
    removeEventListener('plain', listener);
    dispatchEvent(new Event('plain'));
    return [got, result];
  },
  'listener order': () => {
    const t = new EventTarget(), order = [];
    for (const [name, capture] of [['b1', false], ['c1', true], ['b2', false], ['c2', true]]) t.addEventListener('x', () => order.push(name), capture);
    t.dispatchEvent(new Event('x'));
    return order;
  },
  'duplicates': () => {
    const t = new EventTarget(), order = [];
    const f = () => order.push('f'), g = () => order.push('g');
    t.addEventListener('x', f);
    t.addEventListener('x', g);
    t.addEventListener('x', f, {once: true});
    t.addEventListener('x', f, true);
    t.addEventListener('x', f, {capture: true, passive: true});
    t.dispatchEvent(new Event('x'));
    t.dispatchEvent(new Event('x'));
    t.removeEventListener('x', f, {capture: false});
    t.dispatchEvent(new Event('x'));
    return order;
  },
  'once': () => {
    const t = new EventTarget();
    let count = 0;
    t.addEventListener('x', () => { count++; if (count < 5) t.dispatchEvent(new Event('x')); }, {once: true});
    t.dispatchEvent(new Event('x'));
    t.dispatchEvent(new Event('x'));
    return count;
  },
  'passive': () => {
    const t = new EventTarget(), e = new Event('x', {cancelable: true});
    t.addEventListener('x', (e) => { e.preventDefault(); e.returnValue = false; }, {passive: true});
    return [t.dispatchEvent(e), e.defaultPrevented];
  },
  'canceled': () => {
    const t = new EventTarget(), e = new Event('x', {cancelable: true});
    t.addEventListener('x', (e) => e.preventDefault());
    return [t.dispatchEvent(e), e.defaultPrevented, t.dispatchEvent(new Event('x')), t.dispatchEvent(e)];
  },
  'removal during dispatch': () => {
    const t = new EventTarget(), order = [];
    const second = () => order.push('second');
    t.addEventListener('x', () => { order.push('first'); t.removeEventListener('x', second); t.addEventListener('x', () => order.push('added')); });
    t.addEventListener('x', second);
    t.addEventListener('x', () => order.push('third'));
    t.dispatchEvent(new Event('x'));
    order.push('|');
    t.dispatchEvent(new Event('x'));
    return order;
  },
  'removed and added again during dispatch': () => {
    const t = new EventTarget(), order = [];
    const second = () => order.push('second');
    t.addEventListener('x', () => { order.push('first'); t.removeEventListener('x', second); t.addEventListener('x', second); });
    t.addEventListener('x', second);
    t.dispatchEvent(new Event('x'));
    return order;
  },
  'capture listener adds another': () => {
    const t = new EventTarget(), order = [];
    t.addEventListener('x', () => { order.push('capture'); t.addEventListener('x', () => order.push('bubble')); t.addEventListener('x', () => order.push('capture 2'), true); }, true);
    t.dispatchEvent(new Event('x'));
    return order;
  },
  'stopImmediatePropagation': () => {
    const t = new EventTarget(), order = [];
    t.addEventListener('x', (e) => { order.push('a'); e.stopImmediatePropagation(); order.push(e.cancelBubble); });
    t.addEventListener('x', () => order.push('b'));
    const e = new Event('x');
    t.dispatchEvent(e);
    order.push(e.cancelBubble);
    t.dispatchEvent(e);
    return order;
  },
  'stopPropagation in a capture listener': () => {
    const t = new EventTarget(), order = [];
    t.addEventListener('x', (e) => { order.push('capture 1'); e.stopPropagation(); }, true);
    t.addEventListener('x', () => order.push('capture 2'), true);
    t.addEventListener('x', () => order.push('bubble'));
    t.dispatchEvent(new Event('x'));
    return order;
  },
  'stopped before dispatch': () => {
    const t = new EventTarget(), list = log(t, 'x');
    const e = new Event('x');
    e.stopPropagation();
    t.dispatchEvent(e);
    t.dispatchEvent(e);
    return list.length;
  },
  'during dispatch': () => {
    const t = new EventTarget();
    let seen;
    t.addEventListener('x', function (e) {
      seen = [this === t, e.target === t, e.currentTarget === t, e.srcElement === t, e.eventPhase, e.composedPath().length, e.composedPath()[0] === t, window.event === e, e.isTrusted, arguments.length];
    });
    const e = new Event('x');
    t.dispatchEvent(e);
    return [seen, e.target === t, e.currentTarget, e.eventPhase, e.composedPath(), String(window.event)];
  },
  'dispatched again during dispatch': () => {
    const t = new EventTarget();
    let result;
    t.addEventListener('x', (e) => { result = thrown(() => new EventTarget().dispatchEvent(e)); });
    t.dispatchEvent(new Event('x'));
    return result;
  },
  'handleEvent': () => {
    const t = new EventTarget(), order = [];
    const listener = {handleEvent(e) { order.push(['first', this === listener, e.type]); }};
    t.addEventListener('x', listener);
    t.dispatchEvent(new Event('x'));
    listener.handleEvent = () => order.push('replaced');
    t.dispatchEvent(new Event('x'));
    const f = () => order.push('function');
    f.handleEvent = () => order.push('handleEvent of a function');
    t.addEventListener('y', f);
    t.dispatchEvent(new Event('y'));
    return order;
  },
  'class extends EventTarget': () => {
    class Emitter extends EventTarget {
      emit(type) { return this.dispatchEvent(new CustomEvent(type, {detail: 7})); }
    }
    const e = new Emitter(), list = log(e, 'x');
    e.emit('x');
    return [list.length, list[0].detail, list[0].target === e, String(e)];
  },
  'types that are no strings': () => {
    const t = new EventTarget(), list = log(t, 'null');
    t.addEventListener(undefined, (e) => list.push(e));
    t.dispatchEvent(new Event(null));
    t.dispatchEvent(new Event('undefined'));
    return list.length;
  },
  'window is a target': () => [window instanceof EventTarget, Object.prototype.hasOwnProperty.call(window, 'addEventListener'), window.addEventListener === EventTarget.prototype.addEventListener, String(window), window instanceof Window, thrown(() => new Window())],
  'window prototypes': () => {
    const names = [];
    for (let o = window; o; o = Object.getPrototypeOf(o)) names.push(Object.prototype.toString.call(o), Object.prototype.hasOwnProperty.call(o, 'constructor') && o.constructor.name);
    return names;
  },
  'window.event': () => {
    const before = [window.event, 'event' in window, property(window, 'event')];
    return before;
  },

  'handler attribute': () => [property(window, 'onerror'), property(window, 'onload'), property(window, 'onunhandledrejection'), window.onload],
  'handler values': () => [null, undefined, 5, 'text', {}, () => {}, Symbol('s')].map((value) => {
    window.onload = value;
    const result = window.onload === value ? 'same' : String(window.onload);
    window.onload = null;
    return result;
  }),
  'handler order': () => {
    const order = [];
    const a = () => order.push('a'), b = () => order.push('b');
    addEventListener('load', a);
    onload = () => order.push('first');
    addEventListener('load', b);
    onload = () => order.push('second');
    dispatchEvent(new Event('load'));
    onload = null;
    dispatchEvent(new Event('load'));
    onload = () => order.push('last');
    dispatchEvent(new Event('load'));
    onload = null;
    removeEventListener('load', a);
    removeEventListener('load', b);
    return order;
  },
  'handler and its function as listener': () => {
    let count = 0;
    const f = () => count++;
    onload = f;
    addEventListener('load', f);
    dispatchEvent(new Event('load'));
    removeEventListener('load', f);
    dispatchEvent(new Event('load'));
    onload = null;
    return count;
  },
  'handler returns': () => [false, true, 0, '', null, undefined, 'text'].map((value) => {
    onload = () => value;
    const e = new Event('load', {cancelable: true});
    dispatchEvent(e);
    onload = null;
    return e.defaultPrevented;
  }),
  'handler this': () => {
    let seen;
    onload = function (e) { seen = [this === window, arguments.length, e.type]; };
    dispatchEvent(new Event('load'));
    onload = null;
    return seen;
  },
  'handler that is an object': () => {
    let called = 0;
    onload = {handleEvent() { called++; }};
    dispatchEvent(new Event('load'));
    onload = null;
    return called;
  },
  'handler removes itself': () => {
    let count = 0;
    onload = () => { count++; onload = null; };
    dispatchEvent(new Event('load'));
    dispatchEvent(new Event('load'));
    return count;
  },
  'onerror with an ErrorEvent': () => [true, false, undefined, 1].map((value) => {
    let seen;
    onerror = function (...args) { seen = [args.length, ...args, this === window]; return value; };
    const e = new ErrorEvent('error', {message: 'm', filename: 'f', lineno: 1, colno: 2, error: 'e', cancelable: true});
    const result = dispatchEvent(e);
    onerror = null;
    return [seen, result];
  }),
  'onerror with another event': () => [true, false].map((value) => {
    let seen;
    onerror = function (...args) { seen = [args.length, args[0].type]; return value; };
    const e = new Event('error', {cancelable: true});
    const result = dispatchEvent(e);
    onerror = null;
    return [seen, result];
  }),
  'a listener throws': () => {
    const t = new EventTarget(), order = [];
    const listener = (e) => { order.push(e.message, e.error.message, e.isTrusted, e.cancelable, e.bubbles, e.target === window); e.preventDefault(); };
    addEventListener('error', listener);
    t.addEventListener('x', () => { order.push('a'); throw new Error('boom'); });
    t.addEventListener('x', () => order.push('b'));
    t.addEventListener('x', {handleEvent: 5});
    t.addEventListener('x', {});
    t.addEventListener('x', {get handleEvent() { throw new RangeError('got'); }});
    order.push(t.dispatchEvent(new Event('x')));
    removeEventListener('error', listener);
    return order;
  },
  'what is thrown': () => {
    const t = new EventTarget(), seen = [];
    const listener = (e) => { seen.push([e.message, typeof e.error, e.error === current]); e.preventDefault(); };
    let current;
    addEventListener('error', listener);
    class Foo {}
    class Bar extends Error {}
    const named = new Error('m');
    named.name = 'Named';
    const noName = new Error('m');
    noName.name = '';
    const noMessage = new TypeError();
    const late = new Error('early');
    late.message = 'late';
    for (current of ['text', 1, null, undefined, true, {a: 1}, [1, 2], new Foo(), new Bar('bar'), named, noName, noMessage, late, new DOMException('msg', 'DataError'), Symbol('s'), function f() { return 1; }, {toString: () => 'own'}, new Error('two\nlines'), 10n, /x/, Object.create(null)]) {
      const value = current;
      t.addEventListener('x', () => { throw value; }, {once: true});
      t.dispatchEvent(new Event('x'));
    }
    removeEventListener('error', listener);
    return seen;
  },
  'an error listener throws': () => {
    const t = new EventTarget(), order = [];
    const first = (e) => { order.push(e.message); e.preventDefault(); throw new Error('in error'); };
    const second = (e) => { order.push('second ' + e.message); e.preventDefault(); };
    addEventListener('error', first);
    addEventListener('error', second);
    t.addEventListener('x', () => { throw new Error('boom'); });
    t.dispatchEvent(new Event('x'));
    removeEventListener('error', first);
    removeEventListener('error', second);
    return order;
  },
  'place of the error': () => {
    const t = new EventTarget(), seen = [];
    const base = Number(/events\.js:(\d+)/.exec(new Error().stack)[1]);
    const listener = (e) => { seen.push([/events\.js$/.test(e.filename), e.lineno - base, e.colno > 0]); e.preventDefault(); };
    addEventListener('error', listener);
    t.addEventListener('x', () => { throw 'text'; }, {once: true});
    t.dispatchEvent(new Event('x'));
    t.addEventListener('x', () => { seen.foo.bar; }, {once: true});
    t.dispatchEvent(new Event('x'));
    t.addEventListener('x', () => { throw new Error('y'); }, {once: true});
    t.dispatchEvent(new Event('x'));
    removeEventListener('error', listener);
    return seen;
  },
  'reportError': () => {
    const seen = [];
    const listener = (e) => { seen.push(e.message, e.error, e.cancelable); e.preventDefault(); };
    addEventListener('error', listener);
    reportError('text');
    removeEventListener('error', listener);
    return [seen, thrown(() => reportError()), reportError.length, property(window, 'reportError')];
  },

  'DOMException': () => [[], ['m'], ['m', 'NotFoundError'], [undefined, undefined], [null, null], ['m', 'Unknown'], ['m', {name: 'AbortError', cause: 1}], [5, 6]].map((args) => {
    const e = new DOMException(...args);
    return [e.name, e.message, e.code, String(e), 'cause' in e];
  }),
  'DOMException symbols': () => [thrown(() => new DOMException(Symbol('s'))), thrown(() => new DOMException('', Symbol('s')))],
  'DOMException instance': () => {
    const e = new DOMException('m', 'AbortError');
    return [e instanceof Error, e instanceof DOMException, Object.prototype.toString.call(e), Reflect.ownKeys(e), e.stack, e.hasOwnProperty('message')];
  },
  'DOMException of the platform': () => {
    const e = new EventTarget(), event = new Event('x');
    let caught;
    e.addEventListener('x', () => { try { e.dispatchEvent(event); } catch (c) { caught = c; } });
    e.dispatchEvent(event);
    return [Reflect.ownKeys(caught), property(caught, 'stack').slice(0, 2), caught.stack.split('\n')[0], caught instanceof Error];
  },
  'DOMException codes': () => ['IndexSizeError', 'HierarchyRequestError', 'WrongDocumentError', 'InvalidCharacterError', 'NoModificationAllowedError', 'NotFoundError', 'NotSupportedError', 'InUseAttributeError', 'InvalidStateError', 'SyntaxError', 'InvalidModificationError', 'NamespaceError', 'InvalidAccessError', 'TypeMismatchError', 'SecurityError', 'NetworkError', 'AbortError', 'URLMismatchError', 'QuotaExceededError', 'TimeoutError', 'InvalidNodeTypeError', 'DataCloneError', 'EncodingError', 'NotReadableError', 'UnknownError', 'ConstraintError', 'DataError', 'TransactionInactiveError', 'ReadOnlyError', 'VersionError', 'OperationError', 'NotAllowedError', 'OptOutError', 'Error', 'DOMStringSizeError', 'NoDataAllowedError', 'ValidationError'].map((name) => name + ' ' + new DOMException('', name).code),
  'DOMException subclass': () => {
    class Mine extends DOMException { constructor() { super('m', 'DataError'); } }
    const e = new Mine();
    return [e instanceof Mine, e instanceof Error, e.name, String(e)];
  },
  'DOMException getters on others': () => [thrown(() => DOMException.prototype.name), thrown(() => Object.create(new DOMException('a')).message)],
};
