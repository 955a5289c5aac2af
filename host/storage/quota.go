package storage

import (
	"encoding/json"
	"time"
)

// The limits of the areas, by the names of the properties of chrome.storage.local and chrome.storage.sync.
const (
	LocalQuotaBytes = 10485760

	SyncQuotaBytes              = 102400
	SyncQuotaBytesPerItem       = 8192
	SyncMaxItems                = 512
	MaxWriteOperationsPerHour   = 1800
	MaxWriteOperationsPerMinute = 120
)

// A quota limits what an area holds. 0 is no limit.
type quota struct {
	bytes, bytesPerItem, items int
}

var syncQuota = quota{bytes: SyncQuotaBytes, bytesPerItem: SyncQuotaBytesPerItem, items: SyncMaxItems}

func localQuota(unlimited bool) quota {
	if unlimited {
		return quota{}
	}
	return quota{bytes: LocalQuotaBytes}
}

func (q quota) checkItem(key string, value json.RawMessage) error {
	if q.bytesPerItem > 0 && itemSize(key, value) > q.bytesPerItem {
		return errQuotaBytesPerItem
	}
	return nil
}

func (q quota) checkTotal(u usage) error {
	switch {
	case q.bytes > 0 && u.bytes > q.bytes:
		return errQuotaBytes
	case q.items > 0 && u.items > q.items:
		return errMaxItems
	}
	return nil
}

// usage is what an area holds.
type usage struct {
	bytes, items int
}

// itemSize is the size of an item by which Chrome measures it: key and JSON text in UTF-8, the key without quotes or
// escapes.
func itemSize(key string, value json.RawMessage) int { return len(key) + len(value) }

func (u *usage) add(key string, value json.RawMessage) {
	u.bytes += itemSize(key, value)
	u.items++
}

func (u *usage) apply(c Change) {
	if c.OldValue != nil {
		u.bytes -= itemSize(c.Key, c.OldValue)
		u.items--
	}
	if c.NewValue != nil {
		u.add(c.Key, c.NewValue)
	}
}

// writeLimits hold the limits on the rate of the calls that write. Chrome counts each of these functions for itself. An
// area without limits has nil in their place.
type writeLimits struct {
	set, remove, clear *rateLimit
}

func newWriteLimits() writeLimits {
	return writeLimits{set: newRateLimit(), remove: newRateLimit(), clear: newRateLimit()}
}

// A rateLimit counts the calls of one function in windows of time, as Chrome's QuotaService does: a window begins with the
// first call after the end of the one before, and refused calls count too.
type rateLimit struct {
	windows [2]window
}

type window struct {
	length   time.Duration
	max      int
	exceeded error

	end   time.Time
	count int
}

func newRateLimit() *rateLimit {
	return &rateLimit{[2]window{
		{length: time.Minute, max: MaxWriteOperationsPerMinute, exceeded: errWritesPerMinute},
		{length: time.Hour, max: MaxWriteOperationsPerHour, exceeded: errWritesPerHour},
	}}
}

// admit counts a call and tells whether there is room for it. A nil limit admits everything. A call that the minute
// refuses does not count in the hour.
func (l *rateLimit) admit(now time.Time) error {
	if l == nil {
		return nil
	}
	for i := range l.windows {
		w := &l.windows[i]
		if now.After(w.end) {
			w.end, w.count = now.Add(w.length), 0
		}
		w.count++
		if w.count > w.max {
			return w.exceeded
		}
	}
	return nil
}
