package language_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/language"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
)

type noReports struct{}

func (noReports) UncaughtException(error)          {}
func (noReports) UnhandledRejection(*goja.Promise) {}
func (noReports) RejectionHandled(*goja.Promise)   {}

func BenchmarkInstall(b *testing.B) {
	loop := eventloop.New(eventloop.NewChannelPoller(), nil)
	for b.Loop() {
		b.StopTimer()
		realm := loop.NewRealm(goja.New(), noReports{})
		b.StartTimer()
		language.Install(realm)
	}
}
