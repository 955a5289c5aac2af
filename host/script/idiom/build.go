package idiom

import (
	"slices"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// candidate is a loop of a script that can be replaced.
type candidate struct {
	loop      *Loop
	idx       file.Idx
	statement ast.Statement // the loop, or
	method    *methodCall   // a call with a callback
	scope     *scope
	names     []*ast.Identifier   // of the variables, nil for this
	unsure    bool                // whether reading one can throw a ReferenceError
	place     *ast.BlockStatement // what stands in its place
}

// builder makes the nodes of a loop from its tree.
type builder struct {
	outer   *scope
	at      file.Idx
	inner   []map[string]int  // the names that the loop declares, by block
	names   map[string]int    // the variables of its surroundings
	idents  []*ast.Identifier // nil for this
	paths   map[int][]string
	written map[int]bool
	locals  int
	failed  bool
	useful  bool // whether there is anything that is slow in the engine
	// callback is nil for a loop.
	callback *Callback
	nested   int // in how many loops of a callback
}

// firstLocal is the number of the first slot for what the loop declares while
// it is not known how many variables there are.
const firstLocal = 1000

// recognise makes a loop of a statement, or nil.
func (w *walker) recognise(s ast.Statement) *candidate {
	b := &builder{outer: w.scope, at: s.Idx0(), names: map[string]int{}, written: map[int]bool{}}
	body := b.loop(s, true)
	if b.failed || !b.useful {
		return nil
	}
	c := w.candidate(b, body)
	if c != nil {
		c.statement = s
	}
	return c
}

// candidate finds out what the variables are that a loop uses, and gives nil
// if it cannot use one.
func (w *walker) candidate(b *builder, body *node) *candidate {
	c := &candidate{idx: b.at, scope: w.scope, names: b.idents}
	c.loop = &Loop{Callback: b.callback, body: body, slots: len(b.idents) + b.locals}
	for i, ident := range b.idents {
		v := Variable{Written: b.written[i], Path: b.paths[i]}
		if b.callback != nil && i < b.callback.Parameters {
			c.loop.Variables = append(c.loop.Variables, v)
			continue
		}
		if ident == nil {
			// In a constructor, before super, there is no this.
			c.unsure = true
			c.loop.Variables = append(c.loop.Variables, v)
			continue
		}
		if root, used := b.names[ident.Name.String()]; v.Path != nil && used && b.written[root] {
			return nil // it is another object in each turn
		}
		resolved, ok := w.scope.lookup(ident.Name.String(), b.at)
		if !ok || v.Written && resolved.constant {
			return nil
		}
		c.unsure = c.unsure || resolved.unsure && !resolved.global
		if resolved.global {
			v.Global = ident.Name.String()
			v.Declared = v.Written && resolved.declared
		}
		c.loop.Variables = append(c.loop.Variables, v)
	}
	body.walk(func(n *node) {
		if n.slot >= firstLocal {
			n.slot += len(b.idents) - firstLocal
		}
	})
	if b.callback != nil && b.callback.result >= firstLocal {
		b.callback.result += len(b.idents) - firstLocal
	}
	return c
}

func (b *builder) no() *node {
	b.failed = true
	return &node{op: "failed"}
}

func (b *builder) push() { b.inner = append(b.inner, map[string]int{}) }
func (b *builder) pop()  { b.inner = b.inner[:len(b.inner)-1] }

// declare makes a slot for a variable that belongs to the loop.
func (b *builder) declare(name string) int {
	slot := firstLocal + b.locals
	b.locals++
	b.inner[len(b.inner)-1][name] = slot
	return slot
}

func (b *builder) isLocal(name string) bool {
	for _, names := range b.inner {
		if _, ok := names[name]; ok {
			return true
		}
	}
	return false
}

func (b *builder) slot(i *ast.Identifier) int {
	name := i.Name.String()
	if name == "arguments" {
		b.failed = true
	}
	for k := len(b.inner) - 1; k >= 0; k-- {
		if slot, ok := b.inner[k][name]; ok {
			return slot
		}
	}
	slot, ok := b.names[name]
	if !ok {
		slot = len(b.idents)
		b.names[name] = slot
		b.idents = append(b.idents, i)
	}
	return slot
}

// maxPath is how many properties a path may have.
const maxPath = 3

// path makes a variable of a.b.c or this.a: nothing that a loop may do changes
// the property.
func (b *builder) path(e *ast.DotExpression) *node {
	var path []string
	var at ast.Expression = e
	for {
		dot, ok := at.(*ast.DotExpression)
		if !ok {
			break
		}
		path = append(path, dot.Identifier.Name.String())
		at = dot.Left
	}
	slices.Reverse(path)
	var root *ast.Identifier
	key := "this"
	switch at := at.(type) {
	case *ast.ThisExpression:
		if b.callback != nil && b.callback.Method != "of" {
			return b.no() // a function may have its own
		}
	case *ast.Identifier:
		key, root = at.Name.String(), at
		if b.isLocal(key) || b.callback != nil && b.isParameter(at) || key == "arguments" {
			return b.no()
		}
	default:
		return b.no()
	}
	if len(path) > maxPath {
		return b.no()
	}
	key += " " + strings.Join(path, " ") // no name
	slot, ok := b.names[key]
	if !ok {
		slot = len(b.idents)
		b.names[key] = slot
		b.idents = append(b.idents, root)
		if b.paths == nil {
			b.paths = map[int][]string{}
		}
		b.paths[slot] = path
	}
	return &node{op: "var", slot: slot}
}

// isBuiltin is whether a name means a global that the language has.
func (b *builder) isBuiltin(e ast.Expression, name unistring.String) bool {
	i, ok := e.(*ast.Identifier)
	if !ok || i.Name != name || b.isLocal(name.String()) || b.callback != nil && b.isParameter(i) {
		return false
	}
	resolved, ok := b.outer.lookup(name.String(), b.at)
	return ok && resolved.global && !resolved.declared
}

// loop makes
//
//	(for init test update body)
//	(dowhile test body)
//
// The head of an outermost loop stays in the script.
func (b *builder) loop(s ast.Statement, outermost bool) *node {
	switch s := s.(type) {
	case *ast.ForStatement:
		b.push()
		defer b.pop()
		n := &node{op: "for", nodes: make([]*node, 4)}
		if !outermost {
			switch init := s.Initializer.(type) {
			case *ast.ForLoopInitializerExpression:
				n.nodes[0] = b.effect(init.Expression)
			case *ast.ForLoopInitializerVarDeclList:
				n.nodes[0] = b.declaration(init.List, false)
			case *ast.ForLoopInitializerLexicalDecl:
				n.nodes[0] = b.declaration(init.LexicalDeclaration.List, true)
			}
		}
		if s.Test != nil {
			n.nodes[1] = b.expression(s.Test)
		}
		if s.Update != nil {
			n.nodes[2] = b.effect(s.Update)
		}
		n.nodes[3] = b.statement(s.Body)
		return n
	case *ast.WhileStatement:
		return &node{op: "for", nodes: []*node{nil, b.expression(s.Test), nil, b.statement(s.Body)}}
	case *ast.DoWhileStatement:
		body := b.statement(s.Body)
		return &node{op: "dowhile", nodes: []*node{b.expression(s.Test), body}}
	}
	return b.no()
}

// declaration makes a block of (set $) and (declare $), the latter for a
// lexical declaration without a value.
func (b *builder) declaration(list []*ast.Binding, lexical bool) *node {
	n := &node{op: "block"}
	for _, binding := range list {
		name, ok := binding.Target.(*ast.Identifier)
		if !ok {
			return b.no()
		}
		var value *node
		if binding.Initializer != nil {
			value = b.expression(binding.Initializer)
		}
		var slot int
		switch {
		case lexical:
			slot = b.declare(name.Name.String())
		case b.callback == nil && b.isLocal(name.Name.String()):
			return b.no()
		default:
			slot = b.slot(name)
		}
		switch {
		case value != nil:
			b.written[slot] = true
			n.nodes = append(n.nodes, &node{op: "set", slot: slot, nodes: []*node{value}})
		case lexical:
			n.nodes = append(n.nodes, &node{op: "declare", slot: slot})
		}
	}
	return n
}

func (b *builder) statement(s ast.Statement) *node {
	switch s := s.(type) {
	case *ast.BlockStatement:
		b.push()
		defer b.pop()
		n := &node{op: "block"}
		for _, sub := range s.List {
			n.nodes = append(n.nodes, b.statement(sub))
		}
		return n
	case *ast.EmptyStatement:
		return &node{op: "block"}
	case *ast.ExpressionStatement:
		return b.effect(s.Expression)
	case *ast.VariableStatement:
		return b.declaration(s.List, false)
	case *ast.LexicalDeclaration:
		return b.declaration(s.List, true)
	case *ast.IfStatement:
		n := &node{op: "if", nodes: []*node{b.expression(s.Test), b.statement(s.Consequent), nil}}
		if s.Alternate != nil {
			n.nodes[2] = b.statement(s.Alternate)
		}
		return n
	case *ast.BranchStatement:
		if s.Label != nil {
			return &node{op: "leave"}
		}
		return &node{op: s.Token.String()} // break, continue
	case *ast.ReturnStatement:
		if b.callback != nil && b.nested == 0 {
			return b.returned(s.Argument)
		}
		return &node{op: "leave"}
	case *ast.ThrowStatement:
		// The script does it itself, in a turn of its own.
		return &node{op: "leave"}
	case *ast.ForStatement, *ast.WhileStatement, *ast.DoWhileStatement:
		b.nested++
		defer func() { b.nested-- }()
		return b.loop(s, false)
	}
	return b.no()
}

// effect makes an expression whose value nobody uses.
func (b *builder) effect(e ast.Expression) *node {
	switch e := e.(type) {
	case *ast.UnaryExpression:
		if e.Operator == token.INCREMENT || e.Operator == token.DECREMENT {
			return b.increment(e, false)
		}
	case *ast.SequenceExpression:
		n := &node{op: "block"}
		for _, sub := range e.Sequence {
			n.nodes = append(n.nodes, b.effect(sub))
		}
		return n
	case *ast.CallExpression:
		return b.call(e)
	}
	return b.expression(e)
}

// operators are those that take two numbers, or strings as said in
// compile.go.
var operators = map[token.Token]bool{
	token.PLUS: true, token.MINUS: true, token.MULTIPLY: true, token.SLASH: true, token.REMAINDER: true,
	token.AND: true, token.OR: true, token.EXCLUSIVE_OR: true,
	token.SHIFT_LEFT: true, token.SHIFT_RIGHT: true, token.UNSIGNED_SHIFT_RIGHT: true,
	token.EQUAL: true, token.STRICT_EQUAL: true, token.NOT_EQUAL: true, token.STRICT_NOT_EQUAL: true,
	token.LESS: true, token.GREATER: true, token.LESS_OR_EQUAL: true, token.GREATER_OR_EQUAL: true,
	token.LOGICAL_AND: true, token.LOGICAL_OR: true,
}

func (b *builder) expression(e ast.Expression) *node {
	switch e := e.(type) {
	case *ast.NumberLiteral:
		switch v := e.Value.(type) {
		case int64:
			return &node{op: "number", number: float64(v)}
		case float64:
			return &node{op: "number", number: v}
		}
	case *ast.StringLiteral:
		return stringNode(e.Value)
	case *ast.BooleanLiteral:
		n := &node{op: "boolean"}
		if e.Value {
			n.number = 1
		}
		return n
	case *ast.Identifier:
		return &node{op: "var", slot: b.slot(e)}
	case *ast.UnaryExpression:
		switch e.Operator {
		case token.INCREMENT, token.DECREMENT:
			return b.increment(e, e.Postfix)
		case token.PLUS, token.MINUS, token.NOT, token.BITWISE_NOT:
			return &node{op: "unary" + e.Operator.String(), nodes: []*node{b.expression(e.Operand)}}
		}
	case *ast.BinaryExpression:
		if operators[e.Operator] {
			return &node{op: e.Operator.String(), nodes: []*node{b.expression(e.Left), b.expression(e.Right)}}
		}
	case *ast.ConditionalExpression:
		return &node{op: "?", nodes: []*node{b.expression(e.Test), b.expression(e.Consequent), b.expression(e.Alternate)}}
	case *ast.SequenceExpression:
		n := &node{op: ","}
		for _, sub := range e.Sequence {
			n.nodes = append(n.nodes, b.expression(sub))
		}
		return n
	case *ast.AssignExpression:
		return b.assignment(e)
	case *ast.BracketExpression:
		b.useful = true
		return &node{op: "load", nodes: []*node{b.expression(e.Left), b.expression(e.Member)}}
	case *ast.DotExpression:
		switch e.Identifier.Name {
		case "length", "byteLength":
			return &node{op: e.Identifier.Name.String(), nodes: []*node{b.expression(e.Left)}}
		}
		return b.path(e)
	case *ast.CallExpression:
		n := b.call(e)
		if n.changes() {
			return b.no() // its value is undefined
		}
		return n
	case *ast.TemplateLiteral:
		return b.template(e)
	}
	return b.no()
}

func stringNode(s unistring.String) *node {
	n := &node{op: "string"}
	if wide := s.AsUtf16(); wide != nil {
		n.units = wide[1:] // behind the mark that says so
		return n
	}
	for _, c := range []byte(s) {
		n.units = append(n.units, uint16(c))
	}
	return n
}

// template makes a chain of (+ a b) that starts with a string.
func (b *builder) template(e *ast.TemplateLiteral) *node {
	if e.Tag != nil {
		return b.no()
	}
	n := stringNode(e.Elements[0].Parsed)
	for i, sub := range e.Expressions {
		n = &node{op: "+", nodes: []*node{n, b.expression(sub)}}
		n = &node{op: "+", nodes: []*node{n, stringNode(e.Elements[i+1].Parsed)}}
	}
	return n
}

// increment makes (inc $ by) or (postinc $ by).
func (b *builder) increment(e *ast.UnaryExpression, old bool) *node {
	name, ok := e.Operand.(*ast.Identifier)
	if !ok {
		return b.no()
	}
	n := &node{op: "inc", slot: b.slot(name), number: 1}
	if old {
		n.op = "postinc"
	}
	if e.Operator == token.DECREMENT {
		n.number = -1
	}
	b.written[n.slot] = true
	return n
}

// assignment makes (set $ value) or (store view index value). The compound
// forms become simple ones.
func (b *builder) assignment(e *ast.AssignExpression) *node {
	compound := e.Operator != token.ASSIGN
	if compound && !operators[e.Operator] {
		return b.no()
	}
	switch left := e.Left.(type) {
	case *ast.Identifier:
		slot := b.slot(left)
		b.written[slot] = true
		value := b.expression(e.Right)
		if compound {
			value = &node{op: e.Operator.String(), nodes: []*node{{op: "var", slot: slot}, value}}
		}
		return &node{op: "set", slot: slot, nodes: []*node{value}}
	case *ast.BracketExpression:
		b.useful = true
		view, index := b.expression(left.Left), b.expression(left.Member)
		value := b.expression(e.Right)
		if compound {
			if !view.pure() || !index.pure() || !value.pure() {
				return b.no()
			}
			value = &node{op: e.Operator.String(), nodes: []*node{{op: "load", nodes: []*node{view, index}}, value}}
		}
		return &node{op: "store", nodes: []*node{view, index, value}}
	}
	return b.no()
}

// pure is whether a node changes nothing.
func (n *node) pure() bool {
	pure := true
	n.walk(func(n *node) {
		switch n.op {
		case "set", "inc", "postinc", "store":
			pure = false
		}
		pure = pure && !n.changes()
	})
	return pure
}

// changes is whether a node is a call of a method that changes its object.
func (n *node) changes() bool { return n.op == "call" && strings.HasPrefix(n.text, "set") }

// methods are those that a loop may call, with the number of arguments that
// they take at least and at most.
var methods = map[string][2]int{
	"charCodeAt": {0, 1}, "charAt": {0, 1}, "toString": {0, 1},
	"slice": {1, 2}, "substr": {1, 2}, "substring": {1, 2},
	"getUint8": {1, 1}, "getInt8": {1, 1}, "setUint8": {2, 2}, "setInt8": {2, 2},
	"getUint16": {1, 2}, "getInt16": {1, 2}, "getUint32": {1, 2}, "getInt32": {1, 2},
	"setUint16": {2, 3}, "setInt16": {2, 3}, "setUint32": {2, 3}, "setInt32": {2, 3},
}

// call makes (call name receiver argument...), without the receiver for a
// function of a global object.
func (b *builder) call(e *ast.CallExpression) *node {
	callee, ok := e.Callee.(*ast.DotExpression)
	if !ok {
		return b.no()
	}
	n := &node{op: "call", text: callee.Identifier.Name.String()}
	switch {
	case n.text == "fromCharCode" && b.isBuiltin(callee.Left, "String"):
		b.useful = true
	default:
		count, known := methods[n.text]
		if !known || len(e.ArgumentList) < count[0] || len(e.ArgumentList) > count[1] {
			return b.no()
		}
		b.useful = true
		n.nodes = append(n.nodes, b.expression(callee.Left))
	}
	for _, a := range e.ArgumentList {
		n.nodes = append(n.nodes, b.expression(a))
	}
	return n
}
