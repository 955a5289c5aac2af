package sockets_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"
	"go.uber.org/goleak"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/sockets"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/manifest"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fixture is an App with real sockets and a journal.
type fixture struct {
	t       testing.TB
	loop    *eventloop.Loop
	stack   *socket.Stack
	app     *extension.App
	apis    []*extension.API
	permit  bool
	journal []string
}

func newFixture(t testing.TB) *fixture {
	f := &fixture{t: t, permit: true}
	f.loop = eventloop.New(eventloop.NewChannelPoller(), func(v any, stack []byte) {
		t.Errorf("a task panicked: %v\n%s", v, stack)
	})
	f.stack = socket.NewStack(func(t socket.Task) bool { return f.loop.Post(t) })
	f.loop.KeepAliveWhile(f.stack.Active)
	f.app = extension.NewApp(f.loop, nil)
	permit := func(operation manifest.Operation, host string, port uint16) bool {
		f.journal = append(f.journal, fmt.Sprintf("permit %s %q %d", operation, host, port))
		return f.permit
	}
	f.apis = []*extension.API{
		sockets.NewTCP(f.app, &f.stack.TCP, permit),
		sockets.NewTCPServer(f.app, &f.stack.TCPServer, permit),
	}
	return f
}

// page adds a page that writes into the journal by say(...), and runs a script
// in it.
func (f *fixture) page(source string) *extension.Page {
	vm := goja.New()
	realm := f.loop.NewRealm(vm, reporter{f})
	page := f.app.AddPage(realm, reporter{f})
	for _, api := range f.apis {
		api.Install(page)
	}
	vm.Set("say", func(call goja.FunctionCall) goja.Value {
		var words []string
		for _, v := range call.Arguments {
			words = append(words, v.String())
		}
		f.journal = append(f.journal, strings.Join(words, " "))
		return goja.Undefined()
	})
	program := goja.MustCompile("test.js", `
		const {tcp, tcpServer} = chrome.sockets;
		const answer = name => (...args) => {
			const error = chrome.runtime.lastError;
			say(name, JSON.stringify(args), error ? error.message : 'ok');
		};
		const text = data => String.fromCharCode(...new Uint8Array(data));
		const bytes = text => new Uint8Array([...text].map(c => c.charCodeAt(0))).buffer;
	`+source, false)
	f.loop.Post(eventloop.TaskFunc(func() { realm.RunProgram(program) }))
	return page
}

type reporter struct{ f *fixture }

func (r reporter) UncaughtException(err error)        { r.f.t.Errorf("uncaught: %v", err) }
func (r reporter) UnhandledRejection(p *goja.Promise) { r.f.t.Errorf("unhandled: %v", p.Result()) }
func (r reporter) RejectionHandled(*goja.Promise)     {}
func (r reporter) ReportException(err error, _ func(string) string) {
	r.f.t.Errorf("exception: %v", err)
}
func (r reporter) ReportError(line string) { r.f.journal = append(r.f.journal, line) }

// run runs the App to its end.
func (f *fixture) run() {
	f.t.Helper()
	watchdog := time.AfterFunc(30*time.Second, f.loop.Stop)
	f.loop.Run()
	if !watchdog.Stop() {
		f.t.Error("the App did not end by itself")
	}
	f.stack.Close()
}

// finish runs the App to its end and compares the journal.
func (f *fixture) finish(want ...string) {
	f.t.Helper()
	f.run()
	if !slices.Equal(f.journal, want) {
		f.t.Errorf("the journal is\n  %s\nwant\n  %s", strings.Join(f.journal, "\n  "), strings.Join(want, "\n  "))
	}
}

// TestPermissions: the manifest is asked about the host as the app wrote it
// and the port as the system will see it; after the id, before all else.
func TestPermissions(t *testing.T) {
	f := newFixture(t)
	f.permit = false
	f.page(`
		tcpServer.listen(1, 'any', 0, answer('unknown id'));
		tcpServer.create(() => {});
		tcpServer.listen(1, 'no Literal', 70000, 0, answer('listen'));
		tcpServer.listen(1, '127.0.0.1', -1, answer('listen'));
		tcpServer.getInfo(1, answer('info'));
		tcp.connect(1, 'any', 1, answer('unknown id'));
		tcp.create(() => {});
		tcp.connect(1, 'EXAMPLE.invalid', 65536, answer('connect'));
	`)
	f.finish(
		`permit tcpServer.listen "no Literal" 4464`,
		`permit tcpServer.listen "127.0.0.1" 65535`,
		`permit tcp.connect "EXAMPLE.invalid" 0`,
		`unknown id [] Socket not found`,
		`listen [] Does not have permission`,
		`listen [] Does not have permission`,
		`info [{"paused":false,"persistent":false,"socketId":1}] ok`,
		`unknown id [] Socket not found`,
		`connect [] Does not have permission`,
	)
}

// TestShapesOfAnswers has every way in which a result and an error go together.
func TestShapesOfAnswers(t *testing.T) {
	f := newFixture(t)
	f.page(`
		tcp.create({bufferSize: 7, name: 'n', persistent: true}, answer('create'));
		tcp.getInfo(1, answer('info'));
		tcp.update(1, {bufferSize: -1, name: ''}, answer('update'));
		tcp.getSockets(answer('all'));
		tcp.send(1, bytes('x'), answer('send'));
		tcp.send(9, bytes('x'), answer('send to none'));
		tcp.setKeepAlive(1, true, answer('keep alive'));
		tcp.setKeepAlive(9, true, 5, answer('keep alive of none'));
		tcp.setNoDelay(9, true, answer('no delay of none'));
		tcp.secure(9, answer('secure none'));
		tcp.secure(1, {}, answer('secure'));
		tcp.close(1, answer('close'));
		tcp.close(1, answer('close again'));
		tcpServer.getSockets(answer('servers'));
		tcpServer.create(() => {});
		tcpServer.listen(1, 'localhost', 0, answer('listen'));
	`)
	f.finish(
		`permit tcpServer.listen "localhost" 0`,
		`create [{"socketId":1}] ok`,
		`info [{"bufferSize":7,"connected":false,"name":"n","paused":false,"persistent":true,"socketId":1}] ok`,
		`update [] ok`,
		`all [[{"connected":false,"paused":false,"persistent":true,"socketId":1}]] ok`,
		`send [{"resultCode":-15}] net::ERR_SOCKET_NOT_CONNECTED`,
		`send to none [] Socket not found`,
		`keep alive [-2] net::ERR_FAILED`,
		`keep alive of none [-2] Socket not found`,
		`no delay of none [-2] Socket not found`,
		`secure none [-4] Socket not found`,
		`secure [-4] Socket not connected`,
		`close [] ok`,
		`close again [] Socket not found`,
		`servers [[]] ok`,
		`listen [-4] net::ERR_INVALID_ARGUMENT`,
	)
}

// TestConversation goes through every event in one App, to its end.
func TestConversation(t *testing.T) {
	f := newFixture(t)
	f.page(`
		tcpServer.onAccept.addListener(info => {
			say('accepted', JSON.stringify(info));
			tcp.setPaused(info.clientSocketId, false);
			tcpServer.close(info.socketId);
		});
		tcp.onReceive.addListener(({socketId, data}) => {
			say('received', socketId, text(data));
			if (socketId === 2) tcp.send(socketId, data, answer('echoed'));
			else tcp.close(socketId, answer('closed'));
		});
		tcp.onReceiveError.addListener(info => say('error', JSON.stringify(info)));
		let accepted = new Promise(done => tcpServer.onAccept.addListener(done));
		(async () => {
			let {socketId: server} = await tcpServer.create();
			await new Promise(done => tcpServer.listen(server, '127.0.0.1', 0, done));
			let {localPort} = await tcpServer.getInfo(server);
			let {socketId} = await tcp.create();
			await Promise.all([accepted, new Promise(done => tcp.connect(socketId, '127.0.0.1', localPort, 'ipv4', done))]);
			tcp.send(socketId, bytes('hello'), answer('sent'));
		})();
	`)
	f.finishSorted(
		`permit tcpServer.listen "127.0.0.1" 0`,
		`permit tcp.connect "127.0.0.1"`,
		`accepted {"clientSocketId":2,"socketId":1}`,
		`sent [{"bytesSent":5,"resultCode":0}] ok`,
		`received 2 hello`,
		`echoed [{"bytesSent":5,"resultCode":0}] ok`,
		`received 1 hello`,
		`closed [] ok`,
		`error {"resultCode":-100,"socketId":1}`,
		`error {"resultCode":-100,"socketId":2}`,
	)
}

// finishSorted is finish without regard to the order of two sides, and to the
// number of a port at the end of a line.
func (f *fixture) finishSorted(want ...string) {
	f.t.Helper()
	f.run()
	for i, line := range f.journal {
		if strings.HasPrefix(line, "permit tcp.connect") {
			f.journal[i] = line[:strings.LastIndexByte(line, ' ')]
		}
	}
	slices.Sort(f.journal)
	slices.Sort(want)
	if !slices.Equal(f.journal, want) {
		f.t.Errorf("the journal is, sorted,\n  %s\nwant\n  %s", strings.Join(f.journal, "\n  "), strings.Join(want, "\n  "))
	}
}

// A call whose socket goes away is never answered in Chrome. It must not keep
// the App alive here.
func TestCallsThatAreNeverAnswered(t *testing.T) {
	f := newFixture(t)
	f.page(`
		tcpServer.create(); tcpServer.create();
		tcpServer.listen(1, '127.0.0.1', 0, answer('listen'));
		tcpServer.close(1, answer('close'));
		tcpServer.listen(2, '127.0.0.1', 0, answer('listen'));
		tcpServer.disconnect(2, answer('disconnect'));
	`)
	f.finish(`permit tcpServer.listen "127.0.0.1" 0`, `permit tcpServer.listen "127.0.0.1" 0`, "close [] ok", "disconnect [] ok")
}

// Each page hears of a connection, with bytes of its own.
func TestEventsReachEachPage(t *testing.T) {
	f := newFixture(t)
	const listen = `
		tcpServer.onAccept.addListener(info => { say(page, 'accepted', info.clientSocketId); info.clientSocketId = 0 });
		tcp.onReceive.addListener(({data}) => { say(page, text(data)); new Uint8Array(data).fill(33) });
	`
	f.page(`let page = 1;` + listen + `
		tcpServer.onAccept.addListener(() => tcp.setPaused(2, false));
		tcp.onReceive.addListener(() => { tcp.close(1); tcp.close(2); tcpServer.close(1) });
		(async () => {
			await tcpServer.create();
			await new Promise(done => tcpServer.listen(1, '127.0.0.1', 0, done));
			let {localPort} = await tcpServer.getInfo(1);
			await tcp.create();
			tcp.setPaused(1, true);
			tcp.connect(1, '127.0.0.1', localPort, () => tcp.send(1, bytes('hello'), () => {}));
		})();
	`)
	f.page(`let page = 2;` + listen)
	f.finishSorted(`permit tcpServer.listen "127.0.0.1" 0`, `permit tcp.connect "127.0.0.1"`,
		"1 accepted 2", "2 accepted 2", "1 hello", "2 hello")
}
