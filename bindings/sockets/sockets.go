// Package sockets binds chrome.sockets.* to the sockets of host/socket: one
// file for each namespace, short handlers over typed parameters.
package sockets

import (
	"errors"
	"net/netip"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/host/manifest"
	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

// Permit decides whether the App may do something with a host, as the app
// wrote it, and a port.
type Permit func(operation manifest.Operation, host string, port uint16) bool

// errPermission is the text of Chrome's lastError.
const errPermission = extension.Error("Does not have permission")

// portNumber cuts a port to 16 bits, as Chrome does without a check: 65536 is
// 0, and -1 is 65535.
func portNumber(port int) uint16 { return uint16(port) }

// resultReply answers with a code, and lastError if it is a failure.
func resultReply(reply *extension.Reply[int]) socket.Result {
	return func(code neterror.Code, err error) {
		switch {
		case errors.Is(err, socket.ErrAbandoned):
			reply.Abandon()
		case err != nil:
			reply.Fail(err)
		default:
			reply.Done(int(code), codeError(code))
		}
	}
}

// sendReply answers with a code and, on success, the size of what was sent.
func sendReply(reply *extension.Reply[sendInfo], size int) socket.Result {
	return func(code neterror.Code, err error) {
		switch {
		case errors.Is(err, socket.ErrAbandoned):
			reply.Abandon()
		case err != nil:
			reply.Fail(err)
		case code != neterror.OK:
			reply.Done(sendInfo{ResultCode: int(code)}, codeError(code))
		default:
			reply.Succeed(sendInfo{BytesSent: &size})
		}
	}
}

// family is which addresses a dnsQueryType asks for; nil is any.
func family(dnsQueryType *string) socket.Family {
	if dnsQueryType == nil {
		return socket.AnyFamily
	}
	return socket.Family(*dnsQueryType)
}

// doneReply answers a call that has no value to give.
func doneReply(reply *extension.Reply[extension.None]) func(error) {
	return func(err error) { reply.Done(extension.None{}, err) }
}

// codeError is the error that comes with a result code; nil for success.
func codeError(code neterror.Code) error {
	if code == neterror.OK {
		return nil
	}
	return extension.WithResult(code)
}

// optional makes an optional member of a value that counts as absent when it
// is zero.
func optional[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

// address gives the two members for an address, both or neither.
func address(a netip.AddrPort) (host *string, port *int) {
	if !a.IsValid() {
		return nil, nil
	}
	h, p := socket.FormatAddr(a.Addr()), int(a.Port())
	return &h, &p
}
