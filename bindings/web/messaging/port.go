package messaging

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/clone"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// port is the state of a MessagePort.
type port struct {
	web.EventTarget
	realm    *eventloop.Realm
	object   *goja.Object
	endpoint *Endpoint // nil when it was closed or transferred
	started  bool
}

// MessagePort implements [web.MessagePort].
func (p *port) MessagePort() {}

// TransferNoun implements [clone.Transferable].
func (p *port) TransferNoun() clone.TransferNoun {
	return clone.TransferNoun{
		Duplicate: "Message port", Earlier: "port", Gone: "Port at index %d is already neutered.", Class: "MessagePort",
	}
}

// Transferred implements [clone.Transferable].
func (p *port) Transferred() bool { return p.endpoint == nil }

// Transfer implements [clone.Transferable].
func (p *port) Transfer() clone.Maker {
	e := p.endpoint
	p.endpoint = nil
	e.Start(nil)
	return func(vm *goja.Runtime) *goja.Object { return portsOf(vm).newPort(e) }
}

// Post implements [Receiver].
func (p *port) Post(t eventloop.Task) bool { return p.realm.Loop().Post(t) }

// Receive implements [Receiver].
func (p *port) Receive(message *clone.Record) {
	if !web.IsClosed(p.realm.Runtime()) {
		Fire(p.realm.Runtime(), &p.EventTarget, message, &web.MessageEvent{})
	}
}

func (p *port) start() {
	if p.endpoint != nil && !p.started {
		p.started = true
		p.endpoint.Start(p)
	}
}

func (p *port) close() {
	if p.endpoint != nil {
		p.endpoint.Close()
		p.endpoint = nil
	}
}

func (p *port) postMessage(args web.Arguments) {
	transfer := Transfer(args)
	if i := slices.Index(transfer, p.object); i >= 0 {
		panic(args.DOMException("DataCloneError", "Port at index "+args.Runtime().ToValue(i).String()+" contains the source port."))
	}
	message := clone.Serialize(args, args.At(0), transfer)
	if p.endpoint != nil {
		p.endpoint.Send(message)
	}
}

// ports makes the MessagePorts of a realm.
type ports struct {
	realm *eventloop.Realm
	class func() *web.Interface
}

func portsOf(vm *goja.Runtime) *ports {
	realm := web.RealmOf(vm)
	return web.Shared(realm, func() *ports {
		return &ports{realm, web.Global(realm, "MessagePort", func() *web.Interface { return newPortInterface(vm) })}
	})
}

func (p *ports) newPort(e *Endpoint) *goja.Object {
	state := &port{realm: p.realm, endpoint: e}
	state.object = p.class().New(state)
	state.EventTarget = web.EventsOf(p.realm.Runtime()).NewTarget(state.object, nil)
	return state.object
}

func newPortInterface(vm *goja.Runtime) *web.Interface {
	i := web.NewInterface(vm, "MessagePort", web.EventsOf(vm).Target(), 0, nil)
	web.EventHandler(i, "message", (*port).start)
	i.EventHandlers("messageerror")
	web.Operation(i, "close", 0, func(p *port, _ web.Arguments) goja.Value {
		p.close()
		return goja.Undefined()
	})
	web.Operation(i, "postMessage", 1, func(p *port, args web.Arguments) goja.Value {
		p.postMessage(args)
		return goja.Undefined()
	})
	web.Operation(i, "start", 0, func(p *port, _ web.Arguments) goja.Value {
		p.start()
		return goja.Undefined()
	})
	return i
}

// messageChannel is the state of a MessageChannel.
type messageChannel struct{ port1, port2 *goja.Object }

func newChannelInterface(vm *goja.Runtime) *web.Interface {
	var i *web.Interface
	i = web.NewInterface(vm, "MessageChannel", nil, 0, func(o *goja.Object, _ web.Arguments) *goja.Object {
		a, b := NewChannel()
		ports := portsOf(vm)
		return i.Adopt(o, &messageChannel{ports.newPort(a), ports.newPort(b)})
	})
	web.Attribute(i, "port1", func(c *messageChannel) any { return c.port1 })
	web.Attribute(i, "port2", func(c *messageChannel) any { return c.port2 })
	return i
}

// Install makes MessageChannel, MessagePort and BroadcastChannel globals.
// InstallEvents must have run.
func Install(realm *eventloop.Realm, hub *Hub) {
	vm := realm.Runtime()
	portsOf(vm)
	web.Global(realm, "MessageChannel", func() *web.Interface { return newChannelInterface(vm) })
	web.Global(realm, "BroadcastChannel", func() *web.Interface { return newBroadcastInterface(realm, hub) })
}
