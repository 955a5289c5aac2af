package app_test

import (
	"testing"

	"github.com/dop251/goja"
	"go.uber.org/goleak"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/app"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	ownID   = "abcdefghijklmnopabcdefghijklmnop"
	otherID = "ponmlkjihgfedcbaponmlkjihgfedcba"
)

// fixture is an App of several pages. Its log has what the pages print and
// report, each line with the page in front.
type fixture struct {
	t       *testing.T
	loop    *eventloop.Loop
	app     *extension.App
	runtime *app.Runtime
	launch  *app.AppRuntime
	pages   map[*extension.Page]string
	names   []string
	realms  map[string]*eventloop.Realm
	reloads int
	log     []string
}

func newFixture(t *testing.T, pages ...string) *fixture {
	f := &fixture{t: t, pages: map[*extension.Page]string{}, realms: map[string]*eventloop.Realm{}}
	f.loop = eventloop.New(eventloop.NewChannelPoller(), func(value any, stack []byte) {
		t.Errorf("a task panicked: %v\n%s", value, stack)
	})
	f.app = extension.NewApp(f.loop, nil)
	f.runtime = app.NewRuntime(f.app, app.Identity{
		ID: ownID, Version: "1.2", Manifest: extension.JSON(`{"manifest_version":2,"name":"test","version":"1.2"}`),
	}, f)
	f.launch = app.NewAppRuntime(f.app)
	for _, name := range pages {
		f.addPage(name)
	}
	return f
}

// prelude gives a page log(...values); sayError gives the text of lastError.
const prelude = `
	const text = v => v === undefined ? 'undefined' : typeof v === 'function' ? 'function' : JSON.stringify(v);
	const log = (...values) => write(values.map(text).join(' '));
	const {runtime} = chrome;
	const lastError = () => runtime.lastError && runtime.lastError.message;
`

func (f *fixture) addPage(name string) {
	vm := goja.New()
	reporter := &reporter{f, name}
	realm := f.loop.NewRealm(vm, reporter)
	page := f.app.AddPage(realm, reporter)
	f.runtime.Install(page)
	f.runtime.AddPage(page)
	f.launch.Install(page)
	f.pages[page] = name
	f.names = append(f.names, name)
	f.realms[name] = realm
	vm.Set("write", func(line string) { f.add(name, line) })
	vm.Set("later", func(fn goja.Callable) {
		f.loop.Post(eventloop.TaskFunc(func() { realm.Call(fn, goja.Undefined()) }))
	})
	vm.Set("close", page.Close)
	f.run(name, prelude)
}

// run runs a script in a page, before or in a task of the loop.
func (f *fixture) run(page, script string) {
	f.realms[page].RunProgram(goja.MustCompile(page+".js", script, false))
}

func (f *fixture) add(page, line string) { f.log = append(f.log, page+": "+line) }

// PageURL implements [app.Host].
func (f *fixture) PageURL(p *extension.Page) string {
	return "chrome-extension://" + ownID + "/" + f.pages[p] + ".html?a&b#c"
}

// BackgroundPage implements [app.Host].
func (f *fixture) BackgroundPage(done func(extension.Maker, error)) {
	done(func(p *extension.Page) goja.Value { return p.Runtime().GlobalObject() }, nil)
}

// PackageDirectory implements [app.Host].
func (f *fixture) PackageDirectory(done func(extension.Maker, error)) {
	done(func(p *extension.Page) goja.Value {
		o := p.Runtime().NewObject()
		o.Set("fullPath", "/crxfs")
		return o
	}, nil)
}

// Reload implements [app.Host].
func (f *fixture) Reload() { f.reloads++ }

// reporter writes what a page reports into the log.
type reporter struct {
	f    *fixture
	page string
}

func (r *reporter) UncaughtException(err error) { r.f.add(r.page, "Uncaught "+message(err)) }

func (r *reporter) RejectionHandled(*goja.Promise) {}

func (r *reporter) UnhandledRejection(promise *goja.Promise) {
	r.f.add(r.page, "Uncaught (in promise) "+promise.Result().String())
}

func (r *reporter) ReportException(err error, line func(string) string) {
	r.f.add(r.page, line(message(err)))
}

func (r *reporter) ReportError(line string) { r.f.add(r.page, line) }

// message is what was thrown, without the stack.
func message(err error) string {
	if exception, ok := err.(*goja.Exception); ok {
		return exception.Value().String()
	}
	return err.Error()
}
