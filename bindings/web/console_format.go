package web

import (
	"strings"

	"github.com/dop251/goja"
)

// format is the standard's Formatter followed by its Printer: it fills in the format specifiers of a leading string and
// appends what is left, separated by blanks.
//
// %s, %d, %i and %f convert their argument as the JavaScript functions String, parseInt and parseFloat do, so they may
// run the app's toString, and throw what it throws, as in Chrome.
func (c *Console) format(args []goja.Value) string {
	template, ok := args[0].(goja.String)
	if !ok || len(args) == 1 {
		return c.join(args)
	}
	text := template.String()
	args = args[1:]

	var out strings.Builder
	for len(args) > 0 {
		i := strings.IndexByte(text, '%')
		if i < 0 || i+1 == len(text) {
			break
		}
		out.WriteString(text[:i])
		specifier := text[i+1]
		text = text[i+2:]
		switch specifier {
		case '%':
			out.WriteByte('%')
			continue
		case 's':
			out.WriteString(stringOf(args[0]))
		case 'd', 'i':
			out.WriteString(c.number(c.inspector().parseInt, args[0]))
		case 'f':
			out.WriteString(c.number(c.inspector().parseFloat, args[0]))
		case 'o', 'O':
			out.WriteString(c.inspector().inspect(args[0]))
		case 'c': // CSS, which a terminal does not show
		default:
			out.WriteByte('%')
			out.WriteByte(specifier)
			continue
		}
		args = args[1:]
	}
	out.WriteString(text)
	if len(args) > 0 {
		out.WriteByte(' ')
		out.WriteString(c.join(args))
	}
	return out.String()
}

func (c *Console) number(parse nativeFunc, v goja.Value) string {
	if _, ok := v.(*goja.Symbol); ok {
		return "NaN"
	}
	return c.inspector().inspect(parse(goja.FunctionCall{This: goja.Undefined(), Arguments: []goja.Value{v}}))
}

// join prints values without looking for format specifiers.
func (c *Console) join(args []goja.Value) string {
	texts := make([]string, len(args))
	for i, arg := range args {
		texts[i] = c.text(arg)
	}
	return strings.Join(texts, " ")
}

// text is the text of an argument. A string needs no inspector.
func (c *Console) text(v goja.Value) string {
	if s, ok := v.(goja.String); ok {
		return s.String()
	}
	return c.inspector().text(v)
}
