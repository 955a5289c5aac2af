// Package webcrypto makes crypto: random values, and the Web Cryptography API
// over Go's packages.
//
// See https://w3c.github.io/webcrypto/.
package webcrypto

import (
	"crypto/rand"
	"fmt"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// page is the state of a SubtleCrypto, and what its interfaces share on a page.
type page struct {
	realm  *eventloop.Realm
	keys   func() *web.Interface
	subtle func() *goja.Object
}

func pageOf(vm *goja.Runtime) *page {
	realm := web.RealmOf(vm)
	return web.Shared(realm, func() *page {
		c := &page{realm: realm}
		c.keys = web.Global(realm, "CryptoKey", func() *web.Interface { return newKeyInterface(vm) })
		subtle := web.Global(realm, "SubtleCrypto", func() *web.Interface { return newSubtleInterface(vm) })
		c.subtle = sync.OnceValue(func() *goja.Object { return subtle().New(c) })
		return c
	})
}

// Install makes crypto and its interfaces globals. InstallEvents must have run.
func Install(realm *eventloop.Realm) {
	vm := realm.Runtime()
	c := pageOf(vm)
	get := web.Global(realm, "Crypto", func() *web.Interface { return newInterface(vm) })
	web.GlobalAttribute(vm, "crypto", func() goja.Value { return get().New(&random{c}) })
}

// random is the state of the Crypto: its members are not those of a
// SubtleCrypto.
type random struct{ *page }

// maxRandom is how many bytes one call may ask for.
const maxRandom = 65536

func newInterface(vm *goja.Runtime) *web.Interface {
	i := web.NewInterface(vm, "Crypto", nil, 0, nil)
	web.Operation(i, "getRandomValues", 1, func(_ *random, args web.Arguments) goja.Value {
		o, _ := args.Object(0)
		name := typedArrayName(vm, o)
		switch {
		case name == "":
			panic(args.WrongType(0, "ArrayBufferView"))
		case name == "DataView" || strings.HasPrefix(name, "Float"):
			panic(args.DOMException("TypeMismatchError",
				"The provided ArrayBufferView is of type '"+strings.TrimSuffix(name, "Array")+"', which is not an integer array type."))
		}
		data, _ := web.BytesOf(vm, o)
		if len(data) > maxRandom {
			panic(args.DOMException("QuotaExceededError",
				fmt.Sprintf("The ArrayBufferView's byte length (%d) exceeds the number of bytes of entropy available via this API (%d).", len(data), maxRandom)))
		}
		_, _ = rand.Read(data) // never fails
		return o
	})
	web.Attribute(i, "subtle", func(r *random) any { return r.subtle() })
	web.Operation(i, "randomUUID", 0, func(*random, web.Arguments) goja.Value { return vm.ToValue(web.RandomUUID()) })
	return i
}

// typedArrayName gives the class of a view, empty for what is none.
func typedArrayName(vm *goja.Runtime, o *goja.Object) string {
	if o == nil {
		return ""
	}
	return web.ViewName(vm, o)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
