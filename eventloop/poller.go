package eventloop

import "time"

// Poller is the one place in which a loop waits. A back end that watches
// descriptors implements it with what its kernel offers, so that the loop
// learns of a readable connection without a goroutine in between.
type Poller interface {
	// Wait returns when Wake was called since the last Wait, when a descriptor
	// has work, when d has passed (a negative d is for ever, 0 only looks), or
	// earlier. It appends the tasks of the descriptors to ready. Only the loop's
	// goroutine calls it.
	Wait(d time.Duration, ready []Task) []Task
	// Wake ends the Wait that is going on, or else the next. Any goroutine may
	// call it, also after Close.
	Wake()
	// Close ends the poller. Only the loop's goroutine calls it, once.
	Close()
}

// NewChannelPoller gives the portable poller: it waits on a channel and sees
// no descriptors.
func NewChannelPoller() Poller {
	return &channelPoller{wake: make(chan struct{}, 1)}
}

type channelPoller struct {
	wake  chan struct{}
	timer *time.Timer
}

func (p *channelPoller) Wait(d time.Duration, ready []Task) []Task {
	switch {
	case d == 0:
		return ready
	case d < 0:
		<-p.wake
		return ready
	}
	if p.timer == nil {
		p.timer = time.NewTimer(d)
	} else {
		p.timer.Reset(d)
	}
	select {
	case <-p.wake:
		p.timer.Stop()
	case <-p.timer.C:
	}
	return ready
}

func (p *channelPoller) Wake() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

func (p *channelPoller) Close() {
	if p.timer != nil {
		p.timer.Stop()
	}
}
