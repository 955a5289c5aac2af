package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

// runMain makes the test binary the command.
const runMain = "TCPSRV_HOST_RUN_MAIN"

// quickRace makes a command that is built with the race detector end at once,
// not after a second.
const quickRace = "atexit_sleep_ms=0"

func TestMain(m *testing.M) {
	if os.Getenv(runMain) != "" {
		main()
	}
	testscript.Main(m, map[string]func(){"tcpsrv-host": main})
}

func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("GORACE", quickRace)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// status checks the exit status of a command: status 2 tcpsrv-host ...
			"status": func(ts *testscript.TestScript, neg bool, args []string) {
				err := ts.Exec(args[1], args[2:]...)
				got := "0"
				var exit *exec.ExitError
				if errors.As(err, &exit) {
					got = strconv.Itoa(exit.ExitCode())
				} else {
					ts.Check(err)
				}
				if got != args[0] {
					ts.Fatalf("the exit status is %s, want %s", got, args[0])
				}
			},
			// mkbinary makes a file with a NUL, which an archive cannot hold.
			"mkbinary": func(ts *testscript.TestScript, neg bool, args []string) {
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("abc\x00"), 0o600))
			},
		},
	})
}

// patience is how long a test waits for what must happen.
const patience = 30 * time.Second

// process is the command with a script that listens and prints its port.
type process struct {
	*exec.Cmd
	t      *testing.T
	stdout *bufio.Reader
	stderr bytes.Buffer
}

func command(t *testing.T, source string, flags ...string) *process {
	t.Helper()
	path := filepath.Join(t.TempDir(), "app.js")
	if err := os.WriteFile(path, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	p := &process{Cmd: exec.Command(os.Args[0], append(flags, path)...), t: t}
	p.Env = append(os.Environ(), runMain+"=1", "GORACE="+quickRace)
	p.Stderr = &p.stderr
	stdout, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.stdout = bufio.NewReader(stdout)
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	watchdog := time.AfterFunc(patience, func() { p.Process.Kill() })
	t.Cleanup(func() {
		watchdog.Stop()
		p.Process.Kill()
		p.Wait()
	})
	return p
}

func (p *process) line() string {
	p.t.Helper()
	line, err := p.stdout.ReadString('\n')
	if err != nil {
		p.t.Fatalf("the command wrote %q (%v) to stdout, and to stderr\n%s", line, err, &p.stderr)
	}
	return strings.TrimSuffix(line, "\n")
}

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	if err := p.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// status waits for the end and gives the exit status.
func (p *process) status() int {
	p.t.Helper()
	err := p.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		p.t.Fatal(err)
	}
	return p.ProcessState.ExitCode()
}

const server = `
	const {tcpServer, tcp} = chrome.sockets;
	tcpServer.create(({socketId}) => tcpServer.listen(socketId, '127.0.0.1', 0, () =>
		tcpServer.getInfo(socketId, ({localPort}) => console.log('127.0.0.1:' + localPort))));
`

func TestSignalsEndInOrder(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		p := command(t, server+`setTimeout(() => { throw new Error('does not count') })`)
		addr := p.line()
		p.signal(s)
		if status := p.status(); status != 0 {
			t.Errorf("after %v the status is %d, want 0; stderr is\n%s", s, status, &p.stderr)
		}
		l, err := net.Listen("tcp", addr)
		if err != nil {
			t.Fatalf("after %v the port is not released: %v", s, err)
		}
		l.Close()
	}
}

func TestSignalFlushesWhatWasSent(t *testing.T) {
	p := command(t, server+`
		tcpServer.onAccept.addListener(({clientSocketId}) => {
			tcp.send(clientSocketId, new Uint8Array(16e6), () => {});
			console.log('sent');
		})`)
	c, err := net.Dial("tcp", p.line())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	p.line()
	p.signal(syscall.SIGTERM)
	c.SetDeadline(time.Now().Add(patience))
	if n, err := io.Copy(io.Discard, c); n != 16e6 || err != nil {
		t.Errorf("the client got %d bytes of 16,000,000 (%v)", n, err)
	}
	if status := p.status(); status != 0 {
		t.Errorf("the status is %d, want 0; stderr is\n%s", status, &p.stderr)
	}
}

// TestSecondSignalEndsAtOnce has a script that does not let the first one
// through.
func TestSecondSignalEndsAtOnce(t *testing.T) {
	p := command(t, `console.log('ready'); for (;;);`)
	p.line()
	p.signal(syscall.SIGTERM)
	p.signal(syscall.SIGINT)
	if status := p.status(); status != 128+int(syscall.SIGINT) && status != 128+int(syscall.SIGTERM) {
		t.Errorf("the status is %d, want 130 or 143: 128 and the second signal; stderr is\n%s", status, &p.stderr)
	}
}

// safe is a writer for two goroutines.
type safe struct {
	lines chan string
	bytes.Buffer
}

func (s *safe) Write(p []byte) (int, error) {
	s.Buffer.Write(p)
	s.lines <- string(p)
	return len(p), nil
}

// TestTrace is a whole conversation with an echo server, as --trace prints it.
func TestTrace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "echo.js")
	if err := os.WriteFile(path, []byte(server+`
		tcpServer.onAccept.addListener(({clientSocketId}) => tcp.setPaused(clientSocketId, false));
		tcp.onReceive.addListener(({socketId, data}) => tcp.send(socketId, data, () => {}));
		tcp.onReceiveError.addListener(({socketId}) => {
			tcp.close(socketId);
			tcp.getInfo(socketId, () => chrome.runtime.lastError);
			tcpServer.close(1);
		});
	`), 0o600); err != nil {
		t.Fatal(err)
	}
	stdout, stderr := &safe{lines: make(chan string, 10)}, new(bytes.Buffer)
	status := make(chan int)
	go func() { status <- run([]string{"--trace", path}, stdout, stderr, func() signals { return signals{} }) }()
	c, err := net.Dial("tcp", strings.TrimSpace(<-stdout.lines))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(patience))
	io.WriteString(c, "hello")
	if _, err := io.ReadFull(c, make([]byte, 5)); err != nil {
		t.Error(err)
	}
	c.Close()
	if got := <-status; got != statusOK {
		t.Errorf("the status is %d", got)
	}
	got := regexp.MustCompile(`localPort: \d+`).ReplaceAllString(stderr.String(), "localPort: 12345")
	want := `call sockets.tcpServer.create(function)
answer sockets.tcpServer.create({socketId: 1})
call sockets.tcpServer.listen(1, "127.0.0.1", 0, function)
answer sockets.tcpServer.listen(0)
call sockets.tcpServer.getInfo(1, function)
answer sockets.tcpServer.getInfo({localAddress: "127.0.0.1", localPort: 12345, paused: false, persistent: false, socketId: 1})
event sockets.tcpServer.onAccept({clientSocketId: 1, socketId: 1})
call sockets.tcp.setPaused(1, false)
answer sockets.tcp.setPaused()
event sockets.tcp.onReceive({data: <5 bytes "hello">, socketId: 1})
call sockets.tcp.send(1, <5 bytes "hello">, function)
answer sockets.tcp.send({bytesSent: 5, resultCode: 0})
event sockets.tcp.onReceiveError({resultCode: -100, socketId: 1})
call sockets.tcp.close(1)
call sockets.tcp.getInfo(1, function)
call sockets.tcpServer.close(1)
answer sockets.tcp.close()
answer sockets.tcp.getInfo() lastError "Socket not found"
answer sockets.tcpServer.close()
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the trace (-want +got):\n%s", diff)
	}
}
