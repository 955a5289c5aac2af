package language

import (
	"strings"

	"github.com/dop251/goja"
)

// translate gives the message of an error in V8's words. The engine's have less in them: what is missing is on its stack,
// or in the text of the program where the error happened.
func (e *errors) translate(class, message string, frames []goja.StackFrame) string {
	if same, ok := constantMessages[message]; ok {
		return same
	}
	if rest, ok := strings.CutSuffix(message, " [object Object]"); ok && (strings.HasPrefix(rest, "Cannot delete property '") || strings.HasPrefix(rest, "Method ")) {
		return rest + " #<Object>"
	}
	if len(frames) == 0 || class != "SyntaxError" && !concerns(message) {
		return message
	}
	t := &translation{errors: e, message: message, machine: machineOf(e.vm)}
	var inProgram bool
	t.site, inProgram = siteOf(&frames[0])
	if !inProgram {
		if class == "SyntaxError" && frames[0].FuncName() == "parse" {
			return jsonMessage(t.machine.argument(0).String())
		}
		return t.native(frames[0].FuncName())
	}
	if t.site.offset >= 0 && t.site.offset <= len(t.site.file.Source()) {
		t.text = t.site.file.Source()
	}
	return t.program()
}

// constantMessages are those whose words alone differ.
var constantMessages = map[string]string{
	"Illegal generator state":                                      "Generator is already running",
	"No initial value":                                             "Reduce of empty array with no initial value",
	"Malformed URI":                                                "URI malformed",
	"Promise self-resolution":                                      "Chaining cycle detected for promise #<Promise>",
	"Constructor Promise requires 'new'":                           "Promise constructor cannot be invoked without 'new'",
	"toFixed() precision must be between 0 and 100":                "toFixed() digits argument must be between 0 and 100",
	"toPrecision() precision must be between 1 and 100":            "toPrecision() argument must be between 1 and 100",
	"The normalization form should be one of NFC, NFD, NFKC, NFKD": "The normalization form should be one of NFC, NFD, NFKC, NFKD.",
	"Must call super constructor in derived class before returning from derived constructor": "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
}

// prefixes are how the engine's messages begin that say too little.
var prefixes = []string{
	"Cannot read property '", "Value is not", "Object has no member '", "object is not iterable", "Cannot convert undefined or null",
	"Class constructor cannot", "Cannot access a variable", "Expecting a function in instanceof", "Could not convert &", "Class extends value is not",
	"Cannot assign to read only property '", "Invalid count value", "Invalid index ", "Start offset of ", "Cannot convert ",
	"Converting circular structure", "The comparison function must be", "Index ",
	"Constructor TypedArray requires", "Proxy already revoked", "Not a function: ", "Receiver is not an object: ",
}

func concerns(message string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(message, prefix) {
			return true
		}
	}
	return strings.HasSuffix(message, " is not a function")
}

type translation struct {
	*errors
	message string
	machine machine
	site    site
	text    string // of the program
}

// rest is what stands behind a prefix of the message, without the quote at its end.
func (t *translation) rest(prefix string) (string, bool) {
	rest, ok := strings.CutPrefix(t.message, prefix)
	return rest, ok
}

// program translates an error that an instruction of a program threw.
func (t *translation) program() string {
	instruction := strings.TrimPrefix(strings.TrimPrefix(t.site.instruction, "*"), "goja.")
	switch {
	case instruction == "_new" || instruction == "_newVariadic":
		return t.constructed()
	case strings.HasPrefix(t.message, "Cannot read property '"):
		name, _, _ := cutLast(t.message[len("Cannot read property '"):], "' of undefined")
		value := t.machine.operand(1)
		if strings.Contains(instruction, "Elem") {
			value = t.machine.operand(2)
			name = t.key(t.machine.operand(1), name)
		}
		return "Cannot read properties of " + nullish(value) + " (reading '" + name + "')"
	case t.message == "Cannot convert undefined or null to object", t.message == "object is not iterable":
		return t.noObject(instruction)
	case t.message == "Value is not object coercible":
		return t.destructured()
	case t.message == "Cannot access a variable before initialization":
		if name := wordAt(t.text, t.site.offset); name != "" {
			return "Cannot access '" + name + "' before initialization"
		}
	case t.message == "Class constructor cannot be invoked without 'new'":
		if name := t.calleeName(); name != "" {
			return "Class constructor " + name + " cannot be invoked without 'new'"
		}
	case strings.HasPrefix(t.message, "Expecting a function in instanceof"):
		if _, ok := t.machine.operand(1).(*goja.Object); ok {
			return "Right-hand side of 'instanceof' is not callable"
		}
		return "Right-hand side of 'instanceof' is not an object"
	case strings.HasPrefix(t.message, "Could not convert &"):
		return "Cannot convert object to primitive value"
	case strings.HasPrefix(t.message, "Class extends value is not"):
		if v := t.machine.operand(1); v != nil {
			return "Class extends value " + t.kind(v) + " is not a constructor or null"
		}
	case strings.HasPrefix(t.message, "Cannot assign to read only property '"):
		return t.readOnly(instruction)
	case strings.HasPrefix(t.message, "Receiver is not an object: "):
		if v := t.machine.operand(2); v != nil {
			if text := t.callable(v); strings.Contains(text, " ") {
				kind, value, _ := strings.Cut(text, " ")
				return "Cannot create property '" + wordAt(t.text, t.site.offset) + "' on " + kind + " '" + strings.Trim(value, `"`) + "'"
			}
		}
	case strings.HasPrefix(t.message, "Value is not"), strings.HasPrefix(t.message, "Object has no member '"), strings.HasPrefix(t.message, "Not a function: "):
		if strings.HasPrefix(instruction, "call") || strings.HasPrefix(instruction, "_call") {
			return t.callee() + " is not a function"
		}
		if strings.HasPrefix(instruction, "_op_instanceof") {
			return "Right-hand side of 'instanceof' is not an object"
		}
		if strings.HasPrefix(instruction, "_op_in") {
			return "Cannot use 'in' operator to search for '" + t.key(t.machine.operand(2), "") + "' in " + t.kind(t.machine.operand(1))
		}
		if strings.HasPrefix(instruction, "iter") || strings.HasPrefix(instruction, "_iter") {
			return "Iterator result " + strings.TrimPrefix(t.message, "Value is not an object: ") + " is not an object"
		}
	}
	return t.message
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func nullish(v goja.Value) string {
	if v != nil && goja.IsNull(v) {
		return "null"
	}
	return "undefined"
}

func (t *translation) key(v goja.Value, otherwise string) string {
	switch v := v.(type) {
	case *goja.Symbol:
		return "Symbol(" + v.String() + ")"
	case nil, *goja.Object:
		return otherwise
	default:
		return v.String()
	}
}

// kind is V8's text for a value without side effects.
func (t *translation) kind(v goja.Value) string {
	if v == nil {
		return "undefined"
	}
	f, _ := goja.AssertFunction(t.helpers().Get("kind").(*goja.Object).Get("text"))
	text, err := f(goja.Undefined(), v)
	if err != nil {
		return "#<Object>"
	}
	return text.String()
}

// callable is V8's text for a value that is no function.
func (t *translation) callable(v goja.Value) string {
	f, _ := goja.AssertFunction(t.helpers().Get("callable").(*goja.Object).Get("text"))
	text, err := f(goja.Undefined(), v)
	if err != nil {
		return "object"
	}
	return text.String()
}

// noObject is for undefined or null, or what is not iterable, where something else must be.
func (t *translation) noObject(instruction string) string {
	switch {
	case strings.HasPrefix(instruction, "setProp"), strings.HasPrefix(instruction, "_setElem"), strings.HasPrefix(instruction, "setElem"),
		strings.HasPrefix(instruction, "_putValue") && strings.Contains(t.message, "convert"):
		name := wordAt(t.text, t.site.offset)
		value := t.machine.operand(2)
		if strings.Contains(instruction, "Elem") {
			name, value = t.key(t.machine.operand(2), ""), t.machine.operand(3)
		}
		return "Cannot set properties of " + nullish(value) + " (setting '" + name + "')"
	case strings.Contains(instruction, "pread"):
		text := expressionAround(t.text, t.site.offset)
		if instruction == "_pushSpread" && text != "" && strings.HasPrefix(t.message, "Cannot convert") {
			return text + " is not iterable (cannot read property undefined)"
		}
		if instruction == "_pushSpread" {
			return "Spread syntax requires ...iterable[Symbol.iterator] to be a function"
		}
		return t.notIterable(text)
	case strings.HasPrefix(instruction, "_iterate"), strings.HasPrefix(instruction, "iterate"):
		at := t.site.offset
		if wordAt(t.text, at) == "for" { // a loop may have its own place
			if of := strings.Index(t.text[at:], " of "); of >= 0 {
				at += of + len(" of ")
			}
		}
		return t.notIterable(expressionAround(t.text, at))
	case strings.HasPrefix(instruction, "_yield"), strings.HasPrefix(instruction, "yield"), strings.HasPrefix(instruction, "_delegate"):
		return t.callable(t.machine.operand(1)) + " is not iterable (cannot read property Symbol(Symbol.iterator))"
	}
	return t.message
}

func (t *translation) notIterable(text string) string {
	if text == "" {
		v := t.machine.operand(1)
		if v == nil {
			return t.message
		}
		return t.callable(v) + " is not iterable (cannot read property Symbol(Symbol.iterator))"
	}
	return text + " is not iterable"
}

// destructured is for undefined or null where a pattern takes an object apart.
func (t *translation) destructured() string {
	value := nullish(t.machine.operand(1))
	source := expressionAround(t.text, t.site.offset)
	if source == "" || source == "(intermediate value)" || source == "{}" {
		source = value
	}
	pattern := patternBefore(t.text, chainStart(t.text, t.site.offset))
	if pattern == "" {
		return "Cannot destructure '" + source + "' as it is " + value + "."
	}
	return "Cannot destructure property '" + pattern + "' of '" + source + "' as it is " + value + "."
}

// readOnly is for an assignment in strict code to a property that cannot be written.
func (t *translation) readOnly(instruction string) string {
	name := strings.TrimSuffix(t.message[len("Cannot assign to read only property '"):], "'")
	if strings.Contains(name, "'") {
		return t.message
	}
	value := t.machine.operand(2)
	if strings.Contains(instruction, "Elem") {
		value = t.machine.operand(3)
	}
	o, ok := value.(*goja.Object)
	if !ok {
		return t.message
	}
	for holder := o; holder != nil; holder = holder.Prototype() {
		d := t.describe(holder, name)
		if d == nil {
			continue
		}
		if d.Get("set") != nil {
			return "Cannot set property " + name + " of " + t.kind(o) + " which has only a getter"
		}
		break
	}
	return t.message + " of object '" + t.kind(o) + "'"
}

// describe is Object.getOwnPropertyDescriptor.
func (t *translation) describe(o *goja.Object, name string) *goja.Object {
	f, _ := goja.AssertFunction(t.object("Object").Get("getOwnPropertyDescriptor"))
	v, err := f(goja.Undefined(), o, t.vm.ToValue(name))
	if err != nil {
		return nil
	}
	d, _ := v.(*goja.Object)
	return d
}

// constructed is for new of what is no constructor, and for built-in constructors that refuse their arguments: these run
// without a frame of their own.
func (t *translation) constructed() string {
	callee := t.machine.operand(t.site.count + 1)
	if _, ok := goja.AssertConstructor(callee); !ok || callee == nil {
		text := ""
		if t.site.offset >= 0 && strings.HasPrefix(t.text[t.site.offset:], "new") {
			at := t.site.offset + len("new")
			for at < len(t.text) && (t.text[at] == ' ' || t.text[at] == '\n' || t.text[at] == '\t') {
				at++
			}
			text = expressionAt(t.text, at)
		}
		if text == "" {
			text = "(intermediate value)"
		}
		return text + " is not a constructor"
	}
	name := callee.(*goja.Object).Get("name").String()
	first := t.machine.operand(t.site.count)
	if t.site.count == 0 {
		first = goja.Undefined()
	}
	value, isNoObject := t.rest("Value is not an object: ")
	index, isIndex := t.rest("Invalid index ")
	switch {
	case name == "Promise" && strings.HasPrefix(t.message, "Value is not"):
		return "Promise resolver " + t.kind(first) + " is not a function"
	case name == "WeakSet" && isNoObject:
		return "Invalid value used in weak set"
	case (name == "Map" || name == "WeakMap") && isNoObject:
		return "Iterator value " + value + " is not an entry object"
	case t.message == "object is not iterable" || t.message == "Cannot convert undefined or null to object":
		return t.callable(first) + " is not iterable (cannot read property Symbol(Symbol.iterator))"
	case isIndex && strings.HasSuffix(name, "Array"):
		return "Invalid typed array length: " + index
	case strings.HasPrefix(t.message, "Start offset of "):
		return "s" + t.message[1:]
	}
	return t.message
}

// native translates an error of a native function.
func (t *translation) native(function string) string {
	first := t.machine.argument(0)
	value, isNoObject := t.rest("Value is not an object: ")
	switch function {
	case "forEach", "map", "filter", "reduce", "reduceRight", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "flatMap":
		if _, ok := goja.AssertFunction(first); !ok {
			return t.callable(first) + " is not a function"
		}
	case "from":
		if second := t.machine.argument(1); !goja.IsUndefined(second) {
			if _, ok := goja.AssertFunction(second); !ok {
				return t.callable(second) + " is not a function"
			}
		}
	}
	switch {
	case strings.HasPrefix(t.message, "Could not convert &"):
		return "Cannot convert object to primitive value"
	case isNoObject:
		switch function {
		case "fromEntries":
			return "Iterator value " + value + " is not an entry object"
		case "set":
			return "Invalid value used as weak map key"
		case "add":
			return "Invalid value used in weak set"
		case "construct":
			return t.kind(first) + " is not a constructor"
		case "apply":
			return "CreateListFromArrayLike called on non-object"
		case "defineProperty", "defineProperties":
			if d, ok := t.machine.argument(2).(*goja.Object); ok && function == "defineProperty" {
				if get := d.Get("get"); get != nil && t.kind(get) == value {
					return "Getter must be a function: " + value
				}
				return "Setter must be a function: " + value
			}
			return "Property description must be an object: " + value
		}
	case t.message == "object is not iterable":
		return t.callable(first) + " is not iterable (cannot read property Symbol(Symbol.iterator))"
	case t.message == "Converting circular structure to JSON":
		if root, ok := first.(*goja.Object); ok {
			return t.message + t.circle([]step{{"", root}})
		}
	case t.message == "Invalid count value":
		return t.message + ": " + t.kind(first)
	case t.message == "The comparison function must be either a function or undefined":
		return t.message + ": " + t.kind(first)
	case strings.HasPrefix(t.message, "Invalid index ") && function == "with":
		return "Invalid index : " + t.message[len("Invalid index "):]
	case strings.HasPrefix(t.message, "Index ") && strings.HasSuffix(t.message, "is out of bounds"):
		return "Offset is outside the bounds of the DataView"
	case strings.HasPrefix(t.message, "Cannot convert ") && function == "BigInt":
		if number := strings.TrimSuffix(t.message[len("Cannot convert "):], " to a BigInt"); first.ExportType() != nil && first.ExportType().Kind().String() == "float64" {
			return "The number " + number + " cannot be converted to a BigInt because it is not an integer"
		}
	}
	return t.message
}

// callee is the source of the function that is called at the place.
func (t *translation) callee() string {
	if t.site.offset < 0 || t.site.offset >= len(t.text) {
		return "(intermediate value)"
	}
	if t.text[t.site.offset] != '(' { // a tagged template has the place of its tag
		if text := expressionAt(t.text, t.site.offset); text != "" {
			return text
		}
		return "(intermediate value)"
	}
	return expressionBefore(t.text, t.site.offset)
}

// calleeName is the name of the function that is called.
func (t *translation) calleeName() string {
	if o, ok := t.machine.operand(t.site.count + 1).(*goja.Object); ok {
		if name := o.Get("name"); name != nil && name.String() != "" {
			return name.String()
		}
	}
	callee := t.callee()
	return callee[strings.LastIndexByte(callee, '.')+1:]
}

// step is an object on the way from the root of a structure, and the key under which it was found.
type step struct {
	key    string
	object *goja.Object
}

// circle describes the first circle that is found below the end of a way, as V8 does.
func (t *translation) circle(way []step) string {
	end := way[len(way)-1].object
	isArray := end.ClassName() == "Array"
	for _, key := range end.Keys() {
		next, ok := end.Get(key).(*goja.Object)
		if !ok {
			continue
		}
		name := "property '" + key + "'"
		if isArray {
			name = "index " + key
		}
		for i := range way {
			if way[i].object != next {
				continue
			}
			constructor := func(s step) string { return "object with constructor '" + strings.Trim(t.kind(s.object), "#<>") + "'" }
			text := "\n    --> starting at " + constructor(way[i])
			for j := i + 1; j < len(way); j++ {
				if j == i+3 && j < len(way)-1 {
					text += "\n    |     ..."
				}
				if j < i+3 || j == len(way)-1 {
					text += "\n    |     " + way[j].key + " -> " + strings.Replace(constructor(way[j]), "[object Array]", "Array", 1)
				}
			}
			return text + "\n    --- " + name + " closes the circle"
		}
		if len(way) < 1000 {
			if text := t.circle(append(way, step{name, next})); text != "" {
				return text
			}
		}
	}
	return ""
}
