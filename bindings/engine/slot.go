package engine

import (
	"unsafe"

	"github.com/dop251/goja"
)

// Slot is an internal slot of objects, as specifications have them: a value in
// Go that no script can see. It is kept as the private fields of a class are,
// so it lives as long as its object, and a Proxy has none of its target's.
type Slot[T any] struct{ key privateEnvType }

// NewSlot makes a slot.
func NewSlot[T any]() *Slot[T] { return &Slot[T]{privateEnvType{numFields: 1, numMethods: 0}} }

type slotValue[T any] struct {
	privateElements
	value T
}

// Set gives the object the slot. It must be one that the engine implements.
func (s *Slot[T]) Set(o *goja.Object, value T) {
	p := objects().plainOf(o)
	if p.privateElements == nil {
		p.privateElements = map[*privateEnvType]*privateElements{}
	}
	v := &slotValue[T]{value: value}
	p.privateElements[&s.key] = &v.privateElements
}

// Get gives the value in the object's slot, and whether it has the slot.
func (s *Slot[T]) Get(o *goja.Object) (value T, ok bool) {
	p := objects().plainOf(o)
	if p == nil {
		return value, false
	}
	v := p.privateElements[&s.key]
	if v == nil {
		return value, false
	}
	return (*slotValue[T])(unsafe.Pointer(v)).value, true
}
