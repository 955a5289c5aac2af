package peer

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"sync"
	"time"
)

// tlsConfig makes the server of a handshake. Its certificate is for 127.0.0.1 and localhost, and signed by itself. The kind
// is "" or one of
//
//	"tls1.0"       speaks TLS 1.0 only
//	"tls1.2"       speaks TLS 1.2 only
//	"client-cert"  wants a certificate of the client
func tlsConfig(kind string) *tls.Config {
	config := &tls.Config{Certificates: []tls.Certificate{selfSigned()}}
	switch kind {
	case "tls1.0":
		config.MinVersion, config.MaxVersion = tls.VersionTLS10, tls.VersionTLS10
	case "tls1.2":
		config.MaxVersion = tls.VersionTLS12
	case "client-cert":
		config.ClientAuth = tls.RequireAnyClientCert
	}
	return config
}

var selfSigned = sync.OnceValue(func() tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "localhost"},
		DNSNames:     []string{"localhost"},
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		panic(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
})
