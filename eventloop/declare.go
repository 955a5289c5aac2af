package eventloop

import (
	"reflect"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// DeclareConstant declares in a new runtime what a script does by const: no
// property of the global object shows it, and scripts cannot declare it again.
func DeclareConstant(vm *goja.Runtime, name string, value goja.Value) {
	declare(vm, name, value, 1<<31|1<<29) // to assign is an error, in sloppy code too
}

// DeclareVariable declares what a script does by let.
func DeclareVariable(vm *goja.Runtime, name string) { declare(vm, name, goja.Undefined(), 0) }

func declare(vm *goja.Runtime, name string, value goja.Value, flags uint32) {
	global := reflect.ValueOf(vm).Elem().FieldByName("global")
	if global.Kind() != reflect.Struct || global.FieldByName("stash").Kind() != reflect.Struct {
		panic("eventloop: this version of goja has no Runtime.global.stash")
	}
	values := engineField[[]goja.Value](global.FieldByName("stash"), "values")
	names := engineField[map[unistring.String]uint32](global.FieldByName("stash"), "names")
	if *names == nil {
		*names = map[unistring.String]uint32{}
	}
	(*names)[unistring.NewFromString(name)] = uint32(len(*values)) | flags
	*values = append(*values, value)
}
