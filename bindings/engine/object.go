package engine

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// plain is what nearly all objects of the engine begin with: baseObject.
type plain struct {
	class             string
	val, prototype    *goja.Object
	extensible        bool
	values            map[unistring.String]goja.Value // nil for one that was deleted
	propNames         []unistring.String              // nil for those of the template
	lastSortedPropLen int
	idxPropCount      int
	symValues         unsafe.Pointer
	privateElements   map[*privateEnvType]*privateElements
}

// privateEnvType stands for the private names of one class, and privateElements
// for what an object has by them.
type privateEnvType struct{ numFields, numMethods uint32 }

type privateElements struct{ methods, fields []goja.Value }

// template is the engine's objectTemplate: properties, made when they are first
// looked at. Objects share it.
type template struct {
	propNames    []unistring.String
	props        map[unistring.String]func(*goja.Runtime) goja.Value
	symProps     map[*goja.Symbol]func(*goja.Runtime) goja.Value
	symPropNames []*goja.Symbol
	protoFactory func(*goja.Runtime) *goja.Object
}

// property is the engine's valueProperty: one that is not writable, enumerable
// and configurable.
type property struct {
	value                                        goja.Value
	writable, configurable, enumerable, accessor bool
	getterFunc, setterFunc                       *goja.Object
}

// kind is how an object is implemented.
type kind int

const (
	foreign   kind = iota // as the host does it
	based                 // begins with plain
	bare                  // is plain
	templated             // begins with plain and has a template
)

// layout is where things are in the objects of the engine.
type layout struct {
	self   uintptr // in goja.Object: an interface
	tmpl   uintptr // in a templated one
	proto  uintptr
	plain  reflect.Type
	empty  reflect.Type   // a templatedObject
	hidden unsafe.Pointer // the type word of a goja.Value that is a property
	kinds  sync.Map       // of kind, by the type in self
}

var objects = sync.OnceValue(func() *layout {
	vm := goja.New()
	l := &layout{plain: implementation(vm.NewObject()).Type(), empty: implementation(vm.GlobalObject()).Type()}
	self, _ := reflect.TypeFor[goja.Object]().FieldByName("self")
	tmpl, hasTemplate := l.empty.FieldByName("tmpl")
	proto, hasProto := l.empty.FieldByName("protoMaterialised")
	if !hasTemplate || !hasProto || proto.Type.Kind() != reflect.Bool || l.empty.Field(0).Type != l.plain {
		panic(fmt.Sprintf("engine: this version of goja has other templates in %v", l.empty))
	}
	l.self, l.tmpl, l.proto = self.Offset, tmpl.Offset, proto.Offset
	mustResemble[plain](l.plain)
	mustResemble[template](tmpl.Type.Elem())
	private, _ := l.plain.FieldByName("privateElements")
	mustResemble[privateEnvType](private.Type.Key().Elem())
	mustResemble[privateElements](private.Type.Elem().Elem())
	sample := vm.NewObject()
	must(sample.DefineDataProperty("p", goja.Null(), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	value := (*plain)(l.words(sample)[1]).values["p"]
	if t := reflect.TypeOf(value); t.Kind() != reflect.Pointer {
		panic(fmt.Sprintf("engine: this version of goja has properties of type %v", t))
	}
	mustResemble[property](reflect.TypeOf(value).Elem())
	l.hidden = (*[2]unsafe.Pointer)(unsafe.Pointer(&value))[0]
	return l
})

// mustResemble panics unless a struct of the engine is laid out as ours.
func mustResemble[Ours any](engine reflect.Type) {
	ours := reflect.TypeFor[Ours]()
	same := engine.Kind() == reflect.Struct && engine.NumField() == ours.NumField()
	for i := 0; same && i < ours.NumField(); i++ {
		e, o := engine.Field(i), ours.Field(i)
		same = e.Name == o.Name && e.Offset == o.Offset && (e.Type.Kind() == o.Type.Kind() || o.Type.Kind() == reflect.UnsafePointer)
		if same && o.Type.Kind() == reflect.Map {
			same = e.Type.Key().Kind() == o.Type.Key().Kind() && e.Type.Elem().Kind() == o.Type.Elem().Kind()
		}
	}
	if !same {
		panic(fmt.Sprintf("engine: this version of goja has other fields in %v", engine))
	}
}

// words are the type and the pointer of what implements an object.
func (l *layout) words(o *goja.Object) *[2]unsafe.Pointer {
	return (*[2]unsafe.Pointer)(unsafe.Add(unsafe.Pointer(o), l.self))
}

func (l *layout) kindOf(o *goja.Object) kind {
	key := l.words(o)[0]
	if k, ok := l.kinds.Load(key); ok {
		return k.(kind)
	}
	t := implementation(o).Type()
	k := foreign
	switch {
	case t == l.plain:
		k = bare
	default:
		for ; t.Kind() == reflect.Struct && t.NumField() > 0 && t.Field(0).Anonymous && k != templated; t = t.Field(0).Type {
			switch {
			case t == l.empty:
				k = templated
			case t.Field(0).Type == l.plain:
				k = based
			}
		}
	}
	l.kinds.Store(key, k)
	return k
}

// plainOf gives the fields that the object begins with, nil if it has others.
func (l *layout) plainOf(o *goja.Object) *plain {
	if l.kindOf(o) == foreign {
		return nil
	}
	return (*plain)(l.words(o)[1])
}

// own marks a template that no other object shares. It is no property, since
// it is not among the names, and no script has the symbol.
var own = goja.NewSymbol("own")

// templateOf gives an object a template of its own.
func (l *layout) templateOf(o *goja.Object) (*plain, *template) {
	switch l.kindOf(o) {
	case bare:
		l.addTemplate(o)
	case templated:
	default:
		panic(fmt.Sprintf("engine: properties of %v cannot be made later", implementation(o).Type()))
	}
	self := l.words(o)[1]
	tmpl := (**template)(unsafe.Add(self, l.tmpl))
	t := *tmpl
	if _, ok := t.symProps[own]; !ok {
		t = &template{
			propNames: slices.Clone(t.propNames), props: maps.Clone(t.props),
			symProps: maps.Clone(t.symProps), symPropNames: t.symPropNames, protoFactory: t.protoFactory,
		}
		if t.props == nil {
			t.props = map[unistring.String]func(*goja.Runtime) goja.Value{}
		}
		if t.symProps == nil {
			t.symProps = map[*goja.Symbol]func(*goja.Runtime) goja.Value{}
		}
		t.symProps[own] = nil
		*tmpl = t
	}
	return (*plain)(self), t
}

// addTemplate gives a bare object an empty template.
func (l *layout) addTemplate(o *goja.Object) {
	self := reflect.ValueOf(o).Elem().FieldByName("self")
	object := reflect.New(l.empty)
	pointer := object.UnsafePointer()
	*(*plain)(pointer) = *l.plainOf(o)
	*(**template)(unsafe.Add(pointer, l.tmpl)) = &template{}
	*(*bool)(unsafe.Add(pointer, l.proto)) = true
	reflect.NewAt(self.Type(), unsafe.Pointer(self.UnsafeAddr())).Elem().Set(reflect.NewAt(l.empty, pointer))
}

// propertyOf gives what stands for a property in the fields of an object, nil
// if that is the value.
func (l *layout) propertyOf(value goja.Value) *property {
	words := (*[2]unsafe.Pointer)(unsafe.Pointer(&value))
	if words[0] != l.hidden {
		return nil
	}
	return (*property)(words[1])
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
