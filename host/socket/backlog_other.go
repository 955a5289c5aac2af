//go:build !unix

package socket

import "net"

// setBacklog leaves the queue at the system's length, which only unix lets one
// change on a socket that listens.
func setBacklog(*net.TCPListener, int) error { return nil }
