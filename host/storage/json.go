package storage

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"unicode/utf8"
)

// ReadObject reads a file that holds one JSON object: a policy for the managed area, or items to seed an area with.
func ReadObject(path string) (json.RawMessage, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if _, err := parseItems(text); err != nil {
		if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			before := text[:syntax.Offset]
			line := 1 + bytes.Count(before, []byte("\n"))
			column := len(before) - (1 + bytes.LastIndexByte(before, '\n'))
			return nil, fmt.Errorf("%s:%d:%d: %w", path, line, column, err)
		}
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return text, nil
}

// parseItems reads a JSON object and returns the text of each member as the store keeps it.
func parseItems(text []byte) (map[string]json.RawMessage, error) {
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		return nil, err
	}
	object, ok := value.(map[string]any)
	if !ok {
		return nil, errors.New("the JSON text is not an object")
	}
	return canonicalItems(object), nil
}

func canonicalItems(object map[string]any) map[string]json.RawMessage {
	items := make(map[string]json.RawMessage, len(object))
	for key, value := range object {
		items[key] = appendValue(nil, value)
	}
	return items
}

// appendValue writes a value as Chrome does (base::JSONWriter): without blanks, keys sorted by their bytes in UTF-8.
func appendValue(dst []byte, value any) []byte {
	switch value := value.(type) {
	case bool:
		return strconv.AppendBool(dst, value)
	case float64:
		return appendNumber(dst, value)
	case string:
		return appendString(dst, value)
	case []any:
		dst = append(dst, '[')
		for i, element := range value {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendValue(dst, element)
		}
		return append(dst, ']')
	case map[string]any:
		return appendObject(dst, value, appendValue)
	default:
		return append(dst, "null"...)
	}
}

func appendObject[T any](dst []byte, members map[string]T, appendMember func([]byte, T) []byte) []byte {
	dst = append(dst, '{')
	for i, key := range slices.Sorted(maps.Keys(members)) {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(appendString(dst, key), ':')
		dst = appendMember(dst, members[key])
	}
	return append(dst, '}')
}

func appendRaw(dst []byte, text json.RawMessage) []byte { return append(dst, text...) }

// appendNumber writes an int where the number is one of 32 bits, and otherwise a double that can be told from an int:
// 2147483648.0, 1e+12, 1e-7.
func appendNumber(dst []byte, f float64) []byte {
	if f == math.Trunc(f) && math.MinInt32 <= f && f <= math.MaxInt32 {
		return strconv.AppendInt(dst, int64(f), 10)
	}
	start := len(dst)
	if abs := math.Abs(f); 1e-6 <= abs && abs < 1e12 {
		dst = strconv.AppendFloat(dst, f, 'f', -1, 64)
		if f == math.Trunc(f) {
			dst = append(dst, ".0"...)
		}
		return dst
	}
	dst = strconv.AppendFloat(dst, f, 'e', -1, 64)
	// Go writes an exponent with two digits at least, Chrome with one.
	if e := start + bytes.IndexByte(dst[start:], 'e'); dst[e+2] == '0' {
		dst = slices.Delete(dst, e+2, e+3)
	}
	return dst
}

// appendString escapes what JSON demands, '<' and the two line ends that JavaScript source does not allow in a string.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	plain := 0 // where the text begins that is still to be copied
	for i, r := range s {
		if 0x20 <= r && r != '"' && r != '\\' && r != '<' && r != '\u2028' && r != '\u2029' {
			continue
		}
		dst = appendEscape(append(dst, s[plain:i]...), r)
		plain = i + utf8.RuneLen(r)
	}
	return append(append(dst, s[plain:]...), '"')
}

func appendEscape(dst []byte, r rune) []byte {
	switch r {
	case '"', '\\':
		return append(dst, '\\', byte(r))
	case '\b':
		return append(dst, `\b`...)
	case '\f':
		return append(dst, `\f`...)
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\t':
		return append(dst, `\t`...)
	default:
		return fmt.Appendf(dst, `\u%04X`, r)
	}
}
