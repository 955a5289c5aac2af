package membrane

import "github.com/dop251/goja"

// operation is an internal method of an object: a trap of a Proxy, and a
// function of Reflect with the same arguments.
type operation struct {
	name string
	// convert passes one of the arguments, unless Pass does.
	at      int
	convert conversion
	// result passes the result, unless Pass does.
	result conversion
	// then, unless nil, sees to what a Proxy must not say of its target.
	then func(s *Side, l *link, args []goja.Value, result goja.Value) goja.Value
}

type conversion func(v goja.Value, from, to *Side) goja.Value

// forward lists the operations. Each is done on the object itself, in its page.
func forward() []operation {
	return []operation{
		{name: "getPrototypeOf"},
		{name: "setPrototypeOf"},
		{name: "isExtensible", then: (*Side).agreeOnExtensibility},
		{name: "preventExtensions", then: (*Side).agreeOnExtensibility},
		{name: "getOwnPropertyDescriptor", result: passDescriptor, then: (*Side).agreeOnProperty},
		{name: "defineProperty", at: 2, convert: passDescriptor, then: (*Side).defined},
		{name: "has"},
		{name: "get", then: (*Side).got},
		{name: "set"},
		{name: "deleteProperty"},
		{name: "ownKeys", result: passList},
		{name: "apply", at: 2, convert: passList},
		{name: "construct", at: 1, convert: passList},
	}
}

// newTraps makes the handler's functions.
func (s *Side) newTraps() *goja.Object {
	traps := s.vm.CreateObject(nil)
	for _, op := range forward() {
		must(traps.Set(op.name, func(call goja.FunctionCall) goja.Value {
			l := call.This.Export().(*link)
			result := s.perform(op, l, call.Arguments)
			if op.then != nil {
				result = op.then(s, l, call.Arguments, result)
			}
			return result
		}))
	}
	return traps
}

// perform does an operation on the object of a link. Its arguments are those of
// the trap. It throws what the operation throws.
func (s *Side) perform(op operation, l *link, args []goja.Value) goja.Value {
	there := l.side
	var result goja.Value
	var err error
	there.realm.Run(func() {
		passed := make([]goja.Value, len(args))
		passed[0] = l.object
		for i := 1; i < len(args); i++ {
			pass := op.convert
			if pass == nil || i != op.at {
				pass = Pass
			}
			passed[i] = pass(args[i], s, there)
		}
		result, err = there.reflect[op.name](goja.Undefined(), passed...)
	})
	if err != nil {
		s.rethrow(err, there)
	}
	if op.result != nil {
		return op.result(result, there, s)
	}
	return Pass(result, there, s)
}

// rethrow throws here what was thrown in another page. What no JavaScript can
// catch goes on as it is.
func (s *Side) rethrow(err error, from *Side) {
	exception, ok := err.(*goja.Exception)
	if !ok {
		panic(err)
	}
	value := Pass(exception.Value(), from, s)
	s.escaped = escape{value, err, from.realm}
	panic(value)
}

// passList passes the elements of an array that the engine made for a trap.
func passList(v goja.Value, from, to *Side) goja.Value {
	list, ok := v.(*goja.Object)
	if !ok {
		return v
	}
	elements := make([]any, list.Get("length").ToInteger())
	for i := range elements {
		elements[i] = Pass(element(list, i), from, to)
	}
	return to.vm.NewArray(elements...)
}

// passDescriptor passes the members of a property descriptor.
func passDescriptor(v goja.Value, from, to *Side) goja.Value {
	given, ok := v.(*goja.Object)
	if !ok {
		return v
	}
	d := to.vm.CreateObject(nil)
	for _, name := range given.GetOwnPropertyNames() {
		must(d.Set(name, Pass(given.Get(name), from, to)))
	}
	return d
}

// agreeOnProperty makes the target of a Proxy have a property that cannot be
// taken away from the object: else the Proxy must not have it. The functions of
// an accessor are others: goja takes a Proxy's word only for those that are not
// the target's.
func (s *Side) agreeOnProperty(l *link, args []goja.Value, descriptor goja.Value) goja.Value {
	d, ok := descriptor.(*goja.Object)
	if !ok || d.Get("configurable").ToBoolean() {
		return descriptor
	}
	own := d
	if get := d.Get("get"); get != nil {
		own = s.vm.NewObject()
		must(own.Set("get", s.traps.Get("get")))
		must(own.Set("set", s.traps.Get("get")))
		must(own.Set("enumerable", d.Get("enumerable")))
	}
	_, err := s.reflect["defineProperty"](goja.Undefined(), l.shadow, args[1], own)
	must(err)
	return descriptor
}

func (s *Side) defined(l *link, args []goja.Value, result goja.Value) goja.Value {
	if result.ToBoolean() {
		s.property(l, args[1])
	}
	return result
}

// property gives the descriptor of a property of the object, agreed on.
func (s *Side) property(l *link, key goja.Value) goja.Value {
	args := []goja.Value{l.shadow, key}
	return s.agreeOnProperty(l, args, s.perform(operation{name: "getOwnPropertyDescriptor", result: passDescriptor}, l, args))
}

// agreeOnExtensibility makes the target of a Proxy like the object when that
// gets no properties any more.
func (s *Side) agreeOnExtensibility(l *link, _ []goja.Value, result goja.Value) goja.Value {
	args := []goja.Value{l.shadow}
	if s.perform(operation{name: "isExtensible"}, l, args).ToBoolean() {
		return result
	}
	call := func(name string, args ...goja.Value) *goja.Object {
		v, err := s.reflect[name](goja.Undefined(), args...)
		must(err)
		o, _ := v.(*goja.Object)
		return o
	}
	own := call("ownKeys", l.shadow)
	for i := range int(own.Get("length").ToInteger()) {
		call("deleteProperty", l.shadow, element(own, i))
	}
	keys := s.perform(operation{name: "ownKeys", result: passList}, l, args).(*goja.Object)
	for i := range int(keys.Get("length").ToInteger()) {
		key := element(keys, i)
		call("defineProperty", l.shadow, key, s.property(l, key))
	}
	call("setPrototypeOf", l.shadow, s.perform(operation{name: "getPrototypeOf"}, l, args))
	call("preventExtensions", l.shadow)
	return result
}

// got is what an object has for the engine that the engine does not see through
// a Proxy: the tag of an Error, a Date and the like for
// Object.prototype.toString, and instanceof.
func (s *Side) got(l *link, args []goja.Value, result goja.Value) goja.Value {
	switch {
	case args[1] == goja.SymHasInstance:
		if o, home := Home(result); home != nil && home.isOwnHasInstance(o) {
			return s.hasInstance
		}
	case args[1] == goja.SymToStringTag && goja.IsUndefined(result):
		switch class := l.object.ClassName(); class {
		case "Object", "Function", "Array":
		default:
			return s.vm.ToValue(class)
		}
	}
	return result
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
