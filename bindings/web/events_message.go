package web

import "github.com/dop251/goja"

// MessagePort is the state of a MessagePort.
type MessagePort interface {
	anyTarget
	MessagePort()
}

// newMessageEvent makes the interface MessageEvent.
//
// See https://html.spec.whatwg.org/multipage/comms.html#messageevent.
func (e *Events) newMessageEvent() *Interface {
	p := e.page
	i := e.derived("MessageEvent", 1, func(args Arguments, init dictionary) AnyEvent {
		event := &MessageEvent{Data: init.value("data", goja.Null()), LastEventID: init.string("lastEventId"), Origin: init.string("origin")}
		if ports, ok := init.member("ports"); ok {
			event.Ports = p.messagePorts(args, ports, init.where("ports"))
		}
		if source, ok := init.member("source"); ok {
			event.Source = p.messageSource(args, source, init.where("source"))
		}
		return event
	})
	Attribute(i, "data", func(event *MessageEvent) any { return event.Data })
	Attribute(i, "origin", func(event *MessageEvent) any { return event.Origin })
	Attribute(i, "lastEventId", func(event *MessageEvent) any { return event.LastEventID })
	Attribute(i, "source", func(event *MessageEvent) any { return event.Source })
	Attribute(i, "ports", func(event *MessageEvent) any {
		if event.ports == nil {
			ports := make([]any, len(event.Ports))
			for i, port := range event.Ports {
				ports[i] = port
			}
			event.ports = Frozen(p.vm, ports...)
		}
		return event.ports
	})
	Attribute(i, "userActivation", func(*MessageEvent) any { return goja.Null() })
	Operation(i, "initMessageEvent", 1, func(event *MessageEvent, args Arguments) goja.Value {
		data, origin, lastEventID := args.At(3), "", ""
		if !args.Has(3) {
			data = goja.Null()
		}
		if args.Has(4) {
			origin = args.String(4)
		}
		if args.Has(5) {
			lastEventID = args.String(5)
		}
		source := p.messageSource(args, args.At(6), "")
		var ports []*goja.Object
		if args.Has(7) {
			ports = p.messagePorts(args, args.At(7), "")
		}
		if event.init(args) {
			event.Ports, event.ports = ports, nil
			event.Data, event.Origin, event.LastEventID, event.Source = data, origin, lastEventID, source
		}
		return goja.Undefined()
	})
	return i
}

func (p *page) messagePorts(args Arguments, ports goja.Value, where string) (list []*goja.Object) {
	args.each(ports, where, func(v goja.Value) {
		if _, ok := stateOf[MessagePort](p, v); !ok {
			panic(args.TypeError("%sFailed to convert value to 'MessagePort'.", where))
		}
		list = append(list, v.(*goja.Object))
	})
	return list
}

func (p *page) messageSource(args Arguments, source goja.Value, where string) *goja.Object {
	if goja.IsNull(source) || goja.IsUndefined(source) {
		return nil
	}
	if _, ok := stateOf[anyTarget](p, source); !ok {
		panic(args.TypeError("%sFailed to convert value to 'EventTarget'.", where))
	}
	if _, ok := stateOf[MessagePort](p, source); !ok && source != p.vm.GlobalObject() {
		panic(args.TypeError("The optional 'source' property is neither a Window nor MessagePort."))
	}
	return source.(*goja.Object)
}
