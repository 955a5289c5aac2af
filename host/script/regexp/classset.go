package regexp

import (
	"slices"
	"unicode"
)

// operand is what a class with the flag v consists of: characters and strings.
type operand struct {
	set     *set
	strings [][]rune
}

func (o *operand) addString(s []rune) {
	if !slices.ContainsFunc(o.strings, func(known []rune) bool { return slices.Equal(known, s) }) {
		o.strings = append(o.strings, s)
	}
}

// classSetNode reads a class with the flag v, behind its bracket.
func (p *parser) classSetNode() *node {
	o := p.classSet(0)
	return p.stringsNode(o.set, o.strings)
}

// stringsNode matches the longest of the strings, or a character of the set.
func (p *parser) stringsNode(s *set, strings [][]rune) *node {
	n := &node{kind: setNode, set: s, ignoreCase: p.ignoreCase}
	if len(strings) == 0 {
		return n
	}
	slices.SortStableFunc(strings, func(a, b []rune) int { return len(b) - len(a) })
	all := &node{kind: alternativesNode}
	empty := false
	for _, text := range strings {
		if len(text) == 0 {
			empty = true
			continue
		}
		sequence := &node{kind: sequenceNode}
		for _, c := range text {
			sequence.children = append(sequence.children, &node{kind: charNode, char: c, ignoreCase: p.ignoreCase})
		}
		all.children = append(all.children, sequence)
	}
	all.children = append(all.children, n)
	if empty {
		all.children = append(all.children, &node{kind: emptyNode})
	}
	return &node{kind: groupNode, children: []*node{all}}
}

func (p *parser) classSet(depth int) *operand {
	if depth > maxDepth {
		p.fail("Regular expression too large")
	}
	negated := p.eat("^")
	result := &operand{set: &set{}}
	operator := ""
	for first := true; !p.eat("]"); first = false {
		if !p.more() {
			p.fail("Unterminated character class")
		}
		switch {
		case p.peek(0) == '&' && p.peek(1) == '&', p.peek(0) == '-' && p.peek(1) == '-':
			found := string(p.text[p.at : p.at+2])
			if first || operator != "" && operator != found {
				p.fail("Invalid set operation in character class")
			}
			operator = found
			p.at += 2
			if operator == "&&" && p.peek(0) == '&' {
				p.fail("Invalid character in character class")
			}
			p.combine(result, p.classSetOperand(depth), operator)
			continue
		case operator != "":
			p.fail("Invalid set operation in character class")
		}
		o := p.classSetOperand(depth)
		if p.peek(0) == '-' && p.peek(1) != '-' {
			p.at++
			to := p.classSetOperand(depth)
			low, okLow := o.single()
			high, okHigh := to.single()
			if !okLow || !okHigh {
				p.fail("Invalid character class")
			}
			if low > high {
				p.fail("Range out of order in character class")
			}
			o = &operand{set: &set{ranges: []rune{low, high}}}
		}
		if p.peek(0) == '&' && p.peek(1) == '&' || p.peek(0) == '-' && p.peek(1) == '-' {
			if !first {
				p.fail("Invalid set operation in character class")
			}
			o.set = p.closed(o.set)
		}
		result.set.ranges = append(result.set.ranges, o.set.plain().ranges...)
		for _, s := range o.strings {
			result.addString(s)
		}
	}
	result.set.normalize()
	if negated {
		if len(result.strings) > 0 {
			p.fail("Negated character class may contain strings")
		}
		result.set = p.closed(result.set).inverted()
	}
	return result
}

func (p *parser) combine(result, with *operand, operator string) {
	result.set.normalize()
	other := p.closed(with.set)
	if operator == "--" {
		other = other.inverted()
	}
	result.set = result.set.intersected(other)
	result.strings = slices.DeleteFunc(result.strings, func(s []rune) bool {
		has := slices.ContainsFunc(with.strings, func(other []rune) bool { return slices.Equal(s, other) })
		return has == (operator == "--")
	})
}

// closed is a set with all that differ from its members by case only, if case
// is ignored.
func (p *parser) closed(s *set) *set {
	s = s.plain()
	s.normalize()
	if !p.ignoreCase {
		return s
	}
	out := &set{ranges: slices.Clone(s.ranges)}
	for i := 0; i < len(s.ranges); i += 2 {
		for c := s.ranges[i]; c <= s.ranges[i+1]; c++ {
			for other := unicode.SimpleFold(c); other != c; other = unicode.SimpleFold(other) {
				out.addRange(other, other)
			}
		}
	}
	out.normalize()
	return out
}

// single gives the character that an operand is.
func (o *operand) single() (rune, bool) {
	if len(o.strings) == 0 && !o.set.negated && len(o.set.ranges) == 2 && o.set.ranges[0] == o.set.ranges[1] {
		return o.set.ranges[0], true
	}
	return 0, false
}

func (p *parser) classSetOperand(depth int) *operand {
	c := p.peek(0)
	next := p.peek(1)
	p.at++
	switch c {
	case -1:
		p.fail("Unterminated character class")
	case '[':
		return p.classSet(depth + 1)
	case '(', ')', '{', '}', '/', '-', '|':
		p.fail("Invalid character in character class")
	case '\\':
		if p.eat("q{") {
			return p.stringLiterals()
		}
		if s, _ := p.classEscape(); s != nil {
			return &operand{set: s}
		}
		switch {
		case p.eat("b"):
			c = '\b'
		case slices.Contains([]rune("&-!#%,:;<=>@`~"), p.peek(0)):
			c = p.peek(0)
			p.at++
		default:
			c = p.characterEscape(true)
		}
	default:
		if c == next && slices.Contains([]rune("&!#$%*+,.:;<=>?@^`~"), c) {
			p.fail("Invalid set operation in character class")
		}
	}
	return &operand{set: &set{ranges: []rune{c, c}}}
}

// stringLiterals reads \q{...}, behind the brace.
func (p *parser) stringLiterals() *operand {
	o := &operand{set: &set{}}
	var text []rune
	for {
		c := p.peek(0)
		p.at++
		switch c {
		case -1:
			p.fail("Invalid escape")
		case '|', '}':
			if len(text) == 1 {
				o.set.addRunes(text[0])
			} else {
				o.addString(text)
			}
			text = nil
			if c == '}' {
				return o
			}
		case '\\':
			text = append(text, p.characterEscape(true))
		default:
			text = append(text, c)
		}
	}
}
