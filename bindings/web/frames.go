package web

import (
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// frames are the callbacks of requestAnimationFrame and requestIdleCallback.
type frames struct {
	page    *page
	shown   bool
	lastID  int // of an animation frame
	idleID  int
	waiting map[int]*eventloop.Timer // idle callbacks
	next    []frame
	drawing *eventloop.Timer // of the next frame
}

type frame struct {
	id       int
	callback goja.Callable
}

// frameInterval is the time between two frames.
const frameInterval = time.Second / 60

// InstallFrames defines requestAnimationFrame, requestIdleCallback and what
// cancels them. In a page that is not shown, the background page, no frame is
// ever drawn, and an idle callback runs only when its timeout is over.
func InstallFrames(realm *eventloop.Realm, shown bool) {
	vm := realm.Runtime()
	f := &frames{page: pageOf(vm), shown: shown, waiting: map[int]*eventloop.Timer{}}
	OnClose(vm, f.close)
	for _, prefix := range []string{"requestAnimationFrame", "webkitRequestAnimationFrame"} {
		GlobalOperation(vm, prefix, 1, func(args Arguments) goja.Value { return vm.ToValue(f.request(args.Function(0))) })
	}
	for _, name := range []string{"cancelAnimationFrame", "webkitCancelAnimationFrame"} {
		GlobalOperation(vm, name, 1, func(args Arguments) goja.Value {
			f.cancel(int(args.Number(0)))
			return goja.Undefined()
		})
	}
	deadline := f.page.global("IdleDeadline", func() *Interface {
		i := f.page.newInterface("IdleDeadline", nil, 0, nil)
		Attribute(i, "didTimeout", func(d *idleDeadline) any { return d.timeout })
		Operation(i, "timeRemaining", 0, func(d *idleDeadline, _ Arguments) goja.Value {
			return vm.ToValue(max(float64(time.Until(d.end))/float64(time.Millisecond), 0))
		})
		return i
	})
	GlobalOperation(vm, "requestIdleCallback", 1, func(args Arguments) goja.Value {
		callback := args.Function(0)
		timeout := time.Duration(args.dictionary(1, "IdleRequestOptions").integer("timeout")) * time.Millisecond
		f.idleID++
		id := f.idleID
		run := func(timedOut bool) eventloop.Task {
			return eventloop.TaskFunc(func() {
				delete(f.waiting, id)
				end := time.Now()
				if !timedOut {
					end = end.Add(50 * time.Millisecond)
				}
				realm.Call(callback, goja.Undefined(), deadline().New(&idleDeadline{end, timedOut}))
			})
		}
		switch {
		case shown:
			f.waiting[id] = realm.Loop().Schedule(time.Now().Add(time.Millisecond), run(false))
		case timeout > 0:
			f.waiting[id] = realm.Loop().Schedule(time.Now().Add(timeout), run(true))
		}
		return vm.ToValue(id)
	})
	GlobalOperation(vm, "cancelIdleCallback", 1, func(args Arguments) goja.Value {
		id := int(args.Number(0))
		if t := f.waiting[id]; t != nil {
			realm.Loop().Cancel(t)
			delete(f.waiting, id)
		}
		return goja.Undefined()
	})
}

// idleDeadline is the state of an IdleDeadline.
type idleDeadline struct {
	end     time.Time
	timeout bool
}

func (f *frames) request(callback goja.Callable) int {
	f.lastID++
	if f.shown {
		f.next = append(f.next, frame{f.lastID, callback})
		if f.drawing == nil {
			f.drawing = f.page.realm.Loop().Schedule(time.Now().Add(frameInterval), eventloop.TaskFunc(f.draw))
		}
	}
	return f.lastID
}

func (f *frames) cancel(id int) {
	for i := range f.next {
		if f.next[i].id == id {
			f.next[i].callback = nil
		}
	}
}

func (f *frames) draw() {
	all := f.next
	f.next, f.drawing = nil, nil
	now := f.page.vm.ToValue(f.page.now())
	for i := range all {
		// One may have been cancelled by another.
		if callback := all[i].callback; callback != nil {
			f.page.realm.Call(callback, goja.Undefined(), now)
		}
	}
}

func (f *frames) close() {
	loop := f.page.realm.Loop()
	if f.drawing != nil {
		loop.Cancel(f.drawing)
	}
	for _, t := range f.waiting {
		loop.Cancel(t)
	}
}
