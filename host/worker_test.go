package host_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/host"
)

// startFiles runs the script app.js beside other files.
func startFiles(t *testing.T, files map[string]string) *running {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return startWith(t, host.Options{Apps: []string{filepath.Join(dir, "app.js")}})
}

func TestWorkerOfAScript(t *testing.T) {
	r := startFiles(t, map[string]string{
		"app.js": `const w = new Worker('lib/worker.js');
			w.onmessage = (e) => console.log('page heard', e.data);
			w.postMessage(20);`,
		"lib/worker.js": `importScripts('add.js'); onmessage = (e) => { console.log('worker heard', e.data); postMessage(add(e.data, 1)); }`,
		"lib/add.js":    `function add(a, b) { return a + b; }`,
	})
	r.end() // nothing is left to do for both
	if got, want := r.out.String(), "worker heard 20\npage heard 21\n"; got != want {
		t.Errorf("the app wrote\n%swant\n%s", got, want)
	}
}

func TestModuleWorker(t *testing.T) {
	r := startFiles(t, map[string]string{
		"app.js": `new Worker('worker.js', {type: 'module'}).onmessage = (e) => console.log(e.data);
			new Worker(URL.createObjectURL(new Blob(['import {x} from "' + origin + '/lib.js"; postMessage(x + 1)'])), {type: 'module'}).onmessage = (e) => console.log(e.data);`,
		"worker.js": `import {x} from './lib.js';
			let failure; try { importScripts('lib.js') } catch (e) { failure = e.message }
			postMessage([x, this === undefined, import.meta.url.endsWith('/worker.js'), failure].join())`,
		"lib.js": `export const x = 7`,
	})
	r.end()
	for _, want := range []string{"7,true,true,Failed to execute 'importScripts' on 'WorkerGlobalScope': Module scripts don't support importScripts().\n", "8\n"} {
		if got := r.out.String(); !strings.Contains(got, want) {
			t.Errorf("the app wrote\n%swant %s", got, want)
		}
	}
}

func TestWorkerKeepsTheAppAlive(t *testing.T) {
	r := start(t, `
		const w = new Worker(URL.createObjectURL(new Blob(['let n = 0; const i = setInterval(() => { postMessage(++n); if (n === 3) clearInterval(i) }, 1)'])));
		w.onmessage = (e) => console.log(e.data);`)
	r.end()
	if got, want := r.out.String(), "1\n2\n3\n"; got != want {
		t.Errorf("the app wrote\n%swant\n%s", got, want)
	}
}

func TestWorkerErrorsAreReported(t *testing.T) {
	for source, want := range map[string]string{
		`throw new Error("x")`:           "Uncaught Error: x\n    at ",
		`Promise.reject(new Error("x"))`: "Uncaught (in promise) Error: x\n    at ",
		`var = 5`:                        "Uncaught SyntaxError: ",
	} {
		t.Run(source, func(t *testing.T) {
			r := startFiles(t, map[string]string{"app.js": `new Worker('w.js')`, "w.js": source})
			r.end()
			if got := r.out.String(); !strings.HasPrefix(got, want) || !strings.Contains(got, "w.js:1:") {
				t.Errorf("the app wrote\n%swant %q and the place in w.js", got, want)
			}
			if !r.app.Uncaught() {
				t.Error("the App does not know of an uncaught error: its exit status would be 0")
			}
		})
	}
}

// TestAppEndsItsWorkers stops an App whose workers loop for ever; goleak sees
// whether their goroutines end.
func TestAppEndsItsWorkers(t *testing.T) {
	r := start(t, `
		const url = URL.createObjectURL(new Blob(['postMessage(0); for (;;);']));
		const nested = URL.createObjectURL(new Blob(['new Worker("' + url + '").onmessage = () => { postMessage(0); for (;;); }']));
		let n = 0;
		for (const u of [url, nested]) new Worker(u).onmessage = () => { if (++n === 2) console.log('looping') };`)
	if got := r.line(); got != "looping" {
		t.Fatalf("the app wrote %q, want it to say that its workers run", got)
	}
	r.cancel()
	r.end()
}

func TestWorkerThatIsTerminatedLetsTheAppEnd(t *testing.T) {
	r := start(t, `
		const w = new Worker(URL.createObjectURL(new Blob(['postMessage(0); for (;;);'])));
		w.onmessage = () => { w.terminate(); console.log('terminated') };`)
	r.end()
	if got, want := r.out.String(), "terminated\n"; got != want {
		t.Errorf("the app wrote\n%swant\n%s", got, want)
	}
}
