package clone

import (
	"bytes"
	"fmt"
	"math/big"
	"reflect"
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// maxDepth is how deep objects may be nested. V8's stack has room for about as
// many.
const maxDepth = 3000

var (
	arrayBufferType = reflect.TypeFor[goja.ArrayBuffer]()
	proxyType       = reflect.TypeFor[goja.Proxy]()
	bigIntType      = reflect.TypeFor[*big.Int]()
	mapType         = reflect.TypeFor[[][2]any]()
	setType         = reflect.TypeFor[[]any]()
	promiseType     = reflect.TypeFor[*goja.Promise]()
)

// serializer is one run of StructuredSerializeWithTransfer.
type serializer struct {
	*realm
	args  web.Arguments
	nodes map[*goja.Object]node
	depth int
	// failure is what fail has thrown.
	failure *goja.Object
}

// transferee is an object of a transfer list, checked.
type transferee struct {
	index  int
	buffer *buffer
	from   goja.ArrayBuffer // of buffer
	given  *goja.Object     // stands for it here, if it is of another page
	moved  *moved
	object Transferable // of moved
}

// fail throws a DataCloneError.
func (s *serializer) fail(format string, args ...any) {
	s.failure = s.args.DOMException("DataCloneError", fmt.Sprintf(format, args...))
	panic(s.failure)
}

func (s *serializer) checkTransfer(list []*goja.Object) (checked []transferee) {
	for i, given := range list {
		o, vm := given, s.vm
		if there, side := membrane.Home(o); there != nil {
			o, vm = there, side.Realm().Runtime()
		}
		_, seen := s.nodes[o]
		if o.ExportType() == arrayBufferType {
			if seen {
				s.fail("ArrayBuffer at index %d is a duplicate of an earlier ArrayBuffer.", i)
			}
			from := o.Export().(goja.ArrayBuffer)
			if from.Detached() {
				s.fail("ArrayBuffer at index %d is already detached.", i)
			}
			b := &buffer{}
			s.nodes[o] = b
			checked = append(checked, transferee{index: i, buffer: b, from: from, given: given})
			continue
		}
		object, ok := web.StateOf[Transferable](vm, o)
		if !ok {
			s.fail("Value at index %d does not have a transferable type.", i)
		}
		noun := object.TransferNoun()
		if seen {
			s.fail("%s at index %d is a duplicate of an earlier %s.", noun.Duplicate, i, noun.Earlier)
		}
		if object.Transferred() {
			s.fail(noun.Gone, i)
		}
		m := &moved{}
		s.nodes[o] = m
		checked = append(checked, transferee{index: i, moved: m, object: object})
	}
	return checked
}

// transfer moves the objects. A getter of the value may have done so before.
func (s *serializer) transfer(list []transferee) (all []*moved) {
	for _, t := range list {
		if t.buffer != nil && t.from.Detached() {
			s.fail("ArrayBuffer at index %d is already detached.", t.index)
		}
		if t.moved != nil && t.object.Transferred() {
			s.fail(t.object.TransferNoun().Gone, t.index)
		}
	}
	for _, t := range list {
		if t.buffer != nil {
			t.buffer.data = t.from.Bytes()
			t.from.Detach()
			t.given.Export().(goja.ArrayBuffer).Detach()
			continue
		}
		t.moved.make = t.object.Transfer()
		all = append(all, t.moved)
	}
	return all
}

func (s *serializer) value(v goja.Value) node {
	switch v := v.(type) {
	case nil:
		return goja.Undefined()
	case *goja.Symbol:
		s.fail("%s could not be cloned.", web.DetailText(s.vm, v))
	case goja.String:
		// The engine scans a string that came from Go when it is first used.
		// That must not happen in two realms at once.
		v.Length()
	case *goja.Object:
		return s.object(v)
	}
	return v
}

func (s *serializer) object(o *goja.Object) node {
	if n, seen := s.nodes[o]; seen {
		return n
	}
	if s.depth++; s.depth > maxDepth {
		e, err := s.vm.New(s.constructor("RangeError"), s.vm.ToValue(s.args.Context()+"Maximum call stack size exceeded"))
		must(err)
		panic(e)
	}
	defer func() { s.depth-- }()
	if there, side := membrane.Home(o); there != nil {
		return s.foreign(there, side)
	}
	if state, ok := web.StateOf[any](s.vm, o); ok {
		return s.platform(o, state)
	}
	kind := o.ExportType()
	switch {
	case kind == proxyType, kind == promiseType:
		s.uncloneable(o)
	case kind == arrayBufferType:
		return s.buffer(o)
	case kind == bigIntType:
		return s.remember(o, &wrapper{s.primitive(o, "BigInt")})
	}
	if _, isFunction := goja.AssertFunction(o); isFunction {
		s.uncloneable(o)
	}
	switch class := o.ClassName(); class {
	case "Array":
		a := &array{length: o.Get("length").ToInteger()}
		s.nodes[o] = a
		a.properties = s.properties(o)
		return a
	case "Number", "String", "Boolean":
		return s.remember(o, &wrapper{s.primitive(o, class)})
	case "Date":
		return s.remember(o, &date{s.primitive(o, class)})
	case "RegExp":
		return s.remember(o, &regExp{call(s.regExpSource, o), s.vm.ToValue(s.flagsOf(o))})
	case "Error":
		return s.error(o)
	case "Arguments":
		s.uncloneable(o)
	}
	switch {
	case kind == mapType:
		return s.mapping(o)
	case kind == setType:
		return s.set(o)
	case call(s.isView, nil, o).ToBoolean():
		return s.view(o)
	case isExotic(o):
		s.uncloneable(o)
	}
	n := &object{}
	s.nodes[o] = n
	n.properties = s.properties(o)
	return n
}

// foreign serializes an object of another page, in that page.
func (s *serializer) foreign(o *goja.Object, side *membrane.Side) (n node) {
	here := s.realm
	var exception *goja.Exception
	s.realm = realmOf(side.Realm().Runtime())
	side.Realm().Run(func() {
		exception = s.vm.Try(func() { n = s.object(o) })
	})
	s.realm = here
	switch {
	case exception == nil:
	case exception.Value() == s.failure:
		panic(s.failure)
	default:
		panic(membrane.Pass(exception.Value(), side, membrane.Of(web.RealmOf(s.vm))))
	}
	return n
}

// isExotic tells by their tag the objects with internal slots that the engine
// does not let Go see.
func isExotic(o *goja.Object) bool {
	tag, ok := o.GetSymbol(goja.SymToStringTag).(goja.String)
	if !ok {
		return false
	}
	switch tag.String() {
	case "WeakMap", "WeakSet", "WeakRef", "FinalizationRegistry", "Symbol", "Generator", "AsyncGenerator",
		"Array Iterator", "Map Iterator", "Set Iterator", "String Iterator", "RegExp String Iterator", "Iterator Helper":
		return true
	}
	return strings.HasPrefix(tag.String(), "Intl.")
}

func (s *serializer) remember(o *goja.Object, n node) node {
	s.nodes[o] = n
	return n
}

func (s *serializer) uncloneable(o *goja.Object) {
	s.fail("%s could not be cloned.", web.DetailText(s.vm, o))
}

func (s *serializer) platform(o *goja.Object, state any) node {
	switch state := state.(type) {
	case Serializable:
		return s.remember(o, &platform{state.Serialize()})
	case Transferable:
		s.fail("A %s could not be cloned because it was not transferred.", state.TransferNoun().Class)
	}
	name := o.GetSymbol(goja.SymToStringTag)
	if o == s.vm.GlobalObject() {
		s.fail("#<%v> could not be cloned.", name)
	}
	s.fail("%v object could not be cloned.", name)
	return nil
}

// properties reads the enumerable own properties. Their getters run.
func (s *serializer) properties(o *goja.Object) (p properties) {
	for _, key := range o.Keys() {
		// A getter may have deleted one that comes later.
		if v := o.Get(key); v != nil {
			p.keys = append(p.keys, key)
			p.values = append(p.values, s.value(v))
		}
	}
	return p
}

func (s *serializer) buffer(o *goja.Object) node {
	b := o.Export().(goja.ArrayBuffer)
	if b.Detached() {
		s.fail("An ArrayBuffer is detached and could not be cloned.")
	}
	return s.remember(o, &buffer{bytes.Clone(b.Bytes())})
}

func (s *serializer) view(o *goja.Object) node {
	v := &view{class: "DataView"}
	get := s.dataView
	if tag, ok := call(s.typedArrayTag, o).(goja.String); ok {
		v.class, get = tag.String(), s.typedArray
	}
	from := call(get.buffer, o).(*goja.Object)
	if from.Export().(goja.ArrayBuffer).Detached() {
		s.fail("An ArrayBuffer is detached and could not be cloned.")
	}
	v.buffer = s.object(from)
	v.offset, v.length = call(get.byteOffset, o).ToInteger(), call(get.length, o).ToInteger()
	return s.remember(o, v)
}

// mapping and set look at the elements as they are now: a getter of one may
// change the collection.
func (s *serializer) mapping(o *goja.Object) node {
	m := &mapping{}
	s.nodes[o] = m
	var keys, values []goja.Value
	call(s.mapForEach, o, s.vm.ToValue(func(c goja.FunctionCall) goja.Value {
		keys, values = append(keys, c.Argument(1)), append(values, c.Argument(0))
		return nil
	}))
	for i := range keys {
		m.keys = append(m.keys, s.value(keys[i]))
		m.values = append(m.values, s.value(values[i]))
	}
	return m
}

func (s *serializer) set(o *goja.Object) node {
	n := &set{}
	s.nodes[o] = n
	var values []goja.Value
	call(s.setForEach, o, s.vm.ToValue(func(c goja.FunctionCall) goja.Value {
		values = append(values, c.Argument(0))
		return nil
	}))
	for _, v := range values {
		n.values = append(n.values, s.value(v))
	}
	return n
}

// error serializes an Error as V8 does: the class follows from its name, the
// message counts if it is an own property.
func (s *serializer) error(o *goja.Object) node {
	e := &errorValue{class: "Error"}
	s.nodes[o] = e
	if v, ok := s.ownData(o, "message"); ok {
		e.message = v.ToString()
	}
	cause, hasCause := s.ownData(o, "cause")
	if name := o.Get("name"); name != nil && !goja.IsUndefined(name) {
		if class := name.String(); isErrorClass(class) {
			e.class = class
		}
	}
	if hasCause {
		e.cause, e.hasCause = s.value(cause), true
	}
	if stack, ok := o.Get("stack").(goja.String); ok {
		stack.Length()
		e.stack = stack
	}
	return e
}

// isErrorClass tells the classes that survive from AggregateError and those of
// the app.
func isErrorClass(name string) bool {
	switch name {
	case "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError":
		return true
	}
	return false
}
