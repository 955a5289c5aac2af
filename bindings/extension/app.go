// Package extension makes chrome.* namespaces out of schema: it matches and
// converts arguments, delivers answers to callbacks and promises, keeps
// chrome.runtime.lastError, and dispatches events. It is what Chromium has in
// extensions/renderer/bindings, and like that knows no concrete API.
//
// All of it belongs to the loop's goroutine.
package extension

import (
	"slices"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// App is what the pages of one App share: the APIs and their events.
type App struct {
	Loop *eventloop.Loop
	// Trace, unless nil, gets a line for every call, answer and event.
	Trace func(line string)
	// EventPage, unless nil, hears of what keeps an event page from being
	// suspended, and of events that come while there is no page.
	EventPage EventPage

	pages    []*Page
	calls    int // made and not yet answered
	listened map[eventID]bool
}

// EventPage is the life cycle of a background page that comes and goes.
type EventPage interface {
	// Active is called when a call is made or answered, and for each event
	// before it is dispatched. inScript is whether JavaScript runs, which is so
	// while a call is made.
	Active(inScript bool)
	// Wake is called for an event that an earlier page listened to. deliver
	// dispatches it once the page has run its scripts.
	Wake(deliver func())
}

// PendingCalls is how many calls wait for their answer.
func (a *App) PendingCalls() int { return a.calls }

func (a *App) active(inScript bool) {
	if a.EventPage != nil {
		a.EventPage.Active(inScript)
	}
}

// NewApp makes an App without pages.
func NewApp(loop *eventloop.Loop, trace func(line string)) *App {
	return &App{Loop: loop, Trace: trace, listened: map[eventID]bool{}}
}

// Reporter prints what goes wrong in a page's API callbacks and listeners.
type Reporter interface {
	// ReportException prints what JavaScript threw into a callback or a
	// listener; line makes the console line of its stack text.
	ReportException(err error, line func(stack string) string)
	// ReportError prints a console line of level error.
	ReportError(line string)
}

// Page is one JavaScript realm that the APIs are installed in.
type Page struct {
	app        *App
	realm      *eventloop.Realm
	vm         *goja.Runtime
	reporter   Reporter
	lastError  lastError
	events     eventObjects
	views      func() *views
	arguments  []goja.Value // of the calls that are being made
	plainProto *goja.Object // Object.prototype
	json       json
	errorClass *goja.Object
	chrome     *goja.Object
	installers []Installer
	namespaces map[string]*goja.Object // that have been made, by name; "" is chrome
	delivery   delivery
	closed     bool
	onClose    []func()
}

// Installer makes the members of a namespace in a page, as an [API] does.
type Installer interface {
	Name() string
	Install(*Page)
}

// AddPage makes the chrome object of a page, on which a namespace is made when
// a script first looks at it: few scripts use more than two or three. Events
// reach pages in the order in which they were added.
func (a *App) AddPage(realm *eventloop.Realm, reporter Reporter, installers ...Installer) *Page {
	p := &Page{app: a, realm: realm, vm: realm.Runtime(), reporter: reporter, installers: installers, namespaces: map[string]*goja.Object{}}
	p.chrome = p.Namespace("")
	if !p.installs("runtime") {
		p.Namespace("runtime") // the home of lastError
	}
	p.lastError.init(p)
	p.events.init(p)
	p.views = sync.OnceValue(func() *views { return newViews(p.vm) })
	p.delivery.init(p)
	p.json.init(p.vm)
	p.plainProto = p.vm.NewObject().Prototype()
	p.errorClass = p.vm.Get("Error").(*goja.Object)
	p.vm.GlobalObject().Set("chrome", p.chrome)
	a.pages = append(a.pages, p)
	return p
}

// Close ends a page: no event, callback or promise reaches it any more.
func (p *Page) Close() {
	p.closed = true
	p.app.pages = slices.DeleteFunc(p.app.pages, func(q *Page) bool { return q == p })
	for _, f := range p.onClose {
		f()
	}
	p.onClose = nil
}

// OnClose calls f when the page has ended.
func (p *Page) OnClose(f func()) { p.onClose = append(p.onClose, f) }

// Closed is whether the page has ended.
func (p *Page) Closed() bool { return p.closed }

// Pages gives the pages that there are, in the order in which they were added.
func (a *App) Pages() []*Page { return slices.Clone(a.pages) }

// Runtime gives the page's runtime.
func (p *Page) Runtime() *goja.Runtime { return p.vm }

// Namespace gives the object of a namespace such as "sockets.tcp" in the page,
// whatever the app has put in its place, made if need be.
func (p *Page) Namespace(name string) *goja.Object {
	if o := p.namespaces[name]; o != nil {
		return o
	}
	o := p.vm.NewObject()
	p.namespaces[name] = o
	if name != "" && !p.installs(name) {
		i := max(0, strings.LastIndexByte(name, '.'))
		define(p.Namespace(name[:i]), strings.TrimPrefix(name[i:], "."), o)
	}
	prefix := name + "."
	if name == "" {
		prefix = ""
	}
	for _, child := range p.children(prefix) {
		engine.Lazily(o, child, func(on *goja.Object) { define(on, child, p.Namespace(prefix+child)) })
	}
	for _, i := range p.installers {
		if i.Name() == name {
			i.Install(p)
		}
	}
	return o
}

// installs is whether the namespace, or one in it, has an installer.
func (p *Page) installs(name string) bool {
	return slices.ContainsFunc(p.installers, func(i Installer) bool { return strings.HasPrefix(i.Name()+".", name+".") })
}

// children gives the names of the namespaces in the one with the prefix. Those
// of chrome are sorted, as Chrome has them.
func (p *Page) children(prefix string) (children []string) {
	for _, i := range p.installers {
		if rest, ok := strings.CutPrefix(i.Name(), prefix); ok {
			child, _, _ := strings.Cut(rest, ".")
			if !slices.Contains(children, child) {
				children = append(children, child)
			}
		}
	}
	if prefix == "" {
		slices.Sort(children)
	}
	return children
}

// Constant puts a value on a namespace that an app may assign to without
// effect, as chrome.runtime.id is.
func (p *Page) Constant(namespace, name string, value any) {
	v := p.vm.ToValue(value)
	getter := p.NewFunction("get "+name, func(goja.FunctionCall) goja.Value { return v })
	setter := p.NewFunction("set "+name, func(goja.FunctionCall) goja.Value { return goja.Undefined() })
	p.Namespace(namespace).DefineAccessorProperty(name, getter, setter, goja.FLAG_TRUE, goja.FLAG_TRUE)
}

// NewFunction makes a function as Chrome's API functions are: a name, length 0,
// no prototype, not a constructor.
func (p *Page) NewFunction(name string, f func(goja.FunctionCall) goja.Value) *goja.Object {
	fn := p.vm.ToValue(f).(*goja.Object)
	fn.DefineDataProperty("name", p.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return fn
}

// Throw throws an Error into the JavaScript that is calling.
func (p *Page) Throw(message string) {
	panic(p.newError(message))
}

// ThrowTypeError throws a TypeError into the JavaScript that is calling.
func (p *Page) ThrowTypeError(message string) {
	panic(p.vm.NewTypeError("%s", message))
}

func (p *Page) newError(message string) *goja.Object {
	e, err := p.vm.New(p.errorClass, p.vm.ToValue(message))
	if err != nil {
		panic(err)
	}
	return e
}

// define makes an own data property, whatever the app has done to
// Object.prototype.
func define(o *goja.Object, name string, value goja.Value) {
	o.DefineDataProperty(name, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
}
