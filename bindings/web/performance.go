package web

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// performance is the state of a Performance: the timeline of a page or worker.
type performance struct {
	EventTarget
	page      *page
	clone     func(args Arguments, v goja.Value) goja.Value
	warn      func(string)
	marks     []*performanceEntry
	measures  []*performanceEntry
	observers []*performanceObserver
	notifying bool // a task that tells the observers is on its way

	entryInterface, markInterface, measureInterface, listInterface func() *Interface
}

// performanceEntry is the state of a PerformanceEntry.
type performanceEntry struct {
	typ, name string
	start     float64
	duration  float64
	detail    goja.Value
	object    *goja.Object
}

// InstallPerformance makes performance and its interfaces globals. clone makes
// a structured clone; warn prints a warning on the console.
//
// See https://w3c.github.io/hr-time/ and https://w3c.github.io/user-timing/.
func InstallPerformance(vm *goja.Runtime, clone func(args Arguments, v goja.Value) goja.Value, warn func(string)) {
	p := pageOf(vm)
	t := &performance{page: p, clone: clone, warn: warn}
	get := p.global("Performance", func() *Interface { return t.newInterface() })
	t.entryInterface = p.global("PerformanceEntry", t.newEntryInterface)
	t.markInterface = p.global("PerformanceMark", t.newMarkInterface)
	t.measureInterface = p.global("PerformanceMeasure", t.newMeasureInterface)
	t.listInterface = p.global("PerformanceObserverEntryList", t.newListInterface)
	p.global("PerformanceObserver", t.newObserverInterface)
	ReplaceableAttribute(vm, "performance", func() goja.Value {
		o := get().New(t)
		t.EventTarget = p.events.NewTarget(o, nil)
		return o
	})
}

// origin is the wall clock time at which the page began, in milliseconds.
func (t *performance) origin() float64 {
	return math.Floor(float64(t.page.timeOrigin.UnixMicro())/100) / 10
}

func (t *performance) newInterface() *Interface {
	p, vm := t.page, t.page.vm
	i := p.newInterface("Performance", p.events.target, 0, nil)
	Attribute(i, "timeOrigin", func(t *performance) any { return t.origin() })
	i.EventHandlers("resourcetimingbufferfull")
	void := func(name string, length int, f func(t *performance, args Arguments)) {
		Operation(i, name, length, func(t *performance, args Arguments) goja.Value {
			f(t, args)
			return goja.Undefined()
		})
	}
	void("clearMarks", 0, func(t *performance, args Arguments) { t.marks = without(t.marks, args) })
	void("clearMeasures", 0, func(t *performance, args Arguments) { t.measures = without(t.measures, args) })
	void("clearResourceTimings", 0, func(*performance, Arguments) {})
	Operation(i, "getEntries", 0, func(t *performance, _ Arguments) goja.Value {
		return t.list(t.entries(), func(*performanceEntry) bool { return true })
	})
	Operation(i, "getEntriesByName", 1, func(t *performance, args Arguments) goja.Value {
		return t.list(t.entries(), byName(args))
	})
	Operation(i, "getEntriesByType", 1, func(t *performance, args Arguments) goja.Value {
		return t.list(t.entries(), byType(args))
	})
	Operation(i, "mark", 1, func(t *performance, args Arguments) goja.Value {
		e := t.newMark(args)
		t.marks = insert(t.marks, e)
		return t.add(e)
	})
	Operation(i, "measure", 1, func(t *performance, args Arguments) goja.Value {
		e := t.newMeasure(args)
		t.measures = insert(t.measures, e)
		return t.add(e)
	})
	void("setResourceTimingBufferSize", 1, func(*performance, Arguments) {})
	Operation(i, "toJSON", 0, func(t *performance, _ Arguments) goja.Value {
		o := vm.NewObject()
		must(o.Set("timeOrigin", t.origin()))
		if p.scope.isWindow() {
			must(o.Set("timing", t.timing()))
			must(o.Set("navigation", t.navigation()))
		}
		return o
	})
	Operation(i, "now", 0, func(t *performance, _ Arguments) goja.Value { return vm.ToValue(t.page.now()) })
	if p.scope.isWindow() {
		Attribute(i, "timing", func(t *performance) any { return t.timing() })
		Attribute(i, "navigation", func(t *performance) any { return t.navigation() })
		Attribute(i, "memory", func(*performance) any { return t.memory() })
	}
	return i
}

// timing is the obsolete PerformanceTiming. The page has no network behind it:
// all began at once.
func (t *performance) timing() *goja.Object {
	o := t.page.vm.NewObject()
	at := int64(t.origin())
	for _, name := range timingNames() {
		must(o.Set(name, at))
	}
	return o
}

// timingNames are the members of PerformanceTiming. Marks cannot have these
// names.
func timingNames() []string {
	return []string{
		"navigationStart", "unloadEventStart", "unloadEventEnd", "redirectStart", "redirectEnd", "fetchStart", "domainLookupStart",
		"domainLookupEnd", "connectStart", "connectEnd", "secureConnectionStart", "requestStart", "responseStart", "responseEnd",
		"domLoading", "domInteractive", "domContentLoadedEventStart", "domContentLoadedEventEnd", "domComplete", "loadEventStart",
		"loadEventEnd",
	}
}

func (t *performance) navigation() *goja.Object {
	o := t.page.vm.NewObject()
	must(o.Set("type", 0))
	must(o.Set("redirectCount", 0))
	return o
}

// memory is what the host as a whole has: the engine does not count by page.
func (t *performance) memory() *goja.Object {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	o := t.page.vm.NewObject()
	must(o.Set("totalJSHeapSize", m.HeapSys))
	must(o.Set("usedJSHeapSize", m.HeapAlloc))
	must(o.Set("jsHeapSizeLimit", 4395630592))
	return o
}

// insert keeps entries in the order of their start.
func insert(entries []*performanceEntry, e *performanceEntry) []*performanceEntry {
	at, _ := slices.BinarySearchFunc(entries, e.start, func(e *performanceEntry, start float64) int {
		if e.start <= start {
			return -1
		}
		return 1
	})
	return slices.Insert(entries, at, e)
}

func without(entries []*performanceEntry, args Arguments) []*performanceEntry {
	if !args.Has(0) {
		return nil
	}
	name := args.String(0)
	return slices.DeleteFunc(entries, func(e *performanceEntry) bool { return e.name == name })
}

// entries are all of the timeline, in the order of their start.
func (t *performance) entries() []*performanceEntry {
	all := slices.Concat(t.marks, t.measures)
	slices.SortStableFunc(all, func(a, b *performanceEntry) int { return cmp.Compare(a.start, b.start) })
	return all
}

func byName(args Arguments) func(*performanceEntry) bool {
	name := args.String(0)
	typed := args.Has(1)
	typ := ""
	if typed {
		typ = args.String(1)
	}
	return func(e *performanceEntry) bool { return e.name == name && (!typed || e.typ == typ) }
}

func byType(args Arguments) func(*performanceEntry) bool {
	typ := args.String(0)
	return func(e *performanceEntry) bool { return e.typ == typ }
}

func (t *performance) list(entries []*performanceEntry, take func(*performanceEntry) bool) goja.Value {
	var list []any
	for _, e := range entries {
		if take(e) {
			list = append(list, t.objectOf(e))
		}
	}
	return t.page.vm.NewArray(list...)
}

func (t *performance) objectOf(e *performanceEntry) *goja.Object {
	if e.object == nil {
		i := t.markInterface
		if e.typ == "measure" {
			i = t.measureInterface
		}
		e.object = i().New(e)
	}
	return e.object
}

func (t *performance) newEntryInterface() *Interface {
	i := t.page.newInterface("PerformanceEntry", nil, 0, nil)
	Attribute(i, "name", func(e *performanceEntry) any { return e.name })
	Attribute(i, "entryType", func(e *performanceEntry) any { return e.typ })
	Attribute(i, "startTime", func(e *performanceEntry) any { return e.start })
	Attribute(i, "duration", func(e *performanceEntry) any { return e.duration })
	Operation(i, "toJSON", 0, func(e *performanceEntry, _ Arguments) goja.Value {
		o := t.page.vm.NewObject()
		must(o.Set("name", e.name))
		must(o.Set("entryType", e.typ))
		must(o.Set("startTime", e.start))
		must(o.Set("duration", e.duration))
		return o
	})
	return i
}

func (t *performance) newMarkInterface() *Interface {
	var i *Interface
	i = t.page.newInterface("PerformanceMark", t.entryInterface(), 1, func(o *goja.Object, args Arguments) *goja.Object {
		e := t.newMark(args)
		e.object = o
		return i.Adopt(o, e)
	})
	Attribute(i, "detail", func(e *performanceEntry) any { return e.detail })
	return i
}

func (t *performance) newMeasureInterface() *Interface {
	i := t.page.newInterface("PerformanceMeasure", t.entryInterface(), 0, nil)
	Attribute(i, "detail", func(e *performanceEntry) any { return e.detail })
	return i
}

func (t *performance) newMark(args Arguments) *performanceEntry {
	e := &performanceEntry{typ: "mark", name: args.String(0), start: t.page.now(), detail: goja.Null()}
	options := args.dictionary(1, "PerformanceMarkOptions")
	if detail, ok := options.member("detail"); ok {
		e.detail = t.clone(args, detail)
	}
	if _, ok := options.member("startTime"); ok {
		if e.start = options.double("startTime"); e.start < 0 {
			panic(args.TypeError("'%s' cannot have a negative start time.", e.name))
		}
	}
	if t.page.scope.isWindow() && slices.Contains(timingNames(), e.name) {
		panic(args.DOMException("SyntaxError", "'"+e.name+"' is part of the PerformanceTiming interface, and cannot be used as a mark name."))
	}
	return e
}

// newMeasure reads a measure from one point to another. A point is a time, or
// the name of a mark.
func (t *performance) newMeasure(args Arguments) *performanceEntry {
	e := &performanceEntry{typ: "measure", name: args.String(0), detail: goja.Null()}
	end := t.page.now()
	if _, ok := args.At(1).(*goja.Object); ok {
		options := args.dictionary(1, "PerformanceMeasureOptions")
		detail, hasDetail := options.member("detail")
		duration, hasDuration := options.member("duration")
		from, hasStart := options.member("start")
		to, hasEnd := options.member("end")
		const given = "If a non-empty PerformanceMeasureOptions object was passed, "
		switch empty := !hasDetail && !hasDuration && !hasStart && !hasEnd; {
		case empty:
		case args.Has(2):
			panic(args.TypeError(given + "|end_mark| must not be passed."))
		case !hasStart && !hasEnd:
			panic(args.TypeError(given + "at least one of its 'start' or 'end' properties must be present."))
		case hasStart && hasEnd && hasDuration:
			panic(args.TypeError(given + "it must not have all of its 'start', 'duration', and 'end' properties defined"))
		}
		if hasDetail {
			e.detail = t.clone(args, detail)
		}
		length := 0.0
		if hasDuration {
			length = args.toNumber(duration, options.where("duration"))
		}
		if hasStart {
			e.start = t.point(args, e.name, from)
		}
		switch {
		case hasEnd:
			end = t.point(args, e.name, to)
		case hasDuration:
			end = e.start + length
		}
		if !hasStart && hasDuration {
			e.start = end - length
		}
	} else {
		if args.Has(1) && !goja.IsNull(args.At(1)) {
			e.start = t.point(args, e.name, t.page.vm.ToValue(args.String(1)))
		}
		if args.Has(2) {
			end = t.point(args, e.name, t.page.vm.ToValue(args.String(2)))
		}
	}
	e.duration = end - e.start
	return e
}

func (t *performance) point(args Arguments, measure string, v goja.Value) float64 {
	if goja.IsNumber(v) {
		at := v.ToFloat()
		if at < 0 {
			panic(args.TypeError("'%s' cannot have a negative time stamp.", measure))
		}
		return at
	}
	name := args.Text(v, "")
	for _, e := range slices.Backward(t.marks) {
		if e.name == name {
			return e.start
		}
	}
	if t.page.scope.isWindow() && slices.Contains(timingNames(), name) {
		return 0
	}
	panic(args.DOMException("SyntaxError", "The mark '"+name+"' does not exist."))
}

// performanceObserver is the state of a PerformanceObserver.
type performanceObserver struct {
	callback goja.Callable
	object   *goja.Object
	types    []string
	queue    []*performanceEntry
}

// entryTypes are those that can occur here.
func entryTypes() []string { return []string{"mark", "measure"} }

// entryList is the state of a PerformanceObserverEntryList.
type entryList struct{ entries []*performanceEntry }

func (t *performance) newListInterface() *Interface {
	i := t.page.newInterface("PerformanceObserverEntryList", nil, 0, nil)
	Operation(i, "getEntries", 0, func(l *entryList, _ Arguments) goja.Value {
		return t.list(l.entries, func(*performanceEntry) bool { return true })
	})
	Operation(i, "getEntriesByName", 1, func(l *entryList, args Arguments) goja.Value { return t.list(l.entries, byName(args)) })
	Operation(i, "getEntriesByType", 1, func(l *entryList, args Arguments) goja.Value { return t.list(l.entries, byType(args)) })
	return i
}

func (t *performance) newObserverInterface() *Interface {
	var i *Interface
	i = t.page.newInterface("PerformanceObserver", nil, 1, func(o *goja.Object, args Arguments) *goja.Object {
		return i.Adopt(o, &performanceObserver{callback: args.Function(0), object: o})
	})
	Operation(i, "disconnect", 0, func(b *performanceObserver, _ Arguments) goja.Value {
		b.types, b.queue = nil, nil
		t.observers = slices.DeleteFunc(t.observers, func(other *performanceObserver) bool { return other == b })
		return goja.Undefined()
	})
	Operation(i, "observe", 0, func(b *performanceObserver, args Arguments) goja.Value {
		t.observe(b, args)
		return goja.Undefined()
	})
	Operation(i, "takeRecords", 0, func(b *performanceObserver, _ Arguments) goja.Value {
		taken := b.queue
		b.queue = nil
		return t.list(taken, func(*performanceEntry) bool { return true })
	})
	define(i.Constructor(), "supportedEntryTypes", Frozen(t.page.vm, "mark", "measure"), readOnly)
	return i
}

func (t *performance) observe(b *performanceObserver, args Arguments) {
	options := args.dictionary(0, "PerformanceObserverInit")
	list, hasList := options.member("entryTypes")
	typ, hasType := options.optionalString("type")
	switch {
	case !hasList && !hasType:
		panic(args.TypeError("An observe() call must include either entryTypes or type arguments."))
	case hasList && hasType:
		panic(args.TypeError("An observe() call must not include both entryTypes and type arguments."))
	}
	var types []string
	accept := func(typ string) {
		if slices.Contains(entryTypes(), typ) {
			types = append(types, typ)
		} else {
			t.warn("The entry type '" + typ + "' does not exist or isn't supported.")
		}
	}
	if hasList {
		args.each(list, options.where("entryTypes"), func(v goja.Value) { accept(args.Text(v, "")) })
		b.types = types
	} else {
		accept(typ)
		b.types = append(b.types, types...)
		if options.boolean("buffered") {
			for _, e := range t.entries() {
				if e.typ == typ {
					b.queue = append(b.queue, e)
				}
			}
			t.notify()
		}
	}
	if len(b.types) > 0 && !slices.Contains(t.observers, b) {
		t.observers = append(t.observers, b)
	}
}

// add tells the observers of an entry, and gives its object.
func (t *performance) add(e *performanceEntry) goja.Value {
	for _, b := range t.observers {
		if slices.Contains(b.types, e.typ) {
			b.queue = append(b.queue, e)
			t.notify()
		}
	}
	return t.objectOf(e)
}

// notify hands the observers what they have not seen, in a task of its own.
func (t *performance) notify() {
	if t.notifying {
		return
	}
	t.notifying = true
	realm := t.page.realm
	realm.Loop().Post(eventloop.TaskFunc(func() {
		t.notifying = false
		if t.page.closed {
			return
		}
		for _, b := range slices.Clone(t.observers) {
			entries := b.queue
			b.queue = nil
			if len(entries) > 0 {
				realm.Call(b.callback, b.object, t.listInterface().New(&entryList{entries}), b.object)
			}
		}
	}))
}

// InstallHistory makes history, whose members Chrome takes away from its apps:
// each reads as undefined, and the console says so.
func InstallHistory(vm *goja.Runtime, console *Console) {
	p := pageOf(vm)
	GlobalAttribute(vm, "history", func() goja.Value {
		o := vm.NewObject()
		for _, name := range strings.Fields("back forward go length pushState replaceState state") {
			p.attribute(o, name, func(goja.Value) goja.Value {
				console.Error("history." + name + " is not available in packaged apps.")
				return goja.Undefined()
			}, func(_, _ goja.Value) {})
		}
		return o
	})
}
