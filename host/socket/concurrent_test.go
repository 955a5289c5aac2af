package socket_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

// echo is a server that sends back what it receives.
type echo struct {
	f      *fixture
	paused bool // pause and unpause now and then
}

func (e echo) Accepted(_, client int)                { e.f.setPaused(client, false) }
func (e echo) AcceptFailed(int, neterror.Code)       {}
func (e echo) ReceiveFailed(id int, _ neterror.Code) { e.f.tcp.Close(id, func(error) {}) }
func (e echo) Received(id int, data []byte) {
	e.f.tcp.Send(id, data, func(neterror.Code, error) {})
	if e.paused && rand.IntN(4) == 0 {
		e.f.tcp.SetPaused(id, true, func(error) {})
		e.f.post(task(func() { e.f.tcp.SetPaused(id, false, func(error) {}) }))
	}
}

// TestEchoToManyClients is one for the race detector: each client must get its
// own bytes, however the loop, the accepting, the reading and the writing
// goroutines run.
func TestEchoToManyClients(t *testing.T) {
	const clients, size = 32, 200_000
	f := newFixture(t)
	_, addr := f.listen()
	f.tcp.Observer, f.tcps.Observer = echo{f, true}, echo{f, true}
	var left atomic.Int32
	left.Store(clients)
	for i := range clients {
		p := f.dial(addr)
		go func() {
			defer f.post(task(func() { left.Add(-1) }))
			sent := bytes.Repeat(fmt.Appendf(nil, "client %d ", i), size/9+1)[:size]
			var wg sync.WaitGroup
			wg.Go(func() {
				if _, err := p.Write(sent); err != nil {
					t.Errorf("client %d: %v", i, err)
				}
			})
			got := make([]byte, size)
			if n, err := io.ReadFull(p, got); err != nil || !bytes.Equal(got, sent) {
				t.Errorf("client %d got %d bytes (%v), or other ones than it sent", i, n, err)
			}
			wg.Wait()
			p.Close()
		}()
	}
	f.until("all clients", func() bool { return left.Load() == 0 && len(f.tcp.List()) == 0 })
}

// TestClosingWhileEverythingIsUnderWay closes sockets at random moments.
func TestClosingWhileEverythingIsUnderWay(t *testing.T) {
	f := newFixture(t)
	server, addr := f.listen()
	f.tcp.Observer, f.tcps.Observer = echo{f, true}, echo{f, true}
	stop := make(chan struct{})
	var clients sync.WaitGroup
	for range 8 {
		clients.Go(func() {
			buffer := make([]byte, 50_000)
			for {
				select {
				case <-stop:
					return
				default:
				}
				c, err := net.Dial("tcp", addr)
				if err != nil {
					continue // the server may have closed its port just now
				}
				c.SetDeadline(time.Now().Add(patience))
				clients.Go(func() { c.Write(make([]byte, len(buffer))) })
				io.ReadAtLeast(c, buffer, 1+rand.IntN(len(buffer)))
				if rand.IntN(2) == 0 {
					c.(*net.TCPConn).SetLinger(0)
				}
				c.Close()
			}
		})
	}
	seen := 0
	f.until("300 sockets", func() bool {
		for _, info := range f.tcp.List() {
			seen = max(seen, info.ID)
			switch rand.IntN(20) {
			case 0:
				f.tcp.Close(info.ID, func(error) {})
			case 1:
				f.tcp.Disconnect(info.ID, func(error) {})
			case 2:
				f.tcp.SetPaused(info.ID, !info.Paused, func(error) {})
			}
		}
		if rand.IntN(50) == 0 {
			f.tcps.Disconnect(server)
			f.tcps.Listen(server, "127.0.0.1", addrOf(t, addr).Port(), nil, func(neterror.Code, error) {})
		}
		return seen >= 300
	})
	close(stop)
	drained := false
	f.stack.Shutdown(func() { drained = true })
	f.until("the end", func() bool { return drained })
	ended := make(chan struct{})
	go func() { clients.Wait(); close(ended) }()
	await(f, "the clients", ended)
}

// BenchmarkAccept measures a connection from its accept to its close.
func BenchmarkAccept(b *testing.B) {
	f := newFixture(b)
	_, addr := f.listen()
	accepted := 0
	f.tcps.Observer = acceptor(func(client int) {
		accepted++
		f.tcp.Close(client, func(error) {})
	})
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n++
		c, err := net.Dial("tcp", addr)
		if err != nil {
			b.Fatal(err)
		}
		f.until("an accept", func() bool { return accepted == n })
		c.(*net.TCPConn).SetLinger(0) // no port is left waiting
		c.Close()
	}
}

type acceptor func(client int)

func (a acceptor) Accepted(_, client int)          { a(client) }
func (a acceptor) AcceptFailed(int, neterror.Code) {}

// BenchmarkEchoOverLoopback measures a message to the echo server and back.
func BenchmarkEchoOverLoopback(b *testing.B) {
	for _, size := range []int{16, 4096, 65536} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			f := newFixture(b)
			_, addr := f.listen()
			f.tcp.Observer, f.tcps.Observer = echo{f: f}, echo{f: f}
			p := f.dial(addr)
			message, answer := make([]byte, size), make([]byte, size)
			stop := false
			request, done := make(chan struct{}), make(chan struct{})
			go func() {
				defer close(done)
				for range request {
					p.Write(message)
					io.ReadFull(p, answer)
					f.post(task(func() { stop = true }))
				}
			}()
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				p.SetDeadline(time.Now().Add(patience))
				stop = false
				request <- struct{}{}
				f.until("an answer", func() bool { return stop })
			}
			close(request)
			<-done
		})
	}
}

// BenchmarkReceive measures what the App hears of a peer that never stops.
func BenchmarkReceive(b *testing.B) {
	f := newFixture(b)
	id, p := f.accepted()
	received := 0
	f.tcp.Observer = receiver(func(data []byte) { received++ })
	p.SetDeadline(time.Time{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for block := make([]byte, 64<<10); ; {
			if _, err := p.Write(block); err != nil {
				return
			}
		}
	}()
	f.setPaused(id, false)
	b.SetBytes(socket.DefaultBufferSize)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n++
		f.until("data", func() bool { return received >= n })
	}
	f.tcp.Close(id, func(error) {})
	p.Close()
	<-ended
}

// BenchmarkSend measures a send of 64 bytes to a peer that reads all.
func BenchmarkSend(b *testing.B) {
	f := newFixture(b)
	id, p := f.accepted()
	p.SetDeadline(time.Time{})
	all := p.discard()
	message := make([]byte, 64)
	answered := 0
	done := func(neterror.Code, error) { answered++ }
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n++
		f.tcp.Send(id, message, done)
		f.until("an answer", func() bool { return answered == n })
	}
	f.tcp.Close(id, func(error) {})
	await(f, "the end", all)
}

type receiver func(data []byte)

func (r receiver) Received(_ int, data []byte)      { r(data) }
func (r receiver) ReceiveFailed(int, neterror.Code) {}
