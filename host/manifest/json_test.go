package manifest

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseJSON(t *testing.T) {
	for _, c := range []struct {
		text string
		want any
	}{
		{`null`, nil},
		{`true`, true},
		{`0`, 0},
		{`-1`, -1},
		{`2147483647`, 2147483647},
		{`2147483648`, 2147483648.0},
		{`1.0`, 1.0},
		{`1e2`, 100.0},
		{`1e-999`, 0.0},
		{`"a\nb"`, "a\nb"},
		{"\"a\nb\"", "a\nb"},
		{`"\x41\xe9\u0000"`, "Aé\x00"},
		{`"\ud83d\ude00\/"`, "😀/"},
		{"\ufeff// c\n[/**/1,/*/2]//", []any{1, 2}},
		{`{"a":1,"a":{"b":[]}}`, map[string]any{"a": map[string]any{"b": []any{}}}},
	} {
		got, err := parseJSON([]byte(c.text))
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
		} else if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.text, diff)
		}
	}
}

func FuzzParseJSON(f *testing.F) {
	for _, seed := range []string{
		`{"a":[1,-2.5e3,true,null,"\u00e9\x41"]}`, "\ufeff{}//", "/*/", `[1,]`, `"\ud800"`, "[[[[", "\"\xff\"", `{"a":1,"a":2}`, "0e99999999999", "-",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		value, err := parseJSON(text)
		var syntax *SyntaxError
		if err != nil {
			if !errors.As(err, &syntax) || syntax.Line < 1 || syntax.Column < 0 || syntax.Column > len(text) {
				t.Fatalf("%q: bad error %#v", text, err)
			}
			return
		}
		again, err := parseJSON([]byte(jsonText(value)))
		if err != nil {
			t.Fatalf("%q is written as %s, which does not parse: %v", text, jsonText(value), err)
		}
		if got, want := jsonText(again), jsonText(value); got != want {
			t.Fatalf("%q is written as %s, and then as %s", text, want, got)
		}
	})
}

// FuzzStandardJSON checks that whatever the standard library reads is read here too, within the limits that Chrome sets.
func FuzzStandardJSON(f *testing.F) {
	f.Add([]byte(`{"a":[1,-2.5e3,true,null,"\u00e9"]}`))
	f.Add([]byte(" \t[0.0]\r\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if !json.Valid(text) {
			return
		}
		_, err := parseJSON(text)
		var syntax *SyntaxError
		if errors.As(err, &syntax) {
			switch syntax.Reason {
			case "recursion limit exceeded", "number out of range", "invalid unicode code point",
				"lone leading surrogate in hex escape", "unexpected end of hex escape":
			default:
				t.Fatalf("%q: %v", text, err)
			}
		}
	})
}
