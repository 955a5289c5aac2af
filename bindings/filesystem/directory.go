package filesystem

import (
	"context"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	hostfs "github.com/tcpsrv-host/tcpsrv-host/host/filesystem"
)

// defineDirectory defines what only directories have.
//
// See https://www.w3.org/TR/2012/WD-file-system-api-20120417/#the-directoryentry-interface.
func (p *page) defineDirectory(i *web.Interface) {
	web.Operation(i, "createReader", 0, func(d *directoryEntry, _ web.Arguments) goja.Value {
		return p.classes().reader.New(&directoryReader{DirectoryReader: d.NewReader(), domFileSystem: d.domFileSystem})
	})
	p.lookUp(i, "getDirectory", hostfs.Entry.GetDirectory)
	p.lookUp(i, "getFile", hostfs.Entry.GetFile)
	web.Operation(i, "removeRecursively", 1, func(d *directoryEntry, args web.Arguments) goja.Value {
		answerNone(p.callbacksAt(args, 0, true), func(context.Context) error { return d.RemoveRecursively() })
		return goja.Undefined()
	})
}

// lookUp defines getFile or getDirectory.
func (p *page) lookUp(i *web.Interface, name string, get func(e hostfs.Entry, path string, flags hostfs.Flags) (hostfs.Entry, error)) {
	web.Operation(i, name, 1, func(d *directoryEntry, args web.Arguments) goja.Value {
		path := ""
		if !goja.IsNull(args.At(0)) {
			path = args.String(0)
		}
		flags := flagsAt(args, 1)
		answerEntry(p.callbacksAt(args, 2, false), d.domFileSystem, func(context.Context) (hostfs.Entry, error) {
			return get(d.Entry, path, flags)
		})
		return goja.Undefined()
	})
}

// flagsAt reads a FileSystemFlags argument.
func flagsAt(args web.Arguments, i int) (flags hostfs.Flags) {
	if o := args.Dictionary(i, "FileSystemFlags"); o != nil {
		flags.Create = isTrue(o.Get("create"))
		flags.Exclusive = isTrue(o.Get("exclusive"))
	}
	return flags
}

func isTrue(v goja.Value) bool { return v != nil && v.ToBoolean() }

// directoryReader is the state of a DirectoryReader.
type directoryReader struct {
	*hostfs.DirectoryReader
	domFileSystem *domFileSystem
	reading       bool
}

func (p *page) defineReader(i *web.Interface) {
	web.Operation(i, "readEntries", 1, func(r *directoryReader, args web.Arguments) goja.Value {
		c := p.callbacksAt(args, 0, true)
		if r.reading {
			answerError(c, hostfs.ErrInvalidState)
			return goja.Undefined()
		}
		r.reading = true
		work := func(context.Context) ([]hostfs.Entry, error) { return r.ReadEntries() }
		perform(p.files, work, func(entries []hostfs.Entry, err error) {
			r.reading = false
			switch {
			case p.ext.Closed():
			case err != nil:
				c.fail(err)
			default:
				c.succeed(p.newArray(r.domFileSystem, entries))
			}
		})
		return goja.Undefined()
	})
}

func (p *page) newArray(d *domFileSystem, entries []hostfs.Entry) goja.Value {
	objects := make([]any, len(entries))
	for i, e := range entries {
		objects[i] = p.newEntry(d, e)
	}
	return p.vm.NewArray(objects...)
}
