package socket

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
)

// ParseLiteral reads an IP address as Chromium's IPAddress::AssignFromIPLiteral
// does: IPv6 without brackets and zone, or IPv4 in any form that the host of a
// URL may have (127.1, 0x7f.0.0.1, 2130706433, with one dot at the end).
func ParseLiteral(s string) (netip.Addr, bool) {
	if strings.Contains(s, ":") {
		addr, err := netip.ParseAddr(s)
		return addr, err == nil && addr.Zone() == ""
	}
	return parseIPv4(s)
}

// parseIPv4 is the IPv4 parser of the URL standard.
func parseIPv4(s string) (addr netip.Addr, ok bool) {
	parts := strings.Split(strings.TrimSuffix(s, "."), ".")
	if len(parts) > 4 {
		return addr, false
	}
	var n uint64
	for i, part := range parts {
		v, ok := parseIPv4Number(part)
		if !ok {
			return addr, false
		}
		last := i == len(parts)-1
		if !last && v > 255 || last && v >= 1<<(8*(5-len(parts))) {
			return addr, false
		}
		if last {
			n |= v
		} else {
			n |= v << (8 * (3 - i))
		}
	}
	return netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}), true
}

// parseIPv4Number reads decimal, octal (0...) or hexadecimal (0x...) digits.
func parseIPv4Number(s string) (uint64, bool) {
	base := 10
	switch {
	case s == "":
		return 0, false
	case len(s) >= 2 && (s[:2] == "0x" || s[:2] == "0X"):
		base, s = 16, s[2:]
	case len(s) >= 2 && s[0] == '0':
		base, s = 8, s[1:]
	}
	if s == "" { // "0x" is zero
		return 0, true
	}
	if s[0] == '+' || s[0] == '-' {
		return 0, false
	}
	v, err := strconv.ParseUint(s, base, 33)
	return v, err == nil
}

// FormatAddr writes an address as Chromium's IPAddress::ToString does, which
// has no dotted form for IPv4-mapped IPv6: ::ffff:7f00:1.
func FormatAddr(a netip.Addr) string {
	if a.Is4In6() {
		b := a.As16()
		return fmt.Sprintf("::ffff:%x:%x", uint(b[12])<<8|uint(b[13]), uint(b[14])<<8|uint(b[15]))
	}
	return a.WithZone("").String()
}
