package web

import (
	"context"
	"encoding/base64"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Values of FileReader.readyState.
const (
	readerEmpty = iota
	readerLoading
	readerDone
)

// progressInterval is the least time between two progress events of a read.
const progressInterval = 50 * time.Millisecond

// fileReader is the state of a FileReader.
type fileReader struct {
	EventTarget
	page       *page
	readyState int
	result     goja.Value
	error      goja.Value
	reading    *reading // the read under way
}

// convert makes the result of a read of its bytes.
type convert func(data []byte) goja.Value

// reading is one read of a FileReader. When the reader has gone on to another,
// or to none, nothing more comes of it.
type reading struct {
	reader   *fileReader
	blob     *Blob
	convert  convert
	cancel   context.CancelFunc
	begun    bool
	loaded   int64
	complete bool // too late for abort()
}

// newFileReaderInterface makes FileReader.
//
// See https://w3c.github.io/FileAPI/#APIASynch.
func (p *page) newFileReaderInterface() *Interface {
	i := p.newInterface("FileReader", p.events.target, 0, func(o *goja.Object, _ Arguments) *goja.Object {
		states.Set(o, &fileReader{EventTarget: p.events.NewTarget(o, nil), page: p, result: goja.Null(), error: goja.Null()})
		return o
	})
	Attribute(i, "readyState", func(r *fileReader) any { return r.readyState })
	Attribute(i, "result", func(r *fileReader) any { return r.result })
	Attribute(i, "error", func(r *fileReader) any { return r.error })
	i.EventHandlers("loadstart", "progress", "load", "abort", "error", "loadend")
	Operation(i, "abort", 0, func(r *fileReader, _ Arguments) goja.Value {
		r.abort()
		return goja.Undefined()
	})
	read := func(name string, form func(b *Blob, args Arguments) convert) {
		Operation(i, name, 1, func(r *fileReader, args Arguments) goja.Value {
			b, ok := stateOf[anyBlob](p, args.At(0))
			if !ok {
				panic(args.WrongType(0, "Blob"))
			}
			convert := form(b.blob(), args)
			if r.readyState == readerLoading {
				panic(NewDOMException(p.vm, "InvalidStateError", args.context+"The object is already busy reading Blobs."))
			}
			r.start(b.blob(), convert)
			return goja.Undefined()
		})
	}
	read("readAsArrayBuffer", func(*Blob, Arguments) convert {
		return func(data []byte) goja.Value { return p.vm.ToValue(p.vm.NewArrayBuffer(data)) }
	})
	read("readAsBinaryString", func(*Blob, Arguments) convert { return binaryString })
	read("readAsDataURL", func(b *Blob, _ Arguments) convert {
		return func(data []byte) goja.Value { return p.vm.ToValue(dataURL(b.typ, data)) }
	})
	read("readAsText", func(_ *Blob, args Arguments) convert {
		label := ""
		if args.Has(1) {
			label = args.String(1)
		}
		return func(data []byte) goja.Value { return p.vm.ToValue(decodeText(data, label)) }
	})
	i.Constants(Constant{"EMPTY", readerEmpty}, Constant{"LOADING", readerLoading}, Constant{"DONE", readerDone})
	return i
}

func (r *fileReader) start(b *Blob, convert convert) {
	ctx, cancel := context.WithCancel(context.Background())
	now := &reading{reader: r, blob: b, convert: convert, cancel: cancel}
	r.readyState, r.result, r.error, r.reading = readerLoading, goja.Null(), goja.Null(), now
	loop := r.page.realm.Loop()
	if b.inMemory() {
		loop.Post(eventloop.TaskFunc(now.begin))
		b.read(ctx, loop, func(int64) {}, now.finish)
		return
	}
	var last time.Time // of an event that tells of progress
	b.read(ctx, loop, func(loaded int64) {
		switch {
		case last.IsZero():
			loop.Post(eventloop.TaskFunc(now.begin))
		case time.Since(last) < progressInterval || loaded == b.size:
			return
		default:
			loop.Post(eventloop.TaskFunc(func() {
				now.loaded = loaded
				now.fire("progress")
			}))
		}
		last = time.Now()
	}, now.finish)
}

// begin is the task when the source has given its first bytes. There is no
// loadstart for one that cannot be read at all.
func (g *reading) begin() {
	g.begun = true
	g.fire("loadstart")
}

// fire fires an event of the read, unless the reader has left it.
func (g *reading) fire(typ string) {
	if g.reader.reading != g {
		return
	}
	event := &ProgressEvent{Event: Event{Type: typ}}
	if g.begun {
		event.LengthComputable, event.Loaded, event.Total = true, float64(g.loaded), float64(g.blob.size)
	}
	g.reader.Fire(event)
}

// finish is the task at the end of a read: all its last events are of one task.
func (g *reading) finish(data []byte, err error) {
	g.cancel()
	r := g.reader
	if r.reading != g {
		return
	}
	g.complete = true
	last := "load"
	if err != nil {
		last = "error"
		r.error = r.page.exception(err)
	} else {
		g.loaded = g.blob.size
		if g.loaded > 0 {
			g.fire("progress")
		}
		r.result = g.convert(data)
	}
	r.readyState = readerDone
	g.fire(last)
	g.fire("loadend") // not if a listener has begun to read again
	if r.reading == g {
		r.reading = nil
	}
}

// abort fires its events before it returns.
func (r *fileReader) abort() {
	g := r.reading
	if g == nil || g.complete {
		return
	}
	g.cancel()
	r.readyState, r.result, r.error, r.reading = readerDone, goja.Null(), r.page.exception(ErrAbort), nil
	r.Fire(&ProgressEvent{Event: Event{Type: "abort"}})
	if r.readyState == readerDone {
		r.Fire(&ProgressEvent{Event: Event{Type: "loadend"}})
	}
}

// binaryString makes a string with a character for each byte.
func binaryString(data []byte) goja.Value {
	units := make([]uint16, len(data))
	for i, b := range data {
		units[i] = uint16(b)
	}
	return goja.StringFromUTF16(units)
}

func dataURL(typ string, data []byte) string {
	if typ == "" {
		typ = "application/octet-stream"
	}
	return "data:" + typ + ";base64," + base64.StdEncoding.EncodeToString(data)
}

// decodeText decodes by a byte order mark, else by the label of an encoding,
// else as UTF-8.
//
// See https://encoding.spec.whatwg.org/#decode.
func decodeText(data []byte, label string) string {
	name := bomEncoding(data)
	if name == "" {
		name = encodingName(label)
	}
	if name == "" {
		name = "utf-8"
	}
	d := &textDecoder{encoding: name, decoder: newDecoder(name)}
	text, _ := d.decode(data, false)
	return text
}

func bomEncoding(data []byte) string {
	for _, mark := range []struct{ bytes, encoding string }{{"\xEF\xBB\xBF", "utf-8"}, {"\xFE\xFF", "utf-16be"}, {"\xFF\xFE", "utf-16le"}} {
		if len(data) >= len(mark.bytes) && string(data[:len(mark.bytes)]) == mark.bytes {
			return mark.encoding
		}
	}
	return ""
}
