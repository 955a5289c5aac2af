package idiom

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/host/script/idiom"
)

// installApply makes String.fromCharCode.apply(..., bytes) take the bytes as a
// whole. The engine makes a list of values of them first.
func (r *runner) installApply() {
	b := r.builtins
	fromCharCode := b.properties["String.fromCharCode"].original
	lengths := []idiom.Builtin{"TypedArray.prototype.length"}
	prototype := b.vm.GlobalObject().Get("Function").(*goja.Object).Get("prototype").(*goja.Object)
	b.replace(prototype, "apply", func(original nativeFunc, c goja.FunctionCall) goja.Value {
		if len(c.Arguments) > 1 && c.This == fromCharCode {
			if view, ok := c.Arguments[1].(*goja.Object); ok {
				if t := b.typeOf(view); t == idiom.Uint8Array && b.untouched(lengths) {
					if memory, ok := b.memory(view, t); ok {
						return latin(b.vm, memory)
					}
				}
			}
		}
		return original(c)
	})
}

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
