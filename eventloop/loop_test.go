package eventloop_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// newLoop makes a loop that fails the test when a task panics.
func newLoop(t testing.TB) *eventloop.Loop {
	return eventloop.New(eventloop.NewChannelPoller(), func(v any, stack []byte) {
		t.Errorf("a task panicked: %v\n%s", v, stack)
	})
}

func TestTasksRunInTheOrderOfPosting(t *testing.T) {
	loop := newLoop(t)
	var got []int
	for i := range 100 {
		loop.Post(eventloop.TaskFunc(func() {
			got = append(got, i)
			if i == 50 {
				loop.Post(eventloop.TaskFunc(func() { got = append(got, 1000) }))
			}
		}))
	}
	loop.Run()
	if len(got) != 101 || got[100] != 1000 || !slices.IsSorted(got) {
		t.Errorf("order of tasks = %v, want 0 to 99, then 1000", got)
	}
}

func TestEachPosterKeepsItsOrder(t *testing.T) {
	loop := newLoop(t)
	const posters, tasks = 8, 1000
	next := make([]int, posters)
	left := posters * tasks
	loop.KeepAliveWhile(func() bool { return left > 0 })
	var wg sync.WaitGroup
	for p := range posters {
		wg.Go(func() {
			for i := range tasks {
				loop.Post(eventloop.TaskFunc(func() {
					if next[p] != i {
						t.Errorf("poster %d: task %d ran when %d was due", p, i, next[p])
					}
					next[p]++
					left--
				}))
			}
		})
	}
	loop.Run()
	wg.Wait()
	if left != 0 {
		t.Errorf("%d tasks did not run", left)
	}
}

func TestTimersRunByDueTimeThenByOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		loop := newLoop(t)
		now := time.Now()
		var got []string
		add := func(name string, d time.Duration) *eventloop.Timer {
			return loop.Schedule(now.Add(d), eventloop.TaskFunc(func() { got = append(got, name) }))
		}
		add("hour", time.Hour)
		add("b1", 10*time.Millisecond)
		add("b2", 10*time.Millisecond)
		cancelled := add("cancelled", 5*time.Millisecond)
		add("a", time.Millisecond)
		for i := range 50 {
			add(fmt.Sprintf("c%02d", i), 20*time.Millisecond)
		}
		loop.Cancel(cancelled)
		loop.Cancel(cancelled)
		loop.Run()
		text := strings.Join(got, " ")
		if !strings.HasPrefix(text, "a b1 b2 c00 c01 ") || !strings.HasSuffix(text, "c48 c49 hour") || len(got) != 54 {
			t.Errorf("timers ran as %s", text)
		}
		if waited := time.Since(now); waited != time.Hour {
			t.Errorf("the loop waited %v, want 1h", waited)
		}
	})
}

func TestZeroTimersDoNotStarveTasks(t *testing.T) {
	loop := newLoop(t)
	rounds := 0
	var again func()
	again = func() {
		if rounds++; rounds > 10_000 {
			t.Fatal("a task that was posted did not run in 10,000 rounds of a timer")
		}
		loop.Schedule(time.Now(), eventloop.TaskFunc(again))
	}
	again()
	loop.Schedule(time.Now(), eventloop.TaskFunc(func() {
		loop.Post(eventloop.TaskFunc(loop.Stop))
	}))
	loop.Run()
}

func TestCompletionKeepsTheLoopAlive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		loop := newLoop(t)
		ran := 0
		var wg sync.WaitGroup
		loop.Post(eventloop.TaskFunc(func() {
			c := loop.Begin()
			wg.Go(func() {
				time.Sleep(time.Minute)
				for range 3 { // only the first counts
					c.Post(eventloop.TaskFunc(func() { ran++ }))
				}
			})
			loop.Begin().Abandon()
		}))
		loop.Run()
		wg.Wait()
		if ran != 1 {
			t.Errorf("the completion ran %d times, want once", ran)
		}
	})
}

func TestPanicEndsOnlyItsTask(t *testing.T) {
	var panics []any
	loop := eventloop.New(eventloop.NewChannelPoller(), func(v any, stack []byte) {
		panics = append(panics, v)
		if !strings.Contains(string(stack), "loop_test.go") {
			t.Errorf("the stack does not show where it was:\n%s", stack)
		}
	})
	after := false
	loop.Post(eventloop.TaskFunc(func() { panic("boom") }))
	loop.Post(eventloop.TaskFunc(func() { after = true }))
	loop.Schedule(time.Now(), eventloop.TaskFunc(func() { panic("timer") }))
	loop.Run()
	if !after || !slices.Equal(panics, []any{"boom", "timer"}) {
		t.Errorf("after the panic: next task ran = %v, reported = %v", after, panics)
	}
}

func TestStopEndsAWaitingLoop(t *testing.T) {
	loop := newLoop(t)
	loop.KeepAliveWhile(func() bool { return true })
	done := make(chan struct{})
	go func() { loop.Run(); close(done) }()
	loop.Stop()
	<-done
	if loop.Post(eventloop.TaskFunc(func() { t.Error("ran after the end") })) {
		t.Error("Post after the end reported true")
	}
}

func TestIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		loop := newLoop(t)
		start := time.Now()
		var idle []time.Duration
		loop.OnIdle(time.Second, func() { idle = append(idle, time.Since(start)) })
		at := func(d time.Duration, tasks int) {
			loop.Schedule(start.Add(d), eventloop.TaskFunc(func() {
				for range tasks {
					loop.Post(eventloop.TaskFunc(func() {}))
				}
			}))
		}
		at(100*time.Millisecond, 100)
		at(5*time.Second, 10)
		at(10*time.Second, 2000)
		at(10500*time.Millisecond, 100)
		at(20*time.Second, 1)
		loop.Run()
		want := []time.Duration{400 * time.Millisecond, 12 * time.Second}
		if !slices.Equal(idle, want) {
			t.Errorf("idle after %v; want %v: once soon after the start and once after 2000 tasks", idle, want)
		}
	})
}

type nopTask struct{}

func (nopTask) RunTask() {}

// BenchmarkPost measures what another goroutine pays to get a task run.
func BenchmarkPost(b *testing.B) {
	loop := newLoop(b)
	left := b.N
	loop.KeepAliveWhile(func() bool { return left > 0 })
	counted := eventloop.TaskFunc(func() { left-- })
	b.ReportAllocs()
	go func() {
		for range b.N {
			loop.Post(counted)
		}
	}()
	loop.Run()
}

// BenchmarkPostRoundTrip measures a post to a waiting loop and the way back.
func BenchmarkPostRoundTrip(b *testing.B) {
	loop := newLoop(b)
	loop.KeepAliveWhile(func() bool { return true })
	back := make(chan struct{})
	answer := eventloop.TaskFunc(func() { back <- struct{}{} })
	done := make(chan struct{})
	go func() { loop.Run(); close(done) }()
	b.ReportAllocs()
	for b.Loop() {
		loop.Post(answer)
		<-back
	}
	loop.Stop()
	<-done
}

func BenchmarkPostOnLoop(b *testing.B) {
	loop := newLoop(b)
	b.ReportAllocs()
	loop.Post(eventloop.TaskFunc(func() {
		for range b.N {
			loop.Post(nopTask{})
		}
	}))
	loop.Run()
}
