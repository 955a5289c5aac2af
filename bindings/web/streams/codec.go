package streams

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"iter"
	"unicode/utf16"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// queuingStrategy is the state of a CountQueuingStrategy or a
// ByteLengthQueuingStrategy.
type queuingStrategy struct{ highWaterMark float64 }

func (s *Streams) newStrategy(name string, length int, size func(chunk goja.Value) goja.Value) *web.Interface {
	i := web.NewInterface(s.vm, name, nil, 1, func(o *goja.Object, args web.Arguments) *goja.Object {
		if goja.IsNull(args.At(0)) || goja.IsUndefined(args.At(0)) {
			panic(args.TypeError("Failed to read the 'highWaterMark' property from 'QueuingStrategyInit': Required member is undefined."))
		}
		init := args.Members(0, "QueuingStrategyInit")
		mark, ok := init.Member("highWaterMark")
		if !ok {
			panic(init.TypeError("highWaterMark", "Required member is undefined."))
		}
		return s.interfaces[name]().Adopt(o, &queuingStrategy{mark.ToFloat()})
	})
	function := web.NewFunction(s.vm, "size", length, func(c goja.FunctionCall) goja.Value { return size(c.Argument(0)) })
	web.Attribute(i, "highWaterMark", func(q *queuingStrategy) any { return q.highWaterMark })
	web.Attribute(i, "size", func(*queuingStrategy) any { return function })
	return i
}

func (s *Streams) byteLength(chunk goja.Value) goja.Value {
	return chunk.ToObject(s.vm).Get("byteLength")
}

// codec is the state of an interface that is a transform of chunks.
type codec struct {
	readable, writable goja.Value
	decoder            *web.Decoder // of a TextDecoderStream
	fatal, ignoreBOM   bool
}

// newCodec makes the two ends of a transform. Its functions return the chunks
// that result, and panic with what scripts get for an error.
func (s *Streams) newCodec(transform func(chunk goja.Value) []any, flush func() []any) codec {
	function := func(f func(goja.Value) []any) goja.Value {
		return s.vm.ToValue(func(c goja.FunctionCall) goja.Value { return s.vm.NewArray(f(c.Argument(0))...) })
	}
	pair := call(s.load().transform, function(transform), function(func(goja.Value) []any { return flush() })).(*goja.Object)
	return codec{readable: pair.Get("0"), writable: pair.Get("1")}
}

func codecAttributes(i *web.Interface) {
	web.Attribute(i, "readable", func(c *codec) any { return c.readable })
	web.Attribute(i, "writable", func(c *codec) any { return c.writable })
}

// chunkBytes gives the bytes of a chunk that must be some.
func (s *Streams) chunkBytes(chunk goja.Value) []byte {
	data, ok := web.BytesOf(s.vm, chunk)
	if !ok {
		panic(s.vm.NewTypeError("The provided value is not of type '(ArrayBuffer or ArrayBufferView)'."))
	}
	return data
}

// newTextEncoderStream makes TextEncoderStream.
//
// See https://encoding.spec.whatwg.org/#interface-textencoderstream.
func (s *Streams) newTextEncoderStream() *web.Interface {
	i := web.NewInterface(s.vm, "TextEncoderStream", nil, 0, func(o *goja.Object, _ web.Arguments) *goja.Object {
		var high uint16 // a leading surrogate at the end of the last chunk
		c := s.newCodec(func(chunk goja.Value) []any {
			text := chunk.ToString().(goja.String)
			units := make([]uint16, 0, text.Length()+1)
			if high != 0 {
				units = append(units, high)
				high = 0
			}
			for i := range text.Length() {
				units = append(units, text.CharAt(i))
			}
			if n := len(units); n > 0 && utf16.IsSurrogate(rune(units[n-1])) && units[n-1] < 0xDC00 {
				high, units = units[n-1], units[:n-1]
			}
			if len(units) == 0 {
				return nil
			}
			return []any{web.NewUint8Array(s.vm, []byte(string(utf16.Decode(units))))}
		}, func() []any {
			if high == 0 {
				return nil
			}
			return []any{web.NewUint8Array(s.vm, []byte("\uFFFD"))}
		})
		return s.interfaces["TextEncoderStream"]().Adopt(o, &c)
	})
	web.Attribute(i, "encoding", func(*codec) any { return "utf-8" })
	codecAttributes(i)
	return i
}

func (s *Streams) newTextDecoderStream() *web.Interface {
	i := web.NewInterface(s.vm, "TextDecoderStream", nil, 0, func(o *goja.Object, args web.Arguments) *goja.Object {
		label := "utf-8"
		if args.Has(0) {
			label = args.String(0)
		}
		options := args.Members(1, "TextDecoderOptions")
		fatal, ignoreBOM := options.Boolean("fatal"), options.Boolean("ignoreBOM")
		decoder, ok := web.NewDecoder(label, fatal, ignoreBOM)
		if !ok {
			text := args.Context() + "The encoding label provided ('" + label + "') is invalid."
			panic(s.rangeError(text))
		}
		decode := func(data []byte, stream bool) []any {
			text, ok := decoder.Decode(data, stream)
			if !ok {
				panic(s.vm.NewTypeError("The encoded data is not valid."))
			}
			if text == "" {
				return nil
			}
			return []any{text}
		}
		c := s.newCodec(func(chunk goja.Value) []any { return decode(s.chunkBytes(chunk), true) },
			func() []any { return decode(nil, false) })
		c.decoder, c.fatal, c.ignoreBOM = decoder, fatal, ignoreBOM
		return s.interfaces["TextDecoderStream"]().Adopt(o, &c)
	})
	web.Attribute(i, "encoding", func(c *codec) any { return c.decoder.Encoding() })
	web.Attribute(i, "fatal", func(c *codec) any { return c.fatal })
	web.Attribute(i, "ignoreBOM", func(c *codec) any { return c.ignoreBOM })
	codecAttributes(i)
	return i
}

// format is a compression format by its name.
type format struct {
	compress   func(io.Writer) io.WriteCloser
	decompress func(io.Reader) (io.Reader, error)
}

func formatOf(name string) (format, bool) {
	switch name {
	case "gzip":
		return format{func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }, func(r io.Reader) (io.Reader, error) {
			z, err := gzip.NewReader(r)
			if err == nil {
				z.Multistream(false)
			}
			return z, err
		}}, true
	case "deflate":
		return format{func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }, func(r io.Reader) (io.Reader, error) { return zlib.NewReader(r) }}, true
	case "deflate-raw":
		return format{func(w io.Writer) io.WriteCloser {
			z, err := flate.NewWriter(w, flate.DefaultCompression)
			must(err)
			return z
		}, func(r io.Reader) (io.Reader, error) { return flate.NewReader(r), nil }}, true
	}
	return format{}, false
}

func (s *Streams) newFormatStream(name string, make func(f format) codec) *web.Interface {
	i := web.NewInterface(s.vm, name, nil, 1, func(o *goja.Object, args web.Arguments) *goja.Object {
		text := args.String(0)
		f, ok := formatOf(text)
		if !ok {
			panic(args.TypeError("Unsupported compression format: '%s'", text))
		}
		c := make(f)
		return s.interfaces[name]().Adopt(o, &c)
	})
	codecAttributes(i)
	return i
}

// newCompressionStream makes CompressionStream.
//
// See https://compression.spec.whatwg.org/.
func (s *Streams) newCompressionStream() *web.Interface {
	return s.newFormatStream("CompressionStream", func(f format) codec {
		var out bytes.Buffer
		w := f.compress(&out)
		take := func() []any {
			if out.Len() == 0 {
				return nil
			}
			data := bytes.Clone(out.Bytes())
			out.Reset()
			return []any{web.NewUint8Array(s.vm, data)}
		}
		return s.newCodec(func(chunk goja.Value) []any {
			_, err := w.Write(s.chunkBytes(chunk))
			must(err) // a buffer takes all
			return take()
		}, func() []any {
			must(w.Close())
			return take()
		})
	})
}

func (s *Streams) newDecompressionStream() *web.Interface {
	return s.newFormatStream("DecompressionStream", func(f format) codec {
		d := newDecompressor(f)
		remove := web.OnClose(s.vm, d.stop)
		result := func(chunks [][]byte, err error) (values []any) {
			if err != nil {
				remove()
				d.stop()
				panic(s.vm.NewTypeError(err.Error()))
			}
			for _, c := range chunks {
				values = append(values, web.NewUint8Array(s.vm, c))
			}
			return values
		}
		return s.newCodec(func(chunk goja.Value) []any {
			return result(d.feed(bytes.Clone(s.chunkBytes(chunk))))
		}, func() []any {
			values := result(d.end())
			remove()
			d.stop()
			return values
		})
	})
}

// refusal is why compressed data is refused, in Chrome's words.
type refusal string

func (r refusal) Error() string { return string(r) }

const (
	errNotValid  refusal = "The compressed data was not valid."
	errTruncated refusal = "Compressed input was truncated."
	errJunk      refusal = "Junk found after end of compressed data."
)

// decompressor decompresses what it is fed: the decompressors of the standard
// library pull their input, so one runs as a coroutine.
type decompressor struct {
	input    []byte
	eof      bool
	finished bool
	err      error
	next     func() ([]byte, bool) // nil without more when it wants input
	stop     func()
	yield    func([]byte) bool
}

// decompressedChunk is the size of the chunks, as in Chrome.
const decompressedChunk = 64 << 10

func newDecompressor(f format) *decompressor {
	d := &decompressor{}
	d.next, d.stop = iter.Pull(func(yield func([]byte) bool) {
		d.yield = yield
		d.err = d.run(f)
	})
	return d
}

func (d *decompressor) run(f format) error {
	r, err := f.decompress(d)
	if err != nil {
		return d.fault(err)
	}
	for {
		chunk := make([]byte, decompressedChunk)
		n, err := io.ReadFull(r, chunk)
		if n > 0 && !d.yield(chunk[:n]) {
			return nil
		}
		switch {
		case errors.Is(err, io.ErrUnexpectedEOF) && !d.eof, errors.Is(err, io.EOF):
			d.finished = true
			return nil
		case err != nil:
			return d.fault(err)
		}
	}
}

func (d *decompressor) fault(err error) error {
	if d.eof && (errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)) {
		return errTruncated
	}
	return errNotValid
}

// wait gets more input, false at the end.
func (d *decompressor) wait() bool {
	for len(d.input) == 0 {
		if d.eof || !d.yield(nil) {
			return false
		}
	}
	return true
}

// Read implements [io.Reader] for the decompressor of the standard library.
func (d *decompressor) Read(p []byte) (int, error) {
	if !d.wait() {
		return 0, io.EOF
	}
	n := copy(p, d.input)
	d.input = d.input[n:]
	return n, nil
}

// ReadByte implements [io.ByteReader]: no byte after the end is read.
func (d *decompressor) ReadByte() (byte, error) {
	if !d.wait() {
		return 0, io.EOF
	}
	b := d.input[0]
	d.input = d.input[1:]
	return b, nil
}

func (d *decompressor) feed(data []byte) ([][]byte, error) {
	if d.finished && len(data) > 0 {
		return nil, errJunk
	}
	d.input = data
	return d.resume()
}

func (d *decompressor) end() ([][]byte, error) {
	d.eof = true
	chunks, err := d.resume()
	if err == nil && !d.finished {
		err = errTruncated
	}
	return chunks, err
}

func (d *decompressor) resume() (chunks [][]byte, err error) {
	for {
		chunk, ok := d.next()
		switch {
		case !ok && d.err != nil:
			return nil, d.err
		case !ok && len(d.input) > 0:
			return nil, errJunk
		case !ok || chunk == nil:
			return chunks, nil
		}
		chunks = append(chunks, chunk)
	}
}

// Text makes a stream of the text of a stream of UTF-8 bytes.
func (s *Streams) Text(stream *goja.Object) *goja.Object {
	decoder, err := s.vm.New(s.interfaces["TextDecoderStream"]().Constructor())
	must(err)
	return call(s.load().pipeThrough, stream, decoder).(*goja.Object)
}
