package idiom

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// register gives the id of a candidate, false if it is none after all.
func (c *candidate) register() (id int, ok bool) {
	names := c.names
	if c.loop.Callback != nil {
		names = names[c.loop.Callback.Parameters:]
	}
	for _, name := range names {
		if name == nil {
			continue
		}
		if _, clear := c.scope.lookup(name.Name.String(), c.idx); !clear {
			return 0, false
		}
	}
	return register(c.loop)
}

// replace puts what stands for the loop where it was.
func (c *candidate) replace(id int) {
	at := c.idx
	arguments := []ast.Expression{number(id, at)}
	if c.loop.Callback != nil {
		arguments = append(arguments, name(Source, at))
	}
	taken := &ast.SequenceExpression{}
	for i, v := range c.loop.Variables {
		if c.loop.IsParameter(i) {
			continue
		}
		if v.Global == "" {
			arguments = append(arguments, c.argument(i))
		}
		if v.Written {
			taken.Sequence = append(taken.Sequence, &ast.AssignExpression{Operator: token.ASSIGN, Left: name(c.names[i].Name, at), Right: result(len(taken.Sequence), at)})
		}
	}
	taken.Sequence = append(taken.Sequence, result(len(taken.Sequence), at))
	done := &ast.BinaryExpression{Operator: token.LOGICAL_AND, Left: run(arguments, at), Right: taken}
	c.place.List = c.head(at)
	var test ast.Expression = done
	if c.unsure {
		// let done; try { done = Run(...) && ... } catch {}
		test = name(doneName, at)
		c.place.List = append(c.place.List,
			&ast.LexicalDeclaration{Idx: at, Token: token.LET, List: []*ast.Binding{{Target: name(doneName, at)}}},
			&ast.TryStatement{Try: at, Body: &ast.BlockStatement{LeftBrace: at, RightBrace: at, List: []ast.Statement{
				&ast.ExpressionStatement{Expression: &ast.AssignExpression{Operator: token.ASSIGN, Left: name(doneName, at), Right: done}},
			}}, Catch: &ast.CatchStatement{Catch: at, Body: &ast.BlockStatement{LeftBrace: at, RightBrace: at}}})
	}
	c.place.List = append(c.place.List, &ast.IfStatement{If: at, Test: &ast.UnaryExpression{Operator: token.NOT, Idx: at, Operand: test}, Consequent: c.statement})
}

// doneName is a variable around a loop that may use one before it is initialised.
const doneName = "tcpsrvHostLoopDone"

// argument makes what Run gets for a variable.
func (c *candidate) argument(i int) ast.Expression {
	if c.names[i] == nil {
		return &ast.ThisExpression{Idx: c.idx}
	}
	return name(c.names[i].Name, c.idx)
}

func name(s unistring.String, at file.Idx) *ast.Identifier { return &ast.Identifier{Name: s, Idx: at} }

// place is where the engine says that something is wrong with an expression.
func place(e ast.Expression) file.Idx {
	switch e := e.(type) {
	case *ast.DotExpression:
		return e.Identifier.Idx
	case *ast.BracketExpression:
		return e.LeftBracket
	case *ast.CallExpression:
		return e.LeftParenthesis
	}
	return e.Idx0()
}

func number(n int, at file.Idx) *ast.NumberLiteral {
	return &ast.NumberLiteral{Idx: at, Literal: "0", Value: int64(n)}
}

// result makes Results[i].
func result(i int, at file.Idx) ast.Expression {
	return &ast.BracketExpression{Left: name(Results, at), Member: number(i, at), LeftBracket: at, RightBracket: at}
}

// run makes Run(...).
func run(arguments []ast.Expression, at file.Idx) *ast.CallExpression {
	return &ast.CallExpression{Callee: name(Run, at), ArgumentList: arguments, LeftParenthesis: at, RightParenthesis: at}
}

// head takes out of the loop what is done before its first turn.
func (c *candidate) head(at file.Idx) []ast.Statement {
	if loop, ok := c.statement.(*ast.ForOfStatement); ok {
		source := &ast.AssignExpression{Operator: token.ASSIGN, Left: name(Source, at), Right: loop.Source}
		loop.Source = name(Source, place(loop.Source))
		return []ast.Statement{&ast.ExpressionStatement{Expression: source}}
	}
	loop, ok := c.statement.(*ast.ForStatement)
	if !ok || loop.Initializer == nil {
		return nil
	}
	init := loop.Initializer
	loop.Initializer = nil
	switch init := init.(type) {
	case *ast.ForLoopInitializerExpression:
		return []ast.Statement{&ast.ExpressionStatement{Expression: init.Expression}}
	case *ast.ForLoopInitializerVarDeclList:
		return []ast.Statement{&ast.VariableStatement{Var: init.Var, List: init.List}}
	case *ast.ForLoopInitializerLexicalDecl:
		return []ast.Statement{&init.LexicalDeclaration}
	}
	return nil
}
