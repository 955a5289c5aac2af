package web

import "github.com/dop251/goja"

// EvalPolicy runs text as code for a string handler of a timer, or refuses it.
type EvalPolicy func(vm *goja.Runtime, source string) error

// EvalPermitted runs the text in the global scope.
func EvalPermitted(vm *goja.Runtime, source string) error {
	_, err := vm.RunString(source)
	return err
}

// The content security policy of Chrome Apps, and its words.
const (
	scriptPolicy = "script-src 'self' blob: filesystem: 'wasm-unsafe-eval'"
	evalRefused  = "Evaluating a string as JavaScript violates the following Content Security Policy directive because " +
		"'unsafe-eval' is not an allowed source of script: " + scriptPolicy + "\"."
)

var refuseEvalProgram = goja.MustCompile("", `(refused => {
	const refuse = () => { throw new EvalError(refused) };
	globalThis.eval = Object.defineProperty((...args) => typeof args[0] === 'string' ? refuse() : args[0], 'name', {value: 'eval'});
	for (const f of [function () {}, async function () {}, function* () {}]) {
		const prototype = Object.getPrototypeOf(f), original = prototype.constructor;
		const Refusing = {[original.name]: function () { refuse() }}[original.name];
		Refusing.prototype = prototype;
		Object.setPrototypeOf(Refusing, Object.getPrototypeOf(original));
		Object.defineProperty(prototype, 'constructor', {value: Refusing, writable: original.name === 'Function', configurable: true});
		if (original.name === 'Function') globalThis.Function = Refusing;
	}
})`, true)

// RefuseEval takes away the ways to run text as code, as the content security
// policy of Chrome Apps does. What it gives refuses string handlers, with a
// line on the console.
func RefuseEval(vm *goja.Runtime, console *Console) EvalPolicy {
	install, err := vm.RunProgram(refuseEvalProgram)
	must(err)
	f, _ := goja.AssertFunction(install)
	_, err = f(goja.Undefined(), vm.ToValue(evalRefused+"\n"))
	must(err)
	return func(*goja.Runtime, string) error {
		console.Error(evalRefused)
		return nil
	}
}
