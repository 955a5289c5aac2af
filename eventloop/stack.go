package eventloop

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

// engineStack is the stack of values of a runtime. goja drops it whenever the
// outermost frame is left and grows a new one for the next, step by step. Here
// it gets its old one back.
type engineStack struct {
	engine *[]goja.Value // goja's variable
	spare  []goja.Value  // empty but for its capacity
}

// maxSpareStack is how many values a stack may hold that is kept.
const maxSpareStack = 4096

func newEngineStack(vm *goja.Runtime) engineStack {
	machine := reflect.ValueOf(vm).Elem().FieldByName("vm")
	if machine.IsValid() && machine.Kind() == reflect.Pointer {
		field := machine.Elem().FieldByName("stack")
		if field.IsValid() && field.Kind() == reflect.Slice && field.Type().Elem() == reflect.TypeFor[goja.Value]() {
			return engineStack{engine: (*[]goja.Value)(unsafe.Pointer(field.UnsafeAddr()))}
		}
	}
	panic(fmt.Sprintf("eventloop: this version of goja keeps its stack elsewhere: there is no Runtime.vm.stack of type []%v", reflect.TypeFor[goja.Value]()))
}

// lend gives the stack to a runtime that is about to be entered.
func (s *engineStack) lend() {
	if *s.engine == nil {
		*s.engine = s.spare
	}
	s.spare = nil
}

// takeBack remembers the stack of a runtime that is about to be left.
func (s *engineStack) takeBack() { s.spare = *s.engine }

// clear lets go of the values, after the runtime was left.
func (s *engineStack) clear() {
	if cap(s.spare) > maxSpareStack {
		s.spare = nil
	}
	clear(s.spare)
	s.spare = s.spare[:0]
}
