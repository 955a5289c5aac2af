package script

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
)

// The tree has some hundred types of nodes. It is walked by their fields, for
// which there is one plan for each type.

type fieldKind uint8

const (
	childField fieldKind = iota // a pointer or an interface to a node
	childrenField
	structField // a node in a node
	nameField   // an identifier that is no reference to a variable
	indexField  // a place in the text
	sourceField // the text of a function
)

type field struct {
	index int
	kind  fieldKind
}

var (
	plans     sync.Map // reflect.Type to []field
	nodeType  = reflect.TypeFor[ast.Node]()
	indexType = reflect.TypeFor[file.Idx]()
)

// nameFields hold identifiers that are the names of properties and labels.
var nameFields = map[reflect.Type]map[string]bool{
	reflect.TypeFor[ast.DotExpression]():        {"Identifier": true},
	reflect.TypeFor[ast.PrivateDotExpression](): {"Identifier": true},
	reflect.TypeFor[ast.PrivateIdentifier]():    {"Identifier": true},
	reflect.TypeFor[ast.BranchStatement]():      {"Label": true},
	reflect.TypeFor[ast.LabelledStatement]():    {"Label": true},
	reflect.TypeFor[ast.MetaProperty]():         {"Meta": true, "Property": true},
	reflect.TypeFor[ast.FunctionLiteral]():      {"Name": true},
	reflect.TypeFor[ast.ClassLiteral]():         {"Name": true},
}

func planOf(t reflect.Type) []field {
	if p, ok := plans.Load(t); ok {
		return p.([]field)
	}
	var plan []field
	for i := range t.NumField() {
		f := t.Field(i)
		switch {
		case f.Name == "DeclarationList": // repeats nodes of the body
		case f.Type == indexType:
			plan = append(plan, field{i, indexField})
		case f.Name == "Source" && f.Type.Kind() == reflect.String:
			plan = append(plan, field{i, sourceField})
		case nameFields[t][f.Name]:
			plan = append(plan, field{i, nameField})
		case f.Type.Kind() == reflect.Slice && isNode(f.Type.Elem()):
			plan = append(plan, field{i, childrenField})
		case isNode(f.Type):
			plan = append(plan, field{i, childField})
		case f.Type.Kind() == reflect.Struct && isNode(reflect.PointerTo(f.Type)):
			plan = append(plan, field{i, structField})
		}
	}
	plans.Store(t, plan)
	return plan
}

// isNode reports whether the type is a pointer or an interface to nodes.
func isNode(t reflect.Type) bool {
	return (t.Kind() == reflect.Interface || t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct) && t.Implements(nodeType)
}

// children calls f with the place of each child of a node, a struct. The places
// can be set.
func children(node reflect.Value, f func(slot reflect.Value)) {
	for _, p := range planOf(node.Type()) {
		v := node.Field(p.index)
		switch p.kind {
		case childField:
			if !v.IsNil() {
				f(v)
			}
		case childrenField:
			for i := range v.Len() {
				if e := v.Index(i); !e.IsNil() {
					f(e)
				}
			}
		case structField:
			f(v.Addr())
		}
	}
}

// structOf gives the struct of the node in a slot.
func structOf(slot reflect.Value) reflect.Value {
	if slot.Kind() == reflect.Interface {
		slot = slot.Elem()
	}
	return slot.Elem()
}

// relocate gives a tree the places and the texts of the author.
func relocate(tree *ast.Program, s *source) {
	r := &relocation{source: s, text: tree.File.Source()}
	var visit func(slot reflect.Value)
	visit = func(slot reflect.Value) {
		node := structOf(slot)
		r.node(node)
		children(node, visit)
	}
	children(reflect.ValueOf(tree).Elem(), visit)
	tree.File = file.NewFile(s.name, s.author, 1)
}

type relocation struct {
	*source
	text string // of which the texts in the tree are parts
}

func (r *relocation) node(node reflect.Value) {
	for _, p := range planOf(node.Type()) {
		v := node.Field(p.index)
		switch p.kind {
		case indexField:
			if i := v.Int(); i != 0 {
				v.SetInt(int64(r.place(int(i)-1) + 1))
			}
		case nameField:
			if v.Kind() != reflect.Pointer {
				r.node(v)
			} else if !v.IsNil() {
				r.node(v.Elem())
			}
		case sourceField:
			v.SetString(r.functionText(v.String()))
		}
	}
}

// functionText gives the author's text of a function, for toString.
func (r *relocation) functionText(text string) string {
	if text == "" {
		return ""
	}
	start := int(uintptr(unsafe.Pointer(unsafe.StringData(text))) - uintptr(unsafe.Pointer(unsafe.StringData(r.text))))
	from, to := r.place(start), r.place(start+len(text)-1)+1
	// Between mappings of esbuild there may be another place.
	if from < to && to <= len(r.author) && r.author[to-1] == text[len(text)-1] {
		return r.author[from:to]
	}
	return text
}
