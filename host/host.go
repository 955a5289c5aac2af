// Package host runs Chrome Apps: it makes an App of scripts, gives it a page,
// an event loop and services, and takes it down again.
package host

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/sockets"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/script"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

// Options say what to run and how.
type Options struct {
	// Apps is the App: script files that run in order in one background page.
	Apps []string
	// Eval is text to run in the background page after its scripts.
	Eval []string
	// Ephemeral keeps nothing on disk.
	Ephemeral bool
	// UserAgent is what navigator.userAgent says; empty for a current Chrome.
	UserAgent string
	// Stdout and Stderr take the console and the reports. They are written to
	// on the goroutine that is in Run.
	Stdout, Stderr io.Writer
	// Trace, unless nil, takes one line for each API call, answer and event.
	Trace io.Writer
}

// DefaultUserAgent is the user agent of a current Chrome on this system.
func DefaultUserAgent() string {
	system := "X11; Linux x86_64"
	switch runtime.GOOS {
	case "darwin":
		system = "Macintosh; Intel Mac OS X 10_15_7"
	case "windows":
		system = "Windows NT 10.0; Win64; x64"
	}
	return "Mozilla/5.0 (" + system + ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
}

// App is one App, loaded and ready to run once.
type App struct {
	options  Options
	programs []*goja.Program
	loop     *eventloop.Loop
	sockets  *socket.Stack
	page     *bindings.Page
	uncaught bool
}

// New loads an App. An error says in one sentence, fit for the user, why it
// cannot be loaded; nothing of it has run then.
func New(o Options) (*App, error) {
	if len(o.Apps) == 0 {
		return nil, errors.New("there is nothing to run: name a script")
	}
	if o.UserAgent == "" {
		o.UserAgent = DefaultUserAgent()
	}
	if o.Stdout == nil {
		o.Stdout = io.Discard
	}
	if o.Stderr == nil {
		o.Stderr = io.Discard
	}
	a := &App{options: o}
	for _, path := range o.Apps {
		if err := checkScriptFile(path); err != nil {
			return nil, err
		}
		p, err := script.Load(path)
		if err != nil {
			return nil, err
		}
		a.programs = append(a.programs, p)
	}
	for i, text := range o.Eval {
		p, err := script.Compile("--eval:"+strconv.Itoa(i+1), text)
		if err != nil {
			return nil, err
		}
		a.programs = append(a.programs, p)
	}
	id, err := appID(o.Apps[0])
	if err != nil {
		return nil, err
	}

	a.loop = eventloop.New(eventloop.NewChannelPoller(), a.reportPanic)
	a.sockets = socket.NewStack(func(t socket.Task) bool { return a.loop.Post(t) })
	a.loop.KeepAliveWhile(a.sockets.Active)
	set := bindings.New(bindings.Services{
		Loop:      a.loop,
		Sockets:   a.sockets,
		Permit:    func(sockets.Operation, string, uint16) bool { return true },
		AppID:     id,
		UserAgent: o.UserAgent,
		Stdout:    o.Stdout,
		Stderr:    o.Stderr,
		Trace:     traceTo(o.Trace),
		Uncaught:  func() { a.uncaught = true },
	})
	if a.page, err = set.Install(goja.New()); err != nil {
		return nil, err
	}
	return a, nil
}

func checkScriptFile(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no file %s", path)
	case err == nil && info.IsDir():
		return fmt.Errorf("%s is a folder without a manifest.json: name a script, or the folder of a Chrome App", path)
	}
	return nil
}

// appID is the id that Chrome gives an unpacked app without a key: the first
// half of a hash of its path, in the letters a to p.
func appID(path string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("cannot find where %s is: %w", path, err)
	}
	if real, err := filepath.EvalSymlinks(full); err == nil {
		full = real
	}
	sum := sha256.Sum256([]byte(full))
	id := make([]byte, 0, 32)
	for _, b := range sum[:16] {
		id = append(id, 'a'+b>>4, 'a'+b&15)
	}
	return string(id), nil
}

func traceTo(w io.Writer) func(string) {
	if w == nil {
		return nil
	}
	return func(line string) { fmt.Fprintln(w, line) }
}

// How long an App that is told to stop may take: to get to the request, for
// which a script that loops is interrupted, and to flush what it sent.
const (
	interruptAfter = 2 * time.Second
	stopAfter      = 4 * time.Second
)

// Run runs the App on this goroutine. It returns when nothing is left that
// could ever call the App again, or after ctx is done, when ports are released
// and what was sent is flushed, which takes at most 4 seconds. Every goroutine
// of the App has ended then.
func (a *App) Run(ctx context.Context) error {
	a.loop.Post(eventloop.TaskFunc(func() {
		for _, p := range a.programs {
			a.page.Realm.RunProgram(p)
		}
	}))
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
