package web

import (
	"sync"

	"github.com/dop251/goja"
)

// class is an interface of the web platform: a constructor and a prototype whose members are Go functions. The Go state
// of an instance hangs on it by a WeakMap, where scripts cannot see it, and which tells instances from other objects.
type class[T any] struct {
	vm          *goja.Runtime
	name        string
	constructor *goja.Object
	prototype   *goja.Object
	states      *goja.Object
	get, set    nativeFunc
}

// A Go constructor cannot tell `new C` from `C()`, a script can. The bound form of the function is the one that scripts
// get: its source text is `[native code]`.
var constructorScript = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile("constructor.js", `(function (construct, calledWithoutNew) {
  const constructor = function () {
    if (new.target === undefined) calledWithoutNew();
    construct(this, ...arguments);
  };
  return [constructor, constructor.bind()];
})`, true)
})

// newClass makes a class whose instances get the state that construct returns.
func newClass[T any](vm *goja.Runtime, name string, construct func(args []goja.Value) *T) (*class[T], error) {
	factory, err := vm.RunProgram(constructorScript())
	if err != nil {
		return nil, err
	}
	states, err := vm.New(vm.Get("WeakMap"))
	if err != nil {
		return nil, err
	}
	c := &class[T]{vm: vm, name: name, prototype: vm.NewObject(), states: states, get: native(states, "get"), set: native(states, "set")}
	init := func(call goja.FunctionCall) goja.Value {
		state := construct(call.Arguments[1:])
		c.set(goja.FunctionCall{This: states, Arguments: []goja.Value{call.Arguments[0], vm.ToValue(state)}})
		return nil
	}
	illegal := func(goja.FunctionCall) goja.Value {
		panic(vm.NewTypeError("Failed to construct '%s': Please use the 'new' operator, this DOM object constructor cannot be called as a function.", name))
	}
	made := call(factory.(*goja.Object).Export().(nativeFunc), nil, vm.ToValue(init), vm.ToValue(illegal)).(*goja.Object)
	c.constructor = made.Get("1").(*goja.Object)
	define(made.Get("0").(*goja.Object), "prototype", c.prototype, fixed)
	define(c.constructor, "prototype", c.prototype, fixed)
	define(c.constructor, "name", vm.ToValue(name), readOnly)
	return c, nil
}

// of gives the state of an instance and throws for any other value.
func (c *class[T]) of(this goja.Value) *T {
	if object, ok := this.(*goja.Object); ok {
		if state := call(c.get, c.states, object); !goja.IsUndefined(state) {
			return state.Export().(*T)
		}
	}
	panic(c.vm.NewTypeError("Illegal invocation"))
}

func (c *class[T]) method(name string, length int, f func(self *T, args []goja.Value) goja.Value) {
	define(c.prototype, name, newFunction(c.vm, name, length, func(call goja.FunctionCall) goja.Value {
		return f(c.of(call.This), call.Arguments)
	}), enumerable)
}

func (c *class[T]) getter(name string, f func(self *T) any) {
	get := newFunction(c.vm, "get "+name, 0, func(call goja.FunctionCall) goja.Value {
		return c.vm.ToValue(f(c.of(call.This)))
	})
	must(c.prototype.DefineAccessorProperty(name, get, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

// install finishes the prototype and makes the class a global.
func (c *class[T]) install() {
	define(c.prototype, "constructor", c.constructor, hidden)
	must(c.prototype.DefineDataPropertySymbol(goja.SymToStringTag, c.vm.ToValue(c.name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	define(c.vm.GlobalObject(), c.name, c.constructor, hidden)
}

// attributes of a data property.
type attributes struct{ writable, configurable, enumerable goja.Flag }

var (
	enumerable = attributes{goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE}
	hidden     = attributes{goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE}
	readOnly   = attributes{goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE}
	fixed      = attributes{goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE}
)

func define(o *goja.Object, name string, value goja.Value, a attributes) {
	must(o.DefineDataProperty(name, value, a.writable, a.configurable, a.enumerable))
}

func newFunction(vm *goja.Runtime, name string, length int, f nativeFunc) *goja.Object {
	function := vm.ToValue(f).(*goja.Object)
	define(function, "name", vm.ToValue(name), readOnly)
	if length != 0 {
		define(function, "length", vm.ToValue(length), readOnly)
	}
	return function
}

// stringArgument converts an argument to a string, which may run the app's toString. context leads the message for a
// symbol, the one value that cannot be converted.
func stringArgument(vm *goja.Runtime, v goja.Value, context string) string {
	if _, ok := v.(*goja.Symbol); ok {
		panic(vm.NewTypeError("%sCannot convert a Symbol value to a string", context))
	}
	return v.String()
}

// must panics for an error that only a defect of the host can cause: an own, fresh object that refuses a property.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
