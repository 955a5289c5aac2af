package socket

// maxCorked is how long a send may be that waits for the end of the round, and
// corkSize how many bytes of them wait at most.
const (
	maxCorked = 8 << 10
	corkSize  = 64 << 10
)

// cork is what is to be written when the tasks that are queued have run.
type cork struct {
	links []corked
	spare []corked
	data  []byte // of the sends, in room for corkSize
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
	if len(p.cork.links) == 0 {
		p.stack.post((*uncorkTask)(p))
	}
	p.cork.links = append(p.cork.links, c)
}

// uncorkTask is posted with the first send of a round.
type uncorkTask polled

func (t *uncorkTask) RunTask() { (*polled)(t).uncork() }

func (p *polled) uncork() {
	k := &p.cork
	links := k.links
	k.links = k.spare[:0]
	for i, c := range links {
		links[i] = nil
		c.uncork()
	}
	k.spare = links
	if len(k.links) == 0 {
		k.data = k.data[:0]
	}
}

// maxFreeQueues is how many queues are kept for the next sends.
const maxFreeQueues = 256

func (p *polled) takeQueue() (q *pollQueue) {
	if n := len(p.queues); n > 0 {
		q, p.queues = p.queues[n-1], p.queues[:n-1]
		return q
	}
	return new(pollQueue)
}

// giveQueue takes back one whose sends are done.
func (p *polled) giveQueue(q *pollQueue) {
	if len(p.queues) < maxFreeQueues && cap(q.sends) <= maxPieces {
		*q = pollQueue{sends: q.sends[:0]}
		p.queues = append(p.queues, q)
	}
}
