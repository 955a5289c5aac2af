package worker

import (
	"sync/atomic"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/clone"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/messaging"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Thread is a worker from the inside: what runs on its goroutine.
type Thread struct {
	config   *Config
	url      string
	name     string
	module   bool
	source   *web.Blob // of a script behind an object URL, else nil
	endpoint *messaging.Endpoint
	loop     *eventloop.Loop
	stopped  atomic.Bool
	maker    *worker

	// RunModule runs the module whose text is source or, if that is nil, at the
	// URL of the thread. Config.Install sets it.
	RunModule func(source []byte)

	vm    *goja.Runtime
	realm *eventloop.Realm
	// console is that of the realm.
	console *web.Console
}

// Loop gives the thread's loop.
func (t *Thread) Loop() *eventloop.Loop { return t.loop }

// Runtime gives the runtime to install the worker in.
func (t *Thread) Runtime() *goja.Runtime { return t.vm }

// URL gives the address of the worker's script.
func (t *Thread) URL() string { return t.url }

// stop ends the thread, also in the midst of its JavaScript. Any goroutine may
// call it.
func (t *Thread) stop() {
	t.stopped.Store(true)
	t.loop.Stop()
	t.vm.Interrupt("the worker was terminated")
}

func (t *Thread) run() {
	t.loop.Post(eventloop.TaskFunc(t.start))
	t.loop.Run()
	if t.realm != nil {
		web.Close(t.realm)
	}
}

// start makes the realm and runs the script; then the messages come.
func (t *Thread) start() {
	t.config.Install(t)
	t.realm = web.RealmOf(t.vm)
	source, name, err := t.read(t.url, t.source)
	if err != nil {
		t.fail(&web.Event{Type: "error", Cancelable: true})
		return
	}
	if t.module {
		if t.source == nil {
			source = nil // it has its place in the module map
		}
		t.RunModule(source)
		t.endpoint.Start(t)
		return
	}
	program, err := t.config.Compile(name, source)
	if err != nil {
		message, line, column := t.config.Syntax(err)
		t.Fail(&web.ErrorEvent{Message: "Uncaught SyntaxError: " + message, Filename: name, Lineno: uint32(line), Colno: uint32(column)})
		return
	}
	t.realm.RunProgram(program)
	t.endpoint.Start(t)
}

// read gives the bytes of a script and its name: those of a file, or of a Blob.
func (t *Thread) read(url string, b *web.Blob) (source []byte, name string, err error) {
	if b == nil {
		return t.config.Read(url)
	}
	source, err = b.Bytes()
	return source, url, err
}

// fail ends a worker that could not start.
func (t *Thread) fail(event *web.Event) {
	t.maker.post(func() { t.maker.Fire(event) })
	t.loop.Stop()
}

// Fail tells the maker of the worker of an error that nothing in the worker
// caught.
func (t *Thread) Fail(e *web.ErrorEvent) {
	message, filename, line, column := e.Message, e.Filename, e.Lineno, e.Colno
	t.maker.post(func() {
		t.maker.failed(func() *web.ErrorEvent {
			return &web.ErrorEvent{
				Event:   web.Event{Type: "error", Cancelable: true},
				Message: message, Filename: filename, Lineno: line, Colno: column, Error: goja.Null(),
			}
		})
	})
}

// Post implements [messaging.Receiver].
func (t *Thread) Post(task eventloop.Task) bool { return t.loop.Post(task) }

// Receive implements [messaging.Receiver].
func (t *Thread) Receive(message *clone.Record) {
	messaging.Fire(t.vm, &web.EventsOf(t.vm).Window, message, &web.MessageEvent{})
}

// InstallScope gives the global object what only a dedicated worker has. base
// is the interface WorkerGlobalScope.
func (t *Thread) InstallScope(base *web.Interface, console *web.Console) {
	vm := t.vm
	t.console = console
	i := web.NewInterface(vm, "DedicatedWorkerGlobalScope", base, 0, nil)
	i.Install()
	scope := i.Scope()
	scope.Attribute("name", func() goja.Value { return vm.ToValue(t.name) })
	scope.EventHandlers("message", "messageerror")
	scope.Operation("close", 0, func(web.Arguments) goja.Value {
		// The task under way comes to its end.
		t.loop.Stop()
		return goja.Undefined()
	})
	scope.Operation("postMessage", 1, func(args web.Arguments) goja.Value {
		t.endpoint.Send(clone.Serialize(args, args.At(0), messaging.Transfer(args)))
		return goja.Undefined()
	})
	web.GlobalOperation(vm, "importScripts", 0, t.importScripts)
}
