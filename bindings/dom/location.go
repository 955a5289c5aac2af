package dom

import (
	"net/url"
	"path"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// installLocation defines the location of a page that stays where it is: only
// its fragment can change.
func (d *Document) installLocation() {
	d.location = sync.OnceValue(d.newLocation)
	web.WindowAttribute(d.vm, "location", func() goja.Value { return d.location() }, func(v goja.Value) { d.navigate(v.String()) })
}

func (d *Document) newLocation() *goja.Object {
	vm := d.vm
	location := vm.NewObject()
	stay := func(goja.FunctionCall) goja.Value { return goja.Undefined() }
	part := func(name string, get func(u *url.URL) string, set func(text string)) {
		getter := web.NewFunction(vm, "get "+name, 0, func(goja.FunctionCall) goja.Value {
			u, err := url.Parse(d.page.URL)
			must(err)
			return vm.ToValue(get(u))
		})
		setter := web.NewFunction(vm, "set "+name, 1, func(call goja.FunctionCall) goja.Value {
			if text := call.Argument(0).String(); set != nil {
				set(text)
			}
			return goja.Undefined()
		})
		must(location.DefineAccessorProperty(name, getter, setter, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
	prefixed := func(prefix, text string) string {
		if text == "" {
			return ""
		}
		return prefix + text
	}
	part("href", func(u *url.URL) string { return d.page.URL }, d.navigate)
	part("origin", func(u *url.URL) string { return u.Scheme + "://" + u.Host }, nil)
	part("protocol", func(u *url.URL) string { return u.Scheme + ":" }, nil)
	part("host", func(u *url.URL) string { return u.Host }, nil)
	part("hostname", func(u *url.URL) string { return u.Hostname() }, nil)
	part("port", func(u *url.URL) string { return u.Port() }, nil)
	part("pathname", func(u *url.URL) string { return u.EscapedPath() }, nil)
	part("search", func(u *url.URL) string { return prefixed("?", u.RawQuery) }, nil)
	part("hash", func(u *url.URL) string { return prefixed("#", u.EscapedFragment()) }, func(text string) {
		d.setFragment(strings.TrimPrefix(text, "#"))
	})
	for _, name := range []string{"assign", "replace"} {
		must(location.Set(name, web.NewFunction(vm, name, 1, func(call goja.FunctionCall) goja.Value {
			d.navigate(call.Argument(0).String())
			return goja.Undefined()
		})))
	}
	must(location.Set("reload", web.NewFunction(vm, "reload", 0, stay)))
	must(location.Set("toString", web.NewFunction(vm, "toString", 0, func(goja.FunctionCall) goja.Value { return vm.ToValue(d.page.URL) })))
	must(location.DefineDataPropertySymbol(goja.SymToStringTag, vm.ToValue("Location"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return location
}

// navigate goes to a place in the page. For every other address the page stays
// where it is, without an exception, and Chrome says so.
func (d *Document) navigate(reference string) {
	target := d.resolve(reference)
	if target == "" {
		return
	}
	page, _, _ := strings.Cut(d.page.URL, "#")
	base, fragment, hasFragment := strings.Cut(target, "#")
	switch {
	case base == page && hasFragment:
		d.setFragment(fragment)
	case strings.HasPrefix(target, "javascript:"):
	default:
		d.page.Console.Error(`Can't open same-window link to "` + target + `"; try target="_blank".`)
	}
}

func (d *Document) setFragment(fragment string) {
	old := d.page.URL
	base, previous, _ := strings.Cut(old, "#")
	if previous == fragment {
		return
	}
	d.page.URL = base + "#" + fragment
	fresh := d.page.URL
	d.post(func() { d.events.FireHashChange(old, fresh) })
}

// resolve makes an absolute URL of a reference in the page, "" if it is none.
func (d *Document) resolve(reference string) string {
	if d.base == "" && isPlainPath(reference) {
		u, err := url.Parse(d.page.URL)
		must(err)
		if reference[0] != '/' {
			reference = path.Join(path.Dir(u.EscapedPath()), reference)
		}
		return u.Scheme + "://" + u.Host + path.Clean(reference)
	}
	u, err := web.ParseURL(reference, d.baseURL())
	if err != nil {
		return ""
	}
	return u.Href(false)
}

// isPlainPath tells the path of a file, which most scripts have. The parser of
// URLs is worth half a millisecond when it is first used.
func isPlainPath(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_', c == '-', c == '.':
		case c == '%' && !strings.HasPrefix(strings.ToLower(s[i:]), "%2e"):
		case c == '/' && i > 0 && s[i-1] != '/' && i < len(s)-1:
		default:
			return c == '/' && i == 0 && len(s) > 1 && s[1] != '/' && isPlainPath(s[1:])
		}
	}
	return s != ""
}

func (d *Document) baseURL() string {
	if d.base != "" {
		return d.base
	}
	return d.page.URL
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
