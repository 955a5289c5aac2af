package idiom_test

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"

	bindings "github.com/tcpsrv-host/tcpsrv-host/bindings/idiom"
	"github.com/tcpsrv-host/tcpsrv-host/host/script/idiom"
)

// run gives all that a script lets see: what the function show got, and what
// the script threw.
func run(t testing.TB, source string, idioms bool) (log string, hits []idiom.Hit) {
	t.Helper()
	vm := goja.New()
	bindings.Install(vm)
	tree, err := parser.ParseFile(nil, "test.js", source, 0, parser.WithDisableSourceMaps)
	if err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	if idioms {
		hits = idiom.Rewrite(tree)
	}
	program, err := goja.CompileAST(tree, false)
	if err != nil {
		t.Skipf("%v\n%s", err, source) // there are defects in the engine
	}
	var b strings.Builder
	show, err := vm.RunString(describe)
	if err != nil {
		t.Fatal(err)
	}
	describe, _ := goja.AssertFunction(show)
	vm.Set("show", func(c goja.FunctionCall) goja.Value {
		for _, a := range c.Arguments {
			text, err := describe(nil, a)
			if err != nil {
				b.WriteString(err.Error()) // endless
				return nil
			}
			b.WriteString(text.String())
			b.WriteByte(' ')
		}
		b.WriteByte('\n')
		return nil
	})
	limit := time.Second
	if idioms {
		limit = time.Minute // for what has ended in the engine
	}
	endless := time.AfterFunc(limit, func() { vm.Interrupt("endless") })
	defer endless.Stop()
	if _, err := vm.RunProgram(program); err != nil {
		b.WriteString(err.Error())
	}
	return b.String(), hits
}

// describe tells values apart that a loop may confuse. It keeps the built-ins
// that it needs: scripts change them.
const describe = `(function () {
  const call = Function.prototype.call, text = String, stringify = JSON.stringify, is = Object.is, isArray = Array.isArray;
  const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
  const tag = call.bind(Object.getOwnPropertyDescriptor(typedArray, Symbol.toStringTag).get), join = call.bind(typedArray.join);
  return function describe(v) {
    if (typeof v === 'string') return stringify(v);
    if (is(v, -0)) return '-0';
    if (tag(v)) return tag(v) + '[' + join(v) + ']';
    if (isArray(v)) {
      let out = '[';
      for (let i = 0; i < v.length && i < 50; i++) out += i in v ? describe(v[i]) + ',' : 'hole,';
      return out + ']';
    }
    return typeof v + ' ' + (typeof v === 'object' && v !== null ? '' : text(v));
  };
})()`

func TestSimple(t *testing.T) {
	for _, source := range []string{
		`function f(s) { var v = new Uint8Array(s.length); for (var i = 0; i < s.length; i++) v[i] = s.charCodeAt(i); return [v, i]; } show(...f('hello world'))`,
		`function f(v) { var s = ''; for (let i = 0; i < v.length; i++) s += String.fromCharCode(v[i]); return s; } show(f(new Uint8Array([104, 105, 255])))`,
		`function f(v) { var s = ''; for (let i = 0; i < v.length; i++) { var h = v[i].toString(16); if (h.length < 2) h = '0' + h; s += h } return [s, h]; } show(...f(new Uint8Array([104, 5, 255])))`,
	} {
		want, _ := run(t, source, false)
		got, hits := run(t, source, true)
		if len(hits) == 0 {
			t.Errorf("not recognised: %s", source)
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", source, got, want)
		}
	}
}

func cpu() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(0, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func BenchmarkInstall(b *testing.B) {
	start := cpu()
	for range b.N {
		bindings.Install(goja.New())
	}
	b.ReportMetric(float64(cpu()-start)/float64(b.N), "cpu-ns/op")
}

func BenchmarkLoops(b *testing.B) {
	for name, source := range map[string]string{
		"encode": `(function (s, v) { for (var i = 0; i < s.length; i++) v[i] = s.charCodeAt(i); return v })`,
		"decode": `(function (s, v) { var t = ''; for (var i = 0; i < v.length; i++) t += String.fromCharCode(v[i]); return t })`,
	} {
		vm := goja.New()
		bindings.Install(vm)
		tree, _ := parser.ParseFile(nil, "test.js", source, 0, parser.WithDisableSourceMaps)
		idiom.Rewrite(tree)
		program, _ := goja.CompileAST(tree, false)
		v, _ := vm.RunProgram(program)
		f, _ := goja.AssertFunction(v)
		for _, n := range []string{"0", "150", "4096"} {
			s, _ := vm.RunString("'x'.repeat(" + n + ")")
			u, _ := vm.RunString("new Uint8Array(" + n + ").fill(65)")
			b.Run(name+n, func(b *testing.B) {
				b.ReportAllocs()
				start := cpu()
				for range b.N {
					f(nil, s, u)
				}
				b.ReportMetric(float64(cpu()-start)/float64(b.N), "cpu-ns/op")
			})
		}
	}
}

// TestCalledByScript: a script that finds the functions can do nothing with them.
func TestCalledByScript(t *testing.T) {
	got, _ := run(t, `
		for (var i = 0, s = ''; i < 3; i++) s += String.fromCharCode(65 + i);
		for (const id of [0, 1, 2, -1, 1e9, NaN, 'x', {}]) for (const rest of [[], [1], [null, 'a', 3], [new Uint8Array(3), '', 1, 2, 3]]) try {
			tcpsrvHostLoop(id, ...rest);
			tcpsrvHostResults[id];
		} catch (e) { show(e.message) }
		tcpsrvHostLoop(); tcpsrvHostValue(); tcpsrvHostResults[0] = 1; tcpsrvHostResults.length = 9;
		show(s, i, tcpsrvHostResults[77])`, true)
	if want := "\"ABC\" number 3 undefined undefined \n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
