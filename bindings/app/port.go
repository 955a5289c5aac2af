package app

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
)

type (
	connectInfo struct {
		Name                *string
		IncludeTLSChannelID *bool
	}
	connectParams struct {
		ExtensionID *string
		ConnectInfo *connectInfo
	}
)

// channel joins the port that connect gave to those that the listeners of
// onConnect in other pages got.
type channel struct {
	opener    *port
	receivers []*port
}

// port is one end of a channel: a Port object of a page.
type port struct {
	messenger    *messenger
	page         *extension.Page
	channel      *channel
	name         string
	object       *goja.Object
	onMessage    *extension.EventObject
	onDisconnect *extension.EventObject
	open         bool
}

func newPortClass(p *extension.Page) *extension.Class[port] {
	class := extension.NewClass[port](p, "Port")
	class.Method("disconnect", func(port *port, _ []goja.Value) goja.Value { return port.disconnect() })
	class.Method("postMessage", func(port *port, args []goja.Value) goja.Value { return port.postMessage(args) })
	return class
}

func (m *messenger) newPort(p *extension.Page, c *channel, name string, sender goja.Value) *port {
	state := m.pages[p]
	port := &port{
		messenger:    m,
		page:         p,
		channel:      c,
		name:         name,
		onMessage:    p.NewEventObject("runtime", "port.onMessage"),
		onDisconnect: p.NewEventObject("runtime", "port.onDisconnect"),
		open:         true,
	}
	port.object = state.ports().New(port,
		extension.Property{Name: "sender", Value: sender},
		extension.Property{Name: "onMessage", Value: port.onMessage.Object()},
		extension.Property{Name: "onDisconnect", Value: port.onDisconnect.Object()},
		extension.Property{Name: "name", Value: p.Runtime().ToValue(name)},
	)
	state.open = append(state.open, port)
	return port
}

func (m *messenger) connect(p *extension.Page, params connectParams) (extension.Maker, error) {
	own, err := m.isOwn(params.ExtensionID)
	if err != nil {
		return nil, err
	}
	name := ""
	if params.ConnectInfo != nil && params.ConnectInfo.Name != nil {
		name = *params.ConnectInfo.Name
	}
	c := &channel{}
	c.opener = m.newPort(p, c, name, goja.Undefined())
	sender := m.senderOf(p)
	m.post(func() { m.open(c, own, sender) })
	return func(*extension.Page) goja.Value { return c.opener.object }, nil
}

// open offers a channel to the other pages.
func (m *messenger) open(c *channel, own bool, sender extension.JSON) {
	opener := c.opener
	if opener.page.Closed() {
		return
	}
	if own {
		for _, p := range m.receivers(opener.page, m.onConnect.HasListeners) {
			c.receivers = append(c.receivers, m.newPort(p, c, opener.name, p.ParseJSON(sender)))
		}
	}
	if len(c.receivers) == 0 {
		opener.end(errNoReceiver)
	}
	for _, r := range c.receivers {
		m.onConnect.DispatchTo(r.page, func(*extension.Page) goja.Value { return r.object }, nil)
	}
}

// others are the ports that hear what is said into p.
func (p *port) others() []*port {
	if p == p.channel.opener {
		return p.channel.receivers
	}
	return []*port{p.channel.opener}
}

func (p *port) postMessage(args []goja.Value) goja.Value {
	if len(args) == 0 {
		p.page.ThrowTypeError("Insufficient number of arguments.")
	}
	if !p.open {
		p.page.Throw(errDisconnected)
	}
	text, ok := serialize(p.page, args[0])
	if !ok {
		p.page.Throw(errSerialize)
	}
	p.messenger.post(func() {
		for _, other := range p.others() {
			other.receive(text)
		}
	})
	return goja.Undefined()
}

func (p *port) receive(text extension.JSON) {
	if p.open {
		p.onMessage.Dispatch(p.page.ParseJSON(text), p.object)
	}
}

// disconnect ends this port at once and, in order with the messages, the other
// side: for all pages if it is the opener's, else for the opener alone.
func (p *port) disconnect() goja.Value {
	if p.open {
		p.close()
		p.messenger.post(p.endOthers)
	}
	return goja.Undefined()
}

func (p *port) endOthers() {
	for _, other := range p.others() {
		other.end("")
	}
}

// pageClosed ends the other side with the page. The opener stays connected
// while another page is.
func (p *port) pageClosed() {
	p.open = false
	opener := p.channel.opener
	if p != opener && slices.ContainsFunc(p.channel.receivers, func(r *port) bool { return r.open }) {
		return
	}
	p.messenger.post(p.endOthers)
}

// end tells a port that the other side is gone, with lastError if it never was
// there.
func (p *port) end(lastError string) {
	if !p.open {
		return
	}
	p.open = false
	dispatch := func() { p.onDisconnect.Dispatch(p.object) }
	if lastError != "" {
		p.page.WithLastError(lastError, dispatch)
	} else {
		dispatch()
	}
	p.close()
}

// close leaves a Port object that nothing happens to any more.
func (p *port) close() {
	p.open = false
	p.onMessage.Retire()
	p.onDisconnect.Retire()
	if state := p.messenger.pages[p.page]; state != nil {
		state.open = slices.DeleteFunc(state.open, func(other *port) bool { return other == p })
	}
}
