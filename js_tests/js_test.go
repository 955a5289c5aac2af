// Package jstests runs the behaviour tests that are written in JavaScript, each as an app of its own in this host.
// "go run ./js_tests/chrome" runs the same files in a real browser.
package jstests

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/tcpsrv-host/tcpsrv-host/host"
	"github.com/tcpsrv-host/tcpsrv-host/js_tests/peer"
	"github.com/tcpsrv-host/tcpsrv-host/js_tests/runner"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// timeLimit is for one file. What needs it all is stuck.
const timeLimit = 30 * time.Second

func TestJavaScript(t *testing.T) {
	tests, err := runner.Find(".")
	if err != nil {
		t.Fatal(err)
	}
	remote, err := peer.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(remote.Close)
	web, err := peer.StartWeb()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(web.Close)
	config := runner.Config{Browser: "host", Peer: runner.PeerConfig{Port: remote.Port()}, Web: runner.PeerConfig{Port: web.Port()}}
	for _, test := range tests {
		t.Run(test.Name, func(t *testing.T) {
			t.Parallel()
			run(t, test, config, host.Options{})
		})
		if strings.HasPrefix(test.Name, "sockets/") {
			t.Run(test.Name+"/portable", func(t *testing.T) {
				t.Parallel()
				run(t, test, config, host.Options{PortableIO: true})
			})
		}
	}
}

func run(t *testing.T, test runner.Test, config runner.Config, options host.Options) {
	ctx, cancel := context.WithTimeout(t.Context(), timeLimit)
	defer cancel()
	// The app may go on for ever: its servers are still listening. The last line of the test ends it.
	output := &runner.Output{OnDone: cancel}
	options.Apps, options.Stdout, options.Stderr, options.Ephemeral = appOf(t, test, config), output, output, true
	app, err := host.New(options)
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Run(ctx); err != nil {
		t.Error(err)
	}
	if err := output.Err(test); err != nil {
		t.Errorf("%v\n\nWhat real Chrome does: go run ./js_tests/chrome -v -run '^%s$'\n\n%v", err, test.Name, output)
	}
	if app.Uncaught() && len(test.Console) == 0 {
		t.Error("the host has counted an uncaught error, but the test announces none on the console")
	}
}

// appOf writes the test as an app: a folder if it has a manifest or files of its own, else a list of scripts.
func appOf(t *testing.T, test runner.Test, config runner.Config) []string {
	dir := t.TempDir()
	if test.Manifest != nil || len(test.Files) > 0 {
		if err := test.WriteApp(dir, "harness", config); err != nil {
			t.Fatal(err)
		}
		return []string{dir}
	}
	scripts, err := test.WriteScripts(dir, "harness", config)
	if err != nil {
		t.Fatal(err)
	}
	for i, script := range scripts {
		scripts[i] = filepath.Join(dir, script)
	}
	return scripts
}
