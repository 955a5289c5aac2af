package extension

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

// NewAPIOf is NewAPI for a namespace that has no IDL file of its own.
func NewAPIOf(n *schema.Namespace, functions ...Function) *API {
	api := &API{schema: n}
	for i, s := range n.Functions {
		api.functions = append(api.functions, boundFunction{functions[i], functions[i].bind(s)})
	}
	return api
}

// NewEventOf is NewEvent for a namespace that has no IDL file of its own.
func NewEventOf[T any](app *App, s *schema.Event) *Event[T] {
	return &Event[T]{app: app, schema: s, args: newTuple[T](s.Params)}
}

// Match gives the arguments by parameter, the callback last.
func (p *Page) Match(s *schema.Function, args []goja.Value) ([]goja.Value, bool) {
	out := make([]goja.Value, len(s.Params)+1)
	ok := p.match(s, args, 0, out)
	return out, ok
}
