package socket_test

import (
	"flag"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

func TestMain(m *testing.M) {
	// The runtime's network poller keeps its descriptors from now on.
	if l, err := net.Listen("tcp", "127.0.0.1:0"); err == nil {
		l.Close()
	}
	goleak.VerifyTestMain(everyBackEnd{m})
}

// everyBackEnd runs all tests over each back end that there is.
type everyBackEnd struct{ m *testing.M }

func (e everyBackEnd) Run() (failed int) {
	flag.Parse()
	if flag.Lookup("test.bench").Value.String() != "" {
		backEnds = backEnds[:1] // the figures of two would go under one name
	}
	for _, backEnd = range backEnds {
		if failed = e.m.Run(); failed != 0 {
			fmt.Fprintf(os.Stderr, "over the %s back end\n", backEnd.name)
			break
		}
	}
	return failed
}

// backEnd is what the stacks of the tests have below them.
var backEnd backEndUnderTest

type backEndUnderTest struct {
	name string
	use  func(*socket.Stack) eventloop.Poller
}

// backEnds are those of this system, the portable one last.
var backEnds = []backEndUnderTest{{"portable", func(*socket.Stack) eventloop.Poller { return eventloop.NewChannelPoller() }}}

// patience is how long a test waits for what must happen.
const patience = 20 * time.Second

// fixture is a stack whose loop is the goroutine of the test, and a journal of
// what the stack said, one line each:
//
//	accepted 1 3              server 1, client 3
//	acceptFailed 1 -12
//	received 3 "abc"
//	receiveFailed 3 -100
//
// and whatever the test itself writes into it by say, result and done.
type fixture struct {
	t     testing.TB
	stack *socket.Stack
	tcp   *socket.ConnTable
	tcps  *socket.ServerTable

	poller eventloop.Poller
	mu     sync.Mutex
	queue  []socket.Task
	ended  bool

	journal  []string
	observed func(line string) // unless nil: called within an observer
}

func newFixture(t testing.TB) *fixture {
	f := &fixture{t: t}
	before := openDescriptors()
	f.stack = socket.NewStack(f.post)
	f.poller = backEnd.use(f.stack)
	f.tcp, f.tcps = &f.stack.TCP, &f.stack.TCPServer
	f.tcp.Observer, f.tcps.Observer = f, f
	t.Cleanup(func() {
		f.end()
		if after := openDescriptors(); after != before {
			t.Errorf("%d descriptors were open before the test, %d are after it:\n%s", before, after, descriptors())
		}
	})
	return f
}

// end is the end of the App: the loop ends, then the stack.
func (f *fixture) end() {
	f.mu.Lock()
	f.ended = true
	dropped := f.queue
	f.queue = nil
	f.mu.Unlock()
	for _, t := range dropped { // as eventloop.Loop does
		if d, ok := t.(interface{ Drop() }); ok {
			d.Drop()
		}
	}
	f.poller.Close()
	f.stack.Close()
}

func (f *fixture) post(task socket.Task) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended {
		return false
	}
	f.queue = append(f.queue, task)
	f.poller.Wake()
	return true
}

// poll queues what the poller finds within d.
func (f *fixture) poll(d time.Duration) {
	for _, t := range f.poller.Wait(d, nil) {
		f.post(t)
	}
}

// step runs the first task, if there is one.
func (f *fixture) step() bool {
	f.poll(0)
	f.mu.Lock()
	if len(f.queue) == 0 {
		f.mu.Unlock()
		return false
	}
	task := f.queue[0]
	f.queue = f.queue[1:]
	f.mu.Unlock()
	task.RunTask()
	return true
}

// untilQueued waits until there is a task, and runs none.
func (f *fixture) untilQueued() {
	f.t.Helper()
	for deadline := time.Now().Add(patience); ; {
		f.mu.Lock()
		n := len(f.queue)
		f.mu.Unlock()
		if n > 0 {
			return
		}
		if left := time.Until(deadline); left > 0 {
			f.poll(left)
		} else {
			f.t.Fatalf("waited %v for a task", patience)
		}
	}
}

// answeredLater is what the bindings make of a result: the App has its answer in
// a later task.
func (f *fixture) answeredLater(neterror.Code, error) {
	f.post(task(func() { f.say("answered") }))
}

// settle runs all tasks that are there and those that they post.
func (f *fixture) settle() {
	for f.step() {
	}
}

// until runs tasks until the condition holds.
func (f *fixture) until(what string, condition func() bool) {
	f.t.Helper()
	deadline := time.Now().Add(patience)
	for !condition() {
		if f.step() {
			continue
		}
		left := time.Until(deadline)
		if left <= 0 {
			f.t.Fatalf("waited %v for %s; the journal is\n  %s", patience, what, strings.Join(f.journal, "\n  "))
		}
		f.poll(left)
	}
}

// expect waits until the journal has as many lines as are wanted, compares
// them, and begins a new one.
func (f *fixture) expect(want ...string) {
	f.t.Helper()
	f.until(strings.Join(want, ", "), func() bool { return len(f.journal) >= len(want) })
	f.settle()
	if !slices.Equal(f.journal, want) {
		f.t.Errorf("the journal is\n  %s\nwant\n  %s", strings.Join(f.journal, "\n  "), strings.Join(want, "\n  "))
	}
	f.journal = nil
}

func (f *fixture) say(format string, args ...any) {
	f.journal = append(f.journal, fmt.Sprintf(format, args...))
}

func (f *fixture) observe(format string, args ...any) {
	line := fmt.Sprintf(format, args...)
	f.journal = append(f.journal, line)
	if f.observed != nil {
		f.observed(line)
	}
}

func (f *fixture) Accepted(server, client int) { f.observe("accepted %d %d", server, client) }
func (f *fixture) AcceptFailed(server int, c neterror.Code) {
	f.observe("acceptFailed %d %d", server, c)
}
func (f *fixture) ReceiveFailed(client int, c neterror.Code) {
	f.observe("receiveFailed %d %d", client, c)
}
func (f *fixture) Received(client int, data []byte) {
	f.observe("received %d %q", client, data)
}

// result writes how a call ended into the journal.
func (f *fixture) result(name string) socket.Result {
	return func(code neterror.Code, err error) {
		if err != nil {
			f.say("%s: %v", name, err)
		} else {
			f.say("%s: %d", name, code)
		}
	}
}

func (f *fixture) done(name string) func(error) {
	return func(err error) { f.say("%s: %v", name, err) }
}

// call waits for the result of one call.
func (f *fixture) call(start func(socket.Result)) (code neterror.Code, err error) {
	f.t.Helper()
	answered := 0
	start(func(c neterror.Code, e error) { code, err = c, e; answered++ })
	f.until("an answer", func() bool { return answered > 0 })
	if answered != 1 {
		f.t.Errorf("a call was answered %d times", answered)
	}
	return code, err
}

// listen makes a server on a free port of 127.0.0.1.
func (f *fixture) listen() (id int, addr string) {
	f.t.Helper()
	id = f.tcps.Create(socket.Properties{})
	f.listenAs(id, nil)
	return id, f.address(id)
}

func (f *fixture) listenAs(id int, backlog *int) {
	f.t.Helper()
	code, err := f.call(func(r socket.Result) { f.tcps.Listen(id, "127.0.0.1", 0, backlog, r) })
	if code != neterror.OK || err != nil {
		f.t.Fatalf("listen on 127.0.0.1, port 0: %d, %v", code, err)
	}
}

func (f *fixture) address(server int) string {
	info, err := f.tcps.Info(server)
	if err != nil || !info.Local.IsValid() {
		f.t.Fatalf("server %d does not listen: %+v, %v", server, info, err)
	}
	return info.Local.String()
}

// dial makes a peer of a server.
func (f *fixture) dial(addr string) *peer {
	f.t.Helper()
	c, err := net.DialTimeout("tcp", addr, patience)
	if err != nil {
		f.t.Fatal(err)
	}
	return f.peer(c)
}

// accepted makes a socket that a peer connected to; it is paused.
func (f *fixture) accepted() (id int, p *peer) {
	f.t.Helper()
	server, addr := f.listen()
	p = f.dial(addr)
	line := fmt.Sprintf("accepted %d ", server)
	at := -1
	f.until("an accept", func() bool {
		at = slices.IndexFunc(f.journal, func(l string) bool { return strings.HasPrefix(l, line) })
		return at >= 0
	})
	fmt.Sscanf(f.journal[at], line+"%d", &id)
	f.journal = slices.Delete(f.journal, at, at+1)
	if err := f.tcps.Close(server); err != nil {
		f.t.Fatal(err)
	}
	return id, p
}

// connected makes a socket that connected to a peer, and is paused if asked.
func (f *fixture) connected(paused bool) (id int, p *peer) {
	f.t.Helper()
	l := f.peerListener()
	id = f.tcp.Create(socket.Properties{})
	f.tcp.SetPaused(id, paused, func(error) {})
	if code, err := f.connect(id, "127.0.0.1", portOf(l.Addr())); code != neterror.OK || err != nil {
		f.t.Fatalf("connect to %v: %d, %v", l.Addr(), code, err)
	}
	c, err := l.Accept()
	if err != nil {
		f.t.Fatal(err)
	}
	l.Close()
	return id, f.peer(c)
}

func (f *fixture) connect(id int, host string, port uint16) (neterror.Code, error) {
	f.t.Helper()
	return f.call(func(r socket.Result) { f.tcp.Connect(id, host, port, socket.AnyFamily, r) })
}

func (f *fixture) peerListener() net.Listener {
	f.t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { l.Close() })
	return l
}

// closedPort is a port of 127.0.0.1 that nobody listens on, nor can: an end of a
// connection is bound to it.
func (f *fixture) closedPort() uint16 {
	f.t.Helper()
	l := f.peerListener()
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}}
	c, err := dialer.Dial("tcp4", l.Addr().String())
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { c.Close() })
	return portOf(c.LocalAddr())
}

func (f *fixture) setPaused(id int, paused bool) {
	f.t.Helper()
	f.tcp.SetPaused(id, paused, func(err error) {
		if err != nil {
			f.t.Errorf("setPaused(%d, %v): %v", id, paused, err)
		}
	})
}

func (f *fixture) info(id int) socket.ConnInfo {
	f.t.Helper()
	info, err := f.tcp.Info(id)
	if err != nil {
		f.t.Fatalf("getInfo(%d): %v", id, err)
	}
	return info
}

// peer is the remote side of a connection. Its methods fail the test rather
// than wait for ever.
type peer struct {
	*net.TCPConn
	t testing.TB
}

func (f *fixture) peer(c net.Conn) *peer {
	p := &peer{c.(*net.TCPConn), f.t}
	p.SetDeadline(time.Now().Add(patience))
	f.t.Cleanup(func() { p.Close() })
	return p
}

func (p *peer) send(text string) {
	p.t.Helper()
	if _, err := p.Write([]byte(text)); err != nil {
		p.t.Errorf("peer: %v", err)
	}
}

// reset closes the connection so that the other side sees ECONNRESET.
func (p *peer) reset() {
	p.SetLinger(0)
	p.Close()
}

// readAll reads to the end of the stream, off the goroutine of the test.
func (p *peer) readAll() <-chan string {
	all := make(chan string, 1)
	go func() {
		data, err := io.ReadAll(p)
		if err != nil {
			p.t.Errorf("peer: after %d bytes: %v", len(data), err)
		}
		all <- string(data)
	}()
	return all
}

// discard reads to the end or an error and tells how many bytes there were.
func (p *peer) discard() <-chan int64 {
	all := make(chan int64, 1)
	go func() {
		n, _ := io.Copy(io.Discard, p)
		all <- n
	}()
	return all
}

// await runs tasks until c has a value.
func await[T any](f *fixture, what string, c <-chan T) (v T) {
	f.t.Helper()
	got := false
	go func() { v = <-c; f.post(task(func() { got = true })) }()
	f.until(what, func() bool { return got })
	return v
}

type task func()

func (t task) RunTask() { t() }

func portOf(a net.Addr) uint16 { return a.(*net.TCPAddr).AddrPort().Port() }

func ptr[T any](v T) *T { return &v }

func addrPort(host string, port uint16) netip.AddrPort {
	return netip.AddrPortFrom(netip.MustParseAddr(host), port)
}

// openDescriptors counts what the process has open, where that can be seen.
func openDescriptors() int { return len(descriptors()) }

func descriptors() []string {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return nil
	}
	var open []string
	for _, e := range entries {
		if target, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil {
			open = append(open, e.Name()+" -> "+target)
		}
	}
	return open
}

func addrOf(t testing.TB, text string) netip.AddrPort {
	t.Helper()
	addr, err := netip.ParseAddrPort(text)
	if err != nil {
		t.Fatal(err)
	}
	return addr
}

func sameAddrPort(a, b netip.AddrPort) bool { return a == b }

// hasIPv6 reports whether the loopback interface has an IPv6 address.
func hasIPv6(t testing.TB) bool {
	t.Helper()
	l, err := net.Listen("tcp6", "[::1]:0")
	if err != nil {
		return false
	}
	l.Close()
	return true
}
