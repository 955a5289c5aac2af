package idiom

import (
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// intBits is how large an Int variable can be, with the sign.
const intBits = 49

// exactBits is how large a sum can be and still be exact in a float64.
const exactBits = 53

func (c *compiler) expression(n *node) value {
	switch n.op {
	case "number":
		return constant(n.number)
	case "boolean":
		v := n.number != 0
		return value{t: Bool, bool: func(*frame) bool { return v }}
	case "string":
		return constantText(n.units)
	case "var":
		return c.variable(n.slot)
	case "set":
		return c.set(n)
	case "inc", "postinc":
		return c.increment(n)
	case "store":
		return c.store(n)
	case "load":
		return c.load(n)
	case "length", "byteLength":
		return c.length(n)
	case "call":
		return c.call(n)
	case ",":
		for _, sub := range n.nodes[:len(n.nodes)-1] {
			first, rest := c.statement(sub), &node{op: ",", nodes: n.nodes[slices.Index(n.nodes, sub)+1:]}
			return before(first, c.expression(rest))
		}
		return c.expression(n.nodes[0])
	case "?":
		return c.conditional(c.truth(n.nodes[0]), n.nodes[1], n.nodes[2])
	case "&&", "||":
		return c.logical(n)
	case "unary!":
		test := c.truth(n.nodes[0])
		return value{t: Bool, bool: func(f *frame) bool { return !test(f) }}
	case "===", "==", "!==", "!=", "<", ">", "<=", ">=":
		a := c.expression(n.nodes[0])
		return c.compare(n.op, a, c.expression(n.nodes[1]))
	}
	if strings.HasPrefix(n.op, "unary") {
		return c.unary(n.op[len("unary"):], c.expression(n.nodes[0]))
	}
	a := c.expression(n.nodes[0])
	return c.arithmetic(n.op, a, c.expression(n.nodes[1]))
}

func constant(x float64) value {
	if x == math.Trunc(x) && math.Abs(x) <= MaxInt && !(x == 0 && math.Signbit(x)) {
		i := int64(x)
		return value{t: Int, int: func(*frame) int64 { return i }, bits: bits.Len64(uint64(max(i, -i))), natural: i >= 0, constant: &x}
	}
	return value{t: Float, num: func(*frame) float64 { return x }, constant: &x}
}

func constantText(units []uint16) value {
	t := &Text{}
	for _, u := range units {
		t.append(u)
	}
	return textValue(func(*frame) *Text { return t })
}

func textValue(text func(*frame) *Text) value {
	return value{t: String, text: text, emit: func(f *frame, to *Text) {
		t := text(f)
		to.appendText(t, 0, t.length())
	}}
}

func (c *compiler) variable(slot int) value {
	if !c.assigned[slot] {
		return c.no()
	}
	switch t := c.types[slot]; t {
	case Int:
		return value{t: Int, int: func(f *frame) int64 { return f.ints[slot] }, bits: intBits}
	case Float:
		return value{t: Float, num: func(f *frame) float64 { return f.floats[slot] }}
	case Bool:
		return value{t: Bool, bool: func(f *frame) bool { return f.ints[slot] != 0 }}
	case String:
		return textValue(func(f *frame) *Text { return f.texts[slot] })
	case Unset, Other:
		return c.no()
	default:
		return value{t: t, slot: slot}
	}
}

// before makes an expression that runs a statement first.
func before(first func(*frame) control, v value) value {
	out := value{t: v.t, bits: v.bits, natural: v.natural, slot: v.slot}
	switch v.t {
	case Int:
		out.int = func(f *frame) int64 { first(f); return v.int(f) }
	case Float:
		out.num = func(f *frame) float64 { first(f); return v.num(f) }
	case Bool:
		out.bool = func(f *frame) bool { first(f); return v.bool(f) }
	case String:
		out.emit = func(f *frame, t *Text) { first(f); v.emit(f, t) }
	default:
		panic(unsupported{})
	}
	return out
}

// number makes a function for the value as a float64.
func (c *compiler) number(v value) func(*frame) float64 {
	switch v.t {
	case Int:
		return func(f *frame) float64 { return float64(v.int(f)) }
	case Float:
		return v.num
	}
	c.no()
	return nil
}

// index makes a function for the value as an index.
func (c *compiler) index(v value) func(*frame) int64 {
	if v.t == Int {
		return v.int
	}
	num := c.number(v)
	return func(f *frame) int64 { return whole(num(f)) }
}

func whole(x float64) int64 {
	if x != math.Trunc(x) || math.Abs(x) > MaxInt {
		panic(bail{})
	}
	return int64(x)
}

// int32 makes a function for ToInt32, or ToUint32 or less when more bits are
// cut off.
func (c *compiler) int32(v value) func(*frame) int64 {
	if v.t == Int {
		return v.int // two's complement
	}
	num := c.number(v)
	return func(f *frame) int64 { return modulo(num(f)) }
}

// modulo is a number modulo 2 to the 32nd, or more.
func modulo(x float64) int64 {
	switch {
	case math.Abs(x) <= 1<<62:
		return int64(x)
	case math.IsNaN(x) || math.IsInf(x, 0):
		return 0
	}
	panic(bail{}) // the engine is wrong here
}

// truth compiles an expression of which only its truth counts.
func (c *compiler) truth(n *node) func(*frame) bool {
	switch n.op {
	case "&&":
		a := c.truth(n.nodes[0])
		assigned := slices.Clone(c.assigned)
		b := c.truth(n.nodes[1])
		c.assigned = assigned
		return func(f *frame) bool { return a(f) && b(f) }
	case "||":
		a := c.truth(n.nodes[0])
		assigned := slices.Clone(c.assigned)
		b := c.truth(n.nodes[1])
		c.assigned = assigned
		return func(f *frame) bool { return a(f) || b(f) }
	}
	return c.truthOf(c.expression(n))
}

func (c *compiler) truthOf(v value) func(*frame) bool {
	switch v.t {
	case Bool:
		return v.bool
	case Int:
		return func(f *frame) bool { return v.int(f) != 0 }
	case Float:
		return func(f *frame) bool { x := v.num(f); return x != 0 && x == x }
	case String:
		text := c.textOf(v)
		return func(f *frame) bool { return text(f).length() > 0 }
	}
	c.no()
	return nil
}

// textOf makes a function that gives a string as a whole.
func (c *compiler) textOf(v value) func(*frame) *Text {
	if v.t != String {
		c.no()
	}
	if v.text != nil {
		return v.text
	}
	scratch := &Text{}
	return func(f *frame) *Text {
		scratch.reset()
		v.emit(f, scratch)
		return scratch
	}
}

// emitter makes a function that appends a value as `+` does to a string.
func (c *compiler) emitter(v value) func(*frame, *Text) {
	switch v.t {
	case String:
		return v.emit
	case Int:
		return func(f *frame, t *Text) { t.appendInt(v.int(f), 10) }
	case Bool:
		return func(f *frame, t *Text) { t.appendASCII(strconv.FormatBool(v.bool(f))) }
	}
	c.no()
	return nil
}

func (t *Text) appendInt(v int64, base int) {
	if t.isWide {
		t.appendASCII(strconv.FormatInt(v, base))
	} else {
		t.narrow = strconv.AppendInt(t.narrow, v, base)
	}
}

// set compiles (set $ value).
func (c *compiler) set(n *node) value {
	slot := n.slot
	if c.appended[slot] && c.types[slot] == String {
		return c.grow(n)
	}
	v := c.expression(n.nodes[0])
	switch {
	case c.types[slot] == v.t:
	case c.types[slot] == Unset, c.types[slot] == Int && v.t == Float:
		c.types[slot] = v.t
	case c.types[slot] == Float && v.t == Int:
		num := c.number(v)
		v = value{t: Float, num: num}
	default:
		return c.no()
	}
	c.assigned[slot] = true
	mark := slot < len(c.entry) && c.entry[slot] == Unset
	switch v.t {
	case Int:
		return value{t: Int, bits: intBits, natural: v.natural, int: func(f *frame) int64 {
			x := v.int(f)
			if x > MaxInt || x < -MaxInt {
				panic(bail{})
			}
			f.ints[slot] = x
			if mark {
				f.set[slot] = true
			}
			return x
		}}
	case Float:
		return value{t: Float, num: func(f *frame) float64 {
			x := v.num(f)
			f.floats[slot] = x
			if mark {
				f.set[slot] = true
			}
			return x
		}}
	case Bool:
		return value{t: Bool, bool: func(f *frame) bool {
			x := v.bool(f)
			f.ints[slot] = 0
			if x {
				f.ints[slot] = 1
			}
			if mark {
				f.set[slot] = true
			}
			return x
		}}
	case String:
		scratch := &Text{}
		return textValue(func(f *frame) *Text {
			scratch.reset()
			v.emit(f, scratch)
			t := f.texts[slot]
			*t, *scratch = *scratch, *t
			if mark {
				f.set[slot] = true
			}
			return t
		})
	}
	return c.no()
}

// grow compiles `s = s + a + b` for a string that is only appended to.
func (c *compiler) grow(n *node) value {
	var nodes []*node
	for at := n.nodes[0]; at.op == "+"; at = at.nodes[0] {
		nodes = append(nodes, at.nodes[1])
	}
	slices.Reverse(nodes)
	var parts []func(*frame, *Text)
	for _, sub := range nodes {
		parts = append(parts, c.emitter(c.expression(sub)))
	}
	slot := n.slot
	// The value of the expression is the whole string, which is not here.
	return value{t: String, emit: func(f *frame, _ *Text) {
		for _, p := range parts {
			p(f, f.texts[slot])
		}
	}}
}

func (c *compiler) increment(n *node) value {
	slot := n.slot
	if !c.assigned[slot] {
		return c.no()
	}
	by := int64(n.number)
	post := n.op == "postinc"
	switch c.types[slot] {
	case Int:
		return value{t: Int, bits: intBits, int: func(f *frame) int64 {
			old := f.ints[slot]
			x := old + by
			if x > MaxInt || x < -MaxInt {
				panic(bail{})
			}
			f.ints[slot] = x
			if post {
				return old
			}
			return x
		}}
	case Float:
		return value{t: Float, num: func(f *frame) float64 {
			old := f.floats[slot]
			f.floats[slot] = old + n.number
			if post {
				return old
			}
			return f.floats[slot]
		}}
	}
	return c.no()
}

// conditional compiles a choice between two expressions.
func (c *compiler) conditional(test func(*frame) bool, then, otherwise *node) value {
	assigned := slices.Clone(c.assigned)
	a := c.expression(then)
	c.assigned = slices.Clone(assigned)
	b := c.expression(otherwise)
	c.assigned = assigned
	switch {
	case a.t == Int && b.t == Int:
		return value{t: Int, bits: max(a.bits, b.bits), natural: a.natural && b.natural, int: func(f *frame) int64 {
			if test(f) {
				return a.int(f)
			}
			return b.int(f)
		}}
	case a.t == Bool && b.t == Bool:
		return value{t: Bool, bool: func(f *frame) bool {
			if test(f) {
				return a.bool(f)
			}
			return b.bool(f)
		}}
	case a.t == String && b.t == String:
		return value{t: String, emit: func(f *frame, t *Text) {
			if test(f) {
				a.emit(f, t)
			} else {
				b.emit(f, t)
			}
		}}
	}
	x, y := c.number(a), c.number(b)
	return value{t: Float, num: func(f *frame) float64 {
		if test(f) {
			return x(f)
		}
		return y(f)
	}}
}

// logical compiles && and || whose value is used.
func (c *compiler) logical(n *node) value {
	and := n.op == "&&"
	a := c.expression(n.nodes[0])
	assigned := slices.Clone(c.assigned)
	b := c.expression(n.nodes[1])
	c.assigned = assigned
	switch {
	case a.t == Bool && b.t == Bool:
		return value{t: Bool, bool: func(f *frame) bool {
			if x := a.bool(f); x != and {
				return x
			}
			return b.bool(f)
		}}
	case a.t == Int && b.t == Int:
		return value{t: Int, bits: max(a.bits, b.bits), natural: a.natural && b.natural, int: func(f *frame) int64 {
			if x := a.int(f); (x != 0) != and {
				return x
			}
			return b.int(f)
		}}
	}
	return c.no()
}

// compare compiles a comparison of two numbers, two strings or two booleans.
func (c *compiler) compare(op string, a, b value) value {
	test := func(f *frame) bool { return false }
	switch {
	case a.t == Int && b.t == Int:
		x, y := a.int, b.int
		switch op {
		case "==", "===":
			test = func(f *frame) bool { return x(f) == y(f) }
		case "!=", "!==":
			test = func(f *frame) bool { return x(f) != y(f) }
		case "<":
			test = func(f *frame) bool { return x(f) < y(f) }
		case ">":
			test = func(f *frame) bool { return x(f) > y(f) }
		case "<=":
			test = func(f *frame) bool { return x(f) <= y(f) }
		case ">=":
			test = func(f *frame) bool { return x(f) >= y(f) }
		}
	case a.t == String && b.t == String || a.t == Bool && b.t == Bool:
		equal := c.equality(a, b)
		switch op {
		case "==", "===":
			test = equal
		case "!=", "!==":
			test = func(f *frame) bool { return !equal(f) }
		default:
			return c.no()
		}
	default:
		x, y := c.number(a), c.number(b)
		switch op {
		case "==", "===":
			test = func(f *frame) bool { return x(f) == y(f) }
		case "!=", "!==":
			test = func(f *frame) bool { return x(f) != y(f) }
		case "<":
			test = func(f *frame) bool { return x(f) < y(f) }
		case ">":
			test = func(f *frame) bool { return x(f) > y(f) }
		case "<=":
			test = func(f *frame) bool { return x(f) <= y(f) }
		case ">=":
			test = func(f *frame) bool { return x(f) >= y(f) }
		}
	}
	return value{t: Bool, bool: test}
}

func (c *compiler) equality(a, b value) func(*frame) bool {
	if a.t == Bool {
		return func(f *frame) bool { x := a.bool(f); return x == b.bool(f) }
	}
	x, y := c.textOf(a), c.textOf(b)
	return func(f *frame) bool { t := x(f); return t.equal(y(f)) }
}

func (c *compiler) unary(op string, v value) value {
	switch op {
	case "~":
		x := c.int32(v)
		return value{t: Int, bits: 33, int: func(f *frame) int64 { return int64(^int32(x(f))) }}
	case "+":
		if v.t == Int || v.t == Float {
			return v
		}
		return c.no()
	}
	if v.constant != nil {
		return constant(-*v.constant)
	}
	if v.t == Int {
		return value{t: Int, bits: v.bits, int: func(f *frame) int64 {
			x := v.int(f)
			if x == 0 {
				panic(bail{}) // it is -0
			}
			return -x
		}}
	}
	x := c.number(v)
	return value{t: Float, num: func(f *frame) float64 { return -x(f) }}
}

func (c *compiler) arithmetic(op string, a, b value) value {
	if op == "+" && (a.t == String || b.t == String) {
		x, y := c.emitter(a), c.emitter(b)
		return value{t: String, emit: func(f *frame, t *Text) { x(f, t); y(f, t) }}
	}
	switch op {
	case "&", "|", "^", "<<", ">>", ">>>":
		return c.bitwise(op, a, b)
	}
	if a.t == Int && b.t == Int {
		if v, ok := c.wholeArithmetic(op, a, b); ok {
			return v
		}
	}
	x, y := c.number(a), c.number(b)
	v := value{t: Float}
	switch op {
	case "+":
		v.num = func(f *frame) float64 { l := x(f); return l + y(f) }
	case "-":
		v.num = func(f *frame) float64 { l := x(f); return l - y(f) }
	case "*":
		v.num = func(f *frame) float64 {
			l := x(f)
			p := l * y(f)
			if p == 0 && math.Signbit(p) {
				panic(bail{}) // the engine has 0 for some of these
			}
			return p
		}
	case "/":
		v.num = func(f *frame) float64 { l := x(f); return l / y(f) }
	case "%":
		v.num = func(f *frame) float64 { l := x(f); return math.Mod(l, y(f)) }
	default:
		return c.no()
	}
	return v
}

// wholeArithmetic compiles an operation on two Ints if its result is surely
// one that a float64 can have, too.
func (c *compiler) wholeArithmetic(op string, a, b value) (value, bool) {
	x, y := a.int, b.int
	v := value{t: Int, bits: max(a.bits, b.bits) + 1}
	switch op {
	case "+":
		v.natural = a.natural && b.natural
		v.int = func(f *frame) int64 { l := x(f); return l + y(f) }
	case "-":
		v.int = func(f *frame) int64 { l := x(f); return l - y(f) }
	case "*":
		v.bits = a.bits + b.bits
		v.natural = a.natural && b.natural
		v.int = func(f *frame) int64 {
			l := x(f)
			r := y(f)
			if l*r == 0 && (l < 0 || r < 0) {
				panic(bail{}) // it is -0
			}
			return l * r
		}
	case "%":
		v.bits = b.bits
		v.natural = a.natural
		v.int = func(f *frame) int64 {
			l := x(f)
			r := y(f)
			if r == 0 || l < 0 && l%r == 0 {
				panic(bail{}) // it is NaN or -0
			}
			return l % r
		}
	default:
		return v, false
	}
	return v, v.bits <= exactBits
}

func (c *compiler) bitwise(op string, a, b value) value {
	x, y := c.int32(a), c.int32(b)
	v := value{t: Int, bits: 33}
	switch op {
	case "&":
		v.natural = a.natural && a.bits < 32 || b.natural && b.bits < 32
		v.int = func(f *frame) int64 { l := x(f); return int64(int32(l) & int32(y(f))) }
	case "|":
		v.int = func(f *frame) int64 { l := x(f); return int64(int32(l) | int32(y(f))) }
	case "^":
		v.int = func(f *frame) int64 { l := x(f); return int64(int32(l) ^ int32(y(f))) }
	case "<<":
		v.int = func(f *frame) int64 { l := x(f); return int64(int32(l) << (uint32(y(f)) & 31)) }
	case ">>":
		v.int = func(f *frame) int64 { l := x(f); return int64(int32(l) >> (uint32(y(f)) & 31)) }
	case ">>>":
		v.natural = true
		v.int = func(f *frame) int64 { l := x(f); return int64(uint32(l) >> (uint32(y(f)) & 31)) }
	}
	return v
}
