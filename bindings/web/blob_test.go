package web

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fakeFile is a Source that is read as a file is. It has no bytes: byte i is
// i modulo 251.
type fakeFile struct {
	size int64
	err  error         // of each read, unless nil
	gate chan struct{} // what a read takes from, unless nil

	mu      sync.Mutex
	read    int64 // bytes in all
	largest int   // read
}

func (f *fakeFile) Size() int64 { return f.size }

func (f *fakeFile) ReadAt(p []byte, offset int64) (int, error) {
	if f.gate != nil {
		<-f.gate
	}
	if f.err != nil {
		return 0, f.err
	}
	for i := range p {
		p[i] = byte((offset + int64(i)) % 251)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.read += int64(len(p))
	f.largest = max(f.largest, len(p))
	return len(p), nil
}

func TestBlobReadsItsPieces(t *testing.T) {
	text := []byte("0123456789abcdefghijklmnopqrstuvwxyz")
	inner := MakeBlob("", Bytes(text[4:20])).Slice(1, 14, "")
	b := MakeBlob("text/plain", Bytes(text[:5]), inner, Bytes(nil), bytes.NewReader(text[18:]))
	if b.Size() != int64(len(text)) {
		t.Fatalf("Size() = %d, want %d", b.Size(), len(text))
	}
	for start := range text {
		for end := start; end <= len(text); end++ {
			s := b.Slice(int64(start), int64(end), "")
			got, err := io.ReadAll(io.NewSectionReader(s, 0, s.Size()))
			if want := text[start:end]; err != nil || !bytes.Equal(got, want) {
				t.Fatalf("Slice(%d, %d) = %q, %v, want %q", start, end, got, err, want)
			}
		}
	}
	buffer := make([]byte, 10)
	if n, err := b.ReadAt(buffer, b.Size()-3); n != 3 || err != io.EOF {
		t.Errorf("ReadAt over the end = %d, %v, want 3 and io.EOF", n, err)
	}
}

func TestSliceOfAFileReadsNoMore(t *testing.T) {
	p := newTestPage(t)
	file := &fakeFile{size: 1 << 30}
	must(p.vm.Set("file", NewFile(p.vm, &File{Blob: MakeBlob("", file), Name: "big"})))
	p.post("test.js", `
		let position = 1 << 29, left = 4;
		(function next() {
			const reader = new FileReader();
			reader.onload = () => {
				const data = new Uint8Array(reader.result);
				say([data.length, data[0] === position % 251].join(' '));
				position += 65536;
				if (--left) next();
			};
			reader.readAsArrayBuffer(file.slice(position, position + 65536));
		})();`)
	p.expect("65536 true", "65536 true", "65536 true", "65536 true")
	if file.read != 4*65536 || file.largest > 65536 {
		t.Errorf("%d bytes were read, up to %d at once; want 4 times 65536", file.read, file.largest)
	}
}

func TestReadFailures(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"of the system", errors.New("input/output error"), "NotReadableError 0"},
		{"that is a DOMError", ErrNotFound, "NotFoundError 8"},
		{"that wraps a DOMError", fmt.Errorf("a.txt: %w", ErrNotFound), "NotFoundError 8"},
		{"at the end of a shortened file", io.EOF, "NotReadableError 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newTestPage(t)
			must(p.vm.Set("blob", NewBlob(p.vm, MakeBlob("", &fakeFile{size: 10, err: c.err}))))
			p.post("test.js", `
				const tell = (e) => e.name + ' ' + e.code;
				const reader = new FileReader();
				for (const type of ['loadstart', 'progress', 'load', 'error', 'loadend']) {
					reader.addEventListener(type, (e) => say([type, reader.readyState, e.lengthComputable, e.total, reader.result, tell(reader.error)].join(' ')));
				}
				reader.addEventListener('loadend', () => blob.text().catch((e) => say(tell(e))));
				reader.readAsText(blob);`)
			p.expect("error 2 false 0  "+c.want, "loadend 2 false 0  "+c.want, c.want)
		})
	}
}

func TestReadOfMoreThanOneMayGive(t *testing.T) {
	p := newTestPage(t)
	file := &fakeFile{size: 1 << 40}
	must(p.vm.Set("blob", NewBlob(p.vm, MakeBlob("", file))))
	p.post("test.js", `blob.arrayBuffer().catch((e) => say(e.name));`)
	p.expect("NotReadableError")
	if file.read > 0 {
		t.Errorf("%d bytes were read for nothing", file.read)
	}
}

func TestAbortEndsTheReadOfAFile(t *testing.T) {
	p := newTestPage(t)
	file := &fakeFile{size: 100 * readChunk, gate: make(chan struct{})}
	must(p.vm.Set("blob", NewBlob(p.vm, MakeBlob("", file))))
	must(p.vm.Set("open", func() { close(file.gate) }))
	p.post("test.js", `
		const reader = new FileReader();
		for (const type of ['loadstart', 'progress', 'load', 'abort', 'loadend']) reader.addEventListener(type, () => say(type));
		reader.readAsArrayBuffer(blob);
		reader.abort();
		open();`)
	p.expect("abort", "loadend")
	if file.read > readChunk {
		t.Errorf("%d bytes were read after the abort, want no more than the chunk under way", file.read)
	}
}

func TestFileReadIsInOrder(t *testing.T) {
	p := newTestPage(t)
	must(p.vm.Set("blob", NewBlob(p.vm, MakeBlob("", &fakeFile{size: 3 * readChunk}, Bytes("end")))))
	p.post("test.js", `
		const reader = new FileReader();
		for (const type of ['loadstart', 'load', 'loadend']) reader.addEventListener(type, (e) => say([type, e.loaded, e.total].join(' ')));
		reader.onload = () => {
			const data = new Uint8Array(reader.result), size = data.length - 3;
			say([data[0], data[250], data[251], data[size - 1] === (size - 1) % 251, data[size]].join(' '));
		};
		reader.readAsArrayBuffer(blob);`)
	p.expect("loadstart 0 3145731", "load 3145731 3145731", "0 250 0 true 101", "loadend 3145731 3145731")
}

func TestBlobsOfGoAndOfScripts(t *testing.T) {
	p := newTestPage(t)
	p.post("test.js", `
		var blob = new Blob(['abc'], {type: 'a/b'}), file = new File(['x'], 'n', {lastModified: 5}), other = {size: 1};`)
	p.task(func() {
		if b, ok := BlobOf(p.vm, p.vm.Get("blob")); !ok || b.Size() != 3 || b.Type() != "a/b" {
			t.Errorf("BlobOf(blob) = %+v, %v", b, ok)
		}
		if b, ok := BlobOf(p.vm, p.vm.Get("file")); !ok || b.Size() != 1 {
			t.Errorf("BlobOf(file) = %+v, %v", b, ok)
		}
		if f, ok := FileOf(p.vm, p.vm.Get("file")); !ok || f.Name != "n" || f.LastModified != 5 {
			t.Errorf("FileOf(file) = %+v, %v", f, ok)
		}
		for _, name := range []string{"other", "none"} {
			if b, ok := BlobOf(p.vm, p.vm.Get(name)); ok {
				t.Errorf("BlobOf(%s) = %+v", name, b)
			}
		}
		if f, ok := FileOf(p.vm, p.vm.Get("blob")); ok {
			t.Errorf("FileOf(blob) = %+v", f)
		}
		must(p.vm.Set("list", NewFileList(p.vm, &File{Blob: MakeBlob("", Bytes("1")), Name: "a"}, &File{Blob: MakeBlob("", Bytes("2")), Name: "b"})))
	})
	p.post("test.js", `
		say([list.length, list[0].name, list.item(1).name, list.item(2), list[2], String(list)].join(' '));
		say(Array.from(list, (f) => f.name).join(' '));
		say(String(list[0] === list.item(0)));
		list[1].text().then(say);`)
	p.expect("2 a b   [object FileList]", "a b", "true", "2")
}

func TestObjectURLs(t *testing.T) {
	const origin = "chrome-extension://id"
	p := newTestPage(t)
	urls := NewObjectURLs(origin)
	InstallURL(p.realm, urls)
	p.post("test.js", `
		var url = URL.createObjectURL(new Blob(['abc']));
		say(String(/^blob:chrome-extension:\/\/id\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(url)));
		for (const f of [() => URL.createObjectURL(), () => URL.createObjectURL({}), () => URL.revokeObjectURL(Symbol())]) {
			try { f(); } catch (e) { say(e.message); }
		}`)
	p.task(func() {
		url := p.vm.Get("url").String()
		for _, known := range []string{url, url + "#part"} {
			if b, ok := urls.Blob(known); !ok || b.Size() != 3 {
				t.Errorf("Blob(%q) = %v, %v, want the Blob", known, b, ok)
			}
		}
	})
	p.post("test.js", `URL.revokeObjectURL(url); URL.revokeObjectURL('other');`)
	p.task(func() {
		if b, ok := urls.Blob(p.vm.Get("url").String()); ok {
			t.Errorf("the revoked URL still stands for %v", b)
		}
	})
	p.expect(
		"true",
		"Failed to execute 'createObjectURL' on 'URL': 1 argument required, but only 0 present.",
		"Failed to execute 'createObjectURL' on 'URL': Overload resolution failed.",
		"Failed to execute 'revokeObjectURL' on 'URL': Cannot convert a Symbol value to a string",
	)
}

func TestBlobType(t *testing.T) {
	got := map[string]string{}
	for _, typ := range []string{"", "Text/HTML", "a\u00e9", "a\n", "x y~"} {
		got[typ] = BlobType(typ)
	}
	want := map[string]string{"": "", "Text/HTML": "text/html", "a\u00e9": "", "a\n": "", "x y~": "x y~"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("BlobType (-want +got):\n%s", diff)
	}
}
