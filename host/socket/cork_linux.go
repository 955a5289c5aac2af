package socket

// maxCorked is how long a send may be that waits for the end of the round, and
// corkSize how many bytes of them wait at most.
const (
	maxCorked = 8 << 10
	corkSize  = 64 << 10
)

// cork is what is to be written when the tasks that are queued have run.
type cork struct {
	waiting []corked
	spare   []corked
	data    []byte // of the sends, in room for corkSize
}

// corked has something that waits for the end of the round.
type corked interface {
	// uncork writes it. What the system does not take may stay no longer in the
	// cork.
	uncork()
}

// makeRoom writes what is corked if n more bytes would be too much.
func (p *polled) makeRoom(n int) {
	if len(p.cork.data)+n > corkSize {
		p.uncork()
	}
}

// keep copies data, for which there is room, into the cork.
func (p *polled) keep(data []byte) []byte {
	k := &p.cork
	if k.data == nil {
		k.data = make([]byte, 0, corkSize)
	}
	k.data = append(k.data, data...)
	return k.data[len(k.data)-len(data):]
}

// uncorkLater calls c's uncork at the end of the round.
func (p *polled) uncorkLater(c corked) {
	if len(p.cork.waiting) == 0 {
		p.stack.post((*uncorkTask)(p))
	}
	p.cork.waiting = append(p.cork.waiting, c)
}

// uncorkTask is posted with the first send of a round.
type uncorkTask polled

func (t *uncorkTask) RunTask() { (*polled)(t).uncork() }

func (p *polled) uncork() {
	k := &p.cork
	waiting := k.waiting
	k.waiting = k.spare[:0]
	for i, c := range waiting {
		waiting[i] = nil
		c.uncork()
	}
	k.spare = waiting
	if len(k.waiting) == 0 {
		k.data = k.data[:0]
	}
}
