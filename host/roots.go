package host

import (
	"crypto/x509"
	"fmt"
	"os"
)

// loadRoots gives the certificates that servers are trusted by: the system's
// and those of the files, in PEM form. It gives nil, the system's alone, for no
// files.
func loadRoots(files []string) (*x509.CertPool, error) {
	if len(files) == 0 {
		return nil, nil
	}
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool() // a system without any
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("cannot read the certificates of --ca: %w", err)
		}
		if !roots.AppendCertsFromPEM(text) {
			return nil, fmt.Errorf("there is no certificate in %s: --ca wants a file with BEGIN CERTIFICATE lines", file)
		}
	}
	return roots, nil
}
