package scripts

import (
	"fmt"
	"io"
	"net"
	"net/textproto"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tcpsrv-host/tcpsrv-host/host"
)

// An ftpClient is a logged in control connection.
type ftpClient struct {
	t *testing.T
	*textproto.Conn
}

func launchFTP(t *testing.T, folder string) *ftpClient {
	t.Helper()
	a := launch(t, host.Options{Apps: []string{"ftp"}, Retain: []string{"public=" + folder}}, `{"port": 0}`).expectListening()
	conn := a.dial(t)
	c := &ftpClient{t, textproto.NewConn(conn)}
	c.response(220)
	c.command(331, "USER anonymous")
	c.command(230, "PASS x")
	c.command(200, "TYPE I")
	return c
}

func (c *ftpClient) response(code int) string {
	c.t.Helper()
	_, text, err := c.ReadResponse(code)
	if err != nil {
		c.t.Fatalf("the reply %q: %v, want %d", text, err, code)
	}
	return text
}

func (c *ftpClient) command(code int, format string, args ...any) string {
	c.t.Helper()
	if err := c.PrintfLine(format, args...); err != nil {
		c.t.Fatal(err)
	}
	return c.response(code)
}

var extendedPort = regexp.MustCompile(`\(\|\|\|(\d+)\|\)$`)

// data opens a data connection for a command.
func (c *ftpClient) data(format string, args ...any) net.Conn {
	c.t.Helper()
	m := extendedPort.FindStringSubmatch(c.command(229, "EPSV"))
	if m == nil {
		c.t.Fatal("EPSV names no port")
	}
	conn, err := net.Dial("tcp", "127.0.0.1:"+m[1])
	if err != nil {
		c.t.Fatal(err)
	}
	conn.SetDeadline(time.Now().Add(patience))
	c.command(150, format, args...)
	return conn
}

func (c *ftpClient) retrieve(format string, args ...any) string {
	c.t.Helper()
	conn := c.data(format, args...)
	defer conn.Close()
	data, err := io.ReadAll(conn)
	if err != nil {
		c.t.Fatal(err)
	}
	c.response(226)
	return string(data)
}

func (c *ftpClient) store(text, format string, args ...any) {
	c.t.Helper()
	conn := c.data(format, args...)
	if _, err := io.WriteString(conn, text); err != nil {
		c.t.Fatal(err)
	}
	conn.Close()
	c.response(226)
}

func TestFTP(t *testing.T) {
	big := make([]byte, 3<<20)
	io.ReadFull(noise(3), big)
	folder := sharedFolder(t, map[string]string{"a.txt": "hello", "sub/b": "x", "big": string(big)})
	c := launchFTP(t, folder)

	if got := c.retrieve("RETR a.txt"); got != "hello" {
		t.Errorf("a.txt is %q", got)
	}
	if got := c.retrieve("RETR /big"); got != string(big) {
		t.Errorf("of the large file came %d bytes, or others than it has", len(got))
	}
	c.command(350, "REST %d", len(big)-10)
	if got := c.retrieve("RETR big"); got != string(big[len(big)-10:]) {
		t.Errorf("the end of the large file is %d bytes", len(got))
	}
	if diff := cmp.Diff("a.txt\r\nbig\r\nsub\r\n", c.retrieve("NLST")); diff != "" {
		t.Errorf("the names: -want +got\n%s", diff)
	}
	if got := c.command(213, "SIZE big"); got != strconv.Itoa(len(big)) {
		t.Errorf("the size of the large file is %s", got)
	}
	if line := strings.Split(c.retrieve("LIST -la sub"), "\r\n")[0]; !regexp.MustCompile(`^-rw-r--r-- 1 ftp ftp +1 \w{3} [ \d]\d \d\d:\d\d b$`).MatchString(line) {
		t.Errorf("a line of LIST is %q", line)
	}
	if got := c.retrieve("MLSD sub"); !regexp.MustCompile(`^type=file;modify=\d{14};size=1; b\r\n$`).MatchString(got) {
		t.Errorf("MLSD gives %q", got)
	}

	c.store(string(big), "STOR sub/up")
	c.store("more", "APPE a.txt")
	c.store("HELLO", "STOR sub/empty")
	c.command(257, "MKD new")
	c.command(250, "CWD new")
	c.command(350, "RNFR ../sub/empty")
	c.command(250, "RNTO moved")
	if got := c.command(257, "PWD"); got != `"/new"` {
		t.Errorf("the folder is %s", got)
	}
	for path, want := range map[string]string{"sub/up": string(big), "a.txt": "hellomore", "new/moved": "HELLO"} {
		got, err := os.ReadFile(filepath.Join(folder, path))
		if err != nil || string(got) != want {
			t.Errorf("%s has %d bytes (%v), want %d", path, len(got), err, len(want))
		}
	}
	c.command(250, "DELE moved")
	c.command(250, "CDUP")
	c.command(250, "RMD new")
	if _, err := os.Stat(filepath.Join(folder, "new")); err == nil {
		t.Error("the folder that was removed is there")
	}
	c.command(221, "QUIT")
}

func TestFTPRefusals(t *testing.T) {
	c := launchFTP(t, sharedFolder(t, map[string]string{"sub/b": "x", "a": "y"}))
	for command, code := range map[string]int{
		"RETR missing":     550,
		"SIZE sub":         550,
		"CWD a":            550,
		"RMD sub":          550, // not empty
		"DELE sub":         550,
		"MKD sub":          550,
		"RNTO x":           503,
		"RETR a":           425, // without a port
		"PORT 1,2,3,4,5,6": 502,
		"SITE EXEC x":      502,
		"constructor":      502,
		"REST x":           501,
		"":                 502,
		"CWD ../../..":     250, // there is nothing above the folder
	} {
		t.Run(command, func(t *testing.T) { (&ftpClient{t, c.Conn}).command(code, "%s", command) })
	}
	c.command(500, "%s", strings.Repeat("x", 5000))
	if _, err := c.ReadLine(); err != io.EOF {
		t.Errorf("after a line without end: %v, want the end", err)
	}
}

// PASV names the address in the old form.
func TestFTPPassive(t *testing.T) {
	c := launchFTP(t, sharedFolder(t, map[string]string{"a": "y"}))
	var high, low int
	text := c.command(227, "PASV")
	if _, err := fmt.Sscanf(text[strings.Index(text, "("):], "(127,0,0,1,%d,%d)", &high, &low); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", high<<8|low))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(patience))
	c.command(150, "RETR a")
	if got, err := io.ReadAll(conn); err != nil || string(got) != "y" {
		t.Errorf("the data are %q (%v)", got, err)
	}
	c.response(226)
}
