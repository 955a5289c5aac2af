package socket_test

import (
	"math/big"
	"net/netip"
	"regexp"
	"strings"
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

// What Chrome listens on, by the text of the address; "" is refused.
func TestParseLiteral(t *testing.T) {
	for text, want := range map[string]string{
		"127.0.0.1":            "127.0.0.1",
		"127.0.0.1.":           "127.0.0.1",
		"127.1":                "127.0.0.1",
		"127.1.":               "127.0.0.1",
		"127.0.0.01":           "127.0.0.1",
		"0177.0.0.1":           "127.0.0.1",
		"0x7f.1":               "127.0.0.1",
		"0X7F.0x0.0.1":         "127.0.0.1",
		"0x7f000001":           "127.0.0.1",
		"017700000001":         "127.0.0.1",
		"2130706433":           "127.0.0.1",
		"1.2.3":                "1.2.0.3",
		"1.65536":              "1.1.0.0",
		"0":                    "0.0.0.0",
		"0x":                   "0.0.0.0",
		"0x.0x.0":              "0.0.0.0",
		"4294967295":           "255.255.255.255",
		"255.255.255.255":      "255.255.255.255",
		"00000000000000000001": "0.0.0.1",
		"4294967296":           "",
		"99999999999999999999": "",
		"1.16777216":           "",
		"1.2.65536":            "",
		"1.2.3.256":            "",
		"256.0.0.1":            "",
		"127.0.0.1..":          "",
		".127.0.0.1":           "",
		"127..0.1":             "",
		".":                    "",
		"":                     "",
		"1.2.3.4.5":            "",
		"08":                   "",
		"0xg":                  "",
		"1_0":                  "",
		"+1":                   "",
		"-1":                   "",
		" 127.0.0.1":           "",
		"127.0.0.1 ":           "",
		"127.0.0.1\n":          "",
		"127.0.0.1\x00":        "",
		"127.0.0.1/":           "",
		"１２７.0.0.1":            "",
		"%31%32%37.0.0.1":      "",
		"localhost":            "",
		"*":                    "",
		"::":                   "::",
		"::1":                  "::1",
		"0:0:0:0:0:0:0:1":      "::1",
		"::FFFF:7F00:1":        "::ffff:7f00:1",
		"::ffff:127.0.0.1":     "::ffff:7f00:1",
		"::127.0.0.1":          "::7f00:1",
		"2001:DB8:0:0:1:0:0:1": "2001:db8::1:0:0:1",
		"1:2:3:4:5:6:7::":      "1:2:3:4:5:6:7:0",
		"1::":                  "1::",
		"fe80::1":              "fe80::1",
		"::1%1":                "",
		"::1%lo":               "",
		"fe80::1%lo":           "",
		"[::1]":                "",
		"1:2":                  "",
		"1::2::3":              "",
		":::":                  "",
		"12345::":              "",
		"127.0.0.1:80":         "",
	} {
		addr, ok := socket.ParseLiteral(text)
		got := ""
		if ok {
			got = socket.FormatAddr(addr)
		}
		if got != want {
			t.Errorf("ParseLiteral(%q) is %q, want %q", text, got, want)
		}
	}
}

func TestFormatAddr(t *testing.T) {
	for in, want := range map[string]string{
		"127.0.0.1":       "127.0.0.1",
		"::ffff:0.0.0.0":  "::ffff:0:0",
		"::ffff:10.0.0.9": "::ffff:a00:9",
		"2001:db8::0:1":   "2001:db8::1",
		"1:0:2:3:4:5:6:7": "1:0:2:3:4:5:6:7", // a single zero is not left out
		"fe80::1%lo":      "fe80::1",
	} {
		if got := socket.FormatAddr(netip.MustParseAddr(in)); got != want {
			t.Errorf("FormatAddr(%s) = %q, want %q", in, got, want)
		}
	}
}

// oracle reads an address by the grammar of the URL standard, with big
// integers and text in place of shifts.
func oracle(s string) *big.Int {
	if strings.Contains(s, ":") {
		return oracleIPv6(s)
	}
	return oracleIPv4(s)
}

var (
	decimal     = regexp.MustCompile(`^(0|[1-9][0-9]*)$`)
	octal       = regexp.MustCompile(`^0[0-7]+$`)
	hexadecimal = regexp.MustCompile(`^0[xX][0-9a-fA-F]*$`)
	quad        = regexp.MustCompile(`^(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}$`)
	group       = regexp.MustCompile(`^[0-9a-fA-F]{1,4}$`)
)

func oracleIPv4(s string) *big.Int {
	parts := strings.Split(s, ".")
	if n := len(parts); n > 1 && parts[n-1] == "" {
		parts = parts[:n-1]
	}
	if len(parts) > 4 {
		return nil
	}
	total := new(big.Int)
	for i, part := range parts {
		n := new(big.Int)
		switch {
		case decimal.MatchString(part):
			n.SetString(part, 10)
		case octal.MatchString(part):
			n.SetString(part, 8)
		case hexadecimal.MatchString(part):
			n.SetString("0"+part[2:], 16)
		default:
			return nil
		}
		bytes := 1
		if i == len(parts)-1 {
			bytes = 4 - i
		}
		limit := new(big.Int).Exp(big.NewInt(256), big.NewInt(int64(bytes)), nil)
		if n.Cmp(limit) >= 0 {
			return nil
		}
		total.Add(total.Mul(total, limit), n)
	}
	return total
}

func oracleIPv6(s string) *big.Int {
	head, tail, compressed := strings.Cut(s, "::")
	groups := func(s string, last bool) (all []string, ok bool) {
		if s == "" {
			return nil, true
		}
		all = strings.Split(s, ":")
		if n := len(all) - 1; last && quad.MatchString(all[n]) {
			v4 := oracleIPv4(all[n])
			if v4 == nil {
				return nil, false
			}
			hex := strings.Repeat("0", 8) + v4.Text(16)
			hex = hex[len(hex)-8:]
			all = append(all[:n], hex[:4], hex[4:])
		}
		for _, g := range all {
			if !group.MatchString(g) {
				return nil, false
			}
		}
		return all, true
	}
	left, ok := groups(head, !compressed)
	if !ok {
		return nil
	}
	right, ok := groups(tail, compressed)
	missing := 8 - len(left) - len(right)
	if !ok || missing < 0 || compressed != (missing > 0) {
		return nil
	}
	for range missing {
		left = append(left, "0")
	}
	total := new(big.Int)
	for _, g := range append(left, right...) {
		n, _ := new(big.Int).SetString(g, 16)
		total.Add(total.Lsh(total, 16), n)
	}
	return total
}

func FuzzParseLiteral(f *testing.F) {
	for _, seed := range []string{
		"127.0.0.1.", "0x7f.1", "0177.0x.255", "4294967296", "1.2.3.4.5", "08", "0x", "::", "1:2:3:4:5:6:7:8", "1::8",
		"::ffff:1.2.3.4", "::1.2.3.04", "1:2:3:4:5:6:7::", "::1%lo", "1::2::3", "1:2:3:4:5:6:1.2.3.4", "００", "1_0", "+1",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want := oracle(text)
		addr, ok := socket.ParseLiteral(text)
		if ok != (want != nil) {
			t.Fatalf("ParseLiteral(%q) takes it: %v, the grammar does: %v", text, ok, want != nil)
		}
		if !ok {
			return
		}
		if got := new(big.Int).SetBytes(addr.AsSlice()); got.Cmp(want) != 0 || addr.Is4() == strings.Contains(text, ":") {
			t.Fatalf("ParseLiteral(%q) = %v, want the number %x", text, addr, want)
		}
		again, ok := socket.ParseLiteral(socket.FormatAddr(addr))
		if !ok || again != addr {
			t.Fatalf("%v reads as %v when written as %q", addr, again, socket.FormatAddr(addr))
		}
	})
}
