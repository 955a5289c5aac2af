package extension

import "github.com/tcpsrv-host/tcpsrv-host/eventloop"

// Realm gives the realm that the page is, for callbacks that are not answers of
// an API.
func (p *Page) Realm() *eventloop.Realm { return p.realm }
