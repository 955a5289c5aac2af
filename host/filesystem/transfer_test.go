package filesystem

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// The names that copyTo and moveTo refuse before anything else.
var badNames = []string{".", "..", "a/b", `a\b`, "a\x00b", "\x00", "/x", "sub/"}

func TestTransferNames(t *testing.T) {
	writableKinds(t, func(t *testing.T, _ *Service, dir Entry) {
		addTree(t, dir, "f.txt", "o/")
		f := getFile(t, dir, "f.txt")
		for _, name := range append(badNames, "", "f.txt") {
			check(t, "copy as "+name, outcome(f.CopyTo(t.Context(), dir, name)), "InvalidModification")
			check(t, "move as "+name, outcome(f.MoveTo(t.Context(), dir, name)), "InvalidModification")
		}
		for _, name := range []string{" ", "..x", "new"} {
			e, err := f.CopyTo(t.Context(), dir, name)
			must(t, err)
			check(t, "name of the copy", e.Name(), name)
			check(t, "copy as "+name, contentOf(e), "f.txt")
		}
		_, err := f.CopyTo(t.Context(), getDirectory(t, dir, "o"), "")
		must(t, err)
		check(t, "copy under its own name", contentOf(getFile(t, dir, "o/f.txt")), "f.txt")
		want := "InvalidState"
		if dir.fs.kind == sandboxed {
			want = "/" + longName
		}
		check(t, "copy with a long name", outcome(f.CopyTo(t.Context(), dir, longName)), want)
	})
}

// What a source becomes at a place where there is nothing, a file, an empty
// directory or one that is not.
func TestTransferOnto(t *testing.T) {
	for _, move := range []bool{false, true} {
		writableKinds(t, func(t *testing.T, _ *Service, dir Entry) {
			for _, c := range []struct{ source, target, want string }{
				{"file", "nothing", "ok"},
				{"file", "other", "ok"},
				{"file", "empty", "InvalidModification"},
				{"file", "full", "InvalidModification"},
				{"directory", "nothing", "ok"},
				{"directory", "other", "InvalidModification"},
				{"directory", "empty", "ok"},
				{"directory", "full", "InvalidModification"},
			} {
				what := c.source + " onto " + c.target
				addTree(t, dir, "w/file", "w/directory/deep/x", "w/directory/y", "w/other", "w/empty/", "w/full/z")
				w := getDirectory(t, dir, "w")
				before := treeOf(t, w)
				source, contents := Entry{dir.fs, w.fullPath + "/" + c.source, c.source == "directory"}, contentOf
				if source.isDirectory {
					contents = func(e Entry) string { return treeOf(t, e) }
				}
				want := contents(source)
				do := source.CopyTo
				if move {
					do = source.MoveTo
				}
				e, err := do(t.Context(), w, c.target)
				if c.want != "ok" {
					check(t, what, outcome(e, err), c.want)
					check(t, what+" leaves", treeOf(t, w), before)
				} else {
					check(t, what, outcome(e, err), outcome(Entry{dir.fs, w.fullPath + "/" + c.target, source.isDirectory}, nil))
					check(t, what+" gives", contents(e), want)
					_, err := source.Metadata()
					check(t, what+": is the source gone", err != nil, move)
				}
				must(t, w.RemoveRecursively())
			}
		})
	}
}

func TestTransferRefused(t *testing.T) {
	writableKinds(t, func(t *testing.T, _ *Service, dir Entry) {
		addTree(t, dir, "full/in", "full/deep/", "other")
		full, deep := getDirectory(t, dir, "full"), getDirectory(t, dir, "full/deep")
		for name, do := range map[string]func(Entry) func(context.Context, Entry, string) (Entry, error){
			"copy": func(e Entry) func(context.Context, Entry, string) (Entry, error) { return e.CopyTo },
			"move": func(e Entry) func(context.Context, Entry, string) (Entry, error) { return e.MoveTo },
		} {
			to := func(e, parent Entry, newName string) string { return outcome(do(e)(t.Context(), parent, newName)) }
			check(t, name+" into itself", to(full, full, "x"), "InvalidModification")
			check(t, name+" deep into itself", to(full, deep, "x"), "InvalidModification")
			check(t, name+" onto what is in it", to(full, full, "deep"), "InvalidModification")
			check(t, name+" onto what it is in", to(deep, dir, "full"), "InvalidModification")
			gone := Entry{dir.fs, deep.fullPath + "/gone", false}
			check(t, name+" of what is gone", to(gone, dir, "x"), "NotFound")
			goneDirectory := Entry{dir.fs, deep.fullPath + "/gone", true}
			check(t, name+" to what is gone", to(getFile(t, dir, "other"), goneDirectory, "x"), "NotFound")
			check(t, name+" into a file", to(getFile(t, dir, "other"), Entry{dir.fs, full.fullPath + "/in", true}, "x"), "TypeMismatch")
		}
		check(t, "tree", treeContains(t, full, "in", "deep/[]"), true)
	})
}

func TestTransferAcross(t *testing.T) {
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write, "a.txt", "sub/b.txt", "sub/deep/c")
	root := sandboxRoot(t, s, Temporary)
	sub := getDirectory(t, dir, "sub")
	e, err := getFile(t, dir, "a.txt").CopyTo(t.Context(), root, "a2.txt")
	check(t, "file to the sandbox", outcome(e, err), "/a2.txt")
	check(t, "its content", contentOf(e), "a.txt")
	e, err = sub.CopyTo(t.Context(), root, "")
	check(t, "directory to the sandbox", outcome(e, err), "/sub/")
	check(t, "tree", treeOf(t, e), "b.txt deep/[c]")
	e, err = e.MoveTo(t.Context(), dir, "back")
	check(t, "directory from the sandbox", outcome(e, err), "/data/back/")
	check(t, "content", contentOf(getFile(t, e, "deep/c")), "sub/deep/c")
	check(t, "what is left", treeOf(t, root), "a2.txt")
	check(t, "over a full directory", outcome(e.MoveTo(t.Context(), dir, "sub")), "InvalidModification")

	_, err = root.GetFile(longName, Flags{Create: true})
	must(t, err)
	check(t, "a name that the disk cannot have", outcome(getFile(t, root, longName).CopyTo(t.Context(), dir, "")), "InvalidState")
	e, err = root.CopyTo(t.Context(), dir, "all")
	check(t, "a tree with such a name", outcome(e, err), "InvalidState")
	check(t, "the sandbox into itself", outcome(root.CopyTo(t.Context(), root, "x")), "InvalidModification")
	check(t, "the sandbox moved", outcome(root.MoveTo(t.Context(), dir, "x")), "Security")

	other := sandboxRoot(t, s, Persistent)
	addTree(t, other, "d/e")
	e, err = other.CopyTo(t.Context(), root, "persistent")
	check(t, "from one sandbox to the other", outcome(e, err), "/persistent/")
	check(t, "tree of that", treeOf(t, e), "d/[e]")
}

func TestTransferToRoot(t *testing.T) {
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write, "a.txt", "sub/")
	root, sandbox := dir.FileSystem().Root(), sandboxRoot(t, s, Temporary)
	a, sub := getFile(t, dir, "a.txt"), getDirectory(t, dir, "sub")
	ctx := t.Context()
	check(t, "beside the top", outcome(a.CopyTo(ctx, root, "x")), "Encoding")
	check(t, "directory beside the top", outcome(sub.MoveTo(ctx, root, "x")), "Encoding")
	check(t, "the top to another name", outcome(dir.MoveTo(ctx, root, "x")), "Encoding")
	check(t, "over the top", outcome(a.CopyTo(ctx, root, "data")), "InvalidModification")
	check(t, "directory over the top", outcome(sub.CopyTo(ctx, root, "data")), "InvalidModification")
	check(t, "the top over itself", outcome(dir.CopyTo(ctx, root, "data")), "InvalidModification")
	check(t, "the top into itself", outcome(dir.CopyTo(ctx, dir, "x")), "InvalidModification")
	check(t, "the root copied", outcome(root.CopyTo(ctx, sandbox, "x")), "NoModificationAllowed")
	check(t, "the root moved", outcome(root.MoveTo(ctx, sandbox, "x")), "Security")
	e, err := dir.MoveTo(ctx, sandbox, "moved")
	check(t, "the top moved away", outcome(e, err), "/moved/")
	_, err = os.Lstat(onHost(t, dir))
	check(t, "is the directory gone", os.IsNotExist(err), true)
	e, err = e.CopyTo(ctx, root, "data")
	check(t, "the top made again", outcome(e, err), "/data/")
	check(t, "tree", treeContains(t, dir, "a.txt", "sub/[]"), true)
}

func TestTransferWithoutRight(t *testing.T) {
	s := newService(t, Options{Package: fstest.MapFS{"a": {}, "sub/b": {}}})
	pkg, err := s.Package()
	must(t, err)
	readOnly := grantDirectory(t, s, Read, "a", "sub/b")
	root := sandboxRoot(t, s, Temporary)
	addTree(t, root, "x")
	ctx := t.Context()
	for i, dir := range []Entry{pkg, readOnly} {
		a, sub := getFile(t, dir, "a"), getDirectory(t, dir, "sub")
		check(t, "copy", outcome(a.CopyTo(ctx, dir, "new")), "Security")
		check(t, "move", outcome(a.MoveTo(ctx, root, "new")), "Security")
		check(t, "copy into", outcome(getFile(t, root, "x").CopyTo(ctx, dir, "new")), "Security")
		check(t, "move into", outcome(getFile(t, root, "x").MoveTo(ctx, dir, "new")), "Security")
		check(t, "a bad name", outcome(getFile(t, root, "x").CopyTo(ctx, dir, "a/b")), "InvalidModification")
		check(t, "move of the top", outcome(dir.MoveTo(ctx, dir, "x")), "Security")
		checkError(t, "Remove", a.Remove(), ErrSecurity)
		checkError(t, "Remove of what is not there", Entry{dir.fs, dir.fullPath + "/nope", false}.Remove(), ErrSecurity)
		checkError(t, "RemoveRecursively", sub.RemoveRecursively(), ErrSecurity)
		checkError(t, "RemoveRecursively of the top", dir.RemoveRecursively(), ErrSecurity)
		e, err := dir.CopyTo(ctx, root, "copy"+string(rune('0'+i)))
		must(t, err)
		check(t, "copy of everything", treeOf(t, e), "a sub/[b]")
	}
}

// Two file systems may have the same file. Chrome copies it onto itself, and a
// move then removes it.
func TestTransferOntoItself(t *testing.T) {
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write, "a.txt", "sub/b")
	file, err := s.Writable(getFile(t, dir, "a.txt"))
	must(t, err)
	sub, err := s.Writable(getDirectory(t, dir, "sub"))
	must(t, err)
	ctx := t.Context()
	check(t, "copy", outcome(file.CopyTo(ctx, dir, "")), "InvalidModification")
	check(t, "move", outcome(file.MoveTo(ctx, dir, "")), "InvalidModification")
	check(t, "content", contentOf(getFile(t, dir, "a.txt")), "a.txt")
	check(t, "directory into itself", outcome(dir.CopyTo(ctx, sub, "x")), "InvalidModification")
	check(t, "directory onto itself", outcome(sub.MoveTo(ctx, dir, "sub")), "InvalidModification")
	check(t, "tree", treeContains(t, dir, "a.txt", "sub/[b]"), true)
	check(t, "elsewhere", outcome(file.MoveTo(ctx, sub, "c")), "/sub/c")
	check(t, "over a granted file", outcome(getFile(t, sub, "c").CopyTo(ctx, file.FileSystem().Root(), "a.txt")), "Security")
}

func TestTransferCancelled(t *testing.T) {
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write, "a.txt", "sub/b")
	root := sandboxRoot(t, s, Temporary)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	check(t, "file", outcome(getFile(t, dir, "a.txt").CopyTo(ctx, root, "")), "Abort")
	check(t, "directory", outcome(getDirectory(t, dir, "sub").MoveTo(ctx, root, "")), "Abort")
	check(t, "tree", treeContains(t, dir, "a.txt", "sub/[b]"), true)
	check(t, "what is there", treeOf(t, root), "")
}

func TestRemove(t *testing.T) {
	writableKinds(t, func(t *testing.T, _ *Service, dir Entry) {
		addTree(t, dir, "file", "empty/", "full/deep/x", "full/y")
		for _, e := range []Entry{getFile(t, dir, "file"), getDirectory(t, dir, "empty")} {
			must(t, e.Remove())
			checkError(t, "Remove again", e.Remove(), ErrNotFound)
		}
		full := getDirectory(t, dir, "full")
		checkError(t, "Remove of a full directory", full.Remove(), ErrInvalidModification)
		must(t, full.RemoveRecursively())
		checkError(t, "RemoveRecursively again", full.RemoveRecursively(), ErrNotFound)
		check(t, "tree", treeOf(t, dir), "")
		if dir.fs.kind == sandboxed {
			checkError(t, "Remove of the root", dir.Remove(), ErrInvalidModification)
			checkError(t, "RemoveRecursively of the root", dir.RemoveRecursively(), ErrInvalidModification)
		}
	})
}

// The granted directory itself can be removed, and made again.
func TestRemoveTop(t *testing.T) {
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write, "a/b", "c")
	checkError(t, "Remove", dir.Remove(), ErrInvalidModification)
	must(t, dir.RemoveRecursively())
	if _, err := os.Lstat(onHost(t, dir)); !os.IsNotExist(err) {
		t.Errorf("the directory is still there: %v", err)
	}
	check(t, "GetDirectory", outcome(dir.GetDirectory("", Flags{})), "NotFound")
	check(t, "create below", outcome(dir.GetFile("x", Flags{Create: true})), "NotFound")
	check(t, "create again", outcome(dir.GetDirectory("", Flags{Create: true})), "/data/")
	check(t, "create below that", outcome(dir.GetFile("x", Flags{Create: true})), "/data/x")
}

// Symbolic links are neither followed nor copied nor removed.
func TestTreeWithSymbolicLinks(t *testing.T) {
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write, "a.txt", "sub/real/x")
	outside := t.TempDir()
	makeTree(t, outside, "secret")
	host := onHost(t, dir)
	symlink(t, "../a.txt", filepath.Join(host, "sub/file"))
	symlink(t, outside, filepath.Join(host, "sub/outside"))
	symlink(t, outside, filepath.Join(host, "sub/real/outside"))
	sub := getDirectory(t, dir, "sub")
	e, err := sub.CopyTo(t.Context(), dir, "copy")
	must(t, err)
	check(t, "copy", treeOf(t, e), "real/[x]")
	checkError(t, "Remove", sub.Remove(), ErrInvalidModification)
	checkError(t, "RemoveRecursively", sub.RemoveRecursively(), ErrInvalidModification)
	if _, err := os.Lstat(filepath.Join(host, "sub/outside")); err != nil {
		t.Error("the link is gone:", err)
	}
	if _, err := os.Stat(filepath.Join(outside, "secret")); err != nil {
		t.Error("what the link leads to is gone:", err)
	}

	a := getFile(t, dir, "a.txt")
	symlink(t, filepath.Join(outside, "secret"), filepath.Join(host, "link"))
	for name, do := range map[string]func(context.Context, Entry, string) (Entry, error){"copy": a.CopyTo, "move": a.MoveTo} {
		e, err := do(t.Context(), dir, "link")
		if got := outcome(e, err); got != "Exists" && got != "InvalidModification" {
			t.Errorf("%s over a link: %s, want InvalidModificationError", name, got)
		}
	}
	b, err := os.ReadFile(filepath.Join(outside, "secret"))
	must(t, err)
	check(t, "what the link leads to", string(b), "secret")
}

func TestPermission(t *testing.T) {
	skipPrivileged(t)
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write, "readonly", "unreadable", "closed/x", "sealed/x", "sealed/empty/", "from")
	host := onHost(t, dir)
	for name, mode := range map[string]os.FileMode{"readonly": 0o400, "unreadable": 0, "closed": 0o600, "sealed": 0o500} {
		chmod(t, filepath.Join(host, name), mode)
	}
	ctx := t.Context()

	e := getFile(t, dir, "unreadable")
	f := fileOf(t, e)
	check(t, "size of an unreadable file", f.Size(), int64(len("unreadable")))
	check(t, "text of it", text(f), "NotReadable")
	w, err := e.CreateWriter()
	must(t, err)
	checkError(t, "Write to it", w.Write(ctx, 0, strings.NewReader("x"), func(int64) {}), ErrNoModificationAllowed)

	e, err = dir.GetFile("readonly", Flags{Create: true})
	must(t, err)
	w, err = e.CreateWriter()
	must(t, err)
	checkError(t, "Write to a read-only file", w.Write(ctx, 0, strings.NewReader("x"), func(int64) {}), ErrNoModificationAllowed)
	checkError(t, "Truncate of it", w.Truncate(0), ErrNoModificationAllowed)
	_, err = getFile(t, dir, "from").CopyTo(ctx, dir, "readonly")
	checkError(t, "CopyTo over it", err, ErrNoModificationAllowed)
	check(t, "its content", contentOf(e), "readonly")

	closed := getDirectory(t, dir, "closed")
	_, err = readAll(closed)
	checkError(t, "listing a directory without search right", err, ErrNoModificationAllowed)
	check(t, "a path into it", outcome(closed.GetFile("x", Flags{})), "NotFound")

	sealed := getDirectory(t, dir, "sealed")
	check(t, "create in a read-only directory", outcome(sealed.GetFile("new", Flags{Create: true})), "NoModificationAllowed")
	check(t, "mkdir there", outcome(sealed.GetDirectory("new", Flags{Create: true})), "NoModificationAllowed")
	check(t, "copy there", outcome(getFile(t, dir, "from").CopyTo(ctx, sealed, "")), "NoModificationAllowed")
	checkError(t, "Remove there", getFile(t, sealed, "x").Remove(), ErrInvalidState)
	checkError(t, "Remove of a directory there", getDirectory(t, sealed, "empty").Remove(), ErrInvalidState)
}

func TestPermissionOfParent(t *testing.T) {
	skipPrivileged(t)
	s := newService(t, writableApp)
	parent := t.TempDir()
	makeTree(t, parent, "data/a.txt", "file")
	dir, file := grant(t, s, filepath.Join(parent, "data"), Write), grant(t, s, filepath.Join(parent, "file"), Write)
	chmod(t, parent, 0o100) // it cannot be listed, but its members can be used
	check(t, "tree", treeOf(t, dir), "a.txt")
	check(t, "content", contentOf(file), "file")
	write(t, file, 0, "F")
	check(t, "content after writing", contentOf(file), "File")
}
