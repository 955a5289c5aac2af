package language_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/language"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

type noReports struct{}

func (noReports) UncaughtException(error)          {}
func (noReports) UnhandledRejection(*goja.Promise) {}
func (noReports) RejectionHandled(*goja.Promise)   {}

func newRealm() *eventloop.Realm {
	loop := eventloop.New(eventloop.NewChannelPoller(), nil)
	return loop.NewRealm(goja.New(), noReports{})
}

// run gives the value of a program, as a string.
func run(t *testing.T, source string) string {
	t.Helper()
	realm := newRealm()
	language.Install(realm)
	v, err := realm.Runtime().RunScript("test.js", source)
	if err != nil {
		t.Fatalf("%s\n%v", source, err)
	}
	return v.String()
}

// What scripts see of errors is in the tables of js_tests. Here are the cases that no browser can be asked for.
func TestPlacesOfErrors(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"var o = {};\ntry { o.a.b.c() } catch (e) { e.message }", "Cannot read properties of undefined (reading 'b')"},
		{"try { var o = {a: {}}; o.a /* c */ .f() } catch (e) { e.message }", "(intermediate value).f is not a function"},
		{"try { nobody() } catch (e) { e.stack }", "ReferenceError: nobody is not defined\n    at test.js:1:7"},
		{"var f = () => { throw new Error('x') };\ntry { [1].map(f) } catch (e) { e.stack }",
			"Error: x\n    at f (test.js:1:23)\n    at Array.map (<anonymous>)\n    at test.js:2:11"},
		{"Error.stackTraceLimit = 0; new Error('x').stack", "Error: x"},
		{"function Foo() {} Foo.prototype.bar = function bar() { return new Error('x').stack }; new Foo().bar()",
			"Error: x\n    at Foo.bar (test.js:1:63)\n    at test.js:1:97"},
	} {
		if got := run(t, c.source); got != c.want {
			t.Errorf("%s\ngot  %q\nwant %q", c.source, got, c.want)
		}
	}
}

func TestErrorsOfTextThatIsNoJSON(t *testing.T) {
	for source, want := range map[string]string{
		``:                "Unexpected end of JSON input",
		`[`:               "Unexpected end of JSON input",
		`{`:               "Expected property name or '}' in JSON at position 1 (line 1 column 2)",
		`["a",\n]`:        "Unexpected token ']', \"[\"a\",\n]\" is not valid JSON",
		`{"a":1\n"b":2}`:  "Expected ',' or '}' after property value in JSON at position 7 (line 2 column 1)",
		`[1 2]`:           "Expected ',' or ']' after array element in JSON at position 3 (line 1 column 4)",
		`"\\x"`:           "Bad escaped character in JSON at position 2 (line 1 column 3)",
		`1 2`:             "Unexpected non-whitespace character after JSON at position 2 (line 1 column 3)",
		`-`:               "No number after minus sign in JSON at position 1 (line 1 column 2)",
		`[object Object]`: `"[object Object]" is not valid JSON`,
	} {
		program := "try { JSON.parse('" + source + "') } catch (e) { e.message }"
		if got := run(t, program); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", source, got, want)
		}
	}
}

// Each of these would end the process, or take all memory.
func TestMemoryIsLimited(t *testing.T) {
	for source, want := range map[string]string{
		`new Uint8Array(2 ** 40)`:     "RangeError: Invalid typed array length: 1099511627776",
		`new Float64Array(1e15)`:      "RangeError: Invalid typed array length: 1000000000000000",
		`new ArrayBuffer(2 ** 50)`:    "RangeError: Array buffer allocation failed",
		`'ab'.repeat(2 ** 29)`:        "RangeError: Invalid string length",
		`'a'.padEnd(2 ** 31)`:         "RangeError: Invalid string length",
		`Uint8Array(1)`:               "TypeError: Constructor Uint8Array requires 'new'",
		`new Uint8Array([1, 2]) + ''`: "1,2",
		`'ab'.repeat(2)`:              "abab",
	} {
		if got := run(t, "try { "+source+" } catch (e) { String(e) }"); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", source, got, want)
		}
	}
}

func TestTimeZones(t *testing.T) {
	got := run(t, `new Date(Date.UTC(2020, 6, 2, 15)).toLocaleString('en-US', {timeZone: 'america/new_york', timeZoneName: 'long'})`)
	if want := "7/2/2020, 11:00:00 AM Eastern Daylight Time"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := run(t, `try { new Intl.DateTimeFormat('en', {timeZone: 'Mars/Base'}) } catch (e) { e.message }`); got != "Invalid time zone specified: Mars/Base" {
		t.Error(got)
	}
}

func BenchmarkInstall(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		realm := newRealm()
		b.StartTimer()
		language.Install(realm)
	}
}

func BenchmarkCaughtTypeError(b *testing.B) {
	realm := newRealm()
	language.Install(realm)
	v, err := realm.Runtime().RunString(`(() => { try { undefined.x } catch (e) { return e } })`)
	if err != nil {
		b.Fatal(err)
	}
	f, _ := goja.AssertFunction(v)
	for b.Loop() {
		f(goja.Undefined())
	}
}
