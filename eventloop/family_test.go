package eventloop_test

import (
	"sync"
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// TestFamilyEndsWhenAllAreIdle sends a token along a ring of loops: none may
// end before it has come home.
func TestFamilyEndsWhenAllAreIdle(t *testing.T) {
	const workers, rounds = 5, 200
	main := newLoop(t)
	family := eventloop.NewFamily(main)
	ring := []*eventloop.Loop{main}
	for range workers {
		ring = append(ring, family.NewLoop(eventloop.NewChannelPoller(), func(v any, _ []byte) { t.Errorf("panic: %v", v) }))
	}
	steps := 0
	var step func(at int)
	step = func(at int) {
		if steps++; steps < rounds*len(ring) {
			next := (at + 1) % len(ring)
			ring[next].Post(eventloop.TaskFunc(func() { step(next) }))
		}
	}
	main.Post(eventloop.TaskFunc(func() { step(0) }))
	var running sync.WaitGroup
	for _, l := range ring[1:] {
		running.Go(l.Run)
	}
	main.Run()
	if steps != rounds*len(ring) {
		t.Errorf("the main loop ended after %d steps, want %d", steps, rounds*len(ring))
	}
	for _, l := range ring[1:] {
		l.Stop()
	}
	running.Wait()
}

func TestWorkerLoopThatWasStoppedRunsNothing(t *testing.T) {
	main := newLoop(t)
	worker := eventloop.NewFamily(main).NewLoop(eventloop.NewChannelPoller(), nil)
	worker.Post(eventloop.TaskFunc(func() { t.Error("a task ran after Stop") }))
	worker.Stop()
	worker.Run()
	main.Run() // must not wait for the worker
}
