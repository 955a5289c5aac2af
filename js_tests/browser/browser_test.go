package browser

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAppID(t *testing.T) {
	// The SHA-256 of "/" begins with 8a5edab282632443219e051e4ade2d1d.
	if got, want := appID("/"), "ikfonklcicgdceedcbjoafboeknocnbn"; got != want {
		t.Errorf("appID(/) = %s, want %s", got, want)
	}
}

func TestReadConsole(t *testing.T) {
	const id = "abcdefghijklmnopabcdefghijklmnop"
	log := `[1:1:1122/150000.000000:WARNING:x.cc:5] noise
[1:1:1122/150000.100000:INFO:CONSOLE:7] "one line", source: chrome-extension://` + id + `/a.js (7)
[1:1:1122/150000.200000:INFO:CONSOLE:8] "Error: x
    at a.js:8:1", source: chrome-extension://` + id + `/_generated_background_page.html (8)
[1:1:1122/150000.300000:INFO:CONSOLE:9] "cut off
[1:1:1122/150000.400000:INFO:CONSOLE:9] "of a web page", source: https://example.com/ (9)
[1:1:1122/150000.500000:INFO:CONSOLE:10] "with "quotes"", source: chrome-extension://` + id + `/a.js (10)
`
	var got []string
	readConsole(strings.NewReader(log), func(from, text string) {
		if from != id {
			t.Errorf("message %q is from %s", text, from)
		}
		got = append(got, text)
	})
	want := []string{"one line", "Error: x\n    at a.js:8:1", `with "quotes"`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("messages (-want +got):\n%s", diff)
	}
}
