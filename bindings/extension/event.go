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
	app    *App
	schema *schema.Event
	args   *tuple[T]
	copy   func(T) T // for T with bytes: each page gets its own
}

// NewEvent finds the event in the schema. It panics if it is not there, or T
// does not have its members.
func NewEvent[T any](app *App, namespace, name string) *Event[T] {
	s := schema.Get(namespace).Event(name)
	if s == nil {
		panic(fmt.Sprintf("extension: no event %s.%s", namespace, name))
	}
	return &Event[T]{app: app, schema: s, args: newTuple[T](s.Params)}
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
		object *eventObject
		args   []goja.Value
	}
	e.app.active()
	if len(e.app.pages) == 0 && e.app.EventPage != nil && e.app.listened[e.schema] {
		e.app.EventPage.Wake(func() { e.Dispatch(args) })
		return
	}
	// All arguments are made before the first listener can write into one.
	var single [1]receiver
	receivers := single[:0]
	for _, p := range e.app.pages {
		object := p.events.bySchema[e.schema]
		if object == nil || len(object.listeners) == 0 {
			continue
		}
		own := args
		if len(receivers) > 0 && e.copy != nil {
			own = e.copy(args)
		}
		receivers = append(receivers, receiver{p, object, e.args.values(p, own)})
	}
	for _, r := range receivers {
		if r.page.closed { // by a listener in an earlier page
			continue
		}
		if e.app.Trace != nil {
			e.app.Trace("event " + r.page.describe(e.schema.Namespace, e.schema.Name, r.args))
		}
		r.page.delivery.run(r.object.listeners, r.args)
	}
}

// delivery runs the listeners of one event in a page. There is one for each
// page, so that an event makes no closure.
type delivery struct {
	page      *Page
	listeners []listener
	args      []goja.Value
	body      func()
}

func (d *delivery) init(p *Page) {
	d.page = p
	d.body = d.callListeners
}

func (d *delivery) run(listeners []listener, args []goja.Value) {
	d.listeners, d.args = listeners, args
	d.page.realm.Run(d.body)
}

func (d *delivery) callListeners() {
	listeners, args := d.listeners, d.args
	d.listeners, d.args = nil, nil
	d.page.callListeners(listeners, args, nil)
}

// callListeners calls each listener. An exception is reported and does not
// keep the next one from its call. results, unless nil, gets what they return.
func (p *Page) callListeners(listeners []listener, args []goja.Value, results *[]any) {
	for _, l := range listeners {
		v, err := l.call(p.vm.GlobalObject(), args...)
		switch {
		case err != nil:
			p.reporter.ReportException(err, schema.ListenerError)
		case results != nil && !goja.IsUndefined(v):
			*results = append(*results, v)
		}
	}
}

// listener is a function that was given to addListener.
type listener struct {
	object *goja.Object
	call   goja.Callable
}

// eventObject is the listeners of one Event object. A dispatch under way keeps
// the slice that it began with, so changes make a new one.
type eventObject struct {
	schema    *schema.Event
	listeners []listener
}

func (e *eventObject) index(fn goja.Value) int {
	return slices.IndexFunc(e.listeners, func(l listener) bool { return l.object == fn })
}

// eventObjects makes the Event objects of a page and finds them again by
// `this`: one set of methods serves all of them.
type eventObjects struct {
	page     *Page
	byObject map[*goja.Object]*eventObject
	bySchema map[*schema.Event]*eventObject
	proto    *goja.Object
	names    []string
	methods  []goja.Value
}

func (s *eventObjects) init(p *Page) {
	*s = eventObjects{page: p, byObject: map[*goja.Object]*eventObject{}, bySchema: map[*schema.Event]*eventObject{}, proto: p.vm.NewObject()}
	constructor := p.vm.ToValue(func(goja.ConstructorCall) *goja.Object {
		p.throw("Objects of type Event cannot be created using the constructor.")
		return nil
	}).(*goja.Object)
	constructor.DefineDataProperty("name", p.vm.ToValue(""), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	s.proto.DefineDataProperty("constructor", constructor, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	s.method("addListener", s.addListener)
	s.method("removeListener", s.removeListener)
	s.method("hasListener", s.hasListener)
	s.method("hasListeners", s.hasListeners)
	s.method("dispatch", s.dispatch)
}

func (s *eventObjects) method(name string, f func(*eventObject, []goja.Value) goja.Value) {
	s.names = append(s.names, name)
	s.methods = append(s.methods, s.page.function(name, func(call goja.FunctionCall) goja.Value {
		this, _ := call.This.(*goja.Object)
		e := s.byObject[this]
		if e == nil {
			s.page.throwTypeError(schema.IllegalInvocation("Event"))
		}
		return f(e, call.Arguments)
	}))
}

// object makes the Event object for an event of the schema.
func (s *eventObjects) object(event *schema.Event) *goja.Object {
	o := s.page.vm.CreateObject(s.proto)
	for i, name := range s.names {
		o.Set(name, s.methods[i])
	}
	e := &eventObject{schema: event}
	s.byObject[o] = e
	s.bySchema[event] = e
	return o
}

func (s *eventObjects) addListener(e *eventObject, args []goja.Value) goja.Value {
	if len(args) == 0 || !isFunction(args[0]) {
		return goja.Undefined()
	}
	if len(args) > 1 {
		s.page.throwTypeError(schema.NoFilters)
	}
	if e.index(args[0]) < 0 {
		call, _ := goja.AssertFunction(args[0])
		e.listeners = append(slices.Clip(e.listeners), listener{args[0].(*goja.Object), call})
		s.page.app.listened[e.schema] = true
	}
	return goja.Undefined()
}

func (s *eventObjects) removeListener(e *eventObject, args []goja.Value) goja.Value {
	if len(args) > 0 {
		if i := e.index(args[0]); i >= 0 {
			e.listeners = slices.Delete(slices.Clone(e.listeners), i, i+1)
			if len(e.listeners) == 0 {
				delete(s.page.app.listened, e.schema)
			}
		}
	}
	return goja.Undefined()
}

func (s *eventObjects) hasListener(e *eventObject, args []goja.Value) goja.Value {
	switch {
	case len(args) == 0:
		s.page.throwTypeError("Insufficient number of arguments.")
	case !isFunction(args[0]):
		found := ""
		if goja.IsNull(args[0]) {
			found = "null"
		}
		s.page.throwTypeError("Error processing argument at index 0, conversion failure from " + found)
	}
	return s.page.vm.ToValue(e.index(args[0]) >= 0)
}

func (s *eventObjects) hasListeners(e *eventObject, _ []goja.Value) goja.Value {
	return s.page.vm.ToValue(len(e.listeners) > 0)
}

// dispatch is what test code calls: the listeners run inside the call.
func (s *eventObjects) dispatch(e *eventObject, args []goja.Value) goja.Value {
	var results []any
	s.page.callListeners(e.listeners, args, &results)
	if len(results) == 0 {
		return goja.Undefined()
	}
	o := s.page.vm.NewObject()
	o.Set("results", s.page.vm.NewArray(results...))
	return o
}
