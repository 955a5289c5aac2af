package webcrypto

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"
	"fmt"
	"math/big"
	"slices"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

func newAES(name string) *algorithm {
	mode := name[len("AES-"):]
	permitted := useWrapKey | useUnwrapKey
	if mode != "KW" {
		permitted |= useEncrypt | useDecrypt
	}
	length := func(dictionaryName string) dictionary {
		return dictionary{dictionaryName, func(p *params, r reader) { p.length, _ = r.integer("length", maxShort, true) }}
	}
	alg := func(bits int) string { return fmt.Sprintf("A%d%s", bits, mode) }
	make := func(secret []byte, extractable bool, u usages) *key {
		return &key{
			typ: "secret", extractable: extractable, usages: u, material: secret,
			algorithm: keyAlgorithm{name: name, length: len(secret) * 8},
		}
	}
	a := &algorithm{
		name: name,
		params: map[operation]dictionary{
			opGenerateKey: length("AesKeyGenParams"), opImportKey: {}, opGetKeyLength: length("AesDerivedKeyParams"),
		},
		generate: func(p *params, extractable bool, u usages) (*keyPair, error) {
			if err := checkUsages(u, permitted); err != nil {
				return nil, err
			}
			if err := checkAESLength(p.length); err != nil {
				return nil, err
			}
			return &keyPair{private: make(randomBytes(p.length/8), extractable, u)}, nil
		},
		importKey: func(_ *params, format string, data keyData, extractable bool, u usages) (*key, error) {
			secret, err := secretOf(format, data, extractable, u, permitted, func() []string { return []string{alg(128), alg(192), alg(256)} })
			switch {
			case err != nil:
				return nil, err
			case len(secret) == 24:
				return nil, errAES192()
			case len(secret) != 16 && len(secret) != 32 && format == "jwk":
				return nil, errJWKLength()
			case len(secret) != 16 && len(secret) != 32:
				return nil, dataError("AES key data must be 128 or 256 bits")
			}
			if format == "jwk" && data.jwk.checkAlg(alg(len(secret)*8)) != nil {
				return nil, errJWKLength()
			}
			return make(secret, extractable, u), nil
		},
		exportKey: func(k *key, format string) (keyData, error) { return exportSecret(k, format, alg(k.algorithm.length)) },
		keyLength: func(p *params) (*int, error) { return &p.length, checkAESLength(p.length) },
	}
	var read dictionary
	switch mode {
	case "CBC":
		read = dictionary{"AesCbcParams", func(p *params, r reader) { p.iv = r.bytes("iv", true) }}
		a.crypt = aesCBC
	case "CTR":
		read = dictionary{"AesCtrParams", func(p *params, r reader) {
			p.iv = r.bytes("counter", true)
			p.length, _ = r.integer("length", maxOctet, true)
		}}
		a.crypt = aesCTR
	case "GCM":
		read = dictionary{"AesGcmParams", func(p *params, r reader) {
			p.iv = r.bytes("iv", true)
			p.additionalData = r.bytes("additionalData", false)
			p.tagLength, p.hasTagLength = r.integer("tagLength", maxOctet, false)
		}}
		a.crypt = aesGCM
	default:
		a.params[opWrapKey], a.params[opUnwrapKey] = dictionary{}, dictionary{}
		a.crypt = aesKW
		return a
	}
	a.params[opEncrypt], a.params[opDecrypt] = read, read
	return a
}

func checkAESLength(bits int) error {
	switch bits {
	case 128, 256:
		return nil
	case 192:
		return errAES192() // Chrome has none
	}
	return operationError("AES key length must be 128 or 256 bits")
}

func errAES192() error { return operationError("192-bit AES keys are not supported") }

func errJWKLength() error {
	return dataError(`The JWK "k" member did not include the right length of key data for the given algorithm.`)
}

func errExtractableKDF() error {
	return &web.DOMError{Name: "SyntaxError", Message: "KDF keys must set extractable=false"}
}

func blockOf(k *key) cipher.Block {
	block, err := aes.NewCipher(k.material.([]byte))
	if err != nil {
		panic(err) // the length was checked
	}
	return block
}

func aesCBC(p *params, k *key, data []byte, encrypt bool) ([]byte, error) {
	if len(p.iv) != aes.BlockSize {
		return nil, operationError(`The "iv" has an unexpected length -- must be 16 bytes`)
	}
	if encrypt {
		padding := aes.BlockSize - len(data)%aes.BlockSize
		data = append(data, bytes.Repeat([]byte{byte(padding)}, padding)...)
		cipher.NewCBCEncrypter(blockOf(k), p.iv).CryptBlocks(data, data)
		return data, nil
	}
	if len(data) == 0 || len(data)%aes.BlockSize != 0 {
		return nil, errOperation
	}
	cipher.NewCBCDecrypter(blockOf(k), p.iv).CryptBlocks(data, data)
	padding := int(data[len(data)-1])
	if padding == 0 || padding > aes.BlockSize {
		return nil, errOperation
	}
	for _, b := range data[len(data)-padding:] {
		if int(b) != padding {
			return nil, errOperation
		}
	}
	return data[:len(data)-padding], nil
}

// aesCTR counts in the last length bits of the counter only: they wrap around,
// the others stay.
func aesCTR(p *params, k *key, data []byte, _ bool) ([]byte, error) {
	switch {
	case len(p.iv) != aes.BlockSize:
		return nil, operationError(`The "counter" has an unexpected length -- must be 16 bytes`)
	case p.length < 1 || p.length > 128:
		return nil, operationError(`The "length" member must be >= 1 and <= 128`)
	}
	size := new(big.Int).Lsh(big.NewInt(1), uint(p.length))
	counter := new(big.Int).SetBytes(p.iv)
	low := new(big.Int).Mod(counter, size)
	blocks := big.NewInt(int64((len(data) + aes.BlockSize - 1) / aes.BlockSize))
	if blocks.Cmp(size) > 0 {
		return nil, dataError("The input is too large for the counter length.")
	}
	block, end := blockOf(k), len(data)
	untilWrap := new(big.Int).Sub(size, low)
	if untilWrap.Cmp(blocks) < 0 {
		end = int(untilWrap.Int64()) * aes.BlockSize
		start := new(big.Int).Sub(counter, low).FillBytes(make([]byte, aes.BlockSize))
		cipher.NewCTR(block, start).XORKeyStream(data[end:], data[end:])
	}
	cipher.NewCTR(block, p.iv).XORKeyStream(data[:end], data[:end])
	return data, nil
}

func aesGCM(p *params, k *key, data []byte, encrypt bool) ([]byte, error) {
	const whole = 16
	tag := whole
	if p.hasTagLength {
		if !slices.Contains([]int{32, 64, 96, 104, 112, 120, 128}, p.tagLength) {
			return nil, operationError("The tag length is invalid: Must be 32, 64, 96, 104, 112, 120, or 128 bits")
		}
		tag = p.tagLength / 8
	}
	if len(p.iv) == 0 {
		return nil, errOperation
	}
	gcm, err := cipher.NewGCMWithNonceSize(blockOf(k), len(p.iv))
	if err != nil {
		return nil, errOperation
	}
	if encrypt {
		sealed := gcm.Seal(nil, p.iv, data, p.additionalData)
		return sealed[:len(data)+tag], nil
	}
	if len(data) < tag {
		return nil, errDataTooSmall
	}
	if tag == whole {
		plain, err := gcm.Open(nil, p.iv, data, p.additionalData)
		if err != nil {
			return nil, errOperation
		}
		return append([]byte{}, plain...), nil
	}
	// The package has no short tags for such nonces. Encryption and decryption
	// are one: the tag of the decrypted text tells whether it is right.
	text := data[:len(data)-tag]
	plain := gcm.Seal(nil, p.iv, text, nil)[:len(text)]
	sealed := gcm.Seal(nil, p.iv, plain, p.additionalData)
	if subtle.ConstantTimeCompare(sealed[len(text):len(text)+tag], data[len(text):]) != 1 {
		return nil, errOperation
	}
	return plain, nil
}

// aesKW wraps and unwraps keys (RFC 3394).
func aesKW(_ *params, k *key, data []byte, wrap bool) ([]byte, error) {
	const half = aes.BlockSize / 2
	smallest := 2 * half
	if !wrap {
		smallest += half
	}
	switch {
	case len(data) < smallest:
		return nil, errDataTooSmall
	case len(data)%half != 0:
		return nil, dataError("The AES-KW input data length is invalid: not a multiple of 8 bytes")
	}
	block := blockOf(k)
	initial := bytes.Repeat([]byte{0xA6}, half)
	var b [aes.BlockSize]byte
	mix := func(t uint64) {
		binary.BigEndian.PutUint64(b[:half], binary.BigEndian.Uint64(b[:half])^t)
	}
	if wrap {
		out := append(bytes.Clone(initial), data...)
		n := uint64(len(data) / half)
		copy(b[:half], initial)
		for j := range uint64(6) {
			for i := uint64(1); i <= n; i++ {
				r := out[i*half : (i+1)*half]
				copy(b[half:], r)
				block.Encrypt(b[:], b[:])
				mix(n*j + i)
				copy(r, b[half:])
			}
		}
		copy(out, b[:half])
		return out, nil
	}
	n := uint64(len(data)/half - 1)
	copy(b[:half], data)
	for j := range uint64(6) {
		for i := n; i >= 1; i-- {
			r := data[i*half : (i+1)*half]
			mix(n*(5-j) + i)
			copy(b[half:], r)
			block.Decrypt(b[:], b[:])
			copy(r, b[half:])
		}
	}
	if subtle.ConstantTimeCompare(b[:half], initial) != 1 {
		return nil, errOperation
	}
	return data[half:], nil
}
