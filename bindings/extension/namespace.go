package extension

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

// API is a namespace with its handlers, ready to be put on any page.
type API struct {
	name     string
	handlers []Function
	load     func() *schema.Namespace

	// Since a page first needed it:
	schema    *schema.Namespace
	functions []boundFunction // by index in schema.Functions
}

// boundFunction is a handler joined to its function of the schema.
type boundFunction struct {
	Function
	invoke invoker // nil until a page needs it
}

// NewAPI joins the namespace of that name to its handlers, which must be
// exactly the functions of the IDL, in IDL order. They are put together when a
// page first needs them, each when it is first looked at, which panics otherwise.
func NewAPI(namespace string, functions ...Function) *API {
	return &API{name: namespace, handlers: functions, load: func() *schema.Namespace { return schema.Get(namespace) }}
}

// bind puts the namespace and its handlers together.
func (api *API) bind() {
	if api.schema != nil {
		return
	}
	namespace := api.load()
	if len(api.handlers) != len(namespace.Functions) {
		panic(fmt.Sprintf("extension: %s has %d functions and %d handlers", api.name, len(namespace.Functions), len(api.handlers)))
	}
	api.functions = make([]boundFunction, len(api.handlers))
	for i, s := range namespace.Functions {
		f := api.handlers[i]
		if f.name != s.Name {
			panic(fmt.Sprintf("extension: %s: the handler of %s stands where %s is due", api.name, f.name, s.Name))
		}
		api.functions[i] = boundFunction{Function: f}
	}
	api.schema = namespace
}

// bound gives a function with its handler.
func (api *API) bound(index int) *boundFunction {
	f := &api.functions[index]
	if f.invoke == nil {
		f.invoke = f.bind(api.schema.Functions[index])
	}
	return f
}

// Name gives the name of the namespace.
func (api *API) Name() string { return api.name }

// Install makes the namespace object in a page. Its members are own, plain data
// properties in Chrome's order: events, last declared first; functions and then
// enums by name.
func (api *API) Install(p *Page) {
	api.bind()
	o := p.Namespace(api.name)
	api.installEvents(p, o)
	for _, i := range api.byName() {
		s := api.schema.Functions[i]
		engine.Lazily(o, s.Name, func(on *goja.Object) { define(on, s.Name, api.function(p, i, nil)) })
	}
	api.installEnums(p, o)
}

// InstallTypes is Install without the functions, for a namespace whose
// functions are the methods of objects in it.
func (api *API) InstallTypes(p *Page) {
	api.bind()
	o := p.Namespace(api.name)
	api.installEvents(p, o)
	api.installEnums(p, o)
}

func (api *API) installEvents(p *Page, o *goja.Object) {
	for _, e := range slices.Backward(api.schema.Events) {
		define(o, e.Name, p.events.object(e))
	}
}

func (api *API) installEnums(p *Page, o *goja.Object) {
	enums := slices.SortedFunc(slices.Values(api.schema.Enums), func(a, b *schema.Type) int { return cmp.Compare(a.Name, b.Name) })
	for _, t := range enums {
		name := t.Name[strings.LastIndexByte(t.Name, '.')+1:]
		engine.Lazily(o, name, func(on *goja.Object) { define(on, name, p.enumObject(t)) })
	}
}

// InstallMethods puts the functions of the namespace, in IDL order, on an object
// that is not the namespace itself, such as a StorageArea. owns, unless nil, says whether
// a call's this is such an object; of another one it is refused.
func (api *API) InstallMethods(p *Page, o *goja.Object, class string, owns func(this goja.Value) bool) {
	api.bind()
	for i, s := range api.schema.Functions {
		var check func(this goja.Value)
		if owns != nil {
			check = func(this goja.Value) {
				if !owns(this) {
					p.ThrowTypeError(schema.IllegalInvocation(class))
				}
			}
		}
		define(o, s.Name, api.function(p, i, check))
	}
}

// byName gives the indexes of the functions in the order of their names.
func (api *API) byName() []int {
	order := make([]int, len(api.schema.Functions))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Compare(api.schema.Functions[a].Name, api.schema.Functions[b].Name)
	})
	return order
}

func (api *API) function(p *Page, index int, check func(this goja.Value)) *goja.Object {
	s, f := api.schema.Functions[index], api.bound(index)
	return p.NewFunction(s.Name, func(call goja.FunctionCall) goja.Value {
		if check != nil {
			check(call.This)
		}
		return p.call(s, f, call)
	})
}

// enumObject is {X86_32: 'x86-32', OPEN_FILE: 'openFile', ...}.
func (p *Page) enumObject(t *schema.Type) *goja.Object {
	o := p.vm.NewObject()
	for _, value := range slices.Sorted(slices.Values(t.Values)) {
		define(o, enumKey(value), p.vm.ToValue(value))
	}
	return o
}

var wordStart = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("([a-z0-9])([A-Z])")
})

func enumKey(value string) string {
	words := wordStart().ReplaceAllString(strings.ReplaceAll(value, "-", "_"), "${1}_${2}")
	return strings.ToUpper(words)
}
