package extension_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestConvert calls echo, which answers with the dictionary that it got.
func TestConvert(t *testing.T) {
	for _, c := range []struct {
		source string
		want   options
		answer string
	}{
		{`{}`, options{}, `{}`},
		{`undefined`, options{}, `{}`},
		{`null`, options{}, `{}`},
		{`{name: null, count: undefined}`, options{}, `{}`},
		{`{flag: false, count: -0, ratio: -0.5, name: ''}`,
			options{Flag: ptr(false), Count: ptr(0), Ratio: ptr(-0.5), Name: ptr("")},
			`{"count":0,"flag":false,"name":"","ratio":-0.5}`},
		{`{count: 5.0, ratio: 7, name: 'a\0\u00e9\u{1f600}', color: 'dark-blue'}`,
			options{Count: ptr(5), Ratio: ptr(7.0), Name: ptr("a\x00é😀"), Color: ptr("dark-blue")},
			`{"color":"dark-blue","count":5,"name":"a\u0000é😀","ratio":7}`},
		{`{name: '\ud800x\udc00'}`, options{Name: ptr("\uFFFD\uFFFD\uFFFDx\uFFFD\uFFFD\uFFFD")}, `{"name":"���x���"}`},
		{`{name: '\uFFFD\ud83d\ude00\ud83d'}`, options{Name: ptr("\uFFFD😀\uFFFD\uFFFD\uFFFD")}, `{"name":"�😀���"}`},
		{`{inner: {a: 1}, inners: [{a: 2, b: 'x'}, {b: 'y', a: 3}], list: [3, 2, 1]}`,
			options{Inner: &inner{A: 1}, Inners: &[]inner{{2, ptr("x")}, {3, ptr("y")}}, List: &[]int{3, 2, 1}},
			`{"inner":{"a":1},"inners":[{"a":2,"b":"x"},{"a":3,"b":"y"}],"list":[3,2,1]}`},
		{`{list: [], inners: []}`, options{List: &[]int{}, Inners: &[]inner{}}, `{"inners":[],"list":[]}`},
		{`{bytes: new Uint8Array([7, 8, 9]).subarray(1)}`, options{Bytes: &[]byte{8, 9}}, `{"bytes":{}}`},
		{`Object.create({name: 'inherited'})`, options{}, `{}`},
		{`Object.defineProperty({}, 'name', {value: 'hidden'})`, options{}, `{}`},
		{`{[Symbol('name')]: 1, get name() { return 'got' }}`, options{Name: ptr("got")}, `{"name":"got"}`},
		{`new Proxy({}, {ownKeys: () => ['name'], getOwnPropertyDescriptor: () => ({value: 1, enumerable: true, configurable: true}), get: () => 'trapped'})`,
			options{Name: ptr("trapped")}, `{"name":"trapped"}`},
		{`new Proxy([], {})`, options{}, `{}`},
	} {
		f := newFixture(t)
		f.page("").run(`api.echo(` + c.source + `, o => say(JSON.stringify(o)))`)
		f.finish(c.answer)
		if len(f.options) != 1 {
			t.Errorf("%s: the handler was called %d times", c.source, len(f.options))
			continue
		}
		if diff := cmp.Diff(c.want, f.options[0], cmpopts.IgnoreFields(options{}, "Anything", "Choice")); diff != "" {
			t.Errorf("%s: the handler got (-want +got):\n%s", c.source, diff)
		}
	}
}

func TestOpenTypesAreHandedOnAsTheyAre(t *testing.T) {
	runs(t, `
		let thing = {f() {}};
		api.echo({anything: thing, choice: 'text'}, o => say(o.anything === thing, o.choice));
		api.echo({anything: say, choice: 7}, o => say(o.anything === say, o.choice));
		api.make('array', v => say(Array.isArray(v), v instanceof Array, v));
		api.make('nothing', function () { say(arguments.length) });
	`, "true text", "true 7", "true true 1,2", "0")
}

func TestConversionErrors(t *testing.T) {
	for source, want := range map[string]string{
		`{count: 1.5}`:             "Error at property 'count': Invalid type: expected integer, found number.",
		`{count: '1'}`:             "Error at property 'count': Invalid type: expected integer, found string.",
		`{flag: 0}`:                "Error at property 'flag': Invalid type: expected boolean, found integer.",
		`{flag: Symbol()}`:         "Error at property 'flag': Invalid type: expected boolean, found other.",
		`{flag: 1n}`:               "Error at property 'flag': Invalid type: expected boolean, found other.",
		`{name: []}`:               "Error at property 'name': Invalid type: expected string, found array.",
		`{name: new String('')}`:   "Error at property 'name': Invalid type: expected string, found object.",
		`{name() {}}`:              "Error at property 'name': Invalid type: expected string, found function.",
		`{ratio: new Uint8Array}`:  "Error at property 'ratio': Invalid type: expected number, found binary.",
		`{ratio: NaN}`:             "Error at property 'ratio': Value must not be NaN or Infinity.",
		`{ratio: -Infinity}`:       "Error at property 'ratio': Value must not be NaN or Infinity.",
		`{color: 'blue'}`:          "Error at property 'color': Value must be one of dark-blue, green, red.",
		`{color: 1}`:               "Error at property 'color': Invalid type: expected test.Color, found integer.",
		`{bytes: 'x'}`:             "Error at property 'bytes': Invalid type: expected binary, found string.",
		`{bytes: [1]}`:             "Error at property 'bytes': Invalid type: expected binary, found array.",
		`{inner: {}}`:              "Error at property 'inner': Missing required property 'a'.",
		`{inner: {a: null}}`:       "Error at property 'inner': Missing required property 'a'.",
		`{inner: {a: 1, c: 1}}`:    "Error at property 'inner': Unexpected property: 'c'.",
		`{inner: {a: 1, b: 1}}`:    "Error at property 'inner': Error at property 'b': Invalid type: expected string, found integer.",
		`{inner: []}`:              "Error at property 'inner': Invalid type: expected test.Inner, found array.",
		`{list: [1, '2']}`:         "Error at property 'list': Error at index 1: Invalid type: expected integer, found string.",
		`{list: [1, , 2]}`:         "Error at property 'list': Error at index 1: Invalid type: expected integer, found undefined.",
		`{list: {length: 0}}`:      "Error at property 'list': Invalid type: expected array, found object.",
		`{inners: [{a: 1}, {}]}`:   "Error at property 'inners': Error at index 1: Missing required property 'a'.",
		`{choice: true}`:           "Error at property 'choice': Invalid type: expected [string|integer], found boolean.",
		`{unknown: undefined}`:     "Unexpected property: 'unknown'.",
		`{z: 1, a: 1}`:             "Unexpected property: 'z'.",
		`{count: 'x', unknown: 1}`: "Error at property 'count': Invalid type: expected integer, found string.",
		`new Uint8Array(2)`:        "Unexpected property: '0'.",
	} {
		f := newFixture(t)
		f.page("").run(`try { api.echo(` + source + `, () => say('called back')) } catch (e) { say(e instanceof TypeError, e.message) }`)
		f.finish("true Error in invocation of test.echo(optional test.Options options, optional function callback): Error at parameter 'options': " + want)
		if len(f.options) > 0 {
			t.Errorf("%s: the handler was called", source)
		}
	}
}

func TestBinary(t *testing.T) {
	runs(t, `
		let whole = new Uint8Array([1, 2, 4, 8, 16, 32, 64, 128]).buffer;
		let sums = [];
		for (let view of [whole, new Uint8Array(whole, 2, 3), new Uint16Array(whole, 2, 1), new Int8Array(whole, 7), new DataView(whole, 6, 1),
			new Float64Array(whole), new (class extends Uint8Array {})(whole, 1, 1), new Uint8Array(whole, 8)])
			api.sum(view, n => sums.push(n));
		new Uint8Array(whole).fill(0); // the bytes were taken in the calls
		api.nothing(() => say(sums));
	`, "255,28,12,128,64,255,2,0")
}

func TestDetachedBufferHasNoBytes(t *testing.T) {
	runs(t, `
		for (let of of [b => b, b => new Uint8Array(b, 1), b => new Uint16Array(b), b => new DataView(b)]) {
			let buffer = new Uint8Array([1, 2, 3, 4]).buffer, view = of(buffer);
			detach(buffer);
			api.sum(view, n => say(n));
		}
	`, "0", "0", "0", "0")
}

// TestViewsAreKnownByTheBuiltins replaces what a script can reach.
func TestViewsAreKnownByTheBuiltins(t *testing.T) {
	runs(t, `
		ArrayBuffer.isView = () => false;
		Object.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), 'buffer', {get() { throw new Error('buffer') }});
		Object.defineProperty(DataView.prototype, 'buffer', {get() { throw new Error('buffer') }});
		let array = new Uint8Array([1, 2]);
		Object.setPrototypeOf(array, null);
		api.sum(array, n => say(n));
		JSON.parse = Promise.resolve = undefined;
		api.sum(new Uint8Array([5])).then(n => say(n));
	`, "3", "5")
}

// TestResultsAreOwnProperties is about an app, or a library in it, that has
// put accessors on Object.prototype. Results are made without a look there.
func TestResultsAreOwnProperties(t *testing.T) {
	runs(t, `
		for (let name of ['a', 'inner', 'name', 'message', 'results'])
			Object.defineProperty(Object.prototype, name, {set() { say('set', name) }, get() { return 'inherited ' + name }});
		let given = Object.create(null, {name: {value: 'n', enumerable: true}});
		api.echo(given, o => say(Object.keys(o), o.name));
		api.fail('error', () => say(Object.keys(chrome.runtime.lastError), chrome.runtime.lastError.message));
		api.onNothing.addListener(() => 1);
		say(Object.keys(api.onNothing.dispatch()));
	`, "results", "name n", "message it failed")
}
