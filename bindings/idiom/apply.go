package idiom

import (
	"reflect"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/host/script/idiom"
)

// installApply makes String.fromCharCode.apply(..., bytes) take the bytes as a
// whole. The engine makes a list of values of them first.
func (r *runner) installApply() {
	lengths := []idiom.Builtin{"TypedArray.prototype.length"}
	r.replace(member(engine.Intrinsic(r.vm, "Function"), "prototype"), "apply", func(original nativeFunc, c goja.FunctionCall) goja.Value {
		if len(c.Arguments) > 1 {
			if view, ok := c.Arguments[1].(*goja.Object); ok && view.ExportType() == bytesType {
				b := r.builtins()
				if t := b.typeOf(view); t == idiom.Uint8Array && c.This == b.properties["String.fromCharCode"].original && b.untouched(lengths) {
					if memory, ok := b.memory(view, t); ok {
						return latin(b.vm, memory)
					}
				}
			}
		}
		return original(c)
	})
}

var bytesType = reflect.TypeFor[[]byte]()

// latin makes a string of code units below 0x100.
func latin(vm *goja.Runtime, units []byte) goja.String {
	if isASCII(units) {
		return vm.ToValue(string(units)).(goja.String)
	}
	wide := make([]uint16, len(units))
	for i, c := range units {
		wide[i] = uint16(c)
	}
	return goja.StringFromUTF16(wide)
}
