package socket_test

import (
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

func init() {
	polled := backEndUnderTest{"epoll", func(s *socket.Stack) eventloop.Poller {
		p, err := eventloop.NewEpollPoller()
		if err != nil {
			panic(err)
		}
		s.UsePoller(p)
		return p
	}}
	backEnds = append([]backEndUnderTest{polled}, backEnds...)
}
