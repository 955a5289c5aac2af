package scripts

import (
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/host"
)

// Tests of the apps that are driven from their windows, by what a person would
// do there.

// startServer starts the server of a window on a free port, after what else is to be
// done there.
func startServer(before ...host.Action) []host.Action {
	return append(before, host.Action{Kind: host.Fill, Text: "#port=0"}, host.Action{Kind: host.Click, Text: "#start"})
}

func evaluate(text string) host.Action { return host.Action{Kind: host.EvalWindow, Text: text} }

func TestWindowServer(t *testing.T) {
	a := launch(t, host.Options{Apps: []string{"windowserver"}, Actions: startServer()}, "").expectListening()
	for i, c := range []struct{ target, want string }{
		{"/", "Hello from a window, request 1\n"},
		{"/missing", "there is no /missing\n"},
		{"/", "Hello from a window, request 2\n"},
	} {
		if got := a.dial(t).request("GET", c.target, "", "").Body; got != c.want {
			t.Errorf("request %d, of %s, is answered with %q, want %q", i+1, c.target, got, c.want)
		}
	}
}

func TestWindowServerShowsWhatItDoes(t *testing.T) {
	const show = `const $ = id => document.getElementById(id);
		const tell = () => console.log(JSON.stringify([$('status').className, $('start').disabled, $('stop').disabled, $('log').children.length]));
		tell();
		console.log($('address').options[0].value, $('address').options[$('address').length - 1].text);
		new MutationObserver((records, observer) => {
			observer.disconnect();
			tell();
			$('stop').click();
			new MutationObserver(tell).observe($('status'), {childList: true});
		}).observe($('log'), {childList: true});`
	a := launch(t, host.Options{Apps: []string{"windowserver"}, Actions: startServer(evaluate(show))}, "")
	a.expectLine(`^\["",false,true,0\]$`)
	a.expectLine(`^127\.0\.0\.1 all$`)
	a.expectListening()
	a.dial(t).request("GET", "/", "", "")
	a.expectLine(`^\["running",true,false,1\]$`)
	a.expectLine(`^windowserver: stopped$`)
	a.expectLine(`^\["",false,true,1\]$`)
}

func TestCommand(t *testing.T) {
	a := launch(t, host.Options{Apps: []string{"command"}, Actions: startServer(
		host.Action{Kind: host.Fill, Text: "#name=greet"}, host.Action{Kind: host.Fill, Text: "#text=hello"}, host.Action{Kind: host.Click, Text: "#add"},
	)}, "").expectListening()
	c := a.dial(t)
	c.write("upper abc\ncommands\ngreet\r\nno\necho a  b\n")
	c.expect("ABC\ncommands echo greet upper\nhello (from Command server)\nunknown command: no\na  b\n")
}

func TestCommandClosesWithItsWindow(t *testing.T) {
	a := launch(t, host.Options{Apps: []string{"command"}, Actions: startServer(evaluate(`
		new MutationObserver(() => { if (document.getElementById('clients').textContent === '1') close() })
			.observe(document.getElementById('clients'), {childList: true})`))}, "").expectListening()
	c := a.dial(t)
	a.expectLine(`^command: closed with its window$`)
	c.expectEnd()
}
