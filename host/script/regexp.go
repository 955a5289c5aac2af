package script

import "github.com/dop251/goja/ast"

func (a *analysis) regexp(n *ast.RegExpLiteral) {}
