package web

import "github.com/dop251/goja"

// Tree is what the events of a page have to know of its nodes. Nodes are
// targets whose state is made when it is first needed.
type Tree interface {
	// IsNode says whether an object is a node of a document of the page.
	IsNode(o *goja.Object) bool
	// Path gives a node and the nodes above it, for an event to go through.
	Path(node *goja.Object) []*goja.Object
	// Activate begins what a click on the first node of a path does by default,
	// and gives what to call when the listeners have been called; nil if there
	// is nothing to do.
	//
	// See https://dom.spec.whatwg.org/#eventtarget-activation-behavior.
	Activate(path []*goja.Object, event *goja.Object) (finish func(canceled bool))
	// FormEntries gives what a form would send; ok says whether it is a form.
	FormEntries(form, submitter goja.Value) (entries []FormEntry, ok bool)
}

// FormEntry is a field of a form: a string or a File.
type FormEntry struct {
	Name  string
	Value goja.Value
}

// FormEntries gives what a form would send; ok says whether it is a form.
func FormEntries(vm *goja.Runtime, form, submitter goja.Value) (entries []FormEntry, ok bool) {
	if e := pageOf(vm).events; e != nil && e.tree != nil {
		return e.tree.FormEntries(form, submitter)
	}
	return nil, false
}

// Now is the time since the page began, in milliseconds, as events have it.
func (e *Events) Now() float64 { return e.page.now() }

// SetTree makes nodes event targets.
func (e *Events) SetTree(t Tree) { e.tree = t }

// SetNamedProperties gives what a script finds on the window by a name that
// neither it nor the window has: nil for nothing.
//
// See https://webidl.spec.whatwg.org/#named-properties-object.
func (e *Events) SetNamedProperties(get func(name string) goja.Value) { e.named = get }

// namedProperties makes the named properties object of the window.
func (e *Events) namedProperties(target *goja.Object) *goja.Object {
	get := func(target *goja.Object, name string) goja.Value {
		if v := target.Get(name); v != nil || e.named == nil {
			return v
		}
		if i := e.uiInterface(name); i != nil {
			return i.Constructor()
		}
		return e.named(name)
	}
	return e.page.vm.ToValue(e.page.vm.NewProxy(target, &goja.ProxyTrapConfig{
		Get: func(target *goja.Object, name string, _ goja.Value) goja.Value { return get(target, name) },
		Has: func(target *goja.Object, name string) bool { return get(target, name) != nil },
	})).(*goja.Object)
}

// Adopt makes o the object of an EventTarget, a pointer to a struct that embeds
// one.
func (e *Events) Adopt(o *goja.Object, target any) { states.Set(o, target) }

// NewLazyTarget is NewTarget for an object that is made when a script first
// gets to see it.
func (e *Events) NewLazyTarget(object func() *goja.Object, parent *EventTarget) EventTarget {
	return EventTarget{events: e, makeObject: object, parent: parent}
}

// TargetOf gives the state of an object that is an event target, nil for one
// that is none.
func (e *Events) TargetOf(o *goja.Object) *EventTarget {
	if t, ok := stateOf[anyTarget](e.page, o); ok {
		return t.eventTarget()
	}
	if e.tree == nil || !e.tree.IsNode(o) {
		return nil
	}
	t := &EventTarget{events: e, object: o, node: true}
	states.Set(o, t)
	return t
}

// Handler gives the event handler for events of a type, or null.
func (t *EventTarget) Handler(typ string) goja.Value {
	if l := t.handler(typ); l != nil {
		return l.callback
	}
	return goja.Null()
}

// SetHandler sets the event handler for events of a type: an object, or
// anything else for none.
func (t *EventTarget) SetHandler(typ string, value goja.Value) { t.setHandler(typ, value) }

// FireObject dispatches an event that a script made, as a trusted one.
func (t *EventTarget) FireObject(event *goja.Object) (proceed bool) {
	state := receiver[AnyEvent](t.events.page, event)
	state.base().untrusted = false
	return t.Fire(state)
}

// path gives the targets that an event goes through. What is loaded below a
// document is of no interest to its window.
func (t *EventTarget) path(typ string) (path []*EventTarget) {
	if t.node {
		for _, o := range t.events.tree.Path(t.object) {
			t = t.events.TargetOf(o)
			path = append(path, t)
		}
		if typ == "load" {
			return path
		}
		t = t.parent
	}
	for ; t != nil; t = t.parent {
		path = append(path, t)
	}
	return path
}

// activate begins the default action of a click.
func (e *Events) activate(path []*EventTarget, event AnyEvent) func(canceled bool) {
	base := event.base()
	if e.tree == nil || base.Type != "click" || !path[0].node {
		return nil
	}
	var nodes []*goja.Object
	for _, t := range path {
		if !base.Bubbles && len(nodes) > 0 {
			break
		}
		nodes = append(nodes, t.value())
	}
	return e.tree.Activate(nodes, e.objectOf(event))
}
