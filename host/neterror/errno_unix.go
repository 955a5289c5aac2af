//go:build unix

package neterror

import (
	"errors"

	"golang.org/x/sys/unix"
)

// byErrno is Chromium's MapSystemError (net/base/net_errors_posix.cc).
var byErrno = map[unix.Errno]Code{
	unix.EAGAIN:        IOPending,
	unix.EACCES:        AccessDenied,
	unix.EPERM:         AccessDenied,
	unix.EROFS:         AccessDenied,
	unix.EISDIR:        AccessDenied,
	unix.ETXTBSY:       AccessDenied,
	unix.ENETDOWN:      InternetDisconnected,
	unix.ETIMEDOUT:     TimedOut,
	unix.ECONNRESET:    ConnectionReset,
	unix.ENETRESET:     ConnectionReset,
	unix.EPIPE:         ConnectionReset,
	unix.ECONNABORTED:  ConnectionAborted,
	unix.ECONNREFUSED:  ConnectionRefused,
	unix.EHOSTUNREACH:  AddressUnreachable,
	unix.EHOSTDOWN:     AddressUnreachable,
	unix.ENETUNREACH:   AddressUnreachable,
	unix.EAFNOSUPPORT:  AddressUnreachable,
	unix.EADDRNOTAVAIL: AddressInvalid,
	unix.EMSGSIZE:      MsgTooBig,
	unix.ENOTCONN:      SocketNotConnected,
	unix.EISCONN:       SocketIsConnected,
	unix.EINVAL:        InvalidArgument,
	unix.E2BIG:         InvalidArgument,
	unix.EFAULT:        InvalidArgument,
	unix.ENODEV:        InvalidArgument,
	unix.EADDRINUSE:    AddressInUse,
	unix.EBADF:         InvalidHandle,
	unix.EBUSY:         InsufficientResources,
	unix.EDEADLK:       InsufficientResources,
	unix.ENFILE:        InsufficientResources,
	unix.EMFILE:        InsufficientResources,
	unix.ENOLCK:        InsufficientResources,
	unix.EUSERS:        InsufficientResources,
	unix.ECANCELED:     Aborted,
	unix.EDQUOT:        FileNoSpace,
	unix.ENOSPC:        FileNoSpace,
	unix.EEXIST:        FileExists,
	unix.EFBIG:         FileTooBig,
	unix.ENAMETOOLONG:  FilePathTooLong,
	unix.ENOBUFS:       NoBufferSpace,
	unix.ENOENT:        FileNotFound,
	unix.ENOTDIR:       FileNotFound,
	unix.ENOMEM:        OutOfMemory,
	unix.ENOSYS:        NotImplemented,
	unix.ENOTSUP:       NotImplemented,
	unix.ENOPROTOOPT:   NotImplemented,
}

// fromErrno finds the system error inside err.
func fromErrno(err error) (Code, bool) {
	var errno unix.Errno
	if !errors.As(err, &errno) {
		return Failed, false
	}
	code, ok := byErrno[errno]
	return code, ok
}
