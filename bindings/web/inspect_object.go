package web

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

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

// open writes the head of an array, `Name(2) [`, without the name of an ordinary array and without a length below two. Too
// deep down it writes `Name(2)` and returns false.
func (p *printer) open(name string, length, depth int) bool {
	size := "(" + strconv.Itoa(length) + ")"
	if depth > maxDepth {
		p.write(name, size)
		return false
	}
	if length < 2 {
		size = ""
	}
	if name == "Array" {
		name = ""
	}
	if name+size != "" {
		p.write(name, size, " ")
	}
	p.write("[")
	return true
}

func (p *printer) array(o *goja.Object, class string, depth int) {
	length := p.arrayLength(o)
	name := class
	if class == "Array" {
		name = p.nameOr(o, class)
	}
	if !p.open(name, length, depth) {
		return
	}
	list := enclosed{p: p}
	for i := 0; i < length; {
		prop, ok := p.own(o, p.vm.ToValue(i))
		if ok {
			if !list.next() {
				break
			}
			p.property(prop, depth+1)
			i++
			continue
		}
		end := p.endOfHole(o, i, length)
		if !list.next() {
			break
		}
		p.write("empty")
		if end-i > 1 {
			p.write(" × ", strconv.Itoa(end-i))
		}
		i = end
	}
	if length <= maxScan && list.count < maxEntries {
		p.properties(&list, o, slices.DeleteFunc(o.Keys(), isIndex), depth)
	}
	p.write("]")
}

// maxScan is the length up to which an array is looked at element by element, and its other properties are looked for.
const maxScan = 10_000

// endOfHole finds the next element after a missing one. In a long array it asks for all keys: an array with a long hole
// is a sparse one, so these are few.
func (p *printer) endOfHole(o *goja.Object, start, length int) int {
	for i := start + 1; i < min(length, start+maxScan); i++ {
		if _, ok := p.own(o, p.vm.ToValue(i)); ok {
			return i
		}
	}
	if length <= start+maxScan {
		return length
	}
	for _, name := range o.GetOwnPropertyNames() {
		if i, err := strconv.Atoi(name); err == nil && i > start {
			return i
		}
	}
	return length
}

func isIndex(name string) bool {
	_, err := strconv.ParseUint(name, 10, 32)
	return err == nil
}

func (in *inspector) arrayLength(o *goja.Object) int {
	if length, ok := in.own(o, in.vm.ToValue("length")); ok && length.value != nil && goja.IsNumber(length.value) {
		return int(length.value.ToInteger())
	}
	return 0
}

func (p *printer) typedArray(o *goja.Object, tag string, depth int) {
	length := int(call(p.typedArrayLength, o).ToInteger())
	if !p.open(p.nameOr(o, tag), length, depth) {
		return
	}
	list := enclosed{p: p}
	for i := 0; i < length && list.next(); i++ {
		p.value(o.Get(strconv.Itoa(i)), depth+1)
	}
	p.write("]")
}

func (p *printer) collection(o *goja.Object, class string, c collection, depth int) {
	p.write(p.nameOr(o, class), "(", call(c.size, o).String(), ")")
	if depth > maxDepth {
		return
	}
	p.write(" {")
	list := enclosed{p: p}
	p.each(o, c, func(v goja.Value) bool {
		if !list.next() {
			return false
		}
		if class == "Map" {
			entry := v.(*goja.Object)
			p.value(entry.Get("0"), depth+1)
			p.write(" => ")
			v = entry.Get("1")
		}
		p.value(v, depth+1)
		return true
	})
	p.write("}")
}

// each walks over a Map or a Set. For a Map the values are arrays of key and value.
func (in *inspector) each(o *goja.Object, c collection, visit func(v goja.Value) bool) {
	iterator := call(c.iterate, o)
	for {
		step := call(c.next, iterator).(*goja.Object)
		if step.Get("done").ToBoolean() || !visit(step.Get("value")) {
			return
		}
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

// property is an own property: a value, or an accessor with a getter.
type property struct {
	name     string
	value    goja.Value
	accessor bool
}

func (p property) isFunction(in *inspector) bool {
	o, ok := p.value.(*goja.Object)
	return ok && in.isFunction(o)
}

// own reads an own property without calling a getter. It returns false for one that is missing or has only a setter.
func (in *inspector) own(o *goja.Object, key goja.Value) (property, bool) {
	descriptor, ok := call(in.getOwnPropertyDescriptor, nil, o, key).(*goja.Object)
	if !ok {
		return property{}, false
	}
	must(descriptor.SetPrototype(nil)) // what it does not have must not come from Object.prototype
	if value := descriptor.Get("value"); value != nil {
		return property{value: value}, true
	}
	getter := descriptor.Get("get")
	return property{accessor: true}, getter != nil && !goja.IsUndefined(getter)
}

// lookup finds a property on an object or its prototypes, as far as that can be done without asking a proxy.
func (in *inspector) lookup(o *goja.Object, key goja.Value) (property, bool) {
	for range maxPrototypes {
		if o == nil || isProxy(o) {
			break
		}
		if prop, ok := in.own(o, key); ok {
			return prop, true
		}
		o = o.Prototype()
	}
	return property{}, false
}

// entries lists what console.table makes rows and cells of: the elements of an array, the entries of a Map or Set, the
// enumerable properties of any other object.
func (in *inspector) entries(o *goja.Object, limit int) (list []property) {
	o = proxyTarget(o)
	if o == nil {
		return nil
	}
	add := func(name string, prop property) bool {
		prop.name = name
		list = append(list, prop)
		return len(list) < limit
	}
	in.vm.Try(func() {
		switch class, kind := o.ClassName(), o.ExportType(); {
		case class == "Array":
			for i := range min(in.arrayLength(o), limit) {
				prop, _ := in.own(o, in.vm.ToValue(i))
				add(strconv.Itoa(i), prop)
			}
		case kind == mapType:
			in.each(o, in.mapIterator, func(v goja.Value) bool {
				entry := v.(*goja.Object)
				return add(in.text(entry.Get("0")), property{value: entry.Get("1")})
			})
		case kind == setType:
			in.each(o, in.setIterator, func(v goja.Value) bool {
				return add(strconv.Itoa(len(list)), property{value: v})
			})
		default:
			for _, name := range o.Keys() {
				if prop, ok := in.own(o, in.vm.ToValue(name)); ok && !add(name, prop) {
					return
				}
			}
		}
	})
	return list
}

func (in *inspector) nameOr(o *goja.Object, name string) string {
	if found := in.nameOf(o); found != "" {
		return found
	}
	return name
}

// nameOf is the name of an object's class, or "" for a plain object: the name of its constructor, or else the tag that
// it or a prototype has.
func (in *inspector) nameOf(o *goja.Object) string {
	if name := in.constructorName(o); name != "" && name != "Object" {
		return name
	}
	if tag, ok := in.lookup(o, goja.SymToStringTag); ok {
		if s, ok := tag.value.(goja.String); ok {
			return s.String()
		}
	}
	return ""
}

func (in *inspector) constructorName(o *goja.Object) string {
	prototype := o.Prototype()
	if prototype == nil || prototype == in.objectPrototype || isProxy(prototype) {
		return ""
	}
	found, _ := in.lookup(prototype, in.vm.ToValue("constructor"))
	constructor, ok := found.value.(*goja.Object)
	if !ok || !in.isFunction(constructor) {
		return ""
	}
	name, _ := in.own(constructor, in.vm.ToValue("name"))
	if s, ok := name.value.(goja.String); ok {
		return strings.TrimSpace(s.String())
	}
	return ""
}
