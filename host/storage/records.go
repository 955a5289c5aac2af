package storage

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
)

// records are the items of one area within one transaction.
type records struct {
	bucket
	used    usage
	changed bool
	// failure is the first error of the bucket. The transaction is then worth nothing.
	failure error
}

// records returns the area's items in a transaction.
func (a *Area) records(tx transaction) *records {
	if a.policy != nil {
		return &records{bucket: a.policy}
	}
	return &records{bucket: tx.bucket(a.name), used: a.used}
}

func (r *records) sortedKeys() []string {
	keys := append([]string{}, r.keys()...) // not nil: an array even if it is empty
	slices.Sort(keys)
	return keys
}

// items returns the selected items as the text of an object.
func (r *records) items(s selection) json.RawMessage {
	keys := s.keys
	if s.everything {
		keys = r.keys()
	}
	found := make(map[string]json.RawMessage, len(keys))
	for _, key := range keys {
		if value := r.get(key); value != nil {
			found[key] = value
		} else if value, ok := s.defaults[key]; ok {
			found[key] = value
		}
	}
	return appendObject(nil, found, appendRaw)
}

func (r *records) bytesInUse(s selection) int {
	if s.everything {
		return r.used.bytes
	}
	var used usage
	for _, key := range s.keys {
		if value := r.get(key); value != nil {
			used.add(key, value)
		}
	}
	return used.bytes
}

// set stores items, all or none. Chrome looks at the size of each one first, then at the sum and then at the number.
func (r *records) set(items map[string]json.RawMessage, q quota) (Changes, error) {
	var changes Changes
	used := r.used
	for _, key := range slices.Sorted(maps.Keys(items)) {
		value, old := items[key], r.get(key)
		if err := q.checkItem(key, value); err != nil {
			return nil, err
		}
		if bytes.Equal(old, value) {
			continue
		}
		c := Change{Key: key, OldValue: bytes.Clone(old), NewValue: value}
		used.apply(c)
		changes = append(changes, c)
	}
	if err := q.checkTotal(used); err != nil {
		return nil, err
	}
	r.apply(changes)
	return changes, nil
}

// remove deletes the items of the keys that there are.
func (r *records) remove(keys []string) Changes {
	var changes Changes
	for _, key := range slices.Compact(slices.Sorted(slices.Values(keys))) {
		if old := r.get(key); old != nil {
			changes = append(changes, Change{Key: key, OldValue: bytes.Clone(old)})
		}
	}
	r.apply(changes)
	return changes
}

func (r *records) apply(changes Changes) {
	for _, c := range changes {
		var err error
		if c.NewValue == nil {
			err = r.delete(c.Key)
		} else {
			err = r.put(c.Key, c.NewValue)
		}
		if err != nil {
			r.failure = err
			return
		}
		r.used.apply(c)
		r.changed = true
	}
}
