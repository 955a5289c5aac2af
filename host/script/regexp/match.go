package regexp

import "unicode/utf16"

// matcher is one attempt. What it changes is written down on a stack, from
// which a failure takes it back.
type matcher struct {
	*Regexp
	input     []uint16
	captures  []int
	registers []int
	stack     []entry
	steps     int
	// interrupted is whether the search has been given up.
	interrupted bool
}

type entryKind uint8

const (
	branchEntry   entryKind = iota // go on at a, at the place b
	captureEntry                   // captures[a] was b
	registerEntry                  // registers[a] was b
	runEntry                       // a run that may be shorter: a is behind it, from b down (or up) to c
)

type entry struct {
	kind    entryKind
	a, b, c int
}

// checkEvery is after how many steps it is asked whether to go on.
const checkEvery = 1 << 16

func (m *matcher) full() bool { return m.Flags.Unicode || m.Flags.UnicodeSets }

// step reads the character at a place and gives the place behind it, or -1.
func (m *matcher) step(at int, backward bool) (c rune, next int) {
	if backward {
		if at == 0 {
			return 0, -1
		}
		u := m.input[at-1]
		if m.full() && isLow(u) && at > 1 && isHigh(m.input[at-2]) {
			return pair(m.input[at-2], u), at - 2
		}
		return rune(u), at - 1
	}
	if at >= len(m.input) {
		return 0, -1
	}
	u := m.input[at]
	if m.full() && isHigh(u) && at+1 < len(m.input) && isLow(m.input[at+1]) {
		return pair(u, m.input[at+1]), at + 2
	}
	return rune(u), at + 1
}

func (m *matcher) accepts(i *instruction, c rune) bool {
	if i.set != nil {
		return i.set.contains(c, i.ignoreCase, m.full())
	}
	return c == i.char || i.ignoreCase && sameCase(c, i.char, m.full())
}

func (m *matcher) push(kind entryKind, a, b int) {
	m.stack = append(m.stack, entry{kind: kind, a: a, b: b})
}

func (m *matcher) setCapture(n, value int) {
	if m.captures[n] != value {
		m.push(captureEntry, n, m.captures[n])
		m.captures[n] = value
	}
}

func (m *matcher) setRegister(n, value int) {
	if m.registers[n] != value {
		m.push(registerEntry, n, m.registers[n])
		m.registers[n] = value
	}
}

// run runs the program from pc at a place. When it fails, all is as before.
func (m *matcher) run(pc, at int) bool {
	base := len(m.stack)
	for {
		if m.steps++; m.steps >= checkEvery && m.Interrupted != nil {
			m.steps = 0
			m.interrupted = m.Interrupted()
		}
		if m.interrupted {
			return false
		}
		i := &m.program[pc]
		pc++
		ok := true
		switch i.op {
		case opMatch, opLookEnd:
			return true
		case opChar, opSet:
			c, next := m.step(at, i.backward)
			if ok = next >= 0 && m.accepts(i, c); ok {
				at = next
			}
		case opRun:
			pc, at, ok = m.greedy(i, pc, at)
		case opJump:
			pc = i.a
		case opSplit:
			m.push(branchEntry, i.b, at)
			pc = i.a
		case opSave:
			if i.a > 0 {
				m.setCapture(i.n, m.registers[i.a-1])
			} else {
				m.setCapture(i.n, at)
			}
		case opClear:
			for n := 2 * i.a; n < 2*i.b; n++ {
				m.setCapture(n, -1)
			}
		case opAssertion:
			ok = m.assertion(i, at)
		case opReference:
			at, ok = m.reference(i, at)
		case opLook:
			ok = m.look(i, pc, at)
			pc = i.b
		case opMark:
			m.setRegister(i.n, at)
		case opMoved:
			// A round that matched nothing ends the loop, but the rounds that
			// must be are made.
			ok = m.registers[i.n] != at || i.a >= 0 && m.registers[i.a] < i.min
		case opCount:
			m.setRegister(i.n, 0)
		case opAdd:
			m.setRegister(i.n, m.registers[i.n]+1)
		case opLoop:
			count := 0
			if i.n >= 0 {
				count = m.registers[i.n]
			}
			switch {
			case count < i.min:
				pc = i.a
			case count >= i.max:
				pc = i.b
			case i.lazy:
				m.push(branchEntry, i.a, at)
				pc = i.b
			default:
				m.push(branchEntry, i.b, at)
				pc = i.a
			}
		}
		if ok {
			continue
		}
		if pc, at, ok = m.fail(base); !ok {
			return false
		}
	}
}

// fail takes changes back to the last branch.
func (m *matcher) fail(base int) (pc, at int, ok bool) {
	for len(m.stack) > base {
		top := &m.stack[len(m.stack)-1]
		switch top.kind {
		case captureEntry:
			m.captures[top.a] = top.b
		case registerEntry:
			m.registers[top.a] = top.b
		case branchEntry:
			pc, at = top.a, top.b
			m.stack = m.stack[:len(m.stack)-1]
			return pc, at, true
		case runEntry:
			shorter := top.b > top.c
			_, at = m.step(top.b, shorter)
			pc, top.b = top.a, at
			if shorter == (at <= top.c) {
				m.stack = m.stack[:len(m.stack)-1]
			}
			return pc, at, true
		}
		m.stack = m.stack[:len(m.stack)-1]
	}
	return 0, 0, false
}

// greedy matches as many characters as it can, and remembers that it could be
// fewer.
func (m *matcher) greedy(i *instruction, pc, at int) (int, int, bool) {
	least := at
	n := 0
	for n < i.max {
		c, next := m.step(at, i.backward)
		if next < 0 || !m.accepts(i, c) {
			break
		}
		at = next
		if n++; n == i.min {
			least = at
		}
	}
	m.steps += n
	if n < i.min {
		return pc, at, false
	}
	if at != least {
		m.stack = append(m.stack, entry{kind: runEntry, a: pc, b: at, c: least})
	}
	return pc, at, true
}

// look runs a lookaround. Of one that holds the captures stay, and can be taken
// back, but it is not entered again.
func (m *matcher) look(i *instruction, pc, at int) bool {
	base := len(m.stack)
	matched := m.run(pc, at)
	if i.negated {
		if matched {
			for len(m.stack) > base {
				switch top := m.stack[len(m.stack)-1]; top.kind {
				case captureEntry:
					m.captures[top.a] = top.b
				case registerEntry:
					m.registers[top.a] = top.b
				}
				m.stack = m.stack[:len(m.stack)-1]
			}
		}
		return !matched
	}
	kept := m.stack[:base]
	for _, e := range m.stack[base:] {
		if e.kind == captureEntry || e.kind == registerEntry {
			kept = append(kept, e)
		}
	}
	m.stack = kept
	return matched
}

func (m *matcher) assertion(i *instruction, at int) bool {
	switch i.char {
	case '^':
		return at == 0 || i.multiline && isLineEnd(m.input[at-1])
	case '$':
		return at == len(m.input) || i.multiline && isLineEnd(m.input[at])
	}
	boundary := at > 0 && m.isWord(at-1, i.ignoreCase)
	if at < len(m.input) && m.isWord(at, i.ignoreCase) {
		boundary = !boundary
	}
	return boundary == (i.char == 'b')
}

func isLineEnd(u uint16) bool { return u == '\n' || u == '\r' || u == 0x2028 || u == 0x2029 }

func (m *matcher) isWord(at int, ignoreCase bool) bool {
	u := m.input[at]
	return u == '_' || u >= '0' && u <= '9' || u >= 'a' && u <= 'z' || u >= 'A' && u <= 'Z' || ignoreCase && m.full() && (u == 0x17F || u == 0x212A)
}

// reference matches what a group captured. Of groups with one name at most one
// takes part.
func (m *matcher) reference(i *instruction, at int) (int, bool) {
	start, end := -1, -1
	for _, group := range i.groups {
		if m.captures[2*group] >= 0 && m.captures[2*group+1] >= 0 {
			start, end = m.captures[2*group], m.captures[2*group+1]
		}
	}
	length := end - start
	if start < 0 {
		return at, true
	}
	from := at
	if i.backward {
		from = at - length
	}
	if from < 0 || from+length > len(m.input) {
		return at, false
	}
	for k := 0; k < length; k++ {
		a, b := rune(m.input[start+k]), rune(m.input[from+k])
		if m.full() && k+1 < length && utf16.IsSurrogate(a) {
			if x := pair(m.input[start+k], m.input[start+k+1]); x != 0xFFFD {
				a, b = x, pair(m.input[from+k], m.input[from+k+1])
				k++
			}
		}
		if a != b && (!i.ignoreCase || !sameCase(a, b, m.full())) {
			return at, false
		}
	}
	if i.backward {
		return from, true
	}
	return at + length, true
}
