package module

import (
	"slices"

	"github.com/dop251/goja"
)

// Namespace gives the module namespace object of a linked module (ECMA-262,
// 10.4.6). It is a proxy: no plain object reads variables of others and has
// properties that are data.
func (m *Map) Namespace(r *Record) *goja.Object {
	if r.namespace != nil {
		return r.namespace
	}
	names := r.exportNames(nil)
	getters := map[string]goja.Callable{}
	target := m.vm.CreateObject(nil)
	r.namespace = m.vm.ToValue(m.vm.NewProxy(target, m.namespaceTraps(target, getters))).(*goja.Object)
	for _, name := range names {
		b := r.resolveExport(name, nil)
		if b == nil || b == ambiguous || b == circular {
			continue
		}
		getters[name], _ = goja.AssertFunction(m.getter(b))
		must(target.DefineDataProperty(name, goja.Undefined(), goja.FLAG_TRUE, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
	must(target.DefineDataPropertySymbol(goja.SymToStringTag, m.vm.ToValue("Module"), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	preventExtensions, _ := goja.AssertFunction(m.vm.Get("Object").(*goja.Object).Get("preventExtensions"))
	_, err := preventExtensions(goja.Undefined(), target)
	must(err)
	for name := range getters {
		m.vm.Try(func() { r.namespace.Get(name) }) // for the console, which looks at the target
	}
	return r.namespace
}

// namespaceTraps keep the properties of the target up to date with the
// variables.
func (m *Map) namespaceTraps(target *goja.Object, getters map[string]goja.Callable) *goja.ProxyTrapConfig {
	read := func(name string) goja.Value {
		get, ok := getters[name]
		if !ok {
			return nil
		}
		value, err := get(goja.Undefined())
		if err != nil {
			panic(err)
		}
		must(target.Set(name, value))
		return value
	}
	return &goja.ProxyTrapConfig{
		Get: func(_ *goja.Object, name string, _ goja.Value) goja.Value {
			if value := read(name); value != nil {
				return value
			}
			return goja.Undefined()
		},
		GetOwnPropertyDescriptor: func(_ *goja.Object, name string) goja.PropertyDescriptor {
			value := read(name)
			if value == nil {
				return goja.PropertyDescriptor{}
			}
			return goja.PropertyDescriptor{Value: value, Writable: goja.FLAG_TRUE, Enumerable: goja.FLAG_TRUE, Configurable: goja.FLAG_FALSE}
		},
		Set: func(*goja.Object, string, goja.Value, goja.Value) bool { return false },
		DefineProperty: func(_ *goja.Object, name string, d goja.PropertyDescriptor) bool {
			value := read(name)
			return value != nil && d.Getter == nil && d.Setter == nil && d.Configurable != goja.FLAG_TRUE && d.Enumerable != goja.FLAG_FALSE &&
				d.Writable != goja.FLAG_FALSE && (d.Value == nil || d.Value.SameAs(value))
		},
		DeleteProperty: func(_ *goja.Object, name string) bool {
			_, ok := getters[name]
			return !ok
		},
		SetPrototypeOf: func(_, prototype *goja.Object) bool { return prototype == nil },
	}
}

// exportNames is GetExportedNames (16.2.1.7.2.1), sorted.
func (r *Record) exportNames(seen map[*Record]bool) []string {
	if seen == nil {
		seen = map[*Record]bool{}
	}
	if seen[r] {
		return nil
	}
	seen[r] = true
	var names []string
	if r.module == nil {
		return []string{"default"}
	}
	for _, e := range r.module.Exports {
		if e.Name != "" {
			names = append(names, e.Name)
			continue
		}
		for _, name := range r.requested[e.Request].exportNames(seen) {
			if name != "default" {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
