package extension

import "github.com/dop251/goja"

// JSON is the text of a JSON value: a result of type any or object that is made
// anew in each page it reaches.
type JSON []byte

// json is the built-in JSON of a page, taken before any script could change it.
type json struct {
	parse, stringify goja.Callable
}

func (j *json) init(vm *goja.Runtime) {
	builtin := vm.Get("JSON").(*goja.Object)
	j.parse, _ = goja.AssertFunction(builtin.Get("parse"))
	j.stringify, _ = goja.AssertFunction(builtin.Get("stringify"))
}

// ParseJSON makes the value of a JSON text, which must be one.
func (p *Page) ParseJSON(text JSON) goja.Value {
	if text == nil {
		return nil
	}
	v, err := p.json.parse(goja.Undefined(), p.vm.ToValue(string(text)))
	if err != nil {
		panic(err)
	}
	return v
}

// Stringify gives the JSON text of a value of the page. It fails for what has
// none, such as a function or a cycle, and if JavaScript that it calls throws.
func (p *Page) Stringify(v goja.Value) (text JSON, ok bool) {
	s, err := p.json.stringify(goja.Undefined(), v)
	if err != nil || goja.IsUndefined(s) {
		return nil, false
	}
	return JSON(s.String()), true
}
