package socket

import (
	"context"
	"net"
	"net/netip"

	"golang.org/x/sys/windows"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// openDatagram binds a socket to local, or connects it to peer if that is
// valid. It may not send broadcasts, unlike those that Go's net makes.
func openDatagram(local, peer netip.AddrPort) (*net.UDPConn, error) {
	if peer.IsValid() {
		return net.DialUDP("udp", nil, net.UDPAddrFromAddrPort(peer))
	}
	network := "udp"
	if local.Addr().Unmap().Is4() {
		network = "udp4"
	}
	conn, err := new(net.ListenConfig).ListenPacket(context.Background(), network, local.String())
	if err != nil {
		return nil, err
	}
	udp := conn.(*net.UDPConn)
	raw, err := udp.SyscallConn()
	if err == nil {
		err = allowBroadcast(raw, false)
	}
	if err != nil {
		udp.Close()
		return nil, err
	}
	return udp, nil
}

// sendNow always hands over: the system copies a datagram, and does not wait
// for the network.
func (p *streamPort) sendNow(data []byte, to netip.AddrPort) (taken bool, err error) {
	return true, p.sendWaiting(data, to)
}

func (p *streamPort) sendWaiting(data []byte, to netip.AddrPort) error {
	if p.endpoint.peer.IsValid() {
		_, err := p.udp.Write(data)
		return err
	}
	if p.endpoint.local.Addr().Is4() && !to.Addr().Is4() {
		return neterror.AddressUnreachable
	}
	_, err := p.udp.WriteToUDPAddrPort(data, to)
	return err
}

func setBroadcast(fd uintptr, value int) error {
	return windows.SetsockoptInt(windows.Handle(fd), windows.SOL_SOCKET, windows.SO_BROADCAST, value)
}
