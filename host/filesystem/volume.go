package filesystem

import (
	"io"
	"io/fs"
	"os"
	"time"
)

// A volume is where a file system keeps its files. Its paths are relative to
// the volume's top, separated by slashes and clean; the top itself is "".
//
// Methods fail with an *Error or with an error of the operating system.
type volume interface {
	// stat describes what is at path, which is never a symbolic link.
	stat(path string) (info, error)
	// list returns what is in a directory.
	list(path string) ([]item, error)
	// reference returns a lasting reference to a file.
	reference(path string) (reference, error)
}

// A writableVolume is one that Apps may have the right to change.
type writableVolume interface {
	volume
	// createFile makes an empty file, and mkdir a directory, where nothing is.
	createFile(path string) error
	mkdir(path string) error
	// remove removes a file or an empty directory, and removeAll also a directory
	// with all that can be seen in it.
	remove(path string) error
	removeAll(path string) error
	// rename moves a file or directory to a place where nothing is, or a file,
	// or an empty directory, respectively.
	rename(from, to string) error
	openToWrite(path string) (writable, error)
}

// info is what is known of a file or directory.
type info struct {
	isDirectory bool
	size        int64
	modified    time.Time
	file        fs.FileInfo // of the operating system, or nil
}

// same reports whether two infos are certainly of one file.
func (i info) same(other info) bool {
	return i.file != nil && other.file != nil && os.SameFile(i.file, other.file)
}

// unchanged reports whether two infos of one file, taken at different times, show
// no change of its contents.
func (i info) unchanged(other info) bool {
	return i.size == other.size && i.modified.Equal(other.modified)
}

// item is a member of a directory.
type item struct {
	name        string
	isDirectory bool
}

// A reference leads to a file each time it is to be read: on a disk by its path,
// in a sandbox by what the file is, so that it can be moved.
type reference interface {
	open() (readable, error)
}

type readable interface {
	io.ReaderAt
	io.Closer
	info() (info, error)
}

type writable interface {
	io.WriterAt
	io.Closer
	Truncate(size int64) error
}
