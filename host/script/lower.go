package script

import (
	"encoding/json"
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"
)

// lower lets esbuild write a script anew without the syntax that the engine has
// not: async generators, for await, using. It is the last remedy, because it
// rewrites all of the text. It gives nil when esbuild refuses the text too.
func (s *source) lower() *source {
	result := api.Transform(s.text, api.TransformOptions{
		Loader:     api.LoaderJS,
		Target:     api.ESNext,
		Supported:  map[string]bool{"async-generator": false, "for-await": false, "using": false, "decorators": true},
		Sourcemap:  api.SourceMapExternal,
		Sourcefile: s.name,
		LogLevel:   api.LogLevelSilent,
	})
	if len(result.Errors) > 0 {
		return nil
	}
	text := string(result.Code)
	return s.replace(text, sourceMap(result.Map, text, s.text))
}

// sourceMap gives the way back through a source map of one source.
func sourceMap(data []byte, generated, original string) func(offset int) int {
	var m struct{ Mappings string }
	if json.Unmarshal(data, &m) != nil {
		return func(int) int { return 0 }
	}
	var from, to []int
	var column, originalLine, originalColumn int
	generatedLines, originalLines := lineStarts(generated, "\n"), lineStarts(original, "\u2028\u2029")
	generatedAt, originalAt := cursor{text: generated}, cursor{text: original}
	for line, segments := range strings.Split(m.Mappings, ";") {
		column = 0
		for segment := range strings.SplitSeq(segments, ",") {
			var fields [5]int
			n := decodeVLQ(segment, fields[:])
			if n == 0 {
				continue
			}
			column += fields[0]
			if n < 4 || line >= len(generatedLines) {
				continue
			}
			originalLine += fields[2]
			originalColumn += fields[3]
			if originalLine < 0 || originalLine >= len(originalLines) {
				continue
			}
			from = append(from, generatedAt.move(generatedLines[line], column))
			to = append(to, originalAt.move(originalLines[originalLine], originalColumn))
		}
	}
	return func(offset int) int {
		i := sort.SearchInts(from, offset+1) - 1
		if i < 0 {
			return 0 // a helper that esbuild put in front
		}
		return to[i]
	}
}

// lineStarts gives where the lines of a text begin; all of JavaScript's line
// ends count for the original.
func lineStarts(text, more string) []int {
	starts := []int{0}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case r == '\r' && more != "\n" && !strings.HasPrefix(text[i:], "\n"), r == '\n', more != "\n" && strings.ContainsRune(more, r):
			starts = append(starts, i)
		}
	}
	return starts
}

// cursor is a place in a text that goes from one to the next: a minified file
// is one line, which nobody can count from its start for each segment.
type cursor struct {
	text  string
	line  int // where the line begins
	units int // from there, in UTF-16
	at    int
}

// move goes to so many UTF-16 units behind the beginning of a line, and gives
// the offset of that.
func (c *cursor) move(line, units int) int {
	if line != c.line {
		c.line, c.units, c.at = line, 0, line
	}
	for c.units < units && c.at < len(c.text) {
		r, size := utf8.DecodeRuneInString(c.text[c.at:])
		c.at += size
		c.units += utf16.RuneLen(r)
	}
	for c.units > units && c.at > line {
		r, size := utf8.DecodeLastRuneInString(c.text[:c.at])
		c.at -= size
		c.units -= utf16.RuneLen(r)
	}
	return c.at
}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// decodeVLQ decodes the numbers of a segment and gives how many there are.
func decodeVLQ(segment string, fields []int) int {
	n, value, shift := 0, 0, 0
	for i := range len(segment) {
		digit := strings.IndexByte(base64Digits, segment[i])
		if digit < 0 || n == len(fields) {
			break
		}
		value |= (digit & 31) << shift
		if shift += 5; digit&32 != 0 {
			continue
		}
		if value&1 != 0 {
			value = -(value >> 1)
		} else {
			value >>= 1
		}
		fields[n] = value
		n++
		value, shift = 0, 0
	}
	return n
}
