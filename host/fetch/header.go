package fetch

import (
	"slices"
	"strings"
)

// Header is a list of header fields: names in lower case, values as the bytes
// that go over the wire. Fields of one name are not joined.
type Header []Field

// Field is one header field.
type Field struct{ Name, Value string }

// Get gives the values of a name, joined as the Fetch Standard does.
func (h Header) Get(name string) (value string, ok bool) {
	name = strings.ToLower(name)
	var values []string
	for _, f := range h {
		if f.Name == name {
			values = append(values, f.Value)
		}
	}
	return strings.Join(values, ", "), len(values) > 0
}

// Add appends a field.
func (h *Header) Add(name, value string) { *h = append(*h, Field{strings.ToLower(name), value}) }

// Set replaces the first field of the name and removes the others.
func (h *Header) Set(name, value string) {
	name = strings.ToLower(name)
	at := slices.IndexFunc(*h, func(f Field) bool { return f.Name == name })
	if at < 0 {
		h.Add(name, value)
		return
	}
	(*h)[at].Value = value
	rest := slices.DeleteFunc((*h)[at+1:], func(f Field) bool { return f.Name == name })
	*h = (*h)[:at+1+len(rest)]
}

// Delete removes the fields of a name.
func (h *Header) Delete(name string) {
	name = strings.ToLower(name)
	*h = slices.DeleteFunc(*h, func(f Field) bool { return f.Name == name })
}

// IsToken says whether a text is a token of HTTP: a method, or the name of a
// header.
func IsToken(text string) bool {
	for i := range len(text) {
		c := text[i]
		if c <= ' ' || c >= 0x7F || strings.IndexByte(`"(),/:;<=>?@[\]{}`, c) >= 0 {
			return false
		}
	}
	return text != ""
}

// NormalizeValue removes blanks and line ends around the value of a header. ok
// is false if it has bytes that no value may have.
func NormalizeValue(value string) (normal string, ok bool) {
	value = strings.Trim(value, " \t\r\n")
	return value, !strings.ContainsAny(value, "\x00\r\n")
}

// NormalizeMethod gives the common methods in upper case.
func NormalizeMethod(method string) string {
	switch upper := strings.ToUpper(method); upper {
	case "DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT":
		return upper
	}
	return method
}

// IsForbiddenMethod says whether a method is one that scripts may not use.
func IsForbiddenMethod(method string) bool {
	switch strings.ToUpper(method) {
	case "CONNECT", "TRACE", "TRACK":
		return true
	}
	return false
}

// IsForbidden says whether scripts may not set this header of a request: the
// host does. It is so in Chrome, which has User-Agent beside those of the
// standard.
//
// See https://fetch.spec.whatwg.org/#forbidden-request-header.
func IsForbidden(name string) bool {
	switch name = strings.ToLower(name); name {
	case "accept-charset", "accept-encoding", "access-control-request-headers", "access-control-request-method",
		"connection", "content-length", "cookie", "cookie2", "date", "dnt", "expect", "host", "keep-alive", "origin",
		"referer", "set-cookie", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "via":
		return true
	}
	return strings.HasPrefix(name, "proxy-") || strings.HasPrefix(name, "sec-")
}

// IsSafelisted says whether a request to another origin may have this header
// without asking first.
//
// See https://fetch.spec.whatwg.org/#cors-safelisted-request-header.
func IsSafelisted(name, value string) bool {
	if len(value) > 128 {
		return false
	}
	switch strings.ToLower(name) {
	case "accept":
		return !hasUnsafeByte(value)
	case "accept-language", "content-language":
		return strings.IndexFunc(value, func(c rune) bool {
			return !('0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || strings.ContainsRune(" *,-.;=", c))
		}) < 0
	case "content-type":
		essence, _, _ := strings.Cut(value, ";")
		switch strings.ToLower(strings.TrimSpace(essence)) {
		case "application/x-www-form-urlencoded", "multipart/form-data", "text/plain":
			return !hasUnsafeByte(value)
		}
	case "range":
		_, ok := parseRange(value)
		return ok
	}
	return false
}

func hasUnsafeByte(value string) bool {
	for i := range len(value) {
		c := value[i]
		if c < ' ' && c != '\t' || c == 0x7F || strings.IndexByte(`"():<>?@[\]{}`, c) >= 0 {
			return true
		}
	}
	return false
}

// IsExposed says whether scripts may see a header of a response from another
// origin that does not expose it.
func isExposed(name string) bool {
	switch name {
	case "cache-control", "content-language", "content-length", "content-type", "expires", "last-modified", "pragma":
		return true
	}
	return false
}

// splitList splits the value of a header that is a list.
func splitList(value string) (items []string) {
	for item := range strings.SplitSeq(value, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}
