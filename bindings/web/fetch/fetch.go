// Package fetch puts the objects of the Fetch and XMLHttpRequest Standards on a
// page: Headers, Request, Response, FormData, fetch and XMLHttpRequest. The
// client of the App does what they ask for.
package fetch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"io"
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/streams"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/fetch"
)

// Services is what the objects work on.
type Services struct {
	Client  *fetch.Client
	Objects *web.ObjectURLs
	// Console gets what the browser says of failures, Warn its warnings.
	Console, Warn func(line string)
	// Origin is that of the page, Base the URL that others are relative to.
	Origin, Base string
}

// area is what a page has for fetching.
type area struct {
	realm    *eventloop.Realm
	vm       *goja.Runtime
	streams  *streams.Streams
	services Services
	origin   string
	base     string

	headers, request, response, formData func() *web.Interface
	xhr, xhrUpload, eventSource          func() *web.Interface
	jsonParse, jsonStringify             func(goja.FunctionCall) goja.Value
}

// Install makes the objects globals. Events, AbortSignal, URL, Blob and streams
// must be there.
func Install(realm *eventloop.Realm, services Services) {
	vm := realm.Runtime()
	a := &area{realm: realm, vm: vm, streams: streams.Of(realm), services: services, origin: services.Origin, base: services.Base}
	json := vm.Get("JSON").(*goja.Object)
	a.jsonParse = json.Get("parse").Export().(func(goja.FunctionCall) goja.Value)
	a.jsonStringify = json.Get("stringify").Export().(func(goja.FunctionCall) goja.Value)
	a.headers = web.Global(realm, "Headers", a.newHeadersInterface)
	a.request = web.Global(realm, "Request", a.newRequestInterface)
	a.response = web.Global(realm, "Response", a.newResponseInterface)
	a.formData = web.Global(realm, "FormData", a.newFormDataInterface)
	web.PromiseWindowOperation(vm, "fetch", 1, a.fetch)
	a.installXHR()
	a.installEventSource()
}

// task runs f as a task of the page, unless that has ended.
func (a *area) task(f func()) eventloop.Task {
	return eventloop.TaskFunc(func() {
		if !web.IsClosed(a.vm) {
			a.realm.Run(f)
		}
	})
}

// failed is the error for all that scripts learn no reason of.
func (a *area) failed() goja.Value { return a.vm.NewTypeError("Failed to fetch") }

func (a *area) rangeError(text string) *goja.Object { return rangeError(a.vm, text) }

func rangeError(vm *goja.Runtime, text string) *goja.Object {
	e, err := vm.New(vm.Get("RangeError"), vm.ToValue(text))
	if err != nil {
		panic(err)
	}
	return e
}

func consumer(chunk func(goja.Value, func()), end func(), fail func(goja.Value)) streams.Consumer {
	return streams.Consumer{Chunk: chunk, End: end, Fail: fail}
}

// nothing consumes a stream whose bytes nobody wants.
var nothing = consumer(func(goja.Value, func()) {}, func() {}, func(goja.Value) {})

// fetching is a fetch under way.
type fetching struct {
	area    *area
	request *request
	cancel  context.CancelFunc
	reason  goja.Value // why it was aborted, nil if it was not
	settled bool
}

// fetch is the function of that name.
//
// See https://fetch.spec.whatwg.org/#dom-global-fetch.
func (a *area) fetch(args web.Arguments, resolve, reject func(any)) {
	r := a.makeRequest(args)
	if r.signal.Aborted() {
		reject(r.signal.Reason())
		return
	}
	ctx, cancel := context.WithCancel(web.Context(a.realm))
	f := &fetching{area: a, request: r, cancel: cancel}
	r.signal.OnAbort(func() {
		f.reason = r.signal.Reason()
		cancel()
		if !f.settled {
			f.settled = true
			reject(f.reason)
		}
	})
	sent := a.hostRequest(r)
	completion := a.realm.Loop().Begin()
	go func() {
		answer, err := a.services.Client.Do(ctx, sent)
		if err == nil && r.integrity != "" {
			err = checkIntegrity(r, answer)
		}
		completion.Post(a.task(func() { f.finish(answer, err, resolve, reject) }))
	}()
}

// hostRequest gives a request to the client.
func (a *area) hostRequest(r *request) *fetch.Request {
	sent := &fetch.Request{
		Method: r.method, URL: r.url, Header: r.headers.list, Mode: r.mode, Credentials: r.credentials, Redirect: r.redirect,
	}
	if isBlobURL(r.url) {
		if blob, ok := a.services.Objects.Blob(r.url); ok {
			sent.Blob = blob
		}
	}
	if r.body != nil {
		sent.Body = r.body.upload()
		r.body.used = true
	}
	return sent
}

func (f *fetching) finish(answer *fetch.Response, err error, resolve, reject func(any)) {
	a := f.area
	if f.settled {
		if answer != nil && answer.Body != nil {
			answer.Body.Close()
		}
		return
	}
	f.settled = true
	if err != nil {
		f.cancel()
		a.report(err)
		reject(a.failed())
		return
	}
	resolve(a.response().New(f.response(answer)))
}

// report prints why a fetch failed.
func (a *area) report(err error) {
	var e *fetch.Error
	if errors.As(err, &e) {
		for _, line := range e.Console {
			a.services.Console(line)
		}
	}
}

// response makes the state of a Response of one of the client.
func (f *fetching) response(r *fetch.Response) *response {
	state := &response{
		typ: r.Type, url: r.URL, redirected: r.Redirected, status: r.Status, statusText: r.StatusText,
		headers: &headers{list: r.Header, guard: guardImmutable},
	}
	if r.Body != nil {
		state.body = &body{area: f.area, reader: r.Body, length: r.Length, fetching: f}
	}
	return state
}

// checkIntegrity reads the whole response and compares its hash.
//
// See https://w3c.github.io/webappsec-subresource-integrity/.
func checkIntegrity(r *request, answer *fetch.Response) error {
	if answer.Body == nil {
		return nil
	}
	data, err := readKnown(answer.Body, answer.Length)
	answer.Body.Close()
	if err != nil {
		return err
	}
	name, computed, known := "", "", false
	for text := range strings.FieldsSeq(r.integrity) {
		algorithm, wanted, _ := strings.Cut(text, "-")
		wanted, _, _ = strings.Cut(wanted, "?")
		var sum []byte
		switch strings.ToLower(algorithm) {
		case "sha256":
			s := sha256.Sum256(data)
			sum = s[:]
		case "sha384":
			s := sha512.Sum384(data)
			sum = s[:]
		case "sha512":
			s := sha512.Sum512(data)
			sum = s[:]
		default:
			continue
		}
		name, computed, known = "SHA-"+algorithm[len("sha"):], base64.StdEncoding.EncodeToString(sum), true
		if wanted == computed {
			answer.Body = io.NopCloser(bytes.NewReader(data))
			return nil
		}
	}
	if !known {
		answer.Body = io.NopCloser(bytes.NewReader(data))
		return nil
	}
	return &fetch.Error{Console: []string{
		"Failed to find a valid digest in the 'integrity' attribute for resource '" + r.url + "' with computed " + name + " integrity '" + computed + "'. The resource has been blocked.",
		"Fetch API cannot load " + r.url + ". SRI's integrity checks failed.",
	}}
}
