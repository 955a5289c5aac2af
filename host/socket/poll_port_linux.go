package socket

import (
	"bytes"
	"net"
	"net/netip"
	"os"
	"slices"

	"golang.org/x/sys/unix"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// pollPort receives and sends when the poller says that it can, several
// datagrams at once.
type pollPort struct {
	system    *polled
	endpoint  *endpoint
	fd        int       // -1 when closed
	want      int       // the size of the receive that is outstanding
	arrived   []arrived // and not yet received
	readable  bool      // a receive may find something
	untilDry  bool      // there may be more after one that found less than there was room for
	scheduled bool      // the task is queued
	inTask    bool      // it runs
	corked    []outgoingNow
	unsent    []outgoingNow // what the system did not take at once
}

// arrived is a datagram, or the error instead of one.
type arrived struct {
	data []byte
	from netip.AddrPort
	err  error
}

// outgoingNow is a datagram that is to be sent.
type outgoingNow struct {
	data []byte
	to   netip.AddrPort
	done Result
}

func (s *polled) bind(e *endpoint, local, peer netip.AddrPort) (own netip.AddrPort, err error) {
	family := local.Addr()
	if peer.IsValid() {
		family = peer.Addr()
	}
	fd, err := newSocket(family, unix.SOCK_DGRAM)
	if err != nil {
		return local, err
	}
	p := &pollPort{system: s, endpoint: e, fd: fd}
	if peer.IsValid() {
		err = unix.Connect(fd, sockaddr(peer))
	} else {
		err = unix.Bind(fd, sockaddr(local))
	}
	if err == nil {
		own, err = localAddr(fd)
	}
	if err == nil {
		// Not of room to write: every datagram that leaves makes some.
		err = s.poller.Watch(fd, unix.EPOLLIN, p)
	}
	if err != nil {
		unix.Close(fd)
		return local, err
	}
	e.port = p
	return own, nil
}

// Ready implements [Watcher].
func (p *pollPort) Ready(events uint32) bool {
	if events&(unix.EPOLLIN|unix.EPOLLERR|unix.EPOLLHUP) != 0 {
		p.readable = true
	}
	if events&unix.EPOLLERR != 0 {
		p.untilDry = true
	}
	if p.scheduled {
		return false
	}
	if p.canReceive() && len(p.arrived) == 0 {
		p.fetch()
	}
	if p.canReceive() || len(p.unsent) > 0 {
		p.scheduled, p.endpoint.answering = true, false
	}
	return p.scheduled
}

func (p *pollPort) canReceive() bool {
	return p.fd >= 0 && p.endpoint.outstanding && (p.readable || len(p.arrived) > 0)
}

// RunTask sends what waits and ends the receive that is outstanding, and those
// after it for which there is a datagram already.
func (p *pollPort) RunTask() {
	p.scheduled = false
	if len(p.unsent) > 0 && p.fd >= 0 {
		p.sendUnsent()
	}
	if !p.canReceive() {
		return
	}
	if len(p.arrived) == 0 {
		if p.endpoint.answering {
			p.schedule()
			return
		}
		p.fetch()
	}
	p.inTask = true
	for len(p.arrived) > 0 && p.canReceive() {
		p.receiveNext()
	}
	p.inTask = false
	if p.canReceive() {
		p.schedule()
	}
}

// schedule queues the task.
func (p *pollPort) schedule() {
	p.scheduled, p.endpoint.answering = true, false
	p.system.stack.post(p)
}

func (p *pollPort) receive(size int) {
	p.want = size
	if p.canReceive() && !p.scheduled && !p.inTask {
		p.schedule()
	}
}

// fetch asks the kernel for what has arrived.
func (p *pollPort) fetch() {
	b := p.system.datagramBatch()
	n, err := b.receive(p.fd)
	p.arrived = p.arrived[:0]
	switch {
	case err == nil:
		for i := range n {
			data, from := b.received(i)
			p.arrived = append(p.arrived, arrived{data: data, from: from})
		}
	case err != unix.EAGAIN:
		p.arrived = append(p.arrived, arrived{err: err})
		return
	}
	if p.readable = n == maxBatch || err == nil && p.untilDry; !p.readable {
		p.untilDry = false
	}
}

// receiveNext ends the receive with the next datagram that has arrived.
func (p *pollPort) receiveNext() {
	next := p.arrived[0]
	p.arrived = slices.Delete(p.arrived, 0, 1) // few, in memory that is used again
	switch {
	case next.err != nil:
		p.endpoint.failed(next.err)
	case len(next.data) > p.want:
		p.endpoint.failed(neterror.MsgTooBig)
	default:
		p.endpoint.received(next.data, next.from)
	}
}

// send has what is small wait for the end of the round, to be sent with others.
func (p *pollPort) send(data []byte, to netip.AddrPort, done Result) {
	isSmall := len(data) <= maxCorked
	if isSmall {
		p.system.makeRoom(len(data))
	} else {
		p.uncork()
	}
	switch {
	case len(p.unsent) > 0:
	case isSmall:
		if len(p.corked) == 0 {
			p.system.uncorkLater(p)
		}
		p.system.stack.pending += len(data)
		p.corked = append(p.corked, outgoingNow{p.system.keep(data), to, done})
		return
	default:
		if err := p.sendNow(data, to); err != unix.EAGAIN {
			p.endpoint.sent(done, neterror.FromError(err))
			return
		}
	}
	p.enqueue(data, to, done)
}

// enqueue has a datagram wait until the system takes it.
func (p *pollPort) enqueue(data []byte, to netip.AddrPort, done Result) {
	if len(p.unsent) == maxUnsent {
		p.endpoint.sent(done, neterror.InsufficientResources)
		return
	}
	if len(p.unsent) == 0 {
		p.system.poller.Change(p.fd, unix.EPOLLIN|unix.EPOLLOUT)
	}
	p.system.stack.pending += len(data)
	p.unsent = append(p.unsent, outgoingNow{bytes.Clone(data), to, done})
}

// uncork implements [corked].
func (p *pollPort) uncork() {
	sends := p.corked
	for len(sends) > 0 {
		n, err := p.sendBatch(sends)
		for i := range n {
			p.sent(&sends[i], nil)
		}
		switch {
		case err == unix.EAGAIN:
			for i := range sends {
				o := &sends[i]
				p.system.stack.pending -= len(o.data)
				p.enqueue(o.data, o.to, o.done)
				*o = outgoingNow{}
			}
			n = len(sends)
		case err != nil: // of the first
			p.sent(&sends[0], err)
			n = 1
		}
		sends = sends[n:]
	}
	p.corked = p.corked[:0]
}

// sent answers a send that is done with, which does not wait any more.
func (p *pollPort) sent(o *outgoingNow, err error) {
	p.system.stack.pending -= len(o.data)
	p.endpoint.sent(o.done, neterror.FromError(err))
	*o = outgoingNow{}
}

// sendBatch sends the first of the datagrams, and gives how many, or what the
// system has against the very first.
func (p *pollPort) sendBatch(sends []outgoingNow) (int, error) {
	if len(sends) == 1 {
		if err := p.sendNow(sends[0].data, sends[0].to); err != nil {
			return 0, err
		}
		return 1, nil
	}
	b := p.system.datagramBatch()
	n := min(len(sends), maxBatch)
	for i := range n {
		b.prepare(i, sends[i].data, p.destination(sends[i].to))
	}
	return b.send(p.fd, n)
}

func (p *pollPort) sendNow(data []byte, to netip.AddrPort) error {
	return sendFD(p.fd, data, p.destination(to))
}

// destination is what the system is told: nothing for a port that is connected,
// and an IPv6 address where the port is one.
func (p *pollPort) destination(to netip.AddrPort) netip.AddrPort {
	if p.endpoint.peer.IsValid() {
		return netip.AddrPort{}
	}
	if !p.endpoint.local.Addr().Is4() {
		return netip.AddrPortFrom(netip.AddrFrom16(to.Addr().As16()), to.Port())
	}
	return to
}

// sendUnsent sends what waits until the system takes no more.
func (p *pollPort) sendUnsent() {
	for p.fd >= 0 && len(p.unsent) > 0 {
		o := p.unsent[0]
		err := p.sendNow(o.data, o.to)
		if err == unix.EAGAIN {
			return
		}
		p.unsent[0] = outgoingNow{}
		if p.unsent = p.unsent[1:]; len(p.unsent) == 0 {
			p.unsent = nil
			p.system.poller.Change(p.fd, unix.EPOLLIN)
		}
		p.sent(&o, err)
	}
}

func (p *pollPort) close() {
	p.uncork()
	p.system.poller.Forget(p.fd)
	unix.Close(p.fd)
	p.fd = -1
	p.arrived = nil
	for _, o := range p.unsent {
		p.system.stack.post(taskFunc(func() {
			p.system.stack.pending -= len(o.data)
			o.done(0, ErrAbandoned)
		}))
	}
	p.unsent = nil
}

func (p *pollPort) setBroadcast(allow bool) error {
	value := 0
	if allow {
		value = 1
	}
	return setBroadcast(uintptr(p.fd), value)
}

// asPacketConn makes a second descriptor of the socket for as long as use runs.
func (p *pollPort) asPacketConn(use func(net.PacketConn) error) error {
	fd, err := unix.FcntlInt(uintptr(p.fd), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return err
	}
	file := os.NewFile(uintptr(fd), "udp")
	defer file.Close()
	c, err := net.FilePacketConn(file)
	if err != nil {
		return err
	}
	defer c.Close()
	return use(c)
}
