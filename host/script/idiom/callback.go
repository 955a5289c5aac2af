package idiom

import (
	"slices"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// A callback of forEach, map, reduce or from is a loop, too: its body is done
// for each element. The call becomes
//
//	Value((Source = bytes, Run(id, Source, a)) ? (a = Results[0], Results[1]) : Source.forEach(function ...))
//
// where Results ends with what the method returns.

// Callback is what a loop is that was the callback of a method.
type Callback struct {
	// Method is forEach, map, reduce or from, "of" for the statement, or
	// "spread" for the elements as arguments of String.fromCharCode.
	Method string
	// Generic is whether it was called by way of Function.prototype.call.
	Generic bool
	// Parameters is how many of the variables, the first, are parameters.
	Parameters int

	result int // the slot of what it returns
}

// forOf recognises a statement that does something for each element, or gives
// nil.
func (w *walker) forOf(s *ast.ForOfStatement) *candidate {
	declaration, ok := s.Into.(*ast.ForDeclaration)
	if !ok {
		return nil
	}
	element, ok := declaration.Target.(*ast.Identifier)
	if !ok || mentions(s.Source, element.Name) {
		return nil
	}
	b := &builder{outer: w.scope, at: s.For, names: map[string]int{}, written: map[int]bool{}, nested: 1}
	b.callback = &Callback{Method: "of", Parameters: 1}
	b.push()
	b.names[element.Name.String()] = 0
	b.idents = append(b.idents, element)
	body := b.statement(s.Body)
	if b.failed || declaration.IsConst && b.written[0] {
		return nil
	}
	c := w.candidate(b, &node{op: "callback", text: "of", nodes: []*node{body}})
	if c != nil {
		c.statement = s
	}
	return c
}

// mentions is whether an expression uses a name, or is one of a kind that is
// not looked into.
func mentions(e ast.Expression, name unistring.String) bool {
	switch e := e.(type) {
	case *ast.Identifier:
		return e.Name == name
	case *ast.ThisExpression, *ast.StringLiteral, *ast.NumberLiteral:
		return false
	case *ast.DotExpression:
		return mentions(e.Left, name)
	case *ast.CallExpression:
		return mentions(e.Callee, name) || anyMentions(e.ArgumentList, name)
	case *ast.NewExpression:
		return mentions(e.Callee, name) || anyMentions(e.ArgumentList, name)
	}
	return true
}

func anyMentions(list []ast.Expression, name unistring.String) bool {
	return slices.ContainsFunc(list, func(e ast.Expression) bool { return mentions(e, name) })
}

// IsParameter is whether a variable is a parameter of a callback.
func (l *Loop) IsParameter(i int) bool { return l.Callback != nil && i < l.Callback.Parameters }

// callbackAt is where the methods take their callback.
var callbackAt = map[string]int{"forEach": 0, "map": 0, "reduce": 0, "from": 1}

// callback recognises a callback among the arguments of a call, and gives nil
// if there is none.
func (w *walker) callback(call *ast.CallExpression) *candidate {
	callee, ok := call.Callee.(*ast.DotExpression)
	if !ok || w.chains > 0 {
		return nil
	}
	if c := w.spread(call, callee); c != nil {
		return c
	}
	m := methodCall{call: call, name: callee.Identifier.Name.String(), source: &callee.Left}
	at, known := callbackAt[m.name]
	switch holder := callee.Left.(type) {
	case *ast.SuperExpression:
		return nil
	case *ast.DotExpression:
		if m.name == "call" && len(call.ArgumentList) > 0 { // Array.prototype.map.call(bytes, ...)
			m.name = holder.Identifier.Name.String()
			if at, known = callbackAt[m.name]; m.name == "from" {
				return nil
			}
			m.source = &call.ArgumentList[0]
			at++
			m.generic = true
		}
	}
	if m.name == "from" {
		if !w.isGlobal(callee.Left, "Array") {
			return nil
		}
		m.source = &call.ArgumentList[0]
	}
	if !known || at >= len(call.ArgumentList) {
		return nil
	}
	if m.name == "reduce" {
		if len(call.ArgumentList) != at+2 {
			return nil
		}
		m.initial = call.ArgumentList[at+1]
		switch m.initial.(type) {
		case *ast.NumberLiteral, *ast.StringLiteral:
		default:
			return nil // it is looked at twice
		}
	}
	f := call.ArgumentList[at]
	b := &builder{outer: w.scope, at: f.Idx0(), names: map[string]int{}, written: map[int]bool{}}
	b.callback = &Callback{Method: m.name, Generic: m.generic}
	b.push()
	body := b.function(f)
	if b.failed {
		return nil
	}
	c := w.candidate(b, body)
	if c == nil || c.unsure {
		return nil
	}
	c.method = &m
	return c
}

// spread recognises String.fromCharCode(...bytes), for which the engine makes
// an iterator, or gives nil. The bytes are then evaluated before the function.
func (w *walker) spread(call *ast.CallExpression, callee *ast.DotExpression) *candidate {
	if callee.Identifier.Name != "fromCharCode" || len(call.ArgumentList) != 1 || !w.isGlobal(callee.Left, "String") {
		return nil
	}
	argument, ok := call.ArgumentList[0].(*ast.SpreadElement)
	if !ok {
		return nil
	}
	b := &builder{outer: w.scope, at: argument.Expression.Idx0(), callback: &Callback{Method: "spread"}}
	c := w.candidate(b, &node{op: "callback", text: "spread", nodes: []*node{{op: "block"}}})
	c.method = &methodCall{call: call, name: "spread", source: &argument.Expression}
	return c
}

// methodCall is a call of a method with a callback.
type methodCall struct {
	call    *ast.CallExpression
	name    string
	source  *ast.Expression // what the method goes over
	generic bool            // by call
	initial ast.Expression  // of reduce
}

// isGlobal is whether an expression names a global that no script declares.
func (w *walker) isGlobal(e ast.Expression, name string) bool {
	b := &builder{outer: w.scope, at: e.Idx0()}
	i, ok := e.(*ast.Identifier)
	return ok && b.isBuiltin(i, i.Name) && i.Name.String() == name
}

// function makes (callback body) of a function.
func (b *builder) function(f ast.Expression) *node {
	var parameters *ast.ParameterList
	var vars []*ast.VariableDeclaration
	var body []ast.Statement
	switch f := f.(type) {
	case *ast.FunctionLiteral:
		if f.Async || f.Generator || f.Name != nil {
			return b.no()
		}
		parameters, vars, body = f.ParameterList, f.DeclarationList, f.Body.List
	case *ast.ArrowFunctionLiteral:
		if f.Async {
			return b.no()
		}
		parameters, vars = f.ParameterList, f.DeclarationList
		switch f := f.Body.(type) {
		case *ast.BlockStatement:
			body = f.List
		case *ast.ExpressionBody:
			body = []ast.Statement{&ast.ReturnStatement{Argument: f.Expression}}
		}
	default:
		return b.no()
	}
	if parameters.Rest != nil {
		return b.no()
	}
	for i, p := range parameters.List {
		name, ok := p.Target.(*ast.Identifier)
		if !ok || p.Initializer != nil || b.isParameter(name) {
			return b.no()
		}
		b.names[name.Name.String()] = i
		b.idents = append(b.idents, name)
	}
	b.callback.Parameters = len(b.idents)
	for _, v := range vars {
		for _, binding := range v.List {
			name, ok := binding.Target.(*ast.Identifier)
			if !ok || b.isParameter(name) {
				return b.no()
			}
			if !b.isLocal(name.Name.String()) {
				b.declare(name.Name.String())
			}
		}
	}
	switch {
	case b.callback.Method != "reduce":
		b.callback.result = b.declare(" result")
	case b.callback.Parameters < 2:
		return b.no()
	}
	n := &node{op: "block"}
	for _, s := range body {
		n.nodes = append(n.nodes, b.statement(s))
	}
	if b.callback.Method != "forEach" && !n.abrupt() {
		return b.no() // it may return undefined
	}
	return &node{op: "callback", text: b.callback.Method, number: float64(b.callback.Parameters), nodes: []*node{n}}
}

func (b *builder) isParameter(name *ast.Identifier) bool {
	_, ok := b.names[name.Name.String()]
	return ok
}

// returned makes (return value).
func (b *builder) returned(value ast.Expression) *node {
	if b.callback.Method == "forEach" {
		if value == nil {
			return &node{op: "return", nodes: []*node{{op: "block"}}}
		}
		return &node{op: "return", nodes: []*node{b.effect(value)}}
	}
	if value == nil {
		return b.no()
	}
	slot := b.callback.result
	b.written[slot] = true
	return &node{op: "return", nodes: []*node{{op: "set", slot: slot, nodes: []*node{b.expression(value)}}}}
}

// replaceCall changes the call into one that tries to run the callback.
func (c *candidate) replaceCall(id int) {
	at, m := c.idx, c.method
	original := *m.call
	arguments := []ast.Expression{number(id, at), name(Source, at)}
	if m.initial != nil {
		initial := m.initial
		switch literal := m.initial.(type) { // a node stands in one place
		case *ast.NumberLiteral:
			same := *literal
			initial = &same
		case *ast.StringLiteral:
			same := *literal
			initial = &same
		}
		arguments = append(arguments, initial)
	}
	taken := &ast.SequenceExpression{}
	for i, v := range c.loop.Variables[c.loop.Callback.Parameters:] {
		i += c.loop.Callback.Parameters
		if v.Global == "" {
			arguments = append(arguments, c.argument(i))
		}
		if v.Written {
			taken.Sequence = append(taken.Sequence, &ast.AssignExpression{Operator: token.ASSIGN, Left: name(c.names[i].Name, at), Right: result(len(taken.Sequence), at)})
		}
	}
	taken.Sequence = append(taken.Sequence, result(len(taken.Sequence), at))
	source := &ast.AssignExpression{Operator: token.ASSIGN, Left: name(Source, at), Right: *m.source}
	*m.source = name(Source, place(*m.source))
	m.call.Callee = name(Value, at)
	m.call.ArgumentList = []ast.Expression{&ast.ConditionalExpression{
		Test:       &ast.SequenceExpression{Sequence: []ast.Expression{source, run(arguments, at)}},
		Consequent: taken,
		Alternate:  &original,
	}}
}

// Each does a callback for n elements. prepare sets the parameters before
// each. If any cannot be done, none is, and Each gives false.
func (k *Kernel) Each(n int, prepare func(i int), done func(i int)) (ok bool) {
	f := &k.frame
	f.fuel = fuel
	clear(f.set)
	k.save()
	defer func() {
		if r := recover(); r != nil {
			if _, is := r.(bail); !is {
				panic(r)
			}
			k.restore()
			ok = false
		}
	}()
	for i := range n {
		prepare(i)
		if k.step(f) == leaveLoop {
			break
		}
		done(i)
	}
	return true
}

// Result is the place of what a callback returns, for the getters of k.
func (k *Kernel) Result() (slot int, t Type) { return k.result, k.types[k.result] }
