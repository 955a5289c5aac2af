package web

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

func newEncodingRuntime(t testing.TB) *goja.Runtime {
	t.Helper()
	vm := goja.New()
	InstallEvents(eventloop.New(nil, nil).NewRealm(vm, nil))
	InstallEncoding(vm)
	return vm
}

// TestEncodingIsLikeChrome runs the cases of testdata/encoding.js; testdata/encoding.json was recorded in Chrome.
func TestEncodingIsLikeChrome(t *testing.T) {
	source, err := os.ReadFile("testdata/encoding.js")
	if err != nil {
		t.Fatal(err)
	}
	recorded, err := os.ReadFile("testdata/encoding.json")
	if err != nil {
		t.Fatal(err)
	}
	vm := newEncodingRuntime(t)
	if err := vm.Set("detach", func(buffer goja.ArrayBuffer) { buffer.Detach() }); err != nil {
		t.Fatal(err)
	}
	if _, err := vm.RunScript("encoding.js", string(source)); err != nil {
		t.Fatal(ErrorText(vm, err))
	}
	answer, err := vm.RunString("results()")
	if err != nil {
		t.Fatal(ErrorText(vm, err))
	}
	var want, got map[string]any
	if err := json.Unmarshal(recorded, &want); err != nil {
		t.Fatalf("encoding.json: %v", err)
	}
	if err := json.Unmarshal([]byte(answer.String()), &got); err != nil {
		t.Fatalf("results(): %v", err)
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: encoding.json has no answer of Chrome", name)
		}
	}
	for name := range want {
		if diff := cmp.Diff(want[name], got[name]); diff != "" {
			t.Errorf("%s: differs from Chrome (-Chrome +got):\n%s", name, diff)
		}
	}
}

// The bytes after an error in a stream are still to be decoded: the standard leaves them in the I/O queue.
func TestDecodeResumesAfterError(t *testing.T) {
	d := &textDecoder{decoder: utf8Decoder{}, fatal: true}
	if text, ok := d.decode([]byte("a\xffbc"), true); ok {
		t.Fatalf("decode of invalid bytes = %q, want an error", text)
	}
	if text, ok := d.decode([]byte("d"), true); !ok || text != "bcd" {
		t.Fatalf("decode after the error = %q, %v, want the rest of the first chunk and the second: bcd", text, ok)
	}
}

// decodeInChunks decodes input byte by byte, which must be the same as at once.
func decodeInChunks(d *textDecoder, input []byte) string {
	var out strings.Builder
	for i := range input {
		text, _ := d.decode(input[i:i+1], true)
		out.WriteString(text)
	}
	text, _ := d.decode(nil, false)
	return out.String() + text
}

func FuzzDecodeUTF8(f *testing.F) {
	for _, seed := range []string{
		"", "abc", "é€💩", "\xef\xbb\xbfa", "\xf0\x9f\x92", "\xf0\x9f\x92a", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
		"\xc3\xc3\xa9", "\xf1\x80\x80\xc3\xa9", "\xfe\xff", "a\x80b", "\xef\xbf\xbd",
	} {
		f.Add([]byte(seed))
	}
	// The library replaces maximal subparts too, and has nothing to do with ours.
	library := unicode.UTF8.NewDecoder()
	f.Fuzz(func(t *testing.T, input []byte) {
		want, err := library.Bytes(input)
		if err != nil {
			t.Fatal(err)
		}
		d := &textDecoder{decoder: utf8Decoder{}, ignoreBOM: true}
		got, ok := d.decode(input, false)
		if !ok || got != string(want) {
			t.Errorf("decode(%q) = %q, %v, want %q", input, got, ok, want)
		}
		if chunks := decodeInChunks(d, input); chunks != got {
			t.Errorf("decode(%q) byte by byte = %q, at once = %q", input, chunks, got)
		}
		fatal := &textDecoder{decoder: utf8Decoder{}, fatal: true, ignoreBOM: true}
		if text, ok := fatal.decode(input, false); ok != utf8.Valid(input) {
			t.Errorf("fatal decode(%q) = %q, %v, want success = %v", input, text, ok, utf8.Valid(input))
		}
	})
}

func FuzzDecodeUTF16(f *testing.F) {
	for _, seed := range []string{"", "a\x00", "=\xd8\xa9\xdc", "=\xd8=\xd8\xa9\xdc", "\x00\xdc\x00\xdc", "=\xd8a", "a"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		d := &textDecoder{decoder: utf16Decoder{}, ignoreBOM: true}
		got, _ := d.decode(input, false)
		if !utf8.ValidString(got) {
			t.Errorf("decode(%q) = %q, which is no valid text", input, got)
		}
		if chunks := decodeInChunks(d, input); chunks != got {
			t.Errorf("decode(%q) byte by byte = %q, at once = %q", input, chunks, got)
		}
	})
}

// The legacy encodings have no text of their own to compare with here; what all must do is to take any bytes in any chunks.
func FuzzDecodeLegacy(f *testing.F) {
	names := []string{"windows-1252", "shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "big5", "euc-kr"}
	f.Add(0, []byte("a\x81\xff"))
	f.Add(1, []byte("\x82\xa0\x82"))
	f.Add(3, []byte("\x1b$B$\"\x1b(BA"))
	f.Add(4, []byte("\x810\x810\xc4\xe3"))
	f.Fuzz(func(t *testing.T, which int, input []byte) {
		name := names[uint(which)%uint(len(names))]
		d := &textDecoder{decoder: newDecoder(name)}
		if text, ok := d.decode(input, false); !ok || !utf8.ValidString(text) {
			t.Errorf("%s: decode(%q) = %q, %v, want valid text", name, input, text, ok)
		}
		if text := decodeInChunks(d, input); !utf8.ValidString(text) {
			t.Errorf("%s: decode(%q) byte by byte = %q, want valid text", name, input, text)
		}
	})
}

func BenchmarkEncode(b *testing.B) {
	for _, text := range []struct{ name, text string }{
		{"ascii", strings.Repeat("x", 64<<10)},
		{"unicode", strings.Repeat("é€", 16<<10)},
		{"short", "GET / HTTP/1.1"},
	} {
		b.Run(text.name, func(b *testing.B) {
			vm := newEncodingRuntime(b)
			encode := bindMethod(b, vm, "new TextEncoder()", "encode")
			// A string that a script made, not one that came from Go.
			value := goja.StringFromUTF16(units(text.text))
			b.SetBytes(int64(len(text.text)))
			b.ReportAllocs()
			for b.Loop() {
				encode(value)
			}
		})
	}
}

func BenchmarkDecode(b *testing.B) {
	for _, input := range []struct{ name, label, text string }{
		{"ascii", "utf-8", strings.Repeat("x", 64<<10)},
		{"unicode", "utf-8", strings.Repeat("é€", 13<<10)},
		{"invalid", "utf-8", strings.Repeat("xxxxxxx\xff", 8<<10)},
		{"utf-16", "utf-16le", strings.Repeat("x\x00", 32<<10)},
		{"latin1", "latin1", strings.Repeat("xxxxxxx\xe9", 8<<10)},
		{"short", "utf-8", "GET / HTTP/1.1"},
	} {
		b.Run(input.name, func(b *testing.B) {
			vm := newEncodingRuntime(b)
			decode := bindMethod(b, vm, "new TextDecoder('"+input.label+"')", "decode")
			buffer := vm.ToValue(vm.NewArrayBuffer([]byte(input.text)))
			b.SetBytes(int64(len(input.text)))
			b.ReportAllocs()
			for b.Loop() {
				decode(buffer).(goja.String).Length() // counting makes the engine look at the text
			}
		})
	}
}

// bindMethod gets a method of a new object as a Go function.
func bindMethod(b *testing.B, vm *goja.Runtime, expression, method string) func(arg goja.Value) goja.Value {
	b.Helper()
	object, err := vm.RunString(expression)
	if err != nil {
		b.Fatal(err)
	}
	f := native(object.(*goja.Object), method)
	return func(arg goja.Value) goja.Value { return call(f, object, arg) }
}

func units(text string) (units []uint16) {
	for _, r := range text {
		units = append(units, uint16(r))
	}
	return units
}
