package web

import (
	"math"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
)

// The limits keep one message readable, whatever it is about.
const (
	maxDepth        = 5         // levels of objects below the printed one
	maxEntries      = 100       // elements or properties of one object
	maxStringLength = 10_000    // code units of a string inside an object
	maxTextLength   = 128 << 10 // bytes of one printed object
	maxPrototypes   = 100       // steps along a prototype chain
)

// inspector turns values into the text that one reads in the DevTools console: `{a: 1, b: 'x'}`, `(2) [1, 2]`,
// `Foo {x: 1}`, `Map(1) {'a' => 1}`. It runs no code of the app: it takes no getter, asks no proxy handler and calls no
// toString (errorStack tells the one exception). What it needs to know about an object it learns from the built-in functions
// of a runtime that no script sees.
type inspector struct {
	vm              *goja.Runtime
	objectPrototype *goja.Object
	builtins
}

func newInspector(vm *goja.Runtime) *inspector {
	return &inspector{vm: vm, objectPrototype: vm.NewObject().Prototype(), builtins: findBuiltins(engine.Pristine(vm))}
}

// text is the value as an argument of console.log: a string as it is, anything else inspected.
func (in *inspector) text(v goja.Value) string {
	if s, ok := v.(goja.String); ok {
		return s.String()
	}
	return in.inspect(v)
}

// inspect is the value as a part of an object: strings are quoted.
func (in *inspector) inspect(v goja.Value) string {
	return in.propertyText(property{value: v}, 0)
}

// propertyText is the value of a property, printed as one that stands depth levels below the top.
func (in *inspector) propertyText(prop property, depth int) string {
	p := printer{inspector: in}
	p.property(prop, depth)
	return string(p.out)
}

// printer prints one value. It is not reused, for reading the stack of an error may print again (see errorStack).
type printer struct {
	*inspector
	out  []byte
	path []*goja.Object // the objects around the current value
}

func (p *printer) write(parts ...string) {
	for _, part := range parts {
		p.out = append(p.out, part...)
	}
}

func (p *printer) property(prop property, depth int) {
	if prop.accessor {
		p.write("(...)")
		return
	}
	p.value(prop.value, depth)
}

func (p *printer) value(v goja.Value, depth int) {
	switch v := v.(type) {
	case goja.String:
		p.write(quote(v))
	case *goja.Symbol:
		p.write(symbolText(v))
	case *goja.Object:
		p.object(v, depth)
	default:
		p.write(primitiveText(v))
	}
}

func (p *printer) object(o *goja.Object, depth int) {
	if slices.Contains(p.path, o) {
		p.write("[Circular]")
		return
	}
	if len(p.out) > maxTextLength {
		p.write("…")
		return
	}
	if there, side := membrane.Home(o); there != nil {
		p.foreign(there, side, depth)
		return
	}
	start := len(p.out)
	p.path = append(p.path, o)
	if exception := p.vm.Try(func() { p.describe(o, depth) }); exception != nil {
		// An object of the host may throw where an ordinary one does not.
		p.out = append(p.out[:start], "{…}"...)
	}
	p.path = p.path[:len(p.path)-1]
}

// foreign prints an object of another page as that one prints it.
func (p *printer) foreign(o *goja.Object, side *membrane.Side, depth int) {
	here := p.inspector
	side.Realm().Run(func() {
		p.inspector = newInspector(side.Realm().Runtime())
		p.object(o, depth)
	})
	p.inspector = here
}

// enclosed writes the entries of one object between its brackets, up to the limits.
type enclosed struct {
	p     *printer
	count int
}

// next starts another entry. It returns false when there must be no more.
func (e *enclosed) next() bool {
	if e.count > 0 {
		e.p.write(", ")
	}
	if e.count == maxEntries || len(e.p.out) > maxTextLength {
		e.p.write("…")
		return false
	}
	e.count++
	return true
}

func primitiveText(v goja.Value) string {
	switch {
	case v == nil:
		return "undefined"
	case goja.IsBigInt(v):
		return v.String() + "n"
	case goja.IsNumber(v):
		if f := v.ToFloat(); f == 0 && math.Signbit(f) {
			return "-0"
		}
	}
	return v.String()
}

func symbolText(s *goja.Symbol) string {
	return "Symbol(" + s.String() + ")"
}

// stringOf is the JavaScript function String: unlike a string conversion it accepts symbols.
func stringOf(v goja.Value) string {
	if s, ok := v.(*goja.Symbol); ok {
		return symbolText(s)
	}
	return v.String()
}

// quote writes a string as a literal, in the quotes that need no escapes if there are such, as DevTools does.
func quote(s goja.String) string {
	ellipsis := ""
	if s.Length() > maxStringLength {
		s, ellipsis = s.Substring(0, maxStringLength), "…"
	}
	text := s.String()
	mark := byte('\'')
	switch {
	case !strings.Contains(text, "'"):
	case !strings.Contains(text, `"`):
		mark = '"'
	case !strings.ContainsAny(text, "`$"):
		mark = '`'
	}
	if isPlain(text, mark) {
		return string(mark) + text + ellipsis + string(mark)
	}
	out := []byte{mark}
	for i := 0; i < s.Length(); i++ {
		unit := rune(s.CharAt(i))
		switch {
		case unit >= 0xD800 && unit < 0xDC00 && i+1 < s.Length() && s.CharAt(i+1)&0xFC00 == 0xDC00:
			i++
			out = utf8.AppendRune(out, utf16.DecodeRune(unit, rune(s.CharAt(i))))
		case unit >= 0xD800 && unit < 0xE000:
			out = append(out, escape(`\u`, unit, 4)...)
		case unit == rune(mark) || unit == '\\':
			out = append(out, '\\', byte(unit))
		case unit < ' ' || unit == 0x7F:
			if i := strings.IndexRune("\b\t\n\v\f\r", unit); i >= 0 {
				out = append(out, '\\', "btnvfr"[i])
			} else {
				out = append(out, escape(`\x`, unit, 2)...)
			}
		default:
			out = utf8.AppendRune(out, unit)
		}
	}
	out = append(out, ellipsis...)
	return string(append(out, mark))
}

// isPlain says that text needs no escapes between marks. U+FFFD may stand for a lone surrogate.
func isPlain(text string, mark byte) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < ' ' || c == 0x7F || c == mark || c == '\\' {
			return false
		}
	}
	return !strings.ContainsRune(text, utf8.RuneError)
}

func escape(prefix string, unit rune, digits int) string {
	const hex = "0123456789ABCDEF"
	out := prefix
	for shift := 4 * (digits - 1); shift >= 0; shift -= 4 {
		out += string(hex[unit>>shift&0xF])
	}
	return out
}

// propertyName quotes a name that could not stand in an object literal as it is.
func propertyName(name string) string {
	for i := 0; i < len(name); i++ {
		c := name[i]
		letter := c == '_' || c == '$' || c >= utf8.RuneSelf || 'a' <= c|0x20 && c|0x20 <= 'z'
		if digit := '0' <= c && c <= '9'; !letter && !digit {
			return quote(goja.StringFromUTF16(utf16.Encode([]rune(name))))
		}
	}
	if name == "" {
		return "''"
	}
	return name
}
