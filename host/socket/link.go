package socket

import (
	"errors"
	"net"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// link is an established connection, as the portable back end serves it: a
// goroutine that reads when asked to, and one that writes while the system
// takes less than the App sends. Both know the connection alone; the fields
// below are the loop's unless said otherwise.
type link struct {
	stack *Stack
	conn  *net.TCPConn
	raw   syscall.RawConn
	owner *conn // nil once the socket is disconnected

	// Reading. One read is outstanding at most. The next is asked for when the
	// App has heard of the last, so nothing is buffered here, and a listener
	// that pauses gets no more.
	wanted      chan int // the size of the read to make; made by the first
	outstanding bool

	out        sendQueue
	unanswered []*sending // in the order of the sends
}

func (s *Stack) newLink(owner *conn, tcp *net.TCPConn) *link {
	l := &link{stack: s, conn: tcp, owner: owner}
	l.raw, _ = tcp.SyscallConn() // fails only for a nil connection
	s.open++
	s.links[l] = struct{}{}
	return l
}

// read asks the goroutine for one read unless one is outstanding.
func (l *link) read() {
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

func (l *link) readLoop() {
	for size := range l.wanted {
		data, err := l.readOnce(size)
		l.stack.post(&received{l, data, err})
	}
}

// received is the task that a read ends with: bytes, or the end of the stream.
type received struct {
	link *link
	data []byte
	err  error
}

func (r *received) RunTask() {
	l := r.link
	l.outstanding = false
	c := l.owner
	switch {
	case c == nil:
	case len(r.data) == 0:
		c.endOfStream()
	default:
		c.table.Observer.Received(c.id, r.data)
		// The listener may have paused, disconnected or closed the socket.
		if c.link == l && !c.paused {
			l.read()
		}
	}
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
	link *link
	data []byte
	size int
	done Result
	err  error
}

// send writes what the system takes now and queues the rest.
func (l *link) send(data []byte, done Result) {
	taken := 0
	if len(l.unanswered) == 0 {
		n, err := l.writeNow(data)
		if err != nil {
			l.fail(done)
			return
		}
		if taken = n; taken == len(data) {
			done(neterror.OK, nil)
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

// fail answers a send that found the connection broken.
func (l *link) fail(done Result) {
	done(neterror.Failed, nil)
	l.owner.end(func(error) {})
}

// drain writes until the queue is empty, then ends, and closes the connection
// if the socket is gone.
func (l *link) drain() {
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

func (l *link) write(data []byte) error {
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
		s.done(neterror.OK, nil)
	}
}

// finish lets go of the connection: what is queued is answered and flushed,
// then the descriptor is closed.
func (l *link) finish() {
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
	// The peer has FlushTimeout to take something of the piece that is being
	// written now, and of each later one.
	l.conn.SetWriteDeadline(time.Now().Add(l.stack.FlushTimeout))
}

// close closes the descriptor. It is the last thing that happens to a link.
func (l *link) close() {
	l.discardInput()
	l.conn.Close()
	delete(l.stack.links, l)
	l.stack.closed(1)
}

// maxDiscard bounds what discardInput reads.
const maxDiscard = 1 << 20

// discardInput reads away what came and was not received. Closing a connection
// with unread data makes the system reset it, and the reset can overtake what
// was sent. Chrome reads ahead of the app, so there the peer gets its answer.
func (l *link) discardInput() {
	for left := maxDiscard; left > 0; {
		n := l.readNow(left)
		if n <= 0 {
			return
		}
		left -= n
	}
}
