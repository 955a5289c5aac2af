package eventloop

import "time"

// idleWatch finds out when the loop has nothing to do any more. A loop that is
// busy is looked at once in a while: a time limit for each of its waits would
// cost more than the tasks between them.
type idleWatch struct {
	call     func() // nil when nobody asked
	after    time.Duration
	started  bool // it has been called
	tasks    int  // that have run
	last     int  // those when call was called, or when the watch looked
	watching bool
	timer    *time.Timer
}

// idleWork is how many tasks are worth a call of OnIdle's func.
const idleWork = 1000

// idleTasks is how many tasks are nothing to do: those of a timer that ticks.
const idleTasks = 50

// OnIdle has f called on the loop's goroutine when the loop has had next to
// nothing to do for d to 2d after it had much to do, and, at the start, for a
// fifth of that. To be called before Run.
func (l *Loop) OnIdle(d time.Duration, f func()) {
	l.quiet = idleWatch{call: f, after: d, last: -idleWork}
}

// watchIdle looks after a while whether more than done tasks have run.
func (l *Loop) watchIdle(done int) {
	l.quiet.watching, l.quiet.last = true, done
	after := l.quiet.after
	if !l.quiet.started {
		after /= 5
	}
	l.quiet.timer = time.AfterFunc(after, func() { l.Post((*idleCheck)(l)) })
}

// idleCheck is the task of the look.
type idleCheck Loop

func (c *idleCheck) RunTask() {
	l := (*Loop)(c)
	done := l.quiet.tasks + 1 // with this one, which is counted after it
	if l.quiet.tasks-l.quiet.last > idleTasks {
		l.watchIdle(done)
		return
	}
	l.quiet.watching, l.quiet.started, l.quiet.last = false, true, done
	l.quiet.call()
}
