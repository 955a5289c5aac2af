package web

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

// BenchmarkPage measures what a page pays at its start.
func BenchmarkPage(b *testing.B) {
	loop := eventloop.New(eventloop.NewChannelPoller(), nil)
	install := func(f func(*eventloop.Realm)) func(*testing.B) {
		return func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f(loop.NewRealm(goja.New(), nil))
			}
		}
	}
	b.Run("nothing", install(func(*eventloop.Realm) {}))
	b.Run("events", install(func(r *eventloop.Realm) { InstallEvents(r) }))
	b.Run("events and blobs", install(func(r *eventloop.Realm) { InstallEvents(r); InstallBlob(r) }))
}

// BenchmarkFire measures an event from Go to one listener.
func BenchmarkFire(b *testing.B) {
	p := newTestPage(b)
	p.post("test.js", `addEventListener('load', function (e) { e.type; })`)
	p.loop.Run()
	b.ReportAllocs()
	for b.Loop() {
		p.events.Window.Fire(&Event{Type: "load"})
	}
}
