package idiom

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// register gives the id of a candidate, false if it is none after all.
func (c *candidate) register() (id int, ok bool) {
	for _, name := range c.names {
		if _, clear := c.scope.lookup(name.Name.String(), c.statement.Idx0()); !clear {
			return 0, false
		}
	}
	return register(c.loop)
}

// replace puts what stands for the loop where it was.
func (c *candidate) replace(id int) {
	at := c.statement.Idx0()
	name := func(s unistring.String) *ast.Identifier { return &ast.Identifier{Name: s, Idx: at} }
	number := func(n int) *ast.NumberLiteral { return &ast.NumberLiteral{Idx: at, Literal: "0", Value: int64(n)} }
	result := func(i int) ast.Expression {
		return &ast.BracketExpression{Left: name(Results), Member: number(i), LeftBracket: at, RightBracket: at}
	}

	run := &ast.CallExpression{Callee: name(Run), ArgumentList: []ast.Expression{number(id)}, LeftParenthesis: at, RightParenthesis: at}
	taken := &ast.SequenceExpression{}
	for i, v := range c.loop.Variables {
		if v.Global == "" {
			run.ArgumentList = append(run.ArgumentList, name(c.names[i].Name))
		}
		if v.Written {
			taken.Sequence = append(taken.Sequence, &ast.AssignExpression{Operator: token.ASSIGN, Left: name(c.names[i].Name), Right: result(len(taken.Sequence))})
		}
	}
	taken.Sequence = append(taken.Sequence, result(len(taken.Sequence)))
	done := &ast.BinaryExpression{Operator: token.LOGICAL_AND, Left: run, Right: taken}
	c.place.List = c.head(at)
	var test ast.Expression = done
	if c.unsure {
		// let done; try { done = Run(...) && ... } catch {}
		test = name(doneName)
		c.place.List = append(c.place.List,
			&ast.LexicalDeclaration{Idx: at, Token: token.LET, List: []*ast.Binding{{Target: name(doneName)}}},
			&ast.TryStatement{Try: at, Body: &ast.BlockStatement{LeftBrace: at, RightBrace: at, List: []ast.Statement{
				&ast.ExpressionStatement{Expression: &ast.AssignExpression{Operator: token.ASSIGN, Left: name(doneName), Right: done}},
			}}, Catch: &ast.CatchStatement{Catch: at, Body: &ast.BlockStatement{LeftBrace: at, RightBrace: at}}})
	}
	c.place.List = append(c.place.List, &ast.IfStatement{If: at, Test: &ast.UnaryExpression{Operator: token.NOT, Idx: at, Operand: test}, Consequent: c.statement})
}

// doneName is a variable around a loop that may use one before it is initialised.
const doneName = "tcpsrvHostLoopDone"

// head takes the initializer out of the loop.
func (c *candidate) head(at file.Idx) []ast.Statement {
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
