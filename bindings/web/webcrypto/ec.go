package webcrypto

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"fmt"
	"math/big"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// curveOf gives a curve by its name, nil for another name.
func curveOf(name string) elliptic.Curve {
	switch name {
	case "P-256":
		return elliptic.P256()
	case "P-384":
		return elliptic.P384()
	case "P-521":
		return elliptic.P521()
	}
	return nil
}

// newEC makes ECDSA or ECDH.
func newEC(name string) *algorithm {
	e := ecKind{name: name, public: useVerify, private: useSign}
	curve := func(dictionaryName string) dictionary {
		return dictionary{dictionaryName, func(p *params, r reader) { p.curve = r.curve() }}
	}
	a := &algorithm{
		name:   name,
		params: map[operation]dictionary{opGenerateKey: curve("EcKeyGenParams"), opImportKey: curve("EcKeyImportParams")},
	}
	if name == "ECDSA" {
		hash := dictionary{"EcdsaParams", func(p *params, r reader) { p.hash = r.hash() }}
		a.params[opSign], a.params[opVerify] = hash, hash
		a.sign, a.verify = signECDSA, verifyECDSA
	} else {
		e.public, e.private = 0, useDeriveKey|useDeriveBits
		a.params[opDeriveBits] = deriveParams()
		a.deriveBits = deriveECDH
	}
	a.generate, a.importKey, a.exportKey = e.generate, e.importKey, e.exportKey
	return a
}

func deriveParams() dictionary {
	return dictionary{"EcdhKeyDeriveParams", func(p *params, r reader) { p.public = r.publicKey() }}
}

// ecKind is what the two algorithms differ in as to keys.
type ecKind struct {
	name            string
	public, private usages
}

func (e ecKind) generate(p *params, extractable bool, u usages) (*keyPair, error) {
	if u&^(e.public|e.private) != 0 {
		return nil, errUsages
	}
	if u&e.private == 0 {
		return nil, errEmptyUsages
	}
	private, err := ecdsa.GenerateKey(curveOf(p.curve), rand.Reader)
	if err != nil {
		return nil, errOperation
	}
	return &keyPair{e.key(&private.PublicKey, true, u&e.public), e.key(private, extractable, u&e.private)}, nil
}

func (e ecKind) key(material any, extractable bool, u usages) *key {
	k := &key{typ: "public", extractable: extractable, usages: u, material: material}
	public, ok := material.(*ecdsa.PublicKey)
	if private, isPrivate := material.(*ecdsa.PrivateKey); !ok && isPrivate {
		k.typ, public = "private", &private.PublicKey
	}
	k.algorithm = keyAlgorithm{name: e.name, curve: public.Curve.Params().Name}
	return k
}

func (e ecKind) importKey(p *params, format string, data keyData, extractable bool, u usages) (*key, error) {
	curve := curveOf(p.curve)
	permitted := e.public
	if _, hasD := data.jwk["d"]; format == "pkcs8" || hasD {
		permitted = e.private
	}
	var material any
	var err error
	switch format {
	case "raw":
		if u&^permitted != 0 {
			return nil, errUsages
		}
		if material, err = ecdsa.ParseUncompressedPublicKey(curve, data.bytes); err != nil {
			err = errData
		}
	case "jwk":
		material, err = e.importJWK(p, data.jwk, extractable, u, permitted)
	default:
		material, err = asymmetric[*ecdsa.PublicKey, *ecdsa.PrivateKey](format, data.bytes, u, permitted)
	}
	if err != nil {
		return nil, err
	}
	k := e.key(material, extractable, u)
	if k.algorithm.curve != p.curve {
		return nil, dataError("The imported EC key specifies a different curve than requested")
	}
	return k, nil
}

func (e ecKind) importJWK(p *params, j jwk, extractable bool, u, permitted usages) (any, error) {
	if err := j.check("EC", extractable, u); err != nil {
		return nil, err
	}
	if u&^permitted != 0 {
		return nil, errUsages
	}
	if err := checkCurve(j, p.curve); err != nil {
		return nil, err
	}
	curve := curveOf(p.curve)
	size := (curve.Params().BitSize + 7) / 8
	x, err := j.fixed("x", size)
	if err != nil {
		return nil, err
	}
	y, err := j.fixed("y", size)
	if err != nil {
		return nil, err
	}
	public, err := ecdsa.ParseUncompressedPublicKey(curve, append(append([]byte{4}, x...), y...))
	if err != nil {
		return nil, errData
	}
	if _, ok := j["d"]; !ok {
		return public, nil
	}
	if u == 0 {
		return nil, errEmptyUsages
	}
	d, err := j.fixed("d", size)
	if err != nil {
		return nil, err
	}
	private, err := ecdsa.ParseRawPrivateKey(curve, d)
	if err != nil || !private.PublicKey.Equal(public) {
		return nil, errData
	}
	return private, nil
}

func checkCurve(j jwk, want string) error {
	switch crv, ok := j.text("crv"); {
	case !ok:
		return dataError(`The required JWK member "crv" was missing`)
	case crv != want:
		return dataError(`The JWK's "crv" member specifies a different curve than requested`)
	}
	return nil
}

func (e ecKind) exportKey(k *key, format string) (keyData, error) {
	public, ok := k.material.(*ecdsa.PublicKey)
	private, isPrivate := k.material.(*ecdsa.PrivateKey)
	if !ok && isPrivate {
		public = &private.PublicKey
	}
	point, err := public.Bytes()
	if err != nil {
		return keyData{}, errOperation
	}
	switch format {
	case "raw":
		if k.typ != "public" {
			return keyData{}, errKeyType
		}
		return keyData{bytes: point}, nil
	case "jwk":
		j := newJWK(k, "EC", "")
		j["crv"] = k.algorithm.curve
		size := len(point) / 2
		j.setBytes("x", point[1:1+size])
		j.setBytes("y", point[1+size:])
		if isPrivate {
			d, err := private.Bytes()
			if err != nil {
				return keyData{}, errOperation
			}
			j.setBytes("d", d)
		}
		return keyData{jwk: j}, nil
	}
	return exportAsymmetric(k, format)
}

// signECDSA gives the two numbers of a signature one after the other.
func signECDSA(p *params, k *key, data []byte) ([]byte, error) {
	private := k.material.(*ecdsa.PrivateKey)
	r, s, err := ecdsa.Sign(rand.Reader, private, digestOf(p.hash, data))
	if err != nil {
		return nil, errOperation
	}
	size := (private.Curve.Params().BitSize + 7) / 8
	signature := make([]byte, 2*size)
	r.FillBytes(signature[:size])
	s.FillBytes(signature[size:])
	return signature, nil
}

func verifyECDSA(p *params, k *key, signature, data []byte) (bool, error) {
	public := k.material.(*ecdsa.PublicKey)
	size := (public.Curve.Params().BitSize + 7) / 8
	if len(signature) != 2*size {
		return false, nil
	}
	r, s := new(big.Int).SetBytes(signature[:size]), new(big.Int).SetBytes(signature[size:])
	return ecdsa.Verify(public, digestOf(p.hash, data), r, s), nil
}

func accessError(message string) error {
	return &web.DOMError{Name: "InvalidAccessError", Message: message}
}

func deriveECDH(p *params, k *key, length *int) ([]byte, error) {
	public, ok := p.public.material.(*ecdsa.PublicKey)
	switch {
	case !ok:
		return nil, accessError("The public parameter for ECDH key derivation is not a public EC key")
	case p.public.algorithm.name != k.algorithm.name:
		return nil, accessError("The public parameter for ECDH key derivation must be for ECDH")
	case p.public.algorithm.curve != k.algorithm.curve:
		return nil, accessError("The public parameter for ECDH key derivation is for a different named curve")
	}
	own, err := k.material.(*ecdsa.PrivateKey).ECDH()
	if err != nil {
		return nil, errOperation
	}
	other, err := public.ECDH()
	if err != nil {
		return nil, errOperation
	}
	secret, err := own.ECDH(other)
	if err != nil {
		return nil, errOperation
	}
	if length == nil {
		return secret, nil
	}
	if *length > len(secret)*8 {
		return nil, operationError(fmt.Sprintf("Length specified for ECDH key derivation is too large. Maximum allowed is %d bits", len(secret)*8))
	}
	return truncate(secret, *length), nil
}
