package script_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/host/script"
)

// write makes a file with the bytes and gives its path.
func write(t *testing.T, name, data string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// utf16 encodes text of the basic plane, and whatever else the app has.
func utf16(littleEndian bool, units ...uint16) string {
	var b strings.Builder
	for _, u := range units {
		if littleEndian {
			b.WriteByte(byte(u))
		}
		b.WriteByte(byte(u >> 8))
		if !littleEndian {
			b.WriteByte(byte(u))
		}
	}
	return b.String()
}

func units(text string) (all []uint16) {
	for _, c := range text {
		all = append(all, uint16(c))
	}
	return all
}

func TestLoad(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"plain", "'a' + 1", "a1"},
		{"empty", "", "undefined"},
		{"blank", " \r\n\t", "undefined"},
		{"byte order mark", "\xEF\xBB\xBF'a'", "a"},
		{"byte order mark twice: the second is white space", "\xEF\xBB\xBF\uFEFF'a'", "a"},
		{"CRLF", "let a = 1\r\nlet b = 2\r\na + b\r\n", "3"},
		{"CR", "let a = 1\rlet b = 2\ra + b", "3"},
		{"line separators", "let a = 1\u2028let b = 2\u2029a + b", "3"},
		{"CRLF in a template", "`a\r\nb`.length", "3"},
		{"shebang", "#!/usr/bin/env tcpsrv-host\n'ran'", "ran"},
		{"byte order mark and shebang", "\uFEFF#!/usr/bin/env tcpsrv-host\n'ran'", "ran"},
		{"UTF-8", "'é日😀'.length", "4"},
		{"not UTF-8", "'a\xFFb'.charCodeAt(1)", "65533"},
		{"not UTF-8: each bad byte is one U+FFFD", "'\xE6\x97'.length + '\xFF\xFF'.length", "3"},
		{"UTF-16, little endian", utf16(true, append([]uint16{0xFEFF}, units("'é日'.length")...)...), "2"},
		{"UTF-16, big endian", utf16(false, append([]uint16{0xFEFF}, units("'é日'.length")...)...), "2"},
		{"UTF-16, pairs", utf16(true, 0xFEFF, '\'', 0xD83D, 0xDE00, '\'', '.', 'l', 'e', 'n', 'g', 't', 'h'), "2"},
		{"UTF-16, half a unit at the end", utf16(true, append([]uint16{0xFEFF}, units("'a'")...)...) + "x", "a"},
		{"no source map is loaded", "'a' //# sourceMappingURL=no-such-file.map", "a"},
		{"sloppy mode", "with ({a: 1}) a + 010", "9"},
	} {
		program, err := script.Load(write(t, "test.js", c.data), script.Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		value, err := goja.New().RunProgram(program)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if value.String() != c.want {
			t.Errorf("%s: the script gives %v, want %s", c.name, value, c.want)
		}
	}
}

func TestLoadErrors(t *testing.T) {
	dir := t.TempDir()
	binary := write(t, "app.js", "\x7fELF\x02\x01\x01\x00")
	utf16NUL := write(t, "utf16.js", utf16(true, 0xFEFF, 'a', 0))
	broken := write(t, "broken.js", "let a;\nlet b = ;\n")
	for path, want := range map[string]string{
		filepath.Join(dir, "missing.js"): "cannot read the script " + filepath.Join(dir, "missing.js") + ": no such file or directory",
		dir:                              "cannot read the script " + dir + ": is a directory",
		binary:                           binary + " is not a script: there is a NUL at offset 7, it looks like binary data",
		utf16NUL:                         utf16NUL + " is not a script: there is a NUL at offset 1, it looks like binary data",
		broken:                           broken + ":2:9: SyntaxError: Unexpected token ';'\n    let b = ;\n            ^",
	} {
		_, err := script.Load(path, script.Options{})
		if err == nil || err.Error() != want {
			t.Errorf("Load(%q): %v\nwant\n%s", path, err, want)
		}
	}
	if _, err := script.Load(filepath.Join(dir, "missing.js"), script.Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the error for a missing file is no os.ErrNotExist: %v", err)
	}
}

// TestSyntaxErrors compares the whole message: the place, the line, the caret.
func TestSyntaxErrors(t *testing.T) {
	long := strings.Repeat("a", 200)
	for _, c := range []struct{ name, text, want string }{
		{"first line", "let a = ;", "t.js:1:9: SyntaxError: Unexpected token ';'\n    let a = ;\n            ^"},
		{"end of the text", "x = {", "t.js:1:6: SyntaxError: Unexpected end of input\n    x = {\n         ^"},
		{"end of the text, after a newline", "f(\n", "t.js:2:1: SyntaxError: Unexpected end of input"},
		{"CRLF", "a\r\nb )\r\nc", "t.js:2:3: SyntaxError: Unexpected token ')'\n    b )\n      ^"},
		{"CR", "a\rb )\nc", "t.js:2:3: SyntaxError: Unexpected token ')'\n    b )\n      ^"},
		{"line separator", "a\u2028b )\nc", "t.js:2:3: SyntaxError: Unexpected token ')'\n    b )\n      ^"},
		{"tabs", "\tlet x\n\tfoo(\t];", "t.js:2:7: SyntaxError: Unexpected token ']'\n    \tfoo(\t];\n    \t    \t^"},
		{"characters of several bytes", "x['éüñ' )", "t.js:1:9: SyntaxError: Unexpected token ')'\n    x['éüñ' )\n            ^"},
		{"after a shebang", "#!/x\n)", "t.js:2:1: SyntaxError: Unexpected token ')'\n    )\n    ^"},
		{"found by the compiler", "let a;\n  let a;", "t.js:2:7: SyntaxError: Identifier 'a' has already been declared\n      let a;\n          ^"},
		{"return", "return 1", "t.js:1:1: SyntaxError: Illegal return statement\n    return 1\n    ^"},
		{"strict mode", "'use strict'; with (a) {}", "t.js:1:15: SyntaxError: Strict mode code may not include a with statement\n    'use strict'; with (a) {}\n                  ^"},
		{"long line, error at the start", ") " + long, "t.js:1:1: SyntaxError: Unexpected token ')'\n    ) " + long[:98] + "\n    ^"},
		{"long line, error in the middle", long + " ) " + long, "t.js:1:202: SyntaxError: Unexpected token ')'\n    " + long[:49] + " ) " + long[:48] + "\n    " + strings.Repeat(" ", 50) + "^"},
		{"long line, error at the end", long + " )", "t.js:1:202: SyntaxError: Unexpected token ')'\n    " + long[:98] + " )\n    " + strings.Repeat(" ", 99) + "^"},
	} {
		_, err := script.Compile("t.js", c.text, script.Options{})
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v\nwant\n%s", c.name, err, c.want)
		}
	}
}

// TestSyntaxErrorWords: what V8 says, and where.
func TestSyntaxErrorWords(t *testing.T) {
	for text, want := range map[string]string{
		"var a b":                    "1:7 Unexpected identifier 'b'",
		"x = 'abc":                   "1:5 Invalid or unexpected token",
		"foo(a b)":                   "1:5 missing ) after argument list",
		"foo(a, (1), b":              "1:13 missing ) after argument list",
		"foo(]":                      "1:5 Unexpected token ']'",
		"if (a b) {}":                "1:7 Unexpected identifier 'b'",
		"else":                       "1:1 Unexpected token 'else'",
		"a => {}.x":                  "1:8 Unexpected token '.'",
		"await x":                    "1:1 await is only valid in async functions and the top level bodies of modules",
		"import a from 'b'":          "1:1 Cannot use import statement outside a module",
		"export let a":               "1:1 Unexpected token 'export'",
		"function () {}":             "1:1 Function statements require a function name",
		"continue":                   "1:1 Illegal continue statement: no surrounding iteration statement",
		"'use strict'; eval = 1":     "1:15 Unexpected eval or arguments in strict mode",
		"'use strict'; 010":          "1:15 Octal literals are not allowed in strict mode.",
		"a ?? b || c":                "1:8 Unexpected token '||'",
		"throw\n1":                   "1:1 Illegal newline after throw",
		"async function* g() { }\n)": "2:1 Unexpected token ')'",
	} {
		_, err := script.Compile("t.js", text, script.Options{})
		var syntax *script.SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%s: %v", text, err)
		} else if got := fmt.Sprintf("%d:%d %s", syntax.Line, syntax.Column, syntax.Message); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestTooLarge(t *testing.T) {
	text := strings.Repeat("f()\n", 25<<20)
	const want = "big.js is refused: it has 100 MB, and a script may have 50"
	if _, err := script.Compile("big.js", text, script.Options{}); err == nil || err.Error() != want {
		t.Errorf("a script of 100 MB: %v, want %s", err, want)
	}
	if _, err := script.CompileModule("big.js", text, script.Options{}); err == nil || err.Error() != want {
		t.Errorf("a module of 100 MB: %v, want %s", err, want)
	}
}

func TestSyntaxErrorIsAType(t *testing.T) {
	_, err := script.Compile("t.js", "\n x )", script.Options{})
	var syntax *script.SyntaxError
	if !errors.As(err, &syntax) {
		t.Fatalf("the error is a %T", err)
	}
	if want := (script.SyntaxError{Name: "t.js", Line: 2, Column: 4, Message: "Unexpected token ')'", Source: " x )"}); *syntax != want {
		t.Errorf("the error is %+v, want %+v", *syntax, want)
	}
}

// FuzzCompile wants a program, or an error whose place the text has.
func FuzzCompile(f *testing.F) {
	for _, seed := range []string{
		"let a = 1", "f(() => arguments)", "function f() { return () => arguments }", "class A { #a; static { } get [b]() { } }", "`${`${a}`}`",
		"a\r\nb )", "é日😀 )", "\t\t)", "label: for (const {a = 1, ...b} of c) break label", "async function* f() { for await (x of y) yield* await z }",
		"/[/(?<name>x)\\k<name>/u", "0x_1", "'\\u{110000}'", "#!x\n(", "<!-- x", "with (a) { var { b } = c }", "new.target", "a?.b ?? c ||= d", "((((", "({[{",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		program, err := script.Compile("fuzz.js", text, script.Options{})
		if (program == nil) == (err == nil) {
			t.Fatalf("Compile gives %v and the error %v", program, err)
		}
		if err == nil {
			return
		}
		var syntax *script.SyntaxError
		if !errors.As(err, &syntax) {
			t.Fatalf("the error is a %T: %v", err, err)
		}
		if syntax.Line < 1 || syntax.Column < 1 || syntax.Message == "" || !strings.HasPrefix(err.Error(), "fuzz.js:") {
			t.Fatalf("the error has no place or no text: %+v", syntax)
		}
		if utf8.ValidString(text) && !utf8.ValidString(err.Error()) {
			t.Fatalf("the error cuts a character: %q", err)
		}
	})
}
