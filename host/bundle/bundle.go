// Package bundle opens what a Chrome App comes in: an unpacked folder, or a
// .zip or .crx archive of one.
package bundle

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// ManifestName is the file that makes a folder an app.
const ManifestName = "manifest.json"

// Bundle is the files of an app, read only.
type Bundle struct {
	FS fs.FS
	// Path is the folder or the archive, absolute and without symbolic links.
	Path string
	// Key is the public key that a .crx was signed with (DER); nil otherwise.
	Key []byte

	closer io.Closer
}

// Close releases the folder or the archive. FS must not be used after it.
func (b *Bundle) Close() error { return b.closer.Close() }

// Bounds of an archive. An app is source text and pictures; what is larger is
// a mistake or an attack.
const (
	maxFiles = 100_000
	maxBytes = 1 << 30
	maxDepth = 64
)

// ErrNoManifest is for a folder or an archive that is no app.
var ErrNoManifest = errors.New("has no " + ManifestName)

// IsBundle reports whether path is a folder or has the name of an archive, so
// that [Open] is the way to read it.
func IsBundle(path string) bool {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return true
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".zip", ".crx":
		return true
	}
	return false
}

// Open opens a folder or an archive. Its errors are sentences for the user.
func Open(path string) (*Bundle, error) {
	real, err := filepath.Abs(path)
	if err == nil {
		real, err = filepath.EvalSymlinks(real)
	}
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there is no file or folder %s", path)
		}
		return nil, fmt.Errorf("cannot open %s: %w", path, cause(err))
	}
	info, err := os.Stat(real)
	if err != nil {
		return nil, fmt.Errorf("cannot open %s: %w", path, cause(err))
	}
	open := openArchive
	if info.IsDir() {
		open = openFolder
	}
	b, err := open(real)
	if err != nil {
		return nil, fmt.Errorf("%s %w", path, err)
	}
	b.Path = real
	return b, nil
}

func openFolder(dir string) (*Bundle, error) {
	// A root, so that no name and no symbolic link leads out of the folder.
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("cannot be opened: %w", cause(err))
	}
	b := &Bundle{FS: root.FS(), closer: root}
	if _, err := fs.Stat(b.FS, ManifestName); err != nil {
		root.Close()
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%w: name a script, or the folder of a Chrome App", ErrNoManifest)
		}
		return nil, fmt.Errorf("has a %s that cannot be read: %w", ManifestName, cause(err))
	}
	return b, nil
}

func openArchive(file string) (*Bundle, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", cause(err))
	}
	b, err := readArchive(f)
	if err != nil {
		f.Close()
		return nil, err
	}
	b.closer = f
	return b, nil
}

func readArchive(f *os.File) (*Bundle, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", cause(err))
	}
	header, err := readCRXHeader(f, info.Size())
	if err != nil {
		return nil, fmt.Errorf("is a damaged .crx file: %w", err)
	}
	archive, err := zip.NewReader(io.NewSectionReader(f, header.size, info.Size()-header.size), info.Size()-header.size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("is no app archive, or a damaged one: %w", err)
	}
	if err := checkEntries(archive.File); err != nil {
		return nil, err
	}
	root, err := findManifest(archive)
	if err != nil {
		return nil, err
	}
	return &Bundle{FS: root, Key: header.key}, nil
}

func checkEntries(files []*zip.File) error {
	if len(files) > maxFiles {
		return fmt.Errorf("has %d files, more than the %d that are accepted", len(files), maxFiles)
	}
	var total uint64
	for _, f := range files {
		name := strings.TrimSuffix(f.Name, "/")
		switch {
		case !fs.ValidPath(name) || strings.Contains(name, `\`):
			return fmt.Errorf("is refused: the name %q in it leads out of the archive", f.Name)
		case strings.Count(name, "/") >= maxDepth:
			return fmt.Errorf("is refused: its folders are nested more than %d deep", maxDepth)
		case f.Mode()&fs.ModeSymlink != 0:
			return fmt.Errorf("is refused: %q in it is a symbolic link", f.Name)
		}
		if total += f.UncompressedSize64; total > maxBytes {
			return fmt.Errorf("is refused: it unpacks to more than %d MiB", maxBytes>>20)
		}
	}
	return nil
}

// findManifest gives the folder of the app: the top, or the only folder there.
func findManifest(archive *zip.Reader) (fs.FS, error) {
	if _, err := fs.Stat(archive, ManifestName); err == nil {
		return archive, nil
	}
	top, err := fs.ReadDir(archive, ".")
	if err == nil && len(top) == 1 && top[0].IsDir() {
		if _, err := fs.Stat(archive, path.Join(top[0].Name(), ManifestName)); err == nil {
			return fs.Sub(archive, top[0].Name())
		}
	}
	return nil, ErrNoManifest
}

// cause takes the operation and the path off an error: the sentence has them.
func cause(err error) error {
	var fault *fs.PathError
	if errors.As(err, &fault) {
		return fault.Err
	}
	return err
}

var crxMagic = []byte("Cr24")

func isCRX(start []byte) bool { return bytes.HasPrefix(start, crxMagic) }
