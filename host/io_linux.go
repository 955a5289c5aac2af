package host

import (
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

// newPoller gives what the loop waits in. The sockets are served on the loop,
// unless that is not wanted or the system has no descriptor for it.
func newPoller(sockets *socket.Stack, portable bool) eventloop.Poller {
	if !portable {
		if p, err := eventloop.NewEpollPoller(); err == nil {
			sockets.UsePoller(p)
			return p
		}
	}
	return eventloop.NewChannelPoller()
}
