package host

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/dom"
	"github.com/tcpsrv-host/tcpsrv-host/host/script"
	"github.com/tcpsrv-host/tcpsrv-host/host/wpt"
)

// RunTest runs a file in the style of web-platform-tests as the script of an
// App of its own. An error says why it cannot run.
func RunTest(ctx context.Context, o Options, path string) (*wpt.Result, error) {
	t, err := wpt.Read(path)
	if err != nil {
		return nil, err
	}
	o.Apps, o.Ephemeral, o.test = append(t.Scripts, path), true, &testRun{test: t}
	a, err := New(o)
	if err != nil {
		return nil, err
	}
	if err := a.Run(ctx); err != nil {
		return nil, err
	}
	if o.test.result == nil {
		return &wpt.Result{Failure: "the test ended without results"}, nil
	}
	return o.test.result, nil
}

// testRun is a test that an App runs.
type testRun struct {
	test   *wpt.Test
	result *wpt.Result
}

// begin installs the harness, and gives what tells it that the file has run.
func (r *testRun) begin(a *App, page *bindings.Page) (loaded func()) {
	vm := page.Runtime()
	program, err := script.Compile("testharness.js", wpt.Harness, script.Options{NoLower: true})
	if err != nil {
		panic(err)
	}
	report := func(text string) {
		r.result = &wpt.Result{}
		if err := json.Unmarshal([]byte(text), r.result); err != nil {
			panic(err)
		}
		a.post(func() {
			a.closePages()
			a.sockets.Shutdown(a.loop.Stop)
		})
	}
	call := func(f goja.Value, this goja.Value, args ...goja.Value) goja.Value {
		callable, _ := goja.AssertFunction(f)
		v, err := callable(this, args...)
		if err != nil {
			panic(err)
		}
		return v
	}
	var harness *goja.Object
	page.Realm.Run(func() {
		factory, err := vm.RunProgram(program)
		if err != nil {
			panic(err)
		}
		harness = call(factory, goja.Undefined(), vm.ToValue(report)).(*goja.Object)
		meta := vm.NewObject()
		_ = meta.Set("title", r.test.Title)
		_ = meta.Set("long", r.test.Long)
		call(harness.Get("begin"), harness, meta)
	})
	return func() { page.Realm.Run(func() { call(harness.Get("loaded"), harness) }) }
}

// prepare makes the source of the test: its scripts are there already.
func (r *testRun) prepare(s *source) error {
	s.folder = filepath.Dir(r.test.Path)
	if !r.test.Worker {
		return nil
	}
	url := s.origin() + "/" + wpt.HarnessPath
	program, err := script.Compile(wpt.HarnessPath, r.workerScript(s.origin()), script.Options{})
	if err != nil {
		return err
	}
	s.scripts, s.compiled[url] = []dom.Script{{URL: url}}, compiled{program: program}
	return nil
}

// workerScript is what a page runs for a test that is for workers.
func (r *testRun) workerScript(origin string) string {
	name := filepath.Base(r.test.Path)
	if strings.HasSuffix(name, ".worker.js") {
		return fmt.Sprintf("fetch_tests_from_worker(new Worker(%q))", name)
	}
	imports := []string{origin + "/" + wpt.HarnessPath}
	for _, s := range r.test.Scripts {
		if relative, err := filepath.Rel(filepath.Dir(r.test.Path), s); err == nil {
			imports = append(imports, origin+"/"+filepath.ToSlash(relative))
		}
	}
	list, err := json.Marshal(append(imports, origin+"/"+name))
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf("fetch_tests_from_worker(new Worker(URL.createObjectURL(new Blob([%q]))))", "importScripts(..."+string(list)+"); done()")
}

// files adds the harness to the files of the App.
func (r *testRun) files(files fs.FS) fs.FS { return testFiles{files, wpt.WorkerHarness(r.test)} }

type testFiles struct {
	fs.FS
	harness string
}

// Open implements [fs.FS].
func (f testFiles) Open(name string) (fs.File, error) {
	if name == wpt.HarnessPath {
		return &testFile{Reader: bytes.NewReader([]byte(f.harness))}, nil
	}
	return f.FS.Open(name)
}

// testFile is the harness as a file.
type testFile struct{ *bytes.Reader }

func (f *testFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *testFile) Close() error               { return nil }
func (f *testFile) Name() string               { return filepath.Base(wpt.HarnessPath) }
func (f *testFile) Mode() fs.FileMode          { return 0o444 }
func (f *testFile) ModTime() time.Time         { return time.Time{} }
func (f *testFile) IsDir() bool                { return false }
func (f *testFile) Sys() any                   { return nil }
