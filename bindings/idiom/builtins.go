package idiom

import (
	"reflect"
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/host/script/idiom"
)

// builtins are the original built-in objects and functions of a realm, and
// what is needed to see that scripts did not put others in their place.
//
// Reading a property can run a getter, which a script would notice. So
// properties are read only as long as there can be no getter: whatever defines
// one goes through a few functions, which are watched. After a definition that
// concerns a built-in, each use looks at the property's descriptor first, which
// takes longer.
type builtins struct {
	vm             *goja.Runtime
	describe       nativeFunc // Object.getOwnPropertyDescriptor
	hasOwn         nativeFunc // Object.prototype.hasOwnProperty
	has            nativeFunc // Reflect.has
	tag            nativeFunc // the getter of a typed array's Symbol.toStringTag
	viewLength     nativeFunc // the getters of byteLength
	dataViewLength nativeFunc
	properties     map[idiom.Builtin]*property
	prototypes     map[*goja.Object]view
	holders        map[*goja.Object]*goja.Object // and their prototypes
	global         *goja.Object
	array          *goja.Object // Array.prototype
	arrayIterator  *goja.Object // the prototypes of iterators
	stringIterator *goja.Object
	defined        bool // a property of a built-in object or of a view was defined
	inArrays       bool // and one of an array or of what it inherits from
	globals        map[string]globalVariable
}

// property is a property of a built-in object.
type property struct {
	holder   *goja.Object
	name     string
	key      goja.Value // the name, or a symbol
	getter   bool
	original goja.Value // the value, or the getter
	global   string     // the name of the holder if scripts name it
}

// view is what the instances of a prototype are.
type view struct {
	t        idiom.Type
	exported reflect.Type
}

// newBuiltins may be called after scripts have run: what they have changed is
// not the original then.
func newBuiltins(vm *goja.Runtime) *builtins {
	pristine := engine.Pristine(vm)
	function := func(o *goja.Object, name string) nativeFunc { return member(o, name).Export().(nativeFunc) }
	object := engine.Intrinsic(pristine, "Object")
	b := &builtins{
		vm:         vm,
		describe:   function(object, "getOwnPropertyDescriptor"),
		hasOwn:     function(member(object, "prototype"), "hasOwnProperty"),
		has:        function(engine.Intrinsic(pristine, "Reflect"), "has"),
		properties: map[idiom.Builtin]*property{},
		prototypes: map[*goja.Object]view{},
		holders:    map[*goja.Object]*goja.Object{},
		global:     vm.GlobalObject(),
		globals:    map[string]globalVariable{},
	}
	for _, v := range []struct {
		name    string
		t       idiom.Type
		element any
	}{
		{"Uint8Array", idiom.Uint8Array, []uint8{}},
		{"Uint8ClampedArray", idiom.Uint8ClampedArray, []uint8{}},
		{"Int8Array", idiom.Int8Array, []int8{}},
		{"Uint16Array", idiom.Uint16Array, []uint16{}},
		{"Int16Array", idiom.Int16Array, []int16{}},
		{"Uint32Array", idiom.Uint32Array, []uint32{}},
		{"Int32Array", idiom.Int32Array, []int32{}},
		{"Float32Array", idiom.Float32Array, []float32{}},
		{"Float64Array", idiom.Float64Array, []float64{}},
		{"DataView", idiom.DataView, map[string]any{}},
		{"ArrayBuffer", idiom.ArrayBuffer, goja.ArrayBuffer{}},
	} {
		prototype := member(engine.Intrinsic(vm, v.name), "prototype")
		b.prototypes[prototype] = view{v.t, reflect.TypeOf(v.element)}
		b.holders[prototype] = prototype.Prototype()
	}
	changed := vm.NewObject() // no property holds it
	theirs := holders(pristine)
	for i, h := range holders(vm) {
		b.holders[h.object] = h.object.Prototype()
		switch h.prefix {
		case "ArrayIterator.prototype.":
			b.arrayIterator = h.object
		case "StringIterator.prototype.":
			b.stringIterator = h.object
		}
		for _, name := range strings.Fields(h.names) {
			p := &property{holder: h.object, name: name, key: vm.ToValue(name), global: h.global, original: changed}
			switch name {
			case "@@iterator":
				p.key = goja.SymIterator
			case "@@species":
				p.key = goja.SymSpecies
			}
			part := "value"
			switch name {
			case "length", "byteLength", "@@species":
				p.getter, part = true, "get"
			}
			if d := b.descriptor(h.object, p.key); d != nil {
				own, untouched := d.Get(part), b.descriptor(theirs[i].object, p.key).Get(part)
				if sameFunction(own, untouched) || name == "constructor" && own == goja.Value(engine.Intrinsic(vm, "Array")) {
					p.original = own
				}
			}
			b.properties[idiom.Builtin(h.prefix+name)] = p
		}
	}
	view := engine.Intrinsic(pristine, "Uint8Array").Get("prototype").(*goja.Object).Prototype()
	dataView := member(engine.Intrinsic(pristine, "DataView"), "prototype")
	b.array = member(engine.Intrinsic(vm, "Array"), "prototype")
	b.holders[member(engine.Intrinsic(vm, "Object"), "prototype")] = nil
	b.holders[b.global] = b.global.Prototype()
	getter := func(o *goja.Object, key goja.Value) nativeFunc {
		return b.descriptor(o, key).Get("get").Export().(nativeFunc)
	}
	b.viewLength = getter(view, vm.ToValue("byteLength"))
	b.dataViewLength = getter(dataView, vm.ToValue("byteLength"))
	b.tag = getter(view, goja.SymToStringTag)
	return b
}

// holder is an object with built-in functions that loops use.
type holder struct {
	object *goja.Object
	global string
	prefix string
	names  string
}

func holders(vm *goja.Runtime) []holder {
	intrinsic := func(name string) *goja.Object { return engine.Intrinsic(vm, name) }
	prototype := func(name string) *goja.Object { return member(intrinsic(name), "prototype") }
	iterator := func(o *goja.Object, key goja.Value, of goja.Value) *goja.Object {
		return call(engine.Original(vm, o, key).Export().(nativeFunc), of).(*goja.Object).Prototype()
	}
	array, text := prototype("Array"), prototype("String")
	return []holder{
		{text, "", "String.prototype.", "charCodeAt charAt slice substr substring @@iterator"},
		{intrinsic("String"), "String", "String.", "fromCharCode"},
		{prototype("Number"), "", "Number.prototype.", "toString"},
		{prototype("Function"), "", "Function.prototype.", "call"},
		{prototype("Uint8Array").Prototype(), "", "TypedArray.prototype.", "length byteLength forEach reduce @@iterator"},
		{prototype("DataView"), "", "DataView.prototype.", "byteLength getUint8 getInt8 getUint16 getInt16 getUint32 getInt32 setUint8 setInt8 setUint16 setInt16 setUint32 setInt32"},
		{prototype("ArrayBuffer"), "", "ArrayBuffer.prototype.", "byteLength"},
		{array, "", "Array.prototype.", "forEach map reduce constructor @@iterator"},
		{intrinsic("Array"), "Array", "Array.", "from @@species"},
		{iterator(array, vm.ToValue("values"), array), "", "ArrayIterator.prototype.", "next"},
		{iterator(text, goja.SymIterator, vm.ToValue("")), "", "StringIterator.prototype.", "next"},
	}
}

// sameFunction is whether two values are the same built-in function, each in its
// own runtime.
func sameFunction(v, w goja.Value) bool {
	code := func(v goja.Value) uintptr {
		if o, ok := v.(*goja.Object); ok {
			if f, ok := o.Export().(nativeFunc); ok {
				return reflect.ValueOf(f).Pointer()
			}
		}
		return 0
	}
	return code(v) != 0 && code(v) == code(w)
}

func member(o *goja.Object, name string) *goja.Object { return o.Get(name).(*goja.Object) }

func call(f nativeFunc, this goja.Value, arguments ...goja.Value) goja.Value {
	return f(goja.FunctionCall{This: this, Arguments: arguments})
}

// descriptor gives the descriptor of an own property, nil if there is none.
func (b *builtins) descriptor(o *goja.Object, key goja.Value) *goja.Object {
	d, _ := call(b.describe, nil, o, key).(*goja.Object)
	return d
}

// notice hears of an object that gets properties by definition.
func (b *builtins) notice(target goja.Value) {
	o, ok := target.(*goja.Object)
	if !ok {
		return
	}
	if o.ExportType() == proxyType { // of anything
		clear(b.globals)
		b.defined, b.inArrays = true, true
		return
	}
	if o == b.global {
		clear(b.globals)
	}
	_, isHolder := b.holders[o]
	b.inArrays = b.inArrays || isHolder || o.ExportType() == arrayType
	_, isView := b.prototypes[o.Prototype()]
	b.defined = b.defined || isHolder || isView
}

var proxyType = reflect.TypeFor[goja.Proxy]()

// untouched is whether built-ins are what they were.
func (b *builtins) untouched(list []idiom.Builtin) bool {
	for _, name := range list {
		p := b.properties[name]
		if p.global != "" && b.variable(idiom.Variable{Global: p.global}) != goja.Value(p.holder) {
			return false
		}
		switch {
		case b.defined:
			d := b.descriptor(p.holder, p.key)
			if d == nil || d.Get("value") != p.original && d.Get("get") != p.original {
				return false
			}
		case p.getter:
			if !call(b.hasOwn, p.holder, p.key).ToBoolean() {
				return false
			}
		case p.holder.Prototype() != b.holders[p.holder] || b.get(p) != p.original:
			return false
		}
	}
	return true
}

func (b *builtins) get(p *property) goja.Value {
	if symbol, ok := p.key.(*goja.Symbol); ok {
		return p.holder.GetSymbol(symbol)
	}
	return p.holder.Get(p.name)
}

// returns is whether an iterator perhaps has a method that is called when its
// loop is left.
func (b *builtins) returns(iterator *goja.Object) bool {
	return b.defined || iterator.Get("return") != nil
}

// isPlainArray is whether an object is an array whose elements are no
// accessors.
func (b *builtins) isPlainArray(o *goja.Object) bool {
	return !b.inArrays && o.ExportType() == arrayType && o.Prototype() == b.array
}

var arrayType = reflect.TypeFor[[]any]()

// typeOf tells what an object is for a loop: a view whose properties are the
// ones that it has from the beginning.
func (b *builtins) typeOf(o *goja.Object) idiom.Type {
	exported := o.ExportType()
	if exported == proxyType {
		return idiom.Other // a trap would see that it is looked at
	}
	prototype := o.Prototype()
	v, ok := b.prototypes[prototype]
	if !ok || exported != v.exported {
		return idiom.Other
	}
	switch v.t {
	case idiom.Uint8Array, idiom.Uint8ClampedArray:
		if tag := call(b.tag, o).String(); (tag == "Uint8Array") != (v.t == idiom.Uint8Array) {
			return idiom.Other
		}
	case idiom.DataView:
		// Its methods, other than the accessors of a typed array, can be
		// hidden by an assignment.
		if b.vm.Try(func() { call(b.dataViewLength, o) }) != nil || len(o.GetOwnPropertyNames()) > 0 {
			return idiom.Other
		}
		return v.t
	}
	if b.defined {
		for _, name := range []string{"length", "byteLength"} {
			if call(b.hasOwn, o, b.vm.ToValue(name)).ToBoolean() || call(b.hasOwn, prototype, b.vm.ToValue(name)).ToBoolean() {
				return idiom.Other
			}
		}
	}
	return v.t
}

// memory gives the bytes of a view, false if they are detached.
func (b *builtins) memory(o *goja.Object, t idiom.Type) (data []byte, ok bool) {
	if t == idiom.ArrayBuffer {
		return o.Export().(goja.ArrayBuffer).Bytes(), true
	}
	length := b.viewLength
	if t == idiom.DataView {
		length = b.dataViewLength
	}
	var size int64
	if b.vm.Try(func() { size = call(length, o).ToInteger() }) != nil {
		return nil, false
	}
	if size == 0 {
		return nil, true // or it is detached, which is the same for a typed array
	}
	if t == idiom.Uint8Array || t == idiom.Uint8ClampedArray {
		return o.Export().([]byte), true
	}
	err := b.vm.ExportTo(o, &data)
	return data, err == nil
}

// follow gives what is at the end of a path of properties, nil if one of them
// is not there or has a getter.
func (b *builtins) follow(v goja.Value, path []string) goja.Value {
	for _, name := range path {
		o, _ := v.(*goja.Object)
		v = nil
		key := b.vm.ToValue(name)
		for ; o != nil && o.ExportType() != proxyType && v == nil; o = o.Prototype() {
			if d := b.descriptor(o, key); d != nil {
				if v = d.Get("value"); v == nil {
					return nil
				}
			}
		}
		if v == nil {
			return nil
		}
	}
	return v
}

// globalVariable is how a variable of the global object or scope can be used.
type globalVariable struct {
	usable   bool
	writable bool // as a property
}

// variable gives the value of a global variable, nil if a loop cannot use it.
func (b *builtins) variable(v idiom.Variable) goja.Value {
	g, known := b.globals[v.Global]
	if !known {
		g = b.look(v.Global)
		if !g.usable {
			return nil // perhaps not yet
		}
		b.globals[v.Global] = g
	}
	if v.Written && !g.writable && !v.Declared {
		return nil
	}
	return b.vm.Get(v.Global)
}

// look finds out about a global variable, without running a getter.
func (b *builtins) look(name string) globalVariable {
	if d := b.descriptor(b.global, b.vm.ToValue(name)); d != nil {
		writable := d.Get("writable")
		return globalVariable{usable: writable != nil, writable: writable != nil && writable.ToBoolean()}
	}
	if call(b.has, nil, b.global, b.vm.ToValue(name)).ToBoolean() {
		return globalVariable{} // inherited
	}
	var value goja.Value
	b.vm.Try(func() { value = b.vm.Get(name) })
	return globalVariable{usable: value != nil}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
