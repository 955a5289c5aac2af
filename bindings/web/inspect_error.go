package web

import (
	"slices"
	"strings"

	"github.com/dop251/goja"
)

// error prints the stack of an error, its enumerable properties and its causes. Inside an object the lines are indented.
func (p *printer) error(o *goja.Object, depth int) {
	start, around := len(p.out), len(p.path)
	for level := depth; ; level++ {
		p.write(p.errorText(o))
		if level <= maxDepth {
			p.errorProperties(o, level)
		}
		cause, ok := p.own(o, p.vm.ToValue("cause"))
		if !ok || level > maxDepth {
			break
		}
		p.write("\nCaused by: ")
		next, ok := cause.value.(*goja.Object)
		if !ok || !isError(next) || slices.Contains(p.path, next) {
			p.property(cause, level+1)
			break
		}
		o = next
		p.path = append(p.path, o)
	}
	p.path = p.path[:around]
	if depth > 0 {
		p.out = append(p.out[:start], strings.ReplaceAll(string(p.out[start:]), "\n", "\n    ")...)
	}
}

func (p *printer) errorProperties(o *goja.Object, depth int) {
	var names []string
	p.vm.Try(func() { names = o.Keys() }) // makes the stack too
	names = slices.DeleteFunc(names, func(name string) bool {
		return name == "name" || name == "message" || name == "stack" || name == "cause"
	})
	if len(names) == 0 {
		return
	}
	p.write(" {")
	p.properties(&enclosed{p: p}, o, names, depth)
	p.write("}")
}

// errorText is the stack of an error under a header made of its present name and message. The class stands for the name
// when that is just "Error": V8 prints `class MyError extends Error {}` so.
func (in *inspector) errorText(o *goja.Object) string {
	head, frames := in.errorStack(o)
	name, _ := in.lookup(o, in.vm.ToValue("name"))
	message, _ := in.lookup(o, in.vm.ToValue("message"))
	if !name.accessor && !message.accessor || head == "" {
		head = "Error"
		if s, ok := name.value.(goja.String); ok && s.Length() > 0 {
			head = s.String()
		}
		if class := in.constructorName(o); head == "Error" && class != "" {
			head = class
		}
		if s, ok := message.value.(goja.String); ok && s.Length() > 0 {
			head += ": " + s.String()
		}
	}
	if frames == "" {
		return head
	}
	return head + "\n" + frames
}

// errorStack splits the stack of an error before its first frame.
//
// The engine makes the header when the stack is first read, and V8 when the error is made, so a name or message that is
// a getter runs here for the only time.
func (in *inspector) errorStack(o *goja.Object) (head, frames string) {
	var stack string
	in.vm.Try(func() {
		// An accessor is the one that every error has, unless the app made it: V8 looks at what is behind it.
		if _, ok := in.own(o, in.vm.ToValue("stack")); ok {
			if s, ok := o.Get("stack").(goja.String); ok {
				stack = v8Stack(s.String())
			}
		}
	})
	if i := strings.Index("\n"+stack, "\n    at "); i >= 0 {
		return strings.TrimSuffix(stack[:i], "\n"), stack[i:]
	}
	return stack, ""
}
