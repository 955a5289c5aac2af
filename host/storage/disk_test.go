package storage

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// holdStore opens a store, says so, and keeps it until its input ends.
func holdStore(dir string) error {
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	os.Stdout.WriteString("open\n")
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return s.Close()
}

func expectInUse(t *testing.T, dir string) {
	t.Helper()
	_, err := Open(dir, Options{})
	if !errors.Is(err, ErrInUse) || !strings.Contains(err.Error(), dir) {
		t.Fatalf("Open of a store that is open: error %v, want ErrInUse with the name of the directory", err)
	}
}

func TestInUseByAnotherProcess(t *testing.T) {
	dir := t.TempDir()
	holder := child(t, "hold", dir)
	stdin, err := holder.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(stdout).ReadString('\n'); line != "open\n" {
		t.Errorf("the other process said %q (%v), want open", line, err)
	}
	expectInUse(t, dir)
	stdin.Close()
	if err := holder.Wait(); err != nil {
		t.Fatalf("the other process: %v", err)
	}
	mustOpen(t, dir, Options{})
}

func TestInUseByThisProcess(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{})
	expectInUse(t, dir)
	expect(t, s.Local(), "set", `{"a":1}`, `{"a":{"newValue":1}}`)
}

// storedFile returns the bytes of a storage file with items of several sizes.
func storedFile(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{})
	mustDo(t, s.Local(), "set", object(300, 200))
	mustDo(t, s.Local(), "set", item("large", 20000))
	mustDo(t, s.Local(), "set", `{"`+strings.Repeat("k", 40000)+`":1}`)
	mustDo(t, s.Sync(), "set", object(20, 100))
	mustDo(t, s.Local(), "remove", `["k001","k002","large"]`)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(dir, fileName))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// openBytes opens a store whose file has this content. It fails the test if opening it changes the file.
func openBytes(t *testing.T, content []byte) (*Store, error) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, fileName)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir, Options{})
	after, readErr := os.ReadFile(path)
	if readErr != nil {
		t.Fatal(readErr)
	}
	if err != nil && !bytes.Equal(content, after) {
		t.Fatalf("Open (error %v) has changed the file", err)
	}
	if err != nil && !strings.Contains(err.Error(), path) {
		t.Fatalf("the error does not name the file %s: %v", path, err)
	}
	return s, err
}

func TestCorruptFile(t *testing.T) {
	whole := storedFile(t)
	page := os.Getpagesize()
	overwrite := func(from, to int, with byte) []byte {
		content := bytes.Clone(whole)
		for i := range content[from:to] {
			content[from+i] = with
		}
		return content
	}
	for _, test := range []struct {
		name    string
		content []byte
	}{
		{"text", []byte("this is not a storage file\n")},
		{"JSON", []byte(`{"a":1}`)},
		{"text of some length", bytes.Repeat([]byte("storage "), 10000)},
		{"zeros", make([]byte, len(whole))},
		{"one byte", whole[:1]},
		{"one page", whole[:page]},
		{"two pages", whole[:2*page]},
		{"half a file", whole[:len(whole)/2]},
		{"both meta pages overwritten", overwrite(0, 2*page, 0xff)},
		{"all after the meta pages zero", overwrite(2*page, len(whole), 0)},
		{"all after the meta pages overwritten", overwrite(2*page, len(whole), 0xff)},
		{"a value that is no JSON", bytes.ReplaceAll(whole, []byte(`"xx`), []byte(`xxx`))},
		{"a record of an unknown form", bytes.ReplaceAll(whole, []byte(`kk003`), []byte(`?k003`))},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := openBytes(t, test.content)
			if err == nil {
				s.Close()
			}
			if !errors.Is(err, ErrCorrupt) {
				t.Fatalf("error %v, want ErrCorrupt", err)
			}
		})
	}
}

// Whatever part of the file is damaged: it is refused, or the damage is where it does not matter and the store works.
func TestDamagedAnywhere(t *testing.T) {
	whole := storedFile(t)
	random := rand.New(rand.NewPCG(1, 2))
	refused := 0
	const tries = 60
	for i := range tries {
		content := bytes.Clone(whole)
		at := random.IntN(len(content))
		if i%5 == 0 {
			content = content[:at]
		} else {
			at -= at % 8 // where bbolt's numbers begin
			for j := at; j < min(at+8, len(content)); j++ {
				content[j] = byte(random.Uint32())
			}
		}
		s, err := openBytes(t, content)
		if err != nil {
			refused++
			continue
		}
		for _, a := range []*Area{s.Local(), s.Sync()} {
			mustDo(t, a, "get", `null`)
			mustDo(t, a, "set", `{"k003":3}`)
			mustDo(t, a, "clear", ``)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if refused == 0 || refused == tries {
		t.Errorf("%d of %d damaged files were refused, want some", refused, tries)
	}
}

func TestEmptyFile(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, fileName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, dir, Options{}) // a host that was killed before it wrote anything leaves such a file
	expect(t, s.Local(), "get", `null`, `{}`)
}

func TestProfileIsAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path, Options{}); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("Open: error %v, want one that names %s", err, path)
	}
}
