package web

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/host/script"
)

// runScript runs text in a runtime with the code of a page, and gives its value
// or what went wrong.
func runScript(text string) string {
	vm := goja.New()
	InstallCode(vm, nil, CodeOptions{})
	program, err := script.Compile("test.js", text, script.Options{})
	if err != nil {
		return err.Error()
	}
	value, err := vm.RunProgram(program)
	if err != nil {
		return err.Error()
	}
	return value.String()
}

func TestEval(t *testing.T) {
	for text, want := range map[string]string{
		"(function () { return eval('(() => arguments.length)()') })(1, 2)":                       "2",
		"(function () { var x = 'in'; return eval('x') + (0, eval)('typeof x') })()":              "inundefined",
		"(function () { eval('{ function f() { return 1 } }'); return f() })()":                   "1",
		"(function () { 'use strict'; eval('{ function f() { } }'); return typeof f })()":         "undefined",
		"eval('async function* g() { } typeof g().next')":                                         "function",
		"(eval => eval('x'))(x => 'mine ' + x)":                                                   "mine x",
		"eval === globalThis.eval && eval.name + eval.length":                                     "eval1",
		"eval('/[[a-z]--b]/v.test(\"b\")')":                                                       "false",
		"class A { #p = 1; m() { return eval('this.#p') } } new A().m()":                          "1",
		"new Function('a', 'b', 'return (() => arguments.length + a + b)()')(1, 2)":               "5",
		"new Function('a', 'return a').toString()":                                                "function anonymous(a\n) {\nreturn a\n}",
		"Function.prototype.constructor === Function && Function('return this')() === globalThis": "true",
		"(class extends Function { constructor() { super('return 7') } m() { return this() } }).prototype.constructor.length + new (class extends Function { constructor() { super('return 7') } })()()": "7",
		"[...(function* () { }).constructor('yield 1; yield 2')()].join()":                             "1,2",
		"try { eval('/(/') } catch (e) { e instanceof SyntaxError && e.message }":                      "Invalid regular expression: /(/: Unterminated group",
		"Object.keys(globalThis).filter(name => /tcpsrv/i.test(name)).length + typeof tcpsrvHostCode_": "0undefined",
	} {
		if got := runScript(text); got != want {
			t.Errorf("%s = %q, want %q", text, got, want)
		}
	}
}

func TestRegExpObjects(t *testing.T) {
	for text, want := range map[string]string{
		"/\\p{L}+/u.exec('1äb2')[0]":                                                                                                "äb",
		"new RegExp('\\\\p{L}', 'gu').source + new RegExp(/\\p{L}/gu).flags":                                                        "\\p{L}gu",
		"String(/[\\p{L}--[a-z]]/gv) + /x/dv.flags + /x/v.unicode + /x/v.unicodeSets":                                               "/[\\p{L}--[a-z]]/gvdvfalsetrue",
		"JSON.stringify(/a(?<x>b)/d.exec('cab').indices) + /(?<x>b)/d.exec('ab').indices.groups.x":                                  "[[1,3],[2,3]]1,2",
		"'äöü1'.replace(/\\p{L}/gu, c => c.toUpperCase())":                                                                          "ÄÖÜ1",
		"'a1b22'.split(/\\p{N}+/u).join('|') + [...'a1b2'.matchAll(/\\p{N}/gu)].map(m => m.index)":                                  "a|b|1,3",
		"var r = /\\p{L}/uy; r.test('1a') + ',' + r.lastIndex + (r.lastIndex = 1, r.test('1a')) + r.lastIndex":                      "false,0true2",
		"Object.getOwnPropertyNames(/x/v) + (/x/v instanceof RegExp) + (RegExp(/x/v).constructor === RegExp)":                       "lastIndextruetrue",
		"class R extends RegExp { exec(s) { R.called = true; return super.exec(s) } } new R('\\\\p{L}', 'u').test('x') && R.called": "true",
		"'\\u{1F600}'.replace(/(?:)/gv, '-').length":                                                                                "4",
		"/(?:a|(b))*/.exec('ba')[1] + new RegExp('/').source + /[/]/.source + /a/g":                                                 "undefined\\/[/]/a/g",
		"try { new RegExp('[a', 'g') } catch (e) { e.message }":                                                                     "Invalid regular expression: /[a/g: Unterminated character class",
		"try { new RegExp('a', 'gg') } catch (e) { e.message }":                                                                     "Invalid flags supplied to RegExp constructor 'gg'",
	} {
		if got := runScript(text); got != want {
			t.Errorf("%s = %q, want %q", text, got, want)
		}
	}
}

// TestSlowMatch: a match that takes long is reported with its place, once, and
// goes on.
func TestSlowMatch(t *testing.T) {
	var reports []script.Problem
	vm := goja.New()
	r := installRegExp(vm, func(p script.Problem) { reports = append(reports, p) })
	r.slow = 0
	value, err := vm.RunScript("slow.js", "\n  new RegExp('(a+)+$', 'y').test('a'.repeat(18) + 'b')")
	if err != nil || value.ToBoolean() {
		t.Errorf("the match gives %v, %v; want false", value, err)
	}
	if len(reports) != 1 || reports[0].Name != "slow.js" || reports[0].Line != 2 {
		t.Errorf("reported: %v; want one report, of slow.js:2", reports)
	}
}

// TestInterruptedMatch: a match that would take for ever ends when the runtime
// is interrupted.
func TestInterruptedMatch(t *testing.T) {
	vm := goja.New()
	r := installRegExp(vm, func(script.Problem) { vm.Interrupt("enough") })
	r.slow = 0
	_, err := vm.RunString("new RegExp('(?=(a|aa)+$)x').test('a'.repeat(200) + 'b')")
	if _, interrupted := err.(*goja.InterruptedError); !interrupted {
		t.Errorf("the match ends with %v, want an interrupt", err)
	}
}
