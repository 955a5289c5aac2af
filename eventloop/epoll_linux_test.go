package eventloop_test

import (
	"os"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

func newEpollPoller(t testing.TB) *eventloop.EpollPoller {
	p, err := eventloop.NewEpollPoller()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// watcher counts what it is told of a pipe.
type watcher struct {
	told   []uint32
	refuse bool
	ran    func()
}

func (w *watcher) Ready(events uint32) bool {
	w.told = append(w.told, events)
	return !w.refuse
}

func (w *watcher) RunTask() { w.ran() }

// waitFor waits on until a watcher is told something, or d is over: a signal, with
// which the runtime stops goroutines, ends a Wait.
func waitFor(p *eventloop.EpollPoller, w *watcher, d time.Duration) (tasks []eventloop.Task) {
	end := time.Now().Add(d)
	for before := len(w.told); len(w.told) == before && time.Now().Before(end); {
		tasks = p.Wait(time.Until(end), tasks)
	}
	return tasks
}

func pipe(t *testing.T) (read, write int) {
	var fds [2]int
	if err := unix.Pipe2(fds[:], unix.O_NONBLOCK|unix.O_CLOEXEC); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(fds[1]) })
	return fds[0], fds[1]
}

func TestDescriptorThatIsReadyRunsItsTask(t *testing.T) {
	p := newEpollPoller(t)
	loop := eventloop.New(p, func(v any, _ []byte) { t.Errorf("panic: %v", v) })
	read, write := pipe(t)
	defer unix.Close(read)
	open := true
	loop.KeepAliveWhile(func() bool { return open })
	turns := 0
	w := &watcher{ran: func() {
		if turns++; turns == 3 {
			open = false
			return
		}
		// A byte of another goroutine, as those of a peer, while the loop waits.
		go func() { unix.Write(write, []byte("x")) }()
	}}
	loop.Post(eventloop.TaskFunc(func() {
		if err := p.Watch(read, unix.EPOLLIN, w); err != nil {
			t.Error(err)
		}
		unix.Write(write, []byte("x"))
	}))
	loop.Run()
	if turns != 3 || len(w.told) != 3 {
		t.Errorf("the task ran %d times, told %x; want once for each write", turns, w.told)
	}
}

func TestDescriptorsAreAskedWhileTasksPostTasks(t *testing.T) {
	p := newEpollPoller(t)
	loop := eventloop.New(p, func(v any, _ []byte) { t.Errorf("panic: %v", v) })
	read, write := pipe(t)
	defer unix.Close(read)
	ran, tasks := false, 0
	var again func()
	again = func() {
		if tasks++; tasks > 10_000 {
			t.Fatal("a descriptor was not asked for in 10,000 tasks")
		}
		if !ran {
			loop.Post(eventloop.TaskFunc(again))
		}
	}
	if err := p.Watch(read, unix.EPOLLIN, &watcher{ran: func() { ran = true }}); err != nil {
		t.Fatal(err)
	}
	unix.Write(write, []byte("x"))
	loop.Post(eventloop.TaskFunc(again))
	loop.Run()
	if !ran {
		t.Error("the task of the descriptor did not run")
	}
}

// TestReportOfAClosedDescriptor closes one with a report under way, and opens
// another file under its number.
func TestReportOfAClosedDescriptor(t *testing.T) {
	p := newEpollPoller(t)
	defer p.Close()
	read, write := pipe(t)
	old := &watcher{}
	if err := p.Watch(read, unix.EPOLLIN, old); err != nil {
		t.Fatal(err)
	}
	// A copy keeps the file, and so what epoll knows of it, after the close.
	kept, err := unix.Dup(read)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(kept)
	unix.Write(write, []byte("x"))
	p.Forget(read)
	unix.Close(read)
	again, other := pipe(t)
	defer unix.Close(again)
	if again != read {
		t.Skipf("the number %d is not used again", read)
	}
	w := &watcher{}
	if err := p.Watch(again, unix.EPOLLIN, w); err != nil {
		t.Fatal(err)
	}
	if tasks := p.Wait(0, nil); len(tasks) != 0 || len(old.told)+len(w.told) != 0 {
		t.Errorf("a report of a closed descriptor: old told %x, new told %x", old.told, w.told)
	}
	unix.Write(other, []byte("x"))
	if tasks := waitFor(p, w, time.Minute); len(tasks) != 1 || len(w.told) != 1 {
		t.Errorf("no report of the new descriptor: told %x", w.told)
	}
}

// TestUnwatch goes on with a copy of the descriptor.
func TestUnwatch(t *testing.T) {
	p := newEpollPoller(t)
	defer p.Close()
	read, write := pipe(t)
	w := &watcher{}
	if err := p.Watch(read, unix.EPOLLIN, w); err != nil {
		t.Fatal(err)
	}
	kept, err := unix.Dup(read)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(kept)
	p.Unwatch(read)
	unix.Close(read)
	unix.Write(write, []byte("x"))
	if waitFor(p, w, 20*time.Millisecond); len(w.told) != 0 {
		t.Errorf("told %x of a descriptor that is not watched any more", w.told)
	}
}

func TestWatcherThatHasNothingToDo(t *testing.T) {
	p := newEpollPoller(t)
	defer p.Close()
	read, write := pipe(t)
	defer unix.Close(read)
	w := &watcher{refuse: true}
	if err := p.Watch(read, unix.EPOLLIN, w); err != nil {
		t.Fatal(err)
	}
	unix.Write(write, []byte("x"))
	if tasks := waitFor(p, w, time.Minute); len(tasks) != 0 || len(w.told) != 1 {
		t.Errorf("%d tasks, told %x; want none, told once", len(tasks), w.told)
	}
	if tasks := p.Wait(0, nil); len(tasks) != 0 || len(w.told) != 1 {
		t.Errorf("told again of the same byte: %x", w.told)
	}
	f, err := os.Open(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := p.Watch(int(f.Fd()), unix.EPOLLIN, w); err == nil {
		t.Error("no error for a descriptor that epoll cannot watch")
	}
}

func TestEpollWaitsAndWakes(t *testing.T) {
	p := newEpollPoller(t)
	early := 0
	for start := time.Now(); ; start = time.Now() {
		if p.Wait(2*time.Millisecond+1, nil); time.Since(start) >= 2*time.Millisecond {
			break
		}
		// A signal ends it early, but not time and again.
		if early++; early == 10 {
			t.Fatal("waited less than was asked for")
		}
	}
	p.Wake()
	p.Wake()
	p.Wait(-1, nil) // of the wake-up before
	go p.Wake()
	p.Wait(-1, nil)
	p.Close()
	p.Wake() // of a goroutine that does not know yet
}

func BenchmarkEpollRoundTrip(b *testing.B) {
	p := newEpollPoller(b)
	loop := eventloop.New(p, nil)
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
