package manifest

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// PathID is the id of an app without a manifest key, which follows from the absolute path of its folder, symbolic links resolved.
func PathID(realPath string) string { return idOf([]byte(realPath)) }

// keyID is the id that the manifest key gives: a base64 text, also in the PEM form.
func keyID(key string) (id string, ok bool) {
	if rest, pem := strings.CutPrefix(key, "-----BEGIN"); pem {
		_, rest, _ = strings.Cut(rest, "-----")
		body, _, closed := strings.Cut(rest, "-----END")
		if !closed {
			return "", false
		}
		key = strings.Join(strings.Fields(body), "")
	}
	// The standard library skips line breaks inside base64; Chrome does not.
	der, err := base64.StdEncoding.DecodeString(key)
	if err != nil || len(der) == 0 || strings.ContainsAny(key, "\r\n") {
		return "", false
	}
	return idOf(der), true
}

// idOf is the first half of a SHA-256 in hexadecimal, written with the letters a to p.
func idOf(seed []byte) string {
	sum := sha256.Sum256(seed)
	return strings.Map(func(digit rune) rune {
		if digit <= '9' {
			return digit - '0' + 'a'
		}
		return digit - 'a' + 'k'
	}, hex.EncodeToString(sum[:16]))
}

// isID reports whether a text has the form of an app id.
func isID(text string) bool {
	return len(text) == 32 && strings.Trim(lowerASCII(text), "abcdefghijklmnop") == ""
}
