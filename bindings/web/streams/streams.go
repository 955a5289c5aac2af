// Package streams puts the objects of the Streams Standard on a page, and those
// that are made of them: compression and text encoding.
//
// The standard's algorithms are those of a library in JavaScript, which is
// loaded when a page first uses a stream. What moves bytes is Go.
package streams

import (
	_ "embed"
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

//go:generate go run js/generate.go

var (
	//go:embed js/streams.js
	librarySource string
	//go:embed js/native.js
	nativeSource string
)

// Stack traces in reports leave the frames of the library out, as they leave
// out those of the event loop.
var (
	libraryScript = sync.OnceValue(func() *goja.Program {
		// The library looks for a way to transfer an ArrayBuffer.
		return goja.MustCompile(eventloop.InternalName, "(function (exports, module, structuredClone) {"+librarySource+"\nreturn exports;\n})", false)
	})
	nativeScript = sync.OnceValue(func() *goja.Program {
		return goja.MustCompile(eventloop.InternalName, nativeSource, true)
	})
)

type nativeFunc = func(goja.FunctionCall) goja.Value

// Streams is what a page has for streams.
type Streams struct {
	realm      *eventloop.Realm
	vm         *goja.Runtime
	interfaces map[string]func() *web.Interface
	load       func() *library
}

// library is the loaded library.
type library struct {
	exports    *goja.Object
	interfaces map[string]*web.Interface

	bytes, transform, consume           nativeFunc
	locked, disturbed, tee, pipeThrough nativeFunc
}

// Install makes the interfaces of streams globals. The events and Blob of the
// page must be installed before.
func Install(realm *eventloop.Realm) {
	s := Of(realm)
	global := func(name string, make func() *web.Interface) {
		s.interfaces[name] = web.Global(realm, name, make)
	}
	for _, c := range classes {
		global(c.name, func() *web.Interface { return s.load().interfaces[c.name] })
	}
	for _, strategy := range []struct {
		name string
		size func(chunk goja.Value) goja.Value
		args int
	}{
		{"ByteLengthQueuingStrategy", s.byteLength, 1},
		{"CountQueuingStrategy", func(goja.Value) goja.Value { return s.vm.ToValue(1) }, 0},
	} {
		global(strategy.name, func() *web.Interface { return s.newStrategy(strategy.name, strategy.args, strategy.size) })
	}
	global("TextEncoderStream", s.newTextEncoderStream)
	global("TextDecoderStream", s.newTextDecoderStream)
	global("CompressionStream", s.newCompressionStream)
	global("DecompressionStream", s.newDecompressionStream)
	web.SetBlobStreams(realm, s.FromReader, s.Text)
}

// Of gives the streams of a page.
func Of(realm *eventloop.Realm) *Streams {
	return web.Shared(realm, func() *Streams {
		s := &Streams{realm: realm, vm: realm.Runtime(), interfaces: map[string]func() *web.Interface{}}
		s.load = sync.OnceValue(s.loadLibrary)
		return s
	})
}

func (s *Streams) loadLibrary() *library {
	run := func(p *goja.Program, args ...goja.Value) *goja.Object {
		f, err := s.vm.RunProgram(p)
		must(err)
		return call(f.Export().(nativeFunc), args...).(*goja.Object)
	}
	l := &library{interfaces: map[string]*web.Interface{}}
	l.exports = run(libraryScript(), s.vm.NewObject(), s.vm.NewObject(), s.vm.ToValue(s.transfer))
	native := run(nativeScript(), l.exports)
	function := func(o *goja.Object, name string) nativeFunc { return o.Get(name).Export().(nativeFunc) }
	l.bytes, l.transform, l.consume = function(native, "bytes"), function(native, "transform"), function(native, "consume")
	l.locked, l.tee, l.pipeThrough = function(native, "locked"), function(native, "tee"), function(native, "pipeThrough")
	l.disturbed = function(l.exports, "isDisturbed")
	stream, err := s.vm.New(l.exports.Get("ReadableStream"))
	must(err)
	s.dressIterator(function(stream, "values"), stream)
	for _, c := range classes {
		l.interfaces[c.name] = s.dress(l, c)
	}
	return l
}

// transfer is structuredClone with an ArrayBuffer that is transferred.
func (s *Streams) transfer(c goja.FunctionCall) goja.Value {
	buffer := c.Argument(0).Export().(goja.ArrayBuffer)
	data := buffer.Bytes()
	buffer.Detach()
	return s.vm.ToValue(s.vm.NewArrayBuffer(data))
}

func call(f nativeFunc, args ...goja.Value) goja.Value {
	return f(goja.FunctionCall{This: goja.Undefined(), Arguments: args})
}

// IsReadable says whether a value is a ReadableStream.
func (s *Streams) IsReadable(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if !ok {
		return false
	}
	var locked goja.Value
	return s.vm.Try(func() { locked = call(s.load().locked, o) }) == nil && locked != nil
}

// Locked says whether a ReadableStream has a reader.
func (s *Streams) Locked(stream *goja.Object) bool {
	return call(s.load().locked, stream).ToBoolean()
}

// Disturbed says whether a ReadableStream was read from or cancelled.
func (s *Streams) Disturbed(stream *goja.Object) bool {
	return call(s.load().disturbed, stream).ToBoolean()
}

// Tee makes two streams of one.
func (s *Streams) Tee(stream *goja.Object) (a, b *goja.Object) {
	pair := call(s.load().tee, stream).(*goja.Object)
	return pair.Get("0").(*goja.Object), pair.Get("1").(*goja.Object)
}

// A Consumer is told what a stream brings. Its functions are called on the loop.
type Consumer struct {
	// Chunk gets the next chunk. next asks for the one after it, and may be
	// called later.
	Chunk func(chunk goja.Value, next func())
	End   func()
	Fail  func(reason goja.Value)
}

// Consume locks a ReadableStream and reads it to its end. cancel ends that
// before.
func (s *Streams) Consume(stream *goja.Object, c Consumer) (cancel func(reason goja.Value)) {
	chunk := s.vm.ToValue(func(args goja.FunctionCall) goja.Value {
		next := args.Argument(1).Export().(nativeFunc)
		c.Chunk(args.Argument(0), func() { s.realm.Run(func() { call(next) }) })
		return goja.Undefined()
	})
	end := s.vm.ToValue(func(goja.FunctionCall) goja.Value {
		c.End()
		return goja.Undefined()
	})
	fail := s.vm.ToValue(func(args goja.FunctionCall) goja.Value {
		c.Fail(args.Argument(0))
		return goja.Undefined()
	})
	stop := call(s.load().consume, stream, chunk, end, fail).Export().(nativeFunc)
	return func(reason goja.Value) { s.realm.Run(func() { call(stop, reason) }) }
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
