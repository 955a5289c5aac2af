package web

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"
)

// writes records each Write call of a console as one string, led by the name of the stream.
type writes struct {
	stream string
	log    *[]string
}

func (w writes) Write(b []byte) (int, error) {
	*w.log = append(*w.log, w.stream+string(b))
	return len(b), nil
}

func newConsole() (vm *goja.Runtime, c *Console, log *[]string) {
	vm = goja.New()
	log = new([]string)
	return vm, InstallConsole(vm, writes{"", log}, writes{"! ", log}), log
}

func TestConsole(t *testing.T) {
	tests := []struct {
		name, source string
		want         []string // "! " leads what goes to stderr
	}{
		{"log", `console.log('a', 1, {b: 'c'}, ['d'])`, []string{"a 1 {b: 'c'} ['d']\n"}},
		{"log nothing", `console.log(); console.error(); console.dir(); console.table(); console.dirxml()`, nil},
		{"streams", `for (const m of ['debug', 'error', 'info', 'log', 'warn', 'dir', 'dirxml']) console[m](m)`,
			[]string{"debug\n", "! error\n", "info\n", "log\n", "! warn\n", "dir\n", "dirxml\n"}},
		{"detached", `const {log} = console; log('x'); [1].forEach(console.log)`, []string{"x\n", "1 0 [1]\n"}},
		{"lines are one write", `console.log('a\nb')`, []string{"a\nb\n"}},
		{"empty string", `console.log('')`, []string{"\n"}},
		{"lone surrogate", `console.log('\ud800')`, []string{"\uFFFD\n"}},
		{"no output", `console.clear(); console.profile(); console.profileEnd(); console.timeStamp('x')`, nil},

		{"specifiers", `console.log('%s|%d|%i|%f|%o|%O|%c|%%|%x', 'a', 1.5, '2px', '1.5x', 'q', [1], 'color: red', 'rest', {})`,
			[]string{"a|1|2|1.5|'q'|[1]||%|%x rest {}\n"}},
		{"%s", `console.log('%s %s %s %s %s %s', null, undefined, Symbol('q'), 1n, -0, () => 1)`, []string{"null undefined Symbol(q) 1 0 () => 1\n"}},
		{"%s of an object", `console.log('%s', {toString: () => 'mine'})`, []string{"mine\n"}},
		{"%s that throws", `try { console.log('%s', {toString() { throw new Error('boom') }}) } catch (e) { console.log(e.message) }`, []string{"boom\n"}},
		{"%d", `console.log('%d %d %d %d', Symbol(), 'x', 10n, -1.5)`, []string{"NaN NaN 10 -1\n"}},
		{"%f", `console.log('%f %f', Symbol(), {})`, []string{"NaN NaN\n"}},
		{"too few arguments", `console.log('%s %s', 'a'); console.log('%s')`, []string{"a %s\n", "%s\n"}},
		{"percent sign at the end", `console.log('100%', 'x')`, []string{"100% x\n"}},
		{"one argument is not formatted", `console.log('%% %c')`, []string{"%% %c\n"}},
		{"only the first argument is a format", `console.log(1, '%s', 'a')`, []string{"1 %s a\n"}},
		{"dir does not format", `console.dir('%s', 'a'); console.dir({a: 1}, {depth: 0})`, []string{"%s\n", "{a: 1}\n"}},
		{"dirxml does not format", `console.dirxml('%s', 'a')`, []string{"%s a\n"}},

		{"assert", `console.assert(true, 'no'); console.assert(1); console.assert(false); console.assert(); console.assert(0, 'a', 'b')`,
			[]string{"! Assertion failed\n", "! Assertion failed\n", "! Assertion failed: a b\n"}},
		{"assert formats", `console.assert(false, '%s!', 'x'); console.assert(false, {a: 1}, 'b')`,
			[]string{"! Assertion failed: x!\n", "! Assertion failed: {a: 1} b\n"}},

		{"count", `console.count(); console.count('x'); console.count(undefined); console.count(null); console.count({toString: () => 'o'}); console.count('')`,
			[]string{"default: 1\n", "x: 1\n", "default: 2\n", "null: 1\n", "o: 1\n", ": 1\n"}},
		{"countReset", `console.count(); console.countReset(); console.count(); console.countReset('x')`,
			[]string{"default: 1\n", "default: 1\n", "! Count for 'x' does not exist\n"}},
		{"label that is a symbol", `try { console.count(Symbol('x')) } catch (e) { console.log(e.constructor.name, e.message) }`,
			[]string{"TypeError Cannot convert a Symbol value to a string\n"}},

		{"group", `console.group('a', {b: 1}); console.log('1\n2'); console.group('%s!', 'c'); console.warn('3'); console.groupEnd(); console.log('4'); console.groupEnd(); console.log('5')`,
			[]string{"a {b: 1}\n", "  1\n  2\n", "  c!\n", "!     3\n", "  4\n", "5\n"}},
		{"group without label", `console.group(); console.groupCollapsed(); console.groupEnd(); console.groupEnd(); console.groupEnd(); console.log('x')`,
			[]string{"console.group\n", "  console.groupCollapsed\n", "x\n"}},

		{"trace", `function f() { console.trace() }; f()`, []string{"console.trace\n    at f (test.js:1:24)\n    at test.js:1:35\n"}},
		{"trace formats", `console.trace('a %s', 'b')`, []string{"a b\n    at test.js:1:9\n"}},

		{"table of objects", `console.table([{a: 1, b: 'x'}, {a: 2, c: {d: {e: 1}}}])`, []string{`┌─────────┬───┬─────┬──────────┐
│ (index) │ a │ b   │ c        │
├─────────┼───┼─────┼──────────┤
│ 0       │ 1 │ 'x' │          │
│ 1       │ 2 │     │ {d: {…}} │
└─────────┴───┴─────┴──────────┘
`}},
		{"table of arrays", `console.table([[1, 2], [3]])`, []string{`┌─────────┬───┬───┐
│ (index) │ 0 │ 1 │
├─────────┼───┼───┤
│ 0       │ 1 │ 2 │
│ 1       │ 3 │   │
└─────────┴───┴───┘
`}},
		{"table of values", `console.table({x: 1, y: {Value: 2}, z: () => 1})`, []string{`┌─────────┬───────┬─────────┐
│ (index) │ Value │ Value   │
├─────────┼───────┼─────────┤
│ x       │       │ 1       │
│ y       │ 2     │         │
│ z       │       │ () => 1 │
└─────────┴───────┴─────────┘
`}},
		{"table of some columns", `console.table([{a: 1, b: 2}], ['b', 'c'])`, []string{`┌─────────┬───┬───┐
│ (index) │ b │ c │
├─────────┼───┼───┤
│ 0       │ 2 │   │
└─────────┴───┴───┘
`}},
		{"table of a map and a set", `console.table(new Map([['k', {v: 1}]])); console.table(new Set([{v: 'é'}]))`, []string{`┌─────────┬───┐
│ (index) │ v │
├─────────┼───┤
│ k       │ 1 │
└─────────┴───┘
`, `┌─────────┬─────┐
│ (index) │ v   │
├─────────┼─────┤
│ 0       │ 'é' │
└─────────┴─────┘
`}},
		{"table of nothing", `console.table([])`, []string{`┌─────────┐
│ (index) │
├─────────┤
└─────────┘
`}},
		{"table of a proxy and a getter", `console.table(new Proxy([{get a() { throw 1 }}], {get() { throw 1 }}))`, []string{`┌─────────┬───────┐
│ (index) │ a     │
├─────────┼───────┤
│ 0       │ (...) │
└─────────┴───────┘
`}},
		{"table of no object", `console.table(5); console.table('%s', 'x')`, []string{"5\n", "x\n"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			vm, _, log := newConsole()
			if _, err := vm.RunScript("test.js", test.source); err != nil {
				t.Fatal(ErrorText(vm, err))
			}
			if diff := cmp.Diff(test.want, *log); diff != "" {
				t.Errorf("writes differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestConsoleTimers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		vm, _, log := newConsole()
		if err := vm.Set("wait", func(ms float64) { time.Sleep(time.Duration(ms * float64(time.Millisecond))) }); err != nil {
			t.Fatal(err)
		}
		const source = `
console.time('x'); wait(0.123); console.timeLog('x', 'data', {a: 1});
console.time('x'); wait(1500); console.timeEnd('x'); console.timeEnd('x'); console.timeLog('x');
console.time(); console.timeEnd();`
		if _, err := vm.RunString(source); err != nil {
			t.Fatal(ErrorText(vm, err))
		}
		want := []string{
			"x: 0.123 ms data {a: 1}\n",
			"! Timer 'x' already exists\n",
			"x: 1500.123 ms\n",
			"! Timer 'x' does not exist\n",
			"! Timer 'x' does not exist\n",
			"default: 0.000 ms\n",
		}
		if diff := cmp.Diff(want, *log); diff != "" {
			t.Errorf("writes differ (-want +got):\n%s", diff)
		}
	})
}

func TestConsoleObject(t *testing.T) {
	tests := []struct{ expression, want string }{
		{`Object.prototype.toString.call(console)`, `[object console]`},
		{`Object.keys(console)`, `debug,error,info,log,warn,dir,dirxml,table,trace,group,groupCollapsed,groupEnd,clear,count,countReset,assert,profile,profileEnd,time,timeLog,timeEnd,timeStamp`},
		{`JSON.stringify(Object.getOwnPropertyDescriptor(console, 'log'))`, `{"writable":true,"enumerable":true,"configurable":true}`},
		{`JSON.stringify(Object.getOwnPropertyDescriptor(console, Symbol.toStringTag))`, `{"value":"console","writable":false,"enumerable":false,"configurable":true}`},
		{`Object.getOwnPropertyDescriptor(globalThis, 'console').enumerable`, `false`},
		{`Object.getOwnPropertyDescriptor(globalThis, 'console').writable`, `true`},
		{`Reflect.ownKeys(Object.getPrototypeOf(console)).length`, `0`},
		{`Object.getPrototypeOf(Object.getPrototypeOf(console)) === Object.prototype`, `true`},
		{`console.log.name + console.log.length + console.assert.length`, `log00`},
		{`String(console.log)`, `function log() { [native code] }`},
		{`console.log()`, `undefined`},
		{`(() => { try { new console.log() } catch (e) { return e.constructor.name } })()`, `TypeError`},
	}
	vm, _, _ := newConsole()
	for _, test := range tests {
		got, err := vm.RunString(test.expression)
		if err != nil {
			t.Errorf("%s: %s", test.expression, ErrorText(vm, err))
		} else if got.String() != test.want {
			t.Errorf("%s = %s, want %s", test.expression, got, test.want)
		}
	}
}

func TestConsoleOfHost(t *testing.T) {
	vm, c, log := newConsole()
	if _, err := vm.RunString(`console.group('g')`); err != nil {
		t.Fatal(err)
	}
	c.Log("a")
	c.Warn("b")
	c.Error("c %s\nd")
	want := []string{"g\n", "  a\n", "!   b\n", "!   c %s\n  d\n"}
	if diff := cmp.Diff(want, *log); diff != "" {
		t.Errorf("writes differ (-want +got):\n%s", diff)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestConsoleSurvivesBrokenWriter(t *testing.T) {
	vm := goja.New()
	InstallConsole(vm, brokenWriter{}, brokenWriter{})
	if _, err := vm.RunString(`console.log('a'); console.error('b')`); err != nil {
		t.Errorf("a write error reached the script: %s", ErrorText(vm, err))
	}
}

// Promise jobs run after the script, not because something was printed.
func TestConsoleRunsNoPromiseJobs(t *testing.T) {
	vm, _, log := newConsole()
	if _, err := vm.RunString(`Promise.resolve().then(() => console.log('job')); console.log(new Map([[1, new Date(NaN)]])); console.log('end')`); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Map(1) {1 => Invalid Date}\n", "end\n", "job\n"}, *log); diff != "" {
		t.Errorf("writes differ (-want +got):\n%s", diff)
	}
}

func BenchmarkConsoleLog(b *testing.B) {
	vm := goja.New()
	InstallConsole(vm, brokenWriter{}, brokenWriter{})
	log, _ := goja.AssertFunction(member(vm.GlobalObject(), "console").Get("log"))
	text := vm.ToValue("accepted")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := log(nil, text); err != nil {
			b.Fatal(err)
		}
	}
}
