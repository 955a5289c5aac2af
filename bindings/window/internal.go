package window

import "github.com/tcpsrv-host/tcpsrv-host/bindings/extension"

type (
	showParams struct {
		Focused *bool
	}
	boundsParams struct {
		BoundsType string
		Bounds     part
	}
	constraintsParams struct {
		BoundsType  string
		Constraints constraints
	}
	iconParams struct {
		IconURL string
	}
	onTopParams struct {
		AlwaysOnTop bool
	}
	workspacesParams struct {
		AlwaysVisible bool
	}
	pointerParams struct {
		ActivateOnPointer bool
	}
)

// newInternal makes the functions that the methods of an AppWindow are. Each
// returns at once and acts later.
func (ws *Windows) newInternal() *extension.API {
	none := extension.None{}
	// act is a function of the window that the page is in.
	act := func(name string, f func(w *Window)) extension.Function {
		return extension.Direct(name, func(p *extension.Page, _ extension.None) (extension.None, error) {
			f(ws.of(p))
			return none, nil
		})
	}
	nothing := func(*Window) {}
	return extension.NewAPI("app.currentWindowInternal",
		act("focus", func(w *Window) { w.later(func() { w.look(w.visible, w.shown) }) }),
		act("fullscreen", func(w *Window) { w.setState(fullscreen, "onFullscreened") }),
		act("minimize", func(w *Window) { w.setState(minimized, "onMinimized") }),
		act("maximize", func(w *Window) { w.setState(maximized, "onMaximized") }),
		act("restore", func(w *Window) { w.setState(normal, "onRestored") }),
		act("drawAttention", nothing),
		act("clearAttention", nothing),
		extension.Direct("show", func(p *extension.Page, params showParams) (extension.None, error) {
			w := ws.of(p)
			w.later(func() {
				w.shown = true
				w.look(true, w.focused || params.Focused == nil || *params.Focused)
			})
			return none, nil
		}),
		act("hide", func(w *Window) {
			w.later(func() {
				w.shown = false
				w.look(false, false)
			})
		}),
		extension.Direct("setBounds", func(p *extension.Page, params boundsParams) (extension.None, error) {
			if params.BoundsType == "outerBounds" {
				ws.of(p).setOuter(params.Bounds)
			} else {
				ws.of(p).setInner(params.Bounds)
			}
			return none, nil
		}),
		extension.Direct("setSizeConstraints", func(p *extension.Page, params constraintsParams) (extension.None, error) {
			w, c := ws.of(p), params.Constraints
			if params.BoundsType == "outerBounds" {
				c = c.less(w.frameWidth, w.frameHeight)
			}
			w.setLimits(c)
			return none, nil
		}),
		extension.Direct("setIcon", func(*extension.Page, iconParams) (extension.None, error) { return none, nil }),
		extension.Async("setAlwaysOnTop", func(params onTopParams, reply *extension.Reply[extension.None]) {
			if !ws.has(permissionAlwaysOnTop) {
				reply.Fail(errAlwaysOnTop)
				return
			}
			ws.of(reply.Page()).alwaysOnTop = params.AlwaysOnTop
			reply.Succeed(none)
		}),
		extension.Direct("setVisibleOnAllWorkspaces", func(*extension.Page, workspacesParams) (extension.None, error) { return none, nil }),
		extension.Direct("setActivateOnPointer", func(*extension.Page, pointerParams) (extension.None, error) { return none, nil }),
	)
}
