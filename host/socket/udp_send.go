package socket

import (
	"bytes"
	"net/netip"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// maxDatagram is more than any system sends; above it Chrome does not ask.
const maxDatagram = 65535

// maxUnsent is how many datagrams may wait for the system: one that it is busy
// with, and the queue of Chromium's services/network/udp_socket.cc.
const maxUnsent = 1 + 32

// CheckSend is what a send is asked before the permission: ErrQuota,
// ErrNotFound or nil.
func (t *DatagramTable) CheckSend(id, size int) error {
	switch {
	case t.stack.pending+size > WriteQuota:
		return ErrQuota
	case t.byID[id] == nil:
		return ErrNotFound
	}
	return nil
}

// Send sends data, of which it keeps no part, to the first address of host.
// While the socket binds it waits for that. done gets
//
//   - OK when the system has taken the datagram,
//   - ErrQuota, ErrNotFound,
//   - NameNotResolved, also for an empty or impossible name,
//   - SocketNotConnected if the socket is not bound,
//   - MsgTooBig, and other refusals of the system,
//   - InsufficientResources if too many datagrams wait for the system,
//   - ErrNotFound if the socket was closed before the datagram could be tried,
//     ErrAbandoned if it was closed while the system did not take it.
func (t *DatagramTable) Send(id int, data []byte, host string, port uint16, family Family, done Result) {
	if err := t.CheckSend(id, len(data)); err != nil {
		done(0, err)
		return
	}
	s := t.byID[id]
	addrs, name := resolveLocally(host, family)
	if name == "" && s.binding == nil {
		t.sendTo(id, data, addrs, port, done)
		return
	}
	data = bytes.Clone(data)
	t.stack.pending += len(data)
	send := func() {
		t.stack.pending -= len(data)
		t.sendTo(id, data, addrs, port, done)
	}
	if name == "" {
		s.afterBinding(send)
		return
	}
	t.stack.wg.Go(func() {
		addrs, _ = lookup(t.stack.ctx, name, family)
		t.stack.post(taskFunc(send))
	})
}

func (t *DatagramTable) sendTo(id int, data []byte, addrs []netip.Addr, port uint16, done Result) {
	s := t.byID[id]
	switch {
	case s == nil:
		done(0, ErrNotFound)
	case len(addrs) == 0:
		done(neterror.NameNotResolved, nil)
	case s.endpoint == nil || s.endpoint.peer.IsValid():
		done(neterror.SocketNotConnected, nil)
	default:
		s.endpoint.send(data, netip.AddrPortFrom(addrs[0], port), done)
	}
}

// SendToPeer sends data, of which it keeps no part, to the peer that Connect
// set. done gets SocketNotConnected if there is none; else as Send's.
func (t *DatagramTable) SendToPeer(id int, data []byte, done Result) {
	if err := t.CheckSend(id, len(data)); err != nil {
		done(0, err)
		return
	}
	e := t.byID[id].endpoint
	if e == nil || !e.peer.IsValid() {
		done(neterror.SocketNotConnected, nil)
		return
	}
	e.send(data, e.peer, done)
}

func (e *endpoint) send(data []byte, to netip.AddrPort, done Result) {
	if len(data) > maxDatagram {
		done(neterror.MsgTooBig, nil)
		return
	}
	e.port.send(data, to, done)
}
