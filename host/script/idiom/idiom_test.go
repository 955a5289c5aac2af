package idiom_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja/parser"

	"github.com/tcpsrv-host/tcpsrv-host/host/script/idiom"
)

// hits gives what is recognised in a file, by line.
func hits(t *testing.T, path string) (found map[int]string, lines []string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := parser.ParseFile(nil, path, string(text), 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, nil // not a script for the engine as it is
	}
	found = map[int]string{}
	for _, h := range idiom.Rewrite(tree) {
		found[h.Position.Line] = h.Kind
	}
	return found, strings.Split(string(text), "\n")
}

// TestSpellings: what the test data mark is recognised, and nothing else. A
// new spelling goes there.
func TestSpellings(t *testing.T) {
	files, err := filepath.Glob("testdata/*.js")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no test data", err)
	}
	for _, path := range files {
		found, lines := hits(t, path)
		for i, line := range lines {
			_, want, _ := strings.Cut(line, "// loop: ")
			if got := found[i+1]; got != want {
				t.Errorf("%s:%d: recognised as %q, want %q", path, i+1, got, want)
			}
		}
	}
}

// known are loops of the scripts in this repository, by their first lines.
var known = []string{
	"for (var i = 0; i < string.length; i++) {",
	"for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);",
	"for (let i = words.length - 1; i >= 0; i--) words[i] ^= word;",
}

// TestScripts lists with -v what is recognised in the scripts of this
// repository, and fails when one of the known loops is not any more.
func TestScripts(t *testing.T) {
	var recognised, all []string
	for _, root := range []string{"../../../scripts", "../../../js_tests"} {
		err := filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".js" {
				return err
			}
			found, lines := hits(t, path)
			for i, line := range lines {
				line = strings.TrimSpace(line)
				all = append(all, line)
				if kind := found[i+1]; kind != "" {
					t.Logf("%s:%d: %s: %s", strings.TrimPrefix(path, "../../../"), i+1, kind, line)
					recognised = append(recognised, line)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, line := range known {
		if slices.Contains(all, line) && !slices.Contains(recognised, line) {
			t.Errorf("a loop is not recognised any more: %s", line)
		}
	}
}
