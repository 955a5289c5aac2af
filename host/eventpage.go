package host

import (
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Times of Chrome's life cycle of an event page (extensions/browser/process_manager.cc).
const (
	idleAfter    = 10 * time.Second // without activity, then onSuspend
	closingAfter = 5 * time.Second  // after onSuspend, then the page goes
)

// eventPage suspends the background page when it is idle and brings it back
// for an event, as Chrome does. It implements [extension.EventPage].
type eventPage struct {
	app    *App
	state  pageState
	last   time.Time // of activity
	timer  *eventloop.Timer
	events []func() // what woke the page, for when its scripts have run
}

type pageState uint8

const (
	pageRunning pageState = iota
	pageClosing           // onSuspend was sent
	pageAsleep            // there is no page
)

// Active implements [extension.EventPage]. While the page is closing it cancels
// that; of an event the page hears after it has heard so.
func (e *eventPage) Active(inScript bool) {
	e.last = time.Now()
	switch {
	case e.state != pageClosing:
	case inScript:
		e.schedule(pageRunning, idleAfter)
		e.app.post(e.app.bindings.Runtime.SuspendCanceled)
	default:
		e.schedule(pageRunning, idleAfter)
		e.app.bindings.Runtime.SuspendCanceled()
	}
}

// Wake implements [extension.EventPage].
func (e *eventPage) Wake(deliver func()) {
	e.events = append(e.events, deliver)
	if len(e.events) == 1 {
		e.app.loop.Post(eventloop.TaskFunc(e.wake))
	}
}

func (e *eventPage) wake() {
	if e.state != pageAsleep {
		return
	}
	e.app.openPage(func() {
		events := e.events
		e.events = nil
		for _, deliver := range events {
			e.app.loop.Post(eventloop.TaskFunc(deliver))
		}
	})
}

// started begins the first idle period of a page.
func (e *eventPage) started() {
	e.last = time.Now()
	e.schedule(pageRunning, idleAfter)
}

func (e *eventPage) schedule(state pageState, after time.Duration) {
	e.state = state
	if e.timer != nil {
		e.app.loop.Cancel(e.timer)
	}
	e.timer = e.app.loop.Schedule(time.Now().Add(after), eventloop.TaskFunc(e.check))
}

// check runs when a period may be over.
func (e *eventPage) check() {
	e.timer = nil
	idle := time.Since(e.last)
	busy := e.app.bindings.PendingCalls() > 0 || len(e.app.bindings.Windows.Open()) > 0
	switch {
	case e.state == pageRunning && (busy || idle < idleAfter):
		e.schedule(pageRunning, max(idleAfter-idle, time.Second))
	case e.state == pageRunning:
		// The event itself is no activity.
		e.app.bindings.Runtime.Suspend()
		e.schedule(pageClosing, closingAfter)
	case e.state == pageClosing && busy:
		e.Active(false)
	case e.state == pageClosing:
		e.state = pageAsleep
		e.app.closePages()
		e.app.sockets.CloseTransient()
	}
}
