package dom

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// windowMember makes a member of a window that needs no tree of nodes, nil for
// a name of none.
func (d *Document) windowMember(name string) goja.Value {
	vm := d.vm
	switch name {
	case "pageXOffset", "pageYOffset", "scrollX", "scrollY":
		return vm.ToValue(0)
	case "defaultStatus", "defaultstatus":
		return vm.ToValue("")
	case "originAgentCluster":
		return vm.ToValue(true)
	case "locationbar", "menubar", "personalbar", "scrollbars", "statusbar", "toolbar":
		return newObject(vm, "BarProp", map[string]any{"visible": true})
	case "scroll", "scrollTo", "scrollBy", "captureEvents", "releaseEvents":
		return web.NewFunction(vm, name, 0, func(goja.FunctionCall) goja.Value { return goja.Undefined() })
	case "find":
		return web.NewFunction(vm, name, 0, func(goja.FunctionCall) goja.Value { return vm.ToValue(false) })
	}
	return nil
}

func newObject(vm *goja.Runtime, class string, members map[string]any) *goja.Object {
	o := vm.NewObject()
	for name, value := range members {
		must(o.Set(name, value))
	}
	must(o.DefineDataPropertySymbol(goja.SymToStringTag, vm.ToValue(class), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return o
}
