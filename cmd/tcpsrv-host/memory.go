package main

import (
	"runtime/debug"
	"sync/atomic"
)

// ballast makes the garbage collector believe in a larger heap. It runs when
// the heap has doubled, which for the two megabytes of a small App would be a
// hundred times a second under load, several milliseconds' work each. Nothing
// ever touches the ballast, so the system gives no memory for it.
var ballast []byte

// ballastSize is about how much garbage may lie around before the collector
// runs, beside as much as the App has in use.
const ballastSize = 16 << 20

func loadBallast() { ballast = make([]byte, ballastSize) }

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
