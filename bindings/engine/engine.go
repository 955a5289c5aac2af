// Package engine changes what goja's built-in functions do, in place: they stay
// the objects that the engine itself knows, so that eval is direct eval, and
// the fast ways of regular expressions stay.
//
// goja has no interface for that. The fields are found by reflection, once, and
// a version of goja that has others is told at the first use.
package engine

import (
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/dop251/goja"
)

// Call and Construct are what a built-in function does.
type (
	Call      = func(goja.FunctionCall) goja.Value
	Construct = func(args []goja.Value, newTarget *goja.Object) *goja.Object
)

// Override makes a built-in function do something else when it is called.
func Override(function *goja.Object, with func(original Call) Call) {
	call := fieldOf[Call](function, "f")
	*call = with(*call)
}

// OverrideConstructor is the same for new.
func OverrideConstructor(function *goja.Object, with func(original Construct) Construct) {
	construct := fieldOf[Construct](function, "construct")
	*construct = with(*construct)
}

// MakeConstructor makes a function that Go implements one for new: construct is
// called with a nil newTarget if that is the function itself.
func MakeConstructor(function *goja.Object, construct Construct) {
	*fieldOf[Construct](function, "construct") = construct
}

// implementation is the struct that an object's behaviour is.
func implementation(o *goja.Object) reflect.Value {
	return reflect.ValueOf(o).Elem().FieldByName("self").Elem().Elem()
}

func fieldOf[T any](o *goja.Object, name string) *T {
	self := implementation(o)
	if self.Kind() == reflect.Struct {
		if f := self.FieldByName(name); f.IsValid() && f.CanAddr() && f.Type() == reflect.TypeFor[T]() {
			return (*T)(unsafe.Pointer(f.UnsafeAddr()))
		}
	}
	panic(fmt.Sprintf("engine: this version of goja has no field %s in %v", name, self.Type()))
}

// RegExp is the inside of a regular expression.
type RegExp struct{ self unsafe.Pointer }

// regexpLayout is where the parts of a regular expression are.
type regexpLayout struct {
	self                      uintptr // in goja.Object: an interface
	itab                      unsafe.Pointer
	standard, source, pattern uintptr
	src                       uintptr // in the pattern
	flags                     map[byte]uintptr
}

var layoutOf = sync.OnceValue(func() regexpLayout {
	o, err := goja.New().RunString("/(?:)/")
	if err != nil {
		panic(err)
	}
	object := o.(*goja.Object)
	field := func(t reflect.Type, name string, want reflect.Type) uintptr {
		f, ok := t.FieldByName(name)
		if !ok || want != nil && f.Type != want {
			panic(fmt.Sprintf("engine: this version of goja has no field %s of type %v in %v", name, want, t))
		}
		return f.Offset
	}
	regexp := implementation(object).Type()
	patternField, ok := regexp.FieldByName("pattern")
	if !ok {
		panic(fmt.Sprintf("engine: this version of goja has no field pattern in %v", regexp))
	}
	l := regexpLayout{
		self:     field(reflect.TypeFor[goja.Object](), "self", nil),
		standard: field(regexp, "standard", reflect.TypeFor[bool]()),
		source:   field(regexp, "source", reflect.TypeFor[goja.String]()),
		pattern:  patternField.Offset,
		src:      field(patternField.Type.Elem(), "src", reflect.TypeFor[string]()),
	}
	l.flags = map[byte]uintptr{}
	for char, name := range map[byte]string{'g': "global", 'i': "ignoreCase", 'm': "multiline", 's': "dotAll", 'u': "unicode", 'y': "sticky"} {
		l.flags[char] = field(patternField.Type.Elem(), name, reflect.TypeFor[bool]())
	}
	l.itab = (*[2]unsafe.Pointer)(unsafe.Add(unsafe.Pointer(object), l.self))[0]
	return l
})

// RegExpOf gives the inside of a value that is a regular expression of the
// engine.
func RegExpOf(v goja.Value) (r RegExp, ok bool) {
	o, isObject := v.(*goja.Object)
	if !isObject {
		return r, false
	}
	l := layoutOf()
	words := (*[2]unsafe.Pointer)(unsafe.Add(unsafe.Pointer(o), l.self))
	return RegExp{words[1]}, words[0] == l.itab
}

// Pattern is the text that the engine matches.
func (r RegExp) Pattern() string {
	l := layoutOf()
	pattern := *(*unsafe.Pointer)(unsafe.Add(r.self, l.pattern))
	return *(*string)(unsafe.Add(pattern, l.src))
}

// Flags are the flags that the engine knows, in order.
func (r RegExp) Flags() string {
	l := layoutOf()
	pattern := *(*unsafe.Pointer)(unsafe.Add(r.self, l.pattern))
	var flags [6]byte
	n := 0
	for i := range len(engineFlags) {
		if *(*bool)(unsafe.Add(pattern, l.flags[engineFlags[i]])) {
			flags[n] = engineFlags[i]
			n++
		}
	}
	return string(flags[:n])
}

const engineFlags = "gimsuy"

// Source is what the property source shows, but for escapes.
func (r RegExp) Source() goja.String {
	return *(*goja.String)(unsafe.Add(r.self, layoutOf().source))
}

// SetSource makes the property show something else than what is matched, and
// lets all methods go through exec.
func (r RegExp) SetSource(source goja.String) {
	l := layoutOf()
	*(*goja.String)(unsafe.Add(r.self, l.source)) = source
	*(*bool)(unsafe.Add(r.self, l.standard)) = false
}

// Interrupted reports whether the runtime was told to stop, so that a function
// in Go that takes long can return.
func Interrupted(vm *goja.Runtime) bool { return atomic.LoadUint32(interruptFlag(vm)) != 0 }

// interruptFlag is the flag that Runtime.Interrupt sets.
func interruptFlag(vm *goja.Runtime) *uint32 {
	f := reflect.ValueOf(vm).Elem().FieldByName("vm").Elem().FieldByName("interrupted")
	if !f.IsValid() || f.Kind() != reflect.Uint32 {
		panic("engine: this version of goja has no uint32 interrupted in its vm")
	}
	return (*uint32)(unsafe.Pointer(f.UnsafeAddr()))
}
