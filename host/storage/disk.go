package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"
)

// fileName is the name of the storage file in a profile directory.
const fileName = "storage.db"

// lockTimeout is how long Open waits for a host that is just ending.
const lockTimeout = 200 * time.Millisecond

// disk is the medium of a store with a file: a bbolt file with a bucket for each area.
type disk struct {
	dir string
	db  *bbolt.DB
	// readOnly is why the file cannot be written. It is nil if it can.
	readOnly error
}

func openDisk(dir string) (*disk, error) {
	d, err := open(dir, filepath.Join(dir, fileName))
	switch {
	case errors.Is(err, bbolterrors.ErrTimeout):
		return nil, fmt.Errorf("%w: another host has the profile directory %s open; stop it, or use another directory", ErrInUse, dir)
	case errors.Is(err, ErrCorrupt):
		return nil, fmt.Errorf("%w; it was left as it is: put a copy in its place, or move it away to start empty", err)
	case err != nil:
		return nil, fmt.Errorf("cannot open the storage in the profile directory %s: %w", dir, err)
	}
	return d, nil
}

func open(dir, path string) (*disk, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	// A host that was killed before it wrote anything leaves an empty file, which bbolt takes for a new one.
	info, err := os.Stat(path)
	isNew := err != nil || info.Size() == 0
	if !isNew {
		if err := check(path); err != nil {
			return nil, err
		}
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockTimeout})
	switch {
	case err == nil:
		if isNew {
			syncDirectories(dir)
		}
		return &disk{dir: dir, db: db}, nil
	case !isNew && (errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)):
		reason := err
		db, err := bbolt.Open(path, 0, &bbolt.Options{Timeout: lockTimeout, ReadOnly: true})
		return &disk{dir: dir, db: db, readOnly: reason}, err
	default:
		return nil, err
	}
}

// check opens a file to look at every page of it. bbolt itself checks the first two only, and faults, panics or hands out
// nonsense later if others are damaged or missing. And opening a file for writing may already change it: on Windows it
// gets the size of its mapping.
func check(path string) (err error) {
	var file *os.File
	// The file is mapped: reading beyond its end is a fault, which Go turns into a panic only when asked to.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			_ = file.Close() // gives up the lock; bbolt's own Close may wait for locks that the panic left behind
			err = fmt.Errorf("%w: %s: %v", ErrCorrupt, path, cause)
		}
	}()
	db, err := bbolt.Open(path, 0, &bbolt.Options{
		Timeout:         lockTimeout,
		ReadOnly:        true,
		PreLoadFreelist: true,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			var err error
			file, err = os.OpenFile(name, flag, mode)
			return file, err
		},
	})
	switch {
	case err == nil:
	case errors.Is(err, bbolterrors.ErrTimeout), fromSystem(err):
		return err
	default: // what bbolt itself finds wrong
		return fmt.Errorf("%w: %s: %w", ErrCorrupt, path, err)
	}
	if err := db.View(func(tx *bbolt.Tx) error { return verify(tx, file) }); err != nil {
		return errors.Join(fmt.Errorf("%w: %s: %w", ErrCorrupt, path, err), db.Close())
	}
	return db.Close()
}

func fromSystem(err error) bool {
	_, isPathError := errors.AsType[*fs.PathError](err)
	_, isErrno := errors.AsType[syscall.Errno](err)
	return isPathError || isErrno
}

// verify reads the whole file: it may panic or return an error if that is damaged.
func verify(tx *bbolt.Tx, file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if info.Size() < tx.Size() {
		return fmt.Errorf("%d bytes of %d are missing", tx.Size()-info.Size(), tx.Size())
	}
	err = tx.ForEach(func(area []byte, b *bbolt.Bucket) error {
		if b == nil {
			return fmt.Errorf("%q is not a bucket", area)
		}
		return b.ForEach(func(k, v []byte) error {
			key, value, err := decodeRecord(k, v)
			if err == nil && !json.Valid(value) {
				err = fmt.Errorf("the value of %q is not JSON", key)
			}
			return err
		})
	})
	if err != nil {
		return err
	}
	// The pages just read can be reached safely. Now let bbolt look at how they hang together and at its free list.
	var first error
	for err := range tx.Check() {
		if first == nil {
			first = err
		}
	}
	return first
}

// syncDirectories makes the entries of a new file and its directory durable. Some systems cannot do that; there it is left
// to them.
func syncDirectories(dir string) {
	for _, name := range []string{dir, filepath.Dir(dir)} {
		if d, err := os.Open(name); err == nil {
			_ = d.Sync()
			_ = d.Close()
		}
	}
}

func (d *disk) begin(writable bool) (transaction, error) {
	if writable && d.readOnly != nil {
		return nil, d.writeError(d.readOnly)
	}
	tx, err := d.db.Begin(writable)
	if err != nil {
		return nil, fmt.Errorf("cannot use the storage in %s: %w", d.dir, err)
	}
	return diskTransaction{d, tx}, nil
}

func (d *disk) close() error { return d.db.Close() }

func (d *disk) writeError(err error) error {
	return fmt.Errorf("cannot write to the storage in %s: %w", d.dir, err)
}

type diskTransaction struct {
	disk *disk
	tx   *bbolt.Tx
}

func (t diskTransaction) bucket(area string) bucket {
	return diskBucket{t.disk, t.tx, []byte(area)}
}

func (t diskTransaction) rollback() error { return t.tx.Rollback() }

func (t diskTransaction) commit() error {
	if err := t.tx.Commit(); err != nil {
		return t.disk.writeError(err)
	}
	return nil
}

// A diskBucket is a bucket of the file, which is made with the first item.
type diskBucket struct {
	disk *disk
	tx   *bbolt.Tx
	area []byte
}

func (b diskBucket) get(key string) json.RawMessage {
	bucket := b.tx.Bucket(b.area)
	if bucket == nil {
		return nil
	}
	k := recordKey(key)
	v := bucket.Get(k)
	if v == nil {
		return nil
	}
	_, value, _ := decodeRecord(k, v) // check has looked at every record
	return value
}

func (b diskBucket) keys() []string {
	bucket := b.tx.Bucket(b.area)
	if bucket == nil {
		return nil
	}
	var keys []string
	_ = bucket.ForEach(func(k, v []byte) error {
		key, _, err := decodeRecord(k, v)
		keys = append(keys, key)
		return err
	})
	return keys
}

func (b diskBucket) put(key string, value json.RawMessage) error {
	bucket, err := b.tx.CreateBucketIfNotExists(b.area)
	if err == nil {
		err = bucket.Put(encodeRecord(key, value))
	}
	if err != nil {
		return b.disk.writeError(err)
	}
	return nil
}

func (b diskBucket) delete(key string) error {
	if err := b.tx.Bucket(b.area).Delete(recordKey(key)); err != nil {
		return b.disk.writeError(err)
	}
	return nil
}
