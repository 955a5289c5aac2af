package engine

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// Lazy is a data property, writable, enumerable and configurable, whose value
// is made when it is first looked at. No script can tell: it is how the engine
// has its own built-ins.
type Lazy struct {
	Name string
	Make func() goja.Value
}

// SetLazy gives these properties to a plain object that has no property yet.
func SetLazy(vm *goja.Runtime, o *goja.Object, properties []Lazy) {
	plain := implementation(o)
	self := reflect.ValueOf(o).Elem().FieldByName("self")
	// The global object of the engine has its built-ins by a template.
	templated := reflect.New(implementation(vm.GlobalObject()).Type()).Elem()
	template := reflect.New(settable(templated, "tmpl", reflect.Pointer).Type().Elem()).Elem()
	settable(templated, "baseObject", reflect.Struct).Set(reflect.NewAt(plain.Type(), unsafe.Pointer(plain.UnsafeAddr())).Elem())
	settable(templated, "tmpl", reflect.Pointer).Set(template.Addr())
	settable(templated, "protoMaterialised", reflect.Bool).SetBool(true)
	settable(templated.FieldByName("baseObject"), "propNames", reflect.Slice).SetZero() // until they are asked for

	names, values := settable(template, "propNames", reflect.Slice), settable(template, "props", reflect.Map)
	names.Grow(len(properties))
	values.Set(reflect.MakeMapWithSize(values.Type(), len(properties)))
	for _, p := range properties {
		name := reflect.ValueOf(unistring.NewFromString(p.Name))
		names.Set(reflect.Append(names, name))
		factory := func(*goja.Runtime) goja.Value { return p.Make() }
		values.SetMapIndex(name, reflect.ValueOf(factory).Convert(values.Type().Elem()))
	}
	reflect.NewAt(self.Type(), unsafe.Pointer(self.UnsafeAddr())).Elem().Set(reflect.NewAt(templated.Type(), unsafe.Pointer(templated.UnsafeAddr())))
}

// settable gives a field of a struct of the engine for writing.
func settable(v reflect.Value, name string, kind reflect.Kind) reflect.Value {
	f := v.FieldByName(name)
	if !f.IsValid() || f.Kind() != kind {
		panic(fmt.Sprintf("engine: this version of goja has no %v %s in %v", kind, name, v.Type()))
	}
	return reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem()
}
