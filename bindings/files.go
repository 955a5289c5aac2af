package bindings

import (
	"io"
	"io/fs"
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/dom"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/host/script"
)

// pageFiles are the files of an App and what its pages have made addresses for.
type pageFiles struct {
	dom.Package
	objects *web.ObjectURLs
	options script.Options
}

// Read implements [dom.Package].
func (f pageFiles) Read(url string) ([]byte, error) {
	if !strings.HasPrefix(url, "blob:") {
		return f.Package.Read(url)
	}
	blob, ok := f.objects.Blob(url)
	if !ok {
		return nil, fs.ErrNotExist
	}
	data := make([]byte, blob.Size())
	_, err := io.ReadFull(io.NewSectionReader(blob, 0, blob.Size()), data)
	return data, err
}

// Script implements [dom.Package].
func (f pageFiles) Script(url string) (*goja.Program, error) {
	if !strings.HasPrefix(url, "blob:") {
		return f.Package.Script(url)
	}
	data, err := f.Read(url)
	if err != nil {
		return nil, err
	}
	return script.Read(url, data, f.options)
}
