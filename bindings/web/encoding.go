package web

import (
	"reflect"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"
	"golang.org/x/text/encoding/htmlindex"
)

// InstallEncoding defines the globals TextEncoder and TextDecoder. It must run before any script does.
//
// See https://encoding.spec.whatwg.org/.
func InstallEncoding(vm *goja.Runtime) error {
	e := &encodingAPI{
		vm:           vm,
		viewBuiltins: findViewBuiltins(vm),
		uint8Array:   member(vm.GlobalObject(), "Uint8Array"),
		rangeError:   member(vm.GlobalObject(), "RangeError"),
	}
	encoder, err := newClass(vm, "TextEncoder", func([]goja.Value) *textEncoder { return &textEncoder{} })
	if err != nil {
		return err
	}
	encoder.getter("encoding", func(*textEncoder) any { return "utf-8" })
	encoder.method("encode", 0, e.encode)
	encoder.method("encodeInto", 2, e.encodeInto)
	encoder.install()

	decoder, err := newClass(vm, "TextDecoder", e.newTextDecoder)
	if err != nil {
		return err
	}
	decoder.getter("encoding", func(d *textDecoder) any { return d.encoding })
	decoder.getter("fatal", func(d *textDecoder) any { return d.fatal })
	decoder.getter("ignoreBOM", func(d *textDecoder) any { return d.ignoreBOM })
	decoder.method("decode", 0, e.decode)
	decoder.install()
	return nil
}

// encodingAPI holds what the methods of both classes need from their realm.
type encodingAPI struct {
	vm *goja.Runtime
	viewBuiltins
	uint8Array, rangeError *goja.Object
}

// textEncoder has no state; a value of it marks the instances.
type textEncoder struct{ _ byte }

func (e *encodingAPI) encode(_ *textEncoder, args []goja.Value) goja.Value {
	const context = "Failed to execute 'encode' on 'TextEncoder': "
	var text []byte
	if len(args) > 0 && !goja.IsUndefined(args[0]) {
		text = encodeUTF8(e.vm, args[0], context)
	}
	buffer := e.vm.NewArrayBuffer(text)
	array, err := e.vm.New(e.uint8Array, e.vm.ToValue(buffer))
	if err != nil {
		panic(err)
	}
	return array
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

func (e *encodingAPI) encodeInto(_ *textEncoder, args []goja.Value) goja.Value {
	const context = "Failed to execute 'encodeInto' on 'TextEncoder': "
	if len(args) < 2 {
		panic(e.vm.NewTypeError("%s2 arguments required, but only %d present.", context, len(args)))
	}
	text := stringArgument(e.vm, args[0], context)
	if tag, ok := call(e.typedArrayTag, args[1]).(goja.String); !ok || tag.String() != "Uint8Array" {
		panic(e.vm.NewTypeError("%sparameter 2 is not of type 'Uint8Array'.", context))
	}
	destination, _ := e.bytesOf(args[1])
	read, written := encodeInto(destination, text)
	result := e.vm.NewObject()
	define(result, "read", e.vm.ToValue(read), enumerable)
	define(result, "written", e.vm.ToValue(written), enumerable)
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

func (e *encodingAPI) newTextDecoder(args []goja.Value) *textDecoder {
	const context = "Failed to construct 'TextDecoder': "
	label := "utf-8"
	if len(args) > 0 && !goja.IsUndefined(args[0]) {
		label = stringArgument(e.vm, args[0], context)
	}
	d := &textDecoder{}
	if options := e.dictionary(args, 1, context, "TextDecoderOptions"); options != nil {
		d.fatal = flag(options, "fatal")
		d.ignoreBOM = flag(options, "ignoreBOM")
	}
	d.encoding = encodingName(label)
	if d.encoding == "" {
		message := context + "The encoding label provided ('" + label + "') is invalid."
		exception, err := e.vm.New(e.rangeError, e.vm.ToValue(message))
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

func (e *encodingAPI) decode(d *textDecoder, args []goja.Value) goja.Value {
	const context = "Failed to execute 'decode' on 'TextDecoder': "
	var input []byte
	if len(args) > 0 && !goja.IsUndefined(args[0]) {
		if _, ok := e.bytesOf(args[0]); !ok {
			panic(e.vm.NewTypeError("%sparameter 1 is not of type 'ArrayBuffer'.", context))
		}
	}
	stream := false
	if options := e.dictionary(args, 1, context, "TextDecodeOptions"); options != nil {
		stream = flag(options, "stream")
	}
	if len(args) > 0 {
		input, _ = e.bytesOf(args[0]) // only now: a getter of the options may have detached the buffer
	}
	text, ok := d.decode(input, stream)
	if !ok {
		panic(e.vm.NewTypeError("%sThe encoded data was not valid.", context))
	}
	return e.vm.ToValue(text)
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
func (e *encodingAPI) bytesOf(v goja.Value) (data []byte, ok bool) {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, false
	}
	if o.ExportType() == arrayBufferType {
		return o.Export().(goja.ArrayBuffer).Bytes(), true
	}
	if !call(e.isView, nil, o).ToBoolean() {
		return nil, false
	}
	byteLength := e.typedArrayByteLength
	if goja.IsUndefined(call(e.typedArrayTag, o)) {
		byteLength = e.dataViewByteLength
	}
	// The length of a detached view is 0 or an exception, and its memory must not be asked for.
	attached := false
	e.vm.Try(func() { attached = call(byteLength, o).ToInteger() > 0 })
	if attached {
		must(e.vm.ExportTo(o, &data))
	}
	return data, true
}

// dictionary gets an optional argument that must be an object, nil if it is left out.
func (e *encodingAPI) dictionary(args []goja.Value, i int, context, name string) *goja.Object {
	if i >= len(args) || goja.IsUndefined(args[i]) || goja.IsNull(args[i]) {
		return nil
	}
	o, ok := args[i].(*goja.Object)
	if !ok {
		panic(e.vm.NewTypeError("%sThe provided value is not of type '%s'.", context, name))
	}
	return o
}

func flag(options *goja.Object, name string) bool {
	value := options.Get(name)
	return value != nil && value.ToBoolean()
}
