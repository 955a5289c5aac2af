package extension_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"go.uber.org/goleak"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// idl has every type that the IDL knows and every way to answer.
const idl = `namespace test {
  enum Color { red, green, "dark-blue" };
  dictionary Inner { long a; DOMString? b; };
  dictionary Options {
    boolean? flag; long? count; double? ratio; DOMString? name; Color? color; ArrayBuffer? bytes;
    Inner? inner; long[]? list; Inner[]? inners; any? anything; (DOMString or long)? choice;
  };
  dictionary Packet { long id; ArrayBuffer data; };
  callback DoneCallback = void ();
  callback LongCallback = void (long n);
  callback TwoCallback = void (long n, optional DOMString text);
  callback OptionsCallback = void (Options options);
  callback AnyCallback = void (any value);
  interface Functions {
    static void echo(optional Options options, OptionsCallback callback);
    static void fail(DOMString how, LongCallback callback);
    [doesNotSupportPromises] static void later(long id, LongCallback callback);
    [doesNotSupportPromises] static void quiet(long id, optional LongCallback callback);
    static long add(long a, optional long b);
    static void two(boolean both, TwoCallback callback);
    static void make(DOMString how, AnyCallback callback);
    static void sum(ArrayBuffer data, LongCallback callback);
    static void nothing(optional DoneCallback callback);
  };
  interface Events {
    static void onInner(Inner inner);
    static void onPacket(Packet packet);
    static void onTwo(long a, DOMString b);
    static void onNothing();
  };
};`

type (
	inner struct {
		A int
		B *string
	}
	options struct {
		Flag     *bool
		Count    *int
		Ratio    *float64
		Name     *string
		Color    *string
		Bytes    *[]byte
		Inner    *inner
		List     *[]int
		Inners   *[]inner
		Anything goja.Value
		Choice   goja.Value
	}
	packet struct {
		ID   int
		Data []byte
	}
	two struct {
		A int
		B string
	}
	twoResult struct {
		N    int
		Text *string
	}
)

// fixture is an App with the API above and a journal. Each page writes into it
// by say(...), and its reports go there too.
type fixture struct {
	t     *testing.T
	ns    *schema.Namespace
	loop  *eventloop.Loop
	app   *extension.App
	api   *extension.API
	pages []*page

	journal []string
	options []options                             // what echo got
	replies map[int]*extension.Reply[int]         // of later and quiet, by id
	begun   func(id int, r *extension.Reply[int]) // unless nil: called for them

	onInner   *extension.Event[inner]
	onPacket  *extension.Event[packet]
	onTwo     *extension.Event[two]
	onNothing *extension.Event[extension.None]
}

type page struct {
	*extension.Page
	f     *fixture
	name  string
	vm    *goja.Runtime
	realm *eventloop.Realm
}

func newFixture(t *testing.T) *fixture {
	ns, err := schema.Parse("test.idl", idl)
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{t: t, ns: ns, replies: map[int]*extension.Reply[int]{}}
	f.loop = eventloop.New(eventloop.NewChannelPoller(), func(v any, stack []byte) {
		t.Errorf("a task panicked: %v\n%s", v, stack)
	})
	f.app = extension.NewApp(f.loop, nil)
	f.onInner = extension.NewEventOf[inner](f.app, ns, "onInner")
	f.onPacket = extension.NewEventOf[packet](f.app, ns, "onPacket").CopyWith(func(p packet) packet {
		p.Data = slices.Clone(p.Data)
		return p
	})
	f.onTwo = extension.NewEventOf[two](f.app, ns, "onTwo")
	f.onNothing = extension.NewEventOf[extension.None](f.app, ns, "onNothing")
	f.api = extension.NewAPIOf(ns,
		extension.Sync("echo", func(p struct{ Options *options }) (options, error) {
			var o options
			if p.Options != nil {
				o = *p.Options
				if o.Bytes != nil {
					o.Bytes = ptr(slices.Clone(*o.Bytes))
				}
			}
			f.options = append(f.options, o)
			return o, nil
		}),
		extension.Sync("fail", func(p struct{ How string }) (int, error) {
			switch p.How {
			case "error":
				return 1, extension.Error("it failed")
			case "both":
				return -7, extension.WithResult(errors.New("it failed with a result"))
			}
			return 0, nil
		}),
		extension.Async("later", f.later),
		extension.Async("quiet", f.later),
		extension.Direct("add", func(_ *extension.Page, p struct {
			A int
			B *int
		}) (int, error) {
			if p.B == nil {
				return 0, errors.New("nothing to add")
			}
			return p.A + *p.B, nil
		}),
		extension.Sync("two", func(p struct{ Both bool }) (twoResult, error) {
			text := "text"
			if p.Both {
				return twoResult{2, &text}, nil
			}
			return twoResult{N: 1}, nil
		}),
		extension.Sync("make", func(p struct{ How string }) (extension.Maker, error) {
			if p.How == "nothing" {
				return nil, nil
			}
			return func(p *extension.Page) goja.Value { return p.Runtime().NewArray(1, 2) }, nil
		}),
		extension.Sync("sum", func(p struct{ Data []byte }) (int, error) {
			sum := 0
			for _, b := range p.Data {
				sum += int(b)
			}
			return sum, nil
		}),
		extension.Sync("nothing", func(extension.None) (extension.None, error) { return extension.None{}, nil }),
	)
	return f
}

func (f *fixture) later(p struct{ ID int }, r *extension.Reply[int]) {
	f.replies[p.ID] = r
	if f.begun != nil {
		f.begun(p.ID, r)
	}
}

func (f *fixture) say(line string) { f.journal = append(f.journal, line) }

// page adds a page. With a name its lines in the journal begin with that.
func (f *fixture) page(name string) *page {
	vm := goja.New()
	p := &page{f: f, name: name, vm: vm}
	p.realm = f.loop.NewRealm(vm, p)
	p.Page = f.app.AddPage(p.realm, p)
	f.api.Install(p.Page)
	vm.Set("say", func(call goja.FunctionCall) goja.Value {
		words := make([]string, len(call.Arguments))
		for i, v := range call.Arguments {
			words[i] = v.String()
		}
		p.say(strings.Join(words, " "))
		return goja.Undefined()
	})
	vm.Set("detach", func(buffer goja.ArrayBuffer) bool { return buffer.Detach() })
	f.pages = append(f.pages, p)
	return p
}

func (p *page) say(line string) {
	if p.name != "" {
		line = p.name + ": " + line
	}
	p.f.say(line)
}

// UncaughtException implements eventloop.Reporter.
func (p *page) UncaughtException(err error) { p.say("uncaught " + thrown(err)) }

// UnhandledRejection implements eventloop.Reporter.
func (p *page) RejectionHandled(*goja.Promise) {}

func (p *page) UnhandledRejection(promise *goja.Promise) {
	p.say("unhandled " + promise.Result().String())
}

// ReportException implements extension.Reporter.
func (p *page) ReportException(err error, line func(string) string) { p.say(line(thrown(err))) }

// ReportError implements extension.Reporter.
func (p *page) ReportError(line string) { p.say(line) }

func thrown(err error) string {
	if exception, ok := err.(*goja.Exception); ok {
		return exception.Value().String()
	}
	return err.Error()
}

// run runs a script in a task of its own.
func (p *page) run(source string) {
	program, err := goja.Compile("test.js", "const api = chrome.test; "+source, false)
	if err != nil {
		p.f.t.Fatal(err)
	}
	p.f.task(func() { p.realm.RunProgram(program) })
}

func (f *fixture) task(run func()) { f.loop.Post(eventloop.TaskFunc(run)) }

// finish runs the App to its end and compares the journal.
func (f *fixture) finish(want ...string) {
	f.t.Helper()
	f.loop.Run()
	if !slices.Equal(f.journal, want) {
		f.t.Errorf("the journal is\n  %s\nwant\n  %s", strings.Join(f.journal, "\n  "), strings.Join(want, "\n  "))
	}
}

// runs is for a script in the only page: it runs to the end and compares.
func runs(t *testing.T, source string, want ...string) {
	t.Helper()
	f := newFixture(t)
	f.page("").run(source)
	f.finish(want...)
}

func ptr[T any](v T) *T { return &v }

// panicOf gives what f panics with, as text; "" if it does not.
func panicOf(f func()) (text string) {
	defer func() {
		if v := recover(); v != nil {
			text = fmt.Sprint(v)
		}
	}()
	f()
	return ""
}
