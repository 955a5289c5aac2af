package web

import (
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/host/script"
	"github.com/tcpsrv-host/tcpsrv-host/host/script/regexp"
)

// regexps are the regular expressions of a realm. Most are the engine's. Those
// that it cannot do are objects of the engine too, but with a pattern that says
// so instead of their own, and are matched by package regexp.
type regexps struct {
	vm     *goja.Runtime
	parsed map[regexpKey]*regexp.Regexp // bounded by maxParsed
	input  goja.String                  // the text that was matched last
	units  []uint16
	last   *lastMatch           // nil while nobody asks
	slow   time.Duration        // after which a match is reported
	warn   func(script.Problem) // nil for nobody
}

type regexpKey struct{ source, flags string }

// maxParsed bounds what is remembered of patterns.
const maxParsed = 1000

// ours is the pattern of a regular expression that the engine does not match.
// What follows are its flags that the engine does not know.
const ours = script.OursPattern

// installRegExp makes the engine's regular expressions those of Chrome.
func installRegExp(vm *goja.Runtime, warn func(script.Problem)) *regexps {
	r := &regexps{vm: vm, slow: slowMatch, warn: warn, parsed: map[regexpKey]*regexp.Regexp{}}
	constructor := vm.Get("RegExp").(*goja.Object)
	prototype := member(constructor, "prototype")
	engine.OverrideConstructor(constructor, func(original engine.Construct) engine.Construct {
		return func(args []goja.Value, newTarget *goja.Object) *goja.Object {
			return r.construct(original, args, newTarget)
		}
	})
	engine.Override(constructor, func(original engine.Call) engine.Call {
		return func(call goja.FunctionCall) goja.Value {
			pattern, isObject := call.Argument(0).(*goja.Object)
			if isObject && goja.IsUndefined(call.Argument(1)) && isRegExp(pattern) && pattern.Get("constructor") == constructor {
				return pattern
			}
			o, err := vm.New(constructor, call.Arguments...)
			if err != nil {
				panic(err)
			}
			return o
		}
	})
	engine.Override(member(prototype, "exec"), func(original engine.Call) engine.Call {
		return func(call goja.FunctionCall) goja.Value {
			if pattern := r.ours(call.This); pattern != nil {
				return r.exec(call.This.(*goja.Object), pattern, stringValue(call.Argument(0)))
			}
			return original(call)
		}
	})
	engine.Override(member(prototype, "test"), func(original engine.Call) engine.Call {
		return func(call goja.FunctionCall) goja.Value {
			o, isObject := call.This.(*goja.Object)
			if !isObject {
				return original(call)
			}
			if r.last == nil && r.ours(o) == nil {
				return original(call)
			}
			exec, ok := goja.AssertFunction(o.Get("exec"))
			if !ok {
				return original(call)
			}
			found, err := exec(o, call.Arguments...)
			if err != nil {
				panic(err)
			}
			return vm.ToValue(!goja.IsNull(found))
		}
	})
	engine.Override(r.descriptor(prototype, "source").Get("get").(*goja.Object), func(original engine.Call) engine.Call {
		return func(call goja.FunctionCall) goja.Value {
			if inside, ok := engine.RegExpOf(call.This); ok {
				return r.escaped(inside.Source())
			}
			return original(call)
		}
	})
	engine.Override(member(prototype, "toString"), func(original engine.Call) engine.Call {
		return func(call goja.FunctionCall) goja.Value {
			o, isObject := call.This.(*goja.Object)
			if !isObject {
				return original(call)
			}
			var b goja.StringBuilder
			b.WriteString(vm.ToValue("/").(goja.String))
			b.WriteString(stringValue(o.Get("source")))
			b.WriteString(vm.ToValue("/").(goja.String))
			b.WriteString(stringValue(o.Get("flags")))
			return b.String()
		}
	})
	r.getters(prototype)
	return r
}

// escaped is EscapeRegExpPattern (ECMA-262, 22.2.6.13.1), with V8's choices.
func (r *regexps) escaped(source goja.String) goja.Value {
	text := source.String()
	if text == "" {
		return r.vm.ToValue("(?:)")
	}
	if !strings.ContainsAny(text, "/\n\r\u2028\u2029") {
		return source
	}
	var b strings.Builder
	inClass, escaped := false, false
	for _, c := range text {
		switch {
		case c == '[' && !escaped:
			inClass = true
		case c == ']' && !escaped:
			inClass = false
		}
		line, isLine := map[rune]string{'\n': "n", '\r': "r", '\u2028': "u2028", '\u2029': "u2029"}[c]
		switch {
		case isLine && escaped:
			b.WriteString(line)
		case isLine:
			b.WriteString("\\" + line)
		case c == '/' && !escaped && !inClass:
			b.WriteString("\\/")
		default:
			b.WriteRune(c)
		}
		escaped = c == '\\' && !escaped
	}
	return r.vm.ToValue(b.String())
}

// getters defines the flags that the engine has not.
func (r *regexps) getters(prototype *goja.Object) {
	for _, flag := range []struct {
		name string
		char string
	}{{"hasIndices", "d"}, {"unicodeSets", "v"}} {
		getter := newFunction(r.vm, "get "+flag.name, 0, func(call goja.FunctionCall) goja.Value {
			inside, ok := engine.RegExpOf(call.This)
			switch {
			case ok:
				added, own := strings.CutPrefix(inside.Pattern(), ours)
				return r.vm.ToValue(own && strings.Contains(added, flag.char))
			case call.This == prototype:
				return goja.Undefined()
			}
			panic(r.vm.NewTypeError("RegExp.prototype." + flag.name + " getter called on non-RegExp object"))
		})
		must(prototype.DefineAccessorProperty(flag.name, getter, nil, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	engine.Override(r.descriptor(prototype, "flags").Get("get").(*goja.Object), func(original engine.Call) engine.Call {
		return func(call goja.FunctionCall) goja.Value {
			o, isObject := call.This.(*goja.Object)
			if !isObject {
				return original(call)
			}
			if _, isRegExp := engine.RegExpOf(o); isRegExp {
				if r.ours(o) == nil {
					return original(call)
				}
			}
			// The standard's order of reading: d g i m s u v y.
			known := original(call).String()
			var b strings.Builder
			for _, c := range []struct{ char, name string }{{"d", "hasIndices"}, {"g", ""}, {"i", ""}, {"m", ""}, {"s", ""}, {"u", ""}, {"v", "unicodeSets"}, {"y", ""}} {
				if c.name == "" && strings.Contains(known, c.char) || c.name != "" && truthy(o.Get(c.name)) {
					b.WriteString(c.char)
				}
			}
			return r.vm.ToValue(b.String())
		}
	})
}

// stringValue is ToString.
func stringValue(v goja.Value) goja.String {
	if s, ok := v.(goja.String); ok {
		return s
	}
	return v.ToString().(goja.String)
}

func truthy(v goja.Value) bool { return v != nil && v.ToBoolean() }

func (r *regexps) descriptor(o *goja.Object, name string) *goja.Object {
	get, _ := goja.AssertFunction(member(r.vm.GlobalObject(), "Object").Get("getOwnPropertyDescriptor"))
	d, err := get(goja.Undefined(), o, r.vm.ToValue(name))
	must(err)
	return d.(*goja.Object)
}

// isRegExp is IsRegExp (ECMA-262, 7.2.8).
func isRegExp(o *goja.Object) bool {
	if match := o.GetSymbol(goja.SymMatch); match != nil && !goja.IsUndefined(match) {
		return match.ToBoolean()
	}
	_, ok := engine.RegExpOf(o)
	return ok
}

// ours gives what matches a regular expression, nil for the engine.
func (r *regexps) ours(v goja.Value) *regexp.Regexp {
	inside, ok := engine.RegExpOf(v)
	if !ok {
		return nil
	}
	added, own := strings.CutPrefix(inside.Pattern(), ours)
	if !own {
		return nil
	}
	pattern, err := r.parse(inside.Source(), added+inside.Flags())
	if err != nil {
		panic(err) // it was parsed when the object was made
	}
	return pattern
}

// parse parses a pattern, or finds it.
func (r *regexps) parse(source goja.String, flags string) (*regexp.Regexp, error) {
	key := regexpKey{source.String(), flags}
	if known := r.parsed[key]; known != nil {
		return known, nil
	}
	f, err := regexp.ParseFlags(flags)
	if err != nil {
		return nil, err
	}
	parsed, err := regexp.Compile(runesOf(source), f)
	if err != nil {
		return nil, err
	}
	if len(r.parsed) >= maxParsed {
		clear(r.parsed)
	}
	r.parsed[key] = parsed
	return parsed, nil
}

// runesOf gives the characters of a string; lone surrogates are runes.
func runesOf(s goja.String) []rune {
	runes := make([]rune, 0, s.Length())
	for i := 0; i < s.Length(); i++ {
		c := rune(s.CharAt(i))
		if c&^0x3FF == 0xD800 && i+1 < s.Length() {
			if low := rune(s.CharAt(i + 1)); low&^0x3FF == 0xDC00 {
				c = (c-0xD800)<<10 + (low - 0xDC00) + 0x10000
				i++
			}
		}
		runes = append(runes, c)
	}
	return runes
}

// construct is RegExp (ECMA-262, 22.2.4.1) behind new.
func (r *regexps) construct(original engine.Construct, args []goja.Value, newTarget *goja.Object) *goja.Object {
	argument := func(i int) goja.Value {
		if i < len(args) {
			return args[i]
		}
		return goja.Undefined()
	}
	pattern, flagsValue := argument(0), argument(1)
	if o, isObject := pattern.(*goja.Object); isObject {
		inside, isEngines := engine.RegExpOf(o)
		if likeRegExp := isRegExp(o); isEngines || likeRegExp {
			flagsGiven := !goja.IsUndefined(flagsValue)
			if isEngines {
				pattern = inside.Source()
				if added, own := strings.CutPrefix(inside.Pattern(), ours); !flagsGiven && own {
					flagsValue = r.vm.ToValue(added + inside.Flags())
				} else if !flagsGiven {
					flagsValue = r.vm.ToValue(inside.Flags())
				}
			} else {
				pattern = o.Get("source")
				if !flagsGiven {
					flagsValue = o.Get("flags")
				}
			}
		}
	}
	source, flags := r.vm.ToValue("").(goja.String), ""
	if pattern != nil && !goja.IsUndefined(pattern) {
		source = stringValue(pattern)
	}
	if flagsValue != nil && !goja.IsUndefined(flagsValue) {
		flags = flagsValue.ToString().String()
	}
	parsed, err := r.parse(source, flags)
	if err != nil {
		panic(r.syntaxError(source.String(), flags, err))
	}
	if parsed.Special == "" {
		return original([]goja.Value{source, r.vm.ToValue(flags)}, newTarget)
	}
	added, known := script.SplitFlags(flags)
	o := original([]goja.Value{r.vm.ToValue(ours + added), r.vm.ToValue(known)}, newTarget)
	inside, _ := engine.RegExpOf(o)
	inside.SetSource(source)
	return o
}

func (r *regexps) syntaxError(source, flags string, err error) *goja.Object {
	e, failure := r.vm.New(r.vm.GlobalObject().Get("SyntaxError"), r.vm.ToValue(script.RegExpMessage(source, flags, err)))
	must(failure)
	return e
}

// literal gives a regular expression literal the source of its author.
func (r *regexps) literal(call goja.FunctionCall) goja.Value {
	inside, _ := engine.RegExpOf(call.Argument(0))
	inside.SetSource(stringValue(call.Argument(1)))
	return call.Argument(0)
}

// exec is RegExpBuiltinExec (ECMA-262, 22.2.7.2).
func (r *regexps) exec(o *goja.Object, pattern *regexp.Regexp, text goja.String) goja.Value {
	lastIndex := max(o.Get("lastIndex").ToInteger(), 0)
	setLastIndex := func(n int) {
		if err := o.Set("lastIndex", n); err != nil {
			panic(err)
		}
	}
	keeps := pattern.Flags.Global || pattern.Flags.Sticky
	if !keeps {
		lastIndex = 0
	}
	var found []int
	if lastIndex <= int64(text.Length()) {
		found = r.find(pattern, text, int(lastIndex))
	}
	if found == nil {
		if keeps {
			setLastIndex(0)
		}
		return goja.Null()
	}
	if keeps {
		setLastIndex(found[1])
	}
	return r.result(pattern, text, found)
}

func (r *regexps) find(pattern *regexp.Regexp, text goja.String, from int) []int {
	if r.input == nil || !r.input.SameAs(text) {
		r.input = text
		r.units = r.units[:0]
		for i := range text.Length() {
			r.units = append(r.units, text.CharAt(i))
		}
	}
	started, reported := time.Now(), false
	pattern.Interrupted = func() bool {
		if took := time.Since(started); took >= r.slow && !reported && r.warn != nil {
			reported = true
			r.report(took)
		}
		return engine.Interrupted(r.vm)
	}
	return pattern.Find(r.units, from)
}

// slowMatch is how long a match may take before the user is told where it is.
const slowMatch = 5 * time.Second

// report names the place of a match that takes long.
func (r *regexps) report(took time.Duration) {
	for _, frame := range r.vm.CaptureCallStack(0, nil) {
		if at := frame.Position(); at.Line > 0 {
			r.warn(script.Problem{Name: at.Filename, Line: at.Line, Column: at.Column,
				Message: "a regular expression has been looking for a match for " + took.Round(time.Second).String() + "; it may have too many ways to fail"})
			return
		}
	}
}

func (r *regexps) result(pattern *regexp.Regexp, text goja.String, found []int) goja.Value {
	values := make([]any, pattern.Groups)
	indices := make([]any, pattern.Groups)
	for i := range values {
		values[i], indices[i] = goja.Undefined(), goja.Undefined()
		if start, end := found[2*i], found[2*i+1]; start >= 0 {
			values[i] = text.Substring(start, end)
			if pattern.Flags.HasIndices {
				indices[i] = r.vm.NewArray(start, end)
			}
		}
	}
	array := r.vm.NewArray(values...)
	must(array.Set("index", found[0]))
	must(array.Set("input", text))
	must(array.Set("groups", r.groups(pattern, values)))
	if pattern.Flags.HasIndices {
		list := r.vm.NewArray(indices...)
		must(list.Set("groups", r.groups(pattern, indices)))
		must(array.Set("indices", list))
	}
	return array
}

// groups gives the object of the named groups.
func (r *regexps) groups(pattern *regexp.Regexp, values []any) goja.Value {
	if len(pattern.Names) == 0 {
		return goja.Undefined()
	}
	groups := r.vm.CreateObject(nil)
	for _, n := range pattern.Names {
		value := values[n.Groups[0]]
		for _, group := range n.Groups {
			if values[group] != goja.Undefined() {
				value = values[group]
			}
		}
		must(groups.Set(n.Name, value))
	}
	return groups
}
