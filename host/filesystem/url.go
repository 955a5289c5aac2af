package filesystem

import (
	"net/url"
	"path"
	"strings"
)

// URL answers toURL: only sandboxed file systems have URLs.
func (e Entry) URL() string {
	if e.fs.kind != sandboxed {
		return ""
	}
	return e.fs.url + escapePath(e.fullPath)
}

func urlOrigin(appID string) string { return "filesystem:chrome-extension://" + appID + "/" }

// escapePath escapes as Chrome does, which differs from net/url in some marks.
func escapePath(p string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(p) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("/-_.!~*()", c) >= 0:
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

// ResolveURL answers webkitResolveLocalFileSystemURL: it returns what a filesystem
// URL of the App names.
func (s *Service) ResolveURL(text string) (Entry, error) {
	below, ok := strings.CutPrefix(text, urlOrigin(s.options.AppID))
	if !ok {
		return Entry{}, foreignURL(text)
	}
	below, _, _ = strings.Cut(below, "#")
	below, _, _ = strings.Cut(below, "?")
	store, escaped, _ := strings.Cut(below, "/")
	var t Type
	switch store {
	case "temporary":
		t = Temporary
	case "persistent":
		t = Persistent
	default:
		return Entry{}, ErrEncoding
	}
	name, err := url.PathUnescape(escaped)
	switch {
	case err != nil, strings.ContainsRune(name, 0):
		return Entry{}, ErrNotFound
	case strings.ContainsRune(name, '\\'):
		return Entry{}, ErrSecurity
	}
	f, err := s.Sandbox(t)
	if err != nil {
		return Entry{}, err
	}
	found := Entry{f, path.Clean("/" + name), true}
	i, err := f.stat(found.fullPath[1:])
	if err != nil {
		return Entry{}, err
	}
	found.isDirectory = i.isDirectory
	return found, nil
}

// foreignURL is the error for what is no filesystem URL of the App.
func foreignURL(text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Scheme == "" || u.Scheme == "chrome-extension" {
		return ErrEncoding
	}
	return ErrSecurity
}
