package idiom

import (
	"github.com/dop251/goja/ast"
)

// walker goes over a tree and replaces loops. It knows what each name means
// where it is.
type walker struct {
	scope     *scope
	found     []*candidate
	functions int // how many were met
	chains    int // how many ?. are around
}

// within runs f in a new scope.
func (w *walker) within(s scope, f func()) {
	s.outer = w.scope
	w.scope = &s
	f()
	w.scope = s.outer
}

func (w *walker) program(p *ast.Program) {
	w.within(scope{}, func() {
		w.scope.declareVars(p.DeclarationList)
		w.scope.declareBlock(p.Body)
		w.statements(p.Body)
	})
}

// statements replaces the loops of a list in place.
func (w *walker) statements(list []ast.Statement) {
	for i := range list {
		list[i] = w.statement(list[i])
	}
}

func (w *walker) block(b *ast.BlockStatement) {
	if b == nil {
		return
	}
	w.within(scope{}, func() {
		w.scope.declareBlock(b.List)
		w.statements(b.List)
	})
}

// statement gives what a statement becomes.
func (w *walker) statement(s ast.Statement) ast.Statement {
	switch s := s.(type) {
	case *ast.BlockStatement:
		w.block(s)
	case *ast.ExpressionStatement:
		w.expression(s.Expression)
	case *ast.VariableStatement:
		w.bindings(s.List)
	case *ast.LexicalDeclaration:
		w.bindings(s.List)
	case *ast.FunctionDeclaration:
		w.function(s.Function)
	case *ast.ClassDeclaration:
		w.class(s.Class)
	case *ast.IfStatement:
		w.expression(s.Test)
		s.Consequent = w.statement(s.Consequent)
		if s.Alternate != nil {
			s.Alternate = w.statement(s.Alternate)
		}
	case *ast.ReturnStatement:
		w.expression(s.Argument)
	case *ast.ThrowStatement:
		w.expression(s.Argument)
	case *ast.TryStatement:
		w.block(s.Body)
		if c := s.Catch; c != nil {
			w.within(scope{}, func() {
				w.scope.declareTarget(c.Parameter, declaration{})
				w.expression(c.Parameter)
				w.block(c.Body)
			})
		}
		w.block(s.Finally)
	case *ast.SwitchStatement:
		w.expression(s.Discriminant)
		w.within(scope{jumped: true}, func() {
			for _, c := range s.Body {
				w.scope.declareBlock(c.Consequent)
			}
			for _, c := range s.Body {
				w.expression(c.Test)
				w.statements(c.Consequent)
			}
		})
	case *ast.WithStatement:
		w.expression(s.Object)
		w.within(scope{unclear: true}, func() { s.Body = w.statement(s.Body) })
	case *ast.LabelledStatement:
		// The label stays where it is, before a loop.
		switch body := s.Statement.(type) {
		case *ast.ForStatement, *ast.WhileStatement, *ast.DoWhileStatement, *ast.ForInStatement, *ast.ForOfStatement:
			w.loopParts(body)
		default:
			s.Statement = w.statement(body)
		}
	case *ast.ForStatement, *ast.WhileStatement, *ast.DoWhileStatement, *ast.ForInStatement, *ast.ForOfStatement:
		return w.loop(s)
	}
	return s
}

// loop gives what a loop becomes. What is in it is changed too: it runs when
// the whole cannot.
func (w *walker) loop(s ast.Statement) ast.Statement {
	var found *candidate
	w.within(scope{}, func() {
		if s, ok := s.(*ast.ForStatement); ok {
			if init, ok := s.Initializer.(*ast.ForLoopInitializerLexicalDecl); ok {
				w.scope.declareLexical(&init.LexicalDeclaration)
				for _, d := range w.scope.names {
					d.at = 0 // it comes first
				}
			}
		}
		if of, ok := s.(*ast.ForOfStatement); ok {
			found = w.forOf(of)
		} else {
			found = w.recognise(s)
		}
	})
	functions := w.functions
	w.loopParts(s)
	// A function could see that the loop has no new variables in each turn.
	if found == nil || w.functions != functions {
		return s
	}
	found.place = &ast.BlockStatement{LeftBrace: s.Idx0(), List: []ast.Statement{s}, RightBrace: s.Idx0()}
	w.found = append(w.found, found)
	return found.place
}

func (w *walker) loopParts(s ast.Statement) {
	switch s := s.(type) {
	case *ast.ForStatement:
		w.within(scope{}, func() {
			switch init := s.Initializer.(type) {
			case *ast.ForLoopInitializerExpression:
				w.expression(init.Expression)
			case *ast.ForLoopInitializerVarDeclList:
				w.bindings(init.List)
			case *ast.ForLoopInitializerLexicalDecl:
				w.scope.declareLexical(&init.LexicalDeclaration)
				w.bindings(init.LexicalDeclaration.List)
			}
			w.expression(s.Test)
			w.expression(s.Update)
			s.Body = w.statement(s.Body)
		})
	case *ast.WhileStatement:
		w.expression(s.Test)
		s.Body = w.statement(s.Body)
	case *ast.DoWhileStatement:
		s.Body = w.statement(s.Body)
		w.expression(s.Test)
	case *ast.ForInStatement:
		w.forInto(s.Into, s.Source, &s.Body)
	case *ast.ForOfStatement:
		w.forInto(s.Into, s.Source, &s.Body)
	}
}

func (w *walker) forInto(into ast.ForInto, source ast.Expression, body *ast.Statement) {
	w.within(scope{}, func() {
		switch into := into.(type) {
		case *ast.ForDeclaration:
			w.scope.declareTarget(into.Target, declaration{lexical: true, constant: into.IsConst})
			w.expression(into.Target)
		case *ast.ForIntoVar:
			w.expression(into.Binding)
		case *ast.ForIntoExpression:
			w.expression(into.Expression)
		}
		w.expression(source)
		*body = w.statement(*body)
	})
}

func (w *walker) bindings(list []*ast.Binding) {
	for _, b := range list {
		w.expression(b)
	}
}

func (w *walker) function(f *ast.FunctionLiteral) {
	w.callable(f.Name, f.ParameterList, f.DeclarationList, func() {
		w.scope.declare("arguments", declaration{})
		w.scope.declareBlock(f.Body.List)
		w.statements(f.Body.List)
	})
}

// callable walks what is called in a scope of its own.
func (w *walker) callable(name *ast.Identifier, parameters *ast.ParameterList, vars []*ast.VariableDeclaration, body func()) {
	w.functions++
	w.within(scope{function: true}, func() {
		if name != nil {
			w.scope.declare(name.Name.String(), declaration{constant: true})
		}
		w.scope.declareVars(vars)
		if parameters != nil {
			for _, p := range parameters.List {
				w.scope.declareTarget(p, declaration{})
			}
			w.scope.declareTarget(parameters.Rest, declaration{})
			w.bindings(parameters.List)
			w.expression(parameters.Rest)
		}
		body()
	})
}

func (w *walker) class(c *ast.ClassLiteral) {
	w.functions++
	w.within(scope{}, func() {
		if c.Name != nil {
			w.scope.declare(c.Name.Name.String(), declaration{lexical: true, constant: true, at: c.Class})
		}
		w.expression(c.SuperClass)
		for _, e := range c.Body {
			switch e := e.(type) {
			case *ast.FieldDefinition:
				w.expression(e.Key)
				w.within(scope{function: true}, func() { w.expression(e.Initializer) })
			case *ast.MethodDefinition:
				w.expression(e.Key)
				w.function(e.Body)
			case *ast.ClassStaticBlock:
				w.callable(nil, nil, e.DeclarationList, func() { w.block(e.Block) })
			}
		}
	})
}

func (w *walker) expressions(list []ast.Expression) {
	for _, e := range list {
		w.expression(e)
	}
}

// expression looks for functions, in which there are statements.
func (w *walker) expression(e ast.Expression) {
	switch e := e.(type) {
	case *ast.FunctionLiteral:
		w.function(e)
	case *ast.ArrowFunctionLiteral:
		w.callable(nil, e.ParameterList, e.DeclarationList, func() {
			switch body := e.Body.(type) {
			case *ast.BlockStatement:
				w.scope.declareBlock(body.List)
				w.statements(body.List)
			case *ast.ExpressionBody:
				w.expression(body.Expression)
			}
		})
	case *ast.ClassLiteral:
		w.class(e)
	case *ast.CallExpression:
		if found := w.callback(e); found != nil {
			w.found = append(w.found, found)
		}
		if callee, ok := e.Callee.(*ast.Identifier); ok && callee.Name == "eval" {
			w.evalIsCalled()
		}
		w.expression(e.Callee)
		w.expressions(e.ArgumentList)
	case *ast.NewExpression:
		w.expression(e.Callee)
		w.expressions(e.ArgumentList)
	case *ast.AssignExpression:
		w.expression(e.Left)
		w.expression(e.Right)
	case *ast.BinaryExpression:
		w.expression(e.Left)
		w.expression(e.Right)
	case *ast.BracketExpression:
		w.expression(e.Left)
		w.expression(e.Member)
	case *ast.ConditionalExpression:
		w.expression(e.Test)
		w.expression(e.Consequent)
		w.expression(e.Alternate)
	case *ast.DotExpression:
		w.expression(e.Left)
	case *ast.PrivateDotExpression:
		w.expression(e.Left)
	case *ast.OptionalChain:
		w.chains++
		w.expression(e.Expression)
		w.chains--
	case *ast.Optional:
		w.expression(e.Expression)
	case *ast.ArrayLiteral:
		w.expressions(e.Value)
	case *ast.ObjectLiteral:
		for _, p := range e.Value {
			w.expression(p)
		}
	case *ast.PropertyKeyed:
		w.expression(e.Key)
		w.expression(e.Value)
	case *ast.PropertyShort:
		w.expression(e.Initializer)
	case *ast.SpreadElement:
		w.expression(e.Expression)
	case *ast.SequenceExpression:
		w.expressions(e.Sequence)
	case *ast.TemplateLiteral:
		w.expression(e.Tag)
		w.expressions(e.Expressions)
	case *ast.UnaryExpression:
		w.expression(e.Operand)
	case *ast.YieldExpression:
		w.expression(e.Argument)
	case *ast.AwaitExpression:
		w.expression(e.Argument)
	case *ast.Binding:
		w.expression(e.Target)
		w.expression(e.Initializer)
	case *ast.ArrayPattern:
		w.expressions(e.Elements)
		w.expression(e.Rest)
	case *ast.ObjectPattern:
		for _, p := range e.Properties {
			w.expression(p)
		}
		w.expression(e.Rest)
	}
}

// evalIsCalled marks the function around: evaluated text may declare variables
// in it, also for a loop that was met already.
func (w *walker) evalIsCalled() {
	s := w.scope
	for s.outer != nil && !s.function {
		s = s.outer
	}
	s.unclear = true
}
