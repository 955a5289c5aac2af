package fetch

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/host/fetch"
)

// guard says which headers scripts may set.
//
// See https://fetch.spec.whatwg.org/#concept-headers-guard.
type guard int

const (
	guardNone guard = iota
	guardRequest
	guardNoCORS
	guardResponse
	guardImmutable
)

// headers is the state of a Headers.
type headers struct {
	list  fetch.Header
	guard guard
}

const headersInit = "(record<ByteString, ByteString> or sequence<sequence<ByteString>>)"

func (a *area) newHeadersInterface() *web.Interface {
	i := web.NewInterface(a.vm, "Headers", nil, 0, func(o *goja.Object, args web.Arguments) *goja.Object {
		h := &headers{}
		if args.Has(0) {
			h.fill(args, args.At(0), "")
		}
		return a.headers().Adopt(o, h)
	})
	web.Operation(i, "append", 2, func(h *headers, args web.Arguments) goja.Value {
		h.append(args, args.ByteString(args.At(0), ""), args.ByteString(args.At(1), ""))
		return goja.Undefined()
	})
	web.Operation(i, "delete", 1, func(h *headers, args web.Arguments) goja.Value {
		name := headerName(args)
		if h.guard == guardImmutable {
			panic(args.TypeError("Headers are immutable"))
		}
		if h.mayHave(name, "") {
			h.list.Delete(name)
		}
		return goja.Undefined()
	})
	web.Operation(i, "get", 1, func(h *headers, args web.Arguments) goja.Value {
		value, ok := h.list.Get(headerName(args))
		if !ok {
			return goja.Null()
		}
		return web.Latin1(a.vm, value)
	})
	web.Operation(i, "getSetCookie", 0, func(h *headers, _ web.Arguments) goja.Value {
		values := []any{}
		for _, f := range h.list {
			if f.Name == "set-cookie" {
				values = append(values, web.Latin1(a.vm, f.Value))
			}
		}
		return a.vm.NewArray(values...)
	})
	web.Operation(i, "has", 1, func(h *headers, args web.Arguments) goja.Value {
		_, ok := h.list.Get(headerName(args))
		return a.vm.ToValue(ok)
	})
	web.Operation(i, "set", 2, func(h *headers, args web.Arguments) goja.Value {
		name, value := h.check(args, args.ByteString(args.At(0), ""), args.ByteString(args.At(1), ""))
		if h.mayHave(name, value) {
			h.list.Set(name, value)
		}
		return goja.Undefined()
	})
	web.Pairs(i, func(h *headers, index int) (key, value goja.Value, ok bool) {
		sorted := h.sorted()
		if index >= len(sorted) {
			return nil, nil, false
		}
		return web.Latin1(a.vm, sorted[index].Name), web.Latin1(a.vm, sorted[index].Value), true
	})
	return i
}

// headerName converts the first argument to the name of a header.
func headerName(args web.Arguments) string {
	name := args.ByteString(args.At(0), "")
	if !fetch.IsToken(name) {
		panic(args.TypeError("Invalid name"))
	}
	return name
}

// check gives a value without blanks around it, and throws for a header that
// cannot be.
func (h *headers) check(args web.Arguments, name, value string) (string, string) {
	if !fetch.IsToken(name) {
		panic(args.TypeError("Invalid name"))
	}
	value, ok := fetch.NormalizeValue(value)
	if !ok {
		panic(args.TypeError("Invalid value"))
	}
	if h.guard == guardImmutable {
		panic(args.TypeError("Headers are immutable"))
	}
	return name, value
}

// mayHave says whether the guard lets scripts set a header.
func (h *headers) mayHave(name, value string) bool {
	switch h.guard {
	case guardRequest:
		return !fetch.IsForbidden(name)
	case guardNoCORS:
		return !strings.EqualFold(name, "range") && (value == "" || fetch.IsSafelisted(name, value))
	case guardResponse:
		return !strings.EqualFold(name, "set-cookie") && !strings.EqualFold(name, "set-cookie2")
	}
	return true
}

func (h *headers) append(args web.Arguments, name, value string) {
	if name, value = h.check(args, name, value); h.mayHave(name, value) {
		h.list.Add(name, value)
	}
}

// fill appends what an argument or a member has, pairs or a record. where leads
// the message of an error after that of the call.
func (h *headers) fill(args web.Arguments, v goja.Value, where string) {
	o, ok := v.(*goja.Object)
	if !ok {
		panic(args.TypeError("%sThe provided value is not of type '%s'.", where, headersInit))
	}
	if method := o.GetSymbol(goja.SymIterator); method == nil || goja.IsUndefined(method) || goja.IsNull(method) {
		if symbols := o.Symbols(); len(symbols) > 0 {
			args.Text(symbols[0], where) // throws
		}
		args.Record(o, func(name string, value goja.Value) {
			h.append(args, args.ByteString(args.Runtime().ToValue(name), where), args.ByteString(value, where))
		})
		return
	}
	var pairs [][]string
	args.Each(o, where, func(v goja.Value) {
		var pair []string
		args.Each(v, where, func(v goja.Value) { pair = append(pair, args.ByteString(v, where)) })
		pairs = append(pairs, pair)
	})
	for _, pair := range pairs {
		if len(pair) != 2 {
			panic(args.TypeError("Invalid value"))
		}
		h.append(args, pair[0], pair[1])
	}
}

// sorted gives the headers as an iteration does: by name, those of one name
// joined, but for Set-Cookie.
func (h *headers) sorted() (sorted fetch.Header) {
	for _, f := range h.list {
		at := slices.IndexFunc(sorted, func(s fetch.Field) bool { return s.Name == f.Name })
		if at >= 0 && f.Name != "set-cookie" {
			sorted[at].Value += ", " + f.Value
		} else {
			sorted = append(sorted, f)
		}
	}
	slices.SortStableFunc(sorted, func(a, b fetch.Field) int { return strings.Compare(a.Name, b.Name) })
	return sorted
}
