package eventloop

import "time"

// Poller is the one place in which a loop waits. A back end that watches
// descriptors implements it with what its kernel offers, so that the loop
// learns of a readable connection without a goroutine in between.
type Poller interface {
	// Wait returns when Wake was called since the last Wait, when d has passed
	// (a negative d is for ever), or earlier. Only the loop's goroutine calls it.
	Wait(d time.Duration)
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

func (p *channelPoller) Wait(d time.Duration) {
	if d < 0 {
		<-p.wake
		return
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
