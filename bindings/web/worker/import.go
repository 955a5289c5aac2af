package worker

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// importScripts runs scripts one after the other, now.
func (t *Thread) importScripts(args web.Arguments) goja.Value {
	if t.module {
		panic(args.TypeError("Module scripts don't support importScripts()."))
	}
	var urls []string
	for i := range args.Len() {
		text := args.String(i)
		u, err := web.ParseURL(text, t.url)
		if err != nil {
			panic(args.DOMException("SyntaxError", "The URL '"+text+"' is invalid."))
		}
		urls = append(urls, u.Href(false))
	}
	for _, url := range urls {
		t.importScript(args, url)
	}
	return goja.Undefined()
}

func (t *Thread) importScript(args web.Arguments, url string) {
	failed := func() *goja.Object {
		return args.DOMException("NetworkError", "The script at '"+url+"' failed to load.")
	}
	blob, permitted := t.config.permits(url)
	if !permitted {
		t.console.Error("Loading the script '" + url + "' violates the following Content Security Policy directive: \"" + web.ScriptPolicy +
			"\". Note that 'script-src-elem' was not explicitly set, so 'script-src' is used as a fallback. The action has been blocked.")
		panic(failed())
	}
	source, name, err := t.read(url, blob)
	if err != nil {
		panic(failed())
	}
	program, err := t.config.Compile(name, source)
	if err != nil {
		message, _, _ := t.config.Syntax(err)
		e, err := t.vm.New(t.vm.Get("SyntaxError"), t.vm.ToValue(args.Context()+message))
		if err != nil {
			panic(err)
		}
		panic(e)
	}
	if _, err := t.vm.RunProgram(program); err != nil {
		panic(err)
	}
}
