// Package language puts on a page what Chrome's engine has of the language and goja lacks or does otherwise.
package language

import (
	"embed"
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// builtins makes the built-ins of one realm. What JavaScript implements is compiled when it is first needed.
type builtins struct {
	realm  *eventloop.Realm
	vm     *goja.Runtime
	common *goja.Object
	loaded map[string]*goja.Object
	kept   []goja.Value // alive until the task has ended, because a WeakRef gave them
}

// Install completes the built-ins of a new runtime. It must come before all that scripts can see.
func Install(realm *eventloop.Realm) {
	vm := realm.Runtime()
	b := &builtins{realm: realm, vm: vm, loaded: map[string]*goja.Object{}}
	must(vm.GlobalObject().Delete("GoError")) // which is the engine's own
	b.installSymbols()
	b.installFunctions()
	b.installIterator()
	b.installBuffers()
	b.installFloat16()
	b.limitMemory()
	b.installErrors()
	b.installIntl()
	b.lazy("disposable.js", nil, "SuppressedError", "DisposableStack", "AsyncDisposableStack")
	b.lazy("atomics.js", nil, "Atomics")
	b.lazy("weak.js", b.weak, "WeakRef", "FinalizationRegistry")
}

//go:embed js/*.js
var sources embed.FS

// programs are shared by all realms.
var programs sync.Map

func program(file string) *goja.Program {
	if p, ok := programs.Load(file); ok {
		return p.(*goja.Program)
	}
	text, err := sources.ReadFile("js/" + file)
	must(err)
	// Reports leave out the frames of this name.
	p := goja.MustCompile(eventloop.InternalName, "("+string(text)+")", true)
	programs.Store(file, p)
	return p
}

// load gives what a file returns, which is called with the common helpers and what with gives.
func (b *builtins) load(file string, with func() goja.Value) *goja.Object {
	if o := b.loaded[file]; o != nil {
		return o
	}
	args := []goja.Value{b.helpers()}
	if with != nil {
		args = append(args, with())
	}
	o := b.run(file, args...).(*goja.Object)
	b.loaded[file] = o
	return o
}

// helpers gives what common.js returns.
func (b *builtins) helpers() *goja.Object {
	if b.common == nil {
		b.common = b.run("common.js", b.vm.ToValue(b.native)).(*goja.Object)
	}
	return b.common
}

func (b *builtins) run(file string, args ...goja.Value) goja.Value {
	v, err := b.vm.RunProgram(program(file))
	must(err)
	f, _ := goja.AssertFunction(v)
	v, err = f(goja.Undefined(), args...)
	must(err)
	return v
}

// native is the helper of the same name: it makes a function that looks native out of one that JavaScript implements.
func (b *builtins) native(call goja.FunctionCall) goja.Value {
	body, _ := goja.AssertFunction(call.Argument(2))
	return b.function(call.Argument(0).String(), int(call.Argument(1).ToInteger()), func(c goja.FunctionCall) goja.Value {
		return forward(body, c)
	})
}

// forward calls a function and passes on what it throws.
func forward(f goja.Callable, c goja.FunctionCall) goja.Value {
	v, err := f(c.This, c.Arguments...)
	if err != nil {
		panic(err)
	}
	return v
}

// scripted is a native function whose body is a member of what a file returns.
func (b *builtins) scripted(name string, length int, file string, with func() goja.Value, member string) *goja.Object {
	var body goja.Callable
	return b.function(name, length, func(c goja.FunctionCall) goja.Value {
		if body == nil {
			body, _ = goja.AssertFunction(b.load(file, with).Get(member))
		}
		return forward(body, c)
	})
}

func (b *builtins) function(name string, length int, f func(goja.FunctionCall) goja.Value) *goja.Object {
	o := b.vm.ToValue(f).(*goja.Object)
	must(o.DefineDataProperty("name", b.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	if length != 0 {
		must(o.DefineDataProperty("length", b.vm.ToValue(length), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	return o
}

// method defines a method as built-in objects have them.
func (b *builtins) method(o *goja.Object, name string, length int, f func(goja.FunctionCall) goja.Value) {
	later(o, name, func() goja.Value { return b.function(name, length, f) })
}

// replace puts a function in the place of a method of a built-in.
func (b *builtins) replace(o *goja.Object, name string, length int, f func(original goja.Callable, c goja.FunctionCall) goja.Value) {
	engine.Replace(o, name, func(method goja.Value) goja.Value {
		original, _ := goja.AssertFunction(method)
		return b.function(name, length, func(c goja.FunctionCall) goja.Value { return f(original, c) })
	})
}

// amend has f complete a built-in class when a script first looks at it: one
// that no script gets hold of but by the global variable.
func (b *builtins) amend(class string, f func(constructor, prototype *goja.Object)) {
	engine.Amend(b.vm.GlobalObject(), class, func(constructor *goja.Object) {
		prototype, _ := constructor.Get("prototype").(*goja.Object)
		f(constructor, prototype)
	})
}

// later defines a property as built-in objects have them, when a script first looks at it.
func later(o *goja.Object, name string, make func() goja.Value) {
	engine.Lazily(o, name, func(on *goja.Object) { hide(on, name, make()) })
}

func hide(o *goja.Object, name string, v goja.Value) {
	must(o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// lazy makes globals out of what a file returns, when one of them is first used.
func (b *builtins) lazy(file string, with func() goja.Value, names ...string) {
	for _, name := range names {
		later(b.vm.GlobalObject(), name, func() goja.Value { return b.load(file, with).Get(name) })
	}
}

// object gives a built-in object by the names of properties from the global object.
func (b *builtins) object(names ...string) *goja.Object {
	o := b.vm.GlobalObject()
	for _, name := range names {
		o = o.Get(name).(*goja.Object)
	}
	return o
}

// must panics for an error that only a defect of the host can cause.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
