package dom

import (
	"errors"
	"strings"

	"github.com/dop251/goja"
	"golang.org/x/net/html"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	hostscript "github.com/tcpsrv-host/tcpsrv-host/host/script"
)

// script is a script element that is to run.
type script struct {
	node     *html.Node   // of the parser, or nil
	element  *goja.Object // nil if no script has seen it
	typ      string
	src      string // of the attribute, if hasSrc
	hasSrc   bool
	url      string
	text     string
	module   bool
	noModule bool // for browsers without modules
	async    bool
	deferred bool
}

// scriptOf reads a script element of the parser.
func (d *Document) scriptOf(n *html.Node) *script {
	s := &script{node: n}
	language, hasType := "", false
	for _, a := range n.Attr {
		switch a.Key {
		case "src":
			s.src, s.hasSrc = a.Val, true
		case "type":
			s.typ, hasType = a.Val, true
		case "language":
			language = a.Val
		case "async":
			s.async = true
		case "defer":
			s.deferred = true
		case "nomodule":
			s.noModule = true
		}
	}
	if !hasType && language != "" {
		s.typ = "text/" + language
	}
	for text := range n.ChildNodes() {
		s.text += text.Data
	}
	return s
}

// prepare decides whether and when a script runs: nil for not at all.
//
// See https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element.
func (d *Document) prepare(s *script) *script {
	switch typ := strings.ToLower(strings.TrimSpace(s.typ)); {
	case typ == "module":
		s.module = true
	case !isJavaScript(typ), s.noModule:
		return nil
	}
	if !s.hasSrc {
		if s.text != "" {
			d.page.Console.Error(web.RefusedInline("script", s.text))
		}
		return nil
	}
	if s.url = d.resolve(s.src); s.url == "" || s.src == "" {
		d.post(func() { d.fireAt(s, "error") })
		return nil
	}
	if s.module {
		s.deferred = !s.async
	}
	return s
}

// isJavaScript tells of the essence of a type attribute whether it is that of a
// classic script.
//
// See https://mimesniff.spec.whatwg.org/#javascript-mime-type.
func isJavaScript(typ string) bool {
	switch typ {
	case "", "application/ecmascript", "application/javascript", "application/x-ecmascript", "application/x-javascript",
		"text/ecmascript", "text/javascript", "text/javascript1.0", "text/javascript1.1", "text/javascript1.2",
		"text/javascript1.3", "text/javascript1.4", "text/javascript1.5", "text/jscript", "text/livescript",
		"text/x-ecmascript", "text/x-javascript":
		return true
	}
	return false
}

// runLater runs a script in a task of its own, for which the load event waits.
func (d *Document) runLater(s *script) {
	d.delays++
	d.post(func() {
		d.run(s)
		d.delays--
		d.complete()
	})
}

// run runs a script and tells its element how it went.
func (d *Document) run(s *script) {
	var program *goja.Program
	var err error
	if s.module {
		_, err = d.page.Package.Read(s.url)
	} else {
		program, err = d.page.Package.Script(s.url)
	}
	switch {
	case isMissing(err):
		d.page.Console.Error("GET " + s.url + " net::ERR_FILE_NOT_FOUND")
		d.fireAt(s, "error")
		return
	case err != nil:
		var fault *hostscript.SyntaxError
		if !errors.As(err, &fault) || !d.events.FireSyntaxError(fault.Message, s.url, fault.Line, fault.Column) {
			d.page.Fault(err)
		}
	case s.module:
		if !d.page.Module(s.url) {
			d.fireAt(s, "error")
			return
		}
	default:
		previous := d.current
		d.current = s
		d.realm.RunProgram(program)
		d.current = previous
	}
	d.fireAt(s, "load")
}

// fireAt fires an event at the element of a script. If no script has asked for
// the tree, nothing listens.
func (d *Document) fireAt(s *script, typ string) {
	if element := d.elementOf(s); element != nil {
		d.events.TargetOf(element).Fire(&web.Event{Type: typ})
	}
}

func (d *Document) elementOf(s *script) *goja.Object {
	if s.element == nil && d.library != nil {
		s.element = d.nodes[s.node]
	}
	return s.element
}

// runInserted runs a script element that a script has put into the document:
// in a task of its own.
func (d *Document) runInserted(element, attributes *goja.Object) bool {
	s := &script{element: element, async: true}
	s.typ = attributes.Get("type").String()
	s.hasSrc = attributes.Get("hasSrc").ToBoolean()
	s.src = attributes.Get("src").String()
	s.text = attributes.Get("text").String()
	if s = d.prepare(s); s == nil {
		return false
	}
	d.runLater(s)
	return true
}
