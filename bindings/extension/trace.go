package extension

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

const (
	traceText  = 40 // bytes of a string or of binary data
	traceItems = 8  // items of an array, members of an object
	traceDepth = 3
)

// describe writes a call or an event as one line of a trace.
func (p *Page) describe(namespace, name string, args []goja.Value) string {
	var b strings.Builder
	b.WriteString(namespace + "." + name + "(")
	p.describeList(&b, args)
	b.WriteByte(')')
	return b.String()
}

func (p *Page) describeAnswer(s *schema.Function, args []goja.Value, err error) string {
	line := p.describe(s.Namespace, s.Name, args)
	if err != nil {
		line += " lastError " + strconv.Quote(err.Error())
	}
	return line
}

func (p *Page) describeList(b *strings.Builder, values []goja.Value) {
	for i, v := range values {
		if i > 0 {
			b.WriteString(", ")
		}
		p.describeValue(b, v, traceDepth)
	}
}

func (p *Page) describeValue(b *strings.Builder, v goja.Value, depth int) {
	o, isObject := v.(*goja.Object)
	if !isObject {
		if s, ok := v.(goja.String); ok {
			b.WriteString(quoteShort(s.String()))
		} else {
			b.WriteString(v.String())
		}
		return
	}
	switch {
	case isFunction(v):
		b.WriteString("function")
	case p.IsBinary(v):
		data := p.bytes(o)
		fmt.Fprintf(b, "<%d bytes", len(data))
		if len(data) > 0 {
			b.WriteString(" " + quoteShort(string(data[:min(len(data), traceText+1)])))
		}
		b.WriteByte('>')
	case depth == 0:
		b.WriteString("...")
	default:
		open, end, array := "{", "}", isArray(o)
		if array {
			open, end = "[", "]"
		}
		b.WriteString(open)
		for i, key := range o.Keys() {
			if i > 0 {
				b.WriteString(", ")
			}
			if i == traceItems {
				b.WriteString("...")
				break
			}
			if !array {
				b.WriteString(key + ": ")
			}
			p.describeValue(b, o.Get(key), depth-1)
		}
		b.WriteString(end)
	}
}

// quoteShort quotes the beginning of a text.
func quoteShort(s string) string {
	if len(s) <= traceText {
		return strconv.Quote(s)
	}
	cut := traceText
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return strconv.Quote(s[:cut]) + "..."
}
