package filesystem

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

var longName = strings.Repeat("x", 256)

// The outcomes of GetFile and GetDirectory for one path, as seen in Chrome.
type pathCase struct {
	path            string
	file, directory string
}

func runPaths(t *testing.T, dir Entry, cases []pathCase) {
	t.Helper()
	for _, c := range cases {
		check(t, "GetFile("+short(c.path)+")", outcome(dir.GetFile(c.path, Flags{})), c.file)
		check(t, "GetDirectory("+short(c.path)+")", outcome(dir.GetDirectory(c.path, Flags{})), c.directory)
		// Exclusive says nothing by itself.
		check(t, "GetFile("+short(c.path)+", exclusive)", outcome(dir.GetFile(c.path, Flags{Exclusive: true})), c.file)
	}
}

func short(path string) string {
	if len(path) > 40 {
		return path[:40] + "..."
	}
	return path
}

func TestPathsOnDisk(t *testing.T) {
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write, "a.txt", "sub/b.txt")
	host := onHost(t, dir)
	makeTree(t, filepath.Dir(host), "outside.txt", "datax/secret.txt")
	cases := []pathCase{
		{"a.txt", "/data/a.txt", "TypeMismatch"},
		{"./a.txt", "/data/a.txt", "TypeMismatch"},
		{"sub/../a.txt", "/data/a.txt", "TypeMismatch"},
		{"sub//b.txt", "/data/sub/b.txt", "TypeMismatch"},
		{"a.txt/", "/data/a.txt", "TypeMismatch"},
		{"a.txt/.", "/data/a.txt", "TypeMismatch"},
		{"a.txt/..", "TypeMismatch", "/data/"},
		{"a.txt/../a.txt", "/data/a.txt", "TypeMismatch"},
		{"nope/../a.txt", "/data/a.txt", "TypeMismatch"},
		{"", "TypeMismatch", "/data/"},
		{".", "TypeMismatch", "/data/"},
		{"sub/..", "TypeMismatch", "/data/"},
		{"sub/", "TypeMismatch", "/data/sub/"},
		{"sub/.", "TypeMismatch", "/data/sub/"},
		{"../a.txt", "Encoding", "Encoding"},
		{"../../a.txt", "Encoding", "Encoding"},
		{"../outside.txt", "Encoding", "Encoding"},
		{"../datax/secret.txt", "Encoding", "Encoding"},
		{"/a.txt", "Encoding", "Encoding"},
		{"/etc/passwd", "Encoding", "Encoding"},
		{"/dat", "Encoding", "Encoding"},
		{"../dat", "Encoding", "Encoding"},
		{"/data", "TypeMismatch", "/data/"},
		{"/data/", "TypeMismatch", "/data/"},
		{"/data/a.txt", "/data/a.txt", "TypeMismatch"},
		{"//data/a.txt", "/data/a.txt", "TypeMismatch"},
		{"../data/a.txt", "/data/a.txt", "TypeMismatch"},
		{"./../data", "TypeMismatch", "/data/"},
		{"/data/../data", "TypeMismatch", "/data/"},
		{"/../data", "TypeMismatch", "/data/"},
		{"..", "NoModificationAllowed", "NoModificationAllowed"},
		{"/", "NoModificationAllowed", "NoModificationAllowed"},
		{"/..", "NoModificationAllowed", "NoModificationAllowed"},
		{"../..", "NoModificationAllowed", "NoModificationAllowed"},
		{"/data/..", "NoModificationAllowed", "NoModificationAllowed"},
		{"nope", "NotFound", "NotFound"},
		{"...", "NotFound", "NotFound"},
		{"nope/x", "NotFound", "NotFound"},
		{"a.txt/x", "NotFound", "NotFound"},
		{`a\b`, "NotFound", "NotFound"},
		{"\xffx", "NotFound", "NotFound"},
		{longName, "NotFound", "NotFound"},
		{longName + "/y", "NotFound", "NotFound"},
		{strings.Repeat("sub/", 1500) + "x", "NotFound", "NotFound"},
		{strings.Repeat("./", 3000) + "a.txt", "/data/a.txt", "TypeMismatch"},
		// The operating system's path ends at a NUL, but the name does not.
		{"a.txt\x00", "/data/a.txt\x00", "TypeMismatch"},
		{"a.txt\x00zz", "/data/a.txt\x00zz", "TypeMismatch"},
		{"sub\x00/b.txt", "TypeMismatch", "/data/sub\x00/b.txt/"},
		{"\x00", "TypeMismatch", "/data/\x00/"},
		{"/data\x00", "Encoding", "Encoding"},
	}
	if runtime.GOOS == "linux" {
		cases = append(cases, pathCase{"A.TXT", "NotFound", "NotFound"})
	}
	runPaths(t, dir, cases)

	t.Run("from a subdirectory", func(t *testing.T) {
		runPaths(t, getDirectory(t, dir, "sub"), []pathCase{
			{"../a.txt", "/data/a.txt", "TypeMismatch"},
			{"..", "TypeMismatch", "/data/"},
			{"b.txt", "/data/sub/b.txt", "TypeMismatch"},
			{"../../outside.txt", "Encoding", "Encoding"},
		})
	})
	t.Run("from the root", func(t *testing.T) {
		runPaths(t, dir.FileSystem().Root(), []pathCase{
			{"", "NoModificationAllowed", "NoModificationAllowed"},
			{"..", "NoModificationAllowed", "NoModificationAllowed"},
			{"data", "TypeMismatch", "/data/"},
			{"data/a.txt", "/data/a.txt", "TypeMismatch"},
			{"../data", "TypeMismatch", "/data/"},
			{"nope", "Encoding", "Encoding"},
		})
	})
}

func TestPathsInSandbox(t *testing.T) {
	for _, profile := range []string{"", t.TempDir()} {
		s := newService(t, Options{Profile: profile})
		root := sandboxRoot(t, s, Temporary)
		addTree(t, root, "a.txt", "sub/b.txt", longName)
		runPaths(t, root, []pathCase{
			{"a.txt", "/a.txt", "TypeMismatch"},
			{"../a.txt", "/a.txt", "TypeMismatch"},
			{"../../a.txt", "/a.txt", "TypeMismatch"},
			{"/a.txt", "/a.txt", "TypeMismatch"},
			{"sub//b.txt", "/sub/b.txt", "TypeMismatch"},
			{"a.txt/", "/a.txt", "TypeMismatch"},
			{"/sub/../sub/b.txt", "/sub/b.txt", "TypeMismatch"},
			{"", "TypeMismatch", "/"},
			{".", "TypeMismatch", "/"},
			{"..", "TypeMismatch", "/"},
			{"/", "TypeMismatch", "/"},
			{"sub/..", "TypeMismatch", "/"},
			{"nope", "NotFound", "NotFound"},
			{"A.TXT", "NotFound", "NotFound"},
			{"nope/x", "NotFound", "NotFound"},
			{"a.txt/x", "NotFound", "NotFound"},
			{`a\b`, "InvalidModification", "InvalidModification"},
			{"a.txt\x00", "InvalidModification", "InvalidModification"},
			{"\x00", "InvalidModification", "InvalidModification"},
			{longName, "/" + longName, "TypeMismatch"},
			{longName + "y", "NotFound", "NotFound"},
		})
	}
}

func TestPathsInPackage(t *testing.T) {
	runPaths(t, packageOf(t, "manifest.json", "js/bg.js"), []pathCase{
		{"manifest.json", "/crxfs/manifest.json", "TypeMismatch"},
		{"/crxfs/manifest.json", "/crxfs/manifest.json", "TypeMismatch"},
		{"sub/../manifest.json", "/crxfs/manifest.json", "TypeMismatch"},
		{"manifest.json\x00x", "/crxfs/manifest.json\x00x", "TypeMismatch"},
		{"js/bg.js", "/crxfs/js/bg.js", "TypeMismatch"},
		{"js", "TypeMismatch", "/crxfs/js/"},
		{"", "TypeMismatch", "/crxfs/"},
		{"..", "NoModificationAllowed", "NoModificationAllowed"},
		{"/", "NoModificationAllowed", "NoModificationAllowed"},
		{"../manifest.json", "Encoding", "Encoding"},
		{"/manifest.json", "Encoding", "Encoding"},
		{"nope", "NotFound", "NotFound"},
		{"manifest.json/x", "NotFound", "NotFound"},
		{`js\bg.js`, "NotFound", "NotFound"},
	})
}

// Symbolic links are neither found nor listed, nor is what they lead to.
func TestSymbolicLinks(t *testing.T) {
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write, "a.txt", "sub/b.txt")
	host := onHost(t, dir)
	symlink(t, "a.txt", filepath.Join(host, "file"))
	symlink(t, "sub", filepath.Join(host, "directory"))
	symlink(t, "nope", filepath.Join(host, "broken"))
	symlink(t, t.TempDir(), filepath.Join(host, "outside"))

	cases := []pathCase{{"directory/../a.txt", "/data/a.txt", "TypeMismatch"}}
	names := []string{"file", "directory", "broken", "outside", "directory/b.txt", "outside/new"}
	for _, name := range names {
		cases = append(cases, pathCase{name, "NotFound", "NotFound"})
	}
	runPaths(t, dir, cases)
	runPaths(t, Entry{&FileSystem{kind: packaged, top: "data", volume: &packageVolume{os.DirFS(host)}}, "/data", true}, cases)
	for _, name := range names {
		for _, flags := range []Flags{{Create: true}, {Create: true, Exclusive: true}} {
			check(t, "create "+name, outcome(dir.GetFile(name, flags)), "NotFound")
			check(t, "create directory "+name, outcome(dir.GetDirectory(name, flags)), "NotFound")
		}
		link := Entry{dir.fs, "/data/" + name, false}
		_, err := link.Metadata()
		checkError(t, "Metadata of "+name, err, ErrNotFound)
		checkError(t, "Remove of "+name, link.Remove(), ErrNotFound)
		_, err = link.CreateWriter()
		checkError(t, "CreateWriter of "+name, err, ErrNotFound)
	}
	entries, err := readAll(dir)
	must(t, err)
	if len(entries) != 2 {
		t.Errorf("the listing has %v, want a.txt and sub", entries)
	}
}

// One that replaces the granted directory leads nowhere either.
func TestTopBecomesSymbolicLink(t *testing.T) {
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write, "a.txt")
	host := onHost(t, dir)
	must(t, os.Rename(host, host+".old"))
	symlink(t, host+".old", host)
	check(t, "GetDirectory", outcome(dir.GetDirectory("", Flags{})), "NotFound")
	check(t, "GetFile", outcome(dir.GetFile("a.txt", Flags{})), "NotFound")
	check(t, "create", outcome(dir.GetFile("new", Flags{Create: true})), "NotFound")
	checkError(t, "RemoveRecursively", dir.RemoveRecursively(), ErrNotFound)
}

// A granted path may lead through links; the entry has the real name.
func TestGrantThroughSymbolicLink(t *testing.T) {
	s := newService(t, writableApp)
	dir := filepath.Join(t.TempDir(), "real")
	makeTree(t, dir, "a.txt")
	symlink(t, dir, dir+"link")
	e := grant(t, s, dir+"link", Write)
	check(t, "entry", outcome(e, nil), "/real/")
	check(t, "GetFile", outcome(e.GetFile("a.txt", Flags{})), "/real/a.txt")
}

func TestCreate(t *testing.T) {
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write, "a.txt", "sub/")
	root := sandboxRoot(t, s, Temporary)
	addTree(t, root, "a.txt", "sub/")
	// What GetFile and GetDirectory give with create, and then with exclusive too.
	type creation struct {
		path                       string
		file, fileX, dir, dirX     string
		fileS, fileXS, dirS, dirXS string // in the sandbox
	}
	const (
		mismatch, exists, security, missing = "TypeMismatch", "Exists", "Security", "NotFound"
		encoding, invalid, state            = "Encoding", "InvalidModification", "InvalidState"
	)
	cases := []creation{
		{"a.txt", "/data/a.txt", exists, mismatch, exists, "/a.txt", exists, mismatch, exists},
		{"sub", mismatch, mismatch, "/data/sub/", exists, mismatch, mismatch, "/sub/", exists},
		{"", mismatch, mismatch, "/data/", exists, security, security, security, security},
		{".", mismatch, mismatch, "/data/", exists, security, security, security, security},
		{"..", security, security, security, security, security, security, security, security},
		{"/", security, security, security, security, security, security, security, security},
		{"../x", encoding, encoding, encoding, encoding, "/x", exists, mismatch, exists},
		{"/y", encoding, encoding, encoding, encoding, "/y", exists, mismatch, exists},
		{"/data", mismatch, mismatch, "/data/", exists, "/data", exists, mismatch, exists},
		{"new/x", missing, missing, missing, missing, missing, missing, missing, missing},
		{"a.txt/x", missing, missing, exists, exists, mismatch, mismatch, mismatch, mismatch},
		{longName, state, state, state, state, "/" + longName, exists, mismatch, exists},
		{" lead", "/data/ lead", exists, mismatch, exists, "/ lead", exists, mismatch, exists},
		{".hid", "/data/.hid", exists, mismatch, exists, "/.hid", exists, mismatch, exists},
		{"é\U0001F600", "/data/é\U0001F600", exists, mismatch, exists, "/é\U0001F600", exists, mismatch, exists},
		{"tr/", "/data/tr", exists, mismatch, exists, "/tr", exists, mismatch, exists},
		{"\xffy", "/data/\uFFFDy", exists, mismatch, exists, "/\uFFFDy", exists, mismatch, exists},
		{"n\x00m", "/data/n\x00m", exists, mismatch, exists, invalid, invalid, invalid, invalid},
		{"\x00", mismatch, mismatch, "/data/\x00/", exists, invalid, invalid, invalid, invalid},
	}
	if runtime.GOOS != "windows" {
		for _, name := range []string{`a*?<|>"`, "a:b", "nl\nx", "trail ", "dot.", "...", "x.exe", "x.lnk"} {
			cases = append(cases, creation{name, "/data/" + name, exists, mismatch, exists, "/" + name, exists, mismatch, exists})
		}
		cases = append(cases, creation{`a\b`, `/data/a\b`, exists, mismatch, exists, invalid, invalid, invalid, invalid})
	}
	create, exclusive := Flags{Create: true}, Flags{Create: true, Exclusive: true}
	for _, c := range cases {
		name := short(c.path)
		check(t, "disk: file "+name, outcome(dir.GetFile(c.path, create)), c.file)
		check(t, "disk: exclusive file "+name, outcome(dir.GetFile(c.path, exclusive)), c.fileX)
		check(t, "disk: directory "+name, outcome(dir.GetDirectory(c.path, create)), c.dir)
		check(t, "disk: exclusive directory "+name, outcome(dir.GetDirectory(c.path, exclusive)), c.dirX)
		check(t, "sandbox: file "+name, outcome(root.GetFile(c.path, create)), c.fileS)
		check(t, "sandbox: exclusive file "+name, outcome(root.GetFile(c.path, exclusive)), c.fileXS)
		check(t, "sandbox: directory "+name, outcome(root.GetDirectory(c.path, create)), c.dirS)
		check(t, "sandbox: exclusive directory "+name, outcome(root.GetDirectory(c.path, exclusive)), c.dirXS)
	}
	check(t, "content of a file that existed", contentOf(getFile(t, dir, "a.txt")), "a.txt")
}

func TestCreateExclusive(t *testing.T) {
	writableKinds(t, func(t *testing.T, _ *Service, dir Entry) {
		exclusive := Flags{Create: true, Exclusive: true}
		_, err := dir.GetFile("f", exclusive)
		must(t, err)
		_, err = dir.GetDirectory("d", exclusive)
		must(t, err)
		check(t, "tree", treeContains(t, dir, "f", "d/[]"), true)
	})
}

func treeContains(t *testing.T, dir Entry, parts ...string) bool {
	t.Helper()
	tree := treeOf(t, dir)
	for _, part := range parts {
		if !strings.Contains(" "+tree+" ", " "+part+" ") {
			t.Errorf("the tree is %q, want %q in it", tree, part)
			return false
		}
	}
	return true
}

// What an App creates on disk is for the user alone.
func TestCreatedPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such permissions")
	}
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write)
	addTree(t, dir, "d/f")
	for path, want := range map[string]os.FileMode{"d": 0o700, "d/f": 0o600} {
		i, err := os.Stat(filepath.Join(onHost(t, dir), path))
		must(t, err)
		check(t, "permissions of "+path, i.Mode().Perm(), want)
	}
}

func TestWithoutRightToWrite(t *testing.T) {
	s := newService(t, Options{})
	for _, dir := range []Entry{grantDirectory(t, s, Read, "a.txt"), packageOf(t, "a.txt")} {
		for _, flags := range []Flags{{Create: true}, {Create: true, Exclusive: true}} {
			for _, path := range []string{"a.txt", "new", "", "..", "/", "a.txt\x00x", "new/x"} {
				check(t, "create file "+path, outcome(dir.GetFile(path, flags)), "Security")
				check(t, "create directory "+path, outcome(dir.GetDirectory(path, flags)), "Security")
			}
			check(t, "create outside", outcome(dir.GetFile("../x", flags)), "Encoding")
		}
	}
}

func TestMetadataAndParent(t *testing.T) {
	writableKinds(t, func(t *testing.T, s *Service, dir Entry) {
		addTree(t, dir, "sub/b.txt")
		sub, file := getDirectory(t, dir, "sub"), getFile(t, dir, "sub/b.txt")
		m, err := file.Metadata()
		must(t, err)
		check(t, "size", m.Size, int64(len("sub/b.txt")))
		for _, e := range []Entry{dir, sub, file} {
			m, err := e.Metadata()
			must(t, err)
			if m.ModificationTime.IsZero() {
				t.Errorf("%s has no modification time", e.FullPath())
			}
			if e.fs.kind == sandboxed && e.isDirectory && m.Size != 0 {
				t.Errorf("the directory %s has the size %d, want 0", e.FullPath(), m.Size)
			}
		}
		check(t, "parent of the file", outcome(file.Parent()), outcome(sub, nil))
		check(t, "parent of sub", outcome(sub.Parent()), outcome(dir, nil))
		want := "NoModificationAllowed"
		if dir.fs.kind == sandboxed {
			want = "/"
		}
		check(t, "parent of the top", outcome(dir.Parent()), want)
		must(t, sub.RemoveRecursively())
		check(t, "parent of what is gone", outcome(file.Parent()), "NotFound")
		_, err = file.Metadata()
		checkError(t, "Metadata of what is gone", err, ErrNotFound)
	})
}

func TestVirtualRoot(t *testing.T) {
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write)
	root := dir.FileSystem().Root()
	check(t, "name", root.Name(), "")
	_, err := root.Metadata()
	checkError(t, "Metadata", err, ErrNoModificationAllowed)
	_, err = readAll(root)
	checkError(t, "ReadEntries", err, ErrNoModificationAllowed)
	_, err = root.Parent()
	checkError(t, "Parent", err, ErrNoModificationAllowed)
	checkError(t, "Remove", root.Remove(), ErrInvalidModification)
	checkError(t, "RemoveRecursively", root.RemoveRecursively(), ErrInvalidModification)
	for _, path := range []string{"", ".", "..", "/", "data/../.."} {
		check(t, "create "+path, outcome(root.GetFile(path, Flags{Create: true})), "Security")
	}
	check(t, "create nope", outcome(root.GetFile("nope", Flags{Create: true})), "Encoding")
}

// A granted file is alone on its file system, and cannot be made again.
func TestGrantedFile(t *testing.T) {
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Write, "a.txt", "b.txt")
	file := grant(t, s, filepath.Join(onHost(t, dir), "a.txt"), Write)
	root := file.FileSystem().Root()
	check(t, "entry", outcome(file, nil), "/a.txt")
	check(t, "a.txt", outcome(root.GetFile("a.txt", Flags{})), "/a.txt")
	check(t, "b.txt", outcome(root.GetFile("b.txt", Flags{})), "Encoding")
	check(t, "create b.txt", outcome(root.GetFile("b.txt", Flags{Create: true})), "Encoding")
	check(t, "create a.txt", outcome(root.GetFile("a.txt", Flags{Create: true})), "Security")
	check(t, "the root", outcome(root.GetDirectory("", Flags{})), "NoModificationAllowed")
	check(t, "parent", outcome(file.Parent()), "NoModificationAllowed")
	check(t, "below a file", outcome(root.GetFile("a.txt/../b.txt", Flags{})), "Encoding")
	write(t, file, 0, "A")
	check(t, "content", contentOf(file), "A.txt")
	must(t, file.Remove())
	checkError(t, "Remove again", file.Remove(), ErrNotFound)
	check(t, "create again", outcome(root.GetFile("a.txt", Flags{Create: true})), "Security")
}

func TestErrorTexts(t *testing.T) {
	_, err := packageOf(t, "a").GetFile("b", Flags{})
	e, ok := errors.AsType[*Error](err)
	if !ok {
		t.Fatalf("the error is a %T, want *Error", err)
	}
	check(t, "name", e.Name, "NotFoundError")
	check(t, "code", e.Code, 8)
	check(t, "message", e.Message, "A requested file or directory could not be found at the time an operation was processed.")
	if !strings.HasPrefix(err.Error(), "NotFoundError: A requested file") || !strings.Contains(err.Error(), "b") {
		t.Errorf("the text is %q, want the name, the message and the cause", err)
	}
	if errors.Is(ErrExists, ErrInvalidModification) {
		t.Error("ErrExists is ErrInvalidModification, want different kinds")
	}
}
