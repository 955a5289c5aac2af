package socket

import (
	"net"
	"net/netip"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// endpoint is a bound port. One receive is outstanding at most. The next is
// asked for when the App has heard of the last, so nothing is buffered here.
type endpoint struct {
	stack       *Stack
	socket      *datagram
	port        port
	local       netip.AddrPort
	peer        netip.AddrPort // valid if it is connected: the only one it exchanges datagrams with
	groups      []netip.Addr   // that it is a member of, in the order of joining
	outstanding bool
	answering
}

// port is the back end's side of an endpoint.
type port interface {
	// receive asks for one datagram of at most size bytes. It ends in a task,
	// with endpoint.received or endpoint.failed.
	receive(size int)
	// send hands a datagram to the system, or queues it behind those that the
	// system did not take, of which there may be maxUnsent.
	send(data []byte, to netip.AddrPort, done Result)
	// close releases the port. Datagrams that are queued are dropped and
	// answered with ErrAbandoned in a task.
	close()
	setBroadcast(allow bool) error
	// asPacketConn calls use with the socket as Go's net has it, for options.
	asPacketConn(use func(net.PacketConn) error) error
}

// openEndpoint binds to local, or connects to peer if that is valid.
func (s *Stack) openEndpoint(owner *datagram, local, peer netip.AddrPort) (*endpoint, error) {
	e := &endpoint{stack: s, socket: owner, peer: peer}
	own, err := s.system.bind(e, local, peer)
	if err != nil {
		return nil, err
	}
	if e.local = own; !peer.IsValid() {
		e.local = netip.AddrPortFrom(local.Addr(), own.Port())
	}
	s.open++
	if err := owner.multicast.apply(e); err != nil {
		e.close()
		return nil, err
	}
	return e, nil
}

func (e *endpoint) close() {
	e.port.close()
	e.stack.closed(1)
}

// receive asks for one datagram unless a receive is outstanding.
func (e *endpoint) receive() {
	if !e.outstanding {
		e.outstanding = true
		e.port.receive(e.socket.readSize())
	}
}

// received ends the receive that is outstanding with a datagram.
func (e *endpoint) received(data []byte, from netip.AddrPort) {
	s := e.socket
	e.outstanding = false
	if s.endpoint != e { // closed: dropped in silence
		return
	}
	s.table.Observer.Received(s.id, data, from)
	// The listener may have paused or closed the socket.
	if s.endpoint == e && !s.paused {
		e.receive()
	}
}

// failed ends it with an error, which pauses the socket. A datagram that is too
// long is lost, as in Chrome on POSIX; the documentation says that it is cut.
func (e *endpoint) failed(err error) {
	s := e.socket
	e.outstanding = false
	if s.endpoint != e {
		return
	}
	s.paused = true
	s.table.Observer.ReceiveFailed(s.id, neterror.FromError(err))
}
