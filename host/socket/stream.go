package socket

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// portable is the back end of every system: goroutines that wait in Go's net.
// The others are measured against it: same tests, same journal.
type portable struct{ stack *Stack }

// streamAcceptor accepts on a goroutine.
type streamAcceptor struct {
	listener *listener
	tcp      *net.TCPListener
	next     chan struct{} // a token asks for one accept
}

func (p portable) listen(l *listener, local netip.AddrPort, backlog *int) (acceptor, netip.AddrPort, error) {
	// "tcp" and not "tcp6" for IPv6: the unspecified address takes IPv4 as well,
	// which is the system's default on Linux. "tcp" with 0.0.0.0 would listen
	// on IPv6 too.
	network := "tcp"
	if local.Addr().Unmap().Is4() {
		network = "tcp4"
	}
	config := net.ListenConfig{KeepAliveConfig: defaultKeepAlive}
	config.SetMultipathTCP(false)
	ln, err := config.Listen(context.Background(), network, local.String())
	if err != nil {
		return nil, local, err
	}
	tcp := ln.(*net.TCPListener)
	if backlog != nil {
		if err := setBacklog(tcp, *backlog); err != nil {
			tcp.Close()
			return nil, local, err
		}
	}
	port := tcp.Addr().(*net.TCPAddr).AddrPort().Port()
	a := &streamAcceptor{listener: l, tcp: tcp, next: make(chan struct{}, 1)}
	p.stack.wg.Go(a.acceptLoop)
	return a, netip.AddrPortFrom(local.Addr(), port), nil
}

func (a *streamAcceptor) accept() { a.next <- struct{}{} }

func (a *streamAcceptor) close() {
	close(a.next)
	a.tcp.Close()
}

func (a *streamAcceptor) acceptLoop() {
	for range a.next {
		conn, err := a.tcp.AcceptTCP()
		if t := (&acceptedStream{a.listener, conn, err}); !a.listener.stack.post(t) {
			t.Drop()
		}
	}
}

// acceptedStream is the task that an accept ends with.
type acceptedStream struct {
	listener *listener
	conn     *net.TCPConn
	err      error
}

// Drop closes the connection when the loop has ended.
func (a *acceptedStream) Drop() {
	if a.conn != nil {
		a.conn.Close()
	}
}

func (a *acceptedStream) RunTask() {
	l := a.listener
	switch {
	case l.closed(): // in silence
		a.Drop()
	case a.err != nil:
		l.failed(a.err)
	default:
		l.accepted(streamOf(a.conn), a.conn.RemoteAddr().(*net.TCPAddr).AddrPort())
	}
}

// streamDial is an attempt to connect, and the task that it ends with.
type streamDial struct {
	dial *dial
	tcp  *net.TCPConn // what came of it
	peer netip.AddrPort
	code neterror.Code
}

func (p portable) dial(d *dial, addrs []netip.Addr, port uint16) (cancel func()) {
	ctx, cancel := context.WithCancel(p.stack.ctx)
	p.stack.wg.Go(func() {
		t := &streamDial{dial: d}
		for _, addr := range addrs {
			t.peer = netip.AddrPortFrom(addr, port)
			if t.tcp, t.code = dialAddr(ctx, t.peer); t.code == neterror.OK || ctx.Err() != nil {
				break
			}
		}
		if !p.stack.post(t) {
			t.Drop()
		}
	})
	return cancel
}

func dialAddr(ctx context.Context, addr netip.AddrPort) (*net.TCPConn, neterror.Code) {
	dialer := net.Dialer{KeepAliveConfig: defaultKeepAlive}
	dialer.SetMultipathTCP(false)
	c, err := dialer.DialContext(ctx, "tcp", addr.String())
	if err != nil {
		return nil, neterror.FromConnect(err)
	}
	return c.(*net.TCPConn), neterror.OK
}

// Drop closes the connection when nobody wants it any more.
func (t *streamDial) Drop() {
	if t.tcp != nil {
		t.tcp.Close()
	}
}

func (t *streamDial) RunTask() {
	d := t.dial
	d.cancel()
	switch {
	case d.conn.dial != d: // disconnected or closed, and answered then
		t.Drop()
	case t.code != neterror.OK:
		d.failed(t.code)
	default:
		d.connected(streamOf(t.tcp), t.tcp.LocalAddr().(*net.TCPAddr).AddrPort(), t.peer)
	}
}

// streamLink serves a connection by a goroutine that reads when asked to, and
// one that writes while the system takes less than the App sends. Both know the
// connection alone; the fields below are the loop's unless said otherwise.
type streamLink struct {
	linkState
	conn       net.Conn
	raw        syscall.RawConn // nil for TLS, where none but conn knows what to read and write
	wanted     chan int        // the size of the read to make; made by the first
	out        sendQueue
	unanswered []*sending // in the order of the sends
}

// streamOf makes the link of a connection.
func streamOf(tcp *net.TCPConn) openLink {
	return func(owner *conn) link {
		l := &streamLink{conn: tcp}
		l.stack, l.owner = owner.table.stack, owner
		l.raw, _ = tcp.SyscallConn() // fails only for a nil connection
		l.stack.open++
		return l
	}
}

func (l *streamLink) setKeepAlive(c net.KeepAliveConfig) error {
	return l.withTCP(func(tcp *net.TCPConn) error { return tcp.SetKeepAliveConfig(c) })
}

func (l *streamLink) setNoDelay(noDelay bool) error {
	return l.withTCP(func(tcp *net.TCPConn) error { return tcp.SetNoDelay(noDelay) })
}

// withTCP sets an option, which Chrome refuses to do under TLS.
func (l *streamLink) withTCP(set func(*net.TCPConn) error) error {
	tcp, ok := l.conn.(*net.TCPConn)
	if !ok {
		return neterror.Failed
	}
	return set(tcp)
}

func (l *streamLink) cut() { l.conn.Close() }

func (l *streamLink) detach() (net.Conn, error) {
	l.owner = nil
	if l.wanted != nil {
		close(l.wanted)
	}
	l.stack.closed(1)
	return l.conn, nil
}

func (l *streamLink) read() {
	if l.outstanding {
		return
	}
	l.outstanding = true
	if l.wanted == nil {
		l.wanted = make(chan int, 1)
		l.stack.wg.Go(l.readLoop)
	}
	l.wanted <- l.owner.readSize()
}

func (l *streamLink) readLoop() {
	for size := range l.wanted {
		data, _ := l.readOnce(size)
		l.stack.post(&streamRead{l, data})
	}
}

// readConn is readOnce by Go's net alone.
func (l *streamLink) readConn(size int) ([]byte, error) {
	buffer := make([]byte, size)
	n, err := l.conn.Read(buffer)
	if n > 0 {
		return buffer[:n:n], nil
	}
	return nil, err
}

// streamRead is the task that a read ends with: bytes, or the end of the stream.
type streamRead struct {
	link *streamLink
	data []byte
}

func (r *streamRead) RunTask() {
	l := r.link
	if l.answering {
		l.answering = false
		l.stack.post(r)
		return
	}
	l.received(l, r.data)
}

// sendQueue is the data that the system did not take at once.
type sendQueue struct {
	mu       sync.Mutex
	waiting  []*sending // guarded by mu: not yet taken by the goroutine
	draining bool       // guarded by mu: the goroutine runs
	closing  bool       // guarded by mu: no more will come; close when empty
}

// sending is a send whose data is not all taken, and the task that it ends
// with.
type sending struct {
	link *streamLink
	data []byte
	size int
	done Result
	err  error
}

// send writes what the system takes now and queues the rest.
func (l *streamLink) send(data []byte, done Result) {
	taken := 0
	if len(l.unanswered) == 0 {
		n, err := l.writeNow(data)
		if err != nil {
			l.fail(done)
			return
		}
		if taken = n; taken == len(data) {
			l.sent(done, neterror.OK)
			return
		}
	}
	rest := &sending{link: l, data: append([]byte(nil), data[taken:]...), size: len(data), done: done}
	l.stack.pending += rest.size
	l.unanswered = append(l.unanswered, rest)
	q := &l.out
	q.mu.Lock()
	q.waiting = append(q.waiting, rest)
	start := !q.draining
	q.draining = true
	q.mu.Unlock()
	if start {
		l.stack.wg.Go(l.drain)
	}
}

// drain writes until the queue is empty, then ends, and closes the connection
// if the socket is gone.
func (l *streamLink) drain() {
	q := &l.out
	for {
		q.mu.Lock()
		batch := q.waiting
		q.waiting = nil
		closing := q.closing
		if len(batch) == 0 {
			q.draining = false
			q.mu.Unlock()
			if closing && !l.stack.post(taskFunc(l.close)) {
				l.conn.Close()
			}
			return
		}
		q.mu.Unlock()
		for _, s := range batch {
			s.err = l.write(s.data)
			s.data = nil
			l.stack.post(s)
		}
	}
}

// writePiece is how much is written before a connection that only flushes has
// to show again that its peer takes anything.
const writePiece = 256 << 10

func (l *streamLink) write(data []byte) error {
	for len(data) > 0 {
		l.out.mu.Lock()
		closing := l.out.closing
		l.out.mu.Unlock()
		if closing {
			l.conn.SetWriteDeadline(time.Now().Add(l.stack.FlushTimeout))
		}
		n, err := l.conn.Write(data[:min(len(data), writePiece)])
		data = data[n:]
		if slow := n > 0 && errors.Is(err, os.ErrDeadlineExceeded); err != nil && !slow {
			return err
		}
	}
	return nil
}

func (s *sending) RunTask() {
	l := s.link
	l.stack.pending -= s.size
	switch {
	case l.owner == nil: // answered by finish
	case s.err != nil:
		l.unanswered = l.unanswered[1:]
		l.fail(s.done)
	default:
		l.unanswered = l.unanswered[1:]
		l.sent(s.done, neterror.OK)
	}
}

func (l *streamLink) finish() {
	l.owner = nil
	for _, s := range l.unanswered {
		s.done(neterror.SocketNotConnected, nil)
	}
	l.unanswered = nil
	if l.wanted != nil {
		close(l.wanted)
	}
	q := &l.out
	q.mu.Lock()
	q.closing = true
	draining := q.draining
	q.mu.Unlock()
	if !draining {
		l.close()
		return
	}
	l.stack.flushing[l] = struct{}{}
	// The peer has FlushTimeout to take something of the piece that is being
	// written now, and of each later one.
	l.conn.SetWriteDeadline(time.Now().Add(l.stack.FlushTimeout))
}

// close closes the descriptor. It is the last thing that happens to a link.
func (l *streamLink) close() {
	if tcp, ok := l.conn.(*net.TCPConn); ok {
		discardInput(l.readNow, func() { tcp.CloseWrite() })
		tcp.Close()
	} else {
		l.stack.wg.Go(func() { l.conn.Close() }) // which writes
	}
	delete(l.stack.flushing, l)
	l.stack.closed(1)
}
