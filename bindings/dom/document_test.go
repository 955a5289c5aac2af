package dom

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	hostscript "github.com/tcpsrv-host/tcpsrv-host/host/script"
)

const origin = "chrome-extension://abcdefghijklmnopabcdefghijklmnop/"

// files are a package: texts by path.
type files map[string]string

func (f files) Read(url string) ([]byte, error) {
	text, ok := f[strings.TrimPrefix(url, origin)]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return []byte(text), nil
}

func (f files) Script(url string) (*goja.Program, error) {
	text, err := f.Read(url)
	if err != nil {
		return nil, err
	}
	return hostscript.Read(strings.TrimPrefix(url, origin), text, hostscript.Options{})
}

// testPage is the page page.html of a package, on a loop.
type testPage struct {
	t        testing.TB
	loop     *eventloop.Loop
	realm    *eventloop.Realm
	vm       *goja.Runtime
	console  bytes.Buffer
	document *Document
	loaded   bool
}

func newTestPage(t testing.TB, package_ files) *testPage {
	p := &testPage{t: t, vm: goja.New()}
	p.loop = eventloop.New(eventloop.NewChannelPoller(), func(v any, stack []byte) { t.Errorf("panic: %v\n%s", v, stack) })
	console := web.InstallConsole(p.vm, &p.console, &p.console)
	p.realm = p.loop.NewRealm(p.vm, p)
	web.InstallWindow(p.vm)
	web.InstallEvents(p.realm)
	web.InstallView(p.vm, web.NoView{})
	web.InstallTimers(p.realm, web.InstallCode(p.vm, console, web.CodeOptions{}))
	web.InstallBlob(p.realm)
	web.InstallURL(p.realm, web.NewObjectURLs(origin))
	p.document = New(p.realm, Page{
		URL: origin + "page.html", HTML: []byte(package_["page.html"]), Package: package_, Console: console,
		Fault: func(err error) { p.console.WriteString("Uncaught " + err.Error() + "\n") },
	})
	p.document.Load(func() { p.loaded = true })
	return p
}

func (p *testPage) UncaughtException(err error) {
	if !web.EventsOf(p.vm).FireError(err) {
		p.console.WriteString("Uncaught " + web.UncaughtText(p.vm, err) + "\n")
	}
}

func (p *testPage) UnhandledRejection(promise *goja.Promise) {
	p.console.WriteString("Uncaught (in promise) " + web.DetailText(p.vm, promise.Result()) + "\n")
}

func (p *testPage) RejectionHandled(*goja.Promise) {}

// expect runs the page to its end and compares what it wrote.
func (p *testPage) expect(want ...string) {
	p.t.Helper()
	p.loop.Run()
	if !p.loaded {
		p.t.Error("the page did not load to its end")
	}
	if diff := cmp.Diff(strings.Join(append(want, ""), "\n"), p.console.String()); diff != "" {
		p.t.Errorf("the console (-want +got):\n%s", diff)
	}
}

// TestPageLoads follows a page through its load: what each script sees, and in
// which order all comes.
func TestPageLoads(t *testing.T) {
	const names = `document.readyState, document.body !== null, !!document.getElementById('early'), !!document.getElementById('late'), document.currentScript && document.currentScript.id`
	newTestPage(t, files{
		"page.html": `<!DOCTYPE html><title>t</title>
			<script id=head src=head.js></script>
			<script id=defer defer src=defer.js></script>
			<p id=early>
			<script>inline()</script>
			<script id=json type="application/json">{"a": 1}</script>
			<script id=missing src=missing.js></script>
			<script id=throws src=throws.js></script>
			<script id=syntax src=syntax.js></script>
			<script id=body src="body.js?query"></script>
			<p id=late onclick="f()">`,
		"head.js": `
			const log = (...args) => console.log(args.join(' '));
			log('head', ` + names + `);
			Promise.resolve().then(() => log('job'));
			document.onreadystatechange = () => log('state', document.readyState);
			document.addEventListener('DOMContentLoaded', e => log('ready', e.target === document));
			document.addEventListener('error', e => log('error at', e.target.id), true);
			document.addEventListener('load', e => log('load at', e.target.id), true);
			onload = e => log('load', e.target === document, document.readyState);`,
		"defer.js":      `log('defer', ` + names + `)`,
		"throws.js":     `function f() {} throw new Error('boom')`,
		"syntax.js":     `var = 1`,
		"body.js?query": `log('body', ` + names + `, typeof f)`,
	}).expect(
		"head loading false false false head",
		"job",
		"load at head",
		web.RefusedInline("script", "inline()"),
		"GET "+origin+"missing.js net::ERR_FILE_NOT_FOUND",
		"error at missing",
		"Uncaught Error: boom",
		"    at throws.js:1:23",
		"load at throws",
		"Uncaught syntax.js:1:5: SyntaxError: Unexpected token '='",
		"    var = 1",
		"        ^",
		"load at syntax",
		"body loading true true false body function",
		"load at body",
		web.RefusedInline("event handler", "f()"),
		"state interactive",
		"defer interactive true true true defer",
		"load at defer",
		"ready true",
		"state complete",
		"load true complete",
	)
}

// TestSyntaxErrorReachesTheWindow: it can keep it from the console.
func TestSyntaxErrorReachesTheWindow(t *testing.T) {
	newTestPage(t, files{
		"page.html": `<script src=a.js></script><script src=broken.js></script>`,
		"a.js":      `onerror = (...args) => { console.log(args.slice(0, 3).join(' '), args[4] instanceof SyntaxError); return true; };`,
		"broken.js": "\nvar = 1",
	}).expect("Uncaught SyntaxError: Unexpected token '=' " + origin + "broken.js 2 true")
}

// TestLibraryIsLoadedWhenItIsNeeded is about start-up: most servers never ask
// for the document.
func TestLibraryIsLoadedWhenItIsNeeded(t *testing.T) {
	for source, loaded := range map[string]bool{
		`var name = 'x', status; typeof nothing; onload = () => {}; addEventListener('DOMContentLoaded', () => {});`: false,
		`scrollX; typeof find; new Event('x'); new MouseEvent('click'); location.hash;`:                              false,
		`document.title`: true,
		`HTMLElement`:    true,
	} {
		p := newTestPage(t, files{"page.html": `<script src=a.js></script>`, "a.js": source})
		p.expect()
		if got := p.document.library != nil; got != loaded {
			t.Errorf("%s: the library was loaded: %v, want %v", source, got, loaded)
		}
	}
}

// TestNamesThatLoadTheLibrary keeps the list in step with what the library has.
func TestNamesThatLoadTheLibrary(t *testing.T) {
	p := newTestPage(t, files{"page.html": `<script src=a.js></script>`, "a.js": `document`})
	p.expect()
	names := p.document.library.names()
	slices.Sort(names)
	want := strings.Fields(nameList)
	slices.Sort(want)
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("nameList differs from the names of the library (-list +library):\n%s\nit should be:\n%s", diff, strings.Join(names, " "))
	}
}
