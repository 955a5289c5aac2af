//go:build !linux

package host

import (
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

// newPoller gives what the loop waits in. Goroutines serve the sockets.
func newPoller(*socket.Stack, bool) eventloop.Poller { return eventloop.NewChannelPoller() }
