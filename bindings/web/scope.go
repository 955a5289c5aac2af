package web

import (
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// scope is what the global object of a realm is: a Window, which has all its
// operations and attributes itself, or a WorkerGlobalScope, whose prototype has
// most of them.
type scope struct {
	name    string
	members *goja.Object
}

func (s scope) isWindow() bool { return s.name == "Window" }

func (s scope) context(operation string) string {
	return "Failed to execute '" + operation + "' on '" + s.name + "': "
}

func (s scope) operation(vm *goja.Runtime, name string, length int, f func(args Arguments) goja.Value) {
	p := pageOf(vm)
	context := s.context(name)
	defineOperation(vm, s.members, name, length, func(call goja.FunctionCall) goja.Value {
		if this := call.This; this != nil && !goja.IsUndefined(this) && !goja.IsNull(this) && this != vm.GlobalObject() {
			panic(vm.NewTypeError(illegalInvocation))
		}
		args := Arguments{page: p, context: context, values: call.Arguments}
		args.require(length)
		return f(args)
	})
}

func (s scope) replaceable(vm *goja.Runtime, name string, make func() goja.Value) {
	get := sync.OnceValue(make)
	pageOf(vm).attribute(s.members, name, func(goja.Value) goja.Value { return get() },
		func(_, value goja.Value) { define(vm.GlobalObject(), name, value, enumerable) })
}

// workerEvents are the types of the events for which every worker has an
// attribute.
var workerEvents = []string{"error", "languagechange", "rejectionhandled", "unhandledrejection"}

// InstallWorkerEvents is [InstallEvents] for the realm of a worker, whose global
// object becomes a WorkerGlobalScope. It gives the interface for that of a
// certain kind to inherit from. See [Interface.Scope].
func InstallWorkerEvents(realm *eventloop.Realm) (*Events, *Interface) {
	p := pageFor(realm)
	e := newEvents(p)
	worker := p.newInterface("WorkerGlobalScope", e.target, 0, nil)
	worker.Install()
	p.scope = scope{name: worker.Name, members: worker.Prototype}
	must(p.vm.GlobalObject().SetPrototype(worker.Prototype))
	must(p.vm.GlobalObject().DeleteSymbol(goja.SymToStringTag)) // the engine calls it "global"
	e.installScope()
	for _, typ := range workerEvents {
		p.eventHandler(worker.Prototype, typ, e.thisTarget)
	}
	p.attribute(worker.Prototype, "self", func(goja.Value) goja.Value { return p.vm.GlobalObject() }, nil)
	return e, worker
}

// InstallOrigin defines origin, isSecureContext and crossOriginIsolated of a
// page or worker of an App.
func InstallOrigin(vm *goja.Runtime, origin string) {
	ReplaceableAttribute(vm, "origin", func() goja.Value { return vm.ToValue(origin) })
	GlobalAttribute(vm, "isSecureContext", func() goja.Value { return vm.ToValue(true) })
	GlobalAttribute(vm, "crossOriginIsolated", func() goja.Value { return vm.ToValue(false) })
}

// Scope defines members of the global object itself, which is of this interface.
type Scope struct {
	vm    *goja.Runtime
	scope scope
}

// Scope makes the global object one of the interface, which inherits from that
// which it was.
func (i *Interface) Scope() Scope {
	global := i.page.vm.GlobalObject()
	must(global.SetPrototype(i.Prototype))
	return Scope{i.page.vm, scope{name: i.Name, members: global}}
}

// Operation defines a function of the global object with length required
// arguments.
func (s Scope) Operation(name string, length int, f func(args Arguments) goja.Value) {
	s.scope.operation(s.vm, name, length, f)
}

// Attribute defines an attribute of the global object that a script may replace
// ([Replaceable] in Web IDL).
func (s Scope) Attribute(name string, make func() goja.Value) { s.scope.replaceable(s.vm, name, make) }

// EventHandlers defines event handler attributes of the global object.
func (s Scope) EventHandlers(types ...string) {
	p := pageOf(s.vm)
	for _, typ := range types {
		p.eventHandler(s.scope.members, typ, p.events.thisTarget)
	}
}
