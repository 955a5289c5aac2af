package filesystem

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

const secret = "the secret"

// outsideTree is a directory with a secret and, beside it, a granted directory.
func outsideTree(t testing.TB, s *Service) (outside string, dir Entry) {
	base := t.TempDir()
	outside = filepath.Join(base, "outside")
	for _, path := range []string{outside, filepath.Join(base, "data/sub")} {
		if err := os.MkdirAll(path, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{filepath.Join(outside, "f"), filepath.Join(base, "secret")} {
		if err := os.WriteFile(path, []byte(secret), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	dir, err := s.Grant(filepath.Join(base, "data"), Write)
	if err != nil {
		t.Fatal(err)
	}
	return outside, dir
}

// checkOutside fails if anything changed outside of the granted directory.
func checkOutside(t testing.TB, outside string) {
	t.Helper()
	for dir, want := range map[string]string{outside: "f", filepath.Dir(outside): "data outside secret"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		if got := strings.Join(names, " "); got != want {
			t.Fatalf("in %s there are now %q, want %q", dir, got, want)
		}
	}
	for _, path := range []string{filepath.Join(outside, "f"), filepath.Join(filepath.Dir(outside), "secret")} {
		if b, err := os.ReadFile(path); err != nil || string(b) != secret {
			t.Fatalf("%s is now %q, %v", path, b, err)
		}
	}
}

// No path leads out of the granted directory, whatever is done with it, also where
// links lead out.
func FuzzResolve(f *testing.F) {
	for _, path := range []string{"", ".", "..", "/", "a.txt", "sub/../../secret", "/data/../secret", "link/f", "link/../secret",
		"/data/link", "..\\secret", "sub\x00/../../secret", "\x00/../..", "//data//..//data/./sub", "\xff", "a/b/c", "/outside/f",
		strings.Repeat("../", 40) + "secret", "sub/" + longName, "C:\\x", "NUL", "COM1", "a:b"} {
		f.Add(path)
	}
	s := New(writableApp)
	outside, dir := outsideTree(f, s)
	host := filepath.Join(filepath.Dir(outside), "data")
	if err := os.Symlink(outside, filepath.Join(host, "link")); err != nil && runtime.GOOS != "windows" {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, path string) {
		sub := Entry{dir.fs, "/data/sub", true}
		for _, from := range []Entry{dir, sub, dir.FileSystem().Root()} {
			for _, flags := range []Flags{{}, {Create: true}} {
				if e, err := from.GetDirectory(path, flags); err == nil {
					checkInside(t, e)
					_, _ = readAll(e)
					if e.FullPath() != "/data" && e.FullPath() != "/data/sub" && !strings.ContainsRune(e.FullPath(), 0) {
						_ = e.RemoveRecursively()
					}
				}
				e, err := from.GetFile(path, flags)
				if err != nil {
					continue
				}
				checkInside(t, e)
				if contentOf(e) == secret {
					t.Fatalf("%q led to the secret", path)
				}
				if w, err := e.CreateWriter(); err == nil {
					_ = w.Write(t.Context(), 0, strings.NewReader("x"), func(int64) {})
				}
				_ = e.Remove()
			}
		}
		_, _ = sub.CopyTo(t.Context(), dir, path)
		_, _ = sub.MoveTo(t.Context(), dir, path)
		checkOutside(t, outside)
		_ = os.RemoveAll(filepath.Join(host, "sub"))
		entries, err := os.ReadDir(host)
		must(t, err)
		for _, e := range entries {
			if e.Name() != "link" {
				must(t, os.RemoveAll(filepath.Join(host, e.Name())))
			}
		}
		must(t, os.Mkdir(filepath.Join(host, "sub"), 0o700))
	})
}

func checkInside(t *testing.T, e Entry) {
	t.Helper()
	if e.FullPath() != "/data" && !strings.HasPrefix(e.FullPath(), "/data/") {
		t.Fatalf("got the entry %q, which is outside", e.FullPath())
	}
	d, relative, ok := onDisk(e)
	if !ok {
		t.Fatalf("%q is not on the disk", e.FullPath())
	}
	if path := d.hostPath(relative); path != d.path && !strings.HasPrefix(path, d.path+string(filepath.Separator)) {
		t.Fatalf("%q is %s on the disk, which is outside of %s", e.FullPath(), path, d.path)
	}
}

// A directory that is replaced by a link out of the granted directory, again and
// again while it is used, leads nowhere at any moment.
func TestSymbolicLinkRace(t *testing.T) {
	s := newService(t, writableApp)
	outside, dir := outsideTree(t, s)
	host := onHost(t, dir)
	real, link := filepath.Join(host, "real"), filepath.Join(host, "link")
	swapped := filepath.Join(host, "sub")
	symlink(t, outside, link)

	stop := make(chan struct{})
	var swapping sync.WaitGroup
	swapping.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			// Each of these may fail while the other side removes and makes "sub".
			_ = os.Rename(swapped, real)
			_ = os.Rename(link, swapped)
			runtime.Gosched()
			_ = os.Rename(swapped, link)
			_ = os.Rename(real, swapped)
		}
	})
	sub := Entry{dir.fs, "/data/sub", true}
	file, target := Entry{dir.fs, "/data/sub/f", false}, Entry{dir.fs, "/data/target", false}
	ctx := t.Context()
	for range 100 {
		_, _ = sub.GetFile("f", Flags{Create: true})
		_, _ = sub.GetFile("created", Flags{Create: true, Exclusive: true})
		_, _ = sub.GetDirectory("d", Flags{Create: true})
		if got := contentOf(file); got == secret {
			t.Error("the secret was read")
		}
		if f, err := file.File(); err == nil && f.Size() == int64(len(secret)) {
			t.Error("the size of the secret was read")
		}
		if w, err := file.CreateWriter(); err == nil {
			_ = w.Write(ctx, 0, strings.NewReader("x"), func(int64) {})
			_ = w.Truncate(1)
		}
		if entries, err := readAll(sub); err == nil && len(entries) == 1 && entries[0].Name() == "f" {
			// Ours has this name, too: the race is in what it contains.
			if contentOf(entries[0]) == secret {
				t.Error("the secret was read through a listing")
			}
		}
		_, _ = file.CopyTo(ctx, dir, "target")
		if contentOf(target) == secret {
			t.Error("the secret was copied")
		}
		_, _ = target.MoveTo(ctx, sub, "moved")
		_ = file.Remove()
		_ = sub.RemoveRecursively()
		if _, err := os.Lstat(swapped); err != nil {
			_, _ = dir.GetDirectory("sub", Flags{Create: true})
		}
	}
	close(stop)
	swapping.Wait()
	checkOutside(t, outside)
}

// The granted directory itself may be replaced as well.
func TestTopRace(t *testing.T) {
	s := newService(t, writableApp)
	base := t.TempDir()
	for _, dir := range []string{"data/sub", "out/sub"} {
		must(t, os.MkdirAll(filepath.Join(base, dir), 0o700))
	}
	must(t, os.WriteFile(filepath.Join(base, "out/sub/f"), []byte(secret), 0o600))
	dir := grant(t, s, filepath.Join(base, "data"), Write)
	symlink(t, filepath.Join(base, "out"), filepath.Join(base, "link"))
	stop := make(chan struct{})
	var swapping sync.WaitGroup
	swapping.Go(func() {
		data, link, real := filepath.Join(base, "data"), filepath.Join(base, "link"), filepath.Join(base, "real")
		for {
			select {
			case <-stop:
				return
			default:
			}
			_ = os.Rename(data, real)
			_ = os.Rename(link, data)
			runtime.Gosched()
			_ = os.Rename(data, link)
			_ = os.Rename(real, data)
		}
	})
	for range 100 {
		_, _ = dir.GetFile("sub/new", Flags{Create: true})
		if contentOf(Entry{dir.fs, "/data/sub/f", false}) == secret {
			t.Error("the secret was read")
		}
		_ = Entry{dir.fs, "/data/sub", true}.RemoveRecursively()
		_, _ = dir.GetDirectory("sub", Flags{Create: true})
	}
	close(stop)
	swapping.Wait()
	entries, err := os.ReadDir(filepath.Join(base, "out/sub"))
	must(t, err)
	if len(entries) != 1 {
		t.Errorf("outside there are now %v, want one file", entries)
	}
}

// Everything may be done at once.
func TestConcurrency(t *testing.T) {
	writableKinds(t, func(t *testing.T, s *Service, dir Entry) {
		addTree(t, dir, "shared")
		shared := getFile(t, dir, "shared")
		reader := dir.NewReader()
		var all sync.WaitGroup
		for i := range 4 {
			all.Go(func() {
				name := string(rune('a' + i))
				for range 10 {
					_, _ = dir.GetDirectory("d", Flags{Create: true})
					own, err := dir.GetFile("own"+name, Flags{Create: true})
					if err != nil {
						t.Error("GetFile:", err)
						return
					}
					write(t, own, 0, name)
					check(t, "own file", contentOf(own), name)
					_, _ = own.MoveTo(t.Context(), dir, "target")
					_, _ = shared.CopyTo(t.Context(), dir, "target")
					_, _ = reader.ReadEntries()
					_, _ = readAll(dir)
					if f, err := shared.File(); err == nil {
						_, _ = f.ReadAt(make([]byte, 1), 0)
					}
					if w, err := shared.CreateWriter(); err == nil {
						_ = w.Write(t.Context(), 0, strings.NewReader(name), func(int64) {})
						_ = w.Truncate(3)
					}
					_, _ = s.Retain(shared)
					_ = Entry{dir.fs, dir.fullPath + "/d", true}.RemoveRecursively()
				}
			})
		}
		all.Wait()
		check(t, "length of the shared file", len(contentOf(shared)), 3)
	})
}

var _ io.ReaderAt = (*File)(nil)
