package script

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/unistring"
)

// Module is the text of an ES module, compiled (ECMA-262, 16.2.1.7).
type Module struct {
	// Requests are the modules that it names in import and export declarations,
	// in order, each once.
	Requests []Request
	Imports  []ImportEntry
	Exports  []Export
	// Async is whether there is an await at its top.
	Async bool
	// Program gives a generator function of (meta, imports): import.meta, and an
	// object that has each imported binding as a property of its local name. Its
	// first value is an object with a getter function for each local export, by
	// the name of that behind ExportGetter, and the module is instantiated then: its functions can be called. Going
	// on evaluates it. What else it yields is awaited.
	Program *goja.Program
}

// Request is a specifier with the type that its attributes ask for: "json", or
// empty for JavaScript.
type Request struct{ Specifier, Type string }

// ImportEntry is a binding that a module imports.
type ImportEntry struct {
	Request int    // index in Requests
	Name    string // of the export there; "*" for the namespace
	Local   string
	Line    int // where it is named, from 1
	Column  int
}

// Export is what a module exports under a name.
type Export struct {
	Name    string // empty for the names of `export * from`
	Local   bool   // a variable of the module
	Request int    // for all others, index in Requests
	From    string // name there; "*" for the namespace
	Line    int
	Column  int
}

// ExportGetter is what the names of the functions begin with by which others read
// exports.
const ExportGetter = "export of "

// Names of variables in the code that is made of a module.
const (
	moduleMeta    = "tcpsrvHostMeta"
	moduleImports = "tcpsrvHostImports"
	moduleExports = "tcpsrvHostExports"
	moduleDefault = "tcpsrvHostDefault"
)

// IsModule reports whether a script has import or export declarations, which
// only a module may have.
func IsModule(data []byte) bool {
	text, err := Decode(data)
	if err != nil {
		return false
	}
	m := &moduleParser{scanner: newScanner(text, false)}
	m.tryParse()
	return m.declarations
}

// CheckModule reports what [CompileModule] would, for the file of a module.
func CheckModule(name string, data []byte, o Options) error {
	text, err := Decode(data)
	if err != nil {
		return fmt.Errorf("%s is not a script: %w", name, err)
	}
	_, err = CompileModule(name, text, o)
	return err
}

// CompileModule compiles the text of a module.
func CompileModule(name, text string, o Options) (*Module, error) {
	module, err := compileModule(name, text, o)
	var syntax *SyntaxError
	if errors.As(err, &syntax) && syntax.Message == awaitOutside {
		syntax.Message = "Unexpected reserved word" // which await is in all of a module
	}
	return module, err
}

func compileModule(name, text string, o Options) (*Module, error) {
	s := newSource(name, text)
	if err := s.tooLarge(); err != nil {
		return nil, err
	}
	o.module = true
	m := &moduleParser{scanner: newScanner(text, false), file: file.NewFile(name, text, 1)}
	fault := m.tryParse()
	if len(m.htmlComments) > 0 {
		at := m.htmlComments[0]
		fault = &moduleFault{at + strings.Index(text[at:], "--") + 1, "HTML comments are not allowed in modules"}
	}
	if fault != nil {
		return nil, newSyntaxErrorAt(name, text, fault.at, fault.message)
	}
	head := "(async function(" + moduleMeta + "," + moduleImports + `){"use strict";await ` + moduleExports + ";"
	m.edits = append([]edit{{0, shebang(text), head}}, m.edits...)
	m.edits = append(m.edits, edit{len(text), len(text), "\n})"})
	m.edits = append(m.edits, classicFixes(s, &o)...)
	s = s.apply(m.edits)
	tree, err := s.parse()
	lowered := false
	if err != nil {
		low := s.lower()
		if low == nil {
			return nil, s.syntaxError(err)
		}
		if tree, err = low.parse(); err != nil {
			return nil, low.syntaxError(err)
		}
		s, lowered = low, true
	}
	p := &prepared{s, tree, &o, lowered}
	if fault := m.early(p); fault != nil && !lowered {
		return nil, newSyntaxErrorAt(name, text, fault.at, fault.message)
	}
	p, err = m.bind(p)
	if err != nil {
		return nil, err
	}
	function := moduleFunction(p.tree)
	m.module.Async = awaitToYield(function)
	function.Async, function.Generator = false, true
	renameDefault(p.tree)
	m.module.Program, err = p.compile()
	return &m.module, err
}

// shebang is how long the line is that begins with #!.
func shebang(text string) int {
	if !strings.HasPrefix(text, "#!") {
		return 0
	}
	if i := strings.IndexFunc(text, isLineEnd); i >= 0 {
		return i
	}
	return len(text)
}

func moduleFunction(tree *ast.Program) *ast.FunctionLiteral {
	for _, s := range tree.Body {
		if e, ok := s.(*ast.ExpressionStatement); ok {
			if f, ok := e.Expression.(*ast.FunctionLiteral); ok {
				return f
			}
		}
	}
	return nil
}

// early finds the errors of a module that the function which is made of it would
// allow (ECMA-262, 16.2.1.1).
func (m *moduleParser) early(p *prepared) *moduleFault {
	function := moduleFunction(p.tree)
	declared := map[string]bool{moduleDefault: true}
	again := func(at int, name string) *moduleFault {
		return &moduleFault{at, "Identifier '" + name + "' has already been declared"}
	}
	for i, imported := range m.module.Imports {
		if declared[imported.Local] {
			return again(m.importedAt[i], imported.Local)
		}
		declared[imported.Local] = true
	}
	if fault := functionOnly(function, p.source); fault != nil {
		return fault
	}
	exports := map[string]bool{}
	duplicate := func(at int, name string) *moduleFault {
		if name != "" && exports[name] {
			return &moduleFault{at, "Duplicate export of '" + name + "'"}
		}
		exports[name] = true
		return nil
	}
	for _, e := range m.module.Exports {
		if fault := duplicate(m.offsetOf(e.Line, e.Column), e.Name); fault != nil {
			return fault
		}
	}
	var own []string
	for _, s := range function.Body.List {
		at := p.place(offset(s.Idx0()))
		for _, name := range declaredBy(s) {
			if declared[name] && name != moduleDefault {
				return again(at, name)
			}
			own = append(own, name)
			if m.exported[at] {
				if fault := duplicate(at, name); fault != nil {
					return fault
				}
			}
		}
	}
	nested := &scope{names: map[unistring.String]declaration{}}
	nested.variables(function.DeclarationList)
	for name := range nested.names {
		declared[name.String()] = true
	}
	for _, name := range own {
		declared[name] = true
	}
	for _, e := range m.locals {
		at := m.offsetOf(e.line, e.column)
		if fault := duplicate(at, e.name); fault != nil {
			return fault
		}
		if !declared[e.local] {
			return &moduleFault{at, "Export '" + e.local + "' is not defined in module"}
		}
	}
	return nil
}

// functionOnly finds what may stand in a function and not at the top of a module.
func functionOnly(function *ast.FunctionLiteral, s *source) (fault *moduleFault) {
	arrow := false
	var visit func(slot reflect.Value)
	visit = func(slot reflect.Value) {
		v := structOf(slot)
		switch n := v.Addr().Interface().(type) {
		case *ast.FunctionLiteral, *ast.ClassStaticBlock, *ast.FieldDefinition:
			return
		case *ast.ArrowFunctionLiteral:
			outer := arrow
			arrow = true
			children(v, visit)
			arrow = outer
			return
		case *ast.ReturnStatement:
			if !arrow && fault == nil {
				fault = &moduleFault{s.place(offset(n.Return)), "Illegal return statement"}
			}
		case *ast.MetaProperty:
			if fault == nil {
				fault = &moduleFault{s.place(offset(n.Idx0())), "new.target expression is not allowed here"}
			}
		}
		children(v, visit)
	}
	children(reflect.ValueOf(function).Elem(), visit)
	return fault
}

// bind makes references to imports reads of their objects, and puts in the
// getters of the exports.
func (m *moduleParser) bind(p *prepared) (*prepared, error) {
	function := moduleFunction(p.tree)
	imports := map[unistring.String]bool{}
	for _, i := range m.module.Imports {
		imports[unistring.NewFromString(i.Local)] = true
	}
	var exported []getter
	for _, s := range function.Body.List {
		at := p.place(offset(s.Idx0()))
		if !m.exported[at] {
			continue
		}
		for _, name := range declaredBy(s) {
			exported = append(exported, getter{name, name, p.place(declarationOf(s, name))})
			m.module.Exports = append(m.module.Exports, Export{Name: name, Local: true})
		}
	}
	for _, e := range m.locals {
		// What is imported and exported again is an export of the other module.
		if i := slices.IndexFunc(m.module.Imports, func(i ImportEntry) bool { return i.Local == e.local }); i >= 0 && m.module.Imports[i].Name != "*" {
			m.module.Exports = append(m.module.Exports, Export{Name: e.name, Request: m.module.Imports[i].Request, From: m.module.Imports[i].Name, Line: e.line, Column: e.column})
			continue
		}
		exported = append(exported, getter{e.name, e.local, m.offsetOf(e.line, e.column)})
		m.module.Exports = append(m.module.Exports, Export{Name: e.name, Local: true})
	}
	a := newAnalysis(p.tree, p.text, p.options)
	getters := gettersOf(exported, imports)
	a.reference = func(id *ast.Identifier, use use) {
		if !imports[id.Name] || a.declared(id.Name) {
			if id.Name == moduleExports {
				a.edit(offset(id.Idx), offset(id.Idx)+len(moduleExports), getters)
			}
			return
		}
		start := offset(id.Idx)
		name := id.Name.String()
		end := start + len(name)
		switch read := moduleImports + "." + name; use {
		case calleeUse:
			a.edit(start, end, "(0,"+read+")")
		case shorthandUse:
			a.edit(start, end, name+":"+read)
		default:
			a.edit(start, end, read)
		}
	}
	a.walk(p.tree)
	if a.unknown && !p.lowered {
		if again := p.source.lowered(p.options); again != nil {
			m.module.Exports = slices.DeleteFunc(m.module.Exports, func(e Export) bool { return e.Local })
			return m.bind(again)
		}
	}
	bound, err := p.applied(a)
	if err == nil {
		bound.placeGetters(getters, exported)
	}
	return bound, err
}

// getter is the function by which others read an export.
type getter struct {
	name, local string
	at          int // where the author names it
}

func gettersOf(exported []getter, imports map[unistring.String]bool) string {
	var b strings.Builder
	b.WriteString("{__proto__:null")
	for _, g := range exported {
		local := g.local
		if imports[unistring.NewFromString(local)] {
			local = moduleImports + "." + local
		}
		b.WriteString("," + quote(ExportGetter+g.name) + ":()=>" + local)
	}
	return b.String() + "}"
}

// placeGetters lets the error of an export that is read too early be where the
// author names it: the words of the error are taken from there.
func (s *source) placeGetters(text string, exported []getter) {
	start := strings.Index(s.text, text)
	ends := make([]int, len(exported)) // of the getters
	at := start + len("{__proto__:null")
	for i, g := range exported {
		head := quote(ExportGetter+g.name) + ":()=>"
		at += strings.Index(s.text[at:], head) + len(head) + len(g.local)
		ends[i] = at
	}
	back := s.back
	s.back = []func(int) int{func(offset int) int {
		if i, _ := slices.BinarySearch(ends, offset+1); offset >= start && i < len(ends) {
			return exported[i].at
		}
		for _, f := range slices.Backward(back) {
			offset = f(offset)
		}
		return offset
	}}
}

// declarationOf finds where a statement declares a name.
func declarationOf(s ast.Statement, name string) int {
	if c, ok := s.(*ast.ClassDeclaration); ok {
		return offset(c.Class.Name.Idx)
	}
	at := offset(s.Idx0())
	var visit func(slot reflect.Value)
	found := false
	visit = func(slot reflect.Value) {
		v := structOf(slot)
		if id, ok := v.Addr().Interface().(*ast.Identifier); ok && !found && id.Name.String() == name {
			at, found = offset(id.Idx), true
		}
		children(v, visit)
	}
	visit(reflect.ValueOf(&s).Elem())
	return at
}

// declaredBy gives the names that a declaration declares.
func declaredBy(s ast.Statement) (names []string) {
	sc := &scope{names: map[unistring.String]declaration{}}
	switch n := s.(type) {
	case *ast.VariableStatement:
		sc.bindings(n.List, variableName)
	default:
		sc.statements([]ast.Statement{s}, true)
	}
	for name := range sc.names {
		names = append(names, name.String())
	}
	slices.Sort(names)
	return names
}

// awaitToYield makes each await at the top of the module a yield, and reports
// whether there is one besides the first, which is ours.
func awaitToYield(function *ast.FunctionLiteral) bool {
	count := 0
	var visit func(slot reflect.Value)
	visit = func(slot reflect.Value) {
		v := structOf(slot)
		switch n := v.Addr().Interface().(type) {
		case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ClassStaticBlock:
			return
		case *ast.AwaitExpression:
			count++
			children(v, visit)
			slot.Set(reflect.ValueOf(&ast.YieldExpression{Yield: n.Await, Argument: n.Argument}))
			return
		}
		children(v, visit)
	}
	children(reflect.ValueOf(function).Elem(), visit)
	return count > 1
}

// renameDefault gives what `export default` declares the name that no text can
// spell, so that functions and classes have it as theirs.
func renameDefault(tree *ast.Program) {
	var visit func(slot reflect.Value)
	rename := func(id *ast.Identifier) {
		if id != nil && id.Name == moduleDefault {
			id.Name = "default"
		}
	}
	visit = func(slot reflect.Value) {
		v := structOf(slot)
		switch n := v.Addr().Interface().(type) {
		case *ast.Identifier:
			rename(n)
		case *ast.FunctionLiteral:
			rename(n.Name)
		case *ast.ClassLiteral:
			rename(n.Name)
		}
		children(v, visit)
	}
	children(reflect.ValueOf(tree).Elem(), visit)
	for _, s := range moduleFunction(tree).DeclarationList {
		for _, b := range s.List {
			if id, ok := b.Target.(*ast.Identifier); ok {
				rename(id)
			}
		}
	}
}

// moduleParser takes import and export declarations out of the text of a
// module: they stand at its top only, so they can be told by their first token.
type moduleParser struct {
	*scanner
	file         *file.File
	module       Module
	edits        []edit
	declarations bool
	exported     map[int]bool // where declarations stand that are exported
	locals       []localExport
	defaults     bool  // there is an `export default` of an expression
	importedAt   []int // where the local names of module.Imports stand
	t            token // the current one
}

type localExport struct {
	name, local  string
	line, column int
}

type moduleFault struct {
	at      int
	message string
}

func (m *moduleParser) tryParse() (fault *moduleFault) {
	defer func() {
		if v := recover(); v != nil {
			f, ok := v.(moduleFault)
			if !ok {
				panic(v)
			}
			fault = &f
		}
	}()
	m.parse()
	return nil
}

func (m *moduleParser) advance() { m.t = m.next() }

func (m *moduleParser) text() string { return m.of(m.t) }

// unexpected ends the parse at the current token.
func (m *moduleParser) unexpected() {
	message := "Unexpected token '" + m.text() + "'"
	switch m.t.kind {
	case endToken:
		message = "Unexpected end of input"
	case stringToken:
		message = "Unexpected string"
	case numberToken:
		message = "Unexpected number"
	case wordToken:
		if !isReserved(m.text()) {
			message = "Unexpected identifier '" + m.text() + "'"
		}
	}
	panic(moduleFault{m.t.start, message})
}

func (m *moduleParser) expect(text string) {
	if m.text() != text {
		m.unexpected()
	}
	m.advance()
}

func (m *moduleParser) parse() {
	m.exported = map[int]bool{}
	m.advance()
	for m.t.kind != endToken {
		atTop := len(m.open) == 0 && m.t.kind == wordToken && m.beforeLast != "." && m.beforeLast != "?."
		switch {
		case m.t.kind == wordToken && m.text() == "import" && m.beforeLast != "." && m.beforeLast != "?.":
			m.importOrExpression(atTop)
		case atTop && m.text() == "export":
			m.declarations = true
			m.export()
		default:
			m.advance()
		}
	}
}

// blank takes a declaration out, but keeps its lines.
func (m *moduleParser) blank(start, end int) {
	lines := strings.Repeat("\n", len(lineStarts(m.scanner.text[start:end], "\u2028\u2029"))-1)
	m.edits = append(m.edits, edit{start, end, ";" + lines})
}

func (m *moduleParser) importOrExpression(atTop bool) {
	start := m.t.start
	m.advance()
	switch m.text() {
	case "(": // classicFixes has it
		return
	case ".":
		m.advance()
		if m.text() == "meta" {
			m.edits = append(m.edits, edit{start, m.t.end, moduleMeta})
		}
		return
	}
	if !atTop {
		switch m.text() {
		case ":", "=", ";", "}": // the name of a member
			return
		}
		m.unexpected()
	}
	m.declarations = true
	var found []ImportEntry
	add := func(name, local string, t token) {
		line, column := m.placeOf(t)
		found = append(found, ImportEntry{Name: name, Local: local, Line: line, Column: column})
		m.importedAt = append(m.importedAt, t.start)
	}
	if m.t.kind != stringToken {
		if m.t.kind == wordToken {
			add("default", m.text(), m.t)
			m.advance()
			if m.text() == "," {
				m.advance()
				if m.text() != "*" && m.text() != "{" {
					m.unexpected()
				}
			}
		}
		switch m.text() {
		case "*":
			t := m.t
			m.advance()
			m.expect("as")
			add("*", m.name(), t)
		case "{":
			m.advance()
			for m.text() != "}" {
				t := m.t
				name := m.exportName()
				local := name
				if m.text() == "as" {
					m.advance()
					local = m.name()
				} else if t.kind == stringToken {
					m.unexpected()
				}
				add(name, local, t)
				if m.text() != "}" {
					m.expect(",")
				}
			}
			m.advance()
		}
		m.expect("from")
	}
	request, end := m.from()
	for _, i := range found {
		i.Request = request
		m.module.Imports = append(m.module.Imports, i)
	}
	m.blank(start, end)
}

// from reads a specifier with its attributes and the semicolon.
func (m *moduleParser) from() (request, end int) {
	if m.t.kind != stringToken {
		m.unexpected()
	}
	r := Request{Specifier: m.stringValue(m.t)}
	end = m.t.end
	m.advance()
	if m.text() == "with" && m.t.kind == wordToken {
		m.advance()
		m.expect("{")
		seen := map[string]bool{}
		for m.text() != "}" {
			at := m.t.start
			key := m.exportName()
			if seen[key] {
				panic(moduleFault{at, "Import attribute has duplicate key '" + key + "'"})
			}
			seen[key] = true
			m.expect(":")
			if m.t.kind != stringToken {
				m.unexpected()
			}
			if key != "type" {
				panic(moduleFault{m.t.start, "Invalid attribute key \"" + key + "\"."})
			}
			r.Type = m.stringValue(m.t)
			m.advance()
			if m.text() != "}" {
				m.expect(",")
			}
		}
		end = m.t.end
		m.advance()
	}
	if m.text() == ";" {
		end = m.t.end
		m.advance()
	} else if m.t.kind != endToken && !m.t.newline && m.text() != "}" {
		m.unexpected()
	}
	request = slices.Index(m.module.Requests, r)
	if request < 0 {
		request = len(m.module.Requests)
		m.module.Requests = append(m.module.Requests, r)
	}
	return request, end
}

func (m *moduleParser) name() string {
	if m.t.kind != wordToken {
		m.unexpected()
	}
	name := m.text()
	m.advance()
	return name
}

// exportName is a name or a string.
func (m *moduleParser) exportName() string {
	if m.t.kind == stringToken {
		value := m.stringValue(m.t)
		if strings.ContainsRune(value, utf8.RuneError) && !strings.ContainsRune(m.text(), utf8.RuneError) {
			panic(moduleFault{m.t.start, "Invalid module export name: contains unpaired surrogate"})
		}
		m.advance()
		return value
	}
	return m.name()
}

// stringValue gives the value of a string, with U+FFFD for half a surrogate pair.
func (m *moduleParser) stringValue(t token) string {
	text := m.of(t)
	if !strings.Contains(text, "\\") {
		return text[1 : len(text)-1]
	}
	value, err := goja.New().RunString(text)
	if err != nil {
		panic(moduleFault{t.start, "Invalid or unexpected token"})
	}
	return strings.ToValidUTF8(value.String(), string(utf8.RuneError))
}

func (m *moduleParser) placeOf(t token) (line, column int) {
	if m.file == nil {
		return 0, 0
	}
	p := m.file.Position(t.start)
	return p.Line, p.Column
}

// offsetOf is the way back of placeOf.
func (m *moduleParser) offsetOf(line, column int) int {
	return offsetOf(m.file, file.Position{Line: line, Column: column})
}

func (m *moduleParser) export() {
	start := m.t.start
	m.advance()
	switch m.text() {
	case "*":
		t := m.t
		e := Export{}
		m.advance()
		if m.text() == "as" {
			m.advance()
			e.Name, e.From = m.exportName(), "*"
		}
		m.expect("from")
		end := 0
		e.Request, end = m.from()
		e.Line, e.Column = m.placeOf(t)
		m.module.Exports = append(m.module.Exports, e)
		m.blank(start, end)
	case "{":
		m.exportList(start)
	case "default":
		m.exportDefault(start)
	case "var", "let", "const", "class", "function", "async":
		m.exported[m.t.start] = true
		m.edits = append(m.edits, edit{start, m.t.start, strings.Repeat("\n", strings.Count(m.scanner.text[start:m.t.start], "\n"))})
	default:
		m.unexpected()
	}
}

func (m *moduleParser) exportList(start int) {
	var list []localExport
	m.advance()
	for m.text() != "}" {
		e := localExport{}
		e.line, e.column = m.placeOf(m.t)
		e.local = m.exportName()
		e.name = e.local
		if m.text() == "as" {
			m.advance()
			e.name = m.exportName()
		}
		list = append(list, e)
		if m.text() != "}" {
			m.expect(",")
		}
	}
	end := m.t.end
	m.advance()
	if m.text() != "from" {
		if m.text() == ";" {
			end = m.t.end
			m.advance()
		}
		m.locals = append(m.locals, list...)
		m.blank(start, end)
		return
	}
	m.advance()
	request, end := m.from()
	for _, e := range list {
		m.module.Exports = append(m.module.Exports, Export{Name: e.name, Request: request, From: e.local, Line: e.line, Column: e.column})
	}
	m.blank(start, end)
}

func (m *moduleParser) exportDefault(start int) {
	local := localExport{name: "default", local: moduleDefault}
	m.advance()
	first := m.t
	declaration := false
	switch m.text() {
	case "async":
		if next := m.peek(); m.of(next) != "function" || next.newline {
			break
		}
		m.advance()
		fallthrough
	case "function", "class":
		declaration = true
		word := m.t
		m.advance()
		if m.text() == "*" {
			word = m.t
			m.advance()
		}
		if m.t.kind == wordToken && m.text() != "extends" {
			local.local = m.text()
		} else {
			m.edits = append(m.edits, edit{word.end, word.end, " " + moduleDefault + " "})
		}
	}
	replacement := ""
	if !declaration {
		if m.defaults {
			panic(moduleFault{start, "Identifier '.default' has already been declared"})
		}
		replacement, m.defaults = "const "+moduleDefault+"=", true
	}
	m.edits = append(m.edits, edit{start, first.start, replacement + strings.Repeat("\n", strings.Count(m.scanner.text[start:first.start], "\n"))})
	m.locals = append(m.locals, local)
}

func isReserved(word string) bool {
	switch word {
	case "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum", "export", "extends",
		"false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null", "return", "super", "switch", "this", "throw",
		"true", "try", "typeof", "var", "void", "while", "with":
		return true
	}
	return false
}
