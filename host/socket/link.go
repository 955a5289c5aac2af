package socket

import (
	"net"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// link is an established connection under a socket. A back end makes it; what
// changes the bytes on their way, as TLS does, can be one that has another
// below it. All methods are for the loop.
type link interface {
	// read asks for one read of what the socket's readSize is now, unless one
	// is outstanding. It ends in a task, with linkState.received.
	read()
	// receiving reports whether a read is outstanding.
	receiving() bool
	// send does what ConnTable.Send promises.
	send(data []byte, done Result)
	// finish lets go of the connection: what is queued is answered and flushed,
	// then it is closed.
	finish()
	// detach gives the connection, of which no read is outstanding and no send
	// unanswered, to the caller. The link has come to its end.
	detach() (net.Conn, error)
	// cut closes a connection that is finished and still flushes. No loop runs.
	cut()
	setKeepAlive(net.KeepAliveConfig) error
	setNoDelay(bool) error
}

// openLink makes the link of a connection when its socket is there.
type openLink func(owner *conn) link

// linkState is what every link has.
type linkState struct {
	stack       *Stack
	owner       *conn // nil once the socket is disconnected
	outstanding bool  // a read was asked for. One is outstanding at most
	answering
}

// answering is whether a send was answered since the last task to receive was
// queued. What the peer does upon the data of a send must not reach the App
// before the answer, which it gets in a later task: what was received goes
// behind that task then, to the end of the queue. In Chrome the answer is under
// way before the network has the data.
type answering bool

// sent answers a send.
func (a *answering) sent(done Result, code neterror.Code) {
	*a = true
	done(code, nil)
}

func (s *linkState) receiving() bool { return s.outstanding }

// received ends a read of l with bytes, or without at the end of the stream.
// The next is asked for when the App has heard of this one, so a listener that
// pauses gets no more.
func (s *linkState) received(l link, data []byte) {
	s.outstanding = false
	c := s.owner
	switch {
	case c == nil:
	case len(data) == 0:
		c.endOfStream()
	default:
		c.table.Observer.Received(c.id, data)
		// The listener may have paused, disconnected or closed the socket.
		if c.link == l && !c.paused {
			l.read()
		}
	}
}

// fail answers a send that found the connection broken.
func (s *linkState) fail(done Result) {
	done(neterror.Failed, nil)
	if s.owner != nil {
		s.owner.end(func(error) {})
	}
}

// maxDiscard bounds what is read away before a connection is closed: more than
// the system's buffers on both sides hold, and no end for a peer that goes on.
const maxDiscard = 16 << 20

// discardInput reads away what came and was not received, before a connection
// is closed. Closing with unread data makes the system reset the connection,
// and the reset can overtake what was sent. Chrome reads ahead of the app, so
// there the peer gets its answer. A peer that goes on to send has the end of
// the stream before its reset.
//
// read takes at most so many bytes and gives how many there were, 0 or less for
// no more.
func discardInput(read func(max int) int, endOutput func()) {
	if readAway(read) > 0 {
		endOutput()
		readAway(read)
	}
}

func readAway(read func(max int) int) (total int) {
	for total < maxDiscard {
		n := read(maxDiscard - total)
		if n <= 0 {
			break
		}
		total += n
	}
	return total
}
