package language

import (
	"runtime"
	"weak"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// installBuffers defines what ArrayBuffers got in ECMAScript 2024. The views of the engine know no buffers that change
// their length, so none is resizable.
func (b *builtins) installBuffers() {
	prototype := b.object("ArrayBuffer", "prototype")
	this := func(c goja.FunctionCall, method string) goja.ArrayBuffer {
		if o, ok := c.This.(*goja.Object); ok {
			if buffer, ok := o.Export().(goja.ArrayBuffer); ok {
				return buffer
			}
		}
		panic(b.incompatible("Method "+method, c.This))
	}
	getter := func(name string, get func(goja.ArrayBuffer) any) {
		engine.Lazily(prototype, name, func(on *goja.Object) {
			f := b.function("get "+name, 0, func(c goja.FunctionCall) goja.Value {
				return b.vm.ToValue(get(this(c, "get ArrayBuffer.prototype."+name)))
			})
			must(on.DefineAccessorProperty(name, f, nil, goja.FLAG_TRUE, goja.FLAG_FALSE))
		})
	}
	getter("maxByteLength", func(a goja.ArrayBuffer) any { return len(a.Bytes()) })
	getter("resizable", func(goja.ArrayBuffer) any { return false })
	getter("detached", func(a goja.ArrayBuffer) any { return a.Detached() })
	b.method(prototype, "resize", 1, func(c goja.FunctionCall) goja.Value {
		panic(b.incompatible("Method ArrayBuffer.prototype.resize", c.This))
	})
	for _, name := range []string{"transfer", "transferToFixedLength"} {
		b.method(prototype, name, 0, func(c goja.FunctionCall) goja.Value {
			buffer := this(c, "ArrayBuffer.prototype."+name)
			length := int64(len(buffer.Bytes()))
			if v := c.Argument(0); !goja.IsUndefined(v) {
				length = v.ToInteger()
			}
			if buffer.Detached() {
				panic(b.vm.NewTypeError("Cannot perform ArrayBuffer.prototype." + name + " on a detached ArrayBuffer"))
			}
			if length < 0 || length > 1<<32 {
				panic(b.rangeError("Array buffer allocation failed"))
			}
			data := buffer.Bytes()
			if length != int64(len(data)) {
				data = make([]byte, length)
				copy(data, buffer.Bytes())
			}
			buffer.Detach()
			return b.vm.ToValue(b.vm.NewArrayBuffer(data))
		})
	}
}

// What V8 refuses to make. Without these limits a number from a peer could be the end of the host: Go ends a process that
// asks for more memory than there is.
const (
	maxBufferLength = 1 << 31    // in bytes; V8 has more if the system does
	maxStringLength = 1<<29 - 24 // in UTF-16 code units
)

// limitMemory makes buffers and texts that are too long a RangeError.
func (b *builtins) limitMemory() {
	guard := func(constructor *goja.Object, name string, size float64) {
		guardConstructor(constructor, func(args []goja.Value) {
			if len(args) == 0 {
				return
			}
			switch n := args[0].Export().(type) {
			case int64:
				if float64(n)*size <= maxBufferLength {
					return
				}
			case float64:
				if !(n*size > maxBufferLength) {
					return
				}
			default:
				return
			}
			if name == "ArrayBuffer" {
				panic(b.rangeError("Array buffer allocation failed"))
			}
			panic(b.rangeError("Invalid typed array length: " + args[0].String()))
		}, func() { panic(b.vm.NewTypeError("Constructor %s requires 'new'", name)) })
	}
	guard(b.object("ArrayBuffer"), "ArrayBuffer", 1) // the buffers that the host makes lead to it
	for _, view := range []struct {
		name string
		size float64 // of an element
	}{
		{"Uint8Array", 1}, {"Int8Array", 1}, {"Uint8ClampedArray", 1}, {"Uint16Array", 2}, {"Int16Array", 2}, {"Uint32Array", 4},
		{"Int32Array", 4}, {"Float32Array", 4}, {"Float64Array", 8}, {"BigInt64Array", 8}, {"BigUint64Array", 8},
	} {
		b.amend(view.name, func(constructor, _ *goja.Object) { guard(constructor, view.name, view.size) })
	}
	prototype := b.object("String", "prototype")
	limit := func(name string, length int, resulting func(text goja.String, n float64) float64) {
		b.replace(prototype, name, length, func(original goja.Callable, c goja.FunctionCall) goja.Value {
			if text, ok := c.This.(goja.String); ok {
				if n, ok := c.Argument(0).Export().(int64); ok && resulting(text, float64(n)) > maxStringLength {
					panic(b.rangeError("Invalid string length"))
				}
			}
			return forward(original, c)
		})
	}
	limit("repeat", 1, func(text goja.String, n float64) float64 { return float64(text.Length()) * n })
	limit("padStart", 1, func(_ goja.String, n float64) float64 { return n })
	limit("padEnd", 1, func(_ goja.String, n float64) float64 { return n })
}

// incompatible is V8's error for a method of another class.
func (b *builtins) incompatible(method string, this goja.Value) *goja.Object {
	text, _ := goja.AssertFunction(b.helpers().Get("kind").(*goja.Object).Get("text"))
	v, err := text(goja.Undefined(), this)
	must(err)
	return b.vm.NewTypeError(method + " called on incompatible receiver " + v.String())
}

func (b *builtins) rangeError(message string) goja.Value {
	e, err := b.vm.New(b.object("RangeError"), b.vm.ToValue(message))
	must(err)
	return e
}

// weak gives weak.js its two primitives. weaken makes a function that gives the target while it lives. watch calls f in a
// task of its own when the target is gone, which must not be held by f.
func (b *builtins) weak() goja.Value {
	host := b.vm.NewObject()
	must(host.Set("weaken", func(c goja.FunctionCall) goja.Value {
		var deref func() goja.Value
		switch target := c.Argument(0).(type) {
		case *goja.Object:
			deref = deferred(b, target)
		case *goja.Symbol:
			deref = deferred(b, target)
		}
		return b.vm.ToValue(func(goja.FunctionCall) goja.Value { return deref() })
	}))
	must(host.Set("watch", func(c goja.FunctionCall) goja.Value {
		f, _ := goja.AssertFunction(c.Argument(1))
		realm := b.realm
		// The collector calls from a goroutine of its own.
		gone := func(realm *eventloop.Realm) {
			realm.Loop().Post(eventloop.TaskFunc(func() { realm.Call(f, goja.Undefined()) }))
		}
		switch target := c.Argument(0).(type) {
		case *goja.Object:
			runtime.AddCleanup(target, gone, realm)
		case *goja.Symbol:
			runtime.AddCleanup(target, gone, realm)
		}
		return goja.Undefined()
	}))
	return host
}

// deferred gives a target while it lives, and keeps it from the making of the reference, or the last use, to the end of
// the task: https://tc39.es/ecma262/#sec-weakref-execution
func deferred[T any, P interface {
	*T
	goja.Value
}](b *builtins, target P) func() goja.Value {
	pointer := weak.Make((*T)(target))
	b.keep(target)
	return func() goja.Value {
		if p := pointer.Value(); p != nil {
			b.keep(P(p))
			return P(p)
		}
		return goja.Undefined()
	}
}

// keep keeps a value alive until the task has ended.
func (b *builtins) keep(v goja.Value) {
	if len(b.kept) == 0 {
		b.realm.Loop().Post(eventloop.TaskFunc(func() { b.kept = nil }))
	}
	b.kept = append(b.kept, v)
}
