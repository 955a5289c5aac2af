package window

import (
	_ "embed"
	"slices"
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Window is a window of an App. It implements [web.View].
type Window struct {
	windows       *Windows
	id            string
	creator       *extension.Page
	page          *Page
	object        *goja.Object // the AppWindow, of the window's own page
	events        map[string]*extension.EventObject
	bounds        web.Bounds // with the frame, in the normal state
	limits        constraints
	state         state
	frameWidth    int
	frameHeight   int
	colored       bool
	activeColor   int
	inactiveColor int
	alwaysOnTop   bool
	alphaEnabled  bool
	shown         bool
	focused       bool
	visible       bool // for the document: a window that was made hidden counts as visible
	closing       bool
	gone          bool
}

// state is a value of chrome.app.window.State.
type state string

const (
	normal     state = "normal"
	minimized  state = "minimized"
	maximized  state = "maximized"
	fullscreen state = "fullscreen"
)

// Page gives the page of the window.
func (w *Window) Page() *extension.Page { return w.page.Page }

// maker gives the AppWindow as a page sees it.
func (w *Window) maker() extension.Maker {
	return func(p *extension.Page) goja.Value { return w.page.Share(w.object, p) }
}

//go:embed appwindow.js
var appWindowSource string

var appWindowProgram = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile(eventloop.InternalName, appWindowSource, true)
})

// appWindowEvents are the events in the order of the prototype.
var appWindowEvents = []string{
	"onAlphaEnabledChanged", "onRestored", "onMaximized", "onMinimized", "onFullscreened", "onBoundsChanged", "onClosed",
}

// makeObject makes the AppWindow.
func (w *Window) makeObject() {
	p := w.page
	vm := p.Runtime()
	host, events, internal := vm.NewObject(), vm.NewObject(), vm.NewObject()
	must(host.Set("data", func() goja.Value { return w.data() }))
	must(host.Set("close", w.Close))
	w.events = map[string]*extension.EventObject{}
	for _, name := range appWindowEvents {
		w.events[name] = p.NewEventObject(namespace, "AppWindow."+name)
		must(events.Set(name, w.events[name].Object()))
	}
	w.windows.internal.InstallMethods(p.Page, internal, "AppWindow", nil)
	p.Realm().Run(func() {
		f, err := vm.RunProgram(appWindowProgram())
		must(err)
		make, _ := goja.AssertFunction(f)
		object, err := make(goja.Undefined(), host, events, internal)
		must(err)
		w.object = object.(*goja.Object)
	})
}

// data is what the AppWindow knows of the window.
func (w *Window) data() goja.Value {
	if w.gone {
		return goja.Undefined()
	}
	vm := w.page.Runtime()
	outer, width, height := w.Bounds()
	bounds := func(width, height, addWidth, addHeight int) *goja.Object {
		o := vm.NewObject()
		limit := func(name string, n *int, add int) {
			value := goja.Null()
			if n != nil {
				value = vm.ToValue(*n + add)
			}
			must(o.Set(name, value))
		}
		for name, n := range map[string]int{"left": outer.Left, "top": outer.Top, "width": width, "height": height} {
			must(o.Set(name, n))
		}
		limit("minWidth", w.limits.MinWidth, addWidth)
		limit("maxWidth", w.limits.MaxWidth, addWidth)
		limit("minHeight", w.limits.MinHeight, addHeight)
		limit("maxHeight", w.limits.MaxHeight, addHeight)
		return o
	}
	data := vm.NewObject()
	for name, value := range map[string]any{
		"id": w.id, "hasFrameColor": w.colored, "activeFrameColor": w.activeColor, "inactiveFrameColor": w.inactiveColor,
		"fullscreen": w.state == fullscreen, "minimized": w.state == minimized, "maximized": w.state == maximized,
		"alwaysOnTop": w.alwaysOnTop, "alphaEnabled": w.alphaEnabled,
		"innerBounds": bounds(width, height, 0, 0), "outerBounds": bounds(outer.Width, outer.Height, w.frameWidth, w.frameHeight),
	} {
		must(data.Set(name, value))
	}
	return data
}

// Bounds implements [web.View].
func (w *Window) Bounds() (outer web.Bounds, innerWidth, innerHeight int) {
	switch {
	case w.gone:
		return web.Bounds{}, 0, 0
	case w.state == maximized || w.state == fullscreen:
		return web.Bounds{Width: web.ScreenWidth, Height: web.ScreenHeight}, web.ScreenWidth, web.ScreenHeight
	}
	return w.bounds, w.bounds.Width - w.frameWidth, w.bounds.Height - w.frameHeight
}

// MoveTo implements [web.View].
func (w *Window) MoveTo(left, top int) { w.setOuter(part{Left: &left, Top: &top}) }

// ResizeTo implements [web.View].
func (w *Window) ResizeTo(width, height int) { w.setOuter(part{Width: &width, Height: &height}) }

// Opener implements [web.View].
func (w *Window) Opener() goja.Value {
	if w.creator.Closed() {
		return goja.Null()
	}
	return membrane.Global(w.creator.Realm(), w.page.Realm())
}

// Closed implements [web.View].
func (w *Window) Closed() bool { return w.closing }

// Close implements [web.View]: the window goes in later tasks.
func (w *Window) Close() {
	if w.closing {
		return
	}
	w.closing = true
	w.windows.post(func() {
		if w.gone {
			return
		}
		if w.shown {
			w.look(false, false)
		}
		w.events["onClosed"].Dispatch()
		w.windows.post(func() {
			if !w.gone {
				w.fire("pagehide")
				w.end()
			}
		})
	})
}

// end takes the window away. Its objects stay for those who hold them.
func (w *Window) end() {
	w.windows.open = slices.DeleteFunc(w.windows.open, func(o *Window) bool { return o == w })
	w.gone = true
	w.page.Close()
}

// later runs a task for a window that is still there.
func (w *Window) later(task func()) {
	w.windows.post(func() {
		if !w.gone {
			task()
		}
	})
}

// fire fires an event at the page's global object.
func (w *Window) fire(typ string) {
	web.EventsOf(w.page.Runtime()).Window.Fire(&web.Event{Type: typ})
}

// look tells the page whether it has the focus and could be seen.
func (w *Window) look(visible, focused bool) {
	if focused != w.focused {
		w.focused = focused
		w.fire(map[bool]string{true: "focus", false: "blur"}[focused])
	}
	w.visible = visible
	w.page.Shown(w.visible, w.focused)
}

// setOuter changes the bounds, given with the frame.
func (w *Window) setOuter(p part) {
	w.later(func() { w.setBounds(p.apply(w.bounds)) })
}

// setInner changes the bounds, given without the frame.
func (w *Window) setInner(p part) {
	w.later(func() {
		b := w.bounds
		b.Width, b.Height = b.Width-w.frameWidth, b.Height-w.frameHeight
		b = p.apply(b)
		b.Width, b.Height = b.Width+w.frameWidth, b.Height+w.frameHeight
		w.setBounds(b)
	})
}

// setBounds puts the window there, as far as its limits let it.
func (w *Window) setBounds(b web.Bounds) {
	width, height := w.limits.clamp(b.Width-w.frameWidth, b.Height-w.frameHeight)
	b.Width, b.Height = width+w.frameWidth, height+w.frameHeight
	if b == w.bounds {
		return
	}
	resized := b.Width != w.bounds.Width || b.Height != w.bounds.Height
	w.bounds = b
	if w.id != "" {
		w.windows.host.KeepGeometry(w.id, b)
	}
	w.events["onBoundsChanged"].Dispatch()
	if resized {
		w.fire("resize")
	}
}

func (w *Window) setLimits(c constraints) {
	w.later(func() {
		l := &w.limits
		prefer([]**int{&l.MinWidth, &l.MinHeight, &l.MaxWidth, &l.MaxHeight}, c.MinWidth, c.MinHeight, c.MaxWidth, c.MaxHeight)
		w.setBounds(w.bounds)
	})
}

// setState changes the state, and tells of it by an event.
func (w *Window) setState(to state, event string) {
	w.later(func() {
		from := w.state
		if from == to {
			return
		}
		w.state = to
		if from == minimized {
			w.look(true, w.focused)
		}
		if isLarge(from) != isLarge(to) && to != minimized {
			w.events["onBoundsChanged"].Dispatch()
		}
		if to == minimized {
			w.look(w.visible, false)
		}
		w.events[event].Dispatch()
		switch {
		case to == minimized:
			w.look(false, false)
		case from == minimized && w.shown:
			w.look(true, true)
		case isLarge(from) != isLarge(to):
			w.fire("resize")
		}
	})
}

func isLarge(s state) bool { return s == maximized || s == fullscreen }

func must(err error) {
	if err != nil {
		panic(err)
	}
}
