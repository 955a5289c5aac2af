package eventloop

import (
	"runtime/debug"

	"github.com/dop251/goja"
)

// The realms of a loop are one agent: they share one microtask queue. goja has
// a queue in each runtime. So whenever another realm is about to run, or the
// task has come to its end, the jobs move to the queue of the loop: as only one
// realm runs at a time, they get there in the order in which they were made.
//
// See https://html.spec.whatwg.org/multipage/webappapis.html#microtask-queue.

// job is a promise job.
type job struct {
	realm *Realm
	run   func()
}

// takeJobs moves the realm's jobs to the queue of the loop.
func (r *Realm) takeJobs() {
	queue := r.engine.jobs
	if len(*queue) == 0 {
		return
	}
	for _, run := range *queue {
		r.loop.jobs = append(r.loop.jobs, job{r, run})
	}
	clear(*queue)
	*queue = (*queue)[:0]
}

// checkpoint is HTML's microtask checkpoint, at the end of a task of r: it runs
// the jobs of all realms until there are none.
func (r *Realm) checkpoint() {
	l := r.loop
	for next := 0; ; next++ {
		r.takeJobs()
		if next >= len(l.jobs) {
			l.jobs = l.jobs[:0]
			return
		}
		j := l.jobs[next]
		l.jobs[next] = job{}
		if j.realm == r {
			r.runJob(j.run)
		} else {
			j.realm.Run(func() { j.realm.runJob(j.run) })
		}
	}
}

// runJob runs a job of the realm, which is entered. What a job lets escape is a
// stack overflow, or else ends the checkpoint: an interrupt, or a panic.
func (r *Realm) runJob(run func()) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case *goja.StackOverflowError:
			r.Report(v)
		case *goja.InterruptedError:
			r.loop.jobs = nil
		default:
			r.loop.jobs = nil
			r.loop.onPanic(v, debug.Stack())
		}
	}()
	if exception := r.vm.Try(run); exception != nil {
		r.Report(exception)
	}
}
