package extension

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

// lastError is chrome.runtime.lastError of a page. The property exists only
// while the callback of a failed call runs, its promise jobs included. Reading
// it counts as handling the error (APILastError in Chromium).
type lastError struct {
	page     *Page
	getter   goja.Value
	setter   goja.Value
	message  string
	value    goja.Value // what the property reads as
	checked  bool
	assigned bool
}

func (e *lastError) init(p *Page) {
	e.page = p
	e.getter = p.vm.ToValue(func(goja.FunctionCall) goja.Value {
		if !e.assigned {
			e.checked = true
		}
		return e.value
	})
	// An app may assign to it: what it assigned is read until the end, which
	// does not count as checking.
	e.setter = p.vm.ToValue(func(call goja.FunctionCall) goja.Value {
		e.assigned = true
		e.value = call.Argument(0)
		return goja.Undefined()
	})
}

// WithLastError runs f, in which JavaScript is called, while
// chrome.runtime.lastError has the message.
func (p *Page) WithLastError(message string, f func()) {
	p.lastError.set(message)
	defer p.lastError.clear()
	f()
}

// set starts the life of an error.
func (e *lastError) set(message string) {
	o := e.page.vm.NewObject()
	define(o, "message", e.page.vm.ToValue(message))
	e.message, e.value, e.checked, e.assigned = message, o, false, false
	e.page.Namespace("runtime").DefineAccessorProperty("lastError", e.getter, e.setter, goja.FLAG_TRUE, goja.FLAG_TRUE)
}

// clear ends it, with a line on the console if nobody looked.
func (e *lastError) clear() {
	e.value = goja.Undefined()
	e.page.Namespace("runtime").Delete("lastError")
	if !e.checked {
		e.page.reporter.ReportError(schema.UncheckedLastError(e.message))
	}
}
