package web

import (
	"os"
	"runtime"
	"testing"
	"weak"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// testPage is a page on a loop, whose reports are collected.
type testPage struct {
	t       testing.TB
	loop    *eventloop.Loop
	realm   *eventloop.Realm
	vm      *goja.Runtime
	events  *Events
	reports []string // what no listener prevented
	said    []string // by say(text)
}

func newTestPage(t testing.TB) *testPage {
	t.Helper()
	p := &testPage{t: t, vm: goja.New()}
	p.loop = eventloop.New(eventloop.NewChannelPoller(), func(v any, stack []byte) { t.Errorf("panic: %v\n%s", v, stack) })
	p.realm = p.loop.NewRealm(p.vm, p)
	InstallWindow(p.vm)
	p.events = InstallEvents(p.realm)
	InstallTimers(p.realm, nil)
	InstallBlob(p.realm)
	must(p.vm.Set("say", func(text string) { p.said = append(p.said, text) }))
	return p
}

func (p *testPage) UncaughtException(err error) {
	if !p.events.FireError(err) {
		p.reports = append(p.reports, "Uncaught "+UncaughtText(p.vm, err))
	}
}

func (p *testPage) UnhandledRejection(promise *goja.Promise) {
	p.reports = append(p.reports, "Uncaught (in promise) "+DetailText(p.vm, promise.Result()))
}

func (p *testPage) RejectionHandled(*goja.Promise) {}

// post runs a script as a task of its own.
func (p *testPage) post(name, source string) {
	p.t.Helper()
	program, err := goja.Compile(name, source, false)
	if err != nil {
		p.t.Fatal(err)
	}
	p.loop.Post(eventloop.TaskFunc(func() { p.realm.RunProgram(program) }))
}

func (p *testPage) postFile(name string) {
	p.t.Helper()
	source, err := os.ReadFile("testdata/" + name)
	if err != nil {
		p.t.Fatal(err)
	}
	p.post(name, string(source))
}

// task posts a func of the host.
func (p *testPage) task(f func()) { p.loop.Post(eventloop.TaskFunc(f)) }

// expect runs the loop and compares what the scripts said.
func (p *testPage) expect(want ...string) {
	p.t.Helper()
	p.loop.Run()
	if diff := cmp.Diff(want, p.said); diff != "" {
		p.t.Errorf("what the scripts said (-want +got):\n%s", diff)
	}
}

func TestPromiseJobsRunBetweenListenersOfATask(t *testing.T) {
	p := newTestPage(t)
	p.post("test.js", `
		for (const n of [1, 2]) addEventListener('load', (e) => {
			say('listener ' + n + ' ' + e.isTrusted);
			Promise.resolve().then(() => say('job ' + n));
		});`)
	p.task(func() { p.events.Window.Fire(&Event{Type: "load"}) })
	p.post("test.js", `say('script'); dispatchEvent(new Event('load')); say('end of script');`)
	p.expect("listener 1 true", "job 1", "listener 2 true", "job 2",
		"script", "listener 1 false", "listener 2 false", "end of script", "job 1", "job 2")
}

func TestFireSaysWhetherToProceed(t *testing.T) {
	p := newTestPage(t)
	p.post("test.js", `addEventListener('x', (e) => e.preventDefault())`)
	p.task(func() {
		for _, c := range []struct {
			event   Event
			proceed bool
		}{
			{Event{Type: "x", Cancelable: true}, false},
			{Event{Type: "x"}, true},
			{Event{Type: "y", Cancelable: true}, true},
		} {
			if proceed := p.events.Window.Fire(&c.event); proceed != c.proceed {
				t.Errorf("Fire(%s, cancelable %v) = %v, want %v", c.event.Type, c.event.Cancelable, proceed, c.proceed)
			}
		}
	})
	p.expect()
}

func TestEventGoesThroughTheTree(t *testing.T) {
	p := newTestPage(t)
	object := p.vm.CreateObject(p.events.Target().Prototype)
	document := p.events.NewTarget(object, &p.events.Window)
	p.events.Target().Adopt(object, &document)
	must(p.vm.Set("doc", object))
	p.post("test.js", `
		const on = (name, target, capture) => target.addEventListener('DOMContentLoaded', (e) => {
			say([name, e.eventPhase, e.target === doc, e.currentTarget === target, e.composedPath().length].join(' '));
			if (name === stop) e.stopPropagation();
		}, capture);
		let stop;
		on('window', window);
		on('document', doc);
		on('document capture', doc, true);
		on('window capture', window, true);`)
	fire := func(bubbles bool) func() {
		return func() { document.Fire(&Event{Type: "DOMContentLoaded", Bubbles: bubbles}) }
	}
	p.task(fire(true))
	p.post("test.js", `say('stopped'); stop = 'document capture';`)
	p.task(fire(true))
	p.post("test.js", `say('no bubbles'); stop = '';`)
	p.task(fire(false))
	p.post("test.js", `say('override');`)
	p.task(func() { p.events.Window.Fire(&Event{Type: "DOMContentLoaded", Override: &document}) })
	p.expect(
		"window capture 1 true true 2", "document capture 2 true true 2", "document 2 true true 2", "window 3 true true 2",
		"stopped", "window capture 1 true true 2", "document capture 2 true true 2",
		"no bubbles", "window capture 1 true true 2", "document capture 2 true true 2", "document 2 true true 2",
		"override", "window 2 true true 1", "window capture 2 true true 1",
	)
}

func TestErrorEventOfAnUncaughtException(t *testing.T) {
	p := newTestPage(t)
	p.post("test.js", `
		onerror = function (...args) { say([...args.slice(0, 3), args[3] > 0, args[4] instanceof RangeError].join(' ')); return prevent; };
		let prevent = true;
		setTimeout(() => { throw new RangeError('one'); }, 0);
		setTimeout(() => { prevent = false; throw new RangeError('two'); }, 0);
		setTimeout(() => { (function f() { f(); })(); }, 0);`)
	p.expect(
		"Uncaught RangeError: one test.js 4 true true",
		"Uncaught RangeError: two test.js 5 true true",
		"Uncaught RangeError: Maximum call stack size exceeded test.js 6 true true",
	)
	if len(p.reports) != 2 {
		t.Errorf("reports: %q, want the second and the third error", p.reports)
	}
}

func TestRejectionEvents(t *testing.T) {
	p := newTestPage(t)
	p.post("test.js", `
		const promise = Promise.reject('reason');
		promise.catch(() => {});
		const tell = (e) => { say([e.type, e.promise === promise, e.reason, e.cancelable].join(' ')); e.preventDefault(); };
		onunhandledrejection = onrejectionhandled = tell;
		var p = promise;`)
	p.task(func() {
		promise, reason := p.vm.Get("p"), p.vm.ToValue("reason")
		if !p.events.FireUnhandledRejection(promise, reason) {
			t.Error("FireUnhandledRejection = false, but the handler prevents the report")
		}
		p.events.FireRejectionHandled(promise, reason)
	})
	p.expect("unhandledrejection true reason true", "rejectionhandled true reason false")
}

// A target is in no table that would keep it: a listener may refer to it.
func TestTargetsAreCollected(t *testing.T) {
	p := newTestPage(t)
	p.post("test.js", `
		for (let i = 0; i < 100; i++) {
			const reader = new FileReader();
			reader.onload = () => reader.result;
			observe(reader);
		}`)
	var readers []weak.Pointer[fileReader]
	must(p.vm.Set("observe", func(call goja.FunctionCall) goja.Value {
		reader, _ := stateOf[*fileReader](pageOf(p.vm), call.Argument(0))
		readers = append(readers, weak.Make(reader))
		return nil
	}))
	p.loop.Run()
	runtime.GC()
	left := 0
	for _, r := range readers {
		if r.Value() != nil {
			left++
		}
	}
	if len(readers) != 100 || left > 10 {
		t.Errorf("%d of %d readers are still there after a collection", left, len(readers))
	}
	runtime.KeepAlive(p)
}

func TestLazyGlobals(t *testing.T) {
	p := newTestPage(t)
	p.post("test.js", `
		const shape = (name) => Object.entries(Object.getOwnPropertyDescriptor(window, name)).map(([k, v]) => k + ' ' + (typeof v === 'function' || v)).join(', ');
		say(String('ProgressEvent' in window && !Object.keys(window).includes('ProgressEvent')));
		ProgressEvent;
		say(shape('ProgressEvent'));
		Blob = 5;
		say(shape('Blob'));
		say(typeof new File(['x'], 'n').slice);`)
	const data = "writable true, enumerable false, configurable true"
	p.expect("true", "value true, "+data, "value 5, "+data, "function")
}

func TestNewDOMExceptionHasTheStackOfTheScript(t *testing.T) {
	p := newTestPage(t)
	must(p.vm.Set("fail", func() { panic(NewDOMException(p.vm, "NotFoundError", "gone")) }))
	p.post("test.js", `
		function f() { fail(); }
		try { f(); } catch (e) { say(e.stack); say(e.name + ' ' + e.code); }
		f();`)
	p.task(func() {
		if stack := NewDOMException(p.vm, "DataError", "text").Get("stack"); stack != nil {
			t.Errorf("a DOMException that no script waits for has the stack %q", stack)
		}
	})
	p.expect("NotFoundError: gone\n    at f (test.js:2:18)\n    at test.js:3:9", "NotFoundError 8")
	want := []string{"Uncaught NotFoundError: gone\n    at f (test.js:2:18)\n    at test.js:4:3"}
	if diff := cmp.Diff(want, p.reports); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
}
