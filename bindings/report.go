package bindings

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// reporter prints on a page's console, in Chrome's words, what no JavaScript
// caught.
type reporter struct {
	vm       *goja.Runtime
	console  *web.Console
	events   *web.Events
	realm    *eventloop.Realm
	uncaught func()
}

// UncaughtException implements [eventloop.Reporter].
func (r *reporter) UncaughtException(err error) {
	if realm, there := membrane.Origin(r.realm, err); realm != r.realm {
		realm.Report(there)
		return
	}
	if !r.events.FireError(err) {
		r.print("Uncaught " + web.UncaughtText(r.vm, err))
	}
}

// moduleFailed reports what a module of an element threw. What has no place of
// its own is at the document.
func (r *reporter) moduleFailed(err error, document string) {
	event := r.events.ErrorOf(err)
	if event.Filename == "" {
		event.Filename = document
		if stack, ok := web.OwnStack(r.vm, event.Error); ok {
			placeFromStack(event, stack)
		}
	}
	if !r.events.FireErrorEvent(event) {
		r.print("Uncaught " + web.UncaughtText(r.vm, err))
	}
}

// placeFromStack takes the place of a syntax error from the one line that its
// stack has.
func placeFromStack(event *web.ErrorEvent, stack string) {
	_, place, _ := strings.Cut(stack, "\n    at ")
	if i := strings.LastIndexByte(place, ':'); i > 0 {
		column, _ := strconv.Atoi(place[i+1:])
		if j := strings.LastIndexByte(place[:i], ':'); j > 0 {
			line, _ := strconv.Atoi(place[j+1 : i])
			event.Filename, event.Lineno, event.Colno = place[:j], uint32(line), uint32(column)
		}
	}
}

// reportWorker reports the error of a worker that nothing in it, and no
// listener of the Worker, has prevented.
func (r *reporter) reportWorker(event *web.ErrorEvent) {
	if r.events.FireErrorEvent(event) {
		return
	}
	text := event.Message
	if event.Lineno > 0 {
		text += fmt.Sprintf("\n    at %s:%d:%d", event.Filename, event.Lineno, event.Colno)
	}
	r.print(text)
}

// UnhandledRejection implements [eventloop.Reporter].
func (r *reporter) UnhandledRejection(promise *goja.Promise) {
	if !r.events.FireUnhandledRejection(r.vm.ToValue(promise), promise.Result()) {
		r.print("Uncaught (in promise) " + web.DetailText(r.vm, promise.Result()))
	}
}

// RejectionHandled implements [eventloop.Reporter].
func (r *reporter) RejectionHandled(promise *goja.Promise) {
	r.events.FireRejectionHandled(r.vm.ToValue(promise), promise.Result())
}

// ReportException implements [extension.Reporter]. What is no error and has no
// stack is marked as uncaught here too, as Chrome does.
func (r *reporter) ReportException(err error, line func(stack string) string) {
	// No errors.As: the engine's Unwrap runs code of the value that was thrown.
	switch err := err.(type) {
	case *goja.InterruptedError: // the host itself asked for it
	case *goja.Exception:
		if stack, ok := web.OwnStack(r.vm, err.Value()); ok {
			r.print(line(stack))
		} else {
			r.print(line("Uncaught "+web.DetailText(r.vm, err.Value())) + web.ThrowSite(err))
		}
	default:
		r.print(line(web.ErrorText(r.vm, err)))
	}
}

// ReportError implements [extension.Reporter].
func (r *reporter) ReportError(text string) { r.console.Error(text) }

func (r *reporter) print(text string) {
	r.console.Error(text)
	if r.uncaught != nil {
		r.uncaught()
	}
}
