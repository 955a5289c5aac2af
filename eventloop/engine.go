package eventloop

import (
	"fmt"
	"reflect"
	"sync/atomic"
	"unsafe"

	"github.com/dop251/goja"
)

// engine is what the loop needs of a runtime that goja keeps to itself.
type engine struct {
	jobs        *[]func()     // the queue of promise jobs
	stack       *[]goja.Value // the values of the calls under way
	interrupted *uint32
	calls       reflect.Value // the stack of calls
}

func openEngine(vm *goja.Runtime) engine {
	runtime := reflect.ValueOf(vm).Elem()
	machine := runtime.FieldByName("vm")
	if !machine.IsValid() || machine.Kind() != reflect.Pointer {
		panic("eventloop: this version of goja has no pointer Runtime.vm")
	}
	calls := machine.Elem().FieldByName("callStack")
	if !calls.IsValid() || calls.Kind() != reflect.Slice {
		panic("eventloop: this version of goja has no slice vm.callStack")
	}
	return engine{
		jobs:        engineField[[]func()](runtime, "jobQueue"),
		stack:       engineField[[]goja.Value](machine.Elem(), "stack"),
		interrupted: engineField[uint32](machine.Elem(), "interrupted"),
		calls:       reflect.NewAt(calls.Type(), unsafe.Pointer(calls.UnsafeAddr())).Elem(),
	}
}

func engineField[T any](of reflect.Value, name string) *T {
	field, want := of.FieldByName(name), reflect.TypeFor[T]()
	if !field.IsValid() || field.Kind() != want.Kind() || !field.Type().ConvertibleTo(want) {
		panic(fmt.Sprintf("eventloop: this version of goja has no %s of type %v in %v", name, want, of.Type()))
	}
	return (*T)(unsafe.Pointer(field.UnsafeAddr()))
}

// enter puts a call that never returns, and that no stack trace shows, below
// all others. When its outermost call returns goja runs the promise jobs and
// lets go of its stack: too early for the first, as a task may be many calls,
// and too often for the second.
func (e *engine) enter() {
	e.calls.Set(reflect.Append(e.calls, reflect.Zero(e.calls.Type().Elem())))
}

// maxSpareStack is how many values a stack may have room for between tasks.
const maxSpareStack = 4096

// rest does the rest of what goja does after the outermost call: a deep stack
// is let go of, and an interrupt has done its work.
func (e *engine) rest(vm *goja.Runtime) {
	if cap(*e.stack) > maxSpareStack && len(*e.stack) == 0 {
		*e.stack = nil
	}
	if atomic.LoadUint32(e.interrupted) != 0 {
		vm.ClearInterrupt()
	}
}
