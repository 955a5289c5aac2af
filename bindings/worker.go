package bindings

import (
	"errors"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/language"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/worker"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/script"
)

// workerConfig is what the workers of the App need.
func (s *Set) workerConfig() *worker.Config {
	return &worker.Config{
		Group:  s.services.Workers,
		Origin: s.services.origin(),
		Blobs:  s.objectURLs,
		Read:   s.readFile,
		Compile: func(name string, source []byte) (*goja.Program, error) {
			return script.Read(name, source, s.services.Script)
		},
		Syntax:  syntaxOf,
		Install: s.InstallWorker,
		OnPanic: func(value any, stack []byte) {
			s.services.Loop.Post(eventloop.TaskFunc(func() { s.services.OnPanic(value, stack) }))
		},
	}
}

// InstallWorker makes a dedicated worker of the runtime of a thread.
func (s *Set) InstallWorker(t *worker.Thread) {
	vm := t.Runtime()
	console := web.InstallConsole(vm, s.services.Stdout, s.services.Stderr)
	reporter := &workerReporter{reporter{vm: vm, console: console, uncaught: s.uncaughtElsewhere}, t}
	realm := t.Loop().NewRealm(vm, reporter)
	reporter.realm = realm

	language.Install(realm)
	events, base := web.InstallWorkerEvents(realm)
	reporter.events = events
	t.InstallScope(base, console)
	t.InstallLocation()
	modules := s.modules(realm, console)
	t.RunModule = func(source []byte) { runModule(realm, modules(), t.URL(), source) }
	s.installCommon(realm, console, modules, t.URL(), reporter.reportWorker)
}

// uncaughtElsewhere is Services.Uncaught for other goroutines than the loop's.
func (s *Set) uncaughtElsewhere() {
	if s.services.Uncaught != nil {
		s.services.Loop.Post(eventloop.TaskFunc(s.services.Uncaught))
	}
}

// readFile reads a file of the App by its URL, and gives the name that errors
// have for it.
func (s *Set) readFile(url string) (data []byte, name string, err error) {
	source, err := s.fetchModule(url)
	if source.Name == "" {
		source.Name = url
	}
	return source.Data, source.Name, err
}

func syntaxOf(err error) (message string, line, column int) {
	var syntax *script.SyntaxError
	if errors.As(err, &syntax) {
		return syntax.Message, syntax.Line, syntax.Column
	}
	return err.Error(), 1, 1
}

// workerReporter hands to the maker of a worker what no JavaScript caught in
// it.
type workerReporter struct {
	reporter
	thread *worker.Thread
}

// UncaughtException implements [eventloop.Reporter].
func (r *workerReporter) UncaughtException(err error) {
	if event := r.events.ErrorOf(err); !r.events.FireErrorEvent(event) {
		r.thread.Fail(event)
	}
}

// reportWorker is the same for the error of a worker's own worker.
func (r *workerReporter) reportWorker(event *web.ErrorEvent) {
	if r.reporter.reportWorker(event); !event.Prevented() {
		r.thread.Fail(event)
	}
}
