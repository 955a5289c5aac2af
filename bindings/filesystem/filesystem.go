// Package filesystem binds chrome.fileSystem, and what a page has for files
// without it: webkitRequestFileSystem, FileEntry, DirectoryEntry, FileWriter.
package filesystem

import (
	"context"
	"errors"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	hostfs "github.com/tcpsrv-host/tcpsrv-host/host/filesystem"
)

// Chooser answers chooseEntry in place of a user with a dialog.
type Chooser interface {
	// Choose gives the paths of what was chosen, one or, if multiple, some. kind
	// is the ChooseEntryType. Not ok is a dialog that was cancelled.
	Choose(kind, suggestedName string, multiple bool) (paths []string, ok bool)
}

// FileSystem is the file systems of an App as its pages see them.
type FileSystem struct {
	*extension.API
	app     *extension.App
	service *hostfs.Service
	chooser Chooser
	queue   *queue
	pages   map[*extension.Page]*page
}

// New makes the bindings of a service, which must be open until they are closed.
func New(app *extension.App, service *hostfs.Service, chooser Chooser) *FileSystem {
	f := &FileSystem{
		app:     app,
		service: service,
		chooser: chooser,
		queue:   newQueue(),
		pages:   map[*extension.Page]*page{},
	}
	f.API = extension.NewAPI("fileSystem",
		extension.Async("getDisplayPath", f.getDisplayPath),
		extension.Async("getWritableEntry", f.getWritableEntry),
		extension.Async("isWritableEntry", f.isWritableEntry),
		extension.Async("chooseEntry", f.chooseEntry),
		extension.Async("restoreEntry", f.restoreEntry),
		extension.Async("isRestorable", f.isRestorable),
		extension.Direct("retainEntry", f.retainEntry),
		extension.Sync("requestFileSystem", f.requestFileSystem),
		extension.Sync("getVolumeList", f.getVolumeList),
	)
	return f
}

// InstallWindow makes what every page has, whatever the manifest says.
func (f *FileSystem) InstallWindow(ext *extension.Page) {
	p := newPage(f, ext)
	f.pages[ext] = p
	ext.OnClose(func() { delete(f.pages, ext) })
	p.installWindow()
}

// Install makes chrome.fileSystem in a page that has had InstallWindow.
func (f *FileSystem) Install(ext *extension.Page) {
	f.API.Install(ext)
	f.pages[ext].installDeprecated()
}

// Close ends the work that is under way and drops what waits for its turn. It
// returns when no goroutine is left. To be called from a task, or after the loop.
func (f *FileSystem) Close() { f.queue.close() }

// Entry makes an entry in the page that it reaches, on a DOMFileSystem of its
// own.
func (f *FileSystem) Entry(e hostfs.Entry) extension.Maker {
	return func(ext *extension.Page) goja.Value {
		p := f.pages[ext]
		return p.newEntry(p.newDOMFileSystem(e.FileSystem()), e)
	}
}

// PackageDirectory answers runtime.getPackageDirectoryEntry.
func (f *FileSystem) PackageDirectory() (extension.Maker, error) {
	e, err := f.service.Package()
	if err != nil {
		return nil, extension.Error("the app has no folder")
	}
	return f.Entry(e), nil
}

// perform does work in its turn, not on the loop, and hands the result to done
// in a task. The App goes on until then.
func perform[T any](f *FileSystem, work func(context.Context) (T, error), done func(T, error)) {
	completion := f.app.Loop.Begin()
	f.queue.add(job{
		run: func(ctx context.Context) {
			result, err := work(ctx)
			completion.Post(eventloop.TaskFunc(func() { done(result, err) }))
		},
		drop: completion.Abandon,
	})
}

// lastError is the text of an error of the service for lastError.
func lastError(err error) error {
	if text, ok := errors.AsType[hostfs.LastError](err); ok {
		return extension.Error(text)
	}
	return extension.Error(err.Error())
}
