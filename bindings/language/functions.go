package language

import (
	"math"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
)

// wellKnown are the symbols that the engine lacks.
type wellKnown struct{ asyncIterator, dispose, asyncDispose *goja.Symbol }

var symbols = wellKnown{
	asyncIterator: goja.NewSymbol("Symbol.asyncIterator"),
	dispose:       goja.NewSymbol("Symbol.dispose"),
	asyncDispose:  goja.NewSymbol("Symbol.asyncDispose"),
}

// installSymbols defines the well-known symbols, which all realms have in common.
func (b *builtins) installSymbols() {
	b.amend("Symbol", func(constructor, _ *goja.Object) {
		define := func(name string, s *goja.Symbol) {
			if constructor.Get(name) == nil {
				must(constructor.DefineDataProperty(name, s, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
			}
		}
		define("asyncIterator", symbols.asyncIterator)
		define("dispose", symbols.dispose)
		define("asyncDispose", symbols.asyncDispose)
	})
}

// installFunctions defines the functions that functions.js implements.
func (b *builtins) installFunctions() {
	add := func(o *goja.Object, prefix string, members ...member) {
		for _, m := range members {
			later(o, m.name, func() goja.Value { return b.scripted(m.name, m.length, "functions.js", nil, prefix+m.name) })
		}
	}
	add(b.object("Object", "prototype"), "",
		member{"__defineGetter__", 2}, member{"__defineSetter__", 2}, member{"__lookupGetter__", 1}, member{"__lookupSetter__", 1})
	add(b.object("Object"), "Object.", member{"groupBy", 2})
	b.amend("Map", func(constructor, prototype *goja.Object) {
		add(constructor, "Map.", member{"groupBy", 2})
		add(prototype, "Map.", member{"getOrInsert", 2}, member{"getOrInsertComputed", 2})
	})
	b.amend("WeakMap", func(_, prototype *goja.Object) {
		add(prototype, "WeakMap.", member{"getOrInsert", 2}, member{"getOrInsertComputed", 2})
	})
	add(b.object("Promise"), "Promise.", member{"try", 1}, member{"withResolvers", 0})
	add(b.object("Array"), "Array.", member{"fromAsync", 1})
	add(b.object("String", "prototype"), "String.",
		member{"anchor", 1}, member{"big", 0}, member{"blink", 0}, member{"bold", 0}, member{"fixed", 0}, member{"fontcolor", 1},
		member{"fontsize", 1}, member{"italics", 0}, member{"link", 1}, member{"small", 0}, member{"strike", 0}, member{"sub", 0},
		member{"sup", 0}, member{"isWellFormed", 0}, member{"toWellFormed", 0})
	add(b.object("RegExp"), "RegExp.", member{"escape", 1})
	b.amend("Math", func(math, _ *goja.Object) {
		add(math, "Math.", member{"sumPrecise", 1})
		b.method(math, "f16round", 1, func(c goja.FunctionCall) goja.Value {
			return b.vm.ToValue(fromFloat16(toFloat16(c.Argument(0).ToFloat())))
		})
	})
	b.amend("Date", func(_, prototype *goja.Object) {
		add(prototype, "Date.", member{"getYear", 0}, member{"setYear", 1})
		hide(prototype, "toGMTString", prototype.Get("toUTCString"))
	})
}

type member struct {
	name   string
	length int
}

// installIterator defines what iterator.js implements.
func (b *builtins) installIterator() {
	arrayIterator := b.vm.NewArray().GetSymbol(goja.SymIterator)
	values, _ := goja.AssertFunction(arrayIterator)
	iterator, err := values(b.vm.NewArray())
	must(err)
	prototype := iterator.(*goja.Object).Prototype().Prototype()
	const file = "iterator.js"
	with := func() goja.Value { return prototype }
	for _, m := range []member{
		{"reduce", 1}, {"toArray", 0}, {"forEach", 1}, {"some", 1}, {"every", 1}, {"find", 1}, {"filter", 1}, {"map", 1},
		{"take", 1}, {"drop", 1}, {"flatMap", 1}, {"includes", 1}, {"join", 1},
	} {
		later(prototype, m.name, func() goja.Value { return b.scripted(m.name, m.length, file, with, m.name) })
	}
	dispose := b.scripted("[Symbol.dispose]", 0, file, with, "dispose")
	must(prototype.DefineDataPropertySymbol(symbols.dispose, dispose, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	// Both accessors are as odd as the standard has them.
	accessor := func(name, member string) (get, set *goja.Object) {
		part := func(part string, length int) *goja.Object {
			return b.function(part+" "+name, length, func(c goja.FunctionCall) goja.Value {
				f, _ := goja.AssertFunction(b.load(file, with).Get(member).(*goja.Object).Get(part))
				return forward(f, c)
			})
		}
		return part("get", 0), part("set", 1)
	}
	engine.Lazily(prototype, "constructor", func(on *goja.Object) {
		get, set := accessor("constructor", "constructor")
		must(on.DefineAccessorProperty("constructor", get, set, goja.FLAG_TRUE, goja.FLAG_FALSE))
	})
	get, set := accessor("[Symbol.toStringTag]", "tag")
	must(prototype.DefineAccessorPropertySymbol(goja.SymToStringTag, get, set, goja.FLAG_TRUE, goja.FLAG_FALSE))
	b.lazy(file, with, "Iterator")
}

// installFloat16 defines the accessors of half precision floats on DataView.
func (b *builtins) installFloat16() {
	b.amend("DataView", func(_, view *goja.Object) {
		getUint16, _ := goja.AssertFunction(view.Get("getUint16"))
		setUint16, _ := goja.AssertFunction(view.Get("setUint16"))
		b.method(view, "getFloat16", 1, func(c goja.FunctionCall) goja.Value {
			bits := forward(getUint16, c)
			return b.vm.ToValue(fromFloat16(uint16(bits.ToInteger())))
		})
		b.method(view, "setFloat16", 2, func(c goja.FunctionCall) goja.Value {
			bits := toFloat16(c.Argument(1).ToFloat())
			return forward(setUint16, goja.FunctionCall{This: c.This, Arguments: []goja.Value{c.Argument(0), b.vm.ToValue(bits), c.Argument(2)}})
		})
	})
}

// toFloat16 rounds to half precision, to even at ties.
func toFloat16(f float64) uint16 {
	bits := math.Float64bits(f)
	sign := uint16(bits>>48) & 0x8000
	abs := math.Abs(f)
	switch {
	case f != f:
		return 0x7e00
	case abs >= 65520:
		return sign | 0x7c00
	case abs < 0x1p-14: // subnormal: units of 2 ** -24
		return sign | uint16(math.RoundToEven(abs*0x1p24))
	}
	exponent := int(bits>>52&0x7ff) - 1023
	// The carry of the rounding goes into the exponent, as it should.
	return sign | uint16((exponent+15)<<10) + uint16(math.RoundToEven((abs*math.Pow(2, float64(-exponent))-1)*1024))
}

func fromFloat16(bits uint16) float64 {
	exponent, fraction := int(bits>>10&0x1f), float64(bits&0x3ff)
	var f float64
	switch exponent {
	case 0:
		f = fraction * 0x1p-24
	case 31:
		if fraction != 0 {
			return math.NaN()
		}
		f = math.Inf(1)
	default:
		f = (1 + fraction/1024) * math.Pow(2, float64(exponent-15))
	}
	return math.Copysign(f, 1-2*float64(bits>>15))
}
