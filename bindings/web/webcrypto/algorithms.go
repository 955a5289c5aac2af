package webcrypto

import (
	"strings"
	"sync"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// operation is one that algorithms support, in Chrome's words.
type operation string

const (
	opEncrypt      operation = "encrypt"
	opDecrypt      operation = "decrypt"
	opSign         operation = "sign"
	opVerify       operation = "verify"
	opDigest       operation = "digest"
	opGenerateKey  operation = "generateKey"
	opImportKey    operation = "importKey"
	opGetKeyLength operation = "get key length"
	opDeriveBits   operation = "deriveBits"
	opWrapKey      operation = "wrapKey"
	opUnwrapKey    operation = "unwrapKey"
)

// algorithm is one of the registered algorithms. The functions that it does not
// support are nil. They run on goroutines of their own and touch no runtime.
type algorithm struct {
	name   string
	params map[operation]dictionary

	generate   func(p *params, extractable bool, u usages) (*keyPair, error) // a secret key is the private one
	importKey  func(p *params, format string, data keyData, extractable bool, u usages) (*key, error)
	exportKey  func(k *key, format string) (keyData, error)
	crypt      func(p *params, k *key, data []byte, encrypt bool) ([]byte, error)
	sign       func(p *params, k *key, data []byte) ([]byte, error)
	verify     func(p *params, k *key, signature, data []byte) (bool, error)
	deriveBits func(p *params, k *key, length *int) ([]byte, error)
	keyLength  func(p *params) (*int, error)
}

// dictionary reads the parameters of an operation.
type dictionary struct {
	dictionary string
	read       func(*params, reader)
}

// keyData is a key outside a CryptoKey: bytes, or a JsonWebKey.
type keyData struct {
	bytes []byte
	jwk   jwk
}

// lookup finds an algorithm by its name in any case, nil if there is none.
func lookup(name string) *algorithm { return registry()[strings.ToLower(name)] }

var registry = sync.OnceValue(func() map[string]*algorithm {
	all := map[string]*algorithm{}
	for _, a := range []*algorithm{
		newDigest("SHA-1"), newDigest("SHA-256"), newDigest("SHA-384"), newDigest("SHA-512"),
		newHMAC(),
		newAES("AES-CBC"), newAES("AES-CTR"), newAES("AES-GCM"), newAES("AES-KW"),
		newRSA("RSASSA-PKCS1-v1_5"), newRSA("RSA-PSS"), newRSA("RSA-OAEP"),
		newEC("ECDSA"), newEC("ECDH"),
		newEd25519(), newX25519(),
		newPBKDF2(), newHKDF(),
	} {
		all[strings.ToLower(a.name)] = a
	}
	return all
})

// Errors of the operations, in Chrome's words.
var (
	errEmptyUsages   = &web.DOMError{Name: "SyntaxError", Message: "Usages cannot be empty when creating a key."}
	errUsages        = &web.DOMError{Name: "SyntaxError", Message: "Cannot create a key using the specified key usages."}
	errImportFormat  = &web.DOMError{Name: "NotSupportedError", Message: "Unsupported import key format for algorithm"}
	errExportFormat  = &web.DOMError{Name: "NotSupportedError", Message: "Unsupported export key format for algorithm"}
	errKeyType       = &web.DOMError{Name: "InvalidAccessError", Message: "The key is not of the expected type"}
	errOperation     = &web.DOMError{Name: "OperationError"}
	errData          = &web.DOMError{Name: "DataError"}
	errDataTooSmall  = &web.DOMError{Name: "OperationError", Message: "The provided data is too small"}
	errNotPermitted  = &web.DOMError{Name: "InvalidAccessError", Message: "key.usages does not permit this operation"}
	errOtherKey      = &web.DOMError{Name: "InvalidAccessError", Message: "key.algorithm does not match that of operation"}
	errUnextractable = &web.DOMError{Name: "InvalidAccessError", Message: "key is not extractable"}
)

func operationError(message string) error {
	return &web.DOMError{Name: "OperationError", Message: message}
}

func dataError(message string) error { return &web.DOMError{Name: "DataError", Message: message} }

// checkUsages checks the usages of a key to be made: some of those permitted,
// and not none unless that is a public key for derivation.
func checkUsages(u, permitted usages) error {
	switch {
	case u&^permitted != 0:
		return errUsages
	case u == 0 && permitted != 0:
		return errEmptyUsages
	}
	return nil
}
