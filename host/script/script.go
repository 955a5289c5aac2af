// Package script reads scripts: from bytes in a file to a program that a page
// can run, or to one clear sentence about why not.
package script

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
	"golang.org/x/text/encoding/unicode"
)

// Load reads and compiles a classic script. Its errors are fit to be shown to
// the user: they name the file, and for a syntax error the line, the column
// and the text there.
func Load(path string) (*goja.Program, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		var fault *os.PathError
		if errors.As(err, &fault) {
			err = fault.Err
		}
		return nil, fmt.Errorf("cannot read the script %s: %w", path, err)
	}
	return Read(path, data)
}

// Read is [Load] for a script that was read already; name is what errors and
// stacks will call it.
func Read(name string, data []byte) (*goja.Program, error) {
	text, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("%s is not a script: %w", name, err)
	}
	return Compile(name, text)
}

// Compile compiles the text of a classic script, whose name errors and stacks
// will give.
func Compile(name, text string) (*goja.Program, error) {
	if nesting(text) > maxNesting {
		return nil, fmt.Errorf("%s is refused: its brackets are nested more than %d deep", name, maxNesting)
	}
	tree, err := parser.ParseFile(nil, name, text, 0, parser.WithDisableSourceMaps)
	if err == nil {
		lower(tree, text)
		var program *goja.Program
		if program, err = goja.CompileAST(tree, false); err == nil {
			return program, nil
		}
	}
	return nil, newSyntaxError(name, text, err)
}

// maxNesting is where brackets stop to be a program: V8 gives up far earlier.
// The engine's parser is recursive, and a stack overflow would end the host.
const maxNesting = 20_000

// nesting is how deep brackets are nested at most. It does not know strings and
// comments, whose brackets mostly come in pairs too.
func nesting(text string) int {
	depth, deepest := 0, 0
	for i := range len(text) {
		switch text[i] {
		case '(', '[', '{':
			depth++
			deepest = max(deepest, depth)
		case ')', ']', '}':
			depth = max(depth-1, 0)
		}
	}
	return deepest
}

// decode gives the text of a script as a page reads it: UTF-8, with U+FFFD for
// what is not, or UTF-16 if a byte order mark says so. What has NUL characters
// is no text at all.
func decode(data []byte) (string, error) {
	var text string
	switch {
	case len(data) >= 2 && data[0] == 0xFF && data[1] == 0xFE:
		text = decodeUTF16(data[2:], 0, 1)
	case len(data) >= 2 && data[0] == 0xFE && data[1] == 0xFF:
		text = decodeUTF16(data[2:], 1, 0)
	default:
		text = strings.TrimPrefix(string(data), "\uFEFF")
	}
	if at := strings.IndexByte(text, 0); at >= 0 {
		return "", fmt.Errorf("there is a NUL at offset %d, it looks like binary data", at)
	}
	return unicode.UTF8.NewDecoder().String(text)
}

func decodeUTF16(data []byte, low, high int) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = uint16(data[2*i+low]) | uint16(data[2*i+high])<<8
	}
	return string(utf16.Decode(units))
}

// SyntaxError is a script that cannot be compiled.
type SyntaxError struct {
	Name    string
	Line    int // from 1
	Column  int // from 1, in characters
	Message string
	Source  string // the line, without its end
}

// newSyntaxError finds the place of the first of the engine's errors.
func newSyntaxError(name, text string, err error) error {
	e := &SyntaxError{Name: name, Line: 1, Column: 1, Message: err.Error()}
	var list parser.ErrorList
	var compile *goja.CompilerSyntaxError
	switch {
	case errors.As(err, &list) && len(list) > 0:
		e.at(list[0].Position, list[0].Message)
	case errors.As(err, &compile):
		e.Message = compile.Message
		if compile.File != nil {
			e.at(compile.File.Position(compile.Offset), compile.Message)
		}
	}
	e.Message = strings.TrimPrefix(e.Message, "SyntaxError: ")
	if lines := strings.Split(lineEnds.Replace(text), "\n"); e.Line <= len(lines) {
		e.Source = lines[e.Line-1]
		// The engine counts bytes.
		e.Column = utf8.RuneCountInString(e.Source[:min(e.Column-1, len(e.Source))]) + 1
	}
	return e
}

// lineEnds makes one of all that ends a line in JavaScript.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

func (e *SyntaxError) at(p file.Position, message string) {
	e.Line, e.Column, e.Message = max(p.Line, 1), max(p.Column, 1), message
}

// maxSource is how much of a line is shown: more helps nobody.
const maxSource = 100

// Error is the place and the message, then the line with a caret below.
func (e *SyntaxError) Error() string {
	head := fmt.Sprintf("%s:%d:%d: SyntaxError: %s", e.Name, e.Line, e.Column, e.Message)
	if e.Source == "" {
		return head
	}
	source, column := []rune(e.Source), min(e.Column-1, utf8.RuneCountInString(e.Source))
	if column > maxSource/2 && len(source) > maxSource {
		cut := min(column-maxSource/2, len(source)-maxSource)
		source, column = source[cut:], column-cut
	}
	source = source[:min(len(source), maxSource)]
	// Tabs stay tabs, so that the caret stands where the terminal puts the text.
	indent := strings.Map(func(c rune) rune {
		if c == '\t' {
			return c
		}
		return ' '
	}, string(source[:min(column, len(source))]))
	return head + "\n    " + string(source) + "\n    " + indent + "^"
}
