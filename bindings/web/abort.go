package web

import (
	"slices"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// AbortSignal is the state of an AbortSignal.
type AbortSignal struct {
	EventTarget
	page       *page
	reason     goja.Value // nil until it is aborted
	algorithms []*func()
	sources    []*AbortSignal // which abort this one, none of them dependent itself
	dependents []*AbortSignal
	dependent  bool // made by AbortSignal.any
}

// abortController is the state of an AbortController.
type abortController struct{ signal *AbortSignal }

// InstallAbort makes AbortController and AbortSignal globals. InstallEvents must
// have run.
//
// See https://dom.spec.whatwg.org/#aborting-ongoing-activities.
func InstallAbort(realm *eventloop.Realm) {
	p := pageFor(realm)
	p.signals = p.global("AbortSignal", p.newAbortSignalInterface)
	p.global("AbortController", p.newAbortControllerInterface)
}

func (p *page) newAbortControllerInterface() *Interface {
	i := p.newInterface("AbortController", nil, 0, func(o *goja.Object, _ Arguments) *goja.Object {
		states.Set(o, &abortController{p.newSignal()})
		return o
	})
	Attribute(i, "signal", func(c *abortController) any { return c.signal.object })
	Operation(i, "abort", 0, func(c *abortController, args Arguments) goja.Value {
		c.signal.Abort(p.abortReason(args))
		return goja.Undefined()
	})
	return i
}

func (p *page) newAbortSignalInterface() *Interface {
	i := p.newInterface("AbortSignal", p.events.target, 0, nil)
	Attribute(i, "aborted", func(s *AbortSignal) any { return s.Aborted() })
	Attribute(i, "reason", func(s *AbortSignal) any { return s.Reason() })
	i.EventHandlers("abort")
	Operation(i, "throwIfAborted", 0, func(s *AbortSignal, _ Arguments) goja.Value {
		if s.Aborted() {
			panic(s.reason)
		}
		return goja.Undefined()
	})
	i.StaticOperation("abort", 0, func(args Arguments) goja.Value {
		s := p.newSignal()
		s.reason = p.abortReason(args)
		return s.object
	})
	i.StaticOperation("any", 1, func(args Arguments) goja.Value {
		var signals []*AbortSignal
		args.each(args.At(0), "", func(v goja.Value) {
			s, ok := stateOf[*AbortSignal](p, v)
			if !ok {
				panic(args.TypeError("Failed to convert value to 'AbortSignal'."))
			}
			signals = append(signals, s)
		})
		return p.anySignal(signals).object
	})
	i.StaticOperation("timeout", 1, func(args Arguments) goja.Value {
		milliseconds := args.Range(0, 1<<53-1, "unsigned long long")
		s := p.newSignal()
		p.timeout(time.Duration(min(milliseconds, 1<<40))*time.Millisecond, func() {
			p.realm.Run(func() { s.Abort(NewException(p.vm, "TimeoutError", "signal timed out")) })
		})
		return s.object
	})
	return i
}

// timeout calls f later, unless the page has ended.
func (p *page) timeout(d time.Duration, f func()) {
	loop := p.realm.Loop()
	remove := func() {}
	timer := loop.Schedule(time.Now().Add(d), eventloop.TaskFunc(func() {
		remove()
		f()
	}))
	remove = OnClose(p.vm, func() { loop.Cancel(timer) })
}

func (p *page) abortReason(args Arguments) goja.Value {
	if args.Has(0) {
		return args.At(0)
	}
	return NewDOMException(p.vm, "AbortError", "signal is aborted without reason")
}

func (p *page) newSignal() *AbortSignal {
	s := &AbortSignal{page: p}
	o := p.vm.CreateObject(p.signals().Prototype)
	s.EventTarget = p.events.NewTarget(o, nil)
	states.Set(o, s)
	return s
}

// anySignal makes a signal that is aborted with the first of these.
func (p *page) anySignal(signals []*AbortSignal) *AbortSignal {
	result := p.newSignal()
	result.dependent = true
	for _, s := range signals {
		if s.Aborted() {
			result.reason = s.reason
			return result
		}
	}
	for _, s := range signals {
		sources := []*AbortSignal{s}
		if s.dependent {
			sources = s.sources
		}
		for _, source := range sources {
			if !slices.Contains(result.sources, source) {
				result.sources = append(result.sources, source)
				source.dependents = append(source.dependents, result)
			}
		}
	}
	return result
}

// NewSignal makes an AbortSignal on a page. It is aborted with any of those
// that it follows.
func NewSignal(vm *goja.Runtime, follow ...*AbortSignal) *AbortSignal {
	return pageOf(vm).anySignal(follow)
}

// SignalOf gives the AbortSignal of an object of a page that is one.
func SignalOf(vm *goja.Runtime, v goja.Value) (*AbortSignal, bool) {
	return stateOf[*AbortSignal](pageOf(vm), v)
}

// Aborted says whether the signal is aborted.
func (s *AbortSignal) Aborted() bool { return s.reason != nil }

// Reason gives why, undefined if the signal is not aborted.
func (s *AbortSignal) Reason() goja.Value {
	if s.reason == nil {
		return goja.Undefined()
	}
	return s.reason
}

// OnAbort has f called when the signal is aborted, before the event. It does
// nothing for a signal that is aborted already.
func (s *AbortSignal) OnAbort(f func()) (remove func()) {
	if s.Aborted() {
		return func() {}
	}
	entry := &f
	s.algorithms = append(s.algorithms, entry)
	return func() {
		s.algorithms = slices.DeleteFunc(s.algorithms, func(a *func()) bool { return a == entry })
	}
}

// Abort aborts the signal and those that follow it.
func (s *AbortSignal) Abort(reason goja.Value) {
	if s.Aborted() {
		return
	}
	all := []*AbortSignal{s}
	s.reason = reason
	for _, d := range s.dependents {
		if !d.Aborted() {
			d.reason = reason
			all = append(all, d)
		}
	}
	for _, each := range all {
		algorithms := each.algorithms
		each.algorithms = nil
		for _, f := range algorithms {
			(*f)()
		}
		each.Fire(&Event{Type: "abort"})
	}
}
