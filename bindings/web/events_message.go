package web

import "github.com/dop251/goja"

// newMessageEvent makes the interface MessageEvent. There are no MessagePorts,
// so its list of them is always empty.
//
// See https://html.spec.whatwg.org/multipage/comms.html#messageevent.
func (e *Events) newMessageEvent() *Interface {
	p := e.page
	i := e.derived("MessageEvent", 1, func(args Arguments, init dictionary) AnyEvent {
		event := &MessageEvent{Data: init.value("data", goja.Null()), LastEventID: init.string("lastEventId"), Origin: init.string("origin")}
		if ports, ok := init.member("ports"); ok {
			p.checkPorts(args, ports, init.where("ports"))
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
	Attribute(i, "ports", func(*MessageEvent) any { return call(p.builtins.freeze, nil, p.vm.NewArray()) })
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
		if args.Has(7) {
			p.checkPorts(args, args.At(7), "")
		}
		if event.init(args) {
			event.Data, event.Origin, event.LastEventID, event.Source = data, origin, lastEventID, source
		}
		return goja.Undefined()
	})
	return i
}

func (p *page) checkPorts(args Arguments, ports goja.Value, where string) {
	args.each(ports, where, func(goja.Value) {
		panic(args.TypeError("%sFailed to convert value to 'MessagePort'.", where))
	})
}

func (p *page) messageSource(args Arguments, source goja.Value, where string) *goja.Object {
	if goja.IsNull(source) || goja.IsUndefined(source) {
		return nil
	}
	if _, ok := stateOf[anyTarget](p, source); !ok {
		panic(args.TypeError("%sFailed to convert value to 'EventTarget'.", where))
	}
	return source.(*goja.Object)
}
