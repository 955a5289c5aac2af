package extension_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
)

func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		name, source string
		want         []string
	}{
		{"in a later task", `api.sum(new ArrayBuffer(3), n => say('answer', n)); Promise.resolve().then(() => say('job')); say('end')`,
			[]string{"end", "job", "answer 0"}},
		{"in the order of the calls", `api.two(false, n => say(n)); api.nothing(() => say('nothing')); api.two(true, n => say(n))`,
			[]string{"1", "nothing", "2"}},
		{"no value", `api.nothing(function () { say(arguments.length, this === globalThis) })`, []string{"0 true"}},
		{"a value that is absent", `api.two(false, (...args) => say(args.length, args))`, []string{"1 1"}},
		{"two values", `api.two(true, (...args) => say(args.length, args))`, []string{"2 2,text"}},
		{"no callback", `say(api.nothing() instanceof Promise, api.quiet(1) === undefined)`, []string{"true true"}},
		{"error", `api.fail('error', function () { say(arguments.length, chrome.runtime.lastError.message) })`, []string{"0 it failed"}},
		{"error with a result", `api.fail('both', n => say(n, chrome.runtime.lastError.message))`, []string{"-7 it failed with a result"}},
		{"error that nobody looks at", `api.fail('error', () => say('called'))`, []string{"called", "Unchecked runtime.lastError: it failed"}},
		{"error in the jobs of the callback", `api.fail('error', async () => { await 1; await 2; say(chrome.runtime.lastError.message) })`, []string{"it failed"}},
		{"life of lastError", `
			let has = () => say('lastError' in chrome.runtime, chrome.runtime.lastError);
			has(); api.fail('no', has); api.fail('error', () => { chrome.runtime.lastError; api.nothing(has) })`,
			[]string{"false undefined", "false undefined", "false undefined"}},
		{"assigned and deleted", `
			api.fail('error', () => { chrome.runtime.lastError = 5; say(chrome.runtime.lastError) });
			api.fail('error', () => { say(delete chrome.runtime.lastError, chrome.runtime.lastError) })`,
			[]string{"5", "Unchecked runtime.lastError: it failed", "true undefined", "Unchecked runtime.lastError: it failed"}},
		{"exception", `api.fail('error', () => { throw new Error('boom') }); api.nothing(() => say('next'))`,
			[]string{"Error handling response: Error: boom", "Unchecked runtime.lastError: it failed", "next"}},
		{"promise", `api.sum(new ArrayBuffer(1)).then(n => say(n)); api.nothing().then(v => say(v)); api.two(true).then(v => say(v))`,
			[]string{"0", "undefined", "2"}},
		{"rejection", `api.fail('error').catch(e => say(e instanceof Error, e, 'lastError' in chrome.runtime)); api.fail('both').catch(e => say(e))`,
			[]string{"true Error: it failed false", "Error: it failed with a result"}},
		{"rejection that nobody handles", `api.fail('error'); api.fail('error', null); api.fail('error', undefined)`,
			[]string{"unhandled Error: it failed", "unhandled Error: it failed", "unhandled Error: it failed"}},
		{"rejection when the app has another Error", `let E = Error; Error = function () { return {} }; api.fail('error').catch(e => say(e instanceof E, e.message))`,
			[]string{"true it failed"}},
		{"direct", `say(api.add(1, 2)); try { api.add(1) } catch (e) { say(e instanceof Error, e) }; try { api.add('1') } catch (e) { say(e) }`,
			[]string{"3", "true Error: nothing to add", "TypeError: Error in invocation of test.add(integer a, optional integer b): No matching signature."}},
		{"callback required", `try { api.later(1) } catch (e) { say(e.message) }`,
			[]string{"Error in invocation of test.later(integer id, function callback): No matching signature."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t)
			f.begun = func(_ int, r *extension.Reply[int]) { r.Succeed(1) }
			f.page("").run(c.source)
			f.finish(c.want...)
		})
	}
}

func TestRepliesFromOtherGoroutines(t *testing.T) {
	f := newFixture(t)
	var wg sync.WaitGroup
	f.begun = func(id int, r *extension.Reply[int]) {
		wg.Go(func() {
			switch id % 3 {
			case 0:
				r.Succeed(id)
			case 1:
				r.Fail(extension.Error("no"))
			default:
				r.Done(id, extension.WithResult(errors.New("half")))
			}
		})
	}
	f.page("").run(`
		let left = 300, sum = 0, errors = {};
		for (let i = 0; i < 300; i++) api.later(i, n => {
			let e = chrome.runtime.lastError;
			if (e) errors[e.message] = (errors[e.message] || 0) + 1;
			if (n !== undefined) sum += n === i ? 1 : 1000;
			if (--left === 0) say(sum, JSON.stringify(errors, Object.keys(errors).sort()));
		});
	`)
	f.finish(`200 {"half":100,"no":100}`)
	wg.Wait()
}

func TestAbandonedRepliesDoNotKeepTheLoopAlive(t *testing.T) {
	f := newFixture(t)
	f.begun = func(_ int, r *extension.Reply[int]) { r.Abandon() }
	f.page("").run(`api.later(1, () => say('answered')); api.quiet(2)`)
	f.finish() // and it does finish
}

func TestUnansweredRepliesKeepTheLoopAlive(t *testing.T) {
	f := newFixture(t)
	asked := make(chan *extension.Reply[int], 1)
	f.begun = func(_ int, r *extension.Reply[int]) { asked <- r }
	f.page("").run(`api.later(1, n => say('answered', n))`)
	ended := make(chan struct{})
	go func() { f.finish("answered 5"); close(ended) }()
	r := <-asked
	select {
	case <-ended:
		t.Error("the loop ended with a call that was not answered")
	default:
	}
	r.Succeed(5)
	<-ended
}

// An optional callback that was left out, of a function without promises.
func TestAnswersThatNobodyWaitsFor(t *testing.T) {
	f := newFixture(t)
	f.begun = func(id int, r *extension.Reply[int]) {
		if id == 1 {
			r.Succeed(1)
		} else {
			r.Fail(extension.Error("gone"))
		}
	}
	f.page("").run(`api.quiet(1); api.quiet(2); api.quiet(3, () => chrome.runtime.lastError)`)
	f.finish("Unchecked runtime.lastError: gone")
}

// A getter, or a trap, in the arguments may call the same function while its
// arguments are decoded, or throw.
func TestArgumentsThatRunJavaScript(t *testing.T) {
	runs(t, `
		let depth = 0;
		let nested = () => ({
			get count() { if (depth++ < 3) api.echo(nested(), o => say('inner', JSON.stringify(o))); return depth-- },
			name: 'level ' + depth,
			inner: {get a() { api.echo({inner: {a: 100}}); return 7 }},
		});
		api.echo(nested(), o => say('outer', JSON.stringify(o)));
	`,
		`inner {"count":4,"inner":{"a":7},"name":"level 3"}`,
		`inner {"count":3,"inner":{"a":7},"name":"level 2"}`,
		`inner {"count":2,"inner":{"a":7},"name":"level 1"}`,
		`outer {"count":1,"inner":{"a":7},"name":"level 0"}`,
	)
	runs(t, `
		let own = new Error('own');
		for (let i = 0; i < 3; i++) try { api.echo({name: 'x', get count() { throw own }}, () => say('called')) } catch (e) { say(e === own) }
		try { api.echo(new Proxy({}, {ownKeys() { throw own }}), () => say('called')) } catch (e) { say(e === own) }
		api.echo({flag: true}, o => say(JSON.stringify(o)));
	`, "true", "true", "true", "true", `{"flag":true}`)
}

// The loop's goroutine is the only one: what a callback does while another
// answer waits must not reach that answer.
func TestCallsInsideCallbacks(t *testing.T) {
	runs(t, `
		api.fail('error', () => {
			say(chrome.runtime.lastError.message);
			api.fail('both', n => say(n, chrome.runtime.lastError.message));
			api.sum(new ArrayBuffer(1), () => say(chrome.runtime.lastError));
			say(chrome.runtime.lastError.message);
		});
	`, "it failed", "it failed", "-7 it failed with a result", "undefined")
}

func TestPendingCalls(t *testing.T) {
	f := newFixture(t)
	f.page("").run(`api.later(1, () => {}); api.quiet(2); api.nothing(() => {}); try { api.echo({x: 1}, () => {}) } catch (e) { }`)
	f.task(func() {
		if n := f.app.PendingCalls(); n != 3 {
			t.Errorf("%d calls are pending, want 3: later, quiet and nothing", n)
		}
		f.replies[1].Succeed(1)
		f.replies[2].Abandon()
	})
	f.finish()
	if n := f.app.PendingCalls(); n != 0 {
		t.Errorf("%d calls are pending after all were answered", n)
	}
}
