package manifest

import "testing"

func TestPatternText(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "*:*"},
		{"*", "*:*"},
		{":", "*:*"},
		{"*:", "*:*"},
		{":*", "*:*"},
		{"*:*", "*:*"},
		{":99", "*:99"},
		{"*:080", "*:80"},
		{"*:+80", "*:80"},
		{"*:65535", "*:65535"},
		{"A.Com", "a.com:*"},
		{"a.com:1", "a.com:1"},
		{".a.com", "*.a.com:*"},
		{"*.a.com:443", "*.a.com:443"},
		{"*.*.com", "*.*.com:*"},
		{"a.*.com:80", "a.*.com:80"},
		{"*a.com", "*a.com:*"},
		{".", "*:*"},
		{"*.", "*:*"},
		{"a b", "a b:*"},
		{"é.com", "é.com:*"},
		{"127.0.0.1:8080", "127.0.0.1:8080"},
	} {
		pattern, err := ParsePattern(c.text)
		if err != nil {
			t.Errorf("ParsePattern(%q): %v", c.text, err)
		} else if got := pattern.String(); got != c.want {
			t.Errorf("ParsePattern(%q) is %s, want %s", c.text, got, c.want)
		}
	}
}

func TestPatternMatch(t *testing.T) {
	for _, c := range []struct {
		pattern string
		host    string
		port    uint16
		want    bool
	}{
		{"", "example.com", 80, true},
		{"*", "::1", 0, true},
		{"*:*", "", 0, true},
		{"*", "[::1]", 80, true},
		{"*", "1.2.3.4", 80, true},
		{":8080", "anything", 8080, true},
		{":8080", "anything", 8081, false},
		{":8080", "anything", 0, false},
		{"*:8080", "0.0.0.0", 8080, true},
		{"*:1", "a", 1, true},
		{"*:65535", "a", 65535, true},
		{"127.0.0.1", "127.0.0.1", 80, true},
		{"127.0.0.1", "127.0.0.1", 0, true},
		{"127.0.0.1:*", "127.0.0.1", 9, true},
		{"127.0.0.1", "localhost", 80, false},
		{"127.0.0.1", "0.0.0.0", 80, false},
		{"127.0.0.1", "127.1", 80, false},
		{"127.0.0.1", "127.0.0.1 ", 80, false},
		{"127.0.0.1", "::ffff:127.0.0.1", 80, false},
		{"localhost", "LocalHost", 80, true},
		{"LOCALHOST", "localhost", 80, true},
		{"localhost", "localhost.", 80, false},
		{"localhost:80", "localhost", 80, true},
		{"localhost:80", "localhost", 81, false},
		{"localhost:80", "localhost", 0, false},
		{"example.com", "www.example.com", 80, false},
		{"example.com", "example.com", 443, true},
		{"*.example.com:443", "a.example.com", 443, true},
		{"*.example.com:443", "x.y.example.com", 443, true},
		{"*.example.com:443", "A.EXAMPLE.COM", 443, true},
		{"*.example.com:443", "example.com", 443, true},
		{"*.example.com:443", "notexample.com", 443, false},
		{"*.example.com:443", "a.example.com", 80, false},
		{"*.example.com", "a.example.com.", 80, false},
		{"*.example.com", ".example.com", 80, false},
		{"*.example.com", "..example.com", 80, true},
		{"*.example.com", "example.com.evil.org", 80, false},
		{"*.example.com", "", 80, false},
		{".example.com", "a.example.com", 80, true},
		{".example.com", "example.com", 80, true},
		{"*.com", "example.com", 80, true},
		{"*.com", "com", 80, true},
		{"*.com", "example.org", 80, false},
		{"*.168.0.1:8800", "192.168.0.1", 8800, false},
		{"*.168.0.1:8800", "168.0.1", 8800, true},
		{"*.1", "0.0.0.1", 80, false},
		{"*.1", "0x7f.1", 80, false},
		{"*.1", "0177.1", 80, false},
		{"*.1", "1.1.1.1.1", 80, true},
		{"*.1", "a.1", 80, true},
		{"*.1", "256.0.0.1", 80, true},
		{"*.1", "09.1", 80, true},
		{"*.0x1", "1.0x1", 80, false},
		{"*.4294967296", "1.4294967296", 80, true},
		{"*.*.com", "a.*.com", 80, true},
		{"*.*.com", "a.b.com", 80, false},
		{"a.*.com:80", "a.b.com", 80, false},
		{"a.*.com:80", "a.*.com", 80, true},
		{"*a.com", "ba.com", 80, false},
		{"*a.com", "*a.com", 80, true},
		{"**:80", "a", 80, false},
		{".", "a", 80, true},
		{"..", "a.", 80, false},
		{"é.com", "É.com", 80, false},
		{"a b", "a b", 80, true},
		{"xn--9ca.com", "é.com", 80, false},
	} {
		pattern, err := ParsePattern(c.pattern)
		if err != nil {
			t.Errorf("ParsePattern(%q): %v", c.pattern, err)
			continue
		}
		if got := pattern.Match(c.host, c.port); got != c.want {
			t.Errorf("pattern %q, host %q, port %d: matches %v, want %v", c.pattern, c.host, c.port, got, c.want)
		}
	}
}

func TestLegacyItems(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"tcp-connect", "tcp-connect *:*"},
		{"tcp-connect:", "tcp-connect *:*"},
		{"tcp-connect::", "tcp-connect *:*"},
		{"tcp-connect:*", "tcp-connect *:*"},
		{"tcp-connect:*:", "tcp-connect *:*"},
		{"tcp-connect::*", "tcp-connect *:*"},
		{"tcp-connect:*.a.com:80", "tcp-connect *.a.com:80"},
		{"tcp-listen:127.0.0.1:8080", "tcp-listen 127.0.0.1:8080"},
		{"udp-bind::8899", "udp-bind *:8899"},
		{"udp-send-to::*", "udp-send-to *:*"},
		{"udp-multicast-membership", "udp-multicast-membership *:*"},
		{"network-state", "network-state *:*"},
		{"resolve-host", "resolve-host *:*"},
		{"resolve-proxy", "resolve-proxy *:*"},
		{"", ""},
		{"*", ""},
		{"tcp.connect", ""},
		{"TCP-connect", ""},
		{" tcp-connect", ""},
		{"tcp-connect:www.example.com:-1", ""},
		{"tcp-connect:www.example.com:65536", ""},
		{"tcp-connect:::", ""},
		{"tcp-connect::0", ""},
		{"tcp-connect: a:1", ""},
		{"tcp-connect:a: 1", ""},
		{"tcp-connect:[::1]:80", ""},
		{"resolve-host:", ""},
		{"udp-multicast-membership:*", ""},
	} {
		got := ""
		if op, pattern, ok := parseLegacy(c.text); ok {
			got = string(op) + " " + pattern.String()
		}
		if got != c.want {
			t.Errorf("item %q is %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzParsePattern(f *testing.F) {
	for _, seed := range []string{"", "*", "*:80", ".a.com", "*.a.com:443", "a:1:2", "[::1]:80", " a", "*:0", "*:+80", "..", "É:1"} {
		f.Add(seed, "a.com", uint16(80))
	}
	f.Fuzz(func(t *testing.T, text, host string, port uint16) {
		pattern, err := ParsePattern(text)
		if err != nil {
			return
		}
		again, err := ParsePattern(pattern.String())
		if err != nil {
			t.Fatalf("%q is written as %q, which does not parse: %v", text, pattern, err)
		}
		if again != pattern {
			t.Fatalf("%q is written as %q, which is %#v and not %#v", text, pattern, again, pattern)
		}
		if pattern.Match(host, port) && !pattern.Match(lowerASCII(host), port) {
			t.Fatalf("%q matches %q but not its lower case", text, host)
		}
	})
}
