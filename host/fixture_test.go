package host_test

import (
	"bytes"
	"context"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/tcpsrv-host/tcpsrv-host/host"
)

func TestMain(m *testing.M) {
	if os.Getenv(clientsEnv) != "" {
		runClients()
		return
	}
	goleak.VerifyTestMain(m)
}

// patience is how long a test waits for what must happen.
const patience = 30 * time.Second

// output is what an App writes, line by line.
type output struct {
	mu    sync.Mutex
	text  bytes.Buffer
	lines chan string // of stdout, as they come
}

func newOutput() *output { return &output{lines: make(chan string, 10_000)} }

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.text.Write(p)
	for line := range strings.Lines(string(p)) {
		o.lines <- strings.TrimSuffix(line, "\n")
	}
	return len(p), nil
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// running is an App that a goroutine runs.
type running struct {
	t      *testing.T
	app    *host.App
	out    *output
	cancel context.CancelFunc
	ended  chan error
}

// start runs a script.
func start(t *testing.T, source string) *running {
	t.Helper()
	path := filepath.Join(t.TempDir(), "app.js")
	if err := os.WriteFile(path, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	return startWith(t, host.Options{Apps: []string{path}})
}

func startWith(t *testing.T, o host.Options) *running {
	t.Helper()
	r := &running{t: t, out: newOutput(), ended: make(chan error, 1)}
	o.Stdout, o.Stderr, o.Ephemeral = r.out, r.out, true
	var err error
	if r.app, err = host.New(o); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r.cancel = cancel
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		r.ended <- r.app.Run(ctx)
	}()
	t.Cleanup(func() { cancel(); <-ended })
	return r
}

// line waits for the next line that the App writes.
func (r *running) line() string {
	r.t.Helper()
	select {
	case line := <-r.out.lines:
		return line
	case <-time.After(patience):
		r.t.Fatalf("the app wrote nothing more within %v; so far:\n%s", patience, r.out)
		return ""
	}
}

// address waits for a line "listening PORT".
func (r *running) address() string {
	r.t.Helper()
	line := r.line()
	port, ok := strings.CutPrefix(line, "listening ")
	if !ok {
		r.t.Fatalf("the app wrote %q, want its port", line)
	}
	return net.JoinHostPort("127.0.0.1", port)
}

// end waits until the App has ended by itself.
func (r *running) end() {
	r.t.Helper()
	select {
	case err := <-r.ended:
		if err != nil {
			r.t.Errorf("Run: %v", err)
		}
	case <-time.After(patience):
		r.t.Fatalf("the app did not end within %v; it wrote:\n%s", patience, r.out)
	}
}

// stop stops the App and gives how long that took.
func (r *running) stop() time.Duration {
	r.t.Helper()
	begin := time.Now()
	r.cancel()
	r.end()
	return time.Since(begin)
}

func dial(t *testing.T, addr string) *net.TCPConn {
	t.Helper()
	c, err := net.DialTimeout("tcp", addr, patience)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(patience))
	return c.(*net.TCPConn)
}

// listening is a script that listens and says on which port. What onAccept
// does is the rest of the script.
const listening = `
	const server = chrome.sockets.tcpServer, tcp = chrome.sockets.tcp;
	server.create({}, ({socketId}) => server.listen(socketId, '127.0.0.1', 0, 4096, code => {
		if (code) throw new Error(chrome.runtime.lastError.message);
		server.getInfo(socketId, info => console.log('listening ' + info.localPort));
	}));
`

// echo sends back what comes, and closes when the peer does.
const echo = listening + `
	server.onAccept.addListener(({clientSocketId}) => tcp.setPaused(clientSocketId, false));
	tcp.onReceive.addListener(({socketId, data}) => tcp.send(socketId, data, () => chrome.runtime.lastError));
	tcp.onReceiveError.addListener(({socketId}) => tcp.close(socketId));
`
