package storage

import (
	"encoding/json"
	"maps"
	"slices"
)

// A medium keeps the items of the areas. One goroutine uses it, with one transaction at a time.
type medium interface {
	begin(writable bool) (transaction, error)
	close() error
}

// A transaction is ended by commit or rollback. A commit that fails has rolled back.
type transaction interface {
	bucket(area string) bucket
	commit() error
	rollback() error
}

// A bucket holds the items of one area. What get returns is valid until the transaction ends and must not be modified.
type bucket interface {
	get(key string) json.RawMessage // nil if there is no such item
	put(key string, value json.RawMessage) error
	delete(key string) error
	keys() []string // in no particular order
}

// memory is the medium of a store without a file, and its own transaction: there is nothing that could fail, hence nothing
// to roll back.
type memory map[string]memoryBucket

func (m memory) begin(bool) (transaction, error) { return m, nil }
func (m memory) commit() error                   { return nil }
func (m memory) rollback() error                 { return nil }
func (m memory) close() error                    { return nil }

func (m memory) bucket(area string) bucket {
	if m[area] == nil {
		m[area] = memoryBucket{}
	}
	return m[area]
}

type memoryBucket map[string]json.RawMessage

func (b memoryBucket) get(key string) json.RawMessage { return b[key] }
func (b memoryBucket) keys() []string                 { return slices.Collect(maps.Keys(b)) }

func (b memoryBucket) put(key string, value json.RawMessage) error {
	b[key] = value
	return nil
}

func (b memoryBucket) delete(key string) error {
	delete(b, key)
	return nil
}
