package filesystem

import (
	"context"
	"errors"
	"io"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	hostfs "github.com/tcpsrv-host/tcpsrv-host/host/filesystem"
)

// defineFile defines what only files have.
//
// See https://www.w3.org/TR/2012/WD-file-system-api-20120417/#the-fileentry-interface.
func (p *page) defineFile(i *web.Interface) {
	web.Operation(i, "createWriter", 1, func(f *fileEntry, args web.Arguments) goja.Value {
		answer(p.callbacksAt(args, 0, true), func(context.Context) (*hostfs.Writer, error) { return f.CreateWriter() },
			func(w *hostfs.Writer) []goja.Value { return []goja.Value{p.newWriter(w)} })
		return goja.Undefined()
	})
	web.Operation(i, "file", 1, func(f *fileEntry, args web.Arguments) goja.Value {
		answer(p.callbacksAt(args, 0, true), func(context.Context) (*hostfs.File, error) { return f.File() },
			func(file *hostfs.File) []goja.Value { return []goja.Value{p.newFile(file)} })
		return goja.Undefined()
	})
}

func (p *page) newFile(f *hostfs.File) *goja.Object {
	return web.NewFile(p.vm, &web.File{
		Blob:         web.MakeBlob(f.Type, fileSource{f}),
		Name:         f.Name,
		LastModified: f.LastModified.UnixMilli(),
	})
}

// fileSource is the bytes of a File, with the errors that a Blob has.
type fileSource struct{ *hostfs.File }

// ReadAt implements [io.ReaderAt].
func (f fileSource) ReadAt(b []byte, offset int64) (int, error) {
	n, err := f.File.ReadAt(b, offset)
	switch {
	case err == nil || err == io.EOF:
		return n, err
	case errors.Is(err, hostfs.ErrNotFound):
		return n, web.ErrNotFound
	}
	return n, web.ErrNotReadable
}
