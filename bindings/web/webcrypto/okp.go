package webcrypto

import (
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/rand"
)

// okp is an algorithm over Curve25519: its keys are 32 bytes (RFC 8037).
type okp struct {
	name            string
	public, private usages
	alg             []string // what the member alg of a JWK may be; the first is exported
	// split tells the type of a key of package ed25519 or ecdh and gives its
	// public bytes, and the private ones.
	split      func(material any) (public, private []byte)
	newPublic  func([]byte) (any, error)
	newPrivate func([]byte) (any, error)
	generate   func() (public, private any, err error)
	parse      func(format string, data []byte, u, permitted usages) (any, error)
}

const okpSize = 32

func newEd25519() *algorithm {
	o := okp{
		name: "Ed25519", public: useVerify, private: useSign, alg: []string{"Ed25519", "EdDSA"},
		split: func(material any) (public, private []byte) {
			if k, ok := material.(ed25519.PrivateKey); ok {
				return k.Public().(ed25519.PublicKey), k.Seed()
			}
			return material.(ed25519.PublicKey), nil
		},
		newPublic:  func(data []byte) (any, error) { return ed25519.PublicKey(data), nil },
		newPrivate: func(seed []byte) (any, error) { return ed25519.NewKeyFromSeed(seed), nil },
		generate:   func() (public, private any, err error) { return ed25519.GenerateKey(rand.Reader) },
		parse:      asymmetric[ed25519.PublicKey, ed25519.PrivateKey],
	}
	a := o.algorithm()
	a.params[opSign], a.params[opVerify] = dictionary{}, dictionary{}
	a.sign = func(_ *params, k *key, data []byte) ([]byte, error) {
		return ed25519.Sign(k.material.(ed25519.PrivateKey), data), nil
	}
	a.verify = func(_ *params, k *key, signature, data []byte) (bool, error) {
		return ed25519.Verify(k.material.(ed25519.PublicKey), data, signature), nil
	}
	return a
}

func newX25519() *algorithm {
	o := okp{
		name: "X25519", private: useDeriveKey | useDeriveBits,
		split: func(material any) (public, private []byte) {
			if k, ok := material.(*ecdh.PrivateKey); ok {
				return k.PublicKey().Bytes(), k.Bytes()
			}
			return material.(*ecdh.PublicKey).Bytes(), nil
		},
		newPublic:  func(data []byte) (any, error) { return ecdh.X25519().NewPublicKey(data) },
		newPrivate: func(data []byte) (any, error) { return ecdh.X25519().NewPrivateKey(data) },
		generate: func() (public, private any, err error) {
			k, err := ecdh.X25519().GenerateKey(rand.Reader)
			if err != nil {
				return nil, nil, err
			}
			return k.PublicKey(), k, nil
		},
		parse: asymmetric[*ecdh.PublicKey, *ecdh.PrivateKey],
	}
	a := o.algorithm()
	a.params[opDeriveBits] = deriveParams()
	a.deriveBits = func(p *params, k *key, length *int) ([]byte, error) {
		if p.public.typ != "public" {
			return nil, accessError("The public parameter for X25519 key derivation is not a public key")
		}
		if p.public.algorithm.name != o.name {
			return nil, accessError("The public parameter for X25519 key derivation must be for X25519")
		}
		secret, err := k.material.(*ecdh.PrivateKey).ECDH(p.public.material.(*ecdh.PublicKey))
		switch {
		case err != nil: // all zeros
			return nil, errOperation
		case length == nil:
			return secret, nil
		case *length > len(secret)*8:
			return nil, operationError("The length provided for X25519 is too large.")
		}
		return truncate(secret, *length), nil
	}
	return a
}

func (o okp) algorithm() *algorithm {
	return &algorithm{
		name:   o.name,
		params: map[operation]dictionary{opGenerateKey: {}, opImportKey: {}},
		generate: func(_ *params, extractable bool, u usages) (*keyPair, error) {
			if u&^(o.public|o.private) != 0 {
				return nil, errUsages
			}
			if u&o.private == 0 {
				return nil, errEmptyUsages
			}
			public, private, err := o.generate()
			if err != nil {
				return nil, errOperation
			}
			return &keyPair{o.key(public, true, u&o.public), o.key(private, extractable, u&o.private)}, nil
		},
		importKey: func(_ *params, format string, data keyData, extractable bool, u usages) (*key, error) {
			material, err := o.importMaterial(format, data, extractable, u)
			if err != nil {
				return nil, err
			}
			return o.key(material, extractable, u), nil
		},
		exportKey: o.exportKey,
	}
}

func (o okp) key(material any, extractable bool, u usages) *key {
	k := &key{typ: "public", extractable: extractable, usages: u, material: material, algorithm: keyAlgorithm{name: o.name}}
	if _, private := o.split(material); private != nil {
		k.typ = "private"
	}
	return k
}

func (o okp) importMaterial(format string, data keyData, extractable bool, u usages) (any, error) {
	permitted := o.public
	_, hasD := data.jwk["d"]
	if format == "pkcs8" || hasD {
		permitted = o.private
	}
	switch format {
	case "raw":
		if u&^permitted != 0 {
			return nil, errUsages
		}
		if len(data.bytes) != okpSize {
			return nil, dataError(o.name + " key data must be 256 bits")
		}
		return o.newPublic(data.bytes)
	case "jwk":
		return o.importJWK(data.jwk, extractable, u, permitted, hasD)
	}
	return o.parse(format, data.bytes, u, permitted)
}

func (o okp) importJWK(j jwk, extractable bool, u, permitted usages, private bool) (any, error) {
	if err := j.check("OKP", extractable, u); err != nil {
		return nil, err
	}
	if u&^permitted != 0 {
		return nil, errUsages
	}
	if err := checkCurve(j, o.name); err != nil {
		return nil, err
	}
	if o.alg != nil {
		if err := j.checkAlg(o.alg...); err != nil {
			return nil, err
		}
	}
	x, err := j.fixed("x", okpSize)
	if err != nil || !private {
		if err != nil {
			return nil, err
		}
		return o.newPublic(x)
	}
	if u == 0 {
		return nil, errEmptyUsages
	}
	d, err := j.fixed("d", okpSize)
	if err != nil {
		return nil, err
	}
	k, err := o.newPrivate(d)
	if err != nil {
		return nil, errData
	}
	if public, _ := o.split(k); string(public) != string(x) {
		return nil, errData
	}
	return k, nil
}

func (o okp) exportKey(k *key, format string) (keyData, error) {
	public, private := o.split(k.material)
	switch format {
	case "raw":
		if private != nil {
			return keyData{}, errKeyType
		}
		return keyData{bytes: public}, nil
	case "jwk":
		alg := ""
		if o.alg != nil {
			alg = o.alg[0]
		}
		j := newJWK(k, "OKP", alg)
		j["crv"] = o.name
		j.setBytes("x", public)
		if private != nil {
			j.setBytes("d", private)
		}
		return keyData{jwk: j}, nil
	}
	return exportAsymmetric(k, format)
}
