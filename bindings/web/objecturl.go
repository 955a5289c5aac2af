package web

import (
	"crypto/rand"
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// ObjectURLs is the blob URL store of an App: its pages are of one origin and
// know each other's URLs. It belongs to the loop's goroutine.
type ObjectURLs struct {
	origin string
	blobs  map[string]*Blob
}

// NewObjectURLs makes an empty store for an origin, as in
// "chrome-extension://id".
func NewObjectURLs(origin string) *ObjectURLs {
	return &ObjectURLs{origin: origin, blobs: map[string]*Blob{}}
}

// Blob gives what a URL, with or without a fragment, stands for.
func (u *ObjectURLs) Blob(url string) (*Blob, bool) {
	url, _, _ = strings.Cut(url, "#")
	b, ok := u.blobs[url]
	return b, ok
}

func (u *ObjectURLs) create(b *Blob) string {
	url := "blob:" + u.origin + "/" + randomUUID()
	u.blobs[url] = b
	return url
}

// InstallObjectURLs puts createObjectURL and revokeObjectURL on the URL
// interface, if the page has that.
//
// See https://w3c.github.io/FileAPI/#url.
func InstallObjectURLs(realm *eventloop.Realm, urls *ObjectURLs) {
	p := pageFor(realm)
	constructor, ok := p.vm.Get("URL").(*goja.Object)
	if !ok {
		return
	}
	define := func(name string, f func(Arguments) goja.Value) {
		context := "Failed to execute '" + name + "' on 'URL': "
		defineOperation(p.vm, constructor, name, 1, func(call goja.FunctionCall) goja.Value {
			args := Arguments{page: p, context: context, values: call.Arguments}
			args.require(1)
			return f(args)
		})
	}
	define("createObjectURL", func(args Arguments) goja.Value {
		b, ok := stateOf[anyBlob](p, args.At(0))
		if !ok {
			// It might be a MediaSource as well.
			panic(args.TypeError("Overload resolution failed."))
		}
		return p.vm.ToValue(urls.create(b.blob()))
	})
	define("revokeObjectURL", func(args Arguments) goja.Value {
		delete(urls.blobs, args.String(0))
		return goja.Undefined()
	})
}

// randomUUID makes a UUID of version 4 (RFC 9562).
func randomUUID() string {
	var u [16]byte
	_, _ = rand.Read(u[:]) // never fails
	u[6] = u[6]&0x0F | 0x40
	u[8] = u[8]&0x3F | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}
