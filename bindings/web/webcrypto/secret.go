package webcrypto

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"hash"
)

// hashOf gives a hash function by its name.
func hashOf(name string) func() hash.Hash {
	switch name {
	case "SHA-1":
		return sha1.New
	case "SHA-256":
		return sha256.New
	case "SHA-384":
		return sha512.New384
	}
	return sha512.New
}

func digestOf(name string, data []byte) []byte {
	h := hashOf(name)()
	h.Write(data)
	return h.Sum(nil)
}

func newDigest(name string) *algorithm {
	return &algorithm{name: name, params: map[operation]dictionary{opDigest: {}}}
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return b
}

// truncate gives the first bits of data, with those of the last byte that do
// not count 0.
func truncate(data []byte, bits int) []byte {
	data = append([]byte{}, data[:(bits+7)/8]...)
	if rest := bits % 8; rest != 0 {
		data[len(data)-1] &= 0xFF << (8 - rest)
	}
	return data
}

func newHMAC() *algorithm {
	const name = "HMAC"
	permitted := useSign | useVerify
	mac := func(k *key, data []byte) []byte {
		h := hmac.New(hashOf(k.algorithm.hash), k.material.([]byte))
		h.Write(data)
		return h.Sum(nil)
	}
	blockBits := func(hash string) int { return hashOf(hash)().BlockSize() * 8 }
	make := func(p *params, secret []byte, length int, extractable bool, u usages) *key {
		return &key{
			typ: "secret", extractable: extractable, usages: u, material: truncate(secret, length),
			algorithm: keyAlgorithm{name: name, hash: p.hash, length: length},
		}
	}
	read := func(dictionaryName string) dictionary {
		return dictionary{dictionaryName, func(p *params, r reader) {
			p.hash = r.hash()
			p.length, p.hasLength = r.integer("length", maxUint32, false)
		}}
	}
	return &algorithm{
		name: name,
		params: map[operation]dictionary{
			opGenerateKey: read("HmacKeyGenParams"), opImportKey: read("HmacImportParams"), opGetKeyLength: read("HmacImportParams"),
			opSign: {}, opVerify: {},
		},
		generate: func(p *params, extractable bool, u usages) (*keyPair, error) {
			if err := checkUsages(u, permitted); err != nil {
				return nil, err
			}
			length := p.length
			if !p.hasLength {
				length = blockBits(p.hash)
			}
			if length == 0 {
				return nil, operationError("HMAC key length must not be zero")
			}
			return &keyPair{private: make(p, randomBytes((length+7)/8), length, extractable, u)}, nil
		},
		importKey: func(p *params, format string, data keyData, extractable bool, u usages) (*key, error) {
			secret, err := secretOf(format, data, extractable, u, permitted, func() []string { return []string{hmacAlg(p.hash)} })
			if err != nil {
				return nil, err
			}
			if len(secret) == 0 {
				return nil, dataError("HMAC key data must not be empty")
			}
			length := len(secret) * 8
			if p.hasLength {
				if p.length > length || p.length <= length-8 {
					return nil, dataError("The optional HMAC key length must be shorter than the key data, and by no more than 7 bits.")
				}
				length = p.length
			}
			return make(p, secret, length, extractable, u), nil
		},
		exportKey: func(k *key, format string) (keyData, error) {
			return exportSecret(k, format, hmacAlg(k.algorithm.hash))
		},
		sign: func(_ *params, k *key, data []byte) ([]byte, error) { return mac(k, data), nil },
		verify: func(_ *params, k *key, signature, data []byte) (bool, error) {
			return hmac.Equal(signature, mac(k, data)), nil
		},
		keyLength: func(p *params) (*int, error) {
			length := p.length
			if !p.hasLength {
				length = blockBits(p.hash)
			}
			if length == 0 {
				return nil, operationError("HMAC key length must not be zero")
			}
			return &length, nil
		},
	}
}

func hmacAlg(hash string) string { return "HS" + hash[len("SHA-"):] }

// secretOf gives the bytes of a secret key that is imported, raw or as a JWK.
func secretOf(format string, data keyData, extractable bool, u, permitted usages, alg func() []string) ([]byte, error) {
	if format != "raw" && format != "jwk" {
		return nil, errImportFormat
	}
	if err := checkUsages(u, permitted); err != nil {
		return nil, err
	}
	if format == "raw" {
		return data.bytes, nil
	}
	if err := data.jwk.check("oct", extractable, u); err != nil {
		return nil, err
	}
	if err := data.jwk.checkAlg(alg()...); err != nil {
		return nil, err
	}
	return data.jwk.bytes("k")
}

func exportSecret(k *key, format, alg string) (keyData, error) {
	secret := k.material.([]byte)
	switch format {
	case "raw":
		return keyData{bytes: secret}, nil
	case "jwk":
		j := newJWK(k, "oct", alg)
		j.setBytes("k", secret)
		return keyData{jwk: j}, nil
	}
	return keyData{}, errExportFormat
}

// newKDF makes an algorithm that derives bits from a secret which is no more
// than that.
func newKDF(name string, read dictionary, derive func(p *params, secret []byte, length *int) ([]byte, error)) *algorithm {
	return &algorithm{
		name:   name,
		params: map[operation]dictionary{opImportKey: {}, opDeriveBits: read, opGetKeyLength: {}},
		importKey: func(_ *params, format string, data keyData, extractable bool, u usages) (*key, error) {
			if format != "raw" {
				return nil, errImportFormat
			}
			if err := checkUsages(u, useDeriveKey|useDeriveBits); err != nil {
				return nil, err
			}
			if extractable {
				return nil, errExtractableKDF()
			}
			return &key{typ: "secret", usages: u, material: data.bytes, algorithm: keyAlgorithm{name: name}}, nil
		},
		deriveBits: func(p *params, k *key, length *int) ([]byte, error) { return derive(p, k.material.([]byte), length) },
		keyLength:  func(*params) (*int, error) { return nil, nil },
	}
}

func newPBKDF2() *algorithm {
	read := dictionary{"Pbkdf2Params", func(p *params, r reader) {
		p.salt = r.bytes("salt", true)
		p.iterations, _ = r.integer("iterations", maxUint32, true)
		p.hash = r.hash()
	}}
	return newKDF("PBKDF2", read, func(p *params, secret []byte, length *int) ([]byte, error) {
		switch {
		case length == nil:
			return nil, operationError("No length was specified for the PBKDF2 Derive Bits operation.")
		case *length%8 != 0:
			return nil, operationError("Length for PBKDF2 key derivation must be a multiple of 8 bits.")
		case p.iterations == 0:
			return nil, operationError("PBKDF2 requires iterations > 0")
		case *length == 0:
			return []byte{}, nil
		}
		return pbkdf2.Key(hashOf(p.hash), string(secret), p.salt, p.iterations, *length/8)
	})
}

func newHKDF() *algorithm {
	read := dictionary{"HkdfParams", func(p *params, r reader) {
		p.hash = r.hash()
		p.salt = r.bytes("salt", true)
		p.info = r.bytes("info", true)
	}}
	return newKDF("HKDF", read, func(p *params, secret []byte, length *int) ([]byte, error) {
		switch {
		case length == nil:
			return nil, operationError("No length was specified for the HKDF Derive Bits operation.")
		case *length%8 != 0:
			return nil, operationError("The length provided for HKDF is not a multiple of 8 bits.")
		case *length/8 > 255*hashOf(p.hash)().Size():
			return nil, operationError("The length provided for HKDF is too large.")
		case *length == 0:
			return []byte{}, nil
		}
		return hkdf.Key(hashOf(p.hash), secret, p.salt, string(p.info), *length/8)
	})
}
