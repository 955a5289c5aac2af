package socket

import "syscall"

// Descriptor gives the descriptor of what a server listens with.
func (t *ServerTable) Descriptor(id int) int {
	switch a := t.byID[id].listener.acceptor.(type) {
	case *streamAcceptor:
		return descriptor(a.tcp)
	case *pollAcceptor:
		return a.fd
	}
	return -1
}

// Descriptor gives the descriptor of a connection.
func (t *ConnTable) Descriptor(id int) int {
	switch l := t.byID[id].link.(type) {
	case *streamLink:
		return descriptor(l.conn.(syscall.Conn))
	case *pollLink:
		return int(l.fd)
	}
	return -1
}

// Descriptor gives the descriptor of a socket that is bound.
func (t *DatagramTable) Descriptor(id int) int {
	switch p := t.byID[id].endpoint.port.(type) {
	case *streamPort:
		return descriptor(p.udp)
	case *pollPort:
		return p.fd
	}
	return -1
}

func descriptor(c syscall.Conn) (fd int) {
	raw, _ := c.SyscallConn()
	raw.Control(func(d uintptr) { fd = int(d) })
	return fd
}
