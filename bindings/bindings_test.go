package bindings_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/tcpsrv-host/tcpsrv-host/bindings"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/app"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/dom"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/worker"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/manifest"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
	"github.com/tcpsrv-host/tcpsrv-host/host/storage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// world is the services of an App, and what it wrote.
type world struct {
	t        *testing.T
	services bindings.Services
	set      *bindings.Set
	out      bytes.Buffer
	uncaught int
}

func newWorld(t *testing.T, change func(*bindings.Services)) *world {
	w := &world{t: t}
	loop := eventloop.New(eventloop.NewChannelPoller(), func(v any, stack []byte) {
		t.Errorf("a task panicked: %v\n%s", v, stack)
	})
	stack := socket.NewStack(func(t socket.Task) bool { return loop.Post(t) })
	store, err := storage.OpenMemory(storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stack.Close()
		store.Close()
	})
	w.services = bindings.Services{
		Loop: loop, Sockets: stack, Storage: store, Permissions: manifest.AllowAll(),
		Permit:    func(manifest.Operation, string, uint16) bool { return true },
		Identity:  app.Identity{ID: "abcdefghijklmnopabcdefghijklmnop", Manifest: []byte(`{}`)},
		Eval:      true,
		Workers:   worker.NewGroup(loop),
		UserAgent: "test agent",
		Stdout:    &w.out, Stderr: &w.out,
		Uncaught: func() { w.uncaught++ },
	}
	if change != nil {
		change(&w.services)
	}
	w.set = bindings.New(w.services)
	return w
}

// TestAllHandlersFit looks at everything in chrome: a handler that does not
// agree with the IDL panics then.
func TestAllHandlersFit(t *testing.T) {
	w := newWorld(t, nil)
	w.page(`
		let functions = 0;
		const seen = new Set();
		(function look(o) {
			if (seen.has(o)) return;
			seen.add(o);
			for (const value of Object.values(o)) {
				if (typeof value === 'function') functions++;
				else if (value && typeof value === 'object') look(value);
			}
		})(chrome);
		console.log(functions > 200 || functions);`)
	w.finish("true")
}

// page makes a page and runs a script in it.
func (w *world) page(source string) *bindings.Page {
	w.t.Helper()
	page := w.set.Install(goja.New(), dom.Page{URL: "chrome-extension://abcdefghijklmnopabcdefghijklmnop/page.html"}, web.NoView{})
	program, err := goja.Compile("test.js", source, false)
	if err != nil {
		w.t.Fatal(err)
	}
	w.services.Loop.Post(eventloop.TaskFunc(func() { page.Realm.RunProgram(program) }))
	return page
}

// finish runs to the end and compares what was written.
func (w *world) finish(want ...string) {
	w.t.Helper()
	w.services.Loop.Run()
	if diff := cmp.Diff(strings.Join(append(want, ""), "\n"), w.out.String()); diff != "" {
		w.t.Errorf("the console (-want +got):\n%s", diff)
	}
}

func TestGlobalsOfAPage(t *testing.T) {
	w := newWorld(t, nil)
	w.page(`
		for (let name of ['chrome', 'console', 'setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'queueMicrotask', 'TextEncoder', 'TextDecoder',
			'navigator', 'window', 'self', 'document', 'location', 'addEventListener', 'Event', 'Blob'])
			if (!(name in globalThis)) console.log('no ' + name);
		for (let name of ['require', 'process', 'module', 'Buffer', 'global', 'tcpsrvHostEntry'])
			if (name in globalThis) console.log(name);
		console.log(window === globalThis, self === globalThis, navigator.userAgent, location.href, chrome.runtime.id);
	`)
	w.finish("true true test agent chrome-extension://abcdefghijklmnopabcdefghijklmnop/page.html abcdefghijklmnopabcdefghijklmnop")
}

func TestNamespacesNeedTheirPermission(t *testing.T) {
	w := newWorld(t, func(s *bindings.Services) { s.Permissions = &manifest.Permissions{} })
	w.page(`console.log('sockets' in chrome, 'storage' in chrome, 'runtime' in chrome)`)
	w.finish("false false true")
}

// TestReports has every way in which JavaScript fails to catch an error.
func TestReports(t *testing.T) {
	for _, c := range []struct {
		name, source string
		want         []string
		uncaught     int
	}{
		{"script", "function f() { throw new TypeError('x') }\nf()", []string{"Uncaught TypeError: x", "    at f (test.js:1:22)", "    at test.js:2:1"}, 1},
		{"timer", "setTimeout(() => { throw 'text' })", []string{"Uncaught text"}, 1},
		{"promise", "Promise.reject(new RangeError('x'))", []string{"Uncaught (in promise) RangeError: x", "    at test.js:1:16"}, 1},
		{"microtask", "queueMicrotask(() => { throw 5 })", []string{"Uncaught 5"}, 1},
		{"callback", "chrome.sockets.tcp.create(() => { throw new Error('x') })", []string{"Error handling response: Error: x", "    at test.js:1:41"}, 1},
		{"callback, no error object", "chrome.sockets.tcp.create(() => { throw 'text' })", []string{"Error handling response: Uncaught text"}, 1},
		{"stack overflow", "(function f() { f() })()", []string{"Uncaught RangeError: Maximum call stack size exceeded"}, 1},
		{"unchecked lastError is no error", "chrome.sockets.tcp.getInfo(1, () => {})", []string{"Unchecked runtime.lastError: Socket not found"}, 0},
		{"two", "Promise.reject(1); throw 2", []string{"Uncaught 2", "Uncaught (in promise) 1"}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, nil)
			w.page(c.source)
			w.services.Loop.Run()
			got := strings.Split(strings.TrimSuffix(w.out.String(), "\n"), "\n")
			isFrame := func(line string) bool { return strings.HasPrefix(line, "    at ") }
			if !slices.ContainsFunc(c.want, isFrame) { // where a thrown text came from is another test's matter
				got = slices.DeleteFunc(got, isFrame)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("the console (-want +got):\n%s", diff)
			}
			if w.uncaught != c.uncaught {
				t.Errorf("%d errors were reported as uncaught, want %d", w.uncaught, c.uncaught)
			}
		})
	}
}

func TestInterruptIsNoReport(t *testing.T) {
	w := newWorld(t, nil)
	page := w.page(`chrome.sockets.tcp.create(() => { setTimeout(() => console.log('later')); console.log('callback'); for (;;); })`)
	page.Runtime().Set("stop", func() { page.Runtime().Interrupt("stop") })
	program := goja.MustCompile("stop.js", `{ let log = console.log; console.log = text => { log(text); if (text === 'callback') stop() } }`, false)
	w.services.Loop.Post(eventloop.TaskFunc(func() { page.Realm.RunProgram(program) }))
	w.finish("callback", "later")
	if w.uncaught != 0 {
		t.Errorf("%d errors were reported as uncaught for an interrupt", w.uncaught)
	}
}

// Two pages of an App share its sockets and nothing else.
func TestTwoPages(t *testing.T) {
	w := newWorld(t, nil)
	first := w.page(`
		var shared = 1; Object.prototype.leak = 'leak';
		chrome.sockets.tcp.create({name: 'of the first'}, () => console.log('first', chrome.sockets.tcp !== undefined));
		setTimeout(() => console.log('timer of a closed page'), 1000);
	`)
	w.page(`
		console.log(typeof shared, {}.leak);
		chrome.sockets.tcp.getInfo(1, info => console.log('second', info.name, info instanceof Object));
		setTimeout(() => console.log('timer'), 2);
	`)
	w.services.Loop.Post(eventloop.TaskFunc(func() {
		w.services.Loop.Post(eventloop.TaskFunc(first.Close))
	}))
	w.finish("undefined undefined", "first true", "second of the first true", "timer")
}
