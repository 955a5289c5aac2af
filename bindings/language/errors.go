package language

import (
	"math"
	"strings"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/script"
)

// https://v8.dev/docs/stack-trace-api
const defaultStackTraceLimit = 10

// errors makes error objects as V8 does: with an accessor stack of their own, whose text is made when it is first read.
type errors struct {
	*builtins
	constructor    *goja.Object // Error
	getter, setter *goja.Object
	sites          *goja.Object // the prototype of CallSites, when there was one
}

// installErrors makes the intrinsic constructors of errors give V8's stacks and messages.
func (b *builtins) installErrors() {
	e := &errors{builtins: b, constructor: b.object("Error")}
	e.getter = b.function("", 0, func(c goja.FunctionCall) goja.Value { return e.get(c.This) })
	e.setter = b.function("", 1, func(c goja.FunctionCall) goja.Value {
		if o, ok := c.This.(*goja.Object); ok {
			must(o.DefineDataProperty("stack", c.Argument(0), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		}
		return goja.Undefined()
	})
	for _, name := range []string{"Error", "TypeError", "RangeError", "ReferenceError", "SyntaxError", "EvalError", "URIError"} {
		wrapConstructor(b.object(name), func(original construct) construct { return e.wrap(name, original) })
	}
	wrapConstructor(b.object("AggregateError"), e.wrapAggregate)
	must(e.constructor.DefineDataProperty("stackTraceLimit", b.vm.ToValue(defaultStackTraceLimit), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	b.method(e.constructor, "captureStackTrace", 2, e.captureStackTrace)
}

func (e *errors) wrap(name string, original construct) construct {
	return func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		o := original(nil, newTarget)
		message, options := argument(args, 0), argument(args, 1)
		e.finish(name, o, message, options)
		return o
	}
}

func (e *errors) wrapAggregate(original construct) construct {
	return func(args []goja.Value, newTarget *goja.Object) *goja.Object {
		o := original(args[:min(len(args), 1)], newTarget)
		list := o.Get("errors")
		must(o.Delete("errors"))
		e.finish("AggregateError", o, argument(args, 1), argument(args, 2))
		hide(o, "errors", list)
		return o
	}
}

func argument(args []goja.Value, i int) goja.Value {
	if i < len(args) && args[i] != nil {
		return args[i]
	}
	return goja.Undefined()
}

// finish gives a new error its own properties in V8's order.
func (e *errors) finish(class string, o *goja.Object, message, options goja.Value) {
	stack, isAdded := errorFrames(o)
	if stack == nil {
		panic("language: this version of goja has errors of another type")
	}
	text := ""
	if !goja.IsUndefined(message) {
		if _, ok := message.(goja.String); !ok {
			message = e.toString(message)
		}
		text = message.String()
		if better := e.translate(class, text, *stack); better != text {
			text, message = better, e.vm.ToValue(better)
		}
	}
	*stack = e.trim(*stack, text)
	*isAdded = true
	must(o.DefineAccessorProperty("stack", e.getter, e.setter, goja.FLAG_TRUE, goja.FLAG_FALSE))
	if !goja.IsUndefined(message) {
		hide(o, "message", message)
	}
	if options, ok := options.(*goja.Object); ok {
		if cause := options.Get("cause"); cause != nil {
			hide(o, "cause", cause)
		}
	}
}

func (e *errors) toString(v goja.Value) goja.Value {
	if _, ok := v.(*goja.Symbol); ok {
		panic(e.vm.NewTypeError("Cannot convert a Symbol value to a string"))
	}
	return e.vm.ToValue(v.String())
}

// The element behind the frames of an error holds what V8 keeps: the message that it was made with, or the whole text when
// that was made. Its pc says which.
const (
	holdsMessage = iota
	holdsText
	holdsNothing // Error.stackTraceLimit was no number
)

// trim leaves of the frames as many as Error.stackTraceLimit says.
func (e *errors) trim(frames []goja.StackFrame, message string) []goja.StackFrame {
	limit, holds := 0, holdsNothing
	switch v := e.constructor.Get("stackTraceLimit"); v.(type) {
	case nil, goja.String, *goja.Object, *goja.Symbol:
	default:
		if v.ExportType() != nil && (v.ExportType().Kind().String() == "int64" || v.ExportType().Kind().String() == "float64") {
			limit, holds = int(math.Max(0, math.Min(v.ToFloat(), 1000))), holdsMessage
		}
	}
	kept := make([]goja.StackFrame, 0, min(limit, len(frames))+1)
	for i := range frames {
		if len(kept) == limit {
			break
		}
		if !isHidden(&frames[i]) {
			kept = append(kept, frames[i])
		}
	}
	n := len(kept)
	kept = append(kept, goja.StackFrame{})
	*(*frame)(unsafe.Pointer(&kept[n])) = frame{funcName: unistring.NewFromString(message), pc: holds}
	return kept[:n]
}

// isHidden says that a frame is one of the host's own, which may have a name of Go's, that of an imported binding, or that of
// Function.prototype.call or apply, which V8 does not have.
func isHidden(f *goja.StackFrame) bool {
	source, function := f.SrcName(), f.FuncName()
	return source == eventloop.InternalName || function == eventloop.InternalName || strings.HasPrefix(function, script.ExportGetter) ||
		source == "<native>" && (function == "call" || function == "apply" || strings.Contains(function, "/"))
}

// held gives the element behind the frames.
func held(frames []goja.StackFrame) *frame {
	if cap(frames) == len(frames) {
		return nil
	}
	return (*frame)(unsafe.Pointer(&frames[:len(frames)+1][len(frames)]))
}

// get is the getter of stack.
func (e *errors) get(this goja.Value) goja.Value {
	o, _ := this.(*goja.Object)
	for ; o != nil; o = o.Prototype() {
		if _, isProxy := o.Export().(goja.Proxy); isProxy {
			break
		}
		stack, _ := errorFrames(o)
		if stack == nil {
			continue
		}
		if text := held(*stack); text != nil {
			return e.text(o, *stack, text)
		}
	}
	return goja.Undefined()
}

func (e *errors) text(o *goja.Object, frames []goja.StackFrame, held *frame) goja.Value {
	switch held.pc {
	case holdsNothing:
		return goja.Undefined()
	case holdsMessage:
		if prepare, ok := goja.AssertFunction(e.constructor.Get("prepareStackTrace")); ok {
			v, err := prepare(e.constructor, o, e.callSites(frames))
			if err != nil {
				panic(err)
			}
			hide(o, "stack", v)
			return v
		}
		held.funcName = unistring.NewFromString(e.header(o, held.funcName.String()) + framesText(frames))
		held.pc = holdsText
	}
	return e.vm.ToValue(held.funcName.String())
}

// header is the first line, of the name that the error has now and the message that it was made with.
func (e *errors) header(o *goja.Object, message string) string {
	name := "Error"
	if v := o.Get("name"); v != nil && !goja.IsUndefined(v) {
		name = e.toString(v).String()
	}
	return joinHeader(name, message)
}

func joinHeader(name, message string) string {
	switch {
	case name == "":
		return message
	case message == "":
		return name
	}
	return name + ": " + message
}

func framesText(frames []goja.StackFrame) string {
	var text strings.Builder
	for i := range frames {
		text.WriteString("\n    at ")
		text.WriteString(describe(&frames[i]).String())
	}
	return text.String()
}

// captureStackTrace gives an object a stack, without the frames above the first of a certain function.
func (e *errors) captureStackTrace(c goja.FunctionCall) goja.Value {
	o, ok := c.Argument(0).(*goja.Object)
	if !ok {
		panic(e.vm.NewTypeError("Invalid argument"))
	}
	frames := e.vm.CaptureCallStack(0, nil)
	if len(frames) > 0 {
		frames = frames[1:] // this function
	}
	if top, ok := c.Argument(1).(*goja.Object); ok {
		name := top.Get("name")
		for i := range frames {
			if name != nil && frames[i].FuncName() == name.String() {
				frames = frames[i+1:]
				break
			}
		}
	}
	header := ""
	e.vm.Try(func() {
		message := ""
		if v := o.Get("message"); v != nil && !goja.IsUndefined(v) {
			message = v.String()
		}
		header = e.header(o, message)
	})
	frames = e.trim(frames, header)
	var value goja.Value
	getter := e.function("", 0, func(goja.FunctionCall) goja.Value {
		if value == nil {
			value = goja.Undefined()
			if held := held(frames); held.pc == holdsMessage {
				if prepare, ok := goja.AssertFunction(e.constructor.Get("prepareStackTrace")); ok {
					v, err := prepare(e.constructor, o, e.callSites(frames))
					if err != nil {
						panic(err)
					}
					value = v
				} else {
					value = e.vm.ToValue(header + framesText(frames))
				}
			}
		}
		return value
	})
	if !o.Get("constructor").StrictEquals(goja.Undefined()) {
		if stack, isAdded := errorFrames(o); stack != nil {
			*isAdded = true
		}
	}
	if err := o.DefineAccessorProperty("stack", getter, e.setter, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		panic(e.vm.NewTypeError("Cannot define property stack, object is not extensible"))
	}
	return goja.Undefined()
}

// callSites are the frames as Error.prepareStackTrace gets them.
func (e *errors) callSites(frames []goja.StackFrame) *goja.Object {
	var sites []any
	for i := range frames {
		sites = append(sites, e.callSite(describe(&frames[i])))
	}
	return e.vm.NewArray(sites...)
}

// siteFrame is the state of a CallSite. It hangs on the object as the target of a native method.
func (e *errors) callSite(d description) *goja.Object {
	if e.sites == nil {
		e.sites = e.vm.NewObject()
	}
	o := e.vm.CreateObject(e.sites)
	text := func(s string) goja.Value {
		if s == "" {
			return goja.Null()
		}
		return e.vm.ToValue(s)
	}
	for name, value := range map[string]goja.Value{
		"getFileName":              text(d.place.Filename),
		"getScriptNameOrSourceURL": text(d.place.Filename),
		"getLineNumber":            e.vm.ToValue(d.place.Line),
		"getColumnNumber":          e.vm.ToValue(d.place.Column),
		"getFunctionName":          text(d.function),
		"getMethodName":            text(d.method),
		"getTypeName":              text(d.typeName),
		"getThis":                  goja.Undefined(),
		"getFunction":              goja.Undefined(),
		"getEvalOrigin":            goja.Undefined(),
		"getPromiseIndex":          goja.Null(),
		"isAsync":                  e.vm.ToValue(false),
		"isConstructor":            e.vm.ToValue(d.constructor),
		"isEval":                   e.vm.ToValue(false),
		"isNative":                 e.vm.ToValue(false),
		"isPromiseAll":             e.vm.ToValue(false),
		"isToplevel":               e.vm.ToValue(d.typeName == ""),
		"toString":                 e.vm.ToValue(d.String()),
	} {
		e.method(o, name, 0, func(goja.FunctionCall) goja.Value { return value })
	}
	return o
}
