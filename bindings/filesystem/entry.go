package filesystem

import (
	"context"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	hostfs "github.com/tcpsrv-host/tcpsrv-host/host/filesystem"
)

// entry is the state of an Entry.
type entry struct {
	hostfs.Entry
	domFileSystem *domFileSystem
}

type (
	fileEntry      struct{ entry }
	directoryEntry struct{ entry }
)

// anyEntry is a fileEntry or a directoryEntry.
type anyEntry interface{ base() *entry }

func (e *entry) base() *entry { return e }

// newEntry makes the object of an entry: a new one each time, as in Chrome.
func (p *page) newEntry(d *domFileSystem, e hostfs.Entry) *goja.Object {
	if e.IsDirectory() {
		return p.classes().directory.New(&directoryEntry{entry{e, d}})
	}
	return p.classes().file.New(&fileEntry{entry{e, d}})
}

// defineEntry defines what files and directories have in common.
//
// See https://www.w3.org/TR/2012/WD-file-system-api-20120417/#the-entry-interface.
func (p *page) defineEntry(i *web.Interface) {
	web.Attribute(i, "isFile", func(e anyEntry) any { return !e.base().IsDirectory() })
	web.Attribute(i, "isDirectory", func(e anyEntry) any { return e.base().IsDirectory() })
	web.Attribute(i, "name", func(e anyEntry) any { return e.base().Name() })
	web.Attribute(i, "fullPath", func(e anyEntry) any { return e.base().FullPath() })
	web.Attribute(i, "filesystem", func(e anyEntry) any { return e.base().domFileSystem.object })
	p.transfer(i, "copyTo", hostfs.Entry.CopyTo)
	web.Operation(i, "getMetadata", 1, func(e anyEntry, args web.Arguments) goja.Value {
		answer(p.callbacksAt(args, 0, true), func(context.Context) (hostfs.Metadata, error) { return e.base().Metadata() },
			func(m hostfs.Metadata) []goja.Value { return []goja.Value{p.classes().metadata.New(&m)} })
		return goja.Undefined()
	})
	web.Operation(i, "getParent", 0, func(e anyEntry, args web.Arguments) goja.Value {
		answerEntry(p.callbacksAt(args, 0, false), e.base().domFileSystem,
			func(context.Context) (hostfs.Entry, error) { return e.base().Parent() })
		return goja.Undefined()
	})
	p.transfer(i, "moveTo", hostfs.Entry.MoveTo)
	web.Operation(i, "remove", 1, func(e anyEntry, args web.Arguments) goja.Value {
		answerNone(p.callbacksAt(args, 0, true), func(context.Context) error { return e.base().Remove() })
		return goja.Undefined()
	})
	web.Operation(i, "toURL", 0, func(e anyEntry, _ web.Arguments) goja.Value { return p.vm.ToValue(e.base().URL()) })
}

// transfer defines copyTo or moveTo.
func (p *page) transfer(i *web.Interface, name string, do func(e hostfs.Entry, ctx context.Context, parent hostfs.Entry, newName string) (hostfs.Entry, error)) {
	web.Operation(i, name, 1, func(e anyEntry, args web.Arguments) goja.Value {
		parent, ok := web.StateOf[*directoryEntry](p.vm, args.At(0))
		if !ok {
			panic(args.WrongType(0, "DirectoryEntry"))
		}
		named := args.Has(1) && !goja.IsNull(args.At(1))
		newName := ""
		if named {
			newName = args.String(1)
		}
		c := p.callbacksAt(args, 2, false)
		if named && newName == "" {
			answerError(c, hostfs.ErrInvalidModification)
			return goja.Undefined()
		}
		answerEntry(c, parent.domFileSystem, func(ctx context.Context) (hostfs.Entry, error) {
			return do(e.base().Entry, ctx, parent.Entry, newName)
		})
		return goja.Undefined()
	})
}

func (p *page) defineMetadata(i *web.Interface) {
	web.Attribute(i, "modificationTime", func(m *hostfs.Metadata) any {
		d, err := p.vm.New(engine.Intrinsic(p.vm, "Date"), p.vm.ToValue(m.ModificationTime.UnixMilli()))
		if err != nil {
			panic(err)
		}
		return d
	})
	web.Attribute(i, "size", func(m *hostfs.Metadata) any { return m.Size })
}
