package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

func init() { children["full"] = fillDisk }

// fillDisk writes until there is no more room: the size of a file is limited for this process, which fails writes as a full
// disk does. It checks what becomes of the calls of one group.
func fillDisk(dir string) error {
	signal.Ignore(syscall.SIGXFSZ) // a write beyond the limit then is an error like others
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	a := s.Local()
	if err := a.Seed(json.RawMessage(`{"small":1}`)); err != nil {
		return err
	}
	info, err := os.Stat(filepath.Join(dir, fileName))
	if err != nil {
		return err
	}
	limit := uint64(info.Size())
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
		return err
	}
	var got []string
	note := func(c Changes, err error) { got = append(got, fmt.Sprintf("%d changes, error %v", len(c), err)) }
	a.Set(json.RawMessage(item("large", 1<<20)), note)
	a.Set(json.RawMessage(`{"small":2}`), note)
	a.Set(json.RawMessage(item("small", 1<<20)), note)
	a.Get(nil, func(items json.RawMessage, err error) { got = append(got, fmt.Sprintf("%s, error %v", items, err)) })
	if err := s.Close(); err != nil {
		return err
	}
	for i, want := range []string{
		"0 changes, error cannot write to the storage in " + dir + ": *file too large",
		"1 changes, error <nil>",
		"0 changes, error cannot write to the storage in " + dir + ": *file too large",
		`{"small":2}, error <nil>`,
	} {
		before, after, _ := strings.Cut(want, "*")
		if !strings.HasPrefix(got[i], before) || !strings.HasSuffix(got[i], after) {
			return fmt.Errorf("call %d gave %s, want %s", i, got[i], want)
		}
	}
	return nil
}

func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := child(t, "full", dir).Run(); err != nil {
		t.Fatalf("the process with a full disk: %v", err)
	}
	a := mustOpen(t, dir, Options{}).Local()
	expect(t, a, "get", `null`, `{"small":2}`)
	mustDo(t, a, "set", item("large", 1<<20))
}

// asNobody runs f without the rights of root, for which no file is read-only.
func asNobody(t *testing.T, f func()) {
	if os.Getuid() != 0 {
		f()
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // and never unlock: the thread ends with the goroutine
		const nobody = 65534
		if err := unix.Setfsuid(nobody); err != nil {
			t.Error(err)
			return
		}
		f()
	}()
	<-done
}

// openTempDir returns a temporary directory that everyone can enter.
func openTempDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, d := range []string{dir, filepath.Dir(dir)} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestReadOnlyFile(t *testing.T) {
	dir := openTempDir(t)
	s := mustOpen(t, dir, Options{})
	mustDo(t, s.Local(), "set", `{"a":1}`)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, fileName)
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	asNobody(t, func() { s, _ = Open(dir, Options{}) })
	if s == nil {
		t.Fatal("a file that can be read does not open")
	}
	closeAtEnd(t, s)
	want := "cannot write to the storage in " + dir + ": open " + path + ": permission denied"
	expectError(t, s.Local(), "set", `{"a":2}`, want)
	expectError(t, s.Local(), "remove", `"a"`, want)
	expectError(t, s.Local(), "clear", ``, want)
	expect(t, s.Local(), "get", `null`, `{"a":1}`)
	expect(t, s.Local(), "getBytesInUse", `null`, `2`)
}

func TestReadOnlyDirectory(t *testing.T) {
	dir := openTempDir(t)
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{dir, filepath.Join(dir, "sub")} {
		var s *Store
		var err error
		asNobody(t, func() { s, err = Open(dir, Options{}) })
		if err == nil {
			s.Close()
		}
		if !errors.Is(err, fs.ErrPermission) || !strings.Contains(fmt.Sprint(err), dir) {
			t.Errorf("Open: error %v, want permission denied and the name of %s", err, dir)
		}
	}
}
