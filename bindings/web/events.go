package web

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Events is what a page has for events: its window as a target, and a way to
// tell it of errors. It belongs to the goroutine that runs the page's scripts.
type Events struct {
	// Window is the global object as an EventTarget.
	Window EventTarget

	page           *page
	target         *Interface
	event          func() *Interface
	custom         func() *Interface
	progress       func() *Interface
	message        func() *Interface
	error          func() *Interface
	rejection      func() *Interface
	tree           Tree // nil while the page has no nodes
	named          func(name string) goja.Value
	ui             map[string]*Interface
	isTrusted      *goja.Object // the getter, which each event has itself
	current        AnyEvent     // window.event
	reportingError bool
}

// windowEvents are the types of the events for which a window has an attribute
// here: those that can happen without a screen.
var windowEvents = []string{
	"blur", "error", "focus", "hashchange", "languagechange", "load", "message", "messageerror", "offline", "online",
	"pagehide", "pageshow", "popstate", "rejectionhandled", "resize", "storage", "unhandledrejection",
}

// InstallEvents makes DOMException, EventTarget, Event and its kin globals, and
// the global object itself an EventTarget.
func InstallEvents(realm *eventloop.Realm) *Events {
	p := pageFor(realm)
	e := newEvents(p)
	e.installWindow()
	return e
}

// newEvents makes what a window and a worker have in common.
func newEvents(p *page) *Events {
	e := &Events{page: p}
	p.events = e
	p.exceptions = p.global("DOMException", p.newDOMExceptionInterface)
	p.quotaErrors = p.global(quotaExceeded, p.newQuotaErrorInterface)
	e.target = e.newEventTarget()
	e.target.Install()
	e.event = p.global("Event", e.newEvent)
	e.custom = p.global("CustomEvent", e.newCustomEvent)
	e.error = p.global("ErrorEvent", e.newErrorEvent)
	e.message = p.global("MessageEvent", e.newMessageEvent)
	e.progress = p.global("ProgressEvent", e.newProgressEvent)
	e.rejection = p.global("PromiseRejectionEvent", e.newPromiseRejectionEvent)
	return e
}

// EventsOf gives the Events of a page on which InstallEvents has run.
func EventsOf(vm *goja.Runtime) *Events { return pageOf(vm).events }

// installWindow gives the global object the prototypes that a window has.
func (e *Events) installWindow() {
	p := e.page
	vm, global := p.vm, p.vm.GlobalObject()
	window := p.newInterface("Window", e.target, 0, nil)
	properties := vm.CreateObject(e.target.Prototype)
	must(properties.DefineDataPropertySymbol(goja.SymToStringTag, vm.ToValue("WindowProperties"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	must(window.Prototype.SetPrototype(e.namedProperties(properties)))
	must(global.SetPrototype(window.Prototype))
	window.Install()

	p.scope = scope{name: window.Name, members: global}
	e.installScope()
	for _, typ := range windowEvents {
		p.eventHandler(global, typ, e.thisTarget)
	}
	p.attribute(global, "event", func(goja.Value) goja.Value {
		if e.current == nil {
			return goja.Undefined()
		}
		return e.objectOf(e.current)
	}, func(_, value goja.Value) { define(global, "event", value, enumerable) })
}

// installScope makes the global object a target, and gives it what a window and
// a worker have in common.
func (e *Events) installScope() {
	p := e.page
	e.Window = e.NewTarget(p.vm.GlobalObject(), nil)
	states.Set(p.vm.GlobalObject(), &e.Window)
	GlobalOperation(p.vm, "reportError", 1, func(args Arguments) goja.Value {
		p.realm.Report(p.vm.Try(func() { panic(args.At(0)) }))
		return goja.Undefined()
	})
}

// FireError fires an error event at the window for what no script caught, and
// reports whether a listener prevented the report on the console. What the
// listeners themselves throw meanwhile fires no event.
func (e *Events) FireError(err error) (prevented bool) {
	if e.reportingError || len(e.Window.listeners[errorType]) == 0 {
		return false
	}
	return e.FireErrorEvent(e.ErrorOf(err))
}

// FireErrorEvent is FireError for an event that was made already.
func (e *Events) FireErrorEvent(event *ErrorEvent) (prevented bool) {
	if e.reportingError {
		return false
	}
	e.reportingError = true
	defer func() { e.reportingError = false }()
	return !e.Window.Fire(event)
}

// ErrorOf makes the error event for what no script caught.
func (e *Events) ErrorOf(err error) *ErrorEvent {
	event := &ErrorEvent{Event: Event{Type: errorType, Cancelable: true}, Error: goja.Null()}
	var frames []goja.StackFrame
	switch err := err.(type) {
	case *goja.Exception:
		event.Error = err.Value()
		frames = err.Stack()
	case *goja.StackOverflowError:
		rangeError, failure := e.page.vm.New(e.page.intrinsic("RangeError"), e.page.vm.ToValue("Maximum call stack size exceeded"))
		must(failure)
		event.Error = rangeError
		frames = err.Stack()
	}
	event.Message = "Uncaught " + e.page.messageText(event.Error)
	if frames = scriptFrames(frames); len(frames) > 0 {
		at := frames[0].Position()
		event.Filename, event.Lineno, event.Colno = at.Filename, uint32(at.Line), uint32(at.Column)
	}
	return event
}

const errorType = "error"

// FireSyntaxError fires the error event for a script that cannot be compiled.
// See [Events.FireError].
func (e *Events) FireSyntaxError(message, file string, line, column int) (prevented bool) {
	if e.reportingError || len(e.Window.listeners["error"]) == 0 {
		return false
	}
	e.reportingError = true
	defer func() { e.reportingError = false }()
	syntaxError, failure := e.page.vm.New(e.page.vm.Get("SyntaxError"), e.page.vm.ToValue(message))
	must(failure)
	return !e.Window.Fire(&ErrorEvent{
		Event: Event{Type: "error", Cancelable: true}, Error: syntaxError,
		Message: "Uncaught SyntaxError: " + message, Filename: file, Lineno: uint32(line), Colno: uint32(column),
	})
}

// messageText is V8's text for an uncaught value.
func (p *page) messageText(v goja.Value) string {
	text := "exception"
	p.vm.Try(func() { text = stringOf(v) })
	return text
}

// FireUnhandledRejection fires the event for a rejected promise that nothing
// handles, and reports whether a listener prevented the report on the console.
func (e *Events) FireUnhandledRejection(promise, reason goja.Value) (prevented bool) {
	return !e.Window.Fire(&PromiseRejectionEvent{Event: Event{Type: "unhandledrejection", Cancelable: true}, Promise: promise, Reason: reason})
}

// FireRejectionHandled fires the event for a promise whose rejection was
// reported before something handled it.
func (e *Events) FireRejectionHandled(promise, reason goja.Value) {
	e.Window.Fire(&PromiseRejectionEvent{Event: Event{Type: "rejectionhandled"}, Promise: promise, Reason: reason})
}
