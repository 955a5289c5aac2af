package filesystem

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"time"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"
)

// ErrInUse is the error of opening a sandboxed file system of a profile that
// another host has open.
var ErrInUse = errors.New("the sandboxed file system is in use")

// The files of a sandbox in its directory.
const (
	indexName    = "index.db"
	contentsName = "files"
)

// lockTimeout is how long opening waits for a host that is just ending.
const lockTimeout = 200 * time.Millisecond

// openDiskSandbox opens the sandbox in a directory, which it makes if need be.
func openDiskSandbox(dir string) (*sandbox, error) {
	s, err := loadSandbox(dir)
	switch {
	case errors.Is(err, bbolterrors.ErrTimeout):
		err = fmt.Errorf("%w: another host has %s open; stop it, or use another profile directory", ErrInUse, dir)
	case err != nil:
		err = fmt.Errorf("cannot open the sandboxed file system in %s: %w", dir, err)
	default:
		return s, nil
	}
	return nil, ErrInvalidState.because(err)
}

func loadSandbox(dir string) (*sandbox, error) {
	files, path := filepath.Join(dir, contentsName), filepath.Join(dir, indexName)
	if err := os.MkdirAll(files, directoryPermissions); err != nil {
		return nil, err
	}
	s := &sandbox{contents: contentFiles(files), root: newRoot()}
	// A host that was killed before it wrote anything leaves an empty file.
	if i, err := os.Stat(path); err == nil && i.Size() > 0 {
		if err := s.load(path); err != nil {
			return nil, err
		}
	}
	db, err := bbolt.Open(path, filePermissions, &bbolt.Options{Timeout: lockTimeout})
	if err != nil {
		return nil, err
	}
	s.index = boltIndex{db}
	if err := s.removeLeftovers(files); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

var nodesBucket = []byte("nodes")

// record is a node in the index.
type record struct {
	Parent      nodeID    `json:"parent"`
	Name        string    `json:"name"`
	IsDirectory bool      `json:"isDirectory"`
	Modified    time.Time `json:"modified"`
}

func key(id nodeID) []byte { return binary.BigEndian.AppendUint64(nil, uint64(id)) }

// load builds the tree from the index. It looks at all of the file before anything
// is written to it, since bbolt itself faults or panics if a part is damaged.
func (s *sandbox) load(path string) (err error) {
	var file *os.File
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			_ = file.Close() // this gives up the lock, which bbolt may not be able to
			err = damaged(path, cause)
		}
	}()
	db, err := bbolt.Open(path, 0, &bbolt.Options{
		Timeout:         lockTimeout,
		ReadOnly:        true,
		PreLoadFreelist: true,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			file, err = os.OpenFile(name, flag, mode)
			return file, err
		},
	})
	switch {
	case errors.Is(err, bbolterrors.ErrInvalid), errors.Is(err, bbolterrors.ErrChecksum), errors.Is(err, bbolterrors.ErrVersionMismatch):
		return damaged(path, err)
	case err != nil:
		return err
	}
	if err := db.View(s.read); err != nil {
		return errors.Join(damaged(path, err), db.Close())
	}
	return db.Close()
}

func damaged(path string, cause any) error {
	return fmt.Errorf("%s is damaged, put a copy in its place or move it away to start empty: %v", path, cause)
}

// read builds the tree from all records.
func (s *sandbox) read(tx *bbolt.Tx) error {
	nodes := map[nodeID]*node{rootID: s.root}
	parents := map[nodeID]nodeID{}
	readRecord := func(k, v []byte) error {
		var r record
		if err := json.Unmarshal(v, &r); err != nil || len(k) != 8 {
			return fmt.Errorf("the record %x is %q", k, v)
		}
		id := nodeID(binary.BigEndian.Uint64(k))
		if id == rootID {
			s.root.modified = r.Modified
			return nil
		}
		nodes[id] = &node{id: id, name: r.Name, modified: r.Modified}
		if r.IsDirectory {
			nodes[id].members = map[string]*node{}
		}
		parents[id] = r.Parent
		s.last = max(s.last, id)
		return nil
	}
	if bucket := tx.Bucket(nodesBucket); bucket != nil {
		if err := bucket.ForEach(readRecord); err != nil {
			return err
		}
	}
	for id, parent := range parents {
		n := nodes[id]
		if n.parent = nodes[parent]; n.parent == nil || !n.parent.isDirectory() {
			return fmt.Errorf("%q is in no directory", n.name)
		}
		n.parent.members[n.name] = n
	}
	var errs []error
	for err := range tx.Check() { // to the end, or its goroutine stays
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// removeLeftovers removes contents that are in no index, which a host that was
// killed leaves.
func (s *sandbox) removeLeftovers(dir string) error {
	inUse := map[string]bool{}
	for _, n := range subtree(s.root) {
		inUse[contentName(n.id)] = true
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if inUse[e.Name()] {
			continue
		}
		if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// boltIndex is an index in a bbolt file with a record for each node.
type boltIndex struct{ db *bbolt.DB }

func (i boltIndex) update(put []*node, remove []nodeID) error {
	return i.db.Update(func(tx *bbolt.Tx) error {
		bucket, err := tx.CreateBucketIfNotExists(nodesBucket)
		if err != nil {
			return err
		}
		for _, id := range remove {
			if err := bucket.Delete(key(id)); err != nil {
				return err
			}
		}
		for _, n := range put {
			r := record{Name: n.name, IsDirectory: n.isDirectory(), Modified: n.modified}
			if n.parent != nil {
				r.Parent = n.parent.id
			}
			text, err := json.Marshal(r)
			if err != nil {
				return err
			}
			if err := bucket.Put(key(n.id), text); err != nil {
				return err
			}
		}
		return nil
	})
}

func (i boltIndex) close() error { return i.db.Close() }

// contentFiles is the directory with the contents of a sandbox's files, each in a
// file that is called by its number.
type contentFiles string

func contentName(id nodeID) string { return strconv.FormatUint(uint64(id), 10) }

func (c contentFiles) path(id nodeID) string { return filepath.Join(string(c), contentName(id)) }

func (c contentFiles) create(id nodeID) error {
	return os.WriteFile(c.path(id), nil, filePermissions)
}

func (c contentFiles) open(id nodeID, write bool) (content, error) {
	flag := os.O_RDONLY
	if write {
		flag = os.O_WRONLY
	}
	file, err := os.OpenFile(c.path(id), flag, 0)
	if err != nil {
		return nil, err
	}
	return openFile{file}, nil
}

func (c contentFiles) remove(id nodeID) error { return os.Remove(c.path(id)) }
