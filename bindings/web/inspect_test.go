package web

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// inspectExpression gives the text of a JavaScript expression's value.
func inspectExpression(t testing.TB, vm *goja.Runtime, expression string) string {
	t.Helper()
	in := newInspector(vm) // before the expression has a chance to replace built-in functions
	value, err := vm.RunScript("test.js", "("+expression+")")
	if err != nil {
		t.Fatalf("%s: %s", expression, ErrorText(vm, err))
	}
	return in.text(value)
}

func TestInspect(t *testing.T) {
	tests := []struct{ expression, want string }{
		// primitive values
		{`undefined`, `undefined`},
		{`null`, `null`},
		{`true`, `true`},
		{`0`, `0`},
		{`-0`, `-0`},
		{`[-0]`, `[-0]`},
		{`1.5`, `1.5`},
		{`1e21`, `1e+21`},
		{`NaN`, `NaN`},
		{`-Infinity`, `-Infinity`},
		{`10n`, `10n`},
		{`-10n`, `-10n`},
		{`Symbol()`, `Symbol()`},
		{`Symbol('a')`, `Symbol(a)`},
		{`Symbol.iterator`, `Symbol(Symbol.iterator)`},

		// strings
		{`'a\nb'`, "a\nb"},
		{`''`, ``},
		{`['']`, `['']`},
		{`['a']`, `['a']`},
		{`["it's"]`, `["it's"]`},
		{`['it\'s "it"']`, "[`it's \"it\"`]"},
		{"['\\'\"`']", "['\\'\"`']"},
		{`['a\nb\t\\\0\x7f']`, `['a\nb\t\\\x00\x7F']`},
		{`['é€💩']`, `['é€💩']`},
		{`['\ud83d', 'a\udca9']`, `(2) ['\uD83D', 'a\uDCA9']`},
		{`['\ufffd']`, `['` + "\uFFFD" + `']`},
		{`['x'.repeat(20000)]`, `['` + strings.Repeat("x", 10000) + `…']`},

		// objects
		{`{}`, `{}`},
		{`{a: 1, b: 'x'}`, `{a: 1, b: 'x'}`},
		{`{a: {b: {}}}`, `{a: {b: {}}}`},
		{`{'a-b': 1, '': 2, 3: 4, $_é: 5, "it's": 6}`, `{3: 4, 'a-b': 1, '': 2, $_é: 5, "it's": 6}`},
		{`{[Symbol('k')]: 1, [Symbol.iterator]: 2}`, `{Symbol(k): 1, Symbol(Symbol.iterator): 2}`},
		{`{get x() { return 1 }, y: 2}`, `{x: (...), y: 2}`},
		{`{set x(v) {}, y: 2}`, `{y: 2}`},
		{`Object.defineProperty({v: 1}, 'h', {value: 2})`, `{v: 1, h: 2}`},
		{`Object.create(null)`, `{}`},
		{`Object.assign(Object.create(null), {a: 1})`, `{a: 1}`},
		{`Object.create({a: 1})`, `{}`},
		{`{a: undefined, b: null}`, `{a: undefined, b: null}`},
		{`{__proto__: null, toString: 1}`, `{toString: 1}`},
		{`{a: {b: {c: {d: {e: {f: {}}}}}}}`, `{a: {b: {c: {d: {e: {f: {…}}}}}}}`},
		{`[[[[[[[1, 2]]]]]]]`, `[[[[[[Array(2)]]]]]]`},
		{`(() => { const o = {}; o.self = o; return o })()`, `{self: [Circular]}`},
		{`(() => { const a = [1]; a.push({a}); return a })()`, `(2) [1, {a: [Circular]}]`},
		{`(() => { const o = {}; return [o, o] })()`, `(2) [{}, {}]`},

		// classes and names
		{`new (class Foo { x = 1; #y = 2; get z() { return 3 } })`, `Foo {x: 1}`},
		{`new (class Bar extends class Foo {} { x = 1 })`, `Bar {x: 1}`},
		{`new (class {})`, `{}`},
		{`new (function F() { this.a = 1 })`, `F {a: 1}`},
		{`(function () { function F() {} return Object.create(F.prototype) })()`, `F {}`},
		{`(function F() {}).prototype`, `{}`},
		{`(class Foo { m() {} }).prototype`, `{m: ƒ m()}`},
		{`{constructor: function F() {}}`, `{}`},
		{`{constructor: 'x'}`, `{constructor: 'x'}`},
		{`new (class A { get [Symbol.toStringTag]() { return 'T' } })`, `A {}`},
		{`{[Symbol.toStringTag]: 'L', a: 1}`, `L {a: 1, Symbol(Symbol.toStringTag): 'L'}`},
		{`Object.create({[Symbol.toStringTag]: 'P'})`, `P {}`},

		// arrays
		{`[]`, `[]`},
		{`[1]`, `[1]`},
		{`[1, 2, 3]`, `(3) [1, 2, 3]`},
		{`[, 1]`, `(2) [empty, 1]`},
		{`[, , 1, , 2]`, `(5) [empty × 2, 1, empty, 2]`},
		{`new Array(3)`, `(3) [empty × 3]`},
		{`[undefined]`, `[undefined]`},
		{`Object.assign([1, 2], {foo: 'x'})`, `(2) [1, 2, foo: 'x']`},
		{`Object.defineProperty([1, 2], 0, {get() {}})`, `(2) [(...), 2]`},
		{`(() => { class MA extends Array {} return [MA.from([1, 2]), MA.from([1]), new MA()] })()`, `(3) [MA(2) [1, 2], MA [1], MA []]`},
		{`(function () { return arguments })(1, 2)`, `Arguments(2) [1, 2]`},
		{`(() => { const a = [0]; a[4e9] = 1; return a })()`, `(4000000001) [0, empty × 3999999999, 1]`},
		{`new Array(20000)`, `(20000) [empty × 20000]`},

		// collections
		{`new Map()`, `Map(0) {}`},
		{`new Map([['a', 1], [{}, [2]]])`, `Map(2) {'a' => 1, {} => [2]}`},
		{`new Set(['a', 2])`, `Set(2) {'a', 2}`},
		{`new (class Cache extends Map {})([[1, 2]])`, `Cache(1) {1 => 2}`},
		{`(() => { const m = new Map(); m.set('me', m); return m })()`, `Map(1) {'me' => [Circular]}`},
		{`[[[[[[new Map([[1, 2]])]]]]]]`, `[[[[[[Map(1)]]]]]]`},
		{`new WeakMap([[{}, 1]])`, `WeakMap {…}`},
		{`new WeakSet()`, `WeakSet {…}`},
		{`[1][Symbol.iterator]()`, `Array Iterator {}`},
		{`(function* () {})()`, `Generator {}`},

		// bytes
		{`new Uint8Array([1, 2, 3])`, `Uint8Array(3) [1, 2, 3]`},
		{`new Uint8Array([1])`, `Uint8Array [1]`},
		{`new Uint8Array()`, `Uint8Array []`},
		{`new Uint8ClampedArray(2)`, `Uint8ClampedArray(2) [0, 0]`},
		{`new Float64Array([1.5, -0])`, `Float64Array(2) [1.5, -0]`},
		{`new BigInt64Array([5n, 6n])`, `BigInt64Array(2) [5n, 6n]`},
		{`new (class Packet extends Uint8Array {})([1, 2])`, `Packet(2) [1, 2]`},
		{`new Uint8Array(200)`, `Uint8Array(200) [` + strings.Repeat("0, ", 100) + `…]`},
		{`new ArrayBuffer(8)`, `ArrayBuffer(8)`},
		{`new DataView(new ArrayBuffer(8), 1, 2)`, `DataView(2)`},

		// other built-in objects
		{`new Date(NaN)`, `Invalid Date`},
		{`/a\/b/gi`, `/a\/b/gi`},
		{`Object.defineProperty(/x/y, 'source', {value: 'lie'})`, `/x/y`},
		{`new Number(5)`, `Number {5}`},
		{`new Number(-0)`, `Number {-0}`},
		{`new String('abc')`, `String {'abc'}`},
		{`new Boolean(false)`, `Boolean {false}`},
		{`Object(Symbol('a'))`, `Symbol {Symbol(a)}`},
		{`Object(1n)`, `BigInt {1n}`},
		{`new (class Symbol { x = 1 })`, `Symbol {x: 1}`},
		{`Promise.resolve(1)`, `Promise {<fulfilled>: 1}`},
		{`new Promise(() => {})`, `Promise {<pending>}`},
		{`Promise.reject({a: 1})`, `Promise {<rejected>: {a: 1}}`},
		{`new Proxy({a: 1}, {})`, `Proxy(Object) {a: 1}`},
		{`new Proxy([1, 2], {})`, `Proxy(Array) (2) [1, 2]`},
		{`new Proxy(function f(a) {}, {})`, `Proxy(Function) ƒ f(a)`},
		{`new Proxy(new Proxy({a: 1}, {}), {})`, `Proxy(Object) {a: 1}`},
		{`new Proxy(new (class Foo { x = 1 }), {})`, `Proxy(Foo) {x: 1}`},
		{`new Proxy(new Map([[1, 2]]), {})`, `Proxy(Map) Map(1) {1 => 2}`},
		{`new Proxy(new ArrayBuffer(2), {})`, `Proxy(ArrayBuffer) ArrayBuffer(2)`},
		{`(() => { const r = Proxy.revocable({}, {}); r.revoke(); return [r.proxy] })()`, `[Proxy {<revoked>}]`},
		{`(() => { const o = {}; o.p = new Proxy(o, {}); return o })()`, `{p: Proxy(Object) {p: [Circular]}}`},
		{`Object.create(new Proxy({}, {getOwnPropertyDescriptor() { throw 1 }}))`, `{}`},

		// functions
		{`function f(a, b) { return a }`, `ƒ f(a, b)`},
		{`function () {}`, `ƒ ()`},
		{`function* g() {}`, `ƒ* g()`},
		{`async function f(x) {}`, `async ƒ f(x)`},
		{`function f(a = ')', [b] = [(1)], {c} /* ) */) {}`, `ƒ f(a = ')', [b] = [(1)], {c} /* ) */)`},
		{"function f(\n  a,\n  b\n) {}", `ƒ f( a, b )`},
		{`() => 1`, `() => 1`},
		{`async (a) => a`, `async (a) => a`},
		{`a => { return '` + strings.Repeat("x", 100) + `' }`, `a => {…}`},
		{"(a, b) => {\n}", `(a, b) => {…}`},
		{"async a => {\n}", `async a => {…}`},
		{`({m(a) {}}).m`, `ƒ m(a)`},
		{`({async m(a) {}}).m`, `async ƒ m(a)`},
		{`({*m(a) {}}).m`, `ƒ* m(a)`},
		{`({async(a) {}}).async`, `ƒ async(a)`},
		{`({[Symbol.iterator]() {}})[Symbol.iterator]`, `ƒ [Symbol.iterator]()`},
		{`Object.getOwnPropertyDescriptor({get x() {}}, 'x').get`, `ƒ x()`},
		{`Math.max`, `ƒ max()`},
		{`Array`, `ƒ Array()`},
		{`class A extends Object { m() {} }`, `class A extends Object`},
		{`class {}`, `class`},
		{`{f() {}, g: x => x}`, `{f: ƒ f(), g: x => x}`},
	}
	for _, test := range tests {
		t.Run(test.expression, func(t *testing.T) {
			if got := inspectExpression(t, goja.New(), test.expression); got != test.want {
				t.Errorf("printed %s\n     want %s", got, test.want)
			}
		})
	}
}

func TestInspectDate(t *testing.T) {
	vm := goja.New()
	if got := inspectExpression(t, vm, `new Date(2026, 0, 2, 3, 4, 5)`); !strings.HasPrefix(got, "Fri Jan 02 2026 03:04:05 GMT") {
		t.Errorf("printed %q", got)
	}
}

func TestInspectError(t *testing.T) {
	const frames = "\n    at test.js:1:"
	tests := []struct{ expression, want string }{
		{`new Error('m')`, "Error: m" + frames + "2"},
		{`new Error`, "Error" + frames + "2"},
		{`new TypeError('two\nlines')`, "TypeError: two\nlines" + frames + "2"},
		{`new (class MyError extends Error {})('a')`, "MyError: a" + frames + "2"},
		{`new (class MyError extends TypeError {})('a')`, "TypeError: a" + frames + "2"},
		{`Object.assign(new Error('m'), {name: 'Named'})`, "Named: m" + frames + "16"},
		{`Object.assign(new Error('m'), {message: 'changed'})`, "Error: changed" + frames + "16"},
		{`Object.assign(new Error('m'), {name: ''})`, "Error: m" + frames + "16"},
		{`Object.assign(new Error('m'), {name: 5})`, "Error: m" + frames + "16"},
		{`Object.assign(new Error('m'), {stack: 'mine'})`, "Error: m"},
		{`Object.assign(new Error('m'), {stack: 'mine\n    at f (x.js:1:2)'})`, "Error: m\n    at f (x.js:1:2)"},
		{`Object.assign(new Error('m'), {stack: 5})`, "Error: m"},
		{`Object.assign(new Error('m'), {code: 'E'})`, "Error: m" + frames + "16 {code: 'E'}"},
		{`Object.assign(new Error('m'), {name: 'N', a: 1, b: {}})`, "N: m" + frames + "16 {a: 1, b: {}}"},
		{`Object.defineProperty(new Error('m'), 'stack', {get() { throw 1 }})`, "Error: m"},
		{`new (class G extends Error { get name() { return 'Got' } })('m')`, "Got: m" + frames + "2"},
		{`new (class G extends Error { get name() { throw new Error() } })('m')`, "G: m"},
		{`Object.setPrototypeOf(new RangeError('m'), null)`, "Error: m" + frames + "24"},
		{`new Error('m', {cause: 5})`, "Error: m" + frames + "2\nCaused by: 5"},
		{`new Error('m', {cause: {a: new Map()}})`, "Error: m" + frames + "2\nCaused by: {a: Map(0) {}}"},
		{`new Error('m', {cause: new TypeError('inner')})`, "Error: m" + frames + "2\nCaused by: TypeError: inner" + frames + "25"},
		{`(e => Object.defineProperty(e, 'cause', {value: e}))(new Error('m'))`, "Error: m" + frames + "55\nCaused by: [Circular]"},
		{`new AggregateError([1], 'all')`, "AggregateError: all" + frames + "2"},
		{`[new Error('m')]`, "[Error: m\n        at test.js:1:3]"},
		{`{a: {e: new Error('m')}}`, "{a: {e: Error: m\n        at test.js:1:10}}"},
		{`Object.create(Error.prototype)`, "Error {}"},
		{`(function outer() { return (() => new Error('m'))() })()`, "Error: m\n    at test.js:1:36\n    at outer (test.js:1:51)\n    at test.js:1:56"},
		{`[1].map(function each() { return new Error('m') })[0]`, "Error: m\n    at each (test.js:1:35)\n    at map (<anonymous>)\n    at test.js:1:9"},
	}
	for _, test := range tests {
		t.Run(test.expression, func(t *testing.T) {
			if got := inspectExpression(t, goja.New(), test.expression); got != test.want {
				t.Errorf("printed %q\n     want %q", got, test.want)
			}
		})
	}
}

// What is huge is cut, and takes no time to speak of.
func TestInspectIsBounded(t *testing.T) {
	tests := []struct{ name, expression string }{
		{"long array", `new Array(1e5).fill(1)`},
		{"array with a hole before many elements", `(() => { const a = new Array(4e4).fill(1, 2e4); return a })()`},
		{"many properties", `(() => { const o = {}; for (let i = 0; i < 1e4; i++) o['k' + i] = i; return o })()`},
		{"big map", `new Map(Array.from({length: 1e4}, (_, i) => [i, i]))`},
		{"deep", `(() => { let o = {}; for (let i = 0; i < 1e4; i++) o = {o}; return o })()`},
		{"deep proxies", `(() => { let o = {}; for (let i = 0; i < 1e4; i++) o = new Proxy(o, {}); return o })()`},
		{"long prototype chain", `(() => { let o = {}; for (let i = 0; i < 1e4; i++) o = Object.create(o); return o })()`},
		{"wide and deep", `(() => { let o = 1; for (let i = 0; i < 5; i++) o = new Array(90).fill(o); return o })()`},
		{"long strings", `new Array(100).fill('x'.repeat(1e5))`},
		{"long causes", `(() => { let e; for (let i = 0; i < 1e4; i++) e = new Error('e', {cause: e}); return e })()`},
		{"long function", `eval('(function f(' + 'a'.repeat(1e5) + ') {})')`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := inspectExpression(t, goja.New(), test.expression)
			if limit := maxTextLength + 2*maxStringLength; len(text) > limit {
				t.Errorf("printed %d bytes, want at most %d", len(text), limit)
			}
			if !strings.Contains(text, "…") && test.name != "deep proxies" && test.name != "long prototype chain" && test.name != "long causes" {
				t.Errorf("printed %.200s, want something left out", text)
			}
		})
	}
}

func TestInspectCutsEntries(t *testing.T) {
	got := inspectExpression(t, goja.New(), `Array.from({length: 101}, (_, i) => i)`)
	if !strings.HasPrefix(got, "(101) [0, 1, ") || !strings.HasSuffix(got, ", 98, 99, …]") {
		t.Errorf("printed %s, want 100 elements and …", got)
	}
}

// TestInspectRunsNoCode prints objects whose every hook counts, after the app has replaced what it can.
func TestInspectRunsNoCode(t *testing.T) {
	const source = `
let touched = [];
const trap = (name) => function () { touched.push(name); throw new Error(name); };
const handler = new Proxy({}, {get: (_, name) => trap('proxy ' + String(name))});
class Evil {
  get [Symbol.toStringTag]() { return trap('tag')(); }
  static get name() { return trap('class name')(); }
  get value() { return trap('getter')(); }
  get own() { return trap('getter')(); }
}
const evil = new Evil();
Object.defineProperty(evil, 'own', {enumerable: true, get: trap('own getter')});
for (const hook of ['toString', 'valueOf', 'toJSON', 'inspect', Symbol.toPrimitive, Symbol.iterator]) {
  Object.defineProperty(evil, hook, {enumerable: true, value: trap(String(hook))});
}
const withHook = (o, ...names) => {
  for (const name of names) Object.defineProperty(o, name, {get: trap('own ' + String(name))});
  return o;
};
class EvilMap extends Map { entries() { return trap('entries')(); } get size() { return trap('size')(); } }
class EvilSet extends Set { values() { return trap('values')(); } get size() { return trap('size')(); } }
const values = [
  evil,
  Evil,
  new Proxy({a: 1}, handler),
  new Proxy([1, 2], handler),
  new Proxy(function () {}, handler),
  new Proxy(class {}, handler),
  Object.create(new Proxy({}, handler)),
  {constructor: new Proxy(function () {}, handler)},
  Object.create({constructor: withHook(function F() {}, 'name')}),
  new EvilMap([[1, 2]]),
  new EvilSet([1]),
  withHook(new Date(0), 'toString', Symbol.toPrimitive),
  withHook(/x/g, 'source', 'flags', 'global', 'toString'),
  withHook(new Uint8Array(2), 'length', Symbol.toStringTag),
  withHook(new ArrayBuffer(2), 'byteLength'),
  withHook(Promise.resolve(1), 'then', 'constructor'),
  withHook(function f() {}, 'toString', 'name'),
  withHook([1, 2], Symbol.iterator, 'map', 'join'),
  withHook(new Error('m'), 'cause'),
  withHook(Object(Symbol('s')), 'valueOf', 'description'),
  withHook(new Number(1), 'valueOf'),
];
Object.defineProperty(Object.prototype, 'get', {configurable: true, get: trap('Object.prototype.get')});
Object.getOwnPropertyDescriptor = Object.keys = Reflect.ownKeys = trap('Object');
Map.prototype.entries = Map.prototype.forEach = Set.prototype.values = trap('collection');
Object.getPrototypeOf(new Map()[Symbol.iterator]()).next = trap('next');
Array.prototype[Symbol.iterator] = Array.prototype.join = trap('array');
Date.prototype.toString = Function.prototype.toString = Error.prototype.toString = RegExp.prototype.toString = trap('toString');
Object.defineProperty(RegExp.prototype, 'source', {get: trap('source')});
ArrayBuffer.isView = parseInt = parseFloat = trap('function');
Number.prototype.valueOf = Symbol.prototype.valueOf = trap('valueOf');
`
	vm := goja.New()
	in := newInspector(vm)
	if _, err := vm.RunScript("hooks.js", source); err != nil {
		t.Fatal(ErrorText(vm, err))
	}
	values, err := vm.RunString("values")
	if err != nil {
		t.Fatal(err)
	}
	length := in.arrayLength(values.(*goja.Object))
	if length == 0 {
		t.Fatal("no values")
	}
	for i := range length {
		text := in.inspect(values.(*goja.Object).Get(fmt.Sprint(i)))
		touched, err := vm.RunString("String(touched.splice(0).length)")
		if err != nil {
			t.Fatal(ErrorText(vm, err))
		}
		if touched.String() != "0" {
			t.Errorf("value %d (%s) ran code of the app", i, text)
		}
		if strings.Contains(text, "{…}") {
			t.Errorf("value %d could not be printed: %s", i, text)
		}
	}
}

func TestStackText(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"error", `function f() { throw new TypeError('msg') }; f()`, "TypeError: msg\n    at f (test.js:1:22)\n    at test.js:1:47"},
		{"engine error", `undefinedName`, "ReferenceError: undefinedName is not defined\n    at test.js:1:1"},
		{"native frame", `[1].forEach(function each() { throw new Error('m') })`, "Error: m\n    at each (test.js:1:37)\n    at forEach (<anonymous>)\n    at test.js:1:12"},
		{"no class name", `class MyError extends Error {}; throw new MyError('m')`, "Error: m\n    at test.js:1:39"},
		{"string", `throw 'plain'`, "plain"},
		{"number", `throw 5`, "5"},
		{"symbol", `throw Symbol('s')`, "Symbol(s)"},
		{"null", `throw null`, "null"},
		{"undefined", `throw undefined`, "undefined"},
		{"object", `throw {}`, "[object Object]"},
		{"object with toString", `throw {toString: () => 'mine'}`, "mine"},
		{"object with a toString that throws", `throw {toString() { throw 1 }}`, "[object Object]"},
		{"revoked proxy", `r = Proxy.revocable({}, {}); r.revoke(); throw r.proxy`, "[object Object]"},
		{"own stack", `e = new Error('m'); e.stack = 'Error: m\n    at f (x.js:1:2)'; throw e`, "Error: m\n    at f (x.js:1:2)"},
		{"stack that throws", `e = new Error('m'); Object.defineProperty(e, 'stack', {get() { throw 1 }}); throw e`, "[object Object]"},
		{"empty stack", `e = new Error('m'); e.stack = ''; throw e`, "Error: m"},
		{"ten frames", `function f(n) { if (n) f(n - 1); else throw new Error('m') }; f(20)`, "Error: m\n    at f (test.js:1:45)" + strings.Repeat("\n    at f (test.js:1:25)", 9)},
		{"eval", `eval("throw new Error('m')")`, "Error: m\n    at <anonymous>:1:7\n    at test.js:1:5"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			vm := goja.New()
			_, err := vm.RunScript("test.js", test.source)
			if err == nil {
				t.Fatalf("%s did not throw", test.source)
			}
			if got := ErrorText(vm, err); got != test.want {
				t.Errorf("ErrorText = %q\n       want %q", got, test.want)
			}
		})
	}
}

func TestErrorTextOfOverflow(t *testing.T) {
	vm := goja.New()
	vm.SetMaxCallStackSize(100)
	_, err := vm.RunScript("test.js", `function f() { f() }; f()`)
	want := "RangeError: Maximum call stack size exceeded" + strings.Repeat("\n    at f (test.js:1:16)", maxFrames)
	if got := ErrorText(vm, err); got != want {
		t.Errorf("ErrorText = %q\n       want %q", got, want)
	}
}

// builder is a script that makes an object graph of any bytes: each byte is a step on the values made so far.
const builder = `
let touched = 0;
const hook = () => { touched++; throw new Error('hook'); };
function build(bytes) {
  const pool = [{}];
  const pick = (b) => pool[(b >> 4) % pool.length];
  for (const b of bytes) {
    const last = pool[pool.length - 1], other = pick(b);
    switch (b % 16) {
    case 0: pool.push({last, other}); break;
    case 1: pool.push([last, , other]); break;
    case 2: pool.push(new Map([[other, last]])); break;
    case 3: pool.push(new Set(pool)); break;
    case 4: pool.push(new Proxy(Object(last), {get: hook, ownKeys: hook, getOwnPropertyDescriptor: hook, getPrototypeOf: hook})); break;
    case 5: pool.push(Object.assign(new Error('e' + b), {cause: last})); break;
    case 6: pool.push(String.fromCharCode(b << 8 | b, 0xd800 + b)); break;
    case 7: pool.push(Object.create(Object(other))); break;
    case 8: try { Object(last)[b] = other; } catch (e) {} break;
    case 9: try { Object(last)['k' + b] = other; } catch (e) {} break;
    case 10: pool.push(Object.defineProperty([], 'x', {get: hook, enumerable: true})); break;
    case 11: pool.push(Promise.resolve(1), new Uint8Array(b), new Date(b), /x/, Symbol(b), BigInt(b)); break;
    case 12: pool.push((a) => a, class A { static s = last }, function () { return other; }); break;
    case 13: pool.push(Object(last)); break;
    case 14: try { Object.setPrototypeOf(Object(last), null); } catch (e) {} break;
    case 15: pool.push(new (class K extends Array {})(other, last)); break;
    }
  }
  return pool;
}`

func FuzzInspect(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("0123456789abcdef"))
	f.Add([]byte{0, 17, 34, 51, 68, 85, 102, 119, 136, 153, 170, 187, 204, 221, 238, 255})
	f.Add([]byte{4, 4, 4, 8, 25, 5, 5, 0, 0, 0, 0, 0, 0, 14})
	program := goja.MustCompile("builder.js", builder, false)
	f.Fuzz(func(t *testing.T, steps []byte) {
		vm := goja.New()
		in := newInspector(vm)
		if _, err := vm.RunProgram(program); err != nil {
			t.Fatal(ErrorText(vm, err))
		}
		build, _ := goja.AssertFunction(vm.Get("build"))
		if len(steps) > 200 {
			steps = steps[:200]
		}
		pool, err := build(nil, vm.NewArray(toAny(steps)...))
		if err != nil {
			t.Skip(err) // such as `new Date` of a hook
		}
		before := vm.Get("touched").ToInteger()
		text := in.inspect(pool)
		if touched := vm.Get("touched").ToInteger(); touched != before {
			t.Errorf("printing ran %d hooks: %s", touched-before, text)
		}
		if limit := maxTextLength + 2*maxStringLength; len(text) > limit {
			t.Errorf("printed %d bytes, want at most %d", len(text), limit)
		}
	})
}

func toAny(steps []byte) (list []any) {
	for _, step := range steps {
		list = append(list, int(step))
	}
	return list
}

func BenchmarkInspect(b *testing.B) {
	vm := goja.New()
	in := newInspector(vm)
	value, err := vm.RunString(`({socketId: 1, data: new Uint8Array(16), peer: {address: '127.0.0.1', port: 80}, tags: ['a', 'b']})`)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		in.inspect(value)
	}
}
