// Package host runs Chrome Apps: it makes an App of scripts or of a folder,
// gives it a page, an event loop and services, and takes it down again.
package host

import (
	"context"
	"fmt"
	"io"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/manifest"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

// App is one App, loaded and ready to run once.
type App struct {
	options  Options
	source   *source
	loop     *eventloop.Loop
	sockets  *socket.Stack
	bindings *bindings.Set
	page     *bindings.Page
	refused  map[refusal]bool
	uncaught bool
}

// New loads an App. An error says in one sentence, fit for the user, why it
// cannot be loaded; nothing of it has run then. An App that was made must be
// run, which also releases what it holds.
func New(o Options) (*App, error) {
	o.setDefaults()
	src, err := load(&o)
	if err != nil {
		return nil, err
	}
	a := &App{options: o, source: src, refused: map[refusal]bool{}}
	a.loop = eventloop.New(eventloop.NewChannelPoller(), a.reportPanic)
	a.sockets = socket.NewStack(func(t socket.Task) bool { return a.loop.Post(t) })
	a.loop.KeepAliveWhile(a.sockets.Active)
	// An app stays up for its events. Chrome would suspend it 10 s after its
	// last event, with all sockets that are not persistent.
	a.loop.KeepAliveWhile(func() bool { return src.manifest != nil })
	a.bindings = bindings.New(bindings.Services{
		Loop:        a.loop,
		Sockets:     a.sockets,
		Permissions: src.permissions,
		Permit:      a.permit,
		Manifest:    src.manifest,
		AppID:       src.id,
		PageURL:     src.pageURL(),
		UserAgent:   o.UserAgent,
		Stdout:      o.Stdout,
		Stderr:      o.Stderr,
		Trace:       traceTo(o.Trace),
		Uncaught:    func() { a.uncaught = true },
	})
	if a.page, err = a.bindings.Install(goja.New()); err != nil {
		src.close()
		return nil, err
	}
	return a, nil
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
		fmt.Fprintf(a.options.Stderr, "tcpsrv-host: the manifest does not permit %s with %q, port %d; this line in it would: %s; so does --allow %s\n",
			operation, host, port, operation.ManifestLine(host, port), operation)
	}
	return false
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
// takes at most 4 seconds. Every goroutine of the App has ended then.
func (a *App) Run(ctx context.Context) error {
	defer a.source.close()
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
	a.sockets.Close()
	return nil
}

// start runs the scripts of the background page.
func (a *App) start() {
	if m := a.source.manifest; m != nil {
		for _, w := range m.Warnings {
			fmt.Fprintln(a.options.Stderr, "tcpsrv-host: warning:", w)
		}
	}
	for i, p := range a.source.programs {
		if fault := a.source.faults[i]; fault != nil {
			a.uncaught = true
			fmt.Fprintln(a.options.Stderr, "Uncaught", fault)
			continue
		}
		a.page.Realm.RunProgram(p)
	}
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
		a.page.Close()
		a.sockets.Shutdown(a.loop.Stop)
	}))
	interrupt, stop := time.After(interruptAfter), time.After(stopAfter)
	for {
		select {
		case <-ended:
			return
		case <-interrupt:
			if !stopping.Load() {
				a.page.Runtime().Interrupt("the host is stopping")
			}
		case <-stop:
			a.loop.Stop()
			a.page.Runtime().Interrupt("the host is stopping")
		}
	}
}

// Uncaught reports whether an error was reported that no JavaScript caught.
func (a *App) Uncaught() bool { return a.uncaught }

// reportPanic prints a fault of the host itself. The App goes on.
func (a *App) reportPanic(value any, stack []byte) {
	a.uncaught = true
	fmt.Fprintf(a.options.Stderr, "tcpsrv-host: internal error, the app goes on: %v\n", value)
	if a.options.Trace != nil {
		fmt.Fprintf(a.options.Trace, "%s", stack)
	}
}
