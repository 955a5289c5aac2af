package filesystem

import (
	"context"
	"sync"
)

// queue does the file work of an App, one job after the other and in order, as
// the task runner for files of Chromium does. Its goroutine is there only while
// there are jobs.
type queue struct {
	ctx    context.Context
	cancel context.CancelFunc
	worker sync.WaitGroup

	mu      sync.Mutex
	jobs    []job
	working bool
	closed  bool
}

type job struct {
	run  func(context.Context)
	drop func() // is called instead if the queue closes first
}

func newQueue() *queue {
	q := &queue{}
	q.ctx, q.cancel = context.WithCancel(context.Background())
	return q
}

func (q *queue) add(j job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		j.drop()
		return
	}
	q.jobs = append(q.jobs, j)
	if !q.working {
		q.working = true
		q.worker.Go(q.work)
	}
}

func (q *queue) work() {
	for {
		j, ok := q.next()
		if !ok {
			return
		}
		j.run(q.ctx)
	}
}

func (q *queue) next() (j job, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.jobs) == 0 {
		q.working = false
		return job{}, false
	}
	j, q.jobs = q.jobs[0], q.jobs[1:]
	return j, true
}

// close drops what waits, cancels what is under way and waits for its end.
func (q *queue) close() {
	q.mu.Lock()
	q.closed = true
	for _, j := range q.jobs {
		j.drop()
	}
	q.jobs = nil
	q.mu.Unlock()
	q.cancel()
	q.worker.Wait()
}
