// Package filesystem is the service behind chrome.fileSystem, FileEntry and
// DirectoryEntry, webkitRequestFileSystem and the package directory: entries on
// three kinds of file systems, with the paths, rights and errors of Chrome.
//
// All calls block and may be made from any goroutine.
package filesystem

import (
	"errors"
	"path"
	"strings"
	"time"
)

// A FileSystem is a DOMFileSystem. There are three kinds:
//
//   - Isolated: a directory or a file of the disk that was granted to the App.
//     It has one member, the granted directory or file, called its top; the root
//     above it is virtual and cannot be read.
//   - Isolated and read only: the package directory, whose top is /crxfs.
//   - Sandboxed: one of the App's own two stores, whose top is the root.
type FileSystem struct {
	name   string
	kind   kind
	id     string // 32 hex digits; empty for a sandboxed file system
	top    string // the name of the top; empty for a sandboxed file system
	url    string // of a sandboxed file system
	volume volume
	// writer is the volume if the App may write to it, or nil.
	writer writableVolume
	// create is whether the App may also make files and directories. It may not
	// in the file system of a single file.
	create bool
	// retainedAs is the id of the retained entry that the top was restored from.
	retainedAs string
}

type kind int

const (
	isolated kind = iota
	packaged
	sandboxed
)

// Name returns the name of the DOMFileSystem.
func (f *FileSystem) Name() string { return f.name }

// Root returns the root directory, which only a sandboxed file system really has.
func (f *FileSystem) Root() Entry { return Entry{f, "/", true} }

// topEntry returns the top.
func (f *FileSystem) topEntry(isDirectory bool) Entry {
	return Entry{f, "/" + f.top, isDirectory}
}

// locate returns where on the volume a virtual path is. The root above the top
// of an isolated file system is nowhere on it.
func (f *FileSystem) locate(fullPath string) (relative string, isVirtual bool, err error) {
	below := fullPath[1:]
	if f.kind == sandboxed {
		return below, false, nil
	}
	if below == "" {
		return "", true, nil
	}
	name, rest, _ := strings.Cut(below, "/")
	if name != f.top {
		return "", false, ErrEncoding
	}
	return diskPath(rest), false, nil
}

// An Entry is a file or a directory of a file system, which need not exist any
// more. Entries are equal if they are the same place.
type Entry struct {
	fs          *FileSystem
	fullPath    string
	isDirectory bool
}

// FileSystem returns the file system that the entry is on.
func (e Entry) FileSystem() *FileSystem { return e.fs }

// FullPath returns the absolute path on the file system.
func (e Entry) FullPath() string { return e.fullPath }

// Name returns the last part of the path, which is empty for a root.
func (e Entry) Name() string { return e.fullPath[strings.LastIndexByte(e.fullPath, '/')+1:] }

// IsDirectory tells a directory entry from a file entry.
func (e Entry) IsDirectory() bool { return e.isDirectory }

// Flags are the options of GetFile and GetDirectory.
type Flags struct {
	Create    bool
	Exclusive bool // without Create it says nothing
}

// GetFile returns the file at a path that is relative to the directory e, or
// absolute on its file system.
func (e Entry) GetFile(path string, flags Flags) (Entry, error) {
	return e.get(path, flags, false)
}

// GetDirectory is GetFile for a directory.
func (e Entry) GetDirectory(path string, flags Flags) (Entry, error) {
	return e.get(path, flags, true)
}

func (e Entry) get(given string, flags Flags, directory bool) (Entry, error) {
	if e.fs.kind == sandboxed && strings.ContainsAny(given, "\\\x00") {
		return Entry{}, ErrInvalidModification
	}
	found := Entry{e.fs, resolve(e.fullPath, given), directory}
	relative, isVirtual, err := e.fs.locate(found.fullPath)
	switch {
	case err != nil:
		return Entry{}, err
	case flags.Create && (!e.fs.create || found.fullPath == "/"):
		return Entry{}, ErrSecurity
	case isVirtual:
		return Entry{}, ErrNoModificationAllowed
	case flags.Create:
		err = e.fs.makeNew(relative, flags.Exclusive, directory)
	default:
		err = e.fs.check(relative, directory)
	}
	if err != nil {
		return Entry{}, err
	}
	return found, nil
}

// check returns nil if there is a file or a directory, whichever is wanted.
func (f *FileSystem) check(relative string, directory bool) error {
	i, err := f.stat(relative)
	if err == nil && i.isDirectory != directory {
		err = ErrTypeMismatch
	}
	return err
}

// stat describes what is there. Chrome calls everything that it cannot ask about
// not found.
func (f *FileSystem) stat(relative string) (info, error) {
	i, err := f.volume.stat(relative)
	if err != nil {
		return info{}, ErrNotFound.because(err)
	}
	return i, nil
}

func (f *FileSystem) makeNew(relative string, exclusive, directory bool) error {
	makeIt := f.writer.createFile
	if directory {
		makeIt = f.writer.mkdir
	}
	err := makeIt(relative)
	if directory && isNotDirectory(err) {
		return ErrExists.because(err) // Chrome's word for a directory below a file
	}
	if err = toError(err); !errors.Is(err, ErrExists) {
		return err
	}
	switch i, statErr := f.stat(relative); {
	case statErr != nil:
		return statErr // there is a symbolic link
	case exclusive && (directory || !i.isDirectory):
		return err
	case i.isDirectory != directory:
		return ErrTypeMismatch
	}
	return nil
}

// Parent returns the directory that e is in. The root of a sandboxed file system
// is its own parent.
func (e Entry) Parent() (Entry, error) {
	parent := Entry{e.fs, path.Dir(e.fullPath), true}
	relative, isVirtual, err := e.fs.locate(parent.fullPath)
	switch {
	case err != nil:
		return Entry{}, err
	case isVirtual:
		return Entry{}, ErrNoModificationAllowed
	}
	if err := e.fs.check(relative, true); err != nil {
		return Entry{}, err
	}
	return parent, nil
}

// Metadata is what getMetadata gives.
type Metadata struct {
	Size             int64
	ModificationTime time.Time
}

// Metadata describes the file or directory as it is now.
func (e Entry) Metadata() (Metadata, error) {
	i, _, err := e.describe()
	if err != nil {
		return Metadata{}, err
	}
	return Metadata{i.size, i.modified}, nil
}

// describe returns what is at the place of the entry and where that is.
func (e Entry) describe() (i info, relative string, err error) {
	relative, isVirtual, err := e.fs.locate(e.fullPath)
	switch {
	case err != nil:
		return info{}, "", err
	case isVirtual:
		return info{}, "", ErrNoModificationAllowed
	}
	i, err = e.fs.stat(relative)
	return i, relative, err
}
