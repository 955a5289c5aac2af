package host

import (
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/tcpsrv-host/tcpsrv-host/host/script"
)

// Options say what to run and how.
type Options struct {
	// Apps is the App: script files, which run in order in one background page
	// and may do everything, or one folder or archive with a manifest.
	Apps []string
	// Eval is text to run in the background page when it has loaded.
	Eval []string
	// Actions are what to do in the first window, in order.
	Actions []Action
	// WindowHTML, unless nil, takes the documents of the windows in one call of
	// Write: at the end, and whenever [App.PrintHTML] asks for it.
	WindowHTML io.Writer
	// Allow widens what the manifest permits, see [manifest.Permissions.Allow].
	Allow []string
	// NoLaunch leaves chrome.app.runtime.onLaunched out.
	NoLaunch bool
	// EventPage gives the background page Chrome's life cycle: suspended when
	// it is idle, brought back for an event.
	EventPage bool
	// AllowEval lifts the content security policy's ban on eval.
	AllowEval bool
	// NoLower gives scripts to the engine as they are, also where it refuses
	// or mistakes what Chrome takes.
	NoLower bool
	// Ephemeral keeps nothing on disk.
	Ephemeral bool
	// Profile is the directory for what the App keeps; empty for one of its own
	// below the user's configuration directory.
	Profile string
	// Storage is a JSON file to seed chrome.storage.local from.
	Storage string
	// Policy is a JSON file with the content of chrome.storage.managed.
	Policy string
	// Choose are the paths that answer chrome.fileSystem.chooseEntry, in order.
	Choose []string
	// Retain are entries that chrome.fileSystem.restoreEntry finds, as ID=PATH.
	Retain []string
	// NoIdioms runs every loop of a script in the engine, also where Go can do
	// the same faster.
	NoIdioms bool
	// CA are files of certificates, in PEM form, by which TLS servers are trusted
	// beside the system's.
	CA []string
	// UserAgent is what navigator.userAgent says; empty for a current Chrome.
	UserAgent string
	// PortableIO serves connections by goroutines, as on every system, where the
	// loop could do it itself. The environment sets it by TCPSRV_HOST_IO=portable.
	PortableIO bool
	// OnIdle, unless nil, is called on the goroutine that is in Run when the App
	// has nothing to do, after it has started and after it had much to do: a time
	// to give memory back.
	OnIdle func()
	// Stdout and Stderr take the console and the reports. They are written to
	// by one goroutine at a time: the one that is in Run, or that of a worker.
	Stdout, Stderr io.Writer
	// Trace, unless nil, takes one line for each API call, answer and event.
	Trace io.Writer

	test *testRun // unless nil, the App is a test file
}

func (o *Options) setDefaults() {
	if o.UserAgent == "" {
		o.UserAgent = DefaultUserAgent()
	}
	if os.Getenv("TCPSRV_HOST_IO") == "portable" {
		o.PortableIO = true
	}
	all := &outputs{}
	o.Stdout, o.Stderr = all.to(o.Stdout), all.to(o.Stderr)
}

// script says how scripts are read.
func (o *Options) script() script.Options {
	return script.Options{
		NoLower: o.NoLower,
		Idioms:  !o.NoIdioms,
		Warn: func(p script.Problem) {
			fmt.Fprintln(o.Stderr, "tcpsrv-host: warning:", p)
		},
	}
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
