package schema_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

// What Chrome's error texts print of each function, which is also its
// signature. A function that is answered "or by promise" may be called without
// a callback.
const tcpServer = `
sockets.tcpServer
create(optional sockets.tcpServer.SocketProperties properties, optional function callback) answers (sockets.tcpServer.CreateInfo createInfo) or by promise
update(integer socketId, sockets.tcpServer.SocketProperties properties, optional function callback) answers () or by promise
setPaused(integer socketId, boolean paused, optional function callback) answers () or by promise
listen(integer socketId, string address, integer port, optional integer backlog, function callback) answers (integer result)
disconnect(integer socketId, optional function callback) answers () or by promise
close(integer socketId, optional function callback) answers () or by promise
getInfo(integer socketId, optional function callback) answers (sockets.tcpServer.SocketInfo socketInfo) or by promise
getSockets(optional function callback) answers (array socketInfos) or by promise
event onAccept(sockets.tcpServer.AcceptInfo info)
event onAcceptError(sockets.tcpServer.AcceptErrorInfo info)
`

const tcp = `
sockets.tcp
create(optional sockets.tcp.SocketProperties properties, optional function callback) answers (sockets.tcp.CreateInfo createInfo) or by promise
update(integer socketId, sockets.tcp.SocketProperties properties, optional function callback) answers () or by promise
setPaused(integer socketId, boolean paused, optional function callback) answers () or by promise
setKeepAlive(integer socketId, boolean enable, optional integer delay, function callback) answers (integer result)
setNoDelay(integer socketId, boolean noDelay, function callback) answers (integer result)
connect(integer socketId, string peerAddress, integer peerPort, optional sockets.tcp.DnsQueryType dnsQueryType, function callback) answers (integer result)
disconnect(integer socketId, optional function callback) answers () or by promise
secure(integer socketId, optional sockets.tcp.SecureOptions options, function callback) answers (integer result)
send(integer socketId, binary data, function callback) answers (sockets.tcp.SendInfo sendInfo)
close(integer socketId, optional function callback) answers () or by promise
getInfo(integer socketId, optional function callback) answers (sockets.tcp.SocketInfo socketInfo) or by promise
getSockets(optional function callback) answers (array socketInfos) or by promise
event onReceive(sockets.tcp.ReceiveInfo info)
event onReceiveError(sockets.tcp.ReceiveErrorInfo info)
enum sockets.tcp.DnsQueryType {any, ipv4, ipv6}
`

func TestSignatures(t *testing.T) {
	for namespace, want := range map[string]string{"sockets.tcpServer": tcpServer, "sockets.tcp": tcp} {
		if diff := cmp.Diff(strings.TrimSpace(want), dump(schema.Get(namespace))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", namespace, diff)
		}
	}
}

func TestDictionaries(t *testing.T) {
	want := map[string]string{
		"sockets.tcpServer.SocketProperties": "{optional boolean persistent, optional string name}",
		"sockets.tcpServer.CreateInfo":       "{integer socketId}",
		"sockets.tcpServer.SocketInfo": "{integer socketId, boolean persistent, optional string name, boolean paused, " +
			"optional string localAddress, optional integer localPort}",
		"sockets.tcpServer.AcceptInfo":      "{integer socketId, integer clientSocketId}",
		"sockets.tcpServer.AcceptErrorInfo": "{integer socketId, integer resultCode}",
		"sockets.tcp.SocketProperties":      "{optional boolean persistent, optional string name, optional integer bufferSize}",
		"sockets.tcp.CreateInfo":            "{integer socketId}",
		"sockets.tcp.SendInfo":              "{integer resultCode, optional integer bytesSent}",
		"sockets.tcp.SecureOptions":         "{optional sockets.tcp.TLSVersionConstraints tlsVersion}",
		"sockets.tcp.TLSVersionConstraints": "{optional string min, optional string max}",
		"sockets.tcp.SocketInfo": "{integer socketId, boolean persistent, optional string name, optional integer bufferSize, boolean paused, boolean connected, " +
			"optional string localAddress, optional integer localPort, optional string peerAddress, optional integer peerPort}",
		"sockets.tcp.ReceiveInfo":      "{integer socketId, binary data}",
		"sockets.tcp.ReceiveErrorInfo": "{integer socketId, integer resultCode}",
	}
	got := map[string]string{}
	var visit func(t *schema.Type)
	visitAll := func(all []schema.Member) {
		for _, m := range all {
			visit(m.Type)
		}
	}
	visit = func(t *schema.Type) {
		if t == nil {
			return
		}
		visit(t.Elem)
		if t.Kind == schema.Dictionary && got[t.Name] == "" {
			got[t.Name] = members(t)
			visitAll(t.Members)
		}
	}
	for _, name := range []string{"sockets.tcpServer", "sockets.tcp"} {
		for _, f := range schema.Get(name).Functions {
			visitAll(f.Params)
			visitAll(f.Callback.Params)
		}
		for _, e := range schema.Get(name).Events {
			visitAll(e.Params)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dictionaries (-want +got):\n%s", diff)
	}
}

// TestEveryIDLFile parses all that is embedded, and finds it under its name.
func TestEveryIDLFile(t *testing.T) {
	names := schema.Names()
	if !slices.IsSorted(names) || !slices.Contains(names, "sockets.tcpServer") {
		t.Errorf("Names() = %v", names)
	}
	for _, name := range names {
		n := schema.Get(name)
		if n.Name != name || schema.Get(name) != n {
			t.Errorf("Get(%q) gives %q, or another one each time", name, n.Name)
		}
		for _, f := range n.Functions {
			if f.Callback == nil && f.Returns == nil && len(f.Params) == 0 {
				continue
			}
			seen := map[string]bool{}
			for _, p := range f.Params {
				if seen[p.Name] {
					t.Errorf("%s.%s has two parameters %s", name, f.Name, p.Name)
				}
				seen[p.Name] = true
			}
		}
	}
}

func TestGetOfAnUnknownNamespacePanics(t *testing.T) {
	defer func() {
		if v := recover(); v == nil {
			t.Error("Get of a namespace without IDL did not panic")
		}
	}()
	schema.Get("no.such")
}

func TestErrorTexts(t *testing.T) {
	f := schema.Get("sockets.tcpServer").Function("create")
	const head = "Error in invocation of sockets.tcpServer.create(optional sockets.tcpServer.SocketProperties properties, optional function callback): "
	boolean := f.Params[0].Type.Members[0].Type
	color := &schema.Type{Kind: schema.Enum, Name: "a.Color", Values: []string{"red", "green", "blue"}}
	for want, got := range map[string]string{
		head + "No matching signature.": f.InvocationError(schema.NoMatchingSignature),
		head + "Error at parameter 'properties': Error at property 'persistent': Invalid type: expected boolean, found string.": f.InvocationError(
			schema.ParameterError("properties", schema.PropertyError("persistent", schema.InvalidType(boolean, "string")))),
		"Unexpected property: 'x'.":                   schema.UnexpectedProperty("x"),
		"Missing required property 'x'.":              schema.MissingProperty("x"),
		"Error at index 3: Value is unserializable.":  schema.IndexError(3, schema.Unserializable),
		"Value must be one of blue, green, red.":      schema.InvalidEnumValue(color),
		"Value must be an instance of Entry.":         schema.NotInstance(&schema.Type{Kind: schema.Instance, Name: "Entry"}),
		"Unchecked runtime.lastError: it failed":      schema.UncheckedLastError("it failed"),
		"Error handling response: Error: x\n    at y": schema.CallbackError("Error: x\n    at y"),
		"Error in event handler: Error: x":            schema.ListenerError("Error: x"),
	} {
		if got != want {
			t.Errorf("%s\nwant\n%s", got, want)
		}
	}
}
