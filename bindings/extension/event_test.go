package extension_test

import (
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
)

func TestEvents(t *testing.T) {
	for _, c := range []struct {
		name, source string
		want         []string // when onInner is dispatched with a: 1, then a: 2
	}{
		{"no listener", `api.onInner.removeListener(() => say('called'))`, nil},
		{"order", `for (let i of [1, 2, 3]) api.onInner.addListener(e => say(i, e.a))`, []string{"1 1", "2 1", "3 1", "1 2", "2 2", "3 2"}},
		{"added twice", `let f = e => say(e.a); api.onInner.addListener(f); api.onInner.addListener(f)`, []string{"1", "2"}},
		{"removed by an earlier listener: still called in this round", `
			let second = e => say('second', e.a);
			api.onInner.addListener(e => { say('first', e.a); api.onInner.removeListener(second) });
			api.onInner.addListener(second)`,
			[]string{"first 1", "second 1", "first 2"}},
		{"added by a listener: not called in this round", `
			let second = e => say('second', e.a);
			api.onInner.addListener(e => { say('first', e.a); api.onInner.addListener(second) })`,
			[]string{"first 1", "first 2", "second 2"}},
		{"removed and added again by itself: goes to the end", `
			let first = e => { say('first', e.a); api.onInner.removeListener(first); api.onInner.addListener(first) };
			api.onInner.addListener(first); api.onInner.addListener(e => say('second', e.a))`,
			[]string{"first 1", "second 1", "second 2", "first 2"}},
		{"all removed by the first", `
			let listeners = [1, 2, 3].map(i => e => { say(i, e.a); for (let l of listeners) api.onInner.removeListener(l) });
			listeners.forEach(l => api.onInner.addListener(l)); `,
			[]string{"1 1", "2 1", "3 1"}},
		{"one argument for all listeners, made anew for each event", `
			let last; api.onInner.addListener(e => { say(e !== last, e.a); last = e; e.a = 'changed' });
			api.onInner.addListener(e => say(e === last, e.a))`,
			[]string{"true 1", "true changed", "true 2", "true changed"}},
		{"exception", `
			api.onInner.addListener(() => { throw new TypeError('boom') });
			api.onInner.addListener(e => say('next', e.a))`,
			[]string{"Error in event handler: TypeError: boom", "next 1", "Error in event handler: TypeError: boom", "next 2"}},
		{"promise jobs after all listeners", `
			api.onInner.addListener(e => Promise.resolve().then(() => say('job', e.a)));
			api.onInner.addListener(e => say('next', e.a))`,
			[]string{"next 1", "job 1", "next 2", "job 2"}},
		{"rejection in a listener", `api.onInner.addListener(async e => { throw e.a })`, []string{"unhandled 1", "unhandled 2"}},
		{"this", `api.onInner.addListener(function (e) { 'use strict'; say(this === globalThis, arguments.length) })`, []string{"true 1", "true 1"}},
		{"added by a callback", `api.nothing(() => api.onInner.addListener(e => say(e.a)))`, []string{"1", "2"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t)
			f.page("").run(c.source)
			f.task(func() {
				f.task(func() { f.onInner.Dispatch(inner{A: 1}) })
				f.task(func() { f.onInner.Dispatch(inner{A: 2}) })
			})
			f.finish(c.want...)
		})
	}
}

func TestEventArguments(t *testing.T) {
	f := newFixture(t)
	f.page("").run(`
		api.onInner.addListener((...args) => say('inner', args.length, JSON.stringify(args)));
		api.onTwo.addListener((...args) => say('two', args.length, args));
		api.onNothing.addListener((...args) => say('nothing', args.length));
		api.onPacket.addListener(p => say('packet', p.id, p.data instanceof ArrayBuffer, new Uint8Array(p.data)));
	`)
	f.task(func() {
		f.onInner.Dispatch(inner{1, ptr("b")})
		f.onTwo.Dispatch(two{7, "text"})
		f.onNothing.Dispatch(extension.None{})
		f.onPacket.Dispatch(packet{3, []byte{1, 2}})
		f.onPacket.Dispatch(packet{4, nil})
	})
	f.finish(`inner 1 [{"a":1,"b":"b"}]`, "two 2 7,text", "nothing 0", "packet 3 true 1,2", "packet 4 true ")
}

func TestEventObjects(t *testing.T) {
	const illegal = "TypeError: Illegal invocation: Function must be called on an object of type Event"
	runs(t, `
		let {onInner, onTwo} = api, f = () => 1;
		let attempt = g => { try { say(g()) } catch (e) { say(e) } };
		say(Object.getOwnPropertyNames(onInner), onInner.addListener === onTwo.addListener, api.onInner === onInner);
		onInner.addListener.call(onTwo, f); say(onInner.hasListener(f), onTwo.hasListener(f), onTwo.hasListeners());
		attempt(() => (0, onInner.addListener)(f));
		attempt(() => onInner.hasListeners.call({}));
		attempt(() => onInner.addListener.call(Object.create(onInner), f));
		attempt(() => onInner.addListener(f, undefined));
		attempt(() => onInner.addListener(5, {}));
		attempt(() => onInner.addListener());
		attempt(() => onInner.removeListener());
		attempt(() => onInner.hasListener());
		attempt(() => onInner.hasListener(null));
		attempt(() => new onInner.constructor());
		onInner.addListener(() => 1); onInner.addListener(() => undefined); onInner.addListener(x => x); onInner.addListener(() => { throw 'thrown' });
		say(JSON.stringify(onInner.dispatch('x')), JSON.stringify(onTwo.dispatch()));
		delete api.onTwo; say(Object.keys(api).includes('onTwo'));
	`,
		"addListener,removeListener,hasListener,hasListeners,dispatch true true", "false true true",
		illegal, illegal, illegal,
		"TypeError: This event does not support filters", "undefined", "undefined", "undefined",
		"TypeError: Insufficient number of arguments.",
		"TypeError: Error processing argument at index 0, conversion failure from null",
		"Error: Objects of type Event cannot be created using the constructor.",
		"Error in event handler: thrown", `{"results":[1,"x"]} {"results":[1]}`, "false",
	)
}

// TestEventsReachTheListenersOfADeletedMember is what Chrome does: the event
// goes to the Event object, not to where a script may find it.
func TestEventsReachTheListenersOfADeletedMember(t *testing.T) {
	f := newFixture(t)
	f.page("").run(`api.onInner.addListener(e => say(e.a)); delete api.onInner; chrome = undefined`)
	f.task(func() { f.onInner.Dispatch(inner{A: 1}) })
	f.finish("1")
}
