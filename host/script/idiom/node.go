package idiom

import (
	"fmt"
	"strings"
)

// node is an expression or a statement of a loop. What an op takes is said
// where it is made (build.go), what it does where it is compiled (compile.go).
type node struct {
	op     string
	nodes  []*node
	slot   int
	number float64
	text   string   // a name
	units  []uint16 // the code units of a string
}

// key is the same for nodes that do the same.
func (n *node) key(b *strings.Builder) {
	if n == nil {
		b.WriteString("()")
		return
	}
	b.WriteByte('(')
	b.WriteString(n.op)
	switch n.op {
	case "var", "set", "inc", "declare":
		fmt.Fprintf(b, " $%d %v", n.slot, n.number)
	case "number", "boolean":
		fmt.Fprintf(b, " %b", n.number)
	case "string":
		fmt.Fprintf(b, " %x", n.units)
	}
	b.WriteString(n.text)
	for _, sub := range n.nodes {
		sub.key(b)
	}
	b.WriteByte(')')
}

func (l *Loop) key() string {
	var b strings.Builder
	if l.Callback != nil {
		fmt.Fprintf(&b, "%+v ", *l.Callback)
	}
	for _, v := range l.Variables {
		fmt.Fprintf(&b, "%q%q%v%v ", v.Global, v.Path, v.Written, v.Declared)
	}
	l.body.key(&b)
	return b.String()
}

// walk calls f for a node and all in it.
func (n *node) walk(f func(*node)) {
	if n == nil {
		return
	}
	f(n)
	for _, sub := range n.nodes {
		sub.walk(f)
	}
}

// kind says in a word or two what a loop does, for people.
func (l *Loop) kind() string {
	has := map[string]bool{}
	l.body.walk(func(n *node) {
		has[n.op+n.text] = true
		if n.op == "set" && n.nodes[0].op == "+" {
			has["append"] = true
		}
	})
	reads := has["callcharCodeAt"] || has["callcodePointAt"]
	switch {
	case has["store"] && reads, has["callsetUint8"] && reads:
		return "string to bytes"
	case has["callbackspread"], has["callfromCharCode"], has["calltoString"]:
		return "bytes to string"
	case has["store"] && has["load"]:
		return "copy"
	case has["store"], has["callsetUint8"]:
		return "fill"
	case has["append"] && has["load"]:
		return "fold"
	}
	return "scan"
}
