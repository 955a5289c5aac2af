package web

import (
	"fmt"
	"math"

	"github.com/dop251/goja"
)

// Arguments are those of one call of an operation or a constructor, with the
// words that its errors begin with. Its methods throw.
type Arguments struct {
	page    *page
	context string // "Failed to execute 'slice' on 'Blob': "
	values  []goja.Value
}

func (a Arguments) require(length int) {
	if len(a.values) >= length {
		return
	}
	noun := "arguments"
	if length == 1 {
		noun = "argument"
	}
	panic(a.TypeError("%d %s required, but only %d present.", length, noun, len(a.values)))
}

// TypeError makes a TypeError for panic to throw.
func (a Arguments) TypeError(format string, args ...any) *goja.Object {
	return a.page.vm.NewTypeError("%s", a.context+fmt.Sprintf(format, args...))
}

// WrongType makes the error for the argument i that is not of a type.
func (a Arguments) WrongType(i int, name string) *goja.Object {
	return a.TypeError("parameter %d is not of type '%s'.", i+1, name)
}

// At gives an argument, undefined for one that is left out.
func (a Arguments) At(i int) goja.Value {
	if i < len(a.values) {
		return a.values[i]
	}
	return goja.Undefined()
}

// Has says that there is an argument i and that it is not undefined.
func (a Arguments) Has(i int) bool { return !goja.IsUndefined(a.At(i)) }

// String converts an argument to a string.
func (a Arguments) String(i int) string {
	return stringArgument(a.page.vm, a.At(i), a.context)
}

// Number converts an argument to a number.
func (a Arguments) Number(i int) float64 { return a.toNumber(a.At(i), "") }

func (a Arguments) toNumber(v goja.Value, where string) float64 {
	if _, ok := v.(*goja.Symbol); ok {
		panic(a.TypeError("%sCannot convert a Symbol value to a number", where))
	}
	if goja.IsBigInt(v) {
		panic(a.TypeError("%sCannot convert a BigInt value to a number", where))
	}
	return v.ToFloat()
}

// dictionary converts an argument to a dictionary, for its members to be read.
func (a Arguments) dictionary(i int, name string) dictionary {
	d := dictionary{args: a, name: name}
	switch v := a.At(i).(type) {
	case *goja.Object:
		d.object = v
	default:
		if !goja.IsUndefined(v) && !goja.IsNull(v) {
			panic(a.TypeError("The provided value is not of type '%s'.", name))
		}
	}
	return d
}

// dictionary is an object given as a Web IDL dictionary. Its members are to be
// read in the order of the standard: the inherited ones first, else by name.
type dictionary struct {
	args   Arguments
	name   string
	object *goja.Object // nil for none
}

// member gives the value of a member and whether it is there.
func (d dictionary) member(key string) (goja.Value, bool) {
	if d.object == nil {
		return nil, false
	}
	v := d.object.Get(key)
	return v, v != nil && !goja.IsUndefined(v)
}

// value gives a member of type any.
func (d dictionary) value(key string, missing goja.Value) goja.Value {
	if v, ok := d.member(key); ok {
		return v
	}
	return missing
}

func (d dictionary) boolean(key string) bool {
	v, ok := d.member(key)
	return ok && v.ToBoolean()
}

func (d dictionary) string(key string) string {
	text, _ := d.optionalString(key)
	return text
}

func (d dictionary) optionalString(key string) (text string, ok bool) {
	v, ok := d.member(key)
	if !ok {
		return "", false
	}
	return stringArgument(d.args.page.vm, v, d.args.context+d.where(key)), true
}

// double gives a member that must be a finite number.
func (d dictionary) double(key string) float64 {
	v, ok := d.member(key)
	if !ok {
		return 0
	}
	f := d.args.toNumber(v, d.where(key))
	if math.IsNaN(f) || math.IsInf(f, 0) {
		panic(d.typeError(key, "The provided double value is non-finite."))
	}
	return f
}

// integer gives a member as a whole number, 0 for what is none.
func (d dictionary) integer(key string) int64 {
	v, ok := d.member(key)
	if !ok {
		return 0
	}
	f := math.Trunc(d.args.toNumber(v, d.where(key)))
	if math.IsNaN(f) || math.Abs(f) >= 1<<63 {
		return 0
	}
	return int64(f)
}

func (d dictionary) typeError(key, format string, args ...any) *goja.Object {
	return d.args.TypeError("%s", d.where(key)+fmt.Sprintf(format, args...))
}

func (d dictionary) where(key string) string {
	return "Failed to read the '" + key + "' property from '" + d.name + "': "
}

// each calls f with the elements of a value that must be iterable.
func (a Arguments) each(v goja.Value, where string, f func(goja.Value)) {
	o, ok := v.(*goja.Object)
	if !ok {
		panic(a.TypeError("%sThe provided value cannot be converted to a sequence.", where))
	}
	method := o.GetSymbol(goja.SymIterator)
	if method == nil || goja.IsUndefined(method) || goja.IsNull(method) {
		panic(a.TypeError("%sThe object must have a callable @@iterator property.", where))
	}
	if _, ok := goja.AssertFunction(method); !ok {
		panic(a.TypeError("%s@@iterator must be a callable.", where))
	}
	a.page.vm.ForOf(o, func(element goja.Value) bool {
		f(element)
		return true
	})
}
