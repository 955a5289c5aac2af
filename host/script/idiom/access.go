package idiom

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// The built-ins that the compiled loops stand for.
const (
	charCodeAt       Builtin = "String.prototype.charCodeAt"
	charAt           Builtin = "String.prototype.charAt"
	slice            Builtin = "String.prototype.slice"
	substr           Builtin = "String.prototype.substr"
	substring        Builtin = "String.prototype.substring"
	fromCharCode     Builtin = "String.fromCharCode"
	numberToString   Builtin = "Number.prototype.toString"
	typedArrayLength Builtin = "TypedArray.prototype.length"
	typedArrayBytes  Builtin = "TypedArray.prototype.byteLength"
	dataViewBytes    Builtin = "DataView.prototype.byteLength"
	arrayBufferBytes Builtin = "ArrayBuffer.prototype.byteLength"
)

// elementSize is the size of the elements of a typed array, 0 for other types.
func (t Type) elementSize() int {
	switch t {
	case Uint8Array, Uint8ClampedArray, Int8Array:
		return 1
	case Uint16Array, Int16Array:
		return 2
	case Uint32Array, Int32Array, Float32Array:
		return 4
	case Float64Array:
		return 8
	}
	return 0
}

// view compiles the receiver of an access to bytes, which must be a variable.
func (c *compiler) view(n *node) value {
	if n.op != "var" {
		return c.no()
	}
	return c.variable(n.slot)
}

func (c *compiler) length(n *node) value {
	v := c.expression(n.nodes[0])
	if v.t == String {
		if n.op != "length" {
			return c.no()
		}
		text := c.textOf(v)
		return value{t: Int, bits: 32, natural: true, int: func(f *frame) int64 { return int64(text(f).length()) }}
	}
	if slot := v.slot; (v.t == Numbers || v.t == Strings) && n.op == "length" {
		return value{t: Int, bits: 33, natural: true, int: func(f *frame) int64 { return int64(f.lists[slot].Length()) }}
	}
	size := 1
	switch {
	case v.t == DataView && n.op == "byteLength":
		c.uses(dataViewBytes)
	case v.t == ArrayBuffer && n.op == "byteLength":
		c.uses(arrayBufferBytes)
	case v.t.elementSize() == 0:
		return c.no()
	case n.op == "byteLength":
		c.uses(typedArrayBytes)
	default:
		c.uses(typedArrayLength)
		size = v.t.elementSize()
	}
	slot := v.slot
	if size == 1 {
		return value{t: Int, bits: 42, natural: true, int: func(f *frame) int64 { return int64(len(f.views[slot])) }}
	}
	return value{t: Int, bits: 42, natural: true, int: func(f *frame) int64 { return int64(len(f.views[slot]) / size) }}
}

// load compiles view[index], string[index]. What is not there is undefined,
// and left to the script.
func (c *compiler) load(n *node) value {
	v := c.expression(n.nodes[0])
	if v.t == String {
		text, index := c.textOf(v), c.index(c.expression(n.nodes[1]))
		return value{t: String, emit: func(f *frame, t *Text) {
			s := text(f)
			i := index(f)
			if i < 0 || i >= int64(s.length()) {
				panic(bail{})
			}
			t.append(s.at(int(i)))
		}}
	}
	if v.t == Numbers || v.t == Strings {
		return c.element(v, c.index(c.expression(n.nodes[1])))
	}
	size := int64(v.t.elementSize())
	if size == 0 {
		return c.no()
	}
	index := c.index(c.expression(n.nodes[1]))
	slot := v.slot
	place := func(f *frame) []byte {
		i := index(f)
		view := f.views[slot]
		if i < 0 || i >= int64(len(view))/size {
			panic(bail{})
		}
		return view[i*size:]
	}
	order := binary.NativeEndian
	out := value{t: Int, bits: int(size) * 8, natural: true}
	switch v.t {
	case Uint8Array, Uint8ClampedArray:
		out.int = func(f *frame) int64 {
			i := index(f)
			view := f.views[slot]
			if uint64(i) >= uint64(len(view)) {
				panic(bail{})
			}
			return int64(view[i])
		}
	case Int8Array:
		out.natural = false
		out.int = func(f *frame) int64 { return int64(int8(place(f)[0])) }
	case Uint16Array:
		out.int = func(f *frame) int64 { return int64(order.Uint16(place(f))) }
	case Int16Array:
		out.natural = false
		out.int = func(f *frame) int64 { return int64(int16(order.Uint16(place(f)))) }
	case Uint32Array:
		out.int = func(f *frame) int64 { return int64(order.Uint32(place(f))) }
	case Int32Array:
		out.natural = false
		out.int = func(f *frame) int64 { return int64(int32(order.Uint32(place(f)))) }
	case Float32Array:
		out = value{t: Float, num: func(f *frame) float64 { return float64(math.Float32frombits(order.Uint32(place(f)))) }}
	case Float64Array:
		out = value{t: Float, num: func(f *frame) float64 { return math.Float64frombits(order.Uint64(place(f))) }}
	}
	return out
}

// element compiles array[index].
func (c *compiler) element(array value, index func(*frame) int64) value {
	slot := array.slot
	if array.t == Numbers {
		return value{t: Float, num: func(f *frame) float64 {
			x, ok := f.lists[slot].Number(int(index(f)))
			if !ok {
				panic(bail{})
			}
			return x
		}}
	}
	return value{t: String, emit: func(f *frame, t *Text) {
		ascii, other, ok := f.lists[slot].Text(int(index(f)))
		switch {
		case !ok:
			panic(bail{})
		case other == nil:
			t.appendASCII(ascii)
		default:
			for i := range other.Length() {
				t.append(other.CharAt(i))
			}
		}
	}}
}

// remember keeps what is at a place that will be overwritten.
func (f *frame) remember(slot, at int, place []byte) {
	var old [8]byte
	if len(place) == 1 {
		old[0] = place[0] // faster
	} else {
		copy(old[:], place)
	}
	f.stores = append(f.stores, stored{slot, at, len(place), old})
}

// store compiles view[index] = value. A place that is not there stays so.
func (c *compiler) store(n *node) value {
	view := c.view(n.nodes[0])
	size := int64(view.t.elementSize())
	if size == 0 {
		return c.no()
	}
	index := c.index(c.expression(n.nodes[1]))
	v := c.expression(n.nodes[2])
	slot := view.slot
	place := func(f *frame, i int64) []byte {
		memory := f.views[slot]
		if i < 0 || i >= int64(len(memory))/size {
			return nil
		}
		p := memory[i*size : (i+1)*size]
		f.remember(slot, int(i*size), p)
		return p
	}
	order := binary.NativeEndian
	var put func(p []byte, x int64)
	switch view.t {
	case Uint8Array, Int8Array:
		put = func(p []byte, x int64) { p[0] = byte(x) }
	case Uint16Array, Int16Array:
		put = func(p []byte, x int64) { order.PutUint16(p, uint16(x)) }
	case Uint32Array, Int32Array:
		put = func(p []byte, x int64) { order.PutUint32(p, uint32(x)) }
	}
	if put == nil {
		return c.storeFloat(view.t, place, index, v)
	}
	if v.t == Int {
		return value{t: Int, bits: v.bits, natural: v.natural, int: func(f *frame) int64 {
			i := index(f)
			x := v.int(f)
			if p := place(f, i); p != nil {
				put(p, x)
			}
			return x
		}}
	}
	num := c.number(v)
	return value{t: Float, num: func(f *frame) float64 {
		i := index(f)
		x := num(f)
		if p := place(f, i); p != nil {
			put(p, modulo(x))
		}
		return x
	}}
}

func (c *compiler) storeFloat(t Type, place func(*frame, int64) []byte, index func(*frame) int64, v value) value {
	order := binary.NativeEndian
	var put func(p []byte, x float64)
	switch t {
	case Uint8ClampedArray:
		put = func(p []byte, x float64) { p[0] = byte(math.RoundToEven(min(max(x, 0), 255))) }
	case Float32Array:
		put = func(p []byte, x float64) { order.PutUint32(p, math.Float32bits(float32(x))) }
	case Float64Array:
		put = func(p []byte, x float64) { order.PutUint64(p, math.Float64bits(x)) }
	}
	num := c.number(v)
	return value{t: Float, num: func(f *frame) float64 {
		i := index(f)
		x := num(f)
		if t == Uint8ClampedArray && x != x {
			x = 0
		}
		if p := place(f, i); p != nil {
			put(p, x)
		}
		return x
	}}
}

func (c *compiler) call(n *node) value {
	if n.text == "fromCharCode" {
		return c.fromCharCode(n)
	}
	receiver := c.expression(n.nodes[0])
	var arguments []value
	for _, a := range n.nodes[1:] {
		arguments = append(arguments, c.expression(a))
	}
	switch n.text {
	case "charCodeAt":
		c.uses(charCodeAt)
		text, index := c.textOf(receiver), c.position(arguments, 0)
		return value{t: Int, bits: 16, natural: true, int: func(f *frame) int64 {
			s := text(f)
			i := index(f)
			if s.source == nil && !s.isWide && uint64(i) < uint64(len(s.narrow)) {
				return int64(s.narrow[i])
			}
			if i < 0 || i >= int64(s.length()) {
				panic(bail{}) // it is NaN
			}
			return int64(s.at(int(i)))
		}}
	case "charAt":
		c.uses(charAt)
		text, index := c.textOf(receiver), c.position(arguments, 0)
		return value{t: String, emit: func(f *frame, t *Text) {
			s := text(f)
			if i := index(f); i >= 0 && i < int64(s.length()) {
				t.append(s.at(int(i)))
			}
		}}
	case "slice", "substr", "substring":
		return c.cut(n.text, receiver, arguments)
	case "toString":
		radix := 10.0
		if len(arguments) > 0 {
			if arguments[0].constant == nil {
				return c.no()
			}
			radix = *arguments[0].constant
		}
		if receiver.t != Int || radix != math.Trunc(radix) || radix < 2 || radix > 36 {
			return c.no()
		}
		c.uses(numberToString)
		return value{t: String, emit: func(f *frame, t *Text) { t.appendInt(receiver.int(f), int(radix)) }}
	}
	if receiver.t == DataView {
		return c.dataView(n.text, receiver.slot, arguments)
	}
	return c.no()
}

// dataView compiles the methods of DataView for whole numbers. Outside of the
// view they throw, which is left to the script.
func (c *compiler) dataView(method string, slot int, arguments []value) value {
	c.uses(Builtin("DataView.prototype." + method))
	index := c.position(arguments, 0)
	setter := strings.HasPrefix(method, "set")
	width, err := strconv.Atoi(strings.TrimLeftFunc(method, unicode.IsLetter))
	if err != nil {
		return c.no()
	}
	size := int64(width / 8)
	little := func(*frame) bool { return false }
	if flag := len(arguments) - 1; flag == 2 || flag == 1 && !setter {
		little = c.truthOf(arguments[flag])
	}
	place := func(f *frame, i int64) []byte {
		view := f.views[slot]
		if i < 0 || i > int64(len(view))-size {
			panic(bail{})
		}
		return view[i : i+size]
	}
	order := func(f *frame) binary.ByteOrder {
		if little(f) {
			return binary.LittleEndian
		}
		return binary.BigEndian
	}
	if setter {
		x := c.int32(arguments[1])
		return value{t: Bool, bool: func(f *frame) bool { // of undefined, in fact
			i := index(f)
			v := x(f)
			o := order(f)
			p := place(f, i)
			f.remember(slot, int(i), p)
			switch size {
			case 1:
				p[0] = byte(v)
			case 2:
				o.PutUint16(p, uint16(v))
			case 4:
				o.PutUint32(p, uint32(v))
			}
			return false
		}}
	}
	unsigned := strings.HasPrefix(method, "getU")
	return value{t: Int, bits: width + 1, natural: unsigned, int: func(f *frame) int64 {
		i := index(f)
		o := order(f)
		p := place(f, i)
		var v uint32
		switch size {
		case 1:
			v = uint32(p[0])
		case 2:
			v = uint32(o.Uint16(p))
		case 4:
			v = o.Uint32(p)
		}
		if unsigned {
			return int64(v)
		}
		shift := 32 - width
		return int64(int32(v<<shift) >> shift)
	}}
}

// position makes a function for an argument that is a position, 0 if left out.
func (c *compiler) position(arguments []value, i int) func(*frame) int64 {
	if i >= len(arguments) {
		return func(*frame) int64 { return 0 }
	}
	if arguments[i].t == Int {
		return arguments[i].int
	}
	num := c.number(arguments[i])
	return func(f *frame) int64 {
		x := math.Trunc(num(f))
		if !(math.Abs(x) <= MaxInt) {
			panic(bail{})
		}
		return int64(x)
	}
}

func (c *compiler) fromCharCode(n *node) value {
	c.uses(fromCharCode)
	var units []func(*frame) int64
	for _, a := range n.nodes {
		units = append(units, c.int32(c.expression(a)))
	}
	if len(units) == 1 {
		unit := units[0]
		return value{t: String, emit: func(f *frame, t *Text) { t.append(uint16(unit(f))) }}
	}
	return value{t: String, emit: func(f *frame, t *Text) {
		for _, unit := range units {
			t.append(uint16(unit(f)))
		}
	}}
}

// cut compiles the methods that give a part of a string.
func (c *compiler) cut(method string, receiver value, arguments []value) value {
	c.uses(Builtin("String.prototype." + method))
	text, start := c.textOf(receiver), c.position(arguments, 0)
	end := func(*frame) int64 { return math.MaxInt64 }
	if len(arguments) > 1 {
		end = c.position(arguments, 1)
	}
	return value{t: String, emit: func(f *frame, t *Text) {
		s := text(f)
		length := int64(s.length())
		from := start(f)
		to := end(f)
		switch method {
		case "slice":
			from, to = fromEnd(from, length), fromEnd(to, length)
		case "substr":
			from = fromEnd(from, length)
			if to < length-from {
				to += from
			} else {
				to = length
			}
		case "substring":
			from, to = min(max(from, 0), length), min(max(to, 0), length)
			from, to = min(from, to), max(from, to)
		}
		if from < to {
			t.appendText(s, int(from), int(to))
		}
	}}
}

// fromEnd resolves a position that counts from the end when it is negative.
func fromEnd(i, length int64) int64 {
	if i < 0 {
		return max(i+length, 0)
	}
	return min(i, length)
}
