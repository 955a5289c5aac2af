package web

import (
	"net/url"

	"github.com/dop251/goja"
)

// Document is the document of a page that shows nothing: it tells how far the
// page is, and is the target of its events.
type Document struct {
	EventTarget
	events *Events
	state  string // readyState
}

// InstallDocument defines document and location for a page at that address, on
// which InstallEvents has run.
func InstallDocument(vm *goja.Runtime, console *Console, address string) *Document {
	events := EventsOf(vm)
	i := NewInterface(vm, "HTMLDocument", events.Target(), 0, nil)
	d := &Document{events: events, state: "loading"}
	object := i.New(d)
	d.EventTarget = events.NewTarget(object, &events.Window)
	location := newLocation(vm, address)

	Attribute(i, "readyState", func(d *Document) any { return d.state })
	for name, value := range map[string]any{
		"URL": address, "documentURI": address, "baseURI": address, "location": location, "defaultView": vm.GlobalObject(),
		"characterSet": "UTF-8", "contentType": "text/html", "compatMode": "CSS1Compat", "visibilityState": "visible", "hidden": false,
	} {
		Attribute(i, name, func(*Document) any { return value })
	}
	for _, name := range []string{"write", "writeln"} {
		Operation(i, name, 0, func(*Document, Arguments) goja.Value {
			e, err := vm.New(vm.Get("Error"), vm.ToValue("document."+name+"() is not available in packaged apps."))
			must(err)
			panic(e)
		})
	}
	for _, name := range []string{"open", "close", "clear"} {
		Operation(i, name, 0, func(*Document, Arguments) goja.Value {
			console.Error("document." + name + "() is not available in packaged apps.")
			return goja.Undefined()
		})
	}
	i.EventHandlers("readystatechange", "visibilitychange")
	i.Install()
	define(vm.GlobalObject(), "document", object, fixed)
	define(vm.GlobalObject(), "location", location, fixed)
	return d
}

// Parsed says that the scripts have run: DOMContentLoaded.
func (d *Document) Parsed() {
	d.enter("interactive")
	d.Fire(&Event{Type: "DOMContentLoaded", Bubbles: true})
}

// Loaded says that all is there: load, at the window.
func (d *Document) Loaded() {
	d.enter("complete")
	d.events.Window.Fire(&Event{Type: "load", Override: &d.EventTarget})
}

func (d *Document) enter(state string) {
	d.state = state
	d.Fire(&Event{Type: "readystatechange"})
}

// newLocation makes the location of a page that stays where it is.
func newLocation(vm *goja.Runtime, address string) *goja.Object {
	l := vm.NewObject()
	u, err := url.Parse(address)
	must(err)
	search, hash := u.RawQuery, u.Fragment
	if search != "" {
		search = "?" + search
	}
	if hash != "" {
		hash = "#" + hash
	}
	for name, value := range map[string]string{
		"href": address, "origin": u.Scheme + "://" + u.Host, "protocol": u.Scheme + ":", "host": u.Host,
		"hostname": u.Hostname(), "port": u.Port(), "pathname": u.EscapedPath(), "search": search, "hash": hash,
	} {
		getter := newFunction(vm, "get "+name, 0, func(goja.FunctionCall) goja.Value { return vm.ToValue(value) })
		// The page stays where it is, without an exception, as in Chrome.
		setter := newFunction(vm, "set "+name, 1, func(goja.FunctionCall) goja.Value { return goja.Undefined() })
		must(l.DefineAccessorProperty(name, getter, setter, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
	for _, name := range []string{"assign", "replace", "reload"} {
		defineOperation(vm, l, name, 0, func(goja.FunctionCall) goja.Value { return goja.Undefined() })
	}
	defineOperation(vm, l, "toString", 0, func(goja.FunctionCall) goja.Value { return vm.ToValue(address) })
	must(l.DefineDataPropertySymbol(goja.SymToStringTag, vm.ToValue("Location"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return l
}
