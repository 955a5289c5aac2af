package scripts

import (
	"bufio"
	"bytes"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tcpsrv-host/tcpsrv-host/host"
)

// Tests of the app folders. They are the apps that run in Chrome: each begins
// with its manifest, and takes its settings from chrome.storage.local.

// A launchedApp is an app folder that runs in the host.
type launchedApp struct {
	*server
	console chan string // its lines
}

// launch runs an app folder with settings in its storage. It is stopped at the
// end of the test.
func launch(t *testing.T, o host.Options, settings string) *launchedApp {
	t.Helper()
	o.Ephemeral = o.Profile == ""
	if settings != "" {
		o.Storage = filepath.Join(t.TempDir(), "settings.json")
		if err := os.WriteFile(o.Storage, []byte(settings), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	console, cancel := startApp(t, o)
	a := &launchedApp{
		server:  &server{app: &app{t: t, script: o.Apps[0], cancel: cancel, ended: make(chan struct{})}},
		console: make(chan string, 100),
	}
	go func() {
		defer close(a.ended)
		defer close(a.console)
		for s := bufio.NewScanner(console); s.Scan(); {
			a.console <- s.Text()
		}
	}()
	t.Cleanup(func() {
		a.stop()
		for line := range a.console {
			t.Errorf("%s printed: %s", a.script, line)
		}
	})
	return a
}

// expectLine waits for a line of the console.
func (a *launchedApp) expectLine(pattern string) (submatches []string) {
	a.t.Helper()
	select {
	case line := <-a.console:
		m := regexp.MustCompile(pattern).FindStringSubmatch(line)
		if m == nil {
			a.t.Fatalf("%s printed %q, want %s", a.script, line, pattern)
		}
		return m
	case <-time.After(patience):
		a.t.Fatalf("%s does not print %s", a.script, pattern)
		return nil
	}
}

// expectListening waits until the app listens.
func (a *launchedApp) expectListening() *launchedApp {
	a.t.Helper()
	a.addr = a.expectLine(`^` + a.script + `: listening on (127\.0\.0\.1:\d+)$`)[1]
	return a
}

// A reply is an HTTP response with the fields that a test looks at.
type reply struct {
	Status int
	Body   string
	Fields map[string]string
}

// readReply reads the response to a request with the method, and its named
// fields as far as it has them.
func (c *client) readReply(method string, names ...string) reply {
	c.t.Helper()
	response, err := http.ReadResponse(c.r, &http.Request{Method: method})
	if err != nil {
		c.t.Fatalf("read a response: %v", err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		c.t.Fatalf("read the body of a response: %v", err)
	}
	r := reply{Status: response.StatusCode, Body: string(body)}
	for _, name := range names {
		if value := response.Header.Get(name); value != "" {
			if r.Fields == nil {
				r.Fields = map[string]string{}
			}
			r.Fields[name] = value
		}
	}
	return r
}

// request sends a request with fields, which are whole lines, and a body, and
// reads the response.
func (c *client) request(method, target, fields, body string, names ...string) reply {
	c.t.Helper()
	if body != "" && !strings.Contains(fields, "Transfer-Encoding") {
		fields += fmt.Sprintf("Content-Length: %d\r\n", len(body))
	}
	c.write(method + " " + target + " HTTP/1.1\r\n" + hostLine + fields + "\r\n" + body)
	return c.readReply(method, names...)
}

// An app folder has to hold all its files: what several of them need is in each.
func TestSharedFiles(t *testing.T) {
	for name, others := range map[string][]string{
		"connection.js": {"ftp", "wschat"},
		"server.js":     {"ftp", "wschat"},
		"http.js":       {"wschat"},
	} {
		first, err := os.ReadFile(filepath.Join("fileserver", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, other := range others {
			second, err := os.ReadFile(filepath.Join(other, name))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(first, second) {
				t.Errorf("fileserver/%s and %s/%[1]s differ: copy the one that was changed", name, other)
			}
		}
	}
}

// ---- fileserver ----

// sharedFolder makes a folder of files, whose paths end with a slash if they
// are folders.
func sharedFolder(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range files {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func serveFolder(t *testing.T, folder string) *launchedApp {
	t.Helper()
	o := host.Options{Apps: []string{"fileserver"}, Retain: []string{"public=" + folder}}
	return launch(t, o, `{"port": 0}`).expectListening()
}

func TestFileserverReads(t *testing.T) {
	long := rising(600_000)
	a := serveFolder(t, sharedFolder(t, map[string]string{
		"a.txt":           "0123456789",
		"empty":           "",
		"page.HTML":       "<p>",
		"site/index.html": "<h1>site</h1>",
		"list/ä&<b>?":     "x",
		"list/sub/x":      "x",
		"long":            long,
	}))
	list := "<!DOCTYPE html>\n<title>/list</title>\n<h1>/list</h1>\n<ul>\n" +
		"<li><a href=\"./../\">../</a>\n" +
		"<li><a href=\"./sub/\">sub/</a>\n" +
		"<li><a href=\"./%C3%A4%26%3Cb%3E%3F\">ä&#38;&#60;b&#62;?</a>\n</ul>\n"
	text := map[string]string{"Content-Type": "text/plain; charset=utf-8", "Content-Length": "10"}
	partOf := func(part, size string) map[string]string {
		return map[string]string{"Content-Range": "bytes " + part, "Content-Length": size}
	}
	const missing = "A requested file or directory could not be found at the time an operation was processed.\n"
	const noName = "the path has a segment that is no name\n"
	for _, test := range []struct {
		name, method, target, fields string
		want                         reply
	}{
		{"file", "GET", "/a.txt", "", reply{200, "0123456789", text}},
		{"file, head", "HEAD", "/a.txt", "", reply{200, "", text}},
		{"whole URL with a query", "GET", "http://example/a.txt?x=/../y", "", reply{200, "0123456789", text}},
		{"escaped name", "GET", "/list/%C3%A4%26%3cb%3E%3F", "", reply{200, "x", nil}},
		{"empty file", "GET", "/empty", "", reply{200, "", map[string]string{"Content-Type": "application/octet-stream", "Content-Length": "0"}}},
		{"type", "HEAD", "/page.HTML", "", reply{200, "", map[string]string{"Content-Type": "text/html; charset=utf-8"}}},
		{"several blocks", "GET", "/long", "", reply{200, long, nil}},

		{"first bytes", "GET", "/a.txt", "Range: bytes=0-3\r\n", reply{206, "0123", partOf("0-3/10", "4")}},
		{"last bytes", "GET", "/a.txt", "Range: bytes=-3\r\n", reply{206, "789", partOf("7-9/10", "3")}},
		{"more last bytes than there are", "GET", "/a.txt", "Range: bytes=-30\r\n", reply{206, "0123456789", partOf("0-9/10", "10")}},
		{"from a byte on", "GET", "/a.txt", "Range: bytes=9-\r\n", reply{206, "9", partOf("9-9/10", "1")}},
		{"more bytes than there are", "GET", "/a.txt", "Range: bytes=8-99\r\n", reply{206, "89", partOf("8-9/10", "2")}},
		{"range of several blocks", "GET", "/long", "Range: bytes=1-599998\r\n", reply{206, long[1:599_999], partOf("1-599998/600000", "599998")}},
		{"past the end", "GET", "/a.txt", "Range: bytes=10-\r\n", reply{416, "the file is not that long\n", map[string]string{"Content-Range": "bytes */10"}}},
		{"no last bytes", "GET", "/a.txt", "Range: bytes=-0\r\n", reply{416, "the file is not that long\n", map[string]string{"Content-Range": "bytes */10"}}},
		{"of an empty file", "GET", "/empty", "Range: bytes=0-\r\n", reply{416, "the file is not that long\n", map[string]string{"Content-Range": "bytes */0"}}},
		{"backwards", "GET", "/a.txt", "Range: bytes=3-1\r\n", reply{200, "0123456789", text}},
		{"several ranges", "GET", "/a.txt", "Range: bytes=0-1,3-4\r\n", reply{200, "0123456789", text}},
		{"other unit", "GET", "/a.txt", "Range: lines=0-1\r\n", reply{200, "0123456789", text}},
		{"range of a head", "HEAD", "/a.txt", "Range: bytes=0-3\r\n", reply{200, "", text}},
		{"if-range", "GET", "/a.txt", "Range: bytes=0-3\r\nIf-Range: \"x\"\r\n", reply{200, "0123456789", text}},

		{"folder with an index", "GET", "/site/", "", reply{200, "<h1>site</h1>", map[string]string{"Content-Type": "text/html; charset=utf-8"}}},
		{"folder without one", "GET", "/list/", "", reply{200, list, nil}},
		{"folder without a slash", "GET", "/site", "", reply{301, "This is a folder\n", map[string]string{"Location": "/site/"}}},
		{"missing file", "GET", "/nope", "", reply{404, missing, nil}},
		{"missing folder", "GET", "/nope/", "", reply{404, missing, nil}},
		{"file in a file", "GET", "/a.txt/x", "", reply{404, missing, nil}},
		{"file as a folder", "GET", "/a.txt/", "", reply{404, "The path supplied exists, but was not an entry of requested type.\n", nil}},

		{"up", "GET", "/../a.txt", "", reply{400, noName, nil}},
		{"up and back", "GET", "/site/../a.txt", "", reply{400, noName, nil}},
		{"up, escaped", "GET", "/%2e%2e/a.txt", "", reply{400, noName, nil}},
		{"escaped slash", "GET", "/site%2f..%2fa.txt", "", reply{400, noName, nil}},
		{"escaped backslash", "GET", "/..%5Ca.txt", "", reply{400, noName, nil}},
		{"escaped NUL", "GET", "/a.txt%00.png", "", reply{400, noName, nil}},
		{"here", "GET", "/./a.txt", "", reply{400, noName, nil}},
		{"two slashes", "GET", "//a.txt", "", reply{400, noName, nil}},
		{"escaped twice", "GET", "/%252e%252e/a.txt", "", reply{404, missing, nil}},
		{"no escape", "GET", "/%zz", "", reply{400, "malformed escape in the path\n", nil}},
		{"overlong escape", "GET", "/%c0%ae%c0%ae/a.txt", "", reply{400, "malformed escape in the path\n", nil}},
		{"other method", "DELETE", "/a.txt", "", reply{405, "Allowed: GET, HEAD, PUT\n", map[string]string{"Allow": "GET, HEAD, PUT"}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := a.dial(t)
			var names []string
			for name := range test.want.Fields {
				names = append(names, name)
			}
			// The second time shows that the connection is kept alive.
			for range 2 {
				if diff := cmp.Diff(test.want, c.request(test.method, test.target, test.fields, "", names...)); diff != "" {
					t.Errorf("%s %s (-want +got):\n%s", test.method, test.target, diff)
				}
			}
		})
	}

	t.Run("not modified", func(t *testing.T) {
		t.Parallel()
		c := a.dial(t)
		changed := c.request("HEAD", "/a.txt", "", "", "Last-Modified").Fields["Last-Modified"]
		if _, err := http.ParseTime(changed); err != nil {
			t.Fatalf("Last-Modified: %v", err)
		}
		got := c.request("GET", "/a.txt", "If-Modified-Since: "+changed+"\r\n", "")
		if diff := cmp.Diff(reply{Status: 304}, got); diff != "" {
			t.Errorf("GET of what the client has (-want +got):\n%s", diff)
		}
	})

	t.Run("in pieces, pipelined", func(t *testing.T) {
		t.Parallel()
		c := a.dial(t)
		c.writeInPieces(strings.Repeat("GET /a.txt HTTP/1.1\r\n"+hostLine+"\r\n", 2) + "GET /empty HTTP/1.0\r\n\r\n")
		for _, want := range []answer{ok("0123456789"), ok("0123456789"), closing(ok(""))} {
			if got := c.readAnswer("GET"); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		}
		c.expectEnd()
	})

	for _, test := range []struct {
		request string
		status  int
	}{
		{"GET / HTTP/1.1\r\n\r\n", 400},
		{"GET / HTTP/1.1\n" + hostLine + "\n", 400},
		{"GET  / HTTP/1.1\r\n" + hostLine + "\r\n", 400},
		{"GET / HTTP/2.0\r\n" + hostLine + "\r\n", 505},
		{"GET / HTTP/1.1\r\n" + hostLine + "A: " + strings.Repeat("x", 20_000) + "\r\n\r\n", 431},
		{"PUT /x HTTP/1.1\r\n" + hostLine + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
		{"PUT /x HTTP/1.1\r\n" + hostLine + "Content-Length: -1\r\n\r\n", 400},
		{"PUT /x HTTP/1.1\r\n" + hostLine + "Transfer-Encoding: gzip\r\n\r\n", 501},
	} {
		t.Run(fmt.Sprintf("malformed %.60q", test.request), func(t *testing.T) {
			t.Parallel()
			c := a.dial(t)
			c.write(test.request)
			if got := c.readAnswer("GET"); got.Status != test.status || !got.Close {
				t.Errorf("got %+v, want status %d and the end of the connection", got, test.status)
			}
		})
	}
}

func TestFileserverList(t *testing.T) {
	files := map[string]string{}
	for i := range 250 { // readEntries gives a hundred at a time
		files[fmt.Sprintf("f%03d", i)] = ""
	}
	body := serveFolder(t, sharedFolder(t, files)).dial(t).request("GET", "/", "", "").Body
	got := regexp.MustCompile(`f\d{3}"`).FindAllString(body, -1)
	if len(got) != 250 || got[0] != `f000"` || got[249] != `f249"` {
		t.Errorf("the list of 250 files names %d: %.40q", len(got), got)
	}
}

func TestFileserverWrites(t *testing.T) {
	folder := sharedFolder(t, map[string]string{"old": "a long text", "sub/x": ""})
	a := serveFolder(t, folder)
	content := func(name string) string {
		t.Helper()
		b, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}

	c := a.dial(t)
	for _, test := range []struct {
		name, target, fields, body string
		want                       reply
		file, content              string
	}{
		{"new file", "/new%20file", "", "new", reply{201, "Created\n", map[string]string{"Location": "/new%20file"}}, "new file", "new"},
		{"shorter file", "/old", "", "short", reply{204, "", nil}, "old", "short"},
		{"in a folder", "/sub/y", "", "y", reply{201, "Created\n", nil}, "sub/y", "y"},
		{"empty file", "/empty", "Content-Length: 0\r\n", "", reply{201, "Created\n", nil}, "empty", ""},
		{"chunked", "/chunked", "Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: x\r\n\r\n", reply{201, "Created\n", nil}, "chunked", "abcde"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var names []string
			if test.want.Fields != nil {
				names = append(names, "Location")
			}
			if diff := cmp.Diff(test.want, c.request("PUT", test.target, test.fields, test.body, names...)); diff != "" {
				t.Errorf("PUT %s (-want +got):\n%s", test.target, diff)
			}
			if got := content(test.file); got != test.content {
				t.Errorf("the file holds %q, want %q", got, test.content)
			}
		})
	}

	for _, test := range []struct {
		name, target, fields string
		want                 reply
	}{
		{"missing folder", "/nope/x", "", reply{409, "its folder does not exist\n", nil}},
		{"folder", "/sub", "", reply{409, "this is a folder\n", nil}},
		{"folder with a slash", "/sub/", "", reply{409, "this is a folder\n", nil}},
		{"way out", "/%2e%2e/x", "", reply{400, "the path has a segment that is no name\n", nil}},
		{"part of a file", "/old", "Content-Range: bytes 0-0/5\r\n", reply{400, "a file is put as a whole\n", nil}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, a.dial(t).request("PUT", test.target, test.fields, "x")); diff != "" {
				t.Errorf("PUT %s (-want +got):\n%s", test.target, diff)
			}
		})
	}

	t.Run("long file, there and back", func(t *testing.T) {
		const size = 8 << 20
		c := a.dial(t)
		c.write(fmt.Sprintf("PUT /long HTTP/1.1\r\n%sContent-Length: %d\r\n\r\n", hostLine, size))
		c.writeStream(noise(1), size)
		if got := c.readReply("PUT"); got.Status != 201 {
			t.Fatalf("PUT: %+v", got)
		}
		c.write("GET /long HTTP/1.1\r\n" + hostLine + "\r\n")
		response, err := http.ReadResponse(c.r, nil)
		if err != nil || response.ContentLength != size {
			t.Fatalf("GET: %+v, %v", response, err)
		}
		c.expectStream(noise(1), size)
	})

	t.Run("two writers, of which one leaves", func(t *testing.T) {
		c := a.dial(t)
		c.write("PUT /half HTTP/1.1\r\n" + hostLine + "Content-Length: 9\r\nExpect: 100-continue\r\n\r\n")
		c.expect("HTTP/1.1 100 Continue\r\n\r\n")
		c.write("half")
		want := reply{409, "this file is being written\n", nil}
		if diff := cmp.Diff(want, a.dial(t).request("PUT", "/half", "", "x")); diff != "" {
			t.Errorf("PUT (-want +got):\n%s", diff)
		}
		c.Close()
		for deadline := time.Now().Add(patience); a.dial(t).request("GET", "/half", "", "").Status != 404; {
			if time.Now().After(deadline) {
				t.Fatal("half a file is left of an upload that broke off")
			}
		}
	})
}

// A client that does not read holds up nobody, and no file in memory.
func TestFileserverSlowClient(t *testing.T) {
	folder := sharedFolder(t, map[string]string{"a": "x", "long": ""})
	const size = 64 << 20
	if err := os.Truncate(filepath.Join(folder, "long"), size); err != nil {
		t.Fatal(err)
	}
	a := serveFolder(t, folder)
	slow := a.dial(t)
	slow.write("GET /long HTTP/1.1\r\n" + hostLine + "\r\n")
	if got := a.dial(t).request("GET", "/a", "", ""); got.Body != "x" {
		t.Errorf("meanwhile: %+v", got)
	}
	response, err := http.ReadResponse(slow.r, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, response.Body); err != nil || n != size {
		t.Errorf("read %d bytes (%v), want %d", n, err, size)
	}
	slow.write("GET /long HTTP/1.1\r\n" + hostLine + "\r\n")
	slow.reset()
}

func TestFileserverPortTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { taken.Close() })
	port := taken.Addr().(*net.TCPAddr).Port
	o := host.Options{Apps: []string{"fileserver"}, Retain: []string{"public=" + sharedFolder(t, map[string]string{"a": "x"})}}
	a := launch(t, o, fmt.Sprintf(`{"port": %d}`, port))
	a.expectLine(fmt.Sprintf(`^fileserver: port %d is taken, trying %d$`, port, port+1))
	// The next one may be taken too.
	const line = `^fileserver: (?:listening on (127\.0\.0\.1:\d+)|port \d+ is taken, trying \d+)$`
	for a.addr == "" {
		a.addr = a.expectLine(line)[1]
	}
	if got := a.dial(t).request("GET", "/a", "", ""); got.Body != "x" {
		t.Errorf("on the next port: %+v", got)
	}
}

func TestFileserverWithoutFolder(t *testing.T) {
	launch(t, host.Options{Apps: []string{"fileserver"}}, `{"id": "docs"}`).
		expectLine(`^fileserver: no folder is retained as "docs"$`)
}

// What an app stores is there when it starts again.
func TestFileserverSettingsStay(t *testing.T) {
	profile := t.TempDir()
	o := host.Options{
		Apps:    []string{"fileserver"},
		Profile: profile,
		Retain:  []string{"docs=" + sharedFolder(t, map[string]string{"a": "x"})},
	}
	for _, settings := range []string{`{"id": "docs", "port": 0}`, ""} {
		a := launch(t, o, settings).expectListening()
		if got := a.dial(t).request("GET", "/a", "", ""); got.Body != "x" {
			t.Errorf("with settings %q: %+v", settings, got)
		}
		a.stop()
	}
}

// ---- wschat ----

func startChat(t *testing.T) *launchedApp {
	t.Helper()
	return launch(t, host.Options{Apps: []string{"wschat"}}, `{"port": 0}`).expectListening()
}

func TestWSChatPages(t *testing.T) {
	a := startChat(t)
	c := a.dial(t)
	for _, test := range []struct{ target, file, kind string }{
		{"/", "index.html", "text/html; charset=utf-8"},
		{"/client.js", "client.js", "text/javascript; charset=utf-8"},
	} {
		content, err := os.ReadFile(filepath.Join("wschat", test.file))
		if err != nil {
			t.Fatal(err)
		}
		want := reply{200, string(content), map[string]string{"Content-Type": test.kind}}
		if diff := cmp.Diff(want, c.request("GET", test.target, "", "", "Content-Type")); diff != "" {
			t.Errorf("GET %s (-want +got):\n%s", test.target, diff)
		}
	}
	if got := c.request("GET", "/manifest.json", "", ""); got.Status != 404 {
		t.Errorf("GET of a file that is no page: %+v", got)
	}
	if got := c.request("POST", "/", "", ""); got.Status != 405 {
		t.Errorf("POST: %+v", got)
	}
}

const webSocketKey = "dGhlIHNhbXBsZSBub25jZQ==" // the one in RFC 6455, 1.3

func webSocketFields(key, version string) string {
	return "Upgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Key: " + key + "\r\nSec-WebSocket-Version: " + version + "\r\n"
}

func TestWSChatHandshake(t *testing.T) {
	a := startChat(t)
	good := webSocketFields(webSocketKey, "13")
	for _, test := range []struct {
		name, method, fields string
		status               int
	}{
		{"right", "GET", good, 101},
		{"from a page of this server", "GET", good + "Origin: http://example\r\n", 101},
		{"from another page", "GET", good + "Origin: http://evil.example\r\n", 403},
		{"no upgrade", "GET", "", 426},
		{"other upgrade", "GET", strings.Replace(good, "WebSocket\r\n", "h2c\r\n", 1), 426},
		{"not for this connection", "GET", strings.Replace(good, ", Upgrade", "", 1), 426},
		{"other method", "POST", good, 426},
		{"other version", "GET", webSocketFields(webSocketKey, "8"), 426},
		{"short key", "GET", webSocketFields("dGhlIHNhbXBsZQ==", "13"), 400},
		{"no key", "GET", webSocketFields("", "13"), 400},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := a.dial(t).request(test.method, "/chat", test.fields, "", "Sec-WebSocket-Accept")
			if got.Status != test.status {
				t.Errorf("got %+v, want status %d", got, test.status)
			}
			if got.Status == 101 && got.Fields["Sec-WebSocket-Accept"] != "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" {
				t.Errorf("got %+v, want the example of RFC 6455, 1.3", got)
			}
		})
	}
}

// The opcodes of RFC 6455, 11.8, and the bit that ends a message.
const (
	opContinuation, opText, opBinary = 0, 1, 2
	opClose, opPing, opPong          = 8, 9, 10
	final                            = 0x80
)

// openWebSocket makes a connection behind its handshake.
func (a *launchedApp) openWebSocket(t *testing.T) *client {
	t.Helper()
	c := a.dial(t)
	key := base64.StdEncoding.EncodeToString([]byte(fmt.Sprintf("%16p", c)[:16]))
	sum := sha1.Sum([]byte(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	want := reply{101, "", map[string]string{"Sec-WebSocket-Accept": base64.StdEncoding.EncodeToString(sum[:])}}
	if diff := cmp.Diff(want, c.request("GET", "/chat", webSocketFields(key, "13"), "", "Sec-WebSocket-Accept")); diff != "" {
		t.Fatalf("handshake (-want +got):\n%s", diff)
	}
	return c
}

// frame is a frame as a client sends it.
func frame(first byte, payload string) string {
	head := []byte{first}
	switch n := len(payload); {
	case n < 126:
		head = append(head, 0x80|byte(n))
	case n < 1<<16:
		head = binary.BigEndian.AppendUint16(append(head, 0x80|126), uint16(n))
	default:
		head = binary.BigEndian.AppendUint64(append(head, 0x80|127), uint64(n))
	}
	mask := []byte{0x12, 0x34, 0x56, 0xff}
	masked := []byte(payload)
	for i := range masked {
		masked[i] ^= mask[i%4]
	}
	return string(head) + string(mask) + string(masked)
}

// expectFrame reads a frame of a server.
func (c *client) expectFrame(opcode byte, payload string) {
	c.t.Helper()
	if gotOpcode, got := c.readFrame(); gotOpcode != opcode || got != payload {
		c.t.Fatalf("got a frame with opcode %d and %.200q, want %d and %.200q", gotOpcode, got, opcode, payload)
	}
}

func (c *client) readFrame() (opcode byte, payload string) {
	c.t.Helper()
	read := func(n uint64) []byte {
		c.t.Helper()
		b := make([]byte, n)
		if _, err := io.ReadFull(c.r, b); err != nil {
			c.t.Fatalf("read a frame: %v", err)
		}
		return b
	}
	head := read(2)
	if head[0]&0xf0 != final || head[1]&0x80 != 0 {
		c.t.Fatalf("a frame begins with %x: it is not whole, or masked", head)
	}
	length := uint64(head[1])
	switch length {
	case 126:
		length = uint64(binary.BigEndian.Uint16(read(2)))
	case 127:
		length = binary.BigEndian.Uint64(read(8))
	}
	return head[0] & 0x0f, string(read(length))
}

func (c *client) say(fields ...string) {
	c.t.Helper()
	c.write(frame(final|opText, message(fields...)))
}

func (c *client) expectMessage(fields ...string) {
	c.t.Helper()
	c.expectFrame(opText, message(fields...))
}

// message is JSON as the room writes it: the values of type and two more.
func message(fields ...string) string {
	names := map[string][]string{
		"join": {"name"}, "say": {"text"}, "joined": {"name"}, "left": {"name"}, "said": {"name", "text"}, "refused": {"reason"},
	}[fields[0]]
	text := `{"type":"` + fields[0] + `"`
	for i, name := range names {
		value, _ := json.Marshal(fields[i+1])
		text += `,"` + name + `":` + string(value)
	}
	return text + "}"
}

// joinChat makes a client that is in the room, with others, which is JSON.
func (a *launchedApp) joinChat(t *testing.T, name, others string) *client {
	t.Helper()
	c := a.openWebSocket(t)
	c.say("join", name)
	c.expectFrame(opText, `{"type":"welcome","name":"`+name+`","others":`+others+`}`)
	return c
}

func TestWSChatConversation(t *testing.T) {
	a := startChat(t)
	ann := a.joinChat(t, "Ann", `[]`)
	c := a.openWebSocket(t)
	c.say("join", " ann ")
	c.expectMessage("refused", "ann is here already.")
	c.say("join", strings.Repeat("x", 21))
	c.expectMessage("refused", "A name has 1 to 20 characters.")
	bob := a.joinChat(t, "Bob", `["Ann"]`)
	ann.expectMessage("joined", "Bob")
	bob.say("say", "é € 😀")
	for _, c := range []*client{ann, bob} {
		c.expectMessage("said", "Bob", "é € 😀")
	}
	long := strings.Repeat("x", 65_000)
	ann.say("say", long)
	bob.expectMessage("said", "Ann", long)
	bob.reset()
	ann.expectMessage("said", "Ann", long)
	ann.expectMessage("left", "Bob")
}

func TestWSChatFrames(t *testing.T) {
	a := startChat(t)
	c := a.joinChat(t, "Ann", `[]`)
	text := message("say", "fräulein")
	for i := range len(text) { // between the two bytes of ä too
		c.write(frame(opText, text[:i]))
		c.write(frame(final|opPing, "between"))
		c.write(frame(opContinuation, ""))
		c.write(frame(final|opContinuation, text[i:]))
		c.expectFrame(opPong, "between")
		c.expectMessage("said", "Ann", "fräulein")
	}
	c.writeInPieces(frame(final|opText, message("say", strings.Repeat("x", 200))))
	c.expectMessage("said", "Ann", strings.Repeat("x", 200))
	c.write(frame(final|opPong, "unasked") + frame(final|opPing, "") + frame(final|opPing, strings.Repeat("x", 125)))
	c.expectFrame(opPong, "")
	c.expectFrame(opPong, strings.Repeat("x", 125))
}

func TestWSChatClose(t *testing.T) {
	a := startChat(t)
	code := func(n uint16, reason string) string {
		return string(binary.BigEndian.AppendUint16(nil, n)) + reason
	}
	const tooBig = "a message has at most 65536 bytes"
	for _, test := range []struct{ name, sent, want string }{
		{"with a code", frame(final|opClose, code(1000, "bye")), code(1000, "")},
		{"with a code of an application", frame(final|opClose, code(4999, "")), code(4999, "")},
		{"without a code", frame(final|opClose, ""), ""},
		{"with half a code", frame(final|opClose, "x"), code(1002, "malformed close code")},
		{"with a code that is not sent", frame(final|opClose, code(1005, "")), code(1002, "malformed close code")},
		{"with an unknown code", frame(final|opClose, code(2000, "")), code(1002, "malformed close code")},
		{"with a reason that is not UTF-8", frame(final|opClose, code(1000, "\xff")), code(1007, "text is UTF-8")},
		{"not masked", "\x81\x01x", code(1002, "a client masks its frames")},
		{"reserved bit", frame(final|0x40|opText, "x"), code(1002, "no extension was agreed on")},
		{"unknown opcode", frame(final|3, "x"), code(1002, "unknown opcode")},
		{"long ping", frame(final|opPing, strings.Repeat("x", 126)), code(1002, "over-long control frame")},
		{"fragmented ping", frame(opPing, "x"), code(1002, "over-long control frame")},
		{"continuation of nothing", frame(final|opContinuation, "x"), code(1002, "a fragment without its message")},
		{"message in a message", frame(opText, "x") + frame(final|opText, "x"), code(1002, "a fragment without its message")},
		{"length in more bytes than it needs", "\x81\xfe\x00\x01", code(1002, "malformed length")},
		{"length in far more bytes", "\x81\xff\x00\x00\x00\x00\x00\x00\xff\xff", code(1002, "malformed length")},
		{"negative length", "\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff", code(1002, "malformed length")},
		{"large message", frame(final|opText, strings.Repeat("x", 65_537)), code(1009, tooBig)},
		{"large message in fragments", frame(opText, strings.Repeat("x", 65_536)) + frame(final|opContinuation, "x"), code(1009, tooBig)},
		{"binary message", frame(final|opBinary, "x"), code(1003, "messages are text")},
		{"text that is not UTF-8", frame(final|opText, "\xed\xa0\x80"), code(1007, "text is UTF-8")},
		{"half a character", frame(final|opText, "\xc3"), code(1007, "text is UTF-8")},
		{"message that is not JSON", frame(final|opText, "{"), code(1008, "join, then say")},
		{"say before join", frame(final|opText, message("say", "x")), code(1008, "join, then say")},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := a.openWebSocket(t)
			c.write(test.sent)
			c.expectFrame(opClose, test.want)
		})
	}
}

// Who does not read what the others say is dropped.
func TestWSChatSlowReader(t *testing.T) {
	t.Parallel()
	a := startChat(t)
	slow := a.joinChat(t, "Slow", `[]`)
	slow.SetReadBuffer(4096)
	talker := a.joinChat(t, "Talker", `["Slow"]`)
	text := strings.Repeat("x", 60_000)
	for range 2000 {
		talker.say("say", text)
		if _, got := talker.readFrame(); got == message("left", "Slow") {
			return
		}
	}
	t.Error("2000 long messages that a client did not read were sent to it: where are they?")
}

// ---- eventpage ----

func (a *launchedApp) expectVisit(t *testing.T, visit, starts int) {
	t.Helper()
	want := reply{200, fmt.Sprintf("Visit %d. This page was started %d times.\n", visit, starts), nil}
	if diff := cmp.Diff(want, a.dial(t).request("GET", "/", "", "")); diff != "" {
		t.Errorf("GET / (-want +got):\n%s", diff)
	}
}

func TestEventPage(t *testing.T) {
	o := host.Options{Apps: []string{"eventpage"}, Profile: t.TempDir()}
	a := launch(t, o, `{"port": 0}`).expectListening()
	a.expectVisit(t, 1, 1)
	inParallel(20, func(int) {
		if got := a.dial(t).request("GET", "/", "", ""); got.Status != 200 {
			t.Errorf("one of many: %+v", got)
		}
	})
	a.expectVisit(t, 22, 1)
	if got := a.dial(t).request("HEAD", "/", "", ""); got.Status != 200 {
		t.Errorf("HEAD: %+v", got)
	}
	if got := a.dial(t).request("GET", "/x", "", ""); got.Status != 404 {
		t.Errorf("GET of another path: %+v", got)
	}
	if got := a.dial(t).request("POST", "/", "", ""); got.Status != 400 {
		t.Errorf("POST: %+v", got)
	}
	a.stop()

	launch(t, o, "").expectListening().expectVisit(t, 24, 2)
}

// Takes 15 seconds: Chrome's times are what they are.
func TestEventPageSleeps(t *testing.T) {
	if os.Getenv("TCPSRV_HOST_SLOW_TESTS") == "" {
		t.Skip("set TCPSRV_HOST_SLOW_TESTS=1 to run it")
	}
	t.Parallel()
	a := launch(t, host.Options{Apps: []string{"eventpage"}, EventPage: true}, `{"port": 0}`).expectListening()
	a.expectVisit(t, 1, 1)
	c := a.dial(t) // its socket is not persistent, and goes with the page
	a.expectLine(`^eventpage: going to sleep$`)
	c.expectEnd()
	a.expectVisit(t, 2, 2)
	a.expectLine(`^eventpage: awake again, still listening on ` + regexp.QuoteMeta(a.addr) + `$`)
}
