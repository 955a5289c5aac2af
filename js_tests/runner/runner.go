// Package runner knows what a test in JavaScript is: how its files are found, what their header says, which scripts make
// an app of it, and how its outcome is read from the console. It is shared by the two that run them: a real browser and this host.
package runner

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Test is one JavaScript file.
type Test struct {
	Name     string         // path below the root, without .js: "sockets/tcpserver/listen-in-use"
	Path     string         // of the file
	Manifest map[string]any // from "// manifest: {...}": members to set in the manifest, or to leave out where null
	HostOnly string         // from "// host-only: reason": why a real browser does not pass it
	Alone    string         // from "// alone: reason": why it must be the only app of its browser
	Files    []string       // from "// file: path": more files of the app, below the folder of the test
	Module   bool           // from "// module: reason": it is an ES module
	Console  []string       // from "// console: text": the lines that the test makes appear on the console
}

// harnessScripts run before the test, in this order; the configuration comes after the first.
var harnessScripts = []string{"chrome_test.js", configScript, "sockets.js", "cases.js"}

const configScript = "config.js"

// otherFolders have scripts that are no tests of their own.
var otherFolders = []string{"harness", "npm", "pages", "table"}

// Find returns the tests below root, in order of their names. The harness, the tables and the pages of tests are none.
func Find(root string) ([]Test, error) {
	var tests []Test
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && slices.Contains(otherFolders, entry.Name()) {
			return fs.SkipDir
		}
		if entry.IsDir() || filepath.Ext(path) != ".js" {
			return nil
		}
		test, err := read(root, path)
		if err != nil {
			return err
		}
		tests = append(tests, test)
		return nil
	})
	return tests, err
}

func read(root, path string) (Test, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Test{}, err
	}
	name, err := filepath.Rel(root, path)
	if err != nil {
		return Test{}, err
	}
	test := Test{Name: strings.TrimSuffix(filepath.ToSlash(name), ".js"), Path: path}
	if err := test.readHeader(string(text)); err != nil {
		return Test{}, fmt.Errorf("%s: %w", path, err)
	}
	return test, nil
}

// readHeader reads the directives in the comment lines at the beginning of the file.
func (t *Test) readHeader(text string) error {
	for line := range strings.Lines(text) {
		comment, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "// ")
		if !ok {
			return nil
		}
		directive, value, _ := strings.Cut(comment, ": ")
		switch directive {
		case "manifest":
			if err := json.Unmarshal([]byte(value), &t.Manifest); err != nil {
				return fmt.Errorf("manifest: %w", err)
			}
		case "host-only":
			t.HostOnly = value
		case "alone":
			t.Alone = value
		case "file":
			t.Files = append(t.Files, value)
		case "module":
			t.Module = true
		case "console":
			t.Console = append(t.Console, value)
		}
	}
	return nil
}

// A Config is what a test gets from chrome.test.getConfig.
type Config struct {
	Peer    PeerConfig `json:"peer"`
	Web     PeerConfig `json:"web"`     // the web server
	Browser string     `json:"browser"` // "chrome" or "host"
}

// A PeerConfig says where the test peer is.
type PeerConfig struct {
	Port int `json:"port"`
}

// WriteScripts puts what the test consists of into dir and returns the names of the files there, in the order to run them.
func (t *Test) WriteScripts(dir, harness string, config Config) ([]string, error) {
	text, err := json.Marshal(config)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, configScript), fmt.Appendf(nil, "var chromeTestConfig = %s;\n", text), 0o644); err != nil {
		return nil, err
	}
	for _, script := range harnessScripts {
		if script == configScript {
			continue
		}
		if err := copyFile(filepath.Join(dir, script), filepath.Join(harness, script)); err != nil {
			return nil, err
		}
	}
	for _, file := range t.Files {
		if err := copyFile(filepath.Join(dir, filepath.Base(file)), filepath.Join(filepath.Dir(t.Path), file)); err != nil {
			return nil, err
		}
	}
	script := filepath.Base(t.Path)
	if err := copyFile(filepath.Join(dir, script), t.Path); err != nil {
		return nil, err
	}
	return append(append([]string(nil), harnessScripts...), script), nil
}

// WriteApp makes dir the folder of an app that runs the test, with every permission that a test may need.
func (t *Test) WriteApp(dir, harness string, config Config) error {
	scripts, err := t.WriteScripts(dir, harness, config)
	if err != nil {
		return err
	}
	background := map[string]any{"scripts": scripts}
	if t.Module {
		background = map[string]any{"page": modulePage}
		if err := os.WriteFile(filepath.Join(dir, modulePage), pageOf(scripts), 0o644); err != nil {
			return err
		}
	}
	manifest := map[string]any{
		"name":             t.Name,
		"version":          "1.0",
		"manifest_version": 2,
		"app":              map[string]any{"background": background},
		"permissions": []any{
			"storage", "system.network", "alarms", "fileSystem", map[string]any{"socket": []string{
				"tcp-connect", "tcp-listen", "udp-bind", "udp-send-to", "udp-multicast-membership", "network-state", "resolve-host",
			}},
		},
		"sockets": map[string]any{
			"tcp":       map[string]any{"connect": "*"},
			"tcpServer": map[string]any{"listen": "*"},
			"udp":       map[string]any{"bind": "*", "send": "*", "multicastMembership": ""},
		},
	}
	for key, value := range t.Manifest {
		manifest[key] = value
		if value == nil {
			delete(manifest, key)
		}
	}
	text, err := json.MarshalIndent(manifest, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "manifest.json"), text, 0o644)
}

const modulePage = "background.html"

// pageOf is a background page whose last script is a module.
func pageOf(scripts []string) []byte {
	page := []byte("<!DOCTYPE html>\n")
	for i, script := range scripts {
		kind := ""
		if i == len(scripts)-1 {
			kind = ` type="module"`
		}
		page = fmt.Appendf(page, "<script%s src=%q></script>\n", kind, script)
	}
	return page
}

func copyFile(to, from string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o644)
}
