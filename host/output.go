package host

import (
	"io"
	"sync"
)

// outputs are the writers of the consoles of an App's pages and workers. One
// goroutine writes at a time: the writers may be the same.
type outputs struct{ mu sync.Mutex }

func (o *outputs) to(w io.Writer) io.Writer {
	if w == nil {
		w = io.Discard
	}
	return output{o, w}
}

type output struct {
	all *outputs
	w   io.Writer
}

// Write implements [io.Writer].
func (o output) Write(p []byte) (int, error) {
	o.all.mu.Lock()
	defer o.all.mu.Unlock()
	return o.w.Write(p)
}
