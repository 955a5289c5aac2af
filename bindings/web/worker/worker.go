package worker

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/clone"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/messaging"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// worker is the state of a Worker: a thread from the outside.
type worker struct {
	web.EventTarget
	owner      *Owner
	endpoint   *messaging.Endpoint
	thread     *Thread // nil for one that never started
	terminated bool
}

// Owner is a page or a worker that may have workers.
type Owner struct {
	Realm *eventloop.Realm
	// Address is what the addresses of scripts are relative to.
	Address string
	Console *web.Console
	// Report is told of the errors of workers that no listener prevented.
	Report func(*web.ErrorEvent)
}

// Post implements [messaging.Receiver].
func (w *worker) Post(t eventloop.Task) bool { return w.owner.Realm.Loop().Post(t) }

// Receive implements [messaging.Receiver].
func (w *worker) Receive(message *clone.Record) {
	if vm := w.owner.Realm.Runtime(); !web.IsClosed(vm) {
		messaging.Fire(vm, &w.EventTarget, message, &web.MessageEvent{})
	}
}

// failed reports an error of the worker: to the Worker's listeners, then as one
// of this realm.
func (w *worker) failed(event func() *web.ErrorEvent) {
	if w.Fire(event()) {
		w.owner.Report(event())
	}
}

// post runs a task on the loop of the owner, unless that has closed or given
// the worker up meanwhile.
func (w *worker) post(task func()) {
	w.Post(eventloop.TaskFunc(func() {
		if !w.terminated && !web.IsClosed(w.owner.Realm.Runtime()) {
			task()
		}
	}))
}

func (w *worker) terminate() {
	w.terminated = true
	w.endpoint.Close()
	if w.thread != nil {
		w.thread.stop()
	}
}

// Install makes Worker a global of the owner.
func Install(config *Config, owner *Owner) {
	web.Global(owner.Realm, "Worker", func() *web.Interface { return newInterface(config, owner) })
}

func newInterface(config *Config, owner *Owner) *web.Interface {
	vm := owner.Realm.Runtime()
	events := web.EventsOf(vm)
	var i *web.Interface
	i = web.NewInterface(vm, "Worker", events.Target(), 1, func(o *goja.Object, args web.Arguments) *goja.Object {
		text := args.String(0)
		options := args.Members(1, "WorkerOptions")
		options.Enum("credentials", "RequestCredentials", "omit", "same-origin", "include")
		name, _ := options.Text("name")
		module := options.Enum("type", "WorkerType", "classic", "module") == "module"
		w := &worker{EventTarget: events.NewTarget(o, nil), owner: owner}
		inside, outside := messaging.NewChannel()
		w.endpoint = outside
		t := &Thread{config: config, url: config.resolve(args, owner.Address, text), name: name, module: module, endpoint: inside, maker: w, vm: goja.New()}
		i.Adopt(o, w)
		if !config.start(t, owner) {
			w.post(func() { w.Fire(&web.Event{Type: "error", Cancelable: true}) })
			return o
		}
		w.thread = t
		web.OnClose(vm, w.terminate)
		outside.Start(w)
		return o
	})
	i.EventHandlers("message", "error")
	web.Operation(i, "postMessage", 1, func(w *worker, args web.Arguments) goja.Value {
		w.endpoint.Send(clone.Serialize(args, args.At(0), messaging.Transfer(args)))
		return goja.Undefined()
	})
	web.Operation(i, "terminate", 0, func(w *worker, _ web.Arguments) goja.Value {
		w.terminate()
		return goja.Undefined()
	})
	return i
}

// resolve gives the address of a worker's script. It throws for what is none,
// and for one of another origin.
func (c *Config) resolve(args web.Arguments, base, text string) string {
	u, err := web.ParseURL(text, base)
	if err != nil {
		panic(args.DOMException("SyntaxError", "'"+text+"' is not a valid URL."))
	}
	url := u.Href(false)
	if u.Scheme() != "data" && web.Origin(u) != c.Origin {
		panic(args.DOMException("SecurityError", "Script at '"+url+"' cannot be accessed from origin '"+c.Origin+"'."))
	}
	return url
}

// permits says whether a script may be loaded from there, and gives the Blob
// behind an object URL, which may be revoked before the script is read.
func (c *Config) permits(url string) (blob *web.Blob, ok bool) {
	if strings.HasPrefix(url, "blob:") {
		b, found := c.Blobs.Blob(url)
		if !found {
			b = nil
		}
		return b, true
	}
	return nil, strings.HasPrefix(url, c.Origin+"/") || strings.HasPrefix(url, "filesystem:"+c.Origin+"/")
}

// start runs a worker, unless its script cannot be loaded.
func (c *Config) start(t *Thread, owner *Owner) bool {
	blob, permitted := c.permits(t.url)
	if !permitted {
		owner.Console.Error("Creating a worker from '" + t.url + "' violates the following Content Security Policy directive: \"" + web.ScriptPolicy +
			"\". Note that 'worker-src' was not explicitly set, so 'script-src' is used as a fallback. The action has been blocked.")
		return false
	}
	if blob == nil && strings.HasPrefix(t.url, "blob:") {
		return false
	}
	t.source = blob
	return c.Group.start(t)
}
