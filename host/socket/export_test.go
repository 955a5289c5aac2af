package socket

import "net"

// What the black box tests see of the inside.

var (
	CanonicalHost  = canonicalHost
	ResolveLocally = resolveLocally
)

// AcceptOutstanding reports whether a goroutine may be accepting for a server.
func (t *ServerTable) AcceptOutstanding(id int) bool { return t.byID[id].listener.outstanding }

// Listener gives what a server listens with.
func (t *ServerTable) Listener(id int) *net.TCPListener { return t.byID[id].listener.tcp }

// ReadOutstanding reports whether a goroutine may be reading for a socket.
func (t *ConnTable) ReadOutstanding(id int) bool {
	l := t.byID[id].link
	return l != nil && l.outstanding
}

// Conn gives the connection of a socket that is connected.
func (t *ConnTable) Conn(id int) *net.TCPConn { return t.byID[id].link.conn }

// Pending is how many bytes count against the quota.
func (s *Stack) Pending() int { return s.pending }
