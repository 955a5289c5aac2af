package idiom

import (
	"math"
	"slices"
	"unsafe"
)

// Most loops do one thing to each index in a row: copy, encode or decode. Many
// turns of these are one operation on memory.

// bulk is a part of a kernel that does turns at once.
type bulk struct {
	counter int   // the slot of the index
	step    int64 // by which it changes in each turn, 1 or -1
	early   bool  // and whether it does so before the rest of the turn
	// turns is how many turns there will be at most.
	turns func(*frame) int64
	// work does the turns for the n indexes from low on. If it is not sure
	// that each can be done, it does nothing.
	work func(f *frame, low, n int64) bool
}

// run does as many turns as possible, and gives whether there was any.
func (b *bulk) run(f *frame) bool {
	n := b.turns(f)
	if n <= 1 {
		return false
	}
	i := f.ints[b.counter]
	low := i
	if b.step < 0 {
		low = i - n + 1
	}
	if b.early {
		low += b.step
	}
	if !b.work(f, low, n) {
		return false
	}
	f.ints[b.counter] = i + b.step*n
	return true
}

// bulk finds the turns that can be done at once, nil if there are none.
func (c *compiler) bulk(loop *node) *bulk {
	if loop.op != "for" || loop.nodes[1] == nil {
		return nil
	}
	body := flatten(nil, loop.nodes[3])
	body = flatten(body, loop.nodes[2])
	test := loop.nodes[1]
	b := &bulk{}
	switch {
	case test.op == "postinc" && test.number == -1 && len(body) == 1: // while (i--)
		b.counter, b.step, b.early = test.slot, -1, true
		b.turns = func(f *frame) int64 { return f.ints[b.counter] }
	case len(body) == 2 && test.nodes != nil && test.nodes[0].op == "var":
		b.counter = test.nodes[0].slot
		if b.step = body[1].stepOf(b.counter); b.step == 0 || !c.invariant(test.nodes[1]) {
			return nil
		}
		v := c.expression(test.nodes[1])
		if v.t != Int {
			return nil
		}
		if b.turns = turnsUntil(test.op, b.counter, b.step, v.int); b.turns == nil {
			return nil
		}
	default:
		return nil
	}
	if c.types[b.counter] != Int {
		return nil
	}
	b.work = c.work(b, body[0])
	if b.work == nil {
		return nil
	}
	return b
}

// turnsUntil makes the number of turns from a test. What is not a number yet
// is one that no test fails for.
func turnsUntil(op string, counter int, step int64, bound func(*frame) int64) func(*frame) int64 {
	switch {
	case step > 0 && op == "<":
		return func(f *frame) int64 { return bound(f) - f.ints[counter] }
	case step > 0 && op == "<=":
		return func(f *frame) int64 { return bound(f) - f.ints[counter] + 1 }
	case step > 0 && (op == "!=" || op == "!=="):
		return func(f *frame) int64 { return bound(f) - f.ints[counter] }
	case step < 0 && op == ">":
		return func(f *frame) int64 { return f.ints[counter] - bound(f) }
	case step < 0 && op == ">=":
		return func(f *frame) int64 { return f.ints[counter] - bound(f) + 1 }
	}
	return nil
}

// flatten appends the statements of a block.
func flatten(list []*node, n *node) []*node {
	switch {
	case n == nil:
		return list
	case n.op != "block":
		return append(list, n)
	}
	for _, sub := range n.nodes {
		list = flatten(list, sub)
	}
	return list
}

// stepOf is by how much a statement changes a variable, if that is all it does
// and it is 1 or -1, otherwise 0.
func (n *node) stepOf(slot int) int64 {
	if n.slot != slot {
		return 0
	}
	switch {
	case n.op == "inc" || n.op == "postinc":
		return int64(n.number)
	case n.op == "set" && (n.nodes[0].op == "+" || n.nodes[0].op == "-"):
		sum := n.nodes[0]
		if sum.nodes[0].op == "var" && sum.nodes[0].slot == slot && sum.nodes[1].op == "number" && sum.nodes[1].number == 1 {
			if sum.op == "-" {
				return -1
			}
			return 1
		}
	}
	return 0
}

// invariant is whether an expression is the same in each turn, and nothing but
// a number to compute.
func (c *compiler) invariant(n *node) bool {
	written := c.loop.written()
	same := true
	n.walk(func(n *node) {
		switch n.op {
		case "number", "length", "byteLength", "+", "-":
		case "var":
			same = same && !written[n.slot] && c.assigned[n.slot]
		default:
			same = false
		}
	})
	return same
}

// offset resolves an index that is a fixed distance from the counter.
func (c *compiler) offset(b *bulk, n *node) func(*frame) int64 {
	isCounter := func(n *node) bool { return n.op == "var" && n.slot == b.counter }
	switch {
	case isCounter(n):
		return func(*frame) int64 { return 0 }
	case n.op == "+" && isCounter(n.nodes[1]):
		n = &node{op: "+", nodes: []*node{n.nodes[1], n.nodes[0]}}
	case n.op != "+" && n.op != "-" || !isCounter(n.nodes[0]):
		return nil
	}
	if !c.invariant(n.nodes[1]) {
		return nil
	}
	v := c.expression(n.nodes[1])
	switch {
	case v.t != Int:
		return nil
	case n.op == "-":
		return func(f *frame) int64 { return -v.int(f) }
	}
	return v.int
}

// bytes is whether a slot has a view of single bytes.
func (c *compiler) bytes(n *node) bool {
	return n.op == "var" && c.assigned[n.slot] && c.types[n.slot].elementSize() == 1 && c.types[n.slot] != Uint8ClampedArray
}

// work compiles what is done to each index, nil if it is nothing simple.
func (c *compiler) work(b *bulk, n *node) func(f *frame, low, n int64) bool {
	switch {
	case n.op == "store" && c.bytes(n.nodes[0]):
		to, value := c.offset(b, n.nodes[1]), n.nodes[2]
		if to == nil {
			return nil
		}
		slot := n.nodes[0].slot
		if value.op == "&" && value.nodes[1].op == "number" && value.nodes[1].number == 255 {
			value = value.nodes[0]
		}
		switch {
		case value.op == "call" && value.text == "charCodeAt" && len(value.nodes) == 2:
			return c.encode(b, slot, to, value)
		case value.op == "load" && c.bytes(value.nodes[0]):
			return c.copy(b, slot, to, value)
		case value.op == "number" && math.Abs(value.number) <= MaxInt:
			return c.fill(slot, to, byte(modulo(value.number)))
		}
	case n.op == "set" && n.nodes[0].op == "+" && c.types[n.slot] == String && c.appended[n.slot] && b.step > 0:
		first, last := n.nodes[0].nodes[0], n.nodes[0].nodes[1]
		if first.op != "var" || last.op != "call" || last.text != "fromCharCode" || len(last.nodes) != 1 {
			return nil
		}
		if load := last.nodes[0]; load.op == "load" && c.bytes(load.nodes[0]) && c.types[load.nodes[0].slot] == Uint8Array {
			return c.decode(b, n.slot, load)
		}
	}
	return nil
}

// within gives the part of a memory that indexes mean, nil if any is not in it.
func within(memory []byte, low, n int64) []byte {
	if low < 0 || low+n > int64(len(memory)) {
		return nil
	}
	return memory[low : low+n]
}

func (c *compiler) encode(b *bulk, slot int, to func(*frame) int64, call *node) func(f *frame, low, n int64) bool {
	text := c.expression(call.nodes[0])
	from := c.offset(b, call.nodes[1])
	if text.t != String || text.text == nil || from == nil {
		return nil
	}
	return func(f *frame, low, n int64) bool {
		t, first := text.text(f), low+from(f)
		target := within(f.views[slot], low+to(f), n)
		if target == nil || first < 0 || first+n > int64(t.length()) {
			return false
		}
		if t.source == nil && !t.isWide {
			copy(target, t.narrow[first:])
			return true
		}
		for i := range target {
			target[i] = byte(t.at(int(first) + i))
		}
		return true
	}
}

func (c *compiler) copy(b *bulk, slot int, to func(*frame) int64, load *node) func(f *frame, low, n int64) bool {
	source, from := load.nodes[0].slot, c.offset(b, load.nodes[1])
	if from == nil {
		return nil
	}
	return func(f *frame, low, n int64) bool {
		target, origin := within(f.views[slot], low+to(f), n), within(f.views[source], low+from(f), n)
		if target == nil || origin == nil {
			return false
		}
		// Where they overlap, a loop may read what it wrote.
		t, o := uintptr(unsafe.Pointer(&target[0])), uintptr(unsafe.Pointer(&origin[0]))
		if t < o+uintptr(n) && o < t+uintptr(n) && (t > o) == (b.step > 0) {
			return false
		}
		copy(target, origin)
		return true
	}
}

func (c *compiler) fill(slot int, to func(*frame) int64, value byte) func(f *frame, low, n int64) bool {
	return func(f *frame, low, n int64) bool {
		target := within(f.views[slot], low+to(f), n)
		for i := range target {
			target[i] = value
		}
		return target != nil
	}
}

func (c *compiler) decode(b *bulk, slot int, load *node) func(f *frame, low, n int64) bool {
	source, from := load.nodes[0].slot, c.offset(b, load.nodes[1])
	if from == nil {
		return nil
	}
	return func(f *frame, low, n int64) bool {
		origin := within(f.views[source], low+from(f), n)
		if origin == nil {
			return false
		}
		t := f.texts[slot]
		if !t.isWide {
			t.narrow = append(t.narrow, origin...)
			return true
		}
		t.wide = slices.Grow(t.wide, len(origin))
		for _, unit := range origin {
			t.wide = append(t.wide, uint16(unit))
		}
		return true
	}
}
