package socket

import (
	"net"
	"net/netip"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// ServerObserver hears of what happens to listening sockets. It is called from
// tasks on the loop.
type ServerObserver interface {
	Accepted(serverID, clientID int)
	AcceptFailed(serverID int, code neterror.Code)
}

// ServerTable is the sockets of chrome.sockets.tcpServer.
type ServerTable struct {
	Observer ServerObserver
	table[*server]
	clients *ConnTable // gets what is accepted
	single  bool       // each accept pauses: the App asks for the next one
}

type server struct {
	state
	table    *ServerTable
	listen   *Result   // of a listen that was asked for and not yet done
	listener *listener // nil unless it listens
}

// ServerInfo is what getInfo tells of a server socket.
type ServerInfo struct {
	ID         int
	Persistent bool
	Paused     bool
	Name       string
	Local      netip.AddrPort // valid only while it listens
}

// Create makes a socket and gives its id.
func (t *ServerTable) Create(p Properties) int {
	s := &server{table: t}
	s.apply(p)
	return t.add(s)
}

// SetPaused stops or resumes accepting; done is called before anything is
// accepted. The accept that waits already is not cancelled: one more
// connection comes after pausing. Chrome never accepts again once its loop has
// stopped; here, as documented, unpausing resumes.
func (t *ServerTable) SetPaused(id int, paused bool, done func(error)) {
	s := t.byID[id]
	if s == nil {
		done(ErrNotFound)
		return
	}
	s.paused = paused
	done(nil)
	if s.listener != nil && !paused {
		s.listener.arm()
	}
}

// Listen opens the port in a later task. backlog is nil for the system's
// default. done gets
//
//   - InvalidArgument if address is no IP literal or backlog is 0,
//   - the system's refusal,
//   - ErrAbandoned if the socket was closed or disconnected meanwhile,
//   - ErrNotFound.
//
// A socket that listens already keeps its port and gets AddressInUse: what
// Chrome answers for the same port (for another one it drops the first).
func (t *ServerTable) Listen(id int, address string, port uint16, backlog *int, done Result) {
	s := t.byID[id]
	if s == nil {
		done(0, ErrNotFound)
		return
	}
	addr, ok := ParseLiteral(address)
	if !ok || backlog != nil && *backlog == 0 {
		done(neterror.InvalidArgument, nil)
		return
	}
	if s.listener != nil || s.listen != nil {
		done(neterror.AddressInUse, nil)
		return
	}
	s.listen = &done
	local := netip.AddrPortFrom(addr, port)
	t.stack.post(taskFunc(func() {
		if s.listen != &done {
			return
		}
		s.listen = nil
		l, err := t.stack.openListener(s, local, backlog)
		if err != nil {
			done(neterror.FromError(err), nil)
			return
		}
		s.listener = l
		done(neterror.OK, nil)
		if !s.paused {
			l.arm()
		}
	}))
}

// Disconnect stops listening and releases the port; ErrNotFound.
func (t *ServerTable) Disconnect(id int) error {
	s := t.byID[id]
	if s == nil {
		return ErrNotFound
	}
	if s.listen != nil {
		(*s.listen)(0, ErrAbandoned)
		s.listen = nil
	}
	if s.listener != nil {
		s.listener.close()
		s.listener = nil
	}
	return nil
}

// Close disconnects and removes the socket; ErrNotFound.
func (t *ServerTable) Close(id int) error {
	err := t.Disconnect(id)
	delete(t.byID, id)
	return err
}

func (t *ServerTable) closeAll() {
	for id := range t.byID {
		t.Close(id)
	}
}

// Info describes a socket; ErrNotFound.
func (t *ServerTable) Info(id int) (ServerInfo, error) {
	s := t.byID[id]
	if s == nil {
		return ServerInfo{}, ErrNotFound
	}
	return s.info(), nil
}

// List describes all sockets by ascending id.
func (t *ServerTable) List() []ServerInfo { return describeAll(&t.table, (*server).info) }

func (s *server) info() ServerInfo {
	info := ServerInfo{ID: s.id, Persistent: s.persistent, Paused: s.paused, Name: s.name}
	if s.listener != nil {
		info.Local = s.listener.local
	}
	return info
}

// listener is an open port. At most one accept is outstanding, so what the App
// does not take stays in the backlog.
type listener struct {
	stack       *Stack
	server      *server
	acceptor    acceptor
	local       netip.AddrPort
	outstanding bool
}

// acceptor is the back end's side of a listener.
type acceptor interface {
	// accept asks for one connection. It comes by listener.accepted, in a task.
	accept()
	// close releases the port. What is accepted later is dropped.
	close()
}

func (s *Stack) openListener(owner *server, local netip.AddrPort, backlog *int) (*listener, error) {
	l := &listener{stack: s, server: owner}
	var err error
	if l.acceptor, l.local, err = s.system.listen(l, local, backlog); err != nil {
		return nil, err
	}
	s.open++
	return l, nil
}

// defaultKeepAlive is what Chromium sets on every connection
// (net/socket/tcp_socket_posix.cc): 45 s idle, 45 s between probes.
var defaultKeepAlive = net.KeepAliveConfig{Enable: true, Idle: 45 * time.Second, Interval: 45 * time.Second, Count: -1}

// arm asks for one accept unless one is outstanding.
func (l *listener) arm() {
	if !l.outstanding {
		l.outstanding = true
		l.acceptor.accept()
	}
}

func (l *listener) close() {
	l.acceptor.close()
	l.stack.closed(1)
}

// closed is whether the socket was disconnected or closed.
func (l *listener) closed() bool { return l.server.listener != l }

// failed ends the accept that is outstanding.
func (l *listener) failed(err error) {
	l.outstanding = false
	l.server.paused = true
	l.server.table.Observer.AcceptFailed(l.server.id, neterror.FromError(err))
}

// accepted ends the accept that is outstanding, with a connection.
func (l *listener) accepted(open openLink, peer netip.AddrPort) {
	l.outstanding = false
	t := l.server.table
	client := t.clients.adopt(open, withFamilyOf(l.local.Addr(), peer))
	if t.single {
		l.server.paused = true
	}
	// The next accept is asked for before the App hears of this one, as in
	// Chrome: a pause from a listener of onAccept lets one more through.
	if !l.server.paused {
		l.arm()
	}
	t.Observer.Accepted(l.server.id, client)
}
