package socket

import (
	"net/netip"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// DatagramObserver hears of what happens to datagram sockets. It is called
// from tasks on the loop.
type DatagramObserver interface {
	// Received brings one datagram, which may be empty and belongs to the
	// observer.
	Received(id int, data []byte, from netip.AddrPort)
	// ReceiveFailed says that a datagram did not arrive; the socket is paused.
	ReceiveFailed(id int, code neterror.Code)
}

// DatagramTable is the sockets of chrome.sockets.udp.
type DatagramTable struct {
	Observer DatagramObserver
	table[*datagram]
}

type datagram struct {
	state
	table     *DatagramTable
	multicast multicastOptions
	binding   *binding  // nil unless it binds
	endpoint  *endpoint // nil unless it is bound
}

// binding is a bind that was asked for and not yet done.
type binding struct {
	done Result
	// waiting is what was asked for in the meantime and needs the socket bound.
	waiting []func()
}

// DatagramInfo is what getInfo tells of a datagram socket.
type DatagramInfo struct {
	ID         int
	Persistent bool
	Paused     bool
	Name       string
	BufferSize int            // 0 unless it was set above 0
	Local      netip.AddrPort // valid only while it is bound or connected
	Peer       netip.AddrPort // valid only while it is connected
}

// Create makes a socket and gives its id.
func (t *DatagramTable) Create(p Properties) int {
	s := &datagram{table: t, multicast: defaultMulticast}
	s.apply(p)
	return t.add(s)
}

// SetPaused stops or resumes receiving; done is called before anything is
// received. A receive that waits already is not cancelled, as in Chrome: one
// more datagram comes after pausing. The others wait in the system's queue, as
// long as it has room.
func (t *DatagramTable) SetPaused(id int, paused bool, done func(error)) {
	s := t.byID[id]
	if s == nil {
		done(ErrNotFound)
		return
	}
	s.paused = paused
	done(nil)
	if s.endpoint != nil && !paused {
		s.endpoint.receive()
	}
}

// Bind takes the port in a later task. done gets
//
//   - ConnectionFailed if the socket is bound,
//   - InvalidArgument if address is no IP literal,
//   - SocketIsConnected if another bind is under way,
//   - the system's refusal,
//   - ErrAbandoned if the socket was closed meanwhile,
//   - ErrNotFound.
func (t *DatagramTable) Bind(id int, address string, port uint16, done Result) {
	s := t.byID[id]
	if s == nil {
		done(0, ErrNotFound)
		return
	}
	addr, ok := ParseLiteral(address)
	switch {
	case s.endpoint != nil:
		done(neterror.ConnectionFailed, nil)
		return
	case !ok:
		done(neterror.InvalidArgument, nil)
		return
	case s.binding != nil:
		done(neterror.SocketIsConnected, nil)
		return
	}
	b := &binding{done: done}
	s.binding = b
	s.multicast.taken = true
	t.stack.post(taskFunc(func() {
		if s.binding == b {
			s.bind(netip.AddrPortFrom(addr, port))
		}
	}))
}

func (s *datagram) bind(local netip.AddrPort) {
	b := s.binding
	s.binding = nil
	e, err := s.table.stack.openEndpoint(s, local, netip.AddrPort{})
	if err == nil {
		s.endpoint = e
	}
	b.done(neterror.FromError(err), nil)
	if err == nil && !s.paused {
		e.receive()
	}
	for _, call := range b.waiting {
		call()
	}
}

// Connect gives a socket that is not bound a port, and a peer: it receives from
// nobody else. done gets, in a later task,
//
//   - NameNotResolved, also for an empty or impossible name,
//   - ConnectionFailed if the socket is bound, binds or is connected,
//   - the system's refusal,
//   - ErrNotFound.
//
// chrome.sockets.udp has no such call; the older chrome.socket has.
func (t *DatagramTable) Connect(id int, host string, port uint16, done Result) {
	connect := func(addrs []netip.Addr) {
		s := t.byID[id]
		switch {
		case s == nil:
			done(0, ErrNotFound)
		case len(addrs) == 0:
			done(neterror.NameNotResolved, nil)
		case s.endpoint != nil || s.binding != nil:
			done(neterror.ConnectionFailed, nil)
		default:
			s.multicast.taken = true
			e, err := t.stack.openEndpoint(s, netip.AddrPort{}, netip.AddrPortFrom(addrs[0], port))
			if err == nil {
				s.endpoint = e
			}
			done(neterror.FromError(err), nil)
		}
	}
	addrs, name := resolveLocally(host, AnyFamily)
	if name == "" {
		t.stack.post(taskFunc(func() { connect(addrs) }))
		return
	}
	t.stack.wg.Go(func() {
		addrs, _ := lookup(t.stack.ctx, name, AnyFamily)
		t.stack.post(taskFunc(func() { connect(addrs) }))
	})
}

// afterBinding puts a call off until the bind that is under way has ended, and
// reports whether there is one. That bind and send in one turn works, programs
// have from Chrome, whose send always looks up an address first.
func (s *datagram) afterBinding(call func()) bool {
	if s == nil || s.binding == nil {
		return false
	}
	s.binding.waiting = append(s.binding.waiting, call)
	return true
}

// Close releases the port and removes the socket; ErrNotFound. Nothing is
// received any more, and no observer is called for it. Datagrams that the
// system has not taken yet are dropped, as in Chrome.
func (t *DatagramTable) Close(id int) error {
	s := t.byID[id]
	if s == nil {
		return ErrNotFound
	}
	delete(t.byID, id)
	if b := s.binding; b != nil {
		s.binding = nil
		b.done(0, ErrAbandoned)
		for _, call := range b.waiting { // will not find the socket
			t.stack.post(taskFunc(call))
		}
	}
	if e := s.endpoint; e != nil {
		s.endpoint = nil
		e.close()
	}
	return nil
}

func (t *DatagramTable) closeAll() {
	for id := range t.byID {
		t.Close(id)
	}
}

// Info describes a socket; ErrNotFound.
func (t *DatagramTable) Info(id int) (DatagramInfo, error) {
	s := t.byID[id]
	if s == nil {
		return DatagramInfo{}, ErrNotFound
	}
	return s.info(), nil
}

// List describes all sockets by ascending id.
func (t *DatagramTable) List() []DatagramInfo { return describeAll(&t.table, (*datagram).info) }

func (s *datagram) info() DatagramInfo {
	info := DatagramInfo{ID: s.id, Persistent: s.persistent, Paused: s.paused, Name: s.name, BufferSize: max(s.bufferSize, 0)}
	if s.endpoint != nil {
		info.Local, info.Peer = s.endpoint.local, s.endpoint.peer
	}
	return info
}
