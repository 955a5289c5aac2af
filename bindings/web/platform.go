package web

import (
	"sync"

	"github.com/dop251/goja"
)

// StateOf gives the state of a platform object of a page that belongs to T,
// which may be an interface for the states of all interfaces that inherit from
// one.
func StateOf[T any](vm *goja.Runtime, v goja.Value) (state T, ok bool) {
	return stateOf[T](pageOf(vm), v)
}

// IsClosed says that the page was closed: nothing may call into it any more.
func IsClosed(vm *goja.Runtime) bool { return pageOf(vm).closed }

// GlobalOperation defines a function of the global object with length required
// arguments.
func GlobalOperation(vm *goja.Runtime, name string, length int, f func(args Arguments) goja.Value) {
	pageOf(vm).scope.operation(vm, name, length, f)
}

// GlobalAttribute defines a read-only attribute of the global object. Its value
// is made when it is first read.
func GlobalAttribute(vm *goja.Runtime, name string, make func() goja.Value) {
	p := pageOf(vm)
	get := sync.OnceValue(make)
	p.attribute(p.scope.members, name, func(goja.Value) goja.Value { return get() }, nil)
}

// ReplaceableAttribute is a [GlobalAttribute] in whose place a script may put a
// value of its own ([Replaceable] in Web IDL).
func ReplaceableAttribute(vm *goja.Runtime, name string, make func() goja.Value) {
	pageOf(vm).scope.replaceable(vm, name, make)
}

// Frozen makes an array with these elements that no script can change, as the
// FrozenArray of Web IDL.
func Frozen(vm *goja.Runtime, elements ...any) goja.Value {
	p := pageOf(vm)
	return call(p.intrinsicFunction(p.intrinsic("Object"), "freeze"), nil, vm.NewArray(elements...))
}

// ViewName gives the class of a view of an ArrayBuffer, "Uint8Array" or
// "DataView", and nothing for another object.
func ViewName(vm *goja.Runtime, o *goja.Object) string {
	b := pageOf(vm).views()
	if !call(b.isView, nil, o).ToBoolean() {
		return ""
	}
	if tag, ok := call(b.typedArrayTag, o).(goja.String); ok {
		return tag.String()
	}
	return "DataView"
}

// ScopeName gives the interface that has the operations of the global object:
// "Window" or "WorkerGlobalScope".
func ScopeName(vm *goja.Runtime) string { return pageOf(vm).scope.name }

// NewArguments makes the arguments of a call whose errors begin with context.
func NewArguments(vm *goja.Runtime, context string, values ...goja.Value) Arguments {
	return Arguments{page: pageOf(vm), context: context, values: values}
}

// Context gives the words that the errors of the call begin with.
func (a Arguments) Context() string { return a.context }

// DOMException makes a DOMException for panic to throw.
func (a Arguments) DOMException(name, message string) *goja.Object {
	return NewDOMException(a.page.vm, name, a.context+message)
}

// Dictionary gives the object that is an argument of a dictionary type, or nil
// if the argument is left out or null.
func (a Arguments) Dictionary(i int, name string) *goja.Object {
	return a.dictionary(i, name).object
}

// WindowAttribute defines an attribute of the window that scripts cannot take
// away, as document and location are. A nil set makes it read-only.
func WindowAttribute(vm *goja.Runtime, name string, get func() goja.Value, set func(goja.Value)) {
	var setter func(this, value goja.Value)
	if set != nil {
		setter = func(_, value goja.Value) { set(value) }
	}
	defineAccessor(vm, vm.GlobalObject(), name, func(goja.Value) goja.Value { return get() }, setter, goja.FLAG_FALSE)
}
