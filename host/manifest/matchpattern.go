package manifest

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// What checkMatchPattern finds, in Chrome's words.
var (
	errNoScheme    = errors.New("Missing scheme separator.")
	errWrongScheme = errors.New("Wrong scheme type.")
	errEmptyHost   = errors.New("Host can not be empty.")
	errWildcard    = errors.New("Invalid host wildcard.")
	errEmptyPath   = errors.New("Empty path.")
	errBadPort     = errors.New("Invalid port.")
	errBadHost     = errors.New("Invalid host.")
)

// hostSchemes are the schemes of match patterns that name a host.
var hostSchemes = []string{"*", "http", "https", "ftp", "ws", "wss", "chrome", "chrome-extension"}

// pathSchemes are the schemes of match patterns that hold a path alone.
var pathSchemes = []string{"about", "data", "urn"}

// checkMatchPattern reports what is wrong with a URL match pattern such as "https://*.example.com/*".
func checkMatchPattern(pattern string) error {
	if pattern == "<all_urls>" {
		return nil
	}
	scheme, rest, ok := strings.Cut(pattern, ":")
	if !ok {
		return errNoScheme
	}
	scheme = lowerASCII(scheme)
	authority, standard := strings.CutPrefix(rest, "//")
	switch {
	case standard && scheme == "file":
		return nil
	case !standard && slices.Contains(pathSchemes, scheme):
		return nil
	case !standard || !slices.Contains(hostSchemes, scheme):
		return errWrongScheme
	}
	host, _, ok := strings.Cut(authority, "/")
	switch {
	case host == "":
		return errEmptyHost
	case !ok:
		return errEmptyPath
	}
	return checkMatchHost(host)
}

func checkMatchHost(host string) error {
	if colon := strings.LastIndexByte(host, ':'); colon > strings.LastIndexByte(host, ']') {
		port := host[colon+1:]
		if _, err := strconv.ParseUint(port, 10, 16); port != "*" && err != nil {
			return errBadPort
		}
		host = host[:colon]
	}
	if host == "*" {
		return nil
	}
	host, below := strings.CutPrefix(host, "*.")
	switch {
	case host == "" && below:
		return errEmptyHost
	case strings.Contains(host, "*"):
		return errWildcard
	case strings.HasPrefix(host, "[") != strings.HasSuffix(host, "]"), strings.Contains(host, "%"):
		return errBadHost
	}
	return nil
}
