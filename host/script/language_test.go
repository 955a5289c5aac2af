package script_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/host/script"
)

// run compiles and runs text and gives its value, or what went wrong.
func run(text string) string {
	program, err := script.Compile("test.js", text, script.Options{})
	if err != nil {
		return err.Error()
	}
	value, err := goja.New().RunProgram(program)
	if err != nil {
		return err.Error()
	}
	return value.String()
}

func TestBlockFunctions(t *testing.T) {
	for text, want := range map[string]string{
		"{ function q() { return 1 } } q()":                                                                                    "1",
		"(function () { { function q() { return 1 } } return q() })()":                                                         "1",
		"var before = typeof q; { q(); function q() { } } before":                                                              "undefined",
		"{ function q() { return 1 } q = 2 } typeof q":                                                                         "function",
		"if (1) { function a() { return 'then' } } else { function a() { return 'else' } } a()":                                "then",
		"if (0) function f() {} typeof f":                                                                                      "undefined",
		"if (1) function f() { return 3 } f()":                                                                                 "3",
		"var all = []; for (let i = 0; i < 3; i++) { function h() { return i } all.push(() => h()) } all.map(f => f()).join()": "0,1,2",
		"switch (1) { case 0: function s() { return 0 } case 1: function u() { return s() } } u()":                             "0",
		"l: { function f() { return 'labelled' } break l } f()":                                                                "labelled",
		"try { function f() { return 'try' } } finally { } f()":                                                                "try",
		// What would clash stays in the block.
		"'use strict'; { function q() { } } typeof q":                       "undefined",
		"(function (q) { { function q() { } } return q })(8)":               "8",
		"let q = 5; { function q() { } } q":                                 "5",
		"{ let q = 8; { function q() { } } } typeof q":                      "undefined",
		"{ async function q() { } } typeof q":                               "undefined",
		"{ function* q() { } } typeof q":                                    "undefined",
		"class A { static { { function q() { } } A.q = typeof q } } A.q":    "undefined",
		"(function () { { function f() { return 1 } } }).toString()":        "function () { { function f() { return 1 } } }",
		"{ function f() { return new Error().stack.split('\\n')[1] } } f()": "\tat f (test.js:1:25(2))",
		"\n{ function f() { } }\n new Error().stack.split('\\n').at(-2)":    "\tat test.js:3:2(15)",
	} {
		if got := run(text); got != want {
			t.Errorf("%s = %q, want %q", text, got, want)
		}
	}
}

// TestScanner: what only V8's scanner knows is taken out before the parser.
func TestScanner(t *testing.T) {
	for text, want := range map[string]string{
		"var a = 1; <!-- comment\n--> another\na": "1",
		"/*\n*/ --> also\n2":                      "2",
		"var x = 5, y = 2; x<!--y":                "5",
		"var x = 2; x-->0":                        "true",
		"'<!-- a string'.length + `<!--`.length":  "17",
		"/<!--/.test('<!--')":                     "true",
		"08 + 019 + 08.5 + 0777":                  "546.5",
		"class A { get = 1; set = 2; async = 3; static static = 4; get; } Object.keys(new A).join() + A.static": "get,set,async4",
		"08 + /[{/]/.exec('/')[0] + `${08 + '}'}` + (1 / 08 / 1)":                                               "8/8}0.125",
		"function f() { return 1 } /'/.test('\\'') + 08":                                                        "9",
		"if (1) /'/.test('x'); 08 + `\\``.length":                                                               "9",
		"var a = {} / 08 / 1; 09":                                                                               "9",
	} {
		if got := run(text); got != want {
			t.Errorf("%s = %q, want %q", text, got, want)
		}
	}
}

// TestLowered: what esbuild rewrites runs, and errors keep their place.
func TestLowered(t *testing.T) {
	for text, want := range map[string]string{
		"async function* g() { yield 1 } typeof g().next":                           "function",
		"async function f() { for await (const x of []) x } f() instanceof Promise": "true",
		"\n\n  async function* g() { } undefined.x":                                 "TypeError: Cannot read property 'x' of undefined at test.js:3:37(12)",
		"async function* g() { yield /* kept */ 1 } g.toString()":                   "async function* g() { yield /* kept */ 1 }",
		"async function* g() { }\nlet a = ;":                                        "test.js:2:9: SyntaxError: Unexpected token ';'\n    let a = ;\n            ^",
	} {
		if got := run(text); got != want {
			t.Errorf("%s = %q, want %q", text, got, want)
		}
	}
}

func TestNoLower(t *testing.T) {
	for _, text := range []string{"async function* g() { }", "08", "<!-- x"} {
		if _, err := script.Compile("test.js", text, script.Options{NoLower: true}); err == nil {
			t.Errorf("%s is rewritten", text)
		}
	}
}

// TestProblems: what will not be as in Chrome is told when a script is read.
func TestProblems(t *testing.T) {
	var got []string
	warn := func(p script.Problem) { got = append(got, p.String()) }
	if _, err := script.Compile("t.js", "'é'; try { } catch (q) {\n  { function q() { } }\n}", script.Options{Warn: warn}); err != nil {
		t.Fatal(err)
	}
	want := "t.js:2:5: the function q is not seen outside of its block, because the parameter of the catch clause around has its name"
	if len(got) != 1 || got[0] != want {
		t.Errorf("problems: %q, want %q", got, want)
	}
}
