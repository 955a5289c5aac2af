package web

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strconv"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
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

// RefusedInline is the line on the console for inline code, a "script" or an
// "event handler", which the policy never runs.
func RefusedInline(kind, text string) string {
	hash, note := "...", ""
	if kind == "script" {
		sum := sha256.Sum256([]byte(text))
		hash = base64.StdEncoding.EncodeToString(sum[:])
	} else {
		note = "Note that hashes do not apply to event handlers, style attributes and javascript: navigations unless the 'unsafe-hashes' keyword is present. "
	}
	return "Executing inline " + kind + " violates the following Content Security Policy directive '" + ScriptPolicy + "'. " +
		"Either the 'unsafe-inline' keyword, a hash ('sha256-" + hash + "'), or a nonce ('nonce-...') " +
		"is required to enable inline execution. " + note + "The action has been blocked."
}

// InstallCode gives a page eval, the constructors of functions, import() and
// regular expressions.
func InstallCode(vm *goja.Runtime, console *Console, o CodeOptions) *Code {
	c := &Code{vm: vm, console: console, options: o.Script, refused: o.RefuseEval}
	c.installEval()
	c.installConstructors()
	// What rewritten scripts call.
	declare := func(name string, f nativeFunc) { eventloop.DeclareConstant(vm, name, vm.ToValue(f)) }
	declare(script.EvalArgument, func(call goja.FunctionCall) goja.Value { return c.argument(call.Argument(0), false) })
	declare(script.StrictEvalArgument, func(call goja.FunctionCall) goja.Value { return c.argument(call.Argument(0), true) })
	regexps := installRegExp(vm, o.Script.Warn)
	declare(script.RegExp, regexps.literal)
	declare(script.MatchStatics, regexps.remember)
	declare(script.Import, func(call goja.FunctionCall) goja.Value {
		base := call.Argument(0).String()
		return vm.ToValue(func(call goja.FunctionCall) goja.Value {
			return vm.ToValue(o.Import(base, call.Argument(0), call.Argument(1)))
		})
	})
	return c
}

// installEval makes eval run what Chrome would, or refuse it. The function that
// refuses is another than the engine's, so that no call is a direct one.
func (c *Code) installEval() {
	global := c.vm.GlobalObject()
	if c.refused {
		define(global, "eval", newFunction(c.vm, "eval", 1, func(call goja.FunctionCall) goja.Value {
			if _, isText := call.Argument(0).(goja.String); isText {
				panic(c.refusal())
			}
			return call.Argument(0)
		}), hidden)
		return
	}
	engine.Override(member(global, "eval"), func(original engine.Call) engine.Call {
		return func(call goja.FunctionCall) goja.Value {
			if len(call.Arguments) == 0 {
				return goja.Undefined()
			}
			return original(goja.FunctionCall{This: call.This, Arguments: []goja.Value{c.argument(call.Arguments[0], false)}})
		}
	})
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
	if !isText || c.refused {
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

var functionsProgram = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile("", "[function () {}, async function () {}, function* () {}]", false)
})

// installConstructors makes Function and its kin take what Chrome does, or
// refuse it.
func (c *Code) installConstructors() {
	examples, err := c.vm.RunProgram(functionsProgram())
	must(err)
	for i, prefix := range []string{"function", "async function", "function*"} {
		example := member(examples.(*goja.Object), strconv.Itoa(i))
		constructor := member(example.Prototype(), "constructor")
		engine.OverrideConstructor(constructor, func(engine.Construct) engine.Construct {
			return func(args []goja.Value, newTarget *goja.Object) *goja.Object {
				return c.construct(prefix, args, newTarget)
			}
		})
		engine.Override(constructor, func(engine.Call) engine.Call {
			return func(call goja.FunctionCall) goja.Value { return c.construct(prefix, call.Arguments, nil) }
		})
	}
}

// construct is CreateDynamicFunction (ECMA-262, 20.2.1.1.1), with V8's text.
func (c *Code) construct(prefix string, args []goja.Value, newTarget *goja.Object) *goja.Object {
	if c.refused {
		panic(c.refusal())
	}
	var parameters []string
	body := ""
	for i, argument := range args {
		if text := stringOf(argument); i < len(args)-1 {
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
	if newTarget != nil {
		if prototype, ok := newTarget.Get("prototype").(*goja.Object); ok {
			must(function.SetPrototype(prototype))
		}
	}
	return function
}
