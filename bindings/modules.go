package bindings

import (
	"io/fs"
	neturl "net/url"
	"path"
	"strings"
	"sync"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/module"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// modules gives the module map of a realm, made on first use.
func (s *Set) modules(realm *eventloop.Realm) func() *module.Map {
	return sync.OnceValue(func() *module.Map {
		return module.NewMap(realm.Runtime(), s.services.Script, s.fetchModule, func(task func()) {
			realm.Loop().Post(eventloop.TaskFunc(func() { realm.Run(task) }))
		})
	})
}

// fetchModule reads a file of the App, which is all that modules come from: the
// content security policy allows no scripts of other origins.
func (s *Set) fetchModule(url string) (module.Source, error) {
	url, _, _ = strings.Cut(url, "#")
	file, _, _ := strings.Cut(url, "?")
	name, found := strings.CutPrefix(file, s.services.origin()+"/")
	if !found || s.services.Package == nil {
		return module.Source{}, fs.ErrNotExist
	}
	if decoded, err := neturl.PathUnescape(name); err == nil {
		name = decoded
	}
	data, err := fs.ReadFile(s.services.Package, path.Clean(name))
	source := module.Source{Data: data, Type: module.TypeByName(name)}
	if s.services.FileName != nil {
		source.Name = s.services.FileName(name)
	}
	return source, err
}

// RunModule runs the module at a URL and all that it imports, as an element
// <script type=module> does.
func (p *Page) RunModule(url string) {
	p.Realm.Run(func() {
		record, failure := p.modules().Load(url)
		if failure != nil {
			p.Realm.Report(p.modules().Exception(failure))
			return
		}
		record.Run(p.Realm.Report)
	})
}
