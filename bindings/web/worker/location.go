package worker

import (
	"github.com/dop251/goja"
	whatwg "github.com/nlnwa/whatwg-url/url"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// InstallLocation makes the location of the worker, which stays what it is.
//
// See https://html.spec.whatwg.org/multipage/workers.html#workerlocation.
func (t *Thread) InstallLocation() {
	vm := t.vm
	get := web.Global(web.RealmOf(vm), "WorkerLocation", func() *web.Interface {
		i := web.NewInterface(vm, "WorkerLocation", nil, 0, nil)
		part := func(name string, get func(*whatwg.Url) string) {
			web.Attribute(i, name, func(u *whatwg.Url) any { return get(u) })
		}
		href := func(u *whatwg.Url) string { return u.Href(false) }
		part("origin", web.Origin)
		part("protocol", (*whatwg.Url).Protocol)
		part("host", (*whatwg.Url).Host)
		part("hostname", (*whatwg.Url).Hostname)
		part("port", (*whatwg.Url).Port)
		part("pathname", (*whatwg.Url).Pathname)
		part("search", (*whatwg.Url).Search)
		part("hash", (*whatwg.Url).Hash)
		part("href", href)
		web.Operation(i, "toString", 0, func(u *whatwg.Url, _ web.Arguments) goja.Value { return vm.ToValue(href(u)) })
		return i
	})
	web.GlobalAttribute(vm, "location", func() goja.Value {
		u, err := web.ParseURL(t.url, "")
		if err != nil {
			panic(err) // it was parsed before
		}
		return get().New(u)
	})
}
