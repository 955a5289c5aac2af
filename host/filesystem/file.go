package filesystem

import (
	"errors"
	"io"
	"time"
)

// A File is a snapshot of a file: it can be read as long as the file is as it was
// when the snapshot was taken. Nothing of it is in memory.
type File struct {
	Name         string
	Type         string // the MIME type that goes with the name, or empty
	LastModified time.Time

	reference reference
	taken     info
}

// File takes a snapshot of the file e.
func (e Entry) File() (*File, error) {
	i, relative, err := e.describe()
	if err == nil && i.isDirectory {
		err = ErrTypeMismatch
	}
	if err != nil {
		return nil, err
	}
	ref, err := e.fs.volume.reference(relative)
	if err != nil {
		return nil, toError(err)
	}
	return &File{
		Name:         e.Name(),
		Type:         MIMEType(e.Name()),
		LastModified: i.modified,
		reference:    ref,
		taken:        i,
	}, nil
}

// Size returns the number of bytes.
func (f *File) Size() int64 { return f.taken.size }

// ReadAt reads from an offset, as io.ReaderAt has it. It fails with ErrNotFound if
// the file is gone, and with ErrNotReadable if it has changed.
func (f *File) ReadAt(p []byte, offset int64) (int, error) {
	file, err := f.reference.open()
	if err != nil {
		return 0, toReadError(err)
	}
	defer file.Close()
	n, err := file.ReadAt(p, offset)
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, toReadError(err)
	}
	// Looking at the file afterwards also finds what changed while it was read.
	now, infoErr := file.info()
	if infoErr != nil {
		return 0, toReadError(infoErr)
	}
	if !now.unchanged(f.taken) {
		return 0, ErrNotReadable
	}
	return n, err
}

// ReadCached is ReadAt for bytes that the system has in memory, which takes no
// longer than copying them. If it reports false, ReadAt tells more.
func (f *File) ReadCached(p []byte, offset int64) bool {
	r, ok := f.reference.(interface {
		readCached(p []byte, offset int64, taken info) bool
	})
	return ok && r.readCached(p, offset, f.taken)
}
