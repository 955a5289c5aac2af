package storage

import "errors"

var (
	// ErrClosed is the error of a call on an area whose store is closed.
	ErrClosed = errors.New("the storage is closed")
	// ErrInUse is the error of opening a profile directory whose storage is open already.
	ErrInUse = errors.New("the storage is in use")
	// ErrCorrupt is the error of opening a profile directory whose storage file is not whole.
	ErrCorrupt = errors.New("the storage file is corrupt")
)

// A chromeError is an error in Chrome's words.
type chromeError string

func (e chromeError) Error() string { return string(e) }

const (
	errReadOnly          chromeError = "This is a read-only store."
	errQuotaBytes        chromeError = "Resource::kQuotaBytes quota exceeded"
	errQuotaBytesPerItem chromeError = "Resource::kQuotaBytesPerItem quota exceeded"
	errMaxItems          chromeError = "Resource::kMaxItems quota exceeded"
	errWritesPerMinute   chromeError = "This request exceeds the MAX_WRITE_OPERATIONS_PER_MINUTE quota."
	errWritesPerHour     chromeError = "This request exceeds the MAX_WRITE_OPERATIONS_PER_HOUR quota."
)
