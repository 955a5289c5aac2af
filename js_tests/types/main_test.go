package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// definitionsLike are written as those of the package are.
const definitionsLike = `
declare namespace chrome {
    namespace sockets {
        /** Shared { by all. */
        interface SocketProperties {
            persistent?: boolean | undefined;
            name?: string | undefined; // a comment
        }
    }
    namespace sockets.tcpServer {
        interface SocketInfo {
            socketId: integer;
            persistent: boolean;
            name?: string | undefined;
            paused: boolean;
            localAddress?: string | undefined;
            localPort?: string | undefined;
        }
        function create(callback: (createInfo: CreateInfo) => void): void;
        function create(properties: SocketProperties, callback: (createInfo: CreateInfo) => void): void;
        function update(socketId: integer, properties: SocketProperties, callback?: () => void): void;
        function setPaused(socketId: integer, paused: boolean, callback?: () => void): void;
        function listen(
            socketId: integer,
            address: string,
            port: integer,
            callback: (result: integer) => void,
        ): void;
        function disconnect(socketId: integer, callback?: () => void): void;
        function close(socketId: integer, force: boolean, callback?: () => void): void;
        function getInfo(socketId: integer, callback: (socketInfo: SocketInfo) => void): void;
        function getSockets(callback: (socketInfos: SocketInfo[]) => void): void;
        const onAccept: chrome.events.Event<(args: AcceptEventArgs) => void>;
    }
}`

func TestCompare(t *testing.T) {
	got, compared := compare(definitionsLike, "sockets.tcpServer", "sockets.udp")
	want := strings.TrimSpace(`
sockets.tcpServer.listen(socketId: integer, address: string, port: integer, backlog: integer, callback): only here
sockets.tcpServer.close(socketId: integer, callback): only here
sockets.tcpServer.close(socketId: integer): only here
sockets.tcpServer.SocketInfo {localPort?: integer}: only here
sockets.tcpServer.event onAcceptError: only here
sockets.tcpServer.close(socketId: integer, force: boolean, callback): only in the definitions
sockets.tcpServer.close(socketId: integer, force: boolean): only in the definitions
sockets.tcpServer.SocketInfo {localPort?: string}: only in the definitions
sockets.udp: not in the definitions`)
	if diff := cmp.Diff(want, strings.Join(got, "\n")); diff != "" {
		t.Errorf("the differences: -want +got\n%s", diff)
	}
	if compared < 20 {
		t.Errorf("only %d items were compared", compared)
	}
}
