package fetch

import (
	"bytes"
	"errors"
	"io"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/fetch"
)

// body is that of a Request or a Response: a Blob, which can be read again, a
// reader, or a stream of a script.
type body struct {
	area     *area
	blob     *web.Blob
	reader   io.ReadCloser
	length   int64 // of the reader, negative if it is not known
	stream   *goja.Object
	used     bool
	fetching *fetching // that the reader belongs to, nil for none
}

// withBody is the state of an interface that has the mixin Body.
type withBody interface {
	content() *body // nil for none
	fields() *headers
}

// extract makes a body of what a script gives for one, with the type that it
// has of itself.
//
// See https://fetch.spec.whatwg.org/#concept-bodyinit-extract.
func (a *area) extract(args web.Arguments, v goja.Value) (b *body, typ string) {
	inMemory := func(data []byte) *body { return a.blobBody(web.MakeBlob("", web.Bytes(data))) }
	if goja.IsNull(v) || goja.IsUndefined(v) {
		return nil, ""
	}
	if blob, ok := web.BlobOf(a.vm, v); ok {
		return a.blobBody(blob), blob.Type()
	}
	if data, ok := web.BytesOf(a.vm, v); ok {
		return inMemory(bytes.Clone(data)), ""
	}
	if form, ok := web.StateOf[*formData](a.vm, v); ok {
		blob, boundary := form.encode()
		return a.blobBody(blob), "multipart/form-data; boundary=" + boundary
	}
	if list, ok := web.SearchParams(a.vm, v); ok {
		return inMemory([]byte(web.SerializeForm(list))), "application/x-www-form-urlencoded;charset=UTF-8"
	}
	if o, ok := v.(*goja.Object); ok && a.streams.IsReadable(o) {
		if a.streams.Locked(o) || a.streams.Disturbed(o) {
			panic(args.TypeError("Response body object should not be disturbed or locked"))
		}
		return &body{area: a, stream: o}, ""
	}
	return inMemory(web.UTF8Bytes(a.vm, a.vm.ToValue(args.Text(v, "")))), "text/plain;charset=UTF-8"
}

func (a *area) blobBody(blob *web.Blob) *body {
	return &body{area: a, blob: blob, length: blob.Size()}
}

// isUsed says whether the body was read from.
func (b *body) isUsed() bool {
	return b != nil && (b.used || b.stream != nil && b.area.streams.Disturbed(b.stream))
}

// isLocked says whether nothing else may read the body now.
func (b *body) isLocked() bool {
	return b != nil && b.stream != nil && b.area.streams.Locked(b.stream)
}

// asStream gives the stream of the body.
func (b *body) asStream() *goja.Object {
	if b.stream != nil {
		return b.stream
	}
	reader := b.reader
	switch {
	case b.used:
		reader = io.NopCloser(&bytes.Reader{})
	case b.blob != nil:
		reader = b.blob.Reader()
	}
	b.stream = b.area.streams.FromReader(reader, b.failure)
	if b.used { // and so read to its end
		b.area.streams.Consume(b.stream, nothing)
	}
	return b.stream
}

// failure is what scripts get for an error of reading.
func (b *body) failure(err error) goja.Value {
	var dom *web.DOMError
	switch {
	case b.fetching != nil && b.fetching.reason != nil:
		return b.fetching.reason
	case errors.As(err, &dom):
		return web.Exception(b.area.vm, err)
	}
	return b.area.failed()
}

// clone makes two bodies of one.
func (b *body) clone() *body {
	if b == nil {
		return nil
	}
	if b.stream == nil && b.blob != nil {
		copied := *b
		return &copied
	}
	one, two := b.area.streams.Tee(b.asStream())
	b.stream = one
	return &body{area: b.area, stream: two, fetching: b.fetching}
}

// take moves the body to another owner.
func (b *body) take() *body {
	if b == nil {
		return nil
	}
	moved := *b
	b.used, b.blob, b.reader = true, nil, nil
	if b.stream != nil {
		one, _ := b.area.streams.Tee(b.stream)
		moved.stream = one
	}
	return &moved
}

// readAll reads the body to its end and calls done in a later task, with the
// bytes, which belong to it, or with what scripts get for the failure.
func (b *body) readAll(done func(data []byte, failure goja.Value)) {
	if b.stream != nil {
		b.readStream(done)
		return
	}
	b.used = true
	finish := func(data []byte, err error) {
		if b.fetching != nil && b.fetching.reason != nil || err != nil {
			done(nil, b.failure(err))
		} else {
			done(data, nil)
		}
	}
	if b.blob != nil {
		b.blob.ReadAll(web.Context(b.area.realm), b.area.realm.Loop(), func(data []byte, err error) {
			b.area.task(func() { finish(data, err) }).RunTask()
		})
		return
	}
	completion := b.area.realm.Loop().Begin()
	go func() {
		data, err := readKnown(b.reader, b.length)
		b.reader.Close()
		completion.Post(b.area.task(func() { finish(data, err) }))
	}()
}

// trustedLength bounds the memory that is taken because a server promises so
// much.
const trustedLength = 64 << 20

// readKnown reads to the end, with a buffer of the right size if it is known.
func readKnown(r io.Reader, length int64) ([]byte, error) {
	var buffer bytes.Buffer
	if length > 0 {
		buffer.Grow(int(min(length, trustedLength)) + bytes.MinRead)
	}
	_, err := buffer.ReadFrom(r)
	return buffer.Bytes(), err
}

func (b *body) readStream(done func(data []byte, failure goja.Value)) {
	var all []byte
	var cancel func(goja.Value)
	cancel = b.area.streams.Consume(b.stream, consumer(
		func(chunk goja.Value, next func()) {
			data, ok := uint8Array(b.area.vm, chunk)
			if !ok {
				failure := b.area.failed()
				cancel(failure)
				done(nil, failure)
				return
			}
			all = append(all, data...)
			next()
		},
		func() { done(all, nil) },
		func(reason goja.Value) {
			if _, ok := web.StateOf[*web.DOMError](b.area.vm, reason); !ok && (b.fetching == nil || b.fetching.reason == nil) {
				reason = b.area.failed() // Chrome does not tell why
			}
			done(nil, reason)
		},
	))
}

// uint8Array gives the bytes of a chunk of a stream of bytes.
func uint8Array(vm *goja.Runtime, v goja.Value) ([]byte, bool) {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, false
	}
	if tag := o.GetSymbol(goja.SymToStringTag); tag == nil || tag.String() != "Uint8Array" {
		return nil, false
	}
	return web.BytesOf(vm, v)
}

// bodyMembers defines the mixin Body on an interface, in the order of names.
//
// See https://fetch.spec.whatwg.org/#body-mixin.
func (a *area) bodyMembers(i *web.Interface, names ...string) {
	for _, name := range names {
		switch name {
		case "body":
			web.Attribute(i, name, func(w withBody) any {
				if b := w.content(); b != nil {
					return b.asStream()
				}
				return nil
			})
		case "bodyUsed":
			web.Attribute(i, name, func(w withBody) any { return w.content().isUsed() })
		case "textStream":
			web.Operation(i, name, 0, func(w withBody, args web.Arguments) goja.Value {
				b := w.content()
				a.checkReadable(args, b)
				if b == nil {
					b = a.blobBody(web.MakeBlob(""))
				}
				return a.streams.Text(b.asStream())
			})
		default:
			web.PromiseOperation(i, name, 0, func(w withBody, args web.Arguments, resolve, reject func(any)) {
				a.consume(w, args, a.convert(name, w, args), resolve, reject)
			})
		}
	}
}

func (a *area) checkReadable(args web.Arguments, b *body) {
	switch {
	case b.isUsed():
		panic(args.TypeError("body stream already read"))
	case b.isLocked():
		panic(args.TypeError("body stream is locked"))
	}
}

// conversion makes the result of a read. What it throws is the rejection.
type conversion func(data []byte) goja.Value

func (a *area) consume(w withBody, args web.Arguments, convert conversion, resolve, reject func(any)) {
	b := w.content()
	a.checkReadable(args, b)
	finish := func(data []byte) {
		var result goja.Value
		if thrown := a.vm.Try(func() { result = convert(data) }); thrown != nil {
			reject(thrown.Value())
		} else {
			resolve(result)
		}
	}
	if b == nil {
		finish(nil)
		return
	}
	b.readAll(func(data []byte, failure goja.Value) {
		if failure != nil {
			reject(failure)
		} else {
			finish(data)
		}
	})
}

func (a *area) convert(name string, w withBody, args web.Arguments) conversion {
	typ, _ := w.fields().list.Get("content-type")
	switch name {
	case "arrayBuffer":
		return func(data []byte) goja.Value { return a.vm.ToValue(a.vm.NewArrayBuffer(data)) }
	case "bytes":
		return func(data []byte) goja.Value { return web.NewUint8Array(a.vm, data) }
	case "blob":
		return func(data []byte) goja.Value {
			return web.NewBlob(a.vm, web.MakeBlob(web.BlobType(typ), web.Bytes(data)))
		}
	case "formData":
		return func(data []byte) goja.Value { return a.parseForm(typ, data) }
	case "json":
		return func(data []byte) goja.Value { return a.parseJSON(args.Context(), data) }
	default: // "text"
		return func(data []byte) goja.Value { return a.vm.ToValue(utf8Text(data)) }
	}
}

// utf8Text is "UTF-8 decode" of the Encoding Standard.
func utf8Text(data []byte) string {
	decoder, _ := web.NewDecoder("utf-8", false, false)
	text, _ := decoder.Decode(data, false)
	return text
}

// parseJSON parses, and throws with the words of the call before those of the
// parser.
func (a *area) parseJSON(context string, data []byte) (result goja.Value) {
	thrown := a.vm.Try(func() {
		result = a.jsonParse(goja.FunctionCall{This: goja.Undefined(), Arguments: []goja.Value{a.vm.ToValue(utf8Text(data))}})
	})
	if thrown == nil {
		return result
	}
	e, ok := thrown.Value().(*goja.Object)
	if ok {
		web.Hide(e, "message", a.vm.ToValue(context+e.Get("message").String()))
	}
	panic(thrown.Value())
}

// upload is a body as the body of a request. A stream is sent as it comes.
func (b *body) upload() fetch.Body {
	if b.stream != nil {
		return b.pipe()
	}
	return blobUpload{b.blob}
}

type blobUpload struct{ *web.Blob }

func (u blobUpload) Open() io.ReadCloser { return u.Reader() }

// pipeUpload is a stream that is sent as it comes. It can be opened once.
type pipeUpload struct{ reader *io.PipeReader }

func (pipeUpload) Size() int64           { return -1 }
func (u pipeUpload) Open() io.ReadCloser { return u.reader }

func (b *body) pipe() fetch.Body {
	reader, writer := io.Pipe()
	loop := b.area.realm.Loop()
	web.OnClose(b.area.vm, func() { writer.CloseWithError(io.ErrUnexpectedEOF) })
	var cancel func(goja.Value)
	cancel = b.area.streams.Consume(b.stream, consumer(
		func(chunk goja.Value, next func()) {
			data, ok := uint8Array(b.area.vm, chunk)
			if !ok {
				writer.CloseWithError(errNoBytes)
				cancel(b.area.failed())
				return
			}
			data = bytes.Clone(data)
			completion := loop.Begin()
			go func() {
				_, err := writer.Write(data)
				completion.Post(eventloop.TaskFunc(func() {
					if err == nil {
						next()
					} else {
						cancel(b.area.failed())
					}
				}))
			}()
		},
		func() { writer.Close() },
		func(goja.Value) { writer.CloseWithError(errNoBytes) },
	))
	return pipeUpload{reader}
}

var errNoBytes = errors.New("the stream of the body has failed, or has a chunk that is no Uint8Array")
