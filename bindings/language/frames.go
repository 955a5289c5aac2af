package language

import (
	"reflect"
	"sort"
	"strconv"
	"strings"
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
)

// description is a frame in V8's words: https://v8.dev/docs/stack-trace-api#appendix%3A-stack-trace-format
type description struct {
	function    string
	typeName    string // of the receiver, of a method
	method      string
	constructor bool
	place       file.Position
}

func (d description) String() string {
	name := d.function
	switch {
	case d.constructor:
		name = "new " + d.function
	case d.typeName != "" && d.function != "":
		name = d.typeName + "." + d.function
	}
	place := "<anonymous>"
	if d.place.Line > 0 {
		if d.place.Filename != "" {
			place = d.place.Filename
		}
		place += ":" + strconv.Itoa(d.place.Line) + ":" + strconv.Itoa(d.place.Column)
	}
	if name == "" {
		return place
	}
	return name + " (" + place + ")"
}

// FrameText is a frame as a line of a stack has it behind "at ".
func FrameText(f goja.StackFrame) string { return describe(&f).String() }

func describe(f *goja.StackFrame) description {
	d := description{function: f.FuncName(), place: f.Position()}
	if strings.HasPrefix(d.function, "<") {
		d.function = ""
	}
	s, ok := siteOf(f)
	if !ok {
		native(&d)
		return d
	}
	if s.offset < 0 {
		return d
	}
	d.place.Column += columnShift(s)
	if name, ok := namesOf(s.file).at(s.offset); ok {
		switch {
		case name.constructor:
			d.function, d.constructor, d.typeName = name.typeName, true, name.typeName
		case d.function != "" && name.typeName != "":
			d.typeName, d.method = name.typeName, d.function
		}
	}
	return d
}

// receivers are the classes whose built-in methods appear most in stacks: the engine does not keep the receiver.
var receivers = map[string]string{
	"forEach": "Array", "map": "Array", "filter": "Array", "reduce": "Array", "reduceRight": "Array", "some": "Array", "every": "Array",
	"find": "Array", "findIndex": "Array", "findLast": "Array", "findLastIndex": "Array", "flatMap": "Array", "sort": "Array", "from": "Array",
	"push": "Array", "parse": "JSON", "stringify": "JSON", "replace": "String", "replaceAll": "String", "repeat": "String",
	"normalize": "String", "defineProperty": "Object", "defineProperties": "Object", "fromEntries": "Object", "assign": "Object",
	"setPrototypeOf": "Object", "create": "Object", "keys": "Object", "construct": "Reflect", "apply": "Reflect", "next": "Generator",
	"toISOString": "Date", "toFixed": "Number", "toPrecision": "Number", "toExponential": "Number",
}

// native completes the description of a frame of a native function.
func native(d *description) {
	switch d.function {
	case "Promise", "Map", "Set", "WeakMap", "WeakSet", "Proxy":
		d.constructor = true
	default:
		d.typeName = receivers[d.function]
	}
}

// columnShift is how far V8's place of what an instruction does stands behind the engine's: a call is where the name is
// that is called, not where its parenthesis is; an assignment is at its operator.
func columnShift(s site) int {
	text, at := s.file.Source(), s.offset
	if at >= len(text) {
		return 0
	}
	switch instruction := strings.TrimPrefix(s.instruction, "goja."); {
	case strings.HasPrefix(instruction, "call") && text[at] == '(':
		end := at
		for end > 0 && (text[end-1] == ' ' || text[end-1] == '\t') {
			end--
		}
		start := end
		for start > 0 && isWord(text[start-1]) {
			start--
		}
		if start < end {
			return start - at
		}
	case strings.HasPrefix(instruction, "getPropCallee"):
		if word := wordAt(text, at); strings.HasPrefix(text[at+len(word):], ".") {
			return len(word) + 1
		}
	case strings.HasPrefix(instruction, "setProp"):
		end := at + len(wordAt(text, at))
		for end < len(text) && text[end] == ' ' {
			end++
		}
		if end < len(text) && text[end] == '=' {
			return end - at
		}
	}
	return 0
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c >= 0x80
}

// functionNames are the methods and constructors of a file, by where they end.
type functionNames []functionName

type functionName struct {
	start, end  int
	typeName    string // the class, or Object
	constructor bool
}

// at gives the innermost function around an offset.
func (n functionNames) at(offset int) (best functionName, ok bool) {
	i := sort.Search(len(n), func(i int) bool { return n[i].start > offset })
	for i--; i >= 0; i-- {
		if n[i].end > offset {
			return n[i], true
		}
	}
	return functionName{}, false
}

// maxNamed is how long a file may be for its functions to be named: it is parsed once more, when the first stack is made.
const maxNamed = 1 << 20

var fileNames sync.Map // *file.File -> functionNames

func namesOf(f *file.File) functionNames {
	if names, ok := fileNames.Load(f); ok {
		return names.(functionNames)
	}
	var names functionNames
	if text := f.Source(); len(text) <= maxNamed {
		if tree, err := parser.ParseFile(nil, "", text, 0, parser.WithDisableSourceMaps); err == nil {
			w := &nameWalker{}
			w.walk(reflect.ValueOf(tree.Body), "")
			names = w.names
			sort.SliceStable(names, func(i, j int) bool { return names[i].start < names[j].start })
		}
	}
	fileNames.Store(f, names)
	return names
}

type nameWalker struct{ names functionNames }

func (w *nameWalker) add(f *ast.FunctionLiteral, typeName string, constructor bool) {
	w.names = append(w.names, functionName{int(f.Idx0()) - 1, int(f.Idx1()) - 1, typeName, constructor})
}

// walk names all functions in a part of the tree. The hint is the name that a class without one gets.
func (w *nameWalker) walk(v reflect.Value, hint string) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			w.walk(v.Elem(), hint)
		}
	case reflect.Pointer:
		if v.IsNil() || v.Type() == reflect.TypeFor[*file.File]() {
			return
		}
		switch n := v.Interface().(type) {
		case *ast.ClassLiteral:
			w.class(n, hint)
			return
		case *ast.ObjectLiteral:
			for _, p := range n.Value {
				if keyed, ok := p.(*ast.PropertyKeyed); ok {
					switch f := keyed.Value.(type) {
					case *ast.FunctionLiteral:
						w.add(f, "Object", false)
						w.members(reflect.ValueOf(f).Elem(), "")
						continue
					case *ast.ArrowFunctionLiteral:
						w.names = append(w.names, functionName{int(f.Idx0()) - 1, int(f.Idx1()) - 1, "Object", false})
						w.members(reflect.ValueOf(f).Elem(), "")
						continue
					}
				}
				w.walk(reflect.ValueOf(p), "")
			}
			return
		case *ast.Binding:
			if id, ok := n.Target.(*ast.Identifier); ok {
				w.walk(reflect.ValueOf(&n.Initializer).Elem(), id.Name.String())
				return
			}
		case *ast.AssignExpression:
			if f, ok := n.Right.(*ast.FunctionLiteral); ok {
				w.add(f, prototypeOwner(n.Left), false)
				w.members(reflect.ValueOf(f).Elem(), "")
				return
			}
		case *ast.FunctionLiteral:
			w.add(n, "", false)
		case *ast.ArrowFunctionLiteral:
			w.names = append(w.names, functionName{int(n.Idx0()) - 1, int(n.Idx1()) - 1, "", false})
		}
		w.members(v.Elem(), "")
	case reflect.Struct:
		w.members(v, "")
	case reflect.Slice:
		for i := range v.Len() {
			w.walk(v.Index(i), "")
		}
	}
}

func (w *nameWalker) members(v reflect.Value, hint string) {
	if v.Kind() != reflect.Struct {
		return
	}
	for i := range v.NumField() {
		// DeclarationList repeats nodes of the body.
		if f := v.Type().Field(i); f.IsExported() && f.Name != "DeclarationList" {
			w.walk(v.Field(i), hint)
		}
	}
}

func (w *nameWalker) class(n *ast.ClassLiteral, hint string) {
	name := hint
	if n.Name != nil {
		name = n.Name.Name.String()
	}
	if name == "" {
		name = "<anonymous>"
	}
	w.walk(reflect.ValueOf(&n.SuperClass).Elem(), "")
	for _, element := range n.Body {
		method, ok := element.(*ast.MethodDefinition)
		if !ok {
			w.walk(reflect.ValueOf(element), "")
			continue
		}
		key, _ := method.Key.(*ast.StringLiteral)
		w.add(method.Body, name, key != nil && key.Value == "constructor" && !method.Static && !method.Computed)
		w.members(reflect.ValueOf(method.Body).Elem(), "")
	}
}

// prototypeOwner gives A for A.prototype.f, and else what V8 calls an object without a class.
func prototypeOwner(left ast.Expression) string {
	dot, ok := left.(*ast.DotExpression)
	if !ok {
		return ""
	}
	if inner, ok := dot.Left.(*ast.DotExpression); ok && inner.Identifier.Name == "prototype" {
		switch owner := inner.Left.(type) {
		case *ast.Identifier:
			return owner.Name.String()
		case *ast.DotExpression:
			return owner.Identifier.Name.String()
		}
	}
	return "Object"
}
