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
	untilDry  bool // there may be more after a read that brought less than asked
	scheduled bool // the task is queued
	ended     bool // a read found the end
	broken    bool // the system refused a write
}

// linkChanges are those that the poller tells a link of. Room to write makes no
// noise: TCP tells of it only after a write that found none.
const linkChanges = unix.EPOLLIN | unix.EPOLLPRI | unix.EPOLLOUT | unix.EPOLLRDHUP

// pollQueue is what waits for the system to take it.
type pollQueue struct {
	sends []pollSend
	// While the link only flushes: see pollLink.flushTimeout.
	timer *time.Timer
	left  int
}

type pollSend struct {
	data []byte // what is left of it
	size int
	done Result // nil when it was answered
}

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
	if l.scheduled || !l.hasWork() {
		return false
	}
	l.scheduled, l.answering = true, false
	return true
}

func (l *pollLink) hasWork() bool {
	return l.canReceive() || l.out != nil && l.writable
}

func (l *pollLink) canReceive() bool {
	return l.outstanding && (l.readable || len(l.ahead) > 0)
}

// RunTask does what there is to do.
func (l *pollLink) RunTask() {
	l.scheduled = false
	if l.out != nil && l.writable {
		l.flush()
	}
	if l.owner == nil || !l.canReceive() {
		return
	}
	if l.answering {
		l.schedule()
		return
	}
	l.receive()
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
	if !l.scheduled && l.hasWork() {
		l.schedule()
	}
}

// receive ends the read that is outstanding, if there is something.
func (l *pollLink) receive() {
	if len(l.ahead) > 0 {
		n := min(int(l.want), len(l.ahead))
		data := bytes.Clone(l.ahead[:n])
		if l.ahead = l.ahead[n:]; len(l.ahead) == 0 {
			l.dropAhead()
		}
		l.received(l, data)
	} else if !l.receiveNew() {
		return
	}
	// A socket that is paused has no more than it needs.
	if l.block != nil && !l.outstanding {
		ahead := bytes.Clone(l.ahead)
		l.dropAhead()
		l.ahead = ahead
	}
}

// receiveNew asks the kernel, and reports whether that ended the read.
func (l *pollLink) receiveNew() bool {
	block := l.system.takeBlock()
	n, err := readFD(int(l.fd), block[:])
	if err == unix.EAGAIN {
		l.readable, l.untilDry = false, false
		if err = l.wait(); err == nil {
			l.system.giveBlock(block)
			return false
		}
	}
	if err != nil || n == 0 {
		l.system.giveBlock(block)
		l.ended = true
		l.received(l, nil)
		return true
	}
	l.readable = n == len(block) || l.untilDry || !l.watched
	first := min(n, int(l.want))
	data := bytes.Clone(block[:first])
	if first < n {
		l.ahead, l.block = block[first:n], block
	} else {
		l.system.giveBlock(block)
	}
	l.received(l, data)
	return true
}

// dropAhead forgets what was read ahead.
func (l *pollLink) dropAhead() {
	l.ahead = nil
	if l.block != nil {
		l.system.giveBlock(l.block)
		l.block = nil
	}
}

// maxFreeBlocks is how many blocks are kept for the next reads.
const maxFreeBlocks = 8

func (p *polled) takeBlock() (b *block) {
	if n := len(p.blocks); n > 0 {
		b, p.blocks = p.blocks[n-1], p.blocks[:n-1]
		return b
	}
	return new(block)
}

func (p *polled) giveBlock(b *block) {
	if len(p.blocks) < maxFreeBlocks {
		p.blocks = append(p.blocks, b)
	}
}

func (l *pollLink) send(data []byte, done Result) {
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
		l.out = &pollQueue{}
	}
	l.stack.pending += len(data)
	l.out.sends = append(l.out.sends, pollSend{bytes.Clone(data[taken:]), len(data), done})
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

// flush writes what is queued, answers what is done, and closes a link that
// has nothing more to flush.
func (l *pollLink) flush() {
	var pieces [maxPieces][]byte
	for l.out != nil && l.writable {
		n := 0
		for n < len(l.out.sends) && n < maxPieces {
			pieces[n] = l.out.sends[n].data
			n++
		}
		taken, err := writevFD(int(l.fd), pieces[:n])
		clear(pieces[:n])
		switch err {
		case nil:
			l.took(taken)
		case unix.EAGAIN:
			l.writable = false
		default:
			l.broken = true
			l.breakOff()
		}
	}
}

// maxPieces is how many sends are gathered into one write.
const maxPieces = 64

// took answers the sends that the system has taken whole. A send of nothing is
// done when its turn comes.
func (l *pollLink) took(n int) {
	q, flushing := l.out, l.owner == nil
	for len(q.sends) > 0 {
		first := &q.sends[0]
		if n < len(first.data) {
			first.data = first.data[n:]
			return
		}
		n -= len(first.data)
		done := first.done
		l.stack.pending -= first.size
		*first = pollSend{}
		if q.sends = q.sends[1:]; len(q.sends) == 0 {
			l.out = nil
		}
		if done != nil {
			l.sent(done, neterror.OK)
		}
	}
	if flushing {
		q.stopTimer()
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
	first := &l.out.sends[0]
	done := first.done
	first.done = nil
	l.fail(done)
}

// dropQueue forgets what was not sent.
func (l *pollLink) dropQueue() {
	if l.out == nil {
		return
	}
	for _, s := range l.out.sends {
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
	l.owner = nil
	l.dropAhead()
	if l.out != nil {
		for i := range l.out.sends {
			s := &l.out.sends[i]
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
	for _, s := range l.out.sends {
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
