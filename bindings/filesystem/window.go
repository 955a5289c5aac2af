package filesystem

import (
	"context"
	"math"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	hostfs "github.com/tcpsrv-host/tcpsrv-host/host/filesystem"
)

// installWindow makes the window's functions for the sandboxed file systems.
//
// See https://www.w3.org/TR/2012/WD-file-system-api-20120417/#using-localfilesystem.
func (p *page) installWindow() {
	window := p.vm.Get("Window").(*goja.Object)
	for name, t := range map[string]hostfs.Type{"TEMPORARY": hostfs.Temporary, "PERSISTENT": hostfs.Persistent} {
		for _, o := range []*goja.Object{window, window.Get("prototype").(*goja.Object)} {
			if err := o.DefineDataProperty(name, p.vm.ToValue(int(t)), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE); err != nil {
				panic(err)
			}
		}
	}
	web.GlobalOperation(p.vm, "webkitRequestFileSystem", 3, p.requestFileSystem)
	web.GlobalOperation(p.vm, "webkitResolveLocalFileSystemURL", 2, p.resolveURL)
}

func (p *page) requestFileSystem(args web.Arguments) goja.Value {
	t := typeAt(args, 0)
	args.Number(1) // the size: Chrome too converts it and gives no less for it
	answer(p.callbacksAt(args, 2, true), func(context.Context) (*hostfs.FileSystem, error) { return p.files.service.Sandbox(t) },
		func(fs *hostfs.FileSystem) []goja.Value { return []goja.Value{p.newDOMFileSystem(fs).object} })
	return goja.Undefined()
}

// typeAt converts an argument to an unsigned short.
func typeAt(args web.Arguments, i int) hostfs.Type {
	f := math.Trunc(args.Number(i))
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	t := math.Mod(f, 1<<16)
	if t < 0 {
		t += 1 << 16
	}
	return hostfs.Type(t)
}

func (p *page) resolveURL(args web.Arguments) goja.Value {
	url := args.String(0)
	answer(p.callbacksAt(args, 1, true), func(context.Context) (hostfs.Entry, error) { return p.files.service.ResolveURL(url) },
		func(e hostfs.Entry) []goja.Value {
			return []goja.Value{p.newEntry(p.newDOMFileSystem(e.FileSystem()), e)}
		})
	return goja.Undefined()
}
