package main

import (
	"bytes"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// load is what the clients of a workload do, for as long as s runs. It is one
// thread over epoll, so that it takes as little as it can from the server on the
// other side of a small machine.
type load func(s *session) error

// session is one run of a load against one server.
type session struct {
	port          uint16
	warm, measure time.Duration
	server        *server

	ops     int64
	begun   time.Time // zero while warming up
	stop    time.Time
	times   []time.Duration // of single operations
	cpu     time.Duration   // of the server, when the measuring began
	metrics metrics
}

// metrics are the figures of a run.
type metrics struct {
	OpsPerSecond float64 `json:"ops_s,omitempty"`  // MB/s for streams
	CPUPerOp     float64 `json:"cpu_us,omitempty"` // of the server, user and system; for each MB of a stream
	Median       float64 `json:"p50_us,omitempty"`
	Slowest      float64 `json:"p99_us,omitempty"`
	PeakMB       float64 `json:"peak_mb,omitempty"`
	BytesPerConn float64 `json:"conn_bytes,omitempty"`
	StartMS      float64 `json:"start_ms,omitempty"`
	IdleMB       float64 `json:"idle_mb,omitempty"`
}

// goesOn is asked between operations: it begins the measuring after the warm-up
// and reports false at the end.
func (s *session) goesOn() bool {
	now := time.Now()
	switch {
	case s.stop.IsZero():
		s.stop = now.Add(s.warm)
	case now.Before(s.stop):
	case s.begun.IsZero():
		s.begun, s.stop = now, now.Add(s.measure)
		s.ops, s.times = 0, s.times[:0]
		s.cpu = s.server.cpu()
	default:
		took := now.Sub(s.begun).Seconds()
		s.metrics.OpsPerSecond = float64(s.ops) / took
		if s.ops > 0 {
			s.metrics.CPUPerOp = float64((s.server.cpu() - s.cpu).Microseconds()) / float64(s.ops)
		}
		if len(s.times) > 0 {
			slices.Sort(s.times)
			s.metrics.Median = float64(s.times[len(s.times)/2].Nanoseconds()) / 1e3
			s.metrics.Slowest = float64(s.times[len(s.times)*99/100].Nanoseconds()) / 1e3
		}
		return false
	}
	return true
}

func (s *session) done(since time.Time) {
	s.ops++
	s.times = append(s.times, time.Since(since))
}

func (s *session) socket(kind int) (int, error) {
	fd, err := unix.Socket(unix.AF_INET, kind|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return -1, err
	}
	err = unix.Connect(fd, &unix.SockaddrInet4{Port: int(s.port), Addr: netip.MustParseAddr("127.0.0.1").As4()})
	if err != nil && err != unix.EINPROGRESS {
		unix.Close(fd)
		return -1, err
	}
	return fd, nil
}

// poll is an epoll whose events carry an index.
type poll struct {
	epoll  int
	events [256]unix.EpollEvent
}

func newPoll() (*poll, error) {
	epoll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	return &poll{epoll: epoll}, err
}

func (p *poll) add(fd, index int) error {
	return unix.EpollCtl(p.epoll, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: unix.EPOLLIN | unix.EPOLLRDHUP, Fd: int32(index)})
}

func (p *poll) wait() []unix.EpollEvent {
	n, _ := unix.EpollWait(p.epoll, p.events[:], 100)
	return p.events[:max(n, 0)]
}

func (p *poll) close() { unix.Close(p.epoll) }

// exchange keeps one request under way on each of n connections. response says
// how long the answer to it is, given its beginning; 0 for not known yet.
func exchange(kind, n int, request []byte, response func(head []byte) int) load {
	return func(s *session) error {
		p, err := newPoll()
		if err != nil {
			return err
		}
		defer p.close()
		type client struct {
			fd   int
			sent time.Time
			got  []byte
		}
		clients := make([]client, n)
		defer func() {
			for _, c := range clients {
				unix.Close(c.fd)
			}
		}()
		for i := range clients {
			c := &clients[i]
			if c.fd, err = s.socket(kind); err != nil {
				return err
			}
			unix.SetsockoptInt(c.fd, unix.IPPROTO_TCP, unix.TCP_NODELAY, 1)
			if err := p.add(c.fd, i); err != nil {
				return err
			}
			c.sent = time.Now()
			if _, err := unix.Write(c.fd, request); err != nil {
				return err
			}
		}
		buffer := make([]byte, 256<<10)
		for s.goesOn() {
			for _, e := range p.wait() {
				c := &clients[e.Fd]
				k, err := unix.Read(c.fd, buffer)
				if err != nil || k == 0 {
					return fmt.Errorf("a connection ended: %v", err)
				}
				c.got = append(c.got, buffer[:k]...)
				if want := response(c.got); want == 0 || len(c.got) < want {
					continue
				}
				s.done(c.sent)
				c.got = c.got[:0]
				c.sent = time.Now()
				if _, err := unix.Write(c.fd, request); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

func echo(n, size int) load {
	return exchange(unix.SOCK_STREAM, n, bytes.Repeat([]byte("x"), size), func([]byte) int { return size })
}

func datagrams(n, size int) load {
	return exchange(unix.SOCK_DGRAM, n, bytes.Repeat([]byte("x"), size), func([]byte) int { return size })
}

// requests asks for / by HTTP.
func requests(n int) load {
	return func(s *session) error { return requestsOf(n)(s) }
}

func requestsOf(n int) load {
	request := []byte("GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench/1.0\r\nAccept: */*\r\nAccept-Encoding: gzip, deflate\r\nConnection: keep-alive\r\n\r\n")
	known := 0 // all responses are the same
	return exchange(unix.SOCK_STREAM, n, request, func(head []byte) int {
		if known != 0 {
			return known
		}
		end := bytes.Index(head, []byte("\r\n\r\n"))
		if end < 0 {
			return 0
		}
		const name = "content-length:"
		lower := bytes.ToLower(head[:end+2])
		value := lower[bytes.Index(lower, []byte(name))+len(name):]
		length, _ := strconv.Atoi(string(bytes.TrimSpace(value[:bytes.IndexByte(value, '\r')])))
		known = end + 4 + length
		return known
	})
}

// accepts keeps n connections opening, which the server closes.
func accepts(n int) load {
	return func(s *session) error {
		p, err := newPoll()
		if err != nil {
			return err
		}
		defer p.close()
		fds, opened := make([]int, n), make([]time.Time, n)
		open := func(i int) (err error) {
			opened[i] = time.Now()
			if fds[i], err = s.socket(unix.SOCK_STREAM | unix.SOCK_NONBLOCK); err != nil {
				return err
			}
			// No TIME_WAIT: there are more connections than ports.
			unix.SetsockoptLinger(fds[i], unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1})
			return p.add(fds[i], i)
		}
		for i := range fds {
			if err := open(i); err != nil {
				return err
			}
		}
		buffer := make([]byte, 1)
		for s.goesOn() {
			for _, e := range p.wait() {
				if _, err := unix.Read(fds[e.Fd], buffer); err == unix.EAGAIN {
					continue
				}
				s.done(opened[e.Fd])
				unix.Close(fds[e.Fd])
				if err := open(int(e.Fd)); err != nil {
					return err
				}
			}
		}
		for _, fd := range fds {
			unix.Close(fd)
		}
		return nil
	}
}

// stream writes to one connection, or reads from it, as fast as it goes.
// Operations are MB.
func stream(call func(fd int, p []byte) (int, error)) load {
	return func(s *session) error {
		fd, err := s.socket(unix.SOCK_STREAM)
		if err != nil {
			return err
		}
		defer unix.Close(fd)
		buffer := make([]byte, 64<<10)
		total, counted := int64(0), time.Time{}
		for s.goesOn() {
			if !counted.Equal(s.begun) {
				counted, total = s.begun, 0
			}
			n, err := call(fd, buffer)
			if err != nil || n == 0 {
				return fmt.Errorf("the stream ended: %v", err)
			}
			total += int64(n)
			s.ops = total / 1e6
		}
		return nil
	}
}

// atRest is how long after its start, or after work, a server has given back the
// memory that it does not need: the collectors of Node and of the host do that
// when there is nothing else to do.
const atRest = 2 * time.Second

// idle holds n connections that do nothing.
func idle(n int) load {
	return func(s *session) error {
		time.Sleep(atRest)
		before := s.server.memory("VmRSS")
		fds := make([]int, 0, n)
		defer func() {
			for _, fd := range fds {
				unix.Close(fd)
			}
		}()
		for range n {
			fd, err := s.socket(unix.SOCK_STREAM)
			if err != nil {
				return fmt.Errorf("connection %d: %w; ulimit -n must allow for more", len(fds)+1, err)
			}
			fds = append(fds, fd)
		}
		time.Sleep(atRest)
		s.metrics.BytesPerConn = (s.server.memory("VmRSS") - before) / float64(n)
		return nil
	}
}

// starting is measured by the start itself.
func starting(s *session) error {
	s.metrics.StartMS = float64(s.server.started.Microseconds()) / 1e3
	time.Sleep(atRest)
	s.metrics.IdleMB = s.server.memory("VmRSS") / 1e6
	return nil
}
