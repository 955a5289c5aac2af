package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
)

// The results are what Chrome 156 gives.
func TestSemantics(t *testing.T) {
	type call struct{ method, arg, want string }
	longKey := strings.Repeat("k", 40000)
	for _, test := range []struct {
		name  string
		calls []call
	}{
		{"empty", []call{
			{"get", `null`, `{}`},
			{"get", ``, `{}`},
			{"getKeys", ``, `[]`},
			{"getBytesInUse", `null`, `0`},
			{"remove", `"a"`, `{}`},
			{"clear", ``, `{}`},
			{"set", `{}`, `{}`},
		}},
		{"get", []call{
			{"seed", `{"b":3,"a":4,"nothing":null}`, `null`},
			{"get", `null`, `{"a":4,"b":3,"nothing":null}`},
			{"get", `"a"`, `{"a":4}`},
			{"get", `"x"`, `{}`},
			{"get", `""`, `{}`},
			{"get", `["b","a","b","x"]`, `{"a":4,"b":3}`},
			{"get", `[]`, `{}`},
			{"get", `{}`, `{}`},
			{"get", `{"b":0,"z":{"q":1,"a":2},"nothing":5,"n":null}`, `{"b":3,"n":null,"nothing":null,"z":{"a":2,"q":1}}`},
		}},
		{"keys are sorted by their bytes at every level", []call{
			{"seed", `{"😀":1,"\uffee":2,"b":3,"B":5,"10":6,"9":7,"é":8,"aa":9,"A":{"z":1,"y":2,"😀":1,"\uffee":2}}`, `null`},
			{"getKeys", ``, `["10","9","A","B","aa","b","é","` + "\uffee" + `","😀"]`},
			{"get", `null`, `{"10":6,"9":7,"A":{"y":2,"z":1,"` + "\uffee" + `":2,"😀":1},"B":5,"aa":9,"b":3,"é":8,"` + "\uffee" + `":2,"😀":1}`},
		}},
		{"changes", []call{
			{"set", `{"b":1,"a":1,"c":1}`, `{"a":{"newValue":1},"b":{"newValue":1},"c":{"newValue":1}}`},
			{"set", `{"c":2,"b":1,"a":3,"10":1,"d":1}`, `{"10":{"newValue":1},"a":{"newValue":3,"oldValue":1},"c":{"newValue":2,"oldValue":1},"d":{"newValue":1}}`},
			{"remove", `["c","a","c","x"]`, `{"a":{"oldValue":3},"c":{"oldValue":2}}`},
			{"remove", `[]`, `{}`},
			{"clear", ``, `{"10":{"oldValue":1},"b":{"oldValue":1},"d":{"oldValue":1}}`},
			{"clear", ``, `{}`},
		}},
		{"equal values", []call{
			{"seed", `{"o":{"a":1,"b":2},"zero":0,"big":4e9,"lone":"\ud800","nothing":null,"a":[1,2],"s":"1"}`, `null`},
			{"set", `{"o":{"b":2,"a":1}}`, `{}`},
			{"set", `{"zero":-0}`, `{}`},
			{"set", `{"zero":0.0}`, `{}`},
			{"set", `{"big":4000000000}`, `{}`},
			{"set", `{"lone":"\ufffd"}`, `{}`},
			{"set", `{"nothing":null}`, `{}`},
			{"set", `{"nothing":0}`, `{"nothing":{"newValue":0,"oldValue":null}}`},
			{"set", `{"a":[2,1]}`, `{"a":{"newValue":[2,1],"oldValue":[1,2]}}`},
			{"set", `{"s":1}`, `{"s":{"newValue":1,"oldValue":"1"}}`},
			{"set", `{"o":{}}`, `{"o":{"newValue":{},"oldValue":{"a":1,"b":2}}}`},
		}},
		{"bytes in use", []call{
			{"seed", `{"a":4,"é":"é","<":"<"}`, `null`},
			{"getBytesInUse", `null`, `17`},
			{"getBytesInUse", ``, `17`},
			{"getBytesInUse", `"a"`, `2`},
			{"getBytesInUse", `"é"`, `6`},
			{"getBytesInUse", `"<"`, `9`},
			{"getBytesInUse", `["a","a"]`, `4`},
			{"getBytesInUse", `["x"]`, `0`},
			{"getBytesInUse", `[]`, `0`},
			{"set", `{"a":"longer"}`, `{"a":{"newValue":"longer","oldValue":4}}`},
			{"getBytesInUse", `null`, `24`},
			{"remove", `"a"`, `{"a":{"oldValue":"longer"}}`},
			{"getBytesInUse", `null`, `15`},
			{"clear", ``, `{"\u003C":{"oldValue":"\u003C"},"é":{"oldValue":"é"}}`},
			{"getBytesInUse", `null`, `0`},
		}},
		{"the empty key", []call{
			{"set", `{"":1}`, `{"":{"newValue":1}}`},
			{"get", `""`, `{"":1}`},
			{"get", `null`, `{"":1}`},
			{"remove", `""`, `{"":{"oldValue":1}}`},
			{"get", `null`, `{}`},
		}},
		{"a key too long for the file", []call{
			{"set", `{"` + longKey + `":[1],"a":1}`, `{"a":{"newValue":1},"` + longKey + `":{"newValue":[1]}}`},
			{"set", `{"` + longKey + `":[1]}`, `{}`},
			{"getBytesInUse", `"` + longKey + `"`, `40003`},
			{"getKeys", ``, `["a","` + longKey + `"]`},
			{"get", `"` + longKey + `"`, `{"` + longKey + `":[1]}`},
			{"remove", `"` + longKey + `"`, `{"` + longKey + `":{"oldValue":[1]}}`},
			{"get", `null`, `{"a":1}`},
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			onEachMedium(t, Options{}, func(t *testing.T, s *Store) {
				for _, a := range []*Area{s.Local(), s.Sync()} {
					if a == s.Sync() && strings.Contains(test.name, "too long") {
						continue // the quota for one item forbids it
					}
					for _, c := range test.calls {
						expect(t, a, c.method, c.arg, c.want)
					}
				}
			})
		})
	}
}

func TestMalformedArguments(t *testing.T) {
	const keys = "keys must be null, a string, an array of strings or an object"
	onEachMedium(t, Options{}, func(t *testing.T, s *Store) {
		for _, arg := range []string{`1`, `true`, `[1]`, `["a",null]`, `{`, `"a`} {
			for _, method := range []string{"get", "getBytesInUse", "remove"} {
				expectError(t, s.Local(), method, arg, keys)
			}
		}
		expectError(t, s.Local(), "set", `[1]`, "the JSON text is not an object")
		expectError(t, s.Local(), "set", `null`, "the JSON text is not an object")
		expectError(t, s.Local(), "set", `{"a":1`, "unexpected end of JSON input")
	})
}

func TestAreasAreSeparate(t *testing.T) {
	onEachMedium(t, Options{}, func(t *testing.T, s *Store) {
		for want, a := range map[string]*Area{"local": s.Local(), "sync": s.Sync(), "managed": s.Managed()} {
			if a.Name() != want {
				t.Errorf("the area %s says its name is %s", want, a.Name())
			}
		}
		expect(t, s.Local(), "set", `{"a":1}`, `{"a":{"newValue":1}}`)
		expect(t, s.Sync(), "set", `{"a":2}`, `{"a":{"newValue":2}}`)
		expect(t, s.Local(), "clear", ``, `{"a":{"oldValue":1}}`)
		expect(t, s.Sync(), "get", `null`, `{"a":2}`)
		expect(t, s.Managed(), "get", `null`, `{}`)
	})
}

func TestManaged(t *testing.T) {
	const readOnly = "This is a read-only store."
	onEachMedium(t, Options{Managed: json.RawMessage(`{"b":"hello","a":7,"o":{"z":true,"y":4e9}}`)}, func(t *testing.T, s *Store) {
		a := s.Managed()
		expect(t, a, "get", `null`, `{"a":7,"b":"hello","o":{"y":4000000000.0,"z":true}}`)
		expect(t, a, "get", `{"a":1,"q":3}`, `{"a":7,"q":3}`)
		expect(t, a, "getKeys", ``, `["a","b","o"]`)
		expect(t, a, "getBytesInUse", `null`, `0`)
		expect(t, a, "getBytesInUse", `"a"`, `0`)
		expectError(t, a, "set", `{"a":7}`, readOnly)
		expectError(t, a, "set", `{}`, readOnly)
		expectError(t, a, "remove", `[]`, readOnly)
		expectError(t, a, "clear", ``, readOnly)
		expect(t, a, "getKeys", ``, `["a","b","o"]`)
	})
}

func TestManagedPolicyIsNotAnObject(t *testing.T) {
	const want = "the policy for the managed area: the JSON text is not an object"
	if _, err := OpenMemory(Options{Managed: json.RawMessage(`[]`)}); err == nil || err.Error() != want {
		t.Errorf("OpenMemory: error %v, want %s", err, want)
	}
	dir := t.TempDir()
	if _, err := Open(dir, Options{Managed: json.RawMessage(`[]`)}); err == nil || err.Error() != want {
		t.Errorf("Open: error %v, want %s", err, want)
	}
	mustOpen(t, dir, Options{}) // the failed Open has given the file up
}

func TestReopen(t *testing.T) {
	dir := t.TempDir() + "/made/as/needed"
	s := mustOpen(t, dir, Options{})
	expect(t, s.Local(), "set", `{"a":{"b":[1,null,"x"]}}`, `{"a":{"newValue":{"b":[1,null,"x"]}}}`)
	expect(t, s.Sync(), "set", `{"s":1}`, `{"s":{"newValue":1}}`)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, dir, Options{})
	expect(t, s.Local(), "get", `null`, `{"a":{"b":[1,null,"x"]}}`)
	expect(t, s.Local(), "getBytesInUse", `null`, `19`)
	expect(t, s.Sync(), "get", `null`, `{"s":1}`)
	expect(t, s.Sync(), "getBytesInUse", `null`, `2`)
}

// Every read sees the writes before it, and every done is called in order, also across areas.
func TestOrder(t *testing.T) {
	onEachMedium(t, Options{}, func(t *testing.T, s *Store) {
		const calls = 200
		var got []string
		for i := range calls {
			s.Local().Set(json.RawMessage(fmt.Sprintf(`{"n":%d}`, i)), func(Changes, error) { got = append(got, fmt.Sprint("set ", i)) })
			s.Sync().Get(nil, func(json.RawMessage, error) { got = append(got, fmt.Sprint("sync ", i)) })
			s.Local().Get(nil, func(items json.RawMessage, _ error) { got = append(got, fmt.Sprint("get ", string(items))) })
		}
		if err := s.Close(); err != nil { // waits for all of them
			t.Fatal(err)
		}
		for i := range calls {
			want := []string{fmt.Sprint("set ", i), fmt.Sprint("sync ", i), fmt.Sprintf(`get {"n":%d}`, i)}
			if len(got) != 3*calls || got[3*i] != want[0] || got[3*i+1] != want[1] || got[3*i+2] != want[2] {
				t.Fatalf("%d calls of done, from %d on %q, want %d, there %q", len(got), 3*i, got[min(3*i, len(got)):min(3*i+3, len(got))], 3*calls, want)
			}
		}
	})
}

func TestClosed(t *testing.T) {
	onEachMedium(t, Options{}, func(t *testing.T, s *Store) {
		for range 2 {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
		for _, method := range []string{"get", "getKeys", "getBytesInUse", "set", "remove", "clear", "seed"} {
			if _, err := do(s.Local(), method, `{}`); !errors.Is(err, ErrClosed) {
				t.Errorf("%s on a closed store: error %v, want ErrClosed", method, err)
			}
		}
	})
}

// Many goroutines use one store, while others close it. Every call gets its answer.
func TestConcurrentUse(t *testing.T) {
	onEachMedium(t, Options{}, func(t *testing.T, s *Store) {
		const goroutines, each = 8, 50
		var users, answers sync.WaitGroup
		answered := func(err error) {
			if err != nil && !errors.Is(err, ErrClosed) {
				t.Errorf("a call failed: %v", err)
			}
			answers.Done()
		}
		for g := range goroutines {
			users.Go(func() {
				for i := range each {
					answers.Add(5)
					s.Local().Set(json.RawMessage(fmt.Sprintf(`{"k%d":%d}`, g, i)), func(_ Changes, err error) { answered(err) })
					s.Local().Get(nil, func(_ json.RawMessage, err error) { answered(err) })
					s.Local().GetBytesInUse(nil, func(_ int, err error) { answered(err) })
					s.Local().Remove(json.RawMessage(fmt.Sprintf(`"k%d"`, (g+1)%goroutines)), func(_ Changes, err error) { answered(err) })
					s.Sync().GetKeys(func(_ []string, err error) { answered(err) })
				}
				if g%2 == 0 {
					if err := s.Close(); err != nil {
						t.Errorf("Close: %v", err)
					}
				}
			})
		}
		users.Wait()
		answers.Wait()
	})
}
