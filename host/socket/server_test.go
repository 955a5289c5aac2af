package socket_test

import (
	"fmt"
	"net"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

func TestServerProperties(t *testing.T) {
	f := newFixture(t)
	first := f.tcps.Create(socket.Properties{})
	second := f.tcps.Create(socket.Properties{Persistent: ptr(true), Name: ptr("web")})
	if err := f.tcps.Update(first, socket.Properties{Name: ptr("x"), BufferSize: ptr(7)}); err != nil {
		t.Error(err)
	}
	f.tcps.SetPaused(first, true, func(error) {})
	want := []socket.ServerInfo{{ID: 1, Name: "x", Paused: true}, {ID: 2, Name: "web", Persistent: true}}
	if diff := cmp.Diff(want, f.tcps.List(), cmp.Comparer(sameAddrPort)); diff != "" {
		t.Errorf("getSockets (-want +got):\n%s", diff)
	}
	if err := f.tcps.Close(second); err != nil {
		t.Error(err)
	}
	if third := f.tcps.Create(socket.Properties{}); third != 3 {
		t.Errorf("the id after 1 and 2, which is closed, is %d, want 3", third)
	}
	if f.tcps.Has(second) || !f.tcps.Has(first) {
		t.Error("Has does not tell the closed socket 2 from the open socket 1")
	}
	if f.tcp.Create(socket.Properties{}) != 1 {
		t.Error("tcp and tcpServer count their ids together")
	}
	if f.stack.Active() {
		t.Error("sockets that do not listen keep the App alive")
	}
}

func TestServerUnknownID(t *testing.T) {
	f := newFixture(t)
	closed := f.tcps.Create(socket.Properties{})
	f.tcps.Close(closed)
	f.tcp.Create(socket.Properties{}) // id 1 too, in the other table
	for _, id := range []int{closed, 0, -1, 99} {
		_, infoErr := f.tcps.Info(id)
		_, listenErr := f.call(func(r socket.Result) { f.tcps.Listen(id, "no literal", 0, ptr(0), r) })
		var pausedErr error
		f.tcps.SetPaused(id, true, func(err error) { pausedErr = err })
		for call, err := range map[string]error{
			"getInfo": infoErr, "listen": listenErr, "setPaused": pausedErr,
			"update":     f.tcps.Update(id, socket.Properties{}),
			"disconnect": f.tcps.Disconnect(id), "close": f.tcps.Close(id),
		} {
			if err != socket.ErrNotFound {
				t.Errorf("%s(%d): %v, want %v", call, id, err, socket.ErrNotFound)
			}
		}
	}
}

func TestListenAddresses(t *testing.T) {
	f := newFixture(t)
	for address, want := range map[string]string{
		"127.0.0.1":        "127.0.0.1",
		"127.1.":           "127.0.0.1",
		"0x7f.1":           "127.0.0.1",
		"0":                "0.0.0.0",
		"0x":               "0.0.0.0",
		"::1":              "::1",
		"::":               "::",
		"::ffff:127.0.0.1": "::ffff:7f00:1",
		"":                 "-4",
		"localhost":        "-4",
		"[::1]":            "-4",
		"127.0.0.1..":      "-4",
		"１２７.0.0.1":        "-4",
		"%31%32%37.0.0.1":  "-4",
		"::1%lo":           "-4",
		"4294967296":       "-4",
		"192.0.2.1":        "-108",
		"2001:db8::1":      "-108",
		"::127.0.0.1":      "-108",
	} {
		if strings.Contains(address, ":") && !hasIPv6(t) {
			continue
		}
		id := f.tcps.Create(socket.Properties{})
		code, err := f.call(func(r socket.Result) { f.tcps.Listen(id, address, 0, nil, r) })
		if err != nil {
			t.Errorf("listen on %q: %v", address, err)
			continue
		}
		info, _ := f.tcps.Info(id)
		got := fmt.Sprint(int(code))
		if code == neterror.OK {
			got = socket.FormatAddr(info.Local.Addr())
			if info.Local.Port() == 0 {
				t.Errorf("listen on %q, port 0: getInfo gives port 0", address)
			}
		} else if info.Local.IsValid() {
			t.Errorf("listen on %q failed, but getInfo gives %v", address, info.Local)
		}
		if got != want {
			t.Errorf("listen on %q: %s, want %s", address, got, want)
		}
		if err := f.tcps.Close(id); err != nil {
			t.Error(err)
		}
	}
}

func TestListenArguments(t *testing.T) {
	f := newFixture(t)
	_, addr := f.listen()
	port := addrOf(t, addr).Port()
	for _, c := range []struct {
		name    string
		address string
		port    uint16
		backlog *int
		want    neterror.Code
	}{
		{"port in use", "127.0.0.1", port, nil, neterror.AddressInUse},
		{"port in use, any address", "0.0.0.0", port, nil, neterror.AddressInUse},
		{"port in use by another address", "127.0.0.2", port, nil, neterror.OK},
		{"backlog 0", "127.0.0.1", 0, ptr(0), neterror.InvalidArgument},
		{"backlog 0 comes before the port", "127.0.0.1", port, ptr(0), neterror.InvalidArgument},
		{"backlog -1", "127.0.0.1", 0, ptr(-1), neterror.OK},
		{"backlog of the largest", "127.0.0.1", 0, ptr(1<<31 - 1), neterror.OK},
	} {
		id := f.tcps.Create(socket.Properties{})
		code, err := f.call(func(r socket.Result) { f.tcps.Listen(id, c.address, c.port, c.backlog, r) })
		if code != c.want || err != nil {
			t.Errorf("%s: %d, %v; want %d", c.name, code, err, c.want)
		}
		if code != neterror.OK { // the socket is as good as before
			f.listenAs(id, nil)
		}
	}
}

func TestListenTwiceKeepsTheFirst(t *testing.T) {
	f := newFixture(t)
	id, addr := f.listen()
	for _, port := range []uint16{0, addrOf(t, addr).Port()} {
		if code, err := f.call(func(r socket.Result) { f.tcps.Listen(id, "127.0.0.1", port, nil, r) }); code != neterror.AddressInUse || err != nil {
			t.Errorf("second listen: %d, %v; want -147", code, err)
		}
	}
	f.dial(addr)
	f.expect("accepted 1 1")
}

func TestListenInOneTurnWith(t *testing.T) {
	abandoned := "listen: " + socket.ErrAbandoned.Error()
	for _, c := range []struct {
		name string
		then func(*fixture)
		want []string
	}{
		{"close", func(f *fixture) { f.say("close: %v", f.tcps.Close(1)) }, []string{abandoned, "close: <nil>"}},
		{"disconnect", func(f *fixture) { f.say("disconnect: %v", f.tcps.Disconnect(1)) }, []string{abandoned, "disconnect: <nil>"}},
		{"listen", func(f *fixture) { f.tcps.Listen(1, "127.0.0.1", 0, nil, f.result("second")) }, []string{"second: -147", "listen: 0"}},
		{"disconnect and listen", func(f *fixture) {
			f.tcps.Disconnect(1)
			f.tcps.Listen(1, "127.0.0.1", 0, nil, f.result("second"))
		}, []string{abandoned, "second: 0"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t)
			id := f.tcps.Create(socket.Properties{})
			f.tcps.Listen(id, "127.0.0.1", 0, nil, f.result("listen"))
			c.then(f)
			f.expect(c.want...)
		})
	}
}

func TestAcceptInfo(t *testing.T) {
	f := newFixture(t)
	_, addr := f.listen()
	p := f.dial(addr)
	f.expect("accepted 1 1")
	want := socket.ConnInfo{ID: 1, Paused: true, Connected: true, Peer: p.LocalAddr().(*net.TCPAddr).AddrPort()}
	if diff := cmp.Diff(want, f.info(1), cmp.Comparer(sameAddrPort)); diff != "" {
		t.Errorf("an accepted socket (-want +got):\n%s", diff)
	}
	if f.tcp.ReadOutstanding(1) {
		t.Error("an accepted socket reads although it is paused")
	}
}

func TestAcceptIPv4OnIPv6(t *testing.T) {
	if !hasIPv6(t) {
		t.Skip("this machine has no IPv6")
	}
	for _, address := range []string{"::", "::ffff:127.0.0.1"} {
		f := newFixture(t)
		id := f.tcps.Create(socket.Properties{})
		f.call(func(r socket.Result) { f.tcps.Listen(id, address, 0, nil, r) })
		info, _ := f.tcps.Info(id)
		f.dial(fmt.Sprintf("127.0.0.1:%d", info.Local.Port()))
		f.expect("accepted 1 1")
		if got := socket.FormatAddr(f.info(1).Peer.Addr()); got != "::ffff:7f00:1" {
			t.Errorf("an IPv4 peer of a server on %s is %s, want ::ffff:7f00:1 as in Chrome", address, got)
		}
	}
}

// TestAcceptPump follows one server through its pauses. What the system has
// accepted no one may see, so the test looks at whether an accept is asked for.
func TestAcceptPump(t *testing.T) {
	f := newFixture(t)
	server, addr := f.listen()
	outstanding := func(when string, want bool) {
		t.Helper()
		if got := f.tcps.AcceptOutstanding(server); got != want {
			t.Errorf("%s: an accept is outstanding: %v, want %v", when, got, want)
		}
	}
	pause := func(paused bool) {
		t.Helper()
		before := f.tcps.AcceptOutstanding(server)
		f.tcps.SetPaused(server, paused, func(err error) {
			if err != nil || f.tcps.AcceptOutstanding(server) != before {
				t.Errorf("setPaused(%v): %v; or an accept was asked for before the callback", paused, err)
			}
		})
	}
	outstanding("after listen", true)
	pause(true)
	outstanding("paused before anybody came", true)
	f.dial(addr)
	f.dial(addr)
	f.dial(addr)
	f.expect("accepted 1 1") // the one that was waited for
	outstanding("one more came, paused", false)
	pause(true)
	outstanding("paused twice", false)
	pause(false)
	outstanding("unpaused", true)
	pause(false)
	f.expect("accepted 1 2", "accepted 1 3")
	outstanding("unpaused, all accepted", true)
	pause(true)
	pause(false)
	outstanding("paused and unpaused with nobody in between", true)
	f.dial(addr)
	f.expect("accepted 1 4")
}

func TestListenWhilePaused(t *testing.T) {
	f := newFixture(t)
	id := f.tcps.Create(socket.Properties{})
	f.tcps.SetPaused(id, true, func(error) {})
	f.listenAs(id, nil)
	f.dial(f.address(id))
	if f.tcps.AcceptOutstanding(id) {
		t.Error("a server that was paused before it listened accepts")
	}
	f.tcps.SetPaused(id, false, f.done("unpaused"))
	f.expect("unpaused: <nil>", "accepted 1 1")
}

func TestPauseInOnAcceptLetsOneMoreThrough(t *testing.T) {
	f := newFixture(t)
	server, addr := f.listen()
	for range 3 {
		f.dial(addr)
	}
	f.observed = func(string) { f.tcps.SetPaused(server, true, func(error) {}) }
	f.expect("accepted 1 1", "accepted 1 2")
	if f.tcps.AcceptOutstanding(server) {
		t.Error("a paused server goes on accepting")
	}
}

func TestDisconnectAndListenAgain(t *testing.T) {
	for _, name := range []string{"disconnect", "disconnect in onAccept"} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			server, addr := f.listen()
			p := f.dial(addr)
			disconnect := func() {
				if err := f.tcps.Disconnect(server); err != nil {
					t.Error(err)
				}
			}
			if name == "disconnect in onAccept" {
				f.observed = func(string) { disconnect(); f.observed = nil }
			}
			f.expect("accepted 1 1")
			if name == "disconnect" {
				disconnect()
			}
			if info, _ := f.tcps.Info(server); info.Local.IsValid() || info.Paused {
				t.Errorf("after disconnect getInfo gives %+v, want no address, not paused", info)
			}
			if err := f.tcps.Disconnect(server); err != nil {
				t.Errorf("disconnecting a socket that does not listen: %v", err)
			}
			code, err := f.call(func(r socket.Result) { f.tcps.Listen(server, "127.0.0.1", addrOf(t, addr).Port(), nil, r) })
			if code != neterror.OK || err != nil {
				t.Fatalf("listening again on the port that was released: %d, %v", code, err)
			}
			f.dial(addr)
			f.expect("accepted 1 2") // and no word of the accept that waited
			f.setPaused(1, false)
			p.send("still here")
			f.expect(`received 1 "still here"`)
		})
	}
}

func TestCloseServerWithWaitingPeers(t *testing.T) {
	f := newFixture(t)
	server, addr := f.listen()
	peers := []*peer{f.dial(addr), f.dial(addr), f.dial(addr)}
	if err := f.tcps.Close(server); err != nil {
		t.Fatal(err)
	}
	for i, p := range peers {
		if n := await(f, "the end of a peer of a closed server", p.discard()); n != 0 {
			t.Errorf("peer %d of a closed server read %d bytes", i, n)
		}
	}
	f.expect() // nothing was accepted, nothing failed
	if _, err := net.Dial("tcp", addr); err == nil {
		t.Error("the port of a closed server takes connections")
	}
	if f.stack.Active() {
		t.Error("a closed server keeps the App alive")
	}
}

func TestActiveWhileListening(t *testing.T) {
	f := newFixture(t)
	server, _ := f.listen()
	if !f.stack.Active() {
		t.Error("a server that listens does not keep the App alive")
	}
	f.tcps.Disconnect(server)
	if f.stack.Active() {
		t.Error("a disconnected server keeps the App alive")
	}
}
