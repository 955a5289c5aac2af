package filesystem

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"
	"time"
)

func fileOf(t *testing.T, e Entry) *File {
	t.Helper()
	f, err := e.File()
	must(t, err)
	return f
}

func TestFile(t *testing.T) {
	writableKinds(t, func(t *testing.T, _ *Service, dir Entry) {
		start := time.Now().Add(-time.Minute)
		addTree(t, dir, "page.HTML")
		f := fileOf(t, getFile(t, dir, "page.HTML"))
		check(t, "name", f.Name, "page.HTML")
		check(t, "type", f.Type, "text/html")
		check(t, "size", f.Size(), int64(9))
		check(t, "text", text(f), "page.HTML")
		if f.LastModified.Before(start) {
			t.Errorf("modified at %v, want now", f.LastModified)
		}
		for _, c := range []struct {
			offset int64
			length int
			want   string
			err    error
		}{{5, 4, "HTML", nil}, {5, 9, "HTML", io.EOF}, {9, 1, "", io.EOF}, {50, 1, "", io.EOF}} {
			b := make([]byte, c.length)
			n, err := f.ReadAt(b, c.offset)
			if err == io.EOF && c.offset+int64(c.length) == f.Size() {
				err = nil // io.ReaderAt leaves that open
			}
			if string(b[:n]) != c.want || err != c.err {
				t.Errorf("ReadAt(%d bytes, %d) = %q, %v, want %q, %v", c.length, c.offset, b[:n], err, c.want, c.err)
			}
		}
		_, err := Entry{dir.fs, dir.fullPath, false}.File()
		checkError(t, "File of a directory", err, ErrTypeMismatch)
	})
}

func TestFileChanged(t *testing.T) {
	changes := map[string]func(t *testing.T, e Entry){
		"longer":  func(t *testing.T, e Entry) { write(t, e, 0, "something longer") },
		"shorter": func(t *testing.T, e Entry) { truncate(t, e, 1) },
	}
	writableKinds(t, func(t *testing.T, _ *Service, dir Entry) {
		for name, change := range changes {
			addTree(t, dir, name)
			e := getFile(t, dir, name)
			f := fileOf(t, e)
			change(t, e)
			check(t, name, text(f), "NotReadable")
			_, err := f.ReadAt(make([]byte, 1), 0)
			checkError(t, name+", a part", err, ErrNotReadable)
			check(t, name+", a new File", text(fileOf(t, e)) == "NotReadable", false)
		}
	})
	t.Run("same size", func(t *testing.T) {
		s := newService(t, writableApp)
		dir := grantDirectory(t, s, Read, "a.txt")
		path := filepath.Join(onHost(t, dir), "a.txt")
		f := fileOf(t, getFile(t, dir, "a.txt"))
		must(t, os.WriteFile(path, []byte("A.TXT"), 0))
		// The file system's clock may be too coarse to show what happens at once.
		must(t, os.Chtimes(path, time.Time{}, f.LastModified.Add(time.Millisecond)))
		check(t, "text", text(f), "NotReadable")

		root := sandboxRoot(t, s, Temporary)
		addTree(t, root, "a.txt")
		e := getFile(t, root, "a.txt")
		for range 100 { // in memory each change shows
			f = fileOf(t, e)
			write(t, e, 0, "A.TXT")
			check(t, "text in memory", text(f), "NotReadable")
		}
	})
}

func TestFileGone(t *testing.T) {
	writableKinds(t, func(t *testing.T, _ *Service, dir Entry) {
		addTree(t, dir, "moved", "removed")
		moved := fileOf(t, getFile(t, dir, "moved"))
		_, err := getFile(t, dir, "moved").MoveTo(t.Context(), dir, "elsewhere")
		must(t, err)
		want := "NotFound"
		if dir.fs.kind == sandboxed {
			want = "moved"
		}
		check(t, "a File of a moved file", text(moved), want)

		e := getFile(t, dir, "removed")
		removed := fileOf(t, e)
		must(t, e.Remove())
		check(t, "a File of a removed file", text(removed), "NotFound")
		_, err = e.File()
		checkError(t, "File", err, ErrNotFound)
		addTree(t, dir, "removed but longer", "removed")
		if got := text(removed); dir.fs.kind == sandboxed {
			check(t, "with another file in its place", got, "NotFound")
		}
	})
}

// A File of any size takes no memory: here, more than there could be.
func TestBigFile(t *testing.T) {
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write, "big")
	const size = 1 << 40
	host, err := os.OpenFile(filepath.Join(onHost(t, dir), "big"), os.O_RDWR, 0)
	must(t, err)
	defer host.Close()
	if err := host.Truncate(size); err != nil {
		t.Skip("no file of that size here:", err)
	}
	_, err = host.WriteAt([]byte("the end"), size-7)
	must(t, err)
	f := fileOf(t, getFile(t, dir, "big"))
	check(t, "size", f.Size(), int64(size))
	b := make([]byte, 7)
	if _, err := f.ReadAt(b, size-7); err != nil && err != io.EOF || string(b) != "the end" {
		t.Errorf("ReadAt gave %q, %v, want %q", b, err, "the end")
	}
}

// onlyReader is a file that can be read in order only, as in an archive.
type onlyReader struct{ fs.File }

type archive struct{ fstest.MapFS }

func (a archive) Open(name string) (fs.File, error) {
	f, err := a.MapFS.Open(name)
	if err != nil {
		return nil, err
	}
	return onlyReader{f}, nil
}

func TestFileOfArchive(t *testing.T) {
	s := newService(t, Options{Package: archive{fstest.MapFS{"a": {Data: []byte("0123456789")}}}})
	dir, err := s.Package()
	must(t, err)
	f := fileOf(t, Entry{dir.fs, "/crxfs/a", false})
	for _, c := range []struct {
		offset int64
		want   string
	}{{0, "012345"}, {3, "345678"}, {7, "789"}, {10, ""}, {11, ""}} {
		b := make([]byte, 6)
		n, err := f.ReadAt(b, c.offset)
		if string(b[:n]) != c.want || (err == io.EOF) != (len(c.want) < 6) {
			t.Errorf("ReadAt(%d) = %q, %v, want %q", c.offset, b[:n], err, c.want)
		}
	}
	_, err = readAll(dir)
	checkError(t, "listing a directory that cannot be listed", err, ErrNotFound)
}

func TestMIMEType(t *testing.T) {
	for name, want := range map[string]string{
		"a.html": "text/html", "a.hTm": "text/html", "a.css": "text/css", "a.js": "text/javascript",
		"a.mjs": "text/javascript", "a.json": "application/json", "a.txt": "text/plain", "a.png": "image/png",
		"a.jpg": "image/jpeg", "a.jpeg": "image/jpeg", "a.gif": "image/gif", "a.svg": "image/svg+xml",
		"a.webp": "image/webp", "a.ico": "image/x-icon", "a.xml": "text/xml", "a.pdf": "application/pdf",
		"a.wasm": "application/wasm", "a.mp3": "audio/mpeg", "a.mp4": "video/mp4", "a.webm": "video/webm",
		"a.zip": "application/zip", "a.csv": "text/csv", "a.md": "text/markdown", "a.bin": "application/octet-stream",
		"a.tar.gz": "application/gzip", ".txt": "text/plain", "a.woff2": "", "a.unknown": "", "a": "", "a.": "",
		".hid": "", "txt": "", "a.txt ": "", "": "",
	} {
		check(t, "type of "+name, MIMEType(name), want)
	}
}

// A named pipe would be waited for without end.
func TestReadSpecialFile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such files")
	}
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write)
	makePipe(t, filepath.Join(onHost(t, dir), "pipe"))
	check(t, "listing", treeOf(t, dir), "pipe")
	e := getFile(t, dir, "pipe")
	f := fileOf(t, e)
	_, err := f.ReadAt(make([]byte, 1), 0)
	checkError(t, "ReadAt", err, ErrNotReadable)
	w, err := e.CreateWriter()
	must(t, err)
	checkError(t, "Write", w.Write(t.Context(), 0, bytes.NewReader([]byte("x")), func(int64) {}), ErrInvalidState)
	_, err = e.CopyTo(t.Context(), dir, "copy")
	checkError(t, "CopyTo", err, ErrInvalidState)
	must(t, e.Remove())
}
