package web

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/language"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// maxFrames is V8's Error.stackTraceLimit.
const maxFrames = 10

// StackText is what a thrown value looks like in a report: the stack of an error in V8's form,
//
//	TypeError: msg
//	    at f (file.js:1:2)
//	    at file.js:3:4
//
// and any other value as a string.
func StackText(vm *goja.Runtime, thrown goja.Value) string {
	text := "[object Object]" // for a value whose conversion to a string throws
	atHome(vm, thrown, func(vm *goja.Runtime, thrown goja.Value) {
		if o, ok := thrown.(*goja.Object); ok && isError(o) {
			if stack, ok := o.Get("stack").(goja.String); ok && stack.Length() > 0 {
				text = v8Stack(stack.String())
				return
			}
		}
		text = stringOf(thrown)
	})
	return text
}

// atHome runs f on a value in the page that it is from, and drops what f throws.
func atHome(vm *goja.Runtime, v goja.Value, f func(vm *goja.Runtime, v goja.Value)) {
	there, side := membrane.Home(v)
	if there == nil {
		vm.Try(func() { f(vm, v) })
		return
	}
	realm := side.Realm()
	realm.Run(func() { realm.Runtime().Try(func() { f(realm.Runtime(), there) }) })
}

// ErrorText is the same for an error that a call into the engine returned. It does not look for wrapped errors: to unwrap
// an exception the engine asks the thrown value for its prototypes, which may run a proxy's handler.
func ErrorText(vm *goja.Runtime, err error) string {
	switch err := err.(type) {
	case *goja.StackOverflowError:
		return withFrames("RangeError: Maximum call stack size exceeded", err.Stack())
	case *goja.Exception:
		return StackText(vm, err.Value())
	}
	return err.Error()
}

// FramesText is a call stack in V8's form, one line for each frame.
func FramesText(frames []goja.StackFrame) string {
	var lines []string
	for _, frame := range frames[:min(len(frames), maxFrames)] {
		if line := frameText(frame); !isInternal(line) {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func withFrames(text string, frames []goja.StackFrame) string {
	if lines := FramesText(frames); lines != "" {
		return text + "\n" + lines
	}
	return text
}

func frameText(frame goja.StackFrame) string { return "    at " + language.FrameText(frame) }

// engineFrame is a line of the engine's stack text: "\tat f (file.js:1:2(34))", "\tat file.js:1:2(34)", "\tat f (native)".
// The number in the inner parentheses is the program counter.
var engineFrame = lazyRegexp(`^\tat (.* \()?(?:native|(.*)\(\d+\))\)?$`)

// v8Stack converts the engine's stack text. Lines in other forms, those of V8 too, are left as they are.
func v8Stack(stack string) string {
	var lines []string
	frames := 0
	for line := range strings.SplitSeq(strings.TrimRight(stack, "\n"), "\n") {
		if m := engineFrame().FindStringSubmatch(line); m != nil {
			if isInternal(line) {
				continue
			}
			if frames++; frames > maxFrames {
				break
			}
			function, place := m[1], strings.Replace(m[2], "<eval>", "<anonymous>", 1)
			if place == "" {
				place = "<anonymous>"
			}
			line = "    at " + function + place
			if function != "" {
				line += ")"
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// isInternal tells the frames of the host from those of the app.
func isInternal(line string) bool { return strings.Contains(line, eventloop.InternalName) }

// isError tells error objects, also those of subclasses, from all else.
func isError(o *goja.Object) bool {
	if there, _ := membrane.Home(o); there != nil {
		o = there
	}
	return !isProxy(o) && o.ClassName() == "Error"
}
