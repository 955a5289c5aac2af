package socket_test

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

// isolate gives the goroutine of the test a network of its own, out of which
// nothing can get: two cables whose ends are v0 and v1, and w0 and w1. It needs
// root. The thread is not given back and ends with the test.
func isolate(t *testing.T) {
	t.Helper()
	runtime.LockOSThread()
	if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
		t.Skipf("a network namespace cannot be made: %v", err)
	}
	for _, line := range []string{
		"link set lo up",
		"link add v0 type veth peer name v1", "link add w0 type veth peer name w1",
		"link set v0 up", "link set v1 up", "link set w0 up", "link set w1 up",
		"addr add 10.91.0.1/24 dev v0", "addr add 10.92.0.1/24 dev w0",
		"addr add fd91::1/64 dev v0 nodad", "addr add fd92::1/64 dev w0 nodad",
		"route add 239.1.0.0/16 dev v0", "route add 239.2.0.0/16 dev w0",
		"-6 route add table local multicast ff05::1/128 dev v0 metric 1", "-6 route add table local multicast ff05::2/128 dev w0 metric 1",
		"neigh add 10.91.0.2 lladdr 02:00:00:00:00:01 dev v0",
	} {
		command(t, "ip", line)
	}
}

func command(t *testing.T, name, arguments string) {
	t.Helper()
	if out, err := exec.Command(name, strings.Fields(arguments)...).CombinedOutput(); err != nil {
		t.Skipf("%s %s: %v %s", name, arguments, err, out)
	}
}

// memberships counts the interfaces of this network that are in the group, by
// the text of it in a file of /proc/thread-self/net.
func memberships(t *testing.T, file, group string) (interfaces string) {
	t.Helper()
	text, err := os.ReadFile("/proc/thread-self/net/" + file)
	if err != nil {
		t.Fatal(err)
	}
	device := ""
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if file == "igmp" && line[0] != '\t' && len(fields) > 1 {
			device = fields[1]
		} else if file == "igmp6" {
			device = fields[1]
		}
		if strings.Contains(line, group) {
			interfaces += device
		}
	}
	return interfaces
}

func (f *udpFixture) join(id int, group string) string {
	f.t.Helper()
	return outcome(f.call(func(r socket.Result) { f.udp.JoinGroup(id, group, r) }))
}

func (f *udpFixture) leave(id int, group string) string {
	f.t.Helper()
	return outcome(f.call(func(r socket.Result) { f.udp.LeaveGroup(id, group, r) }))
}

// TestGroupsOnSeveralInterfaces joins groups whose routes lead to different
// interfaces.
func TestGroupsOnSeveralInterfaces(t *testing.T) {
	isolate(t)
	for _, c := range []struct {
		local, file string
		groups      [2]string
		texts       [2]string // in the file
		addresses   [2]string // that the datagrams come from
	}{
		{"0.0.0.0", "igmp", [2]string{"239.1.0.7", "239.2.0.7"}, [2]string{"070001EF", "070002EF"}, [2]string{"10.91.0.1", "10.92.0.1"}},
		{
			"::", "igmp6", [2]string{"ff05::1", "ff05::2"},
			[2]string{"ff050000000000000000000000000001", "ff050000000000000000000000000002"}, [2]string{"fd91::1", "fd92::1"},
		},
	} {
		f := newUDPFixture(t)
		id, port := f.bind(c.local, socket.Properties{})
		from, _ := f.bind(c.local, socket.Properties{})
		for i, group := range c.groups {
			if got := f.join(id, group); got != "0" {
				t.Fatalf("joinGroup(%s): %s", group, got)
			}
			if got := f.join(id, group); got != "-108" {
				t.Errorf("joinGroup(%s) again: %s, want -108", group, got)
			}
			if got, want := memberships(t, c.file, c.texts[i]), []string{"v0", "w0"}[i]; got != want {
				t.Errorf("members of %s: %q, want %q", group, got, want)
			}
			if got := f.sendTo(from, "x", group, port); got != "0" {
				t.Errorf("send to %s: %s", group, got)
			}
			f.expect(fmt.Sprintf(`received %d "x"`, id))
			if got := socket.FormatAddr(f.from.Addr()); got != c.addresses[i] {
				t.Errorf("a datagram to %s is from %s, want %s", group, got, c.addresses[i])
			}
		}
		groups, err := f.udp.JoinedGroups(id)
		if got, want := fmt.Sprint(groups, err), fmt.Sprint(c.groups, error(nil)); got != want {
			t.Errorf("getJoinedGroups: %s, want %s", got, want)
		}
		if got := f.leave(id, c.groups[0]) + f.leave(id, c.groups[0]); got != "0-108" {
			t.Errorf("leaveGroup(%s) twice: %s, want 0 and -108", c.groups[0], got)
		}
		if got := memberships(t, c.file, c.texts[0]); got != "" {
			t.Errorf("%s is a member of %s after leaving", got, c.groups[0])
		}
		f.udp.Close(id)
		if got := memberships(t, c.file, c.texts[1]); got != "" {
			t.Errorf("%s is a member of %s after close", got, c.groups[1])
		}
	}
}

// TestGroupWithoutInterface joins groups that no route leads to.
func TestGroupWithoutInterface(t *testing.T) {
	isolate(t)
	command(t, "ip", "link set v0 down")
	command(t, "ip", "link set w0 down")
	f := newUDPFixture(t)
	id, _ := f.bind("0.0.0.0", socket.Properties{})
	if got := f.join(id, "239.1.0.7"); got != "-4" {
		t.Errorf("joinGroup: %s, want -4", got)
	}
	if got := f.sendTo(id, "x", "239.1.0.7", 9); got != "-109" {
		t.Errorf("send: %s, want -109", got)
	}
}

// TestBoundToGroup binds to the address of a group: the socket gets what is
// sent to that, and nothing else.
func TestBoundToGroup(t *testing.T) {
	isolate(t)
	f := newUDPFixture(t)
	id, port := f.bind("239.1.0.7", socket.Properties{})
	if got := f.datagramInfo(id).Local.Addr().String(); got != "239.1.0.7" {
		t.Errorf("the local address is %s", got)
	}
	any, _ := f.bind("0.0.0.0", socket.Properties{})
	for _, group := range []string{"239.1.0.7", "239.1.0.8"} {
		if got := f.join(id, group); got != "0" {
			t.Fatalf("joinGroup(%s): %s", group, got)
		}
	}
	for _, host := range []string{"127.0.0.1", "10.91.0.1", "239.1.0.8", "239.1.0.7"} {
		if got := f.sendTo(any, host, host, port); got != "0" {
			t.Errorf("send to %s: %s", host, got)
		}
	}
	f.expect(fmt.Sprintf(`received %d "239.1.0.7"`, id))
}

// sentBy is how many packets an interface has sent.
func sentBy(t *testing.T, device string) int {
	t.Helper()
	text, err := os.ReadFile("/proc/thread-self/net/dev")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if name, rest, _ := strings.Cut(strings.TrimSpace(line), ":"); name == device {
			n, err := strconv.Atoi(strings.Fields(rest)[9])
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
	}
	t.Fatalf("there is no interface %s", device)
	return 0
}

// TestMulticastSettingsReachTheSystem looks at what leaves the interface and at
// what comes back.
func TestMulticastSettingsReachTheSystem(t *testing.T) {
	isolate(t)
	const count = 50 // more than the system sends on its own meanwhile
	for _, c := range []struct {
		local, group string
		ttl          int
		loopback     bool
	}{
		{"0.0.0.0", "239.1.0.7", 1, true}, {"0.0.0.0", "239.1.0.7", 0, true}, {"0.0.0.0", "239.1.0.7", 7, false},
		{"::", "ff05::1", 1, true}, {"::", "ff05::1", 0, true}, {"::", "ff05::1", 7, false},
	} {
		f := newUDPFixture(t)
		seen := &counter{f: f}
		f.udp.Observer = seen
		member, port := f.bind(c.local, socket.Properties{})
		from := f.udp.Create(socket.Properties{})
		f.udp.SetMulticastTimeToLive(from, c.ttl)
		f.udp.SetMulticastLoopbackMode(from, c.loopback)
		f.bindAs(from, c.local)
		if got := f.join(member, c.group); got != "0" {
			t.Fatalf("joinGroup(%s): %s", c.group, got)
		}
		before := sentBy(t, "v0")
		for range count {
			if got := f.sendTo(from, "x", c.group, port); got != "0" {
				t.Fatalf("send to %s: %s", c.group, got)
			}
		}
		host := map[string]string{"0.0.0.0": "127.0.0.1", "::": "::1"}[c.local]
		f.sendTo(from, "the last", host, port)
		f.until("the last datagram", func() bool { return seen.bytes-seen.received == len("the last")-1 })
		if left := sentBy(t, "v0")-before >= count; left != (c.ttl > 0) {
			t.Errorf("%+v: the datagrams left the interface: %v", c, left)
		}
		if came := seen.received - 1; came != map[bool]int{true: count}[c.loopback] {
			t.Errorf("%+v: %d of %d datagrams came back", c, came, count)
		}
	}
}

// TestSendingMoreThanTheSystemTakes sends into an interface that is slow: the
// first datagrams wait in the socket's buffer, then 33 in the queue, then no
// more is taken.
func TestSendingMoreThanTheSystemTakes(t *testing.T) {
	isolate(t)
	command(t, "tc", "qdisc replace dev v0 root tbf rate 8kbit burst 2k limit 9000000")
	f := newUDPFixture(t)
	id, port := f.bind("0.0.0.0", socket.Properties{})
	const size, count = 1400, 400
	refused, abandoned, unanswered := 0, 0, count
	for range count {
		f.udp.Send(id, make([]byte, size), "10.91.0.2", 9, socket.AnyFamily, func(code neterror.Code, err error) {
			unanswered--
			switch {
			case code == neterror.InsufficientResources:
				refused++
			case err == socket.ErrAbandoned:
				abandoned++
			case code != neterror.OK || err != nil:
				t.Errorf("send: %d, %v", code, err)
			}
		})
	}
	if unanswered != socket.MaxUnsent || refused == 0 || f.stack.Pending() != socket.MaxUnsent*size {
		t.Fatalf("of %d sends %d are not answered and %d refused; %d bytes count against the quota", count, unanswered, refused, f.stack.Pending())
	}
	if got := f.sendTo(id, "x", "127.0.0.1", port); got != "-12" {
		t.Errorf("send elsewhere meanwhile: %s, want -12", got)
	}
	command(t, "tc", "qdisc replace dev v0 root pfifo limit 1000")
	f.until("all answers", func() bool { return unanswered == 0 })
	if f.stack.Pending() != 0 || abandoned != 0 {
		t.Errorf("%d bytes count against the quota after all was sent, %d sends are abandoned", f.stack.Pending(), abandoned)
	}
	if got := f.sendTo(id, "x", "127.0.0.1", port); got != "0" {
		t.Errorf("send afterwards: %s", got)
	}
	f.expect(`received 1 "x"`)

	command(t, "tc", "qdisc replace dev v0 root tbf rate 8kbit burst 2k limit 9000000")
	for f.stack.Pending() == 0 {
		f.udp.Send(id, make([]byte, size), "10.91.0.2", 9, socket.AnyFamily, func(_ neterror.Code, err error) { f.say("send: %v", err) })
		f.settle()
		f.journal = nil
	}
	if err := f.udp.Close(id); err != nil {
		t.Error(err)
	}
	f.expect("send: " + socket.ErrAbandoned.Error())
}

// TestDatagramDefaults asks the system for the options of a socket.
func TestDatagramDefaults(t *testing.T) {
	f := newUDPFixture(t)
	id, _ := f.bind("127.0.0.1", socket.Properties{})
	fd := f.udp.Descriptor(id)
	for name, option := range map[string]int{"SO_BROADCAST": unix.SO_BROADCAST, "SO_REUSEADDR": unix.SO_REUSEADDR, "SO_REUSEPORT": unix.SO_REUSEPORT} {
		if v, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, option); v != 0 || err != nil {
			t.Errorf("%s is %d, %v", name, v, err)
		}
	}
	if flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); flags&unix.FD_CLOEXEC == 0 || err != nil {
		t.Errorf("the descriptor would be inherited: flags %#x, %v", flags, err)
	}
}
