package web

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

// property is an own property: a value, or an accessor with a getter.
type property struct {
	name     string
	value    goja.Value
	accessor bool
}

func (p property) isFunction(in *inspector) bool {
	o, ok := p.value.(*goja.Object)
	return ok && in.isFunction(o)
}

// own reads an own property without calling a getter. It returns false for one that is missing or has only a setter.
func (in *inspector) own(o *goja.Object, key goja.Value) (property, bool) {
	descriptor, ok := call(in.getOwnPropertyDescriptor, nil, o, key).(*goja.Object)
	if !ok {
		return property{}, false
	}
	must(descriptor.SetPrototype(nil)) // what it does not have must not come from Object.prototype
	if value := descriptor.Get("value"); value != nil {
		return property{value: value}, true
	}
	getter := descriptor.Get("get")
	return property{accessor: true}, getter != nil && !goja.IsUndefined(getter)
}

// lookup finds a property on an object or its prototypes, as far as that can be done without asking a proxy.
func (in *inspector) lookup(o *goja.Object, key goja.Value) (property, bool) {
	for range maxPrototypes {
		if o == nil || isProxy(o) {
			break
		}
		if prop, ok := in.own(o, key); ok {
			return prop, true
		}
		o = o.Prototype()
	}
	return property{}, false
}

// entries lists what console.table makes rows and cells of: the elements of an array, the entries of a Map or Set, the
// enumerable properties of any other object.
func (in *inspector) entries(o *goja.Object, limit int) (list []property) {
	o = proxyTarget(o)
	if o == nil {
		return nil
	}
	add := func(name string, prop property) bool {
		prop.name = name
		list = append(list, prop)
		return len(list) < limit
	}
	in.vm.Try(func() {
		switch class, kind := o.ClassName(), o.ExportType(); {
		case class == "Array":
			for i := range min(in.arrayLength(o), limit) {
				prop, _ := in.own(o, in.vm.ToValue(i))
				add(strconv.Itoa(i), prop)
			}
		case kind == mapType:
			in.each(o, in.mapIterator, func(v goja.Value) bool {
				entry := v.(*goja.Object)
				return add(in.text(entry.Get("0")), property{value: entry.Get("1")})
			})
		case kind == setType:
			in.each(o, in.setIterator, func(v goja.Value) bool {
				return add(strconv.Itoa(len(list)), property{value: v})
			})
		default:
			for _, name := range o.Keys() {
				if prop, ok := in.own(o, in.vm.ToValue(name)); ok && !add(name, prop) {
					return
				}
			}
		}
	})
	return list
}

func (in *inspector) nameOr(o *goja.Object, name string) string {
	if found := in.nameOf(o); found != "" {
		return found
	}
	return name
}

// nameOf is the name of an object's class, or "" for a plain object: the name of its constructor, or else the tag that
// it or a prototype has.
func (in *inspector) nameOf(o *goja.Object) string {
	if name := in.constructorName(o); name != "" && name != "Object" {
		return name
	}
	if tag, ok := in.lookup(o, goja.SymToStringTag); ok {
		if s, ok := tag.value.(goja.String); ok {
			return s.String()
		}
	}
	return ""
}

func (in *inspector) constructorName(o *goja.Object) string {
	prototype := o.Prototype()
	if prototype == nil || prototype == in.objectPrototype || isProxy(prototype) {
		return ""
	}
	found, _ := in.lookup(prototype, in.vm.ToValue("constructor"))
	constructor, ok := found.value.(*goja.Object)
	if !ok || !in.isFunction(constructor) {
		return ""
	}
	name, _ := in.own(constructor, in.vm.ToValue("name"))
	if s, ok := name.value.(goja.String); ok {
		return strings.TrimSpace(s.String())
	}
	return ""
}
