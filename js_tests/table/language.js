// What the language does. See harness.js for what a row may use.

// ECMAScript 2015: declarations and functions

row('let: temporal dead zone', () => { try { x; } catch (e) { return e; } let x = 1; });
row('const: assignment', () => { const c = 1; try { c = 2; } catch (e) { return [e, c]; } });
row('let: a binding for each turn of for(;;)', () => { const f = []; for (let i = 0; i < 3; i++) f.push(() => i); return f.map(g => g()); });
row('const: a binding for each turn of for-of', () => { const f = []; for (const x of [1, 2]) f.push(() => x); return f.map(g => g()); });
row('arrow: lexical this', () => ({v: 3, f() { return (() => this.v)(); }}).f());
row('arrow: arguments of the function around', () => (function () { return (() => arguments[0] + arguments.length)(); })(4, 5));
row('arrow: arguments in two arrows', () => (function () { return (() => () => arguments[1])()(); })(4, 5));
row('default parameters see those before', () => ((a, b = a + 1, [c] = [b]) => [a, b, c])(1));
row('default parameters: length', () => [((a, b = 1, c) => 0).length, ((...a) => 0).length]);
row('rest and spread', () => ((a, ...b) => [a, b, Math.max(...b, ...[9, ...[10]])])(1, 2, 3));
row('destructuring: nested, defaults, rest', () => { const {a: {b = 5, ...c} = {}, ...d} = {a: {e: 1, f: 2}, g: 3}; return [b, c, d]; });
row('destructuring: swap, holes, iterator closing', () => { let x = 1, y = 2, closed = 0; [x, y] = [y, x]; const it = {[Symbol.iterator]: () => ({next: () => ({value: 1, done: false}), return() { closed++; return {}; }})}; const [, q] = it; return [x, y, q, closed]; });
row('destructuring undefined', () => { const {a} = undefined; });
row('destructuring null, nested', () => { const {a: {b}} = {a: null}; });
row('destructuring what is not iterable', () => { const [a] = {}; });
row('template: raw and cooked', () => ((s, ...v) => [s, s.raw, v])`a\n${1}b${2}`);
row('template: one object for each place', () => { const f = s => s; const g = () => f`x`; return [g() === g(), f`x` === f`x`, Object.isFrozen(g())]; });
row('template: invalid escapes in a tagged one', () => ((s) => [s[0], s.raw[0]])`\u{zz}`);
row('computed members and shorthand', () => { const a = 1, k = 'x'; return {a, [k + 1]: 2, [`m${k}`]() {}, get [k]() { return 3; }}; });
row('__proto__ in a literal', () => { const p = {z: 1}; const __proto__ = 5; return [Object.getPrototypeOf({__proto__: p}) === p, Object.keys({__proto__}), Object.keys({['__proto__']: 1})]; });
row('super in an object method', () => { const o = {__proto__: {f() { return 'base'; }}, f() { return 'own ' + super.f(); }}; return o.f(); });
row('names of functions', () => { const a = () => {}, b = class {}, o = {c() {}, get d() { return 1; }, ['e' + 1]: () => {}, [Symbol('s')]: () => {}}; const s = Object.getOwnPropertySymbols(o)[0]; return [a.name, b.name, o.c.name, Object.getOwnPropertyDescriptor(o, 'd').get.name, o.e1.name, o[s].name, (function () {}).bind().name]; });
row('generators: return, throw, delegation', () => { function* g() { try { yield 1; yield* [2, 3]; } finally { yield 'f'; } } const i = g(); return [i.next(), i.return(7), i.next(), i.next(), [...g()]]; });
row('generators: already running', () => { let i; function* g() { i.next(); } i = g(); i.next(); });
row('labels, continue and break', () => { const r = []; a: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 1) continue a; if (i === 2) break a; r.push([i, j]); } } return r; });
row('new.target', () => { function F() { return new.target === F; } class A { constructor() { this.t = new.target.name; } } class B extends A {} return [F(), Reflect.construct(F, []) instanceof F, new B().t]; });
row('octal and binary literals, unicode escapes', () => [0o17, 0b101, '\u{1F600}'.length, 017, '\x41\101']);
row('function in a block: visible outside', () => { { function q() { return 1; } } return q(); });
row('function in a block: before its block', () => { const before = typeof q2; { function q2() {} } return [before, typeof q2]; });
row('function in if', () => { if (true) function f() { return 1; } return f(); });
row('function in switch', () => { switch (1) { case 1: function sw() { return 2; } } return sw(); });
row('function in a block: strict', () => { 'use strict'; { function q3() {} } return typeof q3; });
row('function in a block: not over a let', () => { let f = 1; { function f() {} } return f; });
row('this of a sloppy and a strict function', () => [(function () { return this === globalThis; })(), (function () { 'use strict'; return this; })(), typeof (function () { return this; }).call(1)]);
row('with', () => { with ({a: 1, [Symbol.unscopables]: {b: true}, b: 5}) { return [a, typeof b]; } });
row('arguments mapped to parameters', () => (function (a) { arguments[0] = 2; const x = a; a = 3; return [x, arguments[0], arguments.length, typeof arguments.callee]; })(1));
row('arguments of a strict function', () => (function (a) { 'use strict'; arguments[0] = 2; return [a, Object.prototype.toString.call(arguments)]; })(1));
row('arguments.callee of a strict function', () => (function () { 'use strict'; return arguments.callee; })());
row('var in catch and in for', () => { try { throw 1; } catch (e) { var e = 2; } return [e, typeof i]; for (var i = 0;;) break; });
row('comma, void, typeof of an unknown name', () => [(1, 2), void 0, typeof nobody]);
row('delete', () => { const o = {a: 1}; return [delete o.a, delete o.b, 'a' in o, delete [].length]; });
row('delete in strict code', () => { 'use strict'; delete [].length; });
row('HTML-like comments', () => { let x = 1; <!-- x = 2;
  return x; });
row('getter without setter in strict code', () => { 'use strict'; ({get a() { return 1; }}).a = 2; });
row('write to a frozen object in strict code', () => { 'use strict'; Object.freeze({a: 1}).a = 2; });
row('write to an unknown name in strict code', () => { 'use strict'; nobody = 1; });
row('add to an object that is not extensible', () => { 'use strict'; Object.preventExtensions({}).a = 2; });

// Classes

row('class: accessors, static, computed', () => { class A { static s = 1; static m() { return this.s; } get x() { return 2; } set x(v) { this.v = v; } ['y']() { return 3; } } const a = new A; a.x = 9; return [A.m(), a.x, a.y(), a.v, Object.keys(a)]; });
row('class: extends built-ins', () => { class L extends Array { last() { return this[this.length - 1]; } } class E extends TypeError {} class M extends Map {} const l = L.from([1, 2]); return [l.last(), l.map(x => x) instanceof L, l.length, new E('m') instanceof TypeError, new M([[1, 2]]).get(1), String(new E('x'))]; });
row('class: called without new', () => { class A {} A(); });
row('class: derived without super', () => { new (class extends Object { constructor() {} }); });
row('class: super called twice', () => { new (class extends Object { constructor() { super(); super(); } }); });
row('class: extends null', () => { class A extends null { static f() { return 1; } } return [A.f(), Object.getPrototypeOf(A.prototype)]; });
row('class: extends what is no constructor', () => { class A extends (() => {}) {} });
row('class fields: public, arrows, order', () => { const log = []; class A { a = log.push('a'); f = () => this.a; static b = log.push('b'); ['c' + 1] = 3; 'd e'; } const x = new A; return [log, x.f(), Object.keys(x)]; });
row('class: private fields and methods', () => { class A { #x = 1; #m() { return this.#x; } get #g() { return this.#m() + 1; } static #s = 5; static s() { return A.#s; } inc() { this.#x++; return this.#g; } static has(o) { return #x in o; } } return [new A().inc(), A.s(), A.has(new A), A.has({})]; });
row('class: private field of a stranger', () => { class A { #x = 1; static f(o) { return o.#x; } } A.f({}); });
row('class: static blocks', () => { class A { static x = 1; static { this.y = A.x + 1; } } return A.y; });
row('class: Symbol.species', () => { class A extends Array { static get [Symbol.species]() { return Array; } } return [new A(1, 2).map(x => x) instanceof A, new A(1, 2).length]; });
row('class: toString', () => String(class A { x = 1; /* c */ }));
row('class: accessor of the name', () => { class A { static name() { return 1; } } return A.name(); });

// Objects and their built-ins

row('order of own keys', () => Reflect.ownKeys({b: 1, 2: 1, a: 1, 1: 1, [Symbol.iterator]: 1, '-1': 1, '01': 1}).map(String));
row('Object.assign, entries, fromEntries', () => [Object.assign({a: 1}, null, 'xy', {b: 2}), Object.entries({a: 1, b: [2]}), Object.fromEntries(new Map([['k', 1]]))]);
row('Object.groupBy', () => { const g = Object.groupBy([1, 2, 3], x => x % 2 ? 'odd' : 'even'); return [g, Object.getPrototypeOf(g)]; });
row('Map.groupBy', () => Map.groupBy([1, 2, 3, -0], x => x % 2));
row('Object.hasOwn, is, getOwnPropertyDescriptors', () => [Object.hasOwn({a: 1}, 'a'), Object.is(-0, 0), Object.getOwnPropertyDescriptors({get a() { return 1; }, b: 2}).b]);
row('__defineGetter__, __lookupGetter__', () => { const o = {}; o.__defineGetter__('a', () => 5); o.__defineSetter__('b', function (v) { this.c = v; }); o.b = 7; return [o.a, o.c, o.__lookupGetter__('a')(), o.__lookupSetter__('nobody'), Object.getOwnPropertyDescriptor(o, 'a').enumerable]; });
row('__proto__ accessor', () => { const d = Object.getOwnPropertyDescriptor(Object.prototype, '__proto__'); return [d.get.name, d.set.name, d.enumerable, d.configurable]; });
row('a cyclic __proto__', () => { const a = {}; const b = {__proto__: a}; a.__proto__ = b; });
row('Proxy: traps in order', () => { const log = []; const p = new Proxy({a: 1}, new Proxy({}, {get: (t, k) => { log.push(k); return undefined; }})); p.a; p.a = 2; 'a' in p; delete p.a; Object.keys(p); Object.defineProperty(p, 'b', {value: 1}); return log; });
row('Proxy: an invariant', () => { const t = Object.freeze({a: 1}); return new Proxy(t, {get: () => 2}).a; });
row('Proxy: revoked', () => { const {proxy, revoke} = Proxy.revocable({}, {}); revoke(); proxy.a; });
row('Reflect.construct, apply, ownKeys', () => [Reflect.construct(Date, [0]).getTime(), Reflect.apply(Math.max, null, [1, 2]), Reflect.ownKeys(Reflect).length]);
row('Symbol: description, registry, well-known', () => [Symbol('a').description, Symbol.keyFor(Symbol.for('b')), String(Symbol('c')), Object.getOwnPropertyNames(Symbol).sort()]);
row('Symbol: conversion to a string', () => `${Symbol('a')}`);
row('Symbol.toPrimitive, toStringTag', () => { const o = {[Symbol.toPrimitive]: h => h, get [Symbol.toStringTag]() { return 'T'; }}; return [`${o}`, o + '', +o, Object.prototype.toString.call(o)]; });
row('Symbol.isConcatSpreadable', () => [1].concat({length: 2, 0: 'a', [Symbol.isConcatSpreadable]: true}));
row('Symbol.hasInstance', () => 1 instanceof {[Symbol.hasInstance]: v => v === 1});
row('Function.prototype.toString', () => [String(function  a ( b ) { /* c */ }), String((a)=>a), String(({get  x() { return 1; }}).__lookupGetter__('x')), String(Math.max), String(class {}), String(Symbol.prototype[Symbol.toPrimitive])]);
row('Function: own properties of each kind', () => [function () {}, () => {}, class {}, async () => {}, function* () {}, {m() {}}.m, Math.max].map(f => Reflect.ownKeys(f).map(String)));
row('bind', () => { function F(a, b) { this.s = [a, b]; } const G = F.bind(null, 1); return [new G(2).s, G.length, G.name, 'prototype' in G]; });
row('global properties are not enumerable', () => ['Object', 'Map', 'JSON', 'globalThis', 'parseInt', 'NaN'].map(k => { const d = Object.getOwnPropertyDescriptor(globalThis, k); return [d.writable, d.enumerable, d.configurable]; }));

// Arrays

row('Array: from, of, at, flat, includes', () => [Array.from({length: 2}, (v, i) => i), Array.of(7), [1, 2].at(-1), [1, [2, [3, [4]]]].flat(2), [NaN].includes(NaN), [[1], [2]].flatMap(x => x)]);
row('Array: holes', () => [[, 1, , 2].map(x => x), [, 1].indexOf(undefined), [...[, 1]], Object.keys([, 1]), [3, , 1].sort(), [1, , 2].join(), [, 'a'].findIndex(x => x === undefined)]);
row('Array: copying methods', () => { const a = [3, 1, 2]; return [a.toSorted(), a.toReversed(), a.toSpliced(1, 1, 'x', 'y'), a.with(-1, 9), a, a.findLast(x => x > 1), a.findLastIndex(x => x > 5)]; });
row('Array: with out of range', () => [1].with(5, 1));
row('Array: sort is stable and puts undefined last', () => { const a = Array.from({length: 50}, (v, i) => ({k: i % 3, i})); a.sort((x, y) => x.k - y.k); return [a.map(x => x.i).join(), [undefined, 3, , 10, 1].sort(), [3, 10, 1].sort(), ['b', , 'a'].sort().length]; });
row('Array: sort with what is no function', () => [1, 2].sort({}));
row('Array: length', () => { const a = [1, 2, 3]; a.length = 1; a[3] = 4; return [a, a.length]; });
row('Array: invalid length', () => { [].length = -1; });
row('Array: invalid length for the constructor', () => new Array(-1));
row('Array: reduce of nothing', () => [].reduce((a, b) => a));
row('Array: copyWithin, fill, splice, lastIndexOf', () => [[1, 2, 3, 4].copyWithin(0, 2), [1, 2, 3].fill(0, -1), [1, 2, 3].splice(-2, 1), [1, 2, 1].lastIndexOf(1)]);
row('Array: methods on what is like an array', () => [Array.prototype.map.call('abc', x => x + x), Array.prototype.push.call({length: 1}, 'x'), Array.prototype.join.call({length: 3, 1: 'm'}, '-')]);
row('Array.fromAsync', async () => [await Array.fromAsync([Promise.resolve(1), 2]), await Array.fromAsync({length: 1, 0: 'x'}, async x => x + 1)]);
row('Array.prototype[Symbol.unscopables]', () => Object.keys(Array.prototype[Symbol.unscopables]));
row('Array: toString of nested and cyclic ones', () => { const a = [1, [2, [null, undefined]]]; a.push(a); return String(a); });
row('Array: toLocaleString', () => [1234.5, null, new Date(0), 'x'].map(String).length + [1234.5, null, 12345678n].toLocaleString());
row('Array: own names of the prototype', () => Object.getOwnPropertyNames(Array.prototype).sort());

// Iterators

row('Iterator helpers', () => [[1, 2, 3, 4].values().map(x => x * 2).filter(x => x > 2).take(2).toArray(), [1, 2].values().flatMap(x => [x, x]).drop(1).toArray(), [1, 2].values().reduce((a, b) => a + b), [1, 2].values().some(x => x > 1), [1, 2].values().every(x => x > 1), [1, 2].values().find(x => x > 1)]);
row('Iterator helpers are lazy and close', () => { const log = []; function* g() { try { for (let i = 0; ; i++) { log.push(i); yield i; } } finally { log.push('closed'); } } const r = g().filter(x => x % 2).map(x => x * 10).take(2); return [r.toArray(), log]; });
row('Iterator.from', () => [Iterator.from({next() { return {done: this.n > 2, value: this.n++}; }, n: 0}).toArray(), Iterator.from('ab').toArray(), Object.prototype.toString.call(Iterator.from({next() {}}))]);
row('Iterator: abstract', () => new Iterator());
row('Iterator: subclass', () => { class I extends Iterator { next() { return {done: true}; } } return [new I() instanceof Iterator, new I().toArray(), new I()[Symbol.iterator]() instanceof I]; });
row('Iterator: own names', () => [Object.getOwnPropertyNames(Iterator).sort(), Reflect.ownKeys(Iterator.prototype).map(String).sort()]);
row('Iterator.concat', () => Iterator.concat([1], new Set([2, 3])).toArray());
row('Iterator helpers: wrong arguments', () => { const r = []; for (const f of [i => i.map(1), i => i.take(-1), i => i.take(NaN), i => i.drop('x'), i => i.flatMap(() => 1).toArray(), i => i.reduce((a, b) => a)]) { try { f([].values()); f([1].values()); r.push('ok'); } catch (e) { r.push(e); } } return r; });
row('iterator prototypes and their tags', () => [[].values(), new Map().keys(), new Set().values(), ''[Symbol.iterator](), 'a'.matchAll(/a/g), (function* () {})(), [].values().map(x => x)].map(i => [Object.prototype.toString.call(i), Reflect.ownKeys(Object.getPrototypeOf(i)).map(String)]));
row('spread of what is not iterable', () => { const o = {}; return [...o]; });
row('spread of undefined in a call', () => Math.max(...undefined));
row('for-of over a number', () => { for (const x of 5); });
row('for-of over an object with a name', () => { const thing = {}; for (const x of thing); });
row('new Map of what is no entry', () => new Map([1]));
row('new Set of a number', () => new Set(1));

// Async

row('async: await, try, finally', async () => { const log = []; try { await Promise.reject(new Error('e')); } catch (e) { log.push(e.message); } finally { log.push('f'); } return log; });
row('async: order of jobs', async () => { const log = []; const a = async () => { log.push(1); await null; log.push(4); }; const p = a(); log.push(2); Promise.resolve().then(() => log.push(5)); log.push(3); await p; await null; return log; });
row('async: order with a thenable', async () => { const log = []; Promise.resolve({then(r) { log.push('then'); r(); }}).then(() => log.push('done')); Promise.resolve().then(() => log.push(1)).then(() => log.push(2)).then(() => log.push(3)); await later(); return log; });
row('async: order with a returned promise', async () => { const log = []; Promise.resolve().then(() => Promise.resolve(0)).then(() => log.push('p')); Promise.resolve().then(() => log.push(1)).then(() => log.push(2)).then(() => log.push(3)).then(() => log.push(4)); await later(); return log; });
row('async generators', async () => { async function* g() { yield 1; yield Promise.resolve(2); } const r = []; for await (const x of g()) r.push(x); return r; });
row('async generators: return and throw', async () => { const log = []; async function* g() { try { yield 1; yield 2; } catch (e) { log.push('c' + e); yield 3; } finally { log.push('f'); } } const i = g(); log.push(await i.next(), await i.throw('x'), await i.return(5), await i.next()); return log; });
row('for await over promises', async () => { const r = []; for await (const x of [Promise.resolve(1), 2]) r.push(x); return r; });
row('for await closes its iterator', async () => { let closed = 0; const it = {[Symbol.asyncIterator]: () => ({next: async () => ({done: false, value: 1}), async return() { closed++; return {}; }})}; for await (const x of it) break; return closed; });
row('Symbol.asyncIterator', () => [String(Symbol.asyncIterator), Object.getOwnPropertyDescriptor(Symbol, 'asyncIterator').writable]);
row('async generator: prototypes', () => { const g = async function* () {}; return [Object.prototype.toString.call(g), Object.prototype.toString.call(g()), Object.getPrototypeOf(g).constructor.name, Symbol.asyncIterator in g()]; });
row('Promise.withResolvers', async () => { const {promise, resolve, reject} = Promise.withResolvers(); resolve(4); return [await promise, resolve.length, reject.name]; });
row('Promise.try', async () => [await Promise.try((a, b) => a + b, 1, 2), await Promise.try(() => { throw new Error('x'); }).catch(e => e.message)]);
row('Promise.allSettled, any, race', async () => [await Promise.allSettled([1, Promise.reject(2)]), await Promise.any([Promise.reject(1), 2]), await Promise.race([1, 2]), await Promise.any([]).catch(e => [e, e.errors]), await Promise.any([Promise.reject(1)]).catch(e => e.errors)]);
row('Promise: without new', () => Promise());
row('Promise: resolver that is none', () => new Promise(5));
row('Promise: resolved with itself', async () => { let r; const p = new Promise(x => { r = x; }); r(p); return p; });
row('Promise: own names', () => [Object.getOwnPropertyNames(Promise).sort(), Object.getOwnPropertyNames(Promise.prototype).sort()]);
row('Promise: finally', async () => [await Promise.resolve(1).finally(() => 2), await Promise.reject(1).finally(() => { throw 3; }).catch(e => e)]);
row('dynamic import of nothing', async () => import('./nobody.js').catch(e => e.name));
row('async arrow with arguments', () => (function () { return (async () => arguments[0])(); })(3));
row('an await in a parameter of a class method', async () => { class A { static async f(x) { return (await x) + 1; } } return A.f(Promise.resolve(1)); });

// Strings

row('String: at, padStart, repeat, replaceAll, trim', () => ['abc'.at(-1), 'x'.padStart(5, 'ab'), 'ab'.repeat(2), 'aXbX'.replaceAll('X', '$&$&'), ' \u00a0\ufeff a \u2028'.trim(), ' a '.trimEnd()]);
row('String: well-formed', () => ['a\ud800'.isWellFormed(), 'a\ud800b'.toWellFormed(), '\u{1F600}'.isWellFormed()]);
row('String: normalize', () => ['\u1E9B\u0323'.normalize('NFKD'), '\u0041\u030a'.normalize(), '\ufb01'.normalize('NFKC').length]);
row('String: normalize, wrong form', () => ''.normalize('x'));
row('String: case', () => ['\u00df'.toUpperCase(), '\u0130'.toLowerCase().length, '\u03a3\u03a3'.toLowerCase(), 'I'.toLocaleLowerCase('tr'), 'i'.toLocaleUpperCase('tr'), '\u{10400}'.toLowerCase()]);
row('String: codePointAt, fromCodePoint, iteration', () => ['\u{1F600}'.codePointAt(0), String.fromCodePoint(0x1F600, 65), [...'a\u{1F600}b'], String.raw`a\n${1}`]);
row('String: fromCodePoint out of range', () => String.fromCodePoint(0x110000));
row('String: repeat out of range', () => 'a'.repeat(-1));
row('String: HTML methods', () => ['a'.bold(), 'a'.anchor('"x"'), 'a'.fontcolor('red'), 'a'.link('u'), 'a'.sub(), 'a'.blink.length]);
row('String: substr, split, slice', () => ['abcdef'.substr(-3, 2), 'a,b,c'.split(',', 2), 'abc'.split(''), ''.split(''), 'ab1c2'.split(/(\d)/), 'abc'.slice(-2, -1), 'abc'.substring(2, 0)]);
row('String: localeCompare', () => ['a'.localeCompare('b'), 'a'.localeCompare('B'), 'a'.localeCompare('\u00e4'), '\u00e4'.localeCompare('z'), 'a'.localeCompare('A'), ['z', '\u00e4', 'a', 'Z', '1', '10', '2'].sort((x, y) => x.localeCompare(y)), '10'.localeCompare('2', 'en', {numeric: true}), 'a'.localeCompare('A', 'en', {sensitivity: 'base'})]);
row('String: includes a regexp', () => 'a'.includes(/a/));
row('String: replace patterns', () => ['abc'.replace('b', '[$`|$&|$\'|$$|$1]'), 'abc'.replace(/(?<x>b)/, '<$<x>$1$2>'), 'aaa'.replace(/a/g, (m, i) => i)]);
row('String: replaceAll with a regexp that is not global', () => 'a'.replaceAll(/a/, 'b'));
row('String: own names of the prototype', () => Object.getOwnPropertyNames(String.prototype).sort());
row('String: lone surrogates in JSON', () => [JSON.stringify('\ud800'), JSON.stringify('\u2028'), JSON.parse('"\\ud83d\\ude00"').length]);
row('escape and unescape', () => [escape('\u00e4 \u0107+/@'), unescape('%u0107%E4%zz')]);
row('encodeURIComponent of a lone surrogate', () => encodeURIComponent('\ud800'));
row('decodeURIComponent of nonsense', () => decodeURIComponent('%E4'));

// Numbers

row('Number: toString with a radix', () => [(255).toString(16), (0.1).toString(2), (-255.5).toString(36), (1e21).toString(7), (0.000001234).toString(3), (2 ** 53).toString(32), Math.PI.toString(36)]);
row('Number: toFixed, toPrecision, toExponential', () => [(1.005).toFixed(2), (1e21).toFixed(2), (0.000001).toFixed(7), (123.456).toPrecision(4), (0).toPrecision(3), (1e-7).toPrecision(2), (12345).toExponential(2), (0).toExponential(), NaN.toFixed(2), (-1.5).toFixed(0), (2.5).toFixed(0), (1.45).toFixed(1), (0.5).toFixed(0)]);
row('Number: toFixed out of range', () => (1).toFixed(101));
row('Number: toString out of range', () => (1).toString(37));
row('Number: toPrecision out of range', () => (1).toPrecision(0));
row('Number: to a string', () => [1e21, 1e-7, 123456789012345680000, 5e-324, 1.7976931348623157e308, -0, 0.1 + 0.2, 4.35, 100, 1e100].map(String));
row('Number: from a string', () => ['0x1F', '0b11', '0o7', ' 12 ', '', '1_0', '1e3', '.5', '5.', '+1', '--1', 'Infinity', '\u00a01', '1n', '0x', '-0x1'].map(Number));
row('parseInt, parseFloat', () => [parseInt('12px'), parseInt('0x1f'), parseInt('11', 2), parseInt(''), parseInt('123', 37), parseFloat('3.14abc'), parseFloat('.5.5'), parseFloat('-Infinityx'), parseInt(1e21), parseInt('9007199254740993')]);
row('Math: results', () => [Math.hypot(3, 4), Math.sign(-3), Math.cbrt(27), Math.clz32(1), Math.fround(5.5), Math.imul(0xffffffff, 5), Math.log1p(1e-10), Math.expm1(1e-10), Math.trunc(-0.5), Math.round(-0.5), Math.round(2.5), Math.max(), Math.atan2(-0, -0), Math.pow(2, 0.5), Math.sinh(1), Math.tanh(0.5), Math.exp(1), Math.log10(1000), Math.log2(8)]);
row('Math: f16round, sumPrecise', () => [Math.f16round(1.337), Math.sumPrecise([1e20, 0.1, -1e20]), Math.sumPrecise([])]);
row('Math: own names', () => Object.getOwnPropertyNames(Math).sort());
row('BigInt', () => [2n ** 64n, BigInt.asIntN(8, 255n), BigInt('0xff'), -7n / 2n, -7n % 2n, 5n > 4, 2n == 2, typeof 1n, BigInt(2 ** 53), (255n).toString(16), 1n << 70n, -1n >> 1n]);
row('BigInt mixed with a number', () => 1n + 1);
row('BigInt of a fraction', () => BigInt(1.5));
row('BigInt of nonsense', () => BigInt('x'));
row('BigInt divided by zero', () => 1n / 0n);
row('numeric separators, exponent operator', () => [1_000_000, 0xff_ff, 2 ** 3 ** 2, (-2) ** 2]);
row('nullish, optional chaining, logical assignment', () => { const o = {a: null}; o.a ??= 1; o.b ||= 2; o.a &&= 3; return [o, o?.x?.y.z, o.f?.(), null ?? 5, delete o?.a]; });

// Dates

row('Date: parsing', () => ['2020-01-02', '2020-01-02T03:04:05', '2020-01-02T03:04:05Z', '2020-01-02T03:04:05.678+02:00', 'Jan 2 2020', '2 January 2020 10:00 GMT', 'Thu, 02 Jan 2020 03:04:05 GMT', '2020/1/2', '1/2/2020', '1/2/20', '2020-13-01', 'x', '2020-1-2', 'Thu Jan 02 2020 03:04:05 GMT+0100 (CET)', '12:00', '2020', '+275760-09-13T00:00:00.000Z', '-000001-01-01T00:00Z', '2020-01-02 03:04', 'Jan 2 2020 3:04 PM', '20200102', '2020-01-02T24:00:00Z', 'Mon Jan 2, 2020'].map(s => Date.parse(s)));
row('Date: texts', () => { const d = new Date(Date.UTC(2020, 0, 2, 3, 4, 5, 6)); return [d.toISOString(), d.toUTCString(), d.toJSON(), d.toGMTString === d.toUTCString, String(new Date(NaN)), new Date(-1e15).toISOString(), new Date(NaN).toJSON()]; });
row('Date: texts in local time', () => { const d = new Date(2020, 6, 2, 3, 4, 5); return [d.toDateString(), d.toTimeString(), d.toString()]; });
row('Date: invalid to ISO', () => new Date(NaN).toISOString());
row('Date: setters and overflow', () => { const d = new Date(Date.UTC(2020, 0, 31)); d.setUTCMonth(1); return [d.getTime(), Date.UTC(2020, 12), Date.UTC(99, 0), new Date(8.64e15 + 1).getTime(), new Date(2019, 0).getYear(), d.setTime('5')]; });
row('Date: getYear, setYear', () => { const d = new Date(Date.UTC(1999, 5)); d.setYear(85); return [d.getYear(), d.getFullYear()]; });
row('Date: conversion', () => { const d = new Date(0); return [d[Symbol.toPrimitive]('number'), typeof (d + 1), d - 1, typeof Date(), new Date('1970').valueOf(), new Date(true).getTime(), new Date(undefined).getTime(), new Date(null).getTime()]; });
row('Date: own names of the prototype', () => Object.getOwnPropertyNames(Date.prototype).sort());

// Regular expressions

row('RegExp: named groups, lookbehind, dotAll, sticky', () => [/(?<y>\d{4})/.exec('in 2020').groups.y, 'a1b2'.replace(/(?<=b)\d/, 'X'), /a.b/s.test('a\nb'), (() => { const r = /a/y; r.lastIndex = 1; return [r.test('ba'), r.lastIndex]; })()]);
row('RegExp: Unicode properties', () => [/\p{L}+/u.exec('1\u00e4b2')[0], /\P{Lu}/u.test('A'), /\p{Script=Greek}/u.test('\u03b1'), /^\p{Emoji}$/u.test('\u{1F600}'), /[\p{Nd}_]+/u.exec('a1_2')[0]]);
row('RegExp: flag d', () => { const m = /a(?<x>b)/d.exec('cab'); return [m.indices, m.indices.groups]; });
row('RegExp: flag v', () => [/[\p{L}--[a-z]]/v.test('a'), /[\p{L}--[a-z]]/v.test('B'), /[[a-z]&&[aeiou]]/v.exec('xe')[0], /\p{RGI_Emoji}/v.test('\u{1F1E9}\u{1F1EA}')]);
row('RegExp: modifiers', () => [/a(?i:b)c/.test('aBc'), /a(?i:b)c/.test('aBC')]);
row('RegExp: duplicate named groups', () => /(?<y>\d{4})-x|x-(?<y>\d{4})/.exec('x-2020').groups.y);
row('RegExp: legacy statics', () => { /(b)(c)?/.exec('abd'); return [RegExp.$1, RegExp.$2, RegExp['$&'], RegExp.lastMatch, RegExp['$`'], RegExp.rightContext, RegExp.input, RegExp.$_, RegExp.lastParen]; });
row('RegExp.escape', () => [RegExp.escape('a.b*c'), RegExp.escape('-x'), RegExp.escape('1'), RegExp.escape('\u2028 \n')]);
row('RegExp: flags and source', () => [/a/gimsuyd.flags, new RegExp('/').source, String(new RegExp('')), new RegExp('\n').source, RegExp('a', 'g').global, new RegExp(/x/g, 'i').flags]);
row('RegExp: invalid flags', () => new RegExp('a', 'gg'));
row('RegExp: invalid group', () => new RegExp('(?<x'));
row('RegExp: nothing to repeat', () => new RegExp('*'));
row('RegExp: unterminated class', () => new RegExp('[a'));
row('RegExp: unterminated group', () => new RegExp('(a'));
row('RegExp: range out of order', () => new RegExp('[b-a]'));
row('RegExp: lone quantifier bracket with u', () => new RegExp('{', 'u'));
row('RegExp: annex B', () => [/\c/.source, /[\c]/.test('\\'), /a{,2}/.test('a{,2}'), /\1(a)/.exec('a')[0], /\8/.test('8'), /]/.test(']'), /\_/.test('_')]);
row('RegExp: matchAll, split, search, replace through symbols', () => [[...'a1b2'.matchAll(/[a-z](\d)/g)].map(m => [m[1], m.index]), 'aXbxc'.split(/x/i), 'abc'.search(/c/), /b/[Symbol.replace]('abc', 'X')]);
row('RegExp: case-insensitive Unicode', () => [/\u212a/i.test('k'), /\u212a/iu.test('k'), /\u00df/i.test('\u1e9e'), /[^x]/iu.test('X')]);
row('RegExp: empty loops and captures reset', () => [/(?:a|(b))*/.exec('ba'), /(z)((a+)?(b+)?(c))*/.exec('zaacbbbcac'), /(?=(a+))a*b\1/.exec('baaabac')]);
row('RegExp: backreference to a name, forward', () => [/(?<a>.)\k<a>/.test('aa'), /\k<a>(?<a>b)/.exec('b')[0]]);
row('RegExp: result object', () => { const m = /b/.exec('abc'); return [Object.keys(m), m.index, m.input, m.groups]; });
row('RegExp: own names of the prototype', () => [Object.getOwnPropertyNames(RegExp.prototype).sort(), Object.getOwnPropertyNames(RegExp).sort()]);

// JSON

row('JSON: stringify', () => [JSON.stringify({a: [1, {b: undefined}], f() {}, d: new Date(0), n: NaN, s: new String('x')}, null, 1), JSON.stringify([undefined, () => 1, Symbol()]), JSON.stringify({a: 1, b: 2}, ['b']), JSON.stringify({a: 1}, (k, v) => k ? v + 1 : v), JSON.stringify(1, null, '-'), JSON.stringify(undefined)]);
row('JSON: cycle', () => { const a = {}; a.self = a; JSON.stringify(a); });
row('JSON: longer cycle', () => { class Node {} const a = new Node(); a.list = [{up: a}]; JSON.stringify(a); });
row('JSON: BigInt', () => JSON.stringify(1n));
row('JSON.parse errors', () => ['', '{', '[1,]', '{"a":1,}', 'x', '{"a" 1}', '"\n"', '01', 'undefined', '[1 2]', 'nul', '{"a":tru}', '"abc', '\u00e4', '{\'a\':1}', ' \u00a0 1', '1 2', '-', '"\\x"', '{"a":1 "b":2}'].map(s => { try { return JSON.parse(s); } catch (e) { return e; } }));
row('JSON.parse of a value that is no string', () => [[undefined, {}, Symbol.iterator].map(v => { try { return JSON.parse(v); } catch (e) { return e; } }), JSON.parse(null), JSON.parse(1)]);
row('JSON.parse: reviver with source', () => { const r = []; JSON.parse('[1.0,{"a":"x"}]', function (k, v, c) { r.push([k, c]); return v; }); return r; });
row('JSON.rawJSON', () => [JSON.stringify({a: JSON.rawJSON('1e1000')}), JSON.isRawJSON(JSON.rawJSON('1')), JSON.isRawJSON({})]);
row('JSON.parse: __proto__ and duplicates', () => { const o = JSON.parse('{"__proto__":1,"a":1,"a":2}'); return [Object.keys(o), o.a]; });

// Collections, memory

row('Map and Set: order, -0, NaN', () => [[...new Map([[NaN, 1], [-0, 2], [NaN, 3]])], new Set([1, -0, 0, NaN, NaN])]);
row('Map: changed while iterated', () => { const m = new Map([[1, 1], [2, 2]]); const r = []; for (const [k] of m) { r.push(k); if (k === 1) { m.delete(2); m.set(3, 3); } } return r; });
row('Set methods', () => { const a = new Set([1, 2, 3]), b = new Set([3, 4]); return [a.union(b), a.intersection(b), a.difference(b), a.symmetricDifference(b), a.isSubsetOf(b), new Set([3]).isSubsetOf(b), a.isSupersetOf(new Set([1])), a.isDisjointFrom(b)]; });
row('Map.prototype.getOrInsert', () => { const m = new Map([[1, 2]]); return [m.getOrInsert(1, 5), m.getOrInsertComputed(3, k => k * 2), m]; });
row('WeakMap with symbols as keys', () => { const s = Symbol(); return [new WeakMap([[s, 1]]).get(s), new WeakSet([s]).has(s)]; });
row('WeakMap with a number as a key', () => new WeakMap().set(1, 1));
row('WeakRef', () => { const o = {}; const w = new WeakRef(o); return [w.deref() === o, Object.prototype.toString.call(w), WeakRef.length]; });
row('WeakRef of a number', () => new WeakRef(1));
row('FinalizationRegistry', () => { const f = new FinalizationRegistry(() => {}); const t = {}; f.register({}, 1, t); return [f.unregister(t), f.unregister(t), Object.prototype.toString.call(f)]; });
row('typed arrays: conversion', () => [new Uint8Array([256, -1, 1.9, '3', NaN]), new Uint8ClampedArray([256, -1, 1.5, 2.5]), new Int16Array([40000]), new Float32Array([1.1]), new BigInt64Array([2n ** 63n])]);
row('typed arrays: from a text, from iterables', () => [Uint8Array.from('123'), new Uint8Array(new Set([1, 2])), Uint8Array.of(1, 2), Uint8Array.from({length: 2, 0: 5}, x => x)]);
row('typed arrays: methods', () => { const a = Uint8Array.of(3, 1, 2); return [a.toSorted(), a.with(0, 9), a.toReversed(), a.subarray(1).byteOffset, a.slice(-1), a.at(-1), a.findLast(x => x > 1), a.join('-'), a.set([7], 1), a, Int8Array.of(-1, -10, 5).sort()]; });
row('typed arrays: out of range and detached', () => { const a = new Uint8Array(2); a[5] = 1; a['-0'] = 1; a['1.5'] = 1; return [a[5], '5' in a, Object.keys(a), a['-0']]; });
row('typed arrays: wrong length', () => new Uint8Array(-1));
row('typed arrays: wrong offset', () => new Uint32Array(new ArrayBuffer(8), 1));
row('typed arrays: BigInt into numbers', () => new Uint8Array([1n]));
row('typed arrays: without new', () => Uint8Array(1));
row('Float16Array', () => [new Float16Array([1.337, 65520, 1e-8]), Float16Array.BYTES_PER_ELEMENT, (() => { const v = new DataView(new ArrayBuffer(2)); v.setFloat16(0, 1.5); return v.getUint16(0); })()]);
row('Uint8Array: base64 and hex', () => [Uint8Array.fromBase64('AAEC'), Uint8Array.of(1, 255).toHex(), Uint8Array.of(1, 255).toBase64(), Uint8Array.fromHex('0a'), new Uint8Array(2).setFromHex('0102')]);
row('ArrayBuffer: slice, isView, resize, transfer', () => { const b = new ArrayBuffer(2, {maxByteLength: 4}); b.resize(4); const t = b.transfer(); return [t.byteLength, b.detached, b.byteLength, t.resizable, t.maxByteLength, ArrayBuffer.isView(new DataView(t)), t.transferToFixedLength(1).resizable]; });
row('ArrayBuffer: views of a resizable buffer', () => { const b = new ArrayBuffer(2, {maxByteLength: 8}); const a = new Uint8Array(b), c = new Uint16Array(b, 0, 1); b.resize(6); const l = a.length; b.resize(1); return [l, a.length, c.length, c.byteLength]; });
row('ArrayBuffer: own names', () => [Object.getOwnPropertyNames(ArrayBuffer.prototype).sort(), Object.getOwnPropertyNames(ArrayBuffer).sort()]);
row('DataView', () => { const v = new DataView(new ArrayBuffer(8)); v.setInt16(0, -2); v.setFloat32(2, 1.5, true); return [v.getUint8(0), v.getUint16(0, true), v.getFloat32(2, true), v.byteLength]; });
row('DataView: out of bounds', () => new DataView(new ArrayBuffer(1)).getInt16(0));
row('SharedArrayBuffer', () => typeof SharedArrayBuffer);
row('Atomics', () => { const a = new Int32Array(2); return [Atomics.add(a, 0, 5), Atomics.load(a, 0), Atomics.exchange(a, 0, 9), Atomics.compareExchange(a, 0, 9, 1), a, Atomics.isLockFree(4), Object.prototype.toString.call(Atomics)]; });
row('Atomics: own names', () => Object.getOwnPropertyNames(Atomics).sort());

// Errors

row('Error: cause, AggregateError', () => { const e = new Error('m', {cause: 1}); const a = new AggregateError([1, 2], 'x'); return [e.cause, Object.keys(e), a.errors, a.message, 'cause' in new Error('x')]; });
row('Error: own properties', () => [Reflect.ownKeys(new Error('m')), Object.getOwnPropertyDescriptor(new Error('m'), 'message').enumerable, Reflect.ownKeys(new Error())]);
row('Error: the stack property', () => { const d = Object.getOwnPropertyDescriptor(new Error('m'), 'stack'); return [d.writable, d.enumerable, d.configurable, typeof d.value, typeof d.get]; });
row('Error.isError', () => [Error.isError(new TypeError()), Error.isError({}), Error.isError(new DOMException('x'))]);
row('Error.captureStackTrace', () => { const o = {name: 'N', message: 'm'}; Error.captureStackTrace(o); return [typeof o.stack, o.stack.split('\n')[0], Error.captureStackTrace.length]; });
row('Error.captureStackTrace leaves out frames', () => { function inner() { const o = {}; Error.captureStackTrace(o, outer); return o.stack; } function outer() { return inner(); } return /inner|outer/.test(outer()); });
row('Error.stackTraceLimit', () => { const old = Error.stackTraceLimit; Error.stackTraceLimit = 1; const n = new Error('x').stack.split('\n').length; Error.stackTraceLimit = old; return [old, n]; });
row('Error.prepareStackTrace', () => { Error.prepareStackTrace = (e, frames) => frames.map(f => f.getFunctionName()); const f = function named() { return new Error('x').stack; }; const s = f(); Error.prepareStackTrace = undefined; return s[0]; });
row('stack: frames', () => { class A { m() { return new Error('x'); } static s() { return new A().m(); } constructor() { this.e = new Error('c'); } } const o = {f() { return A.s(); }}; const frames = s => s.split('\n').slice(0, 4).map(l => l.replace(/\(?chrome-extension:.*?:\d+:\d+\)?/, '')); return [frames(o.f().stack), frames(new A().e.stack).slice(0, 2)]; });
row('stack: places', () => new Error('x').stack.split('\n')[1].replace(/.*\/\/[a-p]+\//, ''));
row('stack: header', () => { class E extends Error {} const e = new E('m'); e.message = 'changed'; const n = new Error('a'); n.name = 'N'; return [e.stack.split('\n')[0], n.stack.split('\n')[0], new TypeError().stack.split('\n')[0]]; });
row('Error.prototype.toString', () => [String(new Error('m')), String(Object.assign(new Error(), {name: 'X'})), Error.prototype.toString.call({name: '', message: 'q'}), Error.prototype.toString.call({})]);
row('Error: own names of the constructor', () => Object.getOwnPropertyNames(Error).sort());
row('stack overflow is a RangeError', () => { function f() { f(); } try { f(); } catch (e) { return [e, e instanceof RangeError]; } });
row('stack overflow keeps promise jobs', async () => { let ran = false; Promise.resolve().then(() => { ran = true; }); function f() { return f() + 1; } try { f(); } catch (e) { } await later(); return ran; });
row('message: property of undefined', () => { let u; return u.x; });
row('message: property of null, computed', () => { const o = {n: null}; return o.n['a b']; });
row('message: property of undefined, index', () => { let u; return u[0]; });
row('message: write to undefined', () => { let u; u.x = 1; });
row('message: call of undefined', () => { let f; f(); });
row('message: call of a member', () => { const o = {a: {}}; o.a.f(); });
row('message: call of a member of undefined', () => { const o = {}; o.a.f(); });
row('message: call of a computed member', () => { const o = {}; o['x' + 1](); });
row('message: call of a result', () => { (() => 1)()(); });
row('message: call of a number', () => { const n = {n: 5}; n.n(); });
row('message: new of no constructor', () => { const x = () => 1; new x(); });
row('message: new of a member', () => { const o = {}; new o.X(); });
row('message: unknown name', () => nobody);
row('message: in', () => 'a' in 'b');
row('message: instanceof', () => ({}) instanceof ({}));
row('message: call of a method on the wrong object', () => Map.prototype.get.call({}, 1));
row('message: toString of the wrong object', () => Number.prototype.toString.call('x'));
row('message: Symbol as a number', () => +Symbol('x'));
row('message: object to a primitive', () => '' + Object.create(null));
row('message: callback that is none', () => [1].map(5));
row('message: forEach of undefined', () => [1].forEach(undefined));
row('message: defineProperty of a number', () => Object.defineProperty(1, 'a', {}));
row('message: redefine', () => Object.defineProperty(Object.freeze({a: 1}), 'a', {value: 2}));
row('message: a getter that is none', () => Object.defineProperty({}, 'a', {get: 1}));
row('message: Object.setPrototypeOf', () => Object.setPrototypeOf({}, 1));
row('message: Object.fromEntries', () => Object.fromEntries(5));
row('message: Reflect.construct', () => Reflect.construct(1));
row('message: Symbol with new', () => new Symbol());
row('message: yield* of nothing', () => { function* g() { yield* undefined; } g().next(); });
row('message: Object.create', () => Object.create(1));
row('message: apply with a number', () => Math.max.apply(null, 1));
row('message: null prototype to a number', () => +Object.create(null));
row('message: iterator result that is no object', () => { for (const x of {[Symbol.iterator]: () => ({next: () => 1})}); });
row('message: Symbol.iterator that is no function', () => { for (const x of {[Symbol.iterator]: 1}); });

// Newer syntax

row('using declarations', () => { const log = []; { using a = {[Symbol.dispose]() { log.push('a'); }}; log.push('body'); } return log; });
row('await using', async () => { const log = []; { await using a = {async [Symbol.asyncDispose]() { log.push('a'); }}; log.push('body'); } return log; });
row('DisposableStack', () => { const log = []; const s = new DisposableStack(); s.defer(() => log.push(1)); s.use({[Symbol.dispose]() { log.push(2); }}); s.adopt(3, v => log.push(v)); s.dispose(); return [log, s.disposed]; });
row('SuppressedError', () => { const e = new SuppressedError(1, 2, 'm'); return [e, e.error, e.suppressed]; });
row('AsyncDisposableStack', async () => { const log = []; const s = new AsyncDisposableStack(); s.defer(async () => log.push(1)); await s.disposeAsync(); return [log, s.disposed]; });
row('optional catch binding', () => { try { throw 1; } catch { return 'caught'; } });
row('JSON superset: line separators in strings', () => '\u2028'.length);
row('Temporal', () => typeof Temporal);
row('Intl', () => [typeof Intl, Object.getOwnPropertyNames(Intl).sort()]);

// Globals

row('globals of the language', () => Object.getOwnPropertyNames(globalThis).filter(k => /^[A-Z]/.test(k) && /\[native code\]|\[object (Math|JSON|Reflect|Atomics|Intl|Temporal|WebAssembly|console)/.test(String(globalThis[k])) && !/^(HTML|SVG|CSS|WebGL|RTC|MIDI|USB|XR|GPU|Web|Window)/.test(k)).filter(k => ['Object', 'Function', 'Array', 'Number', 'Boolean', 'String', 'Symbol', 'Date', 'Promise', 'RegExp', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'JSON', 'Math', 'Intl', 'ArrayBuffer', 'Atomics', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array', 'Float16Array', 'Float32Array', 'Float64Array', 'Uint8ClampedArray', 'BigUint64Array', 'BigInt64Array', 'DataView', 'Map', 'BigInt', 'Set', 'Iterator', 'WeakMap', 'WeakSet', 'WeakRef', 'Proxy', 'Reflect', 'FinalizationRegistry', 'SuppressedError', 'DisposableStack', 'AsyncDisposableStack', 'Temporal', 'WebAssembly', 'SharedArrayBuffer'].includes(k)));
row('eval is refused', () => eval('1'));
row('new Function is refused', () => new Function('return 1'));
row('eval of what is no text', () => eval(5));
row('enumerable of window.eval', () => Object.getOwnPropertyDescriptor(globalThis, 'eval').enumerable);

// Locales

row('Number: toLocaleString', () => [(1234567.891).toLocaleString(), (0.5).toLocaleString('en-US', {style: 'percent'}), (12).toLocaleString('en-US', {style: 'currency', currency: 'USD'}), (1234.5).toLocaleString('de-DE'), (5).toLocaleString('en-US', {minimumFractionDigits: 2}), NaN.toLocaleString(), (1e21).toLocaleString()]);
row('Date: toLocaleString', () => { const d = new Date(Date.UTC(2020, 0, 2, 15, 4, 5)); const tz = {timeZone: 'UTC'}; return [d.toLocaleString('en-US', tz), d.toLocaleDateString('en-US', tz), d.toLocaleTimeString('en-US', tz), d.toLocaleDateString('en-US', {...tz, weekday: 'long', year: 'numeric', month: 'long', day: 'numeric'}), d.toLocaleDateString('de-DE', tz)]; });
row('Date: toLocaleString without arguments', () => new Date(2020, 0, 2, 15, 4, 5).toLocaleString());
row('Date: toLocaleString in a time zone', () => new Date(Date.UTC(2020, 6, 2, 15, 4, 5)).toLocaleString('en-US', {timeZone: 'America/New_York', timeZoneName: 'short'}));
row('Intl.NumberFormat', () => [new Intl.NumberFormat('en-US', {notation: 'compact'}).format(1234567), new Intl.NumberFormat('en-US', {style: 'unit', unit: 'kilometer-per-hour'}).format(50), new Intl.NumberFormat('en-IN').format(1234567), new Intl.NumberFormat('en-US', {maximumSignificantDigits: 3}).format(123456), new Intl.NumberFormat().resolvedOptions()]);
row('Intl.NumberFormat: formatToParts', () => new Intl.NumberFormat('en-US', {style: 'currency', currency: 'EUR'}).formatToParts(-1234.5));
row('Intl.DateTimeFormat', () => { const d = new Date(Date.UTC(2020, 0, 2, 15, 4, 5)); return [new Intl.DateTimeFormat('en-US', {dateStyle: 'full', timeStyle: 'long', timeZone: 'UTC'}).format(d), new Intl.DateTimeFormat('en-US', {dateStyle: 'short', timeZone: 'UTC'}).format(d), new Intl.DateTimeFormat('en-GB', {timeZone: 'UTC'}).format(d)]; });
row('Intl.DateTimeFormat: formatToParts', () => new Intl.DateTimeFormat('en-US', {hour: 'numeric', minute: '2-digit', timeZone: 'UTC'}).formatToParts(new Date(0)));
row('Intl.Collator', () => [['b', 'a', 'B', 'A'].sort(new Intl.Collator('en').compare), ['a10', 'a2'].sort(new Intl.Collator('en', {numeric: true}).compare)]);
row('Intl.PluralRules', () => [new Intl.PluralRules('en').select(1), new Intl.PluralRules('en', {type: 'ordinal'}).select(2), new Intl.PluralRules('ru').select(3), new Intl.PluralRules('ar').select(0)]);
row('Intl.RelativeTimeFormat', () => { const r = new Intl.RelativeTimeFormat('en', {numeric: 'auto'}); return [r.format(-1, 'day'), r.format(2, 'week'), r.format(0, 'year'), r.format(-3, 'month')]; });
row('Intl.ListFormat', () => [new Intl.ListFormat('en').format(['a', 'b', 'c']), new Intl.ListFormat('en', {type: 'disjunction'}).format(['a', 'b']), new Intl.ListFormat('en', {style: 'narrow', type: 'unit'}).format(['a', 'b'])]);
row('Intl.Segmenter', () => [[...new Intl.Segmenter('en').segment('e\u0301\u{1F468}\u200d\u{1F469}x')].map(s => s.segment.length), [...new Intl.Segmenter('en', {granularity: 'word'}).segment('Hello, world!')].map(s => [s.segment, s.isWordLike])]);
row('Intl.getCanonicalLocales', () => Intl.getCanonicalLocales(['EN-us', 'zh-hant-tw', 'de']));
row('Intl.getCanonicalLocales: wrong', () => Intl.getCanonicalLocales('x_y'));
row('Intl.Locale', () => { const l = new Intl.Locale('de-Latn-DE-u-ca-gregory'); return [l.language, l.script, l.region, l.baseName, l.calendar, String(l.minimize())]; });
row('Intl.DisplayNames', () => [new Intl.DisplayNames('en', {type: 'region'}).of('DE'), new Intl.DisplayNames('en', {type: 'language'}).of('de'), new Intl.DisplayNames('en', {type: 'currency'}).of('EUR')]);
