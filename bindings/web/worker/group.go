// Package worker makes dedicated workers: realms of their own, each on a loop
// and a goroutine of its own.
//
// See https://html.spec.whatwg.org/multipage/workers.html.
package worker

import (
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Group is the workers of an App.
type Group struct {
	family  *eventloop.Family
	running sync.WaitGroup
	mu      sync.Mutex
	closed  bool
	threads map[*Thread]bool
}

// NewGroup makes a group for an App whose loop does not run yet.
func NewGroup(main *eventloop.Loop) *Group {
	return &Group{family: eventloop.NewFamily(main), threads: map[*Thread]bool{}}
}

// Close ends all workers and waits for their goroutines. No worker can start
// any more.
func (g *Group) Close() {
	g.mu.Lock()
	g.closed = true
	for t := range g.threads {
		t.stop()
	}
	g.mu.Unlock()
	g.running.Wait()
}

// start runs a worker, unless the group is closed.
func (g *Group) start(t *Thread) (started bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return false
	}
	g.threads[t] = true
	t.loop = g.family.NewLoop(eventloop.NewChannelPoller(), t.config.OnPanic)
	g.running.Go(func() {
		t.run()
		g.mu.Lock()
		delete(g.threads, t)
		g.mu.Unlock()
	})
	return true
}

// Config is what workers need of their App. Its functions may be called on any
// goroutine.
type Config struct {
	Group *Group
	// Origin is that of the App's pages and workers.
	Origin string
	// Blobs has what object URLs stand for.
	Blobs *web.ObjectURLs
	// Read gives the bytes of a file of the App, and the name that errors give
	// it.
	Read func(url string) (source []byte, name string, err error)
	// Compile makes a program of a script.
	Compile func(name string, source []byte) (*goja.Program, error)
	// Syntax tells what is wrong with a script that cannot be compiled.
	Syntax func(err error) (message string, line, column int)
	// Install makes a worker of a thread's runtime.
	Install func(t *Thread)
	// OnPanic hears of a fault of the host itself.
	OnPanic func(value any, stack []byte)
}
