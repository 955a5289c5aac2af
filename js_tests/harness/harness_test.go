// Package harness_test checks the harness itself: a test that should fail must be seen to fail.
// The harness asks nothing of its page but console.log, setTimeout and chrome.runtime, which are played here.
package harness_test

import (
	"os"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"
)

// page is what the harness needs around it. An event is one whose fire() the test calls.
const page = `
	var tasks = [], lines = [], chrome = {runtime: {}}, chromeTestConfig = {browser: 'none'};
	var console = {log: text => lines.push(text.split('\n')[0])};
	function setTimeout(task) { tasks.push(task); }
	function failing(message, callback) {
		setTimeout(() => {
			chrome.runtime.lastError = {message};
			try { callback(); } finally { delete chrome.runtime.lastError; }
		});
	}
	function makeEvent() {
		const listeners = [];
		return {
			addListener: f => listeners.push(f),
			removeListener: f => listeners.splice(listeners.indexOf(f), 1),
			fire: (...args) => listeners.slice().forEach(f => f(...args)),
			count: () => listeners.length,
		};
	}
`

func run(t *testing.T, body string) []string {
	t.Helper()
	harness, err := os.ReadFile("chrome_test.js")
	if err != nil {
		t.Fatal(err)
	}
	vm := goja.New()
	for _, text := range []string{page, string(harness), "var test = chrome.test; chrome.test.runTests([" + body + "]);"} {
		if _, err := vm.RunString(text); err != nil {
			t.Fatal(err)
		}
	}
	// One task in each round, because promise jobs run when RunString returns. What escapes from a task would be an
	// uncaught error of the page; the harness must not depend on it.
	for more := true; more; {
		if _, err := vm.RunString("try { tasks.shift()(); } catch (e) {}"); err != nil {
			t.Fatal(err)
		}
		more = vm.Get("tasks").ToObject(vm).Get("length").ToInteger() > 0
	}
	var lines []string
	if err := vm.ExportTo(vm.Get("lines"), &lines); err != nil {
		t.Fatal(err)
	}
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(line, "[chrome.test] ")
	}
	return lines
}

func TestOutcomes(t *testing.T) {
	const passed, failed = "DONE passed=1 failed=0", "DONE passed=0 failed=1"
	for _, test := range []struct {
		name, body string
		want       []string
	}{
		{"succeed", `function a() { test.succeed(); }`, []string{"RUN a", "PASS a", passed}},
		{"succeed with a message", `function a() { test.succeed('m'); }`, []string{"RUN a", "PASS a: m", passed}},
		{"fail", `function a() { test.fail('m'); }`, []string{"RUN a", "FAIL a: m", failed}},
		{"fail ends the function", `function a() { test.fail('m'); test.log('not reached'); }`, []string{"RUN a", "FAIL a: m", failed}},
		{"exception", `function a() { throw new RangeError('m'); }`, []string{"RUN a", "FAIL a: uncaught RangeError: m", failed}},
		{"no end", `function a() {}`, []string{"RUN a"}},
		{"only the first end counts", `function a() { test.succeed(); test.fail('late'); }`, []string{"RUN a", "PASS a", passed}},
		{
			"one after the other", `function a() { setTimeout(test.succeed); }, function b() { test.fail('m'); }, function c() { test.succeed(); }`,
			[]string{"RUN a", "PASS a", "RUN b", "FAIL b: m", "RUN c", "PASS c", "DONE passed=2 failed=1"},
		},
		{"rejection", `async function a() { await null; throw new Error('m'); }`, []string{"RUN a", "FAIL a: uncaught Error: m", failed}},
		{"fail in async", `async function a() { await null; test.fail('m'); }`, []string{"RUN a", "FAIL a: m", failed}},
		{"async alone does not pass", `async function a() {}`, []string{"RUN a"}},
		{"fail in a task", `function a() { setTimeout(() => test.fail('m')); }`, []string{"RUN a", "FAIL a: m", failed}},
		{"notifyFail", `function a() { test.notifyFail('m'); }`, []string{"RUN a", "FAIL a: m", failed}},
		{"getTestName", `function a() { test.succeed(test.getTestName()); }`, []string{"RUN a", "PASS a: a", passed}},
		{"getConfig", `function a() { test.getConfig(c => test.succeed(c.browser)); }`, []string{"RUN a", "PASS a: none", passed}},
		{"sendMessage", `function a() { test.sendMessage('m', test.succeed); }`, []string{"RUN a", "MESSAGE m", "PASS a: ", passed}},
		{"log", `function a() { test.log('m'); test.succeed(); }`, []string{"RUN a", "LOG m", "PASS a", passed}},

		{
			"callbackPass", `function a() { setTimeout(test.callbackPass(() => test.log(1))); setTimeout(test.callbackPass(() => test.log(2))); }`,
			[]string{"RUN a", "LOG 1", "LOG 2", "PASS a", passed},
		},
		{"callbackPass, one missing", `function a() { setTimeout(test.callbackPass()); test.callbackPass(); }`, []string{"RUN a"}},
		{"callbackPass, one twice", `function a() { const f = test.callbackPass(); setTimeout(f); setTimeout(f); test.callbackPass(); }`, []string{"RUN a"}},
		{
			"callbackPass with lastError", `function a() { failing('m', test.callbackPass()); }`,
			[]string{"RUN a", `FAIL a: expected no chrome.runtime.lastError, got "m"`, failed},
		},
		{
			"callbackPass that throws", `function a() { setTimeout(test.callbackPass(() => { throw new Error('m'); })); }`,
			[]string{"RUN a", "FAIL a: uncaught Error: m", failed},
		},
		{"callbackFail", `function a() { failing('m', test.callbackFail('m')); }`, []string{"RUN a", "PASS a", passed}},
		{
			"callbackFail with another text", `function a() { failing('m', test.callbackFail('n')); }`,
			[]string{"RUN a", `FAIL a: chrome.runtime.lastError: expected "n", got "m"`, failed},
		},
		{
			"callbackFail without an error", `function a() { setTimeout(test.callbackFail('m')); }`,
			[]string{"RUN a", `FAIL a: expected chrome.runtime.lastError "m", but none is set`, failed},
		},
		{
			"listenOnce", `function a() {
				const event = makeEvent();
				test.listenOnce(event, x => test.log(x));
				setTimeout(() => { event.fire(1); event.fire(2); test.log(event.count()); });
			}`,
			[]string{"RUN a", "LOG 1", "PASS a", "LOG 0", passed},
		},
		{
			"listenForever", `function a() {
				const event = makeEvent();
				const done = test.listenForever(event, x => { test.log(x); if (x === 2) done(); });
				setTimeout(() => { event.fire(1); event.fire(2); event.fire(3); });
			}`,
			[]string{"RUN a", "LOG 1", "LOG 2", "PASS a", passed},
		},
		{
			"listener that throws", `function a() {
				const event = makeEvent();
				test.listenOnce(event, () => test.assertTrue(false, 'm'));
				setTimeout(event.fire);
			}`,
			[]string{"RUN a", "FAIL a: m: expected true, got false", failed},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, run(t, test.body)); diff != "" {
				t.Errorf("console (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAssertions(t *testing.T) {
	for _, test := range []struct{ assertion, failure string }{
		{`assertTrue(true)`, ``},
		{`assertTrue(1)`, `expected true, got 1`},
		{`assertFalse(false)`, ``},
		{`assertFalse(undefined)`, `expected false, got undefined`},
		{`assertEq({a: [1, {b: null}]}, {a: [1, {b: null}]})`, ``},
		{`assertEq({a: 1, b: 2}, {b: 2, a: 1})`, ``},
		{`assertEq({a: 1}, {a: 1, b: undefined})`, `expected {"a":1}, got {"a":1}`},
		{`assertEq({a: undefined}, {b: undefined})`, `expected {}, got {}`},
		{`assertEq([], {})`, `expected [], got {}`},
		{`assertEq(1, '1')`, `expected 1, got "1"`},
		{`assertEq(null, undefined)`, `expected null, got undefined`},
		{`assertEq(NaN, NaN)`, ``},
		{`assertEq(0, -0)`, ``},
		{`assertEq(1, 2, 'm')`, `m: expected 1, got 2`},
		{`assertEq(Uint8Array.of(1, 2).buffer, Uint8Array.of(1, 2).buffer)`, ``},
		{`assertEq(Uint8Array.of(1, 2), Uint8Array.of(1, 3))`, `expected Uint8Array[1,2], got Uint8Array[1,3]`},
		{`assertEq(Uint8Array.of(1), Uint8Array.of(1).buffer)`, `expected Uint8Array[1], got ArrayBuffer[1]`},
		{`assertNe(1, 2)`, ``},
		{`assertNe([1], [1])`, `expected anything but [1]`},
		{`assertNoLastError()`, ``},
		{`assertThrows(() => { throw new Error('m'); })`, ``},
		{`assertThrows(() => { throw new Error('m'); }, 'm')`, ``},
		{`assertThrows(() => { throw new Error('mm'); }, /^m+$/)`, ``},
		{`assertThrows(function(x) { throw new Error(this.y + x); }, {y: 'a'}, ['b'], 'ab')`, ``},
		{`assertThrows(() => { throw new Error('m'); }, 'n')`, `expected the exception n, got Error: m`},
		{`assertThrows(() => {})`, `expected an exception, but nothing was thrown`},
		{`assertThrows(() => {}, 'm')`, `expected an exception m, but nothing was thrown`},
	} {
		t.Run(test.assertion, func(t *testing.T) {
			want := []string{"RUN a", "PASS a", "DONE passed=1 failed=0"}
			if test.failure != "" {
				want = []string{"RUN a", "FAIL a: " + test.failure, "DONE passed=0 failed=1"}
			}
			got := run(t, "function a() { 'use strict'; test."+test.assertion+"; test.succeed(); }")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("console (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAssertPromiseRejects(t *testing.T) {
	for _, test := range []struct{ promise, failure string }{
		{`Promise.reject(new Error('m')), 'Error: m'`, ``},
		{`Promise.reject(new Error('m')), /m/`, ``},
		{`Promise.reject(new Error('m')), 'Error: n'`, `expected the rejection Error: n, got Error: m`},
		{`Promise.resolve(5)`, `expected a rejection, got the value 5`},
	} {
		t.Run(test.promise, func(t *testing.T) {
			want := []string{"RUN a", "PASS a", "DONE passed=1 failed=0"}
			if test.failure != "" {
				want = []string{"RUN a", "FAIL a: " + test.failure, "DONE passed=0 failed=1"}
			}
			got := run(t, "async function a() { await test.assertPromiseRejects("+test.promise+"); test.succeed(); }")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("console (-want +got):\n%s", diff)
			}
		})
	}
}
