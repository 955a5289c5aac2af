// Package web puts the objects of a web page that apps use on a page's global
// object: console, timers, text encoding and more.
package web

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
)

// InstallWindow makes the global object known by the names that a page has for
// it.
func InstallWindow(vm *goja.Runtime) {
	global := vm.GlobalObject()
	for _, name := range []string{"self", "frames", "parent"} {
		must(global.Set(name, global))
	}
	// No script can put anything else in their place: https://html.spec.whatwg.org/multipage/nav-history-apis.html#window
	for _, name := range []string{"window", "top"} {
		must(global.DefineDataProperty(name, global, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
	must(global.DeleteSymbol(goja.SymToStringTag)) // the engine calls it "global"; its prototype has Window
}

// InstallUnavailable makes what Chrome takes away from its apps: each reads as
// undefined, and the console says so.
func InstallUnavailable(vm *goja.Runtime, console *Console) {
	for name, hint := range map[string]string{
		"localStorage":   " Use chrome.storage.local instead.",
		"onunload":       "",
		"onbeforeunload": "",
	} {
		defineAccessor(vm, vm.GlobalObject(), name, func(goja.Value) goja.Value {
			console.Error("window." + name + " is not available in packaged apps." + hint)
			return goja.Undefined()
		}, func(goja.Value, goja.Value) {}, goja.FLAG_TRUE)
	}
	for _, name := range []string{"alert", "confirm", "prompt"} {
		defineOperation(vm, vm.GlobalObject(), name, 0, func(goja.FunctionCall) goja.Value {
			console.Error("window." + name + "() is not available in packaged apps.")
			return goja.Undefined()
		})
	}
}

// defineOperation puts a function on o as the operations of a Web IDL
// interface are: an enumerable property with the function's name and length.
func defineOperation(vm *goja.Runtime, o *goja.Object, name string, length int, f func(goja.FunctionCall) goja.Value) {
	engine.Lazily(o, name, func(on *goja.Object) { define(on, name, newFunction(vm, name, length, f), enumerable) })
}

// defineAccessor puts an accessor on o as the attributes of a Web IDL interface
// are. A nil set makes it read-only.
func defineAccessor(vm *goja.Runtime, o *goja.Object, name string, get func(this goja.Value) goja.Value, set func(this, value goja.Value), configurable goja.Flag) {
	engine.Lazily(o, name, func(on *goja.Object) {
		getter := newFunction(vm, "get "+name, 0, func(call goja.FunctionCall) goja.Value { return get(call.This) })
		var setter goja.Value
		if set != nil {
			setter = newFunction(vm, "set "+name, 1, func(call goja.FunctionCall) goja.Value {
				set(call.This, call.Argument(0))
				return goja.Undefined()
			})
		}
		must(on.DefineAccessorProperty(name, getter, setter, configurable, goja.FLAG_TRUE))
	})
}
