//go:build unix

package neterror_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

func TestFromError(t *testing.T) {
	inUse := &net.OpError{Op: "listen", Err: os.NewSyscallError("bind", unix.EADDRINUSE)}
	for _, c := range []struct {
		err           error
		code, connect neterror.Code
	}{
		{nil, 0, 0},
		{inUse, -147, -147},
		{unix.EACCES, -10, -138},
		{unix.EPERM, -10, -138},
		{unix.ETIMEDOUT, -7, -118},
		{unix.ECONNREFUSED, -102, -102},
		{unix.ENETUNREACH, -109, -109},
		{unix.EMFILE, -12, -12},
		{unix.EPIPE, -101, -101},
		{unix.EADDRNOTAVAIL, -108, -108},
		{unix.EXDEV, -2, -104},
		{errors.New("odd"), -2, -104},
		{io.EOF, -100, -100},
		{net.ErrClosed, -3, -3},
		{&net.DNSError{Err: "no such host", IsNotFound: true}, -105, -105},
		{fmt.Errorf("wrapped: %w", neterror.MsgTooBig), -142, -142},
	} {
		if got := neterror.FromError(c.err); got != c.code {
			t.Errorf("FromError(%v) = %d, want %d", c.err, got, c.code)
		}
		if got := neterror.FromConnect(c.err); got != c.connect {
			t.Errorf("FromConnect(%v) = %d, want %d", c.err, got, c.connect)
		}
	}
}

func TestString(t *testing.T) {
	for code, want := range map[neterror.Code]string{
		0: "net::OK", -147: "net::ERR_ADDRESS_IN_USE", -15: "net::ERR_SOCKET_NOT_CONNECTED", -9999: "net::ERR_<unknown>",
	} {
		if got := code.String(); got != want {
			t.Errorf("Code(%d).String() = %q, want %q", int(code), got, want)
		}
	}
}
