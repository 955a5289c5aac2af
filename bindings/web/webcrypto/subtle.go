package webcrypto

import (
	"encoding/json"
	"errors"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// call is one call of a method of SubtleCrypto.
type call struct {
	args            web.Arguments
	realm           *eventloop.Realm
	resolve, reject func(any)
}

func newSubtleInterface(vm *goja.Runtime) *web.Interface {
	i := web.NewInterface(vm, "SubtleCrypto", nil, 0, nil)
	method := func(name string, length int, f func(c *call)) {
		web.PromiseOperation(i, name, length, func(c *page, args web.Arguments, resolve, reject func(any)) {
			f(&call{args, c.realm, resolve, reject})
		})
	}
	method("decrypt", 3, func(c *call) { c.crypt(opDecrypt, useDecrypt) })
	method("deriveBits", 2, (*call).deriveBits)
	method("deriveKey", 5, (*call).deriveKey)
	method("digest", 2, (*call).digest)
	method("encrypt", 3, func(c *call) { c.crypt(opEncrypt, useEncrypt) })
	method("exportKey", 2, (*call).exportKey)
	method("generateKey", 3, (*call).generateKey)
	method("importKey", 5, (*call).importKey)
	method("sign", 3, (*call).sign)
	method("unwrapKey", 7, (*call).unwrapKey)
	method("verify", 4, (*call).verify)
	method("wrapKey", 4, (*call).wrapKey)
	return i
}

// Results of work, to be made values on the page.
type (
	result func(vm *goja.Runtime) any
	work   func() (result, error)
)

func buffer(data []byte) result {
	return func(vm *goja.Runtime) any { return vm.NewArrayBuffer(data) }
}

func (k *key) result() result {
	return func(vm *goja.Runtime) any { return pageOf(vm).keys().New(k) }
}

// finish settles the promise by what work comes to, now.
func (c *call) finish(w work) {
	value, err := w()
	c.settle(value, err)
}

func (c *call) settle(value result, err error) {
	vm := c.realm.Runtime()
	if err == nil {
		c.resolve(value(vm))
		return
	}
	failure := &web.DOMError{Name: "OperationError"}
	errors.As(err, &failure)
	c.reject(web.NewException(vm, failure.Name, failure.Message))
}

// run does work on a goroutine of its own.
func (c *call) run(w work) {
	completion := c.realm.Loop().Begin()
	go func() {
		value, err := w()
		completion.Post(eventloop.TaskFunc(func() {
			if !web.IsClosed(c.realm.Runtime()) {
				c.realm.Run(func() { c.settle(value, err) })
			}
		}))
	}()
}

// key gives an argument that must be a CryptoKey.
func (c *call) key(i int) *key {
	k, ok := web.StateOf[*key](c.args.Runtime(), c.args.At(i))
	if !ok {
		panic(c.args.WrongType(i, "CryptoKey"))
	}
	return k
}

// bytes gives a copy of an argument that must be a BufferSource.
func (c *call) bytes(i int) []byte {
	data, ok := web.BytesOf(c.args.Runtime(), c.args.At(i))
	if !ok {
		panic(c.args.TypeError("The provided value is not of type '(ArrayBuffer or ArrayBufferView)'."))
	}
	return append([]byte{}, data...)
}

// permits checks that a key may be used for the operation of an algorithm.
func permits(p *params, k *key, use usages) error {
	switch {
	case k.algorithm.name != p.algorithm.name:
		return errOtherKey
	case k.usages&use == 0:
		return errNotPermitted
	}
	return nil
}

func (c *call) digest() {
	data := c.bytes(1)
	p := normalize(c.args, c.args.At(0), opDigest)
	// As fast as handing it to another goroutine, unless it is long.
	const long = 64 << 10
	w := func() (result, error) { return buffer(digestOf(p.algorithm.name, data)), nil }
	if len(data) < long {
		c.finish(w)
	} else {
		c.run(w)
	}
}

func (c *call) crypt(op operation, use usages) {
	k, data := c.key(1), c.bytes(2)
	p := normalize(c.args, c.args.At(0), op)
	if err := permits(p, k, use); err != nil {
		c.settle(nil, err)
		return
	}
	c.run(func() (result, error) {
		out, err := p.algorithm.crypt(p, k, data, op == opEncrypt)
		return buffer(out), err
	})
}

func (c *call) sign() {
	k, data := c.key(1), c.bytes(2)
	p := normalize(c.args, c.args.At(0), opSign)
	if err := permits(p, k, useSign); err != nil {
		c.settle(nil, err)
		return
	}
	c.run(func() (result, error) {
		signature, err := p.algorithm.sign(p, k, data)
		return buffer(signature), err
	})
}

func (c *call) verify() {
	k, signature, data := c.key(1), c.bytes(2), c.bytes(3)
	p := normalize(c.args, c.args.At(0), opVerify)
	if err := permits(p, k, useVerify); err != nil {
		c.settle(nil, err)
		return
	}
	c.run(func() (result, error) {
		right, err := p.algorithm.verify(p, k, signature, data)
		return func(*goja.Runtime) any { return right }, err
	})
}

func (c *call) generateKey() {
	u := c.usages(2)
	extractable := c.args.At(1).ToBoolean()
	p := normalize(c.args, c.args.At(0), opGenerateKey)
	c.run(func() (result, error) {
		pair, err := p.algorithm.generate(p, extractable, u)
		if err != nil {
			return nil, err
		}
		if pair.public == nil {
			return pair.private.result(), nil
		}
		return func(vm *goja.Runtime) any {
			o := vm.NewObject()
			must(o.Set("privateKey", pair.private.result()(vm)))
			must(o.Set("publicKey", pair.public.result()(vm)))
			return o
		}, nil
	})
}

// usages gives an argument that is a sequence of KeyUsage.
func (c *call) usages(i int) (u usages) {
	c.args.Each(c.args.At(i), "", func(v goja.Value) {
		use, ok := usageOf(c.args.Text(v, ""))
		if !ok {
			panic(c.args.TypeError("Invalid keyUsages argument"))
		}
		u |= use
	})
	return u
}

func (c *call) format(i int) string {
	switch format := c.args.String(i); format {
	case "raw", "pkcs8", "spki", "jwk":
		return format
	default:
		panic(c.args.TypeError("Invalid keyFormat argument: %s", format))
	}
}

func (c *call) importKey() {
	format, u := c.format(0), c.usages(4)
	extractable := c.args.At(3).ToBoolean()
	o, isObject := c.args.Object(1)
	bytes, isBytes := web.BytesOf(c.args.Runtime(), c.args.At(1))
	var data keyData
	switch {
	case format == "jwk" && (!isObject || isBytes):
		panic(c.args.TypeError("Key data must be an object for JWK import"))
	case format == "jwk":
		data.jwk = readJWK(c.args, o)
	case !isBytes:
		panic(c.args.TypeError("Key data must be a BufferSource for non-JWK formats"))
	default:
		data.bytes = append([]byte{}, bytes...)
	}
	p := normalize(c.args, c.args.At(2), opImportKey)
	c.finish(func() (result, error) {
		k, err := p.algorithm.importKey(p, format, data, extractable, u)
		return k.result(), err
	})
}

// export gives a key outside its CryptoKey.
func export(k *key, format string) (keyData, error) {
	a := lookup(k.algorithm.name)
	if a.exportKey == nil {
		return keyData{}, errExportFormat
	}
	return a.exportKey(k, format)
}

func (c *call) exportKey() {
	format, k := c.format(0), c.key(1)
	if !k.extractable {
		panic(c.args.DOMException(errUnextractable.Name, errUnextractable.Message))
	}
	c.finish(func() (result, error) {
		data, err := export(k, format)
		if data.jwk != nil {
			return func(vm *goja.Runtime) any { return data.jwk.object(vm) }, err
		}
		return buffer(append([]byte{}, data.bytes...)), err
	})
}

func (c *call) deriveBits() {
	k := c.key(1)
	var length *int
	if c.args.Has(2) && !goja.IsNull(c.args.At(2)) {
		n := int(uint32(int64(c.args.Number(2))))
		length = &n
	}
	p := normalize(c.args, c.args.At(0), opDeriveBits)
	if err := permits(p, k, useDeriveBits); err != nil {
		c.settle(nil, err)
		return
	}
	c.run(func() (result, error) {
		bits, err := p.algorithm.deriveBits(p, k, length)
		return buffer(bits), err
	})
}

func (c *call) deriveKey() {
	k, u := c.key(1), c.usages(4)
	extractable := c.args.At(3).ToBoolean()
	p := normalize(c.args, c.args.At(0), opDeriveBits)
	derived := normalize(c.args, c.args.At(2), opImportKey)
	length := normalize(c.args, c.args.At(2), opGetKeyLength)
	if err := permits(p, k, useDeriveKey); err != nil {
		c.settle(nil, err)
		return
	}
	c.run(func() (result, error) {
		bits, err := derived.algorithm.keyLength(length)
		if err != nil {
			return nil, err
		}
		secret, err := p.algorithm.deriveBits(p, k, bits)
		if err != nil {
			return nil, err
		}
		made, err := derived.algorithm.importKey(derived, "raw", keyData{bytes: secret}, extractable, u)
		return made.result(), err
	})
}

// wrapping normalizes the algorithm that wraps or unwraps: one that encrypts
// will do.
func (c *call) wrapping(i int, op, instead operation) *params {
	if supports(c.args, c.args.At(i), op) {
		return normalize(c.args, c.args.At(i), op)
	}
	return normalize(c.args, c.args.At(i), instead)
}

func (c *call) wrapKey() {
	format, k, wrapping := c.format(0), c.key(1), c.key(2)
	p := c.wrapping(3, opWrapKey, opEncrypt)
	err := permits(p, wrapping, useWrapKey)
	if err == nil && !k.extractable {
		err = errUnextractable
	}
	if err != nil {
		c.settle(nil, err)
		return
	}
	c.run(func() (result, error) {
		data, err := export(k, format)
		if err != nil {
			return nil, err
		}
		plain := append([]byte{}, data.bytes...)
		if data.jwk != nil {
			if plain, err = json.Marshal(data.jwk); err != nil {
				return nil, err
			}
		}
		wrapped, err := p.algorithm.crypt(p, wrapping, plain, true)
		return buffer(wrapped), err
	})
}

func (c *call) unwrapKey() {
	format, wrapped, wrapping, u := c.format(0), c.bytes(1), c.key(2), c.usages(6)
	extractable := c.args.At(5).ToBoolean()
	p := c.wrapping(3, opUnwrapKey, opDecrypt)
	unwrapped := normalize(c.args, c.args.At(4), opImportKey)
	if err := permits(p, wrapping, useUnwrapKey); err != nil {
		c.settle(nil, err)
		return
	}
	c.run(func() (result, error) {
		plain, err := p.algorithm.crypt(p, wrapping, wrapped, false)
		if err != nil {
			return nil, err
		}
		data := keyData{bytes: plain}
		if format == "jwk" {
			if data.jwk, err = parseJWK(plain); err != nil {
				return nil, err
			}
		}
		k, err := unwrapped.algorithm.importKey(unwrapped, format, data, extractable, u)
		return k.result(), err
	})
}
