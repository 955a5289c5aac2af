// Package bindings puts on a page's global object all that a Chrome App finds
// there: Install is the one ordered list.
package bindings

import (
	"io"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/sockets"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/manifest"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

// Services is what the bindings of an App work on.
type Services struct {
	Loop    *eventloop.Loop
	Sockets *socket.Stack
	// Permissions decide which APIs there are; Permit which hosts and ports.
	Permissions *manifest.Permissions
	Permit      sockets.Permit
	// Manifest is nil for plain scripts, which have no content security policy.
	Manifest  *manifest.Manifest
	AppID     string
	PageURL   string
	UserAgent string
	Stdout    io.Writer
	Stderr    io.Writer
	// Trace, unless nil, gets a line for each API call, answer and event.
	Trace func(line string)
	// Uncaught, unless nil, is called for each error that a page reports
	// because no JavaScript caught it.
	Uncaught func()
}

// Set is the bindings of one App, to be installed in each of its pages.
type Set struct {
	services Services
	app      *extension.App
	apis     []*extension.API
}

// New makes the chrome.* APIs over the services.
func New(s Services) *Set {
	app := extension.NewApp(s.Loop, s.Trace)
	b := &Set{services: s, app: app}
	if s.Permissions.Has("sockets") {
		b.apis = append(b.apis,
			sockets.NewTCP(app, &s.Sockets.TCP, s.Permit),
			sockets.NewTCPServer(app, &s.Sockets.TCPServer, s.Permit),
		)
	}
	return b
}

// Page is a realm with everything installed.
type Page struct {
	*extension.Page
	Realm *eventloop.Realm
}

// Install makes a page of a new runtime.
func (s *Set) Install(vm *goja.Runtime) (*Page, error) {
	console := web.InstallConsole(vm, s.services.Stdout, s.services.Stderr)
	reporter := &reporter{vm: vm, console: console, uncaught: s.services.Uncaught}
	realm := s.services.Loop.NewRealm(vm, reporter)

	web.InstallWindow(vm)
	web.InstallUnavailable(vm, console)
	web.InstallNavigator(vm, s.services.UserAgent)
	web.InstallTimers(realm, func(source string) error {
		_, err := vm.RunString(source)
		return err
	})
	if err := web.InstallEncoding(vm); err != nil {
		return nil, err
	}

	page := s.app.AddPage(realm, reporter)
	page.Constant("runtime", "id", s.services.AppID)
	for _, api := range s.apis {
		api.Install(page)
	}
	return &Page{page, realm}, nil
}
