package socket_test

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

// udpFixture is a fixture whose journal tells of datagrams:
//
//	received 1 "abc"
//	receiveFailed 1 -142
type udpFixture struct {
	*fixture
	udp  *socket.DatagramTable
	from netip.AddrPort // of the last datagram
	last int            // that spawn has bound
}

func newUDPFixture(t testing.TB) *udpFixture {
	f := &udpFixture{fixture: newFixture(t)}
	f.udp = &f.stack.UDP
	f.udp.Observer = datagrams{f}
	return f
}

type datagrams struct{ f *udpFixture }

func (d datagrams) Received(id int, data []byte, from netip.AddrPort) {
	if data == nil {
		d.f.t.Errorf("socket %d: the data is nil", id)
	}
	d.f.from = from
	d.f.observe("received %d %q", id, data)
}

func (d datagrams) ReceiveFailed(id int, code neterror.Code) {
	d.f.observe("receiveFailed %d %d", id, code)
}

// bind makes a socket that is bound to a free port.
func (f *udpFixture) bind(address string, p socket.Properties) (id int, port uint16) {
	f.t.Helper()
	id = f.udp.Create(p)
	return id, f.bindAs(id, address)
}

func (f *udpFixture) bindAs(id int, address string) (port uint16) {
	f.t.Helper()
	code, err := f.call(func(r socket.Result) { f.udp.Bind(id, address, 0, r) })
	if code != neterror.OK || err != nil {
		f.t.Fatalf("bind to %s, port 0: %d, %v", address, code, err)
	}
	return f.datagramInfo(id).Local.Port()
}

func (f *udpFixture) datagramInfo(id int) socket.DatagramInfo {
	f.t.Helper()
	info, err := f.udp.Info(id)
	if err != nil {
		f.t.Fatalf("getInfo(%d): %v", id, err)
	}
	return info
}

// sendTo gives the outcome of a send as text: "0", "-15", "Socket not found".
func (f *udpFixture) sendTo(id int, data, host string, port uint16) string {
	f.t.Helper()
	return outcome(f.call(func(r socket.Result) { f.udp.Send(id, []byte(data), host, port, socket.AnyFamily, r) }))
}

func outcome(code neterror.Code, err error) string {
	if err != nil {
		return err.Error()
	}
	return fmt.Sprint(int(code))
}

func (f *udpFixture) pause(id int, paused bool) {
	f.t.Helper()
	f.udp.SetPaused(id, paused, func(err error) {
		if err != nil {
			f.t.Errorf("setPaused(%d, %v): %v", id, paused, err)
		}
	})
}

// sender is a plain socket that sends to a port of 127.0.0.1.
func sender(t testing.TB, port uint16) *net.UDPConn {
	t.Helper()
	c, err := net.DialUDP("udp4", nil, &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: int(port)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func send(t testing.TB, c *net.UDPConn, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if _, err := c.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDatagramProperties(t *testing.T) {
	f := newUDPFixture(t)
	f.tcp.Create(socket.Properties{})
	first := f.udp.Create(socket.Properties{BufferSize: ptr(-1)})
	second := f.udp.Create(socket.Properties{Persistent: ptr(true), Name: ptr("dns"), BufferSize: ptr(9)})
	if err := f.udp.Update(first, socket.Properties{Name: ptr("x")}); err != nil {
		t.Error(err)
	}
	f.pause(first, true)
	want := []socket.DatagramInfo{{ID: 1, Name: "x", Paused: true}, {ID: 2, Name: "dns", Persistent: true, BufferSize: 9}}
	if diff := cmp.Diff(want, f.udp.List(), cmp.Comparer(sameAddrPort)); diff != "" {
		t.Errorf("getSockets (-want +got):\n%s", diff)
	}
	if err := f.udp.Close(second); err != nil {
		t.Error(err)
	}
	if third := f.udp.Create(socket.Properties{}); third != 3 {
		t.Errorf("the id after 1 and 2, which is closed, is %d, want 3", third)
	}
	if f.udp.Has(second) || !f.udp.Has(first) {
		t.Error("Has does not tell the closed socket 2 from the open socket 1")
	}
	if f.stack.Active() {
		t.Error("sockets that are not bound keep the App alive")
	}
}

func TestDatagramUnknownID(t *testing.T) {
	f := newUDPFixture(t)
	closed := f.udp.Create(socket.Properties{})
	f.udp.Close(closed)
	f.tcp.Create(socket.Properties{}) // id 1 too, in another table
	answer := func(start func(socket.Result)) error {
		_, err := f.call(start)
		return err
	}
	for _, id := range []int{closed, 0, -1, 99} {
		var pausedErr error
		f.udp.SetPaused(id, true, func(err error) { pausedErr = err })
		_, infoErr := f.udp.Info(id)
		_, groupsErr := f.udp.JoinedGroups(id)
		_, ttlErr := f.udp.SetMulticastTimeToLive(id, -1)
		_, loopbackErr := f.udp.SetMulticastLoopbackMode(id, true)
		for call, err := range map[string]error{
			"update": f.udp.Update(id, socket.Properties{}), "setPaused": pausedErr, "close": f.udp.Close(id), "getInfo": infoErr,
			"bind":         answer(func(r socket.Result) { f.udp.Bind(id, "no literal", 0, r) }),
			"send":         answer(func(r socket.Result) { f.udp.Send(id, nil, "name.invalid", 0, socket.AnyFamily, r) }),
			"joinGroup":    answer(func(r socket.Result) { f.udp.JoinGroup(id, "no literal", r) }),
			"leaveGroup":   answer(func(r socket.Result) { f.udp.LeaveGroup(id, "no literal", r) }),
			"setBroadcast": answer(func(r socket.Result) { f.udp.SetBroadcast(id, true, r) }),
			"joinedGroups": groupsErr, "timeToLive": ttlErr, "loopbackMode": loopbackErr,
		} {
			if err != socket.ErrNotFound {
				t.Errorf("%s(%d): %v, want %v", call, id, err, socket.ErrNotFound)
			}
		}
	}
}

func TestDatagramAnswerBeforeReaction(t *testing.T) {
	f := newUDPFixture(t)
	id, port := f.bind("127.0.0.1", socket.Properties{})
	f.settle()
	peer := sender(t, port)
	send(t, peer, "first")
	f.untilQueued()
	f.udp.Send(id, []byte("question"), "127.0.0.1", peer.LocalAddr().(*net.UDPAddr).AddrPort().Port(), socket.AnyFamily, f.answeredLater)
	go func() {
		if _, err := peer.Read(make([]byte, 100)); err != nil {
			t.Error(err)
		}
		send(t, peer, "reaction")
	}()
	const reaction = `received 1 "reaction"`
	f.until("the reaction", func() bool { return slices.Contains(f.journal, reaction) })
	if answered := slices.Index(f.journal, "answered"); answered < 0 || answered > slices.Index(f.journal, reaction) {
		t.Errorf("the journal is %q, want the answer before the reaction", f.journal)
	}
}

func TestBindAddresses(t *testing.T) {
	f := newUDPFixture(t)
	for address, want := range map[string]string{
		"127.0.0.1":        "127.0.0.1",
		"127.1.":           "127.0.0.1",
		"0":                "0.0.0.0",
		"127.255.255.255":  "127.255.255.255",
		"::1":              "::1",
		"::":               "::",
		"::ffff:127.0.0.1": "::ffff:7f00:1",
		"":                 "-4",
		"localhost":        "-4",
		"[::1]":            "-4",
		"::1%lo":           "-4",
		"192.0.2.123":      "-108",
		"2001:db8::1":      "-108",
	} {
		if strings.Contains(address, ":") && !hasIPv6(t) {
			continue
		}
		id := f.udp.Create(socket.Properties{})
		code, err := f.call(func(r socket.Result) { f.udp.Bind(id, address, 0, r) })
		got := outcome(code, err)
		local := f.datagramInfo(id).Local
		if got == "0" {
			got = socket.FormatAddr(local.Addr())
		}
		if got != want || local.IsValid() != (code == neterror.OK) || local.IsValid() && local.Port() == 0 {
			t.Errorf("bind to %q: %s with the local address %v, want %s", address, got, local, want)
		}
		if err := f.udp.Close(id); err != nil {
			t.Error(err)
		}
	}
}

func TestBindStates(t *testing.T) {
	f := newUDPFixture(t)
	bound, port := f.bind("127.0.0.1", socket.Properties{})
	other := f.udp.Create(socket.Properties{})
	f.udp.Bind(bound, "127.0.0.1", 0, f.result("bound"))
	f.udp.Bind(bound, "no literal", 0, f.result("bound, no literal"))
	f.expect("bound: -104", "bound, no literal: -104")
	f.udp.Bind(other, "no literal", 0, f.result("no literal"))
	f.udp.Bind(other, "127.0.0.1", port, f.result("in use"))
	f.udp.Bind(other, "127.0.0.1", 0, f.result("while binding"))
	f.udp.Bind(other, "no literal", 0, f.result("no literal while binding"))
	f.expect("no literal: -4", "while binding: -23", "no literal while binding: -4", "in use: -147")
	f.bindAs(other, "127.0.0.1")
}

// TestBindThenSend is what a program does that does not wait for bind.
func TestBindThenSend(t *testing.T) {
	f := newUDPFixture(t)
	id, port := f.bind("127.0.0.1", socket.Properties{})
	from := f.udp.Create(socket.Properties{})
	f.udp.Bind(from, "127.0.0.1", 0, f.result("bind"))
	data := []byte("early")
	f.udp.Send(from, data, "127.0.0.1", port, socket.AnyFamily, f.result("send"))
	if got := f.stack.Pending(); got != len(data) {
		t.Errorf("%d bytes count against the quota while the socket binds, want %d", got, len(data))
	}
	copy(data, "XXXXX")
	f.udp.SetBroadcast(from, true, f.result("setBroadcast"))
	f.udp.JoinGroup(from, "ff02::1", f.result("joinGroup"))
	f.udp.LeaveGroup(from, "224.0.0.1", f.result("leaveGroup"))
	// In Chrome too, the answer of a send has no place among those of other calls.
	f.until("the answer of the send", func() bool { return slices.Contains(f.journal, "send: 0") })
	f.journal = slices.DeleteFunc(f.journal, func(line string) bool { return line == "send: 0" })
	f.expect("bind: 0", "setBroadcast: 0", "joinGroup: -108", "leaveGroup: -108", fmt.Sprintf(`received %d "early"`, id))
	if got := f.stack.Pending(); got != 0 {
		t.Errorf("%d bytes count against the quota after all was sent", got)
	}
}

func TestCloseWhileBinding(t *testing.T) {
	f := newUDPFixture(t)
	id := f.udp.Create(socket.Properties{})
	f.udp.Bind(id, "127.0.0.1", 0, func(_ neterror.Code, err error) { f.say("bind: %v", errors.Is(err, socket.ErrAbandoned)) })
	f.udp.Send(id, []byte("x"), "127.0.0.1", 9, socket.AnyFamily, f.result("send"))
	f.udp.SetBroadcast(id, true, f.result("setBroadcast"))
	if err := f.udp.Close(id); err != nil {
		t.Error(err)
	}
	f.expect("bind: true", "send: Socket not found", "setBroadcast: Socket not found")
	if f.stack.Active() || f.stack.Pending() != 0 {
		t.Errorf("after close: active %v, %d bytes pending", f.stack.Active(), f.stack.Pending())
	}
}

func TestSendOutcomes(t *testing.T) {
	f := newUDPFixture(t)
	fresh := f.udp.Create(socket.Properties{})
	bound, port := f.bind("127.0.0.1", socket.Properties{BufferSize: ptr(1 << 20)})
	for _, c := range []struct {
		id   int
		size int
		host string
		port uint16
		want string
	}{
		{fresh, 1, "127.0.0.1", port, "-15"},
		{fresh, 70000, "127.0.0.1", port, "-15"},
		{fresh, 1, "name.invalid", port, "-105"},
		{bound, 0, "127.0.0.1", port, "0"},
		{bound, 65507, "127.0.0.1", port, "0"},
		{bound, 65508, "127.0.0.1", port, "-142"},
		{bound, 65536, "127.0.0.1", port, "-142"},
		{bound, 1, "127.0.0.1", 0, "-4"},
		{bound, 1, "127.255.255.255", port, "-10"},
		{bound, 1, "localhost", port, "-109"},
		{bound, 1, "::ffff:127.0.0.1", port, "-109"},
		{bound, 1, "", port, "-105"},
		{bound, 1, "[::1]", port, "-105"},
		{99, socket.WriteQuota + 1, "127.0.0.1", port, "Exceeded write quota."},
	} {
		if got := f.sendTo(c.id, strings.Repeat("x", c.size), c.host, c.port); got != c.want {
			t.Errorf("send of %d bytes from socket %d to %q, port %d: %s, want %s", c.size, c.id, c.host, c.port, got, c.want)
		}
	}
	f.expect(fmt.Sprintf(`received %d ""`, bound), fmt.Sprintf(`received %d %q`, bound, strings.Repeat("x", 65507)))
	if want := addrPort("127.0.0.1", port); f.from != want {
		t.Errorf("the datagram is from %v, want %v", f.from, want)
	}
}

func TestSendBetweenFamilies(t *testing.T) {
	if !hasIPv6(t) {
		t.Skip("no IPv6")
	}
	f := newUDPFixture(t)
	for _, c := range []struct{ from, to, host, want string }{
		{"::", "127.0.0.1", "127.0.0.1", "127.0.0.1"},
		{"::", "127.0.0.1", "::ffff:127.0.0.1", "127.0.0.1"},
		{"::", "::1", "localhost", "::1"},
		{"127.0.0.1", "::", "127.0.0.1", "::ffff:127.0.0.1"},
		{"::ffff:127.0.0.1", "127.0.0.1", "127.0.0.1", "127.0.0.1"},
		{"::1", "127.0.0.1", "127.0.0.1", "-109"},
		{"::1", "127.0.0.1", "::ffff:127.0.0.1", "-109"},
		{"::ffff:127.0.0.1", "::1", "::1", "-109"},
		{"127.0.0.1", "::1", "::1", "-109"},
	} {
		from, _ := f.bind(c.from, socket.Properties{})
		to, port := f.bind(c.to, socket.Properties{})
		got := f.sendTo(from, "x", c.host, port)
		if got == "0" {
			f.expect(fmt.Sprintf(`received %d "x"`, to))
			got = f.from.Addr().String()
		}
		if got != c.want {
			t.Errorf("from %s to %s on %s: %s, want %s", c.from, c.host, c.to, got, c.want)
		}
	}
}

func TestSetBroadcast(t *testing.T) {
	f := newUDPFixture(t)
	id := f.udp.Create(socket.Properties{})
	set := func(enabled bool) string {
		return outcome(f.call(func(r socket.Result) { f.udp.SetBroadcast(id, enabled, r) }))
	}
	if got := set(true); got != "-15" {
		t.Errorf("setBroadcast before bind: %s, want -15", got)
	}
	port := f.bindAs(id, "0.0.0.0")
	for _, enabled := range []bool{true, false, true} {
		if got := set(enabled); got != "0" {
			t.Errorf("setBroadcast(%v): %s, want 0", enabled, got)
		}
		want := map[bool]string{true: "0", false: "-10"}[enabled]
		if got := f.sendTo(id, "x", "127.255.255.255", port); got != want {
			t.Errorf("send to a broadcast address after setBroadcast(%v): %s, want %s", enabled, got, want)
		}
	}
	f.expect(`received 1 "x"`, `received 1 "x"`)
}

func TestMulticastSettings(t *testing.T) {
	f := newUDPFixture(t)
	id := f.udp.Create(socket.Properties{})
	check := func(when, want string) {
		t.Helper()
		var got []string
		for _, ttl := range []int{-1, 0, 255, 256, 1} {
			got = append(got, outcome(f.udp.SetMulticastTimeToLive(id, ttl)))
		}
		got = append(got, outcome(f.udp.SetMulticastLoopbackMode(id, true)))
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", when, s, want)
		}
	}
	check("new", "-4 0 0 -4 0 0")
	f.udp.Bind(id, "no literal", 0, f.result("bind"))
	check("after a bind to no literal", "-4 0 0 -4 0 0")
	_, port := f.bind("127.0.0.1", socket.Properties{})
	f.udp.Bind(id, "127.0.0.1", port, f.result("bind"))
	check("while binding", "-23 -23 -23 -23 -23 -23")
	f.expect("bind: -4", "bind: -147")
	check("after a bind that was refused", "-23 -23 -23 -23 -23 -23")
}

func TestGroupsWithoutNetwork(t *testing.T) {
	f := newUDPFixture(t)
	fresh := f.udp.Create(socket.Properties{})
	v4, _ := f.bind("127.0.0.1", socket.Properties{})
	type group struct {
		id   int
		addr string
		want string
	}
	cases := []group{
		{fresh, "no literal", "-108"}, {fresh, "224.0.0.1", "-9"}, {fresh, "127.0.0.1", "-9"},
		{v4, "no literal", "-108"}, {v4, "ff02::1", "-108"}, {v4, "::ffff:224.0.0.1", "-108"}, {v4, "127.0.0.1", "-4"}, {v4, "0.0.0.0", "-4"},
	}
	if hasIPv6(t) {
		v6, _ := f.bind("::1", socket.Properties{})
		cases = append(cases, group{v6, "224.0.0.1", "-108"}, group{v6, "::ffff:224.0.0.1", "-4"}, group{v6, "::1", "-4"}, group{v6, "ff02::1%lo", "-108"})
	}
	for _, c := range cases {
		if got := outcome(f.call(func(r socket.Result) { f.udp.JoinGroup(c.id, c.addr, r) })); got != c.want {
			t.Errorf("joinGroup(%d, %q): %s, want %s", c.id, c.addr, got, c.want)
		}
		if got := outcome(f.call(func(r socket.Result) { f.udp.LeaveGroup(c.id, c.addr, r) })); got != "-108" {
			t.Errorf("leaveGroup(%d, %q): %s, want -108", c.id, c.addr, got)
		}
		if groups, err := f.udp.JoinedGroups(c.id); len(groups) > 0 || err != nil {
			t.Errorf("getJoinedGroups(%d): %v, %v", c.id, groups, err)
		}
	}
}

func TestReceiveTooLong(t *testing.T) {
	f := newUDPFixture(t)
	id, port := f.bind("127.0.0.1", socket.Properties{BufferSize: ptr(4)})
	send(t, sender(t, port), "1234", "12345", "123", "")
	f.expect(`received 1 "1234"`, "receiveFailed 1 -142")
	if !f.datagramInfo(id).Paused || f.udp.ReceiveOutstanding(id) {
		t.Error("the socket is not paused after a datagram that was too long")
	}
	f.pause(id, false)
	f.expect(`received 1 "123"`, `received 1 ""`)
}

func TestReceiveSizeOfTheNextReceive(t *testing.T) {
	f := newUDPFixture(t)
	id, port := f.bind("127.0.0.1", socket.Properties{})
	if err := f.udp.Update(id, socket.Properties{BufferSize: ptr(2)}); err != nil {
		t.Error(err)
	}
	send(t, sender(t, port), "123", "123")
	f.expect(`received 1 "123"`, "receiveFailed 1 -142")
}

func TestDatagramPause(t *testing.T) {
	f := newUDPFixture(t)
	id := f.udp.Create(socket.Properties{})
	f.pause(id, true)
	c := sender(t, f.bindAs(id, "127.0.0.1"))
	if f.udp.ReceiveOutstanding(id) {
		t.Error("a socket that was paused before bind receives")
	}
	send(t, c, "a", "b")
	f.pause(id, false)
	f.pause(id, false)
	f.expect(`received 1 "a"`, `received 1 "b"`)
	f.pause(id, true) // a receive waits already
	send(t, c, "c", "d", "e")
	f.expect(`received 1 "c"`)
	f.observed = func(string) { f.pause(id, true) }
	f.pause(id, false)
	f.expect(`received 1 "d"`)
	if f.udp.ReceiveOutstanding(id) {
		t.Error("a socket receives although its listener paused it")
	}
}

func TestCloseInListener(t *testing.T) {
	f := newUDPFixture(t)
	id, port := f.bind("127.0.0.1", socket.Properties{})
	f.observed = func(string) {
		if err := f.udp.Close(id); err != nil {
			t.Error(err)
		}
	}
	send(t, sender(t, port), "a", "b")
	f.expect(`received 1 "a"`)
	if f.stack.Active() {
		t.Error("a closed socket keeps the App alive")
	}
}

func TestDatagramShutdown(t *testing.T) {
	f := newUDPFixture(t)
	_, port := f.bind("127.0.0.1", socket.Properties{})
	paused, _ := f.bind("127.0.0.1", socket.Properties{})
	f.pause(paused, true)
	binding := f.udp.Create(socket.Properties{})
	f.udp.Bind(binding, "127.0.0.1", 0, f.result("bind"))
	if !f.stack.Active() {
		t.Error("bound sockets do not keep the App alive")
	}
	f.stack.Shutdown(func() { f.say("drained") })
	f.expect("bind: "+socket.ErrAbandoned.Error(), "drained")
	if f.stack.Active() {
		t.Error("the stack is active after its shutdown")
	}
	c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: int(port)})
	if err != nil {
		t.Fatalf("the port is not free: %v", err)
	}
	c.Close()
}

func TestCloseTransientDatagramSockets(t *testing.T) {
	f := newUDPFixture(t)
	f.bind("127.0.0.1", socket.Properties{})
	persistent, _ := f.bind("127.0.0.1", socket.Properties{Persistent: ptr(true)})
	f.udp.Create(socket.Properties{})
	f.stack.CloseTransient()
	if left := f.udp.List(); len(left) != 1 || left[0].ID != persistent || !left[0].Local.IsValid() {
		t.Errorf("left of the sockets: %+v, want socket %d, bound", left, persistent)
	}
	f.settle()
	if len(f.journal) > 0 {
		t.Errorf("an observer was called: %q", f.journal)
	}
}

// counter counts what it hears of.
type counter struct {
	f        *udpFixture
	received int
	bytes    int
}

func (c *counter) Received(_ int, data []byte, _ netip.AddrPort) { c.received++; c.bytes += len(data) }
func (c *counter) ReceiveFailed(id int, code neterror.Code) {
	c.f.t.Errorf("socket %d: receive failed: %d", id, code)
}

// TestFloodOfDatagrams floods a socket that receives and one that is paused:
// what cannot be taken in time is the system's to drop.
func TestFloodOfDatagrams(t *testing.T) {
	const count, size = 20_000, 1000
	f := newUDPFixture(t)
	seen := &counter{f: f}
	f.udp.Observer = seen
	_, port := f.bind("127.0.0.1", socket.Properties{})
	paused := f.udp.Create(socket.Properties{})
	f.pause(paused, true)
	pausedPort := f.bindAs(paused, "127.0.0.1")

	before := heap()
	var most uint64
	measured := 0
	var sent atomic.Bool
	a, b := sender(t, port), sender(t, pausedPort)
	go func() {
		data := make([]byte, size)
		for range count {
			a.Write(data)
			b.Write(data)
		}
		f.post(task(func() { sent.Store(true) }))
	}()
	f.until("the end of the flood", func() bool {
		f.mu.Lock()
		queued := len(f.queue)
		f.mu.Unlock()
		if queued > 3 {
			t.Fatalf("%d tasks are queued: more than one receive is outstanding", queued)
		}
		if seen.received >= measured+2_000 {
			measured = seen.received
			most = max(most, heap())
		}
		return sent.Load()
	})
	if seen.received == 0 || seen.bytes != seen.received*size {
		t.Errorf("%d datagrams of %d bytes have %d bytes", seen.received, size, seen.bytes)
	}
	if most > before+4<<20 {
		t.Errorf("the heap grew from %d to %d bytes", before, most)
	}
}

// heap is the size of what is in use.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// pingPong sends each datagram back, and closes or pauses now and then.
type pingPong struct {
	f     *udpFixture
	left  *int
	count map[int]int
}

func (p pingPong) Received(id int, data []byte, from netip.AddrPort) {
	*p.left--
	p.count[id]++
	p.f.udp.Send(id, data, from.Addr().String(), from.Port(), socket.AnyFamily, func(neterror.Code, error) {})
	switch p.count[id] % 7 {
	case 3:
		p.f.pause(id, true)
		p.f.post(task(func() { p.f.udp.SetPaused(id, false, func(error) {}) }))
	case 6:
		p.f.udp.Close(id)
		p.f.spawn(from.Port())
	}
}

func (p pingPong) ReceiveFailed(id int, code neterror.Code) {
	p.f.t.Errorf("socket %d: receive failed: %d", id, code)
}

// spawn binds a new socket and sends from it to a port.
func (f *udpFixture) spawn(port uint16) {
	id := f.udp.Create(socket.Properties{})
	f.udp.Bind(id, "127.0.0.1", 0, func(code neterror.Code, err error) {
		if code != neterror.OK || err != nil && !errors.Is(err, socket.ErrAbandoned) {
			f.t.Errorf("bind: %d, %v", code, err)
		}
		f.last = id
	})
	f.udp.Send(id, []byte("x"), "127.0.0.1", port, socket.AnyFamily, func(neterror.Code, error) {})
}

// TestClosingWhileDatagramsFly is one for the race detector: sockets come and
// go while others send to them.
func TestClosingWhileDatagramsFly(t *testing.T) {
	f := newUDPFixture(t)
	left := 5000
	f.udp.Observer = pingPong{f, &left, map[int]int{}}
	_, port := f.bind("127.0.0.1", socket.Properties{})
	for range 8 {
		f.spawn(port)
	}
	for deadline := time.Now().Add(patience); left > 0; {
		if time.Now().After(deadline) {
			t.Fatalf("%d of 5000 datagrams are left after %v", left, patience)
		}
		if f.step() {
			continue
		}
		if f.poll(time.Millisecond); f.step() {
			continue
		}
		// All that flew went to sockets that were closed: one sends to itself.
		if f.udp.Has(f.last) {
			f.sendTo(f.last, "y", "127.0.0.1", f.datagramInfo(f.last).Local.Port())
		}
	}
}

// FuzzDatagramCalls makes calls in any order: each is answered once, and no
// bytes stay counted.
func FuzzDatagramCalls(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
	f.Add([]byte{0, 12, 1, 13, 2, 14, 3, 15, 12, 24, 16, 10, 22, 34, 11, 23})
	f.Fuzz(func(t *testing.T, calls []byte) {
		f := newUDPFixture(t)
		open, answered := 0, 0
		answer := func(code neterror.Code, err error) {
			answered++
			if code > 0 || code != neterror.OK && err != nil {
				t.Errorf("an answer is %d, %v", code, err)
			}
		}
		for _, b := range calls[:min(len(calls), 200)] {
			id := int(b/12)%3 + 1
			open++
			switch b % 12 {
			case 0:
				f.udp.Create(socket.Properties{BufferSize: ptr(int(b) - 100)})
				answer(0, nil)
			case 1:
				f.udp.Bind(id, "127.0.0.1", 0, answer)
			case 2:
				f.udp.Bind(id, "no literal", 0, answer)
			case 3:
				info, err := f.udp.Info(id)
				answer(0, err)
				open++
				f.udp.Send(id, calls, "127.0.0.1", info.Local.Port(), socket.AnyFamily, answer)
			case 4:
				f.udp.Send(id, calls, "name.invalid", 9, socket.AnyFamily, answer)
			case 5:
				f.udp.SetPaused(id, b > 127, func(err error) { answer(0, err) })
			case 6:
				answer(f.udp.SetMulticastTimeToLive(id, int(b)*2-50))
			case 7:
				f.udp.SetBroadcast(id, true, answer)
			case 8:
				f.udp.JoinGroup(id, "127.0.0.1", answer)
			case 9:
				f.udp.LeaveGroup(id, "224.0.0.1", answer)
			case 10:
				answer(0, f.udp.Close(id))
			case 11:
				f.settle()
				answer(0, nil)
			}
		}
		f.until("all answers", func() bool { return answered >= open })
		f.settle()
		if answered != open || f.stack.Pending() != 0 {
			t.Errorf("%d calls, %d answers, %d bytes pending", open, answered, f.stack.Pending())
		}
		for _, info := range f.udp.List() {
			f.udp.Close(info.ID)
		}
		if f.stack.Active() {
			t.Error("the stack is active after all sockets were closed")
		}
	})
}
