package eventloop

import "time"

// Timer is a task that runs once at its due time. Timers that are due at the
// same time run in the order in which they were scheduled.
type Timer struct {
	due      time.Time
	sequence uint64
	index    int // in the heap; -1 when not scheduled
	task     Task
}

// Schedule runs t at due, or as soon as possible after it. A timer keeps the
// loop alive until it has run or was cancelled.
func (l *Loop) Schedule(due time.Time, t Task) *Timer {
	l.sequence++
	timer := &Timer{due: due, sequence: l.sequence, task: t}
	l.timers.push(timer)
	return timer
}

// Cancel makes t not run. Cancelling a timer that has run, or was cancelled,
// does nothing.
func (l *Loop) Cancel(t *Timer) {
	if t.index >= 0 {
		l.timers.remove(t.index)
	}
}

// timerHeap is a binary heap by due time, then by order of scheduling.
// container/heap would do, at two interface calls a comparison.
type timerHeap []*Timer

func (h timerHeap) less(i, j int) bool {
	if !h[i].due.Equal(h[j].due) {
		return h[i].due.Before(h[j].due)
	}
	return h[i].sequence < h[j].sequence
}

func (h timerHeap) swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

func (h *timerHeap) push(t *Timer) {
	t.index = len(*h)
	*h = append(*h, t)
	h.up(t.index)
}

func (h *timerHeap) pop() *Timer { return h.remove(0) }

func (h *timerHeap) remove(i int) *Timer {
	old := *h
	last := len(old) - 1
	old.swap(i, last)
	t := old[last]
	old[last] = nil
	*h = old[:last]
	if i < last {
		h.down(i)
		h.up(i)
	}
	t.index = -1
	return t
}

func (h timerHeap) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if !h.less(i, parent) {
			return
		}
		h.swap(i, parent)
		i = parent
	}
}

func (h timerHeap) down(i int) {
	for {
		child := 2*i + 1
		if child >= len(h) {
			return
		}
		if child+1 < len(h) && h.less(child+1, child) {
			child++
		}
		if !h.less(child, i) {
			return
		}
		h.swap(i, child)
		i = child
	}
}
