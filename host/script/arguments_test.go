package script_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/host/script"
)

// TestArgumentsInArrows: in an arrow function, `arguments` is the one of the
// function around it, wherever it is met first.
func TestArgumentsInArrows(t *testing.T) {
	for source, want := range map[string]string{
		`function f() { var g = () => arguments.length; return g() } f(1, 2, 3)`:                                      "3",
		`function f() { 'use strict'; return [1].map(x => (() => arguments[1] + x)())[0] } f(1, 5)`:                   "6",
		`function f() { 'use strict'; (() => arguments)(); return this === undefined } f()`:                           "true",
		`({ m() { return (() => arguments.length)() } }).m(1, 2)`:                                                     "2",
		`({ get p() { return (() => arguments.length)() } }).p`:                                                       "0",
		`class A { constructor() { this.n = (() => arguments.length)() } } new A(1, 2).n`:                             "2",
		`class A { static s() { return (() => () => arguments[0])()() } } A.s('z')`:                                   "z",
		`(function () { return [...(function* () { yield (() => arguments.length)() })(1, 2)] })()[0]`:                "2",
		`(function () { return (() => { function g() { return (() => arguments.length)() } return g(1) })() })(1, 2)`: "1",
		`(function () { return (() => { function g() { return 0 } return g() + arguments.length })() })(1, 2)`:        "2",
		`var arguments = 7; (() => arguments)()`:                                                                      "7",
		`(function () { return (() => { try { throw arguments[0] } catch (e) { return e } })() })('thrown')`:          "thrown",
		`(function () { return (({a = arguments[0]}) => a)({}) })('default')`:                                         "default",
		"(function () { return (() => `${arguments[0]}`)() })('template')":                                            "template",
	} {
		program, err := script.Compile("test.js", source, script.Options{})
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		value, err := goja.New().RunProgram(program)
		if err != nil {
			t.Errorf("%s: %v", source, err)
		} else if value.String() != want {
			t.Errorf("%s = %v, want %s", source, value, want)
		}
	}
}
