package membrane

import (
	"reflect"

	"github.com/dop251/goja"
)

var bufferType = reflect.TypeFor[goja.ArrayBuffer]()

// mayBeBinary is false for most objects that are no ArrayBuffer and no typed
// array.
func mayBeBinary(o *goja.Object) bool {
	t := o.ExportType()
	return t == bufferType || t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Interface
}

// binary gives the representative of an ArrayBuffer or a typed array: an object
// of the same kind over the same memory, so that all that reads bytes here
// takes it. It has the other page's prototype. Of something else it gives nil.
func (s *Side) binary(l *link) *goja.Object {
	if !mayBeBinary(l.object) {
		return nil
	}
	var o *goja.Object
	if buffer, ok := l.object.Export().(goja.ArrayBuffer); ok {
		o = s.vm.ToValue(s.vm.NewArrayBuffer(buffer.Bytes())).(*goja.Object)
	} else {
		kind, err := l.side.viewKind(l.object)
		must(err)
		if goja.IsUndefined(kind) {
			return nil
		}
		buffer := Pass(l.object.Get("buffer"), l.side, s)
		o, err = s.vm.New(s.vm.Get(kind.String()), buffer, l.object.Get("byteOffset"), l.object.Get("length"))
		must(err)
	}
	must(o.SetPrototype(Pass(l.object.Prototype(), l.side, s).(*goja.Object)))
	must(o.DefineDataPropertySymbol(linkSymbol, s.vm.ToValue(l), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	return o
}
