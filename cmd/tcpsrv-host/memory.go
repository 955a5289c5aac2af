package main

import (
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"
)

// By default the garbage collector runs when the heap has doubled, which for the
// two megabytes of a small App would be a hundred times a second under load,
// several milliseconds' work each. So more may lie around beside what is in use,
// leastGarbage at first, and more while collections follow each other within
// busyInterval. It is no more than maxPercent of what is in use, from which the
// runtime also derives the size of the first heap (4 MB times maxPercent).
const (
	leastGarbage = 16 << 20 // bytes
	mostGarbage  = 64 << 20
	maxPercent   = 400
	busyInterval = 100 * time.Millisecond
)

// tuneCollector sets how much garbage may lie around, and again after each
// collection, when it is known what is in use.
func tuneCollector() {
	percent := maxPercent
	debug.SetGCPercent(percent)
	garbage, last := leastGarbage, time.Now()
	var afterCollection func(struct{})
	watch := func() { runtime.AddCleanup(new([32]byte), afterCollection, struct{}{}) }
	afterCollection = func(struct{}) {
		garbage = garbageAfter(garbage, time.Since(last))
		last = time.Now()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		if p := percentFor(stats.HeapAlloc, garbage); p != percent {
			percent = p
			debug.SetGCPercent(p)
		}
		watch()
	}
	watch()
}

// garbageAfter is how much garbage to allow when what was allowed lasted for d.
func garbageAfter(allowed int, d time.Duration) int {
	switch {
	case d < busyInterval:
		return min(2*allowed, mostGarbage)
	case d > 10*busyInterval:
		return leastGarbage
	}
	return allowed
}

// percentFor is the percentage for so many bytes in use.
func percentFor(live uint64, garbage int) int {
	most := maxPercent * garbage / leastGarbage
	return min(100+int(uint64(garbage)*100/max(live, 1)), most)
}

// givingBack is whether memory is being given back.
var givingBack atomic.Bool

// giveMemoryBack collects garbage and gives what is free to the system. The
// loop does not wait for it.
func giveMemoryBack() {
	if !givingBack.CompareAndSwap(false, true) {
		return
	}
	go func() {
		defer givingBack.Store(false)
		debug.FreeOSMemory()
		dropProgramPages()
	}()
}
