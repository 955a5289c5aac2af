package scripts

import (
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/host"
)

func TestHTTPSGet(t *testing.T) {
	page := strings.Repeat("a page in UTF-8: äöü €\n", 10_000)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/page" {
			io.WriteString(w, page)
		} else {
			http.NotFound(w, r)
		}
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // of the handshakes that the client breaks off
	server.StartTLS()
	t.Cleanup(server.Close)
	ca := filepath.Join(t.TempDir(), "ca.pem")
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(ca, certificate, 0o600); err != nil {
		t.Fatal(err)
	}
	port := server.Listener.Addr().(*net.TCPAddr).Port

	for _, c := range []struct{ name, settings, ca, want string }{
		{"a page", `HOST = "127.0.0.1", PATH = "/page"`, ca, "HTTP/1.0 200 OK\n" + page + "\n"},
		{"no page", `HOST = "127.0.0.1"`, ca, "HTTP/1.0 404 Not Found\n404 page not found\n\n"},
		{"not trusted", `HOST = "127.0.0.1"`, "", fmt.Sprintf("httpsget: cannot trust 127.0.0.1:%d: net::ERR_CERT_AUTHORITY_INVALID\n", port)},
		{"another name", `HOST = "localhost"`, ca, fmt.Sprintf("httpsget: cannot trust localhost:%d: net::ERR_CERT_COMMON_NAME_INVALID\n", port)},
	} {
		t.Run(c.name, func(t *testing.T) {
			settings := filepath.Join(t.TempDir(), "settings.js")
			if err := os.WriteFile(settings, fmt.Appendf(nil, "var PORT = %d, %s;", port, c.settings), 0o600); err != nil {
				t.Fatal(err)
			}
			o := host.Options{Apps: []string{settings, "httpsget.js"}, Ephemeral: true}
			if c.ca != "" {
				o.CA = []string{c.ca}
			}
			console, cancel := startApp(t, o)
			defer cancel()
			got, err := io.ReadAll(console)
			if err != nil || string(got) != c.want {
				t.Errorf("printed %.300q (%v)\nwant %.300q", got, err, c.want)
			}
		})
	}
}
