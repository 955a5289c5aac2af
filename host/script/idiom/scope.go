package idiom

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
)

// scope is what one function, block or head of a loop declares.
type scope struct {
	outer *scope
	names map[string]*declaration
	// function is whether a function begins here, which may run at any time.
	function bool
	// unclear is where names may mean what the tree does not show: the body of
	// a `with`, and a function that calls eval.
	unclear bool
	// jumped is whether the declarations may be jumped over: in a switch.
	jumped bool
}

// declaration is a name in a scope.
type declaration struct {
	at       file.Idx // of a lexical declaration, which must run before the name is used
	lexical  bool
	constant bool
}

// binding is what a name means at some place.
type binding struct {
	global   bool // no function declares it
	declared bool // but the script does, as a variable
	constant bool
	// unsure is a lexical declaration that perhaps did not run yet.
	unsure bool
}

func (s *scope) declare(name string, d declaration) {
	if s.names == nil {
		s.names = map[string]*declaration{}
	}
	s.names[name] = &d
}

// lookup resolves a name that is used at a place. It gives false where the
// tree does not tell.
func (s *scope) lookup(name string, at file.Idx) (binding, bool) {
	crossed := false
	for ; s != nil; s = s.outer {
		if d := s.names[name]; d != nil {
			return binding{
				global:   s.outer == nil,
				declared: true,
				constant: d.constant,
				unsure:   d.lexical && (crossed || s.jumped || d.at >= at),
			}, true
		}
		if s.unclear {
			return binding{}, false
		}
		crossed = crossed || s.function
	}
	return binding{global: true}, true
}

// declareTarget declares the names of a pattern.
func (s *scope) declareTarget(target ast.Expression, d declaration) {
	switch t := target.(type) {
	case *ast.Identifier:
		d.at = t.Idx
		s.declare(t.Name.String(), d)
	case *ast.Binding:
		s.declareTarget(t.Target, d)
	case *ast.AssignExpression: // a default
		s.declareTarget(t.Left, d)
	case *ast.SpreadElement:
		s.declareTarget(t.Expression, d)
	case *ast.ArrayPattern:
		for _, e := range t.Elements {
			s.declareTarget(e, d)
		}
		s.declareTarget(t.Rest, d)
	case *ast.ObjectPattern:
		for _, p := range t.Properties {
			switch p := p.(type) {
			case *ast.PropertyShort:
				d.at = p.Name.Idx
				s.declare(p.Name.Name.String(), d)
			case *ast.PropertyKeyed:
				s.declareTarget(p.Value, d)
			}
		}
		s.declareTarget(t.Rest, d)
	}
}

func (s *scope) declareLexical(decl *ast.LexicalDeclaration) {
	for _, b := range decl.List {
		s.declareTarget(b.Target, declaration{lexical: true, constant: decl.Token == token.CONST})
	}
}

// declareVars declares what `var` declares in a function.
func (s *scope) declareVars(list []*ast.VariableDeclaration) {
	for _, v := range list {
		for _, b := range v.List {
			s.declareTarget(b.Target, declaration{})
		}
	}
}

// declareBlock declares what the statements of a block declare in it.
func (s *scope) declareBlock(list []ast.Statement) {
	for _, statement := range list {
		switch d := statement.(type) {
		case *ast.LexicalDeclaration:
			s.declareLexical(d)
		case *ast.FunctionDeclaration:
			s.declare(d.Function.Name.Name.String(), declaration{})
		case *ast.ClassDeclaration:
			s.declare(d.Class.Name.Name.String(), declaration{lexical: true, at: d.Class.Class})
		}
	}
}
