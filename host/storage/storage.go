// Package storage keeps what an App puts into chrome.storage: the areas local, sync and managed, in one file of a
// profile directory or in memory.
//
// Values cross its border as JSON text. The store keeps that text in the form in which Chrome writes it (see
// appendValue), so that sizes are Chrome's sizes, equal values are equal bytes, and the keys of every object come back
// sorted.
package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Options are what an App's manifest and its user say about its storage.
type Options struct {
	// UnlimitedStorage lifts the quota of the local area: the permission of that name.
	UnlimitedStorage bool
	// Managed is a JSON object, the content of the managed area. Nil leaves the area empty.
	Managed json.RawMessage
}

// A Store is the storage of one App.
//
// One goroutine carries out the calls on all areas, in the order in which they were made, and calls their done functions
// in that order. Calls that queue up while it is writing share the next transaction and hence one sync of the disk: a
// thousand calls of Set in one turn of the event loop cost about as much as one. A write is acknowledged after that sync.
type Store struct {
	local, sync, managed *Area
	medium               medium

	mu      sync.Mutex
	arrived sync.Cond // signalled when queue or closed changes
	queue   []*operation
	closed  bool

	close func() error
}

// Open opens the storage in a profile directory, which it makes if needed. A store has its file to itself: opening it a
// second time fails at once with ErrInUse. A file that is not whole is left as it is; the error is then ErrCorrupt.
//
// A file that may be read but not written is opened all the same; every write then fails.
func Open(dir string, options Options) (*Store, error) {
	medium, err := openDisk(dir)
	if err != nil {
		return nil, err
	}
	return newStore(medium, options)
}

// OpenMemory opens a storage that starts empty and is gone when it is closed.
func OpenMemory(options Options) (*Store, error) {
	return newStore(memory{}, options)
}

// newStore starts a store on a medium, which it closes when that fails.
func newStore(m medium, options Options) (*Store, error) {
	s := &Store{medium: m}
	s.arrived.L = &s.mu
	s.local = &Area{name: "local", store: s, quota: localQuota(options.UnlimitedStorage)}
	s.sync = &Area{name: "sync", store: s, quota: syncQuota, limits: newWriteLimits()}
	s.managed = &Area{name: "managed", store: s, policy: memoryBucket{}}

	if err := s.load(options.Managed); err != nil {
		return nil, errors.Join(err, m.close())
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.run()
	}()
	s.close = sync.OnceValue(func() error {
		s.mu.Lock()
		s.closed = true
		s.mu.Unlock()
		s.arrived.Signal()
		<-ended
		return s.medium.close()
	})
	return s, nil
}

// load fills the managed area and counts what the others hold.
func (s *Store) load(policy json.RawMessage) error {
	if policy != nil {
		items, err := parseItems(policy)
		if err != nil {
			return fmt.Errorf("the policy for the managed area: %w", err)
		}
		s.managed.policy = items
	}
	tx, err := s.medium.begin(false)
	if err != nil {
		return err
	}
	for _, a := range []*Area{s.local, s.sync} {
		b := tx.bucket(a.name)
		for _, key := range b.keys() {
			a.used.add(key, b.get(key))
		}
	}
	return tx.rollback()
}

// Local returns the area of chrome.storage.local.
func (s *Store) Local() *Area { return s.local }

// Sync returns the area of chrome.storage.sync. Nothing is synchronized: it behaves as in a browser without an account.
func (s *Store) Sync() *Area { return s.sync }

// Managed returns the area of chrome.storage.managed, which can only be read.
func (s *Store) Managed() *Area { return s.managed }

// Close carries out the calls made so far, ends the store's goroutine and closes the file. It may be called more than
// once, but not from a done function, which it would wait for.
func (s *Store) Close() error { return s.close() }

// An operation is one call on an area, waiting for its turn.
type operation struct {
	area   *Area
	writes bool
	// run does the work. It is run a second time when the first transaction could not be committed.
	run  func(*records) error
	err  error
	done func(error)
}

// enqueue adds an operation to the queue, unless the store is closed or the limit refuses it.
func (s *Store) enqueue(op *operation, limit *rateLimit) {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		op.done(ErrClosed)
		return
	}
	if err := limit.admit(time.Now()); err != nil {
		op.writes = false
		op.run = func(*records) error { return err }
	}
	s.queue = append(s.queue, op)
	s.mu.Unlock()
	s.arrived.Signal()
}

func (s *Store) run() {
	for group := s.next(); group != nil; group = s.next() {
		s.perform(group)
		for _, op := range group {
			op.done(op.err)
		}
	}
}

// next waits for operations and takes all there are. It returns nil once the store is closed and the queue empty.
func (s *Store) next() []*operation {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.queue) == 0 && !s.closed {
		s.arrived.Wait()
	}
	group := s.queue
	s.queue = nil
	return group
}

// perform carries out a group of operations in one transaction. If that cannot be written, each one gets a transaction of
// its own: a small write may find room where a large one does not, and a read must not show what was not written.
func (s *Store) perform(group []*operation) {
	err := s.transact(group)
	switch {
	case err == nil:
	case len(group) == 1:
		group[0].err = err
	default:
		for i := range group {
			s.perform(group[i : i+1])
		}
	}
}

// transact runs a group of operations in one transaction and commits it if they changed anything. Its error means that
// the medium failed and nothing has changed; what is wrong with a single operation is told to that operation.
func (s *Store) transact(group []*operation) error {
	writable := false
	for _, op := range group {
		writable = writable || op.writes
	}
	tx, err := s.medium.begin(writable)
	if err != nil {
		return err
	}
	areas := make(map[*Area]*records)
	for _, op := range group {
		r := areas[op.area]
		if r == nil {
			r = op.area.records(tx)
			areas[op.area] = r
		}
		op.err = op.run(r)
		if r.failure != nil {
			return errors.Join(r.failure, tx.rollback())
		}
	}
	changed := false
	for _, r := range areas {
		changed = changed || r.changed
	}
	if !changed {
		return tx.rollback()
	}
	if err := tx.commit(); err != nil {
		return err
	}
	for a, r := range areas {
		a.used = r.used
	}
	return nil
}
