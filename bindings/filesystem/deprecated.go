package filesystem

import (
	"github.com/dop251/goja"
	"sync"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
)

// deprecated are the old names of functions, in the order in which Chrome has
// them after all other members.
var deprecated = []struct{ name, replacement string }{
	{"getWritableFileEntry", "getWritableEntry"},
	{"isWritableFileEntry", "isWritableEntry"},
	{"chooseFile", "chooseEntry"},
}

// deprecatedScript makes a function as Chrome has it, which is written in
// JavaScript there too.
var deprecatedScript = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile("fileSystem", `((namespace, name, replacement, log) => {
	namespace[name] = (() => function() {
		log('chrome.fileSystem.' + name + ' is deprecated');
		log('Please use chrome.fileSystem.' + replacement + ' instead');
		namespace[replacement](...arguments);
	})();
})`, true)
})

func installDeprecated(ext *extension.Page) {
	vm := ext.Runtime()
	script, err := vm.RunProgram(deprecatedScript())
	if err != nil {
		panic(err)
	}
	define, _ := goja.AssertFunction(script)
	namespace := ext.Namespace("fileSystem")
	log := vm.Get("console").(*goja.Object).Get("log")
	for _, d := range deprecated {
		if _, err := define(goja.Undefined(), namespace, vm.ToValue(d.name), vm.ToValue(d.replacement), log); err != nil {
			panic(err)
		}
	}
}
