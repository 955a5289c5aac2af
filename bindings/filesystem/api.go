package filesystem

import (
	"context"
	"errors"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	hostfs "github.com/tcpsrv-host/tcpsrv-host/host/filesystem"
)

// Errors in the words of Chrome.
const (
	errCancelled    = extension.Error("User cancelled")
	errMultiple     = extension.Error("acceptsMultiple: true is only supported for 'openFile'")
	errNotSupported = extension.Error("Operation not supported on the current platform.")
)

// entryArgument is an Entry that JavaScript gave.
type entryArgument struct {
	hostfs.Entry
	object *goja.Object
}

// DecodeArgument implements [extension.Decoder].
func (a *entryArgument) DecodeArgument(p *extension.Page, v goja.Value) (fault string) {
	e, ok := web.StateOf[anyEntry](p.Runtime(), v)
	if !ok {
		return schema.NotInstance(&schema.Type{Kind: schema.Instance, Name: "Entry"})
	}
	a.Entry, a.object = e.base().Entry, v.(*goja.Object)
	return ""
}

type (
	entryParams struct{ Entry entryArgument }
	idParams    struct{ ID string }

	acceptOption struct {
		Description *string
		MimeTypes   []string
		Extensions  []string
	}
	chooseEntryOptions struct {
		Type            *string
		SuggestedName   *string
		Accepts         []acceptOption
		AcceptsAllTypes *bool
		AcceptsMultiple *bool
	}
	chooseEntryParams struct{ Options *chooseEntryOptions }

	requestFileSystemOptions struct {
		VolumeID string
		Writable *bool
	}
	requestFileSystemParams struct{ Options requestFileSystemOptions }
	volume                  struct {
		VolumeID string
		Writable bool
	}
)

// reply does work in its turn and answers a call with what result makes of it.
func reply[T, R any](f *FileSystem, r *extension.Reply[R], work func() (T, error), result func(T) R) {
	f.queue.add(job{
		run: func(context.Context) {
			value, err := work()
			if err != nil {
				r.Fail(lastError(err))
			} else {
				r.Succeed(result(value))
			}
		},
		drop: r.Abandon,
	})
}

func same[T any](v T) T { return v }

func (f *FileSystem) getDisplayPath(p entryParams, r *extension.Reply[string]) {
	reply(f, r, func() (string, error) { return f.service.DisplayPath(p.Entry.Entry) }, same)
}

func (f *FileSystem) getWritableEntry(p entryParams, r *extension.Reply[extension.Maker]) {
	reply(f, r, func() (hostfs.Entry, error) { return f.service.Writable(p.Entry.Entry) }, f.Entry)
}

func (f *FileSystem) isWritableEntry(p entryParams, r *extension.Reply[bool]) {
	reply(f, r, func() (bool, error) { return f.service.IsWritable(p.Entry.Entry) }, same)
}

// chooseEntry also answers the background page, from which Chrome takes no such
// call: here there is no other that could ask.
func (f *FileSystem) chooseEntry(p chooseEntryParams, r *extension.Reply[extension.Maker]) {
	kind, suggestedName, multiple := hostfs.OpenFile, "", false
	if o := p.Options; o != nil {
		kind = hostfs.ChooseEntryType(valueOr(o.Type, string(kind)))
		suggestedName = valueOr(o.SuggestedName, "")
		multiple = valueOr(o.AcceptsMultiple, false)
	}
	if err := f.service.MayChoose(kind); err != nil {
		r.Fail(lastError(err))
		return
	}
	if multiple && (kind == hostfs.SaveFile || kind == hostfs.OpenDirectory) {
		r.Fail(errMultiple)
		return
	}
	paths, ok := f.chooser.Choose(string(kind), suggestedName, multiple)
	if !ok {
		r.Fail(errCancelled)
		return
	}
	reply(f, r, func() (entries []hostfs.Entry, err error) {
		for _, path := range paths {
			e, err := f.service.Choose(kind, path)
			if err != nil {
				return nil, err
			}
			entries = append(entries, e)
		}
		return entries, nil
	}, func(entries []hostfs.Entry) extension.Maker {
		if !multiple {
			return f.Entry(entries[0])
		}
		return func(page *extension.Page) goja.Value {
			objects := make([]any, len(entries))
			for i, e := range entries {
				objects[i] = f.Entry(e)(page)
			}
			return page.Runtime().NewArray(objects...)
		}
	})
}

func valueOr[T any](p *T, missing T) T {
	if p == nil {
		return missing
	}
	return *p
}

// restoreEntry gives the object itself that a page knows by the id.
func (f *FileSystem) restoreEntry(p idParams, r *extension.Reply[extension.Maker]) {
	page := f.pages[r.Page()]
	if o := page.retained[p.ID]; o != nil {
		r.Succeed(func(*extension.Page) goja.Value { return o })
		return
	}
	reply(f, r, func() (hostfs.Entry, error) { return f.service.Restore(p.ID) }, func(e hostfs.Entry) extension.Maker {
		return func(ext *extension.Page) goja.Value {
			o := f.Entry(e)(ext)
			page.retained[p.ID] = o.(*goja.Object)
			return o
		}
	})
}

func (f *FileSystem) isRestorable(p idParams, r *extension.Reply[bool]) {
	if f.pages[r.Page()].retained[p.ID] != nil {
		r.Succeed(true)
		return
	}
	reply(f, r, func() (bool, error) { return f.service.IsRestorable(p.ID) }, same)
}

// retainEntry must have the id at once, so it alone works on the loop. What it
// fails with is reported as of a call without a callback, and there is an id all
// the same.
func (f *FileSystem) retainEntry(page *extension.Page, p entryParams) (string, error) {
	id, err := f.service.Retain(p.Entry.Entry)
	if id != "" {
		f.pages[page].retained[id] = p.Entry.object
	}
	if err != nil {
		text := err.Error()
		if e, ok := errors.AsType[hostfs.LastError](err); ok {
			text = string(e)
		}
		f.app.Loop.Post(eventloop.TaskFunc(func() { page.WithLastError(text, func() {}) }))
	}
	return id, nil
}

// requestFileSystem and getVolumeList are for ChromeOS. The former calls back
// with undefined, in Chrome too.
func (f *FileSystem) requestFileSystem(requestFileSystemParams) (extension.Maker, error) {
	return func(*extension.Page) goja.Value { return goja.Undefined() }, extension.WithResult(errNotSupported)
}

func (f *FileSystem) getVolumeList(extension.None) ([]volume, error) { return nil, errNotSupported }
