package web

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf16"

	"github.com/dop251/goja"
	whatwg "github.com/nlnwa/whatwg-url/url"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// extensionScheme has an origin, unlike other schemes that no standard knows.
const extensionScheme = "chrome-extension"

// urlParser differs from the standard where Chrome does: its own scheme is a
// special one, drive letters mean nothing, and it escapes a few characters more.
var urlParser = sync.OnceValue(func() whatwg.Parser {
	return whatwg.NewParser(
		whatwg.WithSpecialSchemes(map[string]string{
			"ftp": "21", "file": "", "http": "80", "https": "443", "ws": "80", "wss": "443", extensionScheme: "",
		}),
		whatwg.WithSkipWindowsDriveLetterNormalization(),
		whatwg.WithPathPercentEncodeSet(whatwg.PathPercentEncodeSet.Set('^', '|')),
		whatwg.WithQueryPercentEncodeSet(whatwg.SpecialQueryPercentEncodeSet),
	)
})

// ParseURL parses a URL, relative to base unless that is "".
//
// See https://url.spec.whatwg.org/.
func ParseURL(text, base string) (*whatwg.Url, error) {
	var u *whatwg.Url
	var err error
	if base == "" {
		u, err = urlParser().Parse(text)
	} else {
		u, err = urlParser().ParseRef(base, text)
	}
	if err == nil && u.Scheme() == extensionScheme {
		u.SetPort("") // it has none
	}
	return u, err
}

// Origin gives the serialized origin of a URL, "null" for an opaque one.
func Origin(u *whatwg.Url) string {
	switch u.Scheme() {
	case "http", "https", "ws", "wss", "ftp", extensionScheme:
		return u.Scheme() + "://" + u.Host()
	case "file":
		return "file://" // as in Chrome
	case "blob", "filesystem":
		if inner, err := ParseURL(u.Pathname(), ""); err == nil && inner.Scheme() != "blob" {
			return Origin(inner)
		}
	}
	return "null"
}

// urlState is the state of a URL.
type urlState struct {
	url    *whatwg.Url
	params *searchParams // nil until a script asks for it
}

// searchParams is the state of a URLSearchParams.
type searchParams struct {
	list   []FormPair
	url    *urlState // whose query it is; nil for none
	object *goja.Object
}

// FormPair is a name and a value, as in a query or a form.
type FormPair struct{ Name, Value string }

// InstallURL makes URL and URLSearchParams globals. The App's store has the
// object URLs.
func InstallURL(realm *eventloop.Realm, objects *ObjectURLs) {
	p := pageFor(realm)
	params := p.global("URLSearchParams", p.newSearchParamsInterface)
	p.global("URL", func() *Interface { return p.newURLInterface(params, objects) })
}

func (p *page) newURLInterface(params func() *Interface, objects *ObjectURLs) *Interface {
	parse := func(args Arguments) (*whatwg.Url, bool) {
		text, base := args.String(0), ""
		if args.Has(1) {
			if base = args.String(1); base == "" {
				return nil, false
			}
		}
		u, err := ParseURL(text, base)
		return u, err == nil
	}
	i := p.newInterface("URL", nil, 1, func(o *goja.Object, args Arguments) *goja.Object {
		u, ok := parse(args)
		if !ok {
			fault := "Invalid URL"
			if args.Has(1) {
				if _, err := ParseURL(args.String(1), ""); err != nil {
					fault = "Invalid base URL"
				}
			}
			panic(args.TypeError("%s", fault))
		}
		states.Set(o, &urlState{url: u})
		return o
	})
	i.StaticOperation("canParse", 1, func(args Arguments) goja.Value {
		_, ok := parse(args)
		return p.vm.ToValue(ok)
	})
	i.StaticOperation("parse", 1, func(args Arguments) goja.Value {
		u, ok := parse(args)
		if !ok {
			return goja.Null()
		}
		return i.New(&urlState{url: u})
	})
	p.objectURLs(i, objects)
	Attribute(i, "origin", func(u *urlState) any { return Origin(u.url) })
	part := func(name string, get func(u *whatwg.Url) string, set func(u *whatwg.Url, text string)) {
		MutableAttribute(i, name, func(u *urlState) any { return get(u.url) }, func(u *urlState, v goja.Value) {
			set(u.url, stringArgument(p.vm, v, "Failed to set the '"+name+"' property on 'URL': "))
			u.queryChanged()
		})
	}
	part("protocol", (*whatwg.Url).Protocol, func(u *whatwg.Url, scheme string) {
		if isExtension := strings.HasPrefix(strings.ToLower(scheme), extensionScheme); isExtension == (u.Scheme() == extensionScheme) {
			u.SetProtocol(scheme)
		}
	})
	part("username", (*whatwg.Url).Username, (*whatwg.Url).SetUsername)
	part("password", (*whatwg.Url).Password, (*whatwg.Url).SetPassword)
	part("host", (*whatwg.Url).Host, (*whatwg.Url).SetHost)
	part("hostname", (*whatwg.Url).Hostname, (*whatwg.Url).SetHostname)
	part("port", (*whatwg.Url).Port, (*whatwg.Url).SetPort)
	part("pathname", (*whatwg.Url).Pathname, (*whatwg.Url).SetPathname)
	part("search", (*whatwg.Url).Search, func(u *whatwg.Url, query string) {
		if query == "?" {
			query = ""
		}
		u.SetSearch(query)
	})
	Attribute(i, "searchParams", func(u *urlState) any {
		if u.params == nil {
			u.params = &searchParams{url: u, list: ParseForm(u.url.Query())}
			u.params.object = params().New(u.params)
		}
		return u.params.object
	})
	part("hash", (*whatwg.Url).Hash, (*whatwg.Url).SetHash)
	href := func(u *urlState) any { return u.url.Href(false) }
	MutableAttribute(i, "href", href, func(u *urlState, v goja.Value) {
		const context = "Failed to set the 'href' property on 'URL': "
		fresh, err := ParseURL(stringArgument(p.vm, v, context), "")
		if err != nil {
			panic(p.vm.NewTypeError(context + "Invalid URL"))
		}
		u.url = fresh
		u.queryChanged()
	})
	for _, name := range []string{"toJSON", "toString"} {
		Operation(i, name, 0, func(u *urlState, _ Arguments) goja.Value { return p.vm.ToValue(href(u)) })
	}
	return i
}

// queryChanged brings the params of a URL to its query.
func (u *urlState) queryChanged() {
	if u.params != nil {
		u.params.list = ParseForm(u.url.Query())
	}
}

// changed brings the URL to its params.
func (s *searchParams) changed() {
	if s.url != nil {
		s.url.url.SetSearch(SerializeForm(s.list))
	}
}

func (p *page) newSearchParamsInterface() *Interface {
	vm := p.vm
	i := p.newInterface("URLSearchParams", nil, 0, func(o *goja.Object, args Arguments) *goja.Object {
		s := &searchParams{}
		if args.Has(0) {
			s.list = p.searchParamsInit(args)
		}
		states.Set(o, s)
		return o
	})
	Attribute(i, "size", func(s *searchParams) any { return len(s.list) })
	Operation(i, "append", 2, func(s *searchParams, args Arguments) goja.Value {
		s.list = append(s.list, FormPair{args.String(0), args.String(1)})
		s.changed()
		return goja.Undefined()
	})
	// matches compares the value as well, if one is given.
	matches := func(args Arguments) func(FormPair) bool {
		name := args.String(0)
		if !args.Has(1) {
			return func(f FormPair) bool { return f.Name == name }
		}
		value := args.String(1)
		return func(f FormPair) bool { return f == FormPair{name, value} }
	}
	Operation(i, "delete", 1, func(s *searchParams, args Arguments) goja.Value {
		s.list = slices.DeleteFunc(s.list, matches(args))
		s.changed()
		return goja.Undefined()
	})
	Operation(i, "get", 1, func(s *searchParams, args Arguments) goja.Value {
		name := args.String(0)
		for _, f := range s.list {
			if f.Name == name {
				return vm.ToValue(f.Value)
			}
		}
		return goja.Null()
	})
	Operation(i, "getAll", 1, func(s *searchParams, args Arguments) goja.Value {
		name, all := args.String(0), []any{}
		for _, f := range s.list {
			if f.Name == name {
				all = append(all, f.Value)
			}
		}
		return vm.NewArray(all...)
	})
	Operation(i, "has", 1, func(s *searchParams, args Arguments) goja.Value {
		return vm.ToValue(slices.ContainsFunc(s.list, matches(args)))
	})
	Operation(i, "set", 2, func(s *searchParams, args Arguments) goja.Value {
		fresh := FormPair{args.String(0), args.String(1)}
		at := slices.IndexFunc(s.list, func(f FormPair) bool { return f.Name == fresh.Name })
		if at < 0 {
			s.list = append(s.list, fresh)
		} else {
			s.list[at] = fresh
			rest := slices.DeleteFunc(s.list[at+1:], func(f FormPair) bool { return f.Name == fresh.Name })
			s.list = s.list[:at+1+len(rest)]
		}
		s.changed()
		return goja.Undefined()
	})
	Operation(i, "sort", 0, func(s *searchParams, _ Arguments) goja.Value {
		slices.SortStableFunc(s.list, func(a, b FormPair) int { return slices.Compare(codeUnits(a.Name), codeUnits(b.Name)) })
		s.changed()
		return goja.Undefined()
	})
	Operation(i, "toString", 0, func(s *searchParams, _ Arguments) goja.Value { return vm.ToValue(SerializeForm(s.list)) })
	Pairs(i, func(s *searchParams, index int) (key, value goja.Value, ok bool) {
		if index >= len(s.list) {
			return nil, nil, false
		}
		return vm.ToValue(s.list[index].Name), vm.ToValue(s.list[index].Value), true
	})
	return i
}

func codeUnits(text string) []uint16 { return utf16.Encode([]rune(text)) }

// searchParamsInit reads what a URLSearchParams is made of: pairs, the
// properties of an object, or a query.
func (p *page) searchParamsInit(args Arguments) (list []FormPair) {
	o, ok := args.At(0).(*goja.Object)
	if !ok {
		return ParseForm(strings.TrimPrefix(args.String(0), "?"))
	}
	if method := o.GetSymbol(goja.SymIterator); method == nil || goja.IsUndefined(method) || goja.IsNull(method) {
		args.Record(o, func(name string, value goja.Value) {
			pair := FormPair{name, args.Text(value, "")}
			if at := slices.IndexFunc(list, func(f FormPair) bool { return f.Name == name }); at >= 0 {
				list[at] = pair
			} else {
				list = append(list, pair)
			}
		})
		return list
	}
	args.each(o, "", func(v goja.Value) {
		var pair []string
		args.each(v, "", func(v goja.Value) { pair = append(pair, args.Text(v, "")) })
		if len(pair) != 2 {
			panic(args.TypeError("%sSequence initializer must only contain pair elements", args.context)) // twice, as in Chrome
		}
		list = append(list, FormPair{pair[0], pair[1]})
	})
	return list
}

// SearchParams gives the pairs of an object of a page that is a
// URLSearchParams.
func SearchParams(vm *goja.Runtime, v goja.Value) (list []FormPair, ok bool) {
	s, ok := stateOf[*searchParams](pageOf(vm), v)
	if !ok {
		return nil, false
	}
	return s.list, true
}

// ParseForm parses application/x-www-form-urlencoded.
//
// See https://url.spec.whatwg.org/#concept-urlencoded-parser.
func ParseForm(text string) (list []FormPair) {
	for part := range strings.SplitSeq(text, "&") {
		if part != "" {
			name, value, _ := strings.Cut(part, "=")
			list = append(list, FormPair{decodeForm(name), decodeForm(value)})
		}
	}
	return list
}

func decodeForm(text string) string {
	if !strings.ContainsAny(text, "+%") {
		decoded, _, _ := utf8Decoder{}.decode([]byte(text), true, false)
		return decoded
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '+':
			out = append(out, ' ')
		case text[i] == '%' && i+2 < len(text) && isHex(text[i+1]) && isHex(text[i+2]):
			out = append(out, unhex(text[i+1])<<4|unhex(text[i+2]))
			i += 2
		default:
			out = append(out, text[i])
		}
	}
	decoded, _, _ := utf8Decoder{}.decode(out, true, false)
	return decoded
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}

// SerializeForm gives application/x-www-form-urlencoded.
func SerializeForm(list []FormPair) string {
	var out strings.Builder
	for i, f := range list {
		if i > 0 {
			out.WriteByte('&')
		}
		encodeForm(&out, f.Name)
		out.WriteByte('=')
		encodeForm(&out, f.Value)
	}
	return out.String()
}

func encodeForm(out *strings.Builder, text string) {
	const digits = "0123456789ABCDEF"
	for i := range len(text) {
		switch c := text[i]; {
		case c == ' ':
			out.WriteByte('+')
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("*-._", c) >= 0:
			out.WriteByte(c)
		default:
			out.WriteByte('%')
			out.WriteByte(digits[c>>4])
			out.WriteByte(digits[c&15])
		}
	}
}
