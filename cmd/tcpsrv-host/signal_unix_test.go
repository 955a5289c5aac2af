//go:build unix

package main

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A signal ends the command while it still loads: here, a script that nobody
// has written yet.
func TestSignalWhileLoading(t *testing.T) {
	script := filepath.Join(t.TempDir(), "pipe.js")
	if err := syscall.Mkfifo(script, 0o600); err != nil {
		t.Fatal(err)
	}
	end := make(chan os.Signal, 1)
	end <- syscall.SIGTERM
	prepare := func() signals { return signals{end: end} }
	if got, want := run([]string{"--ephemeral", script}, io.Discard, io.Discard, prepare), 128+int(syscall.SIGTERM); got != want {
		t.Errorf("the status is %d, want %d", got, want)
	}
	// Whoever reads the script finds its end.
	writer, err := os.OpenFile(script, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	writer.Close()
}
