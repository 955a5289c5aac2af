package web

import "github.com/dop251/goja"

// Bounds is where a window is, in pixels.
type Bounds struct{ Left, Top, Width, Height int }

// View is the window that shows a page, of which the page's global object
// tells. Its methods are called on the goroutine that runs the page's scripts.
type View interface {
	// Bounds gives the bounds with the frame, and the size without it.
	Bounds() (outer Bounds, innerWidth, innerHeight int)
	MoveTo(left, top int)
	ResizeTo(width, height int)
	// Opener gives the global object that opened the window, or null.
	Opener() goja.Value
	Closed() bool
	Close()
}

// NoView is the View of a page that nothing shows.
type NoView struct{}

func (NoView) Bounds() (Bounds, int, int) { return Bounds{}, 0, 0 }
func (NoView) MoveTo(int, int)            {}
func (NoView) ResizeTo(int, int)          {}
func (NoView) Opener() goja.Value         { return goja.Null() }
func (NoView) Closed() bool               { return false }
func (NoView) Close()                     {}

// Screen is what a headless Chrome has for a screen.
const (
	ScreenWidth  = 800
	ScreenHeight = 600
)

// InstallView puts on the global object what tells of the page's window, on a
// page on which [InstallEvents] has run.
func InstallView(vm *goja.Runtime, view View) {
	p := pageOf(vm)
	global := vm.GlobalObject()
	replaceable := func(name string, get func() any) {
		p.attribute(global, name, func(goja.Value) goja.Value { return vm.ToValue(get()) },
			func(_, value goja.Value) { define(global, name, value, enumerable) })
	}
	outer := func(part func(Bounds) int) func() any {
		return func() any {
			bounds, _, _ := view.Bounds()
			return part(bounds)
		}
	}
	left, top := outer(func(b Bounds) int { return b.Left }), outer(func(b Bounds) int { return b.Top })
	replaceable("innerWidth", func() any { _, width, _ := view.Bounds(); return width })
	replaceable("innerHeight", func() any { _, _, height := view.Bounds(); return height })
	replaceable("outerWidth", outer(func(b Bounds) int { return b.Width }))
	replaceable("outerHeight", outer(func(b Bounds) int { return b.Height }))
	replaceable("screenX", left)
	replaceable("screenLeft", left)
	replaceable("screenY", top)
	replaceable("screenTop", top)
	replaceable("devicePixelRatio", func() any { return 1 })
	replaceable("length", func() any { return 0 })
	replaceable("opener", func() any { return view.Opener() })
	screen := p.global("Screen", p.newScreen)
	var object *goja.Object
	replaceable("screen", func() any {
		if object == nil {
			object = screen().New(&struct{}{})
		}
		return object
	})
	p.attribute(global, "closed", func(goja.Value) goja.Value { return vm.ToValue(view.Closed()) }, nil)
	p.attribute(global, "frameElement", func(goja.Value) goja.Value { return goja.Null() }, nil)
	name, status := goja.Value(vm.ToValue("")), goja.Value(vm.ToValue(""))
	for attribute, value := range map[string]*goja.Value{"name": &name, "status": &status} {
		p.attribute(global, attribute, func(goja.Value) goja.Value { return *value },
			func(_, v goja.Value) { *value = vm.ToValue(stringOf(v)) })
	}

	operation := func(name string, length int, f func(args Arguments) goja.Value) {
		context := "Failed to execute '" + name + "' on 'Window': "
		defineOperation(vm, global, name, length, func(call goja.FunctionCall) goja.Value {
			args := Arguments{page: p, context: context, values: call.Arguments}
			args.require(length)
			return f(args)
		})
	}
	geometry := func(name string, f func(b Bounds, x, y int)) {
		operation(name, 2, func(args Arguments) goja.Value {
			bounds, _, _ := view.Bounds()
			f(bounds, int(int32(args.At(0).ToInteger())), int(int32(args.At(1).ToInteger())))
			return goja.Undefined()
		})
	}
	geometry("moveTo", func(_ Bounds, x, y int) { view.MoveTo(x, y) })
	geometry("moveBy", func(b Bounds, x, y int) { view.MoveTo(b.Left+x, b.Top+y) })
	geometry("resizeTo", func(_ Bounds, x, y int) { view.ResizeTo(x, y) })
	geometry("resizeBy", func(b Bounds, x, y int) { view.ResizeTo(b.Width+x, b.Height+y) })
	operation("close", 0, func(Arguments) goja.Value { view.Close(); return goja.Undefined() })
	// An app opens windows with chrome.app.window alone, and a browser that
	// would take the address of a page of the web is not there.
	operation("open", 0, func(Arguments) goja.Value { return goja.Null() })
	for _, name := range []string{"focus", "blur", "stop", "print"} {
		operation(name, 0, func(Arguments) goja.Value { return goja.Undefined() })
	}
}

func (p *page) newScreen() *Interface {
	i := p.newInterface("Screen", p.events.target, 0, nil)
	for name, value := range map[string]int{
		"width": ScreenWidth, "height": ScreenHeight, "availWidth": ScreenWidth, "availHeight": ScreenHeight,
		"availLeft": 0, "availTop": 0, "colorDepth": 24, "pixelDepth": 24,
	} {
		p.attribute(i.Prototype, name, func(this goja.Value) goja.Value { return p.vm.ToValue(value) }, nil)
	}
	return i
}
