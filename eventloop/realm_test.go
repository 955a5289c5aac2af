package eventloop_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// journal is a realm whose scripts write by say(...), and whose reports are
// written to the same list.
type journal struct {
	lines []string
	loop  *eventloop.Loop
	realm *eventloop.Realm
	vm    *goja.Runtime
}

func (j *journal) UncaughtException(err error) {
	var overflow *goja.StackOverflowError
	if errors.As(err, &overflow) {
		j.say("uncaught: stack overflow")
		return
	}
	line, _, _ := strings.Cut(err.Error(), "\n")
	j.say("uncaught: " + line)
}
func (j *journal) UnhandledRejection(p *goja.Promise) { j.say("rejected: " + p.Result().String()) }
func (j *journal) RejectionHandled(p *goja.Promise)   { j.say("handled: " + p.Result().String()) }
func (j *journal) say(s string)                       { j.lines = append(j.lines, s) }

func newJournal(t *testing.T) *journal {
	j := &journal{vm: goja.New()}
	j.loop = eventloop.New(eventloop.NewChannelPoller(), func(v any, _ []byte) { j.say("panic: " + v.(string)) })
	j.realm = j.loop.NewRealm(j.vm, j)
	j.vm.Set("say", j.say)
	j.vm.Set("setTimeout", func(f goja.Callable) {
		j.loop.Post(eventloop.TaskFunc(func() { j.realm.Call(f, goja.Undefined()) }))
	})
	j.vm.Set("die", func() { panic("go side") })
	return j
}

// fn compiles a function expression.
func (j *journal) fn(t *testing.T, source string) goja.Callable {
	v, err := j.vm.RunScript("test.js", "("+source+")")
	if err != nil {
		t.Fatal(err)
	}
	f, _ := goja.AssertFunction(v)
	return f
}

func (j *journal) expect(t *testing.T, want ...string) {
	t.Helper()
	j.loop.Run()
	if !slices.Equal(j.lines, want) {
		t.Errorf("journal:\n  %s\nwant:\n  %s", strings.Join(j.lines, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestPromiseJobsRunAtTheEndOfTheEntry(t *testing.T) {
	j := newJournal(t)
	f := j.fn(t, `function (n) { Promise.resolve().then(() => { say('job ' + n); Promise.resolve().then(() => say('job of job ' + n)) }); say('call ' + n) }`)
	j.loop.Post(eventloop.TaskFunc(func() {
		j.realm.Run(func() {
			f(goja.Undefined(), j.vm.ToValue(1))
			j.realm.Run(func() { f(goja.Undefined(), j.vm.ToValue(2)) })
		})
		j.say("end")
	}))
	j.expect(t, "call 1", "call 2", "job 1", "job 2", "job of job 1", "job of job 2", "end")
}

func TestWhatNoJavaScriptCaughtIsReportedAndTheLoopGoesOn(t *testing.T) {
	for _, c := range []struct {
		name, source string
		want         []string
	}{
		{"throw", `function () { Promise.resolve().then(() => say('job')); throw new TypeError('x') }`, []string{"uncaught: TypeError: x at test.js:1:64(10)", "job"}},
		{"rejection", `function () { Promise.reject('no') }`, []string{"rejected: no"}},
		{"handled in a job", `function () { let p = Promise.reject('no'); Promise.resolve().then(() => p.catch(() => say('handled'))) }`, []string{"handled"}},
		{"handled late", `function () { let p = Promise.reject('no'); setTimeout(() => setTimeout(() => p.catch(() => { }))) }`, []string{"rejected: no", "handled: no"}},
		{"recursion", `function () { Promise.resolve().then(() => say('job')); (function f() { f() })() }`, []string{"uncaught: stack overflow", "job"}},
		{"go panic", `function () { Promise.resolve().then(() => say('job')); die() }`, []string{"panic: go side", "job"}},
		{"go panic in a job", `function () { Promise.resolve().then(() => die()) }`, []string{"panic: go side"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := newJournal(t)
			f := j.fn(t, c.source)
			last := j.fn(t, `function () { }`)
			j.loop.Post(eventloop.TaskFunc(func() { j.realm.Call(f, goja.Undefined()) }))
			j.loop.Schedule(time.Now().Add(20*time.Millisecond), eventloop.TaskFunc(func() { j.realm.Call(last, goja.Undefined()); j.say("later") }))
			j.expect(t, append(c.want, "later")...)
		})
	}
}

func TestInterruptEndsAnEndlessLoopWithoutAReport(t *testing.T) {
	j := newJournal(t)
	j.vm.Set("interrupt", func() { j.vm.Interrupt("stop") })
	j.loop.Post(eventloop.TaskFunc(func() { j.realm.Call(j.fn(t, `function () { interrupt(); for (;;) ; }`), goja.Undefined()) }))
	j.loop.Post(eventloop.TaskFunc(func() { j.realm.Call(j.fn(t, `function () { say('next') }`), goja.Undefined()) }))
	j.expect(t, "next")
}

func BenchmarkEntry(b *testing.B) {
	vm := goja.New()
	realm := newLoop(b).NewRealm(vm, nil)
	v, err := vm.RunString("(function (o) { return o.a })")
	if err != nil {
		b.Fatal(err)
	}
	f, _ := goja.AssertFunction(v)
	b.ReportAllocs()
	for b.Loop() {
		o := vm.NewObject()
		o.Set("a", 1)
		realm.Call(f, goja.Undefined(), o)
	}
}

// TestRealmsShareOneQueueOfJobs calls from one realm into another.
func TestRealmsShareOneQueueOfJobs(t *testing.T) {
	j := newJournal(t)
	other := goja.New()
	otherRealm := j.loop.NewRealm(other, j)
	other.Set("say", j.say)
	v, err := other.RunString(`(n => { Promise.resolve().then(() => say('other ' + n)); if (n === 'throws') throw n })`)
	if err != nil {
		t.Fatal(err)
	}
	there, _ := goja.AssertFunction(v)
	j.vm.Set("call", func(name string) {
		otherRealm.Run(func() { there(goja.Undefined(), other.ToValue(name)) })
	})
	f := j.fn(t, `function () {
		let job = n => Promise.resolve().then(() => { say('own ' + n); if (n === 1) { call(3); say('still own 1') } });
		job(1); call(1); job(2); call('throws'); call(2); say('end');
	}`)
	j.loop.Post(eventloop.TaskFunc(func() { j.realm.Call(f, goja.Undefined()) }))
	j.expect(t, "end", "own 1", "still own 1", "other 1", "own 2", "other throws", "other 2", "other 3")
}
