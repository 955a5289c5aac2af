package web

import (
	"crypto/rand"
	"fmt"
	"strings"
	"sync"

	"github.com/dop251/goja"
)

// ObjectURLs is the blob URL store of an App: its pages are of one origin and
// know each other's URLs, and so do its workers on their goroutines.
type ObjectURLs struct {
	origin string
	mu     sync.Mutex
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
	u.mu.Lock()
	defer u.mu.Unlock()
	b, ok := u.blobs[url]
	return b, ok
}

func (u *ObjectURLs) create(b *Blob) string {
	url := "blob:" + u.origin + "/" + RandomUUID()
	u.mu.Lock()
	defer u.mu.Unlock()
	u.blobs[url] = b
	return url
}

func (u *ObjectURLs) revoke(url string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.blobs, url)
}

// objectURLs puts createObjectURL and revokeObjectURL on the URL interface.
//
// See https://w3c.github.io/FileAPI/#url.
func (p *page) objectURLs(i *Interface, urls *ObjectURLs) {
	i.StaticOperation("createObjectURL", 1, func(args Arguments) goja.Value {
		b, ok := stateOf[anyBlob](p, args.At(0))
		if !ok {
			// It might be a MediaSource as well.
			panic(args.TypeError("Overload resolution failed."))
		}
		return p.vm.ToValue(urls.create(b.blob()))
	})
	i.StaticOperation("revokeObjectURL", 1, func(args Arguments) goja.Value {
		urls.revoke(args.String(0))
		return goja.Undefined()
	})
}

// RandomUUID makes a UUID of version 4 (RFC 9562).
func RandomUUID() string {
	var u [16]byte
	_, _ = rand.Read(u[:]) // never fails
	u[6] = u[6]&0x0F | 0x40
	u[8] = u[8]&0x3F | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}
