package storage

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

// The sizes are those that getBytesInUse of Chrome 156 gives, less the key.
func TestValueText(t *testing.T) {
	for _, test := range []struct {
		in, want string
		size     int
	}{
		{`5`, `5`, 1},
		{`-5`, `-5`, 2},
		{`-0`, `0`, 1},
		{`2147483647`, `2147483647`, 10},
		{`2147483648`, `2147483648.0`, 12},
		{`-2147483648`, `-2147483648`, 11},
		{`-2147483649`, `-2147483649.0`, 13},
		{`123456789012`, `123456789012.0`, 14},
		{`1e12`, `1e+12`, 5},
		{`1234567890123.5`, `1.2345678901235e+12`, 19},
		{`123456789012345`, `1.23456789012345e+14`, 20},
		{`123456789012345680`, `1.2345678901234568e+17`, 22},
		{`1e300`, `1e+300`, 6},
		{`1.7976931348623157e308`, `1.7976931348623157e+308`, 23},
		{`5e-324`, `5e-324`, 6},
		{`-0.5`, `-0.5`, 4},
		{`0.000001`, `0.000001`, 8},
		{`0.00000123`, `0.00000123`, 10},
		{`0.0000001`, `1e-7`, 4},
		{`1.5e-7`, `1.5e-7`, 6},
		{`0.3333333333333333`, `0.3333333333333333`, 18},
		{`1.0`, `1`, 1},
		{` true `, `true`, 4},
		{`null`, `null`, 4},
		{`{ "b" : 1, "a" : [ 1, 2, { "c" : 3 } ] }`, `{"a":[1,2,{"c":3}],"b":1}`, 25},
		{`{"<":1}`, `{"\u003C":1}`, 12},
		{`{"a":1,"a":2}`, `{"a":2}`, 7},
		{`"<>&'\/"`, `"\u003C>&'/"`, 12},
		{`"\"\\"`, `"\"\\"`, 6},
		{`"\n\r\t\b\f"`, `"\n\r\t\b\f"`, 12},
		{`"\u0000\u0001\u000b\u001f"`, `"\u0000\u0001\u000B\u001F"`, 26},
		{`"\u007f\u0080"`, "\"\x7f\u0080\"", 5},
		{`"é€😀"`, `"é€😀"`, 11},
		{`"\u2028\u2029"`, `"\u2028\u2029"`, 14},
		{`"\ud800 \udc00a"`, "\"\ufffd \ufffda\"", 10},
		{`"\ufeff\uffff\ue000"`, "\"\ufeff\uffff\ue000\"", 11},
	} {
		items, err := parseItems([]byte(`{"k":` + test.in + `}`))
		if err != nil {
			t.Errorf("%s: %v", test.in, err)
			continue
		}
		if got := string(items["k"]); got != test.want || len(got) != test.size {
			t.Errorf("%s is kept as %s (%d bytes), want %s (%d bytes)", test.in, got, len(got), test.want, test.size)
		}
	}
}

func TestReadObject(t *testing.T) {
	path := filepath.Join(t.TempDir(), "policy.json")
	for _, test := range []struct {
		text, want string
	}{
		{`{"a": 1}`, ``},
		{"\ufeff{}\n", ``},
		{"{\n  \"a\": 1,\n  b\n}", path + ":3:3: invalid character 'b' looking for beginning of object key string"},
		{`{"a": 1`, path + ":1:7: unexpected end of JSON input"},
		{``, path + ":1:0: unexpected end of JSON input"},
		{`{} {}`, path + ":1:4: invalid character '{' after top-level value"},
		{`[1]`, path + ": the JSON text is not an object"},
		{`{"a": 1e400}`, path + ": json: cannot unmarshal number 1e400 into Go value of type float64"},
	} {
		if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
			t.Fatal(err)
		}
		text, err := ReadObject(path)
		switch {
		case test.want == "" && (err != nil || !json.Valid(text)):
			t.Errorf("ReadObject of %q = %q, error %v, want its JSON text", test.text, text, err)
		case test.want != "" && (err == nil || err.Error() != test.want):
			t.Errorf("ReadObject of %q: error %v, want %s", test.text, err, test.want)
		}
	}
	if _, err := ReadObject(path + ".missing"); !os.IsNotExist(err) || !strings.Contains(err.Error(), path) {
		t.Errorf("ReadObject of a missing file: error %v, want one that names the file", err)
	}
}

// Whatever is stored comes back as valid JSON with the same meaning, and storing that text again changes nothing.
func FuzzItems(f *testing.F) {
	f.Add([]byte(`{"a":[1,-0,1e300,4e9,0.1,1e-7],"":{"<":"\u2028\ud800\n"},"b":null}`))
	f.Add([]byte(`{"a":1,"a":2}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		items, err := parseItems(text)
		if err != nil {
			return
		}
		stored := appendObject(nil, items, appendRaw)
		var before, after any
		if err := json.Unmarshal(text, &before); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(stored, &after); err != nil {
			t.Fatalf("%q is stored as %q, which is not JSON: %v", text, stored, err)
		}
		if !reflect.DeepEqual(before, after) {
			t.Fatalf("%q is stored as %q, which means something else", text, stored)
		}
		again, err := parseItems(stored)
		if err != nil || !reflect.DeepEqual(items, again) {
			t.Fatalf("%q is stored as %q, then as %q (error %v)", text, stored, appendObject(nil, again, appendRaw), err)
		}
	})
}

// No argument of a call brings the store down, and the sizes add up.
func FuzzCalls(f *testing.F) {
	f.Add([]byte(`{"a":1,"b":"<"}`), []byte(`["a","c"]`))
	f.Add([]byte(`{"":{}}`), []byte(`{"":1,"x":[2]}`))
	f.Add([]byte(`{`), []byte(`"a`))
	s := mustOpenMemory(f, Options{})
	f.Fuzz(func(t *testing.T, items, keys []byte) {
		a := s.Local()
		calls := []struct{ method, arg string }{
			{"set", string(items)}, {"get", string(keys)}, {"getBytesInUse", string(keys)}, {"remove", string(keys)}, {"set", string(items)},
		}
		for _, c := range calls {
			if got, err := do(a, c.method, c.arg); err == nil && !json.Valid([]byte(got)) {
				t.Fatalf("%s(%q) = %q, which is not JSON", c.method, c.arg, got)
			}
		}
		sum, err := await(func(done func(int, error)) { a.GetBytesInUse(nil, done) })
		if err != nil {
			t.Fatal(err)
		}
		list, _ := do(a, "getKeys", "")
		expect(t, a, "getBytesInUse", list, strconv.Itoa(sum))
		if _, err := do(a, "clear", ""); err != nil {
			t.Fatal(err)
		}
		expect(t, a, "getBytesInUse", "", "0")
	})
}
