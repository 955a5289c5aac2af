package web

import (
	"io"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
)

// Console is the console of one page. It belongs to the goroutine that runs the page's scripts.
//
// Each message is one Write call: its text with a newline, indented by the groups that are open.
type Console struct {
	vm             *goja.Runtime
	inspector      func() *inspector // made when something other than text is printed
	stdout, stderr io.Writer

	groups int
	counts map[string]int
	timers map[string]time.Time
}

// consoleMethods lists the methods in the order of Chrome's console object.
var consoleMethods = []struct {
	name string
	call func(c *Console, args []goja.Value)
}{
	{"debug", (*Console).log},
	{"error", (*Console).error},
	{"info", (*Console).log},
	{"log", (*Console).log},
	{"warn", (*Console).error},
	{"dir", (*Console).dir},
	{"dirxml", (*Console).dirxml},
	{"table", (*Console).table},
	{"trace", (*Console).trace},
	{"group", (*Console).group},
	{"groupCollapsed", (*Console).groupCollapsed},
	{"groupEnd", (*Console).groupEnd},
	{"clear", (*Console).ignore},
	{"count", (*Console).count},
	{"countReset", (*Console).countReset},
	{"assert", (*Console).assert},
	{"profile", (*Console).ignore},
	{"profileEnd", (*Console).ignore},
	{"time", (*Console).time},
	{"timeLog", (*Console).timeLog},
	{"timeEnd", (*Console).timeEnd},
	{"timeStamp", (*Console).ignore},
}

// InstallConsole defines the global `console`. Warnings, errors and failed assertions go to stderr, all else to stdout.
//
// See https://console.spec.whatwg.org/.
func InstallConsole(vm *goja.Runtime, stdout, stderr io.Writer) *Console {
	c := &Console{
		vm:        vm,
		inspector: sync.OnceValue(func() *inspector { return newInspector(vm) }),
		stdout:    stdout,
		stderr:    stderr,
		counts:    map[string]int{},
		timers:    map[string]time.Time{},
	}
	engine.Lazily(vm.GlobalObject(), "console", func(on *goja.Object) { define(on, "console", c.newObject(), hidden) })
	return c
}

func (c *Console) newObject() *goja.Object {
	object := c.vm.NewObject()
	for _, method := range consoleMethods {
		defineOperation(c.vm, object, method.name, 0, func(call goja.FunctionCall) goja.Value {
			method.call(c, call.Arguments)
			return goja.Undefined()
		})
	}
	// A namespace object has an empty object between itself and Object.prototype.
	must(object.SetPrototype(c.vm.NewObject()))
	must(object.DefineDataPropertySymbol(goja.SymToStringTag, c.vm.ToValue("console"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return object
}

// Log prints text as console.log does.
func (c *Console) Log(text string) { c.print(c.stdout, text) }

// Warn prints text as console.warn does.
func (c *Console) Warn(text string) { c.print(c.stderr, text) }

// Error prints text as console.error does.
func (c *Console) Error(text string) { c.print(c.stderr, text) }

// print ignores write errors: a closed pipe must not break the app.
func (c *Console) print(w io.Writer, text string) {
	indent := strings.Repeat("  ", c.groups)
	_, _ = w.Write([]byte(indent + strings.ReplaceAll(text, "\n", "\n"+indent) + "\n"))
}

func (c *Console) log(args []goja.Value) {
	if len(args) > 0 {
		c.Log(c.format(args))
	}
}

func (c *Console) error(args []goja.Value) {
	if len(args) > 0 {
		c.Error(c.format(args))
	}
}

func (c *Console) ignore([]goja.Value) {}

func (c *Console) assert(args []goja.Value) {
	if len(args) > 0 && args[0].ToBoolean() {
		return
	}
	if len(args) < 2 {
		c.Error("Assertion failed")
		return
	}
	c.Error("Assertion failed: " + c.format(args[1:]))
}

// dir prints its first argument; the second holds options, and Chrome has none.
func (c *Console) dir(args []goja.Value) {
	if len(args) > 0 {
		c.Log(c.text(args[0]))
	}
}

func (c *Console) dirxml(args []goja.Value) {
	if len(args) > 0 {
		c.Log(c.join(args))
	}
}

func (c *Console) trace(args []goja.Value) {
	text := "console.trace"
	if len(args) > 0 {
		text = c.format(args)
	}
	frames := c.vm.CaptureCallStack(0, nil)
	if len(frames) > 0 && frames[0].FuncName() == "trace" { // console.trace itself
		frames = frames[1:]
	}
	c.Log(withFrames(text, frames))
}

func (c *Console) group(args []goja.Value) { c.openGroup("console.group", args) }

func (c *Console) groupCollapsed(args []goja.Value) { c.openGroup("console.groupCollapsed", args) }

func (c *Console) openGroup(label string, args []goja.Value) {
	if len(args) > 0 {
		label = c.format(args)
	}
	c.Log(label)
	c.groups++
}

func (c *Console) groupEnd([]goja.Value) {
	c.groups = max(0, c.groups-1)
}

func (c *Console) count(args []goja.Value) {
	label := c.label(args)
	c.counts[label]++
	c.Log(label + ": " + strconv.Itoa(c.counts[label]))
}

func (c *Console) countReset(args []goja.Value) {
	label := c.label(args)
	if _, ok := c.counts[label]; !ok {
		c.Warn("Count for '" + label + "' does not exist")
		return
	}
	delete(c.counts, label)
}

func (c *Console) time(args []goja.Value) {
	label := c.label(args)
	if _, ok := c.timers[label]; ok {
		c.Warn("Timer '" + label + "' already exists")
		return
	}
	c.timers[label] = time.Now()
}

func (c *Console) timeLog(args []goja.Value) {
	label := c.label(args)
	if text, ok := c.elapsed(label); ok {
		if len(args) > 1 {
			text += " " + c.join(args[1:])
		}
		c.Log(text)
	}
}

func (c *Console) timeEnd(args []goja.Value) {
	label := c.label(args)
	if text, ok := c.elapsed(label); ok {
		delete(c.timers, label)
		c.Log(text)
	}
}

// elapsed gives the text of a running timer, and warns if there is none.
func (c *Console) elapsed(label string) (text string, ok bool) {
	start, ok := c.timers[label]
	if !ok {
		c.Warn("Timer '" + label + "' does not exist")
		return "", false
	}
	ms := float64(time.Since(start)) / float64(time.Millisecond)
	return label + ": " + strconv.FormatFloat(ms, 'f', 3, 64) + " ms", true
}

// label converts the first argument of the count and time methods.
func (c *Console) label(args []goja.Value) string {
	if len(args) == 0 || goja.IsUndefined(args[0]) {
		return "default"
	}
	return stringArgument(c.vm, args[0], "")
}
