package manifest

import (
	"slices"
	"strings"
)

// IsPermission reports whether Chrome has a permission of that name.
func IsPermission(name string) bool { return isKnown(permissionRules(), canonicalPermission(name)) }

// CheckMatchPattern reports, in Chrome's words, what is wrong with a URL match pattern such as "https://*.example.com/*".
func CheckMatchPattern(pattern string) error { return checkMatchPattern(pattern) }

// Origins lists the hosts that the manifest key "permissions" names, as match patterns for any path, sorted.
func (m *Manifest) Origins() []string {
	origins := []string{}
	items, _ := m.value["permissions"].([]any)
	for _, item := range items {
		if text, ok := item.(string); ok && !IsPermission(text) && checkMatchPattern(text) == nil {
			origins = append(origins, anyPath(text))
		}
	}
	slices.Sort(origins)
	return slices.Compact(origins)
}

// Covers reports whether every URL that the match pattern narrow stands for is one of wide, whatever the paths of both.
func Covers(wide, narrow string) bool {
	if wide == "<all_urls>" {
		return true
	}
	wideScheme, wideHost, widePort := originOf(wide)
	narrowScheme, narrowHost, narrowPort := originOf(narrow)
	if widePort != "" && widePort != "*" && widePort != narrowPort {
		return false
	}
	if wideScheme != narrowScheme && (wideScheme != "*" || narrowScheme != "http" && narrowScheme != "https") {
		return false
	}
	suffix, anyHost := strings.CutPrefix(wideHost, "*")
	return wideHost == narrowHost || anyHost && (strings.HasSuffix(narrowHost, suffix) || "."+narrowHost == suffix)
}

// originOf takes a match pattern apart; port is "" when it has none, which means any.
func originOf(pattern string) (scheme, host, port string) {
	scheme, rest, _ := strings.Cut(lowerASCII(pattern), "://")
	host, _, _ = strings.Cut(rest, "/")
	if colon := strings.LastIndexByte(host, ':'); colon > strings.LastIndexByte(host, ']') {
		host, port = host[:colon], host[colon+1:]
	}
	return scheme, host, port
}

// anyPath replaces the path of a match pattern.
func anyPath(pattern string) string {
	scheme, rest, ok := strings.Cut(pattern, "://")
	if !ok {
		return pattern // <all_urls>
	}
	host, _, _ := strings.Cut(rest, "/")
	return scheme + "://" + host + "/*"
}
