package socket

import (
	"net/netip"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// Kind is what a socket of chrome.socket is made for.
type Kind string

// The kinds, by Chrome's names for them (SocketType).
const (
	TCPKind Kind = "tcp"
	UDPKind Kind = "udp"
)

// Pulled is how a read ended: with bytes, which belong to who asked, none at
// the end of the stream or for an empty datagram, and where they are from if
// it was a datagram; or with a code; or with an error as those of a [Result].
type Pulled func(data []byte, from netip.AddrPort, code neterror.Code, err error)

// PullTable is the sockets of the older chrome.socket: TCP and UDP sockets
// under one count of ids, of which the App asks for each read and each accept.
// It is a face of tables of the newer kind, whose sockets are paused but for
// what was asked of them.
type PullTable struct {
	byID      map[int]*pullSocket
	lastID    int
	tcp       ConnTable
	tcpServer ServerTable
	udp       DatagramTable
	// The sockets by their ids in the tables.
	conns, servers, datagrams map[int]*pullSocket
}

type pullSocket struct {
	id       int
	kind     Kind
	role     pullRole
	conn     int // in tcp; 0 for none
	server   int // in tcpServer; 0 for none
	datagram int // in udp; 0 for none
	read     Pulled
	wanted   int // the size of the read of a UDP socket
	accept   func(id int, code neterror.Code, err error)
}

// pullRole is what a TCP socket was first used for. It stays so.
type pullRole uint8

const (
	noRole pullRole = iota
	clientRole
	serverRole
)

// PullInfo is what getInfo tells of a socket.
type PullInfo struct {
	Kind      Kind
	Connected bool
	Local     netip.AddrPort // valid while bound, listening, or connected by Connect
	Peer      netip.AddrPort // valid while connected
}

func (t *PullTable) init(s *Stack) {
	t.byID = map[int]*pullSocket{}
	t.conns, t.servers, t.datagrams = map[int]*pullSocket{}, map[int]*pullSocket{}, map[int]*pullSocket{}
	t.tcp.init(s)
	t.tcpServer.init(s)
	t.udp.init(s)
	t.tcp.Observer = (*pullConns)(t)
	t.tcp.pulled = true
	t.tcpServer.Observer = (*pullServers)(t)
	t.tcpServer.clients, t.tcpServer.single = &t.tcp, true
	t.udp.Observer = (*pullDatagrams)(t)
}

// Create makes a socket and gives its id.
func (t *PullTable) Create(kind Kind) int {
	s := t.add(kind)
	if kind == UDPKind {
		t.makeDatagram(s)
	} else {
		t.makeConn(s)
	}
	return s.id
}

func (t *PullTable) add(kind Kind) *pullSocket {
	t.lastID++
	s := &pullSocket{id: t.lastID, kind: kind}
	t.byID[s.id] = s
	return s
}

func (t *PullTable) makeConn(s *pullSocket) {
	s.conn = t.tcp.Create(Properties{})
	t.conns[s.conn] = s
	t.tcp.SetPaused(s.conn, true, ignoreError)
}

func (t *PullTable) makeDatagram(s *pullSocket) {
	s.datagram = t.udp.Create(Properties{})
	t.datagrams[s.datagram] = s
	t.udp.SetPaused(s.datagram, true, ignoreError)
}

func ignoreError(error) {}

// Kind tells what kind of socket has the id; ErrNotFound.
func (t *PullTable) Kind(id int) (Kind, error) {
	s := t.byID[id]
	if s == nil {
		return "", ErrNotFound
	}
	return s.kind, nil
}

// Destroy disconnects and removes the socket; an unknown id is no error.
func (t *PullTable) Destroy(id int) {
	s := t.byID[id]
	if s == nil {
		return
	}
	delete(t.byID, id)
	t.release(s)
}

// Disconnect leaves the socket as it was made; ErrNotFound. A read that waits
// ends with ConnectionClosed; that of a connected UDP socket, and an accept,
// with ErrAbandoned: in Chrome their callbacks never run.
func (t *PullTable) Disconnect(id int) error {
	s := t.byID[id]
	if s == nil {
		return ErrNotFound
	}
	t.release(s)
	if s.kind == UDPKind {
		t.makeDatagram(s)
	} else {
		t.makeConn(s)
	}
	return nil
}

// release gives up what a socket has in the tables.
func (t *PullTable) release(s *pullSocket) {
	if s.accept != nil {
		s.endAccept(0, 0, ErrAbandoned)
	}
	if s.read != nil {
		if info, err := t.udp.Info(s.datagram); err == nil && info.Peer.IsValid() {
			s.endRead(nil, netip.AddrPort{}, 0, ErrAbandoned)
		} else {
			s.endRead(nil, netip.AddrPort{}, neterror.ConnectionClosed, nil)
		}
	}
	delete(t.conns, s.conn)
	delete(t.servers, s.server)
	delete(t.datagrams, s.datagram)
	t.tcp.Close(s.conn, ignoreError)
	t.tcpServer.Close(s.server)
	t.udp.Close(s.datagram)
	s.conn, s.server, s.datagram = 0, 0, 0
}

func (t *PullTable) closeAll() {
	for id := range t.byID {
		t.Destroy(id)
	}
}

// Connect connects a TCP socket, as [ConnTable.Connect], or sets the peer of a
// UDP socket, as [DatagramTable.Connect]. A socket that has listened gets
// ConnectionFailed.
func (t *PullTable) Connect(id int, host string, port uint16, done Result) {
	s := t.byID[id]
	switch {
	case s == nil:
		done(0, ErrNotFound)
	case s.kind == UDPKind:
		t.udp.Connect(s.datagram, host, port, done)
	case s.role == serverRole:
		done(neterror.ConnectionFailed, nil)
	default:
		s.role = clientRole
		t.tcp.Connect(s.conn, host, port, AnyFamily, done)
	}
}

// Bind binds a UDP socket, see [DatagramTable.Bind]. A TCP socket gets
// ConnectionFailed.
func (t *PullTable) Bind(id int, address string, port uint16, done Result) {
	s := t.byID[id]
	switch {
	case s == nil:
		done(0, ErrNotFound)
	case s.kind != UDPKind:
		done(neterror.ConnectionFailed, nil)
	default:
		t.udp.Bind(s.datagram, address, port, done)
	}
}

// Listen opens a port for a TCP socket, see [ServerTable.Listen]. A socket that
// listens goes on as it does, which is OK. One that was used by Connect gets
// NotImplemented.
func (t *PullTable) Listen(id int, address string, port uint16, backlog int, done Result) {
	s := t.byID[id]
	switch {
	case s == nil:
		done(0, ErrNotFound)
		return
	case s.role == clientRole:
		done(neterror.NotImplemented, nil)
		return
	case s.server != 0:
		done(neterror.OK, nil)
		return
	}
	s.server = t.tcpServer.Create(Properties{})
	t.servers[s.server] = s
	t.tcpServer.SetPaused(s.server, true, ignoreError)
	server := s.server
	t.tcpServer.Listen(server, address, port, &backlog, func(code neterror.Code, err error) {
		if s.server == server && code != neterror.OK {
			delete(t.servers, server)
			t.tcpServer.Close(server)
			s.server = 0
		} else {
			s.role = serverRole
		}
		done(code, err)
	})
}

// Accept takes the next connection. done gets its id; Failed if the socket
// does not listen or waits for one already; ErrNotFound; ErrAbandoned.
func (t *PullTable) Accept(id int, done func(id int, code neterror.Code, err error)) {
	s := t.byID[id]
	if s == nil {
		done(0, 0, ErrNotFound)
		return
	}
	if info, err := t.tcpServer.Info(s.server); err != nil || !info.Local.IsValid() || s.accept != nil {
		done(0, neterror.Failed, nil)
		return
	}
	s.accept = done
	t.tcpServer.SetPaused(s.server, false, ignoreError)
}

// Read asks for at most size bytes of a connection, or for a datagram of the
// peer of a UDP socket. done gets InvalidArgument if size is below 1, Failed if
// a TCP socket has no connection and never had one, SocketNotConnected if it
// has none now, IOPending if a read waits already; ErrNotFound.
func (t *PullTable) Read(id, size int, done Pulled) {
	s := t.byID[id]
	if s == nil {
		done(nil, netip.AddrPort{}, 0, ErrNotFound)
		return
	}
	switch code := t.canRead(s, size); {
	case code != neterror.OK:
		done(nil, netip.AddrPort{}, code, nil)
	case s.kind == UDPKind:
		t.receive(s, size, done)
	default:
		s.read = done
		t.tcp.Update(s.conn, Properties{BufferSize: &size})
		t.tcp.SetPaused(s.conn, false, ignoreError)
	}
}

func (t *PullTable) canRead(s *pullSocket, size int) neterror.Code {
	if s.kind == UDPKind {
		info, _ := t.udp.Info(s.datagram)
		return s.ready(info.Peer.IsValid())
	}
	if s.role != clientRole {
		return neterror.Failed
	}
	info, _ := t.tcp.Info(s.conn)
	if code := s.ready(info.Connected); code != neterror.OK {
		return code
	}
	if size <= 0 {
		return neterror.InvalidArgument
	}
	return neterror.OK
}

// ready is the code for a read of a socket that has what it reads from or not.
func (s *pullSocket) ready(there bool) neterror.Code {
	switch {
	case !there:
		return neterror.SocketNotConnected
	case s.read != nil:
		return neterror.IOPending
	}
	return neterror.OK
}

// ReceiveFrom asks a bound UDP socket for a datagram. One that is longer than
// size is lost: MsgTooBig. done gets SocketNotConnected if the socket is not
// bound, IOPending if a read waits already, InvalidArgument if size is below 0;
// ErrNotFound, also for a TCP socket.
func (t *PullTable) ReceiveFrom(id, size int, done Pulled) {
	s := t.byID[id]
	if s == nil || s.kind != UDPKind {
		done(nil, netip.AddrPort{}, 0, ErrNotFound)
		return
	}
	info, _ := t.udp.Info(s.datagram)
	code := s.ready(info.Local.IsValid() && !info.Peer.IsValid())
	if code == neterror.OK && size < 0 {
		code = neterror.InvalidArgument
	}
	if code != neterror.OK {
		done(nil, netip.AddrPort{}, code, nil)
		return
	}
	t.receive(s, size, done)
}

func (t *PullTable) receive(s *pullSocket, size int, done Pulled) {
	s.read, s.wanted = done, size
	// A table takes 0 for its default.
	atLeastOne := max(size, 1)
	t.udp.Update(s.datagram, Properties{BufferSize: &atLeastOne})
	t.udp.SetPaused(s.datagram, false, ignoreError)
}

// Write sends on a connection, see [ConnTable.Send], or to the peer of a UDP
// socket. done gets SocketNotConnected if there is none.
func (t *PullTable) Write(id int, data []byte, done Result) {
	s := t.byID[id]
	switch {
	case s == nil:
		done(0, ErrNotFound)
	case s.kind == UDPKind:
		t.udp.SendToPeer(s.datagram, data, done)
	default:
		t.tcp.Send(s.conn, data, done)
	}
}

// SendTo sends a datagram, see [DatagramTable.Send]; a TCP socket gets Failed,
// a connected UDP socket SocketNotConnected.
func (t *PullTable) SendTo(id int, data []byte, host string, port uint16, done Result) {
	s := t.byID[id]
	switch {
	case s == nil:
		done(0, ErrNotFound)
	case s.kind != UDPKind:
		done(neterror.Failed, nil)
	default:
		t.udp.Send(s.datagram, data, host, port, AnyFamily, done)
	}
}

// Secure makes a connection one of TLS, see [ConnTable.Secure]. Only a read that
// waits stands in the way: it ends with ConnectionClosed, and Secure with Failed.
func (t *PullTable) Secure(id int, o SecureOptions, done Result) {
	s := t.byID[id]
	if s == nil || s.conn == 0 {
		done(neterror.InvalidArgument, ErrNotFound)
		return
	}
	conn := s.conn
	t.tcp.Secure(conn, o, func(code neterror.Code, err error) {
		if t.byID[id] == s && !t.tcp.Has(conn) {
			delete(t.byID, id)
			t.release(s)
		}
		done(code, err)
	})
}

// SetKeepAlive is [ConnTable.SetKeepAlive]; Failed for what is no connection.
func (t *PullTable) SetKeepAlive(id int, enable bool, delay int) (neterror.Code, error) {
	return t.setOption(id, func(conn int) (neterror.Code, error) { return t.tcp.SetKeepAlive(conn, enable, delay) })
}

// SetNoDelay is [ConnTable.SetNoDelay]; Failed for what is no connection.
func (t *PullTable) SetNoDelay(id int, noDelay bool) (neterror.Code, error) {
	return t.setOption(id, func(conn int) (neterror.Code, error) { return t.tcp.SetNoDelay(conn, noDelay) })
}

func (t *PullTable) setOption(id int, set func(conn int) (neterror.Code, error)) (neterror.Code, error) {
	s := t.byID[id]
	switch {
	case s == nil:
		return neterror.Failed, ErrNotFound
	case s.kind != TCPKind:
		return neterror.Failed, nil
	}
	return set(s.conn)
}

// Info describes a socket; ErrNotFound.
func (t *PullTable) Info(id int) (PullInfo, error) {
	s := t.byID[id]
	if s == nil {
		return PullInfo{}, ErrNotFound
	}
	info := PullInfo{Kind: s.kind}
	switch {
	case s.kind == UDPKind:
		datagram, _ := t.udp.Info(s.datagram)
		info.Connected, info.Local, info.Peer = datagram.Peer.IsValid(), datagram.Local, datagram.Peer
	case s.server != 0:
		server, _ := t.tcpServer.Info(s.server)
		info.Local = server.Local
	default:
		conn, _ := t.tcp.Info(s.conn)
		info.Connected, info.Local, info.Peer = conn.Connected, conn.Local, conn.Peer
		if conn.Secured { // what is no plain TCP socket is UDP for Chrome
			info.Kind = UDPKind
		}
	}
	return info, nil
}

// Datagrams gives the table and the id in it of a UDP socket, for what only
// UDP sockets can do; ok is false for another socket.
func (t *PullTable) Datagrams(id int) (table *DatagramTable, datagram int, ok bool) {
	s := t.byID[id]
	if s == nil || s.kind != UDPKind {
		return nil, 0, false
	}
	return &t.udp, s.datagram, true
}

func (s *pullSocket) endRead(data []byte, from netip.AddrPort, code neterror.Code, err error) {
	read := s.read
	s.read = nil
	read(data, from, code, err)
}

func (s *pullSocket) endAccept(id int, code neterror.Code, err error) {
	accept := s.accept
	s.accept = nil
	accept(id, code, err)
}

// pullConns is a PullTable as the observer of its connections.
type pullConns PullTable

// Received implements [ConnObserver].
func (o *pullConns) Received(id int, data []byte) {
	o.tcp.SetPaused(id, true, ignoreError)
	if s := o.conns[id]; s != nil && s.read != nil {
		s.endRead(data, netip.AddrPort{}, neterror.OK, nil)
	}
}

// ReceiveFailed implements [ConnObserver]. The end of the stream is a read of
// nothing.
func (o *pullConns) ReceiveFailed(id int, _ neterror.Code) {
	if s := o.conns[id]; s != nil && s.read != nil {
		s.endRead(nil, netip.AddrPort{}, neterror.OK, nil)
	}
}

// pullServers is a PullTable as the observer of its listening sockets.
type pullServers PullTable

// Accepted implements [ServerObserver].
func (o *pullServers) Accepted(server, client int) {
	accepted := (*PullTable)(o).add(TCPKind)
	accepted.role, accepted.conn = clientRole, client
	o.conns[client] = accepted
	o.servers[server].endAccept(accepted.id, neterror.OK, nil)
}

// AcceptFailed implements [ServerObserver].
func (o *pullServers) AcceptFailed(server int, code neterror.Code) {
	o.servers[server].endAccept(0, code, nil)
}

// pullDatagrams is a PullTable as the observer of its UDP sockets.
type pullDatagrams PullTable

// Received implements [DatagramObserver].
func (o *pullDatagrams) Received(id int, data []byte, from netip.AddrPort) {
	o.udp.SetPaused(id, true, ignoreError)
	s := o.datagrams[id]
	if s == nil || s.read == nil {
		return
	}
	if len(data) > s.wanted {
		s.endRead(nil, netip.AddrPort{}, neterror.MsgTooBig, nil)
		return
	}
	s.endRead(data, from, neterror.OK, nil)
}

// ReceiveFailed implements [DatagramObserver].
func (o *pullDatagrams) ReceiveFailed(id int, code neterror.Code) {
	if s := o.datagrams[id]; s != nil && s.read != nil {
		s.endRead(nil, netip.AddrPort{}, code, nil)
	}
}
