package sockets

import (
	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/host/manifest"
	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

type (
	serverProperties struct {
		Persistent *bool
		Name       *string
	}
	createInfo struct {
		SocketID int
	}
	idParams struct {
		SocketID int
	}
	serverCreateParams struct {
		Properties *serverProperties
	}
	serverUpdateParams struct {
		SocketID   int
		Properties serverProperties
	}
	setPausedParams struct {
		SocketID int
		Paused   bool
	}
	listenParams struct {
		SocketID int
		Address  string
		Port     int
		Backlog  *int
	}
	serverInfo struct {
		SocketID     int
		Persistent   bool
		Name         *string
		Paused       bool
		LocalAddress *string
		LocalPort    *int
	}
	acceptInfo struct {
		SocketID       int
		ClientSocketID int
	}
	acceptErrorInfo struct {
		SocketID   int
		ResultCode int
	}
)

// tcpServer is chrome.sockets.tcpServer of an App.
type tcpServer struct {
	table         *socket.ServerTable
	permit        Permit
	onAccept      *extension.Event[acceptInfo]
	onAcceptError *extension.Event[acceptErrorInfo]
}

// NewTCPServer makes chrome.sockets.tcpServer and becomes the table's observer.
func NewTCPServer(app *extension.App, table *socket.ServerTable, permit Permit) *extension.API {
	const namespace = "sockets.tcpServer"
	s := &tcpServer{
		table:         table,
		permit:        permit,
		onAccept:      extension.NewEvent[acceptInfo](app, namespace, "onAccept"),
		onAcceptError: extension.NewEvent[acceptErrorInfo](app, namespace, "onAcceptError"),
	}
	table.Observer = s
	return extension.NewAPI(namespace,
		extension.Sync("create", s.create),
		extension.Sync("update", s.update),
		extension.Async("setPaused", s.setPaused),
		extension.Async("listen", s.listen),
		extension.Sync("disconnect", s.disconnect),
		extension.Sync("close", s.close),
		extension.Sync("getInfo", s.getInfo),
		extension.Sync("getSockets", s.getSockets),
	)
}

// properties gives those that were set; p is nil when none were given.
func (p *serverProperties) properties() socket.Properties {
	if p == nil {
		return socket.Properties{}
	}
	return socket.Properties{Persistent: p.Persistent, Name: p.Name}
}

func (s *tcpServer) create(p serverCreateParams) (createInfo, error) {
	return createInfo{s.table.Create(p.Properties.properties())}, nil
}

func (s *tcpServer) update(p serverUpdateParams) (extension.None, error) {
	return extension.None{}, s.table.Update(p.SocketID, p.Properties.properties())
}

func (s *tcpServer) setPaused(p setPausedParams, reply *extension.Reply[extension.None]) {
	s.table.SetPaused(p.SocketID, p.Paused, doneReply(reply))
}

func (s *tcpServer) listen(p listenParams, reply *extension.Reply[int]) {
	port := portNumber(p.Port)
	switch {
	case !s.table.Has(p.SocketID):
		reply.Fail(socket.ErrNotFound)
	case !s.permit(manifest.TCPServerListen, p.Address, port):
		reply.Fail(errPermission)
	default:
		s.table.Listen(p.SocketID, p.Address, port, p.Backlog, resultReply(reply))
	}
}

func (s *tcpServer) disconnect(p idParams) (extension.None, error) {
	return extension.None{}, s.table.Disconnect(p.SocketID)
}

func (s *tcpServer) close(p idParams) (extension.None, error) {
	return extension.None{}, s.table.Close(p.SocketID)
}

func (s *tcpServer) getInfo(p idParams) (serverInfo, error) {
	info, err := s.table.Info(p.SocketID)
	return newServerInfo(info), err
}

func (s *tcpServer) getSockets(extension.None) ([]serverInfo, error) {
	infos := []serverInfo{}
	for _, info := range s.table.List() {
		infos = append(infos, newServerInfo(info))
	}
	return infos, nil
}

func newServerInfo(i socket.ServerInfo) serverInfo {
	info := serverInfo{SocketID: i.ID, Persistent: i.Persistent, Name: optional(i.Name), Paused: i.Paused}
	info.LocalAddress, info.LocalPort = address(i.Local)
	return info
}

// Accepted implements [socket.ServerObserver].
func (s *tcpServer) Accepted(serverID, clientID int) {
	s.onAccept.Dispatch(acceptInfo{SocketID: serverID, ClientSocketID: clientID})
}

// AcceptFailed implements [socket.ServerObserver].
func (s *tcpServer) AcceptFailed(serverID int, code neterror.Code) {
	s.onAcceptError.Dispatch(acceptErrorInfo{SocketID: serverID, ResultCode: int(code)})
}
