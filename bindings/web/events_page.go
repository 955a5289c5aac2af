package web

import (
	"context"
	"math"
	"reflect"
	"sync"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// page is what the interfaces of one page share.
type page struct {
	realm      *eventloop.Realm
	vm         *goja.Runtime
	timeOrigin time.Time

	scope       scope
	closed      bool
	events      *Events
	views       func() viewBuiltins // which look into ArrayBuffers and views
	exceptions  func() *Interface   // DOMException
	quotaErrors func() *Interface   // QuotaExceededError
	blobs       *blobs
	timers      *timers
	signals     func() *Interface // AbortSignal
	byteStream  ByteStream
	textStream  TextStream

	areas   map[reflect.Type]any
	context context.Context
	cancel  context.CancelFunc
	closers map[*func()]bool
}

// pages has the state of a page, by its global object.
var pages = engine.NewSlot[*page]()

// pageOf gives the state of the page of a runtime, nil before there is one.
func pageOf(vm *goja.Runtime) *page {
	p, _ := pages.Get(vm.GlobalObject())
	return p
}

// pageFor gives the state of a page, and makes it at first.
func pageFor(realm *eventloop.Realm) *page {
	vm := realm.Runtime()
	if p := pageOf(vm); p != nil {
		return p
	}
	p := &page{realm: realm, vm: vm, timeOrigin: time.Now()}
	p.views = sync.OnceValue(func() viewBuiltins { return findViewBuiltins(engine.Pristine(vm)) })
	pages.Set(vm.GlobalObject(), p)
	return p
}

// intrinsic gives a built-in object of the page, whatever scripts have put in its
// place.
func (p *page) intrinsic(name string) *goja.Object { return engine.Intrinsic(p.vm, name) }

// intrinsicFunction gives a method of such an object.
func (p *page) intrinsicFunction(o *goja.Object, name string) nativeFunc {
	return engine.Original(p.vm, o, p.vm.ToValue(name)).Export().(nativeFunc)
}

// now is the time since the page began, in milliseconds and as coarse as
// Chrome's clock.
func (p *page) now() float64 {
	return math.Floor(float64(time.Since(p.timeOrigin))/float64(100*time.Microsecond)) / 10
}

// states has the states of platform objects.
var states = engine.NewSlot[any]()

// stateOf gives the state of a platform object that belongs to T, which may be
// an interface for the states of all interfaces that inherit from one. An
// object of another page will do if its state is the same everywhere, as that
// of a Blob is.
func stateOf[T any](p *page, v goja.Value) (state T, ok bool) {
	o, isObject := v.(*goja.Object)
	if !isObject {
		return state, false
	}
	s, ok := states.Get(o)
	if !ok {
		there, _ := membrane.Home(o)
		if there == nil {
			return state, false
		}
		s, _ = states.Get(there)
		if _, anywhere := s.(serializable); !anywhere {
			return state, false
		}
	}
	state, ok = s.(T)
	return state, ok
}

// serializable is the Serializable of package clone: a state that refers to no
// page.
type serializable interface {
	Serialize() func(*goja.Runtime) *goja.Object
}
