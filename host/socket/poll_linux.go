package socket

import (
	"net"
	"net/netip"
	"time"

	"golang.org/x/sys/unix"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// UsePoller makes connections be served on the loop itself: it reads and writes
// what poller tells it is ready. To be called before the first socket is made.
func (s *Stack) UsePoller(poller Poller) {
	s.system = &polled{stack: s, poller: poller}
}

// polled is the back end of Linux.
type polled struct {
	stack  *Stack
	poller Poller
	blocks freeList[block] // to read into until the size is known
	cork   cork
	queues freeList[pollQueue] // empty ones
	batch  *datagramBatch
}

// freeList keeps a few things for their next use.
type freeList[T any] []*T

func (l *freeList[T]) take() *T {
	n := len(*l)
	if n == 0 {
		return new(T)
	}
	last := (*l)[n-1]
	*l = (*l)[:n-1]
	return last
}

// give keeps v unless there are most of its kind.
func (l *freeList[T]) give(v *T, most int) {
	if len(*l) < most {
		*l = append(*l, v)
	}
}

// datagramBatch is made with the first datagram.
func (p *polled) datagramBatch() *datagramBatch {
	if p.batch == nil {
		p.batch = newDatagramBatch()
	}
	return p.batch
}

// pollAcceptor accepts when the poller says that there is a connection.
type pollAcceptor struct {
	system    *polled
	listener  *listener
	fd        int  // -1 when closed
	waiting   bool // the poller will tell; otherwise there may be a connection
	scheduled bool
}

// systemBacklog is SOMAXCONN, which Chrome asks for. The kernel has its own
// limit.
const systemBacklog = 4096

func (p *polled) listen(l *listener, local netip.AddrPort, backlog *int) (acceptor, netip.AddrPort, error) {
	fd, err := newSocket(local.Addr(), unix.SOCK_STREAM)
	if err != nil {
		return nil, local, err
	}
	queue := systemBacklog
	if backlog != nil {
		queue = *backlog
	}
	a := &pollAcceptor{system: p, listener: l, fd: fd, waiting: true}
	// Connections inherit the options: none has to be set for each.
	err = setDefaults(fd)
	if err == nil {
		err = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1)
	}
	if err == nil {
		err = unix.Bind(fd, sockaddr(local))
	}
	if err == nil {
		err = unix.Listen(fd, queue)
	}
	var bound netip.AddrPort
	if err == nil {
		bound, err = localAddr(fd)
	}
	if err == nil {
		err = p.poller.Watch(fd, unix.EPOLLIN, a)
	}
	if err != nil {
		unix.Close(fd)
		return nil, local, err
	}
	return a, netip.AddrPortFrom(local.Addr(), bound.Port()), nil
}

// setDefaults sets what Chromium sets on every connection.
func setDefaults(fd int) error {
	if err := unix.SetsockoptInt(fd, unix.IPPROTO_TCP, unix.TCP_NODELAY, 1); err != nil {
		return err
	}
	return setKeepAlive(fd, defaultKeepAlive)
}

// setKeepAlive sets what is not negative.
func setKeepAlive(fd int, c net.KeepAliveConfig) error {
	enable := 0
	if c.Enable {
		enable = 1
	}
	if err := unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_KEEPALIVE, enable); err != nil {
		return err
	}
	for _, o := range [...]struct {
		name  int
		value time.Duration
	}{{unix.TCP_KEEPIDLE, c.Idle}, {unix.TCP_KEEPINTVL, c.Interval}} {
		if o.value >= 0 {
			if err := unix.SetsockoptInt(fd, unix.IPPROTO_TCP, o.name, int(o.value/time.Second)); err != nil {
				return err
			}
		}
	}
	return nil
}

// Ready implements [Watcher].
func (a *pollAcceptor) Ready(uint32) bool {
	a.waiting = false
	return a.listener.outstanding && a.schedule()
}

// schedule reports whether the task is not scheduled already.
func (a *pollAcceptor) schedule() bool {
	was := a.scheduled
	a.scheduled = true
	return !was
}

func (a *pollAcceptor) accept() {
	if !a.waiting && a.schedule() {
		a.system.stack.post(a)
	}
}

func (a *pollAcceptor) close() {
	a.system.poller.Forget(a.fd)
	unix.Close(a.fd)
	a.fd = -1
}

// RunTask accepts one connection.
func (a *pollAcceptor) RunTask() {
	a.scheduled = false
	if a.fd < 0 {
		return
	}
	fd, peer, err := accept(a.fd)
	switch err {
	case nil:
		a.listener.accepted(a.system.linkOf(fd, false), peer)
	case unix.EAGAIN:
		a.waiting = true
	default:
		a.listener.failed(err)
	}
}

// pollDial is an attempt to connect that tries one address after the other.
type pollDial struct {
	system *polled
	dial   *dial
	left   []netip.Addr
	port   uint16
	fd     int // -1 for none
	peer   netip.AddrPort
	begun  bool
	ended  bool
}

func (p *polled) dial(d *dial, addrs []netip.Addr, port uint16) (cancel func()) {
	t := &pollDial{system: p, dial: d, left: addrs, port: port, fd: -1}
	p.stack.post(t)
	return t.cancel
}

func (t *pollDial) cancel() {
	t.ended = true
	t.close()
}

func (t *pollDial) close() {
	if t.fd >= 0 {
		if t.begun {
			t.system.poller.Forget(t.fd)
		}
		unix.Close(t.fd)
	}
	t.fd = -1
}

// Ready implements [Watcher].
func (t *pollDial) Ready(events uint32) bool { return events&unix.EPOLLOUT != 0 }

// RunTask begins the attempt, or looks what came of it.
func (t *pollDial) RunTask() {
	if t.ended {
		return
	}
	var err error
	if t.fd >= 0 {
		var errno int
		if errno, err = unix.GetsockoptInt(t.fd, unix.SOL_SOCKET, unix.SO_ERROR); err == nil && errno != 0 {
			err = unix.Errno(errno)
		}
		if err == nil {
			t.succeed()
			return
		}
		t.close()
	}
	for len(t.left) > 0 {
		t.peer = netip.AddrPortFrom(t.left[0], t.port)
		t.left = t.left[1:]
		if err = t.begin(); err == nil {
			return
		}
		t.close()
	}
	t.ended = true
	t.dial.failed(neterror.FromConnect(err))
}

// begin starts to connect to the peer.
func (t *pollDial) begin() (err error) {
	t.begun = false
	if t.fd, err = newSocket(t.peer.Addr(), unix.SOCK_STREAM); err != nil {
		return err
	}
	if err = setDefaults(t.fd); err != nil {
		return err
	}
	if err = unix.Connect(t.fd, sockaddr(t.peer)); err != nil && err != unix.EINPROGRESS {
		return err
	}
	if err = t.system.poller.Watch(t.fd, linkChanges, t); err == nil {
		t.begun = true
	}
	return err
}

func (t *pollDial) succeed() {
	local, _ := localAddr(t.fd)
	t.ended = true
	t.dial.connected(t.system.linkOf(t.fd, true), local, t.peer)
}
