package manifest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Operation is something that needs a permission of the manifest key "sockets", or of the older permission "socket".
type Operation string

// The operations of chrome.sockets, named by their place in the manifest key "sockets".
const (
	UDPBind                Operation = "udp.bind"
	UDPSend                Operation = "udp.send"
	UDPMulticastMembership Operation = "udp.multicastMembership"
	TCPConnect             Operation = "tcp.connect"
	TCPServerListen        Operation = "tcpServer.listen"
)

// The operations of the legacy chrome.socket, named by their type in the list of the permission "socket".
const (
	SocketTCPConnect             Operation = "tcp-connect"
	SocketTCPListen              Operation = "tcp-listen"
	SocketUDPBind                Operation = "udp-bind"
	SocketUDPSendTo              Operation = "udp-send-to"
	SocketUDPMulticastMembership Operation = "udp-multicast-membership"
	SocketNetworkState           Operation = "network-state"
	SocketResolveHost            Operation = "resolve-host"
	SocketResolveProxy           Operation = "resolve-proxy"
)

// socketsOperations are the operations of chrome.sockets, in the order in which Chrome reads the key.
var socketsOperations = []Operation{UDPBind, UDPSend, UDPMulticastMembership, TCPConnect, TCPServerListen}

// legacyOperations are the operations of chrome.socket.
var legacyOperations = []Operation{
	SocketTCPConnect, SocketTCPListen, SocketUDPBind, SocketUDPSendTo,
	SocketUDPMulticastMembership, SocketNetworkState, SocketResolveHost, SocketResolveProxy,
}

// hasPattern reports whether entries for the operation name hosts and ports. The others are allowed or not.
func (op Operation) hasPattern() bool {
	switch op {
	case UDPMulticastMembership, SocketUDPMulticastMembership, SocketNetworkState, SocketResolveHost, SocketResolveProxy:
		return false
	}
	return true
}

// parse reads the text of an entry for the operation.
func (op Operation) parse(text string) (Pattern, error) {
	if !op.hasPattern() && text != "" {
		return Pattern{}, refusef("Invalid host:port pattern '%s'", text)
	}
	return ParsePattern(text)
}

// parseLegacy reads an item of the list of the permission "socket": a type, then an optional host and port.
func parseLegacy(text string) (op Operation, pattern Pattern, ok bool) {
	tokens := strings.Split(text, ":")
	op = Operation(tokens[0])
	if !slices.Contains(legacyOperations, op) || !op.hasPattern() && len(tokens) > 1 {
		return "", Pattern{}, false
	}
	pattern, ok = patternOf(tokens[1:])
	return op, pattern, ok
}

// ManifestLine is a line of manifest.json that would grant the operation for this host and port, for the text of a refusal.
func (op Operation) ManifestLine(host string, port uint16) string {
	item := ""
	if op.hasPattern() {
		item = patternFor(host, port)
	}
	if api, member, ok := strings.Cut(string(op), "."); ok {
		return fmt.Sprintf(`"sockets": {%q: {%q: %q}}`, api, member, item)
	}
	if item != "" {
		item = ":" + item
	}
	return fmt.Sprintf(`"permissions": [{"socket": [%q]}]`, string(op)+item)
}

// patternFor is the narrowest pattern that can be written for a host and port: none can hold an IPv6 address or the port 0.
func patternFor(host string, port uint16) string {
	if host == "" || strings.Contains(host, ":") || strings.Trim(host, asciiSpace) != host {
		host = "*"
	}
	if port == 0 {
		return host + ":*"
	}
	return host + ":" + strconv.Itoa(int(port))
}
