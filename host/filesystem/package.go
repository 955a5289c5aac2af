package filesystem

import (
	"errors"
	"io"
	"io/fs"
)

// packageVolume is the directory of the App, which is only read.
type packageVolume struct {
	files fs.FS
}

func packagePath(path string) string {
	if path == "" {
		return "."
	}
	return path
}

func (v *packageVolume) stat(path string) (info, error) {
	// Each directory on the way must be one, and no symbolic link either.
	if dir, _ := splitRelative(path); path != "" {
		if _, err := v.stat(dir); err != nil {
			return info{}, err
		}
	}
	i, err := fs.Lstat(v.files, packagePath(path))
	if err == nil && isLink(i.Mode()) {
		err = &fs.PathError{Op: "lstat", Path: path, Err: fs.ErrNotExist}
	}
	if err != nil {
		return info{}, err
	}
	return toInfo(i), nil
}

func (v *packageVolume) list(path string) ([]item, error) {
	file, err := v.open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	directory, ok := file.(fs.ReadDirFile)
	if !ok {
		return nil, &fs.PathError{Op: "readdir", Path: path, Err: fs.ErrNotExist}
	}
	return listFile(directory)
}

func (v *packageVolume) open(path string) (fs.File, error) {
	if _, err := v.stat(path); err != nil {
		return nil, err
	}
	return v.files.Open(packagePath(path))
}

func (v *packageVolume) reference(path string) (reference, error) {
	return packageReference{v, path}, nil
}

type packageReference struct {
	volume *packageVolume
	path   string
}

func (r packageReference) open() (readable, error) {
	file, err := r.volume.open(r.path)
	if err != nil {
		return nil, err
	}
	return packageFile{file}, nil
}

type packageFile struct{ fs.File }

func (f packageFile) info() (info, error) {
	i, err := f.Stat()
	if err != nil {
		return info{}, err
	}
	return toInfo(i), nil
}

// ReadAt may be called once only if the file cannot be read but in order, as in
// an archive.
func (f packageFile) ReadAt(p []byte, offset int64) (int, error) {
	if file, ok := f.File.(io.ReaderAt); ok {
		return file.ReadAt(p, offset)
	}
	if _, err := io.CopyN(io.Discard, f.File, offset); err != nil {
		return 0, err
	}
	n, err := io.ReadFull(f.File, p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}
