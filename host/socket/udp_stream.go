package socket

import (
	"bytes"
	"net"
	"net/netip"
	"syscall"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// streamPort is the port of the portable back end: a goroutine that receives
// when asked to, and, once the system did not take a datagram at once, one that
// sends. Both know the descriptor alone; the fields below are the loop's unless
// said otherwise.
type streamPort struct {
	endpoint   *endpoint
	udp        *net.UDPConn
	raw        syscall.RawConn
	wanted     chan int       // the size of the receive to make
	unsent     chan *outgoing // datagrams that the system did not take at once, in order; nil until there is one
	unanswered int            // how many of them the App has not heard of
}

func (s portable) bind(e *endpoint, local, peer netip.AddrPort) (netip.AddrPort, error) {
	udp, err := openDatagram(local, peer)
	if err != nil {
		return local, err
	}
	p := &streamPort{endpoint: e, udp: udp, wanted: make(chan int, 1)}
	p.raw, _ = udp.SyscallConn() // fails only for a nil connection
	e.port = p
	s.stack.wg.Go(p.receiveLoop)
	return udp.LocalAddr().(*net.UDPAddr).AddrPort(), nil
}

func (p *streamPort) close() {
	close(p.wanted)
	if p.unsent != nil {
		close(p.unsent)
	}
	p.udp.Close()
}

func (p *streamPort) receive(size int) { p.wanted <- size }

func (p *streamPort) receiveLoop() {
	var buffer []byte
	for size := range p.wanted {
		// One byte more than is wanted tells the datagram that is too long.
		if len(buffer) <= size {
			buffer = make([]byte, size+1)
		}
		n, from, err := p.udp.ReadFromUDPAddrPort(buffer[:size+1])
		switch {
		case err != nil:
			p.endpoint.stack.post(&arrival{endpoint: p.endpoint, err: err})
		case n > size:
			p.endpoint.stack.post(&arrival{endpoint: p.endpoint, err: neterror.MsgTooBig})
		default:
			p.endpoint.stack.post(&arrival{endpoint: p.endpoint, data: bytes.Clone(buffer[:n]), from: from})
		}
	}
}

// arrival is the task that a receive ends with.
type arrival struct {
	endpoint *endpoint
	data     []byte
	from     netip.AddrPort
	err      error
}

func (a *arrival) RunTask() {
	e := a.endpoint
	switch {
	case bool(e.answering):
		e.answering = false
		e.stack.post(a)
	case a.err != nil:
		e.failed(a.err)
	default:
		e.received(a.data, a.from)
	}
}

// outgoing is a datagram that the system did not take at once, and the task
// that its sending ends with.
type outgoing struct {
	port *streamPort
	data []byte
	to   netip.AddrPort
	done Result
	err  error
}

func (p *streamPort) send(data []byte, to netip.AddrPort, done Result) {
	if p.unanswered == 0 {
		if taken, err := p.sendNow(data, to); taken {
			p.endpoint.sent(done, neterror.FromError(err))
			return
		}
	}
	if p.unanswered == maxUnsent {
		done(neterror.InsufficientResources, nil)
		return
	}
	if p.unsent == nil {
		p.unsent = make(chan *outgoing, maxUnsent)
		p.endpoint.stack.wg.Go(p.sendLoop)
	}
	p.unanswered++
	p.endpoint.stack.pending += len(data)
	p.unsent <- &outgoing{port: p, data: bytes.Clone(data), to: to, done: done}
}

// sendLoop waits with each datagram until the system takes it. After close
// those that are left fail at once.
func (p *streamPort) sendLoop() {
	for o := range p.unsent {
		o.err = p.sendWaiting(o.data, o.to)
		p.endpoint.stack.post(o)
	}
}

func (o *outgoing) RunTask() {
	p, e := o.port, o.port.endpoint
	p.unanswered--
	e.stack.pending -= len(o.data)
	if e.socket.endpoint != e {
		o.done(0, ErrAbandoned)
		return
	}
	e.sent(o.done, neterror.FromError(o.err))
}

func (p *streamPort) setBroadcast(allow bool) error { return allowBroadcast(p.raw, allow) }

func (p *streamPort) asPacketConn(use func(net.PacketConn) error) error { return use(p.udp) }

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
