package web

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/url"
)

// InstallURL defines the globals URL and URLSearchParams.
//
// See https://url.spec.whatwg.org/.
func InstallURL(vm *goja.Runtime) {
	module, exports := vm.NewObject(), vm.NewObject()
	must(module.Set("exports", exports))
	url.Require(vm, module)
	for _, name := range []string{"URL", "URLSearchParams"} {
		define(vm.GlobalObject(), name, exports.Get(name), hidden)
	}
}
