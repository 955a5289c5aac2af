package filesystem

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

// reopen closes the service of a profile and makes another one for it.
func reopen(t *testing.T, s *Service) *Service {
	t.Helper()
	must(t, s.Close())
	return newService(t, s.options)
}

func TestSandboxIsKept(t *testing.T) {
	s := newService(t, Options{Profile: t.TempDir()})
	root := sandboxRoot(t, s, Persistent)
	addTree(t, root, "a", "A", "dir/deep/x", "dir/y", "empty/", longName, "gone/z", "moved/w", "replaced")
	must(t, getDirectory(t, root, "gone").RemoveRecursively())
	_, err := getDirectory(t, root, "moved").MoveTo(t.Context(), getDirectory(t, root, "dir"), "new")
	must(t, err)
	_, err = getFile(t, root, "a").MoveTo(t.Context(), root, "replaced")
	must(t, err)
	want := "A dir/[deep/[x] new/[w] y] empty/[] replaced " + longName
	check(t, "tree", treeOf(t, root), want)
	before, err := getDirectory(t, root, "dir").Metadata()
	must(t, err)

	s = reopen(t, s)
	root = sandboxRoot(t, s, Persistent)
	check(t, "tree", treeOf(t, root), want)
	check(t, "content", contentOf(getFile(t, root, "dir/new/w")), "moved/w")
	check(t, "content of a replaced file", contentOf(getFile(t, root, "replaced")), "a")
	after, err := getDirectory(t, root, "dir").Metadata()
	must(t, err)
	check(t, "modification of a directory", after.ModificationTime.Equal(before.ModificationTime), true)
	addTree(t, root, "another")
	check(t, "content of a new file", contentOf(getFile(t, root, "another")), "another")
	check(t, "the other store", treeOf(t, sandboxRoot(t, s, Temporary)), "")
	entries, err := os.ReadDir(filepath.Join(s.options.Profile, "Persistent", contentsName))
	must(t, err)
	check(t, "files on disk", len(entries), 7)
}

// What a host leaves that was killed between two steps is removed.
func TestSandboxLeftovers(t *testing.T) {
	s := newService(t, Options{Profile: t.TempDir()})
	addTree(t, sandboxRoot(t, s, Temporary), "a")
	left := filepath.Join(s.options.Profile, "Temporary", contentsName, "77")
	must(t, os.WriteFile(left, nil, 0o600))
	s = reopen(t, s)
	check(t, "content", contentOf(getFile(t, sandboxRoot(t, s, Temporary), "a")), "a")
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("the leftover is still there: %v", err)
	}
}

// A file whose contents are gone can be removed like any other.
func TestSandboxWithoutContents(t *testing.T) {
	s := newService(t, Options{Profile: t.TempDir()})
	root := sandboxRoot(t, s, Temporary)
	addTree(t, root, "a")
	e := getFile(t, root, "a")
	must(t, os.RemoveAll(filepath.Join(s.options.Profile, "Temporary", contentsName, "1")))
	_, err := e.Metadata()
	checkError(t, "Metadata", err, ErrNotFound)
	must(t, sandboxRoot(t, s, Temporary).fs.writer.removeAll("a"))
	check(t, "tree", treeOf(t, root), "")
}

func TestSandboxInUse(t *testing.T) {
	s := newService(t, Options{Profile: t.TempDir()})
	sandboxRoot(t, s, Temporary)
	_, err := newService(t, s.options).Sandbox(Temporary)
	checkError(t, "Sandbox of a profile in use", err, ErrInUse)
	checkError(t, "Sandbox of a profile in use", err, ErrInvalidState)
	if err != nil && !strings.Contains(err.Error(), s.options.Profile) {
		t.Errorf("the error is %q, want the directory in it", err)
	}
}

func TestSandboxCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	_, err := newService(t, Options{Profile: file}).Sandbox(Temporary)
	checkError(t, "Sandbox below a file", err, ErrInvalidState)
}

func TestSandboxDamaged(t *testing.T) {
	for name, damage := range map[string]func(t *testing.T, path string){
		"no database": func(t *testing.T, path string) {
			must(t, os.WriteFile(path, []byte(strings.Repeat("x", 10000)), 0o600))
		},
		"cut": func(t *testing.T, path string) {
			must(t, os.Truncate(path, int64(2*os.Getpagesize())))
		},
		"no record": func(t *testing.T, path string) { putRecord(t, path, key(1), "x") },
		"no key":    func(t *testing.T, path string) { putRecord(t, path, []byte("x"), `{"name":"x"}`) },
		"no parent": func(t *testing.T, path string) { putRecord(t, path, key(1), `{"name":"x","parent":99}`) },
	} {
		s := newService(t, Options{Profile: t.TempDir()})
		addTree(t, sandboxRoot(t, s, Temporary), "a", "b/c")
		must(t, s.Close())
		path := filepath.Join(s.options.Profile, "Temporary", indexName)
		damage(t, path)
		_, err := newService(t, s.options).Sandbox(Temporary)
		checkError(t, name, err, ErrInvalidState)
		if entries, _ := os.ReadDir(filepath.Join(s.options.Profile, "Temporary", contentsName)); len(entries) != 2 {
			t.Errorf("%s: %d files are left, want 2", name, len(entries))
		}
	}
}

func putRecord(t *testing.T, path string, key []byte, record string) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	must(t, err)
	err = db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(nodesBucket).Put(key, []byte(record)) })
	must(t, errors.Join(err, db.Close()))
}
