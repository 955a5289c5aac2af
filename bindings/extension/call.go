package extension

import (
	"fmt"
	"reflect"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Function is a row of an API's table: a name and the handler of its calls,
// made by [Sync], [Async] or [Direct].
type Function struct {
	name string
	bind func(s *schema.Function) invoker
	// What Rearranged and Combined gave; nil for most.
	rearrange func(args []goja.Value) []goja.Value
	combine   func(p *Page, args []goja.Value) goja.Value
}

// Rearranged is f with its arguments put in order before they are matched, for
// a function whose arguments mean what their number says.
func (f Function) Rearranged(rearrange func(args []goja.Value) []goja.Value) Function {
	f.rearrange = rearrange
	return f
}

// Combined is f with one value made of what a callback would get, for a promise
// to resolve with. Without it that is the first of them.
func (f Function) Combined(combine func(p *Page, args []goja.Value) goja.Value) Function {
	f.combine = combine
	return f
}

// None is the parameters, or the result, of a function that has none.
type None struct{}

// Sync is a function whose answer is known at once. It reaches the callback in
// a later task all the same. A handler's error is the text of lastError; the
// callback then gets no arguments, or the result if the error is a
// [ResultError]. The parameters are the handler's own, but for bytes, which
// are JavaScript's memory and valid only during the call.
func Sync[P, R any](name string, handler func(P) (R, error)) Function {
	return newFunction(name, func(params P, reply *Reply[R]) {
		reply.result, reply.err = handler(params)
		reply.page.app.Loop.Post(reply)
	})
}

// Async is a function that answers through reply, at any time, once. As long
// as it has not, the App does not end.
func Async[P, R any](name string, handler func(P, *Reply[R])) Function {
	return newFunction(name, func(params P, reply *Reply[R]) {
		reply.page.app.Loop.BeginIn(&reply.completion)
		handler(params, reply)
	})
}

// Direct is a function without a callback: the call itself returns the result,
// or throws an Error with the text of err, or the TypeError of a bad call if
// that is a [Refusal].
func Direct[P, R any](name string, handler func(*Page, P) (R, error)) Function {
	return Function{name: name, bind: func(s *schema.Function) invoker {
		var results []schema.Member
		if s.Returns != nil {
			results = []schema.Member{{Type: s.Returns}}
		}
		result := newTuple[R](results)
		decoders := newParamDecoders[P](s.Params)
		return func(r request, args []goja.Value) (goja.Value, string) {
			params, fault := decoders.decode(r.page, args)
			if fault != "" {
				return nil, fault
			}
			value, err := handler(r.page, params)
			if refusal, ok := err.(Refusal); ok {
				return nil, string(refusal)
			}
			if err != nil {
				r.page.Throw(err.Error())
			}
			if values := result.values(r.page, value); len(values) > 0 {
				return values[0], ""
			}
			return goja.Undefined(), ""
		}
	}}
}

// Immediate is a function like [Sync] whose call returns a value as well.
func Immediate[P, V, R any](name string, handler func(P) (V, R, error)) Function {
	return Function{name: name, bind: func(s *schema.Function) invoker {
		returned, results := newTuple[V]([]schema.Member{{Type: s.Returns}}), newTuple[R](s.Callback.Params)
		decoders := newParamDecoders[P](s.Params)
		return func(r request, args []goja.Value) (goja.Value, string) {
			params, fault := decoders.decode(r.page, args)
			if fault != "" {
				return nil, fault
			}
			r.page.app.calls++
			r.page.app.active(true)
			value, result, err := handler(params)
			r.page.app.Loop.Post(&Reply[R]{request: r, results: results, result: result, err: err})
			return returned.values(r.page, value)[0], ""
		}
	}}
}

// ResultError is an error that comes with a result: the callback gets both the
// result and lastError.
type ResultError struct{ error }

// WithResult marks err as one that comes with a result.
func WithResult(err error) error { return ResultError{err} }

// Error is a plain error: lastError is set and the callback gets no arguments.
type Error string

func (e Error) Error() string { return string(e) }

// Refusal is what is wrong with a call whose arguments match the schema.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// Reply is the pending answer to one call.
type Reply[R any] struct {
	request
	completion eventloop.Completion
	results    *tuple[R]
	result     R
	err        error
}

// Promised is whether the call returned a promise, having no callback.
func (r *Reply[R]) Promised() bool { return r.resolve != nil }

// Page gives the page that made the call.
func (r *Reply[R]) Page() *Page { return r.page }

// Succeed answers with a result. Any goroutine may call it.
func (r *Reply[R]) Succeed(result R) { r.Done(result, nil) }

// Fail answers with an error and no result, unless it is a [ResultError].
func (r *Reply[R]) Fail(err error) {
	var none R
	r.Done(none, err)
}

// Done answers as a [Sync] handler's return values do.
func (r *Reply[R]) Done(result R, err error) {
	r.result, r.err = result, err
	r.completion.Post(r)
}

// Refuse ends the call that is being made with the TypeError of a bad call.
func (r *Reply[R]) Refuse(why Refusal) {
	r.Abandon()
	r.page.ThrowTypeError(r.function.InvocationError(string(why)))
}

// Abandon ends the call without an answer: its callback never runs. Only the
// loop may call it.
func (r *Reply[R]) Abandon() {
	r.page.app.calls--
	r.completion.Abandon()
}

// RunTask delivers the answer. Only the loop calls it.
func (r *Reply[R]) RunTask() {
	var args []goja.Value
	if _, both := r.err.(ResultError); (r.err == nil || both) && !r.page.closed {
		args = r.results.values(r.page, r.result)
	}
	r.deliver(args, r.err)
}

// invoker decodes the arguments that a page matched, starts the handler and
// gives what the call returns, if that is the handler's to say.
type invoker func(r request, args []goja.Value) (result goja.Value, fault string)

// request is who waits for an answer.
type request struct {
	page     *Page
	function *schema.Function
	combine  func(p *Page, args []goja.Value) goja.Value
	callback goja.Callable   // nil: none was given
	resolve  func(any) error // of the promise that was returned instead
	reject   func(any) error
}

func newFunction[P, R any](name string, start func(P, *Reply[R])) Function {
	return Function{name: name, bind: func(s *schema.Function) invoker {
		var params []schema.Member
		switch {
		case s.Callback != nil:
			params = s.Callback.Params
		case s.Returns != nil:
			panic(fmt.Sprintf("extension: %s.%s has no callback to answer", s.Namespace, s.Name))
		default: // only an error has somewhere to go: the console
		}
		results := newTuple[R](params)
		decoders := newParamDecoders[P](s.Params)
		return func(r request, args []goja.Value) (goja.Value, string) {
			params, fault := decoders.decode(r.page, args)
			if fault == "" {
				r.page.app.calls++
				r.page.app.active(true)
				start(params, &Reply[R]{request: r, results: results})
			}
			return nil, fault
		}
	}}
}

// paramDecoders decode the arguments of calls into a P. A second one is made
// only when a getter in the arguments calls the function again.
type paramDecoders[P any] struct {
	params []schema.Member
	free   []*paramDecoder[P]
}

func newParamDecoders[P any](params []schema.Member) *paramDecoders[P] {
	return &paramDecoders[P]{params, []*paramDecoder[P]{newParamDecoder[P](params)}}
}

func (d *paramDecoders[P]) decode(p *Page, args []goja.Value) (params P, fault string) {
	var one *paramDecoder[P]
	if n := len(d.free); n > 0 {
		one, d.free = d.free[n-1], d.free[:n-1]
	} else {
		one = newParamDecoder[P](d.params)
	}
	params, fault = one.decode(p, args)
	d.free = append(d.free, one)
	return params, fault
}

// paramDecoder decodes the arguments of a call into its variable.
type paramDecoder[P any] struct {
	params   []schema.Member
	value    *P
	decoders []decoder
}

func newParamDecoder[P any](params []schema.Member) *paramDecoder[P] {
	d := &paramDecoder[P]{params: params, value: new(P)}
	for i, field := range fieldsOf(params, reflect.ValueOf(d.value).Elem()) {
		d.decoders = append(d.decoders, newDecoder(params[i].Type, field))
	}
	return d
}

func (d *paramDecoder[P]) decode(p *Page, args []goja.Value) (params P, fault string) {
	var zero P
	*d.value = zero
	for i, decode := range d.decoders {
		if args[i] == nil {
			continue
		}
		if fault := decode(p, args[i]); fault != "" {
			return params, schema.ParameterError(d.params[i].Name, fault)
		}
	}
	params, *d.value = *d.value, zero
	return params, ""
}

// call is what JavaScript calls.
func (p *Page) call(s *schema.Function, f *boundFunction, call goja.FunctionCall) goja.Value {
	if p.closed {
		p.Throw(schema.ContextInvalidated)
	}
	given := call.Arguments
	if f.rearrange != nil {
		given = f.rearrange(given)
	}
	base := len(p.arguments)
	args := p.takeArguments(len(s.Params) + 1)
	defer p.dropArguments(base)
	if !p.match(s, given, 0, args) {
		p.ThrowTypeError(s.InvocationError(schema.NoMatchingSignature))
	}
	r := request{page: p, function: s, combine: f.combine}
	result := goja.Undefined()
	if callback := args[len(s.Params)]; callback != nil {
		r.callback, _ = goja.AssertFunction(callback)
	} else if s.Callback != nil && s.Callback.Promise {
		var promise *goja.Promise
		promise, r.resolve, r.reject = p.vm.NewPromise()
		result = p.vm.ToValue(promise)
	}
	if p.app.Trace != nil {
		p.app.Trace("call " + p.describe(s.Namespace, s.Name, call.Arguments))
		if s.Headless != "" {
			p.app.Trace("note " + s.Namespace + "." + s.Name + " " + s.Headless)
		}
	}
	direct, fault := f.invoke(r, args[:len(s.Params)])
	if fault != "" {
		p.ThrowTypeError(s.InvocationError(fault))
	}
	if direct != nil {
		return direct
	}
	return result
}

// takeArguments gives room for n arguments of a call, above those of the calls
// that are being made: a getter in an argument may make one.
func (p *Page) takeArguments(n int) []goja.Value {
	base := len(p.arguments)
	p.arguments = append(p.arguments, make([]goja.Value, n)...)
	return p.arguments[base:]
}

// dropArguments ends the call whose arguments begin at base.
func (p *Page) dropArguments(base int) {
	clear(p.arguments[base:])
	p.arguments = p.arguments[:base]
}

// match puts each argument at the index of a parameter, the callback last, and
// nil where an optional one was left out. It goes back when a choice turns out
// wrong: APISignature::ArgumentParser in Chromium. The depth is the number of
// parameters.
func (p *Page) match(s *schema.Function, given []goja.Value, at int, out []goja.Value) bool {
	parameters := len(s.Params)
	if s.Callback != nil {
		parameters++
	}
	if at == parameters {
		return len(given) == 0
	}
	if len(given) > parameters-at {
		return false
	}
	isCallback := at == len(s.Params)
	optional := isCallback && !s.Callback.Required() || !isCallback && s.Params[at].Optional
	if len(given) > 0 {
		v := given[0]
		absent := optional && isAbsent(v)
		if absent || isCallback && isFunction(v) || !isCallback && p.matches(s.Params[at].Type, v) {
			if out[at] = v; absent {
				out[at] = nil
			}
			if p.match(s, given[1:], at+1, out) {
				return true
			}
		}
	}
	if !optional {
		return false
	}
	out[at] = nil
	return p.match(s, given, at+1, out)
}

// deliver hands an answer to the callback or the promise. It is a task of its
// own: the callback's promise jobs run before lastError is cleared.
func (r *request) deliver(args []goja.Value, err error) {
	p := r.page
	p.app.calls--
	p.app.active(false)
	if p.closed {
		return
	}
	if p.app.Trace != nil {
		p.app.Trace("answer " + p.describeAnswer(r.function, args, err))
	}
	switch {
	case r.callback != nil:
		run := func() {
			p.realm.Run(func() {
				if _, thrown := r.callback(p.vm.GlobalObject(), args...); thrown != nil {
					p.reporter.ReportException(thrown, schema.CallbackError)
				}
			})
		}
		if err != nil {
			p.WithLastError(err.Error(), run)
		} else {
			run()
		}
	case r.resolve == nil: // an optional callback that was left out, and no promise
		if err != nil {
			p.reporter.ReportError(schema.UncheckedLastError(err.Error()))
		}
	case err != nil:
		p.realm.Run(func() { r.reject(p.newError(err.Error())) })
	default:
		p.realm.Run(func() {
			switch {
			case r.combine != nil:
				r.resolve(r.combine(p, args))
			case len(args) > 0:
				r.resolve(args[0])
			default:
				r.resolve(goja.Undefined())
			}
		})
	}
}
