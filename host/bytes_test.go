package host_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/metrics"
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/host"
	"github.com/tcpsrv-host/tcpsrv-host/js_tests/peer"
)

// heapBytes is how much memory the objects of this process take, with those
// that no collection has found dead yet.
func heapBytes() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// TestLargeFileIsServedInParts serves a file that would not fit into the memory
// that the test allows.
func TestLargeFileIsServedInParts(t *testing.T) {
	const size, limit = 128 << 20, 64 << 20
	path := filepath.Join(t.TempDir(), "large.bin")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, size); err != nil { // it has no blocks on disk
		t.Fatal(err)
	}
	// Each makes a function that gives the next part, nothing at the end.
	for name, parts := range map[string]string{
		"slices and FileReader": `() => {
			let at = 0;
			return () => at >= file.size ? null : new Promise(done => {
				const reader = new FileReader();
				reader.onload = () => done(reader.result);
				reader.readAsArrayBuffer(file.slice(at, at += 1 << 20));
			});
		}`,
		"stream": `() => {
			const reader = file.stream().getReader();
			return () => reader.read().then(part => part.done ? null : part.value.buffer);
		}`,
	} {
		t.Run(name, func(t *testing.T) {
			script := filepath.Join(t.TempDir(), "app.js")
			source := fmt.Sprintf(`
				const {tcp, tcpServer} = chrome.sockets;
				const send = (id, data) => new Promise(done => tcp.send(id, data, done));
				chrome.fileSystem.restoreEntry('large', entry => entry.file(file => {
					const parts = %s;
					tcpServer.onAccept.addListener(async ({clientSocketId: id}) => {
						const next = parts();
						for (let part = await next(); part; part = await next()) await send(id, part);
						tcp.close(id);
					});
					tcpServer.create(({socketId}) => tcpServer.listen(socketId, '127.0.0.1', 0, () =>
						tcpServer.getInfo(socketId, info => console.log('listening ' + info.localPort))));
				}));`, parts)
			if err := os.WriteFile(script, []byte(source), 0o600); err != nil {
				t.Fatal(err)
			}
			app := startWith(t, host.Options{Apps: []string{script}, Retain: []string{"large=" + path}})
			client := dial(t, app.address())
			before := heapBytes()
			var peak uint64
			var got int64
			for {
				n, err := io.CopyN(io.Discard, client, 4<<20)
				got += n
				peak = max(peak, heapBytes())
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatalf("after %d bytes: %v", got, err)
				}
			}
			if got != size {
				t.Errorf("the client got %d bytes, want %d", got, size)
			}
			if peak > before+limit {
				t.Errorf("serving it took %d MiB of memory, want at most %d: is the file read as a whole?", (peak-before)>>20, limit>>20)
			}
			app.stop()
		})
	}
}

// TestStopEndsTheNetworkOfThePage stops an App that waits for servers that do
// not answer. Its goroutines must end with it.
func TestStopEndsTheNetworkOfThePage(t *testing.T) {
	web, err := peer.StartWeb()
	if err != nil {
		t.Fatal(err)
	}
	defer web.Close()
	app := start(t, fmt.Sprintf(`
		const server = 'http://127.0.0.1:%d/';
		const begun = [];
		fetch(server + '?hang&chunks=1').then(response => response.text()).catch(() => {});
		begun.push(fetch(server + '?hang&chunks=1').then(response => response.body.getReader().read()));
		const xhr = new XMLHttpRequest();
		xhr.open('GET', server + '?hang&chunks=1');
		begun.push(new Promise(done => { xhr.onreadystatechange = () => { if (xhr.readyState === 3) done(); }; }));
		xhr.send();
		const socket = new WebSocket(server + 'ws');
		begun.push(new Promise(done => { socket.onopen = done; }));
		const source = new EventSource(server + '?hang&h=Content-Type:text/event-stream&body=data:x%%0a%%0a');
		begun.push(new Promise(done => { source.onmessage = done; }));
		fetch(server, {method: 'POST', body: new Blob([new ArrayBuffer(1 << 20)]).stream(), duplex: 'half'}).catch(() => {});
		new Blob(['x']).stream().pipeThrough(new DecompressionStream('gzip')).getReader().read().catch(() => {});
		Promise.all(begun).then(() => console.log('ready'));`, web.Port()))
	if line := app.line(); line != "ready" {
		t.Fatalf("the app says %q, want %q", line, "ready")
	}
	app.stop()
}
