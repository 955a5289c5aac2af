package host_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestClientsThatMisbehave runs a good client beside bad ones.
func TestClientsThatMisbehave(t *testing.T) {
	t.Parallel()
	r := start(t, echo)
	addr := r.address()
	var bad sync.WaitGroup
	for i := range 20 {
		for _, misbehave := range []func(c *net.TCPConn){
			func(c *net.TCPConn) { // garbage
				junk := make([]byte, 10_000)
				for j := range junk {
					junk[j] = byte(rand.Uint32())
				}
				c.Write(junk)
			},
			func(c *net.TCPConn) { c.Write([]byte("reset")); c.SetLinger(0) },
			func(c *net.TCPConn) { c.SetLinger(0) },
			func(c *net.TCPConn) { c.Write([]byte("half")); c.CloseWrite(); io.Copy(io.Discard, c) },
			func(c *net.TCPConn) { c.CloseWrite(); io.Copy(io.Discard, c) },
			func(c *net.TCPConn) { // never reads, so that its echo fills all buffers
				c.SetWriteDeadline(time.Now().Add(300 * time.Millisecond))
				c.Write(make([]byte, 8<<20))
			},
			func(c *net.TCPConn) { c.Write([]byte{0}) },
			func(*net.TCPConn) {},
		} {
			if i > 2 && rand.IntN(2) == 0 {
				continue
			}
			bad.Go(func() {
				c, err := net.DialTimeout("tcp", addr, patience)
				if err != nil {
					t.Error(err)
					return
				}
				defer c.Close()
				c.SetDeadline(time.Now().Add(patience))
				misbehave(c.(*net.TCPConn))
			})
		}
	}
	good := dial(t, addr)
	message, answer := bytes.Repeat([]byte("good "), 1000), make([]byte, 5000)
	for i := range 50 {
		if _, err := good.Write(message); err != nil {
			t.Fatalf("message %d: %v", i, err)
		}
		if _, err := io.ReadFull(good, answer); err != nil || !bytes.Equal(answer, message) {
			t.Fatalf("the answer to message %d is not the message (%v)", i, err)
		}
	}
	bad.Wait()
	r.stop()
	if out := r.out.String(); strings.Count(out, "\n") != 1 || r.app.Uncaught() {
		t.Errorf("the app wrote\n%swant its port alone", out)
	}
}

func TestThousandConnections(t *testing.T) {
	t.Parallel()
	manyConnections(t, 1000)
}

func TestTenThousandConnections(t *testing.T) {
	if testing.Short() || raceDetector {
		t.Skip("takes long")
	}
	manyConnections(t, 10_000)
}

// manyConnections has n clients connected at once, each of which gets its own
// message back. The clients are in a process of their own, so that each has
// its descriptors.
func manyConnections(t *testing.T, n int) {
	if limit := descriptorLimit(); limit < uint64(n)+200 {
		t.Skipf("a process may have %d descriptors", limit)
	}
	r := start(t, echo+`
		let open = 0, most = 0;
		server.onAccept.addListener(() => most = Math.max(most, ++open));
		tcp.onReceiveError.addListener(() => { if (--open === 0) { console.log('most ' + most); server.close(1) } });
	`)
	clients := exec.Command(os.Args[0])
	clients.Env = append(os.Environ(), fmt.Sprintf("%s=%s %d", clientsEnv, r.address(), n))
	if out, err := clients.CombinedOutput(); err != nil {
		t.Fatalf("the clients: %v\n%s", err, out)
	}
	if got, want := r.line(), fmt.Sprint("most ", n); got != want {
		t.Errorf("the app wrote %q, want %q: all connections open at once", got, want)
	}
	r.end()
}

// clientsEnv is "ADDRESS N" in the process of the clients.
const clientsEnv = "HOST_TEST_CLIENTS"

func runClients() {
	addr, count, _ := strings.Cut(os.Getenv(clientsEnv), " ")
	n, _ := strconv.Atoi(count)
	conns := make([]net.Conn, n)
	var wg sync.WaitGroup
	slots := make(chan struct{}, 64) // that connect at the same time
	fail := func(i int, err error) {
		fmt.Fprintf(os.Stderr, "client %d: %v\n", i, err)
		os.Exit(1)
	}
	for i := range conns {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			c, err := net.DialTimeout("tcp", addr, patience)
			if err != nil {
				fail(i, err)
			}
			conns[i] = c
		})
	}
	wg.Wait()
	for i, c := range conns {
		wg.Go(func() {
			c.SetDeadline(time.Now().Add(patience))
			message := fmt.Sprintf("message of client %d", i)
			if _, err := io.WriteString(c, message); err != nil {
				fail(i, err)
			}
			answer := make([]byte, len(message))
			if _, err := io.ReadFull(c, answer); err != nil || string(answer) != message {
				fail(i, fmt.Errorf("%q, %v; want %q", answer, err, message))
			}
		})
	}
	wg.Wait()
	for _, c := range conns {
		c.(*net.TCPConn).SetLinger(0) // no port is left waiting
		c.Close()
	}
}
