package filesystem

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// Chrome gives what an App creates to the user alone.
const (
	filePermissions      = 0o600
	directoryPermissions = 0o700
)

// disk is a volume whose top is a directory or a file of the operating system.
// It is looked up anew by each operation, since it may be moved or removed like
// everything below it.
//
// What is below the top is reached through an os.Root for each directory on the
// way, so that nothing else can be reached, whatever others do to the directory
// meanwhile. Chrome looks at a path and then uses it; there a symbolic link that
// is made in between leads out.
type disk struct {
	path string // absolute, without symbolic links when it was granted
}

// A directory is one that an operation may use the members of.
type directory interface {
	Lstat(name string) (fs.FileInfo, error)
	OpenFile(name string, flag int, perm fs.FileMode) (*os.File, error)
	OpenRoot(name string) (*os.Root, error)
	Mkdir(name string, perm fs.FileMode) error
	Remove(name string) error
	Close() error
}

// outside is the directory that the top is in, as far as the top is concerned: the
// user chose that path, so it is as safe as any, and reading the directory itself
// need not be allowed.
type outside struct{}

func (outside) Lstat(name string) (fs.FileInfo, error)    { return os.Lstat(name) }
func (outside) OpenRoot(name string) (*os.Root, error)    { return os.OpenRoot(name) }
func (outside) Mkdir(name string, perm fs.FileMode) error { return os.Mkdir(name, perm) }
func (outside) Remove(name string) error                  { return os.Remove(name) }
func (outside) Close() error                              { return nil }
func (outside) OpenFile(name string, flag int, perm fs.FileMode) (*os.File, error) {
	return os.OpenFile(name, flag, perm)
}

// parent opens the directory that a path is in and returns the name that the
// path has there.
func (d *disk) parent(path string) (directory, string, error) {
	var dir directory = outside{}
	name := d.path
	if path == "" {
		return dir, name, nil
	}
	for next := range strings.SplitSeq(path, "/") {
		if !isMemberName(next) {
			dir.Close()
			return nil, "", &fs.PathError{Op: "open", Path: next, Err: fs.ErrNotExist}
		}
		sub, err := enter(dir, name)
		dir.Close()
		if err != nil {
			return nil, "", err
		}
		dir, name = sub, next
	}
	return dir, name, nil
}

// isMemberName reports whether a part of a path is the name of one member of a
// directory for the operating system, too: on Windows, "a\b" and "NUL" are not.
func isMemberName(name string) bool {
	return filepath.IsLocal(name) && !strings.ContainsRune(name, filepath.Separator)
}

// enter opens a directory, but through no symbolic link.
func enter(dir directory, name string) (*os.Root, error) {
	before, err := lstat(dir, name)
	if err != nil {
		return nil, err
	}
	if !before.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.ENOTDIR}
	}
	sub, err := dir.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	after, err := sub.Stat(".")
	if err == nil && !os.SameFile(before, after) {
		err = replaced(name)
	}
	if err != nil {
		sub.Close()
		return nil, err
	}
	return sub, nil
}

// open opens a file, but through no symbolic link.
func open(dir directory, name string, flag int) (*os.File, error) {
	before, err := lstat(dir, name)
	if err != nil {
		return nil, err
	}
	if !before.Mode().IsRegular() {
		// Chrome would wait for the other end of a named pipe, and all other
		// operations with it.
		return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.EINVAL}
	}
	file, err := dir.OpenFile(name, flag|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	after, err := file.Stat()
	if err == nil && !os.SameFile(before, after) {
		err = replaced(name)
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

// lstat describes what name is, if it is not a symbolic link: for Chrome Apps
// there are none.
func lstat(dir directory, name string) (fs.FileInfo, error) {
	i, err := dir.Lstat(name)
	if err == nil && isLink(i.Mode()) {
		err = &fs.PathError{Op: "lstat", Path: name, Err: fs.ErrNotExist}
	}
	return i, err
}

// isLink is true for symbolic links and, on Windows, for everything else that
// leads elsewhere, such as junctions.
func isLink(mode fs.FileMode) bool {
	return mode&fs.ModeSymlink != 0 || mode.Type() == fs.ModeIrregular
}

// replaced is the error for a name that stood for something else a moment ago.
func replaced(name string) error {
	return &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func toInfo(i fs.FileInfo) info {
	return info{isDirectory: i.IsDir(), size: i.Size(), modified: i.ModTime(), file: i}
}

func (d *disk) stat(path string) (info, error) {
	dir, name, err := d.parent(path)
	if err != nil {
		return info{}, err
	}
	defer dir.Close()
	i, err := lstat(dir, name)
	if err != nil {
		return info{}, err
	}
	return toInfo(i), nil
}

func (d *disk) list(path string) ([]item, error) {
	dir, name, err := d.parent(path)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	listed, err := enter(dir, name)
	if err != nil {
		return nil, err
	}
	defer listed.Close()
	file, err := listed.Open(".")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return listFile(file)
}

// listFile reads a directory in the order of the operating system.
func listFile(file fs.ReadDirFile) ([]item, error) {
	entries, err := file.ReadDir(-1)
	if err != nil {
		return nil, err
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return isLink(e.Type()) })
	items := make([]item, len(entries))
	for i, e := range entries {
		items[i] = item{e.Name(), e.IsDir()}
	}
	return items, nil
}

func (d *disk) createFile(path string) error {
	dir, name, err := d.parent(path)
	if err != nil {
		return err
	}
	defer dir.Close()
	file, err := dir.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, filePermissions)
	if err != nil {
		return err
	}
	return file.Close()
}

func (d *disk) mkdir(path string) error {
	dir, name, err := d.parent(path)
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Mkdir(name, directoryPermissions)
}

func (d *disk) remove(path string) error {
	dir, name, err := d.parent(path)
	if err != nil {
		return err
	}
	defer dir.Close()
	if _, err := lstat(dir, name); err != nil {
		return err
	}
	return dir.Remove(name)
}

// removeAll leaves symbolic links where they are, and with them the directories
// that they are in, which then are not empty: so does Chrome.
func (d *disk) removeAll(path string) error {
	dir, name, err := d.parent(path)
	if err != nil {
		return err
	}
	defer dir.Close()
	return removeTree(dir, name)
}

func removeTree(dir directory, name string) error {
	i, err := lstat(dir, name)
	if err != nil {
		return err
	}
	if i.IsDir() {
		if err := removeMembers(dir, name); err != nil {
			return err
		}
	}
	return dir.Remove(name)
}

func removeMembers(dir directory, name string) error {
	emptied, err := enter(dir, name)
	if err != nil {
		return err
	}
	defer emptied.Close()
	file, err := emptied.Open(".")
	if err != nil {
		return err
	}
	items, err := listFile(file)
	file.Close()
	if err != nil {
		return err
	}
	for _, i := range items {
		if err := removeTree(emptied, i.name); err != nil {
			return err
		}
	}
	return nil
}

// rename relies on os.Root to stay below the top. A symbolic link that replaces
// a directory right after the look at both ends may lead to another place there,
// but not out.
func (d *disk) rename(from, to string) error {
	if _, err := d.stat(from); err != nil {
		return err
	}
	if err := d.makeRoom(to); err != nil {
		return err
	}
	top, err := enter(outside{}, d.path)
	if err != nil {
		return err
	}
	defer top.Close()
	return top.Rename(filepath.FromSlash(from), filepath.FromSlash(to))
}

// makeRoom removes an empty directory, which os.Root does not replace. A file is
// replaced, but not a symbolic link, which the App does not know of.
func (d *disk) makeRoom(path string) error {
	dir, name, err := d.parent(path)
	if err != nil {
		return err
	}
	defer dir.Close()
	switch i, err := dir.Lstat(name); {
	case err != nil:
		return nil
	case isLink(i.Mode()):
		return ErrInvalidModification
	case i.IsDir():
		return toRemoveError(dir.Remove(name))
	}
	return nil
}

func (d *disk) openToWrite(path string) (writable, error) {
	file, err := d.open(path, os.O_WRONLY)
	if err != nil {
		return nil, err // not a nil *os.File in an interface
	}
	return file, nil
}

func (d *disk) open(path string, flag int) (*os.File, error) {
	dir, name, err := d.parent(path)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	return open(dir, name, flag)
}

func (d *disk) reference(path string) (reference, error) { return diskReference{d, path}, nil }

// A diskReference is a reference by path, as in Chrome: a file that is moved is
// not found any more.
type diskReference struct {
	disk *disk
	path string
}

func (r diskReference) open() (readable, error) {
	file, err := r.disk.open(r.path, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	return openFile{file}, nil
}

type openFile struct{ *os.File }

func (f openFile) info() (info, error) {
	i, err := f.Stat()
	if err != nil {
		return info{}, err
	}
	return toInfo(i), nil
}

// hostPath returns the path on the operating system.
func (d *disk) hostPath(path string) string {
	return filepath.Join(d.path, filepath.FromSlash(path))
}

// slashPath returns a path that can be compared with that of another disk.
func (d *disk) slashPath(path string) string { return filepath.ToSlash(d.hostPath(path)) }
