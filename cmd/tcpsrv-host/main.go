// Command tcpsrv-host runs Chrome Apps that use chrome.sockets headless.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/spf13/pflag"

	"github.com/tcpsrv-host/tcpsrv-host/host"
)

// Exit statuses.
const (
	statusOK       = 0
	statusUncaught = 1 // an error was reported that no JavaScript caught
	statusUsage    = 2 // the command line, or an app that cannot be loaded
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, prepare)) }

// signals are those by which the user tells the command something.
type signals struct{ end, print chan os.Signal }

// prepare does what concerns the process as a whole. It takes a while, in which
// an app can be loaded: the runtime starts threads for signals, and waits for
// them.
func prepare() signals {
	tuneCollector()
	s := signals{end: make(chan os.Signal, 2), print: make(chan os.Signal, 1)}
	signal.Notify(s.end, os.Interrupt, syscall.SIGTERM)
	notifyPrint(s.print)
	return s
}

// run is the command, apart from the process, so that it can be tested.
func run(args []string, stdout, stderr io.Writer, prepare func() signals) int {
	options := host.Options{Stdout: stdout, Stderr: stderr, OnIdle: giveMemoryBack}
	flags := newFlags(&options)
	var trace, version, help, wpt bool
	flags.BoolVar(&trace, "trace", false, "print each API call, answer and event to stderr")
	flags.BoolVar(&wpt, "wpt", false, "run test files in the style of web-platform-tests (x.any.js, x.window.js, x.worker.js) and print their results")
	flags.BoolVar(&version, "version", false, "print the version")
	flags.BoolVarP(&help, "help", "h", false, "print this help")
	if err := flags.Parse(args); err != nil {
		return usageError(stderr, err)
	}
	switch {
	case help:
		// pflag tells of every switch that it takes =true and =false.
		flagUsages := strings.ReplaceAll(flags.FlagUsages(), "[=true|false]", "             ")
		fmt.Fprintf(stdout, usage, flagUsages)
		return statusOK
	case version:
		fmt.Fprintln(stdout, "tcpsrv-host", versionText())
		return statusOK
	case flags.NArg() == 0:
		return usageError(stderr, errors.New("there is nothing to run: name a script, or the folder of a Chrome App"))
	}
	options.Apps = flags.Args()
	if trace {
		options.Trace = stderr
	}
	if wpt {
		return runTests(options, stdout, stderr, prepare().end)
	}
	return runApp(options, stderr, prepare)
}

func signalStatus(s os.Signal) int { return 128 + int(s.(syscall.Signal)) }

// stopWithin is how long an app has to end in order. Only one that is stuck in
// the engine, where no interrupt is heard, takes longer.
const stopWithin = 5 * time.Second

// runTests runs each file as an app of its own. The status is 1 if any of them
// failed.
func runTests(options host.Options, stdout, stderr io.Writer, signals <-chan os.Signal) int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ended := make(chan struct{})
	defer close(ended)
	go func() {
		select {
		case <-signals:
			cancel()
		case <-ended:
		}
	}()
	status := statusOK
	for _, path := range options.Apps {
		result, err := host.RunTest(ctx, options, path)
		if err != nil {
			fmt.Fprintln(stderr, "tcpsrv-host:", err)
			return statusUsage
		}
		result.Print(stdout, path)
		if !result.Passed() {
			status = statusUncaught
		}
	}
	return status
}

// runApp loads an app and runs it. It stops in order on the first signal, and
// the process at once on the second, or if the app does not stop. A script can
// take the engine for ever to read: a signal then waits for nothing, since
// nothing has run.
func runApp(options host.Options, stderr io.Writer, prepare func() signals) int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var loaded atomic.Pointer[host.App]
	prepared, ended := make(chan struct{}), make(chan int, 1)
	go func() {
		app, err := host.New(options)
		if err != nil {
			fmt.Fprintln(stderr, "tcpsrv-host:", err)
			ended <- statusUsage
			return
		}
		loaded.Store(app)
		<-prepared
		ended <- statusOf(ctx, app, stderr)
	}()
	signals := prepare()
	close(prepared)
	var first os.Signal
	var tooLate <-chan time.Time
	for {
		select {
		case status := <-ended:
			return status
		case <-signals.print:
			if app := loaded.Load(); app != nil {
				app.PrintHTML()
			}
		case s := <-signals.end:
			if loaded.Load() == nil {
				return signalStatus(s)
			}
			if first != nil {
				os.Exit(signalStatus(s))
			}
			first, tooLate = s, time.After(stopWithin)
			cancel()
		case <-tooLate:
			fmt.Fprintf(stderr, "tcpsrv-host: the app does not stop within %v; it is ended as it is\n", stopWithin)
			os.Exit(signalStatus(first))
		}
	}
}

// statusOf runs an app and gives its exit status.
func statusOf(ctx context.Context, app *host.App, stderr io.Writer) int {
	if err := app.Run(ctx); err != nil {
		fmt.Fprintln(stderr, "tcpsrv-host:", err)
		return statusUncaught
	}
	if ctx.Err() == nil && app.Uncaught() {
		return statusUncaught
	}
	return statusOK
}

func newFlags(o *host.Options) *pflag.FlagSet {
	flags := pflag.NewFlagSet("tcpsrv-host", pflag.ContinueOnError)
	flags.SortFlags = false
	flags.SetOutput(io.Discard)
	flags.StringArrayVar(&o.Eval, "eval", nil, "run `JS` in the background page when it has loaded; repeatable")
	flags.Var(actionFlag{&o.Actions, host.EvalWindow}, string(host.EvalWindow), "run `JS` in the first window when it has loaded; repeatable")
	flags.Var(actionFlag{&o.Actions, host.Click}, string(host.Click), "click the element that matches the `SELECTOR` there; repeatable, in the order given")
	flags.Var(actionFlag{&o.Actions, host.Fill}, string(host.Fill), "fill in a field there (`SELECTOR=VALUE`; repeatable)")
	flags.Var(actionFlag{&o.Actions, host.ChooseFiles}, string(host.ChooseFiles), "choose a file, or all files of a folder, there (`SELECTOR=PATH`; repeatable)")
	flags.Var(htmlFlag{o}, "window-html", "write what the windows show to `FILE`, - for the output: at the end, and on SIGUSR1")
	flags.StringArrayVar(&o.Allow, "allow", nil, "permit more than the manifest: tcpServer.listen=:8080, permissions=storage, * (`PATTERN`; repeatable)")
	flags.BoolVar(&o.AllowEval, "allow-eval", false, "let an app use eval and new Function")
	flags.BoolVar(&o.NoLower, "no-lower", false, "run scripts as they are, also where the engine does not know their syntax")
	flags.BoolVar(&o.NoLaunch, "no-launch", false, "do not send chrome.app.runtime.onLaunched")
	flags.BoolVar(&o.EventPage, "event-page", false, "suspend the background page when it is idle, as Chrome does")
	flags.StringVar(&o.Profile, "profile", "", "keep what the app stores in `DIR` (default: one per app in the user's configuration directory)")
	flags.BoolVar(&o.Ephemeral, "ephemeral", false, "keep nothing on disk")
	flags.StringVar(&o.Storage, "storage", "", "put the members of this JSON `FILE` into chrome.storage.local first")
	flags.StringVar(&o.Policy, "policy", "", "the content of chrome.storage.managed (JSON `FILE`)")
	flags.StringArrayVar(&o.Choose, "choose", nil, "answer chrome.fileSystem.chooseEntry with `PATH`; repeatable, in order")
	flags.StringArrayVar(&o.Retain, "retain", nil, "let chrome.fileSystem.restoreEntry find a path (`ID=PATH`; repeatable)")
	flags.BoolVar(&o.NoIdioms, "no-idioms", false, "run loops over bytes in the engine, as they are written")
	flags.StringArrayVar(&o.CA, "ca", nil, "trust TLS servers by the certificates in this PEM `FILE` too; repeatable")
	flags.StringVar(&o.UserAgent, "user-agent", "", "what navigator.userAgent says (`TEXT`; default: a current Chrome)")
	return flags
}

// actionFlag appends an action: the flags that make them keep the order in
// which they were given.
type actionFlag struct {
	actions *[]host.Action
	kind    host.ActionKind
}

func (f actionFlag) Set(text string) error {
	*f.actions = append(*f.actions, host.Action{Kind: f.kind, Text: text})
	return nil
}

// htmlFlag is where the documents of the windows go: a file, written anew each
// time, or the output.
type htmlFlag struct{ options *host.Options }

func (f htmlFlag) Set(name string) error {
	if f.options.WindowHTML = fileWriter(name); name == "-" {
		f.options.WindowHTML = f.options.Stdout
	}
	return nil
}

func (f htmlFlag) String() string { return "" }
func (f htmlFlag) Type() string   { return "string" }

type fileWriter string

func (w fileWriter) Write(p []byte) (int, error) { return len(p), os.WriteFile(string(w), p, 0o666) }

func (f actionFlag) String() string { return "" }
func (f actionFlag) Type() string   { return "stringArray" }

func usageError(stderr io.Writer, err error) int {
	fmt.Fprintf(stderr, "tcpsrv-host: %v; see tcpsrv-host --help\n", err)
	return statusUsage
}

func versionText() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(unknown)"
}

const usage = `tcpsrv-host runs Chrome Apps that use chrome.sockets.tcpServer and its family,
unmodified and without a browser.

Usage:
  tcpsrv-host [flags] APP_DIR | APP.zip | APP.crx
  tcpsrv-host [flags] SCRIPT.js [SCRIPT.js ...]

An app runs as its manifest says, is launched, and stays up. Scripts run in order
in one background page and may do everything; they end when nothing is left that
could call them again: no open socket, no pending call, no timer. SIGINT and
SIGTERM end either in order: ports are released, what was sent is flushed. A
second signal ends it at once.

Flags:
%s
Examples:
  tcpsrv-host my-app/                       run the app in a folder
  tcpsrv-host --allow tcpServer.listen my-app/
                                            permit what its manifest does not
  tcpsrv-host echo.js                       run a server script
  tcpsrv-host --trace echo.js               see each call, answer and event
  tcpsrv-host settings.js lib.js server.js  several scripts, one global scope
  tcpsrv-host --eval 'start(8080)' app.js   call into the page after it loaded

Exit status: 0 ended in order, 1 an error was reported that no JavaScript
caught, 2 wrong usage or an app that cannot be loaded.
`
