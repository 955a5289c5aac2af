package script

import (
	"reflect"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
)

// lower changes the tree of a script where the engine would miscompile it. The
// places of all nodes stay.
//
// The engine looks for the binding of `arguments` when it meets the name, and
// does it wrongly when it meets it first inside an arrow function: the program
// then reads another variable, or the compiler breaks. So a function whose
// arrows use its `arguments` gets a statement that mentions it, first of all.
func lower(tree *ast.Program, text string) {
	if strings.Contains(text, "=>") && strings.Contains(text, "arguments") {
		for _, s := range tree.Body {
			argumentsInArrows(reflect.ValueOf(s), nil)
		}
	}
}

// enclosing is what stands around a node: the innermost function that is no
// arrow, and whether there is an arrow between.
type enclosing struct {
	function *ast.FunctionLiteral
	inArrow  bool
	mended   bool
}

// argumentsInArrows walks the tree by reflection: a walk by node type would
// have to know some hundred of them, and scripts that need one are few.
func argumentsInArrows(v reflect.Value, around *enclosing) {
	switch v.Kind() {
	case reflect.Interface:
		argumentsInArrows(v.Elem(), around)
	case reflect.Pointer:
		if v.IsNil() || v.Type() == fileType {
			return
		}
		switch node := v.Interface().(type) {
		case *ast.FunctionLiteral:
			around = &enclosing{function: node}
		case *ast.ArrowFunctionLiteral:
			if around != nil && !around.inArrow {
				inner := *around
				inner.inArrow = true
				walkMembers(v.Elem(), &inner)
				around.mended = around.mended || inner.mended
				return
			}
		case *ast.Identifier:
			if node.Name == "arguments" && around != nil && around.inArrow && !around.mended {
				around.mended = true
				mention(around.function)
			}
			return
		}
		argumentsInArrows(v.Elem(), around)
	case reflect.Struct:
		walkMembers(v, around)
	case reflect.Slice:
		for i := range v.Len() {
			argumentsInArrows(v.Index(i), around)
		}
	}
}

var fileType = reflect.TypeFor[*file.File]()

func walkMembers(v reflect.Value, around *enclosing) {
	if v.Kind() != reflect.Struct {
		return
	}
	for i := range v.NumField() {
		// DeclarationList repeats nodes of the body.
		if f := v.Type().Field(i); f.IsExported() && f.Name != "DeclarationList" {
			argumentsInArrows(v.Field(i), around)
		}
	}
}

// mention puts the statement `arguments` behind the directives of a function.
func mention(f *ast.FunctionLiteral) {
	at := 0
	for at < len(f.Body.List) {
		s, ok := f.Body.List[at].(*ast.ExpressionStatement)
		if !ok {
			break
		}
		if _, directive := s.Expression.(*ast.StringLiteral); !directive {
			break
		}
		at++
	}
	statement := &ast.ExpressionStatement{Expression: &ast.Identifier{Name: "arguments", Idx: f.Body.LeftBrace}}
	list := make([]ast.Statement, 0, len(f.Body.List)+1)
	list = append(append(append(list, f.Body.List[:at]...), statement), f.Body.List[at:]...)
	f.Body.List = list
}
