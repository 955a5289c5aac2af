package main

import (
	"runtime"
	"runtime/debug"
	"sync/atomic"
)

// By default the garbage collector runs when the heap has doubled, which for the
// two megabytes of a small App would be a hundred times a second under load,
// several milliseconds' work each. So more may lie around: garbageAllowed beside
// as much as the App has in use, but no more than maxPercent of that, from which
// the runtime also derives the size of the first heap (4 MB times maxPercent).
const (
	garbageAllowed = 16 << 20 // bytes
	maxPercent     = 400
)

// tuneCollector sets how much garbage may lie around, and again after each
// collection, when it is known what is in use.
func tuneCollector() {
	percent := maxPercent
	debug.SetGCPercent(percent)
	var afterCollection func(struct{})
	watch := func() { runtime.AddCleanup(new([32]byte), afterCollection, struct{}{}) }
	afterCollection = func(struct{}) {
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		if p := percentFor(stats.HeapAlloc); p != percent {
			percent = p
			debug.SetGCPercent(p)
		}
		watch()
	}
	watch()
}

// percentFor is the percentage for so many bytes in use.
func percentFor(live uint64) int {
	return int(min(100+garbageAllowed*100/max(live, 1), maxPercent))
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
