package extension_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// values are arguments with the types that take them, by name.
var values = []struct{ source, types string }{
	{"0", "integer number"},
	{"-0", "integer number"},
	{"2147483647", "integer number"},
	{"2147483648", "number"},
	{"1.5", "number"},
	{"NaN", "number"},
	{"-Infinity", "number"},
	{"1n", ""},
	{"true", "boolean"},
	{"''", "string enum choice"},
	{"'red'", "string enum choice"},
	{"Symbol()", ""},
	{"null", "absent"},
	{"undefined", "absent"},
	{"({})", "object dictionary"},
	{"new Number(1)", "object dictionary"},
	{"new String('')", "object dictionary"},
	{"new Date(0)", "object dictionary"},
	{"Object.create(null)", "object dictionary"},
	{"new Proxy({}, {})", "object dictionary"},
	{"[]", "array choice"},
	{"new ArrayBuffer(1)", "object dictionary binary"},
	{"new Float64Array(1)", "object dictionary binary"},
	{"new DataView(new ArrayBuffer(1))", "object dictionary binary"},
	{"() => 1", "function"},
	{"class {}", "function"},
	{"function () {}.bind()", "function"},
	{"async () => {}", "function"},
}

// types are what parameters can be, by name.
var types = map[string]*schema.Type{
	"integer": {Kind: schema.Integer}, "number": {Kind: schema.Number}, "boolean": {Kind: schema.Boolean},
	"string": {Kind: schema.String}, "enum": {Kind: schema.Enum, Values: []string{"red"}}, "binary": {Kind: schema.Binary},
	"object": {Kind: schema.Object}, "dictionary": {Kind: schema.Dictionary}, "array": {Kind: schema.Array}, "any": {Kind: schema.Any},
	"choice": {Kind: schema.Choice, Choices: []*schema.Type{{Kind: schema.String}, {Kind: schema.Array}}},
}

var typeNames = []string{"integer", "number", "boolean", "string", "enum", "binary", "object", "dictionary", "array", "any", "choice"}

// slot is a parameter, or the callback, as the oracle sees it.
type slot struct {
	takes    string // a type name; "any"; "function" for the callback
	optional bool
}

// takes is whether a value may stand at the slot, and whether it then counts
// as left out.
func (s slot) accepts(types string) (ok, absent bool) {
	if s.optional && types == "absent" {
		return true, true
	}
	return s.takes == "any" || slices.Contains(strings.Fields(types), s.takes), false
}

// match is the oracle: it tries every way to lay the arguments, in order, onto
// slots, with each slot that is left over optional, and takes the first in
// lexical order. It gives for each slot the index of its argument, or -1.
func match(slots []slot, args []string) (assigned []int, ok bool) {
	for chosen := range combinations(len(slots), len(args)) {
		assigned = slices.Repeat([]int{-1}, len(slots))
		fits := true
		for i, at := range chosen {
			ok, absent := slots[at].accepts(args[i])
			fits = fits && ok
			if !absent {
				assigned[at] = i
			}
		}
		for at, s := range slots {
			fits = fits && (s.optional || slices.Contains(chosen, at))
		}
		if fits {
			return assigned, true
		}
	}
	return nil, false
}

// combinations gives the ascending choices of k of n in lexical order.
func combinations(n, k int) func(yield func([]int) bool) {
	return func(yield func([]int) bool) {
		var extend func(chosen []int) bool
		extend = func(chosen []int) bool {
			if len(chosen) == k {
				return yield(chosen)
			}
			from := 0
			if len(chosen) > 0 {
				from = chosen[len(chosen)-1] + 1
			}
			for at := from; at < n; at++ {
				if !extend(append(slices.Clone(chosen), at)) {
					return false
				}
			}
			return true
		}
		extend(nil)
	}
}

// FuzzMatch reads a signature and arguments from bytes. Its first byte is the
// number of parameters and the kind of the callback; then comes a byte for each
// parameter, then one for each argument.
func FuzzMatch(f *testing.F) {
	f.Add([]byte{0x33, 0x00, 0x80, 0x83, 0, 9, 24})
	f.Add([]byte{0x14, 0x80, 0x83, 0x88, 0x89, 24})
	f.Add([]byte{0x25, 0x89, 0x80, 0x8a, 0x00, 0x81, 12, 13, 0, 4})
	f.Add([]byte{0x00, 13})
	f.Add([]byte{0x22, 0x89, 0x89, 24, 24})
	loop := eventloop.New(eventloop.NewChannelPoller(), func(v any, _ []byte) { panic(v) })
	vm := goja.New()
	page := extension.NewApp(loop, nil).AddPage(loop.NewRealm(vm, nil), nil)
	arguments := make([]goja.Value, len(values))
	for i, v := range values {
		var err error
		if arguments[i], err = vm.RunString("(" + v.source + ")"); err != nil {
			f.Fatalf("%s: %v", v.source, err)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 {
			return
		}
		head, rest := data[0], data[1:]
		fn := &schema.Function{Namespace: "test", Name: "f"}
		var slots []slot
		for len(fn.Params) < int(head&7) && len(rest) > 0 {
			s := slot{typeNames[int(rest[0]&0x7f)%len(typeNames)], rest[0]&0x80 != 0}
			fn.Params = append(fn.Params, schema.Member{Name: fmt.Sprint("p", len(slots)), Type: types[s.takes], Optional: s.optional})
			slots, rest = append(slots, s), rest[1:]
		}
		switch head >> 4 & 3 {
		case 1:
			fn.Callback = &schema.Callback{}
		case 2:
			fn.Callback = &schema.Callback{Optional: true}
		case 3:
			fn.Callback = &schema.Callback{Promise: true}
		}
		if fn.Callback != nil {
			slots = append(slots, slot{"function", fn.Callback.Optional || fn.Callback.Promise})
		}
		var given []goja.Value
		var kinds, sources []string
		for _, b := range rest[:min(len(rest), 9)] {
			i := int(b) % len(values)
			given, kinds, sources = append(given, arguments[i]), append(kinds, values[i].types), append(sources, values[i].source)
		}

		want, fits := match(slots, kinds)
		out, ok := page.Match(fn, given)
		describe := fmt.Sprintf("f(%s) called with (%s)", fn.Signature(), strings.Join(sources, ", "))
		if ok != fits {
			t.Fatalf("%s: matches: %v, want %v", describe, ok, fits)
		}
		if !ok {
			return
		}
		for at, i := range want {
			var expected goja.Value
			if i >= 0 {
				expected = given[i]
			}
			if got := out[at]; got != expected && !(got != nil && expected != nil && got.SameAs(expected)) {
				t.Fatalf("%s: parameter %d got %v, want %v", describe, at, got, expected)
			}
		}
	})
}
