package socket

import (
	"bytes"
	"net"
	"net/netip"
	"syscall"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// endpoint is a bound port: a goroutine that receives when asked to, and, once
// the system did not take a datagram at once, one that sends. Both know the
// descriptor alone; the fields below are the loop's unless said otherwise.
type endpoint struct {
	stack  *Stack
	socket *datagram
	udp    *net.UDPConn
	raw    syscall.RawConn
	local  netip.AddrPort
	peer   netip.AddrPort // valid if it is connected: the only one it exchanges datagrams with
	groups []netip.Addr   // that it is a member of, in the order of joining

	// Receiving. One receive is outstanding at most. The next is asked for when
	// the App has heard of the last, so nothing is buffered here.
	wanted      chan int // the size of the receive to make
	outstanding bool

	// Sending. Datagrams that the system did not take at once, in order.
	unsent     chan *outgoing // nil until there is one
	unanswered int            // how many of them the App has not heard of
}

// openEndpoint binds to local, or connects to peer if that is valid.
func (s *Stack) openEndpoint(owner *datagram, local, peer netip.AddrPort) (*endpoint, error) {
	udp, err := openDatagram(local, peer)
	if err != nil {
		return nil, err
	}
	own := udp.LocalAddr().(*net.UDPAddr).AddrPort()
	if !peer.IsValid() {
		own = netip.AddrPortFrom(local.Addr(), own.Port())
	}
	e := &endpoint{stack: s, socket: owner, udp: udp, local: own, peer: peer, wanted: make(chan int, 1)}
	e.raw, _ = udp.SyscallConn() // fails only for a nil connection
	if err := owner.multicast.apply(e); err != nil {
		udp.Close()
		return nil, err
	}
	s.open++
	s.wg.Go(e.receiveLoop)
	return e, nil
}

func (e *endpoint) close() {
	close(e.wanted)
	if e.unsent != nil {
		close(e.unsent)
	}
	e.udp.Close()
	e.stack.closed(1)
}

// receive asks the goroutine for one datagram unless a receive is outstanding.
func (e *endpoint) receive() {
	if !e.outstanding {
		e.outstanding = true
		e.wanted <- e.socket.readSize()
	}
}

func (e *endpoint) receiveLoop() {
	var buffer []byte
	for size := range e.wanted {
		// One byte more than is wanted tells the datagram that is too long.
		if len(buffer) <= size {
			buffer = make([]byte, size+1)
		}
		n, from, err := e.udp.ReadFromUDPAddrPort(buffer[:size+1])
		switch {
		case err != nil:
			e.stack.post(&arrival{endpoint: e, err: err})
		case n > size:
			e.stack.post(&arrival{endpoint: e, err: neterror.MsgTooBig})
		default:
			e.stack.post(&arrival{endpoint: e, data: bytes.Clone(buffer[:n]), from: from})
		}
	}
}

// arrival is the task that a receive ends with: a datagram, or an error, which
// pauses the socket. A datagram that is too long is lost, as in Chrome on
// POSIX; the documentation says that it is cut.
type arrival struct {
	endpoint *endpoint
	data     []byte
	from     netip.AddrPort
	err      error
}

func (a *arrival) RunTask() {
	e, s := a.endpoint, a.endpoint.socket
	e.outstanding = false
	if s.endpoint != e { // closed: dropped in silence
		return
	}
	if a.err != nil {
		s.paused = true
		s.table.Observer.ReceiveFailed(s.id, neterror.FromError(a.err))
		return
	}
	s.table.Observer.Received(s.id, a.data, a.from)
	// The listener may have paused or closed the socket.
	if s.endpoint == e && !s.paused {
		e.receive()
	}
}

func allowBroadcast(raw syscall.RawConn, allow bool) (err error) {
	value := 0
	if allow {
		value = 1
	}
	if closed := raw.Control(func(fd uintptr) { err = setBroadcast(fd, value) }); closed != nil {
		return closed
	}
	return err
}
