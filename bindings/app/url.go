package app

import (
	"fmt"
	"strings"
)

// normalizePath makes what follows the origin out of an app's path, as the URL
// Standard has it for a scheme with authorities: getURL gives a normal URL.
func normalizePath(text string) string {
	text = strings.TrimRight(text, c0AndSpace)
	text = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(text)
	text, fragment, hasFragment := strings.Cut(text, "#")
	path, query, hasQuery := strings.Cut(text, "?")

	var b strings.Builder
	for _, segment := range pathSegments(path) {
		b.WriteByte('/')
		percentEncode(&b, segment, "\"<>^`{|}")
	}
	if hasQuery {
		b.WriteByte('?')
		percentEncode(&b, query, "\"'<>")
	}
	if hasFragment {
		b.WriteByte('#')
		percentEncode(&b, fragment, "\"<>`")
	}
	return b.String()
}

// c0AndSpace are the characters that do not count at the end of a URL.
const c0AndSpace = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\v\f\r\x0e\x0f" +
	"\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f "

// pathSegments resolves what points to the segment itself or the one above.
func pathSegments(path string) []string {
	path = strings.TrimPrefix(path, "/") // the one of the origin
	given := strings.Split(strings.ReplaceAll(path, `\`, "/"), "/")
	var segments []string
	for i, segment := range given {
		last := i == len(given)-1
		switch dots := strings.ReplaceAll(strings.ToLower(segment), "%2e", "."); {
		case dots == "." && !last:
		case dots == "." && last:
			segments = append(segments, "")
		case dots == "..":
			segments = segments[:max(len(segments)-1, 0)]
			if last {
				segments = append(segments, "")
			}
		default:
			segments = append(segments, segment)
		}
	}
	return segments
}

// percentEncode writes text with the characters of the set, the controls, the
// space and all that is not ASCII as %XX of their UTF-8.
func percentEncode(b *strings.Builder, text, set string) {
	for i := range len(text) {
		c := text[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte(set, c) >= 0 {
			fmt.Fprintf(b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
}
