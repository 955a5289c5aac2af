package web

import "github.com/dop251/goja"

// StateOf gives the state of a platform object of a page that belongs to T,
// which may be an interface for the states of all interfaces that inherit from
// one.
func StateOf[T any](vm *goja.Runtime, v goja.Value) (state T, ok bool) {
	return stateOf[T](pageOf(vm), v)
}

// WindowOperation defines a function of the window with length required
// arguments.
func WindowOperation(vm *goja.Runtime, name string, length int, f func(args Arguments) goja.Value) {
	p := pageOf(vm)
	context := "Failed to execute '" + name + "' on 'Window': "
	defineOperation(vm, vm.GlobalObject(), name, length, func(call goja.FunctionCall) goja.Value {
		args := Arguments{page: p, context: context, values: call.Arguments}
		args.require(length)
		return f(args)
	})
}

// DOMException makes a DOMException for panic to throw.
func (a Arguments) DOMException(name, message string) *goja.Object {
	return NewDOMException(a.page.vm, name, a.context+message)
}

// Dictionary gives the object that is an argument of a dictionary type, or nil
// if the argument is left out or null.
func (a Arguments) Dictionary(i int, name string) *goja.Object {
	return a.dictionary(i, name).object
}
