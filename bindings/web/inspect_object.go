package web

import (
	"reflect"
	"strconv"

	"github.com/dop251/goja"
)

var (
	proxyType       = reflect.TypeFor[goja.Proxy]()
	arrayBufferType = reflect.TypeFor[goja.ArrayBuffer]()
	promiseType     = reflect.TypeFor[*goja.Promise]()
	mapType         = reflect.TypeFor[[][2]any]()
	setType         = reflect.TypeFor[[]any]()
)

func isProxy(o *goja.Object) bool { return o.ExportType() == proxyType }

func (in *inspector) isFunction(o *goja.Object) bool {
	if isProxy(o) {
		return false
	}
	_, ok := goja.AssertFunction(o)
	return ok
}

// describe prints an object by its kind. The kind is what the engine knows, not what the object says.
func (p *printer) describe(o *goja.Object, depth int) {
	if isProxy(o) {
		p.proxy(o, depth)
		return
	}
	if p.isFunction(o) {
		p.write(functionText(call(p.functionToString, o).String()))
		return
	}
	switch class := o.ClassName(); class {
	case "Array", "Arguments":
		p.array(o, class, depth)
	case "Error":
		p.error(o, depth)
	case "Date":
		p.write(call(p.dateToString, o).String())
	case "RegExp":
		p.regExp(o)
	case "Number", "String", "Boolean":
		p.boxed(o, class)
	default:
		p.describeByType(o, depth)
	}
}

// describeByType tells the objects apart that the engine all calls "Object".
func (p *printer) describeByType(o *goja.Object, depth int) {
	switch o.ExportType() {
	case mapType:
		p.collection(o, "Map", p.mapIterator, depth)
		return
	case setType:
		p.collection(o, "Set", p.setIterator, depth)
		return
	case promiseType:
		p.promise(o, depth)
		return
	}
	if p.isBinary(o) {
		p.binary(o, depth)
		return
	}
	switch name := p.nameOf(o); name {
	case "WeakMap", "WeakSet": // the engine does not tell what is in them
		p.write(name, " {…}")
	case "Symbol", "BigInt":
		start := len(p.out)
		if exception := p.vm.Try(func() { p.boxed(o, name) }); exception != nil {
			p.out = p.out[:start]
			p.plain(o, name, depth)
		}
	default:
		p.plain(o, name, depth)
	}
}

// isBinary tells an ArrayBuffer or a view of one from all else.
func (in *inspector) isBinary(o *goja.Object) bool {
	return o.ExportType() == arrayBufferType || call(in.isView, nil, o).ToBoolean()
}

// isPlain tells ordinary objects and instances of the app's classes.
func (in *inspector) isPlain(o *goja.Object) bool {
	if o.ClassName() != "Object" || in.isBinary(o) {
		return false
	}
	switch o.ExportType() {
	case mapType, setType, promiseType:
		return false
	}
	return true
}

func (p *printer) binary(o *goja.Object, depth int) {
	if o.ExportType() == arrayBufferType {
		buffer := o.Export().(goja.ArrayBuffer)
		p.write(p.nameOr(o, "ArrayBuffer"), "(", strconv.Itoa(len(buffer.Bytes())), ")")
		return
	}
	if tag, ok := call(p.typedArrayTag, o).(goja.String); ok {
		p.typedArray(o, tag.String(), depth)
		return
	}
	p.write(p.nameOr(o, "DataView"), "(", call(p.dataViewByteLength, o).String(), ")")
}

func (p *printer) plain(o *goja.Object, name string, depth int) {
	if depth > maxDepth {
		if name == "" {
			name = "{…}"
		}
		p.write(name)
		return
	}
	if name != "" {
		p.write(name, " ")
	}
	p.write("{")
	list := enclosed{p: p}
	p.properties(&list, o, o.GetOwnPropertyNames(), depth)
	p.write("}")
}

// properties prints named and symbol properties. A setter alone is not shown, nor is the constructor of a prototype.
func (p *printer) properties(list *enclosed, o *goja.Object, names []string, depth int) {
	for _, name := range names {
		prop, ok := p.own(o, p.vm.ToValue(name))
		if !ok || name == "constructor" && prop.isFunction(p.inspector) {
			continue
		}
		if !list.next() {
			return
		}
		p.write(propertyName(name), ": ")
		p.property(prop, depth+1)
	}
	for _, symbol := range o.Symbols() {
		prop, ok := p.own(o, symbol)
		if !ok {
			continue
		}
		if !list.next() {
			return
		}
		p.write(symbolText(symbol), ": ")
		p.property(prop, depth+1)
	}
}

func (p *printer) promise(o *goja.Object, depth int) {
	promise := o.Export().(*goja.Promise)
	p.write(p.nameOr(o, "Promise"), " {")
	switch promise.State() {
	case goja.PromiseStatePending:
		p.write("<pending>")
	case goja.PromiseStateFulfilled:
		p.write("<fulfilled>: ")
		p.value(promise.Result(), depth+1)
	case goja.PromiseStateRejected:
		p.write("<rejected>: ")
		p.value(promise.Result(), depth+1)
	}
	p.write("}")
}

func (p *printer) regExp(o *goja.Object) {
	p.write("/", call(p.regExpSource, o).String(), "/")
	for _, flag := range p.regExpFlags {
		if call(flag.get, o).ToBoolean() {
			p.write(flag.letter)
		}
	}
}

// boxed prints the object form of a primitive value, `Number {5}`.
func (p *printer) boxed(o *goja.Object, class string) {
	value := call(p.valueOf[class], o)
	p.write(p.nameOr(o, class), " {")
	p.value(value, 0)
	p.write("}")
}

// proxy prints the target, so that no handler is asked.
func (p *printer) proxy(o *goja.Object, depth int) {
	target := proxyTarget(o)
	switch {
	case target == nil:
		p.write("Proxy {<revoked>}")
	case p.isFunction(target):
		p.write("Proxy(Function) ")
		p.describe(target, depth)
	case p.isPlain(target):
		p.write("Proxy(", p.nameOr(target, "Object"), ") ")
		p.plain(target, "", depth)
	default:
		p.write("Proxy(", p.nameOr(target, target.ClassName()), ") ")
		p.describe(target, depth)
	}
}

// proxyTarget follows proxies of proxies. It returns nil for a revoked one.
func proxyTarget(o *goja.Object) *goja.Object {
	for o != nil && isProxy(o) {
		o = o.Export().(goja.Proxy).Target()
	}
	return o
}
