package web

import (
	"strconv"

	"github.com/dop251/goja"
)

// memberKind is the type of a member of an event.
type memberKind uint8

const (
	memberAny memberKind = iota // null unless given
	memberString
	memberBoolean
	memberNumber
	memberOne // a number whose default is 1
)

type eventMember struct {
	name string
	kind memberKind
}

// eventInterface describes an event that is its members.
type eventInterface struct {
	name, parent string
	members      []eventMember
}

var modifierMembers = []eventMember{
	{"altKey", memberBoolean}, {"ctrlKey", memberBoolean}, {"metaKey", memberBoolean}, {"shiftKey", memberBoolean},
}

// uiEvents are the events of a page with a document. They become globals when a
// script first names one.
var uiEvents = []eventInterface{
	{"UIEvent", "Event", []eventMember{{"detail", memberNumber}, {"sourceCapabilities", memberAny}, {"view", memberAny}, {"which", memberNumber}}},
	{"FocusEvent", "UIEvent", []eventMember{{"relatedTarget", memberAny}}},
	{"MouseEvent", "UIEvent", []eventMember{
		{"button", memberNumber}, {"buttons", memberNumber}, {"clientX", memberNumber}, {"clientY", memberNumber}, {"movementX", memberNumber},
		{"movementY", memberNumber}, {"relatedTarget", memberAny}, {"screenX", memberNumber}, {"screenY", memberNumber},
	}},
	{"PointerEvent", "MouseEvent", []eventMember{
		{"height", memberOne}, {"isPrimary", memberBoolean}, {"pointerId", memberNumber}, {"pointerType", memberString}, {"pressure", memberNumber},
		{"tangentialPressure", memberNumber}, {"tiltX", memberNumber}, {"tiltY", memberNumber}, {"twist", memberNumber}, {"width", memberOne},
	}},
	{"WheelEvent", "MouseEvent", []eventMember{{"deltaMode", memberNumber}, {"deltaX", memberNumber}, {"deltaY", memberNumber}, {"deltaZ", memberNumber}}},
	{"DragEvent", "MouseEvent", []eventMember{{"dataTransfer", memberAny}}},
	{"KeyboardEvent", "UIEvent", []eventMember{
		{"charCode", memberNumber}, {"code", memberString}, {"isComposing", memberBoolean}, {"key", memberString}, {"keyCode", memberNumber},
		{"location", memberNumber}, {"repeat", memberBoolean},
	}},
	{"InputEvent", "UIEvent", []eventMember{{"data", memberAny}, {"dataTransfer", memberAny}, {"inputType", memberString}, {"isComposing", memberBoolean}}},
	{"CompositionEvent", "UIEvent", []eventMember{{"data", memberString}}},
	{"TouchEvent", "UIEvent", []eventMember{{"changedTouches", memberAny}, {"targetTouches", memberAny}, {"touches", memberAny}}},
	{"SubmitEvent", "Event", []eventMember{{"submitter", memberAny}}},
	{"FormDataEvent", "Event", []eventMember{{"formData", memberAny}}},
	{"ClipboardEvent", "Event", []eventMember{{"clipboardData", memberAny}}},
	{"HashChangeEvent", "Event", []eventMember{{"newURL", memberString}, {"oldURL", memberString}}},
	{"PopStateEvent", "Event", []eventMember{{"state", memberAny}}},
	{"PageTransitionEvent", "Event", []eventMember{{"persisted", memberBoolean}}},
	{"StorageEvent", "Event", []eventMember{
		{"key", memberAny}, {"newValue", memberAny}, {"oldValue", memberAny}, {"storageArea", memberAny}, {"url", memberString},
	}},
	{"AnimationEvent", "Event", []eventMember{{"animationName", memberString}, {"elapsedTime", memberNumber}, {"pseudoElement", memberString}}},
	{"TransitionEvent", "Event", []eventMember{{"elapsedTime", memberNumber}, {"propertyName", memberString}, {"pseudoElement", memberString}}},
	{"MediaQueryListEvent", "Event", []eventMember{{"matches", memberBoolean}, {"media", memberString}}},
	{"ToggleEvent", "Event", []eventMember{{"newState", memberString}, {"oldState", memberString}}},
}

// memberEvent is the state of one of the uiEvents.
type memberEvent struct {
	Event
	description *eventInterface
	members     map[string]goja.Value
}

// uiInterface gives the interface of an event of a page with a document, nil if
// there is none of that name.
func (e *Events) uiInterface(name string) *Interface {
	if i, ok := e.ui[name]; ok {
		return i
	}
	for k := range uiEvents {
		if d := &uiEvents[k]; d.name == name {
			i := e.newUIInterface(d)
			if e.ui == nil {
				e.ui = map[string]*Interface{}
			}
			e.ui[name] = i
			i.Install()
			return i
		}
	}
	return nil
}

func (e *Events) newUIInterface(d *eventInterface) *Interface {
	parent := e.uiInterface(d.parent)
	if parent == nil {
		parent = e.event()
	}
	lineage := e.lineage(d)
	i := e.page.newInterface(d.name, parent, 1, e.construct(d.name+"Init", func(args Arguments, init dictionary) AnyEvent {
		event := &memberEvent{description: d, members: map[string]goja.Value{}}
		for _, members := range lineage {
			for _, m := range members {
				event.members[m.name] = m.read(e.page.vm, init)
			}
		}
		return event
	}))
	attribute := func(name string) {
		Attribute(i, name, func(event *memberEvent) any { return event.members[name] })
	}
	derived := func(name string, f func(event *memberEvent) goja.Value) {
		Attribute(i, name, func(event *memberEvent) any { return f(event) })
	}
	for _, m := range d.members {
		if m.name != "which" {
			attribute(m.name)
		}
	}
	switch d.name {
	case "UIEvent":
		derived("which", func(event *memberEvent) goja.Value { return event.which(e.page.vm) })
		e.initializer(i, "initUIEvent", "view", "detail")
	case "MouseEvent":
		e.modifiers(i)
		for _, from := range []struct{ name, member string }{
			{"x", "clientX"}, {"y", "clientY"}, {"pageX", "clientX"}, {"pageY", "clientY"}, {"offsetX", "clientX"}, {"offsetY", "clientY"},
			{"layerX", "clientX"}, {"layerY", "clientY"},
		} {
			derived(from.name, func(event *memberEvent) goja.Value { return event.members[from.member] })
		}
		e.initializer(i, "initMouseEvent", "view", "detail", "screenX", "screenY", "clientX", "clientY",
			"ctrlKey", "altKey", "shiftKey", "metaKey", "button", "relatedTarget")
	case "KeyboardEvent":
		e.modifiers(i)
		e.initializer(i, "initKeyboardEvent", "view", "key", "location", "ctrlKey", "altKey", "shiftKey", "metaKey")
		i.Constants(Constant{"DOM_KEY_LOCATION_STANDARD", 0}, Constant{"DOM_KEY_LOCATION_LEFT", 1},
			Constant{"DOM_KEY_LOCATION_RIGHT", 2}, Constant{"DOM_KEY_LOCATION_NUMPAD", 3})
	case "WheelEvent":
		i.Constants(Constant{"DOM_DELTA_PIXEL", 0}, Constant{"DOM_DELTA_LINE", 1}, Constant{"DOM_DELTA_PAGE", 2})
	case "CompositionEvent":
		e.initializer(i, "initCompositionEvent", "view", "data")
	case "StorageEvent":
		e.initializer(i, "initStorageEvent", "key", "oldValue", "newValue", "url", "storageArea")
	}
	return i
}

// lineage gives the members of an event by interface, the inherited ones first.
func (e *Events) lineage(d *eventInterface) (lists [][]eventMember) {
	for k := range uiEvents {
		if uiEvents[k].name == d.parent {
			lists = e.lineage(&uiEvents[k])
		}
	}
	if d.name == "MouseEvent" || d.name == "KeyboardEvent" || d.name == "TouchEvent" {
		lists = append(lists, modifierMembers)
	}
	return append(lists, d.members)
}

func (e *Events) modifiers(i *Interface) {
	for _, m := range modifierMembers {
		Attribute(i, m.name, func(event *memberEvent) any { return event.members[m.name] })
	}
	keys := map[string]string{"Alt": "altKey", "Control": "ctrlKey", "Meta": "metaKey", "Shift": "shiftKey"}
	Operation(i, "getModifierState", 1, func(event *memberEvent, args Arguments) goja.Value {
		if v, ok := event.members[keys[args.String(0)]]; ok {
			return v
		}
		return e.page.vm.ToValue(false)
	})
}

// initializer defines an old method that sets members by position.
func (e *Events) initializer(i *Interface, name string, members ...string) {
	Operation(i, name, 1, func(event *memberEvent, args Arguments) goja.Value {
		if !event.init(args) {
			return goja.Undefined()
		}
		for k, member := range members {
			if !args.Has(k + 3) {
				continue
			}
			for _, list := range e.lineage(event.description) {
				for _, m := range list {
					if m.name == member {
						event.members[member] = m.convert(e.page.vm, args.At(k+3))
					}
				}
			}
		}
		return goja.Undefined()
	})
}

// which is a button, from 1, or the code of a key.
func (m *memberEvent) which(vm *goja.Runtime) goja.Value {
	switch {
	case m.members["button"] != nil:
		return vm.ToValue(m.members["button"].ToInteger() + 1)
	case m.members["keyCode"] != nil:
		if code := m.members["charCode"]; code.ToInteger() != 0 {
			return code
		}
		return m.members["keyCode"]
	}
	return m.members["which"]
}

// read reads a member of an event's dictionary.
func (m eventMember) read(vm *goja.Runtime, init dictionary) goja.Value {
	if v, ok := init.member(m.name); ok {
		return m.convert(vm, v)
	}
	switch m.kind {
	case memberString:
		return vm.ToValue("")
	case memberBoolean:
		return vm.ToValue(false)
	case memberNumber:
		return vm.ToValue(0)
	case memberOne:
		return vm.ToValue(1)
	}
	return goja.Null()
}

func (m eventMember) convert(vm *goja.Runtime, v goja.Value) goja.Value {
	switch m.kind {
	case memberString:
		return v.ToString()
	case memberBoolean:
		return vm.ToValue(v.ToBoolean())
	case memberNumber, memberOne:
		f := v.ToFloat()
		if f != f {
			f = 0
		}
		return vm.ToValue(f)
	}
	return v
}

// FireHashChange fires the event for a fragment that has changed.
func (e *Events) FireHashChange(from, to string) {
	if len(e.Window.listeners["hashchange"]) == 0 {
		return
	}
	event := e.newUIEvent("HashChangeEvent", "hashchange")
	event.members["oldURL"], event.members["newURL"] = e.page.vm.ToValue(from), e.page.vm.ToValue(to)
	e.Window.Fire(event)
}

// newUIEvent makes a trusted event of an interface.
func (e *Events) newUIEvent(name, typ string) *memberEvent {
	i := e.uiInterface(name)
	for k := range uiEvents {
		if uiEvents[k].name != name {
			continue
		}
		event := &memberEvent{Event: Event{Type: typ, object: e.page.vm.CreateObject(i.Prototype)}, description: &uiEvents[k], members: map[string]goja.Value{}}
		for _, members := range e.lineage(event.description) {
			for _, m := range members {
				event.members[m.name] = m.read(e.page.vm, dictionary{})
			}
		}
		e.expose(event.object, event)
		return event
	}
	panic("no event " + strconv.Quote(name))
}
