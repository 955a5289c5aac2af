package filesystem

import (
	"path"
	"sync"
)

// batch is how many entries readEntries gives at most.
const batch = 100

// A DirectoryReader reads the entries of a directory in batches.
type DirectoryReader struct {
	directory Entry

	mu   sync.Mutex
	read bool
	rest []Entry
}

// NewReader returns a reader that starts at the first entry.
func (e Entry) NewReader() *DirectoryReader { return &DirectoryReader{directory: e} }

// ReadEntries returns the next 100 entries at most, in the order of the operating
// system, and none at the end. The directory is read whole by the first call, as
// by Chrome. A call during another one fails.
func (r *DirectoryReader) ReadEntries() ([]Entry, error) {
	if !r.mu.TryLock() {
		return nil, ErrInvalidState
	}
	defer r.mu.Unlock()
	if !r.read {
		entries, err := r.directory.entries()
		if err != nil {
			return nil, err
		}
		r.read, r.rest = true, entries
	}
	n := min(batch, len(r.rest))
	next := r.rest[:n:n]
	r.rest = r.rest[n:]
	return next, nil
}

func (e Entry) entries() ([]Entry, error) {
	_, relative, err := e.describe()
	if err != nil {
		return nil, err
	}
	items, err := e.fs.volume.list(relative)
	if err != nil {
		return nil, toError(err)
	}
	entries := make([]Entry, len(items))
	for i, item := range items {
		entries[i] = Entry{e.fs, path.Join(e.fullPath, item.name), item.isDirectory}
	}
	return entries, nil
}
