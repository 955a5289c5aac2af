// Package bindings puts on a page's global object all that a Chrome App finds
// there: Install is the one ordered list.
package bindings

import (
	"io"
	"io/fs"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/app"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/dom"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/filesystem"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/idiom"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/language"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/module"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/sockets"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/storage"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/system"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/clone"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/fetch"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/messaging"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/streams"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/webcrypto"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/websocket"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/worker"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/window"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	hostfetch "github.com/tcpsrv-host/tcpsrv-host/host/fetch"
	hostfs "github.com/tcpsrv-host/tcpsrv-host/host/filesystem"
	"github.com/tcpsrv-host/tcpsrv-host/host/manifest"
	"github.com/tcpsrv-host/tcpsrv-host/host/script"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
	hoststorage "github.com/tcpsrv-host/tcpsrv-host/host/storage"
)

// Services is what the bindings of an App work on.
type Services struct {
	Loop    *eventloop.Loop
	Sockets *socket.Stack
	Files   *hostfs.Service
	// Client fetches for the pages.
	Client  *hostfetch.Client
	Chooser filesystem.Chooser
	Storage *hoststorage.Store
	// Host is the one who runs the App.
	Host   app.Host
	System system.Services
	// EventPage, unless nil, suspends and wakes the background page.
	EventPage extension.EventPage
	Identity  app.Identity
	// WindowHost makes the pages of windows.
	WindowHost window.Host
	// Permissions decide which APIs there are; Permit which hosts and ports.
	Permissions *manifest.Permissions
	Permit      sockets.Permit
	// Eval is whether the pages may run text as code.
	Eval bool
	// Script says how text that is run as code is read.
	Script    script.Options
	UserAgent string
	// Memory tells how much this computer has, in bytes; 0 if it is not known.
	Memory func() uint64
	// Stdout and Stderr are written to by workers too, on their goroutines.
	Stdout, Stderr io.Writer
	// Trace, unless nil, gets a line for each API call, answer and event.
	Trace func(line string)
	// Uncaught, unless nil, is called for each error that a page reports
	// because no JavaScript caught it.
	Uncaught func()
	// Workers has the App's workers. OnPanic, called on the loop, hears of
	// faults of the host itself in one of them.
	Workers *worker.Group
	OnPanic func(value any, stack []byte)
	// Package has the files of the App, for its URLs; nil for none. FileName,
	// unless nil, gives the name that errors have for one instead of its URL.
	Package  fs.FS
	FileName func(name string) string
}

// origin is the origin of all pages and workers of the App.
func (s *Services) origin() string { return "chrome-extension://" + s.Identity.ID }

// Set is the bindings of one App, to be installed in each of its pages.
type Set struct {
	Runtime    *app.Runtime
	AppRuntime *app.AppRuntime
	Files      *filesystem.FileSystem
	Windows    *window.Windows

	services   Services
	extension  *extension.App
	objectURLs *web.ObjectURLs
	broadcasts *messaging.Hub
	workers    *worker.Config
	apis       []extension.Installer
}

// New makes the chrome.* APIs that the App may use, over the services.
func New(s Services) *Set {
	ext := extension.NewApp(s.Loop, s.Trace)
	ext.EventPage = s.EventPage
	b := &Set{
		Runtime:    app.NewRuntime(ext, s.Identity, s.Host),
		AppRuntime: app.NewAppRuntime(ext),
		Files:      filesystem.New(ext, s.Files, s.Chooser),
		Windows:    window.New(ext, s.WindowHost, "chrome-extension://"+s.Identity.ID, s.Permissions.Has),
		services:   s,
		objectURLs: web.NewObjectURLs(s.origin()),
		broadcasts: messaging.NewHub(s.origin()),
		extension:  ext,
	}
	b.workers = b.workerConfig()
	b.apis = []extension.Installer{b.AppRuntime, b.Windows, b.Runtime}
	if s.Permissions.Has("sockets") {
		b.apis = append(b.apis,
			sockets.NewTCP(ext, &s.Sockets.TCP, s.Permit),
			sockets.NewTCPServer(ext, &s.Sockets.TCPServer, s.Permit),
			sockets.NewUDP(ext, &s.Sockets.UDP, s.Permit),
		)
	}
	if s.Permissions.Has("socket") {
		b.apis = append(b.apis, sockets.NewSocket(&s.Sockets.Legacy, s.Permit))
	}
	if s.Permissions.Has("storage") {
		b.apis = append(b.apis, storage.New(ext, s.Storage))
	}
	if s.Permissions.Has("fileSystem") {
		b.apis = append(b.apis, b.Files)
	}
	b.apis = append(b.apis, system.New(ext, s.Permissions.Has, s.System)...)
	return b
}

// PendingCalls is how many API calls wait for their answer.
func (s *Set) PendingCalls() int { return s.extension.PendingCalls() }

// Page is a realm with everything installed.
type Page struct {
	*extension.Page
	Realm    *eventloop.Realm
	Document *dom.Document
	modules  func() *module.Map
	// reportModule is told what a module of an element threw.
	reportModule func(error)
	bare         bool // scripts without an app
}

// Close ends the page: nothing calls into it any more.
func (p *Page) Close() {
	p.Document.Close()
	web.Close(p.Realm)
	p.Page.Close()
}

// windowMembers is about how many properties a page adds to the global object.
const windowMembers = 300

// Install makes a page of a new runtime, shown by the view. Nothing of it runs
// before its document is loaded. Console, Module and Has of the content are the
// set's own.
func (s *Set) Install(vm *goja.Runtime, content dom.Page, view web.View) *Page {
	engine.Reserve(vm, windowMembers)
	console := web.InstallConsole(vm, s.services.Stdout, s.services.Stderr)
	reporter := &reporter{vm: vm, console: console, uncaught: s.services.Uncaught}
	realm := s.services.Loop.NewRealm(vm, reporter)
	reporter.realm = realm

	language.Install(realm)
	reporter.events = web.InstallEvents(realm)
	modules := s.modules(realm, console)
	s.installCommon(realm, console, modules, content.URL, reporter.reportWorker)
	web.InstallWindow(vm)
	web.InstallView(vm, view)
	web.InstallUnavailable(vm, console)
	web.InstallHistory(vm, console)
	_, hidden := view.(web.NoView)
	web.InstallFrames(realm, !hidden)
	messaging.InstallWindow(realm, s.services.origin(), console.Warn)
	page := &Page{Realm: realm, modules: modules, bare: s.services.FileName != nil}
	page.reportModule = func(err error) { reporter.moduleFailed(err, content.URL) }
	content.Console, content.Module, content.Has = console, page.RunModule, s.services.Permissions.Has
	content.Package = pageFiles{content.Package, s.objectURLs, s.services.Script}
	page.Document = dom.New(realm, content)
	page.Page = s.extension.AddPage(realm, reporter, s.apis...)
	s.Files.InstallWindow(page.Page)
	s.Runtime.AddPage(page.Page)
	return page
}

// installCommon installs what pages and workers have in common.
func (s *Set) installCommon(realm *eventloop.Realm, console *web.Console, modules func() *module.Map, address string, report func(*web.ErrorEvent)) {
	vm := realm.Runtime()
	if s.services.Script.Idioms {
		idiom.Install(vm)
	}
	web.InstallNavigator(vm, s.services.UserAgent, s.services.Memory)
	web.InstallOrigin(vm, s.services.origin())
	web.InstallBlob(realm)
	streams.Install(realm)
	clone.Install(vm)
	web.InstallPerformance(vm, clone.Value, console.Warn)
	messaging.Install(realm, s.broadcasts)
	webcrypto.Install(realm)
	worker.Install(s.workers, &worker.Owner{Realm: realm, Address: address, Console: console, Report: report})
	web.InstallAbort(realm)
	web.InstallURL(realm, s.objectURLs)
	fetch.Install(realm, fetch.Services{
		Client: s.services.Client, Objects: s.objectURLs, Console: console.Error, Warn: console.Warn, Origin: s.services.origin(), Base: address,
	})
	websocket.Install(realm, websocket.Services{Client: s.services.Client, Console: console.Error, Warn: console.Warn, Base: address})
	web.InstallBase64(vm)
	code := web.InstallCode(vm, console, web.CodeOptions{
		RefuseEval: !s.services.Eval,
		Script:     s.services.Script,
		Import: func(base string, specifier, options goja.Value) *goja.Promise {
			return modules().Import(base, specifier, options)
		},
	})
	web.InstallTimers(realm, code)
	web.InstallEncoding(vm)
}
