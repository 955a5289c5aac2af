package web

import (
	"strconv"

	"github.com/dop251/goja"
)

// lastMatch is what RegExp.$1 and its like tell of. They are in no standard yet
// (https://github.com/tc39/proposal-regexp-legacy-features), but in every
// browser.
type lastMatch struct {
	text   goja.String
	start  int
	groups []goja.Value // the whole match first
	input  goja.Value   // the text, unless a script has set it
}

// remember begins to remember matches. All of them go through the exec of the
// prototype then: the engine leaves its shorter ways when that is another
// function than its own.
func (r *regexps) remember(goja.FunctionCall) goja.Value {
	if r.last != nil {
		return goja.Undefined()
	}
	none := r.vm.ToValue("").(goja.String)
	r.last = &lastMatch{text: none, groups: []goja.Value{none}, input: none}
	constructor := r.vm.Get("RegExp").(*goja.Object)
	prototype := member(constructor, "prototype")
	exec, _ := goja.AssertFunction(member(prototype, "exec"))
	define(prototype, "exec", newFunction(r.vm, "exec", 1, func(call goja.FunctionCall) goja.Value {
		found, err := exec(call.This, call.Arguments...)
		if err != nil {
			panic(err)
		}
		if array, ok := found.(*goja.Object); ok {
			r.last.set(array)
		}
		return found
	}), hidden)
	r.statics(constructor)
	return goja.Undefined()
}

// set takes over the array that exec gives.
func (m *lastMatch) set(array *goja.Object) {
	m.text, m.start = array.Get("input").(goja.String), int(array.Get("index").ToInteger())
	m.input = m.text
	m.groups = m.groups[:0]
	for i := range int(array.Get("length").ToInteger()) {
		m.groups = append(m.groups, array.Get(strconv.Itoa(i)))
	}
}

// group gives the text of a group, empty if it is none, or took no part.
func (r *regexps) group(i int) goja.Value {
	if i < len(r.last.groups) && !goja.IsUndefined(r.last.groups[i]) {
		return r.last.groups[i]
	}
	return r.vm.ToValue("")
}

// statics defines the properties, in V8's order.
func (r *regexps) statics(constructor *goja.Object) {
	static := func(get func() goja.Value, set func(goja.Value), names ...string) {
		for _, name := range names {
			getter := newFunction(r.vm, "get "+name, 0, func(goja.FunctionCall) goja.Value { return get() })
			setter := newFunction(r.vm, "set "+name, 1, func(call goja.FunctionCall) goja.Value {
				set(call.Argument(0))
				return goja.Undefined()
			})
			must(constructor.DefineAccessorProperty(name, getter, setter, goja.FLAG_TRUE, goja.FLAG_FALSE))
		}
	}
	ignore := func(goja.Value) {}
	end := func() int { return r.last.start + r.last.groups[0].(goja.String).Length() }
	static(func() goja.Value { return r.last.input },
		func(v goja.Value) { r.last.input = r.vm.ToValue(stringArgument(r.vm, v, "")) }, "input", "$_")
	static(func() goja.Value { return r.group(0) }, ignore, "lastMatch", "$&")
	static(func() goja.Value { return r.group(max(len(r.last.groups)-1, 1)) }, ignore, "lastParen", "$+")
	static(func() goja.Value { return r.last.text.Substring(0, r.last.start) }, ignore, "leftContext", "$`")
	static(func() goja.Value { return r.last.text.Substring(end(), r.last.text.Length()) }, ignore, "rightContext", "$'")
	for i := 1; i <= 9; i++ {
		static(func() goja.Value { return r.group(i) }, ignore, "$"+strconv.Itoa(i))
	}
}
