package script

import (
	"errors"
	"strings"

	"github.com/dop251/goja/ast"

	"github.com/tcpsrv-host/tcpsrv-host/host/script/regexp"
)

// OursPattern begins the pattern of a regular expression that is not for the
// engine to match; it matches nothing. Behind it stand the flags that the engine
// does not know.
const OursPattern = "[]tcpsrvHost:"

// SplitFlags divides flags into those that the engine does not know and those
// that it does.
func SplitFlags(flags string) (added, known string) {
	var a, k strings.Builder
	for _, c := range flags {
		if c == 'd' || c == 'v' {
			a.WriteRune(c)
		} else {
			k.WriteRune(c)
		}
	}
	return a.String(), k.String()
}

// RegExpMessage is what V8 says of a regular expression that it refuses.
func RegExpMessage(source, flags string, err error) string {
	if errors.Is(err, regexp.ErrFlags) {
		return "Invalid flags supplied to RegExp constructor '" + flags + "'"
	}
	return "Invalid regular expression: /" + source + "/" + flags + ": " + err.Error()
}

// regexp deals with a regular expression literal.
func (a *analysis) regexp(n *ast.RegExpLiteral) {
	start := offset(n.Idx)
	replacement, message := regexpLiteral(n.Pattern, n.Flags)
	switch {
	case message != "" && a.fault == nil:
		a.fault = &moduleFault{start, message}
	case replacement != "":
		// The parser's Literal may go too far.
		a.edit(start, start+len(n.Pattern)+len(n.Flags)+len("//"), replacement)
	}
}

// regexpLiteral gives what stands for a literal that the engine cannot match,
// or why it is none.
func regexpLiteral(pattern, flags string) (replacement, message string) {
	f, err := regexp.ParseFlags(flags)
	if err != nil {
		return "", "Invalid regular expression flags"
	}
	r, err := regexp.Compile([]rune(pattern), f)
	if err != nil {
		return "", RegExpMessage(pattern, flags, err)
	}
	if r.Special == "" {
		return "", ""
	}
	added, known := SplitFlags(flags)
	return RegExp + "(/" + OursPattern + added + "/" + known + "," + quote(pattern) + ")", ""
}

// isRegExp is whether an expression is the name of the constructor.
func isRegExp(e ast.Expression) bool {
	id, ok := e.(*ast.Identifier)
	return ok && id.Name == "RegExp"
}

// isWellKnownSymbol is whether an expression is like Symbol.species.
func isWellKnownSymbol(e ast.Expression) bool {
	dot, ok := e.(*ast.DotExpression)
	if !ok {
		return false
	}
	id, ok := dot.Left.(*ast.Identifier)
	return ok && id.Name == "Symbol"
}

// isMatchStatic is whether a property of the constructor tells of the last
// match: $1 to $9, $_, and those in words.
func isMatchStatic(name string) bool {
	return strings.HasPrefix(name, "$") || name == "input" || strings.HasPrefix(name, "last") || name == "leftContext" || name == "rightContext"
}

// rememberMatches has the script begin with a call of MatchStatics. For the
// engine, remembering is far slower than not, so it is done for scripts that ask.
func (a *analysis) rememberMatches(tree *ast.Program) {
	call := MatchStatics + "();"
	if all := directives(tree.Body); len(all) > 0 {
		a.insert(offset(all[len(all)-1].Idx1()), ";"+call)
		return
	}
	at := 0
	if strings.HasPrefix(a.text, "#!") {
		at = strings.IndexAny(a.text, "\r\n\u2028\u2029") + 1
	}
	a.insert(at, call)
}
