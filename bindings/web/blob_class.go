package web

import (
	"bytes"
	"context"
	"math"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// InstallBlob makes Blob, File, FileList and FileReader globals. InstallEvents
// must have run.
//
// See https://w3c.github.io/FileAPI/.
func InstallBlob(realm *eventloop.Realm) {
	p := pageFor(realm)
	b := &blobs{}
	p.blobs = b
	b.blob = p.global("Blob", p.newBlobInterface)
	b.file = p.global("File", p.newFileInterface)
	b.fileList = p.global("FileList", p.newFileListInterface)
	p.global("FileReader", p.newFileReaderInterface)
}

func (p *page) newBlobInterface() *Interface {
	i := p.newInterface("Blob", nil, 0, func(o *goja.Object, args Arguments) *goja.Object {
		var parts blobParts
		if args.Has(0) {
			parts = p.blobParts(args)
		}
		init := args.dictionary(1, "BlobPropertyBag")
		native := endings(init)
		states.Set(o, MakeBlob(BlobType(init.string("type")), parts.sources(native)...))
		return o
	})
	Attribute(i, "size", func(b anyBlob) any { return b.blob().size })
	Attribute(i, "type", func(b anyBlob) any { return b.blob().typ })
	p.blobReader(i, "arrayBuffer", func(data []byte) goja.Value { return p.vm.ToValue(p.vm.NewArrayBuffer(data)) })
	Operation(i, "slice", 0, func(b anyBlob, args Arguments) goja.Value {
		return i.New(sliceBlob(b.blob(), args))
	})
	stream := func(b anyBlob) *goja.Object {
		return p.byteStream(b.blob().Reader(), func(err error) goja.Value { return p.exception(err) })
	}
	if p.byteStream != nil {
		Operation(i, "stream", 0, func(b anyBlob, _ Arguments) goja.Value { return stream(b) })
	}
	p.blobReader(i, "text", func(data []byte) goja.Value { return p.vm.ToValue(decodeText(data, "")) })
	p.blobReader(i, "bytes", func(data []byte) goja.Value { return NewUint8Array(p.vm, data) })
	if p.textStream != nil {
		Operation(i, "textStream", 0, func(b anyBlob, _ Arguments) goja.Value { return p.textStream(stream(b)) })
	}
	return i
}

// blobReader defines a method that promises the bytes of a Blob in some form.
func (p *page) blobReader(i *Interface, name string, convert func(data []byte) goja.Value) {
	PromiseOperation(i, name, 0, func(b anyBlob, _ Arguments, resolve, reject func(any)) {
		b.blob().read(context.Background(), p.realm.Loop(), func(int64) {}, func(data []byte, err error) {
			p.realm.Run(func() {
				if err != nil {
					reject(p.exception(err))
				} else {
					resolve(convert(data))
				}
			})
		})
	})
}

func sliceBlob(b *Blob, args Arguments) *Blob {
	start, end, typ := int64(0), b.size, ""
	if args.Has(0) {
		start = relativeIndex(args.Number(0), b.size)
	}
	if args.Has(1) {
		end = relativeIndex(args.Number(1), b.size)
	}
	if args.Has(2) {
		typ = BlobType(args.String(2))
	}
	return b.Slice(start, max(start, end), typ)
}

// relativeIndex brings an index, which counts from the end if it is negative,
// into the Blob. Fractions are rounded: it is a [Clamp] long long.
func relativeIndex(index float64, size int64) int64 {
	index = math.RoundToEven(index)
	switch {
	case math.IsNaN(index):
		return 0
	case index < 0:
		return int64(max(float64(size)+index, 0))
	}
	return int64(min(index, float64(size)))
}

// BlobType gives a MIME type as Blobs have it: in lower case, and empty if it
// has a character that is not printable ASCII.
func BlobType(typ string) string {
	for i := range len(typ) {
		if typ[i] < ' ' || typ[i] > '~' {
			return ""
		}
	}
	return strings.ToLower(typ)
}

// blobParts are the parts that a script gave to a constructor, converted. The
// options, by which line endings change, are read only after them.
type blobParts []blobPart

type blobPart struct {
	source Source // a Blob, else Bytes
	text   bool
}

func (p *page) blobParts(args Arguments) (parts blobParts) {
	args.each(args.At(0), "", func(v goja.Value) {
		if b, ok := stateOf[anyBlob](p, v); ok {
			parts = append(parts, blobPart{source: b.blob()})
		} else if data, ok := p.bytesOf(v); ok {
			parts = append(parts, blobPart{source: Bytes(bytes.Clone(data))})
		} else {
			parts = append(parts, blobPart{source: Bytes(encodeUTF8(p.vm, v, args.context)), text: true})
		}
	})
	return parts
}

// sources gives the parts with neighbours in memory joined: many apps build
// text of thousands of strings.
func (parts blobParts) sources(nativeEndings bool) (sources []Source) {
	var joined Bytes
	flush := func() {
		if len(joined) > 0 {
			sources = append(sources, joined)
			joined = nil
		}
	}
	for _, part := range parts {
		data, inMemory := part.source.(Bytes)
		if part.text && nativeEndings {
			data = convertLineEndings(data)
		}
		switch {
		case !inMemory:
			flush()
			sources = append(sources, part.source)
		case joined == nil:
			joined = data
		default:
			joined = append(joined, data...)
		}
	}
	flush()
	return sources
}

// convertLineEndings makes all line endings \n, also where the system's own are
// others: an app behaves alike everywhere.
func convertLineEndings(text []byte) []byte {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
}

// endings reads the member of BlobPropertyBag that says whether line endings
// are to be converted.
func endings(init dictionary) (native bool) {
	value, ok := init.optionalString("endings")
	switch {
	case !ok || value == "transparent":
		return false
	case value == "native":
		return true
	default:
		panic(init.typeError("endings", "The provided value '%s' is not a valid enum value of type EndingType.", value))
	}
}

func (p *page) newFileInterface() *Interface {
	i := p.newInterface("File", p.blobs.blob(), 2, func(o *goja.Object, args Arguments) *goja.Object {
		parts := p.blobParts(args)
		f := &File{Name: args.String(1), LastModified: time.Now().UnixMilli()}
		init := args.dictionary(2, "FilePropertyBag")
		native := endings(init)
		f.Blob = MakeBlob(BlobType(init.string("type")), parts.sources(native)...)
		if _, ok := init.member("lastModified"); ok {
			f.LastModified = init.integer("lastModified")
		}
		states.Set(o, f)
		return o
	})
	Attribute(i, "name", func(f *File) any { return f.Name })
	Attribute(i, "lastModified", func(f *File) any { return f.LastModified })
	Attribute(i, "lastModifiedDate", func(f *File) any {
		d, err := p.vm.New(p.intrinsic("Date"), p.vm.ToValue(f.LastModified))
		must(err)
		return d
	})
	Attribute(i, "webkitRelativePath", func(f *File) any { return f.RelativePath })
	return i
}

// fileList is the state of a FileList: its files are also properties of the
// object.
type fileList struct {
	vm    *goja.Runtime
	files []goja.Value
}

func (p *page) newFileListInterface() *Interface {
	i := p.newInterface("FileList", nil, 0, nil)
	Attribute(i, "length", func(l *fileList) any { return len(l.files) })
	Operation(i, "item", 1, func(l *fileList, args Arguments) goja.Value {
		if index := args.Number(0); index >= 0 && index < float64(len(l.files)) {
			return l.files[int(index)]
		}
		return goja.Null()
	})
	must(i.Prototype.DefineDataPropertySymbol(goja.SymIterator, engine.Original(p.vm, member(p.intrinsic("Array"), "prototype"), p.vm.ToValue("values")), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return i
}

// NewFileList makes a FileList on a page.
func NewFileList(vm *goja.Runtime, files ...*File) *goja.Object {
	p := pageOf(vm)
	l := &fileList{vm: vm}
	o := p.blobs.fileList().New(l)
	for i, f := range files {
		l.files = append(l.files, p.blobs.file().New(f))
		must(o.DefineDataProperty(vm.ToValue(i).String(), l.files[i], goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
	return o
}
