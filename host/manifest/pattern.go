package manifest

import (
	"strconv"
	"strings"
)

// Pattern says which host and port an operation may name: the "host:port" of a socket permission.
// The zero Pattern is an exact empty host and matches nothing useful; use [ParsePattern].
type Pattern struct {
	host       string // lower case; empty with subdomains set means any host
	subdomains bool
	port       uint16 // 0 means any port
}

// ParsePattern reads a pattern as the manifest key "sockets" holds it: an optional host, then an optional colon and port.
//
//	"" "*" "*:*" ":*"      any host, any port
//	":8080" "*:8080"       any host, port 8080
//	"127.0.0.1"            this host text, any port
//	"*.example.com:443"    example.com and everything below it, port 443
//
// An IPv6 address cannot be written, because every colon separates.
func ParsePattern(text string) (Pattern, error) {
	var tokens []string
	if text != "" {
		tokens = strings.Split(text, ":")
	}
	pattern, ok := patternOf(tokens)
	if !ok {
		return Pattern{}, refusef("Invalid host:port pattern '%s'", text)
	}
	return pattern, nil
}

func patternOf(tokens []string) (pattern Pattern, ok bool) {
	host, port := "*", "*"
	switch len(tokens) {
	case 0:
	case 1:
		host = tokens[0]
	case 2:
		host, port = tokens[0], tokens[1]
	default:
		return Pattern{}, false
	}
	if strings.Trim(host, asciiSpace) != host {
		return Pattern{}, false
	}
	if host == "" {
		host = "*"
	}
	pattern.host = lowerASCII(host)
	if first, rest, _ := strings.Cut(pattern.host, "."); first == "*" || first == "" {
		pattern.host, pattern.subdomains = rest, true
	}
	if port != "" && port != "*" {
		n, err := strconv.Atoi(port)
		if err != nil || n < 1 || n > 65535 {
			return Pattern{}, false
		}
		pattern.port = uint16(n)
	}
	return pattern, true
}

// String is the canonical text: host and port are always there, and "*" stands for any.
func (p Pattern) String() string {
	host, port := p.host, "*"
	switch {
	case p.subdomains && host == "":
		host = "*"
	case p.subdomains:
		host = "*." + host
	}
	if p.port != 0 {
		port = strconv.Itoa(int(p.port))
	}
	return host + ":" + port
}

// Match reports whether the pattern allows a host, as the app wrote it, and a port. Nothing is resolved or canonicalised:
// "localhost" and "127.0.0.1" are different hosts. Port 0 is allowed only by a pattern for any port.
func (p Pattern) Match(host string, port uint16) bool {
	return p.matchHost(lowerASCII(host)) && (p.port == 0 || p.port == port)
}

func (p Pattern) matchHost(host string) bool {
	if host == p.host {
		return true // also with sub-domains: "*.example.com" holds example.com itself
	}
	if !p.subdomains {
		return false
	}
	if p.host == "" {
		return true
	}
	// A pattern for sub-domains holds no part of an IP address.
	below, ok := strings.CutSuffix(host, "."+p.host)
	return ok && below != "" && !isIPAddress(host)
}

// isIPAddress reports whether a URL with this host would have an IP address: an IPv6 literal in brackets, or one to four
// numbers, decimal, octal or hexadecimal, of which the last fills the remaining bytes (WHATWG URL, "IPv4 parser").
func isIPAddress(host string) bool {
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		return true // a pattern below it cannot exist, so its content does not matter
	}
	parts := strings.Split(strings.TrimSuffix(host, "."), ".")
	if len(parts) > 4 {
		return false
	}
	for i, part := range parts {
		bits := 8
		if i == len(parts)-1 {
			bits = 8 * (4 - i)
		}
		base := 10
		switch {
		case strings.HasPrefix(part, "0x"):
			part, base = "0"+part[2:], 16
		case strings.HasPrefix(part, "0"):
			base = 8
		}
		if _, err := strconv.ParseUint(part, base, bits); err != nil {
			return false
		}
	}
	return true
}

// asciiSpace is the white space that Chrome trims.
const asciiSpace = " \t\n\v\f\r"

// lowerASCII folds the case of ASCII letters alone, as Chrome does for host names and message names.
func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + ('a' - 'A')
		}
		return r
	}, s)
}
