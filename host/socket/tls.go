package socket

import (
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
)

// SecureOptions are the versions of TLS that an app accepts, in Chrome's words:
// "tls1.2", "tls1.3". Older ones and unknown words count as not said.
type SecureOptions struct {
	MinVersion string // TLS 1.2 unless it says more
	MaxVersion string // TLS 1.3 unless it says less
}

// versions gives the range; SSLProtocolError if it is empty.
func (o SecureOptions) versions() (lowest, highest uint16, code neterror.Code) {
	lowest, highest = tls.VersionTLS12, tls.VersionTLS13
	if o.MinVersion == "tls1.3" {
		lowest = tls.VersionTLS13
	}
	if o.MaxVersion == "tls1.2" {
		highest = tls.VersionTLS12
	}
	if lowest > highest {
		return 0, 0, neterror.SSLProtocolError
	}
	return lowest, highest, neterror.OK
}

// cipherSuites are those of TLS 1.2 that Chrome offers. Go's own list leaves
// out the last ones, which devices of the time of Chrome Apps have.
var cipherSuites = []uint16{
	tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
	tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
	tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
	tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
	tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
	tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
	tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
	tls.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
	tls.TLS_RSA_WITH_AES_128_GCM_SHA256,
	tls.TLS_RSA_WITH_AES_256_GCM_SHA384,
	tls.TLS_RSA_WITH_AES_128_CBC_SHA,
	tls.TLS_RSA_WITH_AES_256_CBC_SHA,
}

// tlsConfig is for a client that expects the certificate of host, a name or an
// address as it was given to connect. roots nil is the system's.
func tlsConfig(host string, o SecureOptions, roots *x509.CertPool) (*tls.Config, neterror.Code) {
	lowest, highest, code := o.versions()
	if code != neterror.OK {
		return nil, code
	}
	name := serverName(host)
	return &tls.Config{
		ServerName:   name, // not sent when it is an address
		MinVersion:   lowest,
		MaxVersion:   highest,
		CipherSuites: cipherSuites,
		// The judgement is below: Chrome ranks what is wrong with a certificate
		// otherwise than Go.
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			if code := judge(state.PeerCertificates, name, roots, time.Now()); code != neterror.OK {
				return code
			}
			return nil
		},
		GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
			return nil, neterror.SSLClientAuthCertNeeded
		},
	}, neterror.OK
}

// serverName is the name that a certificate has to have: names are ASCII and
// small, addresses in their usual form.
func serverName(host string) string {
	name, ok := canonicalHost(host)
	if !ok {
		return host
	}
	if addr, ok := ParseLiteral(name); ok {
		return addr.String()
	}
	return strings.TrimSuffix(name, ".")
}

// judge gives what is worst about the certificates of a server, in the order
// of Chromium's MapCertStatusToNetError (net/cert/cert_status_flags.cc).
func judge(chain []*x509.Certificate, name string, roots *x509.CertPool, now time.Time) neterror.Code {
	leaf := chain[0]
	err := verify(chain, roots, now)
	untimely := isUntimely(err)
	if untimely {
		// The rest is judged as if the dates were right.
		timely := make([]*x509.Certificate, len(chain))
		for i, c := range chain {
			changed := *c
			changed.NotBefore, changed.NotAfter = now, now
			timely[i] = &changed
		}
		if err = verify(timely, roots, now); isUntimely(err) {
			err = nil // it is the root's, which has signed all the same
		}
	}
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &unknown):
		// Go takes a signature by SHA-1 for none.
		if hasWeakSignature(chain) && isIssuerKnown(chain[len(chain)-1], roots) {
			return neterror.CertInvalid
		}
		return neterror.CertAuthorityInvalid
	case errors.As(err, &invalid) && (invalid.Reason == x509.CANotAuthorizedForThisName || invalid.Reason == x509.NameConstraintsWithoutSANs):
		return neterror.CertNameConstraintViolation
	case err != nil:
		return neterror.CertInvalid
	}
	key, isRSA := leaf.PublicKey.(*rsa.PublicKey)
	switch {
	case leaf.VerifyHostname(name) != nil:
		return neterror.CertCommonNameInvalid
	case isRSA && key.N.BitLen() < 1024:
		return neterror.CertWeakKey
	case untimely:
		return neterror.CertDateInvalid
	}
	return neterror.OK
}

// verify looks for a way from a certificate to a root.
func verify(chain []*x509.Certificate, roots *x509.CertPool, now time.Time) error {
	options := x509.VerifyOptions{Roots: roots, Intermediates: x509.NewCertPool(), CurrentTime: now}
	for _, c := range chain[1:] {
		options.Intermediates.AddCert(c)
	}
	_, err := chain[0].Verify(options)
	return err
}

func isUntimely(err error) bool {
	var invalid x509.CertificateInvalidError
	return errors.As(err, &invalid) && invalid.Reason == x509.Expired
}

func hasWeakSignature(chain []*x509.Certificate) bool {
	for _, c := range chain {
		switch c.SignatureAlgorithm {
		case x509.MD2WithRSA, x509.MD5WithRSA, x509.SHA1WithRSA, x509.DSAWithSHA1, x509.ECDSAWithSHA1:
			return true
		}
	}
	return false
}

// isIssuerKnown is whether a root has the name of the issuer of a certificate,
// whose signature Go does not check.
func isIssuerKnown(c *x509.Certificate, roots *x509.CertPool) bool {
	if roots == nil {
		var err error
		if roots, err = x509.SystemCertPool(); err != nil {
			return false
		}
	}
	//lint:ignore SA1019 a system that keeps its roots to itself shows none, and the judgement is then a milder one
	for _, subject := range roots.Subjects() {
		if string(subject) == string(c.RawIssuer) {
			return true
		}
	}
	return false
}

// handshakeCode is the code of a handshake that failed; ended is whether the
// stream has come to its end
// (net/socket/ssl_client_socket_impl.cc, net/ssl/openssl_ssl_util.cc).
func handshakeCode(err error, ended bool) neterror.Code {
	var own neterror.Code
	if errors.As(err, &own) {
		return own
	}
	var remote *net.OpError
	if errors.As(err, &remote) && remote.Op == "remote error" {
		for alert, code := range alertCodes {
			if remote.Err.Error() == alert.Error() {
				return code
			}
		}
		return neterror.SSLProtocolError
	}
	switch {
	case ended && (errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)):
		return neterror.ConnectionClosed
	case neterror.FromError(err) == neterror.ConnectionReset:
		return neterror.ConnectionReset
	case strings.HasPrefix(err.Error(), "tls: server selected unsupported protocol version"):
		return neterror.SSLVersionOrCipherInvalid
	}
	return neterror.SSLProtocolError
}

// alertCodes are the fatal alerts of a server that Chrome tells apart. Go's
// error for one has the text of the alert and a type that nobody can name.
var alertCodes = map[tls.AlertError]neterror.Code{
	20:  neterror.SSLBadRecordMACAlert,
	30:  neterror.SSLDecompressionFailureAlert,
	40:  neterror.SSLVersionOrCipherInvalid, // handshake_failure
	42:  neterror.BadSSLClientAuthCert,      // bad_certificate
	43:  neterror.BadSSLClientAuthCert,      // unsupported_certificate
	44:  neterror.BadSSLClientAuthCert,      // certificate_revoked
	45:  neterror.BadSSLClientAuthCert,      // certificate_expired
	46:  neterror.BadSSLClientAuthCert,      // certificate_unknown
	48:  neterror.BadSSLClientAuthCert,      // unknown_ca
	51:  neterror.SSLDecryptErrorAlert,
	70:  neterror.SSLVersionOrCipherInvalid, // protocol_version
	71:  neterror.SSLVersionOrCipherInvalid, // insufficient_security
	112: neterror.SSLUnrecognizedNameAlert,
	116: neterror.BadSSLClientAuthCert, // certificate_required
}
