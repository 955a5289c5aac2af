package extension

import (
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

// Class is a class of objects that a page gets from an API and cannot construct
// itself: Event, Port. The methods are own properties of each object, the same
// functions on all of them.
type Class[T any] struct {
	page    *Page
	name    string
	states  *engine.Slot[*T]
	proto   func() *goja.Object
	methods []func() Property
}

// Property is an own property of an object.
type Property struct {
	Name  string
	Value goja.Value
}

// NewClass makes a class of a page.
func NewClass[T any](p *Page, name string) *Class[T] {
	return &Class[T]{page: p, name: name, states: engine.NewSlot[*T](), proto: sync.OnceValue(func() *goja.Object {
		proto := p.vm.NewObject()
		constructor := p.vm.ToValue(func(goja.ConstructorCall) *goja.Object {
			p.Throw(schema.NotConstructible(name))
			return nil
		}).(*goja.Object)
		constructor.DefineDataProperty("name", p.vm.ToValue(""), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
		proto.DefineDataProperty("constructor", constructor, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
		return proto
	})}
}

// Method adds a method, which gets the Go side of its this. It throws for a
// this of another class.
func (c *Class[T]) Method(name string, f func(state *T, args []goja.Value) goja.Value) {
	c.methods = append(c.methods, sync.OnceValue(func() Property {
		return Property{name, c.page.NewFunction(name, func(call goja.FunctionCall) goja.Value {
			this, _ := call.This.(*goja.Object)
			if this != nil {
				if state, ok := c.states.Get(this); ok {
					return f(state, call.Arguments)
				}
			}
			c.page.ThrowTypeError(schema.IllegalInvocation(c.name))
			return nil
		})}
	}))
}

// New makes an object with state as its Go side: the properties first, then the
// methods in the order in which they were added.
func (c *Class[T]) New(state *T, properties ...Property) *goja.Object {
	o := c.page.vm.CreateObject(c.proto())
	for _, p := range properties {
		define(o, p.Name, p.Value)
	}
	for _, method := range c.methods {
		m := method()
		define(o, m.Name, m.Value)
	}
	c.states.Set(o, state)
	return o
}
