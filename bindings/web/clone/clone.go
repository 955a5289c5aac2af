// Package clone copies values from one realm to another by the structured clone
// algorithm.
//
// A value is serialized to a [Record], which belongs to no runtime: it may be
// handed to another goroutine, and be made a value again in the realm of a
// worker.
//
// See https://html.spec.whatwg.org/multipage/structured-data.html.
package clone

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// Maker makes the object of a platform object on a realm. It may be called on
// the goroutine of any realm, several times.
type Maker = func(vm *goja.Runtime) *goja.Object

// Serializable is the state of a platform object that can be cloned.
type Serializable interface {
	// Serialize gives what makes the clones. What it refers to must be safe
	// for use by several goroutines.
	Serialize() Maker
}

// Transferable is the state of a platform object that can be moved, and may be
// cloned only by that.
type Transferable interface {
	// TransferNoun gives Chrome's words for such an object.
	TransferNoun() TransferNoun
	// Transferred says that Transfer was called, or that the object cannot be
	// transferred any more.
	Transferred() bool
	// Transfer takes what the object stands for out of it. The Maker is called
	// once.
	Transfer() Maker
}

// TransferNoun is how the errors of Chrome call an object that is transferred:
// "Message port" and "earlier port", "A MessagePort".
type TransferNoun struct{ Duplicate, Earlier, Gone, Class string }

// Record is a serialized value.
type Record struct {
	root   node
	moved  []*moved // what was transferred, in the order of the list
	shared bool     // for several receivers: none may have the memory of the buffers
}

// node is a value: a primitive, which the engine does not tie to a runtime, or
// one of the types below, by a pointer. Their identity is that of the objects.
type node any

type (
	properties struct {
		keys   []string
		values []node
	}
	object struct{ properties }
	array  struct {
		properties
		length int64
	}
	wrapper    struct{ value goja.Value }
	date       struct{ value goja.Value }
	regExp     struct{ source, flags goja.Value }
	mapping    struct{ keys, values []node }
	set        struct{ values []node }
	errorValue struct {
		class          string
		message, stack goja.Value // nil for none
		cause          node
		hasCause       bool
	}
	buffer struct{ data []byte }
	view   struct {
		class          string
		buffer         node
		offset, length int64
	}
	platform struct{ make Maker }
	moved    struct{ make Maker }
)

// Serialize serializes a value. The objects of the transfer list are moved, not
// copied: they are of no use afterwards in this realm. It throws, with the words
// of args, for what cannot be cloned, and whatever a getter of the value throws.
func Serialize(args web.Arguments, value goja.Value, transfer []*goja.Object) *Record {
	s := &serializer{realm: realmOf(args.Runtime()), args: args, nodes: map[*goja.Object]node{}}
	list := s.checkTransfer(transfer)
	root := s.value(value)
	return &Record{root: root, moved: s.transfer(list)}
}

// Value clones a value within a realm. It throws as [Serialize] does.
func Value(args web.Arguments, value goja.Value) goja.Value {
	copied, _ := Serialize(args, value, nil).Deserialize(args.Runtime())
	return copied
}

// Share makes the record one for several receivers: Deserialize may be called
// more than once, also by several goroutines at once. Nothing may have been
// transferred with it.
func (r *Record) Share() { r.shared = true }

// Deserialize makes the value on a realm. It also gives the objects that were
// transferred, without the ArrayBuffers, in the order of the list.
func (r *Record) Deserialize(vm *goja.Runtime) (value goja.Value, transferred []*goja.Object) {
	d := &deserializer{realm: realmOf(vm), shared: r.shared, objects: map[node]*goja.Object{}}
	for _, m := range r.moved {
		o := m.make(vm)
		d.objects[m] = o
		transferred = append(transferred, o)
	}
	return d.value(r.root), transferred
}

// TransferList reads the member transfer of options, or a sequence of objects.
func TransferList(args web.Arguments, sequence goja.Value, where string) []*goja.Object {
	var list []*goja.Object
	args.Each(sequence, where, func(v goja.Value) {
		o, ok := v.(*goja.Object)
		if !ok {
			panic(args.TypeError("%sFailed to convert value to 'object'.", where))
		}
		list = append(list, o)
	})
	return list
}

// TransferOption reads the transfer list of an argument of a dictionary type
// that has one.
func TransferOption(args web.Arguments, i int, dictionary string) []*goja.Object {
	options := args.Members(i, dictionary)
	list, ok := options.Member("transfer")
	if !ok {
		return nil
	}
	return TransferList(args, list, options.Where("transfer"))
}

// Install defines structuredClone. InstallEvents must have run.
func Install(vm *goja.Runtime) {
	web.GlobalOperation(vm, "structuredClone", 1, func(args web.Arguments) goja.Value {
		transfer := TransferOption(args, 1, "StructuredSerializeOptions")
		value, _ := Serialize(args, args.At(0), transfer).Deserialize(vm)
		return value
	})
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
