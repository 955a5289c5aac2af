package web

import (
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Interface is an interface of the web platform on one page: a constructor and
// a prototype whose members are Go functions over the state of an instance.
//
// See https://webidl.spec.whatwg.org/#js-interfaces.
type Interface struct {
	Name        string
	Constructor *goja.Object
	Prototype   *goja.Object
	page        *page
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
	vm := p.vm
	i := &Interface{Name: name, Prototype: prototype, page: p}
	context := "Failed to construct '" + name + "': "
	body := func(c goja.FunctionCall) goja.Value {
		if construct == nil {
			panic(vm.NewTypeError(context + "Illegal constructor"))
		}
		args := Arguments{page: p, context: context, values: c.Arguments[1:]}
		args.require(length)
		return construct(c.Arguments[0].(*goja.Object), args)
	}
	calledWithoutNew := func(goja.FunctionCall) goja.Value {
		if construct == nil {
			panic(vm.NewTypeError("Illegal constructor"))
		}
		panic(vm.NewTypeError(context + "Please use the 'new' operator, this DOM object constructor cannot be called as a function."))
	}
	made := call(p.newConstructor, nil, hiddenFunction(vm, body), hiddenFunction(vm, calledWithoutNew)).(*goja.Object)
	i.Constructor = made.Get("1").(*goja.Object)
	define(made.Get("0").(*goja.Object), "prototype", i.Prototype, fixed)
	define(i.Constructor, "prototype", i.Prototype, fixed)
	define(i.Constructor, "name", vm.ToValue(name), readOnly)
	define(i.Constructor, "length", vm.ToValue(length), readOnly)
	if parent != nil {
		must(i.Constructor.SetPrototype(parent.Constructor))
		must(i.Prototype.SetPrototype(parent.Prototype))
	}
	define(i.Prototype, "constructor", i.Constructor, hidden)
	must(i.Prototype.DefineDataPropertySymbol(goja.SymToStringTag, vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return i
}

// hiddenFunction makes a function that stack traces in reports leave out.
func hiddenFunction(vm *goja.Runtime, f nativeFunc) *goja.Object {
	return newFunction(vm, eventloop.EntryName, 0, f)
}

// NewInterface makes an interface of a page on which InstallEvents has run. See
// [Interface.Install].
func NewInterface(vm *goja.Runtime, name string, parent *Interface, length int, construct Construct) *Interface {
	return pageOf(vm).newInterface(name, parent, length, construct)
}

// Install makes the interface a global.
func (i *Interface) Install() {
	define(i.page.vm.GlobalObject(), i.Name, i.Constructor, hidden)
}

// global makes an interface a global that is made when it is first used, by a
// script or by Go: a page has many that it never asks for.
func (p *page) global(name string, make func() *Interface) (get func() *Interface) {
	get = sync.OnceValue(make)
	global := p.vm.GlobalObject()
	replace := func(value goja.Value) goja.Value {
		define(global, name, value, hidden)
		return value
	}
	getter := p.vm.ToValue(func(goja.FunctionCall) goja.Value { return replace(get().Constructor) })
	setter := p.vm.ToValue(func(call goja.FunctionCall) goja.Value { return replace(call.Argument(0)) })
	must(global.DefineAccessorProperty(name, getter, setter, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return get
}

// Adopt makes o an instance with that state, a pointer to a struct.
func (i *Interface) Adopt(o *goja.Object, state any) *goja.Object {
	i.page.adopt(o, state)
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
		for _, o := range []*goja.Object{i.Constructor, i.Prototype} {
			must(o.DefineDataProperty(c.Name, value, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
		}
	}
}

// Operation defines a method with length required arguments.
func Operation[T any](i *Interface, name string, length int, f func(self T, args Arguments) goja.Value) {
	vm := i.page.vm
	context := i.context(name)
	define(i.Prototype, name, newFunction(vm, name, length, func(call goja.FunctionCall) goja.Value {
		self := receiver[T](i.page, call.This)
		args := Arguments{page: i.page, context: context, values: call.Arguments}
		args.require(length)
		return f(self, args)
	}), enumerable)
}

// PromiseOperation defines a method that returns a promise: whatever it throws
// is a rejection. f calls one of its two last arguments, now or later.
func PromiseOperation[T any](i *Interface, name string, length int, f func(self T, args Arguments, resolve, reject func(any))) {
	vm := i.page.vm
	context := i.context(name)
	define(i.Prototype, name, newFunction(vm, name, length, func(call goja.FunctionCall) goja.Value {
		return i.page.promise(func(resolve, reject func(any)) {
			self, ok := stateOf[T](i.page, call.This)
			if !ok {
				panic(vm.NewTypeError(context + illegalInvocation))
			}
			args := Arguments{page: i.page, context: context, values: call.Arguments}
			args.require(length)
			f(self, args, resolve, reject)
		})
	}), enumerable)
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
	getter := newFunction(p.vm, "get "+name, 0, func(call goja.FunctionCall) goja.Value { return get(call.This) })
	var setter goja.Value
	if set != nil {
		setter = newFunction(p.vm, "set "+name, 1, func(call goja.FunctionCall) goja.Value {
			set(call.This, call.Argument(0))
			return goja.Undefined()
		})
	}
	must(o.DefineAccessorProperty(name, getter, setter, goja.FLAG_TRUE, goja.FLAG_TRUE))
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
