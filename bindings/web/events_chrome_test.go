package web

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"
)

// compareWithChrome runs the cases of testdata/<name>.js; testdata/<name>.json
// was recorded in Chrome.
func compareWithChrome(t *testing.T, name string) (reports []string) {
	p := newTestPage(t)
	p.postFile("shape.js")
	p.postFile(name + ".js")
	p.post("end.js", `var answer; results().then((text) => { answer = text; })`)
	p.loop.Run()
	if answer := p.vm.Get("answer"); answer == nil || goja.IsUndefined(answer) {
		t.Fatalf("%s.js did not come to its end; reports: %q", name, p.reports)
	}
	recorded, err := os.ReadFile("testdata/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var want, got map[string]any
	if err := json.Unmarshal(recorded, &want); err != nil {
		t.Fatalf("%s.json: %v", name, err)
	}
	if err := json.Unmarshal([]byte(p.vm.Get("answer").String()), &got); err != nil {
		t.Fatalf("%s.js: %v", name, err)
	}
	for c := range got {
		if _, ok := want[c]; !ok {
			t.Errorf("%s: %s.json has no answer of Chrome", c, name)
		}
	}
	for c := range want {
		if diff := cmp.Diff(want[c], got[c]); diff != "" {
			t.Errorf("%s: differs from Chrome (-Chrome +got):\n%s", c, diff)
		}
	}
	return p.reports
}

func TestEventsAreLikeChrome(t *testing.T) {
	reports := compareWithChrome(t, "events")
	// What an error listener throws fires no event.
	if len(reports) != 1 || !strings.HasPrefix(reports[0], "Uncaught Error: in error\n    at first (events.js:") {
		t.Errorf("reports: %q, want that of the listener that throws", reports)
	}
}

func TestBlobsAreLikeChrome(t *testing.T) {
	if reports := compareWithChrome(t, "blob"); len(reports) > 0 {
		t.Errorf("reports: %q", reports)
	}
}
