package fetch

import (
	"math"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/host/fetch"
)

// response is the state of a Response.
type response struct {
	typ, url   string
	redirected bool
	status     int
	statusText string
	headers    *headers
	object     *goja.Object // of the headers
	body       *body
}

func (r *response) content() *body   { return r.body }
func (r *response) fields() *headers { return r.headers }

func (a *area) newResponseInterface() *web.Interface {
	i := web.NewInterface(a.vm, "Response", nil, 0, func(o *goja.Object, args web.Arguments) *goja.Object {
		init := a.readResponseInit(args)
		r := &response{typ: "default"}
		var typ string
		if args.Has(0) && !goja.IsNull(args.At(0)) {
			r.body, typ = a.extract(args, args.At(0))
		}
		init.apply(args, r, typ)
		return a.response().Adopt(o, r)
	})
	i.StaticOperation("error", 0, func(web.Arguments) goja.Value {
		return i.New(&response{typ: "error", headers: &headers{guard: guardImmutable}})
	})
	i.StaticOperation("json", 1, func(args web.Arguments) goja.Value {
		text := a.jsonStringify(goja.FunctionCall{This: goja.Undefined(), Arguments: []goja.Value{args.At(0)}})
		if goja.IsUndefined(text) {
			panic(args.TypeError("The data is not JSON serializable"))
		}
		init := a.readResponseInit(args)
		r := &response{typ: "default", body: a.blobBody(web.MakeBlob("", web.Bytes(web.UTF8Bytes(a.vm, text))))}
		init.apply(args, r, "application/json")
		return i.New(r)
	})
	i.StaticOperation("redirect", 1, func(args web.Arguments) goja.Value {
		u, err := web.ParseURL(args.String(0), a.base)
		if err != nil {
			panic(args.TypeError("Failed to parse URL from %s", args.String(0)))
		}
		status := 302
		if args.Has(1) {
			status = int(uint16(int64(args.Number(1))))
		}
		switch status {
		case 301, 302, 303, 307, 308:
		default:
			panic(a.rangeError(args.Context() + "Invalid status code"))
		}
		list := fetch.Header{{Name: "location", Value: u.Href(false)}}
		return i.New(&response{typ: "default", status: status, headers: &headers{list: list, guard: guardImmutable}})
	})
	attribute := func(name string, get func(*response) any) { web.Attribute(i, name, get) }
	attribute("type", func(r *response) any { return r.typ })
	attribute("url", func(r *response) any { return r.url })
	attribute("redirected", func(r *response) any { return r.redirected })
	attribute("status", func(r *response) any { return r.status })
	attribute("ok", func(r *response) any { return r.status >= 200 && r.status <= 299 })
	attribute("statusText", func(r *response) any { return web.Latin1(a.vm, r.statusText) })
	attribute("headers", func(r *response) any { return a.headersObject(&r.object, r.headers) })
	a.bodyMembers(i, "body", "bodyUsed", "arrayBuffer", "blob")
	web.Operation(i, "clone", 0, func(r *response, args web.Arguments) goja.Value {
		a.checkClonable(args, "Response", r.body)
		copied := *r
		copied.object = nil
		copied.headers = &headers{list: append(fetch.Header(nil), r.headers.list...), guard: r.headers.guard}
		copied.body = r.body.clone()
		return i.New(&copied)
	})
	a.bodyMembers(i, "formData", "json", "text", "bytes", "textStream")
	return i
}

// responseInit is what a ResponseInit has.
type responseInit struct {
	status     float64
	statusText string
	headers    goja.Value
}

func (a *area) readResponseInit(args web.Arguments) responseInit {
	m := args.Members(1, "ResponseInit")
	init := responseInit{status: 200}
	if v, ok := m.Member("headers"); ok {
		if _, isObject := v.(*goja.Object); !isObject {
			(&headers{}).fill(args, v, m.Where("headers")) // throws
		}
		init.headers = v
	}
	if v, ok := m.Member("status"); ok {
		init.status = 0
		if f := v.ToFloat(); !math.IsNaN(f) && !math.IsInf(f, 0) {
			init.status = float64(uint16(int64(f)))
		}
	}
	if v, ok := m.Member("statusText"); ok {
		init.statusText = args.ByteString(v, m.Where("statusText"))
	}
	return init
}

// apply completes a response with a body of a type.
//
// See https://fetch.spec.whatwg.org/#initialize-a-response.
func (init responseInit) apply(args web.Arguments, r *response, typ string) {
	if init.status < 200 || init.status > 599 {
		panic(rangeError(args.Runtime(), args.Context()+"The status provided ("+args.Runtime().ToValue(init.status).String()+") is outside the range [200, 599]."))
	}
	for _, c := range []byte(init.statusText) {
		if c < ' ' && c != '\t' || c == 0x7F {
			panic(args.TypeError("Invalid statusText"))
		}
	}
	r.status, r.statusText, r.headers = int(init.status), init.statusText, &headers{guard: guardResponse}
	if init.headers != nil {
		r.headers.fill(args, init.headers, "Failed to read the 'headers' property from 'ResponseInit': ")
	}
	if r.body == nil {
		return
	}
	switch r.status {
	case 204, 205, 304:
		panic(args.TypeError("Response with null body status cannot have body"))
	}
	if _, ok := r.headers.list.Get("content-type"); !ok && typ != "" {
		r.headers.list.Add("content-type", typ)
	}
}
