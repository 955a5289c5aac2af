package language

import (
	"fmt"
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/unistring"
)

// goja gives no way to change what an error that it throws says, or what the stack of an error looks like. Both are
// decided where the intrinsic constructors of errors make their objects. This file reaches the few fields of the engine
// that are needed to take part in that; layout checks them all, so that a new version of goja that keeps them elsewhere is
// seen by the first page that is made.

// construct is how the engine makes an object with new.
type construct = func(args []goja.Value, newTarget *goja.Object) *goja.Object

// frame is a goja.StackFrame.
type frame struct {
	prg      unsafe.Pointer
	funcName unistring.String
	pc       int
}

// offsets are where the engine keeps what is needed.
type offsets struct {
	vm                       uintptr // in Runtime
	stack, sp, sb            uintptr // in vm
	self                     uintptr // in Object
	errorStack, errorIsAdded uintptr // in errorObject
	errorType                reflect.Type
	call, construct          uintptr // in nativeFuncObject
	functionType             reflect.Type
	code, source, map_       uintptr // in Program
	program                  reflect.Type
}

var layout = sync.OnceValue(func() *offsets {
	vm := goja.New()
	o := &offsets{}
	runtime := reflect.TypeFor[goja.Runtime]()
	o.vm = field(runtime, "vm", reflect.Pointer, nil)
	machine := fieldOf(runtime, "vm").Elem()
	o.stack = field(machine, "stack", reflect.Slice, nil)
	o.sp = field(machine, "sp", reflect.Int, nil)
	o.sb = field(machine, "sb", reflect.Int, nil)
	o.self = field(reflect.TypeFor[goja.Object](), "self", reflect.Interface, nil)
	typeError := vm.Get("TypeError").(*goja.Object)
	function := reflect.ValueOf(typeError).Elem().FieldByName("self").Elem().Type()
	o.functionType = function
	o.call = field(function.Elem(), "f", reflect.Func, reflect.TypeFor[func(goja.FunctionCall) goja.Value]())
	o.construct = field(function.Elem(), "construct", reflect.Func, reflect.TypeFor[construct]())
	e := vm.NewTypeError("")
	o.errorType = reflect.ValueOf(e).Elem().FieldByName("self").Elem().Type()
	o.errorStack = field(o.errorType.Elem(), "stack", reflect.Slice, reflect.TypeFor[[]goja.StackFrame]())
	o.errorIsAdded = field(o.errorType.Elem(), "stackPropAdded", reflect.Bool, nil)
	o.program = reflect.TypeFor[goja.Program]()
	o.code = field(o.program, "code", reflect.Slice, nil)
	o.source = field(o.program, "src", reflect.Pointer, reflect.TypeFor[*file.File]())
	o.map_ = field(o.program, "srcMap", reflect.Slice, nil)
	stackFrame, own := reflect.TypeFor[goja.StackFrame](), reflect.TypeFor[frame]()
	for i := range own.NumField() {
		f := own.Field(i)
		if field(stackFrame, f.Name, f.Type.Kind(), nil) != f.Offset && f.Name != "prg" {
			panic("language: this version of goja has another StackFrame")
		}
	}
	return o
})

func fieldOf(t reflect.Type, name string) reflect.Type {
	f, _ := t.FieldByName(name)
	return f.Type
}

// field gives the offset of a field that must be of a kind, and of a type unless that is nil.
func field(t reflect.Type, name string, kind reflect.Kind, want reflect.Type) uintptr {
	f, ok := t.FieldByName(name)
	if kind == reflect.Pointer && ok && f.Type.Kind() == reflect.UnsafePointer {
		kind = reflect.UnsafePointer
	}
	if !ok || name != "prg" && f.Type.Kind() != kind || want != nil && f.Type != want {
		panic(fmt.Sprintf("language: this version of goja has no field %v.%s of kind %v", t, name, kind))
	}
	return f.Offset
}

func at[T any](p unsafe.Pointer, offset uintptr) *T { return (*T)(unsafe.Add(p, offset)) }

// selfOf gives what is behind an object if its type is t, or nil.
func selfOf(o *goja.Object, t reflect.Type) unsafe.Pointer {
	v := reflect.NewAt(fieldOf(reflect.TypeFor[goja.Object](), "self"), unsafe.Add(unsafe.Pointer(o), layout().self)).Elem().Elem()
	if v.Type() != t {
		return nil
	}
	return v.UnsafePointer()
}

// wrapConstructor replaces how the engine makes objects of an intrinsic constructor, whether scripts or itself ask for one.
func wrapConstructor(constructor *goja.Object, wrap func(original construct) construct) {
	self := selfOf(constructor, layout().functionType)
	if self == nil {
		panic("language: this version of goja has constructors of errors of another type")
	}
	p := at[construct](self, layout().construct)
	wrapped := wrap(*p)
	*p = wrapped
	*at[func(goja.FunctionCall) goja.Value](self, layout().call) = func(c goja.FunctionCall) goja.Value {
		return wrapped(c.Arguments, nil)
	}
}

// guardConstructor is wrapConstructor for a constructor that cannot be called without new.
func guardConstructor(constructor *goja.Object, check func(args []goja.Value), refuse func()) {
	self := selfOf(constructor, layout().functionType)
	if self == nil {
		panic("language: this version of goja has constructors of buffers of another type")
	}
	p := at[construct](self, layout().construct)
	original := *p
	*p = func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		check(args)
		return original(args, newTarget)
	}
	*at[func(goja.FunctionCall) goja.Value](self, layout().call) = func(goja.FunctionCall) goja.Value {
		refuse()
		return goja.Undefined()
	}
}

// errorFrames gives the stack that the engine captured for an error, and whether the property stack was made.
func errorFrames(o *goja.Object) (stack *[]goja.StackFrame, isAdded *bool) {
	self := selfOf(o, layout().errorType)
	if self == nil {
		return nil, nil
	}
	return at[[]goja.StackFrame](self, layout().errorStack), at[bool](self, layout().errorIsAdded)
}

// machine is the state of the engine when it makes an error.
type machine struct {
	stack []goja.Value
	sp    int
	sb    int
}

func machineOf(vm *goja.Runtime) machine {
	p := *at[unsafe.Pointer](unsafe.Pointer(vm), layout().vm)
	return machine{*at[[]goja.Value](p, layout().stack), *at[int](p, layout().sp), *at[int](p, layout().sb)}
}

// operand gives a value on the stack, counted from 1 at the top.
func (m machine) operand(i int) goja.Value {
	if i := m.sp - i; i >= 0 && i < len(m.stack) {
		return m.stack[i]
	}
	return nil
}

// argument gives an argument of the native function that runs.
func (m machine) argument(i int) goja.Value {
	if i += m.sb; i >= 0 && i < len(m.stack) && i < m.sp && m.stack[i] != nil {
		return m.stack[i]
	}
	return goja.Undefined()
}

// site is a place in a program.
type site struct {
	file        *file.File
	offset      int    // in the text of the file, or -1
	instruction string // the engine's name of what runs there
	count       int    // the number of arguments, of a call
}

// siteOf gives the place of a frame, unless it is that of a native function.
func siteOf(f *goja.StackFrame) (site, bool) {
	raw := (*frame)(unsafe.Pointer(f))
	if raw.prg == nil {
		return site{}, false
	}
	s := site{file: *at[*file.File](raw.prg, layout().source), offset: -1}
	program := reflect.NewAt(layout().program, raw.prg).Elem()
	places := program.FieldByName("srcMap")
	low, high := 0, places.Len()
	for low < high {
		if middle := (low + high) / 2; int(places.Index(middle).FieldByName("pc").Int()) > raw.pc {
			high = middle
		} else {
			low = middle + 1
		}
	}
	if low > 0 {
		s.offset = int(places.Index(low - 1).FieldByName("srcPos").Int())
	}
	if code := program.FieldByName("code"); raw.pc >= 0 && raw.pc < code.Len() {
		instruction := code.Index(raw.pc).Elem()
		s.instruction = instruction.Type().String()
		if instruction.Kind() == reflect.Uint32 {
			s.count = int(instruction.Uint())
		}
	}
	return s, s.file != nil
}
