package socket_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"math/big"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

// authority issues certificates.
type authority struct {
	t    testing.TB
	cert *x509.Certificate
	key  crypto.Signer
}

func newAuthority(t testing.TB, name string) *authority {
	t.Helper()
	a := &authority{t: t, key: newKey(t)}
	a.cert = a.sign(&x509.Certificate{
		Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}, nil, a.key)
	return a
}

func newKey(t testing.TB) crypto.Signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// sign makes a certificate for a key, valid for an hour around now unless the
// template says otherwise. parent nil is the certificate itself.
func (a *authority) sign(template, parent *x509.Certificate, key crypto.Signer) *x509.Certificate {
	a.t.Helper()
	template.SerialNumber = big.NewInt(time.Now().UnixNano())
	if template.NotAfter.IsZero() {
		template.NotBefore, template.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	}
	if parent == nil {
		parent = template
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), a.key)
	if err != nil {
		a.t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		a.t.Fatal(err)
	}
	return cert
}

// issue makes the certificate of a server, with what the template says.
func (a *authority) issue(template x509.Certificate) tls.Certificate {
	a.t.Helper()
	key := newKey(a.t)
	cert := a.sign(&template, a.cert, key)
	return tls.Certificate{Certificate: [][]byte{cert.Raw, a.cert.Raw}, PrivateKey: key}
}

func (a *authority) pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.cert)
	return pool
}

// forLoopback is the template of a certificate that fits.
var forLoopback = x509.Certificate{DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}

// secured is the code of securing a connection to a server.
func (f *fixture) secured(config *tls.Config, host string, o socket.SecureOptions) (code neterror.Code, id int, p *tls.Conn) {
	f.t.Helper()
	l := f.peerListener()
	id = f.tcp.Create(socket.Properties{Name: ptr("a"), BufferSize: ptr(5)})
	f.tcp.SetPaused(id, true, func(error) {})
	if code, err := f.connect(id, host, portOf(l.Addr())); code != neterror.OK || err != nil {
		f.t.Fatalf("connect to %s: %d, %v", host, code, err)
	}
	raw, err := l.Accept()
	if err != nil {
		f.t.Fatal(err)
	}
	p = tls.Server(f.peer(raw), config)
	shaken := make(chan struct{})
	go func() { p.Handshake(); close(shaken) }() // it may fail: the code tells
	code, err = f.call(func(r socket.Result) { f.tcp.Secure(id, o, r) })
	if err != nil {
		f.t.Fatalf("secure: %v", err)
	}
	if code != neterror.OK {
		raw.Close()
		if f.tcp.Has(id) {
			f.t.Errorf("after %v the socket is still there", code)
		}
	}
	<-shaken
	return code, id, p
}

func TestSecureJudgesCertificates(t *testing.T) {
	trusted, stranger := newAuthority(t, "trusted"), newAuthority(t, "stranger")
	hour := func(n int) time.Time { return time.Now().Add(time.Duration(n) * time.Hour) }
	valid := trusted.issue(forLoopback)

	with := func(a *authority, change func(*x509.Certificate)) tls.Certificate {
		template := forLoopback
		change(&template)
		return a.issue(template)
	}
	expired := func(c *x509.Certificate) { c.NotBefore, c.NotAfter = hour(-48), hour(-24) }
	wrongName := func(c *x509.Certificate) {
		c.DNSNames, c.IPAddresses = []string{"example.com"}, nil
		c.Subject.CommonName = "127.0.0.1" // which nobody looks at any more
	}

	intermediate := &authority{t: t, key: newKey(t)}
	intermediate.cert = trusted.sign(&x509.Certificate{
		Subject: pkix.Name{CommonName: "between"}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}, trusted.cert, intermediate.key)
	alone := intermediate.issue(forLoopback)
	alone.Certificate = alone.Certificate[:1]

	selfSigned := &authority{t: t, key: newKey(t)}
	template := forLoopback
	self := tls.Certificate{Certificate: [][]byte{selfSigned.sign(&template, nil, selfSigned.key).Raw}, PrivateKey: selfSigned.key}

	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	weak := &authority{t: t, key: rsaKey}
	weak.cert = weak.sign(&x509.Certificate{
		Subject: pkix.Name{CommonName: "weak"}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}, nil, weak.key)
	sha1 := with(weak, func(c *x509.Certificate) { c.SignatureAlgorithm = x509.SHA1WithRSA })

	pool := trusted.pool()
	pool.AddCert(weak.cert)
	for _, c := range []struct {
		name string
		cert tls.Certificate
		host string
		want neterror.Code
	}{
		{"valid, by address", valid, "127.0.0.1", neterror.OK},
		{"valid, by another spelling of the address", valid, "127.1", neterror.OK},
		{"valid, by name", valid, "LocalHost", neterror.OK},
		{"by an intermediate", intermediate.issue(forLoopback), "127.0.0.1", neterror.OK},
		{"without the intermediate", alone, "127.0.0.1", neterror.CertAuthorityInvalid},
		{"self-signed", self, "127.0.0.1", neterror.CertAuthorityInvalid},
		{"unknown issuer", stranger.issue(forLoopback), "127.0.0.1", neterror.CertAuthorityInvalid},
		{"unknown issuer, expired, wrong name", with(stranger, func(c *x509.Certificate) { expired(c); wrongName(c) }), "127.0.0.1", neterror.CertAuthorityInvalid},
		{"wrong name", with(trusted, wrongName), "127.0.0.1", neterror.CertCommonNameInvalid},
		{"a name, but not this address", with(trusted, func(c *x509.Certificate) { c.IPAddresses = nil }), "127.0.0.1", neterror.CertCommonNameInvalid},
		{"expired", with(trusted, expired), "127.0.0.1", neterror.CertDateInvalid},
		{"not yet valid", with(trusted, func(c *x509.Certificate) { c.NotBefore, c.NotAfter = hour(24), hour(48) }), "127.0.0.1", neterror.CertDateInvalid},
		{"expired, wrong name", with(trusted, func(c *x509.Certificate) { expired(c); wrongName(c) }), "127.0.0.1", neterror.CertCommonNameInvalid},
		{"SHA-1", sha1, "127.0.0.1", neterror.CertInvalid},
		{"not for servers", with(trusted, func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }), "127.0.0.1", neterror.CertInvalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t)
			f.stack.Roots = pool
			if code, _, _ := f.secured(&tls.Config{Certificates: []tls.Certificate{c.cert}}, c.host, socket.SecureOptions{}); code != c.want {
				t.Errorf("secure gives %d %v, want %d %v", code, code, c.want, c.want)
			}
		})
	}
}

func TestSecureVersions(t *testing.T) {
	a := newAuthority(t, "trusted")
	cert := a.issue(forLoopback)
	for _, c := range []struct {
		name         string
		server       *tls.Config
		options      socket.SecureOptions
		want         neterror.Code
		wantProtocol uint16
	}{
		{"the newest", &tls.Config{}, socket.SecureOptions{}, neterror.OK, tls.VersionTLS13},
		{"at most 1.2", &tls.Config{}, socket.SecureOptions{MaxVersion: "tls1.2"}, neterror.OK, tls.VersionTLS12},
		{"words without a meaning", &tls.Config{}, socket.SecureOptions{MinVersion: "ssl3", MaxVersion: "tls1"}, neterror.OK, tls.VersionTLS13},
		{"a server of 1.1", &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}, socket.SecureOptions{MinVersion: "tls1"}, neterror.SSLVersionOrCipherInvalid, 0},
		{"RSA key exchange", &tls.Config{MaxVersion: tls.VersionTLS12, CipherSuites: []uint16{tls.TLS_RSA_WITH_AES_128_CBC_SHA}}, socket.SecureOptions{}, neterror.SSLVersionOrCipherInvalid, 0}, // the certificate is for ECDSA
		{"a certificate is wanted", &tls.Config{ClientAuth: tls.RequireAnyClientCert}, socket.SecureOptions{}, neterror.SSLClientAuthCertNeeded, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t)
			f.stack.Roots = a.pool()
			c.server.Certificates = []tls.Certificate{cert}
			code, _, p := f.secured(c.server, "127.0.0.1", c.options)
			if code != c.want {
				t.Fatalf("secure gives %d %v, want %d %v", code, code, c.want, c.want)
			}
			if got := p.ConnectionState().Version; c.want == neterror.OK && got != c.wantProtocol {
				t.Errorf("the version is %s, want %s", tls.VersionName(got), tls.VersionName(c.wantProtocol))
			}
		})
	}
}

// secure makes a secured, paused socket and the server at its other end.
func secure(t *testing.T) (f *fixture, id int, p *tls.Conn) {
	t.Helper()
	f = newFixture(t)
	a := newAuthority(t, "trusted")
	f.stack.Roots = a.pool()
	code, id, p := f.secured(&tls.Config{Certificates: []tls.Certificate{a.issue(forLoopback)}}, "127.0.0.1", socket.SecureOptions{})
	if code != neterror.OK {
		t.Fatalf("secure gives %d %v", code, code)
	}
	return f, id, p
}

func TestSecuredSocket(t *testing.T) {
	f, id, p := secure(t)
	info := f.info(id)
	if !info.Connected || !info.Paused || !info.Secured || info.Name != "" || info.BufferSize != 0 || !info.Local.IsValid() || !info.Peer.IsValid() {
		t.Errorf("the socket is %+v", info)
	}
	if code, err := f.tcp.SetNoDelay(id, true); code != neterror.Failed || err != nil {
		t.Errorf("setNoDelay gives %d, %v", code, err)
	}
	if code, err := f.tcp.SetKeepAlive(id, true, 0); code != neterror.Failed || err != nil {
		t.Errorf("setKeepAlive gives %d, %v", code, err)
	}

	// Nothing is received while it is paused; one read is one record at most.
	io.WriteString(p, "hello")
	f.settle()
	f.expect()
	f.setPaused(id, false)
	f.expect(`received 1 "hello"`)

	f.tcp.Send(id, []byte("one "), f.result("first"))
	f.tcp.Send(id, []byte("two"), f.result("second"))
	f.expect("first: 0", "second: 0")
	got := make([]byte, 7)
	if _, err := io.ReadFull(p, got); err != nil || string(got) != "one two" {
		t.Errorf("the server got %q, %v", got, err)
	}

	p.Close()
	f.expect("receiveFailed 1 -100")
	f.tcp.Send(id, []byte("x"), f.result("send"))
	f.expect("send: -15")
	code, err := f.connect(id, "127.0.0.1", 9)
	if code != neterror.ConnectionFailed || err != nil {
		t.Errorf("connect again gives %d, %v", code, err)
	}
	code, err = f.call(func(r socket.Result) { f.tcp.Secure(id, socket.SecureOptions{}, r) })
	if code != neterror.InvalidArgument || err != nil || !f.tcp.Has(id) {
		t.Errorf("secure again gives %d, %v; the socket is there: %v", code, err, f.tcp.Has(id))
	}
}

func TestSecuredSocketUnderBackPressure(t *testing.T) {
	f, id, p := secure(t)
	sent := bytes.Repeat([]byte("0123456789abcdef"), 8<<20/16)
	f.tcp.Send(id, sent, f.result("large"))
	f.tcp.Send(id, []byte("end"), f.result("end"))
	got := make(chan string, 1)
	go func() {
		all, _ := io.ReadAll(p)
		got <- string(all)
	}()
	f.expect("large: 0", "end: 0")
	f.tcp.Close(id, f.done("close"))
	if all := await(f, "what the server gets", got); all != string(sent)+"end" {
		t.Errorf("the server got %d bytes, or others than the %d that were sent", len(all), len(sent)+3)
	}
}

// What is queued when the socket is closed is flushed, and then the end is told.
func TestSecuredSocketFlushesAtClose(t *testing.T) {
	f, id, p := secure(t)
	sent := strings.Repeat("x", 4<<20)
	f.tcp.Send(id, []byte(sent), func(neterror.Code, error) {})
	f.tcp.Close(id, func(error) {})
	got := make(chan int, 1)
	go func() {
		all, err := io.ReadAll(p)
		if err != nil { // without close_notify it would be io.ErrUnexpectedEOF
			t.Errorf("after %d bytes: %v", len(all), err)
		}
		got <- len(all)
	}()
	if n := await(f, "what the server gets", got); n != len(sent) {
		t.Errorf("the server got %d bytes of %d", n, len(sent))
	}
	f.until("the end of the connection", func() bool { return !f.stack.Active() })
}

// A server that never answers holds nobody up.
func TestSecureStalls(t *testing.T) {
	for name, end := range map[string]func(*fixture, int){
		"close":      func(f *fixture, id int) { f.tcp.Close(id, func(error) {}) },
		"disconnect": func(f *fixture, id int) { f.tcp.Disconnect(id, func(error) {}) },
		"stop":       func(f *fixture, _ int) { f.stack.CloseAll() },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			id, p := f.connected(true)
			f.tcp.Secure(id, socket.SecureOptions{}, f.result("secure"))
			hello := make([]byte, 1)
			if _, err := p.Read(hello); err != nil {
				t.Fatal(err)
			}
			f.settle()
			f.expect()
			end(f, id)
			f.expect("secure: the socket went away before the call was answered")
			f.until("the end of the connection", func() bool { return !f.stack.Active() })
			if _, err := io.Copy(io.Discard, p); err != nil {
				t.Errorf("the server reads %v", err)
			}
		})
	}
}

// The App ends in the middle of a handshake.
func TestSecureAtTheEndOfTheApp(t *testing.T) {
	f := newFixture(t)
	id, _ := f.connected(true)
	f.tcp.Secure(id, socket.SecureOptions{}, func(neterror.Code, error) {})
}

func TestSecureGarbage(t *testing.T) {
	for _, c := range []struct {
		name, answer string
		want         neterror.Code
	}{
		{"text", "HTTP/1.1 400 Bad Request\r\n\r\n", neterror.SSLProtocolError},
		{"zeros", strings.Repeat("\x00", 100), neterror.SSLProtocolError},
		{"a record that is too long", "\x16\x03\x03\xFF\xFF" + strings.Repeat("x", 100), neterror.SSLProtocolError},
		{"half a record", "\x16\x03\x03\x00\x20xx", neterror.ConnectionClosed},
		{"nothing", "", neterror.ConnectionClosed},
		{"close_notify", "\x15\x03\x03\x00\x02\x01\x00", neterror.SSLProtocolError},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t)
			id, p := f.connected(true)
			f.tcp.Secure(id, socket.SecureOptions{}, f.result("secure"))
			if _, err := p.Read(make([]byte, 2000)); err != nil {
				t.Fatal(err)
			}
			p.send(c.answer)
			p.CloseWrite()
			f.expect(fmt.Sprintf("secure: %d", c.want))
		})
	}
}
