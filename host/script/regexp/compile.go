package regexp

import "math"

type opcode uint8

const (
	opMatch opcode = iota
	opChar
	opSet
	opJump
	opSplit     // tries a, then b
	opSave      // the place into capture n
	opClear     // the captures of the groups a to b
	opAssertion // char: ^ $ b B
	opReference
	opLook    // from the next instruction to a, and on at b
	opLookEnd //
	opMark    // the place into register n
	opMoved   // fails if the place is still that of register n
	opCount   // register n = 0
	opLoop    // register n against min and max: a is the body, b behind
	opAdd     // register n += 1
	opRun     // greedy run of a set or char, min to max
)

type instruction struct {
	op         opcode
	n, a, b    int
	min, max   int
	char       rune
	set        *set
	groups     []int
	ignoreCase bool
	multiline  bool
	negated    bool
	backward   bool
	lazy       bool
}

type compiler struct {
	unicode   bool
	program   []instruction
	registers int
}

func (c *compiler) emit(i instruction) int {
	if len(c.program) > 1_000_000 {
		panic(Error("Regular expression too large"))
	}
	c.program = append(c.program, i)
	return len(c.program) - 1
}

func (c *compiler) here() int { return len(c.program) }

func (c *compiler) register() int {
	c.registers++
	return c.registers - 1
}

func (c *compiler) node(n *node, backward bool) {
	switch n.kind {
	case charNode, setNode:
		c.emit(c.single(n, backward))
	case sequenceNode:
		for i := range n.children {
			if backward {
				i = len(n.children) - 1 - i
			}
			c.node(n.children[i], backward)
		}
	case alternativesNode:
		var ends []int
		for i, child := range n.children {
			if i == len(n.children)-1 {
				c.node(child, backward)
				break
			}
			split := c.emit(instruction{op: opSplit})
			c.program[split].a = c.here()
			c.node(child, backward)
			ends = append(ends, c.emit(instruction{op: opJump}))
			c.program[split].b = c.here()
		}
		for _, end := range ends {
			c.program[end].a = c.here()
		}
	case groupNode:
		if n.group == 0 {
			c.node(n.children[0], backward)
			return
		}
		first, last := 2*n.group, 2*n.group+1
		if backward {
			first, last = last, first
		}
		// The group counts when it is whole: until then its old value stays.
		start := c.register()
		c.emit(instruction{op: opMark, n: start})
		c.node(n.children[0], backward)
		c.emit(instruction{op: opSave, n: first, a: start + 1})
		c.emit(instruction{op: opSave, n: last})
	case lookNode:
		look := c.emit(instruction{op: opLook, negated: n.negated})
		c.node(n.children[0], n.behind)
		c.emit(instruction{op: opLookEnd})
		c.program[look].b = c.here()
	case referenceNode:
		c.emit(instruction{op: opReference, groups: n.groups, ignoreCase: n.ignoreCase, backward: backward})
	case assertionNode:
		c.emit(instruction{op: opAssertion, char: n.assertion, multiline: n.multiline, ignoreCase: n.ignoreCase})
	case quantifierNode:
		c.quantifier(n, backward)
	}
}

func (c *compiler) single(n *node, backward bool) instruction {
	i := instruction{op: opChar, char: n.char, ignoreCase: n.ignoreCase, backward: backward}
	if n.kind == setNode {
		i.op, i.set = opSet, n.set
	}
	return i
}

func (c *compiler) quantifier(n *node, backward bool) {
	child := n.children[0]
	if n.max == 0 {
		return
	}
	if (child.kind == charNode || child.kind == setNode) && !n.lazy {
		i := c.single(child, backward)
		i.op, i.min, i.max = opRun, n.min, n.max
		c.emit(i)
		return
	}
	count := -1
	if n.min > 0 || n.max != math.MaxInt {
		count = c.register()
		c.emit(instruction{op: opCount, n: count})
	}
	mark := c.register()
	loop := c.emit(instruction{op: opLoop, n: count, min: n.min, max: n.max, lazy: n.lazy})
	c.program[loop].a = c.here()
	if n.first < n.last {
		c.emit(instruction{op: opClear, a: n.first, b: n.last})
	}
	c.emit(instruction{op: opMark, n: mark})
	c.node(child, backward)
	c.emit(instruction{op: opMoved, n: mark, a: count, min: n.min})
	if count >= 0 {
		c.emit(instruction{op: opAdd, n: count})
	}
	c.emit(instruction{op: opJump, a: loop})
	c.program[loop].b = c.here()
}
