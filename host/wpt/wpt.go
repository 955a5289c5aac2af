// Package wpt reads test files in the style of web-platform-tests: what their
// comments say of them, and what came of them.
//
// See https://web-platform-tests.org/writing-tests/testharness.html.
package wpt

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Harness is a script whose value is a function. It takes a function that gets
// the results as JSON, defines what tests call, and returns an object with
// begin(meta) and loaded().
//
//go:embed testharness.js
var Harness string

// HarnessPath is where a worker finds the harness.
const HarnessPath = "resources/testharness.js"

// WorkerHarness is the harness as a script that a worker imports.
func WorkerHarness(t *Test) string { return Harness + "().begin(" + t.Meta() + ")" }

// Test is a file.
type Test struct {
	Path  string
	Title string
	Long  bool // it may take a minute instead of ten seconds
	// Scripts are what it includes, as paths of files.
	Scripts []string
	// Worker is whether it runs in a worker and not in a page.
	Worker bool
}

// Read reads what the file says of itself.
func Read(path string) (*Test, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("cannot read the test: %w", err)
	}
	name := filepath.Base(path)
	t := &Test{Path: path, Title: strings.TrimSuffix(name, filepath.Ext(name)), Worker: strings.HasSuffix(name, ".worker.js")}
	for line := range strings.Lines(string(data)) {
		text, ok := strings.CutPrefix(strings.TrimSpace(line), "//")
		if !ok {
			break
		}
		key, value, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(text), "META:"), "=")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(key) {
		case "title":
			t.Title = value
		case "timeout":
			t.Long = value == "long"
		case "global":
			scopes := strings.Split(value, ",")
			t.Worker = !slices.Contains(scopes, "window") && strings.Contains(value, "worker")
		case "script":
			script, err := t.find(value)
			if err != nil {
				return nil, err
			}
			t.Scripts = append(t.Scripts, script)
		}
	}
	return t, nil
}

// find finds a script that the test includes. A path from the root is one below
// the nearest folder above the test that has such a file.
func (t *Test) find(reference string) (string, error) {
	folder := filepath.Dir(t.Path)
	if !strings.HasPrefix(reference, "/") {
		return filepath.Join(folder, filepath.FromSlash(reference)), nil
	}
	above, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	for {
		path := filepath.Join(above, filepath.FromSlash(reference))
		if _, err := os.Stat(path); err == nil {
			return path, nil
		}
		parent := filepath.Dir(above)
		if parent == above {
			return "", fmt.Errorf("%s includes %s, which no folder above it has", t.Path, reference)
		}
		above = parent
	}
}

// Meta is the argument of begin.
func (t *Test) Meta() string {
	text, err := json.Marshal(map[string]any{"title": t.Title, "long": t.Long})
	if err != nil {
		panic(err)
	}
	return string(text)
}

// Result is what came of a file.
type Result struct {
	Tests []Subtest `json:"tests"`
	// Failure is what went wrong beside the tests, empty for nothing.
	Failure string `json:"failure"`
}

// Subtest is one test of a file. Its status is PASS, FAIL, TIMEOUT, NOTRUN or
// PRECONDITION_FAILED.
type Subtest struct {
	Name    string `json:"name"`
	Status  string `json:"status"`
	Message string `json:"message"`
}

// Passed says that all went well.
func (r *Result) Passed() bool {
	return r.Failure == "" && len(r.Tests) > 0 && !slices.ContainsFunc(r.Tests, func(t Subtest) bool {
		return t.Status != "PASS" && t.Status != "PRECONDITION_FAILED"
	})
}

// Print writes a line for each test, what failed below it, and a summary.
func (r *Result) Print(w io.Writer, path string) {
	counts := map[string]int{}
	for _, t := range r.Tests {
		counts[t.Status]++
		fmt.Fprintf(w, "%s %s\n", t.Status, strings.ReplaceAll(t.Name, "\n", `\n`))
		if t.Message != "" && t.Status != "PASS" {
			fmt.Fprintf(w, "    %s\n", strings.ReplaceAll(t.Message, "\n", "\n    "))
		}
	}
	if r.Failure != "" {
		fmt.Fprintf(w, "ERROR %s\n", strings.ReplaceAll(r.Failure, "\n", "\n    "))
	}
	fmt.Fprintf(w, "%s: %d passed, %d did not\n", path, counts["PASS"], len(r.Tests)-counts["PASS"])
}
