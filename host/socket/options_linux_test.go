package socket_test

import (
	"bytes"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

func option(t *testing.T, fd, level, name int) int {
	t.Helper()
	v, err := unix.GetsockoptInt(fd, level, name)
	if err != nil {
		t.Error(err)
	}
	return v
}

// TestBacklogReachesTheSystem asks the kernel for the length of the queue: for
// a listening socket TCP_INFO has it where others have the SACKed segments.
func TestBacklogReachesTheSystem(t *testing.T) {
	text, err := os.ReadFile("/proc/sys/net/core/somaxconn")
	if err != nil {
		t.Skip(err)
	}
	most, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		backlog *int
		want    int
	}{{nil, most}, {ptr(1), 1}, {ptr(7), 7}, {ptr(-1), most}, {ptr(1 << 30), most}} {
		f := newFixture(t)
		id := f.tcps.Create(socket.Properties{})
		f.listenAs(id, c.backlog)
		fd := f.tcps.Descriptor(id)
		info, err := unix.GetsockoptTCPInfo(fd, unix.IPPROTO_TCP, unix.TCP_INFO)
		if err != nil {
			t.Fatal(err)
		}
		if int(info.Sacked) != c.want {
			t.Errorf("with backlog %v the system's queue holds %d, want %d", c.backlog, info.Sacked, c.want)
		}
		if option(t, fd, unix.SOL_SOCKET, unix.SO_REUSEADDR) == 0 || option(t, fd, unix.SOL_SOCKET, unix.SO_REUSEPORT) != 0 {
			t.Error("a server has SO_REUSEADDR and not SO_REUSEPORT in Chrome")
		}
	}
}

type keepAlive struct{ noDelay, enabled, idle, interval int }

func keepAliveOf(t *testing.T, f *fixture, id int) keepAlive {
	t.Helper()
	fd := f.tcp.Descriptor(id)
	return keepAlive{
		option(t, fd, unix.IPPROTO_TCP, unix.TCP_NODELAY), option(t, fd, unix.SOL_SOCKET, unix.SO_KEEPALIVE),
		option(t, fd, unix.IPPROTO_TCP, unix.TCP_KEEPIDLE), option(t, fd, unix.IPPROTO_TCP, unix.TCP_KEEPINTVL),
	}
}

func TestOptionsOfAConnection(t *testing.T) {
	f := newFixture(t)
	accepted, _ := f.accepted()
	connected, _ := f.connected(true)
	for _, id := range []int{accepted, connected} {
		steps := []struct {
			call string
			set  func() (neterror.Code, error)
			want keepAlive
		}{
			{"nothing", func() (neterror.Code, error) { return 0, nil }, keepAlive{1, 1, 45, 45}},
			{"setNoDelay(false)", func() (neterror.Code, error) { return f.tcp.SetNoDelay(id, false) }, keepAlive{0, 1, 45, 45}},
			{"setKeepAlive(true, 7)", func() (neterror.Code, error) { return f.tcp.SetKeepAlive(id, true, 7) }, keepAlive{0, 1, 7, 7}},
			{"setKeepAlive(false)", func() (neterror.Code, error) { return f.tcp.SetKeepAlive(id, false, 0) }, keepAlive{0, 0, 7, 7}},
			{"setKeepAlive(true)", func() (neterror.Code, error) { return f.tcp.SetKeepAlive(id, true, 0) }, keepAlive{0, 1, 7, 7}},
			{"setNoDelay(true)", func() (neterror.Code, error) { return f.tcp.SetNoDelay(id, true) }, keepAlive{1, 1, 7, 7}},
		}
		for _, s := range steps {
			if code, err := s.set(); code != neterror.OK || err != nil {
				t.Errorf("socket %d: %s: %d, %v", id, s.call, code, err)
			}
			if got := keepAliveOf(t, f, id); got != s.want {
				t.Errorf("socket %d after %s: %+v, want %+v", id, s.call, got, s.want)
			}
		}
		if code, err := f.tcp.SetKeepAlive(id, true, 1<<31-1); code != neterror.Failed || err != nil {
			t.Errorf("setKeepAlive with a delay that the system refuses: %d, %v; want -2", code, err)
		}
	}
}

// TestWriteQuota sends memory that nobody may read: what is over the quota, or
// has no connection, is not even looked at.
func TestWriteQuota(t *testing.T) {
	data, err := unix.Mmap(-1, 0, socket.WriteQuota+1, unix.PROT_NONE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Munmap(data)
	f := newFixture(t)
	unconnected := f.tcp.Create(socket.Properties{})
	f.tcp.Send(unconnected, data, f.result("over"))
	f.tcp.Send(99, data, f.result("over, no socket"))
	f.tcp.Send(unconnected, data[1:], f.result("just"))
	id, p := f.accepted()
	queued := len(f.fill(id))
	f.tcp.Send(unconnected, data[queued:], f.result("over with what is queued"))
	f.tcp.Send(unconnected, data[queued+1:], f.result("just with what is queued"))
	f.tcp.Close(id, f.done("close"))
	f.tcp.Send(unconnected, data[queued:], f.result("over with what is flushed"))
	go p.discard()
	f.until("the end of the flushing", func() bool { return !f.stack.Active() })
	f.tcp.Send(unconnected, data[1:], f.result("just after the flushing"))
	quota := socket.ErrQuota.Error()
	f.expect("over: "+quota, "over, no socket: "+quota, "just: -15",
		"over with what is queued: "+quota, "just with what is queued: -15",
		"fill: -15", "close: <nil>", "over with what is flushed: "+quota, "just after the flushing: -15")
}

// TestNoDescriptorLeft runs in a process of its own, whose descriptors can run out.
func TestNoDescriptorLeft(t *testing.T) {
	const inChild = "SOCKET_TEST_NO_DESCRIPTOR"
	if os.Getenv(inChild) == "" {
		child := exec.Command(os.Args[0], "-test.run=^TestNoDescriptorLeft$", "-test.count=1")
		child.Env = append(os.Environ(), inChild+"=1")
		if out, err := child.CombinedOutput(); err != nil || !bytes.Contains(out, []byte("PASS")) {
			t.Errorf("with descriptors running out: %v\n%s", err, out)
		}
		return
	}
	f := newFixture(t)
	server, addr := f.listen()
	other := f.tcps.Create(socket.Properties{})
	client := f.tcp.Create(socket.Properties{})
	f.tcps.SetPaused(server, true, func(error) {})
	f.dial(addr)
	f.expect("accepted 1 2") // the accept that was outstanding
	f.dial(addr)

	var before unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &before); err != nil {
		t.Fatal(err)
	}
	limit := func(n uint64) {
		if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: n, Max: before.Max}); err != nil {
			t.Fatal(err)
		}
	}
	limit(0) // what is open stays open
	f.tcps.SetPaused(server, false, func(error) {})
	f.expect("acceptFailed 1 -12")
	if info, _ := f.tcps.Info(server); !info.Paused || f.tcps.AcceptOutstanding(server) {
		t.Errorf("after a failed accept: %+v, accepting: %v; want paused", info, f.tcps.AcceptOutstanding(server))
	}
	f.tcps.SetPaused(server, false, func(error) {})
	f.expect("acceptFailed 1 -12") // unpaused, and again
	if code, _ := f.call(func(r socket.Result) { f.tcps.Listen(other, "127.0.0.1", 0, nil, r) }); code != neterror.InsufficientResources {
		t.Errorf("listen: %d, want -12", code)
	}
	if code, _ := f.connect(client, "127.0.0.1", addrOf(t, addr).Port()); code != neterror.InsufficientResources {
		t.Errorf("connect: %d, want -12", code)
	}

	limit(before.Cur)
	f.tcps.SetPaused(server, false, func(error) {})
	f.expect("accepted 1 3") // the peer has waited in the backlog
	f.listenAs(other, nil)
	if code, _ := f.connect(client, "127.0.0.1", addrOf(t, addr).Port()); code != neterror.OK {
		t.Errorf("connect with descriptors again: %d", code)
	}
}
