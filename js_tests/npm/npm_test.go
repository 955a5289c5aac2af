// Package npm runs libraries as they come from npm, each with a small suite of
// its own. make npm fetches them; without them nothing is run.
package npm

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/host"
)

func TestLibraries(t *testing.T) {
	const modules = "node_modules"
	if _, err := os.Stat(modules); err != nil {
		t.Skip("the libraries are not there: make npm")
	}
	for _, c := range []struct {
		suite   string
		library string // below node_modules; empty for a bundle
		want    []string
	}{
		{"lodash", "lodash/lodash.js", []string{"1,2,3|4 Hi you true", "foo-bar-baz fred,barney,pebbles deja vu 3", "1 hi-diddly-ho there...", "debounced"}},
		{"underscore", "underscore/underscore-umd.js", []string{`{"1":[1.3],"2":[2.1,2.4]} &lt;&lt;`, "2,4,6"}},
		{"forge", "node-forge/dist/forge.min.js", []string{"true some secret text ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}},
		{"protobufjs", "protobufjs/dist/protobuf.js", []string{`43 {"name":"é😀","n":["1","-5","300"],"m":{"x":1.5},"b":"AQI=","e":"B"} name: string expected`}},
		{"jquery", "jquery/dist/jquery.js", []string{"3.7.1 1", "done 6"}},
		{"http-parser-js", "", []string{"POST /x?y Host,a,Content-Length,5", "hello", "complete"}},
		{"tape", "", []string{"# tests 5", "# pass  5", "# ok"}},
		{"mocha", "mocha/mocha.js", []string{"4 passing", "1 pending", "failures 0"}},
		{"jasmine", "jasmine-core/lib/jasmine-core/jasmine.js", []string{"passed suite works", "passed suite is async", "overall passed"}},
	} {
		t.Run(c.suite, func(t *testing.T) {
			scripts := []string{filepath.Join("bundles", c.suite+".js")}
			if c.library != "" {
				scripts = []string{filepath.Join(modules, filepath.FromSlash(c.library)), filepath.Join("suites", c.suite+".js")}
			}
			var output bytes.Buffer
			app, err := host.New(host.Options{Apps: scripts, Ephemeral: true, Stdout: &output, Stderr: &output})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			if err := app.Run(ctx); err != nil || ctx.Err() != nil {
				t.Errorf("it did not end by itself: %v", err)
			}
			rest := output.String()
			for _, want := range c.want {
				_, after, found := strings.Cut(rest, want)
				if !found {
					t.Fatalf("there is no %q, in order, in the output:\n%s", want, output.String())
				}
				rest = after
			}
			if app.Uncaught() {
				t.Errorf("something was not caught:\n%s", output.String())
			}
		})
	}
}
