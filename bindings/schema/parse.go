package schema

import (
	"fmt"
	"strconv"
	"strings"
)

// Parse reads one IDL file. The language is the one that Chromium writes its
// extension APIs in:
//
//	namespace a.b {
//	  enum E { x, "y-z" };
//	  dictionary D { long id; DOMString? name; };
//	  callback C = void (D result);
//	  interface Functions {
//	    static void f(D d, optional E e, C callback);
//	    [doesNotSupportPromises] static void g(ArrayBuffer data, C callback);
//	  };
//	  interface Events { static void onX(D d); };
//	};
//
// Comments are dropped. An error names the file and the line.
func Parse(file, text string) (n *Namespace, err error) {
	p := &parser{file: file, text: text, line: 1, callbacks: map[string]*Callback{}}
	defer func() {
		if v := recover(); v != nil {
			e, ok := v.(*parseError)
			if !ok {
				panic(v)
			}
			n, err = nil, e
		}
	}()
	p.next()
	n = p.namespace()
	if p.token != "" {
		p.fail("unexpected %q after the namespace", p.token)
	}
	for _, r := range p.unresolved {
		t, ok := n.types[r.name]
		if !ok {
			p.line = r.line
			p.fail("unknown type %s", r.name)
		}
		*r.use = *t
	}
	return n, nil
}

type parseError struct {
	file string
	line int
	text string
}

func (e *parseError) Error() string { return fmt.Sprintf("%s:%d: %s", e.file, e.line, e.text) }

// parser is a recursive descent over one token of look-ahead.
type parser struct {
	file, text string
	offset     int
	line       int
	token      string // "" at the end
	ns         *Namespace
	callbacks  map[string]*Callback
	unresolved []reference // uses of names, which may come before their declaration
}

type reference struct {
	name string
	line int
	use  *Type
}

func (p *parser) fail(format string, args ...any) {
	panic(&parseError{p.file, p.line, fmt.Sprintf(format, args...)})
}

// next reads a token: a name, a quoted string (with its quotes) or one mark.
func (p *parser) next() string {
	taken := p.token
	s := p.text
	i := p.offset
	for i < len(s) {
		switch {
		case s[i] == '\n':
			p.line++
			i++
		case s[i] == ' ' || s[i] == '\t' || s[i] == '\r':
			i++
		case strings.HasPrefix(s[i:], "//"):
			end := strings.IndexByte(s[i:], '\n')
			if end < 0 {
				end = len(s) - i
			}
			i += end
		default:
			end := i + 1
			if isName(s[i]) {
				for end < len(s) && isName(s[end]) {
					end++
				}
			} else if s[i] == '"' {
				close := strings.IndexByte(s[end:], '"')
				if close < 0 {
					p.fail("a string does not end")
				}
				end += close + 1
			}
			p.token, p.offset = s[i:end], end
			return taken
		}
	}
	p.token, p.offset = "", i
	return taken
}

func isName(c byte) bool {
	return c == '_' || c == '.' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

func (p *parser) accept(token string) bool {
	if p.token != token {
		return false
	}
	p.next()
	return true
}

func (p *parser) expect(token string) {
	if !p.accept(token) {
		p.fail("expected %q, found %q", token, p.token)
	}
}

func (p *parser) name() string {
	if p.token == "" || !isName(p.token[0]) {
		p.fail("expected a name, found %q", p.token)
	}
	return p.next()
}

// nameOrString reads a name, or the content of a quoted string.
func (p *parser) nameOrString() string {
	if strings.HasPrefix(p.token, `"`) {
		return strings.Trim(p.next(), `"`)
	}
	return p.name()
}

// list reads items up to the closing mark, separated by commas. A comma may
// stand before the closing mark.
func (p *parser) list(closing string, item func()) {
	for !p.accept(closing) {
		item()
		if p.token != closing {
			p.expect(",")
		}
	}
}

func (p *parser) namespace() *Namespace {
	p.expect("namespace")
	p.ns = &Namespace{Name: p.name(), types: map[string]*Type{}}
	p.expect("{")
	for !p.accept("}") {
		attributes := p.attributes()
		switch keyword := p.name(); keyword {
		case "enum":
			p.enum()
		case "dictionary":
			_, inline := attributes["inline"]
			p.dictionary(inline)
		case "callback":
			p.callback()
		case "interface":
			p.interfaceBody()
		default:
			p.fail("expected a declaration, found %q", keyword)
		}
		p.expect(";")
	}
	p.accept(";")
	return p.ns
}

func (p *parser) declare(t *Type) {
	short := strings.TrimPrefix(t.Name, p.ns.Name+".")
	if _, twice := p.ns.types[short]; twice {
		p.fail("%s is declared twice", short)
	}
	p.ns.types[short] = t
}

func (p *parser) enum() {
	t := &Type{Kind: Enum, Name: p.ns.Name + "." + p.name()}
	p.expect("{")
	p.list("}", func() { t.Values = append(t.Values, p.nameOrString()) })
	p.ns.Enums = append(p.ns.Enums, t)
	p.declare(t)
}

func (p *parser) dictionary(inline bool) {
	t := &Type{Kind: Dictionary, Name: p.ns.Name + "." + p.name(), Inline: inline}
	p.expect("{")
	for !p.accept("}") {
		m := Member{Type: p.typeName()}
		m.Optional = p.accept("?")
		m.Name = p.name()
		p.expect(";")
		t.Members = append(t.Members, m)
	}
	p.declare(t)
}

func (p *parser) callback() {
	name := p.name()
	p.expect("=")
	p.expect("void")
	p.callbacks[name] = &Callback{Params: p.params()}
}

func (p *parser) interfaceBody() {
	kind := p.name()
	p.expect("{")
	for !p.accept("}") {
		attributes := p.attributes()
		p.expect("static")
		var returns *Type
		if !p.accept("void") {
			returns = p.typeName()
		}
		name := p.name()
		headless := attributes["headless"]
		switch kind {
		case "Functions":
			f := &Function{Namespace: p.ns.Name, Name: name, Returns: returns, Headless: headless}
			f.Params, f.Callback = p.functionParams()
			if f.Callback != nil {
				_, never := attributes["doesNotSupportPromises"]
				f.Callback.Promise = !never
			}
			p.ns.Functions = append(p.ns.Functions, f)
		case "Events":
			p.ns.Events = append(p.ns.Events, &Event{Namespace: p.ns.Name, Name: name, Params: p.params(), Headless: headless})
		default:
			p.fail("unknown interface %s", kind)
		}
		p.expect(";")
	}
}

// attributes reads [a, b=c] in front of a declaration.
func (p *parser) attributes() map[string]string {
	all := map[string]string{}
	if p.accept("[") {
		p.list("]", func() {
			name := p.name()
			if p.accept("=") {
				all[name] = p.nameOrString()
			} else {
				all[name] = ""
			}
		})
	}
	return all
}

func (p *parser) params() []Member {
	var params []Member
	p.expect("(")
	p.list(")", func() { params = append(params, p.param()) })
	return params
}

func (p *parser) param() Member {
	var m Member
	m.Optional = p.accept("optional")
	m.Type = p.typeName()
	m.Name = p.name()
	return m
}

// functionParams takes the callback, which comes last, apart from the others.
func (p *parser) functionParams() (params []Member, callback *Callback) {
	p.expect("(")
	p.list(")", func() {
		if callback != nil {
			p.fail("a parameter after the callback")
		}
		optional := p.accept("optional")
		if c, ok := p.callbacks[p.token]; ok {
			p.next()
			p.name()
			callback = &Callback{Params: c.Params, Optional: optional}
			return
		}
		params = append(params, Member{Type: p.typeName(), Name: p.name(), Optional: optional})
	})
	return params, callback
}

var basicTypes = map[string]Kind{
	"any": Any, "object": Object, "boolean": Boolean, "long": Integer,
	"double": Number, "DOMString": String, "ArrayBuffer": Binary, "function": Callable,
}

func (p *parser) typeName() *Type {
	attributes := p.attributes()
	var t *Type
	if p.accept("(") {
		t = &Type{Kind: Choice}
		for {
			t.Choices = append(t.Choices, p.typeName())
			if p.accept(")") {
				break
			}
			p.expect("or")
		}
	} else {
		line, name := p.line, p.name()
		if kind, ok := basicTypes[name]; ok {
			t = &Type{Kind: kind}
		} else {
			t = &Type{}
			p.unresolved = append(p.unresolved, reference{name, line, t})
		}
	}
	if class, ok := attributes["instanceOf"]; ok {
		t.Kind, t.Name = Instance, class
	}
	if max, ok := attributes["maxLength"]; ok {
		var err error
		if t.MaxLength, err = strconv.Atoi(max); err != nil || t.Kind != String {
			p.fail("maxLength=%s is for a DOMString", max)
		}
	}
	if text, ok := attributes["minimum"]; ok {
		minimum, err := strconv.Atoi(text)
		if err != nil || t.Kind != Integer {
			p.fail("minimum=%s is for a long", text)
		}
		t.Minimum = &minimum
	}
	for p.accept("[") {
		p.expect("]")
		t = &Type{Kind: Array, Elem: t}
	}
	return t
}
