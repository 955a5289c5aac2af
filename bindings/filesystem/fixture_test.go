package filesystem_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"go.uber.org/goleak"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/filesystem"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	hostfs "github.com/tcpsrv-host/tcpsrv-host/host/filesystem"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// choices are answers to chooseEntry, the next one first; each with its paths
// joined by the separator of path lists.
type choices struct {
	list  []string
	asked []string
}

// Choose implements [filesystem.Chooser].
func (c *choices) Choose(kind, suggestedName string, _ bool) (paths []string, ok bool) {
	c.asked = append(c.asked, kind+" "+suggestedName)
	if len(c.list) == 0 {
		return nil, false
	}
	paths = filepath.SplitList(c.list[0])
	c.list = c.list[1:]
	return paths, true
}

// fixture is an App with one page. Its output is what the page prints and what
// is reported of it.
type fixture struct {
	t       *testing.T
	loop    *eventloop.Loop
	service *hostfs.Service
	files   *filesystem.FileSystem
	page    *extension.Page
	output  bytes.Buffer
}

// newFixture makes the App of a manifest that permits all, or as the options say.
func newFixture(t *testing.T, o hostfs.Options, c *choices) *fixture {
	t.Helper()
	o.AppID = "abcdefghijklmnopabcdefghijklmnop"
	f := &fixture{t: t, service: hostfs.New(o)}
	f.loop = eventloop.New(eventloop.NewChannelPoller(), func(value any, stack []byte) {
		t.Errorf("a task panicked: %v\n%s", value, stack)
	})
	vm := goja.New()
	console := web.InstallConsole(vm, &f.output, &f.output)
	reporter := &reporter{console}
	realm := f.loop.NewRealm(vm, reporter)
	web.InstallEvents(realm)
	web.InstallBlob(realm)
	app := extension.NewApp(f.loop, nil)
	f.files = filesystem.New(app, f.service, c)
	f.page = app.AddPage(realm, reporter)
	f.files.InstallWindow(f.page)
	f.files.Install(f.page)
	t.Cleanup(func() {
		f.files.Close()
		if err := f.service.Close(); err != nil {
			t.Error("Close:", err)
		}
	})
	return f
}

// prelude lets scripts await calls; what they throw is printed.
const prelude = `
	const {fileSystem, runtime} = chrome;
	const api = (name, ...args) => new Promise((resolve, reject) => fileSystem[name](...args, (...results) =>
		runtime.lastError ? reject(runtime.lastError.message) : resolve(results[0])));
	const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
	const failure = promise => promise.then(value => 'no error, but ' + value, e => e.message || e);
	const text = async entry => (await call(entry, 'file')).text();
	const done = (writer, name, argument) => new Promise(resolve => {
		writer.onwriteend = resolve;
		writer[name](argument);
	});
	const print = (...values) => console.log(values.join(' '));
`

// run runs a script, the body of an async function, until nothing is left to do,
// and compares the output.
func (f *fixture) run(script string, want ...string) {
	f.t.Helper()
	f.start(script)
	f.loop.Run()
	f.check(want...)
}

func (f *fixture) start(script string) {
	f.page.Realm().RunProgram(goja.MustCompile("test.js", prelude+"(async () => {"+script+"})().catch(e => print('FAIL ' + (e.stack || e)))", false))
}

func (f *fixture) check(want ...string) {
	f.t.Helper()
	if got := strings.TrimSuffix(f.output.String(), "\n"); got != strings.Join(want, "\n") {
		f.t.Errorf("the page printed\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

// reporter prints what no script caught.
type reporter struct{ console *web.Console }

func (r *reporter) UncaughtException(err error) { r.console.Error("Uncaught " + err.Error()) }

func (r *reporter) UnhandledRejection(p *goja.Promise) {
	r.console.Error("Uncaught (in promise) " + p.Result().String())
}

func (r *reporter) RejectionHandled(*goja.Promise) {}

func (r *reporter) ReportException(err error, line func(string) string) {
	r.console.Error(line(err.Error()))
}

func (r *reporter) ReportError(line string) { r.console.Error(line) }
