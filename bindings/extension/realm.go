package extension

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Realm gives the realm that the page is, for callbacks that are not answers of
// an API.
func (p *Page) Realm() *eventloop.Realm { return p.realm }

// Share gives a value of this page as another one sees it.
func (p *Page) Share(v goja.Value, to *Page) goja.Value {
	if p == to {
		return v
	}
	return membrane.Pass(v, membrane.Of(p.realm), membrane.Of(to.realm))
}

// ReportError prints a line of level error on the page's console.
func (p *Page) ReportError(line string) { p.reporter.ReportError(line) }
