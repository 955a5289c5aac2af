package socket

import (
	"net"
	"net/netip"
	"slices"

	"golang.org/x/net/ipv4"
	"golang.org/x/net/ipv6"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// multicastOptions are set before bind, which makes the system's socket with
// them.
type multicastOptions struct {
	ttl      int
	loopback bool
	taken    bool // by a bind, also one that the system refused
}

// defaultMulticast is the system's default.
var defaultMulticast = multicastOptions{ttl: 1, loopback: true}

// apply sets on a new endpoint what differs from the default.
func (o multicastOptions) apply(e *endpoint) error {
	if o.ttl == defaultMulticast.ttl && o.loopback == defaultMulticast.loopback {
		return nil
	}
	return e.multicast(func(m multicaster) error {
		if err := m.setTTL(o.ttl); err != nil {
			return err
		}
		return m.SetMulticastLoopback(o.loopback)
	})
}

// SetMulticastTimeToLive sets how many hops a datagram to a group may go; 1
// unless set. SocketIsConnected once a bind was tried, InvalidArgument outside
// 0 to 255; ErrNotFound.
func (t *DatagramTable) SetMulticastTimeToLive(id, ttl int) (neterror.Code, error) {
	return t.setMulticast(id, func(o *multicastOptions) neterror.Code {
		if ttl < 0 || ttl > 255 {
			return neterror.InvalidArgument
		}
		o.ttl = ttl
		return neterror.OK
	})
}

// SetMulticastLoopbackMode sets whether what is sent to a group also comes to
// members on this machine; on unless set. SocketIsConnected once a bind was
// tried; ErrNotFound.
func (t *DatagramTable) SetMulticastLoopbackMode(id int, enabled bool) (neterror.Code, error) {
	return t.setMulticast(id, func(o *multicastOptions) neterror.Code {
		o.loopback = enabled
		return neterror.OK
	})
}

func (t *DatagramTable) setMulticast(id int, set func(*multicastOptions) neterror.Code) (neterror.Code, error) {
	s := t.byID[id]
	switch {
	case s == nil:
		return 0, ErrNotFound
	case s.multicast.taken:
		return neterror.SocketIsConnected, nil
	}
	return set(&s.multicast), nil
}

// SetBroadcast allows or forbids sending to broadcast addresses; while the
// socket binds it waits for that. done gets SocketNotConnected if the socket is
// not bound, the system's refusal, ErrNotFound.
func (t *DatagramTable) SetBroadcast(id int, enabled bool, done Result) {
	s := t.byID[id]
	switch {
	case s == nil:
		done(0, ErrNotFound)
	case s.afterBinding(func() { t.SetBroadcast(id, enabled, done) }):
	case s.endpoint == nil:
		done(neterror.SocketNotConnected, nil)
	default:
		done(neterror.FromError(s.endpoint.port.setBroadcast(enabled)), nil)
	}
}

// JoinGroup makes the socket a member of a group, on the interface that the
// system's routes choose; while the socket binds it waits for that. done gets
//
//   - AddressInvalid if address is no IP literal, of another family than the
//     socket, or a group that it is a member of,
//   - Unexpected if the socket is not bound,
//   - InvalidArgument if address is no multicast address or no interface has
//     a route for it,
//   - ErrNotFound.
func (t *DatagramTable) JoinGroup(id int, address string, done Result) {
	s := t.byID[id]
	group, ok := ParseLiteral(address)
	switch {
	case s == nil:
		done(0, ErrNotFound)
	case !ok:
		done(neterror.AddressInvalid, nil)
	case s.afterBinding(func() { t.JoinGroup(id, address, done) }):
	case s.endpoint == nil:
		done(neterror.Unexpected, nil)
	default:
		done(s.endpoint.join(group), nil)
	}
}

func (e *endpoint) join(group netip.Addr) neterror.Code {
	switch {
	case group.Is4() != e.local.Addr().Is4(), slices.Contains(e.groups, group):
		return neterror.AddressInvalid
	case !isGroup(group):
		return neterror.InvalidArgument
	}
	if err := e.multicast(func(m multicaster) error { return m.JoinGroup(nil, groupAddr(group)) }); err != nil {
		return neterror.FromError(err)
	}
	e.groups = append(e.groups, group)
	return neterror.OK
}

// LeaveGroup ends a membership; while the socket binds it waits for that. done
// gets AddressInvalid if the socket is no member of the group, ErrNotFound.
func (t *DatagramTable) LeaveGroup(id int, address string, done Result) {
	s := t.byID[id]
	group, _ := ParseLiteral(address)
	switch {
	case s == nil:
		done(0, ErrNotFound)
	case s.afterBinding(func() { t.LeaveGroup(id, address, done) }):
	case s.endpoint == nil:
		done(neterror.AddressInvalid, nil)
	default:
		done(s.endpoint.leave(group), nil)
	}
}

func (e *endpoint) leave(group netip.Addr) neterror.Code {
	i := slices.Index(e.groups, group)
	if i < 0 {
		return neterror.AddressInvalid
	}
	if err := e.multicast(func(m multicaster) error { return m.LeaveGroup(nil, groupAddr(group)) }); err != nil {
		return neterror.FromError(err)
	}
	e.groups = slices.Delete(e.groups, i, i+1)
	return neterror.OK
}

// JoinedGroups lists the groups in the order of joining; ErrNotFound.
func (t *DatagramTable) JoinedGroups(id int) ([]netip.Addr, error) {
	s := t.byID[id]
	switch {
	case s == nil:
		return nil, ErrNotFound
	case s.endpoint == nil:
		return nil, nil
	}
	return slices.Clone(s.endpoint.groups), nil
}

// isGroup differs from IsMulticast for an IPv4 group that is written as an
// IPv6 address: it is none for the system.
func isGroup(a netip.Addr) bool { return a.IsMulticast() && !a.Is4In6() }

func groupAddr(a netip.Addr) net.Addr { return &net.UDPAddr{IP: a.AsSlice()} }

// multicaster is what golang.org/x/net/ipv4 and ipv6 have in common. The
// interface nil leaves the choice to the system, as Chrome does.
type multicaster interface {
	JoinGroup(*net.Interface, net.Addr) error
	LeaveGroup(*net.Interface, net.Addr) error
	SetMulticastLoopback(bool) error
	setTTL(int) error
}

type (
	multicast4 struct{ *ipv4.PacketConn }
	multicast6 struct{ *ipv6.PacketConn }
)

func (m multicast4) setTTL(n int) error { return m.SetMulticastTTL(n) }
func (m multicast6) setTTL(n int) error { return m.SetMulticastHopLimit(n) }

// multicast calls set with the options of the endpoint.
func (e *endpoint) multicast(set func(multicaster) error) error {
	return e.port.asPacketConn(func(c net.PacketConn) error {
		if e.local.Addr().Is4() {
			return set(multicast4{ipv4.NewPacketConn(c)})
		}
		return set(multicast6{ipv6.NewPacketConn(c)})
	})
}
