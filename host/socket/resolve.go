package socket

import (
	"context"
	"net"
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// Family restricts which addresses a name may have.
type Family string

// The families, by Chrome's names for them (DnsQueryType).
const (
	AnyFamily Family = "any"
	IPv4Only  Family = "ipv4"
	IPv6Only  Family = "ipv6"
)

func (f Family) takes(a netip.Addr) bool {
	switch f {
	case IPv4Only:
		return a.Is4()
	case IPv6Only:
		return a.Is6()
	}
	return true
}

var loopback = []netip.Addr{netip.IPv6Loopback(), netip.AddrFrom4([4]byte{127, 0, 0, 1})}

// resolveLocally answers for the names that no server is asked about: address
// literals, localhost and what is below it, names that cannot be, and those
// below .invalid (RFC 6761). otherwise is the name to look up.
func resolveLocally(host string, family Family) (addrs []netip.Addr, otherwise string) {
	name, ok := canonicalHost(host)
	if !ok {
		return nil, ""
	}
	if addr, ok := ParseLiteral(name); ok {
		return filter([]netip.Addr{addr}, family), ""
	}
	label := strings.TrimSuffix(name, ".")
	label = label[strings.LastIndexByte(label, '.')+1:]
	switch {
	case strings.Contains(name, ":"), strings.HasSuffix(name, ".."), isNumber(label), label == "invalid":
		return nil, ""
	case label == "localhost":
		return filter(loopback, family), ""
	}
	return nil, name
}

// isNumber is the URL standard's "ends in a number": a host with such a last
// label is an IPv4 address or nothing.
func isNumber(label string) bool {
	if _, ok := parseIPv4Number(label); ok {
		return true
	}
	return label != "" && strings.Trim(label, "0123456789") == ""
}

// canonicalHost does to a name what the host of a URL goes through: percent
// escapes are undone, non-ASCII names become punycode, letters small.
func canonicalHost(host string) (string, bool) {
	if strings.Contains(host, "%") {
		decoded, err := url.PathUnescape(host)
		if err != nil {
			return "", false
		}
		host = decoded
	}
	for _, c := range host {
		if c >= 0x80 {
			ascii, err := idna.Lookup.ToASCII(host)
			if err != nil {
				return "", false
			}
			host = ascii
			break
		}
	}
	// The forbidden host code points of the URL standard, but for the colon.
	if host == "" || len(host) > 255 || strings.ContainsFunc(host, func(c rune) bool {
		return c <= ' ' || c == 0x7f || strings.ContainsRune(`#/<>?@[\]^|%*`, c)
	}) {
		return "", false
	}
	return strings.ToLower(host), true
}

func filter(addrs []netip.Addr, family Family) []netip.Addr {
	var out []netip.Addr
	for _, a := range addrs {
		if family.takes(a) {
			out = append(out, a)
		}
	}
	return out
}

// lookup asks the system's resolver.
func lookup(ctx context.Context, name string, family Family) ([]netip.Addr, neterror.Code) {
	network := map[Family]string{IPv4Only: "ip4", IPv6Only: "ip6"}[family]
	if network == "" {
		network = "ip"
	}
	addrs, err := net.DefaultResolver.LookupNetIP(ctx, network, name)
	if err != nil || len(addrs) == 0 {
		return nil, neterror.NameNotResolved
	}
	for i := range addrs {
		addrs[i] = addrs[i].Unmap()
	}
	return addrs, neterror.OK
}
