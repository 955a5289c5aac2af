package socket

import (
	"encoding/binary"
	"net/netip"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The system calls of the way of bytes. None of them waits, so the scheduler
// need not hear of them (RawSyscall) unless they copy for long, and no address
// becomes an object on the heap.

// rawCopy is how many bytes are copied at most without telling the scheduler.
const rawCopy = 64 << 10

func result(n uintptr, errno unix.Errno) (int, error) {
	if errno != 0 {
		return 0, errno
	}
	return int(n), nil
}

// readFD reads without waiting. p must not be empty.
func readFD(fd int, p []byte) (int, error) {
	for {
		n, _, errno := unix.RawSyscall(unix.SYS_READ, uintptr(fd), uintptr(unsafe.Pointer(&p[0])), uintptr(len(p)))
		if errno != unix.EINTR {
			return result(n, errno)
		}
	}
}

// discardFD throws away what a connection has received, max bytes at most, and
// gives how many there were; 0 or less for no more.
func discardFD(fd, max int) int {
	// MSG_TRUNC: nothing is copied.
	n, _, _ := unix.RawSyscall6(unix.SYS_RECVFROM, uintptr(fd), 0, uintptr(max), unix.MSG_TRUNC, 0, 0)
	return int(n)
}

// writeFD writes without waiting. p must not be empty.
func writeFD(fd int, p []byte) (int, error) {
	for {
		var n uintptr
		var errno unix.Errno
		if len(p) <= rawCopy {
			n, _, errno = unix.RawSyscall(unix.SYS_WRITE, uintptr(fd), uintptr(unsafe.Pointer(&p[0])), uintptr(len(p)))
		} else {
			n, _, errno = unix.Syscall(unix.SYS_WRITE, uintptr(fd), uintptr(unsafe.Pointer(&p[0])), uintptr(len(p)))
		}
		if errno != unix.EINTR {
			return result(n, errno)
		}
	}
}

// writevFD writes the pieces, which may be empty, without waiting. There are at
// most maxPieces.
func writevFD(fd int, pieces [][]byte) (int, error) {
	var vectors [maxPieces]unix.Iovec
	for i, p := range pieces {
		vectors[i].Base = unsafe.SliceData(p)
		vectors[i].SetLen(len(p))
	}
	for {
		n, _, errno := unix.Syscall(unix.SYS_WRITEV, uintptr(fd), uintptr(unsafe.Pointer(&vectors)), uintptr(len(pieces)))
		if errno != unix.EINTR {
			return result(n, errno)
		}
	}
}

// accept takes a connection that waits in the backlog.
func accept(fd int) (conn int, peer netip.AddrPort, err error) {
	var address unix.RawSockaddrAny
	size := uint32(unsafe.Sizeof(address))
	for {
		n, _, errno := unix.RawSyscall6(unix.SYS_ACCEPT4, uintptr(fd), uintptr(unsafe.Pointer(&address)),
			uintptr(unsafe.Pointer(&size)), unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0, 0)
		switch errno {
		case 0:
			return int(n), addrPort(&address.Addr), nil
		case unix.EINTR, unix.ECONNABORTED: // the peer of one has gone already
		default:
			return -1, peer, errno
		}
	}
}

// sendFD sends a datagram without waiting; the zero address is for a socket
// that is connected.
func sendFD(fd int, data []byte, to netip.AddrPort) error {
	// One that holds both, so that its address is taken where the call is made.
	var address unix.RawSockaddrInet6
	size := putAddress(&address, to)
	name := &address
	if size == 0 {
		name = nil
	}
	for {
		_, _, errno := unix.RawSyscall6(unix.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(data))), uintptr(len(data)), 0,
			uintptr(unsafe.Pointer(name)), uintptr(size))
		switch errno {
		case 0:
			return nil
		case unix.EINTR:
		default:
			return errno
		}
	}
}

// maxBatch is how many datagrams are received, or sent, at once.
const maxBatch = 16

// datagramBatch is what the kernel needs for that.
type datagramBatch struct {
	headers   [maxBatch]messageHeader
	vectors   [maxBatch]unix.Iovec
	addresses [maxBatch]unix.RawSockaddrInet6 // larger than those of IPv4
	data      []byte                          // to receive into: room for the longest of each
}

// messageHeader is struct mmsghdr.
type messageHeader struct {
	unix.Msghdr
	length uint32
}

// maxPayload is more than any datagram has.
const maxPayload = 64 << 10

func newDatagramBatch() *datagramBatch {
	b := &datagramBatch{data: make([]byte, maxBatch*maxPayload)}
	for i := range b.headers {
		b.headers[i].Iov = &b.vectors[i]
		b.headers[i].SetIovlen(1)
	}
	return b
}

// receive receives without waiting, and gives how many there were.
func (b *datagramBatch) receive(fd int) (int, error) {
	for i := range b.headers {
		b.vectors[i].Base = &b.data[i*maxPayload]
		b.vectors[i].SetLen(maxPayload)
		b.headers[i].Name = (*byte)(unsafe.Pointer(&b.addresses[i]))
		b.headers[i].Namelen = unix.SizeofSockaddrInet6
	}
	return b.call(unix.SYS_RECVMMSG, fd, maxBatch)
}

// received gives a copy of the datagram at i, and where it came from.
func (b *datagramBatch) received(i int) ([]byte, netip.AddrPort) {
	data := b.data[i*maxPayload:][:b.headers[i].length]
	return append([]byte{}, data...), addrPort((*unix.RawSockaddr)(unsafe.Pointer(&b.addresses[i])))
}

// prepare puts a datagram at i, which must not change before it is sent.
func (b *datagramBatch) prepare(i int, data []byte, to netip.AddrPort) {
	b.vectors[i].Base = unsafe.SliceData(data)
	b.vectors[i].SetLen(len(data))
	b.headers[i].Name = (*byte)(unsafe.Pointer(&b.addresses[i]))
	if b.headers[i].Namelen = putAddress(&b.addresses[i], to); b.headers[i].Namelen == 0 {
		b.headers[i].Name = nil
	}
}

// send sends the first n, and gives how many the system took.
func (b *datagramBatch) send(fd, n int) (int, error) { return b.call(unix.SYS_SENDMMSG, fd, n) }

func (b *datagramBatch) call(number uintptr, fd, count int) (int, error) {
	for {
		n, _, errno := unix.RawSyscall6(number, uintptr(fd), uintptr(unsafe.Pointer(&b.headers)), uintptr(count), unix.MSG_DONTWAIT, 0, 0)
		if errno != unix.EINTR {
			return result(n, errno)
		}
	}
}

// putAddress writes an address as the system has it, and gives its size: 0 for
// none.
func putAddress(address *unix.RawSockaddrInet6, to netip.AddrPort) (size uint32) {
	switch {
	case to.Addr().Is4():
		in := (*unix.RawSockaddrInet4)(unsafe.Pointer(address))
		in.Family, in.Port, in.Addr = unix.AF_INET, networkOrder(to.Port()), to.Addr().As4()
		return unix.SizeofSockaddrInet4
	case to.IsValid():
		*address = unix.RawSockaddrInet6{Family: unix.AF_INET6, Port: networkOrder(to.Port()), Addr: to.Addr().As16()}
		return unix.SizeofSockaddrInet6
	}
	return 0
}

// addrPort reads an address of the system; zero if it is no IP address.
func addrPort(a *unix.RawSockaddr) netip.AddrPort {
	switch a.Family {
	case unix.AF_INET:
		in := (*unix.RawSockaddrInet4)(unsafe.Pointer(a))
		return netip.AddrPortFrom(netip.AddrFrom4(in.Addr), networkOrder(in.Port))
	case unix.AF_INET6:
		in := (*unix.RawSockaddrInet6)(unsafe.Pointer(a))
		return netip.AddrPortFrom(netip.AddrFrom16(in.Addr), networkOrder(in.Port))
	}
	return netip.AddrPort{}
}

// networkOrder reads a port, or writes one, as the system has it.
func networkOrder(port uint16) uint16 {
	var b [2]byte
	binary.NativeEndian.PutUint16(b[:], port)
	return binary.BigEndian.Uint16(b[:])
}

// localAddr gives the address of a socket's own end.
func localAddr(fd int) (netip.AddrPort, error) {
	var address unix.RawSockaddrAny
	size := uint32(unsafe.Sizeof(address))
	_, _, errno := unix.RawSyscall(unix.SYS_GETSOCKNAME, uintptr(fd), uintptr(unsafe.Pointer(&address)), uintptr(unsafe.Pointer(&size)))
	if errno != 0 {
		return netip.AddrPort{}, errno
	}
	return addrPort(&address.Addr), nil
}

// newSocket makes a descriptor of an address's family that never waits.
func newSocket(a netip.Addr, kind int) (int, error) {
	family := unix.AF_INET6
	if a.Is4() {
		family = unix.AF_INET
	}
	return unix.Socket(family, kind|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
}
