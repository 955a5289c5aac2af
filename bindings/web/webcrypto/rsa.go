package webcrypto

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	_ "crypto/sha1" // for crypto.Hash
	_ "crypto/sha256"
	_ "crypto/sha512"
	"crypto/x509"
	"encoding/binary"
	"math/big"
)

func cryptoHash(name string) crypto.Hash {
	switch name {
	case "SHA-1":
		return crypto.SHA1
	case "SHA-256":
		return crypto.SHA256
	case "SHA-384":
		return crypto.SHA384
	}
	return crypto.SHA512
}

func newRSA(name string) *algorithm {
	r := rsaKind{name: name, public: useVerify, private: useSign}
	hash := dictionary{"RsaHashedImportParams", func(p *params, r reader) { p.hash = r.hash() }}
	a := &algorithm{
		name: name,
		params: map[operation]dictionary{
			opGenerateKey: {"RsaHashedKeyGenParams", func(p *params, r reader) {
				p.modulusLength, _ = r.integer("modulusLength", maxUint32, true)
				p.exponent = r.exponent()
				p.hash = r.hash()
			}},
			opImportKey: hash,
		},
	}
	switch name {
	case "RSA-OAEP":
		r.public, r.private = useEncrypt|useWrapKey, useDecrypt|useUnwrapKey
		label := dictionary{"RsaOaepParams", func(p *params, r reader) { p.label = r.bytes("label", false) }}
		a.params[opEncrypt], a.params[opDecrypt] = label, label
		a.crypt = rsaOAEP
	case "RSA-PSS":
		salt := dictionary{"RsaPssParams", func(p *params, r reader) { p.saltLength, _ = r.integer("saltLength", maxUint32, true) }}
		a.params[opSign], a.params[opVerify] = salt, salt
		a.sign, a.verify = signPSS, verifyPSS
	default:
		a.params[opSign], a.params[opVerify] = dictionary{}, dictionary{}
		a.sign = func(_ *params, k *key, data []byte) ([]byte, error) {
			h := cryptoHash(k.algorithm.hash)
			signature, err := rsa.SignPKCS1v15(nil, k.material.(*rsa.PrivateKey), h, digestOf(k.algorithm.hash, data))
			return orOperationError(signature, err)
		}
		a.verify = func(_ *params, k *key, signature, data []byte) (bool, error) {
			h := cryptoHash(k.algorithm.hash)
			return rsa.VerifyPKCS1v15(k.material.(*rsa.PublicKey), h, digestOf(k.algorithm.hash, data), signature) == nil, nil
		}
	}
	a.generate, a.importKey, a.exportKey = r.generate, r.importKey, r.exportKey
	return a
}

func orOperationError(data []byte, err error) ([]byte, error) {
	if err != nil {
		return nil, errOperation
	}
	return data, nil
}

// rsaKind is what the three algorithms differ in as to keys.
type rsaKind struct {
	name            string
	public, private usages
}

func (r rsaKind) alg(hash string) string {
	bits := hash[len("SHA-"):]
	switch {
	case r.name == "RSA-PSS":
		return "PS" + bits
	case r.name == "RSA-OAEP" && bits == "1":
		return "RSA-OAEP"
	case r.name == "RSA-OAEP":
		return "RSA-OAEP-" + bits
	}
	return "RS" + bits
}

func (r rsaKind) generate(p *params, extractable bool, u usages) (*keyPair, error) {
	if u&^(r.public|r.private) != 0 {
		return nil, errUsages
	}
	if p.modulusLength < 256 || p.modulusLength > 8192 || p.modulusLength%8 != 0 {
		return nil, operationError("The modulus length must be a multiple of 8 bits and >= 256 and <= 8192")
	}
	exponent := new(big.Int).SetBytes(p.exponent)
	if !exponent.IsInt64() || exponent.Int64() != 3 && exponent.Int64() != 65537 {
		return nil, operationError(`The "publicExponent" must be either 3 or 65537`)
	}
	if u&r.private == 0 {
		return nil, errEmptyUsages
	}
	private, err := generateRSA(p.modulusLength, int(exponent.Int64()))
	if err != nil {
		return nil, errOperation
	}
	return &keyPair{
		r.key(&private.PublicKey, p.hash, true, u&r.public),
		r.key(private, p.hash, extractable, u&r.private),
	}, nil
}

// generateRSA is [rsa.GenerateKey], which makes keys for one exponent only.
func generateRSA(bits, exponent int) (*rsa.PrivateKey, error) {
	if exponent == 65537 {
		return rsa.GenerateKey(rand.Reader, bits)
	}
	one, e := big.NewInt(1), big.NewInt(int64(exponent))
	for {
		p, err := rand.Prime(rand.Reader, bits/2)
		if err != nil {
			return nil, err
		}
		q, err := rand.Prime(rand.Reader, bits-bits/2)
		if err != nil {
			return nil, err
		}
		n := new(big.Int).Mul(p, q)
		phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
		d := new(big.Int).ModInverse(e, phi)
		if n.BitLen() != bits || d == nil || p.Cmp(q) == 0 {
			continue
		}
		k := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: n, E: exponent}, D: d, Primes: []*big.Int{p, q}}
		k.Precompute()
		return k, k.Validate()
	}
}

// key makes a key of an *rsa.PublicKey or an *rsa.PrivateKey.
func (r rsaKind) key(material any, hash string, extractable bool, u usages) *key {
	k := &key{typ: "public", extractable: extractable, usages: u, material: material}
	public, ok := material.(*rsa.PublicKey)
	if private, isPrivate := material.(*rsa.PrivateKey); !ok && isPrivate {
		k.typ, public = "private", &private.PublicKey
	}
	k.algorithm = keyAlgorithm{
		name: r.name, hash: hash, modulusLength: public.N.BitLen(), exponent: big.NewInt(int64(public.E)).Bytes(),
	}
	return k
}

func (r rsaKind) importKey(p *params, format string, data keyData, extractable bool, u usages) (*key, error) {
	permitted := r.public
	if _, hasD := data.jwk["d"]; format == "pkcs8" || hasD {
		permitted = r.private
	}
	material, err := asymmetric[*rsa.PublicKey, *rsa.PrivateKey](format, data.bytes, u, permitted)
	if format == "jwk" {
		material, err = r.importJWK(p, data.jwk, extractable, u, permitted)
	}
	if err != nil {
		return nil, err
	}
	return r.key(material, p.hash, extractable, u), nil
}

// asymmetric parses an spki or a pkcs8 that must have a key of a type.
func asymmetric[Public, Private any](format string, data []byte, u, permitted usages) (any, error) {
	if format != "spki" && format != "pkcs8" {
		return nil, errImportFormat
	}
	if u&^permitted != 0 {
		return nil, errUsages
	}
	if format == "pkcs8" {
		if u == 0 {
			return nil, errEmptyUsages
		}
		parsed, err := x509.ParsePKCS8PrivateKey(data)
		if k, ok := parsed.(Private); ok && err == nil {
			return k, nil
		}
		return nil, errData
	}
	parsed, err := x509.ParsePKIXPublicKey(data)
	if k, ok := parsed.(Public); ok && err == nil {
		return k, nil
	}
	return nil, errData
}

func (r rsaKind) importJWK(p *params, j jwk, extractable bool, u, permitted usages) (any, error) {
	if u&^permitted != 0 && permitted == r.public {
		return nil, errUsages
	}
	if err := j.check("RSA", extractable, u); err != nil {
		return nil, err
	}
	if u&^permitted != 0 {
		return nil, errUsages
	}
	if err := j.checkAlg(r.alg(p.hash)); err != nil {
		return nil, err
	}
	number := func(name string) (*big.Int, error) {
		data, err := j.bytes(name)
		return new(big.Int).SetBytes(data), err
	}
	n, err := number("n")
	if err != nil {
		return nil, err
	}
	e, err := number("e")
	if err != nil {
		return nil, err
	}
	if !e.IsInt64() || e.Int64() > maxUint32/2 || n.Sign() == 0 {
		return nil, errData
	}
	public := rsa.PublicKey{N: n, E: int(e.Int64())}
	if _, ok := j["d"]; !ok {
		return &public, nil
	}
	if u == 0 {
		return nil, errEmptyUsages
	}
	values := map[string]*big.Int{}
	for _, name := range []string{"d", "p", "q", "dp", "dq", "qi"} {
		if values[name], err = number(name); err != nil {
			return nil, err
		}
	}
	k := &rsa.PrivateKey{PublicKey: public, D: values["d"], Primes: []*big.Int{values["p"], values["q"]}}
	if k.Validate() != nil {
		return nil, errData
	}
	k.Precompute()
	return k, nil
}

func (r rsaKind) exportKey(k *key, format string) (keyData, error) {
	if format != "jwk" {
		return exportAsymmetric(k, format)
	}
	j := newJWK(k, "RSA", r.alg(k.algorithm.hash))
	public, ok := k.material.(*rsa.PublicKey)
	if private, isPrivate := k.material.(*rsa.PrivateKey); !ok && isPrivate {
		public = &private.PublicKey
		private.Precompute()
		for name, n := range map[string]*big.Int{
			"d": private.D, "p": private.Primes[0], "q": private.Primes[1],
			"dp": private.Precomputed.Dp, "dq": private.Precomputed.Dq, "qi": private.Precomputed.Qinv,
		} {
			j.setBytes(name, n.Bytes())
		}
	}
	j.setBytes("n", public.N.Bytes())
	j.setBytes("e", big.NewInt(int64(public.E)).Bytes())
	return keyData{jwk: j}, nil
}

// exportAsymmetric makes an spki of a public key, a pkcs8 of a private one.
func exportAsymmetric(k *key, format string) (keyData, error) {
	var data []byte
	var err error
	switch {
	case format != "spki" && format != "pkcs8":
		return keyData{}, errExportFormat
	case format == "spki" != (k.typ == "public"):
		return keyData{}, errKeyType
	case format == "spki":
		data, err = x509.MarshalPKIXPublicKey(k.material)
	default:
		data, err = x509.MarshalPKCS8PrivateKey(k.material)
	}
	if err != nil {
		return keyData{}, errOperation
	}
	return keyData{bytes: data}, nil
}

func rsaOAEP(p *params, k *key, data []byte, encrypt bool) ([]byte, error) {
	h := hashOf(k.algorithm.hash)()
	if encrypt {
		out, err := rsa.EncryptOAEP(h, rand.Reader, k.material.(*rsa.PublicKey), data, p.label)
		return orOperationError(out, err)
	}
	out, err := rsa.DecryptOAEP(h, nil, k.material.(*rsa.PrivateKey), data, p.label)
	return orOperationError(out, err)
}

func signPSS(p *params, k *key, data []byte) ([]byte, error) {
	private := k.material.(*rsa.PrivateKey)
	digest := digestOf(k.algorithm.hash, data)
	if p.saltLength == 0 {
		encoded := encodeUnsaltedPSS(k.algorithm.hash, digest, private.N.BitLen()-1)
		if encoded == nil {
			return nil, errOperation
		}
		signature := new(big.Int).Exp(new(big.Int).SetBytes(encoded), private.D, private.N)
		return signature.FillBytes(make([]byte, private.Size())), nil
	}
	signature, err := rsa.SignPSS(rand.Reader, private, cryptoHash(k.algorithm.hash), digest, &rsa.PSSOptions{SaltLength: p.saltLength})
	return orOperationError(signature, err)
}

func verifyPSS(p *params, k *key, signature, data []byte) (bool, error) {
	public := k.material.(*rsa.PublicKey)
	digest := digestOf(k.algorithm.hash, data)
	if p.saltLength == 0 {
		want := encodeUnsaltedPSS(k.algorithm.hash, digest, public.N.BitLen()-1)
		got := new(big.Int).Exp(new(big.Int).SetBytes(signature), big.NewInt(int64(public.E)), public.N)
		return want != nil && len(signature) == public.Size() && got.Cmp(new(big.Int).SetBytes(want)) == 0, nil
	}
	err := rsa.VerifyPSS(public, cryptoHash(k.algorithm.hash), digest, signature, &rsa.PSSOptions{SaltLength: p.saltLength})
	return err == nil, nil
}

// encodeUnsaltedPSS is EMSA-PSS (RFC 8017, 9.1.1) with an empty salt: for package
// rsa a length of 0 means any. It gives nil if there is no room.
func encodeUnsaltedPSS(hash string, digest []byte, bits int) []byte {
	size, hLen := (bits+7)/8, len(digest)
	if size < hLen+2 {
		return nil
	}
	h := digestOf(hash, append(make([]byte, 8), digest...))
	encoded := make([]byte, size)
	db := encoded[:size-hLen-1]
	db[len(db)-1] = 1
	for i, b := range maskMGF1(hash, h, len(db)) {
		db[i] ^= b
	}
	db[0] &= 0xFF >> (8*size - bits)
	copy(encoded[len(db):], h)
	encoded[size-1] = 0xBC
	return encoded
}

func maskMGF1(hash string, seed []byte, length int) []byte {
	var mask []byte
	for counter := uint32(0); len(mask) < length; counter++ {
		mask = append(mask, digestOf(hash, binary.BigEndian.AppendUint32(bytes.Clone(seed), counter))...)
	}
	return mask[:length]
}
