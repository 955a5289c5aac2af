package streams

import (
	"errors"
	"io"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// How many bytes a stream asks for at once, of a reader that may have to wait
// for them, and at most of one that knows how many are left.
const (
	readChunk = 64 << 10
	maxChunk  = 512 << 10
)

// source is a reader as the source of a stream. There is one read at a time,
// and none before the stream is read: what is not wanted is not read.
type source struct {
	streams   *Streams
	reader    io.ReadCloser
	exception func(error) goja.Value
	inMemory  bool
	closed    bool
}

// FromReader makes a ReadableStream of bytes. The reader is read on a goroutine
// of its own, for the time of a read, unless it has a method NeverBlocks that
// returns true. If it has a method Left, that says how many bytes are left. It is closed at its end, or when the stream is cancelled: that
// must end a read under way.
func (s *Streams) FromReader(reader io.ReadCloser, exception func(error) goja.Value) *goja.Object {
	r := &source{streams: s, reader: reader, exception: exception}
	if m, ok := reader.(interface{ NeverBlocks() bool }); ok {
		r.inMemory = m.NeverBlocks()
	}
	return call(s.load().bytes, s.vm.ToValue(r.pull), s.vm.ToValue(r.cancel)).(*goja.Object)
}

// pull is the pull algorithm of the stream: it has one of its arguments called
// later.
func (r *source) pull(c goja.FunctionCall) goja.Value {
	chunk, fail := c.Argument(0).Export().(nativeFunc), c.Argument(1).Export().(nativeFunc)
	completion := r.streams.realm.Loop().Begin()
	read := func() {
		size := int64(readChunk)
		if m, ok := r.reader.(interface{ Left() int64 }); ok {
			size = max(1, min(m.Left(), maxChunk))
		}
		buffer := make([]byte, size)
		n, err := io.ReadAtLeast(r.reader, buffer, 1)
		completion.Post(eventloop.TaskFunc(func() {
			if !web.IsClosed(r.streams.vm) {
				r.streams.realm.Run(func() { r.pulled(buffer[:n], err, chunk, fail) })
			}
		}))
	}
	if r.inMemory {
		read()
	} else {
		go read()
	}
	return goja.Undefined()
}

func (r *source) pulled(data []byte, err error, chunk, fail nativeFunc) {
	vm := r.streams.vm
	switch {
	case r.closed:
		call(chunk)
	case err == nil:
		call(chunk, web.NewUint8Array(vm, data))
	case errors.Is(err, io.EOF):
		r.close()
		call(chunk)
	default:
		r.close()
		call(fail, r.exception(err))
	}
}

func (r *source) cancel(goja.FunctionCall) goja.Value {
	r.close()
	return goja.Undefined()
}

func (r *source) close() {
	if !r.closed {
		r.closed = true
		r.reader.Close()
	}
}
