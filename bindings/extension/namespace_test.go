package extension_test

import (
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

// Handlers that the tests below bind to functions of an IDL.
func handler[P, R any](name string) extension.Function {
	return extension.Sync(name, func(P) (r R, err error) { return r, nil })
}

func TestNewAPINeedsExactlyTheFunctionsOfTheIDL(t *testing.T) {
	const namespace = "sockets.tcpServer"
	none := handler[extension.None, extension.None]
	for _, c := range []struct {
		name      string
		functions []extension.Function
		want      string
	}{
		{"none", nil, "sockets.tcpServer has 8 functions and 0 handlers"},
		{"one too few", slicesOf(none("create"), 7), "has 8 functions and 7 handlers"},
		{"one too many", slicesOf(none("create"), 9), "has 8 functions and 9 handlers"},
		{"another name", slicesOf(none("destroy"), 8), "the handler of destroy stands where create is due"},
	} {
		got := panicOf(func() { extension.NewAPI(namespace, c.functions...).Bind() })
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: NewAPI panics with %q, want %q", c.name, got, c.want)
		}
	}
	if got := panicOf(func() { extension.NewAPI("no.such").Bind() }); !strings.Contains(got, "no.such") {
		t.Errorf("NewAPI of a namespace without IDL panics with %q", got)
	}
}

func slicesOf[T any](v T, n int) []T {
	s := make([]T, n)
	for i := range s {
		s[i] = v
	}
	return s
}

// TestHandlersMustAgreeWithTheIDL binds wrong Go types: the API must not get
// as far as its first call.
func TestHandlersMustAgreeWithTheIDL(t *testing.T) {
	type none = extension.None
	type in = struct{ Inner struct{ A int } }
	for _, c := range []struct {
		name     string
		function extension.Function
		want     string // of the panic; "" if it agrees
	}{
		{"agrees", handler[struct{ Inner inner }, inner]("f"), ""},
		{"letter case does not matter", handler[struct{ INNER inner }, inner]("f"), ""},
		{"parameter missing", handler[none, inner]("f"), "0 fields for 1 API members"},
		{"parameter too many", handler[struct {
			Inner inner
			More  int
		}, inner]("f"), "2 fields for 1 API members"},
		{"parameter renamed", handler[struct{ Outer inner }, inner]("f"), "no field for the API member inner"},
		{"parameter of another type", handler[struct{ Inner int }, inner]("f"), "a Go int cannot hold the API type test.Inner"},
		{"member missing", handler[in, inner]("f"), "1 fields for 2 API members"},
		{"member renamed", handler[struct {
			Inner struct {
				A int
				C *string
			}
		}, inner]("f"), "no field for the API member b"},
		{"member of another type", handler[struct {
			Inner struct {
				A float64
				B *string
			}
		}, inner]("f"), "a Go float64 cannot hold the API type integer"},
		{"member of an unsigned type", handler[struct {
			Inner struct {
				A uint16
				B *string
			}
		}, inner]("f"), "a Go uint16 cannot hold the API type integer"},
		{"optional member that cannot be absent", handler[struct {
			Inner struct {
				A int
				B string
			}
		}, inner]("f"), "optional"},
		{"required member that can be absent", handler[struct {
			Inner struct {
				A *int
				B *string
			}
		}, inner]("f"), "optional"},
		{"result of another type", handler[struct{ Inner inner }, int]("f"), "a Go int cannot hold the API type test.Inner"},
		{"result with a member missing", handler[struct{ Inner inner }, struct{ A int }]("f"), "1 fields for 2 API members"},
		{"result missing", handler[struct{ Inner inner }, none]("f"), "0 fields for 2 API members"},
		{"async, parameter missing", extension.Async("f", func(none, *extension.Reply[inner]) {}), "0 fields for 1 API members"},
		{"direct where a callback answers", extension.Direct("f", func(*extension.Page, struct{ Inner inner }) (none, error) { return none{}, nil }), ""},
	} {
		ns, err := schema.Parse("test.idl", `namespace test { dictionary Inner { long a; DOMString? b; }; callback C = void (Inner r);
			interface Functions { static void f(Inner inner, C callback); }; };`)
		if err != nil {
			t.Fatal(err)
		}
		got := panicOf(func() { extension.NewAPIOf(ns, c.function) })
		if got == "" && c.want != "" || !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s: panics with %q, want %q", c.name, got, c.want)
		}
	}
}

func TestSyncNeedsACallbackToAnswer(t *testing.T) {
	ns, err := schema.Parse("test.idl", `namespace test { interface Functions { static long f(); }; };`)
	if err != nil {
		t.Fatal(err)
	}
	if got := panicOf(func() { extension.NewAPIOf(ns, handler[extension.None, int]("f")) }); !strings.Contains(got, "test.f has no callback to answer") {
		t.Errorf("a Sync handler of a function without callback panics with %q", got)
	}
	if got := panicOf(func() {
		extension.NewAPIOf(ns, extension.Direct("f", func(*extension.Page, extension.None) (string, error) { return "", nil }))
	}); !strings.Contains(got, "a Go string cannot hold the API type integer") {
		t.Errorf("a Direct handler with another result panics with %q", got)
	}
}

func TestNewEventMustAgreeWithTheIDL(t *testing.T) {
	app := extension.NewApp(nil, nil)
	for want, newEvent := range map[string]func(){
		"no event sockets.tcp.onNothing":         func() { extension.NewEvent[int](app, "sockets.tcp", "onNothing").Bind() },
		"1 fields for 2 API members":             func() { extension.NewEvent[struct{ SocketID int }](app, "sockets.tcp", "onReceive").Bind() },
		"cannot hold the API type sockets.tcp.R": func() { extension.NewEvent[int](app, "sockets.tcp", "onReceive").Bind() },
	} {
		if got := panicOf(newEvent); !strings.Contains(got, want) {
			t.Errorf("NewEvent panics with %q, want %q", got, want)
		}
	}
}

func TestNamespaceObject(t *testing.T) {
	runs(t, `
		say(Object.keys(api));
		say(JSON.stringify(api.Color));
		let d = Object.getOwnPropertyDescriptor(api, 'echo');
		say(d.writable, d.enumerable, d.configurable, d.value.name, d.value.length, 'prototype' in d.value);
		try { new api.echo() } catch (e) { say(e.name) }
	`,
		"onNothing,onTwo,onPacket,onInner,add,echo,fail,later,make,nothing,quiet,sum,two,Color",
		`{"DARK_BLUE":"dark-blue","GREEN":"green","RED":"red"}`,
		"true true true echo 0 false",
		"TypeError",
	)
}

func TestConstant(t *testing.T) {
	f := newFixture(t)
	p := f.page("")
	p.Constant("runtime", "id", "abc")
	p.run(`'use strict'; chrome.runtime.id = 5; say(chrome.runtime.id); say(Object.keys(chrome.runtime))`)
	f.finish("abc", "id")
}

func TestInstallMethods(t *testing.T) {
	f := newFixture(t)
	p := f.page("")
	area := p.vm.NewObject()
	f.api.InstallMethods(p.Page, area, "Area", func(this goja.Value) bool { return this.SameAs(area) })
	p.vm.Set("area", area)
	p.run(`
		say(Object.keys(area));
		area.add.call(area, 1, 2) === 3 && say('called');
		for (let other of [undefined, {}, api]) try { area.add.call(other, 1, 2) } catch (e) { say(e) }
		say(api.add.call(undefined, 1, 2));
	`)
	const illegal = "TypeError: Illegal invocation: Function must be called on an object of type Area"
	f.finish("echo,fail,later,quiet,add,two,make,sum,nothing", "called", illegal, illegal, illegal, "3")
}

func TestNamespacesAreMadeWhenTheyAreRead(t *testing.T) {
	f := newFixture(t)
	p := f.page("")
	made := ""
	add := func(name string) extension.Installer { return installer{name, &made} }
	page := f.app.AddPage(p.realm, p, add("z.two"), add("b"), add("z.one"), add("runtime"), add("a"), add("c"))
	p.vm.Set("made", func() string { return made })
	p.vm.Set("internal", func(name string) goja.Value { return page.Namespace(name) })
	p.run(`
		say(Object.getOwnPropertyNames(chrome), 'b' in chrome, chrome.hasOwnProperty('z'), chrome.toString(), made());
		let d = Object.getOwnPropertyDescriptor(chrome, 'b');
		say(d.writable, d.enumerable, d.configurable, d.value === chrome.b, chrome.b.name, made());
		chrome.a = 1;
		say(chrome.a, internal('a').name, delete chrome.c, 'c' in chrome, chrome.c, internal('c').name, Object.keys(chrome));
		say(Object.keys(chrome.z), chrome.z.two === internal('z.two'), made().split('z.').sort()); // in any order
		Object.defineProperty(chrome, 'own', {get: () => 'got'});
		Object.freeze(chrome);
		try { (() => { 'use strict'; chrome.b = 1 })() } catch (e) { say(e.name, chrome.own, chrome.b.name) }
	`)
	f.finish(
		"a,b,c,runtime,z true true [object Object] ",
		"true true true true b b",
		"1 a true false undefined c a,b,runtime,z",
		"two,one true bacruntime,one,two",
		"TypeError got b",
	)
}

// installer writes down what it made.
type installer struct {
	name string
	made *string
}

func (i installer) Name() string { return i.name }

func (i installer) Install(p *extension.Page) {
	*i.made += i.name
	p.Namespace(i.name).Set("name", i.name)
}
