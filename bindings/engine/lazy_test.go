package engine_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
)

func run(t *testing.T, vm *goja.Runtime, source, want string) {
	t.Helper()
	v, err := vm.RunString(source)
	if err != nil {
		t.Fatalf("%s: %v", source, err)
	}
	if got := v.String(); got != want {
		t.Errorf("%s\ngives %s, want %s", source, got, want)
	}
}

func TestLazily(t *testing.T) {
	for name, object := range map[string]func(vm *goja.Runtime) *goja.Object{
		"a plain object":    (*goja.Runtime).NewObject,
		"the global object": (*goja.Runtime).GlobalObject,
		"a built-in object": func(vm *goja.Runtime) *goja.Object { return vm.Get("Math").(*goja.Object) },
		"a function object": func(vm *goja.Runtime) *goja.Object { return vm.Get("Promise").(*goja.Object) },
		"a prototype object": func(vm *goja.Runtime) *goja.Object {
			return vm.Get("String").(*goja.Object).Get("prototype").(*goja.Object)
		},
	} {
		t.Run(name, func(t *testing.T) {
			vm := goja.New()
			o := object(vm)
			o.Set("before", 1)
			made := 0
			for _, key := range []string{"x", "before", "gone", "y"} {
				engine.Lazily(o, key, func(on *goja.Object) {
					made++
					on.DefineDataProperty(key, vm.ToValue(key), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_TRUE)
				})
			}
			o.Set("after", 1)
			vm.Set("o", o)
			if name != "a function object" && made != 0 {
				t.Errorf("%d properties were made at once", made)
			}
			run(t, vm, `delete o.gone; 'gone' in o`, "false")
			run(t, vm, `Object.getOwnPropertyNames(o).filter(n => ['before', 'x', 'gone', 'y', 'after'].includes(n))`, "before,x,y,after")
			run(t, vm, `JSON.stringify(Object.getOwnPropertyDescriptor(o, 'x'))`, `{"value":"x","writable":false,"enumerable":true,"configurable":true}`)
			run(t, vm, `o.x = 2; o.x + o.before + Object.create(o).y`, "xbeforey")
			run(t, vm, `Object.defineProperty(o, 'y', {value: 3}); o.y`, "3")
			if made != 4 {
				t.Errorf("properties were made %d times, want each of the 4 once", made)
			}
		})
	}
}

// TestTemplatesAreNotShared: what one runtime gets no other one has.
func TestTemplatesAreNotShared(t *testing.T) {
	vm := goja.New()
	engine.Lazily(vm.GlobalObject(), "own", func(on *goja.Object) { on.Set("own", 1) })
	engine.Amend(vm.GlobalObject(), "Map", func(m *goja.Object) { m.Set("own", 1) })
	run(t, vm, `own + Map.own`, "2")
	run(t, goja.New(), `typeof own + Map.own`, "undefinedundefined")
}

func TestOriginals(t *testing.T) {
	vm := goja.New()
	object := engine.Intrinsic(vm, "Object")
	engine.Replace(object, "freeze", func(original goja.Value) goja.Value {
		vm.Set("original", original)
		return vm.ToValue("ours")
	})
	amended := 0
	engine.Amend(vm.GlobalObject(), "Date", func(*goja.Object) { amended++ })
	run(t, vm, `Object.freeze + original.name`, "oursfreeze")
	run(t, vm, `const real = Date; Date = Object = null; Date`, "null")
	if engine.Intrinsic(vm, "Object") != object || engine.Intrinsic(vm, "Date") != vm.Get("real") {
		t.Error("an intrinsic is what a script put into its variable")
	}
	if got := engine.Original(vm, object, vm.ToValue("freeze")).String(); got != "ours" {
		t.Errorf("the original of a replaced function is %s", got)
	}
	if amended != 1 {
		t.Errorf("Date was amended %d times", amended)
	}
}

func TestSlot(t *testing.T) {
	vm := goja.New()
	slot, other := engine.NewSlot[int](), engine.NewSlot[int]()
	v, err := vm.RunString(`globalThis.o = class { #p = 1; get p() { return this.#p } }; o = new o; Object.freeze(o)`)
	if err != nil {
		t.Fatal(err)
	}
	o := v.(*goja.Object)
	if _, ok := slot.Get(o); ok {
		t.Error("an object has a slot from the beginning")
	}
	slot.Set(o, 5)
	if got, ok := slot.Get(o); !ok || got != 5 {
		t.Errorf("the slot has %d, %v", got, ok)
	}
	if _, ok := other.Get(o); ok {
		t.Error("the object has another slot too")
	}
	proxy, err := vm.RunString(`new Proxy(o, {})`)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := slot.Get(proxy.(*goja.Object)); ok {
		t.Error("a Proxy has the slot of its target")
	}
	run(t, vm, `o.p + Reflect.ownKeys(o).length`, "1")
}
