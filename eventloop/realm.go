package eventloop

import (
	"runtime/debug"
	"slices"

	"github.com/dop251/goja"
)

// MaxCallStack is how many JavaScript calls may be under way at once. V8 has
// room for about as many simple frames; without a limit a runaway recursion
// would not fail but take memory until there is none.
const MaxCallStack = 10_000

// Reporter hears of what no JavaScript caught. Its methods are called on the
// loop's goroutine, never while JavaScript of the realm runs.
type Reporter interface {
	// UncaughtException gets what a script, a timer or another entry threw: a
	// *goja.Exception or a *goja.StackOverflowError.
	UncaughtException(err error)
	// UnhandledRejection gets a promise that was rejected and still had no
	// handler after the microtask checkpoint.
	UnhandledRejection(promise *goja.Promise)
	// RejectionHandled gets a promise that was reported and has a handler now.
	RejectionHandled(promise *goja.Promise)
}

// Realm is a Runtime whose JavaScript runs on a loop: the JavaScript side of a
// page.
type Realm struct {
	// Shared is what package membrane keeps of the realm.
	Shared any

	loop     *Loop
	caller   *Realm // whose JavaScript called the one that runs
	vm       *goja.Runtime
	engine   engine
	reporter Reporter
	entered  bool
	rejected []*goja.Promise // rejected without a handler, not yet reported
	reported []*goja.Promise // the last of those that were, for RejectionHandled
}

// InternalName is the file, or the function, of frames that are the host's own.
// Reports leave them out.
const InternalName = "tcpsrv-host:internal"

// NewRealm attaches vm to the loop. From then on promise jobs run in [Realm.Run]
// only.
func (l *Loop) NewRealm(vm *goja.Runtime, reporter Reporter) *Realm {
	r := &Realm{loop: l, vm: vm, reporter: reporter, engine: openEngine(vm)}
	r.engine.enter()
	vm.SetMaxCallStackSize(MaxCallStack)
	vm.SetPromiseRejectionTracker(r.trackRejection)
	return r
}

// Runtime gives the realm's runtime.
func (r *Realm) Runtime() *goja.Runtime { return r.vm }

// Loop gives the loop that the realm runs on.
func (r *Realm) Loop() *Loop { return r.loop }

// Caller gives the realm whose JavaScript has called into this one, nil if the
// loop has.
func (r *Realm) Caller() *Realm { return r.caller }

// Run calls f, from which JavaScript of the realm may be called. The promise
// jobs that it queues run when f has returned, not between the calls that f
// makes: f is what HTML calls a task, its end is the microtask checkpoint. If
// JavaScript of another realm is calling, f is a part of that one's task.
func (r *Realm) Run(f func()) {
	caller := r.loop.running
	if caller == r {
		f()
		return
	}
	if caller != nil {
		caller.takeJobs()
	}
	before := r.caller
	r.loop.running, r.caller = r, caller
	defer func() { r.loop.running, r.caller = caller, before }()
	if r.entered {
		f()
		r.takeJobs()
		return
	}
	r.entered = true
	defer func() { r.entered = false }()
	r.protect(f)
	if caller == nil {
		r.checkpoint()
	} else {
		r.takeJobs()
	}
	r.engine.rest(r.vm)
	if len(r.rejected) > 0 {
		r.loop.Post((*rejectionCheck)(r))
	}
}

// protect hands a panic to the loop's owner, so that the jobs still run.
func (r *Realm) protect(f func()) {
	defer func() {
		if v := recover(); v != nil {
			r.loop.onPanic(v, debug.Stack())
		}
	}()
	f()
}

// Call calls fn as a task of its own and reports what it throws.
func (r *Realm) Call(fn goja.Callable, this goja.Value, args ...goja.Value) {
	r.Run(func() {
		if _, err := fn(this, args...); err != nil {
			r.Report(err)
		}
	})
}

// RunProgram runs a script and reports what it throws.
func (r *Realm) RunProgram(p *goja.Program) {
	r.Run(func() {
		if _, err := r.vm.RunProgram(p); err != nil {
			r.Report(err)
		}
	})
}

// Report hands an error that JavaScript did not catch to the reporter. An
// interrupt is none: the host itself asked for it.
func (r *Realm) Report(err error) {
	if _, interrupted := err.(*goja.InterruptedError); !interrupted {
		r.reporter.UncaughtException(err)
	}
}

func (r *Realm) trackRejection(p *goja.Promise, operation goja.PromiseRejectionOperation) {
	switch operation {
	case goja.PromiseRejectionReject:
		r.rejected = append(r.rejected, p)
	case goja.PromiseRejectionHandle:
		if i := slices.Index(r.rejected, p); i >= 0 {
			r.rejected = slices.Delete(r.rejected, i, i+1)
		} else if i := slices.Index(r.reported, p); i >= 0 {
			r.reported = slices.Delete(r.reported, i, i+1)
			r.loop.Post(TaskFunc(func() { r.reporter.RejectionHandled(p) }))
		}
	}
}

// maxReported bounds the promises that are remembered: a script may leave any
// number of them unhandled for good.
const maxReported = 100

// rejectionCheck is HTML's "notify about rejected promises": a task after the
// checkpoint at which the promises were found without a handler.
type rejectionCheck Realm

func (c *rejectionCheck) RunTask() {
	r := (*Realm)(c)
	rejected := r.rejected
	r.rejected = nil
	for _, p := range rejected {
		r.reporter.UnhandledRejection(p)
	}
	r.reported = append(r.reported, rejected...)
	r.reported = slices.Delete(r.reported, 0, max(0, len(r.reported)-maxReported))
}
