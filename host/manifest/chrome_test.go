package manifest

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestChromeAgrees loads every app of the golden tests into the browser that the environment variable CHROMIUM names:
//
//	CHROMIUM=/usr/lib/chromium/chromium go test -timeout 1h -run ChromeAgrees ./host/manifest
//
// It takes some minutes.
func TestChromeAgrees(t *testing.T) {
	path := os.Getenv("CHROMIUM")
	if path == "" {
		t.Skip("CHROMIUM does not name a browser")
	}
	chrome := startChrome(t, path)
	root := t.TempDir()
	cases := goldenCases(t)
	for _, c := range orderCases() {
		cases = append(cases, goldenCase{c.name, map[string]string{FileName: c.manifest, "t.js": ""}, c.want})
	}
	for i, c := range cases {
		folder := filepath.Join(root, strconv.Itoa(i))
		writeFiles(t, folder, c.files)
		if got := strings.ReplaceAll(chrome.load(folder), folder, goldenFolder); got != c.want {
			t.Errorf("%s\nChrome says %s\nthe test has %s", c.name, got, c.want)
		}
	}
}

func writeFiles(t *testing.T, folder string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if strings.HasSuffix(name, "/") {
			if err := os.MkdirAll(file, 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// chrome is a headless browser that is spoken to over its DevTools pipe: JSON messages, each with a NUL after it.
type chrome struct {
	t        *testing.T
	commands *os.File
	answers  *bufio.Reader
	id       int
}

func startChrome(t *testing.T, path string) *chrome {
	commandsRead, commands, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	answers, answersWrite, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	profile := t.TempDir()
	cmd := exec.Command(path, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--lang=en-US",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--password-store=basic",
		"--user-data-dir="+profile, "--remote-debugging-pipe", "--enable-unsafe-extension-debugging")
	cmd.Env = append(os.Environ(), "XDG_DATA_HOME="+profile, "XDG_CONFIG_HOME="+profile, "XDG_CACHE_HOME="+profile)
	cmd.ExtraFiles = []*os.File{commandsRead, answersWrite}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	commandsRead.Close()
	answersWrite.Close()
	c := &chrome{t: t, commands: commands, answers: bufio.NewReader(answers)}
	t.Cleanup(func() {
		c.call("Browser.close", nil)
		commands.Close()
		_ = cmd.Wait() // the status of a browser that was told to go says nothing
		answers.Close()
	})
	return c
}

// load loads the app in the folder and unloads it again: "ok" or the sentence that refuses it.
func (c *chrome) load(folder string) string {
	id, refusal := c.call("Extensions.loadUnpacked", map[string]any{"path": folder})
	if refusal != "" {
		return refusal
	}
	c.call("Extensions.uninstall", map[string]any{"id": id})
	return "ok"
}

func (c *chrome) call(method string, params map[string]any) (id, refusal string) {
	c.t.Helper()
	c.id++
	command, err := json.Marshal(map[string]any{"id": c.id, "method": method, "params": params})
	if err != nil {
		c.t.Fatal(err)
	}
	if _, err := c.commands.Write(append(command, 0)); err != nil {
		c.t.Fatalf("%s: the browser is gone: %v", method, err)
	}
	for {
		text, err := c.answers.ReadBytes(0)
		if err != nil {
			c.t.Fatalf("%s: the browser is gone: %v", method, err)
		}
		var answer struct {
			ID     int
			Result struct{ ID string }
			Error  struct{ Message string }
		}
		if err := json.Unmarshal(text[:len(text)-1], &answer); err != nil {
			c.t.Fatal(err)
		}
		if answer.ID == c.id {
			return answer.Result.ID, answer.Error.Message
		}
	}
}
