package engine

import (
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

// New makes an object with these values, one for each name. There is no
// property for one that is nil.
func (r *Record) New(vm *goja.Runtime, prototype *goja.Object, values []goja.Value) *goja.Object {
	o := vm.CreateObject(prototype)
	object := (*plain)(objects().words(o)[1])
	for i, value := range values {
		if value != nil {
			object.values[r.names[i]] = value
		}
	}
	if object.propNames = r.names; len(object.values) < len(r.names) {
		object.propNames = nil
		for i, value := range values {
			if value != nil {
				object.propNames = append(object.propNames, r.names[i])
			}
		}
	}
	return o
}
