package extension

import (
	"fmt"
	"reflect"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Function is a row of an API's table: a name and the handler of its calls,
// made by [Sync] or [Async].
type Function struct {
	name string
	bind func(app *App, s *schema.Function) invoker
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
		reply.app.Loop.Post(reply)
	})
}

// Async is a function that answers through reply, at any time, once. As long
// as it has not, the App does not end.
func Async[P, R any](name string, handler func(P, *Reply[R])) Function {
	return newFunction(name, func(params P, reply *Reply[R]) {
		reply.completion = reply.app.Loop.Begin()
		handler(params, reply)
	})
}

// ResultError is an error that comes with a result: the callback gets both the
// result and lastError.
type ResultError struct{ error }

// WithResult marks err as one that comes with a result.
func WithResult(err error) error { return ResultError{err} }

// Error is a plain error: lastError is set and the callback gets no arguments.
type Error string

func (e Error) Error() string { return string(e) }

// Reply is the pending answer to one call.
type Reply[R any] struct {
	request
	completion *eventloop.Completion
	encode     *variable[R] // nil for None
	result     R
	err        error
}

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

// Abandon ends the call without an answer: its callback never runs.
func (r *Reply[R]) Abandon() { r.completion.Abandon() }

// RunTask delivers the answer. Only the loop calls it.
func (r *Reply[R]) RunTask() {
	var args []goja.Value
	if _, both := r.err.(ResultError); (r.err == nil || both) && r.encode != nil && !r.page.closed {
		args = []goja.Value{r.encode.valueOf(r.page, r.result)}
	}
	r.deliver(args, r.err)
}

// invoker decodes the arguments that a page matched and starts the handler.
type invoker func(request request, args []goja.Value) (fault string)

// request is who waits for an answer.
type request struct {
	app      *App
	page     *Page
	function *schema.Function
	callback goja.Callable   // nil: none was given
	resolve  func(any) error // of the promise that was returned instead
	reject   func(reason any) error
}

func newFunction[P, R any](name string, start func(P, *Reply[R])) Function {
	return Function{name: name, bind: func(app *App, s *schema.Function) invoker {
		var encode *variable[R]
		switch results := s.Callback.Params; len(results) {
		case 0:
			if _, none := any(*new(R)).(None); !none {
				panic(fmt.Sprintf("extension: %s.%s answers nothing, its handler something", s.Namespace, s.Name))
			}
		case 1:
			v := newVariable[R](results[0].Type)
			encode = &v
		default:
			panic(fmt.Sprintf("extension: %s.%s answers with several values", s.Namespace, s.Name))
		}
		var free []*paramDecoder[P] // decoders not in use
		return func(request request, args []goja.Value) string {
			var d *paramDecoder[P]
			if n := len(free); n > 0 {
				d, free = free[n-1], free[:n-1]
			} else {
				// The first call, or a getter in the arguments made this one.
				d = newParamDecoder[P](s.Params)
			}
			params, fault := d.decode(request.page, args)
			free = append(free, d)
			if fault == "" {
				start(params, &Reply[R]{request: request, encode: encode})
			}
			return fault
		}
	}}
}

// paramDecoder decodes the arguments of a call into a P.
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
	defer func() {
		var zero P
		*d.value = zero // a getter's exception leaves no half of it either
	}()
	for i, decode := range d.decoders {
		if args[i] == nil {
			continue
		}
		if fault := decode(p, args[i]); fault != "" {
			return params, schema.ParameterError(d.params[i].Name, fault)
		}
	}
	return *d.value, ""
}

// call is what JavaScript calls.
func (p *Page) call(s *schema.Function, invoke invoker, call goja.FunctionCall) goja.Value {
	args := make([]goja.Value, len(s.Params)+1)
	if !p.match(s, call.Arguments, 0, args) {
		p.throwTypeError(s.InvocationError(schema.NoMatchingSignature))
	}
	r := request{app: p.app, page: p, function: s}
	result := goja.Undefined()
	if callback := args[len(s.Params)]; callback != nil {
		r.callback, _ = goja.AssertFunction(callback)
	} else if s.Callback.Promise {
		var promise *goja.Promise
		promise, r.resolve, r.reject = p.vm.NewPromise()
		result = p.vm.ToValue(promise)
	}
	if p.app.Trace != nil {
		p.app.Trace("call " + p.describe(s.Namespace, s.Name, call.Arguments))
	}
	if fault := invoke(r, args[:len(s.Params)]); fault != "" {
		p.throwTypeError(s.InvocationError(fault))
	}
	return result
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
	if p.closed {
		return
	}
	if p.app.Trace != nil {
		p.app.Trace("answer " + p.describeAnswer(r.function, args, err))
	}
	switch {
	case r.callback != nil:
		if err != nil {
			p.lastError.set(err.Error())
			defer p.lastError.clear()
		}
		p.realm.Run(func() {
			if _, thrown := r.callback(p.vm.GlobalObject(), args...); thrown != nil {
				p.reporter.ReportException(thrown, schema.CallbackError)
			}
		})
	case r.resolve == nil: // an optional callback that was left out, and no promise
		if err != nil {
			p.reporter.ReportError(schema.UncheckedLastError(err.Error()))
		}
	case err != nil:
		p.realm.Run(func() { r.reject(p.newError("Error", err.Error())) })
	default:
		p.realm.Run(func() {
			if len(args) > 0 {
				r.resolve(args[0])
			} else {
				r.resolve(goja.Undefined())
			}
		})
	}
}
