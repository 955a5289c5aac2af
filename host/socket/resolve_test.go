package socket_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

func TestCanonicalHost(t *testing.T) {
	for host, want := range map[string]string{
		"LocalHost":              "localhost",
		"localhost.":             "localhost.",
		"a_b.invalid":            "a_b.invalid",
		"%31%32%37.0.0.1":        "127.0.0.1",
		"１２７.0.0.1":              "127.0.0.1",
		"BÜCHER.invalid":         "xn--bcher-kva.invalid",
		"b%C3%BCcher.invalid":    "xn--bcher-kva.invalid",
		"::FFFF:7F00:1":          "::ffff:7f00:1",
		"127.0.0.1:80":           "127.0.0.1:80", // no literal and no name: resolving refuses it
		"":                       "",
		" ":                      "",
		"a b":                    "",
		"127.0.0.1\n":            "",
		"127.0.0.1\x00":          "",
		"127.0.0.1/":             "",
		"[::1]":                  "",
		"::1%lo":                 "",
		"::1%1":                  "",
		"::1%251":                "",
		"%2e%2F":                 "",
		"a%20b":                  "",
		"*":                      "",
		"user@host":              "",
		strings.Repeat("a", 300): "",
	} {
		got, ok := socket.CanonicalHost(host)
		if got != want || ok != (want != "") {
			t.Errorf("canonicalHost(%q) = %q, %v; want %q", host, got, ok, want)
		}
	}
}

// What Chrome resolves without asking a server. Of a name that it does look
// up, resolveLocally gives the name.
func TestResolveLocally(t *testing.T) {
	const v4, v6, both = "[127.0.0.1]", "[::1]", "[::1 127.0.0.1]"
	for _, c := range []struct {
		host            string
		any, ip4, ip6   string
		lookedUpInstead string
	}{
		{host: "127.0.0.1", any: v4, ip4: v4},
		{host: "127.0.0.1.", any: v4, ip4: v4},
		{host: "0x7f.1.", any: v4, ip4: v4},
		{host: "%31%32%37.0.0.1", any: v4, ip4: v4},
		{host: "１２７.0.0.1", any: v4, ip4: v4},
		{host: "0", any: "[0.0.0.0]", ip4: "[0.0.0.0]"},
		{host: "::1", any: v6, ip6: v6},
		{host: "0:0:0:0:0:0:0:1", any: v6, ip6: v6},
		{host: "localhost", any: both, ip4: v4, ip6: v6},
		{host: "LOCALHOST.", any: both, ip4: v4, ip6: v6},
		{host: "foo.localhost", any: both, ip4: v4, ip6: v6},
		{host: "localhost.."},
		{host: "127.0.0.1.."},
		{host: ".127.0.0.1"},
		{host: "127.0.0.1.1"},
		{host: "127.0.0.256"},
		{host: "4294967296"},
		{host: "99999999999"},
		{host: "foo.0x1g.0x"},
		{host: "127.0.0.1:80"},
		{host: "[::1]"},
		{host: "::1%lo"},
		{host: ""},
		{host: "a b"},
		{host: "a_b.invalid"},
		{host: "invalid."},
		{host: "Printer.Example", lookedUpInstead: "printer.example"},
		{host: "notlocalhost", lookedUpInstead: "notlocalhost"},
		{host: "1.2.3.4a", lookedUpInstead: "1.2.3.4a"},
	} {
		for family, want := range map[socket.Family]string{socket.AnyFamily: c.any, socket.IPv4Only: c.ip4, socket.IPv6Only: c.ip6} {
			if want == "" {
				want = "[]"
			}
			addrs, name := socket.ResolveLocally(c.host, family)
			if got := fmt.Sprint(addrs); got != want || name != c.lookedUpInstead {
				t.Errorf("%q, family %s: %s, look-up of %q; want %s, look-up of %q", c.host, family, got, name, want, c.lookedUpInstead)
			}
		}
	}
}

func TestConnectToNamesThatCannotBe(t *testing.T) {
	f := newFixture(t)
	for _, host := range []string{"", " ", "[::1]", "::1%lo", "127.0.0.1\n", "localhost..", "x.invalid", "127.0.0.1:80"} {
		id := f.tcp.Create(socket.Properties{})
		if code, err := f.connect(id, host, 80); code != neterror.NameNotResolved || err != nil {
			t.Errorf("connect to %q: %d, %v; want -105", host, code, err)
		}
		if f.info(id).Connected {
			t.Errorf("connect to %q failed, but getInfo says connected", host)
		}
	}
}
