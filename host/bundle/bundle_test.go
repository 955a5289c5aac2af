package bundle_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/tcpsrv-host/tcpsrv-host/host/bundle"
)

// zipOf makes an archive with those files, in order of the pairs name, content.
func zipOf(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		f, err := w.Create(pairs[i])
		if err == nil {
			_, err = f.Write([]byte(pairs[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func write(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func number(n int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(n)) }

func crx2(key, archive []byte) []byte {
	const signature = "signature"
	return slicesConcat([]byte("Cr24"), number(2), number(len(key)), number(len(signature)), key, []byte(signature), archive)
}

// crx3 has the proofs of two keys; the id is made of the second.
func crx3(key, archive []byte) []byte {
	field := func(message []byte, number protowire.Number, value []byte) []byte {
		return protowire.AppendBytes(protowire.AppendTag(message, number, protowire.BytesType), value)
	}
	id := sha256.Sum256(key)
	header := field(nil, 2, field(field(nil, 1, []byte("a store's key")), 2, []byte("proof")))
	header = field(header, 2, field(nil, 1, key))
	header = protowire.AppendVarint(protowire.AppendTag(header, 77, protowire.VarintType), 5)
	header = field(header, 10000, field(nil, 1, id[:16]))
	return slicesConcat([]byte("Cr24"), number(3), number(len(header)), header, archive)
}

func slicesConcat(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func TestOpen(t *testing.T) {
	archive := zipOf(t, "manifest.json", "{}", "js/a.js", "a")
	nested := zipOf(t, "my-app/", "", "my-app/manifest.json", "{}", "my-app/js/a.js", "a")
	key := []byte("the developer's key")
	for _, c := range []struct {
		name string
		data []byte
		key  []byte
	}{
		{"plain.zip", archive, nil},
		{"nested.zip", nested, nil},
		{"two.crx", crx2(key, archive), key},
		{"three.crx", crx3(key, archive), key},
		{"ZIP.CRX", archive, nil},
	} {
		path := write(t, c.name, c.data)
		if !bundle.IsBundle(path) {
			t.Errorf("%s is not seen as an archive", c.name)
		}
		b, err := bundle.Open(path)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if data, err := fs.ReadFile(b.FS, "js/a.js"); err != nil || string(data) != "a" {
			t.Errorf("%s: js/a.js = %q, %v", c.name, data, err)
		}
		if !bytes.Equal(b.Key, c.key) {
			t.Errorf("%s: the key is %q, want %q", c.name, b.Key, c.key)
		}
		if err := b.Close(); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestRefused(t *testing.T) {
	archive := zipOf(t, "manifest.json", "{}")
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"climbing":         {zipOf(t, "manifest.json", "{}", "../evil.js", ""), "leads out of the archive"},
		"absolute":         {zipOf(t, "manifest.json", "{}", "/evil.js", ""), "leads out of the archive"},
		"backslash":        {zipOf(t, "manifest.json", "{}", `..\evil.js`, ""), "leads out of the archive"},
		"deep":             {zipOf(t, "manifest.json", "{}", strings.Repeat("d/", 100)+"x", ""), "nested more than 64 deep"},
		"no manifest":      {zipOf(t, "a.js", ""), "has no manifest.json"},
		"two folders":      {zipOf(t, "a/manifest.json", "{}", "b/x", ""), "has no manifest.json"},
		"empty":            {nil, "is no app archive"},
		"garbage":          {[]byte("garbage"), "is no app archive"},
		"cut":              {archive[:len(archive)-10], "is no app archive"},
		"crx of version 9": {append([]byte("Cr24"), make([]byte, 20)...), "its format has version 0"},
		"short crx":        {[]byte("Cr24\x02\x00"), "it ends within its header"},
		"crx claims":       {slicesConcat([]byte("Cr24"), number(3), number(1<<30), []byte("1234")), "its header claims 1073741824 bytes"},
		"crx3 garbage":     {slicesConcat([]byte("Cr24"), number(3), number(4), []byte("\xff\xff\xff\xff"), archive), "its header is malformed"},
		"crx3 of nobody":   {slicesConcat([]byte("Cr24"), number(3), number(0), archive), "none of its keys"},
	} {
		b, err := bundle.Open(write(t, "app.crx", c.data))
		if err == nil {
			b.Close()
			t.Errorf("%s: was opened", name)
		} else if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %q, want one with %q", name, err, c.want)
		}
	}
}

// TestBombIsRefused: what an archive says that it unpacks to is looked at
// before anything is read.
func TestBombIsRefused(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"manifest.json", "zeros"} {
		if _, err := w.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, UncompressedSize64: 10 << 30}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := bundle.Open(write(t, "bomb.zip", b.Bytes())); err == nil || !strings.Contains(err.Error(), "more than 1024 MiB") {
		t.Errorf("an archive of 20 GiB: %v", err)
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	if _, err := bundle.Open(dir); !errors.Is(err, bundle.ErrNoManifest) {
		t.Errorf("a folder without manifest: %v", err)
	}
	if _, err := bundle.Open(filepath.Join(dir, "nope")); err == nil || !strings.Contains(err.Error(), "there is no file or folder") {
		t.Errorf("a missing folder: %v", err)
	}
	secret := write(t, "secret", []byte("secret"))
	for name, err := range map[string]error{
		"manifest": os.WriteFile(filepath.Join(dir, bundle.ManifestName), []byte("{}"), 0o600),
		"link":     os.Symlink(secret, filepath.Join(dir, "link.js")),
	} {
		if err != nil {
			t.Fatal(name, err)
		}
	}
	b, err := bundle.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if data, err := fs.ReadFile(b.FS, "link.js"); err == nil {
		t.Errorf("a symbolic link leads out of the folder: %q", data)
	}
	if data, err := fs.ReadFile(b.FS, bundle.ManifestName); err != nil || string(data) != "{}" {
		t.Errorf("the manifest is %q, %v", data, err)
	}
}

func FuzzArchive(f *testing.F) {
	archive := zipOf(f, "manifest.json", "{}", "a.js", "a")
	f.Add(archive)
	f.Add(crx2([]byte("key"), archive))
	f.Add(crx3([]byte("key"), archive))
	f.Fuzz(func(t *testing.T, data []byte) {
		if b, err := bundle.Open(write(t, "app.crx", data)); err == nil {
			fs.WalkDir(b.FS, ".", func(string, fs.DirEntry, error) error { return nil })
			b.Close()
		}
	})
}
