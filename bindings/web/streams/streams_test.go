package streams

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func gzipped(t *testing.T, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestDecompressorTakesInputInAnyParts(t *testing.T) {
	text := strings.Repeat("hello ", 50_000)
	data := gzipped(t, text)
	f, _ := formatOf("gzip")
	for _, size := range []int{1, 7, len(data)} {
		d := newDecompressor(f)
		var got []byte
		take := func(chunks [][]byte, err error) {
			if err != nil {
				t.Fatalf("parts of %d bytes: %v", size, err)
			}
			got = append(got, bytes.Join(chunks, nil)...)
		}
		for rest := data; len(rest) > 0; {
			n := min(size, len(rest))
			take(d.feed(rest[:n]))
			rest = rest[n:]
		}
		take(d.end())
		d.stop()
		if string(got) != text {
			t.Errorf("parts of %d bytes: got %d bytes, want the %d that were compressed", size, len(got), len(text))
		}
	}
}

func TestDecompressorRefuses(t *testing.T) {
	whole := gzipped(t, "hello")
	f, _ := formatOf("gzip")
	for _, c := range []struct {
		name  string
		parts [][]byte
		want  error
	}{
		{"nothing", nil, errTruncated},
		{"no gzip", [][]byte{[]byte("this is no gzip data at all")}, errNotValid},
		{"cut off", [][]byte{whole[:len(whole)-3]}, errTruncated},
		{"more after it", [][]byte{append(bytes.Clone(whole), "xx"...)}, errJunk},
		{"more in another part", [][]byte{whole, []byte("xx")}, errJunk},
		{"wrong checksum", [][]byte{append(bytes.Clone(whole[:len(whole)-8]), make([]byte, 8)...)}, errNotValid},
	} {
		d := newDecompressor(f)
		var err error
		for _, part := range c.parts {
			if _, err = d.feed(part); err != nil {
				break
			}
		}
		if err == nil {
			_, err = d.end()
		}
		d.stop()
		if err != c.want {
			t.Errorf("%s: error %v, want %v", c.name, err, c.want)
		}
	}
}

func TestDecompressorThatIsLeftEndsWithThePage(t *testing.T) {
	f, _ := formatOf("deflate")
	newDecompressor(f).stop() // never fed
	d := newDecompressor(f)
	if _, err := d.feed([]byte{0x78}); err != nil {
		t.Fatal(err)
	}
	d.stop()
}
