package idiom

import (
	"slices"
)

// Specialise makes a kernel for variables of the given types. It gives false
// when the loop does something with them that only the script can do.
func (l *Loop) Specialise(types []Type) (k *Kernel, ok bool) {
	defer func() {
		if r := recover(); r != nil {
			if _, unsupported := r.(unsupported); !unsupported {
				panic(r)
			}
			k, ok = nil, false
		}
	}()
	slots := make([]Type, l.slots)
	copy(slots, types)
	for {
		c := &compiler{loop: l, entry: types, types: slices.Clone(slots), assigned: make([]bool, l.slots)}
		c.appended = l.appendedOnly()
		for i, t := range types {
			c.assigned[i] = t != Unset
		}
		step := c.turn(l.body)
		if slices.Equal(c.types, slots) {
			k := c.kernel(step)
			k.begin(c, l.body, types)
			return k, true
		}
		// An assignment showed what a variable is: begin again, knowing it.
		slots = c.types
	}
}

// unsupported is the panic that ends a compilation.
type unsupported struct{}

// compiler makes functions of nodes.
type compiler struct {
	loop     *Loop
	entry    []Type // of the variables
	types    []Type // of all slots, as known so far
	assigned []bool // which slots surely have a value here
	appended []bool
	builtins []Builtin
}

// value is a compiled expression: the function for its type is there.
type value struct {
	t    Type
	int  func(*frame) int64
	num  func(*frame) float64
	bool func(*frame) bool
	emit func(*frame, *Text) // appends the string
	text func(*frame) *Text  // gives the string, where it is one already

	bits     int      // how large an Int can be
	natural  bool     // that it is never negative
	constant *float64 // the Int or Float
	slot     int      // of a view
}

func (c *compiler) no() value { panic(unsupported{}) }

func (c *compiler) uses(b Builtin) {
	if !slices.Contains(c.builtins, b) {
		c.builtins = append(c.builtins, b)
	}
}

func (c *compiler) kernel(step func(*frame) control) *Kernel {
	l := c.loop
	k := &Kernel{Builtins: c.builtins, step: step}
	n := len(l.Variables)
	k.Types, k.Appended, k.types = c.types[:n], c.appended[:n], c.types
	if l.Callback != nil {
		k.result = l.Callback.result
	}
	f := &k.frame
	f.ints, f.floats = make([]int64, l.slots), make([]float64, l.slots)
	f.saved.ints, f.saved.floats = make([]int64, l.slots), make([]float64, l.slots)
	f.set, f.saved.set = make([]bool, l.slots), make([]bool, l.slots)
	f.texts, f.views, f.lists = make([]*Text, l.slots), make([][]byte, l.slots), make([]List, l.slots)
	written := l.written()
	for i, t := range c.types {
		f.texts[i] = &Text{}
		if !written[i] || i >= n {
			continue
		}
		k.written = append(k.written, i)
		if t != String {
			continue
		}
		if c.appended[i] {
			k.grown = append(k.grown, i)
		} else {
			k.changed = append(k.changed, i)
		}
	}
	f.saved.grown, f.saved.texts = make([]mark, len(k.grown)), make([]Text, len(k.changed))
	return k
}

func (l *Loop) written() []bool {
	written := make([]bool, l.slots)
	l.body.walk(func(n *node) {
		switch n.op {
		case "set", "inc", "postinc", "declare":
			written[n.slot] = true
		}
	})
	return written
}

// appendedOnly tells the variables that occur in `s = s + ...` only.
func (l *Loop) appendedOnly() []bool {
	uses, appends := make([]int, l.slots), make([]int, l.slots)
	l.body.walk(func(n *node) {
		switch n.op {
		case "var", "inc", "postinc":
			uses[n.slot]++
		case "set":
			if first := n.nodes[0].leftmost(); n.nodes[0].op == "+" && first.op == "var" && first.slot == n.slot {
				appends[n.slot]++
			} else {
				uses[n.slot]++
			}
		}
	})
	only := make([]bool, l.slots)
	for i := range only[:len(l.Variables)] {
		only[i] = appends[i] > 0 && uses[i] == appends[i]
	}
	return only
}

// leftmost is the first operand of a chain of additions.
func (n *node) leftmost() *node {
	for n.op == "+" {
		n = n.nodes[0]
	}
	return n
}

// turn compiles what one turn of the outermost loop does.
func (c *compiler) turn(n *node) func(*frame) control {
	if n.op == "callback" {
		return c.statement(n.nodes[0])
	}
	if n.op == "dowhile" {
		body := c.statement(n.nodes[1])
		test := c.truth(n.nodes[0])
		return func(f *frame) control {
			if body(f) == leaveLoop || !test(f) {
				return leaveLoop
			}
			return next
		}
	}
	test := func(*frame) bool { return true }
	if n.nodes[1] != nil {
		test = c.truth(n.nodes[1])
	}
	before := slices.Clone(c.assigned)
	body := c.statement(n.nodes[3])
	if n.nodes[3].has("continue") {
		c.assigned = before
	}
	if n.nodes[2] == nil {
		return func(f *frame) control {
			if !test(f) || body(f) == leaveLoop {
				return leaveLoop
			}
			return next
		}
	}
	update := c.statement(n.nodes[2])
	return func(f *frame) control {
		if !test(f) || body(f) == leaveLoop {
			return leaveLoop
		}
		update(f)
		return next
	}
}

func (n *node) has(op string) bool {
	found := false
	n.walk(func(n *node) { found = found || n.op == op })
	return found
}

func (c *compiler) statement(n *node) func(*frame) control {
	switch n.op {
	case "block":
		switch len(n.nodes) {
		case 0:
			return func(*frame) control { return next }
		case 1:
			return c.statement(n.nodes[0])
		}
		var list []func(*frame) control
		for _, sub := range n.nodes {
			list = append(list, c.statement(sub))
		}
		return func(f *frame) control {
			for _, s := range list {
				if how := s(f); how != next {
					return how
				}
			}
			return next
		}
	case "if":
		return c.ifStatement(n)
	case "for", "dowhile":
		return c.innerLoop(n)
	case "break":
		return func(*frame) control { return leaveLoop }
	case "continue":
		return func(*frame) control { return nextTurn }
	case "leave":
		return func(*frame) control { panic(bail{}) }
	case "return":
		value := c.statement(n.nodes[0])
		return func(f *frame) control {
			value(f)
			return nextTurn
		}
	case "declare":
		c.assigned[n.slot] = false
		return func(*frame) control { return next }
	}
	v := c.expression(n)
	switch v.t {
	case Int:
		return func(f *frame) control { v.int(f); return next }
	case Float:
		return func(f *frame) control { v.num(f); return next }
	case Bool:
		return func(f *frame) control { v.bool(f); return next }
	case String:
		scratch := &Text{}
		return func(f *frame) control { scratch.reset(); v.emit(f, scratch); return next }
	}
	c.no()
	return nil
}

func (c *compiler) ifStatement(n *node) func(*frame) control {
	test := c.truth(n.nodes[0])
	before := slices.Clone(c.assigned)
	then := c.statement(n.nodes[1])
	afterThen := c.assigned
	c.assigned = before
	otherwise := func(*frame) control { return next }
	if n.nodes[2] != nil {
		c.assigned = slices.Clone(before)
		otherwise = c.statement(n.nodes[2])
	}
	switch {
	case n.nodes[1].abrupt():
	case n.nodes[2].abrupt():
		c.assigned = afterThen
	default:
		for i := range c.assigned {
			c.assigned[i] = c.assigned[i] && afterThen[i]
		}
	}
	return func(f *frame) control {
		if test(f) {
			return then(f)
		}
		return otherwise(f)
	}
}

// abrupt is whether what follows a statement never runs after it.
func (n *node) abrupt() bool {
	switch {
	case n == nil:
		return false
	case n.op == "block" && len(n.nodes) > 0:
		return n.nodes[len(n.nodes)-1].abrupt()
	}
	switch n.op {
	case "if":
		return n.nodes[1].abrupt() && n.nodes[2].abrupt()
	case "leave", "break", "continue", "return":
		return true
	}
	return false
}

// innerLoop compiles a loop in the loop.
func (c *compiler) innerLoop(n *node) func(*frame) control {
	if n.op == "for" && n.nodes[0] != nil {
		init := c.statement(n.nodes[0])
		head := *n
		head.nodes = append([]*node{nil}, n.nodes[1:]...)
		loop := c.innerLoop(&head)
		return func(f *frame) control {
			init(f)
			return loop(f)
		}
	}
	before := slices.Clone(c.assigned)
	turn := c.turn(n)
	if n.op == "for" || n.has("break") || n.has("continue") {
		c.assigned = before // there may be no turn at all
	}
	return func(f *frame) control {
		for turn(f) != leaveLoop {
			if f.fuel--; f.fuel <= 0 {
				panic(bail{})
			}
		}
		return next
	}
}

// begin finds what can be done before the first turn of all.
func (k *Kernel) begin(c *compiler, loop *node, types []Type) {
	for i := range c.assigned {
		c.assigned[i] = i < len(types) && types[i] != Unset
	}
	k.bulk = c.bulk(loop)
}
