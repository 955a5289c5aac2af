package app_test

import (
	"testing"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/app"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
)

const listenLaunched = `chrome.app.runtime.onLaunched.addListener((...args) => log('launched', ...args));`

func TestLaunch(t *testing.T) {
	entry := func(p *extension.Page) goja.Value {
		o := p.Runtime().NewObject()
		o.Set("name", "a.txt")
		return o
	}
	tests := []struct {
		data app.LaunchData
		want string
	}{
		{app.LaunchData{Source: app.SourceCommandLine},
			`{"isDemoSession":false,"isKioskSession":false,"isPublicSession":false,"source":"command_line"}`},
		{app.LaunchData{Source: app.SourceFileHandler, ID: "text", Items: []app.LaunchItem{{Entry: entry, Type: "text/plain"}, {Entry: entry}}},
			`{"id":"text","isDemoSession":false,"isKioskSession":false,"isPublicSession":false,` +
				`"items":[{"entry":{"name":"a.txt"},"type":"text/plain"},{"entry":{"name":"a.txt"}}],"source":"file_handler"}`},
		{app.LaunchData{Source: app.SourceURLHandler, ID: "site", URL: "https://example.com/a", ReferrerURL: "https://example.com/"},
			`{"id":"site","isDemoSession":false,"isKioskSession":false,"isPublicSession":false,` +
				`"referrerUrl":"https://example.com/","source":"url_handler","url":"https://example.com/a"}`},
	}
	for _, test := range tests {
		f := newFixture(t, "a")
		f.run("a", listenLaunched)
		f.launch.Launch(test.data)
		if diff := cmp.Diff([]string{`a: "launched" ` + test.want}, f.log); diff != "" {
			t.Errorf("source %s (-want +got):\n%s", test.data.Source, diff)
		}
	}
}

func TestRestart(t *testing.T) {
	tests := []struct{ name, script, want string }{
		{"onRestarted", listenLaunched + `chrome.app.runtime.onRestarted.addListener((...args) => log('restarted', ...args));`, `a: "restarted"`},
		{"no listener of onRestarted", listenLaunched,
			`a: "launched" {"isDemoSession":false,"isKioskSession":false,"isPublicSession":false,"source":"restart"}`},
	}
	for _, test := range tests {
		f := newFixture(t, "a")
		f.run("a", test.script)
		f.launch.Restart()
		if diff := cmp.Diff([]string{test.want}, f.log); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}
