package membrane_test

import (
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// page is a realm whose scripts say(...) and check(condition, what).
type page struct {
	t     *testing.T
	name  string
	vm    *goja.Runtime
	realm *eventloop.Realm
	lines *[]string
}

func (p *page) UncaughtException(err error) {
	realm, err := membrane.Origin(p.realm, err)
	line, _, _ := strings.Cut(err.Error(), " at ")
	where := "elsewhere"
	if realm == p.realm {
		where = p.name
	}
	*p.lines = append(*p.lines, "uncaught in "+where+": "+line)
}
func (p *page) UnhandledRejection(promise *goja.Promise) {
	*p.lines = append(*p.lines, "rejected in "+p.name+": "+promise.Result().String())
}
func (p *page) RejectionHandled(*goja.Promise) {}

// newPages makes pages of one loop. In each the global objects of the others
// are globals with their names.
func newPages(t *testing.T, names ...string) []*page {
	loop := eventloop.New(eventloop.NewChannelPoller(), func(v any, stack []byte) { t.Errorf("panic: %v\n%s", v, stack) })
	var pages []*page
	var lines []string
	for _, name := range names {
		p := &page{t: t, name: name, vm: goja.New(), lines: &lines}
		p.realm = loop.NewRealm(p.vm, p)
		p.vm.Set("say", func(text string) { lines = append(lines, text) })
		p.vm.Set("check", func(ok bool, what string) {
			if !ok {
				t.Errorf("page %s: not so: %s", name, what)
			}
		})
		pages = append(pages, p)
	}
	for _, p := range pages {
		for _, q := range pages {
			p.vm.Set(q.name, membrane.Global(q.realm, p.realm))
		}
	}
	return pages
}

func (p *page) run(source string) {
	p.t.Helper()
	p.realm.RunProgram(goja.MustCompile(p.name+".js", source, false))
}

func (p *page) expect(want ...string) {
	p.t.Helper()
	p.realm.Loop().Run()
	if !slices.Equal(*p.lines, want) {
		p.t.Errorf("lines:\n  %s\nwant:\n  %s", strings.Join(*p.lines, "\n  "), strings.Join(want, "\n  "))
	}
}

// define makes the objects of all kinds that the tests look at from b.
const define = `
	var o = {n: 1, inner: {s: 'x'}}, arr = [1, {}, 3], f = function (x) { 'use strict'; return [this, x] };
	var err = new TypeError('no'), date = new Date(5), re = /a(b)/g, map = new Map([['k', 1]]), set = new Set([1]);
	var ab = new Uint8Array([1, 2, 3, 4]).buffer, u8 = new Uint8Array(ab, 1, 2), dv = new DataView(ab, 2);
	var sloppy = function () { return this }, number = function () { return typeof this };
	var sym = Symbol.for('shared'), own = Symbol('own');
	var frozen = Object.freeze({a: {}}), sealed = Object.seal([1, 2]);
	class Foo { #secret = 7; constructor(x) { this.x = x } get double() { return this.x * 2 } secret() { return this.#secret } static make(x) { return new this(x) } }
	window_ = this; this.Foo = Foo;
	var bound = Foo.bind(null, 3);
	var failing = () => { throw err };
	var id = x => x;
`

func TestObjectsSeenFromAnotherPage(t *testing.T) {
	for what, condition := range map[string]string{
		"identity":                    `a.o === a.o && a.o.inner === a.o.inner && a.window_ === a`,
		"home again":                  `{ let mine = {}; a.id(mine) === mine && (a.kept = mine, a.kept === mine) }`,
		"types":                       `typeof a.o === 'object' && typeof a.f === 'function' && typeof a.Foo === 'function' && typeof a.o.n === 'number'`,
		"arrays":                      `Array.isArray(a.arr) && !(a.arr instanceof Array) && a.arr instanceof a.Array && a.arr.length === 3 && [].concat(a.arr).length === 3`,
		"array methods":               `a.arr.map(x => x).length === 3 && a.arr.map(x => x) instanceof a.Array && Array.from(a.arr).length === 3 && [...a.arr].length === 3`,
		"array changes":               `{ a.arr.push(4); let ok = a.arr.length === 4 && a.arr[3] === 4; a.arr.length = 3; ok && a.arr.length === 3 && a.arr[3] === undefined }`,
		"destructuring":               `{ let {n, inner: {s}} = a.o, [one, , three] = a.arr, {...rest} = a.o; n === 1 && s === 'x' && one === 1 && three === 3 && rest.n === 1 }`,
		"keys":                        `Object.keys(a.o).join() === 'n,inner' && 'n' in a.o && !('m' in a.o) && Object.entries(a.o)[0].join() === 'n,1' && Object.hasOwn(a.o, 'n')`,
		"for in":                      `{ let keys = []; for (let k in a.o) keys.push(k); keys.join() === 'n,inner' }`,
		"assignment and delete":       `{ a.o.added = b; let ok = a.o.added === b && delete a.o.added; ok && !('added' in a.o) }`,
		"JSON":                        `JSON.stringify(a.o) === '{"n":1,"inner":{"s":"x"}}' && JSON.stringify(a.arr) === '[1,{},3]' && JSON.stringify({d: a.date}) === '{"d":"1970-01-01T00:00:00.005Z"}'`,
		"this and arguments":          `{ let mine = {}, r = a.f.call(mine, a.o); r[0] === mine && r[1] === a.o && a.f()[0] === a && (0, a.f)()[0] === undefined }`,
		"this of a sloppy function":   `{ let g = a.sloppy; g() === a && a.number.call(3) === 'object' }`,
		"instanceof":                  `['err Error', 'date Date', 're RegExp', 'map Map', 'f Function', 'ab ArrayBuffer', 'u8 Uint8Array', 'o Object'].every(s => { let [v, c] = s.split(' '); return !(a[v] instanceof globalThis[c]) && a[v] instanceof a[c] })`,
		"toString":                    `['err Error', 'date Date', 're RegExp', 'map Map', 'set Set', 'f Function', 'ab ArrayBuffer', 'u8 Uint8Array', 'dv DataView', 'o Object', 'arr Array'].every(s => { let [v, c] = s.split(' '); return Object.prototype.toString.call(a[v]) === '[object ' + c + ']' })`,
		"errors":                      `String(a.err) === 'TypeError: no' && Error.prototype.toString.call(a.err) === 'TypeError: no' && a.err.message === 'no' && /a\.js/.test(a.err.stack)`,
		"what is thrown":              `{ try { a.failing() } catch (e) { e === a.err } }`,
		"what is thrown at home":      `{ let mine = new Error; try { a.eval('(f => f())')(() => { throw mine }) } catch (e) { e === mine } }`,
		"an error of the engine":      `{ try { a.nope() } catch (e) { e instanceof TypeError } }`,
		"dates and regular exps":      `a.date.getTime() === 5 && +a.date === 5 && 'xab'.replace(a.re, '$1') === 'xb' && a.re.exec('ab')[1] === 'b'`,
		"maps":                        `a.map.get('k') === 1 && a.map.size === 1 && [...a.map][0][0] === 'k' && new Map(a.map).get('k') === 1 && a.set.has(1)`,
		"classes":                     `{ let x = new a.Foo(4); x instanceof a.Foo && x.double === 8 && x.secret() === 7 && a.Foo.make(2).x === 2 && x.constructor === a.Foo && new a.bound().x === 3 }`,
		"classes extended":            `{ class Bar extends a.Foo { constructor() { super(5); this.own = 1 } get double() { return super.double + 1 } } let x = new Bar; x instanceof Bar && x instanceof a.Foo && x.double === 11 && x.own === 1 && x.secret() === 7 }`,
		"call without new":            `{ try { a.Foo() } catch (e) { /Class constructor/.test(e.message) } }`,
		"getters and the prototype":   `{ let child = Object.create(a.o, {extra: {value: 1}}); child.n === 1 && (child.n = 2) && a.o.n === 1 && Object.getPrototypeOf(child) === a.o }`,
		"descriptors":                 `Object.getOwnPropertyDescriptor(a.Foo, 'prototype').writable === false && Object.getOwnPropertyDescriptor(a.o, 'inner').value === a.o.inner && Object.getOwnPropertyDescriptor(a.arr, 'length').value === 3`,
		"defineProperty":              `{ Object.defineProperty(a.o, 'fixed', {value: b, configurable: false}); a.o.fixed === b && !Object.getOwnPropertyDescriptor(a.o, 'fixed').configurable && Reflect.ownKeys(a.o).includes('fixed') }`,
		"accessors that stay":         `{ let p = {}; Object.defineProperty(a.o, 'acc', {get: () => p, enumerable: true}); let d = () => Object.getOwnPropertyDescriptor(a.o, 'acc'); a.o.acc === p && d().get() === p && d().set === undefined && !d().configurable && a.o.acc === p && Object.keys(a.o).includes('acc') }`,
		"accessors defined from here": `{ let n = 0; Object.defineProperty(a.o, 'count', {get() { return ++n }, configurable: true}); a.o.count === 1 && a.eval('o.count') === 2 && delete a.o.count }`,
		"frozen":                      `Object.isFrozen(a.frozen) && a.frozen.a === a.frozen.a && Object.keys(a.frozen).join() === 'a' && Object.isSealed(a.sealed) && !Object.isFrozen(a.sealed) && Object.isExtensible(a.o)`,
		"freezing from here":          `{ let x = a.eval('fz = {p: {}, q: 1}'); Object.freeze(x); Object.isFrozen(x) && a.eval('Object.isFrozen(fz)') && Object.getPrototypeOf(x) === a.Object.prototype && x.p === x.p }`,
		"symbols":                     `Symbol.for('shared') === a.sym && a.own === a.own && a.Symbol.iterator === Symbol.iterator && (a.o[a.own] = 1) && delete a.o[a.own]`,
		"globals":                     `(a.later = 1, a.eval('later') === 1)`,
		"functions defined there":     `a.id.name === 'id' && a.Foo.name === 'Foo' && a.f.length === 1 && a.f.toString().length > 0`,
		"Reflect":                     `Reflect.apply(a.id, null, [3]) === 3 && Reflect.construct(a.Foo, [1]).x === 1 && Reflect.has(a.o, 'n')`,
		"generators":                  `[...a.eval('(function* () { yield 1; yield window_ })')()][1] === a`,
		"assignments that fail":       `(() => { 'use strict'; try { a.frozen.a = 1 } catch (e) { return e instanceof TypeError } })()`,
		"bytes":                       `{ let v = new Uint8Array(a.ab); v.buffer === a.ab && v[0] === 1 && (v[0] = 9, a.eval('new Uint8Array(ab)[0]') === 9) && (a.eval('new Uint8Array(ab)[0] = 1'), v[0] === 1) }`,
		"views":                       `ArrayBuffer.isView(a.u8) && a.u8.length === 2 && a.u8[0] === 2 && a.u8.buffer === a.ab && a.u8.byteOffset === 1 && a.u8.subarray(1) instanceof a.Uint8Array && new Uint8Array(a.u8) instanceof Uint8Array && a.dv.getUint8(0) === 3 && Array.from(a.u8).join() === '2,3'`,
		"views set":                   `{ let local = new Uint8Array(2); local.set(a.u8); local.join() === '2,3' && a.ab.slice(1) instanceof a.ArrayBuffer && a.id(a.u8) === a.u8 && new DataView(a.ab).getUint8(3) === 4 }`,
		"a view comes home":           `{ let mine = new Uint8Array(3); a.id(mine) === mine && a.id(mine.buffer) === mine.buffer && (a.view = mine, a.eval('view[1] = 5'), mine[1] === 5) }`,
	} {
		t.Run(what, func(t *testing.T) {
			pages := newPages(t, "a", "b")
			pages[0].run(define)
			pages[1].run(`check(eval(` + "`" + strings.ReplaceAll(condition, `\`, `\\`) + "`" + `) === true, 'the condition')`)
			pages[1].expect()
		})
	}
}

func TestThirdPage(t *testing.T) {
	pages := newPages(t, "a", "b", "c")
	pages[0].run(define)
	pages[1].run(`var fromA = a.o, call = f => f(a.o)`)
	pages[2].run(`check(b.fromA === a.o, 'identity by way of another page'); check(b.call(x => x === a.o), 'argument'); b.mine = c; check(b.mine === c, 'home')`)
	pages[2].expect()
}

func TestCallsToAndFro(t *testing.T) {
	pages := newPages(t, "a", "b")
	pages[0].run(`var down = n => n ? b.down(n - 1) : 'bottom'`)
	pages[1].run(`var down = n => n ? a.down(n - 1) : 'bottom'; say(a.down(200))`)
	pages[1].expect("bottom")
}

func TestPromiseJobsOfAllPagesHaveOneQueue(t *testing.T) {
	pages := newPages(t, "a", "b")
	pages[0].run(`
		var job = text => { Promise.resolve().then(() => say(text)) };
		async function work() { say('work'); await null; say('worked'); return {} }
		var promise = Promise.resolve('foreign');
	`)
	pages[1].run(`
		Promise.resolve().then(() => { say('b 1'); a.job('a 3'); say('b 1 ends') });
		a.job('a 1');
		Promise.resolve().then(() => say('b 2'));
		a.job('a 2');
		say('end of script');
	`)
	pages[1].run(`
		(async () => { let r = await a.work(); say(String(r instanceof a.Object)); say(await a.promise); try { await a.Promise.reject(7) } catch (e) { say(String(e)) } })();
		say('end');
	`)
	pages[1].expect("end of script", "b 1", "b 1 ends", "a 1", "b 2", "a 2", "a 3", "work", "end", "worked", "true", "foreign", "7")
}

func TestUncaughtErrorsAreReportedWhereTheFunctionIsFrom(t *testing.T) {
	pages := newPages(t, "a", "b")
	a, b := pages[0], pages[1]
	a.run(`var boom = () => { throw new Error('boom') }; var twice = f => f()`)
	b.run(`var boom = a.boom, own = () => a.boom(), through = () => a.twice(boom); var bound = a.twice`)
	for _, name := range []string{"boom", "own", "through"} {
		f, _ := goja.AssertFunction(b.vm.Get(name))
		b.realm.Call(f, goja.Undefined())
	}
	b.expect("uncaught in elsewhere: Error: boom", "uncaught in b: Error: boom", "uncaught in b: Error: boom")
}

func TestStackOverflowAcrossPages(t *testing.T) {
	pages := newPages(t, "a", "b")
	pages[0].run(`var f = () => b.f()`)
	pages[1].run(`var f = () => a.f()`)
	pages[1].run(`f()`)
	pages[1].run(`say('goes on')`)
	if len(*pages[1].lines) != 2 {
		t.Errorf("lines: %q", *pages[1].lines)
	}
}

// TestGarbage makes garbage whose objects are held from both sides.
func TestGarbage(t *testing.T) {
	pages := newPages(t, "a", "b")
	pages[0].run(`var make = other => { let o = {bytes: new ArrayBuffer(1e6), other}; other.o = o; o.self = other.o; }`)
	pages[1].run(`for (let i = 0; i < 200; i++) { let o = {}; a.make(o); Object.keys(o.o) }`)
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	if stats.HeapAlloc > 100e6 {
		t.Errorf("200 cycles of objects of two pages, 1 MB each, leave %d MB", stats.HeapAlloc/1e6)
	}
	runtime.KeepAlive(pages)
}

func BenchmarkAcross(b *testing.B) {
	pages := newPages(nil, "a", "b")
	pages[0].realm.RunProgram(goja.MustCompile("", `var o = {n: 1, f: x => x}`, false))
	for name, source := range map[string]string{"get": `(o => o.n)`, "call": `(o => o.f(o))`} {
		b.Run(name, func(b *testing.B) {
			v, err := pages[1].vm.RunString(source)
			if err != nil {
				b.Fatal(err)
			}
			f, _ := goja.AssertFunction(v)
			o := pages[1].vm.Get("a").(*goja.Object).Get("o")
			b.ReportAllocs()
			pages[1].realm.Run(func() {
				for b.Loop() {
					f(goja.Undefined(), o)
				}
			})
		})
	}
}
