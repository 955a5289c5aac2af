// Package socket is the network side of chrome.sockets: tables of sockets under
// ids, with Chrome's states, codes and order of events. It knows the network
// and nothing of JavaScript.
//
// The tables belong to one goroutine, the App's loop. What waits (accepting,
// reading, connecting) is the matter of a back end: on Linux the loop's own
// poller tells what is ready, elsewhere goroutines wait that touch only a
// connection and come back through [Stack]'s post, as the lookup of names does
// everywhere.
package socket

import (
	"context"
	"crypto/x509"
	"errors"
	"net/netip"
	"sync"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// The texts of Chrome's lastError.
var (
	// ErrNotFound is for an id that the table does not have.
	ErrNotFound error = chromeText("Socket not found")
	// ErrQuota is for a send that would pass the [WriteQuota].
	ErrQuota error = chromeText("Exceeded write quota.")
)

type chromeText string

func (t chromeText) Error() string { return string(t) }

// ErrAbandoned is for a call whose socket was closed or disconnected while the
// network was busy with it: in Chrome its callback never runs.
var ErrAbandoned = errors.New("the socket went away before the call was answered")

// WriteQuota is how many bytes an App may have in sends that are not done yet
// (extensions/browser/api/socket/write_quota_checker.cc).
const WriteQuota = 200 << 20

// Task is what goroutines post to the loop. A task may have a method Drop,
// which the loop calls instead of RunTask if it ends before.
type Task interface{ RunTask() }

// taskFunc makes a func a Task.
type taskFunc func()

func (f taskFunc) RunTask() { f() }

// Stack is the sockets of one App.
type Stack struct {
	TCP       ConnTable
	TCPServer ServerTable
	UDP       DatagramTable
	// Legacy is the sockets of chrome.socket, and needs no observer.
	Legacy PullTable
	// FlushTimeout is how long a connection that was closed with data left to
	// send may go without its peer taking any; 30 s. To be set before use.
	FlushTimeout time.Duration
	// Roots are the certificates that TLS servers are trusted by; nil for the
	// system's. To be set before use.
	Roots *x509.CertPool

	post     func(Task) bool
	system   system
	open     int // sockets that the system has open for us: see Active
	pending  int // bytes in sends that are not done
	ctx      context.Context
	cancel   context.CancelFunc
	wg       sync.WaitGroup    // all goroutines
	flushing map[link]struct{} // that no socket has any more
	drained  func()            // see Shutdown
}

// system is a back end: how connections are made and served. Its methods, and
// those of what it makes, are for the loop.
type system interface {
	// listen opens a port; nothing is accepted until asked for.
	listen(l *listener, local netip.AddrPort, backlog *int) (acceptor, netip.AddrPort, error)
	// dial connects to the first address that takes the connection, and ends
	// with d.connected or d.failed in a task, unless cancel is called before.
	dial(d *dial, addrs []netip.Addr, port uint16) (cancel func())
	// bind makes the port of e, bound to local, or connected to peer if that is
	// valid, and gives its own address.
	bind(e *endpoint, local, peer netip.AddrPort) (netip.AddrPort, error)
}

// NewStack makes an empty stack. post runs a task on the loop later, and
// reports false if the loop has ended. Before the first socket is made
// the Observer of each table must be set.
func NewStack(post func(Task) bool) *Stack {
	s := &Stack{FlushTimeout: 30 * time.Second, post: post, flushing: map[link]struct{}{}}
	s.system = portable{s}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.TCP.init(s)
	s.TCPServer.init(s)
	s.TCPServer.clients = &s.TCP
	s.UDP.init(s)
	s.Legacy.init(s)
	return s
}

// Active reports whether a socket listens, is bound, connects, is connected or
// still flushes what was sent: whether the network can bring anything.
func (s *Stack) Active() bool { return s.open > 0 }

// Shutdown closes all sockets as their close does: ports are released at once,
// what was sent is flushed. No observer is called for it. drained is called
// when all is done, at once or from a task.
func (s *Stack) Shutdown(drained func()) {
	s.CloseAll()
	s.drained = drained
	s.closed(0)
}

// CloseAll closes all sockets without calling an observer.
func (s *Stack) CloseAll() {
	s.TCPServer.closeAll()
	s.TCP.closeAll()
	s.UDP.closeAll()
	s.Legacy.closeAll()
}

// CloseTransient closes the sockets that are not persistent, as the suspension
// of an event page does. No observer is called for it.
func (s *Stack) CloseTransient() {
	for id, server := range s.TCPServer.byID {
		if !server.persistent {
			s.TCPServer.Close(id)
		}
	}
	for id, c := range s.TCP.byID {
		if !c.persistent {
			delete(s.TCP.byID, id)
			c.disconnect()
		}
	}
	for id, d := range s.UDP.byID {
		if !d.persistent {
			s.UDP.Close(id)
		}
	}
	s.Legacy.closeAll() // none of them is persistent
}

// closed counts sockets that the system has no longer open for us.
func (s *Stack) closed(n int) {
	s.open -= n
	if s.open == 0 && s.drained != nil {
		s.drained()
	}
}

// Close ends the stack after the loop has ended: connections that still flush
// are cut. It returns when all goroutines have ended.
func (s *Stack) Close() {
	s.cancel()
	s.Shutdown(nil)
	for l := range s.flushing {
		l.cut()
	}
	s.wg.Wait()
}

// Result is how a call ended: a code, and an error when there is none to give.
type Result func(neterror.Code, error)

// withFamilyOf writes addr in the family of as: a connection to an
// IPv4-mapped address is IPv4 for the system, but not for the app.
func withFamilyOf(as netip.Addr, addr netip.AddrPort) netip.AddrPort {
	if as.Is4In6() && addr.Addr().Is4() {
		return netip.AddrPortFrom(netip.AddrFrom16(addr.Addr().As16()), addr.Port())
	}
	return addr
}
