// Package window binds chrome.app.window: the windows of an App, each with a
// page of its own.
package window

import (
	"net/url"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Host makes the pages of windows. It is called on the loop's goroutine.
type Host interface {
	// OpenPage makes the page of a window, with nothing in it yet: its global
	// object is the one that its scripts will find. It is nil if the App has no
	// such file. The address is in the App's origin.
	OpenPage(address *url.URL, view web.View) *Page
	// Geometry gives where a window of that id was last.
	Geometry(id string) (web.Bounds, bool)
	// KeepGeometry notes where it is.
	KeepGeometry(id string, bounds web.Bounds)
}

// Page is the page of a window.
type Page struct {
	*extension.Page
	// Load loads the page's file and runs its scripts, in tasks of their own.
	Load func()
	// Close ends the page.
	Close func()
	// Shown tells the document whether one could see it.
	Shown func(visible, focused bool)
}

// Windows is chrome.app.window of an App.
type Windows struct {
	api      *extension.API
	internal *extension.API // of the AppWindows
	app      *extension.App
	host     Host
	has      func(permission string) bool
	origin   string
	open     []*Window // in the order in which they were opened
}

type (
	createParams struct {
		URL     string
		Options *options
	}
	idParams struct {
		ID string
	}
	stateParams struct {
		State goja.Value
	}
)

// New makes chrome.app.window. has tells which permissions the App has, origin
// is that of its pages.
func New(app *extension.App, host Host, origin string, has func(permission string) bool) *Windows {
	ws := &Windows{app: app, host: host, origin: origin, has: has}
	ws.api, ws.internal = ws.newAPI(), ws.newInternal()
	return ws
}

const namespace = "app.window"

// Name gives the name of the namespace.
func (ws *Windows) Name() string { return namespace }

// Install makes chrome.app.window in a page.
func (ws *Windows) Install(p *extension.Page) { ws.api.Install(p) }

func (ws *Windows) newAPI() *extension.API {
	return extension.NewAPI(namespace,
		extension.Async("create", ws.create),
		extension.Direct("current", ws.current),
		extension.Direct("initializeAppWindow", func(*extension.Page, stateParams) (extension.None, error) { return extension.None{}, nil }),
		extension.Direct("getAll", ws.getAll),
		extension.Direct("get", ws.get),
		extension.Direct("canSetVisibleOnAllWorkspaces", func(*extension.Page, extension.None) (bool, error) { return true, nil }),
	)
}

// Open gives the windows that there are, the oldest first.
func (ws *Windows) Open() []*Window { return slices.Clone(ws.open) }

// CloseAll ends all windows at once: no page hears of it.
func (ws *Windows) CloseAll() {
	for _, w := range ws.Open() {
		w.closing = true
		w.end()
	}
}

func (ws *Windows) post(task func()) { ws.app.Loop.Post(eventloop.TaskFunc(task)) }

func (ws *Windows) find(id string) *Window {
	for _, w := range ws.open {
		if w.id == id {
			return w
		}
	}
	return nil
}

// of gives the window that a page is in, nil for the background page.
func (ws *Windows) of(p *extension.Page) *Window {
	for _, w := range ws.open {
		if w.page.Page == p {
			return w
		}
	}
	return nil
}

func (ws *Windows) create(p createParams, reply *extension.Reply[extension.Maker]) {
	if p.Options == nil {
		p.Options = &options{}
	}
	creator := reply.Page()
	ws.post(func() {
		w, err := ws.make(creator, p)
		if err != nil {
			reply.Done(undefined, extension.WithResult(err))
			return
		}
		if w == nil {
			reply.Succeed(undefined)
			return
		}
		reply.Succeed(w.maker())
	})
}

// undefined is what the callback gets when there is no window.
func undefined(*extension.Page) goja.Value { return goja.Undefined() }

// make gives the window that a call of create asks for, nil if the App does not
// have its page.
func (ws *Windows) make(creator *extension.Page, p createParams) (*Window, error) {
	o := p.Options
	address, err := ws.resolve(p.URL)
	if err != nil {
		return nil, err
	}
	if o.ID != nil {
		if len([]rune(*o.ID)) > maxIDLength {
			return nil, errLongID
		}
		if o.Singleton != nil {
			creator.ReportError("The 'singleton' option in chrome.apps.window.create() is deprecated! Change your code to no longer rely on this.")
		}
		if w := ws.find(*o.ID); w != nil && (o.Singleton == nil || *o.Singleton) {
			return w, nil
		}
	}
	w := &Window{windows: ws, creator: creator, state: normal, alwaysOnTop: isTrue(o.AlwaysOnTop), alphaEnabled: isTrue(o.AlphaEnabled), visible: true}
	if o.ID != nil {
		w.id = *o.ID
	}
	if o.Frame == nil {
		o.Frame = &frame{}
	}
	if !o.Frame.none() {
		w.frameWidth, w.frameHeight = frameWidth, frameHeight
	}
	if w.bounds, w.limits, err = o.geometry(w.frameWidth, w.frameHeight); err != nil {
		return nil, err
	}
	if o.Type != nil && *o.Type == "panel" {
		creator.ReportError("Panels are no longer supported.")
	}
	if w.activeColor, w.inactiveColor, err = o.Frame.colors(); err != nil {
		return nil, err
	}
	w.colored = o.Frame.color != ""
	if err := o.check(ws.has); err != nil {
		return nil, err
	}
	if w.id != "" {
		if bounds, ok := ws.host.Geometry(w.id); ok {
			w.bounds = bounds
		}
	}
	w.shown = !isTrue(o.Hidden)
	w.focused = w.shown && (o.Focused == nil || *o.Focused)
	if o.State != nil {
		w.state = state(*o.State)
	}
	return ws.add(w, address), nil
}

// resolve makes the address of a window's page: a path below the App's root,
// whichever page calls.
func (ws *Windows) resolve(text string) (*url.URL, error) {
	text = strings.TrimSpace(text)
	root, err := url.Parse(ws.origin + "/")
	if err != nil {
		return nil, err
	}
	given, err := url.Parse(text)
	if err != nil {
		given = &url.URL{Path: text}
	}
	if given.IsAbs() {
		return nil, errNotLocal
	}
	return root.ResolveReference(given), nil
}

// add opens the window with its page, or gives nil if there is no such page.
func (ws *Windows) add(w *Window, address *url.URL) *Window {
	if address.Path == "/" {
		return nil
	}
	w.page = ws.host.OpenPage(address, w)
	if w.page == nil {
		return nil
	}
	w.page.Shown(w.visible, w.focused)
	ws.open = append(ws.open, w)
	w.makeObject()
	// The callback of create runs first, and what it has posted at once.
	ws.post(func() {
		ws.post(func() {
			if !w.closing {
				w.page.Load()
			}
		})
	})
	return w
}

func (ws *Windows) current(p *extension.Page, _ extension.None) (extension.Maker, error) {
	if w := ws.of(p); w != nil {
		return w.maker(), nil
	}
	p.ReportError("The JavaScript context calling chrome.app.window.current() has no associated AppWindow.")
	return null, nil
}

func null(*extension.Page) goja.Value { return goja.Null() }

func (ws *Windows) get(_ *extension.Page, p idParams) (extension.Maker, error) {
	if w := ws.find(p.ID); w != nil {
		return w.maker(), nil
	}
	return null, nil
}

func (ws *Windows) getAll(*extension.Page, extension.None) ([]extension.Maker, error) {
	all := []extension.Maker{}
	for _, w := range ws.open {
		all = append(all, w.maker())
	}
	return all, nil
}
