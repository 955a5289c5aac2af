package dom

import (
	"embed"
	"strings"
	"sync"

	"github.com/dop251/goja"
	"golang.org/x/net/html"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

//go:embed js/*.js
var sources embed.FS

// parts are the files that share one scope, in this order.
var parts = []string{"base", "collections", "nodes", "elements", "observers", "forms", "style", "resources", "custom", "window"}

// libraryProgram gives functions that need what the page has. It has the name
// by which reports leave the frames of the host out.
var libraryProgram = sync.OnceValue(func() *goja.Program {
	read := func(name string) string {
		text, err := sources.ReadFile("js/" + name + ".js")
		must(err)
		return string(text)
	}
	var text strings.Builder
	text.WriteString("[" + read("domino") + ",function(host,makeDomino){'use strict';\n")
	for _, name := range parts {
		text.WriteString(read(name))
	}
	text.WriteString("return exported}]")
	return goja.MustCompile(eventloop.InternalName, text.String(), false)
})

// library is the JavaScript side of a document.
type library struct {
	document  *Document
	object    *goja.Object // the document
	functions struct {
		element, text, comment, doctype, started goja.Callable
		isNode, path, activate, named, names     goja.Callable
		drive, html, formEntries                 goja.Callable
	}
}

// object gives the document as scripts see it: the first time, the tree is made
// of what the parser has read so far.
func (d *Document) object() *goja.Object {
	if d.library == nil {
		d.load()
	}
	return d.library.object
}

func (d *Document) load() {
	pair, err := d.vm.RunProgram(libraryProgram())
	must(err)
	l := &library{document: d}
	make, _ := goja.AssertFunction(pair.(*goja.Object).Get("1"))
	made, err := make(goja.Undefined(), d.hostObject(l), pair.(*goja.Object).Get("0"))
	must(err)
	f := &l.functions
	for name, target := range map[string]*goja.Callable{
		"element": &f.element, "text": &f.text, "comment": &f.comment, "doctype": &f.doctype, "started": &f.started,
		"isNode": &f.isNode, "path": &f.path, "activate": &f.activate, "named": &f.named, "names": &f.names,
		"drive": &f.drive, "html": &f.html, "formEntries": &f.formEntries,
	} {
		*target, _ = goja.AssertFunction(made.(*goja.Object).Get(name))
	}
	l.object = made.(*goja.Object).Get("document").(*goja.Object)
	d.events.Adopt(l.object, d)
	d.library = l
	d.events.SetTree(l)
	if d.root == nil {
		return
	}
	d.nodes = map[*html.Node]*goja.Object{d.root: l.object}
	if d.last == d.root {
		return
	}
	for n := following(d.root, d.root); n != nil; n = following(n, d.root) {
		d.make(n)
		if n.Type == html.ElementNode && n.Data == "script" {
			l.started(d.nodes[n])
		}
		if n == d.last {
			break
		}
	}
	if d.readyState == "complete" {
		d.forgetParser()
	}
}

// names are what the library has for the window.
func (l *library) names() (names []string) {
	for _, o := range l.call(l.functions.names).Export().([]any) {
		names = append(names, o.(string))
	}
	return names
}

// call calls a function of the library, which does not throw.
func (l *library) call(f goja.Callable, args ...goja.Value) goja.Value {
	v, err := f(goja.Undefined(), args...)
	must(err)
	return v
}

// started marks a script element as one that does not run any more.
func (l *library) started(element *goja.Object) { l.call(l.functions.started, element) }

// IsNode implements [web.Tree].
func (l *library) IsNode(o *goja.Object) bool {
	return l.call(l.functions.isNode, o).ToBoolean()
}

// Path implements [web.Tree].
func (l *library) Path(node *goja.Object) []*goja.Object {
	return l.list(l.call(l.functions.path, node))
}

func (l *library) list(v goja.Value) (objects []*goja.Object) {
	l.document.vm.ForOf(v, func(o goja.Value) bool {
		objects = append(objects, o.(*goja.Object))
		return true
	})
	return objects
}

// FormEntries implements [web.Tree].
func (l *library) FormEntries(form, submitter goja.Value) (entries []web.FormEntry, ok bool) {
	list := l.call(l.functions.formEntries, form, submitter)
	if goja.IsNull(list) {
		return nil, false
	}
	for _, entry := range l.list(list) {
		entries = append(entries, web.FormEntry{Name: entry.Get("0").String(), Value: entry.Get("1")})
	}
	return entries, true
}

// Activate implements [web.Tree].
func (l *library) Activate(path []*goja.Object, event *goja.Object) func(canceled bool) {
	nodes := make([]any, len(path))
	for i, n := range path {
		nodes[i] = n
	}
	finish, ok := goja.AssertFunction(l.call(l.functions.activate, l.document.vm.NewArray(nodes...), event))
	if !ok {
		return nil
	}
	return func(canceled bool) { l.call(finish, l.document.vm.ToValue(canceled)) }
}

// hostObject is what the library uses of the page.
func (d *Document) hostObject(l *library) *goja.Object {
	vm := d.vm
	host := vm.NewObject()
	function := func(name string, f func(args []goja.Value) any) {
		must(host.Set(name, web.NewFunction(vm, eventloop.InternalName, 0, func(call goja.FunctionCall) goja.Value { return vm.ToValue(f(call.Arguments)) })))
	}
	object := func(v goja.Value) *goja.Object { return v.(*goja.Object) }
	target := func(v goja.Value) *web.EventTarget { return d.events.TargetOf(object(v)) }

	must(host.Set("EventTarget", d.events.Target().Constructor()))
	must(host.Set("location", d.location()))
	function("url", func([]goja.Value) any { return d.page.URL })
	function("base", func([]goja.Value) any { return d.baseURL() })
	function("setBase", func(a []goja.Value) any { d.base = a[0].String(); return nil })
	function("visible", func([]goja.Value) any { return !d.unseen })
	function("focused", func([]goja.Value) any { return !d.blurred })
	function("readyState", func([]goja.Value) any { return d.readyState })
	function("currentScript", func([]goja.Value) any {
		if d.current == nil {
			return nil
		}
		return d.elementOf(d.current)
	})
	function("resolve", func(a []goja.Value) any { return d.resolve(a[0].String()) })
	function("navigate", func(a []goja.Value) any { d.navigate(a[0].String()); return nil })
	function("parseFragment", func(a []goja.Value) any {
		l.parseFragment(object(a[0]), a[1].String(), a[2].String(), a[3].String())
		return nil
	})
	function("parseDocument", func(a []goja.Value) any { l.parseDocument(object(a[0]), a[1].String()); return nil })
	function("exception", func(a []goja.Value) any { return web.NewDOMException(vm, a[0].String(), a[1].String()) })
	function("warn", func(a []goja.Value) any { d.page.Console.Warn(a[0].String()); return nil })
	function("error", func(a []goja.Value) any { d.page.Console.Error(a[0].String()); return nil })
	function("refusedInline", func(a []goja.Value) any { return web.RefusedInline(a[0].String(), a[1].String()) })
	function("handler", func(a []goja.Value) any { return target(a[0]).Handler(a[1].String()) })
	function("setHandler", func(a []goja.Value) any { target(a[0]).SetHandler(a[1].String(), a[2]); return nil })
	function("fire", func(a []goja.Value) any {
		return target(a[0]).Fire(&web.Event{Type: a[1].String(), Bubbles: len(a) > 2 && a[2].ToBoolean(), Cancelable: len(a) > 3 && a[3].ToBoolean()})
	})
	function("fireEvent", func(a []goja.Value) any { return target(a[0]).FireObject(object(a[1])) })
	function("task", func(a []goja.Value) any {
		f, _ := goja.AssertFunction(a[0])
		d.post(func() { d.realm.Call(f, goja.Undefined()) })
		return nil
	})
	function("call", func(a []goja.Value) any {
		f, _ := goja.AssertFunction(a[0])
		d.realm.Run(func() {
			if _, err := f(goja.Undefined(), a[1:]...); err != nil {
				d.realm.Report(err)
			}
		})
		return nil
	})
	function("read", func(a []goja.Value) any {
		data, err := d.page.Package.Read(a[0].String())
		if err != nil {
			return nil
		}
		return string(data)
	})
	function("readBinary", func(a []goja.Value) any {
		data, err := d.page.Package.Read(a[0].String())
		if err != nil {
			return nil
		}
		units := make([]uint16, len(data))
		for i, b := range data {
			units[i] = uint16(b)
		}
		return goja.StringFromUTF16(units)
	})
	function("fileList", func([]goja.Value) any { return web.NewFileList(vm) })
	function("now", func([]goja.Value) any { return d.events.Now() })
	function("has", func(a []goja.Value) any { return d.page.Has != nil && d.page.Has(a[0].String()) })
	function("report", func(a []goja.Value) any {
		d.realm.Report(vm.Try(func() { panic(a[0]) }))
		return nil
	})
	function("delayLoad", func(a []goja.Value) any {
		if n := int(a[0].ToInteger()); d.readyState != "complete" {
			d.delays += n
			d.complete()
		}
		return nil
	})
	function("runScript", func(a []goja.Value) any { return d.runInserted(object(a[0]), object(a[1])) })
	return host
}

// named gives what a script finds on the window by a name that the window does
// not have: a member that is made when it is first used, an interface of the
// document, or an element with that id.
func (d *Document) named(name string) goja.Value {
	if v := d.windowMember(name); v != nil {
		must(d.vm.GlobalObject().Set(name, v))
		return v
	}
	if d.library == nil {
		if !libraryNames()[name] {
			return nil
		}
		d.load()
	}
	v := d.library.call(d.library.functions.named, d.vm.ToValue(name))
	if goja.IsUndefined(v) {
		return nil
	}
	return v
}
