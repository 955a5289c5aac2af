package webcrypto

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// key is the state of a CryptoKey. It never changes.
type key struct {
	typ         string // "secret", "private" or "public"
	extractable bool
	usages      usages
	algorithm   keyAlgorithm
	// material is a []byte, or a key of the crypto package that has the
	// algorithm.
	material any
}

// keyAlgorithm is the attribute algorithm. The members that an algorithm does
// not have are zero.
type keyAlgorithm struct {
	name          string
	hash          string
	modulusLength int
	exponent      []byte
	curve         string
	length        int
}

// keyPair is a CryptoKeyPair.
type keyPair struct{ public, private *key }

// usages is a set of KeyUsage.
type usages uint

const (
	useEncrypt usages = 1 << iota
	useDecrypt
	useSign
	useVerify
	useDeriveKey
	useDeriveBits
	useWrapKey
	useUnwrapKey
)

// usageNames are in the order in which Chrome lists them.
func usageNames() []string {
	return []string{"encrypt", "decrypt", "sign", "verify", "deriveKey", "deriveBits", "wrapKey", "unwrapKey"}
}

func (u usages) names() (names []string) {
	for i, name := range usageNames() {
		if u&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}

func usageOf(name string) (usages, bool) {
	for i, n := range usageNames() {
		if n == name {
			return 1 << i, true
		}
	}
	return 0, false
}

// Serialize implements clone.Serializable.
func (k *key) Serialize() func(*goja.Runtime) *goja.Object {
	return func(vm *goja.Runtime) *goja.Object { return pageOf(vm).keys().New(k) }
}

func newKeyInterface(vm *goja.Runtime) *web.Interface {
	i := web.NewInterface(vm, "CryptoKey", nil, 0, nil)
	web.Attribute(i, "type", func(k *key) any { return k.typ })
	web.Attribute(i, "extractable", func(k *key) any { return k.extractable })
	web.Attribute(i, "algorithm", func(k *key) any { return k.algorithm.object(vm) })
	web.Attribute(i, "usages", func(k *key) any { return stringArray(vm, k.usages.names()) })
	return i
}

func (a *keyAlgorithm) object(vm *goja.Runtime) *goja.Object {
	o := vm.NewObject()
	set := func(name string, value any) { must(o.Set(name, value)) }
	set("name", a.name)
	if a.hash != "" {
		hash := vm.NewObject()
		must(hash.Set("name", a.hash))
		set("hash", hash)
	}
	if a.modulusLength > 0 {
		set("modulusLength", a.modulusLength)
		set("publicExponent", web.NewUint8Array(vm, append([]byte(nil), a.exponent...)))
	}
	if a.curve != "" {
		set("namedCurve", a.curve)
	}
	if a.length > 0 {
		set("length", a.length)
	}
	return o
}

func stringArray(vm *goja.Runtime, texts []string) *goja.Object {
	elements := make([]any, len(texts))
	for i, text := range texts {
		elements[i] = text
	}
	return vm.NewArray(elements...)
}
