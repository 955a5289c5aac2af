package filesystem

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// A LastError is an error of a function of chrome.fileSystem that is no
// DOMException: its text goes to chrome.runtime.lastError.
type LastError string

func (e LastError) Error() string { return string(e) }

// The texts of Chrome.
const (
	ErrInvalidParameters LastError = "Invalid parameters"
	ErrNeedsWrite        LastError = "Operation requires fileSystem.write permission"
	ErrNeedsDirectory    LastError = "Operation requires fileSystem.directory permission"
	ErrUnknownID         LastError = "Unknown id"
	ErrNotRetained       LastError = "Could not retain file entry."
)

// Options say what the file systems of an App are.
type Options struct {
	// AppID is the id of the App, which is part of names and URLs.
	AppID string
	// Package is the App's folder, or nil if it has none.
	Package fs.FS
	// Write and Directory are whether the manifest has these forms of the
	// fileSystem permission.
	Write, Directory bool
	// Profile is the directory that keeps the sandboxed file systems. If it is
	// empty, they are in memory.
	Profile string
	// Retained keeps the retained entries. If it is nil, they are forgotten when
	// the App ends.
	Retained Records
}

// A Service has the file systems of one App.
type Service struct {
	options Options

	mu        sync.Mutex
	closed    bool
	sandboxes map[Type]*FileSystem
	retained  map[string]Entry  // of this run, by id
	preset    map[string]string // paths by id
}

// New returns the service of an App. Nothing is opened yet.
func New(o Options) *Service {
	return &Service{
		options:   o,
		sandboxes: map[Type]*FileSystem{},
		retained:  map[string]Entry{},
		preset:    map[string]string{},
	}
}

// Close closes the sandboxed file systems.
func (s *Service) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	var errs []error
	for _, f := range s.sandboxes {
		errs = append(errs, f.volume.(*sandbox).close())
	}
	clear(s.sandboxes)
	return errors.Join(errs...)
}

// Package returns the package directory: an entry of a new file system each time,
// as getPackageDirectoryEntry does.
func (s *Service) Package() (Entry, error) {
	if s.options.Package == nil {
		return Entry{}, ErrNotFound
	}
	f := s.newIsolated("crxfs", packaged)
	f.volume = &packageVolume{s.options.Package}
	return f.topEntry(true), nil
}

// Type is the type of a sandboxed file system, as webkitRequestFileSystem has it.
type Type int

// The two sandboxed file systems of an App.
const (
	Temporary  Type = 0
	Persistent Type = 1
)

func (t Type) String() string {
	switch t {
	case Temporary:
		return "Temporary"
	case Persistent:
		return "Persistent"
	}
	return "unknown"
}

// Sandbox returns one of the App's sandboxed file systems, the same one each
// time.
func (s *Service) Sandbox(t Type) (*FileSystem, error) {
	if t != Temporary && t != Persistent {
		return nil, ErrInvalidModification
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, ErrAbort
	}
	if f := s.sandboxes[t]; f != nil {
		return f, nil
	}
	v := newMemorySandbox(memoryLimit)
	if s.options.Profile != "" {
		var err error
		if v, err = openDiskSandbox(filepath.Join(s.options.Profile, t.String())); err != nil {
			return nil, err
		}
	}
	f := &FileSystem{
		name:   s.origin() + ":" + t.String(),
		kind:   sandboxed,
		url:    urlOrigin(s.options.AppID) + strings.ToLower(t.String()),
		volume: v,
		writer: v,
		create: true,
	}
	s.sandboxes[t] = f
	return f, nil
}

func (s *Service) origin() string { return "chrome-extension_" + s.options.AppID + "_0" }

// Access is what an App may do with an entry that it is granted.
type Access int

const (
	// Read lets it read.
	Read Access = iota
	// Write lets it also write, and in a directory make and remove what it likes.
	Write
)

// Grant gives the App a file or directory of the disk, whose path may lead through
// symbolic links. The entry is the top of a new file system.
func (s *Service) Grant(path string, a Access) (Entry, error) {
	path, err := realPath(path)
	if err != nil {
		return Entry{}, err
	}
	i, err := os.Stat(path)
	if err != nil {
		return Entry{}, fmt.Errorf("cannot grant the app %s: %w", path, err)
	}
	return s.grant(path, i.IsDir(), a), nil
}

// GrantNew is Grant for a file that the App may write to, and makes the file if
// there is none: the answer to a dialog for saving a file.
func (s *Service) GrantNew(path string) (Entry, error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, filePermissions)
	if err != nil {
		return Entry{}, fmt.Errorf("cannot grant the app a file to write: %w", err)
	}
	if err := file.Close(); err != nil {
		return Entry{}, err
	}
	return s.Grant(path, Write)
}

// realPath returns the absolute path of a file or directory without symbolic
// links, since there are none for an App.
func realPath(path string) (string, error) {
	full, err := filepath.Abs(path)
	if err == nil {
		full, err = filepath.EvalSymlinks(full)
	}
	if err != nil {
		return "", fmt.Errorf("cannot grant the app %s: %w", path, err)
	}
	if filepath.Dir(full) == full {
		return "", fmt.Errorf("cannot grant the app %s: grant a directory in it, since the entry of a directory needs a name", path)
	}
	return full, nil
}

func (s *Service) grant(path string, isDirectory bool, a Access) Entry {
	f := s.newIsolated(filepath.Base(path), isolated)
	d := &disk{path}
	f.volume = d
	if a == Write {
		f.writer, f.create = d, isDirectory
	}
	return f.topEntry(isDirectory)
}

// onDisk returns where an entry is that was granted, or is below one that was.
func onDisk(e Entry) (d *disk, relative string, ok bool) {
	relative, isVirtual, err := e.fs.locate(e.fullPath)
	if e.fs.kind != isolated || isVirtual || err != nil {
		return nil, "", false
	}
	return e.fs.volume.(*disk), relative, true
}

// DisplayPath returns the path of a granted entry for people to read: the home
// directory is "~" in it.
func (s *Service) DisplayPath(e Entry) (string, error) {
	d, relative, ok := onDisk(e)
	if !ok {
		return "", ErrInvalidParameters
	}
	path := d.hostPath(relative)
	home, err := os.UserHomeDir()
	if err != nil {
		return path, nil
	}
	if below, ok := strings.CutPrefix(path, filepath.Clean(home)); ok && (below == "" || os.IsPathSeparator(below[0])) {
		return "~" + below, nil
	}
	return path, nil
}

// IsWritable answers isWritableEntry.
func (s *Service) IsWritable(e Entry) (bool, error) {
	if e.fs.kind == sandboxed {
		return false, ErrInvalidParameters
	}
	return e.fs.writer != nil, nil
}

// Writable answers getWritableEntry: the same file or directory as the top of a
// new file system. As in Chrome, a file that is gone is made again.
func (s *Service) Writable(e Entry) (Entry, error) {
	d, relative, ok := onDisk(e)
	switch {
	case !s.options.Write:
		return Entry{}, ErrNeedsWrite
	case !ok:
		return Entry{}, ErrInvalidParameters
	case e.isDirectory && !s.options.Directory:
		return Entry{}, ErrNeedsDirectory
	}
	if !e.isDirectory {
		if err := d.createFile(relative); err != nil && !errors.Is(err, fs.ErrExist) {
			return Entry{}, LastError("Error opening " + d.hostPath(relative))
		}
	}
	if err := e.fs.check(relative, e.isDirectory); err != nil {
		return Entry{}, gettingError(err)
	}
	return s.grant(d.hostPath(relative), e.isDirectory, Write), nil
}
