package socket

import (
	"bytes"
	"net"
	"net/netip"
	"os"

	"golang.org/x/sys/unix"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// pollPort receives and sends when the poller says that it can.
type pollPort struct {
	system    *polled
	endpoint  *endpoint
	fd        int  // -1 when closed
	want      int  // the size of the receive that is outstanding
	readable  bool // a receive may find something
	scheduled bool // the task is queued
	unsent    []outgoingNow
}

// outgoingNow is a datagram that the system did not take at once.
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
	if p.scheduled || !p.endpoint.outstanding && len(p.unsent) == 0 {
		return false
	}
	p.scheduled, p.endpoint.answering = true, false
	return true
}

// RunTask sends what waits and ends the receive that is outstanding.
func (p *pollPort) RunTask() {
	p.scheduled = false
	if len(p.unsent) > 0 && p.fd >= 0 {
		p.sendUnsent()
	}
	if p.fd < 0 || !p.endpoint.outstanding || !p.readable {
		return
	}
	if p.endpoint.answering {
		p.schedule()
		return
	}
	p.receiveNow()
}

// schedule queues the task.
func (p *pollPort) schedule() {
	p.scheduled, p.endpoint.answering = true, false
	p.system.stack.post(p)
}

func (p *pollPort) receive(size int) {
	p.want = size
	if p.readable && !p.scheduled {
		p.schedule()
	}
}

func (p *pollPort) receiveNow() {
	block := p.system.takeBlock()
	// One byte more than is wanted tells the datagram that is too long. None is
	// as long as a block.
	n, from, err := receiveFD(p.fd, block[:min(p.want+1, len(block))])
	var data []byte
	if err == nil && n <= p.want {
		data = append([]byte{}, block[:n]...)
	}
	p.system.giveBlock(block)
	switch {
	case err == unix.EAGAIN:
		p.readable = false
	case err != nil:
		p.endpoint.failed(err)
	case n > p.want:
		p.endpoint.failed(neterror.MsgTooBig)
	default:
		p.endpoint.received(data, from)
	}
}

func (p *pollPort) send(data []byte, to netip.AddrPort, done Result) {
	if len(p.unsent) == 0 {
		err := p.sendNow(data, to)
		if err != unix.EAGAIN {
			p.endpoint.sent(done, neterror.FromError(err))
			return
		}
		p.system.poller.Change(p.fd, unix.EPOLLIN|unix.EPOLLOUT)
	}
	if len(p.unsent) == maxUnsent {
		done(neterror.InsufficientResources, nil)
		return
	}
	p.system.stack.pending += len(data)
	p.unsent = append(p.unsent, outgoingNow{bytes.Clone(data), to, done})
}

func (p *pollPort) sendNow(data []byte, to netip.AddrPort) error {
	if p.endpoint.peer.IsValid() {
		to = netip.AddrPort{}
	} else if !p.endpoint.local.Addr().Is4() {
		to = netip.AddrPortFrom(netip.AddrFrom16(to.Addr().As16()), to.Port())
	}
	return sendFD(p.fd, data, to)
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
		p.system.stack.pending -= len(o.data)
		p.endpoint.sent(o.done, neterror.FromError(err))
	}
}

func (p *pollPort) close() {
	p.system.poller.Forget(p.fd)
	unix.Close(p.fd)
	p.fd = -1
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
