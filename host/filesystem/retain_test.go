package filesystem

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"testing"
	"testing/fstest"
)

func retain(t *testing.T, s *Service, e Entry) string {
	t.Helper()
	id, err := s.Retain(e)
	must(t, err)
	return id
}

func checkRestorable(t *testing.T, s *Service, id string, want bool) {
	t.Helper()
	got, err := s.IsRestorable(id)
	must(t, err)
	check(t, "IsRestorable("+id+")", got, want)
}

func TestRetain(t *testing.T) {
	records := memoryRecords{}
	first := newService(t, Options{Retained: records})
	dir := grantDirectory(t, first, Read, "a.txt", "sub/b.txt")
	a, sub := getFile(t, dir, "a.txt"), getDirectory(t, dir, "sub")
	idA, idSub := retain(t, first, a), retain(t, first, sub)
	for id, path := range map[string]string{idA: "data/a.txt", idSub: "data/sub", retain(t, first, dir): "data"} {
		if !regexp.MustCompile(`^[0-9A-F]{32}:` + path + `$`).MatchString(id) {
			t.Errorf("the id of /%s is %q, want 32 hex digits, a colon and the path", path, id)
		}
	}
	check(t, "the id again", retain(t, first, a), idA)
	restored, err := first.Restore(idA)
	must(t, err)
	check(t, "in the same run", restored, a)
	checkRestorable(t, first, idA, true)
	checkRestorable(t, first, "nope", false)
	_, err = first.Restore("nope:data/x")
	checkLastError(t, err, "Unknown id")

	second := newService(t, Options{Retained: records, Write: true})
	checkRestorable(t, second, idSub, true)
	restored, err = second.Restore(idA)
	must(t, err)
	check(t, "a file after a restart", outcome(restored, nil), "/a.txt")
	check(t, "its content", contentOf(restored), "a.txt")
	write(t, restored, 0, "A")
	check(t, "its id", retain(t, second, restored), idA)
	again, err := second.Restore(idA)
	must(t, err)
	check(t, "restored twice", again, restored)
	restored, err = second.Restore(idSub)
	must(t, err)
	check(t, "a directory after a restart", outcome(restored, nil), "/sub/")
	check(t, "create in it", outcome(restored.GetFile("new", Flags{Create: true})), "/sub/new")
	check(t, "its parent", outcome(restored.Parent()), "NoModificationAllowed")
	if id := retain(t, second, getFile(t, restored, "b.txt")); id == idSub {
		t.Error("a file below a restored directory has the directory's id")
	}

	third := newService(t, Options{Retained: records})
	restored, err = third.Restore(idA)
	must(t, err)
	writable, err := third.IsWritable(restored)
	must(t, err)
	check(t, "is it writable without the permission", writable, false)
}

func TestRestoreWhatIsGone(t *testing.T) {
	records := memoryRecords{}
	first := newService(t, Options{Retained: records, Write: true})
	dir := grantDirectory(t, first, Write, "a.txt", "sub/")
	a, sub := getFile(t, dir, "a.txt"), getDirectory(t, dir, "sub")
	idA, idSub := retain(t, first, a), retain(t, first, sub)
	must(t, a.Remove())
	must(t, sub.Remove())
	addTree(t, dir, "sub")
	restored, err := first.Restore(idA)
	check(t, "in the same run", outcome(restored, err), "/data/a.txt")
	id, err := first.Retain(a)
	check(t, "the id of what is gone", id, idA)
	checkError(t, "Retain", err, ErrNotRetained)

	second := newService(t, Options{Retained: records})
	checkRestorable(t, second, idA, true)
	_, err = second.Restore(idA)
	checkLastError(t, err, "Error getting fileEntry, code: 8")
	_, err = second.Restore(idSub)
	checkLastError(t, err, "Error getting fileEntry, code: 17")
}

func TestRetainInvalid(t *testing.T) {
	s := newService(t, Options{Package: fstest.MapFS{"a": {}}})
	pkg, err := s.Package()
	must(t, err)
	id, err := s.Retain(getFile(t, pkg, "a"))
	checkError(t, "Retain of a package entry", err, ErrInvalidParameters)
	check(t, "its id", id, pkg.fs.id+":crxfs/a")
	id, err = s.Retain(sandboxRoot(t, s, Temporary))
	checkError(t, "Retain of a sandboxed entry", err, ErrInvalidParameters)
	check(t, "its id", id, "")
	dir := grantDirectory(t, s, Read)
	id, err = s.Retain(dir.FileSystem().Root())
	checkError(t, "Retain of a root", err, ErrInvalidParameters)
	check(t, "its id", id, dir.fs.id+":")
}

func TestPreset(t *testing.T) {
	records := memoryRecords{}
	s := newService(t, Options{Retained: records, Write: true})
	path := filepath.Join(t.TempDir(), "data")
	makeTree(t, path, "a.txt")
	must(t, s.Preset("A", path))
	checkRestorable(t, s, "A", true)
	dir, err := s.Restore("A")
	must(t, err)
	check(t, "entry", outcome(dir, nil), "/data/")
	check(t, "id", retain(t, s, dir), "A")
	check(t, "content", contentOf(getFile(t, dir, "a.txt")), "a.txt")
	check(t, "records", len(records), 0)
	must(t, s.Preset("F", filepath.Join(path, "a.txt")))
	file, err := s.Restore("F")
	check(t, "file", outcome(file, err), "/a.txt")
	checkRestorable(t, newService(t, Options{Retained: records}), "A", false)
}

func TestRetainedLimit(t *testing.T) {
	records := memoryRecords{}
	s := newService(t, Options{Retained: records})
	dir := grantDirectory(t, s, Read, "first", "last")
	for i := range maxRetained {
		records[fmt.Sprint("old", i)] = fmt.Sprintf(`{"path":"/x","sequence":%d}`, i+10)
	}
	first := retain(t, s, getFile(t, dir, "first"))
	check(t, "records", len(records), maxRetained)
	checkRestorable(t, s, "old0", false)
	checkRestorable(t, s, "old1", true)
	retain(t, s, getFile(t, dir, "first"))
	checkRestorable(t, s, "old1", true)
	retain(t, s, getFile(t, dir, "last"))
	checkRestorable(t, s, "old1", false)
	check(t, "is the first still there", records[first] != "", true)
}

type brokenRecords struct{ memoryRecords }

var errBroken = errors.New("the disk is broken")

func (brokenRecords) Get(string) (json.RawMessage, error) { return nil, errBroken }
func (brokenRecords) Put(string, json.RawMessage) error   { return errBroken }

func TestRecordsFail(t *testing.T) {
	s := newService(t, Options{Retained: brokenRecords{}})
	dir := grantDirectory(t, s, Read)
	_, err := s.Retain(dir)
	checkError(t, "Retain", err, errBroken)
	checkError(t, "Retain", err, ErrNotRetained)
	_, err = s.Restore("x")
	checkError(t, "Restore", err, errBroken)
	_, err = s.IsRestorable("x")
	checkError(t, "IsRestorable", err, errBroken)

	damaged := newService(t, Options{Retained: memoryRecords{"x": "no JSON"}})
	if _, err := damaged.Restore("x"); err == nil {
		t.Error("Restore with a damaged record succeeded")
	}
}
