package extension_test

import (
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
)

func TestEventsReachPagesInTheirOrder(t *testing.T) {
	f := newFixture(t)
	first, second, third := f.page("first"), f.page("second"), f.page("third")
	third.run(`api.onInner.addListener(e => { say(e.a); Promise.resolve().then(() => say('job')) }); api.onInner.addListener(e => say('again'))`)
	first.run(`api.onInner.addListener(e => { say(e.a, e instanceof Object); e.a = 'changed'; Promise.resolve().then(() => say('job')) })`)
	second.run(`api.onInner.addListener(e => { throw new Error('boom') })`)
	f.task(func() { f.onInner.Dispatch(inner{A: 1}) })
	f.finish("first: 1 true", "first: job", "second: Error in event handler: Error: boom", "third: 1", "third: again", "third: job")
}

// Each page has its own ArrayBuffer: what one writes, or detaches, the other
// does not see.
func TestEachPageHasItsOwnBytes(t *testing.T) {
	f := newFixture(t)
	for _, name := range []string{"first", "second", "third"} {
		f.page(name).run(`
			api.onPacket.addListener(p => {
				say(p.id, p.data instanceof ArrayBuffer, new Uint8Array(p.data));
				new Uint8Array(p.data).fill(9);
				p.id = 'changed';
				if ('` + name + `' === 'second') detach(p.data);
			});
			api.onPacket.addListener(p => say(p.id, p.data.byteLength && new Uint8Array(p.data)));
		`)
	}
	f.task(func() { f.onPacket.Dispatch(packet{1, []byte{1, 2}}) })
	f.finish("first: 1 true 1,2", "first: changed 9,9", "second: 1 true 1,2", "second: changed 0", "third: 1 true 1,2", "third: changed 9,9")
}

func TestAnswersReachThePageThatCalled(t *testing.T) {
	f := newFixture(t)
	first, second := f.page("first"), f.page("second")
	f.begun = func(id int, r *extension.Reply[int]) {
		if page := map[int]*page{1: first, 2: second}[id]; r.Page() != page.Page {
			t.Errorf("call %d comes from another page", id)
		}
	}
	first.run(`api.later(1, n => say(n, chrome.runtime.lastError.message)); api.echo({inner: {a: 1}}, o => say(o.inner instanceof Object))`)
	second.run(`api.later(2, n => say(n, chrome.runtime.lastError)); api.echo({inner: {a: 2}}).then(o => say(o.inner instanceof Object, o.inner.a))`)
	f.task(func() {
		f.replies[2].Succeed(5)
		f.replies[1].Fail(extension.Error("no"))
	})
	f.finish("first: true", "second: true 2", "second: 5 undefined", "first: undefined no")
}

func TestAClosedPageHearsNothing(t *testing.T) {
	f := newFixture(t)
	closed, open := f.page("closed"), f.page("open")
	for i, p := range []*page{closed, open} {
		p.vm.Set("number", i)
		p.run(`
			api.onInner.addListener(e => say(e.a));
			api.nothing(() => say('callback'));
			api.fail('error', () => say('callback of a failure'));
			api.fail('error').catch(() => say('rejected'));
			api.later(number, () => say('later'));
			api.quiet(2 + number);
		`)
	}
	f.task(func() {
		closed.Close()
		closed.Close()
		f.onInner.Dispatch(inner{A: 1})
		for i := range 2 {
			f.replies[i].Succeed(1)
			f.replies[2+i].Fail(extension.Error("unchecked"))
		}
	})
	// The answers were on their way when the page was closed.
	f.finish("open: 1", "open: callback", "open: callback of a failure", "open: Unchecked runtime.lastError: it failed", "open: rejected", "open: later", "open: Unchecked runtime.lastError: unchecked")
}

func TestAPageThatAListenerCloses(t *testing.T) {
	f := newFixture(t)
	first, second, third := f.page("first"), f.page("second"), f.page("third")
	first.vm.Set("closeSecond", func() { second.Close() })
	first.run(`api.onInner.addListener(e => { say(e.a); closeSecond() })`)
	second.run(`api.onInner.addListener(e => say(e.a))`)
	third.run(`api.onInner.addListener(e => say(e.a))`)
	f.task(func() { f.onInner.Dispatch(inner{A: 1}) })
	f.task(func() { f.onInner.Dispatch(inner{A: 2}) })
	f.finish("first: 1", "third: 1", "first: 2", "third: 2")
}

func TestAPageAddedLater(t *testing.T) {
	f := newFixture(t)
	f.page("first").run(`api.onInner.addListener(e => say(e.a))`)
	f.task(func() {
		f.onInner.Dispatch(inner{A: 1})
		second := f.page("second")
		second.run(`api.onInner.addListener(e => say(e.a))`)
		f.task(func() { f.onInner.Dispatch(inner{A: 2}) })
	})
	f.finish("first: 1", "first: 2", "second: 2")
}

// eventPage is the life of an event page that a test looks at.
type eventPage struct {
	actions int
	woken   []func()
}

func (e *eventPage) Active(bool)         { e.actions++ }
func (e *eventPage) Wake(deliver func()) { e.woken = append(e.woken, deliver) }

func TestEventPage(t *testing.T) {
	f := newFixture(t)
	life := &eventPage{}
	f.app.EventPage = life
	const source = `api.onInner.addListener(e => say(e.a)); let f = () => 1; api.onNothing.addListener(f); api.onNothing.removeListener(f)`
	first := f.page("first")
	first.run(source)
	f.task(func() {
		first.Close()
		f.onNothing.Dispatch(extension.None{})
		f.onTwo.Dispatch(two{})
		if len(life.woken) != 0 {
			t.Error("an event that no page listens to wakes the page")
		}
		f.onInner.Dispatch(inner{A: 1})
		f.onInner.Dispatch(inner{A: 2})
		if len(life.woken) != 2 {
			t.Fatalf("two events that the page had listened to woke it %d times", len(life.woken))
		}
		f.page("second").run(source)
		for _, deliver := range life.woken {
			f.task(deliver)
		}
	})
	f.finish("second: 1", "second: 2")
	if life.actions == 0 {
		t.Error("no event counted as activity of the page")
	}
}
