//go:build unix

package socket

import (
	"net"
	"net/netip"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// openDatagram binds a socket to local, or connects it to peer if that is
// valid. It has the system's defaults, as Chrome's.
// Go's net would allow broadcasts, and turn the address of a group into the
// unspecified one with a port that others may share.
func openDatagram(local, peer netip.AddrPort) (*net.UDPConn, error) {
	family := unix.AF_INET6
	if local.Addr().Is4() || peer.Addr().Is4() {
		family = unix.AF_INET
	}
	syscall.ForkLock.RLock()
	fd, err := unix.Socket(family, unix.SOCK_DGRAM, 0)
	if err == nil {
		unix.CloseOnExec(fd)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return nil, err
	}
	file := os.NewFile(uintptr(fd), "udp")
	defer file.Close() // FilePacketConn has its own
	if peer.IsValid() {
		err = unix.Connect(fd, sockaddr(peer))
	} else {
		err = unix.Bind(fd, sockaddr(local))
	}
	if err != nil {
		return nil, err
	}
	conn, err := net.FilePacketConn(file)
	if err != nil {
		return nil, err
	}
	return conn.(*net.UDPConn), nil
}

func sockaddr(a netip.AddrPort) unix.Sockaddr {
	if a.Addr().Is4() {
		return &unix.SockaddrInet4{Port: int(a.Port()), Addr: a.Addr().As4()}
	}
	return &unix.SockaddrInet6{Port: int(a.Port()), Addr: a.Addr().As16()}
}

// destination is the address for the system: an IPv6 socket reaches an IPv4
// address by its mapped form. That an IPv4 socket reaches no IPv6 address the
// system says itself.
func (e *endpoint) destination(to netip.AddrPort) unix.Sockaddr {
	if !e.local.Addr().Is4() {
		to = netip.AddrPortFrom(netip.AddrFrom16(to.Addr().As16()), to.Port())
	}
	return sockaddr(to)
}

// sendNow sends what the system takes without waiting; taken is whether it
// has, or has refused. The sending goroutine must have nothing to do.
func (p *streamPort) sendNow(data []byte, to netip.AddrPort) (taken bool, err error) {
	err = p.sendOnce(data, to, false)
	return err != unix.EAGAIN, err
}

// sendWaiting waits until the system takes the datagram, or refuses it.
func (p *streamPort) sendWaiting(data []byte, to netip.AddrPort) error {
	return p.sendOnce(data, to, true)
}

func (p *streamPort) sendOnce(data []byte, to netip.AddrPort, wait bool) (err error) {
	var address unix.Sockaddr // none for one that is connected
	if !p.endpoint.peer.IsValid() {
		address = p.endpoint.destination(to)
	}
	waitErr := p.raw.Write(func(fd uintptr) bool {
		_, err = retry(func() (int, error) { return 0, unix.Sendto(int(fd), data, 0, address) })
		return !wait || err != unix.EAGAIN
	})
	if waitErr != nil {
		return waitErr
	}
	return err
}

func setBroadcast(fd uintptr, value int) error {
	return unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_BROADCAST, value)
}
