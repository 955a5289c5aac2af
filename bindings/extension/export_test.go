package extension

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

// NewAPIOf is NewAPI for a namespace that has no IDL file of its own.
func NewAPIOf(n *schema.Namespace, functions ...Function) *API {
	api := &API{name: n.Name, handlers: functions, load: func() *schema.Namespace { return n }}
	api.Bind()
	return api
}

// Bind does what the first pages that need the API do.
func (api *API) Bind() {
	api.bind()
	for i := range api.functions {
		api.bound(i)
	}
}

// NewEventOf is NewEvent for a namespace that has no IDL file of its own.
func NewEventOf[T any](app *App, n *schema.Namespace, name string) *Event[T] {
	return &Event[T]{app: app, id: eventID{n.Name, name}, load: func() *schema.Namespace { return n }}
}

// Bind does what the first listener does.
func (e *Event[T]) Bind() { e.bind() }

// Match gives the arguments by parameter, the callback last.
func (p *Page) Match(s *schema.Function, args []goja.Value) ([]goja.Value, bool) {
	out := make([]goja.Value, len(s.Params)+1)
	ok := p.match(s, args, 0, out)
	return out, ok
}
