package host

import (
	"fmt"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/app"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/dom"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// start begins the life of the App: its page, then the events of a launch.
func (a *App) start() {
	if m := a.source.manifest; m != nil {
		for _, w := range m.Warnings {
			a.say("warning: %s", w)
		}
	}
	a.openPage(func() {
		if !a.options.NoLaunch {
			a.post(func() { a.bindings.AppRuntime.Launch(app.LaunchData{Source: app.SourceLoadAndLaunch}) })
		}
		a.post(a.installed)
	})
}

// installed tells an App that it is new, or newer than in the last run, or else
// that it starts up.
func (a *App) installed() {
	version := a.source.version()
	switch previous, err := a.profile.installed(version); {
	case err != nil:
		a.say("warning: %v", err)
		fallthrough
	case previous == "":
		a.bindings.Runtime.Installed(app.Install, "")
	case previous != version:
		a.bindings.Runtime.Installed(app.Update, previous)
	default:
		a.bindings.Runtime.Startup()
	}
}

func (a *App) post(task func()) { a.loop.Post(eventloop.TaskFunc(task)) }

// openPage makes the background page and begins to load it.
func (a *App) openPage(loaded func()) {
	page := a.newPage(a.source.backgroundPage(), web.NoView{})
	a.page = page
	if a.options.test != nil {
		ran := a.options.test.begin(a, page)
		whenLoaded := loaded
		loaded = func() {
			ran()
			whenLoaded()
		}
	}
	page.Document.Load(func() {
		for _, p := range a.source.evals {
			page.Realm.RunProgram(p)
		}
		if a.eventPage != nil {
			a.eventPage.started()
		}
		if a.source.manifest == nil {
			a.windowLoaded(page) // there will be no window
		}
		loaded()
	})
}

// reportFault reports a script that cannot be compiled.
func (a *App) reportFault(fault error) {
	a.uncaught = true
	fmt.Fprintln(a.options.Stderr, "Uncaught", fault)
}

// closePages ends all windows and the background page, if there is one.
func (a *App) closePages() {
	a.bindings.Windows.CloseAll()
	if a.page != nil {
		a.closePage(a.page)
		a.page = nil
	}
}

// newPage makes a page in which no script has run.
func (a *App) newPage(content dom.Page, view web.View) *bindings.Page {
	content.Package, content.Fault = a.source, a.reportFault
	page := a.bindings.Install(goja.New(), content, view)
	a.pages[page.Page] = page
	a.mu.Lock()
	a.runtimes[page.Runtime()] = true
	a.mu.Unlock()
	return page
}

func (a *App) closePage(p *bindings.Page) {
	p.Close()
	delete(a.pages, p.Page)
	a.mu.Lock()
	delete(a.runtimes, p.Runtime())
	a.mu.Unlock()
}

// Reloads that follow each other within reloadQuickly count; past maxReloads
// of them Chrome terminates an unpacked app.
const (
	reloadQuickly = time.Second
	maxReloads    = 30
)

// Reload implements [app.Host]: the App ends, persistent sockets too, and is
// read and started anew after the task under way.
func (a *App) Reload() {
	for _, p := range a.pages {
		web.StopTimers(p.Realm)
	}
	a.post(a.reload)
}

func (a *App) reload() {
	if time.Since(a.reloaded) > reloadQuickly {
		a.reloads = 0
	}
	a.reloaded = time.Now()
	if a.reloads++; a.reloads > maxReloads {
		a.stopFailed(fmt.Errorf("the app reloaded %d times in a row", maxReloads))
		return
	}
	hadWindows := len(a.bindings.Windows.Open()) > 0
	a.closePages()
	a.driven = false
	a.sockets.CloseAll()
	a.closeFiles()
	fresh, err := load(&a.options)
	if err != nil {
		a.stopFailed(fmt.Errorf("the app cannot be loaded again: %w", err))
		return
	}
	previous := a.source.version()
	a.source.close()
	a.source = fresh
	if err := a.bind(); err != nil {
		a.stopFailed(fmt.Errorf("the app cannot be loaded again: %w", err))
		return
	}
	a.openPage(func() {
		if hadWindows {
			a.post(func() { a.bindings.AppRuntime.Launch(app.LaunchData{Source: app.SourceReload}) })
		}
		a.post(func() { a.bindings.Runtime.Installed(app.Update, previous) })
	})
}

// stopFailed ends the App for good.
func (a *App) stopFailed(err error) {
	a.failed = err
	a.closePages()
	a.sockets.Shutdown(a.loop.Stop)
}
