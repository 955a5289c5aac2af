package host_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/host"
)

// BenchmarkStart measures an App whose script does nothing, from reading it to
// the end: what is done for every script, in a process that has done it before.
func BenchmarkStart(b *testing.B) {
	file := filepath.Join(b.TempDir(), "empty.js")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		app, err := host.New(host.Options{Apps: []string{file}, Ephemeral: true, Stdout: io.Discard, Stderr: io.Discard})
		if err != nil {
			b.Fatal(err)
		}
		if err := app.Run(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
