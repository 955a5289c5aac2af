package fetch

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/host/fetch"
)

// request is the state of a Request.
type request struct {
	method, url                        string
	headers                            *headers
	object                             *goja.Object // of the headers
	referrer, referrerPolicy           string
	mode, credentials, cache, redirect string
	integrity                          string
	keepalive                          bool
	signal                             *web.AbortSignal
	body                               *body
}

func (r *request) content() *body   { return r.body }
func (r *request) fields() *headers { return r.headers }

func (a *area) newRequestInterface() *web.Interface {
	i := web.NewInterface(a.vm, "Request", nil, 1, func(o *goja.Object, args web.Arguments) *goja.Object {
		return a.request().Adopt(o, a.makeRequest(args))
	})
	attribute := func(name string, get func(*request) any) { web.Attribute(i, name, get) }
	attribute("method", func(r *request) any { return r.method })
	attribute("url", func(r *request) any { return r.url })
	attribute("headers", func(r *request) any { return a.headersObject(&r.object, r.headers) })
	attribute("destination", func(*request) any { return "" })
	attribute("referrer", func(r *request) any { return r.referrer })
	attribute("referrerPolicy", func(r *request) any { return r.referrerPolicy })
	attribute("mode", func(r *request) any { return r.mode })
	attribute("credentials", func(r *request) any { return r.credentials })
	attribute("cache", func(r *request) any { return r.cache })
	attribute("redirect", func(r *request) any { return r.redirect })
	attribute("integrity", func(r *request) any { return r.integrity })
	attribute("keepalive", func(r *request) any { return r.keepalive })
	attribute("signal", func(r *request) any { return r.signal.Object() })
	attribute("duplex", func(*request) any { return "half" })
	attribute("isHistoryNavigation", func(*request) any { return false })
	a.bodyMembers(i, "bodyUsed", "arrayBuffer", "blob")
	web.Operation(i, "clone", 0, func(r *request, args web.Arguments) goja.Value {
		a.checkClonable(args, "Request", r.body)
		copied := *r
		copied.object = nil
		copied.headers = &headers{list: append(fetch.Header(nil), r.headers.list...), guard: r.headers.guard}
		copied.signal = web.NewSignal(a.vm, r.signal)
		copied.body = r.body.clone()
		return i.New(&copied)
	})
	a.bodyMembers(i, "formData", "json", "text")
	attribute("targetAddressSpace", func(*request) any { return "unknown" })
	attribute("isReloadNavigation", func(*request) any { return false })
	a.bodyMembers(i, "body", "bytes", "textStream")
	return i
}

func (a *area) checkClonable(args web.Arguments, what string, b *body) {
	if b.isUsed() || b.isLocked() {
		panic(args.TypeError("%s body is already used", what))
	}
}

// headersObject makes the object of headers when a script asks for it.
func (a *area) headersObject(object **goja.Object, h *headers) *goja.Object {
	if *object == nil {
		*object = a.headers().New(h)
	}
	return *object
}

// makeRequest makes a request of the arguments of new Request, which are those
// of fetch as well.
//
// See https://fetch.spec.whatwg.org/#dom-request.
func (a *area) makeRequest(args web.Arguments) *request {
	var r *request
	source, isRequest := web.StateOf[*request](a.vm, args.At(0))
	var signals []*web.AbortSignal
	if isRequest {
		copied := *source
		r = &copied
		r.object, r.body = nil, nil
		r.headers = &headers{list: append(fetch.Header(nil), source.headers.list...), guard: source.headers.guard}
		signals = append(signals, source.signal)
	} else {
		r = &request{
			method: "GET", url: a.parseURL(args, args.String(0)), headers: &headers{guard: guardRequest},
			referrer: "about:client", mode: fetch.CORS, credentials: "same-origin", cache: "default", redirect: "follow",
		}
	}
	init := a.readInit(args)
	init.apply(a, args, r)
	if init.signal != nil {
		signals = nil
		if signal, ok := web.SignalOf(a.vm, init.signal); ok {
			signals = []*web.AbortSignal{signal}
		}
	}
	r.signal = web.NewSignal(a.vm, signals...)
	var typ string
	if init.body != nil {
		r.body, typ = a.extract(args, init.body)
	}
	given := r.body != nil
	if !given && isRequest && (source.body.isUsed() || source.body.isLocked()) {
		panic(args.TypeError("Cannot construct a Request with a Request object that has already been used."))
	}
	if (given || isRequest && source.body != nil) && (r.method == "GET" || r.method == "HEAD") {
		panic(args.TypeError("Request with GET/HEAD method cannot have body."))
	}
	if given && r.body.stream != nil && !init.duplex {
		panic(args.TypeError("The `duplex` member must be specified for a request with a streaming body"))
	}
	if !given && isRequest {
		r.body = source.body.take()
	}
	if _, ok := r.headers.list.Get("content-type"); !ok && typ != "" {
		r.headers.list.Add("content-type", typ)
	}
	return r
}

// parseURL resolves the URL of a request.
func (a *area) parseURL(args web.Arguments, text string) string {
	u, err := web.ParseURL(text, a.base)
	if err != nil {
		panic(args.TypeError("Failed to parse URL from %s", text))
	}
	if u.Username() != "" || u.Password() != "" {
		panic(args.TypeError("Request cannot be constructed from a URL that includes credentials: %s", u.Href(false)))
	}
	return u.Href(false)
}

// requestInit is what a RequestInit has; nil and "" is what it has not.
type requestInit struct {
	given                              bool
	body, headers, signal              goja.Value
	cache, credentials, mode, redirect string
	referrerPolicy                     string
	method, referrer, integrity        *string
	keepalive                          *bool
	duplex                             bool
}

// readInit reads the members in the order of their names.
func (a *area) readInit(args web.Arguments) (init requestInit) {
	const typ = "RequestInit"
	m := args.Members(1, typ)
	if !m.Given() {
		return init
	}
	init.given = true
	value := func(key string) goja.Value {
		v, ok := m.Member(key)
		if !ok {
			return nil
		}
		return v
	}
	text := func(key string) *string {
		if t, ok := m.Text(key); ok {
			return &t
		}
		return nil
	}
	init.body = value("body")
	init.cache = m.Enum("cache", "RequestCache", "default", "no-store", "reload", "no-cache", "force-cache", "only-if-cached")
	init.credentials = m.Enum("credentials", "RequestCredentials", "omit", "same-origin", "include")
	init.duplex = m.Enum("duplex", "RequestDuplex", "half") != ""
	if init.headers = value("headers"); init.headers != nil {
		if _, ok := init.headers.(*goja.Object); !ok {
			(&headers{}).fill(args, init.headers, m.Where("headers")) // throws
		}
	}
	init.integrity = text("integrity")
	if _, ok := m.Member("keepalive"); ok {
		keep := m.Boolean("keepalive")
		init.keepalive = &keep
	}
	if v := value("method"); v != nil {
		method := args.ByteString(v, m.Where("method"))
		init.method = &method
	}
	init.mode = m.Enum("mode", "RequestMode", "navigate", fetch.SameOrigin, fetch.NoCORS, fetch.CORS)
	m.Enum("priority", "FetchPriority", "high", "low", "auto")
	init.redirect = m.Enum("redirect", "RequestRedirect", "follow", "error", "manual")
	init.referrer = text("referrer")
	init.referrerPolicy = m.Enum("referrerPolicy", "ReferrerPolicy", "", "no-referrer", "no-referrer-when-downgrade", "same-origin", "origin",
		"strict-origin", "origin-when-cross-origin", "strict-origin-when-cross-origin", "unsafe-url")
	if init.signal = value("signal"); init.signal != nil && !goja.IsNull(init.signal) {
		if _, ok := web.SignalOf(a.vm, init.signal); !ok {
			panic(m.TypeError("signal", "Failed to convert value to 'AbortSignal'."))
		}
	}
	return init
}

// apply changes a request by the members.
func (init requestInit) apply(a *area, args web.Arguments, r *request) {
	if !init.given {
		return
	}
	if init.mode == "navigate" {
		panic(args.TypeError("Cannot construct a Request with a RequestInit whose mode member is set as 'navigate'."))
	}
	if init.referrer != nil {
		r.referrer = a.parseReferrer(args, *init.referrer)
	}
	set := func(field *string, value string) {
		if value != "" {
			*field = value
		}
	}
	set(&r.referrerPolicy, init.referrerPolicy)
	set(&r.mode, init.mode)
	set(&r.credentials, init.credentials)
	set(&r.cache, init.cache)
	set(&r.redirect, init.redirect)
	if r.cache == "only-if-cached" && r.mode != fetch.SameOrigin {
		panic(args.TypeError("'only-if-cached' can be set only with 'same-origin' mode"))
	}
	if init.integrity != nil {
		r.integrity = *init.integrity
	}
	if init.keepalive != nil {
		r.keepalive = *init.keepalive
	}
	if init.method != nil {
		method := *init.method
		switch {
		case !fetch.IsToken(method):
			panic(args.TypeError("'%s' is not a valid HTTP method.", method))
		case fetch.IsForbiddenMethod(method):
			panic(args.TypeError("'%s' HTTP method is unsupported.", method))
		}
		r.method = fetch.NormalizeMethod(method)
	}
	if r.mode == fetch.NoCORS {
		if r.method != "GET" && r.method != "HEAD" && r.method != "POST" {
			panic(args.TypeError("'%s' is unsupported in no-cors mode.", r.method))
		}
		r.headers.guard = guardNoCORS
	}
	if init.headers != nil {
		r.headers.list = nil
		r.headers.fill(args, init.headers, "Failed to read the 'headers' property from 'RequestInit': ")
	}
}

func (a *area) parseReferrer(args web.Arguments, text string) string {
	if text == "" {
		return ""
	}
	u, err := web.ParseURL(text, a.base)
	switch {
	case err != nil:
		panic(args.TypeError("Referrer '%s' is not a valid URL.", text))
	case u.Href(false) == "about:client", web.Origin(u) != a.origin:
		return "about:client"
	}
	return u.Href(false)
}

// isBlobURL says whether a URL may stand for a Blob of the App.
func isBlobURL(url string) bool { return strings.HasPrefix(url, "blob:") }
