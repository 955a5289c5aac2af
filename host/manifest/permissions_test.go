package manifest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHas(t *testing.T) {
	m := load(t, `"permissions":["storage","alwaysOnTopWindows","tabs","zork","system.network",{"fileSystem":["write"]},{"socket":["resolve-host"]}],
		"optional_permissions":["alarms"]`)
	want := []string{"app.window.alwaysOnTop", "fileSystem", "fileSystem.write", "socket", "storage", "system.network"}
	if diff := cmp.Diff(want, m.Permissions.Names()); diff != "" {
		t.Errorf("names (-want +got)\n%s", diff)
	}
	for name, want := range map[string]bool{
		"storage": true, "alwaysOnTopWindows": true, "fileSystem.directory": false, "alarms": false, "tabs": false, "sockets": false,
	} {
		if got := m.Permissions.Has(name); got != want {
			t.Errorf("Has(%q) is %v", name, got)
		}
	}
	if diff := cmp.Diff([]string{"alarms"}, m.OptionalPermissions); diff != "" {
		t.Errorf("optional (-want +got)\n%s", diff)
	}
	if !AllowAll().Has("storage") || (&Permissions{}).Has("storage") {
		t.Error("AllowAll must have every permission, and the zero value none")
	}
	if m := load(t, `"permissions":["fileSystem.write"]`); m.Permissions.Has("fileSystem") {
		t.Error("fileSystem.write alone does not grant fileSystem")
	}
	if m := load(t, `"sockets":{}`); !m.Permissions.Has("sockets") {
		t.Error(`"sockets": {} grants no sockets`)
	}
}

func TestMay(t *testing.T) {
	m := load(t, `"sockets":{"tcp":{"connect":["localhost:80","*.a.com"]},"tcpServer":{"listen":":8080"},"udp":{"bind":"","multicastMembership":""}},
		"permissions":[{"socket":["tcp-listen:127.0.0.1:9","resolve-host"]}]`)
	for _, c := range []struct {
		op   Operation
		host string
		port uint16
		want bool
	}{
		{TCPConnect, "localhost", 80, true},
		{TCPConnect, "x.a.com", 0, true},
		{TCPConnect, "localhost", 81, false},
		{TCPServerListen, "0.0.0.0", 8080, true},
		{TCPServerListen, "0.0.0.0", 0, false},
		{UDPBind, "::", 0, true},
		{UDPSend, "127.0.0.1", 9, false},
		{UDPMulticastMembership, "*", 0, true},
		{SocketTCPListen, "127.0.0.1", 9, true},
		{SocketTCPListen, "0.0.0.0", 8080, false},
		{SocketTCPConnect, "localhost", 80, false},
		{SocketResolveHost, "", 0, true},
		{SocketNetworkState, "", 0, false},
		{SocketUDPMulticastMembership, "*", 0, false},
	} {
		if got := m.Permissions.May(c.op, c.host, c.port); got != c.want {
			t.Errorf("May(%s, %q, %d) is %v", c.op, c.host, c.port, got)
		}
		if !AllowAll().May(c.op, c.host, c.port) || (&Permissions{}).May(c.op, c.host, c.port) {
			t.Errorf("%s: AllowAll must allow it, and the zero value must not", c.op)
		}
	}
	var patterns []string
	for _, pattern := range m.Permissions.Patterns(TCPConnect) {
		patterns = append(patterns, pattern.String())
	}
	if diff := cmp.Diff([]string{"localhost:80", "*.a.com:*"}, patterns); diff != "" {
		t.Errorf("patterns (-want +got)\n%s", diff)
	}
}

func TestAllow(t *testing.T) {
	for _, c := range []struct {
		text string
		op   Operation // allowed afterwards for localhost:80, if not empty
		has  string    // granted afterwards, if not empty
	}{
		{"*", UDPSend, "anything"},
		{"tcp.connect", TCPConnect, "sockets"},
		{"tcp.connect=*:80", TCPConnect, "sockets"},
		{"tcpServer.listen=:80", TCPServerListen, "sockets"},
		{"udp.bind=localhost", UDPBind, "sockets"},
		{"udp.multicastMembership", UDPMulticastMembership, "sockets"},
		{"socket=tcp-connect:localhost:80", SocketTCPConnect, "socket"},
		{"socket=resolve-host", SocketResolveHost, "socket"},
		{"permissions=storage", "", "storage"},
	} {
		p := &Permissions{}
		if err := p.Allow(c.text); err != nil {
			t.Errorf("Allow(%q): %v", c.text, err)
			continue
		}
		if c.op != "" && !p.May(c.op, "localhost", 80) {
			t.Errorf("after %q, %s to localhost:80 is not allowed", c.text, c.op)
		}
		if c.has != "" && !p.Has(c.has) {
			t.Errorf("after %q, %s is not granted", c.text, c.has)
		}
	}
	for _, text := range []string{
		"", "zork", "tcp", "tcp.listen=:80", "tcp.connect=a:b:c", "tcp.connect=:0", "socket", "socket=zork", "permissions", "permissions=",
		"permissions=socket", "udp.multicastMembership=*", "tcp-connect=a:1", "=*",
	} {
		p := &Permissions{}
		if err := p.Allow(text); err == nil {
			t.Errorf("Allow(%q) is accepted: %+v", text, p)
		} else if diff := cmp.Diff(Permissions{}, *p, cmp.AllowUnexported(Permissions{})); diff != "" {
			t.Errorf("Allow(%q) is refused but leaves (-want +got)\n%s", text, diff)
		}
	}
}

// The line that a refusal shows must grant what was refused.
func TestManifestLine(t *testing.T) {
	for _, c := range []struct {
		op   Operation
		host string
		port uint16
		want string
	}{
		{TCPServerListen, "127.0.0.1", 8080, `"sockets": {"tcpServer": {"listen": "127.0.0.1:8080"}}`},
		{TCPServerListen, "127.0.0.1", 0, `"sockets": {"tcpServer": {"listen": "127.0.0.1:*"}}`},
		{TCPConnect, "::1", 80, `"sockets": {"tcp": {"connect": "*:80"}}`},
		{UDPSend, "", 0, `"sockets": {"udp": {"send": "*:*"}}`},
		{UDPMulticastMembership, "*", 0, `"sockets": {"udp": {"multicastMembership": ""}}`},
		{SocketTCPListen, "localhost", 80, `"permissions": [{"socket": ["tcp-listen:localhost:80"]}]`},
		{SocketResolveHost, "x", 0, `"permissions": [{"socket": ["resolve-host"]}]`},
	} {
		line := c.op.ManifestLine(c.host, c.port)
		if line != c.want {
			t.Errorf("line for %s %q %d is %s, want %s", c.op, c.host, c.port, line, c.want)
		}
		if m := load(t, line); !m.Permissions.May(c.op, c.host, c.port) {
			t.Errorf("%s does not grant %s for %q, port %d", line, c.op, c.host, c.port)
		}
	}
}
