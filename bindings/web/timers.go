package web

import (
	"slices"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// timers is the map of active timers of a page (HTML, "timers").
type timers struct {
	realm   *eventloop.Realm
	active  map[int]*timer
	lastID  int
	nesting int // of the timer whose handler runs now
	closed  bool
}

type timer struct {
	owner     *timers
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
// queueMicrotask on the global object. String handlers run as code says.
func InstallTimers(realm *eventloop.Realm, code *Code) {
	vm := realm.Runtime()
	t := &timers{realm: realm, active: map[int]*timer{}}
	GlobalOperation(vm, "setTimeout", 1, func(args Arguments) goja.Value { return t.set(args, false, code) })
	GlobalOperation(vm, "setInterval", 1, func(args Arguments) goja.Value { return t.set(args, true, code) })
	// One clears what the other set.
	GlobalOperation(vm, "clearTimeout", 0, t.clear)
	GlobalOperation(vm, "clearInterval", 0, t.clear)
	GlobalOperation(vm, "queueMicrotask", 1, newQueueMicrotask(realm))
	OnClose(vm, t.close)
	pageOf(vm).timers = t
}

// StopTimers ends all timers of a page that is about to go away.
func StopTimers(realm *eventloop.Realm) { pageOf(realm.Runtime()).timers.close() }

// close ends all timers, those of a page that goes away. Others that are set
// later never run.
func (t *timers) close() {
	t.closed = true
	for id, n := range t.active {
		delete(t.active, id)
		t.realm.Loop().Cancel(n.scheduled)
	}
}

func (t *timers) set(args Arguments, repeat bool, code *Code) goja.Value {
	vm := t.realm.Runtime()
	n := &timer{owner: t, interval: -1, nesting: t.nesting + 1}
	if f, ok := goja.AssertFunction(args.At(0)); ok {
		n.handler = f
	} else {
		source := args.At(0).String()
		n.handler = func(goja.Value, ...goja.Value) (goja.Value, error) {
			return nil, code.RunText(source)
		}
	}
	// WebIDL long: whole milliseconds, wrapped to 32 bits.
	delay := time.Duration(max(int32(args.At(1).ToInteger()), 0)) * time.Millisecond
	if len(args.values) > 2 {
		n.args = slices.Clone(args.values[2:]) // the engine's stack
	}
	if repeat {
		n.interval = max(delay, time.Millisecond)
		delay = n.interval
	}
	t.lastID++
	n.id = t.lastID
	if t.closed {
		return vm.ToValue(n.id)
	}
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

func (t *timers) clear(args Arguments) goja.Value {
	id := int(args.At(0).ToInteger())
	if n := t.active[id]; n != nil {
		delete(t.active, id)
		t.realm.Loop().Cancel(n.scheduled)
	}
	return goja.Undefined()
}

// newQueueMicrotask makes queueMicrotask of the job of a promise: what the
// callback throws is an uncaught exception, not a rejection.
func newQueueMicrotask(realm *eventloop.Realm) func(Arguments) goja.Value {
	vm := realm.Runtime()
	promise, resolve, _ := vm.NewPromise()
	must(resolve(goja.Undefined()))
	resolved := vm.ToValue(promise).(*goja.Object)
	then, _ := goja.AssertFunction(resolved.Get("then"))
	return func(args Arguments) goja.Value {
		callback, ok := goja.AssertFunction(args.At(0))
		if !ok {
			panic(args.WrongType(0, "Function"))
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
