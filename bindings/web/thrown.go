package web

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
)

// UncaughtText is what stands behind "Uncaught " when a script, a timer or a
// microtask threw: the stack of an error; of any other value its string, as
// String() makes it, and the place of the throw.
func UncaughtText(vm *goja.Runtime, err error) string {
	text := ErrorText(vm, err)
	// No errors.As: the engine's Unwrap runs code of the value that was thrown.
	if exception, ok := err.(*goja.Exception); ok {
		if o, ok := exception.Value().(*goja.Object); !ok || !isError(o) {
			text += ThrowSite(exception)
		}
	}
	return text
}

// ThrowSite is the innermost frame of an exception as a line of its own.
func ThrowSite(e *goja.Exception) string {
	frames := e.Stack()
	if len(frames) == 0 {
		return ""
	}
	return "\n" + FramesText(frames[:1])
}

// OwnStack gives the text of a value's stack property, if it has one that is a
// string: Chrome prints that for exceptions in API callbacks and listeners,
// whether or not the value is an error.
func OwnStack(vm *goja.Runtime, thrown goja.Value) (stack string, ok bool) {
	o, isObject := thrown.(*goja.Object)
	if !isObject {
		return "", false
	}
	vm.Try(func() {
		if text, isString := o.Get("stack").(goja.String); isString {
			stack, ok = v8Stack(text.String()), true
		}
	})
	return stack, ok
}

// DetailText is V8's text for a value when no code of the app may run for it:
// the stack of an error, #<Class> for another object.
func DetailText(vm *goja.Runtime, thrown goja.Value) string {
	if there, side := membrane.Home(thrown); there != nil {
		text := ""
		side.Realm().Run(func() { text = DetailText(side.Realm().Runtime(), there) })
		return text
	}
	o, isObject := thrown.(*goja.Object)
	if _, isFunction := goja.AssertFunction(thrown); !isObject || isFunction || isError(o) {
		return StackText(vm, thrown)
	}
	if o = proxyTarget(o); o == nil {
		return "#<Object>"
	}
	text := "#<Object>"
	vm.Try(func() {
		if o.Get("toString") == vm.NewObject().Get("toString") {
			if constructor, ok := o.Get("constructor").(*goja.Object); ok {
				if name, ok := constructor.Get("name").(goja.String); ok && name.Length() > 0 {
					text = "#<" + name.String() + ">"
					return
				}
			}
		}
		tag := o.ClassName()
		if own, ok := o.GetSymbol(goja.SymToStringTag).(goja.String); ok {
			tag = own.String()
		}
		text = "[object " + tag + "]"
	})
	return text
}
