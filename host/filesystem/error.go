package filesystem

import (
	"context"
	"errors"
	"io/fs"
)

// An Error is what an operation on an entry fails with: a DOMException and,
// for the log, what caused it. Name, Code and Message are what JavaScript sees.
// errors.Is finds the kind of an Error by comparing it with one of the values
// below.
type Error struct {
	Name    string
	Code    int
	Message string
	Cause   error
}

// The kinds of errors, with Chrome's messages. ErrExists and
// ErrInvalidModification share a name.
var (
	ErrNotFound = &Error{Name: "NotFoundError", Code: 8,
		Message: "A requested file or directory could not be found at the time an operation was processed."}
	ErrTypeMismatch = &Error{Name: "TypeMismatchError", Code: 17,
		Message: "The path supplied exists, but was not an entry of requested type."}
	ErrExists = &Error{Name: "InvalidModificationError", Code: 13,
		Message: "An attempt was made to create a file or directory where an element already exists."}
	ErrInvalidModification = &Error{Name: "InvalidModificationError", Code: 13,
		Message: "The object can not be modified in this way."}
	ErrSecurity = &Error{Name: "SecurityError", Code: 18,
		Message: "It was determined that certain files are unsafe for access within a Web application, or that too many calls are being made on file resources."}
	ErrEncoding = &Error{Name: "EncodingError", Code: 0,
		Message: "A URI supplied to the API was malformed, or the resulting Data URL has exceeded the URL length limitations for Data URLs."}
	ErrNoModificationAllowed = &Error{Name: "NoModificationAllowedError", Code: 7,
		Message: "An attempt was made to write to a file or directory which could not be modified due to the state of the underlying filesystem."}
	ErrInvalidState = &Error{Name: "InvalidStateError", Code: 11,
		Message: "An operation that depends on state cached in an interface object was made but the state had changed since it was read from disk."}
	ErrNotReadable = &Error{Name: "NotReadableError", Code: 0,
		Message: "The requested file could not be read, typically due to permission problems that have occurred after a reference to a file was acquired."}
	ErrAbort = &Error{Name: "AbortError", Code: 20,
		Message: "An ongoing operation was aborted, typically with a call to abort()."}
	ErrQuotaExceeded = &Error{Name: "QuotaExceededError", Code: 22,
		Message: "The operation failed because it would cause the application to exceed its storage quota."}
)

// Error returns the name, the message and the cause.
func (e *Error) Error() string {
	text := e.Name + ": " + e.Message
	if e.Cause != nil {
		text += " (" + e.Cause.Error() + ")"
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Is reports whether target is an Error of the same kind.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Name == e.Name && t.Message == e.Message
}

func (e *Error) because(cause error) error {
	return &Error{e.Name, e.Code, e.Message, cause}
}

// toError gives an error of the operating system the kind that Chrome gives it.
// An Error in it stays what it is.
func toError(err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	kind := ErrInvalidState
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		kind = ErrAbort
	case errors.Is(err, fs.ErrNotExist), isNotDirectory(err):
		kind = ErrNotFound
	case errors.Is(err, fs.ErrExist):
		kind = ErrExists
	case errors.Is(err, fs.ErrPermission), isReadOnly(err):
		kind = ErrNoModificationAllowed
	case isFull(err):
		kind = ErrQuotaExceeded
	}
	return kind.because(err)
}

// toReadError gives an error of reading a File its kind: one that is gone is
// not found, and whatever else is wrong makes it not readable.
func toReadError(err error) error {
	if err == nil || errors.Is(err, ErrNotFound) || errors.Is(err, ErrNotReadable) {
		return err
	}
	if errors.Is(err, fs.ErrNotExist) || isNotDirectory(err) {
		return ErrNotFound.because(err)
	}
	return ErrNotReadable.because(err)
}

// toRemoveError gives an error of removing one thing its kind: Chrome tells
// what is missing and what is not empty from everything else only.
func toRemoveError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, ErrNotFound):
		return ErrNotFound.because(err)
	case isNotEmpty(err):
		return ErrInvalidModification.because(err)
	default:
		return ErrInvalidState.because(err)
	}
}
