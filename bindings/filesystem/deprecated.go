package filesystem

import (
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
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

func (p *page) installDeprecated() {
	vm := p.vm
	script, err := vm.RunProgram(deprecatedScript())
	if err != nil {
		panic(err)
	}
	define, _ := goja.AssertFunction(script)
	namespace := p.ext.Namespace("fileSystem")
	log := engine.Original(vm, engine.Intrinsic(vm, "console"), vm.ToValue("log"))
	for _, d := range deprecated {
		if _, err := define(goja.Undefined(), namespace, vm.ToValue(d.name), vm.ToValue(d.replacement), log); err != nil {
			panic(err)
		}
	}
}
