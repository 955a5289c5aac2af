// Package scripts tests the example scripts as they are used: each runs in the
// host and talks to real clients on loopback.
package scripts

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/tcpsrv-host/tcpsrv-host/host"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience bounds every wait. Only a test that fails gets there.
const patience = 30 * time.Second

// An app is a script that runs in the host.
type app struct {
	t      *testing.T
	script string
	cancel context.CancelFunc
	first  chan string   // the first line of the console; closed after it
	ended  chan struct{} // closed when the App has ended
	lines  []string      // the lines after the first, to be read once it has
}

// startApp runs an App until cancel is called or it ends. Its console ends with it
// and has to be read.
func startApp(t *testing.T, o host.Options) (console io.Reader, cancel context.CancelFunc) {
	t.Helper()
	console, out := io.Pipe()
	o.Stdout, o.Stderr = out, out
	app := o.Apps[len(o.Apps)-1]
	hosted, err := host.New(o)
	if err != nil {
		t.Fatalf("load %s: %v", app, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		if err := hosted.Run(ctx); err != nil {
			t.Errorf("run %s: %v", app, err)
		}
		out.Close()
	}()
	return console, cancel
}

// run starts a script, behind one that holds its settings. The App is stopped
// at the end of the test.
func run(t *testing.T, script, settings string) *app {
	t.Helper()
	prelude := filepath.Join(t.TempDir(), "settings.js")
	if err := os.WriteFile(prelude, []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	console, cancel := startApp(t, host.Options{Apps: []string{prelude, script}, Ephemeral: true})
	a := &app{t: t, script: script, cancel: cancel, first: make(chan string, 1), ended: make(chan struct{})}
	go func() {
		defer close(a.ended)
		s := bufio.NewScanner(console)
		if s.Scan() {
			a.first <- s.Text()
		}
		close(a.first)
		for s.Scan() {
			a.lines = append(a.lines, s.Text())
		}
	}()
	t.Cleanup(a.stop)
	return a
}

func (a *app) stop() {
	a.cancel()
	a.waitForEnd()
}

func (a *app) waitForEnd() {
	a.t.Helper()
	select {
	case <-a.ended:
	case <-time.After(patience):
		a.t.Fatalf("%s does not end", a.script)
	}
}

func (a *app) firstLine() string {
	a.t.Helper()
	select {
	case line := <-a.first:
		return line
	case <-time.After(patience):
		a.t.Fatalf("%s prints nothing", a.script)
		return ""
	}
}

var listening = regexp.MustCompile(`^\w+: listening on ([^\s,]+:\d+)`)

// A server is an app that listens.
type server struct {
	*app
	addr string
}

// start runs a script until it listens. All that it prints afterwards must
// contain the text expected; none means that it must print nothing.
func start(t *testing.T, script, settings string, expected ...string) *server {
	t.Helper()
	a := run(t, script, "var PORT = 0;\n"+settings)
	t.Cleanup(func() {
		a.stop()
		for _, line := range a.lines {
			if len(expected) == 0 || !strings.Contains(line, expected[0]) {
				t.Errorf("%s printed: %s", script, line)
			}
		}
	})
	line := a.firstLine()
	m := listening.FindStringSubmatch(line)
	if m == nil {
		t.Fatalf("%s printed %q, not that it listens", script, line)
	}
	return &server{a, m[1]}
}

// A client is one end of a connection, in the hands of the test.
type client struct {
	t *testing.T
	*net.TCPConn
	r *bufio.Reader
}

func newClient(t *testing.T, c net.Conn, err error) *client {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(patience))
	return &client{t, c.(*net.TCPConn), bufio.NewReader(c)}
}

func (s *server) dial(t *testing.T) *client {
	t.Helper()
	c, err := net.Dial("tcp", s.addr)
	return newClient(t, c, err)
}

func (c *client) write(text string) {
	c.t.Helper()
	if _, err := io.WriteString(c, text); err != nil {
		c.t.Fatalf("write %.40q: %v", text, err)
	}
}

// writeInPieces gives every byte a packet of its own.
func (c *client) writeInPieces(text string) {
	c.t.Helper()
	for i := range len(text) {
		c.write(text[i : i+1])
	}
}

// expect reads exactly the text.
func (c *client) expect(want string) {
	c.t.Helper()
	got := make([]byte, len(want))
	n, err := io.ReadFull(c.r, got)
	if err != nil || string(got) != want {
		c.t.Fatalf("read %.200q (%v), want %.200q", got[:n], err, want)
	}
}

// expectEnd reads the end of the stream.
func (c *client) expectEnd() {
	c.t.Helper()
	if rest, err := io.ReadAll(c.r); err != nil || len(rest) > 0 {
		c.t.Fatalf("read %.200q (%v), want the end of the stream", rest, err)
	}
}

// expectStream reads the first n bytes of a stream.
func (c *client) expectStream(want io.Reader, n int64) {
	c.t.Helper()
	got, expected := make([]byte, 64<<10), make([]byte, 64<<10)
	for at := int64(0); at < n; {
		size := min(n-at, int64(len(got)))
		read, err := io.ReadFull(c.r, got[:size])
		if err != nil {
			c.t.Fatalf("the stream ends after %d of %d bytes: %v", at+int64(read), n, err)
		}
		io.ReadFull(want, expected[:size])
		if !bytes.Equal(got[:size], expected[:size]) {
			c.t.Fatalf("the stream differs between bytes %d and %d", at, at+size)
		}
		at += size
	}
}

// writeStream writes the first n bytes of a stream.
func (c *client) writeStream(stream io.Reader, n int64) {
	if _, err := io.CopyN(struct{ io.Writer }{c}, stream, n); err != nil {
		c.t.Errorf("write a stream of %d bytes: %v", n, err)
	}
}

// writeUntilFull writes a stream until nobody takes more, and returns how much
// was taken.
func (c *client) writeUntilFull(stream io.Reader) (taken int64) {
	c.t.Helper()
	const limit = 100 << 20
	defer c.SetDeadline(time.Now().Add(patience))
	block := make([]byte, 64<<10)
	for taken < limit {
		io.ReadFull(stream, block)
		c.SetWriteDeadline(time.Now().Add(200 * time.Millisecond))
		n, err := c.Write(block)
		taken += int64(n)
		if errors.Is(err, os.ErrDeadlineExceeded) {
			return taken
		}
		if err != nil {
			c.t.Fatalf("write: %v", err)
		}
	}
	c.t.Fatalf("%d bytes were taken that nobody read: where are they?", taken)
	return 0
}

// reset ends the connection with a RST.
func (c *client) reset() {
	c.SetLinger(0)
	c.Close()
}

// noise is a stream of random bytes, the same for the same seed.
func noise(seed byte) io.Reader { return rand.NewChaCha8([32]byte{seed}) }

// inParallel runs f for 0 to n-1 at once.
func inParallel(n int, f func(i int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { f(i) })
	}
	wg.Wait()
}

var scriptFiles = []string{"echo.js", "http.js", "chat.js", "forward.js", "socks5.js", "ssdp.js", "oldhttp.js"}

func TestPortInUse(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { taken.Close() })
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	for _, script := range scriptFiles {
		t.Run(script, func(t *testing.T) {
			t.Parallel()
			a := run(t, script, "var PORT = "+port)
			reason := "net::ERR_ADDRESS_IN_USE"
			if script == "oldhttp.js" { // chrome.socket says no more
				reason = "error -147, Could not listen on the specified port."
			}
			want := fmt.Sprintf("%s: cannot listen on 127.0.0.1:%s: %s", strings.TrimSuffix(script, ".js"), port, reason)
			if got := a.firstLine(); got != want {
				t.Errorf("printed %q, want %q", got, want)
			}
			a.waitForEnd()
			if len(a.lines) > 0 {
				t.Errorf("printed more: %q", a.lines)
			}
		})
	}
}

// A script that is stopped closes its connections and gives its port back.
func TestStop(t *testing.T) {
	target, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { target.Close() })
	for _, script := range scriptFiles {
		t.Run(script, func(t *testing.T) {
			t.Parallel()
			s := start(t, script, targetSettings(target))
			c := s.dial(t)
			c.write("x")
			s.stop()
			if _, err := io.Copy(io.Discard, c.r); errors.Is(err, os.ErrDeadlineExceeded) {
				t.Error("the connection is still open")
			}
			again, err := net.Listen("tcp", s.addr)
			if err != nil {
				t.Fatalf("the port is still taken: %v", err)
			}
			again.Close()
		})
	}
}

func TestEcho(t *testing.T) {
	t.Run("every byte", func(t *testing.T) {
		t.Parallel()
		c := start(t, "echo.js", "").dial(t)
		const size = 8 << 20
		inParallel(2, func(i int) {
			if i == 0 {
				c.writeStream(noise(1), size)
			} else {
				c.expectStream(noise(1), size)
			}
		})
	})

	t.Run("in pieces", func(t *testing.T) {
		t.Parallel()
		c := start(t, "echo.js", "").dial(t)
		text := "byte by byte \x00\xff\r\n"
		c.writeInPieces(text)
		c.expect(text)
	})

	t.Run("half-close", func(t *testing.T) {
		t.Parallel()
		c := start(t, "echo.js", "").dial(t)
		c.write("the last words")
		c.CloseWrite()
		c.expect("the last words")
		c.expectEnd()
	})

	t.Run("many clients", func(t *testing.T) {
		t.Parallel()
		s := start(t, "echo.js", "")
		inParallel(100, func(i int) {
			c := s.dial(t)
			for round := range 5 {
				text := fmt.Sprintf("client %d, round %d", i, round)
				c.write(text)
				c.expect(text)
			}
			if i%2 == 0 {
				c.reset()
			}
		})
	})

	t.Run("client that does not read", func(t *testing.T) {
		t.Parallel()
		s := start(t, "echo.js", "")
		c := s.dial(t)
		taken := c.writeUntilFull(noise(2))
		other := s.dial(t)
		other.write("meanwhile")
		other.expect("meanwhile")
		c.CloseWrite()
		c.expectStream(noise(2), taken)
		c.expectEnd()
	})

	t.Run("client that does not read and resets", func(t *testing.T) {
		t.Parallel()
		s := start(t, "echo.js", "")
		c := s.dial(t)
		c.writeUntilFull(noise(3))
		c.reset()
		other := s.dial(t)
		other.write("afterwards")
		other.expect("afterwards")
	})
}

// An answer is what a test looks at of an HTTP response.
type answer struct {
	Status int
	Length int64
	Body   string
	Close  bool
}

// readAnswer reads the response to a request with the method.
func (c *client) readAnswer(method string) answer {
	c.t.Helper()
	response, err := http.ReadResponse(c.r, &http.Request{Method: method})
	if err != nil {
		c.t.Fatalf("read a response: %v", err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		c.t.Fatalf("read the body of a response: %v", err)
	}
	if _, err := http.ParseTime(response.Header.Get("Date")); err != nil {
		c.t.Errorf("Date: %v", err)
	}
	if response.Header.Get("Content-Type") == "" {
		c.t.Error("no Content-Type")
	}
	return answer{response.StatusCode, response.ContentLength, string(body), response.Close}
}

func ok(body string) answer { return answer{200, int64(len(body)), body, false} }

func closing(a answer) answer {
	a.Close = true
	return a
}

func failure(status int, body string) answer {
	return answer{status, int64(len(body)), body, false}
}

// rising is n bytes of /bytes/n.
func rising(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i)
	}
	return string(b)
}

const hostLine = "Host: example\r\n"

func TestHTTP(t *testing.T) {
	tests := []struct {
		name    string
		request string
		methods []string // of the requests, if not GET
		want    []answer
	}{
		{
			name:    "keep-alive",
			request: "GET /bytes/3 HTTP/1.1\r\n" + hostLine + "\r\n",
			want:    []answer{ok("\x00\x01\x02")},
		}, {
			name:    "Connection: close",
			request: "GET /bytes/3 HTTP/1.1\r\n" + hostLine + "Connection: foo, Close\r\n\r\n",
			want:    []answer{closing(ok("\x00\x01\x02"))},
		}, {
			name:    "HTTP/1.0",
			request: "GET /bytes/1 HTTP/1.0\r\n\r\n",
			want:    []answer{closing(ok("\x00"))},
		}, {
			name:    "HTTP/1.0 kept alive",
			request: "GET /bytes/1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
			want:    []answer{ok("\x00")},
		}, {
			name:    "empty lines before a request, spaces around a value",
			request: "\r\n\r\nPOST /echo HTTP/1.1\r\n" + hostLine + "content-length: \t 2\t \r\n\r\nab",
			methods: []string{"POST"},
			want:    []answer{ok("ab")},
		}, {
			name:    "whole URL and query",
			request: "GET http://example:80/bytes/1?a=b HTTP/1.1\r\n" + hostLine + "\r\n",
			want:    []answer{ok("\x00")},
		}, {
			name:    "HEAD",
			request: "HEAD /bytes/1000 HTTP/1.1\r\n" + hostLine + "\r\nHEAD /nothing HTTP/1.1\r\n" + hostLine + "\r\n",
			methods: []string{"HEAD", "HEAD"},
			want:    []answer{{200, 1000, "", false}, {404, 13, "", false}},
		}, {
			name: "chunked body with extensions and trailer",
			request: "POST /echo HTTP/1.1\r\n" + hostLine + "Transfer-Encoding: Chunked\r\n\r\n" +
				"5;a=\"b\"\r\nhello\r\n00A ; c\r\n chunked w\r\n4\r\norld\r\n0\r\nTrailer: x\r\n\r\n",
			methods: []string{"POST"},
			want:    []answer{ok("hello chunked world")},
		}, {
			name: "pipelining",
			request: "GET /bytes/2 HTTP/1.1\r\n" + hostLine + "\r\n" +
				"POST /echo HTTP/1.1\r\n" + hostLine + "Content-Length: 3\r\n\r\nabc" +
				"HEAD / HTTP/1.1\r\n" + hostLine + "\r\n" +
				"POST /echo HTTP/1.1\r\n" + hostLine + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n" +
				"GET /nothing HTTP/1.1\r\n" + hostLine + "Content-Length: 2\r\n\r\n\r\n" +
				"GET /bytes/0 HTTP/1.1\r\n" + hostLine + "Connection: close\r\n\r\n",
			methods: []string{"GET", "POST", "HEAD", "POST", "GET", "GET"},
			want: []answer{
				ok("\x00\x01"), ok("abc"), {200, 137, "", false}, ok("x"),
				failure(404, "Nothing here\n"), closing(ok("")),
			},
		}, {
			name:    "method not allowed",
			request: "GET /echo HTTP/1.1\r\n" + hostLine + "\r\nDELETE / HTTP/1.1\r\n" + hostLine + "\r\n",
			methods: []string{"GET", "DELETE"},
			want:    []answer{failure(405, "Allowed: POST\n"), failure(405, "Allowed: GET, HEAD\n")},
		}, {
			name:    "unknown method",
			request: "BREW / HTTP/1.1\r\n" + hostLine + "\r\n",
			want:    []answer{failure(501, "Unknown method\n")},
		}, {
			name:    "unknown version",
			request: "GET / HTTP/2.0\r\n" + hostLine + "\r\n",
			want:    []answer{closing(failure(505, "this is an HTTP/1.1 server\n"))},
		}, {
			name:    "unknown expectation",
			request: "GET / HTTP/1.1\r\n" + hostLine + "Expect: miracles\r\n\r\n",
			want:    []answer{closing(failure(417, "the only expectation is 100-continue\n"))},
		}, {
			name:    "unknown coding",
			request: "POST /echo HTTP/1.1\r\n" + hostLine + "Transfer-Encoding: gzip, chunked\r\n\r\n",
			want:    []answer{closing(failure(501, "the only transfer coding is chunked\n"))},
		}, {
			name:    "body too large",
			request: "POST /echo HTTP/1.1\r\n" + hostLine + "Content-Length: 99999999999999999999\r\n\r\n",
			want:    []answer{closing(failure(413, "a body has at most 1048576 bytes\n"))},
		}, {
			name:    "chunk too large",
			request: "POST /echo HTTP/1.1\r\n" + hostLine + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n100000\r\n",
			want:    []answer{closing(failure(413, "a body has at most 1048576 bytes\n"))},
		}, {
			name:    "field too large",
			request: "GET / HTTP/1.1\r\n" + hostLine + "A: " + strings.Repeat("x", 9000),
			want:    []answer{closing(failure(431, "a request head has at most 8192 bytes\n"))},
		},
		malformed("garbage", "\x16\x03\x01\x02\x00\x01\xff\r\n\r\n", "malformed request line"),
		malformed("request line", "GET  / HTTP/1.1\r\n\r\n", "malformed request line"),
		malformed("version", "GET / HTTP/11\r\n\r\n", "malformed HTTP version"),
		malformed("bare LF", "GET / HTTP/1.1\n\n", "lines end with CRLF"),
		malformed("no Host", "GET / HTTP/1.1\r\n\r\n", "exactly one Host is needed"),
		malformed("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", "exactly one Host is needed"),
		malformed("folded field", "GET / HTTP/1.1\r\n"+hostLine+"A: b\r\n c\r\n\r\n", "malformed header field"),
		malformed("space before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "malformed header field"),
		malformed("NUL in a field", "GET / HTTP/1.1\r\n"+hostLine+"A: \x00\r\n\r\n", "malformed header field"),
		malformed("Content-Length", "POST /echo HTTP/1.1\r\n"+hostLine+"Content-Length: +1\r\n\r\n", "malformed Content-Length"),
		malformed("two lengths", "POST /echo HTTP/1.1\r\n"+hostLine+"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "ambiguous body length"),
		malformed("chunk size", "POST /echo HTTP/1.1\r\n"+hostLine+"Transfer-Encoding: chunked\r\n\r\n-1\r\n", "malformed chunk size"),
		malformed("chunk end", "POST /echo HTTP/1.1\r\n"+hostLine+"Transfer-Encoding: chunked\r\n\r\n1\r\nabc", "malformed chunk"),
	}
	s := start(t, "http.js", "")
	for _, test := range tests {
		check := func(write func(*client, string)) func(*testing.T) {
			return func(t *testing.T) {
				c := s.dial(t)
				write(c, test.request)
				var got []answer
				for i := range test.want {
					method := "GET"
					if i < len(test.methods) {
						method = test.methods[i]
					}
					got = append(got, c.readAnswer(method))
				}
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Errorf("answers (-want +got):\n%s", diff)
				}
			}
		}
		t.Run(test.name, check((*client).write))
		t.Run(test.name+", in pieces", check((*client).writeInPieces))
	}
}

func malformed(name, request, reason string) (test struct {
	name    string
	request string
	methods []string
	want    []answer
}) {
	test.name, test.request = name, request
	test.want = []answer{closing(failure(400, reason+"\n"))}
	return test
}

func TestHTTPConnection(t *testing.T) {
	s := start(t, "http.js", "")

	t.Run("ends with the answer that says so", func(t *testing.T) {
		t.Parallel()
		c := s.dial(t)
		c.write("GET /bytes/1 HTTP/1.0\r\n\r\nGET /bytes/2 HTTP/1.0\r\n\r\n")
		if got := c.readAnswer("GET"); got != closing(ok("\x00")) {
			t.Errorf("the answer is %+v", got)
		}
		c.expectEnd()
	})

	t.Run("half-close", func(t *testing.T) {
		t.Parallel()
		c := s.dial(t)
		c.write("GET /bytes/1000000 HTTP/1.0\r\n\r\n")
		c.CloseWrite()
		if got := c.readAnswer("GET"); got.Body != rising(1000000) {
			t.Errorf("got status %d and %d bytes, want 1000000", got.Status, len(got.Body))
		}
		c.expectEnd()
	})

	t.Run("refused upload still gets its answer", func(t *testing.T) {
		t.Parallel()
		c := s.dial(t)
		c.write("POST /echo HTTP/1.1\r\n" + hostLine + "Content-Length: 2000000\r\n\r\n")
		c.writeStream(noise(1), 2000000)
		if got := c.readAnswer("POST"); got.Status != 413 {
			t.Errorf("status %d, want 413", got.Status)
		}
		c.expectEnd()
	})

	t.Run("100-continue", func(t *testing.T) {
		t.Parallel()
		c := s.dial(t)
		c.write("POST /echo HTTP/1.1\r\n" + hostLine + "Content-Length: 4\r\nExpect: 100-Continue\r\n\r\n")
		c.expect("HTTP/1.1 100 Continue\r\n\r\n")
		c.write("body")
		if diff := cmp.Diff(ok("body"), c.readAnswer("POST")); diff != "" {
			t.Errorf("answer (-want +got):\n%s", diff)
		}
	})

	t.Run("deep pipeline", func(t *testing.T) {
		t.Parallel()
		c := s.dial(t)
		const requests = 2000
		var pipeline strings.Builder
		for i := range requests {
			fmt.Fprintf(&pipeline, "GET /bytes/%d HTTP/1.1\r\n%s\r\n", i%100, hostLine)
		}
		inParallel(2, func(i int) {
			if i == 0 {
				c.writeStream(strings.NewReader(pipeline.String()), int64(pipeline.Len()))
				return
			}
			for i := range requests {
				if got := c.readAnswer("GET"); got != ok(rising(i%100)) {
					t.Errorf("answer %d is %+v", i, got)
					return
				}
			}
		})
	})

	t.Run("client that does not read", func(t *testing.T) {
		t.Parallel()
		c := s.dial(t)
		c.writeUntilFull(repeat("GET / HTTP/1.1\r\n" + hostLine + "\r\n"))
		c.reset()
	})

	t.Run("long answer, then the next", func(t *testing.T) {
		t.Parallel()
		c := s.dial(t)
		c.write("GET /bytes/16777216 HTTP/1.1\r\n" + hostLine + "\r\nGET /bytes/1 HTTP/1.1\r\n" + hostLine + "\r\n")
		response, err := http.ReadResponse(c.r, nil)
		if err != nil {
			t.Fatal(err)
		}
		c.expectStream(repeat(rising(256)), response.ContentLength)
		if got := c.readAnswer("GET"); got != ok("\x00") {
			t.Errorf("the next answer is %+v", got)
		}
	})

	t.Run("resets", func(t *testing.T) {
		t.Parallel()
		for _, text := range []string{"", "GET", "GET / HTTP/1.1\r\n" + hostLine + "\r\n", "GET /bytes/99999999 HTTP/1.0\r\n\r\n"} {
			c := s.dial(t)
			c.write(text)
			c.reset()
		}
	})

	t.Run("many clients", func(t *testing.T) {
		t.Parallel()
		transport := &http.Transport{MaxIdleConnsPerHost: 50}
		defer transport.CloseIdleConnections()
		client := &http.Client{Transport: transport, Timeout: patience}
		inParallel(50, func(i int) {
			for round := range 5 {
				text := strings.Repeat(fmt.Sprintf("client %d, round %d; ", i, round), 1000)
				response, err := client.Post("http://"+s.addr+"/echo", "text/plain", struct{ io.Reader }{strings.NewReader(text)})
				if err != nil {
					t.Error(err)
					return
				}
				got, err := io.ReadAll(response.Body)
				response.Body.Close()
				if err != nil || string(got) != text {
					t.Errorf("POST /echo gives back %d bytes (%v), want %d", len(got), err, len(text))
				}
			}
		})
	})

	t.Run("time", func(t *testing.T) {
		t.Parallel()
		c := s.dial(t)
		c.write("GET /time HTTP/1.1\r\n" + hostLine + "\r\n")
		got := c.readAnswer("GET")
		when, err := time.Parse(time.RFC3339Nano, strings.TrimSpace(got.Body))
		if err != nil || time.Since(when).Abs() > time.Minute {
			t.Errorf("it is %q (%v)", got.Body, err)
		}
	})
}

// repeat is an endless stream of a text.
func repeat(text string) io.Reader { return &repeater{text: text} }

type repeater struct {
	text string
	at   int
}

func (r *repeater) Read(p []byte) (n int, err error) {
	for n < len(p) {
		copied := copy(p[n:], r.text[r.at:])
		n += copied
		r.at = (r.at + copied) % len(r.text)
	}
	return n, nil
}

// enter makes a client that is in the room.
func (s *server) enter(t *testing.T, name string, others ...string) *client {
	t.Helper()
	c := s.dial(t)
	c.expect("* Your name?\r\n")
	c.write(name + "\r\n")
	here := "nobody else"
	if len(others) > 0 {
		here = strings.Join(others, ", ")
	}
	c.expect("* Welcome, " + name + ". Here: " + here + "\r\n")
	return c
}

func TestChat(t *testing.T) {
	t.Run("conversation", func(t *testing.T) {
		t.Parallel()
		s := start(t, "chat.js", "")
		ann := s.enter(t, "Ann")
		bob := s.enter(t, "Bob", "Ann")
		ann.expect("* Bob joined\r\n")
		bob.write("hello\none\r\n\r\ntwo\r\n")
		ann.expect("<Bob> hello\r\n<Bob> one\r\n<Bob> two\r\n")
		ann.write("bye\n")
		bob.expect("<Ann> bye\r\n")
		ann.Close()
		bob.expect("* Ann left\r\n")
		cleo := s.enter(t, "Cleo", "Bob")
		bob.expect("* Cleo joined\r\n")
		cleo.reset()
		bob.expect("* Cleo left\r\n")
	})

	t.Run("last words", func(t *testing.T) {
		t.Parallel()
		s := start(t, "chat.js", "")
		ann := s.enter(t, "Ann")
		bob := s.enter(t, "Bob", "Ann")
		ann.expect("* Bob joined\r\n")
		bob.write("I am off\r\nbut")
		bob.Close()
		ann.expect("<Bob> I am off\r\n* Bob left\r\n")
	})

	t.Run("names", func(t *testing.T) {
		t.Parallel()
		s := start(t, "chat.js", "")
		s.enter(t, "Änne")
		c := s.dial(t)
		c.expect("* Your name?\r\n")
		for _, test := range []struct{ name, answer string }{
			{" ", "A name has 1 to 20 characters. Your name?\r\n"},
			{strings.Repeat("x", 21), "A name has 1 to 20 characters. Your name?\r\n"},
			{"äNNE", "äNNE is here already. Your name?\r\n"},
			{" a\x1bb ", "* Welcome, ab. Here: Änne\r\n"},
		} {
			c.write(test.name + "\r\n")
			c.expect(test.answer)
		}
	})

	t.Run("bytes", func(t *testing.T) {
		t.Parallel()
		s := start(t, "chat.js", "")
		ann := s.enter(t, "Ann")
		bob := s.enter(t, "Bob", "Ann")
		ann.expect("* Bob joined\r\n")
		for _, test := range []struct{ name, line, want string }{
			{"UTF-8", "é € 😀", "é € 😀"},
			{"bytes that are not UTF-8", "a\xffb\xc3", "a\ufffdb\ufffd"},
			{"control characters", "\x1b[31mred\u009b\ttab\x00", "[31mredtab"},
			{"line of the longest length", strings.Repeat("x", 500), strings.Repeat("x", 500)},
			{"longer line", strings.Repeat("x", 20000), strings.Repeat("x", 500)},
			{"line cut before a surrogate pair", strings.Repeat("x", 499) + "😀", strings.Repeat("x", 499)},
		} {
			bob.write(test.line + "\r\n")
			ann.expect("<Bob> " + test.want + "\r\n")
			if len(test.line) < 1000 {
				bob.writeInPieces(test.line + "\r\n")
				ann.expect("<Bob> " + test.want + "\r\n")
			}
		}
	})

	t.Run("full room", func(t *testing.T) {
		t.Parallel()
		s := start(t, "chat.js", "")
		seated := make([]*client, 5)
		for i := range seated {
			seated[i] = s.dial(t)
			seated[i].expect("* Your name?\r\n")
		}
		inParallel(4, func(i int) {
			sixth := s.dial(t)
			if i%2 == 0 {
				sixth.write("let me in\r\n")
			}
			sixth.expect("* The room is full (5 of 5). Try again later.\r\n")
			if i > 0 {
				sixth.expectEnd()
			}
		})
		seated[0].write("Ann\r\n")
		seated[0].expect("* Welcome, Ann. Here: nobody else\r\n")
		seated[1].write("Bob\r\n")
		seated[1].expect("* Welcome, Bob. Here: Ann\r\n")
		seated[0].expect("* Bob joined\r\n")
		seated[1].reset()
		seated[0].expect("* Bob left\r\n")
		s.enter(t, "Cleo", "Ann")
	})

	t.Run("slow reader", func(t *testing.T) {
		t.Parallel()
		s := start(t, "chat.js", "")
		slow := s.enter(t, "Slow")
		slow.SetReadBuffer(4096)
		talker := s.enter(t, "Talker", "Slow")
		listener := s.enter(t, "Listener", "Slow", "Talker")
		dropped := make(chan struct{})
		inParallel(2, func(i int) {
			if i == 0 {
				defer close(dropped)
				for {
					line, err := listener.r.ReadString('\n')
					if err != nil {
						t.Errorf("waited for the slow reader to be dropped: %v", err)
						return
					}
					if line == "* Slow left (reads too slowly)\r\n" {
						return
					}
				}
			}
			lines := strings.Repeat(strings.Repeat("x", 490)+"\n", 100)
			for {
				select {
				case <-dropped:
					return
				default:
					talker.write(lines)
				}
			}
		})
	})
}

func targetSettings(l net.Listener) string {
	return fmt.Sprintf("const TARGET_HOST = '127.0.0.1', TARGET_PORT = %d;\n", l.Addr().(*net.TCPAddr).Port)
}

// A forwarder is forward.js with a target in the hands of the test.
type forwarder struct {
	*server
	target     net.Listener
	connecting sync.Mutex // held to know which two ends belong together
}

func startForwarder(t *testing.T, expected ...string) *forwarder {
	t.Helper()
	target, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { target.Close() })
	return &forwarder{server: start(t, "forward.js", targetSettings(target), expected...), target: target}
}

// connect makes a forwarded connection and returns both its ends.
func (f *forwarder) connect(t *testing.T) (near, far *client) {
	t.Helper()
	f.connecting.Lock()
	defer f.connecting.Unlock()
	near = f.dial(t)
	c, err := f.target.Accept()
	return near, newClient(t, c, err)
}

func TestForward(t *testing.T) {
	t.Run("every byte, then the end", func(t *testing.T) {
		t.Parallel()
		f := startForwarder(t)
		for i, direction := range []string{"to the target", "from the target"} {
			t.Run(direction, func(t *testing.T) {
				from, to := f.connect(t)
				if i == 1 {
					from, to = to, from
				}
				const size = 32 << 20
				inParallel(2, func(i int) {
					if i == 0 {
						from.writeStream(noise(1), size)
						from.Close()
					} else {
						to.expectStream(noise(1), size)
						to.expectEnd()
					}
				})
			})
		}
	})

	t.Run("both directions at once", func(t *testing.T) {
		t.Parallel()
		near, far := startForwarder(t).connect(t)
		const size = 4 << 20
		inParallel(4, func(i int) {
			switch i {
			case 0:
				near.writeStream(noise(1), size)
			case 1:
				near.expectStream(noise(2), size)
			case 2:
				far.writeStream(noise(2), size)
			case 3:
				far.expectStream(noise(1), size)
			}
		})
	})

	t.Run("half-close", func(t *testing.T) {
		t.Parallel()
		near, far := startForwarder(t).connect(t)
		near.writeInPieces("all that was said")
		near.CloseWrite()
		far.expect("all that was said")
		far.expectEnd()
	})

	t.Run("slow target", func(t *testing.T) {
		t.Parallel()
		near, far := startForwarder(t).connect(t)
		taken := near.writeUntilFull(noise(3))
		near.CloseWrite()
		far.expectStream(noise(3), taken)
		far.expectEnd()
	})

	t.Run("slow target that talks", func(t *testing.T) {
		t.Parallel()
		near, far := startForwarder(t).connect(t)
		taken := near.writeUntilFull(noise(3))
		near.CloseWrite()
		far.write("wait for me")
		near.expect("wait for me")
		far.expectStream(noise(3), taken)
		far.expectEnd()
	})

	t.Run("nobody reads", func(t *testing.T) {
		t.Parallel()
		near, far := startForwarder(t).connect(t)
		near.writeUntilFull(noise(4))
		taken := far.writeUntilFull(noise(5))
		far.CloseWrite()
		near.expectStream(noise(5), taken)
		near.expectEnd()
	})

	t.Run("many connections and resets", func(t *testing.T) {
		t.Parallel()
		f := startForwarder(t)
		inParallel(50, func(i int) {
			near, far := f.connect(t)
			if i%3 == 0 {
				near.reset()
				io.Copy(io.Discard, far.r)
				return
			}
			near.write("x")
			far.expect("x")
			far.write("y")
			near.expect("y")
			if i%3 == 1 {
				far.reset()
			}
		})
	})

	t.Run("unreachable target", func(t *testing.T) {
		t.Parallel()
		f := startForwarder(t, "forward: cannot connect to 127.0.0.1:")
		f.target.Close()
		f.dial(t).expectEnd()
	})
}
