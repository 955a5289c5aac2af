package socket

// What the black box tests see of the inside.

var (
	CanonicalHost  = canonicalHost
	ResolveLocally = resolveLocally
)

// AcceptOutstanding reports whether a goroutine may be accepting for a server.
func (t *ServerTable) AcceptOutstanding(id int) bool { return t.byID[id].listener.outstanding }

// ReadOutstanding reports whether a goroutine may be reading for a socket.
func (t *ConnTable) ReadOutstanding(id int) bool {
	l := t.byID[id].link
	return l != nil && l.receiving()
}

// Connecting reports whether an attempt to connect is under way.
func (t *ConnTable) Connecting(id int) bool { return t.byID[id].dial != nil }

// Pending is how many bytes count against the quota.
func (s *Stack) Pending() int { return s.pending }
