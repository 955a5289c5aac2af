package web_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// door is the state of an interface that another package adds to the page.
type door struct {
	web.EventTarget
	open bool
}

func installDoor(vm *goja.Runtime) {
	events := web.EventsOf(vm)
	var i *web.Interface
	i = web.NewInterface(vm, "Door", events.Target(), 0, func(o *goja.Object, _ web.Arguments) *goja.Object {
		return i.Adopt(o, &door{EventTarget: events.NewTarget(o, nil)})
	})
	web.Attribute(i, "open", func(d *door) any { return d.open })
	web.Operation(i, "knock", 1, func(d *door, args web.Arguments) goja.Value {
		if args.Number(0) > 2 {
			d.open = true
			d.Fire(&web.ProgressEvent{Event: web.Event{Type: "open"}, Loaded: args.Number(0)})
		}
		return goja.Undefined()
	})
	i.EventHandlers("open")
	i.Install()
}

func TestInterfaceOfAnotherPackage(t *testing.T) {
	vm := goja.New()
	loop := eventloop.New(eventloop.NewChannelPoller(), func(v any, stack []byte) { t.Errorf("panic: %v\n%s", v, stack) })
	realm := loop.NewRealm(vm, reports{t})
	web.InstallEvents(realm)
	installDoor(vm)
	program := goja.MustCompile("test.js", `
		const log = [];
		class Gate extends Door {}
		const gate = new Gate();
		gate.onopen = (e) => log.push(e.constructor.name + ' ' + e.loaded + ' ' + gate.open);
		gate.addEventListener('open', () => log.push('listener'));
		gate.knock(1);
		gate.knock(3);
		for (const f of [() => gate.knock(), () => Door(), () => gate.knock.call({}, 3)]) {
			try { f(); } catch (e) { log.push(e.message); }
		}
		var answer = log.join('\n');`, false)
	loop.Post(eventloop.TaskFunc(func() { realm.RunProgram(program) }))
	loop.Run()
	const want = `ProgressEvent 3 true
listener
Failed to execute 'knock' on 'Door': 1 argument required, but only 0 present.
Failed to construct 'Door': Please use the 'new' operator, this DOM object constructor cannot be called as a function.
Illegal invocation`
	if got := vm.Get("answer"); got == nil || got.String() != want {
		t.Errorf("the script saw:\n%v\nwant:\n%s", got, want)
	}
}

// reports fails the test for what no script caught.
type reports struct{ t *testing.T }

func (r reports) UncaughtException(err error)        { r.t.Error(err) }
func (r reports) UnhandledRejection(p *goja.Promise) { r.t.Error(p.Result()) }
func (r reports) RejectionHandled(*goja.Promise)     {}
