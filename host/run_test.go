package host_test

import (
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/host"
)

func TestEndsByItself(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"empty", ``, ""},
		{"synchronous", `console.log('a'); console.error('b')`, "a\nb\n"},
		{"promise", `Promise.resolve(1).then(console.log)`, "1\n"},
		{"timers", `setTimeout(() => console.log('late'), 2); let n = 0, i = setInterval(() => { if (++n === 3) clearInterval(i), console.log('three') })`, "late\nthree\n"},
		{"cleared timer", `clearTimeout(setTimeout(() => console.log('never'), 1e9))`, ""},
		{"callback", `chrome.sockets.tcpServer.create({}, i => console.log(i.socketId))`, "1\n"},
		{"sockets that are not open", `chrome.sockets.tcp.create({}, () => console.log('created'))`, "created\n"},
		{"listener", `chrome.sockets.tcpServer.onAccept.addListener(() => {})`, ""},
		{"server that is closed", listening + `(function close() { server.getInfo(1, i => i.localPort ? server.close(1) : setTimeout(close)) })()`, ""},
		{"server that is disconnected when a client came", listening + `
			server.onAccept.addListener(({socketId, clientSocketId}) => { server.disconnect(socketId); tcp.close(clientSocketId); console.log('accepted') });
			tcp.create(i => (function connect() { server.getInfo(1, s => s.localPort ? tcp.connect(i.socketId, '127.0.0.1', s.localPort, () => tcp.close(i.socketId)) : setTimeout(connect)) })())`, "accepted\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := start(t, c.source)
			r.end()
			var lines []string
			for line := range strings.Lines(r.out.String()) {
				if !strings.HasPrefix(line, "listening ") {
					lines = append(lines, line)
				}
			}
			if got := strings.Join(lines, ""); !sameLines(got, c.want) {
				t.Errorf("the app wrote\n%swant\n%s", got, c.want)
			}
			if r.app.Uncaught() {
				t.Error("an uncaught error was reported")
			}
		})
	}
}

// sameLines compares without order: two timers are none's business here.
func sameLines(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for line := range strings.Lines(b) {
		if !strings.Contains(a, line) {
			return false
		}
	}
	return true
}

func TestUncaught(t *testing.T) {
	for source, want := range map[string]string{
		`throw new Error('x')`:                 "Uncaught Error: x",
		`Promise.reject(5)`:                    "Uncaught (in promise) 5",
		`setTimeout(() => { throw 'thrown' })`: "Uncaught thrown",
		`chrome.sockets.tcpServer.create(() => { throw new Error('x') })`:            "Error handling response: Error: x",
		`(function f() { f() })()`:                                                   "Uncaught RangeError: Maximum call stack size exceeded",
		`chrome.runtime.onInstalled.addListener(() => { throw new Error('x') })`:     "Error in event handler: Error: x",
		`chrome.sockets.tcpServer.getInfo(9, () => {})`:                              "", // an unchecked lastError is none
		`console.error('only a line')`:                                               "",
		`try { throw 1 } catch (e) { }`:                                              "",
		`let p = Promise.reject(1); Promise.resolve().then(() => p.catch(() => {}))`: "",
	} {
		t.Run(source, func(t *testing.T) {
			t.Parallel()
			r := start(t, source+"\n; console.log('after')")
			r.end()
			if got := r.app.Uncaught(); got != (want != "") {
				t.Errorf("Uncaught() is %v; the app wrote\n%s", got, r.out)
			}
			if !strings.Contains(r.out.String(), want) {
				t.Errorf("the app wrote\n%swant\n%s", r.out, want)
			}
		})
	}
}

func TestScriptsShareTheirGlobals(t *testing.T) {
	dir := t.TempDir()
	var paths []string
	for name, source := range map[string]string{"1.js": "const a = 1; let b = 2; var c = 3; function d() { return a + b + c }; class E {}", "2.js": "throw new Error('second')", "3.js": "b++; console.log(d(), typeof E, this === window)"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"1.js", "2.js", "3.js"} {
		paths = append(paths, filepath.Join(dir, name))
	}
	r := startWith(t, host.Options{Apps: paths, Eval: []string{"console.log('eval', a)", "console.log(navigator.userAgent)"}, UserAgent: "test agent"})
	r.end()
	if got := r.out.String(); !strings.Contains(got, "Error: second") || !strings.HasSuffix(got, "7 function true\neval 1\ntest agent\n") {
		t.Errorf("the app wrote\n%s", got)
	}
}

func TestNewErrors(t *testing.T) {
	dir := t.TempDir()
	good, bad := filepath.Join(dir, "good.js"), filepath.Join(dir, "bad.js")
	os.WriteFile(good, []byte("console.log('ran')"), 0o600)
	os.WriteFile(bad, []byte("let a = ;"), 0o600)
	for name, c := range map[string]struct {
		options host.Options
		want    string
	}{
		"nothing":      {host.Options{}, "there is nothing to run"},
		"missing":      {host.Options{Apps: []string{filepath.Join(dir, "none.js")}}, "none.js"},
		"folder":       {host.Options{Apps: []string{dir}}, "manifest.json"},
		"syntax error": {host.Options{Apps: []string{good, bad}}, "bad.js:1:9: SyntaxError: "},
		"eval":         {host.Options{Apps: []string{good}, Eval: []string{"1", ")"}}, "--eval:2:1:1: SyntaxError: "},
		"allow":        {host.Options{Apps: []string{good}, Allow: []string{"no such thing"}}, "no such thing"},
	} {
		app, err := host.New(c.options)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: New gives %v and the error %v, want one with %q", name, app, err, c.want)
		}
	}
}

func TestStopWithAnOpenServer(t *testing.T) {
	t.Parallel()
	r := start(t, echo)
	addr := r.address()
	c := dial(t, addr)
	io.WriteString(c, "ping")
	if _, err := io.ReadFull(c, make([]byte, 4)); err != nil {
		t.Fatal(err)
	}
	if took := r.stop(); took >= 4*time.Second {
		t.Errorf("stopping took %v: it was not orderly", took)
	}
	if n, err := c.Read(make([]byte, 1)); err != io.EOF {
		t.Errorf("the client of an app that stopped reads %d bytes, %v; want the end", n, err)
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatalf("the port is not released: %v", err)
	}
	l.Close()
	if r.app.Uncaught() {
		t.Error("stopping counts as an uncaught error")
	}
}

// big sends 16 MB to its first client, more than the system takes at once.
const big = listening + `
	let clients = 0;
	server.onAccept.addListener(({clientSocketId}) => {
		if (clients++) return;
		tcp.send(clientSocketId, new Uint8Array(16e6).fill(65), () => console.log('answered'));
		console.log('sent');
	});
`

func TestStopFlushesWhatWasSent(t *testing.T) {
	t.Parallel()
	r := start(t, big)
	addr := r.address()
	c := dial(t, addr)
	if line := r.line(); line != "sent" {
		t.Fatalf("the app wrote %q", line)
	}
	idle := dial(t, addr)
	r.cancel()
	// It stops once a connection with nothing to flush has ended. What was
	// answered before that would be no fault.
	if _, err := idle.Read(make([]byte, 1)); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatalf("the other client reads %v, want the end or a reset", err)
	}
	n, err := io.Copy(io.Discard, c)
	if n != 16e6 || err != nil {
		t.Errorf("the client got %d bytes of 16,000,000 (%v)", n, err)
	}
	r.end()
	if strings.Contains(r.out.String(), "answered") {
		t.Error("a callback ran after the app was stopped")
	}
}

func TestStopWithAClientThatNeverReads(t *testing.T) {
	t.Parallel()
	r := start(t, big)
	dial(t, r.address())
	if line := r.line(); line != "sent" {
		t.Fatalf("the app wrote %q", line)
	}
	if took := r.stop(); took > 15*time.Second {
		t.Errorf("stopping took %v, want about 4 s", took)
	}
}

// TestStopWhatNeverEnds stops scripts that do not let the host have its turn.
func TestStopWhatNeverEnds(t *testing.T) {
	sources := map[string]string{
		"loop":                    `console.log('ready'); for (;;);`,
		"loop that catches":       `console.log('ready'); for (;;) try { for (;;); } catch (e) { } finally { }`,
		"loop in a timer":         `setTimeout(() => { console.log('ready'); for (;;); })`,
		"loop in a callback":      `chrome.sockets.tcpServer.create(() => { console.log('ready'); for (;;); })`,
		"loop in a promise job":   `Promise.resolve().then(() => { console.log('ready'); for (;;); })`,
		"promise jobs for ever":   `console.log('ready'); (function again() { Promise.resolve().then(again) })()`,
		"await for ever":          `console.log('ready'); (async () => { for (;;) await 1 })()`,
		"loops in two intervals":  `console.log('ready'); setInterval(() => { for (;;); }, 1); setInterval(() => { for (;;); }, 1)`,
		"timers for ever":         `console.log('ready'); setInterval(() => {}, 1)`,
		"timer far away":          `console.log('ready'); setTimeout(() => {}, 2 ** 31 - 1)`,
		"zero timers for ever":    `console.log('ready'); (function again() { setTimeout(again) })()`,
		"calls for ever":          `console.log('ready'); (function again() { chrome.sockets.tcpServer.create(again) })()`,
		"call for ever in a loop": `console.log('ready'); for (;;) chrome.sockets.tcpServer.getInfo(99, () => chrome.runtime.lastError)`,
		"string for ever":         `console.log('ready'); let s = 'x'; for (;;) s = (s + s).slice(0, 1000)`,
		"generator":               `console.log('ready'); function* g() { for (;;) yield } for (let x of g());`,
	}
	// All at the same time: an endless loop is interrupted after 2 s.
	apps := map[string]*running{}
	for name, source := range sources {
		apps[name] = start(t, source)
	}
	for name, r := range apps {
		if line := r.line(); line != "ready" {
			t.Fatalf("%s: the app wrote %q", name, line)
		}
	}
	for _, r := range apps {
		r.cancel()
	}
	for name, r := range apps {
		r.end()
		if r.app.Uncaught() {
			t.Errorf("%s: stopping counts as an uncaught error; the app wrote\n%s", name, r.out)
		}
	}
}

func TestStopBeforeItRuns(t *testing.T) {
	r := start(t, echo)
	r.cancel()
	r.end()
}
