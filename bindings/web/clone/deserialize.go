package clone

import (
	"bytes"

	"github.com/dop251/goja"
)

// deserializer is one run of StructuredDeserializeWithTransfer.
type deserializer struct {
	*realm
	shared  bool
	objects map[node]*goja.Object
}

func (d *deserializer) value(n node) goja.Value {
	if v, ok := n.(goja.Value); ok {
		return v
	}
	if o := d.objects[n]; o != nil {
		return o
	}
	switch n := n.(type) {
	case *object:
		return d.fill(d.remember(n, d.vm.NewObject()), n.properties)
	case *array:
		o := d.remember(n, d.vm.NewArray())
		must(o.Set("length", n.length))
		return d.fill(o, n.properties)
	case *wrapper:
		return d.remember(n, n.value.ToObject(d.vm))
	case *date:
		return d.remember(n, d.construct("Date", n.value))
	case *regExp:
		return d.remember(n, d.construct("RegExp", n.source, n.flags))
	case *mapping:
		o := d.remember(n, d.construct("Map"))
		for i := range n.keys {
			call(d.mapSet, o, d.value(n.keys[i]), d.value(n.values[i]))
		}
		return o
	case *set:
		o := d.remember(n, d.construct("Set"))
		for _, v := range n.values {
			call(d.setAdd, o, d.value(v))
		}
		return o
	case *errorValue:
		return d.error(n)
	case *buffer:
		data := n.data
		if d.shared {
			data = bytes.Clone(data)
		}
		return d.remember(n, d.vm.ToValue(d.vm.NewArrayBuffer(data)).(*goja.Object))
	case *view:
		return d.remember(n, d.construct(n.class, d.value(n.buffer), d.vm.ToValue(n.offset), d.vm.ToValue(n.length)))
	case *platform:
		return d.remember(n, n.make(d.vm))
	}
	panic("clone: a node that was not made")
}

func (d *deserializer) remember(n node, o *goja.Object) *goja.Object {
	d.objects[n] = o
	return o
}

func (d *deserializer) construct(class string, args ...goja.Value) *goja.Object {
	o, err := d.vm.New(d.constructor(class), args...)
	must(err)
	return o
}

func (d *deserializer) fill(o *goja.Object, p properties) *goja.Object {
	for i, key := range p.keys {
		must(o.DefineDataProperty(key, d.value(p.values[i]), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
	return o
}

func (d *deserializer) error(n *errorValue) *goja.Object {
	o := d.remember(n, d.construct(n.class))
	define := func(name string, v goja.Value) {
		must(o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	stack := n.stack
	if stack == nil {
		stack = goja.Undefined()
	}
	define("stack", stack)
	if n.message != nil {
		define("message", n.message)
	}
	if n.hasCause {
		define("cause", d.value(n.cause))
	}
	return o
}
