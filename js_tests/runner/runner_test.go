package runner

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// writeFiles makes a directory with these files.
func writeFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestFind(t *testing.T) {
	root := writeFiles(t, map[string]string{
		"harness/chrome_test.js": "",
		"sockets/tcp/send.js":    "// Sends: without more.\ncode();\n// console: not in the header",
		"page/timers.js": `// host-only: a reason
// alone: another
// module: a third
// file: pages/lib.js
// manifest: {"sockets": {"tcp": {"connect": ":80"}}, "description": null}
// console: first: line
// console: second
code();
`,
		"page/notes.md": "",
	})
	got, err := Find(root)
	if err != nil {
		t.Fatal(err)
	}
	want := []Test{
		{
			Name:     "page/timers",
			Path:     filepath.Join(root, "page/timers.js"),
			HostOnly: "a reason",
			Alone:    "another",
			Module:   true,
			Files:    []string{"pages/lib.js"},
			Manifest: map[string]any{"sockets": map[string]any{"tcp": map[string]any{"connect": ":80"}}, "description": nil},
			Console:  []string{"first: line", "second"},
		},
		{Name: "sockets/tcp/send", Path: filepath.Join(root, "sockets/tcp/send.js")},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("tests (-want +got):\n%s", diff)
	}
}

func TestFindBadManifest(t *testing.T) {
	root := writeFiles(t, map[string]string{"a.js": "// manifest: {"})
	if _, err := Find(root); err == nil {
		t.Error("no error for a manifest directive that is no JSON")
	}
}

func TestWriteApp(t *testing.T) {
	root := writeFiles(t, map[string]string{"harness/chrome_test.js": "harness", "harness/sockets.js": "helpers", "harness/cases.js": "cases", "a/b.js": "test"})
	dir := t.TempDir()
	test := Test{Name: "a/b", Path: filepath.Join(root, "a/b.js"), Manifest: map[string]any{"description": "mine", "sockets": nil}}
	if err := test.WriteApp(dir, filepath.Join(root, "harness"), Config{Browser: "chrome", Peer: PeerConfig{Port: 5}}); err != nil {
		t.Fatal(err)
	}

	text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"name":             "a/b",
		"version":          "1.0",
		"manifest_version": 2.0,
		"description":      "mine",
		"app":              map[string]any{"background": map[string]any{"scripts": []any{"chrome_test.js", "config.js", "sockets.js", "cases.js", "b.js"}}},
		"permissions": []any{"storage", "system.network", "alarms", "fileSystem", map[string]any{"socket": []any{
			"tcp-connect", "tcp-listen", "udp-bind", "udp-send-to", "udp-multicast-membership", "network-state", "resolve-host",
		}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("manifest (-want +got):\n%s", diff)
	}

	for name, want := range map[string]string{
		"chrome_test.js": "harness",
		"sockets.js":     "helpers",
		"b.js":           "test",
		"config.js":      "var chromeTestConfig = {\"peer\":{\"port\":5},\"web\":{\"port\":0},\"browser\":\"chrome\"};\n",
	} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if got := string(text); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
