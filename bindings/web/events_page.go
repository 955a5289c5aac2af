package web

import (
	"context"
	_ "embed"
	"math"
	"reflect"
	"sync"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// page is what the interfaces of one page share.
type page struct {
	realm          *eventloop.Realm
	vm             *goja.Runtime
	timeOrigin     time.Time
	setState       nativeFunc
	state          nativeFunc
	newConstructor nativeFunc

	scope       scope
	closed      bool
	events      *Events
	builtins    pageBuiltins
	exceptions  func() *Interface // DOMException
	quotaErrors func() *Interface // QuotaExceededError
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

// pageBuiltins are kept from the start, before scripts can put others in their
// place.
type pageBuiltins struct {
	encodingAPI             // reads ArrayBuffers and views
	date, error, rangeError *goja.Object
	errorPrototype          *goja.Object
	arrayValues             goja.Value
	freeze                  nativeFunc
	isEnumerable            nativeFunc
}

//go:embed js/interface.js
var interfaceSource string

// The scripts have the name by which reports leave the frames of the event loop out.
var (
	interfaceScript = sync.OnceValue(func() *goja.Program {
		return goja.MustCompile(eventloop.EntryName, interfaceSource, true)
	})
	pageScript = sync.OnceValue(func() *goja.Program {
		return goja.MustCompile(eventloop.EntryName, "const "+pageBinding+" = globalThis."+pageBinding+"_; delete globalThis."+pageBinding+"_", true)
	})
)

// pageBinding is the name of the lexical constant that holds a page's state, so
// that Go can find it by the Runtime. No property of the global object shows it.
const pageBinding = "tcpsrvHostPage"

// pageOf gives the state of the page of a runtime, nil before there is one.
func pageOf(vm *goja.Runtime) *page {
	if v := vm.Get(pageBinding); v != nil {
		return v.Export().(*page)
	}
	return nil
}

// pageFor gives the state of a page, and makes it at first.
func pageFor(realm *eventloop.Realm) *page {
	vm := realm.Runtime()
	if p := pageOf(vm); p != nil {
		return p
	}
	factory, err := vm.RunProgram(interfaceScript())
	must(err)
	functions := call(factory.(*goja.Object).Export().(nativeFunc), nil).(*goja.Object)
	p := &page{
		realm:          realm,
		vm:             vm,
		timeOrigin:     time.Now(),
		setState:       native(functions, "setState"),
		state:          native(functions, "state"),
		newConstructor: native(functions, "constructor"),
	}
	global := vm.GlobalObject()
	p.builtins = pageBuiltins{
		encodingAPI:    encodingAPI{vm: vm, viewBuiltins: findViewBuiltins(vm), uint8Array: member(global, "Uint8Array")},
		date:           member(global, "Date"),
		error:          member(global, "Error"),
		rangeError:     member(global, "RangeError"),
		errorPrototype: prototype(vm, "Error"),
		freeze:         native(member(global, "Object"), "freeze"),
		isEnumerable:   native(prototype(vm, "Object"), "propertyIsEnumerable"),
		arrayValues:    prototype(vm, "Array").Get("values"),
	}
	must(global.Set(pageBinding+"_", p))
	_, err = vm.RunProgram(pageScript())
	must(err)
	return p
}

// now is the time since the page began, in milliseconds and as coarse as
// Chrome's clock.
func (p *page) now() float64 {
	return math.Floor(float64(time.Since(p.timeOrigin))/float64(100*time.Microsecond)) / 10
}

// box is what an object's private field holds: one type, so that the engine
// need not learn each type of state by reflection.
type box struct{ state any }

// adopt makes an object the platform object of a state.
func (p *page) adopt(o *goja.Object, state any) {
	call(p.setState, nil, o, p.vm.ToValue(&box{state}))
}

// stateOf gives the state of a platform object that belongs to T, which may be
// an interface for the states of all interfaces that inherit from one. An
// object of another page will do if its state is the same everywhere, as that
// of a Blob is.
func stateOf[T any](p *page, v goja.Value) (state T, ok bool) {
	o, isObject := v.(*goja.Object)
	if !isObject {
		return state, false
	}
	s := call(p.state, nil, o)
	if goja.IsUndefined(s) {
		there, side := membrane.Home(o)
		if there == nil {
			return state, false
		}
		s = call(pageOf(side.Realm().Runtime()).state, nil, there)
		if goja.IsUndefined(s) {
			return state, false
		}
		if _, anywhere := s.Export().(*box).state.(serializable); !anywhere {
			return state, false
		}
	}
	state, ok = s.Export().(*box).state.(T)
	return state, ok
}

// serializable is the Serializable of package clone: a state that refers to no
// page.
type serializable interface {
	Serialize() func(*goja.Runtime) *goja.Object
}
