package messaging

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web/clone"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// InstallWindow defines window.postMessage for a window of that origin. Install
// must have run. warn prints a line on the console.
func InstallWindow(realm *eventloop.Realm, origin string, warn func(string)) {
	vm := realm.Runtime()
	web.GlobalOperation(vm, "postMessage", 1, func(args web.Arguments) goja.Value {
		target, transfer := windowOptions(args)
		message := clone.Serialize(args, args.At(0), transfer)
		if target != "*" && target != "/" && originOf(target) != origin {
			warn("Failed to execute 'postMessage' on 'DOMWindow': The target origin provided ('" + target +
				"') does not match the recipient window's origin ('" + origin + "').")
			return goja.Undefined()
		}
		sender := realm.Caller()
		if sender == nil {
			sender = realm
		}
		realm.Loop().Post(eventloop.TaskFunc(func() {
			if !web.IsClosed(vm) {
				source := membrane.Global(sender, realm)
				Fire(vm, &web.EventsOf(vm).Window, message, &web.MessageEvent{Origin: origin, Source: source})
			}
		}))
		return goja.Undefined()
	})
}

// windowOptions reads the arguments after the message: a target origin and a
// transfer list, or a dictionary with both.
func windowOptions(args web.Arguments) (target string, transfer []*goja.Object) {
	target = "/"
	_, isObject := args.At(1).(*goja.Object)
	if !args.Has(2) && (isObject || !args.Has(1) || goja.IsNull(args.At(1))) {
		const dictionary = "WindowPostMessageOptions"
		transfer = clone.TransferOption(args, 1, dictionary)
		if text, ok := args.Members(1, dictionary).Text("targetOrigin"); ok {
			target = text
		}
	} else {
		target = args.String(1)
		if args.Has(2) {
			transfer = clone.TransferList(args, args.At(2), "")
		}
	}
	if target != "*" && target != "/" && originOf(target) == "" {
		panic(args.DOMException("SyntaxError", "Invalid target origin '"+target+"' in a call to 'postMessage'."))
	}
	return target, transfer
}

// originOf gives the origin of a URL, empty for what is none.
func originOf(text string) string {
	u, err := web.ParseURL(text, "")
	if err != nil {
		return ""
	}
	return web.Origin(u)
}
