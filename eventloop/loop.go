// Package eventloop is the single thread of an App: one goroutine that runs
// tasks in order, timers by due time, and the JavaScript of every realm.
//
// Everything that happens elsewhere, on an accept goroutine for example, comes
// back through [Loop.Post]. Nothing else may touch a goja.Runtime.
package eventloop

import (
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

// Task is one unit of work for the loop's goroutine. It is an interface, not a
// func, so that what is posted for every message (a connection whose read is
// done, a call whose answer is ready) can be the struct that exists already.
//
// A task that holds something to be released may have a method Drop, which is
// called instead of RunTask when the loop ends before its turn.
type Task interface{ RunTask() }

// TaskFunc makes a func a [Task].
type TaskFunc func()

// RunTask calls f.
func (f TaskFunc) RunTask() { f() }

// Loop runs the tasks, the timers and the JavaScript of one App.
//
// Post, Stop and the methods of a [Completion] may be called by any goroutine;
// all else only by the goroutine that is in Run, or before Run.
type Loop struct {
	poller  Poller
	onPanic func(value any, stack []byte)
	stopped atomic.Bool

	mu      sync.Mutex
	queue   []Task // tasks that no round has taken yet
	waiting bool   // the loop waits, or is about to: a Post must wake it
	ended   bool   // Run has returned: nothing runs any more
	idle    bool   // a worker's loop that its family does not count as busy

	family *Family // unless nil, the loop is a worker's

	ready       []Task // what the poller found for this round
	unpolled    int    // tasks since the poller was asked
	spare       []Task // the last round's slice, to be the next queue
	interrupted []Task // of the round in which Stop came, those that did not run
	timers      timerHeap
	sequence    uint64
	pending     int // completions begun and not yet run
	keepAlive   []func() bool

	quiet idleWatch

	running *Realm // whose JavaScript runs
	jobs    []job  // promise jobs of all realms, to run at the checkpoint
}

// New makes a loop that waits in poller, which it owns. onPanic is called on
// the loop's goroutine with every Go panic that a task let escape; the loop
// goes on.
func New(poller Poller, onPanic func(value any, stack []byte)) *Loop {
	return &Loop{poller: poller, onPanic: onPanic}
}

// Post appends a task. Tasks run in the order in which they were posted. It
// reports false if the loop has ended and the task will never run.
func (l *Loop) Post(t Task) bool {
	l.mu.Lock()
	if l.ended {
		l.mu.Unlock()
		return false
	}
	l.queue = append(l.queue, t)
	if l.idle {
		l.idle = false
		l.family.busy.Add(1)
	}
	wake := l.waiting
	l.waiting = false
	l.mu.Unlock()
	if wake {
		l.poller.Wake()
	}
	return true
}

// Stop makes Run return after the task that is running now.
func (l *Loop) Stop() {
	l.stopped.Store(true)
	l.poller.Wake()
}

// KeepAliveWhile makes the loop go on as long as active reports true, also
// with no task, timer or completion left. It is asked on the loop's goroutine.
func (l *Loop) KeepAliveWhile(active func() bool) {
	l.keepAlive = append(l.keepAlive, active)
}

// Completion is the right to answer something once. While it is neither used
// nor given up the loop does not end:
//
//	c := loop.Begin()             // on the loop
//	go func() {
//		addrs, err := lookup(name)
//		c.Post(answer{addrs, err}) // anywhere, once
//	}()
type Completion struct {
	loop *Loop
	used atomic.Bool
	task Task
}

// Begin takes a completion.
func (l *Loop) Begin() *Completion {
	c := &Completion{}
	l.BeginIn(c)
	return c
}

// BeginIn is Begin for a completion that is part of something else.
func (l *Loop) BeginIn(c *Completion) {
	l.pending++
	c.loop = l
}

// Post posts t and gives the completion back when t runs. Only the first Post
// or Abandon counts; later ones do nothing.
func (c *Completion) Post(t Task) {
	if c.used.CompareAndSwap(false, true) {
		c.task = t
		c.loop.Post(c)
	}
}

// Abandon gives the completion back without an answer.
func (c *Completion) Abandon() { c.Post(nil) }

// RunTask runs the task that was posted. Only the loop calls it.
func (c *Completion) RunTask() {
	c.loop.pending--
	if c.task != nil {
		c.task.RunTask()
	}
}

// Run runs tasks and timers until nothing is left that could ever run again,
// or until Stop. It returns with the poller closed and no task running.
func (l *Loop) Run() {
	defer l.end()
	for !l.stopped.Load() {
		l.runRound()
		if l.stopped.Load() {
			return
		}
		wait, again := l.prepareWait()
		if again && l.unpolled < maxUnpolled {
			continue
		}
		if wait < 0 && !l.active() && l.rest() {
			return
		}
		l.quiet.tasks += l.unpolled
		l.unpolled = 0
		if l.quiet.call != nil && !l.quiet.watching && l.quiet.tasks-l.quiet.last >= idleWork {
			l.watchIdle(l.quiet.tasks)
		}
		l.ready = l.poller.Wait(wait, l.ready)
	}
}

// maxUnpolled is how many tasks may run before the poller is asked although
// there are more. Asking costs about as much as the smallest of them.
const maxUnpolled = 16

// runRound runs the tasks that are queued now and what the poller found, then
// the timers that are due now. What these post has its turn in the next round,
// so neither starves the other.
func (l *Loop) runRound() {
	l.mu.Lock()
	tasks := append(l.queue, l.ready...)
	l.queue = l.spare
	l.waiting = false
	l.mu.Unlock()
	clear(l.ready)
	l.ready = l.ready[:0]
	l.unpolled += len(tasks)
	for i, t := range tasks {
		tasks[i] = nil
		l.protect(t)
		if l.stopped.Load() {
			l.interrupted = tasks[i+1:]
			return
		}
	}
	l.spare = tasks[:0]

	if len(l.timers) == 0 {
		return
	}
	now := time.Now()
	last := l.sequence
	for len(l.timers) > 0 && !l.timers[0].due.After(now) && l.timers[0].sequence <= last {
		l.unpolled++
		l.protect(l.timers.pop().task)
		if l.stopped.Load() {
			return
		}
	}
}

// prepareWait says how long to wait, negative for no limit, or that there is
// something to run at once.
func (l *Loop) prepareWait() (wait time.Duration, again bool) {
	wait = -1
	if len(l.timers) > 0 {
		if wait = time.Until(l.timers[0].due); wait <= 0 {
			return 0, true
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.queue) > 0 {
		return 0, true
	}
	l.waiting = true
	return wait, false
}

// rest is for a loop with nothing to do, and reports whether it ends. A worker's
// waits; any other one has had its last task, unless one came from a loop that
// was active until now.
func (l *Loop) rest() (end bool) {
	if l.family != nil {
		l.family.rest(l)
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.queue) == 0
}

// active reports whether something may still post: a completion that is not
// used, or what was registered with KeepAliveWhile.
func (l *Loop) active() bool {
	if l.pending > 0 {
		return true
	}
	for _, f := range l.keepAlive {
		if f() {
			return true
		}
	}
	return false
}

// protect runs one task. A panic in it is reported and ends only this task.
func (l *Loop) protect(t Task) {
	defer func() {
		if v := recover(); v != nil {
			l.onPanic(v, debug.Stack())
		}
	}()
	t.RunTask()
}

func (l *Loop) end() {
	l.mu.Lock()
	l.ended = true
	left := l.queue
	l.queue = nil
	l.mu.Unlock()
	for _, t := range append(l.interrupted, left...) {
		if t, ok := t.(interface{ Drop() }); ok {
			t.Drop()
		}
	}
	for _, t := range l.timers {
		t.index = -1 // it may still be cancelled
	}
	l.timers = nil
	if l.family != nil {
		l.family.rest(l)
	}
	l.poller.Close()
}
