// Package idiom runs the loops that host/script/idiom recognised: it checks
// that their variables hold what a loop can run over and that the built-ins
// they call are the original ones.
package idiom

import (
	"encoding/binary"
	"reflect"
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/script/idiom"
)

type nativeFunc = func(goja.FunctionCall) goja.Value

// Install makes the lexical constants by which changed scripts get here. It
// must run before any script does.
func Install(vm *goja.Runtime) {
	r := &runner{vm: vm, sites: map[int]*site{}, builtins: sync.OnceValue(func() *builtins { return newBuiltins(vm) })}
	r.watch()
	r.installApply()
	eventloop.DeclareConstant(vm, idiom.Run, vm.ToValue(r.run))
	eventloop.DeclareConstant(vm, idiom.Results, vm.NewDynamicArray((*results)(r)))
	eventloop.DeclareConstant(vm, idiom.Value, vm.ToValue(func(c goja.FunctionCall) goja.Value { return c.Argument(0) }))
	eventloop.DeclareVariable(vm, idiom.Source)
}

// watch has the builtins hear of all that defines properties.
func (r *runner) watch() {
	watch := func(o *goja.Object, name string) {
		r.replace(o, name, func(define nativeFunc, c goja.FunctionCall) goja.Value {
			r.builtins().notice(c.Argument(0))
			return define(c)
		})
	}
	object := engine.Intrinsic(r.vm, "Object")
	watch(object, "defineProperty")
	watch(object, "defineProperties")
	engine.Amend(r.vm.GlobalObject(), "Reflect", func(reflect *goja.Object) { watch(reflect, "defineProperty") })
}

// replace puts a function in the place of a built-in one, which it gets.
func (r *runner) replace(o *goja.Object, name string, f func(original nativeFunc, c goja.FunctionCall) goja.Value) {
	engine.Replace(o, name, func(value goja.Value) goja.Value {
		original := value.(*goja.Object)
		call := original.Export().(nativeFunc)
		function := r.vm.ToValue(func(c goja.FunctionCall) goja.Value { return f(call, c) }).(*goja.Object)
		for _, property := range []string{"name", "length"} {
			must(function.DefineDataProperty(property, original.Get(property), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		}
		return function
	})
}

// runner is the Go side of one realm.
type runner struct {
	vm       *goja.Runtime
	sites    map[int]*site
	builtins func() *builtins
	results  []goja.Value // what the script takes after a run
	types    []idiom.Type
	values   []goja.Value
}

// site is what a realm knows of a loop.
type site struct {
	loop      *idiom.Loop
	arguments int
	kernels   []*kernel
}

// kernel is a loop for certain types of its variables.
type kernel struct {
	types []idiom.Type
	// Kernel is nil if the loop cannot run over the types.
	*idiom.Kernel
}

// results is the array that a script reads after a run: the variables that
// the loop assigns to, and whether it came to its end.
type results runner

func (r *results) Len() int                 { return len(r.results) }
func (r *results) Set(int, goja.Value) bool { return false }
func (r *results) SetLen(int) bool          { return false }

func (r *results) Get(i int) goja.Value {
	if i < 0 || i >= len(r.results) {
		return nil
	}
	v := r.results[i]
	r.results[i] = nil
	return v
}

var no = goja.Undefined()

// run is the function that a changed script calls instead of a loop.
func (r *runner) run(call goja.FunctionCall) goja.Value {
	id := int(call.Argument(0).ToInteger())
	s := r.sites[id]
	if s == nil {
		loop := idiom.Get(id)
		if loop == nil {
			return no
		}
		s = &site{loop: loop, arguments: loop.Arguments()}
		r.sites[id] = s
	}
	if len(call.Arguments) != s.arguments+1 {
		return no // a script found the function
	}
	if s.loop.Callback != nil {
		return r.runCallback(s, call.Arguments[1:])
	}
	if !r.read(s.loop, call.Arguments[1:]) {
		return no
	}
	k := s.kernel(r.types)
	if k == nil || !r.builtins().untouched(k.Builtins) {
		return no
	}
	if !r.load(k) {
		return no
	}
	turns, ended := k.Run()
	if turns {
		r.publish(s.loop, k, r.vm.ToValue(ended))
	}
	k.Release()
	clear(r.values)
	if !turns {
		return no
	}
	return r.vm.ToValue(true)
}

// read gets the values of the variables and their types.
func (r *runner) read(l *idiom.Loop, arguments []goja.Value) bool {
	r.types, r.values = r.types[:0], r.values[:0]
	for i, v := range l.Variables {
		if l.IsParameter(i) { // comes later
			r.types, r.values = append(r.types, idiom.Other), append(r.values, nil)
			continue
		}
		var value goja.Value
		if v.Global != "" {
			if value = r.builtins().variable(v); value == nil {
				return false
			}
		} else {
			value, arguments = arguments[0], arguments[1:]
		}
		if v.Path != nil {
			if value = r.builtins().follow(value, v.Path); value == nil {
				return false
			}
		}
		t := r.typeOf(value)
		if t == idiom.Other {
			return false
		}
		r.types, r.values = append(r.types, t), append(r.values, value)
	}
	return true
}

// kernel finds the kernel for types, or makes it.
func (s *site) kernel(types []idiom.Type) *idiom.Kernel {
next:
	for _, k := range s.kernels {
		for i, t := range k.types {
			if types[i] != t {
				continue next
			}
		}
		return k.Kernel
	}
	if len(s.kernels) == maxKernels {
		return nil
	}
	k := &kernel{types: append([]idiom.Type(nil), types...)}
	k.Kernel, _ = s.loop.Specialise(k.types)
	s.kernels = append(s.kernels, k)
	return k.Kernel
}

// maxKernels is how many combinations of types a loop is prepared for.
const maxKernels = 8

var (
	intType   = reflect.TypeFor[int64]()
	floatType = reflect.TypeFor[float64]()
	boolType  = reflect.TypeFor[bool]()
)

// typeOf tells what a value is for a loop.
func (r *runner) typeOf(v goja.Value) idiom.Type {
	o, ok := v.(*goja.Object)
	switch {
	case !ok:
		return r.primitive(v)
	case r.builtins().isPlainArray(o):
		if first := o.Get("0"); first != nil {
			switch r.primitive(first) {
			case idiom.Int, idiom.Float:
				return idiom.Numbers
			case idiom.String:
				return idiom.Strings
			}
		}
		return idiom.Other
	}
	return r.builtins().typeOf(o)
}

// primitive tells what a value is that is no object.
func (r *runner) primitive(v goja.Value) idiom.Type {
	if goja.IsUndefined(v) {
		return idiom.Unset
	}
	if _, ok := v.(goja.String); ok {
		return idiom.String
	}
	switch v.ExportType() {
	case intType:
		if i := v.ToInteger(); i <= idiom.MaxInt && i >= -idiom.MaxInt {
			return idiom.Int
		}
		return idiom.Float
	case floatType:
		return idiom.Float
	case boolType:
		return idiom.Bool
	}
	return idiom.Other
}

// unicodeString is the type of strings that the engine keeps as UTF-16.
var unicodeString = reflect.TypeOf(goja.StringFromUTF16([]uint16{0x100}))

// load puts the values into the kernel.
func (r *runner) load(k *idiom.Kernel) bool {
	for i, v := range r.values {
		if v == nil {
			continue
		}
		switch t := r.types[i]; t {
		case idiom.Unset:
		case idiom.Int:
			k.SetInt(i, v.ToInteger())
		case idiom.Float:
			k.SetFloat(i, v.ToFloat())
		case idiom.Bool:
			k.SetBool(i, v.ToBoolean())
		case idiom.String:
			setText(k, i, v.(goja.String))
		case idiom.Numbers, idiom.Strings:
			k.SetList(i, r.newList(v.(*goja.Object)))
		default:
			memory, ok := r.builtins().memory(v.(*goja.Object), t)
			if !ok {
				return false
			}
			k.SetView(i, memory)
		}
	}
	return true
}

func setText(k *idiom.Kernel, i int, s goja.String) {
	if text, ok := asASCII(s); ok {
		k.SetASCII(i, text)
	} else {
		k.SetUnits(i, s)
	}
}

// publish makes the results of a run.
func (r *runner) publish(l *idiom.Loop, k *idiom.Kernel, last goja.Value) {
	r.results = r.results[:0]
	for i, v := range l.Variables {
		if v.Written && !l.IsParameter(i) {
			r.results = append(r.results, r.result(k, i))
		}
	}
	r.results = append(r.results, last)
}

func (r *runner) result(k *idiom.Kernel, i int) goja.Value {
	if r.types[i] == idiom.Unset && !k.IsSet(i) {
		return goja.Undefined()
	}
	if k.Types[i] == idiom.String && k.Appended[i] && r.types[i] == idiom.String {
		return r.values[i].(goja.String).Concat(r.text(k.Text(i)))
	}
	if v := r.value(k, i, k.Types[i]); v != nil {
		return v
	}
	return r.values[i]
}

// value gives what a slot holds, nil for an object.
func (r *runner) value(k *idiom.Kernel, slot int, t idiom.Type) goja.Value {
	switch t {
	case idiom.Int:
		return r.vm.ToValue(k.Int(slot))
	case idiom.Float:
		return r.vm.ToValue(k.Float(slot))
	case idiom.Bool:
		return r.vm.ToValue(k.Bool(slot))
	case idiom.String:
		return r.text(k.Text(slot))
	}
	return nil
}

// text makes a string of the engine's.
func (r *runner) text(t *idiom.Text) goja.String {
	if units, ok := t.Latin(); ok {
		return latin(r.vm, units)
	}
	return goja.StringFromUTF16(t.Units())
}

func isASCII(b []byte) bool {
	for ; len(b) >= 8; b = b[8:] {
		if binary.NativeEndian.Uint64(b)&0x8080808080808080 != 0 {
			return false
		}
	}
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
