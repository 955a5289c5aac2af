package web

import (
	"github.com/dop251/goja"
)

// EventTarget is the state of an EventTarget. The state of an interface that
// inherits from it embeds one, made by [Events.NewTarget].
type EventTarget struct {
	events     *Events
	object     *goja.Object
	makeObject func() *goja.Object // for one without an object yet
	node       bool                // of a tree, which knows the parents
	parent     *EventTarget
	listeners  map[string][]*listener // copied when an entry goes: a dispatch walks over them
}

// anyTarget is an EventTarget, or a struct that embeds one.
type anyTarget interface{ eventTarget() *EventTarget }

func (t *EventTarget) eventTarget() *EventTarget { return t }

// value is the target's object for a script.
func (t *EventTarget) value() *goja.Object {
	if t == nil {
		return nil
	}
	if t.object == nil && t.makeObject != nil {
		t.object = t.makeObject()
	}
	return t.object
}

type listener struct {
	callback *goja.Object
	handler  bool // an event handler: the value of an attribute like onload
	capture  bool
	once     bool
	passive  bool
	removed  bool
}

// newEventTarget makes the interface EventTarget.
//
// See https://dom.spec.whatwg.org/#interface-eventtarget.
func (e *Events) newEventTarget() *Interface {
	i := e.page.newInterface("EventTarget", nil, 0, func(o *goja.Object, _ Arguments) *goja.Object {
		t := e.NewTarget(o, nil)
		states.Set(o, &t)
		return o
	})
	operation := func(name string, length int, f func(*EventTarget, Arguments) goja.Value) {
		context := i.context(name)
		defineOperation(e.page.vm, i.Prototype, name, length, func(call goja.FunctionCall) goja.Value {
			target := e.thisTarget(call.This)
			args := Arguments{page: e.page, context: context, values: call.Arguments}
			return f(target, args)
		})
	}
	operation("addEventListener", 2, func(t *EventTarget, args Arguments) goja.Value {
		args.require(2)
		typ, callback := args.String(0), listenerArgument(args)
		l := &listener{callback: callback, capture: captureArgument(args)}
		var signal *AbortSignal
		if options, ok := args.At(2).(*goja.Object); ok {
			l.once, l.passive = flag(options, "once"), flag(options, "passive")
			signal = signalOption(args, options)
		}
		if callback != nil && (signal == nil || !signal.Aborted()) && t.add(typ, l) && signal != nil {
			signal.OnAbort(func() { t.remove(typ, l) })
		}
		return goja.Undefined()
	})
	operation("dispatchEvent", 1, func(t *EventTarget, args Arguments) goja.Value {
		args.require(1)
		event, ok := stateOf[AnyEvent](e.page, args.At(0))
		if !ok {
			foreign, side := e.foreignEvent(args.At(0))
			if foreign == nil {
				panic(args.WrongType(0, "Event"))
			}
			event = e.copyOf(foreign, side)
			defer func() { foreign.base().canceled = event.base().canceled }()
		}
		if event.base().dispatching() {
			panic(NewDOMException(e.page.vm, "InvalidStateError", args.context+"The event is already being dispatched."))
		}
		event.base().untrusted = true
		return e.page.vm.ToValue(t.Fire(event))
	})
	operation("removeEventListener", 2, func(t *EventTarget, args Arguments) goja.Value {
		args.require(2)
		typ, callback, capture := args.String(0), listenerArgument(args), captureArgument(args)
		if l := t.find(typ, callback, capture); l != nil {
			t.remove(typ, l)
		}
		return goja.Undefined()
	})
	return i
}

// thisTarget gives the target that a method was called on. A call without one,
// like that of a bare addEventListener, is for the window.
func (e *Events) thisTarget(v goja.Value) *EventTarget {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return &e.Window
	}
	if o, ok := v.(*goja.Object); ok {
		if t := e.TargetOf(o); t != nil {
			return t
		}
	}
	panic(e.page.vm.NewTypeError(illegalInvocation))
}

func listenerArgument(args Arguments) *goja.Object {
	switch v := args.At(1).(type) {
	case *goja.Object:
		return v
	default:
		if !goja.IsUndefined(v) && !goja.IsNull(v) {
			panic(args.WrongType(1, "Object"))
		}
		return nil
	}
}

func captureArgument(args Arguments) bool {
	if options, ok := args.At(2).(*goja.Object); ok {
		return flag(options, "capture")
	}
	return args.At(2).ToBoolean()
}

// signalOption reads the member signal of AddEventListenerOptions, nil if it is
// not there.
func signalOption(args Arguments, options *goja.Object) *AbortSignal {
	v := options.Get("signal")
	if v == nil || goja.IsUndefined(v) {
		return nil
	}
	s, ok := stateOf[*AbortSignal](args.page, v)
	if !ok {
		panic(args.TypeError("Failed to read the 'signal' property from 'AddEventListenerOptions': Failed to convert value to 'AbortSignal'."))
	}
	return s
}

// NewTarget makes the state of an EventTarget whose object is o. An event that
// bubbles goes on to parent, unless that is nil.
func (e *Events) NewTarget(o *goja.Object, parent *EventTarget) EventTarget {
	return EventTarget{events: e, object: o, parent: parent}
}

// Target gives the interface EventTarget, for others to inherit from.
func (e *Events) Target() *Interface { return e.target }

func (t *EventTarget) find(typ string, callback *goja.Object, capture bool) *listener {
	for _, l := range t.listeners[typ] {
		if l.callback == callback && l.capture == capture && !l.handler {
			return l
		}
	}
	return nil
}

func (t *EventTarget) add(typ string, l *listener) (added bool) {
	if !l.handler && t.find(typ, l.callback, l.capture) != nil {
		return false
	}
	if t.listeners == nil {
		t.listeners = map[string][]*listener{}
	}
	t.listeners[typ] = append(t.listeners[typ], l)
	return true
}

func (t *EventTarget) remove(typ string, gone *listener) {
	gone.removed = true
	var left []*listener
	for _, l := range t.listeners[typ] {
		if l != gone {
			left = append(left, l)
		}
	}
	t.listeners[typ] = left
}

// Object gives the object that scripts have.
func (t *EventTarget) Object() *goja.Object { return t.object }

// HasListeners says whether the target has listeners, of any type.
func (t *EventTarget) HasListeners() bool {
	for _, listeners := range t.listeners {
		if len(listeners) > 0 {
			return true
		}
	}
	return false
}

// handler gives the event handler for events of a type.
func (t *EventTarget) handler(typ string) *listener {
	for _, l := range t.listeners[typ] {
		if l.handler {
			return l
		}
	}
	return nil
}

// setHandler sets an event handler. Its place among the listeners is that of
// the first value since there was none.
func (t *EventTarget) setHandler(typ string, value goja.Value) {
	callback, _ := value.(*goja.Object)
	l := t.handler(typ)
	switch {
	case callback == nil && l != nil:
		t.remove(typ, l)
	case callback != nil && l != nil:
		l.callback = callback
	case callback != nil:
		t.add(typ, &listener{callback: callback, handler: true})
	}
}

// EventHandlers defines event handler attributes, by the types of the events:
// "load" for onload.
func (i *Interface) EventHandlers(types ...string) {
	for _, typ := range types {
		i.page.eventHandler(i.Prototype, typ, func(v goja.Value) *EventTarget {
			return receiver[anyTarget](i.page, v).eventTarget()
		})
	}
}

// EventHandler defines an event handler attribute, and calls then when it was
// set.
func EventHandler[T anyTarget](i *Interface, typ string, then func(T)) {
	p := i.page
	name := "on" + typ
	p.attribute(i.Prototype, name, func(this goja.Value) goja.Value {
		return receiver[T](p, this).eventTarget().handlerValue(typ)
	}, func(this, value goja.Value) {
		target := receiver[T](p, this)
		target.eventTarget().setHandler(typ, value)
		then(target)
	})
}

// handlerValue gives the value of an event handler attribute.
func (t *EventTarget) handlerValue(typ string) goja.Value {
	if l := t.handler(typ); l != nil {
		return l.callback
	}
	return goja.Null()
}

func (p *page) eventHandler(o *goja.Object, typ string, target func(this goja.Value) *EventTarget) {
	p.attribute(o, "on"+typ, func(this goja.Value) goja.Value {
		return target(this).handlerValue(typ)
	}, func(this, value goja.Value) {
		target(this).setHandler(typ, value)
	})
}
