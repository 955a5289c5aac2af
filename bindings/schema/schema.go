// Package schema holds the chrome.* API as data: what stands in the IDL files
// is the only place where a signature is written down. Namespace objects,
// argument matching, conversions and error sentences are all made from it.
package schema

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Kind is what a [Type] is.
type Kind uint8

// The kinds of type that the IDL can name.
const (
	Any        Kind = iota
	Object          // any object that is not a function and not an array
	Boolean         // IDL boolean
	Integer         // IDL long: a number with an int32 value
	Number          // IDL double
	String          // IDL DOMString
	Binary          // IDL ArrayBuffer: an ArrayBuffer or a view on one
	Array           // IDL T[]
	Dictionary      // a named set of members
	Enum            // a string out of a list
	Choice          // IDL (A or B)
	Instance        // an object of a platform class, [instanceOf=Entry]
	Callable        // IDL function
)

// Type is the type of a parameter, a member or a result.
type Type struct {
	Kind    Kind
	Name    string   // Dictionary, Enum: the full name; Instance: the class
	Members []Member // Dictionary: in IDL order
	Values  []string // Enum: in IDL order
	Elem    *Type    // Array: the type of the items
	Choices []*Type  // Choice
	// MaxLength is how many UTF-16 units a String may have; 0 for any (IDL: maxLength).
	MaxLength int
	// Minimum is the least value of an Integer; nil for any (IDL: minimum).
	Minimum *int
	// Inline is whether a Dictionary is declared where it is used, in Chromium:
	// error texts call it an object (IDL: inline).
	Inline bool
}

// Member is a dictionary member or a parameter.
type Member struct {
	Name     string
	Type     *Type
	Optional bool
}

// Function is a method of a namespace.
type Function struct {
	Namespace string
	Name      string
	Params    []Member // without the callback
	Returns   *Type    // what the call itself returns; nil for nothing
	Callback  *Callback
	Headless  string // what it answers instead of acting; "" if it works (IDL: headless)
}

// Callback describes how a function answers later.
type Callback struct {
	Params []Member
	// Optional is whether the IDL lets the callback be left out.
	Optional bool
	// Promise is whether the call returns a promise when it is left out. Those
	// that can fail with a result code do not (IDL: doesNotSupportPromises).
	Promise bool
}

// Required is whether a call without a callback matches no signature.
func (c *Callback) Required() bool { return !c.Optional && !c.Promise }

// Event is an event of a namespace.
type Event struct {
	Namespace string
	Name      string
	Params    []Member
	Headless  string // why it never comes; "" if it does (IDL: headless)
}

// Namespace is one chrome.* namespace, all lists in IDL order.
type Namespace struct {
	Name      string // without "chrome."
	Functions []*Function
	Events    []*Event
	Enums     []*Type
	types     map[string]*Type
}

// Function finds a function by name; nil if there is none.
func (n *Namespace) Function(name string) *Function {
	for _, f := range n.Functions {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Event finds an event by name; nil if there is none.
func (n *Namespace) Event(name string) *Event {
	for _, e := range n.Events {
		if e.Name == name {
			return e
		}
	}
	return nil
}

//go:embed idl/*.idl
var files embed.FS

// Get gives the namespace of that name, parsed from the embedded IDL when it
// is first asked for. It panics if there is none: names come from code.
func Get(namespace string) *Namespace {
	loaded.Lock()
	defer loaded.Unlock()
	if n, ok := loaded.byName[namespace]; ok {
		return n
	}
	name := "idl/" + strings.ReplaceAll(strings.ToLower(namespace), ".", "_") + ".idl"
	text, err := files.ReadFile(name)
	if err != nil {
		panic(fmt.Sprintf("schema: no IDL for %s: %v", namespace, err))
	}
	n, err := Parse(name, string(text))
	if err != nil {
		panic(err)
	}
	if n.Name != namespace {
		panic(fmt.Sprintf("schema: %s declares %s", name, n.Name))
	}
	loaded.byName[namespace] = n
	return n
}

var loaded = struct {
	sync.Mutex
	byName map[string]*Namespace
}{byName: map[string]*Namespace{}}

// Names lists all namespaces that have an IDL file, sorted.
func Names() []string {
	entries, err := files.ReadDir("idl")
	if err != nil {
		panic(err)
	}
	var names []string
	for _, e := range entries {
		text, err := files.ReadFile("idl/" + e.Name())
		if err != nil {
			panic(err)
		}
		n, err := Parse(e.Name(), string(text))
		if err != nil {
			panic(err)
		}
		names = append(names, n.Name)
	}
	slices.Sort(names)
	return names
}

// String writes the type as Chrome's error texts do.
func (t *Type) String() string {
	switch t.Kind {
	case Any:
		return "any"
	case Object:
		return "object"
	case Dictionary:
		if t.Inline {
			return "object"
		}
	case Boolean:
		return "boolean"
	case Integer:
		return "integer"
	case Number:
		return "number"
	case String:
		return "string"
	case Binary:
		return "binary"
	case Array:
		return "array"
	case Callable:
		return "function"
	case Choice:
		names := make([]string, len(t.Choices))
		for i, c := range t.Choices {
			names[i] = c.String()
		}
		return "[" + strings.Join(names, "|") + "]"
	}
	return t.Name
}

// Signature writes the parameters as Chrome's error texts do:
// "integer socketId, optional function callback".
func (f *Function) Signature() string {
	parts := make([]string, 0, len(f.Params)+1)
	for _, p := range f.Params {
		parts = append(parts, optionalWord(p.Optional)+p.Type.String()+" "+p.Name)
	}
	if f.Callback != nil {
		parts = append(parts, optionalWord(!f.Callback.Required())+"function callback")
	}
	return strings.Join(parts, ", ")
}

func optionalWord(optional bool) string {
	if optional {
		return "optional "
	}
	return ""
}
