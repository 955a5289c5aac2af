package scripts

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"testing"
	"time"

	"golang.org/x/net/proxy"
)

// listenOn starts a server that gives every connection to serve.
func listenOn(t *testing.T, address string, serve func(net.Conn)) *net.TCPAddr {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	t.Cleanup(func() { l.Close(); <-ended })
	go func() {
		defer close(ended)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			c.SetDeadline(time.Now().Add(patience))
			serve(c)
			c.Close()
		}
	}()
	return l.Addr().(*net.TCPAddr)
}

func echoOnce(c net.Conn) { io.Copy(c, io.LimitReader(c, 1<<20)) }

func TestSOCKS5(t *testing.T) {
	s := start(t, "socks5.js", "")
	through, err := proxy.SOCKS5("tcp", s.addr, nil, proxy.Direct)
	if err != nil {
		t.Fatal(err)
	}
	v4 := listenOn(t, "127.0.0.1:0", echoOnce).Port
	targets := map[string]string{
		"IPv4": fmt.Sprintf("127.0.0.1:%d", v4),
		"name": fmt.Sprintf("localhost:%d", v4),
	}
	if probe, err := net.Listen("tcp", "[::1]:0"); err == nil { // not every machine has IPv6
		probe.Close()
		targets["IPv6"] = fmt.Sprintf("[::1]:%d", listenOn(t, "[::1]:0", echoOnce).Port)
	}
	for name, target := range targets {
		t.Run(name, func(t *testing.T) {
			tunnel, err := through.Dial("tcp", target)
			if err != nil {
				t.Fatal(err)
			}
			defer tunnel.Close()
			tunnel.SetDeadline(time.Now().Add(patience))
			// The target ends after a megabyte.
			sent := make([]byte, 1<<20)
			io.ReadFull(noise(1), sent)
			var got []byte
			inParallel(2, func(i int) {
				if i == 0 {
					tunnel.Write(sent)
				} else {
					got, err = io.ReadAll(tunnel)
				}
			})
			if err != nil || !bytes.Equal(got, sent) {
				t.Errorf("%d bytes came back (%v), not the %d that were sent", len(got), err, len(sent))
			}
		})
	}
}

// socksRequest is a greeting and a request to connect to an IPv4 address.
func socksRequest(command byte, ip [4]byte, port int) string {
	request := append([]byte{5, 1, 0, 5, command, 0, 1}, ip[:]...)
	return string(binary.BigEndian.AppendUint16(request, uint16(port)))
}

// What a proxy cannot do has a reply of its own, and then the end.
func TestSOCKS5Refusals(t *testing.T) {
	target := listenOn(t, "127.0.0.1:0", echoOnce)
	// Nobody can listen on the port of an end of a connection.
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}}
	held, err := dialer.Dial("tcp", target.String())
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	free := held.LocalAddr().(*net.TCPAddr).Port
	loopback := [4]byte{127, 0, 0, 1}
	s := start(t, "socks5.js", "")
	for _, c := range []struct{ name, request, want string }{
		{"nobody listens", socksRequest(1, loopback, free), "\x05\x00\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00"},
		{"BIND", socksRequest(2, loopback, target.Port), "\x05\x00\x05\x07\x00\x01\x00\x00\x00\x00\x00\x00"},
		{"a name that is none", "\x05\x01\x00\x05\x01\x00\x03\x01.\x00\x50", "\x05\x00\x05\x04\x00\x01\x00\x00\x00\x00\x00\x00"},
		{"an unknown type of address", "\x05\x01\x00\x05\x01\x00\x09\x00\x00", "\x05\x00\x05\x08\x00\x01\x00\x00\x00\x00\x00\x00"},
		{"a password is wanted", "\x05\x01\x02", "\x05\xFF"},
		{"SOCKS4", "\x04\x01\x00\x50\x7F\x00\x00\x01\x00", ""},
		{"no methods", "\x05\x00", "\x05\xFF"},
	} {
		t.Run(c.name, func(t *testing.T) {
			client := s.dial(t)
			client.write(c.request)
			client.expect(c.want)
			client.expectEnd()
		})
	}
}

// What a client sends behind its request is for the target, however it is cut.
func TestSOCKS5EarlyData(t *testing.T) {
	target := listenOn(t, "127.0.0.1:0", echoOnce)
	s := start(t, "socks5.js", "")
	for _, write := range []func(*client, string){(*client).write, (*client).writeInPieces} {
		c := s.dial(t)
		write(c, socksRequest(1, [4]byte{127, 0, 0, 1}, target.Port)+"early")
		c.expect("\x05\x00")
		reply := make([]byte, 10)
		if _, err := io.ReadFull(c.r, reply); err != nil || reply[1] != 0 {
			t.Fatalf("the reply is %x (%v)", reply, err)
		}
		c.expect("early")
		c.Close()
	}
}
