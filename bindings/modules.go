package bindings

import (
	"io/fs"
	neturl "net/url"
	"path"
	"strings"
	"sync"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/module"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// modules gives the module map of a realm, made on first use.
func (s *Set) modules(realm *eventloop.Realm, console *web.Console) func() *module.Map {
	return sync.OnceValue(func() *module.Map {
		return module.NewMap(realm.Runtime(), s.services.Script, module.Services{
			Fetch: s.fetchModule,
			ParseURL: func(text, base string) (string, error) {
				u, err := web.ParseURL(text, base)
				if err != nil {
					return "", err
				}
				return u.Href(false), nil
			},
			Post:    func(task func()) { realm.Loop().Post(eventloop.TaskFunc(func() { realm.Run(task) })) },
			Console: console.Error,
		})
	})
}

// fetchModule reads a file of the App, or what an object URL stands for, which is
// all that scripts come from: the content security policy allows no others.
func (s *Set) fetchModule(url string) (module.Source, error) {
	if blob, ok := s.objectURLs.Blob(url); ok {
		data, err := blob.Bytes()
		typ, _, _ := strings.Cut(blob.Type(), ";")
		return module.Source{Data: data, Type: strings.TrimSpace(typ)}, err
	}
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
// <script type=module> does. It reports false if a file of it could not be
// fetched.
func (p *Page) RunModule(url string) (fetched bool) {
	fetched = true
	p.Realm.Run(func() {
		record, err := p.modules().Load(url)
		if _, missing := err.(module.NotFetched); missing && !p.bare {
			fetched = false // the element has an event, and no script an error
			return
		}
		runLoaded(record, err, p.reportModule)
	})
	return fetched
}

// runModule runs a module of a worker, whose text is source or, if that is nil, at
// the URL.
func runModule(realm *eventloop.Realm, modules *module.Map, url string, source []byte) {
	realm.Run(func() {
		var record *module.Record
		var err error
		if source == nil {
			record, err = modules.Load(url)
		} else {
			record, err = modules.LoadText(url, url, string(source))
		}
		runLoaded(record, err, realm.Report)
	})
}

func runLoaded(record *module.Record, err error, report func(error)) {
	if missing, ok := err.(module.NotFetched); ok {
		err = missing.Exception
	}
	if err != nil {
		report(err)
		return
	}
	record.Run(report)
}
