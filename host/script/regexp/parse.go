package regexp

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf16"
)

type nodeKind uint8

const (
	emptyNode nodeKind = iota
	charNode
	setNode
	sequenceNode
	alternativesNode
	groupNode
	lookNode
	referenceNode
	assertionNode
	quantifierNode
)

type node struct {
	kind     nodeKind
	children []*node
	char     rune
	set      *set
	group    int // of a group, 0 for one that captures nothing
	groups   []int
	name     string // of a reference

	negated, behind bool
	assertion       rune // ^ $ b B
	multiline       bool
	ignoreCase      bool

	min, max    int
	lazy        bool
	first, last int // the groups inside: first <= group < last
}

type groupName struct {
	name  string
	group int
	path  []int // alternatives around: pairs of disjunction and alternative
}

type parser struct {
	text    []rune
	at      int
	flags   Flags
	unicode bool
	special string

	ignoreCase, multiline, dotAll bool

	groups       int
	total        int  // groups in the whole pattern
	named        bool // there are named groups
	names        []groupName
	references   []*node
	path         []int
	disjunctions int
}

func (p *parser) fail(message string) { panic(Error(message)) }

func (p *parser) more() bool { return p.at < len(p.text) }

func (p *parser) peek(ahead int) rune {
	if p.at+ahead < len(p.text) {
		return p.text[p.at+ahead]
	}
	return -1
}

func (p *parser) eat(text string) bool {
	for i, c := range []rune(text) {
		if p.peek(i) != c {
			return false
		}
	}
	p.at += len([]rune(text))
	return true
}

// countGroups looks ahead for what escapes depend on.
func (p *parser) countGroups() {
	inClass := 0
	for i := 0; i < len(p.text); i++ {
		switch c := p.text[i]; {
		case c == '\\':
			i++
		case c == '[' && (inClass == 0 || p.flags.UnicodeSets):
			inClass++
		case c == ']' && inClass > 0:
			inClass--
		case c == '(' && inClass == 0:
			if i+1 >= len(p.text) || p.text[i+1] != '?' {
				p.total++
			} else if i+3 < len(p.text) && p.text[i+2] == '<' && p.text[i+3] != '=' && p.text[i+3] != '!' {
				p.total++
				p.named = true
			}
		}
	}
}

// maxDepth is how deep groups may be nested.
const maxDepth = 5000

func (p *parser) disjunction(depth int) *node {
	if depth > maxDepth {
		p.fail("Regular expression too large")
	}
	n := &node{kind: alternativesNode}
	p.disjunctions++
	id := p.disjunctions
	ignoreCase, multiline, dotAll := p.ignoreCase, p.multiline, p.dotAll
	for {
		p.path = append(p.path, id, len(n.children))
		n.children = append(n.children, p.alternative(depth))
		p.path = p.path[:len(p.path)-2]
		if p.peek(0) != '|' {
			break
		}
		p.at++
	}
	p.ignoreCase, p.multiline, p.dotAll = ignoreCase, multiline, dotAll
	return n
}

func (p *parser) alternative(depth int) *node {
	n := &node{kind: sequenceNode}
	for p.more() && p.peek(0) != '|' && p.peek(0) != ')' {
		first := p.groups + 1
		term, quantifiable := p.term(depth)
		n.children = append(n.children, p.quantified(term, quantifiable, first))
	}
	return n
}

func (p *parser) quantified(term *node, quantifiable bool, first int) *node {
	low, high := 0, 0
	start := p.at
	switch c := p.peek(0); c {
	case '*':
		p.at++
		low, high = 0, math.MaxInt
	case '+':
		p.at++
		low, high = 1, math.MaxInt
	case '?':
		p.at++
		low, high = 0, 1
	case '{':
		var ok bool
		if low, high, ok = p.braces(); !ok {
			if p.unicode {
				p.fail("Incomplete quantifier")
			}
			return term
		}
	default:
		return term
	}
	if !quantifiable {
		if term.kind == lookNode {
			p.fail("Invalid quantifier")
		}
		p.at = start
		p.fail("Nothing to repeat")
	}
	if low > high {
		p.fail("numbers out of order in {} quantifier")
	}
	lazy := p.peek(0) == '?'
	if lazy {
		p.at++
	}
	return &node{kind: quantifierNode, min: low, max: high, lazy: lazy, children: []*node{term}, first: first, last: p.groups + 1}
}

// braces reads {n}, {n,} or {n,m}, or nothing.
func (p *parser) braces() (low, high int, ok bool) {
	start := p.at
	p.at++
	low, ok = p.number()
	high = low
	if ok && p.peek(0) == ',' {
		p.at++
		if high, ok = p.number(); !ok {
			high, ok = math.MaxInt, true
		}
	}
	if !ok || p.peek(0) != '}' {
		p.at = start
		return 0, 0, false
	}
	p.at++
	return low, high, true
}

func (p *parser) number() (n int, ok bool) {
	for ; p.peek(0) >= '0' && p.peek(0) <= '9'; p.at++ {
		ok = true
		if n < math.MaxInt32 {
			n = n*10 + int(p.peek(0)-'0')
		}
	}
	if n >= math.MaxInt32 {
		n = math.MaxInt
	}
	return n, ok
}

// term reads an atom or an assertion.
func (p *parser) term(depth int) (n *node, quantifiable bool) {
	c := p.peek(0)
	switch c {
	case '^', '$':
		p.at++
		return &node{kind: assertionNode, assertion: c, multiline: p.multiline}, false
	case '(':
		return p.group(depth)
	case '.':
		p.at++
		s := &set{negated: true}
		if !p.dotAll {
			s.addRunes('\n', '\r', '\u2028', '\u2029')
		}
		return &node{kind: setNode, set: s}, true
	case '[':
		p.at++
		if p.flags.UnicodeSets {
			return p.classSetNode(), true
		}
		return &node{kind: setNode, set: p.class(), ignoreCase: p.ignoreCase}, true
	case '\\':
		return p.escape()
	case '*', '+', '?':
		p.fail("Nothing to repeat")
	case '{':
		if _, _, ok := p.braces(); ok {
			p.fail("Nothing to repeat")
		}
		if p.unicode {
			p.fail("Lone quantifier brackets")
		}
	case '}', ']':
		if p.unicode {
			p.fail("Lone quantifier brackets")
		}
	}
	p.at++
	return p.charNode(c), true
}

// charNode is a character of the pattern. Without u, one beyond the basic plane
// is two, of which only the second is quantified.
func (p *parser) charNode(c rune) *node {
	if p.ignoreCase && c > unicode.MaxASCII {
		p.special = "case-insensitive characters beyond ASCII"
	}
	p.surrogate(c)
	if c > 0xFFFF && !p.unicode {
		high, low := utf16.EncodeRune(c)
		p.text = slices.Insert(p.text, p.at, low)
		return &node{kind: charNode, char: high}
	}
	return &node{kind: charNode, char: c, ignoreCase: p.ignoreCase}
}

// surrogate notes that half of a pair is named: the engine does not find pairs
// of them.
func (p *parser) surrogate(c rune) {
	if !p.unicode && (c > 0xFFFF || utf16.IsSurrogate(c)) {
		p.special = "surrogates"
	}
}

func (p *parser) group(depth int) (n *node, quantifiable bool) {
	p.at++
	n = &node{kind: groupNode}
	quantifiable = true
	ignoreCase, multiline, dotAll := p.ignoreCase, p.multiline, p.dotAll
	switch {
	case p.eat("?:"):
	case p.eat("?="):
		n.kind, quantifiable = lookNode, !p.unicode
	case p.eat("?!"):
		n.kind, n.negated, quantifiable = lookNode, true, !p.unicode
	case p.eat("?<="):
		n.kind, n.behind, quantifiable = lookNode, true, false
	case p.eat("?<!"):
		n.kind, n.behind, n.negated, quantifiable = lookNode, true, true, false
	case p.eat("?<"):
		p.groups++
		n.group = p.groups
		p.addName(p.groupName("Invalid capture group name"), n.group)
	case p.eat("?"):
		p.modifiers()
	default:
		p.groups++
		n.group = p.groups
	}
	n.first = p.groups + 1
	n.children = []*node{p.disjunction(depth + 1)}
	n.last = p.groups + 1
	p.ignoreCase, p.multiline, p.dotAll = ignoreCase, multiline, dotAll
	if p.peek(0) != ')' {
		p.fail("Unterminated group")
	}
	p.at++
	return n, quantifiable
}

// modifiers reads ims-ims: behind (?
func (p *parser) modifiers() {
	seen := map[rune]bool{}
	value := true
	for {
		c := p.peek(0)
		p.at++
		switch c {
		case 'i', 'm', 's':
			if seen[c] {
				p.fail("Repeated flag in flag group")
			}
			seen[c] = true
			switch c {
			case 'i':
				p.ignoreCase = value
			case 'm':
				p.multiline = value
			case 's':
				p.dotAll = value
			}
		case '-':
			if !value {
				p.fail("Multiple dashes in flag group")
			}
			value = false
		case ':':
			if len(seen) == 0 {
				p.fail("Invalid flag group")
			}
			p.special = "modifiers"
			return
		case -1:
			p.fail("Invalid group")
		default:
			if len(seen) == 0 && value {
				p.fail("Invalid group")
			}
			p.fail("Invalid flag group")
		}
	}
}

func (p *parser) groupName(message string) string {
	var name []rune
	for {
		c := p.peek(0)
		p.at++
		if c == '\\' {
			if p.peek(0) != 'u' {
				p.fail("Invalid Unicode escape")
			}
			p.at++
			var ok bool
			if c, ok = p.unicodeEscape(true); !ok {
				p.fail("Invalid Unicode escape")
			}
		} else if c == '>' {
			if len(name) == 0 {
				p.fail(message)
			}
			return string(name)
		}
		start := c == '$' || c == '_' || unicode.IsLetter(c) || unicode.Is(unicode.Other_ID_Start, c) || unicode.Is(unicode.Nl, c)
		if !start && (len(name) == 0 || !unicode.In(c, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue) && c != 0x200C && c != 0x200D) {
			p.fail(message)
		}
		name = append(name, c)
	}
}

// addName names a group. Two may have one name if they are in different
// alternatives.
func (p *parser) addName(name string, group int) {
	n := groupName{name, group, slices.Clone(p.path)}
	for _, other := range p.names {
		if other.name != name {
			continue
		}
		exclusive := false
		for i := 0; i < min(len(n.path), len(other.path)); i += 2 {
			if n.path[i] != other.path[i] {
				break
			}
			if n.path[i+1] != other.path[i+1] {
				exclusive = true
				break
			}
		}
		if !exclusive {
			p.fail("Duplicate capture group name")
		}
		p.special = "groups with one name"
	}
	p.names = append(p.names, n)
}

func (p *parser) resolveNames() {
	for _, r := range p.references {
		for _, n := range p.names {
			if n.name == r.name {
				r.groups = append(r.groups, n.group)
			}
		}
		if r.groups == nil {
			p.fail("Invalid named capture referenced")
		}
	}
}

// escape reads what begins with a backslash, outside of a class.
func (p *parser) escape() (n *node, quantifiable bool) {
	c := p.peek(1)
	switch {
	case c == -1:
		p.fail("\\ at end of pattern")
	case c == 'b' || c == 'B':
		p.at += 2
		return &node{kind: assertionNode, assertion: c, ignoreCase: p.ignoreCase}, false
	case c >= '1' && c <= '9':
		start := p.at
		p.at++
		if number, _ := p.number(); number <= p.total {
			return &node{kind: referenceNode, groups: []int{number}, ignoreCase: p.ignoreCase}, true
		}
		if p.unicode {
			p.fail("Invalid escape")
		}
		p.at = start
		if c >= '8' {
			p.at += 2
			return p.charNode(c), true
		}
	case c == 'k' && (p.unicode || p.named):
		p.at += 2
		if p.peek(0) != '<' {
			p.fail("Invalid named reference")
		}
		p.at++
		n := &node{kind: referenceNode, name: p.groupName("Invalid named reference"), ignoreCase: p.ignoreCase}
		p.references = append(p.references, n)
		return n, true
	}
	p.at++
	if s, strings := p.classEscape(); s != nil {
		if strings != nil {
			return p.stringsNode(s, strings), true
		}
		return &node{kind: setNode, set: s, ignoreCase: p.ignoreCase}, true
	}
	return p.charNode(p.characterEscape(false)), true
}

// classEscape reads d D s S w W p P behind a backslash, or nothing.
func (p *parser) classEscape() (s *set, strings [][]rune) {
	c := p.peek(0)
	switch c {
	case 'd', 'D':
		s = &set{ranges: []rune{'0', '9'}}
	case 's', 'S':
		s = &set{}
		s.addRunes('\t', '\n', '\v', '\f', '\r', ' ', 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF)
		s.addRange(0x2000, 0x200A)
	case 'w', 'W':
		s = wordSet(p.unicode && p.ignoreCase)
	case 'p', 'P':
		if !p.unicode {
			return nil, nil
		}
		p.at++
		s = p.property(c == 'P')
		return s, nil
	default:
		return nil, nil
	}
	p.at++
	if c < 'a' {
		s = s.inverted()
	}
	return s, nil
}

func wordSet(folded bool) *set {
	s := &set{ranges: []rune{'0', '9', 'A', 'Z', '_', '_', 'a', 'z'}}
	if folded {
		s.addRunes(0x17F, 0x212A)
	}
	return s
}

// characterEscape reads the escape of one character, behind the backslash.
func (p *parser) characterEscape(inClass bool) rune {
	c := p.peek(0)
	p.at++
	switch c {
	case -1:
		p.fail("\\ at end of pattern")
	case 't':
		return '\t'
	case 'n':
		return '\n'
	case 'v':
		return '\v'
	case 'f':
		return '\f'
	case 'r':
		return '\r'
	case 'c':
		letter := p.peek(0)
		if letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z' || inClass && !p.unicode && (letter >= '0' && letter <= '9' || letter == '_') {
			p.at++
			return letter & 31
		}
		if p.unicode {
			p.fail("Invalid Unicode escape")
		}
		p.at--
		p.special = "a backslash before c"
		return '\\'
	case '0':
		if next := p.peek(0); p.unicode && next >= '0' && next <= '9' {
			if inClass {
				p.fail("Invalid class escape")
			}
			p.fail("Invalid decimal escape")
		}
		if !p.unicode {
			p.at--
			return p.octal()
		}
		return 0
	case '1', '2', '3', '4', '5', '6', '7':
		if p.unicode {
			p.fail("Invalid class escape")
		}
		p.at--
		return p.octal()
	case 'x':
		if value, ok := p.hex(2); ok {
			return value
		}
		if p.unicode {
			p.fail("Invalid escape")
		}
		return 'x'
	case 'u':
		if value, ok := p.unicodeEscape(p.unicode); ok {
			return value
		}
		if p.unicode {
			p.fail("Invalid Unicode escape")
		}
		return 'u'
	}
	if p.unicode && !slices.Contains([]rune("^$\\.*+?()[]{}|/"), c) && (!inClass || c != '-') {
		p.fail("Invalid escape")
	}
	if c == 'k' && p.named {
		p.fail("Invalid named reference")
	}
	return c
}

// octal is a legacy octal escape.
func (p *parser) octal() (value rune) {
	for i := 0; i < 3; i++ {
		c := p.peek(0)
		if c < '0' || c > '7' || value*8+c-'0' > 0o377 {
			break
		}
		value = value*8 + c - '0'
		p.at++
	}
	return value
}

func (p *parser) hex(digits int) (value rune, ok bool) {
	for i := range digits {
		d := hexDigit(p.peek(i))
		if d < 0 {
			return 0, false
		}
		value = value*16 + d
	}
	p.at += digits
	return value, true
}

func hexDigit(c rune) rune {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return -1
}

// unicodeEscape reads an escape behind \u.
func (p *parser) unicodeEscape(full bool) (value rune, ok bool) {
	if full && p.peek(0) == '{' {
		i := 1
		for ; hexDigit(p.peek(i)) >= 0; i++ {
			if value = value*16 + hexDigit(p.peek(i)); value > unicode.MaxRune {
				return 0, false
			}
		}
		if i == 1 || p.peek(i) != '}' {
			return 0, false
		}
		p.at += i + 1
		return value, true
	}
	if value, ok = p.hex(4); !ok || !full || value&^0x3FF != 0xD800 || p.peek(0) != '\\' || p.peek(1) != 'u' {
		return value, ok
	}
	start := p.at
	p.at += 2
	if low, ok := p.hex(4); ok && low&^0x3FF == 0xDC00 {
		return utf16.DecodeRune(value, low), true
	}
	p.at = start
	return value, true
}

// class reads a class of the flags other than v, behind its bracket.
func (p *parser) class() *set {
	s := &set{}
	negated := p.eat("^")
	for {
		if !p.more() {
			p.fail("Unterminated character class")
		}
		if p.eat("]") {
			break
		}
		from, low := p.classAtom()
		if p.peek(0) != '-' || p.peek(1) == ']' || p.peek(1) == -1 {
			p.surrogate(low)
			s.addSet(from, low)
			continue
		}
		p.at++
		to, high := p.classAtom()
		if from != nil || to != nil {
			if p.unicode {
				p.fail("Invalid character class")
			}
			s.addSet(from, low)
			s.addRunes('-')
			s.addSet(to, high)
			continue
		}
		if low > high {
			p.fail("Range out of order in character class")
		}
		p.surrogate(low)
		p.surrogate(high)
		s.addRange(low, high)
	}
	s.normalize()
	if p.ignoreCase && !s.ascii() {
		p.special = "case-insensitive characters beyond ASCII"
	}
	s.negated = negated
	return s
}

// classAtom gives a set, or a character.
func (p *parser) classAtom() (*set, rune) {
	c := p.peek(0)
	p.at++
	if c == -1 {
		p.fail("Unterminated character class")
	}
	if c != '\\' {
		if c > 0xFFFF && !p.unicode {
			high, low := utf16.EncodeRune(c)
			p.text = slices.Insert(p.text, p.at, low)
			return nil, high
		}
		return nil, c
	}
	if s, _ := p.classEscape(); s != nil {
		return s, 0
	}
	switch {
	case p.eat("b"):
		return nil, '\b'
	case p.peek(0) == '-' && p.unicode:
		p.at++
		return nil, '-'
	}
	return nil, p.characterEscape(true)
}
