package extension

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

// NewAPIOf is NewAPI for a namespace that has no IDL file of its own.
func NewAPIOf(n *schema.Namespace, functions ...Function) *API { return newAPI(n, functions...) }

// NewEventOf is NewEvent for a namespace that has no IDL file of its own.
func NewEventOf[T any](app *App, n *schema.Namespace, name string) *Event[T] {
	return newEvent[T](app, n, name)
}

// Match gives the arguments by parameter, the callback last.
func (p *Page) Match(s *schema.Function, args []goja.Value) ([]goja.Value, bool) {
	out := make([]goja.Value, len(s.Params)+1)
	ok := p.match(s, args, 0, out)
	return out, ok
}
