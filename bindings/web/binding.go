package web

import (
	"context"
	"io"
	"math"
	"reflect"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// This is what packages that add interfaces to a page need beside [Interface].

// Global makes an interface a global that is made when it is first used, by a
// script or by the function that is returned.
func Global(realm *eventloop.Realm, name string, make func() *Interface) (get func() *Interface) {
	return pageFor(realm).global(name, make)
}

// Shared gives what one area keeps for a page, and makes it at first.
func Shared[T any](realm *eventloop.Realm, make func() *T) *T {
	p := pageFor(realm)
	key := reflect.TypeFor[T]()
	if v, ok := p.areas[key]; ok {
		return v.(*T)
	}
	v := make()
	if p.areas == nil {
		p.areas = map[reflect.Type]any{}
	}
	p.areas[key] = v
	return v
}

// NewInterfaceOf makes an interface of a class that a script has made: its
// prototype is the one of the class, and construct makes the instances.
func NewInterfaceOf(vm *goja.Runtime, name string, length int, class *goja.Object, construct Construct) *Interface {
	return pageOf(vm).newInterfaceOn(class.Get("prototype").(*goja.Object), name, nil, length, construct)
}

// RealmOf gives the realm of a page.
func RealmOf(vm *goja.Runtime) *eventloop.Realm { return pageOf(vm).realm }

// Context gives the context of a page, done when [Close] ends it. What a page
// starts outside its loop ends with it.
func Context(realm *eventloop.Realm) context.Context {
	p := pageFor(realm)
	if p.context == nil {
		p.context, p.cancel = context.WithCancel(context.Background())
	}
	return p.context
}

// OnClose has f called when the page ends, unless remove is called before.
func OnClose(vm *goja.Runtime, f func()) (remove func()) {
	p := pageOf(vm)
	if p.closers == nil {
		p.closers = map[*func()]bool{}
	}
	p.closers[&f] = true
	return func() { delete(p.closers, &f) }
}

// Close ends what a page has started: nothing calls into it any more.
func Close(realm *eventloop.Realm) {
	p := pageFor(realm)
	p.closed = true
	Context(realm)
	p.cancel()
	for f := range p.closers {
		(*f)()
	}
	p.closers = nil
}

// StaticOperation defines a function of the constructor with length required
// arguments.
func (i *Interface) StaticOperation(name string, length int, f func(args Arguments) goja.Value) {
	context := i.context(name)
	define(i.Constructor(), name, newFunction(i.page.vm, name, length, func(call goja.FunctionCall) goja.Value {
		args := Arguments{page: i.page, context: context, values: call.Arguments}
		args.require(length)
		return f(args)
	}), enumerable)
}

// PromiseWindowOperation defines a function of the global object that returns a
// promise: whatever it throws is a rejection.
func PromiseWindowOperation(vm *goja.Runtime, name string, length int, f func(args Arguments, resolve, reject func(any))) {
	p := pageOf(vm)
	context := p.scope.context(name)
	defineOperation(vm, p.scope.members, name, length, func(call goja.FunctionCall) goja.Value {
		return p.promise(func(resolve, reject func(any)) {
			args := Arguments{page: p, context: context, values: call.Arguments}
			args.require(length)
			f(args, resolve, reject)
		})
	})
}

// promise calls f, which settles the promise that is returned, now or later.
// What f throws is a rejection.
func (p *page) promise(f func(resolve, reject func(any))) goja.Value {
	promise, resolve, reject := p.vm.NewPromise()
	settle := func(settle func(any) error) func(any) {
		return func(value any) { must(settle(value)) }
	}
	if exception := p.vm.Try(func() { f(settle(resolve), settle(reject)) }); exception != nil {
		settle(reject)(exception.Value())
	}
	return p.vm.ToValue(promise)
}

// NewFunction makes a function that looks to scripts as those of the browser
// do.
func NewFunction(vm *goja.Runtime, name string, length int, f func(goja.FunctionCall) goja.Value) *goja.Object {
	return newFunction(vm, name, length, f)
}

// Hide defines a property as built-in objects have theirs: writable,
// configurable and not enumerable.
func Hide(o *goja.Object, name string, value goja.Value) { define(o, name, value, hidden) }

// NewException makes the DOMException of a failure that no script threw: one
// without a stack.
func NewException(vm *goja.Runtime, name, message string) *goja.Object {
	p := pageOf(vm)
	return p.newException(&DOMError{Name: name, Message: message}, p.exceptionPrototype(name))
}

// Exception makes the DOMException of an error. One without a [DOMError] in it
// is one of reading.
func Exception(vm *goja.Runtime, err error) *goja.Object { return pageOf(vm).exception(err) }

// Runtime gives the runtime of the page.
func (i *Interface) Runtime() *goja.Runtime { return i.page.vm }

// Runtime gives the runtime of the page that made the call.
func (a Arguments) Runtime() *goja.Runtime { return a.page.vm }

// Len is how many arguments the call has.
func (a Arguments) Len() int { return len(a.values) }

// Object gives an argument that must be an object of any kind but a null.
func (a Arguments) Object(i int) (o *goja.Object, ok bool) {
	o, ok = a.At(i).(*goja.Object)
	return o, ok
}

// Function gives an argument that must be callable.
func (a Arguments) Function(i int) goja.Callable {
	f, ok := goja.AssertFunction(a.At(i))
	if !ok {
		panic(a.WrongType(i, "Function"))
	}
	return f
}

// ByteString converts a value to a string of bytes: every character is below
// 256. where leads the message of an error after that of the call.
func (a Arguments) ByteString(v goja.Value, where string) string {
	text := stringArgument(a.page.vm, v, a.context+where)
	data, ok := latin1Bytes(text)
	if !ok {
		panic(a.TypeError("%sString contains non ISO-8859-1 code point.", where))
	}
	return string(data)
}

// Text converts a value to a string. where leads the message of an error after
// that of the call.
func (a Arguments) Text(v goja.Value, where string) string {
	return stringArgument(a.page.vm, v, a.context+where)
}

// Each calls f with the elements of a value that must be iterable.
func (a Arguments) Each(v goja.Value, where string, f func(goja.Value)) { a.each(v, where, f) }

// Record calls f with the own enumerable properties of an object, a record of
// Web IDL.
func (a Arguments) Record(o *goja.Object, f func(name string, value goja.Value)) {
	isEnumerable := a.page.intrinsicFunction(member(a.page.intrinsic("Object"), "prototype"), "propertyIsEnumerable")
	for _, name := range o.GetOwnPropertyNames() {
		if enumerable := call(isEnumerable, o, a.page.vm.ToValue(name)); enumerable.ToBoolean() {
			f(name, o.Get(name))
		}
	}
}

// Range converts an argument to an integer from 0 to limit, [EnforceRange] of
// Web IDL. typ is the name of its type.
func (a Arguments) Range(i int, limit float64, typ string) float64 {
	f := a.Number(i)
	switch {
	case math.IsNaN(f):
		panic(a.TypeError("Value is not of type '%s'.", typ))
	case math.IsInf(f, 0):
		panic(a.TypeError("Value is infinite and not of type '%s'.", typ))
	case f > limit || f <= -1:
		panic(a.TypeError("Value is outside the '%s' value range.", typ))
	}
	return math.Trunc(f)
}

// Members is an argument of a dictionary type, whose members are to be read in
// the order of the standard.
type Members = dictionary

// Members converts an argument to a dictionary.
func (a Arguments) Members(i int, name string) Members { return a.dictionary(i, name) }

// Given says that there is an object to read members from.
func (d dictionary) Given() bool { return d.object != nil }

// Member gives the value of a member and whether it is there.
func (d dictionary) Member(key string) (goja.Value, bool) { return d.member(key) }

// Boolean gives a member of type boolean, false if it is not there.
func (d dictionary) Boolean(key string) bool { return d.boolean(key) }

// Text gives a member that is a string, and whether it is there.
func (d dictionary) Text(key string) (text string, ok bool) { return d.optionalString(key) }

// Enum gives a member that must be one of these values, "" if it is not there.
func (d dictionary) Enum(key, typ string, values ...string) string {
	text, ok := d.optionalString(key)
	if !ok {
		return ""
	}
	for _, v := range values {
		if v == text {
			return text
		}
	}
	panic(d.typeError(key, "The provided value '%s' is not a valid enum value of type %s.", text, typ))
}

// TypeError makes a TypeError for the value of a member.
func (d dictionary) TypeError(key, format string, args ...any) *goja.Object {
	return d.typeError(key, format, args...)
}

// Where is what the message of an error about a member begins with.
func (d dictionary) Where(key string) string { return d.where(key) }

// BytesOf gives the bytes of an ArrayBuffer or a view, not copied. ok is false
// for another value.
func BytesOf(vm *goja.Runtime, v goja.Value) (data []byte, ok bool) {
	return pageOf(vm).bytesOf(v)
}

// NewUint8Array makes a Uint8Array over the bytes.
func NewUint8Array(vm *goja.Runtime, data []byte) *goja.Object {
	array, err := vm.New(pageOf(vm).intrinsic("Uint8Array"), vm.ToValue(vm.NewArrayBuffer(data)))
	must(err)
	return array
}

// UTF8Bytes encodes a string as UTF-8: a lone surrogate is U+FFFD.
func UTF8Bytes(vm *goja.Runtime, v goja.Value) []byte { return encodeUTF8(vm, v, "") }

// DecodeText decodes by a byte order mark, else by the label of an encoding,
// else as UTF-8.
func DecodeText(data []byte, label string) string { return decodeText(data, label) }

// Decoder decodes text in parts, as a TextDecoder does.
type Decoder struct{ decoder *textDecoder }

// NewDecoder makes a decoder for a label of an encoding, false if there is none.
func NewDecoder(label string, fatal, ignoreBOM bool) (*Decoder, bool) {
	d := &textDecoder{fatal: fatal, ignoreBOM: ignoreBOM, encoding: encodingName(label)}
	if d.encoding == "" {
		return nil, false
	}
	d.decoder = newDecoder(d.encoding)
	return &Decoder{d}, true
}

// Encoding is the name of the encoding.
func (d *Decoder) Encoding() string { return d.decoder.encoding }

// Decode decodes the next part; stream says that there are more. It returns
// false for invalid bytes if the decoder is a fatal one.
func (d *Decoder) Decode(data []byte, stream bool) (text string, ok bool) {
	return d.decoder.decode(data, stream)
}

// ByteStream makes the ReadableStream of a reader, which it closes. exception
// makes what scripts get for an error.
type ByteStream func(reader io.ReadCloser, exception func(error) goja.Value) *goja.Object

// TextStream makes a stream of the text of a stream of UTF-8 bytes.
type TextStream func(stream *goja.Object) *goja.Object

// SetBlobStreams gives the page the streams of Blobs.
func SetBlobStreams(realm *eventloop.Realm, bytes ByteStream, text TextStream) {
	p := pageFor(realm)
	p.byteStream, p.textStream = bytes, text
}

// Require throws unless there are so many arguments.
func (a Arguments) Require(length int) { a.require(length) }

// Latin1 makes a string of bytes, each a character.
func Latin1(vm *goja.Runtime, data string) goja.Value {
	for i := range len(data) {
		if data[i] >= utf8.RuneSelf {
			return latin1String([]byte(data))
		}
	}
	return vm.ToValue(data)
}

// ReadAll reads the Blob and calls done in a later task. What is read belongs
// to done.
func (b *Blob) ReadAll(ctx context.Context, loop *eventloop.Loop, done func(data []byte, err error)) {
	b.read(ctx, loop, func(int64) {}, done)
}
