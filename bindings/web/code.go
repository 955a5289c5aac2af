package web

import (
	"errors"
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/script"
)

// Code is how a page runs text as code: eval, the Function constructors and
// string handlers of timers.
type Code struct {
	vm      *goja.Runtime
	console *Console
	options script.Options
	refused bool
	eval    goja.Callable // the engine's
}

// CodeOptions are about text that a page runs as code.
type CodeOptions struct {
	// RefuseEval takes the ways to do so away, as the content security policy
	// of Chrome Apps does.
	RefuseEval bool
	Script     script.Options
	// Import is import() in the script at base.
	Import func(base string, specifier, options goja.Value) *goja.Promise
}

// The content security policy of Chrome Apps, and its words.
const (
	ScriptPolicy = "script-src 'self' blob: filesystem: 'wasm-unsafe-eval'"
	evalRefused  = "Evaluating a string as JavaScript violates the following Content Security Policy directive because " +
		"'unsafe-eval' is not an allowed source of script: " + ScriptPolicy + "\"."
)

// codeProgram takes what rewritten scripts call and makes it constants, which
// are no properties of the global object. A call of eval by that name must
// find the engine's own, or it would not see the variables around it.
var codeProgram = goja.MustCompile(eventloop.EntryName, "const {"+strings.Join([]string{
	script.EvalArgument, script.StrictEvalArgument, script.IndirectEval, script.Import,
}, ",")+"}=tcpsrvHostCode_;let {eval}=tcpsrvHostCode_;delete globalThis.tcpsrvHostCode_", false)

// InstallCode gives a page eval and the constructors of functions.
func InstallCode(vm *goja.Runtime, console *Console, o CodeOptions) *Code {
	c := &Code{vm: vm, console: console, options: o.Script, refused: o.RefuseEval}
	global := vm.GlobalObject()
	engineEval := global.Get("eval")
	c.eval, _ = goja.AssertFunction(engineEval)
	constants := vm.NewObject()
	set := func(name string, value any) { must(constants.Set(name, value)) }
	if c.refused {
		eval := newFunction(vm, "eval", 1, func(call goja.FunctionCall) goja.Value {
			if _, isText := call.Argument(0).(goja.String); isText {
				panic(c.refusal())
			}
			return call.Argument(0)
		})
		argument := func(call goja.FunctionCall) goja.Value { return call.Argument(0) }
		set("eval", eval)
		set(script.EvalArgument, argument)
		set(script.StrictEvalArgument, argument)
		set(script.IndirectEval, eval)
		define(global, "eval", eval, hidden)
	} else {
		eval := newFunction(vm, "eval", 1, c.indirectEval)
		set("eval", engineEval)
		set(script.EvalArgument, func(call goja.FunctionCall) goja.Value { return c.argument(call.Argument(0), false) })
		set(script.StrictEvalArgument, func(call goja.FunctionCall) goja.Value { return c.argument(call.Argument(0), true) })
		set(script.IndirectEval, eval)
		define(global, "eval", eval, hidden)
	}
	set(script.Import, func(call goja.FunctionCall) goja.Value {
		base := call.Argument(0).String()
		return vm.ToValue(func(call goja.FunctionCall) goja.Value {
			return vm.ToValue(o.Import(base, call.Argument(0), call.Argument(1)))
		})
	})
	must(global.Set("tcpsrvHostCode_", constants))
	_, err := vm.RunProgram(codeProgram)
	must(err)
	c.constructors()
	return c
}

// RunText runs text as a script of the page, for a string handler of a timer.
func (c *Code) RunText(text string) error {
	if c.refused {
		c.console.Error(evalRefused)
		return nil
	}
	var program *goja.Program
	if exception := c.vm.Try(func() { program = c.compile(text) }); exception != nil {
		return exception
	}
	_, err := c.vm.RunProgram(program)
	return err
}

func (c *Code) refusal() *goja.Object { return c.newError("EvalError", evalRefused+"\n") }

func (c *Code) newError(class, message string) *goja.Object {
	e, err := c.vm.New(c.vm.GlobalObject().Get(class), c.vm.ToValue(message))
	must(err)
	return e
}

// evalName is the file of code that was text.
const evalName = "<eval>"

func (c *Code) compile(text string) *goja.Program {
	program, err := script.Compile(evalName, text, c.options)
	if err != nil {
		panic(c.syntaxError(err))
	}
	return program
}

func (c *Code) syntaxError(err error) *goja.Object {
	message := err.Error()
	var syntax *script.SyntaxError
	if errors.As(err, &syntax) {
		message = syntax.Message
	}
	return c.newError("SyntaxError", message)
}

// argument gives what eval is to evaluate in place of a value.
func (c *Code) argument(value goja.Value, strict bool) goja.Value {
	text, isText := value.(goja.String)
	if !isText {
		return value
	}
	prepared, err := script.EvalText(evalName, text.String(), strict, c.options)
	if err != nil {
		panic(c.syntaxError(err))
	}
	if prepared == "" {
		return value
	}
	return c.vm.ToValue(prepared)
}

func (c *Code) indirectEval(call goja.FunctionCall) goja.Value {
	if len(call.Arguments) == 0 {
		return goja.Undefined()
	}
	result, err := c.eval(goja.Undefined(), c.argument(call.Arguments[0], false))
	if err != nil {
		panic(err)
	}
	return result
}

// constructors replaces Function and its kin, which the engine has for its own
// syntax only.
func (c *Code) constructors() {
	for _, kind := range []struct{ prefix, example string }{
		{"function", "(function(){})"},
		{"async function", "(async function(){})"},
		{"function*", "(function*(){})"},
	} {
		example, err := c.vm.RunString(kind.example)
		must(err)
		prototype := example.(*goja.Object).Prototype()
		original := prototype.Get("constructor").(*goja.Object)
		name := original.Get("name")
		constructor := c.vm.ToValue(func(call goja.ConstructorCall) *goja.Object {
			return c.construct(kind.prefix, call)
		}).(*goja.Object)
		define(constructor, "name", name, readOnly)
		define(constructor, "length", c.vm.ToValue(1), readOnly)
		define(constructor, "prototype", prototype, fixed)
		must(constructor.SetPrototype(original.Prototype()))
		attributes := readOnly
		if kind.prefix == "function" {
			attributes = hidden
			define(c.vm.GlobalObject(), "Function", constructor, hidden)
		} else {
			must(constructor.SetPrototype(member(c.vm.GlobalObject(), "Function")))
		}
		define(prototype, "constructor", constructor, attributes)
	}
}

// construct is CreateDynamicFunction (ECMA-262, 20.2.1.1.1), with V8's text.
func (c *Code) construct(prefix string, call goja.ConstructorCall) *goja.Object {
	if c.refused {
		panic(c.refusal())
	}
	var parameters []string
	body := ""
	for i, argument := range call.Arguments {
		if text := stringOf(argument); i < len(call.Arguments)-1 {
			parameters = append(parameters, text)
		} else {
			body = text
		}
	}
	program := c.compile("(" + prefix + " anonymous(" + strings.Join(parameters, ",") + "\n) {\n" + body + "\n})")
	result, err := c.vm.RunProgram(program)
	if err != nil {
		panic(err)
	}
	function := result.(*goja.Object)
	if call.NewTarget != nil {
		if prototype, ok := call.NewTarget.Get("prototype").(*goja.Object); ok {
			must(function.SetPrototype(prototype))
		}
	}
	return function
}
