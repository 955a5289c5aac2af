//go:build unix

package socket

import (
	"net"

	"golang.org/x/sys/unix"
)

// setBacklog sets the length of the queue of connections that wait to be
// accepted. Go's net has no parameter for it, but the system lets a listening
// socket be told again.
func setBacklog(l *net.TCPListener, backlog int) error {
	raw, err := l.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	if err := raw.Control(func(fd uintptr) { failed = unix.Listen(int(fd), backlog) }); err != nil {
		return err
	}
	return failed
}
