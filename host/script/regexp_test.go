package script_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/host/script"
)

// TestRegExpErrors: a literal that V8 refuses is a syntax error at its place.
func TestRegExpErrors(t *testing.T) {
	for text, want := range map[string]string{
		"x = /(?<a/":      "t.js:1:5: SyntaxError: Invalid regular expression: /(?<a/: Invalid capture group name\n    x = /(?<a/\n        ^",
		"\n /a/gg":        "t.js:2:2: SyntaxError: Invalid regular expression flags\n     /a/gg\n     ^",
		"/\\p{Nope}/u":    "t.js:1:1: SyntaxError: Invalid regular expression: /\\p{Nope}/u: Invalid property name\n    /\\p{Nope}/u\n    ^",
		"'é'; /[b-a]/.x;": "t.js:1:6: SyntaxError: Invalid regular expression: /[b-a]/: Range out of order in character class\n    'é'; /[b-a]/.x;\n         ^",
	} {
		if _, err := script.Compile("t.js", text, script.Options{}); err == nil || err.Error() != want {
			t.Errorf("%s: %v\nwant\n%s", text, err, want)
		}
	}
}

// TestScriptsThatAskForTheLastMatch begin with a call, and go on as before.
func TestScriptsThatAskForTheLastMatch(t *testing.T) {
	for source, asks := range map[string]bool{
		`RegExp.$1`: true, `'use strict'; RegExp.lastMatch`: true, "#! a comment\nRegExp['$' + 1]": true, `(function () { return RegExp.input })()`: true,
		`RegExp.prototype`: false, `RegExp.escape`: false, `RegExp[Symbol.species]`: false, `this.RegExp.source`: false,
	} {
		vm := goja.New()
		asked := false
		vm.Set(script.MatchStatics, func() { asked = true })
		program, err := script.Compile("test.js", source, script.Options{})
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		vm.RunProgram(program)
		if asked != asks {
			t.Errorf("%s: matches are remembered: %v, want %v", source, asked, asks)
		}
	}
}
