package storage

import "encoding/json"

// An Area is one StorageArea of chrome.storage. Its methods return at once and may be called from any goroutine. Each
// calls done exactly once: on the goroutine of the store, or before it returns, with ErrClosed, when the store is closed.
// The JSON text handed to a method must not be modified afterwards.
//
// Errors have texts fit for chrome.runtime.lastError. A call that fails has changed nothing.
type Area struct {
	name   string
	store  *Store
	quota  quota
	limits writeLimits // the counts in it are guarded by store.mu

	// policy is the content of the managed area, and nil in every other.
	policy memoryBucket

	used usage // belongs to the store's goroutine
}

// Name returns the area's name, as onChanged gives it.
func (a *Area) Name() string { return a.name }

// Get hands done an object with the items that keys select, as JSON text with sorted keys: everything (keys is null or
// empty), one key (a string), several (an array of strings), or several with default values (an object).
func (a *Area) Get(keys json.RawMessage, done func(json.RawMessage, error)) {
	read(a, func(r *records) (json.RawMessage, error) {
		s, err := parseSelection(keys)
		if err != nil {
			return nil, err
		}
		return r.items(s), nil
	}, done)
}

// GetKeys hands done the sorted keys of all items.
func (a *Area) GetKeys(done func([]string, error)) {
	read(a, func(r *records) ([]string, error) { return r.sortedKeys(), nil }, done)
}

// GetBytesInUse hands done the size of everything (keys is null or empty), of one item (a string) or of several (an array
// of strings, where a key given twice counts twice). An item is as large as its key and the JSON text of its value are
// in UTF-8. The managed area has no size: Chrome answers 0.
func (a *Area) GetBytesInUse(keys json.RawMessage, done func(int, error)) {
	read(a, func(r *records) (int, error) {
		s, err := parseSelection(keys)
		if err != nil || a.policy != nil {
			return 0, err
		}
		return r.bytesInUse(s), nil
	}, done)
}

// Set stores the members of a JSON object and hands done what that changed.
func (a *Area) Set(items json.RawMessage, done func(Changes, error)) {
	a.set(items, a.limits.set, done)
}

// Remove deletes the items of one key (a string) or several (an array of strings) and hands done what that changed.
func (a *Area) Remove(keys json.RawMessage, done func(Changes, error)) {
	a.write(a.limits.remove, func(r *records) (Changes, error) {
		s, err := parseSelection(keys)
		if err != nil {
			return nil, err
		}
		return r.remove(s.keys), nil
	}, done)
}

// Clear deletes all items and hands done what that changed.
func (a *Area) Clear(done func(Changes, error)) {
	a.write(a.limits.clear, func(r *records) (Changes, error) { return r.remove(r.keys()), nil }, done)
}

// Seed stores the members of a JSON object and waits until that is done. It is for the time before the App starts, and
// counts in no limit on the rate of writes.
func (a *Area) Seed(items json.RawMessage) error {
	result := make(chan error, 1)
	a.set(items, nil, func(_ Changes, err error) { result <- err })
	return <-result
}

func (a *Area) set(items json.RawMessage, limit *rateLimit, done func(Changes, error)) {
	a.write(limit, func(r *records) (Changes, error) {
		parsed, err := parseItems(items)
		if err != nil {
			return nil, err
		}
		return r.set(parsed, a.quota)
	}, done)
}

func (a *Area) write(limit *rateLimit, run func(*records) (Changes, error), done func(Changes, error)) {
	if a.policy != nil {
		read(a, func(*records) (Changes, error) { return nil, errReadOnly }, done)
		return
	}
	op := newOperation(a, run, done)
	op.writes = true
	a.store.enqueue(op, limit)
}

func read[T any](a *Area, run func(*records) (T, error), done func(T, error)) {
	a.store.enqueue(newOperation(a, run, done), nil)
}

func newOperation[T any](a *Area, run func(*records) (T, error), done func(T, error)) *operation {
	var result T
	return &operation{
		area: a,
		run: func(r *records) (err error) {
			result, err = run(r)
			return err
		},
		done: func(err error) {
			if err != nil {
				var none T
				done(none, err)
				return
			}
			done(result, nil)
		},
	}
}
