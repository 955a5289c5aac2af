package membrane

import (
	"strconv"
	"sync"

	"github.com/dop251/goja"
)

// builtins are the functions of a realm that the membrane calls.
type builtins struct {
	symbolFor, symbolKeyFor goja.Callable
	viewKind                goja.Callable // of a typed array, the name of its class
	hasInstance             *goja.Object
	engineHasInstance       goja.Value
	newFunction             goja.Callable
	newConstructor          goja.Callable
	proxyConstructor        *goja.Object
	reflect                 map[string]goja.Callable // by the name of the operation
}

// helpers are functions that make targets of proxies, functions without
// properties that cannot be taken away and that a Proxy would have to show; and
// Function.prototype[Symbol.hasInstance], of which goja's takes no Proxy.
var helpers = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile("", `[
	() => () => {},
	() => (function () {}).bind(),
	{[Symbol.hasInstance](v) {
		if (typeof this !== 'function' || typeof v !== 'object' && typeof v !== 'function' || v === null) return false
		const {prototype} = this
		while ((v = Object.getPrototypeOf(v)) !== null) if (v === prototype) return true
		return false
	}}[Symbol.hasInstance],
]`, true)
})

func (b *builtins) init(vm *goja.Runtime) {
	object := func(v goja.Value) *goja.Object {
		o, _ := v.(*goja.Object)
		return o
	}
	function := func(v goja.Value) goja.Callable {
		f, ok := goja.AssertFunction(v)
		if !ok {
			panic("membrane: a script has replaced a function of Reflect or Symbol by something else")
		}
		return f
	}
	symbol, reflect := object(vm.Get("Symbol")), object(vm.Get("Reflect"))
	b.symbolFor, b.symbolKeyFor = function(symbol.Get("for")), function(symbol.Get("keyFor"))
	b.reflect = map[string]goja.Callable{}
	for _, op := range forward() {
		b.reflect[op.name] = function(reflect.Get(op.name))
	}
	b.proxyConstructor = object(vm.Get("Proxy"))
	b.engineHasInstance = b.proxyConstructor.Prototype().GetSymbol(goja.SymHasInstance)
	made, err := vm.RunProgram(helpers())
	must(err)
	b.newFunction, b.newConstructor = function(element(object(made), 0)), function(element(object(made), 1))
	b.hasInstance = object(element(object(made), 2))
	typedArray := object(object(vm.Get("Uint8Array")).Prototype().Get("prototype"))
	tag, err := b.reflect["getOwnPropertyDescriptor"](goja.Undefined(), typedArray, goja.SymToStringTag)
	must(err)
	b.viewKind = function(object(tag).Get("get"))
}

func (b *builtins) isOwnHasInstance(o *goja.Object) bool {
	return o == b.engineHasInstance || o == b.hasInstance
}

func element(list *goja.Object, i int) goja.Value { return list.Get(strconv.Itoa(i)) }

// proxy makes the Proxy for an object of another page.
func (s *Side) proxy(l *link) *goja.Object {
	l.shadow = s.newShadow(l.object)
	handler := s.vm.ToValue(l).(*goja.Object)
	must(handler.SetPrototype(s.traps))
	o, err := s.vm.New(s.proxyConstructor, l.shadow, handler)
	must(err)
	return o
}

// newShadow makes the target of a proxy: an object of this page of the same
// kind, by which typeof and Array.isArray go. It has nothing that is to be
// seen but what [Side.agreeOnProperty] and [Side.agreeOnExtensibility] put there.
func (s *Side) newShadow(o *goja.Object) *goja.Object {
	if isArray(o) {
		return s.vm.NewArray()
	}
	if _, isFunction := goja.AssertFunction(o); !isFunction {
		return s.vm.CreateObject(nil)
	}
	make := s.newFunction
	if _, isConstructor := goja.AssertConstructor(o); isConstructor {
		make = s.newConstructor
	}
	shadow, err := make(goja.Undefined())
	must(err)
	return shadow.(*goja.Object)
}

// isArray is Array.isArray, which looks through proxies.
func isArray(o *goja.Object) bool {
	for o.ExportType() == proxyType {
		if o = o.Export().(goja.Proxy).Target(); o == nil {
			return false
		}
	}
	return o.ClassName() == "Array"
}
