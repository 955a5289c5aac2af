package storage

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

// errBinary is the lastError of a set with bytes anywhere in its values.
const errBinary = extension.Error("Cannot serialize value to JSON")

// keys is the argument of that name as JSON text; nil when it was left out.
type keys []byte

// DecodeArgument implements [extension.Decoder].
func (k *keys) DecodeArgument(p *extension.Page, v goja.Value) (fault string) {
	c := converter{page: p}
	o, isObject := v.(*goja.Object)
	switch {
	case !isObject:
		*k, _ = c.appendValue(nil, v, 0)
	case isArray(o):
		*k, fault = stringList(p, o)
	default:
		if *k, fault = c.appendMembers(nil, o); fault != "" {
			fault = schema.NoChoice
		}
	}
	return fault
}

// stringList writes an array of strings, and nothing else.
func stringList(p *extension.Page, o *goja.Object) (text []byte, fault string) {
	list := []string{}
	if p.Runtime().Try(func() {
		for i := range o.Get("length").ToInteger() {
			s, ok := o.Get(strconv.FormatInt(i, 10)).(goja.String)
			if !ok {
				fault = schema.NoChoice
				return
			}
			list = append(list, s.String())
		}
	}) != nil {
		fault = schema.NoChoice
	}
	text, err := json.Marshal(list)
	if err != nil {
		panic(err) // a list of strings has JSON
	}
	return text, fault
}

// items is the argument of that name.
type items struct {
	text []byte // a JSON object
	// binary is whether an ArrayBuffer or a view was somewhere in it.
	binary bool
}

// DecodeArgument implements [extension.Decoder].
func (i *items) DecodeArgument(p *extension.Page, v goja.Value) (fault string) {
	c := converter{page: p}
	i.text, fault = c.appendMembers(nil, v.(*goja.Object))
	i.binary = c.binary
	return fault
}

// maxDepth is how deep values may be nested. What is deeper has no JSON.
const maxDepth = 100

// converter writes values as JSON text in the way of Chromium's
// V8ValueConverter, which differs from JSON.stringify: toJSON means nothing, a
// Date is an object like any other, and neither a cycle nor an exception is an
// error.
type converter struct {
	page   *extension.Page
	path   []*goja.Object // the objects that the current value is in
	binary bool
}

// appendMembers writes the argument object itself. Each of its members is
// converted for itself: a cycle through the argument is noticed one turn later.
func (c *converter) appendMembers(dst []byte, o *goja.Object) (text []byte, fault string) {
	dst = append(dst, '{')
	names, thrown := c.names(o)
	for _, name := range names {
		var member goja.Value
		if thrown = c.page.Runtime().Try(func() { member = o.Get(name) }); thrown != nil {
			break
		}
		dst = c.appendMember(dst, name, member, 0)
	}
	if thrown != nil {
		return nil, schema.ScriptThrew
	}
	return append(dst, '}'), ""
}

// appendMember writes a member of an object, or nothing if it has no JSON.
func (c *converter) appendMember(dst []byte, name string, v goja.Value, depth int) []byte {
	start := len(dst)
	if dst[start-1] != '{' {
		dst = append(dst, ',')
	}
	dst = append(appendString(dst, name), ':')
	dst, ok := c.appendValue(dst, v, depth)
	if !ok {
		return dst[:start]
	}
	return dst
}

// appendValue writes a value, or reports that it has no JSON.
func (c *converter) appendValue(dst []byte, v goja.Value, depth int) (text []byte, ok bool) {
	if depth >= maxDepth || v == nil {
		return dst, false
	}
	switch v := v.(type) {
	case *goja.Object:
		return c.appendObject(dst, v, depth)
	case goja.String:
		return appendString(dst, v.String()), true
	case *goja.Symbol:
		return dst, false
	}
	switch x := v.Export().(type) {
	case nil:
		if goja.IsNull(v) {
			return append(dst, "null"...), true
		}
	case bool:
		return strconv.AppendBool(dst, x), true
	case int64:
		return strconv.AppendInt(dst, x, 10), true
	case float64:
		if !math.IsNaN(x) && !math.IsInf(x, 0) {
			return strconv.AppendFloat(dst, x+0, 'g', -1, 64), true // +0 makes -0 a 0
		}
	}
	return dst, false
}

func (c *converter) appendObject(dst []byte, o *goja.Object, depth int) (text []byte, ok bool) {
	if _, callable := goja.AssertFunction(o); callable {
		return dst, false
	}
	if c.page.IsBinary(o) {
		c.binary = true
		return append(dst, "{}"...), true
	}
	if slices.Contains(c.path, o) {
		return append(dst, "null"...), true
	}
	c.path = append(c.path, o)
	defer func() { c.path = c.path[:len(c.path)-1] }()
	if isArray(o) {
		return c.appendArray(dst, o, depth), true
	}
	dst = append(dst, '{')
	names, _ := c.names(o)
	for _, name := range names {
		dst = c.appendMember(dst, name, c.get(o, name), depth+1)
	}
	return append(dst, '}'), true
}

func (c *converter) appendArray(dst []byte, o *goja.Object, depth int) []byte {
	dst = append(dst, '[')
	for i := range o.Get("length").ToInteger() {
		if i > 0 {
			dst = append(dst, ',')
		}
		var ok bool
		if dst, ok = c.appendValue(dst, c.get(o, strconv.FormatInt(i, 10)), depth+1); !ok {
			dst = append(dst, "null"...)
		}
	}
	return append(dst, ']')
}

// names gives the own enumerable keys. A proxy may throw.
func (c *converter) names(o *goja.Object) (names []string, thrown *goja.Exception) {
	thrown = c.page.Runtime().Try(func() { names = o.Keys() })
	return names, thrown
}

// get reads a property; one that throws is null.
func (c *converter) get(o *goja.Object, name string) (v goja.Value) {
	if c.page.Runtime().Try(func() { v = o.Get(name) }) != nil {
		return goja.Null()
	}
	return v
}

func isArray(o *goja.Object) bool { return membrane.ClassName(o) == "Array" }

func appendString(dst []byte, s string) []byte {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string has JSON
	}
	return append(dst, text...)
}
