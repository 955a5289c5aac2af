package app_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/app"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
)

// evaluate runs a script in an App with one page and gives what it logs.
func evaluate(t *testing.T, script string) []string {
	f := newFixture(t, "a")
	f.run("a", script)
	f.loop.Run()
	var lines []string
	for _, line := range f.log {
		lines = append(lines, strings.TrimPrefix(line, "a: "))
	}
	return lines
}

func TestRuntimeAnswers(t *testing.T) {
	tests := []struct {
		call string // with log as its callback
		want []string
	}{
		{`runtime.getBackgroundPage(page => log(page === globalThis))`, []string{`true`}},
		{`runtime.getBackgroundPage().then(page => log(page === globalThis))`, []string{`true`}},
		{`runtime.getPackageDirectoryEntry(log)`, []string{`{"fullPath":"/crxfs"}`}},
		{`runtime.openOptionsPage(() => log(lastError()))`, []string{`"Could not create an options page."`}},
		{`log(runtime.getManifest(), runtime.getManifest() === runtime.getManifest())`, []string{`{"manifest_version":2,"name":"test","version":"1.2"} false`}},
		{`log(runtime.getVersion())`, []string{`"1.2"`}},
		{`runtime.setUninstallURL('https://example.com/', (...args) => log(args.length, lastError()))`, []string{`0 undefined`}},
		{`runtime.setUninstallURL('50%s', () => log(lastError()))`, []string{`"Invalid URL: \"50%s\"."`}},
		{`runtime.requestUpdateCheck(log); runtime.requestUpdateCheck(log); runtime.requestUpdateCheck().then(log)`,
			[]string{`"no_update" {"version":""}`, `"throttled" {"version":""}`, `{"status":"throttled","version":""}`}},
		{`log(runtime.restart())`, []string{`undefined`, `Unchecked runtime.lastError: Function available only for ChromeOS kiosk mode.`}},
		{`runtime.restartAfterDelay(5, () => log(lastError()))`, []string{`"API available only for ChromeOS kiosk mode."`}},
		{`runtime.restartAfterDelay(-1).catch(e => log(String(e)))`, []string{`"Error: API available only for ChromeOS kiosk mode."`}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, evaluate(t, test.call)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.call, diff)
		}
	}
}

func TestRuntimeRefusals(t *testing.T) {
	const (
		sendMessage = "sendMessage(optional string extensionId, any message, optional object options, optional function callback)"
		connect     = "connect(optional string extensionId, optional object connectInfo)"
		noMatch     = "No matching signature."
	)
	tests := []struct{ call, signature, detail string }{
		{`sendMessage()`, sendMessage, noMatch},
		{`sendMessage(1, 2)`, sendMessage, noMatch},
		{`sendMessage(1, {}, null)`, sendMessage, noMatch},
		{`sendMessage(1, 2, 3, 4, 5)`, sendMessage, noMatch},
		{`sendMessage({}, {}, {}, () => 1)`, sendMessage, noMatch},
		{`sendMessage('x', 'y')`, sendMessage, "Invalid extension id: 'x'"},
		{`sendMessage('50%s', null, () => 1)`, sendMessage, "Invalid extension id: '50%s'"},
		{`sendMessage('x', () => 1, null)`, sendMessage, "Invalid extension id: 'x'"},
		{`sendMessage(() => 1)`, sendMessage, "Could not serialize message."},
		{`sendMessage(Symbol())`, sendMessage, "Could not serialize message."},
		{`sendMessage({toJSON() { throw 1 }}, () => 1)`, sendMessage, "Could not serialize message."},
		{`sendMessage({toJSON() {}}, () => 1)`, sendMessage, "Could not serialize message."},
		{`sendMessage('x', 1, {zork: 1})`, sendMessage, "Error at parameter 'options': Unexpected property: 'zork'."},
		{`sendMessage({}, {includeTlsChannelId: 1})`, sendMessage, "Error at parameter 'options': Error at property 'includeTlsChannelId': Invalid type: expected boolean, found integer."},
		{`connect(1)`, connect, noMatch},
		{`connect({}, {})`, connect, noMatch},
		{`connect('x')`, connect, "Invalid extension id: 'x'"},
		{`connect('x', {name: 5})`, connect, "Error at parameter 'connectInfo': Error at property 'name': Invalid type: expected string, found integer."},
		{`setUninstallURL('x'.repeat(1024))`, "setUninstallURL(string url, optional function callback)",
			"Error at parameter 'url': String must have at most 1023 characters; found 1024."},
		{`getPlatformInfo(1)`, "getPlatformInfo(optional function callback)", noMatch},
		{`reload(1)`, "reload()", noMatch},
		{`restart(() => 1)`, "restart()", noMatch},
	}
	for _, test := range tests {
		got := evaluate(t, `try { runtime.`+test.call+`; write('nothing thrown') } catch (e) { write(String(e)) }`)
		want := []string{"TypeError: Error in invocation of runtime." + test.signature + ": " + test.detail}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("runtime.%s (-want +got):\n%s", test.call, diff)
		}
	}
}

func TestSendMessageArguments(t *testing.T) {
	tests := []struct{ args, want string }{
		{`undefined`, `null`},
		{`null`, `null`},
		{`'x'`, `"x"`},
		{`'x', null`, ``},
		{`1, null`, `1`},
		{`null, 1`, `1`},
		{`undefined, 'x', {}`, `"x"`},
		{`runtime.id, 'x'`, `"x"`},
		{`'', 'x'`, `"x"`},
		{`{includeTlsChannelId: true}`, `{"includeTlsChannelId":true}`},
		{`1, {includeTlsChannelId: true}`, `1`},
		{`runtime.id, 1, {includeTlsChannelId: true}`, `1`},
		{`null, null, null, null`, `null`},
	}
	for _, test := range tests {
		var want []string
		if test.want != "" {
			want = []string{"b: " + test.want}
		}
		for _, callback := range []string{"", ", () => lastError()"} {
			if callback != "" && strings.Count(test.args, "null") == 4 {
				continue // a fifth argument
			}
			f := newFixture(t, "a", "b")
			f.run("b", `runtime.onMessage.addListener(message => log(message))`)
			f.run("a", `try { runtime.sendMessage(`+test.args+callback+`) } catch (e) {}`)
			f.loop.Run()
			if diff := cmp.Diff(want, f.log); diff != "" {
				t.Errorf("what is heard of sendMessage(%s%s) (-want +got):\n%s", test.args, callback, diff)
			}
		}
	}
}

func TestReload(t *testing.T) {
	f := newFixture(t, "a")
	f.run("a", `log(runtime.reload())`)
	if f.reloads != 1 {
		t.Errorf("the host was asked to reload %d times, want 1", f.reloads)
	}
}

func TestIdentity(t *testing.T) {
	f := newFixture(t, "a", "b")
	const show = `'use strict'; runtime.id = runtime.dynamicId = 'x'; log(runtime.id); log(runtime.dynamicId); log(Object.keys(runtime).slice(0, 2));`
	f.run("a", show)
	f.run("b", show)
	if len(f.log) != 6 || f.log[0] != `a: "`+ownID+`"` || f.log[3] != `b: "`+ownID+`"` {
		t.Fatalf("got %q", f.log)
	}
	if f.log[1][1:] != f.log[4][1:] || strings.Count(f.log[1], "-") != 4 {
		t.Errorf("dynamicId is %s and %s, want the same UUID in all pages", f.log[1], f.log[4])
	}
	if want := `a: ["dynamicId","id"]`; f.log[2] != want {
		t.Errorf("keys: got %s, want %s", f.log[2], want)
	}
}

func TestLifeCycleEvents(t *testing.T) {
	f := newFixture(t, "a", "b")
	for _, name := range f.names {
		f.run(name, `for (const event of ['onInstalled', 'onStartup', 'onSuspend', 'onSuspendCanceled', 'onUpdateAvailable'])
			runtime[event].addListener((...args) => log(event, ...args));`)
	}
	f.runtime.Installed(app.Install, "")
	f.runtime.Installed(app.Update, "1.1")
	f.runtime.Startup()
	f.runtime.Suspend()
	f.runtime.SuspendCanceled()
	f.runtime.UpdateAvailable(extension.JSON(`{"version":"2"}`))
	var want []string
	for _, line := range []string{
		`"onInstalled" {"reason":"install"}`, `"onInstalled" {"previousVersion":"1.1","reason":"update"}`, `"onStartup"`, `"onSuspend"`,
		`"onSuspendCanceled"`, `"onUpdateAvailable" {"version":"2"}`,
	} {
		want = append(want, "a: "+line, "b: "+line)
	}
	if diff := cmp.Diff(want, f.log); diff != "" {
		t.Errorf("what the pages log (-want +got):\n%s", diff)
	}
}
