package manifest

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// The files in testdata hold what Chrome 156 answered; TestChromeAgrees asks a browser again.
//
//	json.txt      a whole manifest.json as a Go string, and the reason why it is refused
//	members.txt   members added to baseManifest, and the sentence that refuses the app with the files of goldenFiles
//
// A tab is between the two, and "ok" stands for no refusal.

// baseManifest is a manifest that loads, without its closing brace. A member added to it replaces one of the same name.
const baseManifest = `{"manifest_version":2,"name":"T","version":"1","app":{"background":{"scripts":["t.js"]}}`

// goldenFolder stands for the folder of the app in sentences.
const goldenFolder = "DIR"

var goldenFiles = map[string]string{
	"t.js":         "",
	"p.html":       "",
	"a b.html":     "",
	"a b.js":       "",
	"sub/u.js":     "",
	"i.png":        "x",
	"e.png":        "",
	"t.txt":        "",
	"s.json":       `{"type":"object","properties":{"a":{"type":"string"}}}`,
	"bad.json":     `{`,
	"arr.json":     `[]`,
	"untyped.json": `{}`,
	"string.json":  `{"type":"string"}`,
	"zork.json":    `{"type":"object","properties":{"a":{"type":"zork"}}}`,
}

// goldenCase is a folder and Chrome's sentence about it.
type goldenCase struct {
	name  string
	files map[string]string
	want  string
}

func goldenCases(t *testing.T) []goldenCase {
	var cases []goldenCase
	for _, line := range goldenLines(t, "testdata/json.txt") {
		text, err := strconv.Unquote(line[0])
		if err != nil {
			t.Fatalf("testdata/json.txt: %s: %v", line[0], err)
		}
		want := line[1]
		if strings.Contains(want, " at line ") {
			want = "Manifest is not valid JSON.  " + want
		}
		cases = append(cases, goldenCase{line[0], map[string]string{FileName: text, "t.js": ""}, want})
	}
	for _, line := range goldenLines(t, "testdata/members.txt") {
		files := map[string]string{FileName: withMembers(line[0])}
		for name, text := range goldenFiles {
			files[name] = text
		}
		cases = append(cases, goldenCase{line[0], files, line[1]})
	}
	for _, c := range localeCases {
		files := map[string]string{FileName: withMembers(c.members), "t.js": ""}
		for name, text := range c.files {
			files[name] = text
		}
		cases = append(cases, goldenCase{c.members + " " + c.describe(), files, c.want})
	}
	return cases
}

func goldenLines(t *testing.T, file string) [][2]string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines [][2]string
	scanner := bufio.NewScanner(f)
	for scanner.Scan() {
		before, after, ok := strings.Cut(scanner.Text(), "\t")
		if !ok {
			t.Fatalf("%s: no tab in %q", file, scanner.Text())
		}
		lines = append(lines, [2]string{before, after})
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

func withMembers(members string) string {
	if members == "" {
		return baseManifest + "}"
	}
	return baseManifest + "," + members + "}"
}

// mapFS makes files of texts; a name with a slash at its end is an empty folder.
func mapFS(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		if folder, ok := strings.CutSuffix(name, "/"); ok {
			fsys[folder] = &fstest.MapFile{Mode: 0o755 | fs.ModeDir}
		} else {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return fsys
}

// verdict is what Load says of the files, in the form of the golden files.
func verdict(files map[string]string) string {
	_, err := Load(mapFS(files), Options{Folder: goldenFolder})
	var refusal *Error
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &refusal):
		return refusal.Reason
	}
	return "not an *Error: " + err.Error()
}

func TestRefusals(t *testing.T) {
	for _, c := range goldenCases(t) {
		got := verdict(c.files)
		if c.want == "ok" && strings.HasPrefix(got, "This is not a packaged app") {
			continue // Chrome runs what is no packaged app in its own way
		}
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
