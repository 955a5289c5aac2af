package host_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/host"
)

// writeApp makes the folder of an app with one background script.
func writeApp(t *testing.T, dir, manifest, script string) {
	t.Helper()
	for name, text := range map[string]string{
		"manifest.json": `{"name": "test", "manifest_version": 2, "app": {"background": {"scripts": ["bg.js"]}}, ` + manifest + `}`,
		"bg.js":         script,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// journal ends a run when the line "end" is printed.
type journal struct {
	bytes.Buffer
	end context.CancelFunc
}

func (o *journal) Write(p []byte) (int, error) {
	if string(p) == "end\n" {
		o.end()
		return len(p), nil
	}
	return o.Buffer.Write(p)
}

// runApp runs an app until it prints "end" or has ended, and gives what it
// printed.
func runApp(t *testing.T, o host.Options) string {
	t.Helper()
	return runAppFor(t, time.Minute, o)
}

func runAppFor(t *testing.T, limit time.Duration, o host.Options) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	out := &journal{end: cancel}
	o.Stdout, o.Stderr = out, out
	o.PortableIO = true // the clock of synctest does not reach into the kernel
	app, err := host.New(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Run(ctx); err != nil {
		out.WriteString("Run: " + err.Error() + "\n")
	}
	return out.String()
}

const journalScript = `
console.log('script', document.readyState, Object.keys(chrome).join());
addEventListener('load', () => console.log('load', document.readyState));
chrome.app.runtime.onLaunched.addListener(d => console.log('launched', d.source));
chrome.runtime.onInstalled.addListener(d => { console.log('installed', JSON.stringify(d)); count() });
chrome.runtime.onStartup.addListener(() => { console.log('startup'); count() });
const count = () => chrome.storage.local.get({runs: 0}, ({runs}) => {
  console.log('runs', runs);
  chrome.storage.local.set({runs: runs + 1}, () => console.log('end'));
});
`

func TestLaunchAndProfile(t *testing.T) {
	dir, profile := t.TempDir(), t.TempDir()
	writeApp(t, dir, `"version": "1", "permissions": ["storage"]`, journalScript)
	o := host.Options{Apps: []string{dir}, Profile: profile}
	const page = "script loading app,i18n,management,permissions,runtime,storage\nload complete\n"
	for i, want := range []string{
		"launched load_and_launch\ninstalled {\"reason\":\"install\"}\nruns 0\n",
		"launched load_and_launch\nstartup\nruns 1\n",
		"installed {\"previousVersion\":\"1\",\"reason\":\"update\"}\nruns 2\n",
	} {
		if i == 2 {
			writeApp(t, dir, `"version": "1.1", "permissions": ["storage"]`, journalScript)
			o.NoLaunch = true
		}
		if got := runApp(t, o); got != page+want {
			t.Errorf("run %d printed\n%swant\n%s", i+1, got, page+want)
		}
	}
}

func TestSecondHostOnAProfile(t *testing.T) {
	dir, profile := t.TempDir(), t.TempDir()
	writeApp(t, dir, `"version": "1", "permissions": ["storage"]`, "")
	o := host.Options{Apps: []string{dir}, Profile: profile}
	first, err := host.New(o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := host.New(o); err == nil || !strings.Contains(err.Error(), "in use") || !strings.Contains(err.Error(), profile) {
		t.Errorf("a second host on the profile: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := first.Run(ctx); err != nil {
		t.Error(err)
	}
}

func TestReloadReadsTheFolderAnew(t *testing.T) {
	dir := t.TempDir()
	const sockets = `"version": "1", "sockets": {"tcpServer": {"listen": "*"}}`
	writeApp(t, dir, sockets, `
		chrome.sockets.tcpServer.create({persistent: true}, () => {
			console.log('first');
			setTimeout(() => console.log('a timer of the page that is gone'), 1);
			chrome.runtime.reload();
		});`)
	// What the script prints makes the test replace it, before the reload, which
	// reads the folder when the task has ended.
	o := host.Options{Apps: []string{dir}, Ephemeral: true}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	out := &rewriting{journal: journal{end: cancel}, rewrite: func() {
		writeApp(t, dir, sockets, `
			chrome.runtime.onInstalled.addListener(d => {
				console.log('installed', JSON.stringify(d));
				chrome.sockets.tcpServer.getSockets(list => chrome.sockets.tcpServer.create(c => {
					console.log(list.length + ' sockets, then id ' + c.socketId);
					console.log('end');
				}));
			});`)
	}}
	o.Stdout, o.Stderr = out, out
	app, err := host.New(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Run(ctx); err != nil {
		t.Error(err)
	}
	const want = "first\ninstalled {\"previousVersion\":\"1\",\"reason\":\"update\"}\n0 sockets, then id 2\n"
	if out.String() != want {
		t.Errorf("printed\n%swant\n%s", out.String(), want)
	}
}

// rewriting calls rewrite when "first" is printed.
type rewriting struct {
	journal
	rewrite func()
}

func (r *rewriting) Write(p []byte) (int, error) {
	if string(p) == "first\n" {
		r.rewrite()
	}
	return r.journal.Write(p)
}

func TestReloadOfABrokenApp(t *testing.T) {
	dir := t.TempDir()
	writeApp(t, dir, `"version": "1"`, `console.log('x'); chrome.runtime.reload()`)
	got := runApp(t, host.Options{Apps: []string{dir}, Ephemeral: true})
	if lines := strings.Count(got, "x\n"); lines != 31 || !strings.Contains(got, "reloaded 30 times in a row") {
		t.Errorf("an app that reloads for ever started %d times and printed\n%s", lines, got)
	}
}

func TestRefusalIsExplainedOnce(t *testing.T) {
	dir := t.TempDir()
	writeApp(t, dir, `"version": "1", "sockets": {"tcpServer": {"listen": ":1"}}`, `
		chrome.sockets.tcpServer.create(({socketId}) => {
			const listen = next => chrome.sockets.tcpServer.listen(socketId, '127.0.0.1', 80, () => {
				console.log(chrome.runtime.lastError.message);
				next();
			});
			listen(() => listen(() => console.log('end')));
		});`)
	got := runApp(t, host.Options{Apps: []string{dir}, Ephemeral: true})
	const note = `tcpsrv-host: the manifest does not permit tcpServer.listen with "127.0.0.1", port 80; this line in it would: ` +
		`"sockets": {"tcpServer": {"listen": "127.0.0.1:80"}}; so does --allow tcpServer.listen` + "\n"
	if want := note + "Does not have permission\nDoes not have permission\n"; got != want {
		t.Errorf("printed\n%swant\n%s", got, want)
	}
}

// TestEventPage runs through Chrome's life cycle in the time of a bubble.
func TestEventPage(t *testing.T) {
	dir := t.TempDir()
	writeApp(t, dir, `"version": "1", "permissions": ["alarms"]`, `
		const since = () => Math.round((Date.now() - 946684800000) / 1000);
		console.log(since(), 'script');
		chrome.alarms.onAlarm.addListener(a => { console.log(since(), a.name); if (a.name === 'last') console.log('end') });
		chrome.runtime.onSuspend.addListener(() => console.log(since(), 'suspend'));
		chrome.runtime.onSuspendCanceled.addListener(() => console.log(since(), 'canceled'));
		chrome.alarms.getAll(list => {
			if (list.length) return;
			chrome.alarms.create('cancels', {when: Date.now() + 12e3});
			chrome.alarms.create('wakes', {when: Date.now() + 60e3});
			chrome.alarms.create('last', {when: Date.now() + 200e3});
		});
		setInterval(() => {}, 1000);`)
	synctest.Test(t, func(t *testing.T) {
		got := runAppFor(t, time.Hour, host.Options{Apps: []string{dir}, Ephemeral: true, EventPage: true})
		const want = "0 script\n10 suspend\n12 canceled\n12 cancels\n22 suspend\n60 script\n60 wakes\n70 suspend\n200 script\n200 last\n"
		if got != want {
			t.Errorf("printed\n%swant\n%s", got, want)
		}
	})
}
