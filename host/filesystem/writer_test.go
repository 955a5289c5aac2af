package filesystem

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func truncate(t *testing.T, e Entry, length int64) {
	t.Helper()
	w, err := e.CreateWriter()
	must(t, err)
	must(t, w.Truncate(length))
}

func TestCursor(t *testing.T) {
	for _, c := range []struct {
		what string
		do   func(*Cursor)
		want Cursor
	}{
		{"seek", func(c *Cursor) { c.SeekTo(3) }, Cursor{3, 10}},
		{"seek beyond the end", func(c *Cursor) { c.SeekTo(11) }, Cursor{10, 10}},
		{"seek from the end", func(c *Cursor) { c.SeekTo(-4) }, Cursor{6, 10}},
		{"seek before the start", func(c *Cursor) { c.SeekTo(-11) }, Cursor{0, 10}},
		{"write inside", func(c *Cursor) { c.Wrote(2) }, Cursor{7, 10}},
		{"write over the end", func(c *Cursor) { c.Wrote(8) }, Cursor{13, 13}},
		{"truncate before the position", func(c *Cursor) { c.Truncated(2) }, Cursor{2, 2}},
		{"truncate behind the position", func(c *Cursor) { c.Truncated(8) }, Cursor{5, 8}},
		{"grow", func(c *Cursor) { c.Truncated(20) }, Cursor{5, 20}},
	} {
		got := Cursor{Position: 5, Length: 10}
		c.do(&got)
		check(t, c.what, got, c.want)
	}
}

func TestWriter(t *testing.T) {
	writableKinds(t, func(t *testing.T, _ *Service, dir Entry) {
		e, err := dir.GetFile("f", Flags{Create: true})
		must(t, err)
		write(t, e, 0, "hello world")
		check(t, "written", contentOf(e), "hello world")
		write(t, e, 6, "there, ")
		check(t, "written over the end", contentOf(e), "hello there, ")
		write(t, e, 0, "H")
		check(t, "written at the start", contentOf(e), "Hello there, ")
		truncate(t, e, 5)
		check(t, "cut", contentOf(e), "Hello")
		truncate(t, e, 7)
		check(t, "grown", contentOf(e), "Hello\x00\x00")
		write(t, e, 9, "xx")
		check(t, "written beyond the end", contentOf(e), "Hello\x00\x00\x00\x00xx")
		write(t, e, 3, "")
		check(t, "written nothing", contentOf(e), "Hello\x00\x00\x00\x00xx")
		truncate(t, e, 0)
		check(t, "emptied", contentOf(e), "")
		w, err := e.CreateWriter()
		must(t, err)
		check(t, "length", w.Length(), int64(0))
		checkError(t, "Truncate to a negative length", w.Truncate(-1), ErrInvalidState)
		must(t, e.Remove())
		checkError(t, "Write to what is gone", w.Write(t.Context(), 0, strings.NewReader("x"), func(int64) {}), ErrNotFound)
		checkError(t, "Truncate of what is gone", w.Truncate(0), ErrNotFound)
		_, err = e.CreateWriter()
		checkError(t, "CreateWriter", err, ErrNotFound)
		_, err = Entry{dir.fs, dir.fullPath, false}.CreateWriter()
		checkError(t, "CreateWriter of a directory", err, ErrTypeMismatch)
	})
}

func TestWriterProgress(t *testing.T) {
	s := newService(t, writableApp)
	root := sandboxRoot(t, s, Temporary)
	e, err := root.GetFile("f", Flags{Create: true})
	must(t, err)
	w, err := e.CreateWriter()
	must(t, err)
	var steps []int64
	must(t, w.Write(t.Context(), 0, strings.NewReader(strings.Repeat("x", 2*writeSize+5)), func(n int64) { steps = append(steps, n) }))
	if diff := cmp.Diff([]int64{writeSize, writeSize, 5}, steps); diff != "" {
		t.Error("progress (-want +got):\n" + diff)
	}

	ctx, cancel := context.WithCancel(t.Context())
	err = w.Write(ctx, 0, strings.NewReader(strings.Repeat("y", 3*writeSize)), func(int64) { cancel() })
	checkError(t, "an aborted Write", err, ErrAbort)
	got := contentOf(e)
	check(t, "what was written before", strings.Count(got, "y"), writeSize)
	check(t, "what was there", strings.Count(got, "x"), writeSize+5)

	failure := errors.New("the source failed")
	err = w.Write(t.Context(), 0, io.MultiReader(strings.NewReader("z"), failingReader{failure}), func(int64) {})
	checkError(t, "Write of a source that fails", err, failure)
	stale := fileOf(t, e)
	truncate(t, e, 1)
	err = w.Write(t.Context(), 0, io.NewSectionReader(stale, 0, stale.Size()), func(int64) {})
	checkError(t, "Write of a File that has changed", err, ErrNotReadable)
}

type failingReader struct{ err error }

func (r failingReader) Read([]byte) (int, error) { return 0, r.err }

func TestWriterWithoutRight(t *testing.T) {
	s := newService(t, Options{})
	for _, dir := range []Entry{grantDirectory(t, s, Read, "a.txt"), packageOf(t, "a.txt")} {
		w, err := getFile(t, dir, "a.txt").CreateWriter()
		must(t, err)
		check(t, "length", w.Length(), int64(5))
		checkError(t, "Write", w.Write(t.Context(), 0, strings.NewReader("x"), func(int64) {}), ErrSecurity)
		checkError(t, "Truncate", w.Truncate(0), ErrSecurity)
		check(t, "content", contentOf(getFile(t, dir, "a.txt")), "a.txt")
	}
}

func TestMemoryQuota(t *testing.T) {
	v := newMemorySandbox(10)
	dir := Entry{&FileSystem{kind: sandboxed, volume: v, writer: v, create: true}, "/", true}
	addTree(t, dir, "abc")
	e := getFile(t, dir, "abc")
	w, err := e.CreateWriter()
	must(t, err)
	must(t, w.Truncate(10))
	checkError(t, "Truncate over the quota", w.Truncate(11), ErrQuotaExceeded)
	checkError(t, "Truncate far over the quota", w.Truncate(1<<60), ErrQuotaExceeded)
	checkError(t, "Write over the quota", w.Write(t.Context(), 9, strings.NewReader("xy"), func(int64) {}), ErrQuotaExceeded)
	check(t, "content", contentOf(e), "abc"+strings.Repeat("\x00", 7))
	must(t, e.Remove())
	addTree(t, dir, "0123456789")
	check(t, "what fits after a removal", treeOf(t, dir), "0123456789")

	s := newService(t, writableApp)
	disk := grantDirectory(t, s, Write, "eleven bytes")
	_, err = getFile(t, disk, "eleven bytes").CopyTo(t.Context(), dir, "copy")
	checkError(t, "CopyTo over the quota", err, ErrQuotaExceeded)
	check(t, "no half of a file", treeOf(t, dir), "0123456789")
	_, err = getFile(t, disk, "eleven bytes").MoveTo(t.Context(), dir, "copy")
	checkError(t, "MoveTo over the quota", err, ErrQuotaExceeded)
	check(t, "the source", contentOf(getFile(t, disk, "eleven bytes")), "eleven bytes")
}
