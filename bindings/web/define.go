package web

import "github.com/dop251/goja"

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

func flag(options *goja.Object, name string) bool {
	value := options.Get(name)
	return value != nil && value.ToBoolean()
}
