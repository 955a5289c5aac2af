// Package messaging makes MessageChannel, MessagePort, BroadcastChannel and
// window.postMessage: messages between realms, which may run on different
// loops.
//
// See https://html.spec.whatwg.org/multipage/web-messaging.html.
package messaging

import (
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/clone"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Receiver takes the messages of an [Endpoint] on its own loop.
type Receiver interface {
	// Post runs a task on the receiver's loop.
	Post(eventloop.Task) bool
	// Receive gets one message, on the loop. It is not called any more when the
	// endpoint has another receiver.
	Receive(message *clone.Record)
}

// Endpoint is one end of a channel. It belongs to no realm: a port that is
// transferred takes it along, with the messages that wait in it. Any goroutine
// may call its methods.
type Endpoint struct {
	channel  *channel
	peer     *Endpoint
	queue    []*clone.Record
	receiver Receiver // nil while messages are to wait
}

// channel is what the two ends share.
type channel struct {
	mu     sync.Mutex
	closed bool
}

// NewChannel makes two endpoints that are entangled.
func NewChannel() (*Endpoint, *Endpoint) {
	c := &channel{}
	a, b := &Endpoint{channel: c}, &Endpoint{channel: c}
	a.peer, b.peer = b, a
	return a, b
}

// Send gives a message to the other end.
func (e *Endpoint) Send(message *clone.Record) {
	c := e.channel
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return
	}
	to := e.peer
	to.queue = append(to.queue, message)
	if to.receiver != nil {
		to.receiver.Post(delivery{to, to.receiver})
	}
}

// Start hands the messages to r: those that wait, then all others. A nil r
// makes them wait.
func (e *Endpoint) Start(r Receiver) {
	c := e.channel
	c.mu.Lock()
	defer c.mu.Unlock()
	e.receiver = r
	if r == nil {
		return
	}
	for range e.queue {
		r.Post(delivery{e, r})
	}
}

// Close ends the channel. What was sent to the other end before still arrives.
func (e *Endpoint) Close() {
	c := e.channel
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	e.queue, e.receiver = nil, nil
}

// delivery is the task in which one message arrives.
type delivery struct {
	to       *Endpoint
	receiver Receiver
}

// RunTask takes the first message, unless the endpoint went elsewhere.
func (d delivery) RunTask() {
	if message := d.to.take(d.receiver); message != nil {
		d.receiver.Receive(message)
	}
}

func (e *Endpoint) take(r Receiver) *clone.Record {
	c := e.channel
	c.mu.Lock()
	defer c.mu.Unlock()
	if e.receiver != r || len(e.queue) == 0 {
		return nil
	}
	message := e.queue[0]
	e.queue[0] = nil
	e.queue = e.queue[1:]
	return message
}

// Fire dispatches a message event.
func Fire(vm *goja.Runtime, target *web.EventTarget, message *clone.Record, event *web.MessageEvent) {
	event.Type = "message"
	event.Data, event.Ports = message.Deserialize(vm)
	target.Fire(event)
}

// Transfer reads the arguments of a postMessage whose second one is a transfer
// list or a dictionary with one.
func Transfer(args web.Arguments) []*goja.Object {
	switch v := args.At(1).(type) {
	case *goja.Object:
		if isIterable(v) {
			return clone.TransferList(args, v, "")
		}
	default:
		if !goja.IsUndefined(v) && !goja.IsNull(v) {
			panic(args.TypeError("Overload resolution failed."))
		}
	}
	return clone.TransferOption(args, 1, "StructuredSerializeOptions")
}

func isIterable(o *goja.Object) bool {
	method := o.GetSymbol(goja.SymIterator)
	return method != nil && !goja.IsUndefined(method) && !goja.IsNull(method)
}
