package filesystem_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	hostfs "github.com/tcpsrv-host/tcpsrv-host/host/filesystem"
)

var writable = hostfs.Options{Write: true, Directory: true}

// newFolder makes a folder "data" with two files.
func newFolder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	must(t, os.Mkdir(dir, 0o700))
	for _, name := range []string{"a.txt", "b.txt"} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600))
	}
	return dir
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestChooseDirectory(t *testing.T) {
	dir := newFolder(t)
	f := newFixture(t, writable, &choices{list: []string{dir}})
	f.run(`
		const entry = await api('chooseEntry', {type: 'openDirectory'});
		print(entry.name, entry.fullPath, entry.filesystem.root.fullPath);
		const file = await call(entry, 'getFile', 'new', {create: true});
		await done(await call(file, 'createWriter'), 'write', new Blob(['hello']));
		print(await text(file), await api('isWritableEntry', entry));
		print((await call(entry.createReader(), 'readEntries')).map(e => e.name).sort());
		print(await failure(api('chooseEntry')));
	`, "data /data /", "hello true", "a.txt,b.txt,new", "User cancelled")
	if got, err := os.ReadFile(filepath.Join(dir, "new")); string(got) != "hello" {
		t.Errorf("the file on disk has %q (%v), want %q", got, err, "hello")
	}
}

func TestChooseFiles(t *testing.T) {
	dir := newFolder(t)
	a, b := filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")
	c := &choices{list: []string{a, a + string(filepath.ListSeparator) + b, filepath.Join(dir, "new"), a}}
	f := newFixture(t, writable, c)
	f.run(`
		print((await api('chooseEntry')).fullPath);
		print((await api('chooseEntry', {acceptsMultiple: true})).map(e => e.fullPath));
		print((await api('chooseEntry', {type: 'saveFile', suggestedName: 'x'})).fullPath);
		print((await failure(api('chooseEntry', {type: 'openDirectory'}))).replace(/the app .*:/, 'the app PATH:'));
	`, "/a.txt", "/a.txt,/b.txt", "/new", "cannot grant the app PATH: the app asks for openDirectory")
	if diff := cmp.Diff([]string{"openFile ", "openFile ", "saveFile x", "openDirectory "}, c.asked); diff != "" {
		t.Errorf("what was asked for (-want +got):\n%s", diff)
	}
}

func TestReadOnlyApp(t *testing.T) {
	dir := newFolder(t)
	f := newFixture(t, hostfs.Options{Directory: true}, &choices{list: []string{dir}})
	f.run(`
		const entry = await api('chooseEntry', {type: 'openDirectory'});
		print(await api('isWritableEntry', entry), await failure(api('getWritableEntry', entry)));
		print((await call(entry, 'getFile', 'new', {create: true}).catch(e => e)).name);
		const writer = await call(await call(entry, 'getFile', 'a.txt', {}), 'createWriter');
		await done(writer, 'write', new Blob(['x']));
		print(writer.error.name, writer.length);
	`, "false Operation requires fileSystem.write permission", "SecurityError", "SecurityError 5")
}

func TestRetain(t *testing.T) {
	dir := newFolder(t)
	f := newFixture(t, writable, &choices{list: []string{dir}})
	f.run(`
		const entry = await api('chooseEntry', {type: 'openDirectory'});
		const file = await call(entry, 'getFile', 'a.txt', {});
		const id = fileSystem.retainEntry(file);
		print(/^[0-9A-F]{32}:data\/a.txt$/.test(id), await fileSystem.isRestorable(id));
		print(await api('restoreEntry', id) === file);
	`, "true true", "true")
}

func TestRestoreOfEarlierRun(t *testing.T) {
	f := newFixture(t, writable, &choices{})
	dir := newFolder(t)
	must(t, f.service.Preset("ID", dir))
	must(t, f.service.Preset("GONE", filepath.Join(dir, "b.txt")))
	must(t, os.Remove(filepath.Join(dir, "b.txt")))
	f.run(`
		const entry = await api('restoreEntry', 'ID');
		print(entry.fullPath, fileSystem.retainEntry(entry), await api('restoreEntry', 'ID') === entry);
		print(await fileSystem.isRestorable('GONE'), await failure(api('restoreEntry', 'GONE')));
	`, "/data ID true", "true Error getting fileEntry, code: 8")
}

func TestWritableEntry(t *testing.T) {
	dir := newFolder(t)
	f := newFixture(t, writable, &choices{list: []string{dir}})
	f.run(`
		const entry = await api('chooseEntry', {type: 'openDirectory'});
		const file = await call(entry, 'getFile', 'a.txt', {});
		const writable = await api('getWritableEntry', file);
		print(writable !== file, writable.fullPath, (await api('getDisplayPath', writable)).endsWith('a.txt'));
	`, "true /a.txt true")
}

func TestPackageDirectory(t *testing.T) {
	f := newFixture(t, hostfs.Options{Package: fstest.MapFS{"manifest.json": {Data: []byte("{}")}}}, &choices{})
	maker, err := f.files.PackageDirectory()
	must(t, err)
	must(t, f.page.Runtime().Set("directory", maker(f.page)))
	f.run(`print(directory.fullPath, await text(await call(directory, 'getFile', 'manifest.json', {})))`, "/crxfs {}")

	if _, err := newFixture(t, hostfs.Options{}, &choices{}).files.PackageDirectory(); err == nil {
		t.Error("there is a package directory of an app without a folder")
	}
}

// TestStalePages makes sure that a page which has ended hears nothing, and that
// a write goes on without it.
func TestStalePages(t *testing.T) {
	dir := newFolder(t)
	f := newFixture(t, writable, &choices{list: []string{dir}})
	must(t, f.page.Runtime().Set("closePage", f.page.Close))
	f.run(`
		const entry = await api('chooseEntry', {type: 'openDirectory'});
		const file = await call(entry, 'getFile', 'a.txt', {});
		const writer = await call(file, 'createWriter');
		writer.onprogress = writer.onwrite = writer.onwriteend = () => print('event');
		writer.write(new Blob(['hello!']));
		file.getMetadata(() => print('metadata'));
		entry.createReader().readEntries(() => print('entries'));
		closePage();
	`)
	if got, err := os.ReadFile(filepath.Join(dir, "a.txt")); string(got) != "hello!" {
		t.Errorf("the file on disk has %q (%v), want what was written", got, err)
	}
}

// blocked is a source that gives nothing until it is released.
type blocked struct{ release chan struct{} }

func (b blocked) Size() int64 { return 1 << 20 }

func (b blocked) ReadAt(p []byte, _ int64) (int, error) {
	<-b.release
	return len(p), io.EOF
}

// TestClose makes sure that Close waits for the work under way and drops what
// waits for its turn.
func TestClose(t *testing.T) {
	dir := newFolder(t)
	f := newFixture(t, writable, &choices{list: []string{dir}})
	source := blocked{make(chan struct{})}
	must(t, f.page.Runtime().Set("source", web.NewBlob(f.page.Runtime(), web.MakeBlob("", source))))
	must(t, f.page.Runtime().Set("stop", f.loop.Stop))
	f.run(`
		const entry = await api('chooseEntry', {type: 'openDirectory'});
		const file = await call(entry, 'getFile', 'a.txt', {});
		(await call(file, 'createWriter')).write(source);
		file.getMetadata(() => print('metadata'));
		fileSystem.isRestorable('x', () => print('restorable'));
		stop();
	`)
	closed := make(chan struct{})
	go func() {
		f.files.Close()
		close(closed)
	}()
	select {
	case <-closed:
		t.Error("Close has not waited for the write under way")
	default:
	}
	close(source.release)
	<-closed
	f.check()
}
