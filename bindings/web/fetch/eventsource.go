package fetch

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/fetch"
)

// Values of EventSource.readyState.
const (
	sourceConnecting = iota
	sourceOpen
	sourceClosed
)

// eventSource is the state of an EventSource.
type eventSource struct {
	web.EventTarget
	area            *area
	url             string
	withCredentials bool
	readyState      int
	cancel          context.CancelFunc
	retry           time.Duration // these two are of the goroutine that reads
	lastID          string
}

// reconnectAfter is how long a source waits before it connects again, unless
// the server has said so.
const reconnectAfter = 3 * time.Second

// installEventSource makes EventSource a global.
//
// See https://html.spec.whatwg.org/multipage/server-sent-events.html.
func (a *area) installEventSource() {
	a.eventSource = web.Global(a.realm, "EventSource", func() *web.Interface {
		i := web.NewInterface(a.vm, "EventSource", web.EventsOf(a.vm).Target(), 1, a.newEventSource)
		web.Attribute(i, "url", func(s *eventSource) any { return s.url })
		web.Attribute(i, "withCredentials", func(s *eventSource) any { return s.withCredentials })
		web.Attribute(i, "readyState", func(s *eventSource) any { return s.readyState })
		i.EventHandlers("open", "message", "error")
		i.Constants(web.Constant{Name: "CONNECTING", Value: sourceConnecting}, web.Constant{Name: "OPEN", Value: sourceOpen},
			web.Constant{Name: "CLOSED", Value: sourceClosed})
		web.Operation(i, "close", 0, func(s *eventSource, _ web.Arguments) goja.Value {
			s.readyState = sourceClosed
			s.cancel()
			return goja.Undefined()
		})
		return i
	})
}

func (a *area) newEventSource(o *goja.Object, args web.Arguments) *goja.Object {
	text := args.String(0)
	credentials := args.Members(1, "EventSourceInit").Boolean("withCredentials")
	u, err := web.ParseURL(text, a.base)
	if err != nil {
		panic(args.DOMException("SyntaxError", "Cannot open an EventSource to '"+text+"'. The URL is invalid."))
	}
	s := &eventSource{
		EventTarget: web.EventsOf(a.vm).NewTarget(o, nil), area: a, url: u.Href(false), withCredentials: credentials, retry: reconnectAfter,
	}
	a.eventSource().Adopt(o, s)
	ctx, cancel := context.WithCancel(web.Context(a.realm))
	s.cancel = cancel
	request := &fetch.Request{
		Method: http.MethodGet, URL: s.url, Mode: fetch.CORS, Credentials: "same-origin", Redirect: "follow",
		Header: fetch.Header{{Name: "accept", Value: "text/event-stream"}, {Name: "cache-control", Value: "no-cache"}},
	}
	if credentials {
		request.Credentials = "include"
	}
	completion := a.realm.Loop().Begin() // until it is closed
	if !a.services.Client.Go(func() {
		s.run(ctx, request)
		cancel()
		completion.Abandon()
	}) {
		completion.Abandon()
	}
	return o
}

// run connects, again and again, until the source is closed or the server says
// something else than events.
func (s *eventSource) run(ctx context.Context, request *fetch.Request) {
	header := request.Header
	for {
		request.Header = header
		if s.lastID != "" {
			request.Header = append(header[:len(header):len(header)], fetch.Field{Name: "last-event-id", Value: s.lastID})
		}
		answer, err := s.area.services.Client.Do(ctx, request)
		if err == nil {
			why, ok := isEventStream(answer)
			if ok {
				s.task(ctx, func() { s.opened() })
				s.read(ctx, answer.Body, answer.URL)
			}
			if answer.Body != nil {
				answer.Body.Close()
			}
			if !ok {
				s.task(ctx, func() { s.failed(why) })
				return
			}
		} else if e, blocked := err.(*fetch.Error); blocked && len(e.Console) > 0 {
			s.task(ctx, func() { s.failed(e.Error()) })
			return
		}
		if !s.task(ctx, s.lost) {
			return
		}
		select {
		case <-time.After(s.retry):
		case <-ctx.Done():
			return
		}
	}
}

// isEventStream says whether a response is one of events, or why not.
func isEventStream(answer *fetch.Response) (why string, ok bool) {
	if answer.Status != http.StatusOK || answer.Body == nil {
		return "", false
	}
	typ, _ := answer.Header.Get("content-type")
	essence, _, _ := strings.Cut(typ, ";")
	if essence = strings.ToLower(strings.TrimSpace(essence)); essence != "text/event-stream" {
		return "EventSource's response has a MIME type (\"" + essence + "\") that is not \"text/event-stream\". Aborting the connection.", false
	}
	return "", true
}

// task runs f on the loop and waits for it, unless the source is closed.
func (s *eventSource) task(ctx context.Context, f func()) bool {
	done := make(chan struct{})
	s.area.realm.Loop().Post(eventloop.TaskFunc(func() {
		if s.readyState != sourceClosed && !web.IsClosed(s.area.vm) {
			f()
		}
		close(done)
	}))
	select {
	case <-done:
		return ctx.Err() == nil
	case <-ctx.Done(): // the loop may have ended
		return false
	}
}

func (s *eventSource) opened() {
	s.readyState = sourceOpen
	s.Fire(&web.Event{Type: "open"})
}

func (s *eventSource) lost() {
	s.readyState = sourceConnecting
	s.Fire(&web.Event{Type: "error"})
}

func (s *eventSource) failed(why string) {
	if why != "" {
		s.area.services.Console(why)
	}
	s.readyState = sourceClosed
	s.Fire(&web.Event{Type: "error"})
}

// read fires the events that a stream brings.
func (s *eventSource) read(ctx context.Context, body io.Reader, url string) {
	origin := ""
	if u, err := web.ParseURL(url, ""); err == nil {
		origin = web.Origin(u)
	}
	lines := bufio.NewScanner(body)
	lines.Buffer(nil, 64<<20)
	lines.Split(splitLines())
	var data strings.Builder
	typ, first, id := "", true, s.lastID
	for lines.Scan() {
		line := lines.Text()
		if first {
			line, first = strings.TrimPrefix(line, "\uFEFF"), false
		}
		field, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case line == "":
			s.lastID = id
			if text, ok := strings.CutSuffix(data.String(), "\n"); ok {
				event := &web.MessageEvent{Event: web.Event{Type: "message"}, Origin: origin, LastEventID: id}
				if typ != "" {
					event.Type = typ
				}
				text = strings.ToValidUTF8(text, "\uFFFD")
				if !s.task(ctx, func() {
					event.Data = s.area.vm.ToValue(text)
					s.Fire(event)
				}) {
					return
				}
			}
			data.Reset()
			typ = ""
		case field == "event":
			typ = value
		case field == "data":
			data.WriteString(value + "\n")
		case field == "id" && !strings.Contains(value, "\x00"):
			id = value
		case field == "retry":
			if n, err := strconv.ParseUint(value, 10, 31); err == nil {
				s.retry = time.Duration(n) * time.Millisecond
			}
		}
	}
}

// splitLines splits at \n, \r\n and \r. An \r ends its line at once: the next
// byte may be long in coming.
func splitLines() bufio.SplitFunc {
	afterCR := false
	return func(data []byte, _ bool) (advance int, token []byte, err error) {
		if afterCR && len(data) > 0 {
			afterCR = false
			if data[0] == '\n' {
				return 1, nil, nil
			}
		}
		at := bytes.IndexAny(data, "\r\n")
		if at < 0 {
			return 0, nil, nil // what has no end is no line
		}
		afterCR = data[at] == '\r'
		return at + 1, data[:at:at], nil
	}
}
