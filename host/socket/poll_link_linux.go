package socket

import (
	"bytes"
	"net"
	"os"
	"time"

	"golang.org/x/sys/unix"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// readAhead is how much is asked of the kernel at once. What is more than the
// socket's buffer size comes to the App by the next reads, as in Chrome, which
// reads ahead of the app as well.
const readAhead = 64 << 10

type block [readAhead]byte

// pollLink serves a connection on the loop. While nothing happens it has no
// goroutine, no buffer, and is known to the poller only if it had to wait.
type pollLink struct {
	linkState
	system *polled
	out    *pollQueue // what the system has not taken; nil for nothing
	ahead  []byte     // what was read and not yet received
	block  *block     // that ahead lies in, unless it has its own memory
	fd     int32      // -1 when closed
	want   int32      // the size of the read that is outstanding

	watched   bool
	readable  bool // a read may find something: more, or the end
	writable  bool // a write may
	corked    bool // some of the sends lie in the cork
	untilDry  bool // there may be more after a read that brought less than asked
	scheduled bool // the task is queued
	inTask    bool // it runs
	ended     bool // a read found the end
	broken    bool // the system refused a write
}

// linkChanges are those that the poller tells a link of. Room to write makes no
// noise: TCP tells of it only after a write that found none.
const linkChanges = unix.EPOLLIN | unix.EPOLLPRI | unix.EPOLLOUT | unix.EPOLLRDHUP

// pollQueue is what waits to be written, and for the system to take it.
type pollQueue struct {
	sends []pollSend
	first int // of those that are not done
	// While the link only flushes: see pollLink.flushTimeout.
	timer *time.Timer
	left  int
}

type pollSend struct {
	data   []byte // what is left of it
	size   int
	corked bool   // data lies in the cork
	done   Result // nil when it was answered
}

// waiting are the sends that are not done. There is one at least.
func (q *pollQueue) waiting() []pollSend { return q.sends[q.first:] }

// linkOf makes the link of a connection.
func (p *polled) linkOf(fd int, watched bool) openLink {
	return func(owner *conn) link {
		l := &pollLink{system: p, fd: int32(fd), watched: watched, readable: true, writable: true}
		l.stack, l.owner = p.stack, owner
		p.stack.open++
		if watched {
			p.poller.Rewatch(fd, l)
		}
		return l
	}
}

func (l *pollLink) setKeepAlive(c net.KeepAliveConfig) error { return setKeepAlive(int(l.fd), c) }

func (l *pollLink) setNoDelay(noDelay bool) error {
	value := 0
	if noDelay {
		value = 1
	}
	return unix.SetsockoptInt(int(l.fd), unix.IPPROTO_TCP, unix.TCP_NODELAY, value)
}

// Ready implements [Watcher].
func (l *pollLink) Ready(events uint32) bool {
	const ended = unix.EPOLLRDHUP | unix.EPOLLHUP | unix.EPOLLERR
	if events&(unix.EPOLLIN|unix.EPOLLPRI|ended) != 0 {
		l.readable = true
	}
	// The end is not told again; urgent data cuts a read short.
	if events&(unix.EPOLLPRI|ended) != 0 {
		l.untilDry = true
	}
	if events&(unix.EPOLLOUT|ended) != 0 {
		l.writable = true
	}
	if l.scheduled {
		return false
	}
	// What is ready is read at once, connection by connection, and then told to
	// the App: that is faster than one after the other for each, since the
	// kernel's code and the engine's have no room in the caches together.
	if l.canReceive() && !l.hasRead() {
		l.fetch()
	}
	if l.hasWork() {
		l.scheduled, l.answering = true, false
	}
	return l.scheduled
}

func (l *pollLink) hasWork() bool { return l.canReceive() || l.canFlush() }

func (l *pollLink) canReceive() bool { return l.outstanding && (l.readable || l.hasRead()) }

// hasRead is whether there is something that was read and not yet received.
func (l *pollLink) hasRead() bool { return len(l.ahead) > 0 || l.ended }

// canFlush is whether the system may take more of what it has not taken.
func (l *pollLink) canFlush() bool { return l.out != nil && l.writable && !l.corked }

// RunTask does what there is to do. What was read at once is received at once,
// piece by piece, as long as the App wants more.
func (l *pollLink) RunTask() {
	l.scheduled = false
	if l.canFlush() {
		l.flush()
	}
	if l.owner == nil || !l.canReceive() {
		return
	}
	if bool(l.answering) && !l.hasRead() {
		l.schedule()
		return
	}
	l.inTask = true
	for more := true; more && l.canReceive(); more = l.hasRead() {
		l.receive()
	}
	l.inTask = false
	if !l.scheduled && l.owner != nil && l.hasWork() {
		l.schedule()
	}
}

// schedule queues the task.
func (l *pollLink) schedule() {
	l.scheduled, l.answering = true, false
	l.stack.post(l)
}

// wait has the poller tell of changes from now on.
func (l *pollLink) wait() error {
	if l.watched {
		return nil
	}
	err := l.system.poller.Watch(int(l.fd), linkChanges, l)
	l.watched = err == nil
	return err
}

func (l *pollLink) read() {
	if l.outstanding {
		return
	}
	l.outstanding = true
	l.want = int32(l.owner.readSize())
	if !l.scheduled && !l.inTask && l.hasWork() {
		l.schedule()
	}
}

// receive ends the read that is outstanding, if there is something.
func (l *pollLink) receive() {
	if !l.hasRead() && !l.fetch() {
		return
	}
	var data []byte
	if n := int(l.want); len(l.ahead) > n {
		data, l.ahead = bytes.Clone(l.ahead[:n]), l.ahead[n:]
	} else if data = l.ahead; l.block != nil {
		data = bytes.Clone(data)
		l.dropAhead()
	} else {
		l.ahead = nil
	}
	l.received(l, data)
	// A socket that is paused has no more than it needs.
	if l.block != nil && !l.outstanding {
		ahead := bytes.Clone(l.ahead)
		l.dropAhead()
		l.ahead = ahead
	}
}

// fetch asks the kernel for what comes next, and reports whether there is
// something: bytes, or the end.
func (l *pollLink) fetch() bool {
	block := l.system.blocks.take()
	n, err := readFD(int(l.fd), block[:])
	if err == unix.EAGAIN {
		l.readable, l.untilDry = false, false
		if err = l.wait(); err == nil {
			l.system.blocks.give(block, maxFreeBlocks)
			return false
		}
	}
	switch {
	case err != nil || n == 0:
		l.ended = true
	case n > int(l.want):
		l.ahead, l.block = block[:n], block
	default:
		l.ahead = bytes.Clone(block[:n])
	}
	if l.block == nil {
		l.system.blocks.give(block, maxFreeBlocks)
	}
	l.readable = !l.ended && (n == len(block) || l.untilDry || !l.watched)
	return true
}

// dropAhead forgets what was read ahead.
func (l *pollLink) dropAhead() {
	l.ahead = nil
	if l.block != nil {
		l.system.blocks.give(l.block, maxFreeBlocks)
		l.block = nil
	}
}

// maxFreeBlocks is how many blocks are kept for the next reads.
const maxFreeBlocks = 8

// maxFreeQueues is how many queues are kept for the next sends.
const maxFreeQueues = 256

// giveQueue takes back one whose sends are done.
func (p *polled) giveQueue(q *pollQueue) {
	if cap(q.sends) <= maxPieces {
		*q = pollQueue{sends: q.sends[:0]}
		p.queues.give(q, maxFreeQueues)
	}
}

// send has what is small wait for the end of the round: then the writes of all
// connections are made together, and what was sent in pieces goes out in one.
func (l *pollLink) send(data []byte, done Result) {
	if len(data) <= maxCorked {
		if l.system.makeRoom(len(data)); l.owner == nil { // the room was made by a write that failed
			done(neterror.SocketNotConnected, nil)
			return
		}
		if !l.corked {
			l.corked = true
			l.system.uncorkLater(l)
		}
		l.enqueue(pollSend{l.system.keep(data), len(data), true, done})
		return
	}
	if l.uncork(); l.owner == nil {
		done(neterror.SocketNotConnected, nil)
		return
	}
	taken := 0
	if l.out == nil {
		n, err := l.write(data)
		if err == nil && n < len(data) {
			err = l.wait()
		}
		if err != nil {
			l.broken = true
			l.fail(done)
			return
		}
		if taken = n; n == len(data) {
			l.sent(done, neterror.OK)
			return
		}
	}
	l.enqueue(pollSend{bytes.Clone(data[taken:]), len(data), false, done})
}

func (l *pollLink) enqueue(s pollSend) {
	if l.out == nil {
		l.out = l.system.queues.take()
	}
	l.stack.pending += s.size
	l.out.sends = append(l.out.sends, s)
}

// write writes what the system takes now.
func (l *pollLink) write(data []byte) (taken int, err error) {
	for taken < len(data) {
		n, err := writeFD(int(l.fd), data[taken:])
		if err == unix.EAGAIN {
			l.writable = false
			break
		}
		if err != nil {
			return taken, err
		}
		taken += n
	}
	return taken, nil
}

// uncork implements [corked].
func (l *pollLink) uncork() {
	if !l.corked {
		return
	}
	l.corked = false
	l.flush()
	if l.out == nil {
		return
	}
	for i := range l.out.waiting() {
		if s := &l.out.waiting()[i]; s.corked {
			s.data, s.corked = bytes.Clone(s.data), false
		}
	}
}

// flush writes what is queued, answers what is done, and closes a link that
// has nothing more to flush.
func (l *pollLink) flush() {
	for l.out != nil && l.writable && !l.broken {
		taken, err := l.writeQueue()
		if err == unix.EAGAIN {
			l.writable = false
			err = l.wait()
		}
		if err != nil {
			l.broken = true
			l.breakOff()
		} else if l.writable {
			l.took(taken)
		}
	}
}

// maxPieces is how many sends are gathered into one write.
const maxPieces = 64

func (l *pollLink) writeQueue() (int, error) {
	sends := l.out.waiting()
	if len(sends) == 1 && len(sends[0].data) > 0 {
		return writeFD(int(l.fd), sends[0].data)
	}
	var pieces [maxPieces][]byte
	n := 0
	for n < len(sends) && n < maxPieces {
		pieces[n] = sends[n].data
		n++
	}
	return writevFD(int(l.fd), pieces[:n])
}

// took answers the sends that the system has taken whole. A send of nothing is
// done when its turn comes.
func (l *pollLink) took(n int) {
	q, flushing := l.out, l.owner == nil
	for l.out == q {
		first := &q.sends[q.first]
		if n < len(first.data) {
			first.data = first.data[n:]
			return
		}
		n -= len(first.data)
		done := first.done
		l.stack.pending -= first.size
		*first = pollSend{}
		if q.first++; q.first == len(q.sends) {
			l.out = nil
		}
		if done != nil {
			l.sent(done, neterror.OK)
		}
	}
	q.stopTimer()
	l.system.giveQueue(q)
	if flushing {
		l.close()
	}
}

// breakOff ends the sends of a link that the system refused a write of.
func (l *pollLink) breakOff() {
	if l.owner == nil {
		l.dropQueue()
		l.close()
		return
	}
	first := &l.out.waiting()[0]
	done := first.done
	first.done = nil
	l.fail(done)
}

// dropQueue forgets what was not sent.
func (l *pollLink) dropQueue() {
	if l.out == nil {
		return
	}
	for _, s := range l.out.waiting() {
		l.stack.pending -= s.size
	}
	l.out.stopTimer()
	l.out = nil
}

func (q *pollQueue) stopTimer() {
	if q.timer != nil {
		q.timer.Stop()
	}
}

func (l *pollLink) finish() {
	if !l.broken {
		l.uncork()
	}
	l.owner = nil
	l.dropAhead()
	if l.out != nil {
		for i := range l.out.waiting() {
			s := &l.out.waiting()[i]
			if done := s.done; done != nil {
				s.done = nil
				done(neterror.SocketNotConnected, nil)
			}
		}
	}
	if l.out == nil || l.broken {
		l.dropQueue()
		l.close()
		return
	}
	l.stack.flushing[l] = struct{}{}
	l.awaitFlush()
}

// awaitFlush gives the peer FlushTimeout to take something.
func (l *pollLink) awaitFlush() {
	q := l.out
	q.left = l.unsent()
	q.timer = time.AfterFunc(l.stack.FlushTimeout, func() {
		l.stack.post(taskFunc(func() {
			if l.out == q {
				l.flushTimeout()
			}
		}))
	})
}

// flushTimeout ends a link whose peer has taken nothing since awaitFlush.
func (l *pollLink) flushTimeout() {
	if l.unsent() != l.out.left {
		l.awaitFlush()
		return
	}
	l.dropQueue()
	l.close()
}

// unsent is how many bytes the peer has not acknowledged or the system not
// taken.
func (l *pollLink) unsent() int {
	n, _ := unix.IoctlGetInt(int(l.fd), unix.SIOCOUTQ)
	for _, s := range l.out.waiting() {
		n += len(s.data)
	}
	return n
}

func (l *pollLink) detach() (net.Conn, error) {
	l.owner = nil
	l.dropAhead()
	if l.watched {
		l.system.poller.Unwatch(int(l.fd))
	}
	file := os.NewFile(uintptr(l.fd), "tcp")
	defer file.Close() // FileConn has its own
	l.fd = -1
	l.stack.closed(1)
	return net.FileConn(file)
}

func (l *pollLink) cut() {
	l.out.stopTimer()
	unix.Close(int(l.fd))
}

// close closes the descriptor. It is the last thing that happens to a link.
func (l *pollLink) close() {
	if !l.ended && !l.broken {
		discardInput(
			func(max int) int { return discardFD(int(l.fd), max) },
			func() { unix.Shutdown(int(l.fd), unix.SHUT_WR) })
	}
	if l.watched {
		l.system.poller.Forget(int(l.fd))
	}
	unix.Close(int(l.fd))
	l.fd = -1
	delete(l.stack.flushing, l)
	l.stack.closed(1)
}
