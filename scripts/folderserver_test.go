package scripts

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/host"
)

// line gives the rest of the next line on the console that begins so.
func (a *launchedApp) line(prefix string) string {
	a.t.Helper()
	for line := range a.console {
		if rest, ok := strings.CutPrefix(line, prefix); ok {
			return rest
		}
		if strings.HasPrefix(line, "Uncaught") {
			a.t.Fatalf("%s: %s", a.script, line)
		}
	}
	a.t.Fatalf("%s ended without a line that begins with %q", a.script, prefix)
	return ""
}

// TestFolderServer chooses a folder and starts the server as a person would.
func TestFolderServer(t *testing.T) {
	folder := t.TempDir()
	if err := os.MkdirAll(filepath.Join(folder, "sub"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"index.html": "<h1>hello</h1>", "sub/a b.txt": "text"} {
		if err := os.WriteFile(filepath.Join(folder, filepath.FromSlash(name)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	a := launch(t, host.Options{Apps: []string{"folderserver"}, Actions: []host.Action{
		{Kind: host.ChooseFiles, Text: "#folder=" + folder},
		{Kind: host.Fill, Text: "#port=0"},
		{Kind: host.Click, Text: "#start"},
	}}, "")
	base := strings.TrimSpace(a.line("Serving on "))
	for path, want := range map[string]string{"": "text/html <h1>hello</h1>", "sub/a%20b.txt": "text/plain text", "none": "text/plain "} {
		response, err := http.Get(base + path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if got := response.Header.Get("Content-Type") + " " + string(body); got != want {
			t.Errorf("/%s: %q, want %q", path, got, want)
		}
	}
}

// TestWindowChat hosts a chat in a window, and lets the window say something
// there.
func TestWindowChat(t *testing.T) {
	a := launch(t, host.Options{Apps: []string{"windowchat"}, Actions: []host.Action{
		{Kind: host.Fill, Text: "#port=0"},
		{Kind: host.Click, Text: "#host"},
		{Kind: host.Fill, Text: "#text=hello out there"},
		{Kind: host.Click, Text: "#talk button"},
	}}, "")
	a.line("the chat is at ws://127.0.0.1:")
	a.line("hello out there")
}
