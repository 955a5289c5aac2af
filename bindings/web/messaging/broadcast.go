package messaging

import (
	"slices"
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/clone"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Hub connects the BroadcastChannels of an App: those of its pages and workers,
// which are of one origin.
type Hub struct {
	origin   string
	mu       sync.Mutex
	channels map[string][]*broadcastChannel // by name, in the order of their making
}

// NewHub makes a Hub for the origin, as in "chrome-extension://id".
func NewHub(origin string) *Hub {
	return &Hub{origin: origin, channels: map[string][]*broadcastChannel{}}
}

func (h *Hub) add(c *broadcastChannel) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.channels[c.name] = append(h.channels[c.name], c)
}

func (h *Hub) remove(c *broadcastChannel) {
	h.mu.Lock()
	defer h.mu.Unlock()
	left := slices.DeleteFunc(h.channels[c.name], func(other *broadcastChannel) bool { return other == c })
	if len(left) == 0 {
		delete(h.channels, c.name)
	} else {
		h.channels[c.name] = left
	}
}

// send gives a message to all channels of the name but the sender.
func (h *Hub) send(from *broadcastChannel, message *clone.Record) {
	message.Share()
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, c := range h.channels[from.name] {
		if c != from {
			c.realm.Loop().Post(eventloop.TaskFunc(func() { c.receive(message) }))
		}
	}
}

// broadcastChannel is the state of a BroadcastChannel.
type broadcastChannel struct {
	web.EventTarget
	hub    *Hub
	realm  *eventloop.Realm
	name   string
	closed bool
}

func (c *broadcastChannel) close() {
	if !c.closed {
		c.closed = true
		c.hub.remove(c)
	}
}

func (c *broadcastChannel) receive(message *clone.Record) {
	if !c.closed {
		Fire(c.realm.Runtime(), &c.EventTarget, message, &web.MessageEvent{Origin: c.hub.origin})
	}
}

func newBroadcastInterface(realm *eventloop.Realm, hub *Hub) *web.Interface {
	vm := realm.Runtime()
	events := web.EventsOf(vm)
	var i *web.Interface
	i = web.NewInterface(vm, "BroadcastChannel", events.Target(), 1, func(o *goja.Object, args web.Arguments) *goja.Object {
		c := &broadcastChannel{EventTarget: events.NewTarget(o, nil), hub: hub, realm: realm, name: args.String(0)}
		hub.add(c)
		web.OnClose(vm, c.close)
		return i.Adopt(o, c)
	})
	web.Attribute(i, "name", func(c *broadcastChannel) any { return c.name })
	i.EventHandlers("message", "messageerror")
	web.Operation(i, "close", 0, func(c *broadcastChannel, _ web.Arguments) goja.Value {
		c.close()
		return goja.Undefined()
	})
	web.Operation(i, "postMessage", 1, func(c *broadcastChannel, args web.Arguments) goja.Value {
		if c.closed {
			panic(args.DOMException("InvalidStateError", "Channel is closed"))
		}
		hub.send(c, clone.Serialize(args, args.At(0), nil))
		return goja.Undefined()
	})
	return i
}
