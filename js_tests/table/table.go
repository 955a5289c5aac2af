// Package table knows the tables of what the language and the platform do: each row is a name and a function, whose value,
// printed, must be the same in a real Chromium and in this host.
package table

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/tcpsrv-host/tcpsrv-host/host"
	"github.com/tcpsrv-host/tcpsrv-host/js_tests/browser"
)

// A Table is a JavaScript file that is a sequence of calls row(name, f). Each, with what follows it, is run as a script of
// its own: syntax that an engine does not know costs one row.
type Table struct {
	Name string
	Rows []Row
	dir  string
}

// A Row is one behaviour.
type Row struct {
	Name   string
	script string
}

// Answers are what the rows gave, by their names.
type Answers map[string]string

// NotParsed is the answer of a row whose script is none.
const NotParsed = "does not parse"

// Names are the tables, files in the directory of this package.
var Names = []string{"language", "web", "modules"}

var (
	rowHead = regexp.MustCompile(`(?m)^row\('([^'\\]+)',`)
	noWord  = regexp.MustCompile(`\W+`)
)

// Read reads a table from the directory of this package.
func Read(dir, name string) (*Table, error) {
	path := filepath.Join(dir, name+".js")
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	t := &Table{Name: name, dir: dir}
	seen := map[string]bool{}
	heads := rowHead.FindAllSubmatchIndex(text, -1)
	for i, head := range heads {
		end := len(text)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		row := Row{Name: string(text[head[2]:head[3]]), script: string(text[head[0]:end])}
		if seen[row.Name] {
			return nil, fmt.Errorf("%s has two rows named %q", path, row.Name)
		}
		seen[row.Name] = true
		t.Rows = append(t.Rows, row)
	}
	if all := bytes.Count(text, []byte("\nrow(")); all > len(heads) {
		return nil, fmt.Errorf("%s: a row must begin with row('name', and there are %d that do not", path, all-len(heads))
	}
	return t, nil
}

// Select keeps the rows whose name matches.
func (t *Table) Select(pattern *regexp.Regexp) {
	var rows []Row
	for _, row := range t.Rows {
		if pattern.MatchString(row.Name) {
			rows = append(rows, row)
		}
	}
	t.Rows = rows
}

// writeApp makes dir an app that answers all rows. It has the files that stand in files/, and those of the archive with the
// name of the table.
func (t *Table) writeApp(dir string) error {
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(t.dir, "files"))); err != nil {
		return err
	}
	archive, err := txtar.ParseFile(filepath.Join(t.dir, t.Name+".txtar"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	default:
		if err := txtar.Write(archive, dir); err != nil {
			return err
		}
	}
	harness, err := os.ReadFile(filepath.Join(t.dir, "harness.js"))
	if err != nil {
		return err
	}
	var scripts []string
	write := func(name string, text []byte) {
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), text, 0o644)
			scripts = append(scripts, name)
		}
	}
	write("harness.js", harness)
	for _, row := range t.Rows {
		write(noWord.ReplaceAllString(row.Name, "-")+".js", []byte(row.script))
	}
	write("run.js", []byte("runTable();\n"))
	manifest, _ := json.Marshal(map[string]any{
		"name":             "table " + t.Name,
		"version":          "1.0",
		"manifest_version": 2,
		"app":              map[string]any{"background": map[string]any{"scripts": scripts}},
		"permissions":      []string{"storage", "fileSystem"},
	})
	write("manifest.json", manifest)
	return err
}

// transcript takes the answers from the console.
type transcript struct {
	rows    Answers
	last    string
	done    bool
	onDone  func()
	partial []byte
}

const protocol = "[row] "

func (t *transcript) message(text string) {
	rest, ok := strings.CutPrefix(text, protocol)
	if !ok || t.done {
		return
	}
	var row []string
	if err := json.Unmarshal([]byte(rest), &row); err != nil {
		return
	}
	if len(row) == 2 {
		t.rows[row[0]], t.last = row[1], row[0]
		return
	}
	t.done = true
	t.onDone()
}

// Write takes the output of the host, a message a line.
func (t *transcript) Write(p []byte) (int, error) {
	t.partial = append(t.partial, p...)
	for {
		line, rest, ok := bytes.Cut(t.partial, []byte("\n"))
		if !ok {
			return len(p), nil
		}
		t.message(string(line))
		t.partial = rest
	}
}

// ask runs the app of the table until it has answered all rows.
func (t *Table) ask(ctx context.Context, run func(ctx context.Context, dir string, answers *transcript) error) (Answers, error) {
	dir, err := os.MkdirTemp("", "table.")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	app := filepath.Join(dir, "app")
	if err := t.writeApp(app); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answers := &transcript{rows: Answers{}, onDone: cancel}
	if err := run(ctx, dir, answers); err != nil {
		return nil, err
	}
	if !answers.done {
		return nil, fmt.Errorf("table %s: no answer after row %q, the %dth of %d", t.Name, answers.last, len(answers.rows), len(t.Rows))
	}
	for _, row := range t.Rows {
		if _, ok := answers.rows[row.Name]; !ok {
			answers.rows[row.Name] = NotParsed
		}
	}
	return answers.rows, nil
}

// AskHost gives the answers of this host.
func (t *Table) AskHost(ctx context.Context) (Answers, error) {
	return t.ask(ctx, func(ctx context.Context, dir string, answers *transcript) error {
		app, err := host.New(host.Options{Apps: []string{filepath.Join(dir, "app")}, Stdout: answers, Stderr: answers, Ephemeral: true})
		if err != nil {
			return err
		}
		return app.Run(ctx)
	})
}

// AskChromium gives the answers of a real browser.
func (t *Table) AskChromium(ctx context.Context) (Answers, error) {
	program, err := browser.Find()
	if err != nil {
		return nil, err
	}
	return t.ask(ctx, func(ctx context.Context, dir string, answers *transcript) error {
		apps := []browser.App{{Dir: filepath.Join(dir, "app"), Message: answers.message}}
		return browser.Run(ctx, program, filepath.Join(dir, "profile"), apps)
	})
}

func (t *Table) recording() string { return filepath.Join(t.dir, t.Name+".json") }

// Recorded gives what Chromium answered when [Table.Record] was called last.
func (t *Table) Recorded() (Answers, error) {
	var answers Answers
	return answers, readJSON(t.recording(), &answers)
}

// Record keeps answers of Chromium, in place of those that rows of these names had.
func (t *Table) Record(answers Answers) error {
	all, err := t.Recorded()
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	whole, err := Read(t.dir, t.Name)
	if err != nil {
		return err
	}
	kept := Answers{}
	for _, row := range whole.Rows {
		if answer, ok := all[row.Name]; ok {
			kept[row.Name] = answer
		}
	}
	maps.Copy(kept, answers)
	return writeJSON(t.recording(), kept)
}

func (t *Table) differences() string { return filepath.Join(t.dir, "differences.json") }

// Differences gives the rows that are known to differ, each with the reason.
func (t *Table) Differences() (map[string]string, error) {
	var all map[string]map[string]string
	err := readJSON(t.differences(), &all)
	return all[t.Name], err
}

// Prune takes rows out of those that are known to differ.
func (t *Table) Prune(agree []string) error {
	var all map[string]map[string]string
	if err := readJSON(t.differences(), &all); err != nil {
		return err
	}
	for _, row := range agree {
		delete(all[t.Name], row)
	}
	return writeJSON(t.differences(), all)
}

func readJSON(path string, v any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func writeJSON(path string, v any) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		return err
	}
	return os.WriteFile(path, text.Bytes(), 0o644)
}
