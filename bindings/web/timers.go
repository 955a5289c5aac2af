package web

import (
	"slices"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Timers is the map of active timers of a page (HTML, "timers").
type Timers struct {
	realm   *eventloop.Realm
	active  map[int]*timer
	lastID  int
	nesting int // of the timer whose handler runs now
}

type timer struct {
	owner     *Timers
	id        int
	scheduled *eventloop.Timer
	due       time.Time
	interval  time.Duration // < 0 for a timeout
	nesting   int
	handler   goja.Callable
	args      []goja.Value
}

// From the sixth level of timers that set timers on, none is shorter.
const (
	maxNesting    = 5
	nestedMinimum = 4 * time.Millisecond
)

// InstallTimers puts setTimeout, setInterval, clearTimeout, clearInterval and
// queueMicrotask on the global object. String handlers are the policy's.
func InstallTimers(realm *eventloop.Realm, eval EvalPolicy) *Timers {
	vm := realm.Runtime()
	t := &Timers{realm: realm, active: map[int]*timer{}}
	define := func(name string, length int, f func(goja.FunctionCall) goja.Value) {
		defineOperation(vm, vm.GlobalObject(), name, length, f)
	}
	define("setTimeout", 1, func(call goja.FunctionCall) goja.Value { return t.set(call, "setTimeout", false, eval) })
	define("setInterval", 1, func(call goja.FunctionCall) goja.Value { return t.set(call, "setInterval", true, eval) })
	// One clears what the other set.
	define("clearTimeout", 0, t.clear)
	define("clearInterval", 0, t.clear)
	define("queueMicrotask", 1, newQueueMicrotask(realm))
	return t
}

// Close ends all timers, those of a page that goes away.
func (t *Timers) Close() {
	for id, n := range t.active {
		delete(t.active, id)
		t.realm.Loop().Cancel(n.scheduled)
	}
}

func (t *Timers) set(call goja.FunctionCall, name string, repeat bool, eval EvalPolicy) goja.Value {
	vm := t.realm.Runtime()
	if len(call.Arguments) == 0 {
		panic(vm.NewTypeError("Failed to execute '%s' on 'Window': 1 argument required, but only 0 present.", name))
	}
	n := &timer{owner: t, interval: -1, nesting: t.nesting + 1}
	if f, ok := goja.AssertFunction(call.Arguments[0]); ok {
		n.handler = f
	} else {
		source := call.Arguments[0].String()
		n.handler = func(goja.Value, ...goja.Value) (goja.Value, error) {
			return nil, eval(vm, source)
		}
	}
	// WebIDL long: whole milliseconds, wrapped to 32 bits.
	delay := time.Duration(max(int32(call.Argument(1).ToInteger()), 0)) * time.Millisecond
	if len(call.Arguments) > 2 {
		n.args = slices.Clone(call.Arguments[2:]) // the engine's stack
	}
	if repeat {
		n.interval = max(delay, time.Millisecond)
		delay = n.interval
	}
	t.lastID++
	n.id = t.lastID
	t.active[n.id] = n
	n.due = time.Now()
	n.schedule(delay)
	return vm.ToValue(n.id)
}

func (n *timer) schedule(delay time.Duration) {
	if n.nesting > maxNesting {
		delay = max(delay, nestedMinimum)
	}
	n.due = n.due.Add(delay)
	n.scheduled = n.owner.realm.Loop().Schedule(n.due, n)
}

// RunTask calls the handler. Only the loop calls it.
func (n *timer) RunTask() {
	t := n.owner
	if n.interval < 0 {
		delete(t.active, n.id)
	}
	t.nesting = n.nesting
	t.realm.Call(n.handler, t.realm.Runtime().GlobalObject(), n.args...)
	t.nesting = 0
	if n.interval < 0 || t.active[n.id] != n {
		return
	}
	n.nesting++
	// The beat is kept, but what was missed is not made up for.
	if now := time.Now(); n.due.Add(n.interval).Before(now) {
		n.due = now.Add(-n.interval + time.Millisecond)
	}
	n.schedule(n.interval)
}

func (t *Timers) clear(call goja.FunctionCall) goja.Value {
	id := int(call.Argument(0).ToInteger())
	if n := t.active[id]; n != nil {
		delete(t.active, id)
		t.realm.Loop().Cancel(n.scheduled)
	}
	return goja.Undefined()
}

// newQueueMicrotask makes queueMicrotask of the job of a promise: what the
// callback throws is an uncaught exception, not a rejection.
func newQueueMicrotask(realm *eventloop.Realm) func(goja.FunctionCall) goja.Value {
	vm := realm.Runtime()
	promise, resolve, _ := vm.NewPromise()
	must(resolve(goja.Undefined()))
	resolved := vm.ToValue(promise).(*goja.Object)
	then, _ := goja.AssertFunction(resolved.Get("then"))
	return func(call goja.FunctionCall) goja.Value {
		callback, ok := goja.AssertFunction(call.Argument(0))
		if !ok {
			panic(vm.NewTypeError("Failed to execute 'queueMicrotask' on 'Window': parameter 1 is not of type 'Function'."))
		}
		job := vm.ToValue(func(goja.FunctionCall) goja.Value {
			if _, err := callback(goja.Undefined()); err != nil {
				realm.Report(err)
			}
			return goja.Undefined()
		})
		_, err := then(resolved, job)
		must(err)
		return goja.Undefined()
	}
}
