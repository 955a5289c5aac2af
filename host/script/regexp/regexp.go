// Package regexp is the regular expressions of ECMA-262 (22.2), whole: all
// flags, lookbehind, Unicode properties and sets, modifiers, and captures that
// begin anew in each round of a loop. It is a backtracking matcher over UTF-16.
//
// The engine's own regular expressions are faster and do what most programs
// need; [Regexp.Special] tells those that do not.
package regexp

import (
	"errors"
	"math"
	"slices"
	"strings"
	"unicode/utf16"
)

// Flags are the flags of a regular expression.
type Flags struct {
	HasIndices, Global, IgnoreCase, Multiline, DotAll, Unicode, UnicodeSets, Sticky bool
}

// ErrFlags is for flags that are unknown, repeated or contradictory.
var ErrFlags = errors.New("invalid flags")

// ParseFlags reads flags.
func ParseFlags(text string) (f Flags, err error) {
	for _, c := range text {
		flag := f.flag(c)
		if flag == nil || *flag {
			return f, ErrFlags
		}
		*flag = true
	}
	if f.Unicode && f.UnicodeSets {
		return f, ErrFlags
	}
	return f, nil
}

func (f *Flags) flag(c rune) *bool {
	switch c {
	case 'd':
		return &f.HasIndices
	case 'g':
		return &f.Global
	case 'i':
		return &f.IgnoreCase
	case 'm':
		return &f.Multiline
	case 's':
		return &f.DotAll
	case 'u':
		return &f.Unicode
	case 'v':
		return &f.UnicodeSets
	case 'y':
		return &f.Sticky
	}
	return nil
}

// String gives the flags in the order of the flags property.
func (f Flags) String() string {
	var b strings.Builder
	for _, c := range "dgimsuvy" {
		if *f.flag(c) {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// Regexp is a compiled regular expression. It may be used by one goroutine at a
// time.
type Regexp struct {
	Flags Flags
	// Groups is how many capture groups there are, the whole match included.
	Groups int
	// Names are the names of groups, in order; one may belong to several groups.
	Names []Name
	// Special is why this one has to be matched here, empty if the engine's own
	// regular expressions do the same.
	Special string

	program   []instruction
	registers int
	// Interrupted, unless nil, is asked now and then whether to give up: there
	// is no match then.
	Interrupted func() bool
}

// Name is a named group.
type Name struct {
	Name   string
	Groups []int
}

// Error is a pattern that is none, in V8's words.
type Error string

func (e Error) Error() string { return string(e) }

// Compile compiles a pattern, whose lone surrogates are runes of their own.
func Compile(pattern []rune, flags Flags) (r *Regexp, err error) {
	p := &parser{text: slices.Clone(pattern), flags: flags, ignoreCase: flags.IgnoreCase, multiline: flags.Multiline, dotAll: flags.DotAll}
	defer func() {
		if v := recover(); v != nil {
			e, ok := v.(Error)
			if !ok {
				panic(v)
			}
			r, err = nil, e
		}
	}()
	p.unicode = flags.Unicode || flags.UnicodeSets
	p.countGroups()
	tree := p.disjunction(0)
	if p.at < len(p.text) {
		p.fail("Unmatched ')'")
	}
	p.resolveNames()
	switch {
	case flags.HasIndices:
		p.special = "the flag d"
	case flags.UnicodeSets:
		p.special = "the flag v"
	case p.special == "" && losesCaptures(tree):
		p.special = "captures that begin anew in each round of a loop"
	}
	// RE2 takes no time, but it is not what matches these: they backtrack, and
	// only a match here can be ended.
	if back := backtracks(tree); p.special == "" && (flags.Global || flags.Sticky || back) && choiceInLoop(tree, back, false) {
		p.special = "choices in loops"
	}
	c := &compiler{unicode: p.unicode}
	c.emit(instruction{op: opSave, n: 0})
	c.node(tree, false)
	c.emit(instruction{op: opSave, n: 1})
	c.emit(instruction{op: opMatch})
	r = &Regexp{Flags: flags, Groups: p.groups + 1, Special: p.special, program: c.program, registers: c.registers}
	for _, n := range p.names {
		i := slices.IndexFunc(r.Names, func(known Name) bool { return known.Name == n.name })
		if i < 0 {
			i = len(r.Names)
			r.Names = append(r.Names, Name{Name: n.name})
		}
		r.Names[i].Groups = append(r.Names[i].Groups, n.group)
	}
	return r, nil
}

// choiceInLoop reports whether a loop without a bound has another in it, or,
// with alternatives, these: there may be more ways through it than anybody can
// try.
func choiceInLoop(n *node, alternatives, inLoop bool) bool {
	if inLoop && alternatives && n.kind == alternativesNode && len(n.children) > 1 {
		return true
	}
	if n.kind == quantifierNode && n.max == math.MaxInt {
		if inLoop {
			return true
		}
		inLoop = true
	}
	return slices.ContainsFunc(n.children, func(child *node) bool { return choiceInLoop(child, alternatives, inLoop) })
}

// backtracks reports whether there is something that RE2 has not.
func backtracks(n *node) bool {
	return n.kind == lookNode || n.kind == referenceNode || slices.ContainsFunc(n.children, backtracks)
}

// losesCaptures reports whether there is a loop in which a group may take part
// in one round and not in a later one: the engine keeps what it captured.
func losesCaptures(n *node) bool {
	if n.kind == quantifierNode && n.max > 1 && n.first < n.last && (mayPass(n.children[0]) || mayBeEmpty(n.children[0])) {
		return true
	}
	return slices.ContainsFunc(n.children, losesCaptures)
}

// mayPass reports whether something can match without one of its groups.
func mayPass(n *node) bool {
	if (n.kind == alternativesNode && len(n.children) > 1 || n.kind == quantifierNode && n.min == 0) && hasGroup(n) {
		return true
	}
	return slices.ContainsFunc(n.children, mayPass)
}

// mayBeEmpty reports whether something can match without a character.
func mayBeEmpty(n *node) bool {
	switch n.kind {
	case charNode, setNode:
		return false
	case quantifierNode:
		return n.min == 0 || mayBeEmpty(n.children[0])
	case alternativesNode:
		return slices.ContainsFunc(n.children, mayBeEmpty)
	case sequenceNode, groupNode:
		return !slices.ContainsFunc(n.children, func(child *node) bool { return !mayBeEmpty(child) })
	}
	return true
}

func hasGroup(n *node) bool {
	return n.kind == groupNode && n.group > 0 || slices.ContainsFunc(n.children, hasGroup)
}

// Find finds the first match at or after a place in a text of UTF-16 units, or
// with the flag y at the place only. It gives a pair of places for each group,
// -1 for one that took no part; nil for no match.
func (r *Regexp) Find(input []uint16, from int) []int {
	m := &matcher{Regexp: r, input: input, captures: make([]int, 2*r.Groups), registers: make([]int, r.registers)}
	full := r.Flags.Unicode || r.Flags.UnicodeSets
	if full && from > 0 && from < len(input) && isLow(input[from]) && isHigh(input[from-1]) {
		if r.Flags.Unicode {
			from--
		} else {
			from++ // the engine steps behind empty matches by units
		}
	}
	for at := from; at <= len(input); at++ {
		for i := range m.captures {
			m.captures[i] = -1
		}
		if m.run(0, at) && !m.interrupted {
			return m.captures
		}
		if r.Flags.Sticky || m.interrupted {
			break
		}
		if full && at+1 < len(input) && isHigh(input[at]) && isLow(input[at+1]) {
			at++
		}
	}
	return nil
}

func isHigh(u uint16) bool { return u&0xFC00 == 0xD800 }
func isLow(u uint16) bool  { return u&0xFC00 == 0xDC00 }

func pair(high, low uint16) rune { return utf16.DecodeRune(rune(high), rune(low)) }
