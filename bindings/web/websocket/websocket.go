// Package websocket puts the client side of WebSockets on a page.
package websocket

import (
	"context"
	"io"
	"strings"
	"sync"

	"github.com/coder/websocket"
	"github.com/dop251/goja"
	whatwg "github.com/nlnwa/whatwg-url/url"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/fetch"
)

// Values of WebSocket.readyState.
const (
	connecting = iota
	open
	closing
	closed
)

// Services is what a WebSocket works on.
type Services struct {
	Client *fetch.Client
	// Console gets what the browser says of failures, Warn its warnings.
	Console, Warn func(line string)
	// Base is the URL that others are relative to.
	Base string
}

// area is what a page has for WebSockets.
type area struct {
	realm      *eventloop.Realm
	vm         *goja.Runtime
	services   Services
	socket     func() *web.Interface
	closeEvent func() *web.Interface
}

// Install makes WebSocket and CloseEvent globals. Events, Blob and URL must be
// there.
//
// See https://websockets.spec.whatwg.org/.
func Install(realm *eventloop.Realm, services Services) {
	a := &area{realm: realm, vm: realm.Runtime(), services: services}
	a.socket = web.Global(realm, "WebSocket", a.newInterface)
	a.closeEvent = web.Global(realm, "CloseEvent", a.newCloseEventInterface)
}

// closeEvent is the state of a CloseEvent.
type closeEvent struct {
	web.Event
	wasClean bool
	code     int
	reason   string
}

func (a *area) newCloseEventInterface() *web.Interface {
	i := web.EventsOf(a.vm).Derived("CloseEvent", 1, func(_ web.Arguments, init web.Members) web.AnyEvent {
		e := &closeEvent{wasClean: init.Boolean("wasClean")}
		if code, ok := init.Member("code"); ok {
			e.code = int(uint16(code.ToInteger()))
		}
		e.reason, _ = init.Text("reason")
		return e
	})
	web.Attribute(i, "wasClean", func(e *closeEvent) any { return e.wasClean })
	web.Attribute(i, "code", func(e *closeEvent) any { return e.code })
	web.Attribute(i, "reason", func(e *closeEvent) any { return e.reason })
	return i
}

// socket is the state of a WebSocket.
type socket struct {
	web.EventTarget
	area        *area
	url         *whatwg.Url
	readyState  int
	established bool // it was open once
	binaryType  string
	protocol    string

	buffered int64 // bytes that scripts have sent and the connection has not taken
	outgoing *queue
	ctx      context.Context
	cancel   context.CancelFunc
}

func (a *area) newInterface() *web.Interface {
	i := web.NewInterface(a.vm, "WebSocket", web.EventsOf(a.vm).Target(), 1, func(o *goja.Object, args web.Arguments) *goja.Object {
		return a.construct(o, args)
	})
	web.Attribute(i, "url", func(s *socket) any { return s.url.Href(false) })
	web.Attribute(i, "readyState", func(s *socket) any { return s.readyState })
	web.Attribute(i, "bufferedAmount", func(s *socket) any { return s.buffered })
	i.EventHandlers("open", "error", "close")
	web.Attribute(i, "extensions", func(*socket) any { return "" })
	web.Attribute(i, "protocol", func(s *socket) any { return s.protocol })
	i.EventHandlers("message")
	web.MutableAttribute(i, "binaryType", func(s *socket) any { return s.binaryType }, func(s *socket, v goja.Value) {
		typ := v.String()
		if typ != "blob" && typ != "arraybuffer" {
			a.services.Warn("The provided value '" + typ + "' is not a valid enum value of type BinaryType.")
			return
		}
		s.binaryType = typ
	})
	i.Constants(web.Constant{Name: "CONNECTING", Value: connecting}, web.Constant{Name: "OPEN", Value: open},
		web.Constant{Name: "CLOSING", Value: closing}, web.Constant{Name: "CLOSED", Value: closed})
	web.Operation(i, "close", 0, func(s *socket, args web.Arguments) goja.Value {
		s.close(args)
		return goja.Undefined()
	})
	web.Operation(i, "send", 1, func(s *socket, args web.Arguments) goja.Value {
		s.send(args)
		return goja.Undefined()
	})
	return i
}

// construct is the constructor: it begins to connect.
func (a *area) construct(o *goja.Object, args web.Arguments) *goja.Object {
	u := a.parseURL(args)
	protocols := a.protocols(args)
	s := &socket{EventTarget: web.EventsOf(a.vm).NewTarget(o, nil), area: a, url: u, binaryType: "blob", outgoing: newQueue()}
	s.ctx, s.cancel = context.WithCancel(web.Context(a.realm))
	a.socket().Adopt(o, s)
	completion := a.realm.Loop().Begin() // until the close event
	running := a.services.Client.Go(func() {
		connection, err := a.services.Client.DialWebSocket(s.ctx, u, protocols)
		if err != nil {
			s.cancel()
			completion.Post(eventloop.TaskFunc(s.failed))
			return
		}
		s.run(connection, completion)
	})
	if !running {
		completion.Post(eventloop.TaskFunc(s.failed))
	}
	return o
}

func (a *area) parseURL(args web.Arguments) *whatwg.Url {
	text := args.String(0)
	u, err := web.ParseURL(text, a.services.Base)
	if err != nil {
		panic(args.DOMException("SyntaxError", "The URL '"+text+"' is invalid."))
	}
	switch u.Scheme() {
	case "http":
		u.SetProtocol("ws")
	case "https":
		u.SetProtocol("wss")
	}
	if u.Scheme() != "ws" && u.Scheme() != "wss" {
		panic(args.DOMException("SyntaxError", "The URL's scheme must be either 'http', 'https', 'ws', or 'wss'. '"+u.Scheme()+"' is not allowed."))
	}
	if strings.Contains(u.Href(false), "#") {
		panic(args.DOMException("SyntaxError", "The URL contains a fragment identifier ('"+u.Fragment()+
			"'). Fragment identifiers are not allowed in WebSocket URLs."))
	}
	return u
}

func (a *area) protocols(args web.Arguments) (list []string) {
	if !args.Has(1) {
		return nil
	}
	if o, ok := args.Object(1); ok && o.GetSymbol(goja.SymIterator) != nil {
		args.Each(o, "", func(v goja.Value) { list = append(list, args.Text(v, "")) })
	} else {
		list = []string{args.String(1)}
	}
	seen := map[string]bool{}
	for _, p := range list {
		if !fetch.IsToken(p) {
			panic(args.DOMException("SyntaxError", "The subprotocol '"+p+"' is invalid."))
		}
	}
	for _, p := range list {
		if seen[p] {
			panic(args.DOMException("SyntaxError", "The subprotocol '"+p+"' is duplicated."))
		}
		seen[p] = true
	}
	return list
}

// Close codes that scripts may use.
const (
	normalClosure   = 1000
	firstOwnCode    = 3000
	lastOwnCode     = 4999
	noStatus        = 1005
	maxReason       = 123
	abnormalClosure = 1006
)

func (s *socket) close(args web.Arguments) {
	code, reason := noStatus, ""
	if args.Has(0) {
		code = int(min(max(args.Number(0), 0), 65535))
		if code != normalClosure && (code < firstOwnCode || code > lastOwnCode) {
			panic(args.DOMException("InvalidAccessError", "The close code must be either 1000, or between 3000 and 4999. "+args.At(0).String()+" is neither."))
		}
	}
	if args.Has(1) {
		if reason = args.String(1); len(reason) > maxReason {
			panic(args.DOMException("SyntaxError", "The close reason must not be greater than 123 UTF-8 bytes."))
		}
		if code == noStatus && reason != "" {
			code = normalClosure
		}
	}
	switch s.readyState {
	case connecting:
		s.readyState = closing
		s.cancel() // the attempt fails
	case open:
		s.readyState = closing
		s.outgoing.add(message{closeCode: code, reason: reason})
	}
}

func (s *socket) send(args web.Arguments) {
	if s.readyState == connecting {
		panic(args.DOMException("InvalidStateError", "Still in CONNECTING state."))
	}
	vm := s.area.vm
	m := message{typ: websocket.MessageBinary}
	if blob, ok := web.BlobOf(vm, args.At(0)); ok {
		m.blob = blob
	} else if data, ok := web.BytesOf(vm, args.At(0)); ok {
		m.data = append([]byte{}, data...)
	} else {
		m.typ, m.data = websocket.MessageText, web.UTF8Bytes(vm, vm.ToValue(args.String(0)))
	}
	s.buffered += m.size()
	if s.readyState != open {
		s.area.services.Console("WebSocket is already in CLOSING or CLOSED state.")
		return
	}
	s.outgoing.add(m)
}

// message is one that is to be sent, or the end of them.
type message struct {
	typ       websocket.MessageType
	data      []byte
	blob      *web.Blob // instead of data
	closeCode int       // not 0: close
	reason    string
}

func (m message) size() int64 {
	if m.blob != nil {
		return m.blob.Size()
	}
	return int64(len(m.data))
}

// queue is what is to be sent, in order. A page may fill it without bound, as
// bufferedAmount tells it.
type queue struct {
	mu       sync.Mutex
	messages []message
	ready    chan struct{} // has an element when there are messages
}

func newQueue() *queue { return &queue{ready: make(chan struct{}, 1)} }

func (q *queue) add(m message) {
	q.mu.Lock()
	q.messages = append(q.messages, m)
	q.mu.Unlock()
	select {
	case q.ready <- struct{}{}:
	default:
	}
}

// take waits for messages, nil when ctx is done.
func (q *queue) take(ctx context.Context) (messages []message) {
	for len(messages) == 0 { // they may have been taken with others before
		select {
		case <-q.ready:
		case <-ctx.Done():
			return nil
		}
		q.mu.Lock()
		messages, q.messages = q.messages, nil
		q.mu.Unlock()
	}
	return messages
}

// run reads the connection to its end. It waits for the loop to take each
// message.
func (s *socket) run(connection *websocket.Conn, completion *eventloop.Completion) {
	var writing sync.WaitGroup
	var handshake error // of closing
	writing.Go(func() { handshake = s.write(connection) })
	taken := make(chan struct{}, 1)
	task := func(f func()) bool {
		s.area.realm.Loop().Post(eventloop.TaskFunc(func() {
			if !web.IsClosed(s.area.vm) {
				f()
			}
			taken <- struct{}{}
		}))
		select {
		case <-taken:
			return true
		case <-s.ctx.Done(): // the loop may have ended
			return false
		}
	}
	var err error
	going := task(func() { s.opened(connection.Subprotocol()) })
	for going {
		var typ websocket.MessageType
		var data []byte
		if typ, data, err = connection.Read(s.ctx); err != nil {
			break
		}
		going = task(func() { s.received(typ, data) })
	}
	s.cancel()
	if websocket.CloseStatus(err) < 0 {
		// The writer may have seen the close frame.
		if writing.Wait(); handshake != nil {
			err = handshake
		}
	}
	completion.Post(eventloop.TaskFunc(func() { s.ended(err) }))
	writing.Wait()
	connection.CloseNow()
}

// write sends what there is to send, until the connection is to be closed: the
// error says how that came out.
func (s *socket) write(connection *websocket.Conn) error {
	for {
		messages := s.outgoing.take(s.ctx)
		if messages == nil {
			return nil
		}
		var size int64
		for _, m := range messages {
			size += m.size()
		}
		early := min(size, pipeSize)
		s.taken(early)
		for _, m := range messages {
			if m.closeCode != 0 {
				code := websocket.StatusCode(m.closeCode)
				if err := connection.Close(code, m.reason); err != nil {
					return err
				}
				return websocket.CloseError{Code: code, Reason: m.reason}
			}
			if m.blob != nil {
				m.data = make([]byte, m.blob.Size())
				if _, err := io.ReadFull(m.blob.Reader(), m.data); err != nil {
					connection.CloseNow()
					return err
				}
			}
			if err := connection.Write(s.ctx, m.typ, m.data); err != nil {
				return err
			}
		}
		s.taken(size - early)
	}
}

// pipeSize is what the pipe between a page of Chrome and its network holds. So
// much is not buffered any more when the connection gets it, and an answer to it
// finds it gone.
const pipeSize = 128 << 10

// taken counts bytes that are not buffered any more.
func (s *socket) taken(n int64) {
	if n > 0 {
		s.area.realm.Loop().Post(eventloop.TaskFunc(func() { s.buffered -= n }))
	}
}

func (s *socket) opened(protocol string) {
	if s.readyState != connecting {
		return
	}
	s.readyState, s.protocol, s.established = open, protocol, true
	s.Fire(&web.Event{Type: "open"})
}

func (s *socket) received(typ websocket.MessageType, data []byte) {
	if s.readyState != open {
		return
	}
	vm := s.area.vm
	var value goja.Value
	switch {
	case typ == websocket.MessageText:
		value = vm.ToValue(string(data))
	case s.binaryType == "arraybuffer":
		value = vm.ToValue(vm.NewArrayBuffer(data))
	default:
		value = web.NewBlob(vm, web.MakeBlob("", web.Bytes(data)))
	}
	s.Fire(&web.MessageEvent{Event: web.Event{Type: "message"}, Data: value, Origin: web.Origin(s.url)})
}

// failed is the task when there is no connection.
func (s *socket) failed() {
	if web.IsClosed(s.area.vm) {
		return
	}
	s.readyState = closed
	s.Fire(&web.Event{Type: "error"})
	s.fireClose(abnormalClosure, "", false)
}

// ended is the task when the connection is closed.
func (s *socket) ended(err error) {
	if web.IsClosed(s.area.vm) {
		return
	}
	if !s.established { // closed by the script meanwhile
		s.failed()
		return
	}
	s.readyState = closed
	s.fireClose(fetch.CloseReason(err))
}

func (s *socket) fireClose(code int, reason string, clean bool) {
	s.Fire(&closeEvent{Event: web.Event{Type: "close", Interface: s.area.closeEvent}, code: code, reason: reason, wasClean: clean})
}
