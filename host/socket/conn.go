package socket

import (
	"net"
	"net/netip"
	"slices"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// ConnObserver hears of what happens to connections. It is called from tasks
// on the loop.
type ConnObserver interface {
	// Received brings bytes, which belong to the observer.
	Received(id int, data []byte)
	// ReceiveFailed says that a connection ended; id may be closed already.
	ReceiveFailed(id int, code neterror.Code)
}

// ConnTable is the sockets of chrome.sockets.tcp.
type ConnTable struct {
	Observer ConnObserver
	table[*conn]
	pulled bool // the App asks for each read, so that it knows what was received
}

type conn struct {
	state
	table *ConnTable
	dial  *dial // nil unless it connects
	link  link  // nil unless it is connected
	local netip.AddrPort
	peer  netip.AddrPort
	host  string // that it was told to connect to
	// received is whether the connection was ever read.
	received bool
	secured  bool // by TLS, and so for good
}

// ConnInfo is what getInfo tells of a connection.
type ConnInfo struct {
	ID         int
	Persistent bool
	Paused     bool
	Connected  bool
	Secured    bool
	Name       string
	BufferSize int            // 0 unless it was set above 0
	Local      netip.AddrPort // valid while connected by Connect: see [ConnTable.Info]
	Peer       netip.AddrPort // valid while connected
}

// Create makes a socket that is not connected and gives its id. Accepted
// connections take theirs from the same count.
func (t *ConnTable) Create(p Properties) int {
	c := &conn{table: t}
	c.apply(p)
	return t.add(c)
}

// adopt makes the socket of an accepted connection: paused, and without a
// local address, which Chrome does not record for these.
func (t *ConnTable) adopt(open openLink, peer netip.AddrPort) int {
	c := &conn{table: t, peer: peer}
	c.paused = true
	c.link = open(c)
	return t.add(c)
}

// SetPaused stops or resumes receiving; done is called before anything is
// received. A read that waits already is not cancelled, as in Chrome: once
// more, bytes or the end of the stream may come after pausing. After that a
// paused socket does not even notice that its peer has gone.
func (t *ConnTable) SetPaused(id int, paused bool, done func(error)) {
	c := t.byID[id]
	if c == nil {
		done(ErrNotFound)
		return
	}
	was := c.paused
	c.paused = paused
	done(nil)
	if was && !paused && c.link != nil {
		c.read()
	}
}

// SetKeepAlive turns keep-alive on or off. delay is in seconds and sets both
// the idle time and the interval unless it is 0. Failed if the socket is not
// connected, delay is negative or the system refuses; Failed and ErrNotFound.
func (t *ConnTable) SetKeepAlive(id int, enable bool, delay int) (neterror.Code, error) {
	const leave = -1
	config := net.KeepAliveConfig{Enable: enable, Idle: leave, Interval: leave, Count: leave}
	if delay != 0 {
		config.Idle = time.Duration(delay) * time.Second
		config.Interval = config.Idle
	}
	return t.setOption(id, func(l link) error {
		if delay < 0 {
			return neterror.Failed
		}
		return l.setKeepAlive(config)
	})
}

// SetNoDelay turns Nagle's algorithm off or on. Failed if the socket is not
// connected or the system refuses; Failed and ErrNotFound.
func (t *ConnTable) SetNoDelay(id int, noDelay bool) (neterror.Code, error) {
	return t.setOption(id, func(l link) error { return l.setNoDelay(noDelay) })
}

func (t *ConnTable) setOption(id int, set func(link) error) (neterror.Code, error) {
	c := t.byID[id]
	switch {
	case c == nil:
		return neterror.Failed, ErrNotFound
	case c.link == nil || set(c.link) != nil:
		return neterror.Failed, nil
	}
	return neterror.OK, nil
}

// Connect connects to the first address of host that takes the connection.
// done gets, after the name was looked up,
//
//   - ErrNotFound if the socket was closed meanwhile,
//   - NameNotResolved, also for an empty or impossible name,
//   - ConnectionFailed if the socket connects, SocketIsConnected if it has,
//   - the failure of the last address,
//   - ErrAbandoned if the socket was closed or disconnected while connecting.
//
// An unknown id gets ErrNotFound at once.
func (t *ConnTable) Connect(id int, host string, port uint16, family Family, done Result) {
	if t.byID[id] == nil {
		done(0, ErrNotFound)
		return
	}
	resolved := func(addrs []netip.Addr, code neterror.Code) {
		c := t.byID[id]
		switch {
		case c == nil:
			done(0, ErrNotFound)
		case code != neterror.OK:
			done(code, nil)
		case c.dial != nil:
			done(neterror.ConnectionFailed, nil)
		case c.secured:
			done(neterror.ConnectionFailed, nil)
		case c.link != nil:
			done(neterror.SocketIsConnected, nil)
		default:
			c.host = host
			c.connect(addrs, port, done)
		}
	}
	addrs, name := resolveLocally(host, family)
	if name == "" {
		code := neterror.OK
		if len(addrs) == 0 {
			code = neterror.NameNotResolved
		}
		t.stack.post(taskFunc(func() { resolved(addrs, code) }))
		return
	}
	t.stack.wg.Go(func() {
		addrs, code := lookup(t.stack.ctx, name, family)
		t.stack.post(taskFunc(func() { resolved(addrs, code) }))
	})
}

// dial is a connection attempt under way.
type dial struct {
	conn   *conn
	done   Result
	cancel func()
}

func (c *conn) connect(addrs []netip.Addr, port uint16, done Result) {
	s := c.table.stack
	d := &dial{conn: c, done: done}
	c.dial = d
	s.open++
	d.cancel = s.system.dial(d, addrs, port)
}

// failed ends an attempt that no address took: code is that of the last one.
func (d *dial) failed(code neterror.Code) {
	d.conn.dial = nil
	d.conn.table.stack.closed(1)
	if code == neterror.AddressUnreachable && onlyLoopback() {
		code = neterror.InternetDisconnected
	}
	d.done(code, nil)
}

// connected ends an attempt with a connection.
func (d *dial) connected(open openLink, local, peer netip.AddrPort) {
	c := d.conn
	c.dial = nil
	c.table.stack.closed(1)
	c.peer = peer
	c.local = withFamilyOf(peer.Addr(), local)
	c.link = open(c)
	d.done(neterror.OK, nil)
	if c.link != nil && !c.paused {
		c.read()
	}
}

func (c *conn) read() {
	c.received = true
	c.link.read()
}

// onlyLoopback reports whether no other interface is up. Chrome then says that
// the machine is not connected, rather than that the address is unreachable.
func onlyLoopback() bool {
	interfaces, err := net.Interfaces()
	if err != nil {
		return false
	}
	return !slices.ContainsFunc(interfaces, func(i net.Interface) bool {
		return i.Flags&net.FlagUp != 0 && i.Flags&net.FlagLoopback == 0
	})
}

// Send queues data, of which it keeps no part. done gets
//
//   - OK when the system has taken all of it,
//   - SocketNotConnected, also when the socket is disconnected or closed with
//     the data still queued (it is flushed nevertheless),
//   - Failed when the connection is broken, which disconnects the socket,
//   - ErrQuota, ErrNotFound.
func (t *ConnTable) Send(id int, data []byte, done Result) {
	if t.stack.pending+len(data) > WriteQuota {
		done(0, ErrQuota)
		return
	}
	c := t.byID[id]
	switch {
	case c == nil:
		done(0, ErrNotFound)
	case c.link == nil:
		done(neterror.SocketNotConnected, nil)
	default:
		c.link.send(data, done)
	}
}

// Disconnect ends the connection, or the attempt to make one. done is called
// before ReceiveFailed(ConnectionClosed), which a socket that was receiving
// gets as in Chrome, where its outstanding read ends so.
func (t *ConnTable) Disconnect(id int, done func(error)) {
	c := t.byID[id]
	if c == nil {
		done(ErrNotFound)
		return
	}
	c.end(done)
}

// Close disconnects and removes the socket, see [ConnTable.Disconnect].
func (t *ConnTable) Close(id int, done func(error)) {
	c := t.byID[id]
	if c == nil {
		done(ErrNotFound)
		return
	}
	delete(t.byID, id)
	c.end(done)
}

func (c *conn) end(done func(error)) {
	receiving := c.link != nil && (c.link.receiving() || !c.paused)
	c.disconnect()
	done(nil)
	if receiving {
		c.paused = true
		c.table.stack.post(taskFunc(func() { c.table.Observer.ReceiveFailed(c.id, neterror.ConnectionClosed) }))
	}
}

// disconnect leaves the socket unconnected: what is sent is flushed, sends that
// are not done are answered.
func (c *conn) disconnect() {
	if d := c.dial; d != nil {
		c.dial = nil
		c.table.stack.closed(1)
		d.cancel()
		d.done(0, ErrAbandoned)
	}
	if l := c.link; l != nil {
		c.link = nil
		l.finish()
	}
	c.local, c.peer = netip.AddrPort{}, netip.AddrPort{}
	c.received = false
}

// endOfStream is what a read found. Chrome cannot tell a reset or any other
// error from an orderly end: all are ConnectionClosed.
func (c *conn) endOfStream() {
	c.disconnect()
	c.paused = true
	c.table.Observer.ReceiveFailed(c.id, neterror.ConnectionClosed)
}

func (t *ConnTable) closeAll() {
	for id, c := range t.byID {
		delete(t.byID, id)
		c.disconnect()
	}
}

// Info describes a socket; ErrNotFound. What it tells is this side's
// knowledge: a socket that does not receive does not notice that its peer has
// gone.
func (t *ConnTable) Info(id int) (ConnInfo, error) {
	c := t.byID[id]
	if c == nil {
		return ConnInfo{}, ErrNotFound
	}
	return c.info(), nil
}

// List describes all sockets by ascending id.
func (t *ConnTable) List() []ConnInfo { return describeAll(&t.table, (*conn).info) }

func (c *conn) info() ConnInfo {
	return ConnInfo{
		ID: c.id, Persistent: c.persistent, Paused: c.paused, Connected: c.link != nil, Secured: c.secured,
		Name: c.name, BufferSize: max(c.bufferSize, 0), Local: c.local, Peer: c.peer,
	}
}
