package host_test

import (
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/host"
)

// windowApp makes the folder of an app with a background script and a page
// w.html with one script.
func windowApp(t *testing.T, background, page string) string {
	t.Helper()
	dir := t.TempDir()
	writeApp(t, dir, `"version": "1"`, background)
	for name, text := range map[string]string{"w.html": `<!DOCTYPE html><script src="w.js"></script>`, "w.js": page} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestWindowKeepsAnEventPage closes a window after an hour.
func TestWindowKeepsAnEventPage(t *testing.T) {
	dir := windowApp(t, `
		const since = () => Math.round((Date.now() - 946684800000) / 1000);
		chrome.runtime.onSuspend.addListener(() => { console.log(since(), 'suspend'); console.log('end') });
		chrome.app.window.create('w.html', {hidden: true}, w => w.onClosed.addListener(() => console.log(since(), 'closed')));`,
		`setTimeout(close, 3600e3)`)
	synctest.Test(t, func(t *testing.T) {
		got := runAppFor(t, 3*time.Hour, host.Options{Apps: []string{dir}, Ephemeral: true, EventPage: true})
		if want := "3600 closed\n3610 suspend\n"; got != want {
			t.Errorf("printed\n%swant\n%s", got, want)
		}
	})
}

func TestReloadWithAWindow(t *testing.T) {
	dir := windowApp(t, `
		console.log('background');
		chrome.app.runtime.onLaunched.addListener(({source}) => {
			console.log('launched', source);
			if (source !== 'reload') chrome.app.window.create('w.html', w => w.onClosed.addListener(() => console.log('closed')));
		});
		chrome.runtime.onInstalled.addListener(({reason}) => { console.log(reason); if (reason === 'update') console.log('end') });`, `
		addEventListener('pagehide', () => console.log('pagehide'));
		setTimeout(() => console.log('timer'), 1);
		chrome.runtime.reload();`)
	got := runApp(t, host.Options{Apps: []string{dir}, Ephemeral: true})
	const want = "background\nlaunched load_and_launch\ninstall\nbackground\nlaunched reload\nupdate\n"
	if got != want {
		t.Errorf("printed\n%swant\n%s", got, want)
	}
}

func TestEvalWindow(t *testing.T) {
	dir := windowApp(t, `var name = 'background'; chrome.app.window.create('w.html'); chrome.app.window.create('w.html')`,
		`addEventListener('load', () => console.log('load')); let n = 1`)
	got := runApp(t, host.Options{Apps: []string{dir}, Ephemeral: true, Actions: []host.Action{
		{Kind: host.EvalWindow, Text: `console.log(location.pathname, n++); throw 'oops'`},
		{Kind: host.EvalWindow, Text: `console.log(n, opener.name)`},
		{Kind: host.EvalWindow, Text: `setTimeout(() => console.log('end'), 20)`},
	}})
	const want = "load\nload\n/w.html 1\nUncaught oops\n    at --eval-window:1:1:38\n2 background\n"
	if got != want {
		t.Errorf("printed\n%swant\n%s", got, want)
	}
	_, err := host.New(host.Options{Apps: []string{dir}, Ephemeral: true, Actions: []host.Action{{Kind: host.EvalWindow, Text: "1 +"}}})
	if err == nil || !strings.Contains(err.Error(), "--eval-window:1") {
		t.Errorf("a text that is no script: %v", err)
	}
}

// TestChosenFolder has the order in which Chromium gives the files of a folder.
func TestChosenFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "tree")
	for _, name := range []string{"b.txt", "a.txt", ".hidden", "one/x", "one/deep/y", "one/zz", "two/x", "three/x"} {
		full := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	os.Mkdir(filepath.Join(folder, "empty"), 0o700)
	os.Symlink("one", filepath.Join(folder, "link")) // where there are links
	os.Symlink("a.txt", filepath.Join(folder, "link.txt"))

	var want strings.Builder
	var walk func(inside string)
	walk = func(inside string) {
		f, err := os.Open(filepath.Join(folder, filepath.FromSlash(inside)))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		entries, err := f.ReadDir(-1) // not in the order of the names
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if e.Type().IsRegular() {
				want.WriteString(path.Join("tree", inside, e.Name()) + "\n")
			}
		}
		for _, e := range slices.Backward(entries) {
			if e.IsDir() {
				walk(path.Join(inside, e.Name()))
			}
		}
	}
	walk("")
	script := filepath.Join(t.TempDir(), "script.js")
	if err := os.WriteFile(script, []byte(`
		document.body.innerHTML = '<input type=file webkitdirectory>';
		document.querySelector('input').onchange = ({target}) => {
			for (const f of target.files) console.log(f.webkitRelativePath);
		};`), 0o600); err != nil {
		t.Fatal(err)
	}
	got := runApp(t, host.Options{Apps: []string{script}, Actions: []host.Action{{Kind: host.ChooseFiles, Text: "input=" + folder}}})
	if got != want.String() {
		t.Errorf("the files are\n%swant\n%s", got, &want)
	}
}

// TestErrorsNameThePageOfAWindow looks at what a person sees of a broken page.
func TestErrorsNameThePageOfAWindow(t *testing.T) {
	dir := windowApp(t, `chrome.app.window.create('w.html')`, "setTimeout(() => console.log('end'));\n\nnope();")
	got := runApp(t, host.Options{Apps: []string{dir}, Ephemeral: true})
	if !strings.HasPrefix(got, "Uncaught ReferenceError: nope is not defined\n") || !strings.Contains(got, "/w.js:3:1") {
		t.Errorf("printed\n%s", got)
	}
}

func TestAlwaysOnTopNeedsItsPermission(t *testing.T) {
	dir := windowApp(t, `chrome.app.window.create('w.html', w => {
		w.setAlwaysOnTop(true);
		setTimeout(() => { console.log(w.isAlwaysOnTop()); console.log('end') }, 10);
	})`, ``)
	got := runApp(t, host.Options{Apps: []string{dir}, Ephemeral: true})
	if want := "Unchecked runtime.lastError: The \"app.window.alwaysOnTop\" permission is required.\nfalse\n"; got != want {
		t.Errorf("printed\n%swant\n%s", got, want)
	}
}

func TestGeometryIsKeptInTheProfile(t *testing.T) {
	dir := windowApp(t, `chrome.app.window.create('w.html', {id: 'main', innerBounds: {width: 300, height: 200}}, w => {
		console.log(w.innerBounds.width);
		w.onBoundsChanged.addListener(() => console.log('end'));
		w.innerBounds.width += 50;
	})`, ``)
	profile := t.TempDir()
	for run := range 3 {
		if got, want := runApp(t, host.Options{Apps: []string{dir}, Profile: profile}), strconv.Itoa(300+50*run)+"\n"; got != want {
			t.Errorf("run %d: the window is %swide, want %s", run+1, got, want)
		}
	}
}

// TestMemoryOfClosedWindows opens and closes windows that the background page,
// and they it, hold objects of.
func TestMemoryOfClosedWindows(t *testing.T) {
	if testing.Short() {
		t.Skip("many pages")
	}
	dir := windowApp(t, `
		let opened = 0;
		var held, used = page => {
			page.loop.page = {page, background: window};
			held = [page.bytes, page.loop];
			page.chrome.runtime.onMessage.addListener(() => page.bytes);
			page.addEventListener('x', () => held);
			page.close();
		};
		const next = () => {
			if (opened++ === 100) {
				held = undefined;
				return setTimeout(() => console.log('measure'), 10);
			}
			chrome.app.window.create('w.html', w => w.onClosed.addListener(next));
		};
		next();`, `
		var bytes = new ArrayBuffer(1 << 20), loop = {window, bytes};
		loop.opener = opener;
		setInterval(() => loop, 1000);
		opener.used(window);`)
	before := heapInUse()
	r := startWith(t, host.Options{Apps: []string{dir}, Ephemeral: true})
	if got := r.line(); got != "measure" {
		t.Fatalf("printed %q", got)
	}
	if grown := heapInUse() - before; grown > 20<<20 {
		t.Errorf("100 windows that are closed, 1 MB each, leave %d MB", grown>>20)
	}
	r.stop()
}

func heapInUse() int64 {
	for range 3 {
		runtime.GC()
	}
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}
