package script

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind is what a token is, as far as anybody here needs to know.
type tokenKind uint8

const (
	endToken tokenKind = iota
	wordToken
	punctuatorToken
	stringToken // with its quotes
	numberToken
	regexpToken
	templateToken // up to and including a ${ or the final `
)

type token struct {
	kind       tokenKind
	start, end int
	newline    bool // before it
}

// scanner finds the tokens of a script, without a grammar: whether a slash
// begins a regular expression is told from what stands before it, in the manner
// of es-module-lexer.
type scanner struct {
	text string
	at   int
	// htmlComments are where Annex B.1.1 has a comment: <!-- and, at the start
	// of a line, -->. With module they are not looked for.
	htmlComments []int
	module       bool

	open       []bracket
	last       token
	lastText   string
	beforeLast string  // the text of the token before the last
	closed     bracket // what the last closing bracket closes
	classAt    int     // how many brackets are open where the body of a class is awaited, or -1
}

type bracket struct {
	char    byte // ( [ { or ` for a ${
	control bool // the parentheses of if, while, for or with
	block   bool // braces that are no expression
	class   bool // the body of a class
	call    bool // the arguments of a call
}

func newScanner(text string, module bool) *scanner {
	s := &scanner{text: text, module: module, classAt: -1}
	if strings.HasPrefix(text, "#!") {
		s.at = len(text) - len(strings.TrimLeftFunc(text, func(r rune) bool { return !isLineEnd(r) }))
	}
	return s
}

func (s *scanner) of(t token) string { return s.text[t.start:t.end] }

// next gives the next token.
func (s *scanner) next() token {
	t := s.scan()
	s.beforeLast = s.lastText
	s.last, s.lastText = t, s.of(t)
	return t
}

// peek gives the token behind the last one.
func (s *scanner) peek() token {
	ahead := *s
	ahead.open = slices.Clone(s.open)
	ahead.htmlComments = nil
	return ahead.scan()
}

func isLineEnd(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' }

// space skips white space and comments and reports whether a line ended.
func (s *scanner) space(atStart bool) (newline bool) {
	newline = atStart
	for s.at < len(s.text) {
		rest := s.text[s.at:]
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case isLineEnd(r):
			newline = true
			s.at += size
		case r == ' ' || r == '\t' || r == '\v' || r == '\f' || r == '\uFEFF' || r >= utf8.RuneSelf && unicode.IsSpace(r):
			s.at += size
		case strings.HasPrefix(rest, "//"):
			s.line()
		case strings.HasPrefix(rest, "/*"):
			end := strings.Index(rest[2:], "*/")
			if end < 0 {
				s.at = len(s.text)
				return newline
			}
			newline = newline || strings.ContainsFunc(rest[:end+2], isLineEnd)
			s.at += end + 4
		case !s.module && strings.HasPrefix(rest, "<!--"), !s.module && newline && strings.HasPrefix(rest, "-->"):
			s.htmlComments = append(s.htmlComments, s.at)
			s.line()
		default:
			return newline
		}
	}
	return newline
}

// line goes to the end of the line.
func (s *scanner) line() {
	if i := strings.IndexFunc(s.text[s.at:], isLineEnd); i >= 0 {
		s.at += i
	} else {
		s.at = len(s.text)
	}
}

func (s *scanner) scan() token {
	t := token{start: s.at}
	t.newline = s.space(s.at == 0)
	t.start = s.at
	if s.at == len(s.text) {
		t.end = s.at
		return t
	}
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	switch {
	case r == '"' || r == '\'':
		t.kind = stringToken
		s.quoted(byte(r))
	case r == '`':
		t.kind = templateToken
		s.at++
		s.template()
	case r >= '0' && r <= '9' || r == '.' && s.at+1 < len(s.text) && isDigit(s.text[s.at+1]):
		t.kind = numberToken
		s.number()
	case isWordStart(r) || r == '#':
		t.kind = wordToken
		s.at += size
		s.word()
		if s.text[t.start:s.at] == "class" && s.lastText != "." && s.lastText != "?." {
			s.classAt = len(s.open)
		}
	case r == '/' && s.regexpAllowed():
		t.kind = regexpToken
		s.regexp()
	case r == '}' && len(s.open) > 0 && s.open[len(s.open)-1].char == '`':
		t.kind = templateToken
		s.open = s.open[:len(s.open)-1]
		s.at++
		s.template()
	default:
		t.kind = punctuatorToken
		s.punctuator(r, size)
	}
	t.end = s.at
	return t
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isWordStart(r rune) bool {
	return r == '$' || r == '_' || r == '\\' || r < utf8.RuneSelf && unicode.IsLetter(r) || r >= utf8.RuneSelf && !unicode.IsSpace(r)
}

func (s *scanner) word() {
	for s.at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		switch {
		case r == '{' && s.text[s.at-1] == 'u' && s.at > 1 && s.text[s.at-2] == '\\': // \u{...}
			if end := strings.IndexByte(s.text[s.at:], '}'); end > 0 {
				size = end + 1
			}
		case !isWordStart(r) && !unicode.IsDigit(r) && r != '\u200c' && r != '\u200d' || isLineEnd(r):
			return
		}
		s.at += size
	}
}

func (s *scanner) number() {
	start := s.at
	for ; s.at < len(s.text); s.at++ {
		c := s.text[s.at]
		before := s.text[max(start, s.at-1)]
		sign := (c == '+' || c == '-') && (before == 'e' || before == 'E') && !strings.ContainsAny(s.text[start:s.at], "xX")
		if !isDigit(c) && c != '.' && c != '_' && !unicode.IsLetter(rune(c)) && !sign {
			return
		}
	}
}

func (s *scanner) quoted(quote byte) {
	for s.at++; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '\\':
			s.at++
		case quote:
			s.at++
			return
		case '\n', '\r': // unterminated
			return
		}
	}
	s.at = min(s.at, len(s.text))
}

// template goes on behind a ` or the } of a substitution.
func (s *scanner) template() {
	for ; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '\\':
			s.at++
		case '`':
			s.at++
			return
		case '$':
			if strings.HasPrefix(s.text[s.at:], "${") {
				s.at += 2
				s.open = append(s.open, bracket{char: '`'})
				return
			}
		}
	}
	s.at = min(s.at, len(s.text))
}

func (s *scanner) regexp() {
	inClass := false
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '\\':
			s.at++
		case c == '[':
			inClass = true
		case c == ']':
			inClass = false
		case c == '\n' || c == '\r':
			return
		case c == '/' && !inClass:
			s.at++
			s.word()
			return
		}
	}
	s.at = min(s.at, len(s.text))
}

func (s *scanner) punctuator(r rune, size int) {
	switch r {
	case '(', '[', '{':
		s.open = append(s.open, s.bracketFor(byte(r)))
	case ')', ']', '}':
		s.closed = bracket{}
		if n := len(s.open); n > 0 {
			s.closed = s.open[n-1]
			s.open = s.open[:n-1]
		}
	case '+', '-', '=':
		// ++ and -- end an operand or begin one; => is told from > by its text.
		if rest := s.text[s.at:]; len(rest) > 1 && (rest[1] == byte(r) && r != '=' || r == '=' && rest[1] == '>') {
			size = 2
		}
	case '?':
		if strings.HasPrefix(s.text[s.at:], "?.") {
			size = 2
		}
	case '.':
		if strings.HasPrefix(s.text[s.at:], "...") {
			size = 3
		}
	}
	s.at += size
}

// bracketFor tells what an opening bracket is from the token before it.
func (s *scanner) bracketFor(c byte) bracket {
	b := bracket{char: c}
	switch c {
	case '(':
		b.call = s.operandEnd() && !isReserved(s.lastText) && s.beforeLast != "function"
		b.control = s.last.kind == wordToken && (s.lastText == "if" || s.lastText == "while" || s.lastText == "for" || s.lastText == "with")
	case '{':
		if s.classAt == len(s.open) {
			b.class = true
			s.classAt = -1
		}
		switch s.last.kind {
		case endToken:
			b.block = true
		case punctuatorToken:
			// `) {` is the body of a function or of a statement. A function
			// expression that is divided is not worth the grammar.
			b.block = s.lastText == ")" || s.lastText == ";" || s.lastText == "{" || s.lastText == "}" || s.lastText == "=>" || s.lastText == ":" && s.inBlock()
		case wordToken:
			b.block = s.lastText == "else" || s.lastText == "do" || s.lastText == "try" || s.lastText == "finally" || s.lastText == "catch" ||
				s.lastText == "static" || !isOperatorWord(s.lastText)
		case stringToken:
			b.block = true // behind a directive
		}
	}
	return b
}

func (s *scanner) inBlock() bool {
	return len(s.open) == 0 || s.open[len(s.open)-1].block
}

// isOperatorWord tells the words behind which an expression comes.
func isOperatorWord(word string) bool {
	switch word {
	case "return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "yield", "await", "extends", "default":
		return true
	}
	return false
}

func (s *scanner) regexpAllowed() bool {
	switch s.last.kind {
	case endToken:
		return true
	case wordToken:
		return isOperatorWord(s.lastText) || s.lastText == "else" || s.lastText == "do"
	case punctuatorToken:
		switch s.lastText {
		case ")":
			return s.closed.control
		case "]":
			return false
		case "}":
			return s.closed.block
		case "++", "--":
			return false
		}
		return true
	case templateToken:
		return !strings.HasSuffix(s.lastText, "`")
	}
	return false
}
