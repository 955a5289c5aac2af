package socket

// ReceiveOutstanding reports whether a goroutine may be receiving for a socket.
func (t *DatagramTable) ReceiveOutstanding(id int) bool { return t.byID[id].endpoint.outstanding }

// MaxUnsent is how many datagrams may wait for the system.
const MaxUnsent = maxUnsent
