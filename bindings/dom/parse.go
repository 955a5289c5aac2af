package dom

import (
	"bytes"
	"strings"

	"github.com/dop251/goja"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parse reads the text of the page. Scripts cannot write into it, so it can be
// parsed as a whole; the nodes are put into the document as a parser would that
// waits for scripts.
func (d *Document) parse() *html.Node {
	if d.page.HTML == nil {
		return generated(d.page.Scripts)
	}
	root, err := html.Parse(bytes.NewReader(d.page.HTML))
	if err != nil {
		// Only the nesting can be refused.
		d.page.Console.Error("the page " + d.page.URL + " is not shown: " + err.Error())
		return generated(nil)
	}
	return root
}

// generated is the page that Chrome makes of a list of background scripts.
func generated(scripts []Script) *html.Node {
	element := func(a atom.Atom) *html.Node {
		return &html.Node{Type: html.ElementNode, DataAtom: a, Data: a.String()}
	}
	text := func(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }
	root, top, body := &html.Node{Type: html.DocumentNode}, element(atom.Html), element(atom.Body)
	root.AppendChild(&html.Node{Type: html.DoctypeNode, Data: "html"})
	root.AppendChild(top)
	top.AppendChild(element(atom.Head))
	top.AppendChild(body)
	body.AppendChild(text("\n"))
	for _, script := range scripts {
		s := element(atom.Script)
		s.Attr = []html.Attribute{{Key: "src", Val: script.URL}}
		if script.Module {
			s.Attr = append(s.Attr, html.Attribute{Key: "type", Val: "module"})
		}
		body.AppendChild(s)
		body.AppendChild(text("\n"))
	}
	return root
}

// make puts a node of the parser into the document, if there is one to see.
func (d *Document) make(n *html.Node) {
	if d.library != nil {
		d.nodes[n] = d.library.build(d.nodes[n.Parent], n)
	}
}

// parseFragment puts what the text is inside of an element of that name below
// parent.
func (l *library) parseFragment(parent *goja.Object, text, namespace, name string) {
	context := &html.Node{Type: html.ElementNode, Data: name, DataAtom: atom.Lookup([]byte(name)), Namespace: shortNamespace(namespace)}
	nodes, err := html.ParseFragment(strings.NewReader(text), context)
	if err != nil {
		return
	}
	for _, n := range nodes {
		l.buildAll(parent, n)
	}
}

// parseDocument puts a whole page below an empty document.
func (l *library) parseDocument(document *goja.Object, text string) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return
	}
	for n := range root.ChildNodes() {
		l.buildAll(document, n)
	}
}

func (l *library) buildAll(parent *goja.Object, n *html.Node) {
	o := l.build(parent, n)
	if n.Data == "script" && n.Type == html.ElementNode {
		l.started(o) // such scripts do not run
	}
	for c := range n.ChildNodes() {
		l.buildAll(o, c)
	}
}

// build makes a node and puts it below its parent.
func (l *library) build(parent *goja.Object, n *html.Node) *goja.Object {
	vm := l.document.vm
	switch n.Type {
	case html.ElementNode:
		attributes := make([]any, 0, 3*len(n.Attr))
		for _, a := range n.Attr {
			attributes = append(attributes, a.Namespace, a.Key, a.Val)
		}
		return l.call(l.functions.element, parent, vm.ToValue(longNamespaces[n.Namespace]), vm.ToValue(n.Data), vm.NewArray(attributes...)).(*goja.Object)
	case html.TextNode:
		return l.call(l.functions.text, parent, vm.ToValue(n.Data)).(*goja.Object)
	case html.CommentNode:
		return l.call(l.functions.comment, parent, vm.ToValue(n.Data)).(*goja.Object)
	case html.DoctypeNode:
		public, system := "", ""
		for _, a := range n.Attr {
			switch a.Key {
			case "public":
				public = a.Val
			case "system":
				system = a.Val
			}
		}
		return l.call(l.functions.doctype, parent, vm.ToValue(n.Data), vm.ToValue(public), vm.ToValue(system)).(*goja.Object)
	}
	return parent
}

var longNamespaces = map[string]string{
	"":     "http://www.w3.org/1999/xhtml",
	"svg":  "http://www.w3.org/2000/svg",
	"math": "http://www.w3.org/1998/Math/MathML",
}

func shortNamespace(long string) string {
	for short, l := range longNamespaces {
		if l == long {
			return short
		}
	}
	return ""
}
