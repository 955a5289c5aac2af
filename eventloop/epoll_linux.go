package eventloop

import (
	"fmt"
	"math"
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// EpollPoller waits for descriptors as well: what is ready becomes tasks of the
// loop, without a goroutine or a wake-up in between.
type EpollPoller struct {
	epoll   int
	watched []watched // by descriptor
	events  [256]unix.EpollEvent

	mu   sync.Mutex
	wake int // guarded by mu: an eventfd, -1 when closed
}

// Watcher is the task of a descriptor that is watched.
type Watcher = interface {
	// Ready is told what the kernel reports of the descriptor, in the bits of
	// epoll. If it returns true the task is run.
	Ready(events uint32) bool
	RunTask()
}

// watched is an entry of the table. A report that was under way when its
// descriptor was closed has another generation than the next file of that
// number.
type watched struct {
	watcher    Watcher
	generation int32
}

// NewEpollPoller makes an EpollPoller. It fails when there is no descriptor
// left, or no epoll.
func NewEpollPoller() (*EpollPoller, error) {
	epoll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return nil, fmt.Errorf("epoll: %w", err)
	}
	p := &EpollPoller{epoll: epoll, wake: -1}
	if p.wake, err = unix.Eventfd(0, unix.EFD_NONBLOCK|unix.EFD_CLOEXEC); err == nil {
		// By edge: it need not be read to be reported once for each write.
		err = unix.EpollCtl(epoll, unix.EPOLL_CTL_ADD, p.wake, &unix.EpollEvent{Events: unix.EPOLLIN | unix.EPOLLET, Fd: -1})
	}
	if err != nil {
		p.Close()
		return nil, fmt.Errorf("eventfd: %w", err)
	}
	return p, nil
}

// Watch has w told of those changes of fd that are asked for, in the bits of
// epoll. That is by edge: once for each change, not as long as it lasts. What
// holds already is told at once. Only the loop's goroutine calls it.
func (p *EpollPoller) Watch(fd int, changes uint32, w Watcher) error {
	if fd >= len(p.watched) {
		p.watched = append(p.watched, make([]watched, max(fd+1, 2*len(p.watched))-len(p.watched))...)
	}
	entry := &p.watched[fd]
	entry.watcher = w
	err := p.control(unix.EPOLL_CTL_ADD, fd, changes)
	if err != nil {
		p.Forget(fd)
	}
	return err
}

// Change asks for other changes of a descriptor that is watched.
func (p *EpollPoller) Change(fd int, changes uint32) error {
	return p.control(unix.EPOLL_CTL_MOD, fd, changes)
}

func (p *EpollPoller) control(operation, fd int, changes uint32) error {
	return unix.EpollCtl(p.epoll, operation, fd, &unix.EpollEvent{Events: changes | unix.EPOLLET, Fd: int32(fd), Pad: p.watched[fd].generation})
}

// Rewatch gives a descriptor that is watched to another watcher, which is not
// told what the first has been told.
func (p *EpollPoller) Rewatch(fd int, w Watcher) { p.watched[fd].watcher = w }

// Unwatch ends the watching of a descriptor whose file stays open, perhaps under
// another number.
func (p *EpollPoller) Unwatch(fd int) {
	p.Forget(fd)
	unix.EpollCtl(p.epoll, unix.EPOLL_CTL_DEL, fd, nil) // fails for none that is watched
}

// Forget is for a descriptor that is about to be closed, with which the kernel
// ends the watching.
func (p *EpollPoller) Forget(fd int) {
	p.watched[fd].watcher = nil
	p.watched[fd].generation++
}

// Wait implements [Poller].
func (p *EpollPoller) Wait(d time.Duration, ready []Task) []Task {
	n := p.wait(d)
	for i := range p.events[:max(n, 0)] {
		e := &p.events[i]
		if e.Fd < 0 { // woken
			continue
		}
		if entry := &p.watched[e.Fd]; entry.generation == e.Pad && entry.watcher != nil && entry.watcher.Ready(e.Events) {
			ready = append(ready, entry.watcher)
		}
	}
	return ready
}

// wait gives how many events there are; a negative number for none because of
// a signal.
func (p *EpollPoller) wait(d time.Duration) int {
	buffer, size := uintptr(unsafe.Pointer(&p.events)), uintptr(len(p.events))
	if d == 0 {
		// Nothing that the scheduler had to know of: it does not wait.
		n, _, _ := unix.RawSyscall6(unix.SYS_EPOLL_PWAIT, uintptr(p.epoll), buffer, size, 0, 0, 0)
		return int(n)
	}
	milliseconds := -1
	if d > 0 {
		milliseconds = int(min((d+time.Millisecond-1)/time.Millisecond, math.MaxInt32))
	}
	n, _, _ := unix.Syscall6(unix.SYS_EPOLL_PWAIT, uintptr(p.epoll), buffer, size, uintptr(milliseconds), 0, 0)
	return int(n)
}

// Wake implements [Poller].
func (p *EpollPoller) Wake() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.wake >= 0 {
		unix.Write(p.wake, []byte{1, 0, 0, 0, 0, 0, 0, 0})
	}
}

// Close implements [Poller].
func (p *EpollPoller) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	unix.Close(p.epoll)
	if p.wake >= 0 {
		unix.Close(p.wake)
		p.wake = -1
	}
}
