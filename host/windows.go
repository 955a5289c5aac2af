package host

import (
	"encoding/json"
	"io/fs"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/tcpsrv-host/tcpsrv-host/bindings"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/dom"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/window"
)

var _ window.Host = (*App)(nil)

// OpenPage implements [window.Host].
func (a *App) OpenPage(address *url.URL, view web.View) *window.Page {
	name := strings.TrimPrefix(address.Path, "/")
	if a.source.bundle == nil || address.Host != a.source.id {
		return nil
	}
	text, err := fs.ReadFile(a.source.bundle.FS, name)
	if err != nil {
		return nil
	}
	page := a.newPage(dom.Page{URL: address.String(), HTML: text}, view)
	return &window.Page{
		Page:  page.Page,
		Load:  func() { page.Document.Load(func() { a.windowLoaded(page) }) },
		Close: func() { a.closePage(page) },
		Shown: page.Document.Shown,
	}
}

// windowLoaded does the user's actions in the first window.
func (a *App) windowLoaded(page *bindings.Page) {
	if a.driven {
		return
	}
	a.driven = true
	a.post(func() { a.drive(page, a.source.actions, 0) })
}

// windowPages gives the pages of the windows, the oldest first.
func (a *App) windowPages() (pages []*bindings.Page) {
	for _, w := range a.bindings.Windows.Open() {
		pages = append(pages, a.pages[w.Page()])
	}
	return pages
}

// geometryFile holds where the windows were, by their ids.
const geometryFile = "windows.json"

// windowGeometry gives the records of where windows were. A file that cannot be
// read counts as none.
func (a *App) windowGeometry() *recordFile {
	if a.geometry == nil {
		path := ""
		if a.profile.dir != "" {
			path = filepath.Join(a.profile.dir, geometryFile)
		}
		var err error
		if a.geometry, err = openRecords(path, "the places of the windows"); err != nil {
			a.say("warning: %v", err)
			a.geometry = &recordFile{records: map[string]json.RawMessage{}}
		}
	}
	return a.geometry
}

// Geometry implements [window.Host].
func (a *App) Geometry(id string) (web.Bounds, bool) {
	var bounds web.Bounds
	record, _ := a.windowGeometry().Get(id)
	return bounds, record != nil && json.Unmarshal(record, &bounds) == nil
}

// KeepGeometry implements [window.Host].
func (a *App) KeepGeometry(id string, bounds web.Bounds) {
	record, err := json.Marshal(bounds)
	if err == nil {
		err = a.windowGeometry().Put(id, record)
	}
	if err != nil {
		a.say("warning: cannot note where the window %q is: %v", id, err)
	}
}
