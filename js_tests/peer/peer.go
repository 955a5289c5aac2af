// Package peer plays the remote side of a connection that a Chrome app cannot play itself: it resets, closes one direction,
// leaves data unread and tells what arrived.
//
// An app opens a control connection and sends one line of JSON, a [Plan]. The peer then connects to the app's server, or
// listens for the app, and takes the steps of the plan on that other connection. It answers on the control connection with
// one [Report] a line: one when it listens, one when it is connected, one after each step.
package peer

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"sync"
)

// A Plan is what an app asks for. Exactly one of Connect and Listen is set.
type Plan struct {
	Connect int    `json:"connect"` // port on 127.0.0.1
	Listen  bool   `json:"listen"`  // on a free port of 127.0.0.1, for one connection
	Steps   []Step `json:"steps"`
}

// A Step is one action on the connection: ["name"] or ["name", argument].
//
//	["send", "text"]   sends the text
//	["sendBytes", n]   sends n bytes, counting up from 0 modulo 251
//	["read", n]        reads n bytes, or to the end
//	["readAll"]        reads to the end
//	["echo"]           sends back what it reads, to the end
//	["closeWrite"]     ends the sending direction (FIN)
//	["close"]          closes
//	["reset"]          closes with a reset (RST)
//	["tls", "kind"]    is the server of a TLS handshake, and uses the connection so from then on: see tlsConfig
//	["wait"]           waits for a line on the control connection
type Step struct {
	Name  string
	Text  string
	Count int
}

// UnmarshalJSON reads the array form of a step.
func (s *Step) UnmarshalJSON(text []byte) error {
	var parts []json.RawMessage
	if err := json.Unmarshal(text, &parts); err != nil || len(parts) == 0 {
		return fmt.Errorf("step %s: want an array of a name and an argument", text)
	}
	targets := []any{&s.Name}
	switch json.Unmarshal(parts[0], &s.Name); s.Name {
	case "send", "tls":
		targets = append(targets, &s.Text)
	case "sendBytes", "read":
		targets = append(targets, &s.Count)
	}
	if len(parts) != len(targets) {
		return fmt.Errorf("step %s: want %d elements", text, len(targets))
	}
	for i, part := range parts {
		if err := json.Unmarshal(part, targets[i]); err != nil {
			return fmt.Errorf("step %s: %w", text, err)
		}
	}
	return nil
}

// A Report tells the app how far the peer is.
type Report struct {
	Step      string `json:"step"`                // "listen", "connected", or the name of the step done
	Port      int    `json:"port,omitempty"`      // after "listen"
	LocalPort int    `json:"localPort,omitempty"` // after "connected"
	Bytes     int    `json:"bytes"`               // how many were read
	Text      string `json:"text,omitempty"`      // the first of them
	Counting  bool   `json:"counting,omitempty"`  // whether they count up from 0 modulo 251
	End       string `json:"end,omitempty"`       // what ended reading: "eof", or "error" (on the loopback interface, a reset)
	Error     string `json:"error,omitempty"`     // why the plan was given up
}

// maxText is the length of the text in a Report.
const maxText = 4096

// A Server is a running peer.
type Server struct {
	listener net.Listener
	done     context.Context
	stop     context.CancelFunc
	sessions sync.WaitGroup
}

// Start listens on a free port of the loopback interface.
func Start() (*Server, error) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("peer: %w", err)
	}
	s := &Server{listener: listener}
	s.done, s.stop = context.WithCancel(context.Background())
	s.sessions.Go(s.accept)
	return s, nil
}

// Port is where control connections are taken.
func (s *Server) Port() int { return portOf(s.listener.Addr()) }

// Close ends all sessions and returns when they have ended.
func (s *Server) Close() {
	s.stop()
	s.listener.Close()
	s.sessions.Wait()
}

func (s *Server) accept() {
	for {
		control, err := s.listener.Accept()
		if err != nil {
			return
		}
		s.sessions.Go(func() { s.serve(control) })
	}
}

// serve runs one session. It ends when the plan is done and the app has closed the control connection.
func (s *Server) serve(control net.Conn) {
	defer control.Close()
	ctx, cancel := context.WithCancel(s.done)
	defer cancel()
	defer closeOnDone(ctx, control)()

	in := bufio.NewReader(control)
	first, err := in.ReadBytes('\n')
	if err != nil {
		return
	}
	lines := make(chan struct{})
	s.sessions.Go(func() {
		// The end of the control connection ends the session, whatever step it is in.
		defer cancel()
		for {
			if _, err := in.ReadBytes('\n'); err != nil {
				return
			}
			select {
			case lines <- struct{}{}:
			case <-ctx.Done():
				return
			}
		}
	})

	out := json.NewEncoder(control)
	if err := run(ctx, first, lines, func(r Report) { out.Encode(r) }); err != nil {
		out.Encode(Report{Error: err.Error()})
	}
	<-ctx.Done()
}

func run(ctx context.Context, text []byte, lines <-chan struct{}, report func(Report)) error {
	var plan Plan
	if err := json.Unmarshal(text, &plan); err != nil {
		return fmt.Errorf("plan %q: %w", text, err)
	}
	conn, err := open(ctx, plan, report)
	if err != nil {
		return err
	}
	defer conn.Close()
	defer closeOnDone(ctx, conn)()
	report(Report{Step: "connected", LocalPort: portOf(conn.LocalAddr())})
	stream := net.Conn(conn)
	for _, step := range plan.Steps {
		if step.Name == "tls" {
			stream = tls.Server(conn, tlsConfig(step.Text))
		}
		r, err := take(ctx, conn, stream, step, lines)
		if err != nil {
			return fmt.Errorf("step %q: %w", step.Name, err)
		}
		r.Step = step.Name
		report(r)
	}
	<-ctx.Done()
	return nil
}

func open(ctx context.Context, plan Plan, report func(Report)) (*net.TCPConn, error) {
	if !plan.Listen {
		// Bound, and not chosen by connect: Linux would let another connect, to this very port, choose it as well, and
		// so connect to itself.
		dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}}
		conn, err := dialer.DialContext(ctx, "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(plan.Connect)))
		if err != nil {
			return nil, err
		}
		return conn.(*net.TCPConn), nil
	}
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	defer listener.Close()
	defer closeOnDone(ctx, listener)()
	report(Report{Step: "listen", Port: portOf(listener.Addr())})
	conn, err := listener.Accept()
	if err != nil {
		return nil, err
	}
	return conn.(*net.TCPConn), nil
}

// take takes a step on the connection, or on what it carries.
func take(ctx context.Context, conn *net.TCPConn, stream net.Conn, step Step, lines <-chan struct{}) (Report, error) {
	switch step.Name {
	case "send":
		_, err := io.WriteString(stream, step.Text)
		return Report{}, err
	case "sendBytes":
		_, err := stream.Write(counting(step.Count))
		return Report{}, err
	case "read":
		return read(io.LimitReader(stream, int64(step.Count))), nil
	case "readAll":
		return read(stream), nil
	case "echo":
		return read(io.TeeReader(stream, stream)), nil
	case "tls":
		// That the app refuses is an outcome, not a fault of the plan.
		if err := stream.(*tls.Conn).HandshakeContext(ctx); err != nil {
			return Report{End: "error", Text: err.Error()}, nil
		}
		return Report{}, nil
	case "closeWrite":
		return Report{}, conn.CloseWrite()
	case "close":
		return Report{}, stream.Close()
	case "reset":
		if err := conn.SetLinger(0); err != nil {
			return Report{}, err
		}
		return Report{}, conn.Close()
	case "wait":
		select {
		case <-lines:
			return Report{}, nil
		case <-ctx.Done():
			return Report{}, ctx.Err()
		}
	}
	return Report{}, errors.New("no such step")
}

// period is that of the bytes which a peer sends; as a prime it fits no buffer.
const period = 251

// counting returns n bytes that count up from 0 modulo the period.
func counting(n int) []byte {
	var cycle [period]byte
	for i := range cycle {
		cycle[i] = byte(i)
	}
	return bytes.Repeat(cycle[:], n/period+1)[:n]
}

// read reads to the end and describes what came.
func read(from io.Reader) Report {
	data, err := io.ReadAll(from)
	r := Report{Bytes: len(data), Text: string(data[:min(len(data), maxText)]), Counting: bytes.Equal(data, counting(len(data))), End: "eof"}
	if err != nil {
		r.End = "error"
	}
	return r
}

func portOf(addr net.Addr) int { return addr.(*net.TCPAddr).Port }

// closeOnDone closes c when ctx ends, which wakes whoever is blocked in it. Calling the result calls that off.
func closeOnDone(ctx context.Context, c io.Closer) func() bool {
	return context.AfterFunc(ctx, func() { c.Close() })
}
