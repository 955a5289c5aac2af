package idiom

import (
	"strconv"
	"unicode"
	"unicode/utf16"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/host/script/idiom"
)

// elements are what a method goes over.
type elements struct {
	t      idiom.Type
	length int
	number func(i int) float64 // reads it now: a callback can change it
	texts  []goja.String
}

// runCallback does what a method would do with a recognised callback. The
// arguments are what it goes over, the initial value for reduce, and the
// variables that the callback uses.
func (r *runner) runCallback(s *site, arguments []goja.Value) goja.Value {
	c := s.loop.Callback
	source, arguments := arguments[0], arguments[1:]
	if c.Method == "spread" {
		return r.spread(source)
	}
	var initial goja.Value
	if c.Method == "reduce" {
		initial, arguments = arguments[0], arguments[1:]
	}
	e, ok := r.elements(source, c)
	if !ok || !r.read(s.loop, arguments) {
		return no
	}
	parameters := []idiom.Type{e.t, idiom.Int}
	if initial != nil {
		parameters = []idiom.Type{r.typeOf(initial), e.t, idiom.Int}
		r.values[0] = initial
	}
	element := len(parameters) - 2
	copy(r.types[:c.Parameters], parameters)
	k := s.kernel(r.types)
	if k == nil || !r.builtins().untouched(k.Builtins) || !r.load(k) {
		return no
	}
	var made []any
	done := k.Each(e.length, func(i int) {
		if element < c.Parameters {
			switch e.t {
			case idiom.Int:
				k.SetInt(element, int64(e.number(i)))
			case idiom.Float:
				k.SetFloat(element, e.number(i))
			default:
				setText(k, element, e.texts[i])
			}
		}
		if element+1 < c.Parameters {
			k.SetInt(element+1, int64(i))
		}
	}, func(int) {
		if c.Method == "map" || c.Method == "from" {
			slot, t := k.Result()
			made = append(made, r.value(k, slot, t))
		}
	})
	if done {
		var returned goja.Value = goja.Undefined()
		switch c.Method {
		case "map", "from":
			returned = r.vm.NewArray(made...)
		case "of":
			returned = r.vm.ToValue(true) // it came to its end
		case "reduce":
			returned = r.result(k, 0)
		}
		r.publish(s.loop, k, returned)
	}
	k.Release()
	clear(r.values)
	if !done {
		return no
	}
	return r.vm.ToValue(true)
}

// spread does String.fromCharCode(...source) for bytes.
func (r *runner) spread(source goja.Value) goja.Value {
	o, ok := source.(*goja.Object)
	uses := []idiom.Builtin{"String.fromCharCode", "TypedArray.prototype.@@iterator", "ArrayIterator.prototype.next"}
	if !ok || r.builtins().typeOf(o) != idiom.Uint8Array || !r.builtins().untouched(uses) || r.hides(o, goja.SymIterator) || r.hides(o.Prototype(), goja.SymIterator) {
		return no
	}
	memory, ok := r.builtins().memory(o, idiom.Uint8Array)
	if !ok || len(memory) == 0 { // perhaps detached, which throws
		return no
	}
	r.results = append(r.results[:0], latin(r.vm, memory))
	return r.vm.ToValue(true)
}

// elements gives the elements of a typed array or of an array, if the method
// is the built-in one and has nothing to do with each of them but to call the
// callback.
func (r *runner) elements(source goja.Value, c *idiom.Callback) (e elements, ok bool) {
	b := r.builtins()
	if text, ok := source.(goja.String); ok && (c.Method == "of" || c.Method == "from") {
		if !b.untouched([]idiom.Builtin{"Array.from", "String.prototype.@@iterator", "StringIterator.prototype.next"}) || b.returns(b.stringIterator) {
			return e, false
		}
		return characters(text), true
	}
	o, isObject := source.(*goja.Object)
	if !isObject {
		return e, false
	}
	t := b.typeOf(o)
	isView := t >= idiom.Uint8Array && t <= idiom.Float64Array
	if !isView && !b.isPlainArray(o) {
		return e, false
	}
	class := "Array"
	if isView {
		class = "TypedArray"
	}
	var uses []idiom.Builtin
	switch {
	case c.Method == "of":
		if b.returns(b.arrayIterator) {
			return e, false
		}
		uses = []idiom.Builtin{idiom.Builtin(class + ".prototype.@@iterator"), "ArrayIterator.prototype.next"}
	case c.Method == "from":
		uses = []idiom.Builtin{"Array.from", idiom.Builtin(class + ".prototype.@@iterator"), "ArrayIterator.prototype.next"}
	case c.Generic:
		uses = []idiom.Builtin{idiom.Builtin("Array.prototype." + c.Method), "Function.prototype.call"}
	case c.Method == "map" && isView:
		return e, false // it makes a typed array
	default:
		uses = []idiom.Builtin{idiom.Builtin(class + ".prototype." + c.Method)}
	}
	switch {
	case isView:
		uses = append(uses, "TypedArray.prototype.length")
	case c.Method == "map": // the constructor says what is made
		uses = append(uses, "Array.prototype.constructor", "Array.@@species")
	}
	method := r.vm.ToValue(c.Method)
	if !b.untouched(uses) || r.hides(o, method, r.vm.ToValue("constructor"), goja.SymIterator) || isView && r.hides(o.Prototype(), method, goja.SymIterator) {
		return e, false
	}
	if !isView {
		return r.list(o)
	}
	memory, ok := b.memory(o, t)
	if !ok || len(memory) == 0 {
		return elements{t: idiom.Int}, ok
	}
	return numbers(o.Export())
}

// characters gives the code points of a string.
func characters(s goja.String) elements {
	e := elements{t: idiom.String}
	for i, n := 0, s.Length(); i < n; e.length++ {
		end := i + 1
		if end < n && utf16.IsSurrogate(rune(s.CharAt(i))) && utf16.DecodeRune(rune(s.CharAt(i)), rune(s.CharAt(end))) != unicode.ReplacementChar {
			end++
		}
		e.texts = append(e.texts, s.Substring(i, end))
		i = end
	}
	return e
}

// hides is whether an object hides what it inherits.
func (r *runner) hides(o *goja.Object, keys ...goja.Value) bool {
	for _, key := range keys {
		if call(r.builtins().hasOwn, o, key).ToBoolean() {
			return true
		}
	}
	return false
}

// list gives the elements of an array that has only numbers or only strings.
func (r *runner) list(o *goja.Object) (e elements, ok bool) {
	e.length = int(o.Get("length").ToInteger())
	var numbers []float64
	e.number = func(i int) float64 { return numbers[i] }
	for i := range e.length {
		v := o.Get(strconv.Itoa(i))
		if v == nil {
			return e, false
		}
		t := r.primitive(v)
		switch {
		case t == idiom.String && len(numbers) == 0:
			e.texts = append(e.texts, v.(goja.String))
			e.t = idiom.String
		case (t == idiom.Int || t == idiom.Float) && len(e.texts) == 0:
			numbers = append(numbers, v.ToFloat())
			if e.t != idiom.Float {
				e.t = t
			}
		default:
			return e, false
		}
	}
	return e, true
}

// numbers gives the elements of a typed array, as the engine exports them.
func numbers(exported any) (elements, bool) {
	switch list := exported.(type) {
	case []uint8:
		return numbersOf(list, idiom.Int), true
	case []int8:
		return numbersOf(list, idiom.Int), true
	case []uint16:
		return numbersOf(list, idiom.Int), true
	case []int16:
		return numbersOf(list, idiom.Int), true
	case []uint32:
		return numbersOf(list, idiom.Int), true
	case []int32:
		return numbersOf(list, idiom.Int), true
	case []float32:
		return numbersOf(list, idiom.Float), true
	case []float64:
		return numbersOf(list, idiom.Float), true
	}
	return elements{}, false
}

func numbersOf[T uint8 | int8 | uint16 | int16 | uint32 | int32 | float32 | float64](list []T, t idiom.Type) elements {
	return elements{t: t, length: len(list), number: func(i int) float64 { return float64(list[i]) }}
}
