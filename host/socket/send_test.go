package socket_test

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

// moreThanTheSystemTakes is more than all buffers between two sockets hold.
const moreThanTheSystemTakes = 16 << 20

// fill sends until the system takes no more, and gives what was sent. The
// last of it is queued.
func (f *fixture) fill(id int) string {
	f.t.Helper()
	data := bytes.Repeat([]byte("0123456789abcdef"), moreThanTheSystemTakes/16)
	before := f.stack.Pending()
	f.tcp.Send(id, data, f.result("fill"))
	if f.stack.Pending() != before+len(data) {
		f.t.Fatalf("of %d bytes none waits: the system has taken them", len(data))
	}
	return string(data)
}

func TestSendKeepsOrderUnderBackPressure(t *testing.T) {
	f := newFixture(t)
	id, p := f.accepted()
	all := bytes.NewBufferString(f.fill(id))
	want := []string{"fill: 0"}
	buffer := make([]byte, 1000)
	for i := range 200 {
		n := i * 37 % len(buffer)
		for j := range n {
			buffer[j] = byte('a' + i%26)
		}
		f.tcp.Send(id, buffer[:n], f.result(fmt.Sprint("send ", i)))
		all.Write(buffer[:n])
		want = append(want, fmt.Sprintf("send %d: 0", i))
		clear(buffer) // what was sent is no longer the caller's matter
	}
	if len(f.journal) > 0 {
		t.Errorf("answered before the peer took anything: %v", f.journal)
	}
	sent := all.Bytes()
	got := make(chan []byte, 1)
	go func() {
		all := make([]byte, len(sent))
		n, err := io.ReadFull(p, all)
		if err != nil {
			t.Errorf("the peer got %d of %d bytes: %v", n, len(all), err)
		}
		got <- all[:n]
	}()
	f.expect(want...)
	if all := await(f, "the peer", got); !bytes.Equal(all, sent) {
		t.Errorf("the peer got other bytes than were sent; the first difference is at %d", firstDifference(all, sent))
	}
	if f.stack.Pending() != 0 {
		t.Errorf("%d bytes are pending after all sends were answered", f.stack.Pending())
	}
	f.tcp.Send(id, []byte("then"), f.result("then"))
	f.expect("then: 0")
}

func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

func TestSendOfNothing(t *testing.T) {
	f := newFixture(t)
	id, p := f.accepted()
	f.tcp.Send(id, nil, f.result("nil"))
	f.tcp.Send(id, []byte{}, f.result("empty"))
	f.tcp.Send(id, []byte("x"), f.result("x"))
	f.expect("nil: 0", "empty: 0", "x: 0")
	unconnected := f.tcp.Create(socket.Properties{})
	f.tcp.Send(unconnected, nil, f.result("unconnected"))
	f.expect("unconnected: -15")
	f.tcp.Close(id, func(error) {})
	if got := await(f, "the peer", p.readAll()); got != "x" {
		t.Errorf("the peer got %q, want x", got)
	}
}

// TestSendToAPeerThatHasGone sends on a paused socket, which does not notice
// the end by reading: some sends succeed, one fails, then there is no
// connection.
func TestSendToAPeerThatHasGone(t *testing.T) {
	for _, how := range []string{"close", "reset"} {
		t.Run(how, func(t *testing.T) {
			f := newFixture(t)
			id, p := f.accepted()
			if how == "close" {
				p.Close()
			} else {
				p.reset()
			}
			var code neterror.Code
			for range 10_000 {
				if code, _ = f.call(func(r socket.Result) { f.tcp.Send(id, []byte("x"), r) }); code != neterror.OK {
					break
				}
			}
			if code != neterror.Failed {
				t.Errorf("the first send that does not succeed gives %d, want -2", code)
			}
			f.tcp.Send(id, []byte("x"), f.result("send"))
			f.expect("send: -15") // and no event: the socket is paused
			if info := f.info(id); info.Connected || info.Peer.IsValid() {
				t.Errorf("after a failed send: %+v, want not connected", info)
			}
			if f.stack.Active() {
				t.Error("a broken connection keeps the App alive")
			}
		})
	}
}

func TestResetWithSendsQueued(t *testing.T) {
	f := newFixture(t)
	id, p := f.accepted()
	f.fill(id)
	f.tcp.Send(id, []byte("x"), f.result("x"))
	f.tcp.Send(id, []byte("y"), f.result("y"))
	p.reset()
	f.expect("fill: -2", "x: -15", "y: -15")
	f.until("an end of the flushing", func() bool { return !f.stack.Active() })
	if f.stack.Pending() != 0 {
		t.Errorf("%d bytes are pending on a broken connection", f.stack.Pending())
	}
}

func TestResetWithSendsQueuedAndReading(t *testing.T) {
	f := newFixture(t)
	id, p := f.accepted()
	f.setPaused(id, false)
	f.fill(id)
	p.reset()
	f.until("the answer and the event", func() bool { return len(f.journal) >= 2 })
	f.settle()
	// Either side may notice first.
	got := strings.Join(f.journal, ", ")
	if got != "fill: -2, receiveFailed 1 -100" && got != "fill: -15, receiveFailed 1 -100" {
		t.Errorf("the journal is %s; want an answer, then one event", got)
	}
}

// TestFlush is about data that the system has not taken when a socket goes: it
// is answered with -15 and still reaches the peer.
func TestFlush(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(f *fixture, id int, p *peer)
		want []string
	}{
		{"close", func(f *fixture, id int, p *peer) { f.tcp.Close(id, f.done("close")) },
			[]string{"fill: -15", "last: -15", "close: <nil>"}},
		{"disconnect", func(f *fixture, id int, p *peer) { f.tcp.Disconnect(id, f.done("disconnect")) },
			[]string{"fill: -15", "last: -15", "disconnect: <nil>"}},
		{"reading, close", func(f *fixture, id int, p *peer) {
			f.setPaused(id, false)
			f.tcp.Close(id, f.done("close"))
		}, []string{"fill: -15", "last: -15", "close: <nil>", "receiveFailed 1 -100"}},
		{"the peer half-closes", func(f *fixture, id int, p *peer) {
			p.CloseWrite()
			f.setPaused(id, false)
		}, []string{"fill: -15", "last: -15", "receiveFailed 1 -100"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t)
			id, p := f.accepted()
			sent := f.fill(id)
			f.tcp.Send(id, []byte("last"), f.result("last"))
			c.end(f, id, p)
			f.expect(c.want...)
			if !f.stack.Active() {
				t.Error("the App ends with data to flush")
			}
			if got := await(f, "the peer", p.readAll()); got != sent+"last" {
				t.Errorf("the peer got %d of %d bytes", len(got), len(sent)+4)
			}
			f.until("the end of the flushing", func() bool { return !f.stack.Active() })
			if f.stack.Pending() != 0 {
				t.Errorf("%d bytes are pending after all was flushed", f.stack.Pending())
			}
		})
	}
}

// A server that answers before it has read the whole request, and closes when
// the answer is sent, must not have its answer cut off by a reset.
func TestCloseWithUnreadInput(t *testing.T) {
	for range 20 {
		f := newFixture(t)
		id, p := f.accepted()
		p.send(strings.Repeat("request ", 5000))
		f.observed = func(line string) {
			f.observed = nil
			f.tcp.Send(id, []byte("answer"), func(neterror.Code, error) {
				// The callback of the send, in a later task.
				f.post(task(func() { f.tcp.Close(id, func(error) {}) }))
			})
		}
		f.setPaused(id, false)
		if got := await(f, "the peer", p.readAll()); got != "answer" {
			t.Fatalf("the peer got %q, want the answer", got)
		}
	}
}

// The callback of a send comes before anything that the peer does upon the data,
// though a task to receive was queued before.
func TestAnswerBeforeReaction(t *testing.T) {
	f := newFixture(t)
	id, p := f.accepted()
	f.setPaused(id, false)
	f.settle()
	p.send("first ")
	f.untilQueued()
	f.tcp.Send(id, []byte("question"), f.answeredLater)
	go func() {
		if _, err := io.ReadFull(p, make([]byte, len("question"))); err != nil {
			t.Error(err)
		}
		p.send("reaction")
		p.Close()
	}()
	f.until("the end of the stream", func() bool { return slices.Contains(f.journal, "receiveFailed 1 -100") })
	answered := slices.Index(f.journal, "answered")
	if reacted := slices.IndexFunc(f.journal, func(line string) bool { return strings.Contains(line, "reaction") }); answered < 0 || answered > reacted {
		t.Errorf("the journal is %q, want the answer before the reaction", f.journal)
	}
}

func TestFlushIsBounded(t *testing.T) {
	f := newFixture(t)
	f.stack.FlushTimeout = time.Millisecond
	id, p := f.accepted()
	f.fill(id)
	f.tcp.Close(id, func(error) {})
	f.until("the end of flushing to a peer that never reads", func() bool { return !f.stack.Active() })
	if f.stack.Pending() != 0 {
		t.Errorf("%d bytes are pending on a connection that was given up", f.stack.Pending())
	}
	if n, err := io.Copy(io.Discard, p); n == moreThanTheSystemTakes {
		t.Errorf("the peer got all %d bytes (%v), want them cut", n, err)
	}
}

func TestShutdown(t *testing.T) {
	f := newFixture(t)
	_, addr := f.listen()
	id, p := f.accepted()
	connected, q := f.connected(false)
	sent := f.fill(id)
	f.tcp.Send(connected, []byte("bye"), f.result("bye"))
	connecting := f.tcp.Create(socket.Properties{})
	l := f.peerListener()
	f.tcp.Connect(connecting, "127.0.0.1", portOf(l.Addr()), socket.AnyFamily, f.result("connect"))
	f.until("the start of connecting", func() bool { return f.tcp.Connecting(connecting) })
	drained := 0
	f.stack.Shutdown(func() { drained++ })
	if drained != 0 {
		t.Error("drained although a peer has not taken what was sent")
	}
	again := f.tcps.Create(socket.Properties{})
	if code, err := f.call(func(r socket.Result) { f.tcps.Listen(again, "127.0.0.1", addrOf(t, addr).Port(), nil, r) }); code != neterror.OK || err != nil {
		t.Errorf("the port is not released at once: %d, %v", code, err)
	}
	f.tcps.Close(again)
	if len(f.tcp.List()) != 0 {
		t.Errorf("sockets after the shutdown: %+v", f.tcp.List())
	}
	if got := await(f, "the peer of a socket with nothing to flush", q.readAll()); got != "bye" {
		t.Errorf("the peer got %q, want bye", got)
	}
	if got := await(f, "the peer of a socket with data to flush", p.readAll()); got != sent {
		t.Errorf("the peer got %d of %d bytes", len(got), len(sent))
	}
	f.until("drained", func() bool { return drained > 0 })
	slices.Sort(f.journal)                                                   // one socket is closed before the other, whichever
	f.expect("bye: 0", "connect: "+socket.ErrAbandoned.Error(), "fill: -15") // no events
	if drained != 1 || f.stack.Active() {
		t.Errorf("drained was called %d times, the stack is active: %v", drained, f.stack.Active())
	}
}

func TestShutdownOfNothing(t *testing.T) {
	f := newFixture(t)
	f.tcp.Create(socket.Properties{})
	drained := 0
	f.stack.Shutdown(func() { drained++ })
	if drained != 1 {
		t.Errorf("drained was called %d times at once, want 1", drained)
	}
}

// TestCloseCutsEverything ends the App with something under way everywhere.
// The fixture's cleanup looks for what is left.
func TestCloseCutsEverything(t *testing.T) {
	f := newFixture(t)
	f.listen()
	_, addr := f.listen()
	f.dial(addr) // accepted or not
	flushing, _ := f.accepted()
	f.fill(flushing)
	f.tcp.Close(flushing, func(error) {})
	queued, _ := f.accepted()
	f.fill(queued)
	reading, p := f.accepted()
	f.setPaused(reading, false)
	p.send("x")
	f.connected(true)
	l := f.peerListener()
	connecting := f.tcp.Create(socket.Properties{})
	f.tcp.Connect(connecting, "127.0.0.1", portOf(l.Addr()), socket.AnyFamily, f.result("connect"))
	f.until("the start of connecting", func() bool { return f.tcp.Connecting(connecting) })
	f.tcp.Connect(f.tcp.Create(socket.Properties{}), "localhost", portOf(l.Addr()), socket.AnyFamily, f.result("connect"))

	ended := make(chan struct{})
	go func() { f.end(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(patience):
		t.Fatalf("the stack did not close within %v; open are\n%s", patience, strings.Join(descriptors(), "\n"))
	}
}
