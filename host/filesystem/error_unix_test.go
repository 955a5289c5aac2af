//go:build unix

package filesystem

import (
	"errors"
	"io/fs"
	"syscall"
	"testing"
)

func makePipe(t *testing.T, path string) {
	t.Helper()
	must(t, syscall.Mkfifo(path, 0o600))
}

func TestErrorsOfTheSystem(t *testing.T) {
	for _, c := range []struct {
		errno syscall.Errno
		want  error
	}{
		{syscall.ENOENT, ErrNotFound},
		{syscall.ENOTDIR, ErrNotFound},
		{syscall.EEXIST, ErrExists},
		{syscall.EACCES, ErrNoModificationAllowed},
		{syscall.EPERM, ErrNoModificationAllowed},
		{syscall.EROFS, ErrNoModificationAllowed},
		{syscall.ENOSPC, ErrQuotaExceeded},
		{syscall.EDQUOT, ErrQuotaExceeded},
		{syscall.ENAMETOOLONG, ErrInvalidState},
		{syscall.EFBIG, ErrInvalidState},
		{syscall.EIO, ErrInvalidState},
	} {
		cause := &fs.PathError{Op: "write", Path: "x", Err: c.errno}
		err := toError(cause)
		checkError(t, c.errno.Error(), err, c.want)
		checkError(t, "the cause of "+c.errno.Error(), err, c.errno)
		checkError(t, c.errno.Error()+" joined", toError(errors.Join(err, nil)), c.want)
	}
	checkError(t, "reading without right", toReadError(syscall.EACCES), ErrNotReadable)
	checkError(t, "reading what is gone", toReadError(syscall.ENOENT), ErrNotFound)
	checkError(t, "removing without right", toRemoveError(syscall.EACCES), ErrInvalidState)
	checkError(t, "removing what is not empty", toRemoveError(syscall.ENOTEMPTY), ErrInvalidModification)
	checkError(t, "removing what is gone", toRemoveError(syscall.ENOENT), ErrNotFound)
}
