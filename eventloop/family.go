package eventloop

import "sync/atomic"

// Family is the loop of an App and those of its workers. The App's loop does
// not end while a worker has something to do: whatever that is may end in a
// message to the App. A worker's loop waits for messages until it is stopped.
//
// A loop that gives another one a task counts that one as busy before it can be
// idle itself. So the count is 0 only when all are idle and no task is on its
// way.
type Family struct {
	main *Loop
	busy atomic.Int64
}

// NewFamily makes a family of a loop that does not run yet.
func NewFamily(main *Loop) *Family {
	f := &Family{main: main}
	main.KeepAliveWhile(func() bool { return f.busy.Load() > 0 })
	return f
}

// NewLoop is [New] for the loop of a worker, which is busy at first. It must be
// called on a goroutine of the family, and the loop must be run.
func (f *Family) NewLoop(poller Poller, onPanic func(value any, stack []byte)) *Loop {
	l := New(poller, onPanic)
	l.family = f
	f.busy.Add(1)
	return l
}

// rest marks a worker's loop as idle, unless it has a task by now.
func (f *Family) rest(l *Loop) {
	l.mu.Lock()
	rests := !l.idle && (len(l.queue) == 0 || l.ended)
	if rests {
		l.idle = true
	}
	l.mu.Unlock()
	if rests && f.busy.Add(-1) == 0 {
		f.main.poller.Wake()
	}
}
