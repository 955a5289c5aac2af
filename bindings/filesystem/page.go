package filesystem

import (
	"context"
	"errors"
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	hostfs "github.com/tcpsrv-host/tcpsrv-host/host/filesystem"
)

// page is what one page has for files.
type page struct {
	files   *FileSystem
	ext     *extension.Page
	realm   *eventloop.Realm
	vm      *goja.Runtime
	classes func() *classes
	// retained are the entries that the page knows by an id.
	retained map[string]*goja.Object
}

// classes are the interfaces of the objects here. None of them is a global.
type classes struct {
	domFileSystem, entry, directory, file, reader, writer, metadata *web.Interface
}

func newPage(f *FileSystem, ext *extension.Page) *page {
	vm := ext.Runtime()
	p := &page{
		files:    f,
		ext:      ext,
		realm:    ext.Realm(),
		vm:       vm,
		retained: map[string]*goja.Object{},
	}
	p.classes = sync.OnceValue(p.makeClasses)
	return p
}

func (p *page) makeClasses() *classes {
	c := &classes{}
	c.domFileSystem = p.newInterface("DOMFileSystem", nil)
	c.entry = p.newInterface("Entry", nil)
	c.directory = p.newInterface("DirectoryEntry", c.entry)
	c.file = p.newInterface("FileEntry", c.entry)
	c.reader = p.newInterface("DirectoryReader", nil)
	c.metadata = p.newInterface("Metadata", nil)
	c.writer = p.newInterface("FileWriter", web.EventsOf(p.vm).Target())

	web.Attribute(c.domFileSystem, "name", func(d *domFileSystem) any { return d.fs.Name() })
	web.Attribute(c.domFileSystem, "root", func(d *domFileSystem) any { return d.root() })
	p.defineEntry(c.entry)
	p.defineDirectory(c.directory)
	p.defineFile(c.file)
	p.defineReader(c.reader)
	p.defineMetadata(c.metadata)
	p.defineWriter(c.writer)
	return c
}

// newInterface makes an interface without a constructor that scripts could get
// at ([LegacyNoInterfaceObject]).
func (p *page) newInterface(name string, parent *web.Interface) *web.Interface {
	i := web.NewInterface(p.vm, name, parent, 0, nil)
	if err := i.Prototype.Delete("constructor"); err != nil {
		panic(err)
	}
	return i
}

// domFileSystem is the state of a DOMFileSystem.
type domFileSystem struct {
	page   *page
	fs     *hostfs.FileSystem
	object *goja.Object
	top    *goja.Object // the root, when it was asked for
}

func (p *page) newDOMFileSystem(fs *hostfs.FileSystem) *domFileSystem {
	d := &domFileSystem{page: p, fs: fs}
	d.object = p.classes().domFileSystem.New(d)
	return d
}

func (d *domFileSystem) root() *goja.Object {
	if d.top == nil {
		d.top = d.page.newEntry(d, d.fs.Root())
	}
	return d.top
}

// exception makes the DOMException of an error of the service.
func (p *page) exception(err error) *goja.Object {
	e, ok := errors.AsType[*hostfs.Error](err)
	if !ok {
		e = hostfs.ErrInvalidState
	}
	return web.NewDOMException(p.vm, e.Name, e.Message)
}

// callbacks are those of one call: one of the two is called, in a task.
type callbacks struct {
	page            *page
	success, failed *goja.Object // nil for none
}

// callbacksAt reads two callback arguments, of which the second is optional, and
// the first too unless it is among the required ones.
func (p *page) callbacksAt(args web.Arguments, first int, required bool) callbacks {
	return callbacks{p, callbackAt(args, first, required), callbackAt(args, first+1, false)}
}

func callbackAt(args web.Arguments, i int, required bool) *goja.Object {
	v := args.At(i)
	if o, ok := v.(*goja.Object); ok {
		return o
	}
	if required || !goja.IsUndefined(v) && !goja.IsNull(v) {
		panic(args.WrongType(i, "Object"))
	}
	return nil
}

func (c callbacks) succeed(args ...goja.Value) { c.page.call(c.success, args...) }

func (c callbacks) fail(err error) { c.page.call(c.failed, c.page.exception(err)) }

// call calls a callback interface: a function, or an object with a method
// handleEvent.
func (p *page) call(callback *goja.Object, args ...goja.Value) {
	if callback == nil {
		return
	}
	if f, ok := goja.AssertFunction(callback); ok {
		p.realm.Call(f, goja.Undefined(), args...)
		return
	}
	p.realm.Run(func() {
		exception := p.vm.Try(func() {
			if f, ok := goja.AssertFunction(callback.Get("handleEvent")); ok {
				if _, err := f(callback, args...); err != nil {
					panic(err)
				}
			}
		})
		if exception != nil {
			p.realm.Report(exception)
		}
	})
}

// answer does work in its turn and then calls back: with what success makes of
// the result, or with the error. A page that has ended hears nothing.
func answer[T any](c callbacks, work func(context.Context) (T, error), success func(T) []goja.Value) {
	perform(c.page.files, work, func(result T, err error) {
		switch {
		case c.page.ext.Closed():
		case err != nil:
			c.fail(err)
		default:
			c.succeed(success(result)...)
		}
	})
}

// answerNone is answer for work without a result.
func answerNone(c callbacks, work func(context.Context) error) {
	answer(c, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) },
		func(struct{}) []goja.Value { return nil })
}

// answerEntry is answer for work that gives an entry on the file system d.
func answerEntry(c callbacks, d *domFileSystem, work func(context.Context) (hostfs.Entry, error)) {
	answer(c, work, func(e hostfs.Entry) []goja.Value { return []goja.Value{c.page.newEntry(d, e)} })
}

// answerError calls back with an error in a task.
func answerError(c callbacks, err error) {
	c.page.files.app.Loop.Post(eventloop.TaskFunc(func() {
		if !c.page.ext.Closed() {
			c.fail(err)
		}
	}))
}
