package engine_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
)

// TestRecordsAreObjectsOfTheirOwn changes one of several that are alike.
func TestRecordsAreObjectsOfTheirOwn(t *testing.T) {
	record := engine.NewRecord("a", "b", "ü")
	vm := goja.New()
	prototype := vm.GlobalObject().Get("Object").(*goja.Object).Get("prototype").(*goja.Object)
	vm.Set("record", func(values ...goja.Value) goja.Value {
		for i, v := range values {
			if goja.IsUndefined(v) {
				values[i] = nil
			}
		}
		return record.New(vm, prototype, values)
	})
	for _, c := range []struct{ change, want string }{
		{`return o`, `{"a":1,"b":2,"ü":3}`},
		{`delete o.a; return o`, `{"b":2,"ü":3}`},
		{`delete o.b; o.c = 4; return o`, `{"a":1,"ü":3,"c":4}`},
		{`o.c = 4; o.d = 5; o.b = 6; return o`, `{"a":1,"b":6,"ü":3,"c":4,"d":5}`},
		{`o[1] = 0; o.c = 4; o[0] = 0; return o`, `{"0":0,"1":0,"a":1,"b":2,"ü":3,"c":4}`},
		{`for (let k in o) { delete o[k]; o.x = 1 } return o`, `{"x":1}`},
		{`Object.defineProperty(o, "a", {enumerable: false}); return o`, `{"b":2,"ü":3}`},
		{`return record(undefined, 7, undefined)`, `{"b":7}`},
		{`let p = record(undefined, 7, 8); delete p.b; p.a = 1; return p`, `{"ü":8,"a":1}`},
		{`return record()`, `{}`},
		{`return Object.getOwnPropertyDescriptor(o, "b")`, `{"value":2,"writable":true,"enumerable":true,"configurable":true}`},
		{`return [Object.getPrototypeOf(o) === Object.prototype, Object.isExtensible(o), o.toString()]`, `[true,true,"[object Object]"]`},
	} {
		got, err := vm.RunString(`{
			let o = record(1, 2, 3), other = record(1, 2, 3), changed = (() => { ` + c.change + ` })();
			JSON.stringify(changed) + JSON.stringify(other) + JSON.stringify(record(1, 2, 3))
		}`)
		if err != nil {
			t.Errorf("%s: %v", c.change, err)
			continue
		}
		if same := `{"a":1,"b":2,"ü":3}`; got.String() != c.want+same+same {
			t.Errorf("%s: the object, another, a new one are %s; want %s and twice %s", c.change, got, c.want, same)
		}
	}
}
