// Package dom is the document of a page: it loads the page, runs its scripts
// in order, and gives them the tree of nodes. The tree is made, and the library
// behind it loaded, when a script first asks for it.
package dom

import (
	"errors"
	"io/fs"

	"github.com/dop251/goja"
	"golang.org/x/net/html"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Package is where the files of a page come from.
type Package interface {
	// Script gives the program of a classic script. The error is fs.ErrNotExist
	// for a file that there is not, else why it is no script, in a sentence.
	Script(url string) (*goja.Program, error)
	// Read gives the content of a file.
	Read(url string) ([]byte, error)
}

// Page is what a document is made of.
type Page struct {
	// URL is the address of the page, with its query and fragment.
	URL string
	// HTML is the text of the page, in UTF-8. The generated page of an App
	// that has only background scripts has none, but Scripts.
	HTML    []byte
	Scripts []Script
	Package Package
	// Module runs the module at a URL, and all that it imports. It reports false
	// if a file of it could not be fetched.
	Module func(url string) (fetched bool)
	// Has tells whether the App has a permission.
	Has     func(permission string) bool
	Console *web.Console
	// Fault is told why a script of the page cannot be compiled.
	Fault func(error)
}

// Script is a script of a generated page.
type Script struct {
	URL    string // absolute, or relative to the page
	Module bool
}

// Document is the document of a page. Its methods are called on the goroutine
// that runs the page's scripts.
type Document struct {
	web.EventTarget
	page   Page
	realm  *eventloop.Realm
	vm     *goja.Runtime
	events *web.Events

	location   func() *goja.Object
	base       string // of a base element
	readyState string
	root       *html.Node // what the parser made of the text
	last       *html.Node // up to here the page is there, in document order
	current    *script    // that runs now
	deferred   []*script
	delays     int // what the load event waits for
	parsed     bool
	loaded     func()
	closed     bool
	unseen     bool // nobody could see the page
	blurred    bool // it has not the focus

	library *library                    // nil until a script needs nodes
	nodes   map[*html.Node]*goja.Object // while the page is parsed
}

// New defines document and location for a page on which [web.InstallEvents] has
// run. Nothing of the page runs before Load.
func New(realm *eventloop.Realm, p Page) *Document {
	vm := realm.Runtime()
	d := &Document{page: p, realm: realm, vm: vm, events: web.EventsOf(vm), readyState: "loading"}
	d.EventTarget = d.events.NewLazyTarget(d.object, &d.events.Window)
	d.events.SetNamedProperties(d.named)
	web.WindowAttribute(vm, "document", func() goja.Value { return d.object() }, nil)
	d.installLocation()
	return d
}

// Load runs the page: its scripts in order, each in a task, then
// DOMContentLoaded and load. It returns at once; loaded is called at the end,
// unless the page is closed before.
func (d *Document) Load(loaded func()) {
	d.loaded = loaded
	d.root = d.parse()
	d.last = d.root
	if d.library != nil { // a script of another page has asked for it
		d.nodes = map[*html.Node]*goja.Object{d.root: d.library.object}
	}
	d.post(d.parseOn)
}

// URL gives the address of the page, with the fragment that it has now.
func (d *Document) URL() string { return d.page.URL }

// Close ends the page: no script of it runs any more.
func (d *Document) Close() { d.closed = true }

// post runs a task of the page, unless the page is closed then.
func (d *Document) post(task func()) {
	d.realm.Loop().Post(eventloop.TaskFunc(func() {
		if !d.closed {
			task()
		}
	}))
}

// parseOn makes the page up to the end of the next script that has to run
// before what follows it.
func (d *Document) parseOn() {
	for {
		n := d.nextScript()
		if n == nil {
			d.endParsing()
			return
		}
		s := d.prepare(d.scriptOf(n))
		switch {
		case s == nil:
		case s.async:
			d.runLater(s)
		case s.deferred:
			d.deferred = append(d.deferred, s)
		default:
			d.run(s)
			d.post(d.parseOn)
			return
		}
	}
}

// nextScript goes on to the end of the next script element, nil at the end of
// the page.
func (d *Document) nextScript() *html.Node {
	for n := following(d.last, d.root); n != nil; n = following(n, d.root) {
		d.last = n
		d.make(n)
		if n.Type != html.ElementNode || n.Data != "script" || inTemplate(n) {
			continue
		}
		for text := range n.ChildNodes() {
			d.last = text
			d.make(text)
		}
		return n
	}
	return nil
}

// following is the next node in document order.
func following(n, root *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	for n != root && n.NextSibling == nil {
		n = n.Parent
	}
	if n == root {
		return nil
	}
	return n.NextSibling
}

func inTemplate(n *html.Node) bool {
	for a := range n.Ancestors() {
		if a.Data == "template" {
			return true
		}
	}
	return false
}

// endParsing is what HTML calls "the end".
func (d *Document) endParsing() {
	d.enter("interactive")
	d.runDeferred()
}

func (d *Document) runDeferred() {
	if len(d.deferred) > 0 {
		s := d.deferred[0]
		d.deferred = d.deferred[1:]
		d.run(s)
		d.post(d.runDeferred)
		return
	}
	d.Fire(&web.Event{Type: "DOMContentLoaded", Bubbles: true})
	d.parsed = true
	d.complete()
}

// complete ends the load if nothing is left to wait for.
func (d *Document) complete() {
	if !d.parsed || d.delays > 0 || d.readyState == "complete" {
		return
	}
	d.forgetParser()
	d.enter("complete")
	d.events.Window.Fire(&web.Event{Type: "load", Override: &d.EventTarget})
	d.loaded()
}

// forgetParser drops what the parser made, once there is a tree in its place.
func (d *Document) forgetParser() {
	if d.library != nil {
		d.root, d.last, d.nodes = nil, nil, nil
	}
}

// Shown says whether one could see the page, and whether it has the focus. A
// page counts as seen and focused before.
func (d *Document) Shown(visible, focused bool) {
	d.blurred = !focused
	if d.unseen == visible {
		d.unseen = !visible
		d.Fire(&web.Event{Type: "visibilitychange", Bubbles: true})
	}
}

func (d *Document) enter(state string) {
	d.readyState = state
	d.Fire(&web.Event{Type: "readystatechange"})
}

// isMissing says that an error is that there is no such file.
func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
