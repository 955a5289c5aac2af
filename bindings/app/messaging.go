package app

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/membrane"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

type (
	messageOptions struct {
		IncludeTLSChannelID *bool
	}
	sendMessageParams struct {
		ExtensionID *string
		Message     goja.Value
		Options     *messageOptions
	}
	messageArgs struct {
		Message      extension.JSON
		Sender       extension.JSON
		SendResponse extension.Maker
	}
)

// Chrome's texts, of lastErrors and of exceptions.
const (
	errNoReceiver   = "Could not establish connection. Receiving end does not exist."
	errPortClosed   = "The message port closed before a response was received."
	errAsyncClosed  = "A listener indicated an asynchronous response by returning true, but the message channel closed before a response was received"
	errListener     = "Error message from listener couldn't be parsed or was empty."
	errRejected     = "A runtime.onMessage listener's promise rejected without an Error"
	errSerialize    = "Could not serialize message."
	errDisconnected = "Attempting to use a disconnected port object"
)

// messenger carries messages between the pages of an App. A message is heard by
// every page but the one that sends it, and crosses as JSON text.
type messenger struct {
	app       *extension.App
	identity  *Identity
	host      Host
	onMessage *extension.Event[messageArgs]
	onConnect *extension.Event[extension.Maker]
	pages     map[*extension.Page]*messagingPage
	questions []*question
}

// messagingPage is what messaging keeps of a page.
type messagingPage struct {
	ports func() *extension.Class[port]
	open  []*port
	then  goja.Callable // Promise.prototype.then, before a script could replace it
}

func newMessenger(app *extension.App, identity *Identity, host Host) *messenger {
	return &messenger{
		app:       app,
		identity:  identity,
		host:      host,
		onMessage: extension.NewEvent[messageArgs](app, "runtime", "onMessage"),
		onConnect: extension.NewEvent[extension.Maker](app, "runtime", "onConnect"),
		pages:     map[*extension.Page]*messagingPage{},
	}
}

func (m *messenger) addPage(p *extension.Page) {
	page := &messagingPage{ports: sync.OnceValue(func() *extension.Class[port] { return newPortClass(p) })}
	promise := p.Runtime().Get("Promise").(*goja.Object)
	page.then, _ = goja.AssertFunction(promise.Get("prototype").(*goja.Object).Get("then"))
	m.pages[p] = page
	p.OnClose(func() {
		delete(m.pages, p)
		for _, q := range slices.Clone(m.questions) {
			q.pageClosed(p)
		}
		for _, port := range page.open {
			port.pageClosed()
		}
	})
}

func (m *messenger) post(f func()) { m.app.Loop.Post(eventloop.TaskFunc(f)) }

// isOwn judges the id that a message is addressed to: empty is the App itself.
// Another one is nobody here.
func (m *messenger) isOwn(id *string) (bool, error) {
	if id == nil || *id == "" {
		return true, nil
	}
	if len(*id) != 32 || strings.Trim(strings.ToLower(*id), "abcdefghijklmnop") != "" {
		return false, extension.Refusal("Invalid extension id: '" + *id + "'")
	}
	return *id == m.identity.ID, nil
}

// receivers are the pages but the sender for which heard is true.
func (m *messenger) receivers(sender *extension.Page, heard func(*extension.Page) bool) []*extension.Page {
	return slices.DeleteFunc(m.app.Pages(), func(p *extension.Page) bool { return p == sender || !heard(p) })
}

// senderOf makes the MessageSender of what comes from a page. Its keys are not
// sorted, unlike those of other dictionaries.
func (m *messenger) senderOf(p *extension.Page) extension.JSON {
	text, err := json.Marshal(struct {
		ID     string `json:"id"`
		URL    string `json:"url"`
		Origin string `json:"origin"`
	}{m.identity.ID, m.host.PageURL(p), m.identity.origin()})
	if err != nil {
		panic(err)
	}
	return text
}

// serialize makes the text of a message. What has no JSON text is refused, but
// for undefined, which arrives as null.
func serialize(p *extension.Page, v goja.Value) (extension.JSON, bool) {
	if v == nil || goja.IsUndefined(v) {
		return extension.JSON("null"), true
	}
	return p.Stringify(v)
}

// sendMessageArguments gives each argument its place: with two the first is an
// id if it may be one, and options follow the message otherwise
// (MassageSendMessageArguments in Chromium).
func sendMessageArguments(args []goja.Value) []goja.Value {
	const most = 4
	if len(args) == 0 || len(args) > most {
		return args
	}
	given, callback := args, goja.Null()
	if _, is := goja.AssertFunction(args[len(args)-1]); is {
		given, callback = args[:len(args)-1], args[len(args)-1]
	}
	id, options := goja.Null(), goja.Null()
	var message goja.Value
	switch len(given) {
	case 1:
		message = given[0]
	case 2:
		_, isString := given[0].(goja.String)
		if isString || goja.IsNull(given[0]) || goja.IsUndefined(given[0]) {
			id, message = given[0], given[1]
		} else {
			message, options = given[0], given[1]
		}
	case 3:
		id, message, options = given[0], given[1], given[2]
	default:
		return args
	}
	return []goja.Value{id, message, options, callback}
}

func (m *messenger) sendMessage(p sendMessageParams, reply *extension.Reply[extension.JSON]) {
	own, err := m.isOwn(p.ExtensionID)
	if refusal, ok := err.(extension.Refusal); ok {
		reply.Refuse(refusal)
	}
	text, ok := serialize(reply.Page(), p.Message)
	if !ok {
		reply.Refuse(errSerialize)
	}
	q := &question{messenger: m, reply: reply, message: text, sender: m.senderOf(reply.Page())}
	m.questions = append(m.questions, q)
	m.post(func() { q.ask(own) })
}

// question is a message on its way, until it is answered.
type question struct {
	messenger *messenger
	reply     *extension.Reply[extension.JSON]
	message   extension.JSON
	sender    extension.JSON
	waiting   []*extension.Page // that may still answer
	async     bool              // a listener promised to answer later
	done      bool
}

// ask puts the question to the pages.
func (q *question) ask(own bool) {
	m := q.messenger
	if q.done { // the page that asks has closed
		return
	}
	if own {
		q.waiting = m.receivers(q.reply.Page(), m.onMessage.HasListeners)
	}
	if len(q.waiting) == 0 {
		q.fail(errNoReceiver)
		return
	}
	for _, p := range slices.Clone(q.waiting) {
		q.askPage(p)
	}
}

// askPage puts the question to the listeners of one page. All of them hear it,
// also when it is answered.
func (q *question) askPage(p *extension.Page) {
	later := false
	args := messageArgs{q.message, q.sender, func(*extension.Page) goja.Value { return q.sendResponse(p) }}
	q.messenger.onMessage.DispatchTo(p, args, func(v goja.Value, thrown error) {
		switch promise, isPromise := exportPromise(v); {
		case thrown != nil:
			q.fail(thrownMessage(p, thrown))
		case isPromise:
			later = true
			q.await(p, promise)
		case v.StrictEquals(p.Runtime().ToValue(true)):
			later = true
		}
	})
	if later {
		q.async = true
	} else {
		q.noAnswer(p)
	}
}

func exportPromise(v goja.Value) (promise *goja.Object, ok bool) {
	if promise, ok = v.(*goja.Object); ok {
		_, ok = promise.Export().(*goja.Promise)
	}
	return promise, ok
}

// sendResponse makes the function by which listeners of a page answer.
func (q *question) sendResponse(p *extension.Page) *goja.Object {
	return p.NewFunction("", func(call goja.FunctionCall) goja.Value {
		if q.done || !slices.Contains(q.waiting, p) {
			return goja.Undefined()
		}
		text, ok := serialize(p, call.Argument(0))
		if !ok {
			q.fail(errSerialize)
			p.ThrowTypeError(errSerialize)
		}
		q.finish(func() { q.reply.Succeed(text) })
		return goja.Undefined()
	})
}

// await makes the value of a promise the answer.
func (q *question) await(p *extension.Page, promise *goja.Object) {
	rejected := p.NewFunction("", func(call goja.FunctionCall) goja.Value {
		if text, ok := errorMessage(p, call.Argument(0)); ok {
			q.fail(text)
		} else {
			q.fail(errRejected)
		}
		return goja.Undefined()
	})
	if page := q.messenger.pages[p]; page != nil { // else a listener has closed it
		page.then(promise, q.sendResponse(p), rejected)
	}
}

// thrownMessage is what the asking page hears of an exception in a listener.
func thrownMessage(p *extension.Page, thrown error) string {
	if exception, ok := thrown.(*goja.Exception); ok {
		if text, ok := errorMessage(p, exception.Value()); ok {
			return text
		}
	}
	return errListener
}

// errorMessage gives the message of an Error; no other object will do.
func errorMessage(p *extension.Page, v goja.Value) (text string, ok bool) {
	o, isObject := v.(*goja.Object)
	if !isObject || membrane.ClassName(o) != "Error" {
		return "", false
	}
	p.Runtime().Try(func() {
		var s goja.String
		if s, ok = o.Get("message").(goja.String); ok {
			text = s.String()
		}
	})
	return text, ok
}

// noAnswer notes that a page will not answer.
func (q *question) noAnswer(p *extension.Page) {
	q.waiting = slices.DeleteFunc(q.waiting, func(other *extension.Page) bool { return other == p })
	if len(q.waiting) > 0 {
		return
	}
	if q.async {
		q.fail(errAsyncClosed)
	} else {
		q.fail("")
	}
}

func (q *question) pageClosed(p *extension.Page) {
	if p == q.reply.Page() {
		q.finish(q.reply.Abandon)
	} else if slices.Contains(q.waiting, p) {
		q.noAnswer(p)
	}
}

// fail answers with an error. Without a text it is that nobody answered, which
// is none for a promise.
func (q *question) fail(text string) {
	q.finish(func() {
		switch {
		case text != "":
			q.reply.Fail(extension.Error(text))
		case q.reply.Promised():
			q.reply.Succeed(nil)
		default:
			q.reply.Fail(extension.Error(errPortClosed))
		}
	})
}

// finish answers, unless the question has been answered before.
func (q *question) finish(answer func()) {
	if q.done {
		return
	}
	q.done = true
	q.waiting = nil
	q.messenger.questions = slices.DeleteFunc(q.messenger.questions, func(other *question) bool { return other == q })
	answer()
}
