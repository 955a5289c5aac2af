package clone

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

type nativeFunc = func(goja.FunctionCall) goja.Value

// realm is what the package keeps of one: the built-ins that look into objects,
// whatever scripts have put in their places.
type realm struct {
	vm                       *goja.Runtime
	getOwnPropertyDescriptor nativeFunc
	valueOf                  map[string]nativeFunc
	regExpSource             nativeFunc
	regExpFlags              []nativeFunc
	mapForEach, mapSet       nativeFunc
	setForEach, setAdd       nativeFunc
	isView                   nativeFunc
	typedArrayTag            nativeFunc
	typedArray, dataView     viewGetters
}

// viewGetters read a typed array, whose length is in elements, or a DataView.
type viewGetters struct{ buffer, byteOffset, length nativeFunc }

const regExpFlags = "dgimsuvy"

// realmOf gives what is kept of a realm.
func realmOf(vm *goja.Runtime) *realm {
	return web.Shared(web.RealmOf(vm), func() *realm { return newRealm(vm) })
}

func newRealm(vm *goja.Runtime) *realm {
	r := &realm{vm: vm, valueOf: map[string]nativeFunc{}}
	vm = engine.Pristine(vm)
	global := vm.GlobalObject()
	r.getOwnPropertyDescriptor = native(member(global, "Object").Get("getOwnPropertyDescriptor"))
	prototype := func(class string) *goja.Object { return member(member(global, class), "prototype") }
	getter := func(o *goja.Object, key goja.Value) nativeFunc {
		descriptor, ok := call(r.getOwnPropertyDescriptor, nil, o, key).(*goja.Object)
		if !ok {
			return func(goja.FunctionCall) goja.Value { return goja.Undefined() }
		}
		return native(descriptor.Get("get"))
	}
	for _, class := range []string{"Date", "Number", "String", "Boolean", "BigInt"} {
		r.valueOf[class] = native(prototype(class).Get("valueOf"))
	}
	regExp := prototype("RegExp")
	r.regExpSource = getter(regExp, vm.ToValue("source"))
	for _, name := range []string{"hasIndices", "global", "ignoreCase", "multiline", "dotAll", "unicode", "unicodeSets", "sticky"} {
		r.regExpFlags = append(r.regExpFlags, getter(regExp, vm.ToValue(name)))
	}
	r.mapForEach, r.mapSet = native(prototype("Map").Get("forEach")), native(prototype("Map").Get("set"))
	r.setForEach, r.setAdd = native(prototype("Set").Get("forEach")), native(prototype("Set").Get("add"))
	r.isView = native(member(global, "ArrayBuffer").Get("isView"))
	view := func(o *goja.Object, length string) viewGetters {
		return viewGetters{getter(o, vm.ToValue("buffer")), getter(o, vm.ToValue("byteOffset")), getter(o, vm.ToValue(length))}
	}
	typedArray := prototype("Uint8Array").Prototype()
	r.typedArrayTag = getter(typedArray, goja.SymToStringTag)
	r.typedArray, r.dataView = view(typedArray, "length"), view(prototype("DataView"), "byteLength")
	return r
}

func (r *realm) constructor(class string) *goja.Object { return engine.Intrinsic(r.vm, class) }

func (r *realm) primitive(o *goja.Object, class string) goja.Value { return call(r.valueOf[class], o) }

func (r *realm) flagsOf(o *goja.Object) string {
	var flags strings.Builder
	for i, get := range r.regExpFlags {
		if call(get, o).ToBoolean() {
			flags.WriteByte(regExpFlags[i])
		}
	}
	return flags.String()
}

// ownData gives the value of an own data property.
func (r *realm) ownData(o *goja.Object, name string) (goja.Value, bool) {
	descriptor, ok := call(r.getOwnPropertyDescriptor, nil, o, r.vm.ToValue(name)).(*goja.Object)
	if !ok {
		return nil, false
	}
	v := descriptor.Get("value")
	return v, v != nil
}

func member(o *goja.Object, name string) *goja.Object { return o.Get(name).(*goja.Object) }

func native(v goja.Value) nativeFunc { return v.Export().(nativeFunc) }

func call(f nativeFunc, this goja.Value, args ...goja.Value) goja.Value {
	return f(goja.FunctionCall{This: this, Arguments: args})
}
