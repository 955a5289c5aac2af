package filesystem

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"testing/fstest"
)

func TestNames(t *testing.T) {
	s := newService(t, Options{Package: fstest.MapFS{}})
	isolatedName := regexp.MustCompile(`^chrome-extension_` + appID + `_0:Isolated_[0-9A-F]{32}$`)
	pkg, err := s.Package()
	must(t, err)
	again, err := s.Package()
	must(t, err)
	dir := grantDirectory(t, s, Read)
	for _, e := range []Entry{pkg, again, dir} {
		if name := e.FileSystem().Name(); !isolatedName.MatchString(name) {
			t.Errorf("the file system of %s is called %q, want %s", e.FullPath(), name, isolatedName)
		}
	}
	check(t, "is the package on a new file system each time", pkg == again, false)
	check(t, "package", outcome(pkg, nil), "/crxfs/")
	check(t, "granted directory", dir.Name(), "data")
	for typ, want := range map[Type]string{Temporary: ":Temporary", Persistent: ":Persistent"} {
		root := sandboxRoot(t, s, typ)
		check(t, "name", root.FileSystem().Name(), "chrome-extension_"+appID+"_0"+want)
		check(t, "is it the same each time", root == sandboxRoot(t, s, typ), true)
	}
	addTree(t, sandboxRoot(t, s, Temporary), "x")
	check(t, "the other store", treeOf(t, sandboxRoot(t, s, Persistent)), "")
	_, err = s.Sandbox(7)
	checkError(t, "Sandbox(7)", err, ErrInvalidModification)
	_, err = newService(t, Options{}).Package()
	checkError(t, "Package of an App without one", err, ErrNotFound)
}

func TestGrantErrors(t *testing.T) {
	s := newService(t, writableApp)
	for _, path := range []string{filepath.Join(t.TempDir(), "nope"), filepath.VolumeName(t.TempDir()) + string(filepath.Separator)} {
		if _, err := s.Grant(path, Write); err == nil {
			t.Errorf("Grant(%q) succeeded", path)
		}
		if err := s.Preset("A", path); err == nil {
			t.Errorf("Preset of %q succeeded", path)
		}
	}
}

func TestGrantNew(t *testing.T) {
	s := newService(t, writableApp)
	path := filepath.Join(t.TempDir(), "new.txt")
	e, err := s.GrantNew(path)
	must(t, err)
	check(t, "entry", outcome(e, nil), "/new.txt")
	write(t, e, 0, "hello")
	e, err = s.GrantNew(path)
	must(t, err)
	check(t, "content of a file that existed", contentOf(e), "hello")
	if _, err := s.GrantNew(filepath.Join(path, "x")); err == nil {
		t.Error("GrantNew below a file succeeded")
	}
}

func TestDisplayPath(t *testing.T) {
	s := newService(t, Options{Package: fstest.MapFS{}})
	home, err := filepath.EvalSymlinks(t.TempDir())
	must(t, err)
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	makeTree(t, home, "data/a.txt")
	makeTree(t, home+"x", "data/")
	t.Cleanup(func() { must(t, os.RemoveAll(home+"x")) })
	dir, beside := grant(t, s, filepath.Join(home, "data"), Read), grant(t, s, home+"x", Read)
	for want, e := range map[string]Entry{
		filepath.Join("~", "data"):          dir,
		filepath.Join("~", "data", "a.txt"): getFile(t, dir, "a.txt"),
		"~":                                 grant(t, s, home, Read),
		home + "x":                          beside,
	} {
		got, err := s.DisplayPath(e)
		must(t, err)
		check(t, "display path", got, want)
	}
	pkg, err := s.Package()
	must(t, err)
	for _, e := range []Entry{pkg, sandboxRoot(t, s, Temporary), dir.FileSystem().Root()} {
		_, err := s.DisplayPath(e)
		checkError(t, "DisplayPath of "+e.FileSystem().Name(), err, ErrInvalidParameters)
	}
}

func TestIsWritable(t *testing.T) {
	s := newService(t, Options{Package: fstest.MapFS{}})
	pkg, err := s.Package()
	must(t, err)
	writable := grantDirectory(t, s, Write)
	for _, c := range []struct {
		what string
		e    Entry
		want bool
	}{
		{"package", pkg, false},
		{"read-only directory", grantDirectory(t, s, Read), false},
		{"writable directory", writable, true},
		{"its root", writable.FileSystem().Root(), true},
	} {
		got, err := s.IsWritable(c.e)
		if err != nil || got != c.want {
			t.Errorf("IsWritable of the %s = %v, %v, want %v", c.what, got, err, c.want)
		}
	}
	_, err = s.IsWritable(sandboxRoot(t, s, Temporary))
	checkError(t, "IsWritable of a sandboxed entry", err, ErrInvalidParameters)
}

func TestWritable(t *testing.T) {
	for _, c := range []struct {
		options         Options
		file, directory error
	}{
		{Options{}, ErrNeedsWrite, ErrNeedsWrite},
		{Options{Directory: true}, ErrNeedsWrite, ErrNeedsWrite},
		{Options{Write: true}, nil, ErrNeedsDirectory},
		{writableApp, nil, nil},
	} {
		s := newService(t, c.options)
		dir := grantDirectory(t, s, Read, "a.txt", "sub/b.txt")
		_, err := s.Writable(getFile(t, dir, "a.txt"))
		checkError(t, "of a file", err, c.file)
		_, err = s.Writable(dir)
		checkError(t, "of a directory", err, c.directory)
	}

	s := newService(t, Options{Write: true, Directory: true, Package: fstest.MapFS{}})
	dir := grantDirectory(t, s, Read, "a.txt", "sub/b.txt")
	file, err := s.Writable(getFile(t, dir, "a.txt"))
	must(t, err)
	check(t, "a file", outcome(file, nil), "/a.txt")
	sub, err := s.Writable(getDirectory(t, dir, "sub"))
	must(t, err)
	check(t, "a directory", outcome(sub, nil), "/sub/")
	check(t, "what is in it", outcome(sub.GetFile("/sub/b.txt", Flags{})), "/sub/b.txt")
	check(t, "the old path", outcome(sub.GetFile("/data/a.txt", Flags{})), "Encoding")
	check(t, "create in it", outcome(sub.GetFile("new", Flags{Create: true})), "/sub/new")

	must(t, file.Remove())
	again, err := s.Writable(Entry{dir.fs, "/data/a.txt", false})
	must(t, err)
	check(t, "a file that was gone", contentOf(again), "")
	must(t, sub.RemoveRecursively())
	_, err = s.Writable(Entry{dir.fs, "/data/sub", true})
	checkLastError(t, err, "Error getting fileEntry, code: 8")
	_, err = s.Writable(Entry{dir.fs, "/data/sub/x", false})
	checkLastError(t, err, "Error opening "+filepath.Join(onHost(t, dir), "sub", "x"))

	pkg, err := s.Package()
	must(t, err)
	for _, e := range []Entry{pkg, sandboxRoot(t, s, Temporary), dir.FileSystem().Root()} {
		_, err := s.Writable(e)
		checkError(t, "Writable of "+e.FileSystem().Name(), err, ErrInvalidParameters)
	}
}

func checkLastError(t *testing.T, err error, want string) {
	t.Helper()
	if e, ok := errors.AsType[LastError](err); !ok || e.Error() != want {
		t.Errorf("got error %v, want the LastError %q", err, want)
	}
}

func TestURL(t *testing.T) {
	s := newService(t, Options{Package: fstest.MapFS{"manifest.json": {}}})
	root := sandboxRoot(t, s, Temporary)
	base := "filesystem:chrome-extension://" + appID + "/temporary/"
	addTree(t, root, "dir/f", "dir/a b#?&'()*+,:;=@$!~%é-._[]{}|^`\"<>\x01x.txt")
	check(t, "URL of the root", root.URL(), base)
	check(t, "URL of a directory", getDirectory(t, root, "dir").URL(), base+"dir")
	strange := getFile(t, root, "dir/a b#?&'()*+,:;=@$!~%é-._[]{}|^`\"<>\x01x.txt")
	check(t, "URL of a strange name", strange.URL(), base+"dir/a%20b%23%3F%26%27()*%2B%2C%3A%3B%3D%40%24!~%25%C3%A9-._%5B%5D%7B%7D%7C%5E%60%22%3C%3E%01x.txt")
	check(t, "URL in the other store", sandboxRoot(t, s, Persistent).URL(), "filesystem:chrome-extension://"+appID+"/persistent/")
	pkg, err := s.Package()
	must(t, err)
	check(t, "URL of the package", pkg.URL(), "")
	check(t, "URL of a granted directory", grantDirectory(t, s, Read).URL(), "")

	for _, c := range []struct{ url, want string }{
		{strange.URL(), strange.FullPath()},
		{base, "/"},
		{base[:len(base)-1], "/"},
		{base + "dir", "/dir/"},
		{base + "dir/", "/dir/"},
		{base + "dir/../dir/f", "/dir/f"},
		{base + "../../dir//f", "/dir/f"},
		{base + "dir/%66", "/dir/f"},
		{base + "dir%2Ff", "/dir/f"},
		{base + "dir/f?x", "/dir/f"},
		{base + "dir/f#y", "/dir/f"},
		{base + "nope", "NotFound"},
		{base + "%zz", "NotFound"},
		{base + "dir/f%00", "NotFound"},
		{base + "a%5Cb", "Security"},
		{"filesystem:chrome-extension://" + appID + "/isolated/", "Encoding"},
		{"filesystem:chrome-extension://" + appID, "Security"},
		{"filesystem:chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/temporary/", "Security"},
		{"filesystem:http://" + appID + "/temporary/", "Security"},
		{"filesystem:", "Security"},
		{"http://localhost/x", "Security"},
		{"file:///etc/passwd", "Security"},
		{"data:,x", "Security"},
		{"chrome-extension://" + appID + "/manifest.json", "Encoding"},
		{"x", "Encoding"},
		{"/temporary/dir", "Encoding"},
		{"", "Encoding"},
	} {
		check(t, "ResolveURL("+c.url+")", outcome(s.ResolveURL(c.url)), c.want)
	}
}

func TestClosed(t *testing.T) {
	s := New(Options{})
	root := sandboxRoot(t, s, Temporary)
	must(t, s.Close())
	must(t, s.Close())
	_, err := s.Sandbox(Temporary)
	checkError(t, "Sandbox", err, ErrAbort)
	check(t, "an entry that is still there", outcome(root.GetFile("x", Flags{})), "NotFound")
}
