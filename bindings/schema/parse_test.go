package schema_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

func TestParse(t *testing.T) {
	n, err := schema.Parse("test.idl", `
// A comment; "a string" in it means nothing.
namespace a.b {
  // Uses of D come before and after D.
  callback C = void (D[] all, optional long n);
  [inline] dictionary I { DOMString? s; };
  dictionary D { long id; E? e; D2? other; double[]? numbers; };	// at the end of a line
  dictionary D2 { ArrayBuffer data; any? x; object o; boolean flag; I inline; };
  enum E { x, "y-z", };
  interface Functions {
    static void f(D d, optional E e, C callback);
    [doesNotSupportPromises, other=1] static void g([maxLength=7] DOMString text, optional C callback);
    static DOMString h((DOMString or D[] or [instanceOf=Entry] object) what);
  };
  interface Events { static void onX(D d, DOMString text); static void onY(); };
};`)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.TrimSpace(`
a.b
f(a.b.D d, optional a.b.E e, optional function callback) answers (array all, optional integer n) or by promise
g(string text, optional function callback) answers (array all, optional integer n)
h([string|array|Entry] what) returns string
event onX(a.b.D d, string text)
event onY()
enum a.b.E {x, y-z}`), dump(n)); diff != "" {
		t.Errorf("the namespace (-want +got):\n%s", diff)
	}
	d := n.Function("f").Params[0].Type
	if diff := cmp.Diff("{integer id, optional a.b.E e, optional a.b.D2 other, optional array numbers}", members(d)); diff != "" {
		t.Errorf("D (-want +got):\n%s", diff)
	}
	other := d.Members[2].Type
	if diff := cmp.Diff("{binary data, optional any x, object o, boolean flag, object inline}", members(other)); diff != "" {
		t.Errorf("D2 (-want +got):\n%s", diff)
	}
	if elem := n.Function("f").Callback.Params[0].Type.Elem; members(elem) != members(d) {
		t.Errorf("the D of D[] is %s", members(elem))
	}
	if choice := n.Function("h").Params[0].Type.Choices; choice[1].Elem.Kind != schema.Dictionary || choice[2].Kind != schema.Instance {
		t.Errorf("the choices of h are %+v", choice)
	}
	if max := n.Function("g").Params[0].Type.MaxLength; max != 7 {
		t.Errorf("maxLength is %d, want 7", max)
	}
	if n.Function("none") != nil || n.Event("none") != nil {
		t.Error("the namespace has a function or an event that nobody declared")
	}
}

// dump writes a namespace, a line for each part.
func dump(n *schema.Namespace) string {
	lines := []string{n.Name}
	for _, f := range n.Functions {
		line := f.Name + "(" + f.Signature() + ")"
		if f.Returns != nil {
			line += " returns " + f.Returns.String()
		}
		if f.Callback != nil {
			line += " answers (" + list(f.Callback.Params) + ")"
			if f.Callback.Promise {
				line += " or by promise"
			}
		}
		lines = append(lines, line)
	}
	for _, e := range n.Events {
		lines = append(lines, "event "+e.Name+"("+list(e.Params)+")")
	}
	for _, e := range n.Enums {
		lines = append(lines, "enum "+e.Name+" {"+strings.Join(e.Values, ", ")+"}")
	}
	return strings.Join(lines, "\n")
}

func members(t *schema.Type) string { return "{" + list(t.Members) + "}" }

func list(all []schema.Member) string {
	var parts []string
	for _, m := range all {
		part := m.Type.String() + " " + m.Name
		if m.Optional {
			part = "optional " + part
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                         `x.idl:1: expected "namespace", found ""`,
		"\n\ninterface":            `x.idl:3: expected "namespace", found "interface"`,
		"namespace {":              `x.idl:1: expected a name, found "{"`,
		"namespace a {":            `x.idl:1: expected a name, found ""`,
		"namespace a { }; more":    `x.idl:1: unexpected "more" after the namespace`,
		"namespace a {\n struct S": `x.idl:2: expected a declaration, found "struct"`,
		"namespace a {\n dictionary D { long x }; };":                                                            `x.idl:2: expected ";", found "}"`,
		"namespace a {\n dictionary D { long }; };":                                                              `x.idl:2: expected a name, found "}"`,
		"namespace a {\n dictionary D { };\n dictionary D { }; };":                                               `x.idl:3: D is declared twice`,
		"namespace a {\n dictionary D { };\n enum D { x }; };":                                                   `x.idl:3: D is declared twice`,
		"namespace a {\n enum E { x y }; };":                                                                     `x.idl:2: expected ",", found "y"`,
		"namespace a {\n enum E { \"x }; };":                                                                     `x.idl:2: a string does not end`,
		"namespace a {\n enum E { , }; };":                                                                       `x.idl:2: expected a name, found ","`,
		"namespace a {\n callback C = long (); };":                                                               `x.idl:2: expected "void", found "long"`,
		"namespace a {\n interface Other { static void f(); }; };":                                               `x.idl:2: unknown interface Other`,
		"namespace a {\n interface Functions { void f(); }; };":                                                  `x.idl:2: expected "static", found "void"`,
		"namespace a {\n interface Functions {\n  static void f(Unknown u); }; };":                               `x.idl:3: unknown type Unknown`,
		"namespace a {\n dictionary D { Unknown u; };\n\n };":                                                    `x.idl:2: unknown type Unknown`,
		"namespace a { callback C = void ();\n interface Functions {\n static void f(C callback, long x); }; };": `x.idl:3: a parameter after the callback`,
		"namespace a { interface Functions { static void f((long, DOMString) x); }; };":                          `x.idl:1: expected "or", found ","`,
		"namespace a { interface Functions { static void f(long[ x); }; };":                                      `x.idl:1: expected "]", found "x"`,
		"namespace a { interface Functions { static void f([maxLength=x] DOMString s); }; };":                    `x.idl:1: maxLength=x is for a DOMString`,
		"namespace a { interface Functions { static void f([maxLength=1] long s); }; };":                         `x.idl:1: maxLength=1 is for a DOMString`,
	} {
		n, err := schema.Parse("x.idl", text)
		if err == nil {
			t.Errorf("%q parses as\n%s\nwant the error %s", text, dump(n), want)
		} else if err.Error() != want {
			t.Errorf("%q: %v\nwant the error %s", text, err, want)
		}
	}
}

var place = regexp.MustCompile(`^fuzz\.idl:([1-9][0-9]*): .`)

// FuzzParse wants a namespace or an error with a line that the text has.
func FuzzParse(f *testing.F) {
	f.Add("namespace a.b { enum E { x, \"y-z\" }; dictionary D { long id; DOMString? name; E[]? all; }; };")
	f.Add("namespace a { callback C = void (D d);\n interface Functions { [doesNotSupportPromises] static long f(optional (long or [instanceOf=X] object) a, C c); }; };")
	f.Add("namespace a { interface Events { static void onX([maxLength=5] DOMString s); }; }; // end")
	f.Add("namespace a { \"")
	f.Fuzz(func(t *testing.T, text string) {
		n, err := schema.Parse("fuzz.idl", text)
		if (n == nil) == (err == nil) {
			t.Fatalf("Parse gives %v and the error %v", n, err)
		}
		if err != nil {
			m := place.FindStringSubmatch(err.Error())
			if m == nil {
				t.Fatalf("the error has no place: %v", err)
			}
			if line, _ := strconv.Atoi(m[1]); line > strings.Count(text, "\n")+1 {
				t.Fatalf("the text has %d lines: %v", strings.Count(text, "\n")+1, err)
			}
			return
		}
		dump(n)
	})
}
