package peer

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A session is a control connection as an app has it.
type session struct {
	t    *testing.T
	conn net.Conn
	in   *bufio.Scanner
}

func begin(t *testing.T, plan string) *session {
	t.Helper()
	server, err := Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	conn := dial(t, server.Port())
	fmt.Fprintln(conn, plan)
	return &session{t: t, conn: conn, in: bufio.NewScanner(conn)}
}

func dial(t *testing.T, port int) *net.TCPConn {
	t.Helper()
	conn, err := net.Dial("tcp4", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn.(*net.TCPConn)
}

func (s *session) report() Report {
	s.t.Helper()
	if !s.in.Scan() {
		s.t.Fatalf("the control connection ended without a report: %v", s.in.Err())
	}
	var r Report
	if err := json.Unmarshal(s.in.Bytes(), &r); err != nil {
		s.t.Fatalf("report %q: %v", s.in.Text(), err)
	}
	return r
}

func (s *session) want(want Report) {
	s.t.Helper()
	if diff := cmp.Diff(want, s.report()); diff != "" {
		s.t.Errorf("report (-want +got):\n%s", diff)
	}
}

// connect makes the connection on which the steps are taken.
func (s *session) connect() *net.TCPConn {
	s.t.Helper()
	conn := dial(s.t, s.report().Port)
	if got := s.report(); got.Step != "connected" || got.LocalPort == 0 {
		s.t.Fatalf("got the report %+v, want that of a connection", got)
	}
	return conn
}

func TestSendAndClose(t *testing.T) {
	s := begin(t, `{"listen": true, "steps": [["send", "hello"], ["sendBytes", 3], ["close"]]}`)
	data, err := io.ReadAll(s.connect())
	if got, want := string(data), "hello\x00\x01\x02"; got != want || err != nil {
		t.Errorf("read %q, %v, want %q", got, err, want)
	}
	s.want(Report{Step: "send"})
	s.want(Report{Step: "sendBytes"})
	s.want(Report{Step: "close"})
}

func TestEcho(t *testing.T) {
	s := begin(t, `{"listen": true, "steps": [["echo"], ["close"]]}`)
	conn := s.connect()
	io.WriteString(conn, "hello")
	conn.CloseWrite()
	if data, err := io.ReadAll(conn); string(data) != "hello" || err != nil {
		t.Errorf("read %q, %v", data, err)
	}
	s.want(Report{Step: "echo", Bytes: 5, Text: "hello", End: "eof"})
}

func TestReadSome(t *testing.T) {
	s := begin(t, `{"listen": true, "steps": [["read", 3], ["readAll"]]}`)
	conn := s.connect()
	io.WriteString(conn, "\x00\x01\x02abc")
	conn.Close()
	s.want(Report{Step: "read", Bytes: 3, Text: "\x00\x01\x02", Counting: true, End: "eof"})
	s.want(Report{Step: "readAll", Bytes: 3, Text: "abc", End: "eof"})
}

func TestReset(t *testing.T) {
	s := begin(t, `{"listen": true, "steps": [["wait"], ["reset"]]}`)
	conn := s.connect()
	fmt.Fprintln(s.conn, "go")
	if _, err := io.ReadAll(conn); err == nil {
		t.Error("the connection ended without an error, want a reset")
	}
	s.want(Report{Step: "wait"})
	s.want(Report{Step: "reset"})
}

func TestResetIsTold(t *testing.T) {
	s := begin(t, `{"listen": true, "steps": [["readAll"]]}`)
	conn := s.connect()
	conn.SetLinger(0)
	conn.Close()
	s.want(Report{Step: "readAll", Counting: true, End: "error"})
}

func TestHalfClose(t *testing.T) {
	s := begin(t, `{"listen": true, "steps": [["closeWrite"], ["readAll"]]}`)
	conn := s.connect()
	if data, err := io.ReadAll(conn); len(data) > 0 || err != nil {
		t.Fatalf("read %q, %v, want the end", data, err)
	}
	io.WriteString(conn, "after")
	conn.Close()
	s.want(Report{Step: "closeWrite"})
	s.want(Report{Step: "readAll", Bytes: 5, Text: "after", End: "eof"})
}

func TestWait(t *testing.T) {
	s := begin(t, `{"listen": true, "steps": [["wait"], ["send", "x"]]}`)
	s.connect()
	fmt.Fprintln(s.conn, "go")
	s.want(Report{Step: "wait"})
	s.want(Report{Step: "send"})
}

func TestConnect(t *testing.T) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	s := begin(t, fmt.Sprintf(`{"connect": %d, "steps": [["send", "hi"]]}`, portOf(listener.Addr())))
	conn, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	s.want(Report{Step: "connected", LocalPort: conn.RemoteAddr().(*net.TCPAddr).Port})
	s.want(Report{Step: "send"})
}

func TestBadPlans(t *testing.T) {
	for _, test := range []struct{ plan, want string }{
		{`x`, "plan"},
		{`{"listen": true, "steps": ["wait"]}`, "want an array"},
		{`{"listen": true, "steps": [["send"]]}`, "want 2 elements"},
		{`{"listen": true, "steps": [["read", "x"]]}`, "cannot unmarshal"},
		{`{"connect": 0}`, "connect"},
	} {
		t.Run(test.plan, func(t *testing.T) {
			if got := begin(t, test.plan).report().Error; !strings.Contains(got, test.want) {
				t.Errorf("error %q, want one with %q", got, test.want)
			}
		})
	}
}

func TestUnknownStep(t *testing.T) {
	s := begin(t, `{"listen": true, "steps": [["dance"]]}`)
	s.connect()
	if got, want := s.report().Error, `step "dance": no such step`; got != want {
		t.Errorf("error %q, want %q", got, want)
	}
}

// A session that is stuck in whatever step ends with its control connection, or with the server.
func TestEndOfSession(t *testing.T) {
	for _, step := range []string{`["wait"]`, `["readAll"]`, `["echo"]`, `["sendBytes", 50000000]`} {
		t.Run(step, func(t *testing.T) {
			s := begin(t, fmt.Sprintf(`{"listen": true, "steps": [%s]}`, step))
			conn := s.connect()
			s.conn.Close()
			io.Copy(io.Discard, conn) // returns because the peer closes
		})
		t.Run(step+" at Close", func(t *testing.T) {
			begin(t, fmt.Sprintf(`{"listen": true, "steps": [%s]}`, step)).connect()
		})
	}
}
