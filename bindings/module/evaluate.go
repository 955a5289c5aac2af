package module

import (
	"slices"

	"github.com/dop251/goja"
)

// Evaluate evaluates a linked module, once, and gives the promise of that
// (ECMA-262, 16.2.1.6.1.3).
func (r *Record) Evaluate() *goja.Promise {
	m := r.owner
	if (r.state == evaluatingAsync || r.state == evaluated) && r.cycleRoot != nil {
		r = r.cycleRoot
	}
	if r.promise != nil {
		return r.promise
	}
	r.promise, r.resolve, r.reject = m.vm.NewPromise()
	if r.state == evaluated { // no JavaScript, or it failed when another one was evaluated
		if r.failure != nil {
			must(r.reject(r.failure))
		} else {
			must(r.resolve(goja.Undefined()))
		}
		return r.promise
	}
	var stack []*Record
	index := 0
	if failure := m.innerEvaluate(r, &stack, &index); failure != nil {
		for _, s := range stack {
			s.state, s.failure = evaluated, failure
		}
		must(r.reject(failure))
	} else if !r.async {
		must(r.resolve(goja.Undefined()))
	}
	return r.promise
}

// innerEvaluate is InnerModuleEvaluation (16.2.1.6.1.3.1).
func (m *Map) innerEvaluate(r *Record, stack *[]*Record, index *int) (failure goja.Value) {
	switch r.state {
	case evaluated, evaluatingAsync:
		return r.failure
	case evaluating:
		return nil
	}
	r.state = evaluating
	r.index, r.ancestor = *index, *index
	*index++
	*stack = append(*stack, r)
	for _, requested := range r.requested {
		if failure := m.innerEvaluate(requested, stack, index); failure != nil {
			return failure
		}
		if requested.state == evaluating {
			r.ancestor = min(r.ancestor, requested.ancestor)
		} else {
			requested = requested.cycleRoot
			if requested.failure != nil {
				return requested.failure
			}
		}
		if requested.async && requested.state != evaluated {
			r.pendingAsync++
			requested.asyncParents = append(requested.asyncParents, r)
		}
	}
	if r.pendingAsync > 0 || r.module.Async {
		r.async = true
		m.order++
		r.asyncOrder = m.order
		if r.pendingAsync == 0 {
			m.executeAsync(r)
		}
	} else if failure := m.execute(r); failure != nil {
		return failure
	}
	if r.ancestor == r.index {
		for {
			last := (*stack)[len(*stack)-1]
			*stack = (*stack)[:len(*stack)-1]
			last.state, last.cycleRoot = evaluated, r
			if last.async {
				last.state = evaluatingAsync
			}
			if last == r {
				break
			}
		}
	}
	return nil
}

// execute runs the rest of a module that awaits nothing.
func (m *Map) execute(r *Record) (failure goja.Value) {
	_, failure = r.next("next", goja.Undefined())
	r.generator = nil
	return failure
}

// executeAsync runs the rest of a module with top-level await
// (ExecuteAsyncModule).
func (m *Map) executeAsync(r *Record) {
	promise, resolve, reject := m.vm.NewPromise()
	m.when(promise, func(goja.Value) { m.fulfilled(r) }, func(reason goja.Value) { m.rejected(r, reason) })
	var step func(method string, value goja.Value)
	step = func(method string, value goja.Value) {
		result, thrown := r.next(method, value)
		switch {
		case thrown != nil:
			must(reject(thrown))
		case result.Get("done").ToBoolean():
			r.generator = nil
			must(resolve(goja.Undefined()))
		default:
			awaited, resolveAwaited, _ := m.vm.NewPromise()
			awaitedValue := result.Get("value")
			if p, ok := awaitedValue.Export().(*goja.Promise); ok {
				awaited = p
			} else {
				must(resolveAwaited(awaitedValue))
			}
			m.when(awaited, func(v goja.Value) { step("next", v) }, func(reason goja.Value) { step("throw", reason) })
		}
	}
	step("next", goja.Undefined())
}

// when calls one of two functions when a promise is settled.
func (m *Map) when(promise *goja.Promise, fulfilled, rejected func(goja.Value)) {
	reaction := func(f func(goja.Value)) goja.Value {
		return m.vm.ToValue(func(call goja.FunctionCall) goja.Value {
			f(call.Argument(0))
			return goja.Undefined()
		})
	}
	_, err := m.then(m.vm.ToValue(promise), reaction(fulfilled), reaction(rejected))
	must(err)
}

// fulfilled is AsyncModuleExecutionFulfilled (16.2.1.6.1.3.4).
func (m *Map) fulfilled(r *Record) {
	if r.state == evaluated {
		return
	}
	m.asyncDone(r)
	var ready []*Record
	r.gatherAvailableAncestors(&ready)
	slices.SortFunc(ready, func(a, b *Record) int { return a.asyncOrder - b.asyncOrder })
	for _, p := range ready {
		switch {
		case p.state == evaluated:
		case p.module.Async:
			m.executeAsync(p)
		default:
			if failure := m.execute(p); failure != nil {
				m.rejected(p, failure)
			} else {
				m.asyncDone(p)
			}
		}
	}
}

func (m *Map) asyncDone(r *Record) {
	r.state = evaluated
	if r.promise != nil {
		must(r.resolve(goja.Undefined()))
	}
}

func (r *Record) gatherAvailableAncestors(ready *[]*Record) {
	for _, p := range r.asyncParents {
		if slices.Contains(*ready, p) || p.cycleRoot.failure != nil {
			continue
		}
		if p.pendingAsync--; p.pendingAsync == 0 {
			*ready = append(*ready, p)
			if !p.module.Async {
				p.gatherAvailableAncestors(ready)
			}
		}
	}
}

// rejected is AsyncModuleExecutionRejected (16.2.1.6.1.3.5).
func (m *Map) rejected(r *Record, reason goja.Value) {
	if r.state == evaluated {
		return
	}
	r.failure, r.state = reason, evaluated
	for _, p := range r.asyncParents {
		m.rejected(p, reason)
	}
	if r.promise != nil {
		must(r.reject(reason))
	}
}

// Import is import(): it gives the promise of the namespace of the module that
// the specifier names from the script at base.
func (m *Map) Import(base string, specifier, options goja.Value) *goja.Promise {
	promise, resolvePromise, reject := m.vm.NewPromise()
	var url, typ string
	exception := m.vm.Try(func() {
		if _, ok := specifier.(*goja.Symbol); ok {
			panic(m.newError("TypeError", "Cannot convert a Symbol value to a string"))
		}
		text := specifier.ToString().String()
		typ = m.typeAttribute(options)
		var err error
		if url, err = m.resolve(text, base); err != nil {
			panic(m.newError("TypeError", dynamicWords(err)))
		}
	})
	if exception != nil {
		must(reject(exception.Value()))
		return promise
	}
	m.services.Post(func() {
		r, failure := m.graph(url, typ)
		if failure != nil {
			must(reject(failure))
			return
		}
		m.when(r.Evaluate(), func(goja.Value) { must(resolvePromise(m.Namespace(r))) }, func(reason goja.Value) { must(reject(reason)) })
	})
	return promise
}

// typeAttribute reads the options of import().
func (m *Map) typeAttribute(options goja.Value) string {
	if options == nil || goja.IsUndefined(options) {
		return ""
	}
	o, ok := options.(*goja.Object)
	if !ok {
		panic(m.newError("TypeError", "The second argument to import() must be an object"))
	}
	with := o.Get("with")
	if with == nil || goja.IsUndefined(with) {
		return ""
	}
	attributes, ok := with.(*goja.Object)
	if !ok {
		panic(m.newError("TypeError", "The 'with' option must be an object"))
	}
	typ := ""
	for _, name := range attributes.Keys() {
		value, ok := attributes.Get(name).(goja.String)
		if !ok {
			panic(m.newError("TypeError", "Import attribute value must be a string"))
		}
		if name != "type" {
			panic(m.newError("TypeError", "Invalid attribute key \""+name+"\"."))
		}
		typ = value.String()
	}
	return typ
}

// Run evaluates a module and reports what it throws.
func (r *Record) Run(report func(error)) {
	m := r.owner
	m.when(r.Evaluate(), func(goja.Value) {}, func(reason goja.Value) { report(m.Exception(reason)) })
}

// Exception makes an error of the engine of a value, as if it had been thrown.
func (m *Map) Exception(value goja.Value) *goja.Exception {
	return m.vm.Try(func() { panic(value) })
}
