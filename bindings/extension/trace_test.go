package extension_test

import (
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
)

// TestTrace is a whole conversation, as --trace shows it.
func TestTrace(t *testing.T) {
	f := newFixture(t)
	f.app.Trace = func(line string) { f.say(line) }
	first := f.page("")
	second := f.page("")
	f.begun = func(_ int, r *extension.Reply[int]) { r.Abandon() }
	first.run(`
		api.onPacket.addListener(() => {});
		api.onTwo.addListener(() => {});
		api.add(1, 2);
		try { api.echo({unknown: 1}) } catch (e) { }
		try { api.echo(1) } catch (e) { }
		api.echo({name: 'a "quoted" text\n', inner: {a: 1, b: 'x'}, list: [1, 2], bytes: new Uint8Array([104, 105, 0]), anything: null}, () => {});
		api.fail('error', () => chrome.runtime.lastError);
		api.fail('both', () => chrome.runtime.lastError);
		api.later(5, () => {});
		api.nothing().then(() => {});
		api.sum(new Uint8Array(100), () => {});
		api.echo({name: 'x'.repeat(50), list: [1, 2, 3, 4, 5, 6, 7, 8, 9]}, () => {});
		api.echo({anything: {a: {b: {c: {}}}}}, () => {});
	`)
	second.run(`api.onPacket.addListener(() => {})`)
	f.task(func() {
		f.task(func() { f.onPacket.Dispatch(packet{1, []byte("GET / HTTP/1.1")}) })
		f.task(func() { f.onTwo.Dispatch(two{1, "b"}) })
		f.task(func() { f.onInner.Dispatch(inner{}) }) // nobody listens
	})
	const x40 = `"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"...`
	const zeros = `<100 bytes "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"...>`
	f.finish(
		`call test.add(1, 2)`,
		`call test.echo({unknown: 1})`,
		`call test.echo({name: "a \"quoted\" text\n", inner: {a: 1, b: "x"}, list: [1, 2], bytes: <3 bytes "hi\x00">, anything: null}, function)`,
		`call test.fail("error", function)`,
		`call test.fail("both", function)`,
		`call test.later(5, function)`,
		`call test.nothing()`,
		`call test.sum(`+zeros+`, function)`,
		`call test.echo({name: `+x40+`, list: [1, 2, 3, 4, 5, 6, 7, 8, ...]}, function)`,
		`call test.echo({anything: {a: {b: ...}}}, function)`,
		`answer test.echo({bytes: <3 bytes "hi\x00">, inner: {a: 1, b: "x"}, list: [1, 2], name: "a \"quoted\" text\n"})`,
		`answer test.fail() lastError "it failed"`,
		`answer test.fail(-7) lastError "it failed with a result"`,
		`answer test.nothing()`,
		`answer test.sum(0)`,
		`answer test.echo({list: [1, 2, 3, 4, 5, 6, 7, 8, ...], name: `+x40+`})`,
		`answer test.echo({anything: {a: {b: ...}}})`,
		`event test.onPacket({data: <14 bytes "GET / HTTP/1.1">, id: 1})`,
		`event test.onPacket({data: <14 bytes "GET / HTTP/1.1">, id: 1})`,
		`event test.onTwo(1, "b")`,
	)
}

// A long text is cut between two characters.
func TestTraceCutsCharacters(t *testing.T) {
	f := newFixture(t)
	f.app.Trace = func(line string) { f.say(line) }
	f.page("").run(`api.fail('` + "x" + `' + '\u20ac'.repeat(50), () => {})`)
	f.loop.Run()
	const want = `call test.fail("x€€€€€€€€€€€€€"..., function)`
	if f.journal[0] != want {
		t.Errorf("the trace has\n  %s\nwant\n  %s", f.journal[0], want)
	}
}

func TestTraceOfOddValues(t *testing.T) {
	f := newFixture(t)
	f.app.Trace = func(line string) { f.say(line) }
	f.page("").run(`
		let loop = {}; loop.self = loop;
		for (let value of [loop, Symbol('s'), 1n, -0, NaN, Object.create(null), new Date(0), [[[[1]]]], undefined, new Proxy({}, {}), class C {}])
			api.echo({anything: value}, () => {});
	`)
	f.loop.Run()
	if len(f.journal) != 22 {
		t.Errorf("of 11 calls and 11 answers the trace has %d lines:\n%v", len(f.journal), f.journal)
	}
}
