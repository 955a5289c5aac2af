package socket_test

import (
	"net"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

func TestConnProperties(t *testing.T) {
	f := newFixture(t)
	f.tcp.Create(socket.Properties{})
	f.tcp.Create(socket.Properties{Persistent: ptr(true), Name: ptr("a"), BufferSize: ptr(512)})
	f.tcp.Create(socket.Properties{BufferSize: ptr(-5)})
	if err := f.tcp.Update(1, socket.Properties{Name: ptr("b")}); err != nil {
		t.Error(err)
	}
	if err := f.tcp.Update(2, socket.Properties{Name: ptr(""), BufferSize: ptr(0)}); err != nil {
		t.Error(err)
	}
	want := []socket.ConnInfo{{ID: 1, Name: "b"}, {ID: 2, Persistent: true}, {ID: 3}}
	if diff := cmp.Diff(want, f.tcp.List(), cmp.Comparer(sameAddrPort)); diff != "" {
		t.Errorf("getSockets (-want +got):\n%s", diff)
	}
}

func TestConnUnknownID(t *testing.T) {
	f := newFixture(t)
	closed := f.tcp.Create(socket.Properties{})
	f.tcp.Close(closed, func(error) {})
	for _, id := range []int{closed, 0, -1, 99} {
		var paused, disconnected, closedAgain error
		f.tcp.SetPaused(id, true, func(err error) { paused = err })
		f.tcp.Disconnect(id, func(err error) { disconnected = err })
		f.tcp.Close(id, func(err error) { closedAgain = err })
		_, info := f.tcp.Info(id)
		_, connected := f.connect(id, "127.0.0.1", 9)
		_, sent := f.call(func(r socket.Result) { f.tcp.Send(id, []byte("x"), r) })
		keepAliveCode, keepAlive := f.tcp.SetKeepAlive(id, true, 0)
		noDelayCode, noDelay := f.tcp.SetNoDelay(id, true)
		for call, err := range map[string]error{
			"setPaused": paused, "disconnect": disconnected, "close": closedAgain, "getInfo": info, "connect": connected, "send": sent,
			"setKeepAlive": keepAlive, "setNoDelay": noDelay, "update": f.tcp.Update(id, socket.Properties{}),
		} {
			if err != socket.ErrNotFound {
				t.Errorf("%s(%d): %v, want %v", call, id, err, socket.ErrNotFound)
			}
		}
		if keepAliveCode != neterror.Failed || noDelayCode != neterror.Failed {
			t.Errorf("setKeepAlive(%d) and setNoDelay give %d and %d, want -2", id, keepAliveCode, noDelayCode)
		}
		if f.tcp.Has(id) {
			t.Errorf("Has(%d)", id)
		}
	}
}

func TestConnectLife(t *testing.T) {
	f := newFixture(t)
	id, p := f.connected(false)
	local := p.RemoteAddr().(*net.TCPAddr).AddrPort()
	want := socket.ConnInfo{ID: id, Connected: true, Local: local, Peer: p.LocalAddr().(*net.TCPAddr).AddrPort()}
	if diff := cmp.Diff(want, f.info(id), cmp.Comparer(sameAddrPort)); diff != "" {
		t.Errorf("a connected socket (-want +got):\n%s", diff)
	}
	if code, _ := f.connect(id, "127.0.0.1", want.Peer.Port()); code != neterror.SocketIsConnected {
		t.Errorf("connect when connected: %d, want -23", code)
	}
	if code, _ := f.connect(id, "x.invalid", 1); code != neterror.NameNotResolved {
		t.Errorf("connect to a bad name when connected: %d, want -105: names come before states", code)
	}
	p.send("hello")
	f.expect(`received 1 "hello"`)
	all := p.readAll()
	f.tcp.Send(id, []byte("good "), f.result("send"))
	f.tcp.Send(id, []byte("bye"), f.result("send"))
	f.tcp.Disconnect(id, f.done("disconnect"))
	f.expect("send: 0", "send: 0", "disconnect: <nil>", "receiveFailed 1 -100")
	if got := await(f, "the peer", all); got != "good bye" {
		t.Errorf("the peer got %q, want %q", got, "good bye")
	}
	want = socket.ConnInfo{ID: id, Paused: true}
	if diff := cmp.Diff(want, f.info(id), cmp.Comparer(sameAddrPort)); diff != "" {
		t.Errorf("a disconnected socket (-want +got):\n%s", diff)
	}
	if f.stack.Active() {
		t.Error("a disconnected socket keeps the App alive")
	}

	// The id lives on and may connect again. It is paused now.
	l := f.peerListener()
	if code, err := f.connect(id, "localhost", portOf(l.Addr())); code != neterror.OK || err != nil {
		t.Fatalf("connecting again: %d, %v", code, err)
	}
	if f.tcp.ReadOutstanding(id) {
		t.Error("a paused socket reads as soon as it is connected")
	}
	f.setPaused(id, false)
	if !f.tcp.ReadOutstanding(id) {
		t.Error("setPaused(false) of a connected socket does not begin to read")
	}
	f.tcp.Close(id, f.done("close"))
	f.expect("close: <nil>", "receiveFailed 1 -100")
}

func TestConnectRefused(t *testing.T) {
	f := newFixture(t)
	port := f.closedPort()
	id := f.tcp.Create(socket.Properties{})
	for _, p := range []uint16{port, 0} {
		for _, host := range []string{"127.0.0.1", "localhost"} {
			if code, err := f.connect(id, host, p); code != neterror.ConnectionRefused || err != nil {
				t.Errorf("connect to port %d of %s: %d, %v; want -102", p, host, code, err)
			}
		}
	}
	if info := f.info(id); info.Connected || info.Peer.IsValid() || info.Paused {
		t.Errorf("after connects that failed: %+v", info)
	}
	if f.stack.Active() {
		t.Error("a connect that failed keeps the App alive")
	}
	next := f.peerListener()
	if code, _ := f.connect(id, "127.0.0.1", portOf(next.Addr())); code != neterror.OK {
		t.Errorf("connect after a failed one: %d", code)
	}
}

func TestConnectTriesEachAddress(t *testing.T) {
	f := newFixture(t)
	l := f.peerListener() // IPv4 only; localhost is ::1 first
	id := f.tcp.Create(socket.Properties{})
	if code, err := f.connect(id, "localhost", portOf(l.Addr())); code != neterror.OK || err != nil {
		t.Fatalf("connect to localhost: %d, %v", code, err)
	}
	if got := f.info(id).Peer.Addr().String(); got != "127.0.0.1" {
		t.Errorf("connected to %s, want 127.0.0.1", got)
	}
	code, err := f.call(func(r socket.Result) {
		f.tcp.Connect(f.tcp.Create(socket.Properties{}), "localhost", portOf(l.Addr()), socket.IPv6Only, r)
	})
	if hasIPv6(t) && code != neterror.ConnectionRefused || err != nil {
		t.Errorf("connect to localhost by IPv6: %d, %v; want -102", code, err)
	}
}

func TestConnectAddresses(t *testing.T) {
	if !hasIPv6(t) {
		t.Skip("this machine has no IPv6")
	}
	f := newFixture(t)
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for host, want := range map[string]string{
		"127.1":            "127.0.0.1 127.0.0.1",
		"0":                "127.0.0.1 0.0.0.0",
		"::1":              "::1 ::1",
		"::ffff:127.0.0.1": "::ffff:7f00:1 ::ffff:7f00:1",
		"%31%32%37.0.0.1":  "127.0.0.1 127.0.0.1",
	} {
		id := f.tcp.Create(socket.Properties{})
		if code, err := f.connect(id, host, portOf(l.Addr())); code != neterror.OK || err != nil {
			t.Errorf("connect to %q: %d, %v", host, code, err)
			continue
		}
		info := f.info(id)
		if got := socket.FormatAddr(info.Local.Addr()) + " " + socket.FormatAddr(info.Peer.Addr()); got != want {
			t.Errorf("connect to %q: local and peer are %s, want %s", host, got, want)
		}
	}
}

func TestConnectInOneTurnWith(t *testing.T) {
	for _, c := range []struct {
		name      string
		then      func(f *fixture, port uint16)
		want      []string
		connected bool
	}{
		{"connect", func(f *fixture, port uint16) {
			f.tcp.Connect(1, "127.0.0.1", port, socket.AnyFamily, f.result("second"))
		}, []string{"second: -104", "connect: 0"}, true},
		{"send", func(f *fixture, _ uint16) {
			f.tcp.Send(1, []byte("x"), f.result("send"))
		}, []string{"send: -15", "connect: 0"}, true},
		{"disconnect, while the name is looked up", func(f *fixture, _ uint16) {
			f.tcp.Disconnect(1, f.done("disconnect"))
		}, []string{"disconnect: <nil>", "connect: 0"}, true},
		{"close, while the name is looked up", func(f *fixture, _ uint16) {
			f.tcp.Close(1, f.done("close"))
		}, []string{"close: <nil>", "connect: Socket not found"}, false},
		{"disconnect, while connecting", func(f *fixture, _ uint16) {
			f.step()
			f.tcp.Disconnect(1, f.done("disconnect"))
		}, []string{"connect: " + socket.ErrAbandoned.Error(), "disconnect: <nil>"}, false},
		{"close, while connecting", func(f *fixture, _ uint16) {
			f.step()
			f.tcp.Close(1, f.done("close"))
		}, []string{"connect: " + socket.ErrAbandoned.Error(), "close: <nil>"}, false},
		{"disconnect and connect, while connecting", func(f *fixture, port uint16) {
			f.step()
			f.tcp.Disconnect(1, f.done("disconnect"))
			f.tcp.Connect(1, "127.0.0.1", port, socket.AnyFamily, f.result("second"))
		}, []string{"connect: " + socket.ErrAbandoned.Error(), "disconnect: <nil>", "second: 0"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t)
			l := f.peerListener()
			f.tcp.Create(socket.Properties{})
			f.tcp.Connect(1, "127.0.0.1", portOf(l.Addr()), socket.AnyFamily, f.result("connect"))
			c.then(f, portOf(l.Addr()))
			f.expect(c.want...)
			if list := f.tcp.List(); len(list) > 0 && list[0].Connected != c.connected {
				t.Errorf("connected is %v, want %v", list[0].Connected, c.connected)
			}
			if f.stack.Active() != c.connected {
				t.Errorf("the stack is active: %v, want %v", f.stack.Active(), c.connected)
			}
		})
	}
}

func TestReceiveSizes(t *testing.T) {
	const text = "0123456789"
	for _, c := range []struct {
		bufferSize int
		want       []string
	}{
		{3, []string{`received 1 "012"`, `received 1 "345"`, `received 1 "678"`, `received 1 "9"`}},
		{10, []string{`received 1 "0123456789"`}},
		{0, []string{`received 1 "0123456789"`}},
		{-1, []string{`received 1 "0123456789"`}},
		{1 << 30, []string{`received 1 "0123456789"`}},
	} {
		f := newFixture(t)
		id, p := f.accepted()
		if err := f.tcp.Update(id, socket.Properties{BufferSize: &c.bufferSize}); err != nil {
			t.Error(err)
		}
		p.send(text)
		f.setPaused(id, false)
		f.expect(c.want...)
	}
}

func TestReceiveAtMost4096Bytes(t *testing.T) {
	f := newFixture(t)
	id, p := f.accepted()
	text := strings.Repeat("0123456789abcdef", 4096)
	largest := 0
	total := 0
	go p.send(text)
	f.tcp.Observer = observer{received: func(_ int, data []byte) {
		largest = max(largest, len(data))
		if !strings.HasPrefix(text[total:], string(data)) {
			t.Fatalf("the %d bytes after the first %d are not what was sent", len(data), total)
		}
		total += len(data)
	}}
	f.setPaused(id, false)
	f.until("all bytes", func() bool { return total == len(text) })
	if largest != socket.DefaultBufferSize {
		t.Errorf("the largest of the events brought %d bytes, want %d", largest, socket.DefaultBufferSize)
	}
}

// observer takes data elsewhere than into the journal.
type observer struct{ received func(id int, data []byte) }

func (o observer) Received(id int, data []byte)     { o.received(id, data) }
func (o observer) ReceiveFailed(int, neterror.Code) {}

func TestBufferSizeCountsFromTheNextRead(t *testing.T) {
	f := newFixture(t)
	id, p := f.accepted()
	f.setPaused(id, false) // a read of 4096 waits
	f.tcp.Update(id, socket.Properties{BufferSize: ptr(2)})
	p.send("abcdef")
	f.expect(`received 1 "abcdef"`)
	p.send("ghi")
	f.expect(`received 1 "gh"`, `received 1 "i"`)
}

// TestPause covers what Chrome does with the read that is outstanding when a
// socket is paused, disconnected or closed.
func TestPause(t *testing.T) {
	for _, c := range []struct {
		name string
		run  func(f *fixture, id int, p *peer)
		want []string
	}{
		{"a listener that pauses gets no more", func(f *fixture, id int, p *peer) {
			f.tcp.Update(id, socket.Properties{BufferSize: ptr(1)})
			f.observed = func(string) { f.setPaused(id, true) }
			p.send("ab")
			f.setPaused(id, false)
			f.until("a byte", func() bool { return len(f.journal) == 1 })
			if f.tcp.ReadOutstanding(id) {
				f.t.Error("a read was begun after the listener had paused")
			}
			f.setPaused(id, false)
		}, []string{`received 1 "a"`, `received 1 "b"`}},
		{"reading, paused: once more", func(f *fixture, id int, p *peer) {
			f.setPaused(id, false)
			f.setPaused(id, true)
			p.send("a")
			f.until("a byte", func() bool { return len(f.journal) == 1 })
			if f.tcp.ReadOutstanding(id) {
				f.t.Error("a read was begun although the socket is paused")
			}
			p.send("b")
		}, []string{`received 1 "a"`}},
		{"reading, paused, unpaused: one read", func(f *fixture, id int, p *peer) {
			f.setPaused(id, false)
			f.setPaused(id, true)
			f.setPaused(id, false)
			p.send("a")
			f.until("a byte", func() bool { return len(f.journal) == 1 })
			p.send("b")
		}, []string{`received 1 "a"`, `received 1 "b"`}},
		{"paused, the peer closes: not noticed", func(f *fixture, id int, p *peer) {
			p.Close()
			if info := f.info(id); !info.Connected || f.tcp.ReadOutstanding(id) {
				f.t.Errorf("a paused socket noticed that its peer has gone: %+v", info)
			}
		}, nil},
		{"paused, the peer closes, unpaused", func(f *fixture, id int, p *peer) {
			p.Close()
			f.setPaused(id, false)
		}, []string{"receiveFailed 1 -100"}},
		{"reading, paused, the peer closes", func(f *fixture, id int, p *peer) {
			f.setPaused(id, false)
			f.setPaused(id, true)
			p.Close()
		}, []string{"receiveFailed 1 -100"}},
		{"reading, disconnect", func(f *fixture, id int, p *peer) {
			f.setPaused(id, false)
			f.tcp.Disconnect(id, f.done("disconnect"))
			if info := f.info(id); !info.Paused || info.Connected {
				f.t.Errorf("after disconnect: %+v, want paused and not connected", info)
			}
		}, []string{"disconnect: <nil>", "receiveFailed 1 -100"}},
		{"reading, close", func(f *fixture, id int, p *peer) {
			f.setPaused(id, false)
			f.tcp.Close(id, f.done("close"))
		}, []string{"close: <nil>", "receiveFailed 1 -100"}},
		{"reading, paused, disconnect", func(f *fixture, id int, p *peer) {
			f.setPaused(id, false)
			f.setPaused(id, true)
			f.tcp.Disconnect(id, f.done("disconnect"))
		}, []string{"disconnect: <nil>", "receiveFailed 1 -100"}},
		{"reading, paused, close", func(f *fixture, id int, p *peer) {
			f.setPaused(id, false)
			f.setPaused(id, true)
			f.tcp.Close(id, f.done("close"))
		}, []string{"close: <nil>", "receiveFailed 1 -100"}},
		{"reading, paused, data, disconnect: the read was used up", func(f *fixture, id int, p *peer) {
			f.setPaused(id, false)
			f.setPaused(id, true)
			p.send("a")
			f.until("a byte", func() bool { return len(f.journal) == 1 })
			f.tcp.Disconnect(id, f.done("disconnect"))
		}, []string{`received 1 "a"`, "disconnect: <nil>"}},
		{"never reading, disconnect", func(f *fixture, id int, p *peer) {
			f.tcp.Disconnect(id, f.done("disconnect"))
		}, []string{"disconnect: <nil>"}},
		{"never reading, close", func(f *fixture, id int, p *peer) {
			f.tcp.Close(id, f.done("close"))
		}, []string{"close: <nil>"}},
		{"disconnect twice", func(f *fixture, id int, p *peer) {
			f.setPaused(id, false)
			f.tcp.Disconnect(id, f.done("disconnect"))
			f.tcp.Disconnect(id, f.done("again"))
		}, []string{"disconnect: <nil>", "again: <nil>", "receiveFailed 1 -100"}},
		{"unpause, unconnected", func(f *fixture, id int, p *peer) {
			f.tcp.Disconnect(id, f.done("disconnect"))
			f.setPaused(id, false)
			if f.info(id).Paused {
				f.t.Error("setPaused(false) of a disconnected socket does not show")
			}
		}, []string{"disconnect: <nil>"}},
		{"a listener that closes gets no more", func(f *fixture, id int, p *peer) {
			f.tcp.Update(id, socket.Properties{BufferSize: ptr(1)})
			f.observed = func(line string) {
				if strings.HasPrefix(line, "received") {
					f.tcp.Close(id, f.done("close"))
				}
			}
			p.send("ab")
			f.setPaused(id, false)
		}, []string{`received 1 "a"`, "close: <nil>", "receiveFailed 1 -100"}},
		{"a listener that disconnects gets no more", func(f *fixture, id int, p *peer) {
			f.tcp.Update(id, socket.Properties{BufferSize: ptr(1)})
			f.observed = func(line string) {
				if strings.HasPrefix(line, "received") {
					f.tcp.Disconnect(id, f.done("disconnect"))
				}
			}
			p.send("ab")
			f.setPaused(id, false)
		}, []string{`received 1 "a"`, "disconnect: <nil>", "receiveFailed 1 -100"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t)
			id, p := f.accepted()
			c.run(f, id, p)
			f.expect(c.want...)
		})
	}
}

func TestEndOfStream(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(p *peer)
		want []string
	}{
		{"close", func(p *peer) { p.Close() }, []string{"receiveFailed 1 -100"}},
		{"reset", func(p *peer) { p.reset() }, []string{"receiveFailed 1 -100"}},
		{"half-close", func(p *peer) { p.CloseWrite() }, []string{"receiveFailed 1 -100"}},
		{"data, then close", func(p *peer) { p.send("last"); p.Close() }, []string{`received 1 "last"`, "receiveFailed 1 -100"}},
		{"close with unread data", func(p *peer) { p.Close() }, []string{"receiveFailed 1 -100"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t)
			id, p := f.accepted()
			if c.name == "close with unread data" {
				f.tcp.Send(id, []byte("unread"), func(neterror.Code, error) {})
			}
			c.end(p)
			f.setPaused(id, false)
			f.expect(c.want...)
			if diff := cmp.Diff(socket.ConnInfo{ID: id, Paused: true}, f.info(id), cmp.Comparer(sameAddrPort)); diff != "" {
				t.Errorf("getInfo after the end (-want +got):\n%s", diff)
			}
			f.tcp.Send(id, []byte("x"), f.result("send"))
			f.tcp.Disconnect(id, f.done("disconnect"))
			f.setPaused(id, false)
			f.tcp.Close(id, f.done("close"))
			f.expect("send: -15", "disconnect: <nil>", "close: <nil>")
		})
	}
}

func TestOptionsNeedAConnection(t *testing.T) {
	f := newFixture(t)
	id := f.tcp.Create(socket.Properties{})
	if code, err := f.tcp.SetKeepAlive(id, true, 1); code != neterror.Failed || err != nil {
		t.Errorf("setKeepAlive of an unconnected socket: %d, %v; want -2", code, err)
	}
	if code, err := f.tcp.SetNoDelay(id, true); code != neterror.Failed || err != nil {
		t.Errorf("setNoDelay of an unconnected socket: %d, %v; want -2", code, err)
	}
	connected, _ := f.connected(true)
	if code, err := f.tcp.SetKeepAlive(connected, true, -1); code != neterror.Failed || err != nil {
		t.Errorf("setKeepAlive with a negative delay: %d, %v; want -2", code, err)
	}
}

// TestMoreThanOneRead is about what came while the App had not asked for it:
// more than the buffer size, and the end of the stream behind it.
func TestMoreThanOneRead(t *testing.T) {
	f := newFixture(t)
	id, p := f.accepted()
	p.send("0123456789")
	p.Close()
	if err := f.tcp.Update(id, socket.Properties{BufferSize: ptr(3)}); err != nil {
		t.Fatal(err)
	}
	f.observed = func(string) {
		f.setPaused(id, true) // nothing more comes
		f.observed = nil
	}
	f.setPaused(id, false)
	f.expect(`received 1 "012"`)
	if !f.info(id).Connected {
		t.Error("a paused socket has noticed that its peer has gone")
	}
	f.setPaused(id, false)
	f.tcp.Update(id, socket.Properties{BufferSize: ptr(5)}) // counts from the next read
	f.expect(`received 1 "345"`, `received 1 "6789"`, "receiveFailed 1 -100")

	// What is left when the socket is closed is dropped.
	id, p = f.accepted()
	p.send("abcdef")
	f.tcp.Update(id, socket.Properties{BufferSize: ptr(2)})
	f.observed = func(string) { f.observed = nil; f.tcp.Close(id, f.done("close")) }
	f.setPaused(id, false)
	f.expect(`received 2 "ab"`, "close: <nil>", "receiveFailed 2 -100")
	if got := await(f, "the peer", p.readAll()); got != "" {
		t.Errorf("the peer got %q", got)
	}
}
