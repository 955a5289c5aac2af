package web

import (
	"github.com/dop251/goja"
)

// nativeFunc is a built-in function. Calling it from Go, unlike a goja.Callable, is no entry into the engine: it neither
// runs promise jobs nor drops the stack of the script that called the host.
type nativeFunc = func(goja.FunctionCall) goja.Value

// builtins are the built-in functions that look into objects without running any other code.
type builtins struct {
	getOwnPropertyDescriptor nativeFunc
	functionToString         nativeFunc
	dateToString             nativeFunc
	parseInt, parseFloat     nativeFunc
	mapIterator, setIterator collection
	regExpSource             nativeFunc
	regExpFlags              []regExpFlag // in the order of RegExp.prototype.flags
	valueOf                  map[string]nativeFunc
	viewBuiltins
}

// viewBuiltins look into the views of an ArrayBuffer.
type viewBuiltins struct {
	isView               nativeFunc
	dataViewByteLength   nativeFunc
	typedArrayTag        nativeFunc // 'Uint8Array' and so on; undefined for all else
	typedArrayLength     nativeFunc
	typedArrayByteLength nativeFunc
}

// collection reads a Map or a Set.
type collection struct {
	size, iterate, next nativeFunc
}

type regExpFlag struct {
	letter string
	get    nativeFunc
}

func findBuiltins(vm *goja.Runtime) builtins {
	global := vm.GlobalObject()
	getter := getters(vm)
	collectionOf := func(class, iterate string) collection {
		p := prototype(vm, class)
		empty, err := vm.New(member(global, class))
		must(err)
		c := collection{size: getter(p, vm.ToValue("size")), iterate: native(p, iterate)}
		c.next = native(call(c.iterate, empty).(*goja.Object), "next")
		return c
	}
	b := builtins{
		getOwnPropertyDescriptor: native(member(global, "Object"), "getOwnPropertyDescriptor"),
		functionToString:         native(prototype(vm, "Function"), "toString"),
		dateToString:             native(prototype(vm, "Date"), "toString"),
		parseInt:                 native(global, "parseInt"),
		parseFloat:               native(global, "parseFloat"),
		mapIterator:              collectionOf("Map", "entries"),
		setIterator:              collectionOf("Set", "values"),
		regExpSource:             getter(prototype(vm, "RegExp"), vm.ToValue("source")),
		valueOf:                  map[string]nativeFunc{},
		viewBuiltins:             findViewBuiltins(vm),
	}
	for _, flag := range []struct{ letter, name string }{
		{"g", "global"}, {"i", "ignoreCase"}, {"m", "multiline"}, {"s", "dotAll"}, {"u", "unicode"}, {"y", "sticky"},
	} {
		b.regExpFlags = append(b.regExpFlags, regExpFlag{flag.letter, getter(prototype(vm, "RegExp"), vm.ToValue(flag.name))})
	}
	for _, class := range []string{"Number", "String", "Boolean", "Symbol", "BigInt"} {
		b.valueOf[class] = native(prototype(vm, class), "valueOf")
	}
	return b
}

func findViewBuiltins(vm *goja.Runtime) viewBuiltins {
	getter := getters(vm)
	typedArray := prototype(vm, "Uint8Array").Prototype()
	return viewBuiltins{
		isView:               native(member(vm.GlobalObject(), "ArrayBuffer"), "isView"),
		dataViewByteLength:   getter(prototype(vm, "DataView"), vm.ToValue("byteLength")),
		typedArrayTag:        getter(typedArray, goja.SymToStringTag),
		typedArrayLength:     getter(typedArray, vm.ToValue("length")),
		typedArrayByteLength: getter(typedArray, vm.ToValue("byteLength")),
	}
}

// getters finds the functions behind built-in accessor properties.
func getters(vm *goja.Runtime) func(prototype *goja.Object, key goja.Value) nativeFunc {
	getOwnPropertyDescriptor := native(member(vm.GlobalObject(), "Object"), "getOwnPropertyDescriptor")
	return func(prototype *goja.Object, key goja.Value) nativeFunc {
		return native(call(getOwnPropertyDescriptor, nil, prototype, key).(*goja.Object), "get")
	}
}

func prototype(vm *goja.Runtime, class string) *goja.Object {
	return member(member(vm.GlobalObject(), class), "prototype")
}

// member is a property that holds an object in every new runtime.
func member(o *goja.Object, name string) *goja.Object {
	return o.Get(name).(*goja.Object)
}

func native(o *goja.Object, name string) nativeFunc {
	return member(o, name).Export().(nativeFunc)
}

func call(f nativeFunc, this goja.Value, args ...goja.Value) goja.Value {
	return f(goja.FunctionCall{This: this, Arguments: args})
}
