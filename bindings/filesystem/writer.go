package filesystem

import (
	"context"
	"io"
	"math"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	hostfs "github.com/tcpsrv-host/tcpsrv-host/host/filesystem"
)

// Values of FileWriter.readyState.
const (
	writerInit = iota
	writerWriting
	writerDone
)

// progressInterval is the least time between two progress events of a write.
const progressInterval = 50 * time.Millisecond

// fileWriter is the state of a FileWriter.
type fileWriter struct {
	web.EventTarget
	page          *page
	cursor        hostfs.Cursor
	file          *hostfs.Writer
	readyState    int
	error         goja.Value
	loaded, total int64
	// cancel ends the operation under way. operation is its number: what is
	// still to come of an earlier one means nothing.
	cancel    context.CancelFunc
	operation int
}

func (p *page) newWriter(file *hostfs.Writer) *goja.Object {
	w := &fileWriter{page: p, file: file, cursor: hostfs.Cursor{Length: file.Length()}, error: goja.Null()}
	o := p.classes().writer.New(w)
	w.EventTarget = web.EventsOf(p.vm).NewTarget(o, nil)
	return o
}

// defineWriter defines FileWriter.
//
// See https://www.w3.org/TR/2012/WD-file-writer-api-20120417/#the-filewriter-interface.
func (p *page) defineWriter(i *web.Interface) {
	web.Attribute(i, "readyState", func(w *fileWriter) any { return w.readyState })
	web.Attribute(i, "error", func(w *fileWriter) any { return w.error })
	web.Attribute(i, "position", func(w *fileWriter) any { return w.cursor.Position })
	web.Attribute(i, "length", func(w *fileWriter) any { return w.cursor.Length })
	i.EventHandlers("writestart", "progress", "write", "abort", "error", "writeend")
	i.Constants(web.Constant{Name: "INIT", Value: writerInit}, web.Constant{Name: "WRITING", Value: writerWriting}, web.Constant{Name: "DONE", Value: writerDone})
	web.Operation(i, "abort", 0, func(w *fileWriter, _ web.Arguments) goja.Value {
		w.abort()
		return goja.Undefined()
	})
	web.Operation(i, "seek", 1, func(w *fileWriter, args web.Arguments) goja.Value {
		position := integerAt(args, 0)
		w.refuseIf(w.readyState == writerWriting, args)
		w.cursor.SeekTo(position)
		return goja.Undefined()
	})
	web.Operation(i, "truncate", 1, func(w *fileWriter, args web.Arguments) goja.Value {
		length := integerAt(args, 0)
		w.refuseIf(w.readyState == writerWriting || length < 0, args)
		w.truncate(length)
		return goja.Undefined()
	})
	web.Operation(i, "write", 1, func(w *fileWriter, args web.Arguments) goja.Value {
		b, ok := web.BlobOf(p.vm, args.At(0))
		if !ok {
			panic(args.WrongType(0, "Blob"))
		}
		w.refuseIf(w.readyState == writerWriting, args)
		w.write(b)
		return goja.Undefined()
	})
}

// integerAt converts an argument to a long long.
func integerAt(args web.Arguments, i int) int64 {
	f := math.Trunc(args.Number(i))
	if math.IsNaN(f) || math.Abs(f) >= 1<<63 {
		return 0
	}
	return int64(f)
}

// refuseIf throws what a call in the wrong state throws. The writer keeps the
// error too.
func (w *fileWriter) refuseIf(wrong bool, args web.Arguments) {
	if wrong {
		e := hostfs.ErrInvalidState
		w.error = w.page.exception(e)
		panic(args.DOMException(e.Name, e.Message))
	}
}

func (w *fileWriter) write(b *web.Blob) {
	offset := w.cursor.Position
	w.start(b.Size(), func(ctx context.Context, operation int) (finish func()) {
		loop := w.page.files.app.Loop
		var written, told int64 // told is what the cursor knows of
		var last time.Time      // of a progress event
		err := w.file.Write(ctx, offset, io.NewSectionReader(b, 0, b.Size()), func(n int64) {
			written += n
			if written == b.Size() || time.Since(last) < progressInterval {
				return
			}
			more := written - told
			told, last = written, time.Now()
			loop.Post(eventloop.TaskFunc(func() {
				if w.isCurrent(operation) {
					w.advance(more)
				}
			}))
		})
		return func() {
			if err == nil {
				w.advance(written - told)
			}
			// A listener of progress may have called abort.
			if w.isCurrent(operation) {
				w.finish(err)
			}
		}
	})
}

// advance takes note of bytes that were written.
func (w *fileWriter) advance(n int64) {
	w.cursor.Wrote(n)
	w.loaded += n
	w.fire("progress")
}

func (w *fileWriter) truncate(length int64) {
	w.start(0, func(context.Context, int) (finish func()) {
		err := w.file.Truncate(length)
		return func() {
			if err == nil {
				w.cursor.Truncated(length)
			}
			w.finish(err)
		}
	})
}

// start begins an operation: work is done off the loop, the finish that it gives
// in a task, unless the operation was aborted.
func (w *fileWriter) start(total int64, work func(ctx context.Context, operation int) (finish func())) {
	w.operation++
	operation := w.operation
	w.readyState, w.loaded, w.total = writerWriting, 0, total
	aborted, abort := context.WithCancel(context.Background())
	w.cancel = abort
	perform(w.page.files, func(ctx context.Context) (func(), error) {
		defer abort()
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(aborted, cancel)()
		if err := aborted.Err(); err != nil {
			return nil, err
		}
		return work(ctx, operation), nil
	}, func(finish func(), err error) {
		if err == nil && w.isCurrent(operation) {
			finish()
		}
	})
	w.fire("writestart")
}

// isCurrent is whether an operation is under way, in a page that is there.
func (w *fileWriter) isCurrent(operation int) bool {
	return w.operation == operation && w.readyState == writerWriting && !w.page.ext.Closed()
}

// finish ends the operation. The last event comes also if a listener has begun
// another operation meanwhile.
func (w *fileWriter) finish(err error) {
	w.readyState = writerDone
	if err != nil {
		w.error = w.page.exception(err)
		w.fire("error")
	} else {
		w.fire("write")
	}
	w.fire("writeend")
}

// abort fires its events before it returns.
func (w *fileWriter) abort() {
	if w.readyState != writerWriting {
		return
	}
	w.cancel()
	w.operation++
	w.readyState, w.error = writerDone, w.page.exception(hostfs.ErrAbort)
	w.fire("abort")
	w.fire("writeend")
}

func (w *fileWriter) fire(typ string) {
	w.Fire(&web.ProgressEvent{
		Event:            web.Event{Type: typ},
		LengthComputable: true, Loaded: float64(w.loaded), Total: float64(w.total),
	})
}
