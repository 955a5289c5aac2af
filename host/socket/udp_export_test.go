package socket

import "net"

// ReceiveOutstanding reports whether a goroutine may be receiving for a socket.
func (t *DatagramTable) ReceiveOutstanding(id int) bool { return t.byID[id].endpoint.outstanding }

// Conn gives the system's socket of one that is bound.
func (t *DatagramTable) Conn(id int) *net.UDPConn { return t.byID[id].endpoint.udp }

// MaxUnsent is how many datagrams may wait for the system.
const MaxUnsent = maxUnsent
