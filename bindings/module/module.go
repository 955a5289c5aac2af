// Package module has the ES modules of a page: it fetches and links them, and
// evaluates each once, whoever imports it.
//
// The names are those of ECMA-262, 16.2.1, and of HTML's module map.
package module

import (
	"errors"
	"slices"
	"strconv"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/host/script"
)

// Source is the file of a module.
type Source struct {
	// Name is what stacks and errors call it; empty for its URL.
	Name string
	Data []byte
	// Type is its MIME type, without parameters.
	Type string
}

// Services are what a module map needs of its page.
type Services struct {
	// Fetch reads the file at a URL.
	Fetch func(url string) (Source, error)
	// ParseURL gives a URL in its usual form, of a text that is relative to base
	// unless that is "".
	ParseURL func(text, base string) (string, error)
	// Post runs a task of the page later; its promise jobs follow it.
	Post func(task func())
	// Console prints an error of the page that no script sees.
	Console func(text string)
}

// Map is the module map of a page. It belongs to the goroutine that runs the
// page's scripts.
type Map struct {
	vm       *goja.Runtime
	options  script.Options
	services Services
	records  map[key]*Record
	order    int // of async evaluations
	then     goja.Callable
	classes  map[string]*goja.Object
	// notFetched stands for the error of a graph of which a file could not be
	// fetched. It names what was asked for, and is made by graph.
	notFetched *goja.Object
}

type key struct{ url, typ string }

// NewMap makes the module map of a runtime.
func NewMap(vm *goja.Runtime, o script.Options, services Services) *Map {
	m := &Map{vm: vm, options: o, services: services, records: map[key]*Record{}, classes: map[string]*goja.Object{}}
	m.notFetched = vm.NewObject()
	m.then, _ = goja.AssertFunction(vm.Get("Promise").(*goja.Object).Get("prototype").(*goja.Object).Get("then"))
	for _, name := range []string{"TypeError", "SyntaxError"} {
		m.classes[name] = vm.Get(name).(*goja.Object)
	}
	return m
}

// Record is a module of a page (a Cyclic Module Record).
type Record struct {
	owner     *Map
	url, name string
	module    *script.Module // nil for what is no JavaScript
	urls      []string       // of its requests
	requested []*Record      // by request
	state     state
	failure   goja.Value // why it cannot be linked, or what evaluating it threw
	exports   map[string]goja.Value
	imports   *goja.Object
	generator *goja.Object
	namespace *goja.Object

	index, ancestor int
	cycleRoot       *Record
	async           bool // evaluation waits for something
	asyncOrder      int
	pendingAsync    int
	asyncParents    []*Record
	promise         *goja.Promise // of the evaluation that began here
	resolve, reject func(any) error
}

type state uint8

const (
	fetched state = iota
	linked
	evaluating
	evaluatingAsync
	evaluated
)

// URL is the address of the module.
func (r *Record) URL() string { return r.url }

// NotFetched is the error of a module of which a file could not be fetched. The
// console has been told which.
type NotFetched struct{ *goja.Exception }

// Load fetches and links the module at a URL with all that it imports. Its error
// is a [NotFetched] or the exception to report.
func (m *Map) Load(url string) (*Record, error) {
	r, failure := m.record(url, "", false)
	if failure == nil {
		failure = m.finish(r)
	}
	return m.loaded(r, failure, url)
}

// LoadText is Load for a module whose text is at hand: that of an inline script
// in the document at that URL. It has no place in the map.
func (m *Map) LoadText(url, name, text string) (*Record, error) {
	r := &Record{owner: m, url: url, name: name}
	m.compile(r, text)
	return m.loaded(r, m.finish(r), url)
}

func (m *Map) loaded(r *Record, failure goja.Value, url string) (*Record, error) {
	if failure == nil {
		return r, nil
	}
	exception := m.Exception(m.namedFailure(failure, url))
	if failure == goja.Value(m.notFetched) {
		return nil, NotFetched{exception}
	}
	return nil, exception
}

func (m *Map) graph(url, typ string) (*Record, goja.Value) {
	r, failure := m.record(url, typ, false)
	if failure == nil {
		failure = m.finish(r)
	}
	if failure != nil {
		return nil, m.namedFailure(failure, url)
	}
	return r, nil
}

// namedFailure is the failure of a graph, made where it has to name its top.
func (m *Map) namedFailure(failure goja.Value, url string) goja.Value {
	if failure == goja.Value(m.notFetched) {
		return m.newError("TypeError", "Failed to fetch dynamically imported module: "+url)
	}
	return failure
}

// finish fetches what a module requests, and links all of it.
func (m *Map) finish(r *Record) (failure goja.Value) {
	if failure = m.fetchRequested(r, map[*Record]bool{}); failure != nil {
		return failure
	}
	return m.link(r)
}

// fetchRequested fetches the graph below a module. The first failure, in order,
// is that of the whole.
func (m *Map) fetchRequested(r *Record, seen map[*Record]bool) goja.Value {
	if seen[r] {
		return nil
	}
	seen[r] = true
	if r.failure != nil && r.state == fetched {
		return r.failure
	}
	if r.module == nil {
		return nil // no JavaScript
	}
	for i := len(r.requested); i < len(r.urls); i++ {
		requested, failure := m.record(r.urls[i], r.module.Requests[i].Type, true)
		if failure != nil {
			return failure
		}
		r.requested = append(r.requested, requested)
	}
	for _, requested := range r.requested {
		if failure := m.fetchRequested(requested, seen); failure != nil {
			return failure
		}
	}
	return nil
}

// record gives the module of a URL from the map, or fetches it. Of one that
// another module requests the console says that it is missing: the error names
// the other.
func (m *Map) record(url, typ string, requested bool) (*Record, goja.Value) {
	k := key{url, typ}
	if r := m.records[k]; r != nil {
		return r, nil
	}
	if err := checkTypeAttribute(typ); err != nil {
		return nil, m.newError("TypeError", err.Error())
	}
	source, err := m.services.Fetch(url)
	if err != nil {
		if requested {
			m.services.Console("GET " + url + " net::ERR_FILE_NOT_FOUND")
		}
		return nil, m.notFetched
	}
	if err := checkType(source.Type, typ); err != nil {
		m.services.Console(err.Error())
		return nil, m.notFetched
	}
	r := &Record{owner: m, url: url, name: source.Name}
	if r.name == "" {
		r.name = url
	}
	m.records[k] = r
	text, err := script.Decode(source.Data)
	switch {
	case err != nil:
		r.failure = m.newError("SyntaxError", "Invalid or unexpected token")
	case typ == "json":
		m.compileJSON(r, text)
	case typ == "text":
		r.setDefault(m.vm.ToValue(text))
	default:
		m.compile(r, text)
	}
	return r, nil
}

func (m *Map) compile(r *Record, text string) {
	o := m.options
	o.URL = r.url
	module, err := script.CompileModule(r.name, text, o)
	if err != nil {
		var syntax *script.SyntaxError
		if errors.As(err, &syntax) {
			r.failure = m.newSyntaxError(syntax.Message, r.name, syntax.Line, syntax.Column)
		} else {
			r.failure = m.newError("SyntaxError", err.Error())
		}
		return
	}
	for _, request := range module.Requests {
		url, err := m.resolve(request.Specifier, r.url)
		if err == nil {
			err = checkTypeAttribute(request.Type)
		}
		if err != nil {
			r.failure = m.newError("TypeError", err.Error())
			return
		}
		r.urls = append(r.urls, url)
	}
	r.module = module
}

// compileJSON makes a module of the default export that the text is.
func (m *Map) compileJSON(r *Record, text string) {
	// By a script, whose errors have the words of V8.
	parse, err := m.vm.RunString("text => JSON.parse(text)")
	must(err)
	call, _ := goja.AssertFunction(parse)
	value, err := call(goja.Undefined(), m.vm.ToValue(text))
	if err != nil {
		exception, ok := err.(*goja.Exception)
		if !ok {
			panic(err)
		}
		r.failure = exception.Value()
		if e, ok := r.failure.(*goja.Object); ok {
			m.place(e, r.name, 1, 1) // not in the script here
		}
		return
	}
	r.setDefault(value)
}

// setDefault makes the module one that only exports a value.
func (r *Record) setDefault(value goja.Value) {
	r.exports = map[string]goja.Value{"default": r.owner.vm.ToValue(func(goja.FunctionCall) goja.Value { return value })}
	r.state = evaluated
	r.cycleRoot = r
}

func (m *Map) newError(class, message string) goja.Value {
	e, err := m.vm.New(m.classes[class], m.vm.ToValue(message))
	must(err)
	return e
}

// newSyntaxError makes an error whose stack is its place, as that of V8 is.
func (m *Map) newSyntaxError(message, name string, line, column int) goja.Value {
	e := m.newError("SyntaxError", message).(*goja.Object)
	m.place(e, name, line, column)
	return e
}

// newImportSyntaxError is a binding that a module imports and another has not.
func (m *Map) newImportSyntaxError(r *Record, line, column int, message string) goja.Value {
	return m.newSyntaxError(message, r.name, line, column)
}

// link resolves all bindings of a graph and instantiates its modules
// (ECMA-262, 16.2.1.5.1).
func (m *Map) link(r *Record) goja.Value {
	var order []*Record
	collect(r, &order, map[*Record]bool{})
	for _, r := range order {
		if failure := m.checkImports(r); failure != nil {
			return failure
		}
	}
	for _, r := range order {
		if r.state == fetched {
			m.instantiate(r)
		}
	}
	for _, r := range order {
		if r.state == fetched {
			m.bind(r)
			r.state = linked
		}
	}
	return nil
}

// collect lists a graph, what is requested before what requests it.
func collect(r *Record, order *[]*Record, seen map[*Record]bool) {
	if seen[r] {
		return
	}
	seen[r] = true
	for _, requested := range r.requested {
		collect(requested, order, seen)
	}
	*order = append(*order, r)
}

// instantiate runs a module up to where its functions are there.
func (m *Map) instantiate(r *Record) {
	function, err := m.vm.RunProgram(r.module.Program)
	must(err)
	r.imports = m.vm.CreateObject(nil)
	meta := m.vm.CreateObject(nil)
	must(meta.Set("url", r.url))
	resolve := m.vm.ToValue(func(call goja.FunctionCall) goja.Value {
		url, err := m.resolve(call.Argument(0).String(), r.url)
		if err != nil {
			panic(m.newError("TypeError", metaWords(err)))
		}
		return m.vm.ToValue(url)
	}).(*goja.Object)
	must(resolve.DefineDataProperty("name", m.vm.ToValue("resolve"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	must(resolve.DefineDataProperty("length", m.vm.ToValue(1), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	must(meta.Set("resolve", resolve))
	call, _ := goja.AssertFunction(function)
	generator, err := call(goja.Undefined(), meta, r.imports)
	must(err)
	r.generator = generator.(*goja.Object)
	first, failure := r.next("next", goja.Undefined())
	if failure != nil {
		panic(failure)
	}
	getters := first.Get("value").(*goja.Object)
	r.exports = map[string]goja.Value{}
	for _, e := range r.module.Exports {
		if e.Local {
			r.exports[e.Name] = getters.Get(script.ExportGetter + e.Name)
		}
	}
}

// next goes on with the generator of a module.
func (r *Record) next(method string, value goja.Value) (result *goja.Object, thrown goja.Value) {
	next, _ := goja.AssertFunction(r.generator.Get(method))
	v, err := next(r.generator, value)
	if err != nil {
		if exception, ok := err.(*goja.Exception); ok {
			return nil, exception.Value()
		}
		panic(err)
	}
	return v.(*goja.Object), nil
}

// bind fills the object through which a module reads what it imports.
func (m *Map) bind(r *Record) {
	constant := m.vm.ToValue(func(goja.FunctionCall) goja.Value {
		panic(m.newError("TypeError", "Assignment to constant variable."))
	})
	for _, i := range r.module.Imports {
		from := r.requested[i.Request]
		var getter goja.Value
		if i.Name == "*" {
			namespace := m.Namespace(from)
			getter = m.vm.ToValue(func(goja.FunctionCall) goja.Value { return namespace })
		} else {
			b := from.resolveExport(i.Name, nil)
			getter = m.getter(b)
		}
		must(r.imports.DefineAccessorProperty(i.Local, getter, constant, goja.FLAG_FALSE, goja.FLAG_FALSE))
	}
}

// binding is a variable of a module, or its namespace.
type binding struct {
	record *Record
	name   string // of the export; "*" for the namespace
}

func (m *Map) getter(b *binding) goja.Value {
	if b.name != "*" {
		return b.record.exports[b.name]
	}
	namespace := m.Namespace(b.record)
	return m.vm.ToValue(func(goja.FunctionCall) goja.Value { return namespace })
}

var (
	// ambiguous is a name that two `export *` give different bindings.
	ambiguous = new(binding)
	// circular is a name that modules export from each other.
	circular = new(binding)
)

// resolveExport is ResolveExport (ECMA-262, 16.2.1.7.2.2): nil for what is not
// there.
func (r *Record) resolveExport(name string, seen []binding) *binding {
	if slices.Contains(seen, binding{r, name}) {
		return circular
	}
	seen = append(seen, binding{r, name})
	if r.module == nil {
		if r.exports[name] == nil {
			return nil
		}
		return &binding{r, name}
	}
	for _, e := range r.module.Exports {
		if e.Name != name || name == "" {
			continue
		}
		switch {
		case e.Local:
			return &binding{r, name}
		case e.From == "*":
			return &binding{r.requested[e.Request], "*"}
		}
		return r.requested[e.Request].resolveExport(e.From, seen)
	}
	if name == "default" {
		return nil
	}
	var found *binding
	for _, e := range r.module.Exports {
		if e.Name != "" || e.Local {
			continue
		}
		b := r.requested[e.Request].resolveExport(name, seen)
		switch {
		case b == ambiguous:
			return ambiguous
		case b == nil || b == circular:
		case found == nil:
			found = b
		case *found != *b:
			return ambiguous
		}
	}
	return found
}

// cycle follows exports of exports from a module, which is requested by a
// specifier, to where one comes again.
func (r *Record) cycle(name, specifier string, seen []binding) (string, string) {
	for !slices.Contains(seen, binding{r, name}) {
		seen = append(seen, binding{r, name})
		i := slices.IndexFunc(r.module.Exports, func(e script.Export) bool { return e.Name == name && !e.Local })
		if i < 0 {
			break
		}
		e := r.module.Exports[i]
		specifier = r.module.Requests[e.Request].Specifier
		r, name = r.requested[e.Request], e.From
	}
	return name, specifier
}

// checkImports finds the first binding that a module imports, or exports from
// another, and that is not there.
func (m *Map) checkImports(r *Record) goja.Value {
	if r.module == nil || r.state != fetched {
		return nil
	}
	check := func(request int, name string, line, column int, exported ...binding) goja.Value {
		specifier := r.module.Requests[request].Specifier
		switch r.requested[request].resolveExport(name, nil) {
		case nil:
			return m.newImportSyntaxError(r, line, column, "The requested module '"+specifier+"' does not provide an export named '"+name+"'")
		case circular:
			name, specifier := r.requested[request].cycle(name, specifier, exported)
			return m.newImportSyntaxError(r, line, column, "Detected cycle while resolving name '"+name+"' in '"+specifier+"'")
		case ambiguous:
			return m.newImportSyntaxError(r, line, column, "The requested module '"+specifier+"' contains conflicting star exports for name '"+name+"'")
		}
		return nil
	}
	for _, e := range r.module.Exports {
		if !e.Local && e.Name != "" && e.From != "*" {
			if failure := check(e.Request, e.From, e.Line, e.Column, binding{r, e.Name}); failure != nil {
				return failure
			}
		}
	}
	for _, i := range r.module.Imports {
		if i.Name != "*" {
			if failure := check(i.Request, i.Name, i.Line, i.Column); failure != nil {
				return failure
			}
		}
	}
	return nil
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// place makes the stack of an error its place in a file.
func (m *Map) place(e *goja.Object, name string, line, column int) {
	stack := e.Get("name").String() + ": " + e.Get("message").String() + "\n    at " + name + ":" + strconv.Itoa(line) + ":" + strconv.Itoa(column)
	must(e.DefineDataProperty("stack", m.vm.ToValue(stack), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}
