package web

import (
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
)

// Interface is an interface of the web platform on one page: a constructor and
// a prototype whose members are Go functions over the state of an instance.
//
// See https://webidl.spec.whatwg.org/#js-interfaces.
type Interface struct {
	Name      string
	Prototype *goja.Object
	page      *page
	parent    *Interface
	length    int
	construct Construct
	object    *goja.Object // the constructor, nil until it is needed
}

// Construct makes the instance that a constructor returns: as a rule of o,
// which has the prototype already, by Adopt.
type Construct func(o *goja.Object, args Arguments) *goja.Object

// newInterface makes an interface whose constructor needs length arguments. No
// script can construct one whose construct is nil.
func (p *page) newInterface(name string, parent *Interface, length int, construct Construct) *Interface {
	return p.newInterfaceOn(p.vm.NewObject(), name, parent, length, construct)
}

func (p *page) newInterfaceOn(prototype *goja.Object, name string, parent *Interface, length int, construct Construct) *Interface {
	i := &Interface{Name: name, Prototype: prototype, page: p, parent: parent, length: length, construct: construct}
	if parent != nil {
		must(i.Prototype.SetPrototype(parent.Prototype))
	}
	engine.Lazily(i.Prototype, "constructor", func(on *goja.Object) { define(on, "constructor", i.Constructor(), hidden) })
	must(i.Prototype.DefineDataPropertySymbol(goja.SymToStringTag, p.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return i
}

// Constructor gives the constructor, also known as the interface object.
func (i *Interface) Constructor() *goja.Object {
	if i.object != nil {
		return i.object
	}
	vm := i.page.vm
	context := "Failed to construct '" + i.Name + "': "
	i.object = newFunction(vm, i.Name, i.length, func(goja.FunctionCall) goja.Value {
		if i.construct == nil {
			panic(vm.NewTypeError("Illegal constructor"))
		}
		panic(vm.NewTypeError(context + "Please use the 'new' operator, this DOM object constructor cannot be called as a function."))
	})
	engine.MakeConstructor(i.object, func(values []goja.Value, newTarget *goja.Object) *goja.Object {
		if i.construct == nil {
			panic(vm.NewTypeError(context + "Illegal constructor"))
		}
		prototype := i.Prototype
		if newTarget != nil {
			if p, ok := newTarget.Get("prototype").(*goja.Object); ok {
				prototype = p
			}
		}
		args := Arguments{page: i.page, context: context, values: values}
		args.require(i.length)
		return i.construct(vm.CreateObject(prototype), args)
	})
	define(i.object, "prototype", i.Prototype, fixed)
	if i.parent != nil {
		must(i.object.SetPrototype(i.parent.Constructor()))
	}
	return i.object
}

// NewInterface makes an interface of a page on which InstallEvents has run. See
// [Interface.Install].
func NewInterface(vm *goja.Runtime, name string, parent *Interface, length int, construct Construct) *Interface {
	return pageOf(vm).newInterface(name, parent, length, construct)
}

// Install makes the interface a global.
func (i *Interface) Install() { i.page.global(i.Name, func() *Interface { return i }) }

// global makes an interface a global that is made when it is first used, by a
// script or by Go: a page has many that it never asks for.
func (p *page) global(name string, make func() *Interface) (get func() *Interface) {
	get = sync.OnceValue(func() *Interface {
		i := make()
		engine.Last(i.Prototype, "constructor") // as in Chrome
		return i
	})
	engine.Lazily(p.vm.GlobalObject(), name, func(on *goja.Object) { define(on, name, get().Constructor(), hidden) })
	return get
}

// Adopt makes o an instance with that state, a pointer to a struct.
func (i *Interface) Adopt(o *goja.Object, state any) *goja.Object {
	states.Set(o, state)
	return o
}

// New makes an instance with that state.
func (i *Interface) New(state any) *goja.Object {
	return i.Adopt(i.page.vm.CreateObject(i.Prototype), state)
}

// Constant is a constant of an interface.
type Constant struct {
	Name  string
	Value int
}

// Constants defines constants, which the constructor and the prototype have.
func (i *Interface) Constants(constants ...Constant) {
	for _, c := range constants {
		value := i.page.vm.ToValue(c.Value)
		for _, o := range []*goja.Object{i.Constructor(), i.Prototype} {
			must(o.DefineDataProperty(c.Name, value, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
		}
	}
}

// Operation defines a method with length required arguments.
func Operation[T any](i *Interface, name string, length int, f func(self T, args Arguments) goja.Value) {
	vm := i.page.vm
	context := i.context(name)
	defineOperation(vm, i.Prototype, name, length, func(call goja.FunctionCall) goja.Value {
		self := receiver[T](i.page, call.This)
		args := Arguments{page: i.page, context: context, values: call.Arguments}
		args.require(length)
		return f(self, args)
	})
}

// PromiseOperation defines a method that returns a promise: whatever it throws
// is a rejection. f calls one of its two last arguments, now or later.
func PromiseOperation[T any](i *Interface, name string, length int, f func(self T, args Arguments, resolve, reject func(any))) {
	vm := i.page.vm
	context := i.context(name)
	defineOperation(vm, i.Prototype, name, length, func(call goja.FunctionCall) goja.Value {
		return i.page.promise(func(resolve, reject func(any)) {
			self, ok := stateOf[T](i.page, call.This)
			if !ok {
				panic(vm.NewTypeError(context + illegalInvocation))
			}
			args := Arguments{page: i.page, context: context, values: call.Arguments}
			args.require(length)
			f(self, args, resolve, reject)
		})
	})
}

func (i *Interface) context(operation string) string {
	return "Failed to execute '" + operation + "' on '" + i.Name + "': "
}

// Attribute defines a read-only attribute.
func Attribute[T any](i *Interface, name string, get func(self T) any) {
	MutableAttribute(i, name, get, nil)
}

// MutableAttribute defines an attribute. A nil set makes it read-only.
func MutableAttribute[T any](i *Interface, name string, get func(self T) any, set func(self T, value goja.Value)) {
	i.page.attribute(i.Prototype, name, func(this goja.Value) goja.Value {
		return i.page.vm.ToValue(get(receiver[T](i.page, this)))
	}, setterOf(i.page, set))
}

func setterOf[T any](p *page, set func(self T, value goja.Value)) func(this, value goja.Value) {
	if set == nil {
		return nil
	}
	return func(this, value goja.Value) { set(receiver[T](p, this), value) }
}

// attribute defines an accessor property in the manner of Web IDL.
func (p *page) attribute(o *goja.Object, name string, get func(this goja.Value) goja.Value, set func(this, value goja.Value)) {
	defineAccessor(p.vm, o, name, get, set, goja.FLAG_TRUE)
}

const illegalInvocation = "Illegal invocation"

// receiver gives the state of the object that a member was called on.
func receiver[T any](p *page, v goja.Value) T {
	state, ok := stateOf[T](p, v)
	if !ok {
		panic(p.vm.NewTypeError(illegalInvocation))
	}
	return state
}
