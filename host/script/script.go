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
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
	"golang.org/x/text/encoding/unicode"

	"github.com/tcpsrv-host/tcpsrv-host/host/script/idiom"
)

// Options say how scripts are read. The zero value is right for a classic
// script.
type Options struct {
	// NoLower hands scripts to the engine as they are.
	NoLower bool
	// URL is the address of the script, from which its import() starts; empty
	// for its name.
	URL string
	// Warn, unless nil, hears of what cannot be made to work.
	Warn func(Problem)
	// Idioms makes loops over bytes run in Go. The realm that runs the script
	// must have what bindings/idiom installs.
	Idioms bool

	module bool
	strict bool // eval in strict mode
}

func (o *Options) url(name string) string {
	if o.URL != "" {
		return o.URL
	}
	return name
}

// Problem is a place in a script that the engine will not run as Chrome does.
type Problem struct {
	Name    string
	Line    int // from 1
	Column  int // from 1, in characters
	Message string
}

func (p Problem) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", p.Name, p.Line, p.Column, p.Message)
}

// Load reads and compiles a classic script. Its errors are fit to be shown to
// the user: they name the file, and for a syntax error the line, the column
// and the text there.
func Load(path string, o Options) (*goja.Program, error) {
	data, err := ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Read(path, data, o)
}

// ReadFile reads the file of a script. Its errors are fit to be shown to the
// user.
func ReadFile(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		var fault *os.PathError
		if errors.As(err, &fault) {
			err = fault.Err
		}
		return nil, fmt.Errorf("cannot read the script %s: %w", path, err)
	}
	return data, nil
}

// Read is [Load] for a script that was read already; name is what errors and
// stacks will call it.
func Read(name string, data []byte, o Options) (*goja.Program, error) {
	text, err := Decode(data)
	if err != nil {
		return nil, fmt.Errorf("%s is not a script: %w", name, err)
	}
	return Compile(name, text, o)
}

// Compile compiles the text of a classic script, whose name errors and stacks
// will give.
func Compile(name, text string, o Options) (*goja.Program, error) {
	s, err := prepare(newSource(name, text), &o)
	if err != nil {
		return nil, err
	}
	program, err := s.compile()
	if err != nil && o.Idioms {
		// What is told must be about the script as it is.
		o.Idioms, o.Warn = false, nil
		return Compile(name, text, o)
	}
	return program, err
}

// EvalText gives the text that the engine is to evaluate in place of one that
// is an argument of eval; empty for that itself. strict is whether the call is
// in strict mode.
func EvalText(name, text string, strict bool, o Options) (string, error) {
	o.strict = strict
	p, err := prepare(newSource(name, text), &o)
	if err != nil || !p.changed() {
		return "", err
	}
	return p.text, nil
}

// prepared is a text that the engine takes.
type prepared struct {
	*source
	tree    *ast.Program
	options *Options
	lowered bool
}

// prepare makes the engine take a text, in the order of what it costs: as it is;
// with what V8's scanner alone knows taken out; written anew by esbuild. Then
// come the edits that make the engine do what the language says.
func prepare(s *source, o *Options) (*prepared, error) {
	if err := s.tooLarge(); err != nil {
		return nil, err
	}
	if o.NoLower {
		tree, err := s.parse()
		if err != nil {
			return nil, s.syntaxError(err)
		}
		return &prepared{s, tree, o, false}, nil
	}
	if strings.Contains(s.text, "<!--") { // also an expression
		s = s.apply(classicFixes(s, o))
	}
	tree, err := s.parse()
	if err == nil {
		return (&prepared{s, tree, o, false}).edit()
	}
	original := s
	s = s.apply(classicFixes(s, o))
	if tree, fault := s.parse(); fault == nil {
		return (&prepared{s, tree, o, false}).edit()
	}
	if p := s.lowered(o); p != nil {
		return p.edit()
	}
	return nil, original.syntaxError(err)
}

// lowered is what esbuild makes of a text, nil if it is refused even so.
func (s *source) lowered(o *Options) *prepared {
	if s = s.lower(); s != nil {
		if tree, err := s.parse(); err == nil {
			return &prepared{s, tree, o, true}
		}
	}
	return nil
}

// parse gives the engine's own errors, of which syntaxError makes those for the
// user: most are remedied.
func (s *source) parse() (*ast.Program, error) {
	return parser.ParseFile(nil, s.name, s.text, 0, parser.WithDisableSourceMaps)
}

// edit makes the edits that the tree asks for.
func (p *prepared) edit() (*prepared, error) {
	a := newAnalysis(p.tree, p.text, p.options)
	a.walk(p.tree)
	if a.unknown && !p.lowered {
		if again := p.source.lowered(p.options); again != nil {
			return again.edit()
		}
	}
	return p.applied(a)
}

// applied makes the edits of an analysis.
func (p *prepared) applied(a *analysis) (*prepared, error) {
	if a.fault != nil {
		return nil, newSyntaxErrorAt(p.name, p.author, p.place(a.fault.at), a.fault.message)
	}
	for _, problem := range a.problems {
		if p.options.Warn != nil {
			p.options.Warn(problem.at(p.source))
		}
	}
	if a.statics {
		a.rememberMatches(p.tree)
	}
	if len(a.edits) == 0 {
		return p, nil
	}
	s := p.apply(a.edits)
	tree, err := s.parse()
	if err != nil {
		return nil, s.syntaxError(err)
	}
	return &prepared{s, tree, p.options, p.lowered}, nil
}

func (p *prepared) compile() (*goja.Program, error) {
	if p.options.Idioms {
		idiom.Rewrite(p.tree)
	}
	if p.changed() {
		relocate(p.tree, p.source)
	}
	program, err := goja.CompileAST(p.tree, false)
	if err == nil {
		return program, nil
	}
	return nil, newSyntaxError(p.name, p.author, err)
}

// maxNesting is where brackets stop to be a program: V8 gives up far earlier.
// The engine's parser is recursive, and a stack overflow would end the host.
const maxNesting = 20_000

// maxText is how much text is a script, in bytes. A tree takes some fifty times
// as much memory.
const maxText = 50 << 20

// tooLarge is why the engine is not given a text at all.
func (s *source) tooLarge() error {
	if len(s.text) > maxText {
		return fmt.Errorf("%s is refused: it has %d MB, and a script may have %d", s.name, len(s.text)>>20, maxText>>20)
	}
	if nesting(s.text) > maxNesting {
		return fmt.Errorf("%s is refused: its brackets are nested more than %d deep", s.name, maxNesting)
	}
	return nil
}

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

// Decode gives the text of a script as a page reads it: UTF-8, with U+FFFD for
// what is not, or UTF-16 if a byte order mark says so. What has NUL characters
// is no text at all.
func Decode(data []byte) (string, error) {
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

// syntaxError is an error of the parser, at its place in the author's text.
func (s *source) syntaxError(err error) error {
	var list parser.ErrorList
	if s.changed() && errors.As(err, &list) && len(list) > 0 {
		text, author := file.NewFile(s.name, s.text, 1), file.NewFile(s.name, s.author, 1)
		first := *list[0]
		first.Position = author.Position(s.place(offsetOf(text, first.Position)))
		err = parser.ErrorList{&first}
	}
	return newSyntaxError(s.name, s.author, err)
}

// offsetOf is the offset of a place that the engine gave.
func offsetOf(f *file.File, p file.Position) int {
	starts := lineStarts(f.Source(), "\u2028\u2029")
	return starts[min(max(p.Line, 1), len(starts))-1] + p.Column - 1
}

// newSyntaxErrorAt is an error at an offset of a text.
func newSyntaxErrorAt(name, text string, at int, message string) error {
	position := file.NewFile(name, text, 1).Position(at)
	return newSyntaxError(name, text, parser.ErrorList{{Position: position, Message: message}})
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
	f := file.NewFile(name, text, 1)
	at := min(offsetOf(f, file.Position{Line: e.Line, Column: e.Column}), len(text))
	if message, better := words(e.Message, text, at); better != at {
		e.at(f.Position(better), message)
	} else {
		e.Message = message
	}
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
