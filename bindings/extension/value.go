package extension

import (
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

var (
	typeInt    = reflect.TypeFor[int64]()
	typeFloat  = reflect.TypeFor[float64]()
	typeBool   = reflect.TypeFor[bool]()
	typeBuffer = reflect.TypeFor[goja.ArrayBuffer]()
	typeProxy  = reflect.TypeFor[goja.Proxy]()
)

func isAbsent(v goja.Value) bool {
	return v == nil || goja.IsUndefined(v) || goja.IsNull(v)
}

func isFunction(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if !ok {
		return false
	}
	exported := o.ExportType()
	if exported == typeProxy { // callable or not
		_, ok = goja.AssertFunction(v)
		return ok
	}
	return exported.Kind() == reflect.Func
}

// asInteger is V8's IsInt32: a number, not a Number object, with an int32
// value; -0 counts as 0.
func asInteger(v goja.Value) (int, bool) {
	if _, object := v.(*goja.Object); object {
		return 0, false
	}
	switch v.ExportType() {
	case typeInt:
		n := v.ToInteger()
		return int(n), n == int64(int32(n))
	case typeFloat:
		f := v.ToFloat()
		return int(f), f == float64(int32(f))
	}
	return 0, false
}

// isArray is whether o is an array, of whichever page.
func isArray(o *goja.Object) bool { return membrane.ClassName(o) == "Array" }

// views are the built-ins by which an ArrayBufferView is recognised and read,
// those of a runtime that no script sees.
type views struct {
	isView   goja.Callable // ArrayBuffer.isView
	array    window        // of %TypedArray%.prototype
	dataView window        // of DataView.prototype
}

// window is the getters of the part of a buffer that a view shows.
type window struct{ buffer, byteOffset, byteLength goja.Callable }

func newViews(vm *goja.Runtime) *views {
	list, err := engine.Pristine(vm).RunString(`(() => {
	const names = ['buffer', 'byteOffset', 'byteLength'];
	const getters = p => names.map(name => Object.getOwnPropertyDescriptor(p, name).get);
	return [ArrayBuffer.isView, ...getters(Object.getPrototypeOf(Uint8Array.prototype)), ...getters(DataView.prototype)];
})()`)
	if err != nil {
		panic(err)
	}
	w := &views{}
	for i, f := range []*goja.Callable{
		&w.isView,
		&w.array.buffer, &w.array.byteOffset, &w.array.byteLength,
		&w.dataView.buffer, &w.dataView.byteOffset, &w.dataView.byteLength,
	} {
		*f, _ = goja.AssertFunction(list.(*goja.Object).Get(strconv.Itoa(i)))
	}
	return w
}

func (p *Page) isView(o *goja.Object) bool {
	is, err := p.views().isView(goja.Undefined(), o)
	return err == nil && is.ToBoolean()
}

// IsBinary is whether v is an ArrayBuffer or a view on one.
func (p *Page) IsBinary(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	return ok && (o.ExportType() == typeBuffer || p.isView(o))
}

// bytes gives the content of an ArrayBuffer, or of the window of a view: the
// memory that JavaScript has, not a copy. A detached buffer has none.
func (p *Page) bytes(o *goja.Object) []byte {
	exported := o.ExportType()
	if exported == typeBuffer {
		return o.Export().(goja.ArrayBuffer).Bytes()
	}
	w := &p.views().dataView
	if exported.Kind() == reflect.Slice {
		w = &p.views().array
	}
	buffer, err := w.buffer(o)
	if err != nil {
		return nil
	}
	data := buffer.Export().(goja.ArrayBuffer).Bytes()
	offset, err1 := w.byteOffset(o)
	length, err2 := w.byteLength(o)
	if data == nil || err1 != nil || err2 != nil {
		return nil
	}
	return data[offset.ToInteger():][:length.ToInteger()]
}

// matches is the shallow test by which arguments are matched to parameters
// (ArgumentSpec::IsCorrectType); what is inside is looked at in decoding.
func (p *Page) matches(t *schema.Type, v goja.Value) bool {
	object, isObject := v.(*goja.Object)
	switch t.Kind {
	case schema.Any:
		return true
	case schema.Integer:
		_, ok := asInteger(v)
		return ok
	case schema.Number:
		kind := v.ExportType()
		return !isObject && (kind == typeInt || kind == typeFloat)
	case schema.Boolean:
		return !isObject && v.ExportType() == typeBool
	case schema.String, schema.Enum:
		_, ok := v.(goja.String)
		return ok
	case schema.Object, schema.Dictionary, schema.Instance:
		return isObject && !isFunction(v) && !isArray(object)
	case schema.Array:
		return isObject && isArray(object)
	case schema.Callable:
		return isFunction(v)
	case schema.Binary:
		return p.IsBinary(v)
	case schema.Choice:
		for _, c := range t.Choices {
			if p.matches(c, v) {
				return true
			}
		}
	}
	return false
}

// typeName is the word for v in "Invalid type: expected X, found Y.".
func (p *Page) typeName(v goja.Value) string {
	switch o, isObject := v.(*goja.Object); {
	case v == nil || goja.IsUndefined(v):
		return "undefined"
	case goja.IsNull(v):
		return "null"
	case isObject:
		switch {
		case isArray(o):
			return "array"
		case isFunction(v):
			return "function"
		case p.IsBinary(v):
			return "binary"
		}
		return "object"
	}
	if _, ok := v.(goja.String); ok {
		return "string"
	}
	if _, ok := asInteger(v); ok && v.ExportType() == typeInt { // -0 is an integer, but called a number
		return "integer"
	}
	switch v.ExportType() {
	case typeInt, typeFloat:
		return "number"
	case typeBool:
		return "boolean"
	}
	return "other"
}

// utf8Text is the UTF-8 that Chrome sends for a JavaScript string: a lone
// surrogate becomes three U+FFFD, one for each byte of its three-byte form.
func utf8Text(s goja.String) string {
	text := s.String()
	if !strings.ContainsRune(text, '\uFFFD') {
		return text
	}
	var b strings.Builder
	for i, n := 0, s.Length(); i < n; i++ {
		unit := rune(s.CharAt(i))
		switch {
		case !utf16.IsSurrogate(unit):
			b.WriteRune(unit)
		case i+1 < n && utf16.DecodeRune(unit, rune(s.CharAt(i+1))) != '\uFFFD':
			b.WriteRune(utf16.DecodeRune(unit, rune(s.CharAt(i+1))))
			i++
		default:
			b.WriteString("\uFFFD\uFFFD\uFFFD")
		}
	}
	return b.String()
}

func finite(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }
