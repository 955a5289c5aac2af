package streams

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// class is an interface that the library has as a class, as Chrome shows it.
type class struct {
	name    string
	length  int
	private bool // no script can construct one
	members []member
}

// member is a method, or an attribute, in Chrome's order.
type member struct {
	name      string
	attribute bool
	promise   bool   // it returns a promise
	length    int    // of arguments that are required
	typ       string // of the first argument, if it must be of one
}

func attribute(name string) member { return member{name: name, attribute: true} }
func operation(name string) member { return member{name: name} }
func promise(name string) member   { return member{name: name, promise: true} }

var classes = []class{
	{name: "ReadableStream", members: []member{
		attribute("locked"), promise("cancel"), operation("getReader"), {name: "pipeThrough", length: 1},
		{name: "pipeTo", promise: true, length: 1, typ: "WritableStream"}, operation("tee"), operation("values"),
	}},
	{name: "ReadableStreamDefaultReader", length: 1, members: []member{
		promise("read"), operation("releaseLock"), {name: "closed", attribute: true, promise: true}, promise("cancel"),
	}},
	{name: "ReadableStreamBYOBReader", length: 1, members: []member{
		{name: "read", promise: true, length: 1, typ: "ArrayBufferView"}, operation("releaseLock"), {name: "closed", attribute: true, promise: true}, promise("cancel"),
	}},
	{name: "ReadableStreamDefaultController", private: true, members: []member{
		attribute("desiredSize"), operation("close"), operation("enqueue"), operation("error"),
	}},
	{name: "ReadableByteStreamController", private: true, members: []member{
		attribute("byobRequest"), attribute("desiredSize"), operation("close"), {name: "enqueue", length: 1, typ: "ArrayBufferView"}, operation("error"),
	}},
	{name: "ReadableStreamBYOBRequest", private: true, members: []member{
		attribute("view"), {name: "respond", length: 1}, {name: "respondWithNewView", length: 1, typ: "ArrayBufferView"},
	}},
	{name: "WritableStream", members: []member{
		attribute("locked"), promise("abort"), promise("close"), operation("getWriter"),
	}},
	{name: "WritableStreamDefaultWriter", length: 1, members: []member{
		{name: "closed", attribute: true, promise: true}, attribute("desiredSize"), {name: "ready", attribute: true, promise: true},
		promise("abort"), promise("close"), operation("releaseLock"), promise("write"),
	}},
	{name: "WritableStreamDefaultController", private: true, members: []member{attribute("signal"), operation("error")}},
	{name: "TransformStream", members: []member{attribute("readable"), attribute("writable")}},
	{name: "TransformStreamDefaultController", private: true, members: []member{
		attribute("desiredSize"), operation("enqueue"), operation("error"), operation("terminate"),
	}},
}

// The first arguments of constructors, in the words of error messages.
var parameters = map[string]string{
	"ReadableStream":  "underlyingSource",
	"WritableStream":  "underlyingSink",
	"TransformStream": "transformer",
}

// dress makes the interface that scripts see of a class of the library: its
// prototype has functions that look as those of the browser, in their order.
func (s *Streams) dress(l *library, c class) *web.Interface {
	object := l.exports.Get(c.name).(*goja.Object)
	prototype := object.Get("prototype").(*goja.Object)
	properties := map[string]*goja.Object{}
	for _, m := range c.members {
		properties[m.name] = s.vm.Get("Object").(*goja.Object).Get("getOwnPropertyDescriptor").Export().(nativeFunc)(goja.FunctionCall{
			Arguments: []goja.Value{prototype, s.vm.ToValue(m.name)},
		}).(*goja.Object)
		must(prototype.Delete(m.name))
	}
	for _, name := range prototype.GetOwnPropertyNames() {
		must(prototype.Delete(name)) // the constructor, and what Chrome has not
	}

	construct := func(o *goja.Object, args web.Arguments) *goja.Object {
		instance := s.construct(object, c, args)
		must(instance.SetPrototype(o.Prototype()))
		return instance
	}
	if c.private {
		construct = nil
	}
	i := web.NewInterfaceOf(s.vm, c.name, c.length, object, construct)
	for _, m := range c.members {
		s.member(i, m, properties[m.name])
	}
	asyncIterator, ok := s.vm.Get("Symbol").(*goja.Object).Get("asyncIterator").(*goja.Symbol)
	if values := prototype.Get("values"); ok && values != nil {
		must(prototype.DefineDataPropertySymbol(asyncIterator, values, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	return i
}

// dressIterator does the same for the iterators of ReadableStream.
func (s *Streams) dressIterator(values nativeFunc, stream *goja.Object) {
	const name = "ReadableStream AsyncIterator"
	prototype := values(goja.FunctionCall{This: stream}).(*goja.Object).Prototype()
	for _, m := range []member{promise("next"), promise("return")} {
		f := prototype.Get(m.name).Export().(nativeFunc)
		context := "Failed to execute '" + m.name + "' on '" + name + "': "
		must(prototype.Set(m.name, web.NewFunction(s.vm, m.name, 0, s.wrap(f, context, m, nil))))
	}
	must(prototype.DefineDataPropertySymbol(goja.SymToStringTag, s.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// construct makes an instance of a class of the library.
func (s *Streams) construct(object *goja.Object, c class, args web.Arguments) (instance *goja.Object) {
	values := []goja.Value{args.At(0), args.At(1), args.At(2)}
	switch typ := map[string]string{
		"ReadableStreamDefaultReader": "ReadableStream", "ReadableStreamBYOBReader": "ReadableStream", "WritableStreamDefaultWriter": "WritableStream",
	}[c.name]; {
	case typ != "":
		s.checkType(args, values[0], typ)
	case goja.IsNull(values[0]):
		panic(args.TypeError("Cannot convert undefined or null to object"))
	default:
		// Chrome takes the members of any value.
		for i, v := range values {
			if _, ok := v.(*goja.Object); !ok && !goja.IsUndefined(v) {
				values[i] = s.vm.NewObject()
			}
		}
	}
	failure := s.vm.Try(func() {
		var err error
		if instance, err = s.vm.New(object, values...); err != nil {
			panic(err)
		}
	})
	if failure == nil {
		return instance
	}
	text := args.Context()
	if thrown, message, ok := s.ownError(failure.Value()); ok {
		member, isMember := strings.CutPrefix(message, "First parameter has member '")
		if name, fault, ok := strings.Cut(member, "' that "); isMember && ok {
			if strings.HasPrefix(fault, "is not a function") {
				panic(args.TypeError("%s.%s must be a function or undefined", parameters[c.name], name))
			}
			if name == "type" {
				panic(s.rangeError(text + "Invalid type is specified"))
			}
		}
		if strings.HasPrefix(message, "Second parameter has member 'size' that ") {
			panic(args.TypeError("A queuing strategy's size property must be a function"))
		}
		s.inContext(thrown, message, text, message)
	}
	panic(failure.Value())
}

func (s *Streams) rangeError(text string) *goja.Object {
	e, err := s.vm.New(s.vm.Get("RangeError"), s.vm.ToValue(text))
	must(err)
	return e
}

func (s *Streams) checkType(args web.Arguments, v goja.Value, typ string) {
	switch typ {
	case "":
		return
	case "ReadableStream":
		if s.IsReadable(v) {
			return
		}
	case "ArrayBufferView":
		if o, ok := v.(*goja.Object); ok {
			if _, isBytes := web.BytesOf(s.vm, o); isBytes && o.ClassName() != "ArrayBuffer" {
				return
			}
		}
	default:
		if o, ok := v.(*goja.Object); ok && s.vm.InstanceOf(o, s.load().interfaces[typ].Constructor()) {
			return
		}
	}
	panic(args.WrongType(0, typ))
}

// member puts a member on the prototype of an interface, in the manner of the
// browser.
func (s *Streams) member(i *web.Interface, m member, property *goja.Object) {
	if m.attribute {
		context := "Failed to read the '" + m.name + "' property from '" + i.Name + "': "
		get := s.wrap(property.Get("get").Export().(nativeFunc), context, m, nil)
		getter := web.NewFunction(s.vm, "get "+m.name, 0, get)
		must(i.Prototype.DefineAccessorProperty(m.name, getter, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
		return
	}
	context := "Failed to execute '" + m.name + "' on '" + i.Name + "': "
	f := property.Get("value").Export().(nativeFunc)
	check := func(values []goja.Value) {
		args := web.NewArguments(s.vm, context, values...)
		args.Require(m.length)
		s.checkType(args, args.At(0), m.typ)
		s.checkOptions(args, i.Name+"."+m.name)
	}
	must(i.Prototype.Set(m.name, web.NewFunction(s.vm, m.name, m.length, s.wrap(f, context, m, check))))
}

// checkOptions reads what Chrome reads of dictionaries, for its errors.
func (s *Streams) checkOptions(args web.Arguments, member string) {
	switch member {
	case "ReadableStream.getReader":
		args.Members(0, "ReadableStreamGetReaderOptions").Enum("mode", "ReadableStreamReaderMode", "byob")
	case "ReadableStream.pipeThrough":
		pair := args.Members(0, "ReadableWritablePair")
		for _, key := range []string{"readable", "writable"} {
			if _, ok := pair.Member(key); !ok {
				panic(pair.TypeError(key, "Required member is undefined."))
			}
		}
		s.checkSignal(args)
	case "ReadableStream.pipeTo":
		s.checkSignal(args)
	}
}

func (s *Streams) checkSignal(args web.Arguments) {
	options := args.Members(1, "StreamPipeOptions")
	if v, ok := options.Member("signal"); ok {
		if _, ok := web.SignalOf(s.vm, v); !ok {
			panic(options.TypeError("signal", "Failed to convert value to 'AbortSignal'."))
		}
	}
}

// wrap makes the function that scripts call of one of the library.
func (s *Streams) wrap(f nativeFunc, context string, m member, check func(args []goja.Value)) nativeFunc {
	illegal := "Illegal invocation"
	if m.promise {
		illegal = context + illegal
	}
	return func(c goja.FunctionCall) (result goja.Value) {
		failure := s.vm.Try(func() {
			if check != nil {
				check(c.Arguments)
			}
			result = f(c)
		})
		if failure != nil {
			if thrown, message, ok := s.ownError(failure.Value()); ok {
				s.inContext(thrown, message, context, illegal)
			}
			if !m.promise {
				panic(failure.Value())
			}
			promise, _, reject := s.vm.NewPromise()
			must(reject(failure.Value()))
			return s.vm.ToValue(promise)
		}
		if p, ok := result.Export().(*goja.Promise); ok && m.promise && p.State() == goja.PromiseStateRejected {
			if reason, message, ok := s.ownError(p.Result()); ok {
				s.inContext(reason, message, context, illegal)
			}
		}
		return result
	}
}

// ownError gives the message of an error object.
func (s *Streams) ownError(v goja.Value) (e *goja.Object, message string, ok bool) {
	e, ok = v.(*goja.Object)
	if !ok || e.ClassName() != "Error" {
		return nil, "", false
	}
	text, ok := e.Get("message").(goja.String)
	if !ok {
		return nil, "", false
	}
	return e, text.String(), true
}

// inContext completes an error of the library by what the script has called.
// illegal is the text for a call on an object of another class.
func (s *Streams) inContext(e *goja.Object, message, context, illegal string) {
	fault, ok := strings.CutPrefix(message, "@")
	text := context + fault
	switch {
	case ok:
	case strings.Contains(message, " can only be used on a "):
		text = illegal
	default:
		return
	}
	stack := strings.Replace(e.Get("stack").String(), message, text, 1)
	web.Hide(e, "message", s.vm.ToValue(text))
	web.Hide(e, "stack", s.vm.ToValue(stack))
}
