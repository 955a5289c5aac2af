package web

import (
	"reflect"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"
	"golang.org/x/text/encoding/htmlindex"
)

// InstallEncoding defines the globals TextEncoder and TextDecoder on a page on
// which InstallEvents has run.
//
// See https://encoding.spec.whatwg.org/.
func InstallEncoding(vm *goja.Runtime) {
	p := pageOf(vm)
	p.global("TextEncoder", func() *Interface {
		i := p.newInterface("TextEncoder", nil, 0, func(o *goja.Object, _ Arguments) *goja.Object {
			states.Set(o, &textEncoder{})
			return o
		})
		Attribute(i, "encoding", func(*textEncoder) any { return "utf-8" })
		Operation(i, "encode", 0, p.encode)
		Operation(i, "encodeInto", 2, p.encodeInto)
		return i
	})
	p.global("TextDecoder", func() *Interface {
		i := p.newInterface("TextDecoder", nil, 0, func(o *goja.Object, args Arguments) *goja.Object {
			states.Set(o, newTextDecoder(args))
			return o
		})
		Attribute(i, "encoding", func(d *textDecoder) any { return d.encoding })
		Attribute(i, "fatal", func(d *textDecoder) any { return d.fatal })
		Attribute(i, "ignoreBOM", func(d *textDecoder) any { return d.ignoreBOM })
		Operation(i, "decode", 0, p.decode)
		return i
	})
}

// textEncoder has no state; a value of it marks the instances.
type textEncoder struct{ _ byte }

func (p *page) encode(_ *textEncoder, args Arguments) goja.Value {
	var text []byte
	if v := args.At(0); !goja.IsUndefined(v) {
		text = encodeUTF8(p.vm, v, args.context)
	}
	return NewUint8Array(p.vm, text)
}

// unicodeString is the type of strings that the engine keeps as UTF-16. All others it has as bytes that need no work.
var unicodeString = reflect.TypeOf(goja.StringFromUTF16([]uint16{0x100}))

// encodeUTF8 converts an argument to UTF-8, with U+FFFD for lone surrogates. For UTF-16 strings it gives what
// Value.String does, without its detour over runes.
func encodeUTF8(vm *goja.Runtime, v goja.Value, context string) []byte {
	if reflect.TypeOf(v) != unicodeString {
		return []byte(stringArgument(vm, v, context))
	}
	s := v.(goja.String)
	length := s.Length()
	out := make([]byte, 0, length+length/2)
	for i := 0; i < length; i++ {
		r := rune(s.CharAt(i))
		if r >= 0xD800 && r < 0xDC00 && i+1 < length {
			if low := rune(s.CharAt(i + 1)); low >= 0xDC00 && low < 0xE000 {
				r = utf16.DecodeRune(r, low)
				i++
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

func (p *page) encodeInto(_ *textEncoder, args Arguments) goja.Value {
	text := args.String(0)
	if tag, ok := call(p.views().typedArrayTag, args.At(1)).(goja.String); !ok || tag.String() != "Uint8Array" {
		panic(args.TypeError("parameter 2 is not of type 'Uint8Array'."))
	}
	destination, _ := p.bytesOf(args.At(1))
	read, written := encodeInto(destination, text)
	result := p.vm.NewObject()
	define(result, "read", p.vm.ToValue(read), enumerable)
	define(result, "written", p.vm.ToValue(written), enumerable)
	return result
}

// encodeInto copies the whole characters that fit. It counts what it read in UTF-16 code units.
func encodeInto(destination []byte, text string) (read, written int) {
	if len(text) > len(destination) {
		end := len(destination)
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	for _, r := range text {
		read++
		if r > 0xFFFF {
			read++
		}
	}
	return read, copy(destination, text)
}

// textDecoder is the state of a TextDecoder, in the words of the standard where it has some.
type textDecoder struct {
	encoding         string
	fatal, ignoreBOM bool

	doNotFlush, bomSeen bool
	decoder             decoder
	queue               []byte // bytes of an unfinished character, or those after an error in a stream
}

func newTextDecoder(args Arguments) *textDecoder {
	label := "utf-8"
	if args.Has(0) {
		label = args.String(0)
	}
	options := args.dictionary(1, "TextDecoderOptions")
	d := &textDecoder{fatal: options.boolean("fatal"), ignoreBOM: options.boolean("ignoreBOM")}
	d.encoding = encodingName(label)
	if d.encoding == "" {
		message := args.context + "The encoding label provided ('" + label + "') is invalid."
		exception, err := args.page.vm.New(args.page.intrinsic("RangeError"), args.page.vm.ToValue(message))
		must(err)
		panic(exception)
	}
	d.decoder = newDecoder(d.encoding)
	return d
}

// encodingName gets the name of an encoding from one of its labels, or "" if scripts cannot have a decoder for it.
func encodingName(label string) string {
	label = strings.Trim(label, "\t\n\f\r ")
	for i := range len(label) {
		// htmlindex folds and trims by Unicode, the standard by ASCII.
		if c := label[i]; c <= ' ' || c >= utf8.RuneSelf {
			return ""
		}
	}
	encoding, err := htmlindex.Get(label)
	if err != nil {
		return ""
	}
	name, err := htmlindex.Name(encoding)
	if err != nil || name == "replacement" {
		return ""
	}
	return name
}

func (p *page) decode(d *textDecoder, args Arguments) goja.Value {
	if args.Has(0) {
		if _, ok := p.bytesOf(args.At(0)); !ok {
			panic(args.TypeError("parameter 1 is not of type 'ArrayBuffer'."))
		}
	}
	stream := args.dictionary(1, "TextDecodeOptions").boolean("stream")
	input, _ := p.bytesOf(args.At(0)) // only now: a getter of the options may have detached the buffer
	text, ok := d.decode(input, stream)
	if !ok {
		panic(args.TypeError("The encoded data was not valid."))
	}
	return p.vm.ToValue(text)
}

// decode implements the method for bytes. It returns false if they are invalid and the decoder is a fatal one.
func (d *textDecoder) decode(input []byte, stream bool) (text string, ok bool) {
	if !d.doNotFlush {
		d.decoder.reset()
		d.queue = nil
		d.bomSeen = false
	}
	d.doNotFlush = stream
	if len(d.queue) > 0 {
		input = append(d.queue, input...)
	}
	text, read, ok := d.decoder.decode(input, !stream, d.fatal)
	d.queue = append([]byte(nil), input[read:]...)
	if !ok {
		return "", false
	}
	if text != "" && !d.bomSeen && d.decoder.hasBOM() {
		d.bomSeen = true
		if !d.ignoreBOM {
			text = strings.TrimPrefix(text, "\uFEFF")
		}
	}
	return text, true
}

// bytesOf gives the memory of an ArrayBuffer or a view, none if it is detached, and false for any other value.
func (p *page) bytesOf(v goja.Value) (data []byte, ok bool) {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, false
	}
	if o.ExportType() == arrayBufferType {
		return o.Export().(goja.ArrayBuffer).Bytes(), true
	}
	views := p.views()
	if !call(views.isView, nil, o).ToBoolean() {
		return nil, false
	}
	byteLength := views.typedArrayByteLength
	if goja.IsUndefined(call(views.typedArrayTag, o)) {
		byteLength = views.dataViewByteLength
	}
	// The length of a detached view is 0 or an exception, and its memory must not be asked for.
	attached := false
	p.vm.Try(func() { attached = call(byteLength, o).ToInteger() > 0 })
	if attached {
		must(p.vm.ExportTo(o, &data))
	}
	return data, true
}
