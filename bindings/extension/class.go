package extension

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

// Class is a class of objects that a page gets from an API and cannot construct
// itself: Event, Port. The methods are own properties of each object, the same
// functions on all of them.
type Class[T any] struct {
	page    *Page
	name    string
	proto   *goja.Object
	methods []Property
	states  weakMap
}

// Property is an own property of an object.
type Property struct {
	Name  string
	Value goja.Value
}

// NewClass makes a class of a page.
func NewClass[T any](p *Page, name string) *Class[T] {
	c := &Class[T]{page: p, name: name, proto: p.vm.NewObject(), states: p.weakMap()}
	constructor := p.vm.ToValue(func(goja.ConstructorCall) *goja.Object {
		p.Throw(schema.NotConstructible(name))
		return nil
	}).(*goja.Object)
	constructor.DefineDataProperty("name", p.vm.ToValue(""), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	c.proto.DefineDataProperty("constructor", constructor, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return c
}

// Method adds a method, which gets the Go side of its this. It throws for a
// this of another class.
func (c *Class[T]) Method(name string, f func(state *T, args []goja.Value) goja.Value) {
	c.methods = append(c.methods, Property{name, c.page.NewFunction(name, func(call goja.FunctionCall) goja.Value {
		state, ok := c.states.get(call.This).(*T)
		if !ok {
			c.page.ThrowTypeError(schema.IllegalInvocation(c.name))
		}
		return f(state, call.Arguments)
	})})
}

// New makes an object with state as its Go side: the properties first, then the
// methods in the order in which they were added.
func (c *Class[T]) New(state *T, properties ...Property) *goja.Object {
	o := c.page.vm.CreateObject(c.proto)
	for _, p := range properties {
		define(o, p.Name, p.Value)
	}
	for _, m := range c.methods {
		define(o, m.Name, m.Value)
	}
	c.states.set(o, state)
	return o
}

// weakMap joins Go values to objects, which may be collected all the same.
type weakMap struct {
	vm       *goja.Runtime
	entries  *goja.Object
	getEntry goja.Callable
	setEntry goja.Callable
}

// weakMaps finds what makes weak maps, before the app could put anything else
// in its place.
func weakMaps(vm *goja.Runtime) func() weakMap {
	constructor := vm.Get("WeakMap").(*goja.Object)
	prototype := constructor.Get("prototype").(*goja.Object)
	m := weakMap{vm: vm}
	m.getEntry, _ = goja.AssertFunction(prototype.Get("get"))
	m.setEntry, _ = goja.AssertFunction(prototype.Get("set"))
	return func() weakMap {
		entries, err := vm.New(constructor)
		if err != nil {
			panic(err)
		}
		fresh := m
		fresh.entries = entries
		return fresh
	}
}

// get gives nil for what is not in the map.
func (m *weakMap) get(key goja.Value) any {
	v, err := m.getEntry(m.entries, key)
	if err != nil {
		panic(err)
	}
	return v.Export()
}

func (m *weakMap) set(key *goja.Object, value any) {
	if _, err := m.setEntry(m.entries, key, m.vm.ToValue(value)); err != nil {
		panic(err)
	}
}
