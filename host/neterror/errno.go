package neterror

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
)

// FromError maps an error of a Go network call to Chrome's code, as Chromium
// maps errno; an error that it has no name for is [Failed]. nil is [OK].
func FromError(err error) Code {
	code, known := classify(err)
	if !known {
		return Failed
	}
	return code
}

// FromConnect is [FromError] for connecting, where Chromium reads three errors
// differently (net/socket/socket_posix.cc, MapConnectError).
func FromConnect(err error) Code {
	code, known := classify(err)
	switch {
	case !known:
		return ConnectionFailed
	case code == AccessDenied:
		return NetworkAccessDenied
	case code == TimedOut:
		return ConnectionTimedOut
	}
	return code
}

func classify(err error) (code Code, known bool) {
	if err == nil {
		return OK, true
	}
	var own Code
	if errors.As(err, &own) {
		return own, true
	}
	if code, known = fromErrno(err); known {
		return code, true
	}
	switch {
	case errors.Is(err, io.EOF):
		return ConnectionClosed, true
	case errors.Is(err, net.ErrClosed), errors.Is(err, context.Canceled):
		return Aborted, true
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded):
		return TimedOut, true
	}
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return NameNotResolved, true
	}
	return Failed, false
}
