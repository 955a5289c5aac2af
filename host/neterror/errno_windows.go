package neterror

import (
	"errors"

	"golang.org/x/sys/windows"
)

// byErrno is Chromium's MapSystemError (net/base/net_errors_win.cc).
var byErrno = map[windows.Errno]Code{
	windows.WSAEWOULDBLOCK:      IOPending,
	windows.WSAEACCES:           AccessDenied,
	windows.WSAENETDOWN:         InternetDisconnected,
	windows.WSAETIMEDOUT:        TimedOut,
	windows.WSAECONNRESET:       ConnectionReset,
	windows.WSAENETRESET:        ConnectionReset,
	windows.WSAECONNABORTED:     ConnectionAborted,
	windows.WSAECONNREFUSED:     ConnectionRefused,
	windows.WSAEDISCON:          ConnectionClosed,
	windows.WSAEHOSTUNREACH:     AddressUnreachable,
	windows.WSAENETUNREACH:      AddressUnreachable,
	windows.WSAEAFNOSUPPORT:     AddressUnreachable,
	windows.WSAEADDRNOTAVAIL:    AddressInvalid,
	windows.WSAEMSGSIZE:         MsgTooBig,
	windows.WSAENOTCONN:         SocketNotConnected,
	windows.WSAEISCONN:          SocketIsConnected,
	windows.WSAEINVAL:           InvalidArgument,
	windows.WSAEADDRINUSE:       AddressInUse,
	windows.WSAEMFILE:           InsufficientResources,
	windows.WSAENOBUFS:          NoBufferSpace,
	windows.ERROR_BROKEN_PIPE:   ConnectionReset,
	windows.ERROR_ACCESS_DENIED: AccessDenied,
}

// fromErrno finds the system error inside err.
func fromErrno(err error) (Code, bool) {
	var errno windows.Errno
	if !errors.As(err, &errno) {
		return Failed, false
	}
	code, ok := byErrno[errno]
	return code, ok
}
