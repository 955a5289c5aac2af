package filesystem

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const appID = "abcdefghijklmnopabcdefghijklmnop"

func newService(t *testing.T, o Options) *Service {
	t.Helper()
	o.AppID = appID
	s := New(o)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error("Close:", err)
		}
	})
	return s
}

// writableApp is the manifest with all forms of the permission.
var writableApp = Options{Write: true, Directory: true}

// grantDirectory makes the directory "data" with some files and grants it. Names
// that end in a slash are directories.
func grantDirectory(t *testing.T, s *Service, a Access, files ...string) Entry {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	makeTree(t, dir, files...)
	return grant(t, s, dir, a)
}

func makeTree(t *testing.T, dir string, files ...string) {
	t.Helper()
	must(t, os.MkdirAll(dir, 0o700))
	for _, name := range files {
		path := filepath.Join(dir, name)
		if strings.HasSuffix(name, "/") {
			must(t, os.MkdirAll(path, 0o700))
			continue
		}
		must(t, os.MkdirAll(filepath.Dir(path), 0o700))
		must(t, os.WriteFile(path, []byte(name), 0o600))
	}
}

func grant(t *testing.T, s *Service, path string, a Access) Entry {
	t.Helper()
	e, err := s.Grant(path, a)
	must(t, err)
	return e
}

// onHost returns the path of a granted entry on the operating system.
func onHost(t *testing.T, e Entry) string {
	t.Helper()
	d, relative, ok := onDisk(e)
	if !ok {
		t.Fatalf("%s is not on a disk", e.FullPath())
	}
	return d.hostPath(relative)
}

func sandboxRoot(t *testing.T, s *Service, typ Type) Entry {
	t.Helper()
	f, err := s.Sandbox(typ)
	must(t, err)
	return f.Root()
}

// writableKinds runs a test on each kind of file system that an App can write to,
// in an empty directory.
func writableKinds(t *testing.T, test func(t *testing.T, s *Service, dir Entry)) {
	t.Run("disk", func(t *testing.T) {
		s := newService(t, writableApp)
		test(t, s, grantDirectory(t, s, Write))
	})
	t.Run("sandbox in memory", func(t *testing.T) {
		s := newService(t, writableApp)
		test(t, s, sandboxRoot(t, s, Temporary))
	})
	t.Run("sandbox on disk", func(t *testing.T) {
		s := newService(t, Options{Write: true, Directory: true, Profile: t.TempDir()})
		test(t, s, sandboxRoot(t, s, Persistent))
	})
}

// addTree makes files through entries; each contains its path.
func addTree(t *testing.T, dir Entry, files ...string) {
	t.Helper()
	for _, name := range files {
		parent := dir
		parts := strings.Split(name, "/")
		for _, part := range parts[:len(parts)-1] {
			var err error
			parent, err = parent.GetDirectory(part, Flags{Create: true})
			must(t, err)
		}
		if last := parts[len(parts)-1]; last != "" {
			file, err := parent.GetFile(last, Flags{Create: true})
			must(t, err)
			write(t, file, 0, name)
		}
	}
}

func getFile(t *testing.T, dir Entry, path string) Entry {
	t.Helper()
	e, err := dir.GetFile(path, Flags{})
	if err != nil {
		t.Fatalf("GetFile(%q): %v", path, err)
	}
	return e
}

func getDirectory(t *testing.T, dir Entry, path string) Entry {
	t.Helper()
	e, err := dir.GetDirectory(path, Flags{})
	if err != nil {
		t.Fatalf("GetDirectory(%q): %v", path, err)
	}
	return e
}

func write(t *testing.T, e Entry, offset int64, text string) {
	t.Helper()
	w, err := e.CreateWriter()
	must(t, err)
	must(t, w.Write(context.Background(), offset, strings.NewReader(text), func(int64) {}))
}

// contentOf returns what is in a file, or the error of reading it.
func contentOf(e Entry) string {
	f, err := e.File()
	if err != nil {
		return outcome(Entry{}, err)
	}
	return text(f)
}

// text returns what is in a File, or the error of reading it.
func text(f *File) string {
	b, err := io.ReadAll(io.NewSectionReader(f, 0, f.Size()))
	if err != nil {
		return outcome(Entry{}, err)
	}
	return string(b)
}

// treeOf returns the sorted paths below a directory.
func treeOf(t *testing.T, dir Entry) string {
	t.Helper()
	entries, err := readAll(dir)
	must(t, err)
	var paths []string
	for _, e := range entries {
		name := strings.TrimPrefix(e.FullPath(), strings.TrimSuffix(dir.FullPath(), "/")+"/")
		if e.IsDirectory() {
			name += "/[" + treeOf(t, e) + "]"
		}
		paths = append(paths, name)
	}
	slices.Sort(paths)
	return strings.Join(paths, " ")
}

func readAll(dir Entry) (all []Entry, err error) {
	for r := dir.NewReader(); ; {
		entries, err := r.ReadEntries()
		if err != nil || len(entries) == 0 {
			return all, err
		}
		all = append(all, entries...)
	}
}

// outcome returns the path of an entry, with a slash behind that of a directory,
// or the name of the error. The error of an exclusive creation is called Exists.
func outcome(e Entry, err error) string {
	switch de, ok := errors.AsType[*Error](err); {
	case err == nil && e.IsDirectory() && e.FullPath() != "/":
		return e.FullPath() + "/"
	case err == nil:
		return e.FullPath()
	case !ok:
		return err.Error()
	case errors.Is(de, ErrExists):
		return "Exists"
	default:
		return strings.TrimSuffix(de.Name, "Error")
	}
}

func check(t *testing.T, what string, got, want any) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n got %v\nwant %v", what, got, want)
	}
}

func checkError(t *testing.T, what string, got error, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("%s: got error %v, want %v", what, got, want)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func symlink(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		if runtime.GOOS == "windows" {
			t.Skip("no right to make symbolic links:", err)
		}
		t.Fatal(err)
	}
}

// skipPrivileged skips a test of the operating system's permissions, which do not
// hold for root. To run it as root all the same:
//
//	go test -c -o /tmp/filesystem.test ./host/filesystem
//	setpriv --reuid=65534 --regid=65534 --clear-groups /tmp/filesystem.test -test.run Permission
func skipPrivileged(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("permissions do not hold for this user")
	}
}

func chmod(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	before, err := os.Stat(path)
	must(t, err)
	must(t, os.Chmod(path, mode))
	t.Cleanup(func() { must(t, os.Chmod(path, before.Mode())) })
}

// packageOf is the package directory with some files.
func packageOf(t *testing.T, names ...string) Entry {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range names {
		files[name] = &fstest.MapFile{Data: []byte(name)}
	}
	e, err := newService(t, Options{Package: files}).Package()
	must(t, err)
	return e
}

// memoryRecords are Records in a map.
type memoryRecords map[string]string

func (r memoryRecords) Get(id string) (json.RawMessage, error) {
	if text, ok := r[id]; ok {
		return json.RawMessage(text), nil
	}
	return nil, nil
}

func (r memoryRecords) Put(id string, record json.RawMessage) error {
	r[id] = string(record)
	return nil
}

func (r memoryRecords) Delete(id string) error {
	delete(r, id)
	return nil
}

func (r memoryRecords) List() ([]string, error) {
	var ids []string
	for id := range r {
		ids = append(ids, id)
	}
	return ids, nil
}
