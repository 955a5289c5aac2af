// Package host runs Chrome Apps: it makes an App of scripts or of a folder,
// gives it a page, an event loop and services, and takes it down again.
package host

import (
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/app"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/worker"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/fetch"
	"github.com/tcpsrv-host/tcpsrv-host/host/filesystem"
	"github.com/tcpsrv-host/tcpsrv-host/host/manifest"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
	"github.com/tcpsrv-host/tcpsrv-host/host/sysinfo"
)

// App is one App, loaded and ready to run once.
type App struct {
	options   Options
	source    *source
	profile   *profile
	loop      *eventloop.Loop
	workers   *worker.Group
	sockets   *socket.Stack
	files     *filesystem.Service
	client    *fetch.Client
	choices   *choices
	bindings  *bindings.Set
	page      *bindings.Page // the background page, nil while it is suspended
	pages     map[*extension.Page]*bindings.Page
	geometry  *recordFile // of windows, nil until it is needed
	driven    bool        // the actions have been done in the first window
	eventPage *eventPage  // nil for a page that stays
	refused   map[refusal]bool
	uncaught  bool
	failed    error // why the App could not go on
	reloaded  time.Time
	reloads   int // that followed each other quickly

	mu       sync.Mutex
	runtimes map[*goja.Runtime]bool // of the pages, for another goroutine to interrupt
}

// New loads an App. An error says in one sentence, fit for the user, why it
// cannot be loaded; nothing of it has run then. An App that was made must be
// run, which also releases what it holds.
func New(o Options) (*App, error) {
	o.setDefaults()
	roots, err := loadRoots(o.CA)
	if err != nil {
		return nil, err
	}
	src, err := load(&o)
	if err != nil {
		return nil, err
	}
	profile, err := openProfile(&o, src)
	if err != nil {
		src.close()
		return nil, err
	}
	a := &App{options: o, source: src, profile: profile, choices: &choices{o.Choose}, refused: map[refusal]bool{}}
	a.pages, a.runtimes = map[*extension.Page]*bindings.Page{}, map[*goja.Runtime]bool{}
	a.sockets = socket.NewStack(func(t socket.Task) bool { return a.loop.Post(t) })
	a.sockets.Roots = roots
	poller := newPoller(a.sockets, o.PortableIO)
	a.loop = eventloop.New(poller, a.reportPanic)
	if o.OnIdle != nil {
		a.loop.OnIdle(quietTime, o.OnIdle)
	}
	a.workers = worker.NewGroup(a.loop)
	a.loop.KeepAliveWhile(a.sockets.Active)
	// An app stays up for its events. Chrome would suspend it 10 s after its
	// last event, with all sockets that are not persistent.
	a.loop.KeepAliveWhile(func() bool { return src.manifest != nil })
	if o.EventPage {
		a.eventPage = &eventPage{app: a}
	}
	if err := a.bind(); err != nil {
		poller.Close()
		profile.close()
		src.close()
		return nil, err
	}
	return a, nil
}

// quietTime is how long an App has nothing to do before Options.OnIdle.
const quietTime = 500 * time.Millisecond

// bind makes the file service and the bindings for what was loaded.
func (a *App) bind() error {
	files, err := a.openFiles()
	if err != nil {
		return err
	}
	a.files = files
	a.client = a.newClient()
	services := bindings.Services{
		Client:      a.client,
		Files:       files,
		Chooser:     a.choices,
		Loop:        a.loop,
		Sockets:     a.sockets,
		Storage:     a.profile.store,
		System:      a.source.system(a.profile.alarms),
		Host:        a,
		Identity:    a.source.identity(),
		WindowHost:  a,
		Permissions: a.source.permissions,
		Permit:      a.permit,
		Eval:        a.source.manifest == nil || a.options.AllowEval,
		Script:      a.options.script(),
		UserAgent:   a.options.UserAgent,
		Memory:      func() uint64 { return sysinfo.ReadMemory().Capacity },
		Stdout:      a.options.Stdout,
		Stderr:      a.options.Stderr,
		Trace:       traceTo(a.options.Trace),
		Uncaught:    func() { a.uncaught = true },
		Workers:     a.workers,
		OnPanic:     a.reportPanic,
	}
	services.Package, services.FileName = a.source.files()
	if a.options.test != nil {
		services.Package = a.options.test.files(services.Package)
	}
	if a.eventPage != nil {
		services.EventPage = a.eventPage
	}
	a.bindings = bindings.New(services)
	return nil
}

func traceTo(w io.Writer) func(string) {
	if w == nil {
		return nil
	}
	return func(line string) { fmt.Fprintln(w, line) }
}

// refusal is what the manifest did not permit.
type refusal struct {
	operation manifest.Operation
	host      string
	port      uint16
}

// permit asks the manifest. What it refuses is explained once.
func (a *App) permit(operation manifest.Operation, host string, port uint16) bool {
	if a.source.permissions.May(operation, host, port) {
		return true
	}
	if r := (refusal{operation, host, port}); !a.refused[r] {
		a.refused[r] = true
		a.say("the manifest does not permit %s with %q, port %d; this line in it would: %s; so does --allow %s",
			operation, host, port, operation.ManifestLine(host, port), operation)
	}
	return false
}

// say tells the user something beside the console of the App.
func (a *App) say(format string, args ...any) {
	fmt.Fprintf(a.options.Stderr, "tcpsrv-host: "+format+"\n", args...)
}

// How long an App that is told to stop may take: to get to the request, for
// which a script that loops is interrupted, and to flush what it sent.
const (
	interruptAfter = 2 * time.Second
	stopAfter      = 4 * time.Second
)

// Run runs the App on this goroutine. It returns when nothing is left that
// could ever call the App again (an App with a manifest stays up), or after
// ctx is done, when ports are released and what was sent is flushed, which
// takes at most 4 seconds. Every goroutine of the App has ended then. The
// error is why an App that reloaded could not be loaded again.
func (a *App) Run(ctx context.Context) error {
	defer func() { a.source.close() }()
	a.loop.Post(eventloop.TaskFunc(a.start))
	ended := make(chan struct{})
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		a.stopWhenDone(ctx, ended)
	}()
	a.loop.Run()
	close(ended)
	<-watched
	if a.page != nil { // it ended by itself
		a.writeHTML()
	}
	a.closePages()
	a.workers.Close()
	a.sockets.Close()
	a.closeFiles()
	a.profile.close()
	return a.failed
}

// stopWhenDone stops the App when ctx is done, in order and then by force.
func (a *App) stopWhenDone(ctx context.Context, ended <-chan struct{}) {
	select {
	case <-ended:
		return
	case <-ctx.Done():
	}
	var stopping atomic.Bool
	a.loop.Post(eventloop.TaskFunc(func() {
		stopping.Store(true)
		a.writeHTML()
		a.closePages()
		a.sockets.Shutdown(a.loop.Stop)
	}))
	interrupt, stop := time.After(interruptAfter), time.After(stopAfter)
	for {
		select {
		case <-ended:
			return
		case <-interrupt:
			if !stopping.Load() {
				a.interrupt()
			}
		case <-stop:
			a.loop.Stop()
			a.interrupt()
		}
	}
}

func (a *App) interrupt() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for vm := range a.runtimes {
		vm.Interrupt("the host is stopping")
	}
}

// Uncaught reports whether an error was reported that no JavaScript caught.
func (a *App) Uncaught() bool { return a.uncaught }

// reportPanic prints a fault of the host itself. The App goes on.
func (a *App) reportPanic(value any, stack []byte) {
	a.uncaught = true
	a.say("internal error, the app goes on: %v", value)
	if a.options.Trace != nil {
		fmt.Fprintf(a.options.Trace, "%s", stack)
	}
}

// PageURL implements [app.Host].
func (a *App) PageURL(p *extension.Page) string { return a.pages[p].Document.URL() }

// BackgroundPage implements [app.Host].
func (a *App) BackgroundPage(done func(extension.Maker, error)) {
	background := a.page
	done(func(p *extension.Page) goja.Value {
		return membrane.Global(background.Realm, p.Realm())
	}, nil)
}

// PackageDirectory implements [app.Host].
func (a *App) PackageDirectory(done func(extension.Maker, error)) {
	done(a.bindings.Files.PackageDirectory())
}

var _ app.Host = (*App)(nil)
