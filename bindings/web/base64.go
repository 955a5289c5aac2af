package web

import (
	"encoding/base64"
	"strings"

	"github.com/dop251/goja"
)

// InstallBase64 defines the globals atob and btoa.
//
// See https://html.spec.whatwg.org/#atob.
func InstallBase64(vm *goja.Runtime) {
	for _, f := range []struct {
		name    string
		convert func(string) (result goja.Value, fault string)
	}{
		{"atob", func(text string) (goja.Value, string) {
			if _, ok := latin1Bytes(text); !ok {
				return nil, "The string to be decoded contains characters outside of the Latin1 range."
			}
			data, ok := decodeBase64(text)
			if !ok {
				return nil, "The string to be decoded is not correctly encoded."
			}
			return latin1String(data), ""
		}},
		{"btoa", func(text string) (goja.Value, string) {
			data, ok := latin1Bytes(text)
			if !ok {
				return nil, "The string to be encoded contains characters outside of the Latin1 range."
			}
			return vm.ToValue(base64.StdEncoding.EncodeToString(data)), ""
		}},
	} {
		GlobalOperation(vm, f.name, 1, func(args Arguments) goja.Value {
			result, fault := f.convert(args.String(0))
			if fault != "" {
				panic(args.DOMException("InvalidCharacterError", fault))
			}
			return result
		})
	}
}

// decodeBase64 is the "forgiving-base64 decode" of the Infra standard: blanks
// anywhere, padding whole or none, bits left over ignored.
func decodeBase64(text string) ([]byte, bool) {
	text = strings.NewReplacer(" ", "", "\t", "", "\n", "", "\f", "", "\r", "").Replace(text)
	if len(text)%4 == 0 {
		text = strings.TrimSuffix(strings.TrimSuffix(text, "="), "=")
	}
	// The standard library skips line ends, of which none are left.
	data, err := base64.RawStdEncoding.DecodeString(text)
	return data, err == nil
}

// latin1String makes a character of every byte.
func latin1String(data []byte) goja.Value {
	units := make([]uint16, len(data))
	for i, b := range data {
		units[i] = uint16(b)
	}
	return goja.StringFromUTF16(units)
}

// latin1Bytes makes a byte of every character, if each is below 256.
func latin1Bytes(text string) ([]byte, bool) {
	data := make([]byte, 0, len(text))
	for _, c := range text {
		if c > 0xff {
			return nil, false
		}
		data = append(data, byte(c))
	}
	return data, true
}
