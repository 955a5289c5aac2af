package web

import (
	"github.com/dop251/goja"
)

// Event is the state of an Event. Events that Go makes are trusted.
type Event struct {
	Type       string
	Bubbles    bool
	Cancelable bool
	// Override, unless nil, is what the event says its target is. The load
	// event of a window says that it is the document.
	Override *EventTarget
	// Interface, unless nil, is that of an event whose kind another package
	// has.
	Interface func() *Interface

	object        *goja.Object // nil until a script gets to see the event
	composed      bool
	untrusted     bool
	timeStamp     float64
	target        *EventTarget
	currentTarget *EventTarget
	phase         int
	path          []*EventTarget // from the target up, during dispatch
	inPassive     bool
	canceled      bool
	stopped       bool
	stoppedNow    bool // immediately
}

// AnyEvent is an Event, or a struct that begins with one.
type AnyEvent interface{ base() *Event }

// Prevented says that a listener prevented the default action.
func (e *Event) Prevented() bool { return e.canceled }

func (e *Event) base() *Event { return e }

// CustomEvent is the state of a CustomEvent.
type CustomEvent struct {
	Event
	Detail goja.Value
}

// ProgressEvent is the state of a ProgressEvent.
type ProgressEvent struct {
	Event
	LengthComputable bool
	Loaded, Total    float64
}

// MessageEvent is the state of a MessageEvent. Nil stands for null.
type MessageEvent struct {
	Event
	Data                goja.Value
	Origin, LastEventID string
	Source              *goja.Object
	Ports               []*goja.Object

	ports goja.Value // the attribute, once it was read
}

// ErrorEvent is the state of an ErrorEvent.
type ErrorEvent struct {
	Event
	Message, Filename string
	Lineno, Colno     uint32
	Error             goja.Value
}

// PromiseRejectionEvent is the state of a PromiseRejectionEvent.
type PromiseRejectionEvent struct {
	Event
	Promise, Reason goja.Value
}

// Values of Event.eventPhase.
const (
	phaseNone = iota
	phaseCapturing
	phaseAtTarget
	phaseBubbling
)

// newEvent makes the interface Event.
//
// See https://dom.spec.whatwg.org/#events.
func (e *Events) newEvent() *Interface {
	p := e.page
	i := p.newInterface("Event", nil, 1, e.construct("EventInit", func(Arguments, dictionary) AnyEvent { return &Event{} }))
	attribute := func(name string, get func(*Event) any) {
		Attribute(i, name, func(event AnyEvent) any { return get(event.base()) })
	}
	mutable := func(name string, get func(*Event) any, set func(*Event, bool)) {
		MutableAttribute(i, name, func(event AnyEvent) any { return get(event.base()) },
			func(event AnyEvent, value goja.Value) { set(event.base(), value.ToBoolean()) })
	}
	operation := func(name string, f func(*Event)) {
		Operation(i, name, 0, func(event AnyEvent, _ Arguments) goja.Value {
			f(event.base())
			return goja.Undefined()
		})
	}
	target := func(e *Event) any { return e.target.value() }
	attribute("type", func(e *Event) any { return e.Type })
	attribute("target", target)
	attribute("currentTarget", func(e *Event) any { return e.currentTarget.value() })
	attribute("eventPhase", func(e *Event) any { return e.phase })
	attribute("bubbles", func(e *Event) any { return e.Bubbles })
	attribute("cancelable", func(e *Event) any { return e.Cancelable })
	attribute("defaultPrevented", func(e *Event) any { return e.canceled })
	attribute("composed", func(e *Event) any { return e.composed })
	attribute("timeStamp", func(e *Event) any { return e.timeStamp })
	attribute("srcElement", target)
	mutable("returnValue", func(e *Event) any { return !e.canceled }, func(e *Event, value bool) {
		if !value {
			e.preventDefault()
		}
	})
	mutable("cancelBubble", func(e *Event) any { return e.stopped }, func(e *Event, value bool) {
		e.stopped = e.stopped || value
	})
	i.Constants(
		Constant{"NONE", phaseNone}, Constant{"CAPTURING_PHASE", phaseCapturing},
		Constant{"AT_TARGET", phaseAtTarget}, Constant{"BUBBLING_PHASE", phaseBubbling},
	)
	Operation(i, "composedPath", 0, func(event AnyEvent, _ Arguments) goja.Value {
		return p.vm.NewArray(event.base().composedPath()...)
	})
	Operation(i, "initEvent", 1, func(event AnyEvent, args Arguments) goja.Value {
		event.base().init(args)
		return goja.Undefined()
	})
	operation("preventDefault", (*Event).preventDefault)
	operation("stopImmediatePropagation", func(e *Event) { e.stopped, e.stoppedNow = true, true })
	operation("stopPropagation", func(e *Event) { e.stopped = true })
	e.isTrusted = newFunction(p.vm, "get isTrusted", 0, func(call goja.FunctionCall) goja.Value {
		return p.vm.ToValue(!receiver[AnyEvent](p, call.This).base().untrusted)
	})
	return i
}

func (e *Events) newCustomEvent() *Interface {
	i := e.derived("CustomEvent", 1, func(_ Arguments, init dictionary) AnyEvent {
		return &CustomEvent{Detail: init.value("detail", goja.Null())}
	})
	Attribute(i, "detail", func(event *CustomEvent) any { return event.Detail })
	Operation(i, "initCustomEvent", 1, func(event *CustomEvent, args Arguments) goja.Value {
		if event.init(args) {
			event.Detail = goja.Null()
			if args.Has(3) {
				event.Detail = args.At(3)
			}
		}
		return goja.Undefined()
	})
	return i
}

func (e *Events) newProgressEvent() *Interface {
	i := e.derived("ProgressEvent", 1, func(_ Arguments, init dictionary) AnyEvent {
		return &ProgressEvent{LengthComputable: init.boolean("lengthComputable"), Loaded: init.double("loaded"), Total: init.double("total")}
	})
	Attribute(i, "lengthComputable", func(event *ProgressEvent) any { return event.LengthComputable })
	Attribute(i, "loaded", func(event *ProgressEvent) any { return event.Loaded })
	Attribute(i, "total", func(event *ProgressEvent) any { return event.Total })
	return i
}

func (e *Events) newErrorEvent() *Interface {
	i := e.derived("ErrorEvent", 1, func(_ Arguments, init dictionary) AnyEvent {
		return &ErrorEvent{
			Colno:    uint32(init.integer("colno")),
			Error:    init.value("error", goja.Undefined()),
			Filename: init.string("filename"),
			Lineno:   uint32(init.integer("lineno")),
			Message:  init.string("message"),
		}
	})
	Attribute(i, "message", func(event *ErrorEvent) any { return event.Message })
	Attribute(i, "filename", func(event *ErrorEvent) any { return event.Filename })
	Attribute(i, "lineno", func(event *ErrorEvent) any { return event.Lineno })
	Attribute(i, "colno", func(event *ErrorEvent) any { return event.Colno })
	Attribute(i, "error", func(event *ErrorEvent) any { return event.Error })
	return i
}

func (e *Events) newPromiseRejectionEvent() *Interface {
	i := e.derived("PromiseRejectionEvent", 2, func(_ Arguments, init dictionary) AnyEvent {
		promise, ok := init.member("promise")
		if !ok {
			panic(init.typeError("promise", "Required member is undefined."))
		}
		return &PromiseRejectionEvent{Promise: promiseOf(e.page.vm, promise), Reason: init.value("reason", goja.Undefined())}
	})
	Attribute(i, "promise", func(event *PromiseRejectionEvent) any { return event.Promise })
	Attribute(i, "reason", func(event *PromiseRejectionEvent) any { return event.Reason })
	return i
}

// promiseOf makes a promise of a value, as Web IDL does of an argument.
func promiseOf(vm *goja.Runtime, v goja.Value) goja.Value {
	if o, ok := v.(*goja.Object); ok && o.ExportType() == promiseType {
		return v
	}
	promise, resolve, _ := vm.NewPromise()
	must(resolve(v))
	return vm.ToValue(promise)
}

// derived makes an interface that inherits from Event.
func (e *Events) derived(name string, length int, make func(Arguments, dictionary) AnyEvent) *Interface {
	return e.page.newInterface(name, e.event(), length, e.construct(name+"Init", make))
}

// Derived makes an interface that inherits from Event: make reads what it has
// beyond the members of EventInit.
func (e *Events) Derived(name string, length int, make func(Arguments, Members) AnyEvent) *Interface {
	return e.derived(name, length, make)
}

// construct makes the constructor of an event interface: make reads what the
// interface has beyond the members of EventInit.
func (e *Events) construct(dictionary string, make func(Arguments, dictionary) AnyEvent) Construct {
	return func(o *goja.Object, args Arguments) *goja.Object {
		typ := args.String(0)
		init := args.dictionary(1, dictionary)
		base := Event{
			Type: typ, Bubbles: init.boolean("bubbles"), Cancelable: init.boolean("cancelable"), composed: init.boolean("composed"),
			untrusted: true, timeStamp: e.page.now(), object: o,
		}
		event := make(args, init)
		*event.base() = base
		e.expose(o, event)
		return o
	}
}

// expose makes o the object of an event.
func (e *Events) expose(o *goja.Object, event AnyEvent) {
	states.Set(o, event)
	must(o.DefineAccessorProperty("isTrusted", e.isTrusted, nil, goja.FLAG_FALSE, goja.FLAG_TRUE))
}

// objectOf gives the object of an event, which Go may have made without one.
func (e *Events) objectOf(event AnyEvent) *goja.Object {
	base := event.base()
	if base.object == nil {
		i := e.event
		if base.Interface != nil {
			i = base.Interface
		}
		switch event.(type) {
		case *CustomEvent:
			i = e.custom
		case *ProgressEvent:
			i = e.progress
		case *MessageEvent:
			i = e.message
		case *ErrorEvent:
			i = e.error
		case *PromiseRejectionEvent:
			i = e.rejection
		}
		base.object = e.page.vm.CreateObject(i().Prototype)
		e.expose(base.object, event)
	}
	return base.object
}

// init is what initEvent and its kin do with their first three arguments. It
// does nothing, and says so, while the event is dispatched.
func (e *Event) init(args Arguments) bool {
	typ := args.String(0)
	bubbles, cancelable := args.At(1).ToBoolean(), args.At(2).ToBoolean()
	if e.dispatching() {
		return false
	}
	e.Type, e.Bubbles, e.Cancelable = typ, bubbles, cancelable
	e.stopped, e.stoppedNow, e.canceled, e.untrusted = false, false, false, true
	return true
}

func (e *Event) preventDefault() {
	if e.Cancelable && !e.inPassive {
		e.canceled = true
	}
}

func (e *Event) dispatching() bool { return e.path != nil }

func (e *Event) composedPath() []any {
	objects := []any{}
	for _, t := range e.path {
		objects = append(objects, t.value())
	}
	return objects
}
