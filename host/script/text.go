package script

import (
	"encoding/json"
	"slices"
	"sort"
	"strings"

	"github.com/dop251/goja/file"
)

// edit replaces the bytes from start to end of a text.
type edit struct {
	start, end int
	text       string
}

// source is the text of a script on its way to the engine, and the way back
// from places in it to the places in the author's text.
type source struct {
	name   string
	author string
	text   string
	back   []func(offset int) int // innermost last
}

func newSource(name, text string) *source { return &source{name: name, author: text, text: text} }

// place gives the offset in the author's text of an offset in the text.
func (s *source) place(offset int) int {
	for _, f := range slices.Backward(s.back) {
		offset = f(offset)
	}
	return min(max(offset, 0), len(s.author))
}

// changed reports whether the text is not the author's any more.
func (s *source) changed() bool { return len(s.back) > 0 }

// apply makes edits, which must not overlap. Those at one place keep their
// order.
func (s *source) apply(edits []edit) *source {
	if len(edits) == 0 {
		return s
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	var b strings.Builder
	starts := make([]int, len(edits)) // of the edits in the new text
	at := 0
	for i, e := range edits {
		b.WriteString(s.text[at:e.start])
		starts[i] = b.Len()
		b.WriteString(e.text)
		at = e.end
	}
	b.WriteString(s.text[at:])
	back := func(offset int) int {
		i := sort.SearchInts(starts, offset+1) - 1
		if i < 0 {
			return offset
		}
		e := edits[i]
		if within := offset - starts[i]; within < len(e.text) {
			return min(e.start+within, max(e.start, e.end-1))
		}
		return offset - starts[i] - len(e.text) + e.end
	}
	return s.replace(b.String(), back)
}

// replace takes the text for another one.
func (s *source) replace(text string, back func(offset int) int) *source {
	return &source{name: s.name, author: s.author, text: text, back: append(slices.Clip(s.back), back)}
}

// at gives the problem its place in the author's text.
func (p Problem) at(s *source) Problem {
	position := file.NewFile(s.name, s.author, 1).Position(s.place(p.Column))
	p.Name, p.Line, p.Column = s.name, position.Line, position.Column
	return p
}

// quote makes a string literal.
func quote(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string has no way to fail
	}
	return string(data)
}
