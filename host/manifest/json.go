package manifest

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"
)

// maxDepth is the nesting at which Chrome's reader gives up.
const maxDepth = 200

// SyntaxError is what is wrong with a JSON text, in the words and with the position that Chrome reports.
// Columns count bytes, and a byte order mark at the start does not count.
type SyntaxError struct {
	Reason       string
	Line, Column int
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s at line %d column %d", e.Reason, e.Line, e.Column)
}

// parseJSON reads a JSON text in the dialect that Chrome accepts for extension files: RFC 8259 plus a leading byte order mark,
// comments, line breaks inside strings and \xHH escapes. Of members with the same name the last one counts.
//
// The result consists of nil, bool, int (what fits 32 bits and is written without fraction and exponent), float64, string,
// []any and map[string]any; Chrome tells integer and double apart, and so do its refusals.
func parseJSON(text []byte) (any, error) {
	r := &jsonReader{text: bytes.TrimPrefix(text, []byte("\ufeff"))}
	value, err := r.value()
	if err != nil {
		return nil, err
	}
	if err := r.blank(); err != nil {
		return nil, err
	}
	if r.pos < len(r.text) {
		return nil, r.failAhead("trailing characters")
	}
	return value, nil
}

type jsonReader struct {
	text  []byte
	pos   int
	depth int
}

// fail reports a fault in what was read last.
func (r *jsonReader) fail(reason string) error {
	read := r.text[:r.pos]
	return &SyntaxError{
		Reason: reason,
		Line:   1 + bytes.Count(read, []byte("\n")),
		Column: r.pos - (bytes.LastIndexByte(read, '\n') + 1),
	}
}

// failAhead reports a fault in the byte that comes next; at the end of the text, in the last one.
func (r *jsonReader) failAhead(reason string) error {
	at := *r
	at.pos = min(r.pos+1, len(r.text))
	return at.fail(reason)
}

// next consumes one byte; it is 0 with ok false at the end of the text.
func (r *jsonReader) next() (c byte, ok bool) {
	if r.pos == len(r.text) {
		return 0, false
	}
	r.pos++
	return r.text[r.pos-1], true
}

// peek is the next byte, or 0 at the end of the text. A NUL in the text looks the same, and is an error wherever peek is used.
func (r *jsonReader) peek() byte {
	if r.pos == len(r.text) {
		return 0
	}
	return r.text[r.pos]
}

func (r *jsonReader) atEnd() bool { return r.pos == len(r.text) }

// blank skips white space and comments.
func (r *jsonReader) blank() error {
	for !r.atEnd() {
		switch r.text[r.pos] {
		case ' ', '\t', '\n', '\r':
			r.pos++
		case '/':
			r.pos++
			if err := r.comment(); err != nil {
				return err
			}
		default:
			return nil
		}
	}
	return nil
}

// comment skips the rest of a comment whose first slash has been read.
func (r *jsonReader) comment() error {
	rest := r.text[r.pos:]
	var end int
	switch r.peek() {
	case '/':
		end = bytes.IndexByte(rest, '\n')
		if end < 0 {
			end = len(rest)
		}
	case '*':
		// The star that opens the comment may also close it: Chrome takes /*/ for a whole comment.
		end = bytes.Index(rest, []byte("*/"))
		if end < 0 {
			r.pos = len(r.text)
			return r.fail("EOF while parsing a block comment")
		}
		end += len("*/")
	default:
		return r.failAhead("expected `/` or `*` after `/`")
	}
	r.pos += end
	return nil
}

func (r *jsonReader) value() (any, error) {
	if err := r.blank(); err != nil {
		return nil, err
	}
	if r.atEnd() {
		return nil, r.failAhead("EOF while parsing a value")
	}
	switch c := r.peek(); {
	case c == 'n':
		return nil, r.ident("null")
	case c == 't':
		return true, r.ident("true")
	case c == 'f':
		return false, r.ident("false")
	case c == '-' || isDigit(c):
		return r.number()
	case c == '"':
		r.pos++
		return r.string()
	case c == '[':
		return r.list()
	case c == '{':
		return r.dictionary()
	default:
		return nil, r.failAhead("expected value")
	}
}

func (r *jsonReader) ident(word string) error {
	for i := range len(word) {
		c, ok := r.next()
		if !ok {
			return r.fail("EOF while parsing a value")
		}
		if c != word[i] {
			return r.fail("expected ident")
		}
	}
	return nil
}

func (r *jsonReader) number() (any, error) {
	start, integer := r.pos, true
	if r.peek() == '-' {
		r.pos++
	}
	switch c, ok := r.next(); {
	case !ok:
		return nil, r.fail("EOF while parsing a value")
	case c == '0':
		if isDigit(r.peek()) {
			return nil, r.failAhead("invalid number")
		}
	case isDigit(c):
		r.digits()
	default:
		return nil, r.fail("invalid number")
	}
	if r.peek() == '.' {
		r.pos++
		integer = false
		if r.atEnd() {
			return nil, r.fail("EOF while parsing a value")
		}
		if !isDigit(r.peek()) {
			return nil, r.failAhead("invalid number")
		}
		r.digits()
	}
	if c := r.peek(); c == 'e' || c == 'E' {
		r.pos++
		integer = false
		if c := r.peek(); c == '+' || c == '-' {
			r.pos++
		}
		if c, ok := r.next(); !ok {
			return nil, r.fail("EOF while parsing a value")
		} else if !isDigit(c) {
			return nil, r.fail("invalid number")
		}
		r.digits()
	}
	text := string(r.text[start:r.pos])
	if integer && text != "-0" {
		if n, err := strconv.ParseInt(text, 10, 32); err == nil {
			return int(n), nil
		}
	}
	f, _ := strconv.ParseFloat(text, 64) // the syntax is checked, and a number out of range comes back as an infinity
	if math.IsInf(f, 0) {
		return nil, r.fail("number out of range")
	}
	return f, nil
}

func (r *jsonReader) digits() {
	for isDigit(r.peek()) {
		r.pos++
	}
}

// string reads the rest of a string whose opening quote has been read.
func (r *jsonReader) string() (string, error) {
	var text []byte
	for {
		c, ok := r.next()
		switch {
		case !ok:
			return "", r.fail("EOF while parsing a string")
		case c == '"':
			if !utf8.Valid(text) {
				return "", r.fail("invalid unicode code point")
			}
			return string(text), nil
		case c == '\\':
			char, err := r.escape()
			if err != nil {
				return "", err
			}
			text = utf8.AppendRune(text, char)
		case c < ' ' && c != '\n' && c != '\r':
			return "", r.fail(`control character (\u0000-\u001F) found while parsing a string`)
		default:
			text = append(text, c)
		}
	}
}

// escape reads the rest of an escape sequence whose backslash has been read.
func (r *jsonReader) escape() (rune, error) {
	c, ok := r.next()
	if !ok {
		return 0, r.fail("EOF while parsing a string")
	}
	switch c {
	case '"', '\\', '/':
		return rune(c), nil
	case 'b':
		return '\b', nil
	case 'f':
		return '\f', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 't':
		return '\t', nil
	case 'x':
		return r.hex(2)
	case 'u':
		return r.utf16()
	}
	return 0, r.fail("invalid escape")
}

// utf16 reads the digits after \u, and the second half of a surrogate pair.
func (r *jsonReader) utf16() (rune, error) {
	const high, low, end = 0xD800, 0xDC00, 0xE000
	first, err := r.hex(4)
	if err != nil || first < high || first >= end {
		return first, err
	}
	if first >= low {
		return 0, r.fail("lone leading surrogate in hex escape")
	}
	for _, want := range []byte(`\u`) {
		if c, ok := r.next(); !ok {
			return 0, r.fail("EOF while parsing a string")
		} else if c != want {
			return 0, r.fail("unexpected end of hex escape")
		}
	}
	second, err := r.hex(4)
	if err != nil {
		return 0, err
	}
	if second < low || second >= end {
		return 0, r.fail("lone leading surrogate in hex escape")
	}
	return 0x10000 + (first-high)<<10 + (second - low), nil
}

func (r *jsonReader) hex(digits int) (rune, error) {
	if len(r.text)-r.pos < digits {
		r.pos = len(r.text)
		return 0, r.fail("EOF while parsing a string")
	}
	text := string(r.text[r.pos : r.pos+digits])
	r.pos += digits
	n, err := strconv.ParseUint(text, 16, 16)
	if err != nil {
		return 0, r.fail("invalid escape")
	}
	return rune(n), nil
}

func (r *jsonReader) list() ([]any, error) {
	r.pos++
	if r.depth++; r.depth == maxDepth {
		return nil, r.tooDeep(']')
	}
	list := []any{}
	for {
		switch c, err := r.ahead("a list"); {
		case err != nil:
			return nil, err
		case c == ']' && len(list) > 0:
			return nil, r.failAhead("trailing comma")
		case c == ']':
			r.pos++
			r.depth--
			return list, nil
		}
		value, err := r.value()
		if err != nil {
			return nil, err
		}
		list = append(list, value)
		switch c, err := r.ahead("a list"); {
		case err != nil:
			return nil, err
		case c == ']':
			r.pos++
			r.depth--
			return list, nil
		case c != ',':
			return nil, r.failAhead("expected `,` or `]`")
		}
		r.pos++
	}
}

func (r *jsonReader) dictionary() (map[string]any, error) {
	r.pos++
	if r.depth++; r.depth == maxDepth {
		return nil, r.tooDeep('}')
	}
	dictionary := map[string]any{}
	for first := true; ; first = false {
		switch c, err := r.ahead("an object"); {
		case err != nil:
			return nil, err
		case c == '}' && first:
			r.pos++
			r.depth--
			return dictionary, nil
		case c == '}':
			return nil, r.failAhead("trailing comma")
		case c != '"':
			return nil, r.failAhead("key must be a string")
		}
		r.pos++
		key, err := r.string()
		if err != nil {
			return nil, err
		}
		if c, err := r.ahead("an object"); err != nil {
			return nil, err
		} else if c != ':' {
			return nil, r.failAhead("expected `:`")
		}
		r.pos++
		if dictionary[key], err = r.value(); err != nil {
			return nil, err
		}
		switch c, err := r.ahead("an object"); {
		case err != nil:
			return nil, err
		case c == '}':
			r.pos++
			r.depth--
			return dictionary, nil
		case c != ',':
			return nil, r.failAhead("expected `,` or `}`")
		}
		r.pos++
	}
}

// ahead skips blanks and is the byte after them, which must be there.
func (r *jsonReader) ahead(in string) (byte, error) {
	if err := r.blank(); err != nil {
		return 0, err
	}
	if r.atEnd() {
		return 0, r.fail("EOF while parsing " + in)
	}
	return r.peek(), nil
}

// tooDeep reports a list or dictionary that is nested too deeply. Chrome looks for its end before it reports the position.
func (r *jsonReader) tooDeep(end byte) error {
	r.skipBlank()
	if end == ']' && r.peek() == ',' {
		r.pos++
		r.skipBlank()
	} else if r.peek() == end {
		r.pos++
	}
	return r.fail("recursion limit exceeded")
}

// skipBlank is blank where another error is reported anyway.
func (r *jsonReader) skipBlank() { _ = r.blank() }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// typeName is Chrome's name for the type of a JSON value.
func typeName(value any) string {
	switch value.(type) {
	case bool:
		return "boolean"
	case int:
		return "integer"
	case float64:
		return "double"
	case string:
		return "string"
	case []any:
		return "list"
	case map[string]any:
		return "dictionary"
	default:
		return "null"
	}
}
