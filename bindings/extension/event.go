package extension

import (
	"fmt"
	"slices"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

// Event is an event of an API whose arguments are a T: [None], one value, or a
// struct with a field for each. It is dispatched to every page that has a
// listener.
type Event[T any] struct {
	app  *App
	id   eventID
	load func() *schema.Namespace
	args *tuple[T] // made for the first listener
	copy func(T) T // for T with bytes: each page gets its own
}

// eventID is an event of a namespace.
type eventID struct{ namespace, name string }

// NewEvent finds the event in the schema when it is first heard, which panics
// if it is not there, or T does not have its members.
func NewEvent[T any](app *App, namespace, name string) *Event[T] {
	return &Event[T]{app: app, id: eventID{namespace, name}, load: func() *schema.Namespace { return schema.Get(namespace) }}
}

// bind finds how the arguments are made.
func (e *Event[T]) bind() *tuple[T] {
	if e.args == nil {
		s := e.load().Event(e.id.name)
		if s == nil {
			panic(fmt.Sprintf("extension: no event %s.%s", e.id.namespace, e.id.name))
		}
		e.args = newTuple[T](s.Params)
	}
	return e.args
}

// CopyWith sets how the arguments are copied for a second page, when T has
// memory that JavaScript could write to. It gives e.
func (e *Event[T]) CopyWith(copy func(T) T) *Event[T] {
	e.copy = copy
	return e
}

// Dispatch calls the listeners: page by page, each with arguments of its own
// realm, which all listeners of the page share. Bytes in the arguments belong
// to JavaScript afterwards. To be called from a task.
func (e *Event[T]) Dispatch(args T) {
	type receiver struct {
		page   *Page
		object *EventObject
		args   []goja.Value
	}
	e.app.active(false)
	if len(e.app.pages) == 0 && e.app.EventPage != nil && e.app.listened[e.id] {
		e.app.EventPage.Wake(func() { e.Dispatch(args) })
		return
	}
	// All arguments are made before the first listener can write into one.
	var single [1]receiver
	receivers := single[:0]
	for _, p := range e.app.pages {
		object := p.events.byID[e.id]
		if object == nil || len(object.listeners) == 0 {
			continue
		}
		own := args
		if len(receivers) > 0 && e.copy != nil {
			own = e.copy(args)
		}
		receivers = append(receivers, receiver{p, object, e.bind().values(p, own)})
	}
	for _, r := range receivers {
		if r.page.closed { // by a listener in an earlier page
			continue
		}
		if e.app.Trace != nil {
			e.app.Trace("event " + r.page.describe(e.id.namespace, e.id.name, r.args))
		}
		r.page.delivery.run(r.object.listeners, r.args, nil)
	}
}

// HasListeners is whether the event would be heard in a page.
func (e *Event[T]) HasListeners(p *Page) bool {
	object := p.events.byID[e.id]
	return object != nil && len(object.listeners) > 0
}

// DispatchTo calls the listeners in one page. returned, unless nil, gets what
// each of them returned, or what it threw, which has been reported then.
func (e *Event[T]) DispatchTo(p *Page, args T, returned func(v goja.Value, err error)) {
	e.app.active(false)
	if p.closed || !e.HasListeners(p) {
		return
	}
	values := e.bind().values(p, args)
	if e.app.Trace != nil {
		e.app.Trace("event " + p.describe(e.id.namespace, e.id.name, values))
	}
	p.delivery.run(p.events.byID[e.id].listeners, values, returned)
}

// delivery runs the listeners of one event in a page. There is one for each
// page, so that an event makes no closure.
type delivery struct {
	page      *Page
	listeners []listener
	args      []goja.Value
	returned  func(goja.Value, error)
	body      func()
}

func (d *delivery) init(p *Page) {
	d.page = p
	d.body = d.callListeners
}

func (d *delivery) run(listeners []listener, args []goja.Value, returned func(goja.Value, error)) {
	d.listeners, d.args, d.returned = listeners, args, returned
	d.page.realm.Run(d.body)
}

func (d *delivery) callListeners() {
	listeners, args, returned := d.listeners, d.args, d.returned
	d.listeners, d.args, d.returned = nil, nil, nil
	d.page.callListeners(listeners, args, returned)
}

// callListeners calls each listener. An exception is reported and does not
// keep the next one from its call. returned, unless nil, gets each outcome.
func (p *Page) callListeners(listeners []listener, args []goja.Value, returned func(goja.Value, error)) {
	for _, l := range listeners {
		v, err := l.call(p.vm.GlobalObject(), args...)
		if err != nil {
			p.reporter.ReportException(err, schema.ListenerError)
		}
		if returned != nil {
			returned(v, err)
		}
	}
}

// listener is a function that was given to addListener.
type listener struct {
	object *goja.Object
	call   goja.Callable
}

// EventObject is an Event object of a page. A dispatch under way keeps the slice
// of listeners that it began with, so changes make a new one.
type EventObject struct {
	page      *Page
	id        eventID
	declared  bool // in the schema, as an event of a namespace
	object    *goja.Object
	listeners []listener
	retired   bool
}

func (e *EventObject) index(fn goja.Value) int {
	return slices.IndexFunc(e.listeners, func(l listener) bool { return l.object == fn })
}

// NewEventObject makes an Event object that is no event of a namespace, as
// port.onMessage is. The names are for the trace.
func (p *Page) NewEventObject(namespace, name string) *EventObject {
	e := &EventObject{page: p, id: eventID{namespace, name}}
	e.object = p.events.class.New(e)
	return e
}

// Object gives the JavaScript side.
func (e *EventObject) Object() *goja.Object { return e.object }

// Dispatch calls the listeners. To be called from a task.
func (e *EventObject) Dispatch(args ...goja.Value) {
	e.page.app.active(false)
	if e.page.closed || len(e.listeners) == 0 {
		return
	}
	if e.page.app.Trace != nil {
		e.page.app.Trace("event " + e.page.describe(e.id.namespace, e.id.name, args))
	}
	e.page.delivery.run(e.listeners, args, nil)
}

// Retire ends the event: it forgets its listeners and takes no new ones.
func (e *EventObject) Retire() {
	e.retired = true
	e.listeners = nil
}

// eventObjects makes the Event objects of a page.
type eventObjects struct {
	page  *Page
	byID  map[eventID]*EventObject
	class *Class[EventObject]
}

func (s *eventObjects) init(p *Page) {
	*s = eventObjects{page: p, byID: map[eventID]*EventObject{}, class: NewClass[EventObject](p, "Event")}
	s.class.Method("addListener", s.addListener)
	s.class.Method("removeListener", s.removeListener)
	s.class.Method("hasListener", s.hasListener)
	s.class.Method("hasListeners", s.hasListeners)
	s.class.Method("dispatch", s.dispatch)
}

// EventObject makes the Event object of an event in the page, for an object
// that is not the namespace. There can be one for each event.
func (p *Page) EventObject(namespace, name string) *goja.Object {
	s := schema.Get(namespace).Event(name)
	if s == nil {
		panic(fmt.Sprintf("extension: no event %s.%s", namespace, name))
	}
	return p.events.object(s)
}

// object makes the Event object for an event of the schema.
func (s *eventObjects) object(event *schema.Event) *goja.Object {
	e := &EventObject{page: s.page, id: eventID{event.Namespace, event.Name}, declared: true}
	e.object = s.class.New(e)
	s.byID[e.id] = e
	return e.object
}

func (s *eventObjects) addListener(e *EventObject, args []goja.Value) goja.Value {
	if e.retired || len(args) == 0 || !isFunction(args[0]) {
		return goja.Undefined()
	}
	if len(args) > 1 {
		s.page.ThrowTypeError(schema.NoFilters)
	}
	if e.index(args[0]) < 0 {
		call, _ := goja.AssertFunction(args[0])
		e.listeners = append(slices.Clip(e.listeners), listener{args[0].(*goja.Object), call})
		if e.declared {
			s.page.app.listened[e.id] = true
		}
	}
	return goja.Undefined()
}

func (s *eventObjects) removeListener(e *EventObject, args []goja.Value) goja.Value {
	if len(args) > 0 {
		if i := e.index(args[0]); i >= 0 {
			e.listeners = slices.Delete(slices.Clone(e.listeners), i, i+1)
			if len(e.listeners) == 0 {
				delete(s.page.app.listened, e.id)
			}
		}
	}
	return goja.Undefined()
}

func (s *eventObjects) hasListener(e *EventObject, args []goja.Value) goja.Value {
	switch {
	case len(args) == 0:
		s.page.ThrowTypeError("Insufficient number of arguments.")
	case !isFunction(args[0]):
		found := ""
		if goja.IsNull(args[0]) {
			found = "null"
		}
		s.page.ThrowTypeError("Error processing argument at index 0, conversion failure from " + found)
	}
	return s.page.vm.ToValue(e.index(args[0]) >= 0)
}

func (s *eventObjects) hasListeners(e *EventObject, _ []goja.Value) goja.Value {
	return s.page.vm.ToValue(len(e.listeners) > 0)
}

// dispatch is what test code calls: the listeners run inside the call.
func (s *eventObjects) dispatch(e *EventObject, args []goja.Value) goja.Value {
	var results []any
	s.page.callListeners(e.listeners, args, func(v goja.Value, err error) {
		if err == nil && !goja.IsUndefined(v) {
			results = append(results, v)
		}
	})
	if len(results) == 0 {
		return goja.Undefined()
	}
	o := s.page.vm.NewObject()
	define(o, "results", s.page.vm.NewArray(results...))
	return o
}
