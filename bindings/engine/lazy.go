package engine

import (
	"fmt"
	"maps"
	"slices"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// Lazily gives an object a property that is made when it is first looked at:
// define puts it, with whatever attributes, on another object, from which it is
// taken. It is how the engine has its own built-ins, so no script can tell: the
// property is there, after those that were there before, or in the place of the
// one of that name.
//
// The object is a plain one, the global object, or a built-in that the engine
// has by a template. Another one gets the property at once.
func Lazily(o *goja.Object, name string, define func(on *goja.Object)) {
	l := objects()
	key := unistring.NewFromString(name)
	if l.kindOf(o) < bare {
		define(o)
		return
	}
	object, t := l.templateOf(o)
	value, made := object.values[key]
	_, known := t.props[key]
	t.props[key] = func(vm *goja.Runtime) goja.Value {
		on := vm.NewObject()
		define(on)
		return l.plainOf(on).values[key]
	}
	delete(object.values, key)
	switch {
	case known && !made, value != nil: // it has its place
	case object.propNames != nil:
		object.propNames = append(object.propNames, key)
	default:
		t.propNames = append(t.propNames, key)
	}
}

// Reserve makes room in the global object for n more properties that are made
// later.
func Reserve(vm *goja.Runtime, n int) {
	_, t := objects().templateOf(vm.GlobalObject())
	props := make(map[unistring.String]func(*goja.Runtime) goja.Value, len(t.props)+n)
	maps.Copy(props, t.props)
	t.props = props
}

// Last makes an own property of a plain object the last one.
func Last(o *goja.Object, name string) {
	object, t := objects().templateOf(o)
	names := &t.propNames
	if object.propNames != nil {
		names = &object.propNames
	}
	key := unistring.NewFromString(name)
	if i := slices.Index(*names, key); i >= 0 {
		*names = append(slices.Delete(slices.Clone(*names), i, i+1), key)
	}
}

// Amend has f change the object that a property of the engine's own holds, when
// the property is first looked at. Nothing else may lead to that object.
func Amend(o *goja.Object, name string, f func(value *goja.Object)) {
	amended := false
	transform(o, name, func(value goja.Value) goja.Value {
		if !amended {
			amended = true
			f(value.(*goja.Object))
		}
		return value
	})
}

// Replace puts another value in the place of that of a data property of the
// engine's own, which f gets, when the property is first looked at.
func Replace(o *goja.Object, name string, f func(original goja.Value) goja.Value) {
	var value goja.Value
	transform(o, name, func(original goja.Value) goja.Value {
		if value == nil {
			value = f(original)
		}
		return value
	})
}

func transform(o *goja.Object, name string, f func(value goja.Value) goja.Value) {
	l := objects()
	key := unistring.NewFromString(name)
	change := func(value goja.Value) goja.Value {
		p := l.propertyOf(value)
		if p == nil {
			return f(value)
		}
		p.value = f(p.value) // every object has its own
		return value
	}
	object, t := l.templateOf(o)
	if value, made := object.values[key]; made {
		object.values[key] = change(value)
		return
	}
	original := t.props[key]
	t.props[key] = func(vm *goja.Runtime) goja.Value { return change(original(vm)) }
}

// Original gives what the engine itself, or [Lazily], has put into a property
// of the global object or of a built-in that the engine has by a template,
// whatever scripts have put there since. The key is a text or a symbol.
func Original(vm *goja.Runtime, o *goja.Object, key goja.Value) goja.Value {
	l := objects()
	if l.kindOf(o) != templated {
		panic(fmt.Sprintf("engine: %v has no template with %s", implementation(o).Type(), key))
	}
	t := *(**template)(unsafe.Add(l.words(o)[1], l.tmpl))
	var value goja.Value
	if symbol, ok := key.(*goja.Symbol); ok {
		value = t.symProps[symbol](vm)
	} else {
		value = t.props[unistring.NewFromString(key.String())](vm)
	}
	if p := l.propertyOf(value); p != nil {
		return p.value
	}
	return value
}

// Intrinsic gives a built-in object by the name that its global variable has.
func Intrinsic(vm *goja.Runtime, name string) *goja.Object {
	return Original(vm, vm.GlobalObject(), vm.ToValue(name)).(*goja.Object)
}

var pristine = NewSlot[*goja.Runtime]()

// Pristine gives a runtime that no script sees. Its built-in functions that look
// into objects do so with those of vm, whose own a script can replace.
func Pristine(vm *goja.Runtime) *goja.Runtime {
	p, ok := pristine.Get(vm.GlobalObject())
	if !ok {
		p = goja.New()
		pristine.Set(vm.GlobalObject(), p)
	}
	return p
}
