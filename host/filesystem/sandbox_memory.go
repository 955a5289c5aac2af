package filesystem

import (
	"errors"
	"io"
	"io/fs"
	"sync"
	"time"
)

// memoryLimit is how many bytes the files of one sandbox in memory may have.
const memoryLimit = 512 << 20

func newMemorySandbox(limit int64) *sandbox {
	return &sandbox{
		index:    noIndex{},
		contents: &memory{files: map[nodeID]*memoryFile{}, free: limit},
		root:     newRoot(),
	}
}

// noIndex is the index of a sandbox that is not kept.
type noIndex struct{}

func (noIndex) update([]*node, []nodeID) error { return nil }
func (noIndex) close() error                   { return nil }

// memory is where the contents of a sandbox are that is not kept.
type memory struct {
	mu    sync.RWMutex
	files map[nodeID]*memoryFile
	free  int64 // bytes
}

func (m *memory) create(id nodeID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[id] = &memoryFile{memory: m, modified: time.Now()}
	return nil
}

func (m *memory) open(id nodeID, _ bool) (content, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	file := m.files[id]
	if file == nil {
		return nil, fs.ErrNotExist
	}
	return file, nil
}

func (m *memory) remove(id nodeID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if file := m.files[id]; file != nil {
		m.free += int64(len(file.bytes))
		delete(m.files, id)
		file.removed = true
	}
	return nil
}

// A memoryFile is guarded by the mutex of its memory.
type memoryFile struct {
	memory   *memory
	bytes    []byte
	modified time.Time
	removed  bool
}

func (f *memoryFile) info() (info, error) {
	f.memory.mu.RLock()
	defer f.memory.mu.RUnlock()
	return info{size: int64(len(f.bytes)), modified: f.modified}, nil
}

func (f *memoryFile) ReadAt(p []byte, offset int64) (int, error) {
	f.memory.mu.RLock()
	defer f.memory.mu.RUnlock()
	if offset >= int64(len(f.bytes)) {
		return 0, io.EOF
	}
	n := copy(p, f.bytes[offset:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (f *memoryFile) WriteAt(p []byte, offset int64) (int, error) {
	f.memory.mu.Lock()
	defer f.memory.mu.Unlock()
	if end := offset + int64(len(p)); end > int64(len(f.bytes)) {
		if err := f.resize(end); err != nil {
			return 0, err
		}
	}
	f.touch()
	return copy(f.bytes[offset:], p), nil
}

// errNegativeSize is what operating systems call an invalid argument.
var errNegativeSize = errors.New("a file cannot have a negative size")

func (f *memoryFile) Truncate(size int64) error {
	f.memory.mu.Lock()
	defer f.memory.mu.Unlock()
	if size < 0 {
		return errNegativeSize
	}
	if err := f.resize(size); err != nil {
		return err
	}
	f.touch()
	return nil
}

// resize grows a file with zeros or cuts it. The mutex must be held.
func (f *memoryFile) resize(size int64) error {
	if f.removed {
		return fs.ErrNotExist
	}
	growth := size - int64(len(f.bytes))
	if growth > f.memory.free {
		return ErrQuotaExceeded
	}
	if growth > 0 {
		f.bytes = append(f.bytes, make([]byte, growth)...)
	} else {
		f.bytes = append([]byte(nil), f.bytes[:size]...)
	}
	f.memory.free -= growth
	return nil
}

// touch makes each change show, also where the clock is coarse. The mutex must be
// held.
func (f *memoryFile) touch() {
	now := time.Now()
	if !now.After(f.modified) {
		now = f.modified.Add(1)
	}
	f.modified = now
}

func (f *memoryFile) Close() error { return nil }
