package web

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
)

// Fire dispatches an event to the target and its parents, and reports whether
// no listener prevented the default action.
//
// When no script runs, the promise jobs that a listener queues run before the
// next listener; when a script called dispatchEvent, after the script. What a
// listener throws is reported and the next one runs.
//
// See https://dom.spec.whatwg.org/#dispatching-events.
func (t *EventTarget) Fire(event AnyEvent) (proceed bool) {
	e := event.base()
	if e.timeStamp == 0 {
		e.timeStamp = t.events.page.now()
	}
	e.target = t
	if e.Override != nil {
		e.target = e.Override
	}
	e.path = t.path(e.Type)
	finish := t.events.activate(e.path, event)
	e.walk(event)
	e.path, e.currentTarget, e.phase = nil, nil, phaseNone
	if finish != nil {
		finish(e.canceled)
	}
	return !e.canceled
}

func (e *Event) walk(event AnyEvent) {
	path := e.path
	isCapture := func(l *listener) bool { return l.capture }
	isNot := func(l *listener) bool { return !l.capture }
	if len(path) == 1 {
		// Chrome calls the listeners of a target outside a tree in the order
		// of their registration, those for capture among the others. It does
		// so as well when propagation was stopped before.
		e.visit(event, path[0], phaseAtTarget, func(*listener) bool { return true })
		return
	}
	for _, t := range slices.Backward(path[1:]) {
		e.visitUnlessStopped(event, t, phaseCapturing, isCapture)
	}
	e.visitUnlessStopped(event, path[0], phaseAtTarget, isCapture)
	e.visitUnlessStopped(event, path[0], phaseAtTarget, isNot)
	if e.Bubbles {
		for _, t := range path[1:] {
			e.visitUnlessStopped(event, t, phaseBubbling, isNot)
		}
	}
}

func (e *Event) visitUnlessStopped(event AnyEvent, t *EventTarget, phase int, take func(*listener) bool) {
	if !e.stopped {
		e.visit(event, t, phase, take)
	}
}

// visit calls the listeners that one target has now.
func (e *Event) visit(event AnyEvent, t *EventTarget, phase int, take func(*listener) bool) {
	e.currentTarget, e.phase = t, phase
	for _, l := range t.listeners[e.Type] {
		if e.stoppedNow {
			return
		}
		if l.removed || !take(l) {
			continue
		}
		if l.once {
			t.remove(e.Type, l)
		}
		e.inPassive = l.passive
		t.events.invoke(t, l, event)
		e.inPassive = false
	}
}

// invoke calls one listener, as an entry into JavaScript of its own unless a
// script is running.
func (e *Events) invoke(t *EventTarget, l *listener, event AnyEvent) {
	e.page.realm.Run(func() {
		previous := e.current
		e.current = event
		defer func() { e.current = previous }()
		var err error
		if l.handler {
			err = e.callHandler(t, l, event)
		} else {
			err = e.callListener(t, l, event)
		}
		if err != nil {
			e.page.realm.Report(err)
		}
	})
}

func (e *Events) callListener(t *EventTarget, l *listener, event AnyEvent) error {
	if f, ok := goja.AssertFunction(l.callback); ok {
		_, err := f(t.value(), e.objectOf(event))
		return err
	}
	var method goja.Value
	if exception := e.page.vm.Try(func() { method = l.callback.Get("handleEvent") }); exception != nil {
		return exception
	}
	// Chrome says nothing of an object that has no such method.
	if f, ok := goja.AssertFunction(method); ok {
		_, err := f(l.callback, e.objectOf(event))
		return err
	}
	return nil
}

// callHandler calls an event handler: one that returns false prevents the
// default action, window.onerror does so by true, and has arguments of its own.
//
// See https://html.spec.whatwg.org/multipage/webappapis.html#the-event-handler-processing-algorithm.
func (e *Events) callHandler(t *EventTarget, l *listener, event AnyEvent) error {
	f, ok := goja.AssertFunction(l.callback)
	if !ok {
		return nil
	}
	prevents := false
	args := []goja.Value{e.objectOf(event)}
	if failure, ok := event.(*ErrorEvent); ok && t == &e.Window && failure.Type == "error" {
		prevents = true
		vm := e.page.vm
		args = []goja.Value{vm.ToValue(failure.Message), vm.ToValue(failure.Filename), vm.ToValue(failure.Lineno), vm.ToValue(failure.Colno), failure.Error}
	}
	result, err := f(t.value(), args...)
	if err == nil && result.StrictEquals(e.page.vm.ToValue(prevents)) {
		event.base().preventDefault()
	}
	return err
}

// foreignEvent gives the state of an Event of another page.
func (e *Events) foreignEvent(v goja.Value) (AnyEvent, *membrane.Side) {
	o, side := membrane.Home(v)
	if o == nil {
		return nil, nil
	}
	event, _ := stateOf[AnyEvent](pageOf(side.Realm().Runtime()), o)
	return event, side
}

// copyOf makes an event of this page like one of another. It is what the
// listeners get: an event belongs to one page here.
func (e *Events) copyOf(foreign AnyEvent, side *membrane.Side) AnyEvent {
	from := foreign.base()
	event := Event{Type: from.Type, Bubbles: from.Bubbles, Cancelable: from.Cancelable, composed: from.composed, timeStamp: from.timeStamp}
	if custom, ok := foreign.(*CustomEvent); ok {
		return &CustomEvent{event, membrane.Pass(custom.Detail, side, membrane.Of(e.page.realm))}
	}
	return &event
}
