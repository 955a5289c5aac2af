// Package membrane is what the pages of an App hand each other objects through.
// In Chrome they share one heap; here each page has a runtime of its own, whose
// objects the others must not touch. So an object that passes to another page
// is represented there: an object or a function by a Proxy, an ArrayBuffer or a
// view by one on the same memory. The same object has the same representative,
// and one that comes home is itself again.
//
// All of it belongs to the loop's goroutine.
package membrane

import (
	"reflect"
	"weak"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// Side is the membrane as one page sees it: the representatives of the objects
// of other pages. It keeps no object of another page alive that no script of
// this one could reach, and no page.
type Side struct {
	realm   *eventloop.Realm
	vm      *goja.Runtime
	proxies representatives
	traps   *goja.Object // the prototype of all handlers
	escaped escape
	builtins
}

// link leads from a representative to what it stands for. The handler of a
// Proxy is a link, as the engine's object for a Go value.
type link struct {
	object *goja.Object
	side   *Side // of the object
	shadow *goja.Object
}

var (
	proxyType = reflect.TypeFor[goja.Proxy]()
	linkType  = reflect.TypeFor[*link]()
	// linkSymbol is the property in which a buffer or a view has its link.
	linkSymbol = goja.NewSymbol("page")
)

// Of gives the side of a realm. It is made when the page first meets another.
func Of(realm *eventloop.Realm) *Side {
	if s, ok := realm.Shared.(*Side); ok {
		return s
	}
	s := &Side{realm: realm, vm: realm.Runtime(), proxies: representatives{}}
	s.builtins.init(s.vm)
	s.traps = s.newTraps()
	realm.Shared = s
	return s
}

// Realm gives the realm whose side it is.
func (s *Side) Realm() *eventloop.Realm { return s.realm }

// Global gives the global object of a realm as another one sees it.
func Global(of, seenFrom *eventloop.Realm) *goja.Object {
	global := of.Runtime().GlobalObject()
	if of == seenFrom {
		return global
	}
	return Pass(global, Of(of), Of(seenFrom)).(*goja.Object)
}

// linkOf gives the link of an object of any page that is a representative, or
// else nil. It runs no code of a script.
func linkOf(o *goja.Object) *link {
	if o.ExportType() == proxyType {
		handler := o.Export().(goja.Proxy).Handler()
		if handler == nil || handler.ExportType() != linkType {
			return nil
		}
		return handler.Export().(*link)
	}
	if !mayBeBinary(o) {
		return nil
	}
	if l, ok := o.GetSymbol(linkSymbol).(*goja.Object); ok && l.ExportType() == linkType {
		return l.Export().(*link)
	}
	return nil
}

// Home gives the object of another page that a value stands for, and the side
// of that page, or nil.
func Home(v goja.Value) (*goja.Object, *Side) {
	if o, ok := v.(*goja.Object); ok {
		if l := linkOf(o); l != nil {
			return l.object, l.side
		}
	}
	return nil, nil
}

// ClassName gives the class of an object, also of one of another page.
func ClassName(o *goja.Object) string {
	if there, _ := Home(o); there != nil {
		o = there
	}
	return o.ClassName()
}

// Pass gives a value of the page from as the page to sees it.
func Pass(v goja.Value, from, to *Side) goja.Value {
	switch v := v.(type) {
	case nil:
		return goja.Undefined()
	case *goja.Symbol:
		return passSymbol(v, from, to)
	case *goja.Object:
		if from == to {
			return v
		}
		home := link{object: v, side: from}
		if l := linkOf(v); l != nil {
			home = *l
		}
		if home.side == to {
			return home.object
		}
		return to.represent(home.object, home.side)
	default:
		return v
	}
}

// represent gives the representative of an object of the page home.
func (s *Side) represent(o *goja.Object, home *Side) *goja.Object {
	if r := s.proxies.get(o); r != nil {
		return r
	}
	l := &link{object: o, side: home}
	r := s.binary(l)
	if r == nil {
		r = s.proxy(l)
	}
	s.proxies.put(o, r)
	return r
}

// representatives finds the representative of an object as long as there is
// one. It holds neither of them.
type representatives map[weak.Pointer[goja.Object]]weak.Pointer[goja.Object]

func (r representatives) get(of *goja.Object) *goja.Object {
	if len(r) == 0 {
		return nil
	}
	return r[weak.Make(of)].Value()
}

func (r representatives) put(of, o *goja.Object) {
	if n := len(r); n >= 64 && n&(n-1) == 0 {
		r.sweep() // when it has doubled
	}
	r[weak.Make(of)] = weak.Make(o)
}

func (r representatives) sweep() {
	for of, o := range r {
		if o.Value() == nil {
			delete(r, of)
		}
	}
}

// passSymbol gives the symbol itself, but for the ones of Symbol.for, of which
// each runtime has its own.
func passSymbol(symbol *goja.Symbol, from, to *Side) goja.Value {
	if from == to {
		return symbol
	}
	key, err := from.symbolKeyFor(goja.Undefined(), symbol)
	if err != nil || goja.IsUndefined(key) {
		return symbol
	}
	same, err := to.symbolFor(goja.Undefined(), key)
	if err != nil {
		panic(err)
	}
	return same
}

// escape is the last exception that came from another page.
type escape struct {
	value goja.Value // here
	err   error      // there
	realm *eventloop.Realm
}

// Origin gives the realm that an uncaught exception of a realm is to be
// reported to, and the error there. That is another realm if no script of this
// one ran: a timer, a listener or a callback of this page was a function of
// that one, and so it is the window of the function that Chrome reports to.
func Origin(realm *eventloop.Realm, err error) (*eventloop.Realm, error) {
	s, ok := realm.Shared.(*Side)
	if !ok {
		return realm, err
	}
	exception, ok := err.(*goja.Exception)
	if !ok || s.escaped.value == nil || exception.Value() != s.escaped.value {
		return realm, err
	}
	for _, frame := range exception.Stack() {
		if frame.Position().Line > 0 && frame.SrcName() != eventloop.InternalName {
			return realm, err
		}
	}
	return Origin(s.escaped.realm, s.escaped.err)
}
