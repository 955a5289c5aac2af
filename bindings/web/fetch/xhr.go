package fetch

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/fetch"
)

// Values of XMLHttpRequest.readyState.
const (
	unsent = iota
	opened
	headersReceived
	loading
	done
)

// xmlHTTPRequest is the state of an XMLHttpRequest.
type xmlHTTPRequest struct {
	web.EventTarget
	area   *area
	upload *upload

	readyState      int
	timeout         uint32 // milliseconds
	withCredentials bool
	responseType    string
	mimeType        string // that overrides the one of the response

	method, url string
	sync        bool
	headers     headers
	sent        bool      // send() was called
	transfer    *transfer // under way, nil otherwise
	uploaded    bool      // the body was sent, or there is none

	answer *fetch.Response
	data   []byte     // received
	loaded int64      // how much that is
	object goja.Value // response, once it is made
}

// upload is the state of an XMLHttpRequestUpload.
type upload struct {
	web.EventTarget
	listened bool // when the request was sent
}

// transfer is one request of an XMLHttpRequest. When that has gone on to
// another, or to none, nothing more comes of it.
type transfer struct {
	xhr     *xmlHTTPRequest
	cancel  context.CancelFunc
	timer   *time.Timer // of the timeout
	pending bool        // a progress event is to be fired
}

// progressEvents are the types of the events that tell of a transfer, in the
// order of the handler attributes.
var progressEvents = []string{"loadstart", "progress", "abort", "error", "load", "timeout", "loadend"}

// installXHR makes XMLHttpRequest and its kin globals.
//
// See https://xhr.spec.whatwg.org/.
func (a *area) installXHR() {
	target := web.Global(a.realm, "XMLHttpRequestEventTarget", func() *web.Interface {
		i := web.NewInterface(a.vm, "XMLHttpRequestEventTarget", web.EventsOf(a.vm).Target(), 0, nil)
		i.EventHandlers(progressEvents...)
		return i
	})
	a.xhrUpload = web.Global(a.realm, "XMLHttpRequestUpload", func() *web.Interface {
		return web.NewInterface(a.vm, "XMLHttpRequestUpload", target(), 0, nil)
	})
	a.xhr = web.Global(a.realm, "XMLHttpRequest", func() *web.Interface { return a.newXHRInterface(target()) })
}

func (a *area) newXHRInterface(target *web.Interface) *web.Interface {
	events := web.EventsOf(a.vm)
	i := web.NewInterface(a.vm, "XMLHttpRequest", target, 0, func(o *goja.Object, _ web.Arguments) *goja.Object {
		x := &xmlHTTPRequest{EventTarget: events.NewTarget(o, nil), area: a, upload: &upload{}}
		x.upload.EventTarget = events.NewTarget(a.xhrUpload().New(x.upload), nil)
		return a.xhr().Adopt(o, x)
	})
	attribute := func(name string, get func(*xmlHTTPRequest) any) { web.Attribute(i, name, get) }
	i.EventHandlers("readystatechange")
	attribute("readyState", func(x *xmlHTTPRequest) any { return x.readyState })
	web.MutableAttribute(i, "timeout", func(x *xmlHTTPRequest) any { return x.timeout }, (*xmlHTTPRequest).setTimeout)
	web.MutableAttribute(i, "withCredentials", func(x *xmlHTTPRequest) any { return x.withCredentials }, (*xmlHTTPRequest).setWithCredentials)
	attribute("upload", func(x *xmlHTTPRequest) any { return x.upload.Object() })
	attribute("responseURL", func(x *xmlHTTPRequest) any { return x.shown().URL })
	attribute("status", func(x *xmlHTTPRequest) any { return x.shown().Status })
	attribute("statusText", func(x *xmlHTTPRequest) any { return web.Latin1(a.vm, x.shown().StatusText) })
	web.MutableAttribute(i, "responseType", func(x *xmlHTTPRequest) any { return x.responseType }, (*xmlHTTPRequest).setResponseType)
	attribute("response", func(x *xmlHTTPRequest) any { return x.response() })
	attribute("responseText", func(x *xmlHTTPRequest) any {
		x.checkType("responseText", "text")
		return x.responseText()
	})
	constants := []web.Constant{{Name: "UNSENT", Value: unsent}, {Name: "OPENED", Value: opened},
		{Name: "HEADERS_RECEIVED", Value: headersReceived}, {Name: "LOADING", Value: loading}, {Name: "DONE", Value: done}}
	i.Constants(constants...)
	operation := func(name string, length int, f func(*xmlHTTPRequest, web.Arguments)) {
		web.Operation(i, name, length, func(x *xmlHTTPRequest, args web.Arguments) goja.Value {
			f(x, args)
			return goja.Undefined()
		})
	}
	operation("abort", 0, func(x *xmlHTTPRequest, _ web.Arguments) { x.abort() })
	web.Operation(i, "getAllResponseHeaders", 0, func(x *xmlHTTPRequest, _ web.Arguments) goja.Value {
		var text strings.Builder
		for _, f := range (&headers{list: x.shown().Header}).sorted() {
			text.WriteString(f.Name + ": " + f.Value + "\r\n")
		}
		return web.Latin1(a.vm, text.String())
	})
	web.Operation(i, "getResponseHeader", 1, func(x *xmlHTTPRequest, args web.Arguments) goja.Value {
		return x.responseHeader(args)
	})
	operation("open", 2, (*xmlHTTPRequest).open)
	operation("overrideMimeType", 1, func(x *xmlHTTPRequest, args web.Arguments) {
		typ := args.String(0)
		if x.readyState >= loading {
			panic(args.DOMException("InvalidStateError", "MimeType cannot be overridden when the state is LOADING or DONE."))
		}
		x.mimeType = typ
	})
	operation("send", 0, (*xmlHTTPRequest).send)
	operation("setRequestHeader", 2, (*xmlHTTPRequest).setRequestHeader)
	attribute("responseXML", func(x *xmlHTTPRequest) any {
		x.checkType("responseXML", "document")
		return nil // there are no documents without elements
	})
	return i
}

func (x *xmlHTTPRequest) exception(name, context, message string) *goja.Object {
	return web.NewDOMException(x.area.vm, name, context+message)
}

func setting(name string) string {
	return "Failed to set the '" + name + "' property on 'XMLHttpRequest': "
}

func (x *xmlHTTPRequest) setTimeout(v goja.Value) {
	x.timeout = uint32(v.ToInteger())
	if t := x.transfer; t != nil && t.timer != nil {
		t.timer.Reset(time.Duration(x.timeout) * time.Millisecond)
	}
}

func (x *xmlHTTPRequest) setWithCredentials(v goja.Value) {
	if x.readyState > opened || x.sent {
		panic(x.exception("InvalidStateError", setting("withCredentials"), "The value may only be set if the object's state is UNSENT or OPENED."))
	}
	x.withCredentials = v.ToBoolean()
}

func (x *xmlHTTPRequest) setResponseType(v goja.Value) {
	typ := v.String()
	switch typ {
	case "", "arraybuffer", "blob", "document", "json", "text":
	default:
		x.area.services.Warn("The provided value '" + typ + "' is not a valid enum value of type XMLHttpRequestResponseType.")
		return
	}
	switch {
	case x.readyState >= loading:
		panic(x.exception("InvalidStateError", setting("responseType"), "The response type cannot be set if the object's state is LOADING or DONE."))
	case x.sync:
		panic(x.exception("InvalidAccessError", setting("responseType"), "The response type cannot be changed for synchronous requests made from a document."))
	}
	x.responseType = typ
}

// shown is the response as far as scripts may see it, never nil.
func (x *xmlHTTPRequest) shown() *fetch.Response {
	if x.answer == nil {
		return &fetch.Response{}
	}
	return x.answer
}

func (x *xmlHTTPRequest) responseHeader(args web.Arguments) goja.Value {
	name := args.ByteString(args.At(0), "")
	value, ok := x.shown().Header.Get(name)
	switch {
	case ok:
		return web.Latin1(x.area.vm, value)
	case x.answer == nil:
	case strings.EqualFold(name, "set-cookie"), strings.EqualFold(name, "set-cookie2"), x.answer.Hides(name):
		x.area.services.Console("Refused to get unsafe header \"" + name + "\"")
	}
	return goja.Null()
}

// open begins anew.
//
// See https://xhr.spec.whatwg.org/#the-open()-method.
func (x *xmlHTTPRequest) open(args web.Arguments) {
	method, text := args.ByteString(args.At(0), ""), args.String(1)
	async := args.Len() < 3 || args.At(2).ToBoolean()
	switch {
	case !fetch.IsToken(method):
		panic(args.DOMException("SyntaxError", "'"+method+"' is not a valid HTTP method."))
	case fetch.IsForbiddenMethod(method):
		panic(args.DOMException("SecurityError", "'"+method+"' HTTP method is unsupported."))
	}
	u, err := web.ParseURL(text, x.area.base)
	if err != nil {
		panic(args.DOMException("SyntaxError", "Invalid URL"))
	}
	if !async {
		if web.ScopeName(x.area.vm) == "Window" {
			panic(args.DOMException("InvalidAccessError", "Synchronous requests are disabled for this page."))
		}
		if x.timeout != 0 {
			panic(args.DOMException("InvalidAccessError", "Synchronous requests must not set a timeout."))
		}
	}
	if args.Has(3) && !goja.IsNull(args.At(3)) {
		u.SetUsername(args.String(3))
	}
	if args.Has(4) && !goja.IsNull(args.At(4)) {
		u.SetPassword(args.String(4))
	}
	x.end()
	x.method, x.url, x.sync = fetch.NormalizeMethod(method), u.Href(false), !async
	x.headers = headers{guard: guardRequest}
	x.sent = false
	x.clear()
	if x.readyState != opened {
		x.enter(opened)
	}
}

// end leaves the transfer under way.
func (x *xmlHTTPRequest) end() {
	if t := x.transfer; t != nil {
		t.cancel()
		if t.timer != nil {
			t.timer.Stop()
		}
		x.transfer = nil
	}
}

// clear forgets the response.
func (x *xmlHTTPRequest) clear() {
	x.answer, x.data, x.loaded, x.object = nil, nil, 0, nil
}

func (x *xmlHTTPRequest) enter(state int) {
	x.readyState = state
	x.Fire(&web.Event{Type: "readystatechange"})
}

func (x *xmlHTTPRequest) setRequestHeader(args web.Arguments) {
	name, value := args.ByteString(args.At(0), ""), args.ByteString(args.At(1), "")
	if x.readyState != opened || x.sent {
		panic(args.DOMException("InvalidStateError", "The object's state must be OPENED."))
	}
	value, ok := fetch.NormalizeValue(value)
	switch {
	case !fetch.IsToken(name):
		panic(args.DOMException("SyntaxError", "'"+name+"' is not a valid HTTP header field name."))
	case !ok:
		panic(args.DOMException("SyntaxError", "'"+value+"' is not a valid HTTP header field value."))
	case fetch.IsForbidden(name):
		x.area.services.Console("Refused to set unsafe header \"" + name + "\"")
		return
	}
	if before, ok := x.headers.list.Get(name); ok {
		value = before + ", " + value
	}
	x.headers.list.Set(name, value)
}

// send begins the transfer.
//
// See https://xhr.spec.whatwg.org/#the-send()-method.
func (x *xmlHTTPRequest) send(args web.Arguments) {
	if x.readyState != opened || x.sent {
		panic(args.DOMException("InvalidStateError", "The object's state must be OPENED."))
	}
	var content *body
	if x.method != "GET" && x.method != "HEAD" {
		var typ string
		content, typ = x.area.extract(args, args.At(0))
		given, ok := x.headers.list.Get("content-type")
		switch {
		case content == nil:
		case !ok && typ != "":
			x.headers.list.Add("content-type", typ)
		case ok && strings.HasSuffix(typ, ";charset=UTF-8"):
			x.headers.list.Set("content-type", withUTF8(given))
		}
	}
	x.uploaded = content == nil
	x.sent = true
	x.clear()
	request := x.area.hostRequest(&request{
		method: x.method, url: x.url, headers: &x.headers, mode: fetch.CORS, credentials: "same-origin", redirect: "follow", body: content,
	})
	request.XHR = true
	if x.withCredentials {
		request.Credentials = "include"
	}
	if x.sync {
		x.sendSync(args, request)
		return
	}
	ctx, cancel := context.WithCancel(web.Context(x.area.realm))
	t := &transfer{xhr: x, cancel: cancel}
	x.transfer = t
	x.upload.listened = x.upload.HasListeners()
	x.fire("loadstart", 0, 0, false)
	if x.transfer != t {
		return
	}
	if !x.uploaded && x.upload.listened {
		total := request.Body.Size()
		x.upload.fire("loadstart", 0, total)
		if x.transfer != t {
			return
		}
		request.Sent = t.sentReports(total)
	}
	if x.timeout != 0 {
		t.timer = time.AfterFunc(time.Duration(x.timeout)*time.Millisecond, func() { t.post(t.timedOut) })
	}
	t.start(ctx, request)
}

// withUTF8 replaces the charset of a type, which text has that is sent as
// UTF-8.
func withUTF8(typ string) string {
	head, parameters, ok := strings.Cut(typ, ";")
	if !ok {
		return typ
	}
	parts := []string{head}
	for part := range strings.SplitSeq(parameters, ";") {
		if name, _, _ := strings.Cut(part, "="); strings.EqualFold(strings.TrimSpace(name), "charset") {
			part = "charset=UTF-8"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ";")
}

// under says whether the transfer is still under way.
func (t *transfer) under() bool { return t.xhr.transfer == t && !web.IsClosed(t.xhr.area.vm) }

// post runs f on the loop, unless the transfer has been left.
func (t *transfer) post(f func()) {
	t.xhr.area.realm.Loop().Post(eventloop.TaskFunc(func() {
		if t.under() {
			f()
		}
	}))
}

// reportInterval is the least time between two reports of progress.
const reportInterval = 50 * time.Millisecond

// readSize is how much is read of a response at once.
const readSize = 256 << 10

// start fetches on another goroutine, which tells the loop of what comes.
func (t *transfer) start(ctx context.Context, request *fetch.Request) {
	x := t.xhr
	completion := x.area.realm.Loop().Begin()
	go func() {
		answer, err := x.area.services.Client.Do(ctx, request)
		if err != nil {
			completion.Post(eventloop.TaskFunc(func() { t.failed(err) }))
			return
		}
		err = t.receive(ctx, answer)
		completion.Post(eventloop.TaskFunc(func() { t.finished(err) }))
	}()
}

// receive reads the body. It waits for the loop to take each part.
func (t *transfer) receive(ctx context.Context, answer *fetch.Response) error {
	loop := t.xhr.area.realm.Loop()
	taken := make(chan struct{}, 1)
	wait := func() error {
		select {
		case <-taken:
			return nil
		case <-ctx.Done(): // the loop may have ended
			return ctx.Err()
		}
	}
	task := func(f func()) bool {
		return loop.Post(eventloop.TaskFunc(func() {
			if t.under() {
				f()
			}
			taken <- struct{}{}
		}))
	}
	if !task(func() { t.head(answer) }) {
		return context.Canceled
	}
	if answer.Body == nil {
		return wait()
	}
	defer answer.Body.Close()
	buffers := [2][]byte{}
	for i := 0; ; i = 1 - i {
		if buffers[i] == nil {
			buffers[i] = make([]byte, readSize)
		}
		n, err := fill(answer.Body, buffers[i])
		if failure := wait(); failure != nil {
			return failure
		}
		data := buffers[i][:n]
		if n > 0 && !task(func() { t.part(data) }) {
			return context.Canceled
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// fill reads what there is, and waits only for the first bytes.
func fill(r io.Reader, buffer []byte) (int, error) {
	for {
		if n, err := r.Read(buffer); n > 0 || err != nil {
			return n, err
		}
	}
}

// head is the task for the headers of the response.
func (t *transfer) head(answer *fetch.Response) {
	x := t.xhr
	x.answer, x.uploaded = answer, true
	if answer.Length > 0 {
		x.data = make([]byte, 0, min(answer.Length, trustedLength))
	}
	x.enter(headersReceived)
}

// part is the task for the next bytes of the response.
func (t *transfer) part(data []byte) {
	x := t.xhr
	x.data = append(x.data, data...)
	x.loaded += int64(len(data))
	x.enter(loading)
	if !t.pending {
		t.pending = true
		time.AfterFunc(reportInterval, func() { t.post(t.report) })
	}
}

// report tells of progress, if there was some since the last time.
func (t *transfer) report() {
	if t.pending {
		t.pending = false
		t.xhr.fireProgress("progress")
	}
}

// finished is the task for the end of the response.
func (t *transfer) finished(err error) {
	x := t.xhr
	if !t.under() {
		return
	}
	if err != nil {
		t.failed(err)
		return
	}
	if t.report(); x.transfer != t {
		return
	}
	x.end()
	x.sent = false
	x.enter(done)
	if x.readyState != done || x.transfer != nil {
		return
	}
	x.fireProgress("load")
	x.fireProgress("loadend")
}

func (t *transfer) failed(err error) {
	if t.under() {
		t.xhr.area.report(err)
		t.xhr.fail("error")
	}
}

func (t *transfer) timedOut() { t.xhr.fail("timeout") }

// fail ends the request with an event of a type.
//
// See https://xhr.spec.whatwg.org/#request-error-steps.
func (x *xmlHTTPRequest) fail(typ string) {
	x.end()
	x.readyState, x.sent = done, false
	x.clear()
	x.Fire(&web.Event{Type: "readystatechange"})
	if !x.uploaded {
		x.uploaded = true
		if x.upload.listened {
			x.upload.fire(typ, 0, 0)
			x.upload.fire("loadend", 0, 0)
		}
	}
	x.fire(typ, 0, 0, false)
	x.fire("loadend", 0, 0, false)
}

// abort fires its events before it returns.
func (x *xmlHTTPRequest) abort() {
	if x.transfer != nil || x.readyState == headersReceived || x.readyState == loading {
		x.fail("abort")
	}
	if x.readyState == done {
		x.readyState = unsent
		x.clear()
	}
}

func (x *xmlHTTPRequest) fireProgress(typ string) {
	length := max(0, x.shown().Length)
	known := length > 0 && x.loaded <= length
	if !known {
		length = 0
	}
	x.fire(typ, x.loaded, length, known)
}

func (x *xmlHTTPRequest) fire(typ string, loaded, total int64, known bool) {
	x.Fire(&web.ProgressEvent{Event: web.Event{Type: typ}, Loaded: float64(loaded), Total: float64(total), LengthComputable: known})
}

func (u *upload) fire(typ string, loaded, total int64) {
	total = max(0, total)
	u.Fire(&web.ProgressEvent{Event: web.Event{Type: typ}, Loaded: float64(loaded), Total: float64(total), LengthComputable: total > 0})
}

// sentReports makes the function that hears, on another goroutine, how much of
// the body is sent.
func (t *transfer) sentReports(total int64) func(int64) {
	var last time.Time
	return func(sent int64) {
		complete := sent == total
		if !complete && time.Since(last) < reportInterval {
			return
		}
		last = time.Now()
		t.post(func() {
			u := t.xhr.upload
			u.fire("progress", sent, total)
			if complete && t.xhr.transfer == t && !t.xhr.uploaded {
				t.xhr.uploaded = true
				u.fire("load", sent, total)
				u.fire("loadend", sent, total)
			}
		})
	}
}

// sendSync sends and waits: the thread does nothing else meanwhile.
func (x *xmlHTTPRequest) sendSync(args web.Arguments, request *fetch.Request) {
	answer, err := x.area.services.Client.Do(web.Context(x.area.realm), request)
	var data []byte
	if err == nil && answer.Body != nil {
		data, err = readKnown(answer.Body, answer.Length)
		answer.Body.Close()
	}
	x.sent, x.readyState = false, done
	if err != nil {
		x.area.report(err)
		panic(args.DOMException("NetworkError", "Failed to load '"+x.url+"'."))
	}
	x.answer, x.data, x.loaded = answer, data, int64(len(data))
	x.Fire(&web.Event{Type: "readystatechange"})
	x.fireProgress("load")
	x.fireProgress("loadend")
}

// checkType throws for an attribute that the responseType is not for.
func (x *xmlHTTPRequest) checkType(attribute, typ string) {
	if x.responseType != "" && x.responseType != typ {
		panic(x.exception("InvalidStateError", "Failed to read the '"+attribute+"' property from 'XMLHttpRequest': ",
			"The value is only accessible if the object's 'responseType' is '' or '"+typ+"' (was '"+x.responseType+"')."))
	}
}

// contentType is the type of the response, or what overrides it.
func (x *xmlHTTPRequest) contentType() string {
	typ, _ := x.shown().Header.Get("content-type")
	if x.mimeType != "" {
		typ = x.mimeType
	}
	return typ
}

func (x *xmlHTTPRequest) charset() string {
	for part := range strings.SplitSeq(x.contentType(), ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		if strings.EqualFold(name, "charset") {
			return strings.Trim(value, `"`)
		}
	}
	return ""
}

// responseText is the text of what has come so far.
func (x *xmlHTTPRequest) responseText() string {
	if x.readyState < loading {
		return ""
	}
	return web.DecodeText(x.data, x.charset())
}

// response is the attribute of that name.
func (x *xmlHTTPRequest) response() goja.Value {
	vm := x.area.vm
	if x.responseType == "" || x.responseType == "text" {
		return vm.ToValue(x.responseText())
	}
	if x.readyState != done || x.answer == nil {
		return goja.Null()
	}
	if x.object != nil {
		return x.object
	}
	x.object = goja.Null()
	switch x.responseType {
	case "arraybuffer":
		x.object = vm.ToValue(vm.NewArrayBuffer(x.data)) // which nobody else reads
	case "blob":
		x.object = web.NewBlob(vm, web.MakeBlob(web.BlobType(x.contentType()), web.Bytes(x.data)))
	case "json":
		vm.Try(func() { x.object = x.area.parseJSON("", x.data) })
	}
	return x.object
}
