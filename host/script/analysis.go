package script

import (
	"reflect"
	"slices"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/unistring"
)

// The names by which rewritten code calls the host. A page defines them as
// lexical constants, which are no properties of its global object.
const (
	// EvalArgument gives the text to evaluate in place of an argument of eval.
	EvalArgument = "tcpsrvHostEvalArgument"
	// StrictEvalArgument is the same for a call in strict mode.
	StrictEvalArgument = "tcpsrvHostStrictEvalArgument"
	// RegExp gives a regular expression the source and the flags of its author.
	RegExp = "tcpsrvHostRegExp"
	// MatchStatics makes the regular expressions remember their last match.
	MatchStatics = "tcpsrvHostMatchStatics"
	// Import takes the address of a script and gives its import().
	Import = "tcpsrvHostImport"
)

// analysis walks a tree with its scopes and collects the edits by which the
// engine does what the language says.
type analysis struct {
	options *Options
	text    string
	edits   []edit
	scope   *scope
	mended  map[*ast.FunctionLiteral]bool
	// reference is called, unless nil, for each reference to a variable that is
	// declared nowhere around but in the whole script.
	reference func(id *ast.Identifier, use use)
	problems  []Problem    // Column is an offset
	fault     *moduleFault // a syntax error that the engine does not see
	statics   bool         // there may be something like RegExp.$1
	unknown   bool         // there is something that the parser takes and the compiler does not
}

// use is how a reference stands in the text.
type use uint8

const (
	valueUse use = iota
	calleeUse
	shorthandUse // {name}
)

type scope struct {
	outer    *scope
	strict   bool
	variable bool // var belongs to it: a function, a static block, the script
	arrow    bool
	function *ast.FunctionLiteral
	node     ast.Node
	start    int // of an arrow function
	body     int // where the body of a function begins
	names    map[unistring.String]declaration
}

type declaration uint8

const (
	variableName declaration = iota + 1
	parameterName
	lexicalName
	catchName // the parameter of a catch clause that is a plain name
)

func offset(i file.Idx) int { return int(i) - 1 }

func newAnalysis(tree *ast.Program, text string, o *Options) *analysis {
	a := &analysis{options: o, text: text, mended: map[*ast.FunctionLiteral]bool{}}
	a.scope = &scope{variable: true, node: tree, strict: o.strict || o.module || isStrict(tree.Body)}
	return a
}

// walk collects the edits.
func (a *analysis) walk(tree *ast.Program) { children(reflect.ValueOf(tree).Elem(), a.visit) }

func isStrict(body []ast.Statement) bool {
	for _, d := range directives(body) {
		if d.Literal == `"use strict"` || d.Literal == `'use strict'` {
			return true
		}
	}
	return false
}

func directives(body []ast.Statement) (all []*ast.StringLiteral) {
	for _, s := range body {
		e, ok := s.(*ast.ExpressionStatement)
		if !ok {
			break
		}
		d, ok := e.Expression.(*ast.StringLiteral)
		if !ok {
			break
		}
		all = append(all, d)
	}
	return all
}

func (a *analysis) edit(start, end int, text string) {
	a.edits = append(a.edits, edit{start, end, text})
}

func (a *analysis) insert(at int, text string) { a.edit(at, at, text) }

// enter runs f in a new scope.
func (a *analysis) enter(s *scope, f func()) {
	s.outer = a.scope
	s.strict = s.strict || a.scope.strict
	a.scope = s
	f()
	a.scope = s.outer
}

func (a *analysis) visit(slot reflect.Value) {
	v := structOf(slot)
	descend := func() { children(v, a.visit) }
	switch n := v.Addr().Interface().(type) {
	case *ast.FunctionLiteral:
		a.unknown = a.unknown || n.Async && n.Generator
		s := &scope{variable: true, function: n, node: n, strict: isStrict(n.Body.List), body: offset(n.Body.LeftBrace)}
		a.enter(s, func() { a.functionParts(reflect.ValueOf(n).Elem(), n.Body) })
	case *ast.ArrowFunctionLiteral:
		s := &scope{variable: true, arrow: true, node: n, start: offset(n.Start)}
		if b, ok := n.Body.(*ast.BlockStatement); ok {
			s.strict = isStrict(b.List)
			a.enter(s, func() { a.functionParts(v, b) })
			return
		}
		a.enter(s, descend)
	case *ast.ClassStaticBlock:
		a.enter(&scope{variable: true, node: n, function: noFunction}, func() { a.list(n.Block.List) })
	case *ast.FieldDefinition:
		if n.Computed {
			a.visit(v.FieldByName("Key"))
		}
		if n.Initializer != nil {
			a.enter(&scope{variable: true, node: n, function: noFunction}, func() { a.visit(v.FieldByName("Initializer")) })
		}
	case *ast.ClassLiteral:
		a.enter(&scope{node: n, strict: true}, descend)
	case *ast.BlockStatement:
		a.enter(&scope{node: n}, func() {
			a.hoist(n.List, offset(n.LeftBrace)+1, offset(n.RightBrace), "{", "}")
			descend()
		})
	case *ast.SwitchStatement:
		a.enter(&scope{node: n}, func() {
			var list []ast.Statement
			for _, c := range n.Body {
				list = append(list, c.Consequent...)
			}
			a.hoist(list, offset(n.Switch), offset(n.RightBrace)+1, "", "")
			descend()
		})
	case *ast.IfStatement:
		for _, branch := range []ast.Statement{n.Consequent, n.Alternate} {
			if f, ok := branch.(*ast.FunctionDeclaration); ok {
				a.enter(&scope{node: f}, func() { a.hoist([]ast.Statement{f}, offset(f.Function.Function), functionEnd(f.Function), "{", "}") })
			}
		}
		descend()
	case *ast.ForStatement, *ast.ForInStatement, *ast.ForOfStatement, *ast.CatchStatement:
		a.enter(&scope{node: n.(ast.Node)}, descend)
	case *ast.DotExpression:
		a.statics = a.statics || isRegExp(n.Left) && isMatchStatic(n.Identifier.Name.String())
		descend()
	case *ast.BracketExpression:
		a.statics = a.statics || isRegExp(n.Left) && !isWellKnownSymbol(n.Member)
		descend()
	case *ast.CallExpression:
		a.call(n, v)
	case *ast.TemplateLiteral:
		if tag, ok := n.Tag.(*ast.Identifier); ok {
			a.identifier(tag, calleeUse)
			children(v, func(slot reflect.Value) {
				if slot.Interface() != n.Tag {
					a.visit(slot)
				}
			})
			return
		}
		descend()
	case *ast.PropertyShort:
		a.identifier(&n.Name, shorthandUse)
		if n.Initializer != nil {
			a.visit(v.FieldByName("Initializer"))
		}
	case *ast.Identifier:
		a.identifier(n, valueUse)
	case *ast.RegExpLiteral:
		a.regexp(n)
	default:
		descend()
	}
}

// noFunction stands for the function that the initializer of a field and a
// static block are: they have no arguments.
var noFunction = new(ast.FunctionLiteral)

// functionParts visits parameters and body of a function: the block of the body
// is no scope of its own.
func (a *analysis) functionParts(v reflect.Value, body *ast.BlockStatement) {
	children(v, func(slot reflect.Value) {
		if b, ok := slot.Interface().(*ast.BlockStatement); ok && b == body {
			a.list(body.List)
			return
		}
		a.visit(slot)
	})
}

func (a *analysis) list(list []ast.Statement) {
	v := reflect.ValueOf(list)
	for i := range v.Len() {
		a.visit(v.Index(i))
	}
}

func (a *analysis) call(n *ast.CallExpression, v reflect.Value) {
	callee, ok := n.Callee.(*ast.Identifier)
	if !ok {
		children(v, a.visit)
		return
	}
	if callee.Name == "eval" && !a.declared("eval") {
		name := EvalArgument
		if a.scope.strict {
			name = StrictEvalArgument
		}
		if len(n.ArgumentList) > 0 {
			a.insert(offset(n.LeftParenthesis)+1, name+"(")
		}
	} else {
		a.identifier(callee, calleeUse)
	}
	arguments := v.FieldByName("ArgumentList")
	for i := range arguments.Len() {
		a.visit(arguments.Index(i))
	}
	if callee.Name == "eval" && !a.declared("eval") && len(n.ArgumentList) > 0 {
		a.insert(offset(n.RightParenthesis), ")")
	}
}

func (a *analysis) identifier(id *ast.Identifier, use use) {
	switch {
	case id.Name == "arguments":
		a.arguments()
	case a.reference != nil:
		a.reference(id, use)
	}
}

// arguments mends what the engine does with `arguments` in arrow functions. It
// looks for the binding when it meets the name, and does it wrongly when it
// meets it first inside an arrow function: the program then reads another
// variable, or the compiler breaks. So the function around gets a mention of
// it before.
func (a *analysis) arguments() {
	var arrow *scope
	for s := a.scope; s != nil; s = s.outer {
		if s.arrow {
			arrow = s
		}
		if s.function == nil {
			continue
		}
		switch {
		case arrow == nil || s.function == noFunction:
		case arrow.start < s.body: // in a default value
			a.insert(arrow.start, "!arguments?0:")
		case !a.mended[s.function]:
			a.mended[s.function] = true
			a.insert(a.mention(s.function), ";arguments;")
		}
		return
	}
}

// mention finds where the first statement of a function can stand, behind its
// directives.
func (a *analysis) mention(f *ast.FunctionLiteral) int {
	at := offset(f.Body.LeftBrace) + 1
	for _, d := range directives(f.Body.List) {
		if strings.HasSuffix(strings.TrimRight(a.text[at:offset(d.Idx)], " \t\r\n"), "(") {
			break
		}
		at = offset(d.Idx) + len(d.Literal)
	}
	return at
}

// hoist does what Annex B.3.3 says of the functions that are declared in a
// block: each is a variable of the function around, too, which gets its value
// when the declaration is evaluated. The block is put into another one that
// has the means to set it.
func (a *analysis) hoist(list []ast.Statement, start, end int, before, after string) {
	var declarations strings.Builder
	var done []unistring.String
	for _, s := range list {
		d, ok := s.(*ast.FunctionDeclaration)
		if !ok || a.scope.strict || d.Function.Async || d.Function.Generator || d.Function.Name == nil {
			continue
		}
		name := d.Function.Name.Name
		if !a.hoistable(name, offset(d.Function.Function)) {
			continue
		}
		id := name.String()
		if !slices.Contains(done, name) {
			done = append(done, name)
			declarations.WriteString("var " + id + ";let tcpsrvHostSet_" + id + "=tcpsrvHostValue=>" + id + "=tcpsrvHostValue;")
		}
		a.insert(functionEnd(d.Function), ";tcpsrvHostSet_"+id+"("+id+");")
	}
	if len(done) == 0 {
		return
	}
	if before == "" { // around the statement
		a.insert(start, "{"+declarations.String())
		a.insert(end, "}")
		return
	}
	if _, isIf := a.scope.node.(*ast.FunctionDeclaration); isIf {
		a.insert(start, "{"+declarations.String()+"{")
		a.insert(end, "}}")
		return
	}
	a.insert(start, declarations.String()+"{")
	a.insert(end, "}")
}

func functionEnd(f *ast.FunctionLiteral) int { return offset(f.Body.RightBrace) + 1 }

// hoistable reports whether a variable of that name could stand in place of a
// function in the block.
func (a *analysis) hoistable(name unistring.String, at int) bool {
	if name == "arguments" {
		return false
	}
	for s := a.scope.outer; ; s = s.outer {
		switch d := s.declared()[name]; {
		case d == catchName:
			// Chrome would set the variable behind the parameter, which no text
			// inside the clause can name.
			a.problems = append(a.problems, Problem{Column: at, Message: "the function " + name.String() +
				" is not seen outside of its block, because the parameter of the catch clause around has its name"})
			return false
		case d == lexicalName, d == parameterName:
			return false
		case s.variable:
			return true
		}
	}
}

// declared reports whether the text declares a name that is visible here.
func (a *analysis) declared(name unistring.String) bool {
	for s := a.scope; s != nil; s = s.outer {
		if s.declared()[name] != 0 {
			return true
		}
	}
	return false
}

// declared gives the names that a scope declares.
func (s *scope) declared() map[unistring.String]declaration {
	if s.names != nil {
		return s.names
	}
	s.names = map[unistring.String]declaration{}
	switch n := s.node.(type) {
	case *ast.Program:
		s.variables(n.DeclarationList)
		s.statements(n.Body, true)
	case *ast.FunctionLiteral:
		if n.Name != nil {
			s.names[n.Name.Name] = variableName
		}
		s.variables(n.DeclarationList)
		s.statements(n.Body.List, true)
		s.parameters(n.ParameterList)
	case *ast.ArrowFunctionLiteral:
		s.variables(n.DeclarationList)
		if b, ok := n.Body.(*ast.BlockStatement); ok {
			s.statements(b.List, true)
		}
		s.parameters(n.ParameterList)
	case *ast.ClassStaticBlock:
		s.variables(n.DeclarationList)
		s.statements(n.Block.List, true)
	case *ast.ClassLiteral:
		if n.Name != nil {
			s.names[n.Name.Name] = lexicalName
		}
	case *ast.BlockStatement:
		s.statements(n.List, false)
	case *ast.SwitchStatement:
		for _, c := range n.Body {
			s.statements(c.Consequent, false)
		}
	case *ast.ForStatement:
		if d, ok := n.Initializer.(*ast.ForLoopInitializerLexicalDecl); ok {
			s.bindings(d.LexicalDeclaration.List, lexicalName)
		}
	case *ast.ForInStatement:
		s.forInto(n.Into)
	case *ast.ForOfStatement:
		s.forInto(n.Into)
	case *ast.CatchStatement:
		if id, ok := n.Parameter.(*ast.Identifier); ok {
			s.names[id.Name] = catchName
		} else if n.Parameter != nil {
			s.target(n.Parameter, lexicalName)
		}
	case *ast.FunctionDeclaration:
		s.names[n.Function.Name.Name] = lexicalName
	}
	return s.names
}

func (s *scope) forInto(into ast.ForInto) {
	if d, ok := into.(*ast.ForDeclaration); ok {
		s.target(d.Target, lexicalName)
	}
}

func (s *scope) variables(list []*ast.VariableDeclaration) {
	for _, d := range list {
		s.bindings(d.List, variableName)
	}
}

func (s *scope) parameters(p *ast.ParameterList) {
	s.bindings(p.List, parameterName)
	if p.Rest != nil {
		s.target(p.Rest, parameterName)
	}
}

// statements adds what the statements of a list declare. A function at the top
// of a function is like a variable.
func (s *scope) statements(list []ast.Statement, top bool) {
	for _, statement := range list {
		for {
			l, ok := statement.(*ast.LabelledStatement)
			if !ok {
				break
			}
			statement = l.Statement
		}
		switch n := statement.(type) {
		case *ast.LexicalDeclaration:
			s.bindings(n.List, lexicalName)
		case *ast.ClassDeclaration:
			s.names[n.Class.Name.Name] = lexicalName
		case *ast.FunctionDeclaration:
			s.names[n.Function.Name.Name] = lexicalName
			if top {
				s.names[n.Function.Name.Name] = variableName
			}
		}
	}
}

func (s *scope) bindings(list []*ast.Binding, d declaration) {
	for _, b := range list {
		s.target(b.Target, d)
	}
}

// target adds the names in a binding pattern.
func (s *scope) target(e ast.Expression, d declaration) {
	switch n := e.(type) {
	case *ast.Identifier:
		s.names[n.Name] = d
	case *ast.Binding:
		s.target(n.Target, d)
	case *ast.AssignExpression: // with a default value
		s.target(n.Left, d)
	case *ast.ArrayPattern:
		for _, e := range n.Elements {
			s.target(e, d)
		}
		s.target(n.Rest, d)
	case *ast.ObjectPattern:
		for _, p := range n.Properties {
			switch p := p.(type) {
			case *ast.PropertyShort:
				s.names[p.Name.Name] = d
			case *ast.PropertyKeyed:
				s.target(p.Value, d)
			}
		}
		s.target(n.Rest, d)
	case *ast.SpreadElement:
		s.target(n.Expression, d)
	}
}
