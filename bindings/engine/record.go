package engine

import (
	"fmt"
	"reflect"
	"sync/atomic"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// Record makes plain objects that have the same properties, in the same order:
// all writable, enumerable and configurable, own ones whatever the prototype
// says of their names. It serves any number of runtimes.
type Record struct{ names []unistring.String }

// sharedNames marks a list of names that belongs to several objects: the engine
// copies it before it changes one of them. The mark is in the last of the room
// behind the names.
const sharedNames = unistring.String(" ")

// NewRecord makes a Record. No name may be an array index.
func NewRecord(names ...string) *Record {
	r := &Record{names: make([]unistring.String, len(names), len(names)+1)}
	for i, name := range names {
		r.names[i] = unistring.NewFromString(name)
	}
	r.names[:cap(r.names)][len(names)] = sharedNames
	return r
}

// recordLayout is where the properties of a plain object are.
type recordLayout struct{ self, values, names uintptr }

func newRecordLayout(o *goja.Object) *recordLayout {
	plain := implementation(o).Type()
	field := func(name string, want reflect.Type) uintptr {
		f, ok := plain.FieldByName(name)
		if !ok || f.Type != want {
			panic(fmt.Sprintf("engine: this version of goja has no field %s of type %v in %v", name, want, plain))
		}
		return f.Offset
	}
	self, _ := reflect.TypeFor[goja.Object]().FieldByName("self")
	return &recordLayout{
		self:   self.Offset,
		values: field("values", reflect.TypeFor[map[unistring.String]goja.Value]()),
		names:  field("propNames", reflect.TypeFor[[]unistring.String]()),
	}
}

// layoutOfRecord is found with the first object.
var layoutOfRecord atomic.Pointer[recordLayout]

// New makes an object with these values, one for each name. There is no
// property for one that is nil.
func (r *Record) New(vm *goja.Runtime, prototype *goja.Object, values []goja.Value) *goja.Object {
	o := vm.CreateObject(prototype)
	l := layoutOfRecord.Load()
	if l == nil {
		l = newRecordLayout(o)
		layoutOfRecord.Store(l)
	}
	plain := (*[2]unsafe.Pointer)(unsafe.Add(unsafe.Pointer(o), l.self))[1]
	properties := *(*map[unistring.String]goja.Value)(unsafe.Add(plain, l.values))
	names := r.names
	for i, value := range values {
		if value != nil {
			properties[r.names[i]] = value
		}
	}
	if len(properties) < len(names) {
		names = nil
		for i, value := range values {
			if value != nil {
				names = append(names, r.names[i])
			}
		}
	}
	*(*[]unistring.String)(unsafe.Add(plain, l.names)) = names
	return o
}
