package eventloop

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

// The realms of a loop are one agent: they share one microtask queue. goja has
// a queue in each runtime, and runs it when the runtime's outermost frame is
// left. So whenever another realm is about to run, or the task has come to its
// end, the jobs move to the queue of the loop: as only one realm runs at a
// time, they get there in the order in which they were made.
//
// See https://html.spec.whatwg.org/multipage/webappapis.html#microtask-queue.

// job is a promise job.
type job struct {
	realm *Realm
	run   func()
}

// engineJobs gives the queue of a runtime, which goja keeps to itself.
func engineJobs(vm *goja.Runtime) *[]func() {
	field := reflect.ValueOf(vm).Elem().FieldByName("jobQueue")
	if want := reflect.TypeFor[[]func()](); !field.IsValid() || field.Type() != want {
		panic(fmt.Sprintf("eventloop: this version of goja keeps its promise jobs elsewhere: there is no Runtime.jobQueue of type %v", want))
	}
	return (*[]func())(unsafe.Pointer(field.UnsafeAddr()))
}

// takeJobs moves the realm's jobs to the queue of the loop.
func (r *Realm) takeJobs() {
	if len(*r.jobs) == 0 {
		return
	}
	for _, run := range *r.jobs {
		r.loop.jobs = append(r.loop.jobs, job{r, run})
	}
	clear(*r.jobs)
	*r.jobs = (*r.jobs)[:0]
}

// checkpoint is HTML's microtask checkpoint, at the end of a task of r: it runs
// the jobs of all realms until there are none.
func (r *Realm) checkpoint() {
	l := r.loop
	for next := 0; ; next++ {
		r.takeJobs()
		if next == len(l.jobs) {
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
// stack overflow, or else ends the checkpoint.
func (r *Realm) runJob(run func()) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case *goja.StackOverflowError:
			r.Report(v)
		default:
			r.loop.jobs = nil
			panic(v)
		}
	}()
	if exception := r.vm.Try(run); exception != nil {
		r.Report(exception)
	}
}
