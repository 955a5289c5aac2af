package storage_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/storage"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	service "github.com/tcpsrv-host/tcpsrv-host/host/storage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fixture is an App with chrome.storage and a journal, which the pages write by
// say(...) and which holds their reports too.
type fixture struct {
	t       *testing.T
	loop    *eventloop.Loop
	app     *extension.App
	store   *service.Store
	api     *storage.API
	journal []string
}

func newFixture(t *testing.T, options service.Options) *fixture {
	t.Helper()
	store, err := service.OpenMemory(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	f := &fixture{t: t, store: store}
	f.loop = eventloop.New(eventloop.NewChannelPoller(), func(v any, stack []byte) {
		t.Errorf("a task panicked: %v\n%s", v, stack)
	})
	f.app = extension.NewApp(f.loop, nil)
	f.api = storage.New(f.app, store)
	return f
}

// page is a page whose lines in the journal begin with its name.
type page struct {
	*extension.Page
	f     *fixture
	name  string
	realm *eventloop.Realm
}

func (f *fixture) page(name string) *page {
	p := &page{f: f, name: name}
	vm := goja.New()
	p.realm = f.loop.NewRealm(vm, p)
	p.Page = f.app.AddPage(p.realm, p)
	f.api.Install(p.Page)
	vm.Set("say", func(words ...string) { p.say(strings.Join(words, " ")) })
	return p
}

func (p *page) say(line string) { p.f.journal = append(p.f.journal, p.name+": "+line) }

func (p *page) UncaughtException(err error) { p.say("uncaught " + err.Error()) }
func (p *page) UnhandledRejection(promise *goja.Promise) {
	p.say("unhandled " + promise.Result().String())
}
func (p *page) RejectionHandled(*goja.Promise)                      {}
func (p *page) ReportException(err error, line func(string) string) { p.say(line(err.Error())) }
func (p *page) ReportError(line string)                             { p.say(line) }

// run runs a script as a task of its own.
func (p *page) run(source string) {
	p.f.t.Helper()
	program, err := goja.Compile("test.js", source, true)
	if err != nil {
		p.f.t.Fatal(err)
	}
	p.f.loop.Post(eventloop.TaskFunc(func() { p.realm.RunProgram(program) }))
}

func (f *fixture) finish(want ...string) {
	f.t.Helper()
	f.loop.Run()
	if diff := cmp.Diff(want, f.journal); diff != "" {
		f.t.Errorf("the journal differs (-want +got):\n%s", diff)
	}
}

func TestEventReachesAllPages(t *testing.T) {
	f := newFixture(t, service.Options{})
	a, b := f.page("a"), f.page("b")
	const listen = `
		chrome.storage.local.onChanged.addListener(changes => { say('local', JSON.stringify(changes)); changes.k = 'mine'; });
		chrome.storage.onChanged.addListener((changes, area) => say(area, JSON.stringify(changes), String(Object.getPrototypeOf(changes) === Object.prototype)));`
	a.run(listen)
	b.run(listen)
	b.run(`chrome.storage.local.set({k: [1]}, () => say('done'));`)
	f.finish(
		`a: local {"k":{"newValue":[1]}}`,
		`b: local {"k":{"newValue":[1]}}`,
		`a: local {"k":{"newValue":[1]}} true`,
		`b: local {"k":{"newValue":[1]}} true`,
		`b: done`,
	)
}

func TestClosedPageHearsNothing(t *testing.T) {
	f := newFixture(t, service.Options{})
	a, b := f.page("a"), f.page("b")
	a.run(`chrome.storage.onChanged.addListener(() => say('changed')); chrome.storage.sync.set({k: 1}, () => say('done'));`)
	b.run(`chrome.storage.onChanged.addListener((changes, area) => say('changed', area));`)
	f.loop.Post(eventloop.TaskFunc(a.Close))
	f.finish(`b: changed sync`)
}

func TestManagedHoldsThePolicy(t *testing.T) {
	f := newFixture(t, service.Options{Managed: json.RawMessage(`{"b": 1, "a": {"y": 2, "x": 1}}`)})
	f.page("a").run(`chrome.storage.managed.get({a: 0, zz: 9}, items => say(JSON.stringify(items)));`)
	f.finish(`a: {"a":{"x":1,"y":2},"zz":9}`)
}

func TestUncheckedError(t *testing.T) {
	f := newFixture(t, service.Options{})
	f.page("a").run(`
		chrome.storage.local.set({k: new Uint8Array(1)}, () => {});
		chrome.storage.managed.clear();`)
	f.finish(
		`a: Unchecked runtime.lastError: Cannot serialize value to JSON`,
		`a: unhandled Error: This is a read-only store.`,
	)
}

// A store that is closed while calls are on their way answers them, too late
// for anybody to hear.
func TestStoreClosed(t *testing.T) {
	f := newFixture(t, service.Options{})
	f.store.Close()
	f.page("a").run(`chrome.storage.local.get(() => say(chrome.runtime.lastError.message));`)
	f.finish(`a: the storage is closed`)
}

// JSON and the like are the app's to replace; the API does not use them.
func TestReplacedBuiltIns(t *testing.T) {
	f := newFixture(t, service.Options{})
	f.page("a").run(`
		const stringify = JSON.stringify;
		JSON.parse = JSON.stringify = Object.keys = Array.isArray = () => { throw new Error('mine'); };
		chrome.storage.local.set({k: [1, {a: 2}]}, () => chrome.storage.local.get(items => say(stringify(items))));`)
	f.finish(`a: {"k":[1,{"a":2}]}`)
}
