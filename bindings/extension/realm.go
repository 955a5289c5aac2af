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
	return membrane.Pass(v, p.membraneSide(), to.membraneSide())
}

// membraneSide is made with the first value that the page shares.
func (p *Page) membraneSide() *membrane.Side {
	if p.side == nil {
		p.side = membrane.New(p.realm)
	}
	return p.side
}

// Origin gives the realm that an uncaught exception of the page is to be
// reported to, and the error there. See [membrane.Side.Origin].
func (p *Page) Origin(err error) (*eventloop.Realm, error) {
	if p.side == nil {
		return p.realm, err
	}
	return p.side.Origin(err)
}

// ReportError prints a line of level error on the page's console.
func (p *Page) ReportError(line string) { p.reporter.ReportError(line) }
