package web

import (
	"slices"
	"strconv"

	"github.com/dop251/goja"
)

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
