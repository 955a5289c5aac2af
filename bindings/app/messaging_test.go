package app_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ask is a page that sends {} and logs the answer as a callback gets it.
const ask = `runtime.sendMessage({}, (...answer) => log(...answer, lastError()));`

// askPromise does so with a promise.
const askPromise = `runtime.sendMessage({}).then(answer => log('resolved', answer), e => log('rejected', String(e)));`

// The errors, as the pages log them.
const (
	noReceiver  = `"Could not establish connection. Receiving end does not exist."`
	portClosed  = `"The message port closed before a response was received."`
	asyncClosed = `A listener indicated an asynchronous response by returning true, but the message channel closed before a response was received`
)

func TestSendMessage(t *testing.T) {
	// listen makes a page whose only listener has this body.
	listen := func(body string) string {
		return `runtime.onMessage.addListener(function(message, sender, sendResponse) {` + body + `});`
	}
	tests := []struct {
		name    string
		scripts []string // of the pages a, b, c, run in this order
		want    []string
	}{
		{"nobody listens", []string{ask, ""}, []string{`a: ` + noReceiver}},
		{"the sender does not hear itself", []string{listen(`log('heard')`) + ask}, []string{`a: ` + noReceiver}},
		{"nobody listens, promise", []string{askPromise}, []string{`a: "rejected" "Error: Could not establish connection. Receiving end does not exist."`}},
		{"nobody listens, unhandled", []string{`runtime.sendMessage({})`}, []string{
			`a: Uncaught (in promise) Error: Could not establish connection. Receiving end does not exist.`}},
		{"lastError unread", []string{`runtime.sendMessage({}, () => log('called'))`}, []string{
			`a: "called"`, `a: Unchecked runtime.lastError: Could not establish connection. Receiving end does not exist.`}},
		{"own id", []string{`runtime.sendMessage(runtime.id, 'm', log)`, listen(`sendResponse(message)`)}, []string{`a: "m"`}},
		{"own id, promise", []string{`runtime.sendMessage(runtime.id, 'm').then(log)`, listen(`sendResponse(message)`)}, []string{`a: "m"`}},
		{"another app", []string{`runtime.sendMessage('` + otherID + `', 'm', () => log(lastError()))`, listen(`log(message)`)}, []string{`a: ` + noReceiver}},

		{"answer", []string{ask, listen(`log(sendResponse('one')); sendResponse('two');`)}, []string{`b: undefined`, `a: "one" undefined`}},
		{"answer with nothing", []string{ask, listen(`sendResponse()`)}, []string{`a: null undefined`}},
		{"answer with undefined", []string{ask, listen(`sendResponse(undefined, 1)`)}, []string{`a: null undefined`}},
		{"answer, promise", []string{askPromise, listen(`sendResponse()`)}, []string{`a: "resolved" null`}},
		{"answer later", []string{ask, listen(`later(() => sendResponse('late')); return true;`)}, []string{`a: "late" undefined`}},
		{"only true holds the channel", []string{ask, listen(`later(() => log(sendResponse('late'))); return 1;`)}, []string{`b: undefined`, `a: ` + portClosed}},
		{"nobody answers", []string{ask, listen(``)}, []string{`a: ` + portClosed}},
		{"nobody answers, promise", []string{askPromise, listen(``)}, []string{`a: "resolved" undefined`}},

		{"promise", []string{ask, listen(`return Promise.resolve({p: 1})`)}, []string{`a: {"p":1} undefined`}},
		{"promise of nothing", []string{ask, listen(`return Promise.resolve()`)}, []string{`a: null undefined`}},
		{"async listener", []string{ask, `runtime.onMessage.addListener(async () => 'done')`}, []string{`a: "done" undefined`}},
		{"thenable", []string{ask, listen(`return {then(done) { done('no') }}`)}, []string{`a: ` + portClosed}},
		{"sendResponse before the promise", []string{ask, listen(`sendResponse('sent'); return Promise.resolve('promise');`)}, []string{`a: "sent" undefined`}},
		{"then replaced", []string{ask, `Promise.prototype.then = undefined;` + listen(`return Promise.resolve(1)`)}, []string{`a: 1 undefined`}},
		{"promise rejects", []string{ask, listen(`return Promise.reject(new Error('r'))`)}, []string{`a: "r"`}},
		{"promise rejects, no error", []string{ask, listen(`return Promise.reject('r')`)}, []string{`a: "A runtime.onMessage listener's promise rejected without an Error"`}},
		{"promise rejects, empty message", []string{ask, listen(`return Promise.reject(new Error)`)}, []string{`a: ` + portClosed}},
		{"promise rejects, message no string", []string{ask, listen(`const e = new Error; e.message = 5; return Promise.reject(e);`)}, []string{
			`a: "A runtime.onMessage listener's promise rejected without an Error"`}},
		{"promise of a function", []string{ask, listen(`return Promise.resolve(() => 1)`)}, []string{
			`a: "Could not serialize message."`, `b: Uncaught (in promise) TypeError: Could not serialize message.`}},

		{"listener throws", []string{ask, listen(`throw new TypeError('t')`)}, []string{`b: Error in event handler: TypeError: t`, `a: "t"`}},
		{"listener throws, promise", []string{askPromise, listen(`throw new TypeError('t')`)}, []string{`b: Error in event handler: TypeError: t`, `a: "rejected" "Error: t"`}},
		{"listener throws no error", []string{ask, listen(`throw 't'`)}, []string{
			`b: Error in event handler: t`, `a: "Error message from listener couldn't be parsed or was empty."`}},
		{"listener throws, message throws", []string{ask, listen(`const e = new Error; Object.defineProperty(e, 'message', {get() { throw 1 }}); e.toString = () => 'e'; throw e;`)}, []string{
			`b: Error in event handler: e`, `a: "Error message from listener couldn't be parsed or was empty."`}},
		{"listener throws, empty message", []string{ask, listen(`throw new Error`)}, []string{`b: Error in event handler: Error`, `a: ` + portClosed}},
		{"listener answers, then throws", []string{ask, listen(`sendResponse('ok'); throw new Error('t')`)}, []string{`b: Error in event handler: Error: t`, `a: "ok" undefined`}},
		{"one throws, the next answers", []string{ask, listen(`throw new Error('t')`) + listen(`sendResponse('no')`)}, []string{`b: Error in event handler: Error: t`, `a: "t"`}},
		{"answer cannot be sent", []string{ask, listen(`try { sendResponse(() => 1) } catch (e) { log(String(e)) } sendResponse('no');`)}, []string{
			`b: "TypeError: Could not serialize message."`, `a: "Could not serialize message."`}},
		{"second answer cannot be sent", []string{ask, listen(`sendResponse(1); sendResponse(() => 1);`)}, []string{`a: 1 undefined`}},
		{"all listeners hear, the first answers", []string{ask, listen(`sendResponse(1); message.x = 'changed'`) + listen(`log(message); sendResponse(2)`)}, []string{
			`b: {"x":"changed"}`, `a: 1 undefined`}},
		{"one holds, the other answers", []string{ask, listen(`return true`) + listen(`sendResponse(2)`)}, []string{`a: 2 undefined`}},

		{"one of two pages answers later", []string{ask, listen(`log('b')`), listen(`log('c'); later(() => sendResponse('c')); return true;`)}, []string{`b: "b"`, `c: "c"`, `a: "c" undefined`}},
		{"one of two pages throws", []string{ask, listen(`later(() => sendResponse('late')); return true;`), listen(`throw new Error('c')`)}, []string{`c: Error in event handler: Error: c`, `a: "c"`}},
		{"no page answers", []string{ask, listen(``), listen(``)}, []string{`a: ` + portClosed}},
		{"the page that is to answer closes", []string{ask, listen(`later(close); return true;`)}, []string{`a: "` + asyncClosed + `"`}},
		{"the page that is to answer closes, promise", []string{askPromise, listen(`later(close); return new Promise(() => {});`)}, []string{
			`a: "rejected" "Error: ` + asyncClosed + `"`}},
		{"a page closes in its listener", []string{ask, listen(`close(); return Promise.resolve(1);`)}, []string{`a: ` + portClosed}},
		{"one of two pages that are to answer closes", []string{ask, listen(`later(close); return true;`), listen(`later(() => later(() => sendResponse('c'))); return true;`)}, []string{`a: "c" undefined`}},
		{"the asking page closes", []string{ask + `later(close)`, listen(`later(() => later(() => { log('answering'); sendResponse(1); })); return true;`)}, []string{`b: "answering"`}},
		{"order", []string{`for (let i = 0; i < 3; i++) runtime.sendMessage(i, log)`, listen(`log(message); sendResponse(message)`)}, []string{
			`b: 0`, `b: 1`, `b: 2`, `a: 0`, `a: 1`, `a: 2`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := newFixture(t, "a", "b", "c")
			for i, script := range test.scripts {
				f.run(f.names[i], script)
			}
			f.loop.Run()
			if diff := cmp.Diff(test.want, f.log); diff != "" {
				t.Errorf("what the pages log (-want +got):\n%s", diff)
			}
		})
	}
}

func TestMessageListenerArguments(t *testing.T) {
	f := newFixture(t, "a", "b")
	f.run("b", `runtime.onMessage.addListener(function(message, sender, sendResponse) {
		'use strict';
		log(arguments.length, sender, sendResponse.name, sendResponse.length, this === globalThis, message instanceof Object);
	});`)
	f.run("a", `runtime.sendMessage({}).then(log)`)
	f.loop.Run()
	want := []string{
		`b: 3 {"id":"` + ownID + `","url":"chrome-extension://` + ownID + `/a.html?a&b#c","origin":"chrome-extension://` + ownID + `"} "" 0 true true`,
		`a: undefined`,
	}
	if diff := cmp.Diff(want, f.log); diff != "" {
		t.Errorf("what the pages log (-want +got):\n%s", diff)
	}
}

// TestMessageValues is on what JSON makes of a message, there and back.
func TestMessageValues(t *testing.T) {
	tests := []struct{ value, want string }{
		{`undefined`, `null`},
		{`null`, `null`},
		{`NaN`, `null`},
		{`-0`, `0`},
		{`'text'`, `"text"`},
		{`new Date(0)`, `"1970-01-01T00:00:00.000Z"`},
		{`new Map([[1, 2]])`, `{}`},
		{`new ArrayBuffer(2)`, `{}`},
		{`new Uint8Array(2)`, `{"0":0,"1":0}`},
		{`/x/`, `{}`},
		{`[undefined, () => 1]`, `[null,null]`},
		{`{z: 1, a: undefined, f() {}, b: {toJSON(key) { return 'for ' + key }}, 2: 1}`, `{"2":1,"z":1,"b":"for b"}`},
	}
	for _, test := range tests {
		f := newFixture(t, "a", "b")
		f.run("b", `runtime.onMessage.addListener((message, sender, sendResponse) => { log(message); sendResponse(`+test.value+`); });`)
		f.run("a", `runtime.sendMessage(`+test.value+`, log)`)
		f.loop.Run()
		if diff := cmp.Diff([]string{"b: " + test.want, "a: " + test.want}, f.log); diff != "" {
			t.Errorf("%s as the message and as the answer (-want +got):\n%s", test.value, diff)
		}
	}
}

// TestMessageBuiltins is on scripts that replace what messaging is made with.
func TestMessageBuiltins(t *testing.T) {
	f := newFixture(t, "a", "b")
	const replace = `JSON.parse = JSON.stringify = Promise.prototype.then = globalThis.Promise = undefined;`
	f.run("b", replace+`runtime.onMessage.addListener(async message => message + 1)`)
	f.run("a", replace+`runtime.sendMessage(1, answer => write(String(answer)))`)
	f.loop.Run()
	if diff := cmp.Diff([]string{"a: 2"}, f.log); diff != "" {
		t.Errorf("what the pages log (-want +got):\n%s", diff)
	}
}

func TestPorts(t *testing.T) {
	// open connects as p and logs what p hears.
	open := func(then string) string {
		return `const p = runtime.connect({name: 'n'});
			p.onMessage.addListener(message => log('got', message));
			p.onDisconnect.addListener((...args) => log('gone', args.length, args[0] === p, lastError(), 'lastError' in runtime));` + then
	}
	// take does the same at the other end.
	take := func(then string) string {
		return `runtime.onConnect.addListener(p => {
			p.onMessage.addListener((message, port) => { log('got', message, port === p); });
			p.onDisconnect.addListener((...args) => log('gone', args.length, args[0] === p, lastError(), 'lastError' in runtime));` + then + `});`
	}
	tests := []struct {
		name    string
		scripts []string
		want    []string
	}{
		{"nobody listens", []string{open(``)}, []string{`a: "gone" 1 true ` + noReceiver + ` true`}},
		{"own listener", []string{take(``) + `runtime.connect().onDisconnect.addListener(() => log(lastError()))`}, []string{`a: ` + noReceiver}},
		{"another app", []string{`runtime.connect('` + otherID + `').onDisconnect.addListener(() => log(lastError()))`, take(``)}, []string{`a: ` + noReceiver}},
		{"nobody listens, unread", []string{`runtime.connect()`}, []string{`a: Unchecked runtime.lastError: Could not establish connection. Receiving end does not exist.`}},
		{"exception in onDisconnect", []string{`runtime.connect().onDisconnect.addListener(() => { throw new Error('boom') })`}, []string{
			`a: Error in event handler: Error: boom`, `a: Unchecked runtime.lastError: Could not establish connection. Receiving end does not exist.`}},
		{"disconnected before it is refused", []string{open(`p.disconnect()`)}, nil},
		{"messages", []string{open(`p.postMessage(1); p.postMessage(undefined)`), take(`p.postMessage('hello')`)}, []string{`b: "got" 1 true`, `b: "got" null true`, `a: "got" "hello"`}},
		{"message, then disconnect", []string{open(`p.postMessage(1); p.disconnect()`), take(``)}, []string{`b: "got" 1 true`, `b: "gone" 1 true undefined false`}},
		{"disconnect in onConnect", []string{open(`p.postMessage(1)`), take(`p.disconnect()`)}, []string{`a: "gone" 1 true undefined false`}},
		{"greeting, then disconnect", []string{open(``), take(`p.postMessage('hello'); p.disconnect()`)}, []string{`a: "got" "hello"`, `a: "gone" 1 true undefined false`}},
		{"two pages", []string{open(`p.postMessage(1)`), take(`p.postMessage('b')`), take(`p.postMessage('c')`)}, []string{
			`b: "got" 1 true`, `c: "got" 1 true`, `a: "got" "b"`, `a: "got" "c"`}},
		{"the opener leaves two pages", []string{open(`later(() => p.disconnect())`), take(``), take(``)}, []string{
			`b: "gone" 1 true undefined false`, `c: "gone" 1 true undefined false`}},
		{"one of two pages leaves", []string{open(``), take(`p.disconnect()`), take(`later(() => later(() => { p.postMessage('unheard'); log('posted') }))`)}, []string{
			`a: "gone" 1 true undefined false`, `c: "posted"`}},
		{"one of two pages closes, then the other", []string{open(``), take(`later(close)`), take(`later(() => later(() => { p.postMessage('still'); later(close) }))`)}, []string{
			`a: "got" "still"`, `a: "gone" 1 true undefined false`}},
		{"the opener's page closes", []string{open(`later(close)`), take(``)}, []string{`b: "gone" 1 true undefined false`}},
		{"connect in a closed page", []string{`close(); try { runtime.connect() } catch (e) { log(String(e)) }`}, []string{`a: "Error: Extension context invalidated."`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := newFixture(t, "a", "b", "c")
			for i, script := range test.scripts {
				f.run(f.names[i], script)
			}
			f.loop.Run()
			if diff := cmp.Diff(test.want, f.log); diff != "" {
				t.Errorf("what the pages log (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPortObject(t *testing.T) {
	f := newFixture(t, "a", "b")
	f.run("b", `runtime.onConnect.addListener(p => log(Object.keys(p), p.name, p.sender.url, p instanceof Object));`)
	f.run("a", `
		const p = runtime.connect({name: 'n'}), q = runtime.connect();
		log(Object.keys(p), p.name, q.name, p.sender, p.postMessage === q.postMessage);
		const thrown = f => { try { return f() } catch (e) { return String(e) } };
		log(thrown(() => new p.constructor));
		log(thrown(() => p.postMessage()));
		log(thrown(() => p.postMessage(() => 1)));
		log(thrown(() => p.postMessage.call({}, 1)));
		log(thrown(() => (0, p.disconnect)()));
		q.onMessage.addListener(log);
		log(q.onMessage.hasListeners(), q.disconnect(), q.onMessage.hasListeners(), q.disconnect());
		q.onMessage.addListener(log);
		log(q.onMessage.hasListeners(), thrown(() => q.postMessage(() => 1)));
	`)
	f.loop.Run()
	const keys = `["sender","onMessage","onDisconnect","name","disconnect","postMessage"]`
	want := []string{
		`a: ` + keys + ` "n" "" undefined true`,
		`a: "Error: Objects of type Port cannot be created using the constructor."`,
		`a: "TypeError: Insufficient number of arguments."`,
		`a: "Error: Could not serialize message."`,
		`a: "TypeError: Illegal invocation: Function must be called on an object of type Port"`,
		`a: "TypeError: Illegal invocation: Function must be called on an object of type Port"`,
		`a: true undefined false undefined`,
		`a: false "Error: Attempting to use a disconnected port object"`,
		`b: ` + keys + ` "n" "chrome-extension://` + ownID + `/a.html?a&b#c" true`,
		`b: ` + keys + ` "" "chrome-extension://` + ownID + `/a.html?a&b#c" true`,
	}
	if diff := cmp.Diff(want, f.log); diff != "" {
		t.Errorf("what the pages log (-want +got):\n%s", diff)
	}
}
