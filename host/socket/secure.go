package socket

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// Secure makes a connection one of TLS, as its client. done gets
//
//   - OK: the socket keeps its id, its addresses, whether it is persistent and
//     paused, and loses its name and buffer size;
//   - a code after which there is no such socket any more: Failed if the socket
//     has received or was accepted, or is being secured already (of that call
//     nothing is heard any more), otherwise why the handshake failed;
//   - InvalidArgument and ErrNotFound;
//   - InvalidArgument if the socket is secured already or not connected;
//   - ErrAbandoned if the socket was closed or disconnected meanwhile.
//
// A server that never answers makes it wait for ever, as in Chrome.
func (t *ConnTable) Secure(id int, o SecureOptions, done Result) {
	c := t.byID[id]
	switch {
	case c == nil:
		done(neterror.InvalidArgument, ErrNotFound)
		return
	case c.secured || c.link == nil:
		done(neterror.InvalidArgument, nil)
		return
	}
	refused := c.link.receiving() || c.received && !t.pulled || !c.local.IsValid()
	if _, securing := c.link.(*handshake); securing || refused {
		c.remove(neterror.Failed, done)
		return
	}
	config, code := tlsConfig(c.host, o, t.stack.Roots)
	if code != neterror.OK {
		c.remove(code, done)
		return
	}
	conn, err := c.link.detach()
	if err != nil {
		c.link = nil
		c.remove(neterror.FromError(err), done)
		return
	}
	t.stack.startHandshake(c, conn, config, done)
}

// remove ends a socket that could not be secured.
func (c *conn) remove(code neterror.Code, done Result) {
	delete(c.table.byID, c.id)
	c.disconnect()
	done(code, nil)
}

// handshake is the link of a socket while it is being secured, and the task
// that this ends with. Its goroutine knows the connection alone.
type handshake struct {
	linkState
	tcp    *transport
	tls    *tls.Conn
	done   Result
	cancel context.CancelFunc
	err    error
}

func (s *Stack) startHandshake(c *conn, tcp net.Conn, config *tls.Config, done Result) {
	ctx, cancel := context.WithCancel(s.ctx)
	h := &handshake{tcp: &transport{Conn: tcp}, done: done, cancel: cancel}
	h.tls = tls.Client(h.tcp, config)
	h.stack, h.owner = s, c
	c.link = h
	s.open++
	s.wg.Go(func() {
		h.err = h.tls.HandshakeContext(ctx)
		if !s.post(h) {
			h.Drop()
		}
	})
}

// Drop closes the connection when the loop has ended.
func (h *handshake) Drop() { h.tcp.Close() }

// RunTask ends the handshake on the loop.
func (h *handshake) RunTask() {
	h.cancel()
	c := h.owner
	if c == nil { // disconnected or closed, and answered then
		h.Drop()
		return
	}
	if h.err != nil {
		h.owner = nil
		h.tcp.Close()
		h.stack.closed(1)
		c.link = nil
		c.remove(handshakeCode(h.err, h.tcp.ended), h.done)
		return
	}
	l := &streamLink{linkState: linkState{stack: h.stack, owner: c}, conn: &secured{h.tls}}
	c.link = l
	c.secured = true
	c.name, c.bufferSize = "", 0
	h.done(neterror.OK, nil)
	if c.link == l && !c.paused {
		l.read()
	}
}

// transport is a connection that tells its end from the end that TLS announces.
type transport struct {
	net.Conn
	ended bool
}

func (t *transport) Read(p []byte) (int, error) {
	n, err := t.Conn.Read(p)
	if err == io.EOF {
		t.ended = true
	}
	return n, err
}

// read has nothing to do: if the socket is not paused, reading begins when the
// handshake has ended.
func (h *handshake) read() {}

// send fails: the connection belongs to the handshake.
func (h *handshake) send(_ []byte, done Result) { done(neterror.SocketNotConnected, nil) }

func (h *handshake) finish() {
	h.owner = nil
	h.cancel()
	h.stack.closed(1)
	h.done(0, ErrAbandoned)
}

func (h *handshake) cut()                                   {}
func (h *handshake) detach() (net.Conn, error)              { return nil, neterror.Failed }
func (h *handshake) setKeepAlive(net.KeepAliveConfig) error { return neterror.Failed }
func (h *handshake) setNoDelay(bool) error                  { return neterror.Failed }

// secured is a TLS connection whose Close does not wait long.
type secured struct{ *tls.Conn }

// closeNotifyTimeout is how long telling the peer of the end may take.
const closeNotifyTimeout = time.Second

func (s *secured) Close() error {
	timeout := time.AfterFunc(closeNotifyTimeout, func() { s.NetConn().Close() })
	defer timeout.Stop()
	s.CloseWrite()
	return s.NetConn().Close()
}
