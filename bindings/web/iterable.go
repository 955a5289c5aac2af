package web

import (
	"github.com/dop251/goja"
)

// pairIterator is the state of an iterator over the pairs of an object. It
// sees what is changed meanwhile.
type pairIterator struct {
	pair func(index int) (key, value goja.Value, ok bool)
	form func(key, value goja.Value) goja.Value
	next int
}

// Pairs makes the instances of an interface iterable: entries, forEach, keys,
// values and @@iterator. pair gives the pair at an index.
//
// See https://webidl.spec.whatwg.org/#idl-iterable.
func Pairs[T any](i *Interface, pair func(self T, index int) (key, value goja.Value, ok bool)) {
	p := i.page
	vm := p.vm
	name := i.Name + " Iterator"
	array, _ := vm.NewArray().GetSymbol(goja.SymIterator).(*goja.Object)
	iterate, _ := goja.AssertFunction(array)
	builtin, err := iterate(vm.NewArray())
	must(err)
	prototype := vm.CreateObject(builtin.(*goja.Object).Prototype().Prototype())
	define(prototype, "next", newFunction(vm, "next", 0, func(call goja.FunctionCall) goja.Value {
		it, ok := stateOf[*pairIterator](p, call.This)
		if !ok {
			panic(vm.NewTypeError("Failed to execute 'next' on '" + name + "': " + illegalInvocation))
		}
		result := vm.NewObject()
		key, value, ok := it.pair(it.next)
		must(result.Set("done", !ok))
		if ok {
			it.next++
			must(result.Set("value", it.form(key, value)))
		} else {
			must(result.Set("value", goja.Undefined()))
		}
		return result
	}), enumerable)
	must(prototype.DefineDataPropertySymbol(goja.SymToStringTag, vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))

	method := func(name string, form func(key, value goja.Value) goja.Value) *goja.Object {
		f := newFunction(vm, name, 0, func(call goja.FunctionCall) goja.Value {
			self := receiver[T](p, call.This)
			o := vm.CreateObject(prototype)
			states.Set(o, &pairIterator{pair: func(index int) (goja.Value, goja.Value, bool) { return pair(self, index) }, form: form})
			return o
		})
		define(i.Prototype, name, f, enumerable)
		return f
	}
	entries := method("entries", func(key, value goja.Value) goja.Value { return vm.NewArray(key, value) })
	context := i.context("forEach")
	define(i.Prototype, "forEach", newFunction(vm, "forEach", 1, func(call goja.FunctionCall) goja.Value {
		self := receiver[T](p, call.This)
		args := Arguments{page: p, context: context, values: call.Arguments}
		args.require(1)
		callback, this := args.Function(0), call.This
		for index := 0; ; index++ {
			key, value, ok := pair(self, index)
			if !ok {
				return goja.Undefined()
			}
			if _, err := callback(args.At(1), value, key, this); err != nil {
				panic(err)
			}
		}
	}), enumerable)
	method("keys", func(key, _ goja.Value) goja.Value { return key })
	method("values", func(_, value goja.Value) goja.Value { return value })
	must(i.Prototype.DefineDataPropertySymbol(goja.SymIterator, entries, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}
