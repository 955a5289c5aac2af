package sockets_test

import (
	"io"
	"net"
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

// bench runs turn b.N times, each as a task of its own, in a page with a
// connection to a peer that reads everything. Its id is 1.
func bench(b *testing.B, source string, turn func(f *fixture)) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	go func() {
		if c, err := l.Accept(); err == nil {
			io.Copy(io.Discard, c)
			c.Close()
		}
	}()
	f := newFixture(b)
	id := f.stack.TCP.Create(socket.Properties{})
	f.stack.TCP.SetPaused(id, true, func(error) {})
	f.page(source)
	left := b.N
	var next func()
	next = func() {
		if left--; left < 0 {
			f.stack.TCP.Close(id, func(error) {})
			return
		}
		turn(f)
		f.loop.Post(eventloop.TaskFunc(next))
	}
	port := l.Addr().(*net.TCPAddr).AddrPort().Port()
	f.stack.TCP.Connect(id, "127.0.0.1", port, socket.AnyFamily, func(neterror.Code, error) {
		b.ReportAllocs()
		b.ResetTimer()
		f.loop.Post(eventloop.TaskFunc(next))
	})
	f.loop.Run()
	f.stack.Close()
}

// BenchmarkEventToListener is an onReceive from the table to the app.
func BenchmarkEventToListener(b *testing.B) {
	data := make([]byte, 64)
	bench(b, `chrome.sockets.tcp.onReceive.addListener(info => {})`, func(f *fixture) {
		f.stack.TCP.Observer.Received(1, data)
	})
}

// BenchmarkEcho is an onReceive whose listener sends what came, and the answer.
func BenchmarkEcho(b *testing.B) {
	data := make([]byte, 64)
	bench(b, `tcp.onReceive.addListener(function (info) {
		tcp.send(info.socketId, info.data, function (sent) { if (sent.resultCode < 0) tcp.close(info.socketId); });
	})`, func(f *fixture) {
		f.stack.TCP.Observer.Received(1, data)
	})
}

// BenchmarkCallToHandler is a call that a handler answers at once, and the
// answer.
func BenchmarkCallToHandler(b *testing.B) {
	bench(b, `tcpServer.onAccept.addListener(function () { tcp.setPaused(1, true, function () {}); })`, func(f *fixture) {
		f.stack.TCPServer.Observer.Accepted(1, 2)
	})
}

// BenchmarkParseRequest is a request of HTTP as most apps read it, and a
// response as they write it.
func BenchmarkParseRequest(b *testing.B) {
	request := []byte("GET / HTTP/1.1\r\nHost: localhost:9000\r\nUser-Agent: bench/1.0\r\nAccept: */*\r\nAccept-Encoding: gzip, deflate\r\nConnection: keep-alive\r\n\r\n")
	bench(b, `tcp.onReceive.addListener(function (info) {
		var view = new Uint8Array(info.data), text = '';
		for (var i = 0; i < view.length; i++) text += String.fromCharCode(view[i]);
		var lines = text.substring(0, text.indexOf('\r\n\r\n')).split('\r\n'), headers = {};
		for (var i = 1; i < lines.length; i++) {
			var colon = lines[i].indexOf(':');
			headers[lines[i].substring(0, colon).toLowerCase()] = lines[i].substring(colon + 1).trim();
		}
		var body = lines[0].split(' ')[1] === '/' ? 'Hello, World!' : 'Not found';
		text = 'HTTP/1.1 200 OK\r\nContent-Length: ' + body.length + '\r\nConnection: ' + headers['connection'] + '\r\n\r\n' + body;
		var buffer = new ArrayBuffer(text.length);
		view = new Uint8Array(buffer);
		for (var i = 0; i < text.length; i++) view[i] = text.charCodeAt(i);
		tcp.send(info.socketId, buffer, function () {});
	})`, func(f *fixture) {
		f.stack.TCP.Observer.Received(1, request)
	})
}
