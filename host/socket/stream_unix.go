//go:build unix

package socket

import (
	"io"
	"sync"

	"golang.org/x/sys/unix"
)

// readBuffers hold what is read until its size is known. A connection that
// waits has none.
var readBuffers = sync.Pool{New: func() any { return new([64 << 10]byte) }}

// readOnce waits for bytes and gives at most size of them; io.EOF at the end
// of the stream. It runs on the link's reading goroutine.
func (l *streamLink) readOnce(size int) (data []byte, err error) {
	if l.raw == nil {
		return l.readConn(size)
	}
	waitErr := l.raw.Read(func(fd uintptr) bool {
		data, err = readSome(int(fd), size)
		return err != unix.EAGAIN
	})
	if waitErr != nil {
		return nil, waitErr
	}
	return data, err
}

func readSome(fd, size int) ([]byte, error) {
	pooled := readBuffers.Get().(*[64 << 10]byte)
	defer readBuffers.Put(pooled)
	buffer := pooled[:]
	if size > len(buffer) {
		buffer = make([]byte, size)
	}
	n, err := retry(func() (int, error) { return unix.Read(fd, buffer[:size]) })
	switch {
	case err != nil:
		return nil, err
	case n == 0:
		return nil, io.EOF
	}
	return append([]byte(nil), buffer[:n]...), nil
}

// readNow reads what is there, up to max bytes, and throws it away. It gives
// how much it was; 0 or less when there is nothing (more). Control, not Read:
// that would wait for a read that is outstanding.
func (l *streamLink) readNow(max int) (n int) {
	pooled := readBuffers.Get().(*[64 << 10]byte)
	defer readBuffers.Put(pooled)
	l.raw.Control(func(fd uintptr) {
		n, _ = retry(func() (int, error) { return unix.Read(int(fd), pooled[:min(max, len(pooled))]) })
	})
	return n
}

// writeNow writes what the system takes without waiting. The draining
// goroutine must not run.
func (l *streamLink) writeNow(data []byte) (n int, err error) {
	if len(data) == 0 || l.raw == nil {
		return 0, nil
	}
	waitErr := l.raw.Write(func(fd uintptr) bool {
		n, err = retry(func() (int, error) { return unix.Write(int(fd), data) })
		return true
	})
	switch {
	case waitErr != nil:
		return 0, waitErr
	case err == unix.EAGAIN:
		return 0, nil
	}
	return max(n, 0), err
}

func retry(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if err != unix.EINTR {
			return n, err
		}
	}
}
