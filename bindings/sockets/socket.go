package sockets

import (
	"errors"
	"net/netip"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/host/manifest"
	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
	"github.com/tcpsrv-host/tcpsrv-host/host/sysinfo"
)

type (
	legacyCreateParams struct {
		Type    string
		Options *struct{}
	}
	legacyConnectParams struct {
		SocketID int
		Hostname string
		Port     int
	}
	legacyReadParams struct {
		SocketID   int
		BufferSize *int
	}
	legacySendToParams struct {
		SocketID int
		Data     []byte
		Address  string
		Port     int
	}
	legacyListenParams struct {
		SocketID int
		Address  string
		Port     int
		Backlog  *int
	}
	legacyAcceptInfo struct {
		ResultCode int
		SocketID   *int
	}
	readInfo struct {
		ResultCode int
		Data       []byte
	}
	writeInfo struct {
		BytesWritten int
	}
	recvFromInfo struct {
		ResultCode int
		Data       []byte
		Address    string
		Port       int
	}
	legacyInfo struct {
		SocketType   string
		Connected    bool
		PeerAddress  *string
		PeerPort     *int
		LocalAddress *string
		LocalPort    *int
	}
	networkInterface struct {
		Name         string
		Address      string
		PrefixLength int
	}
)

// The texts of Chrome's lastError (extensions/browser/api/socket/socket_api.cc).
const (
	errPort          = extension.Error("Port must be a value between 0 and 65535.")
	errDNS           = extension.Error("DNS resolution failed")
	errTCPBind       = extension.Error("TCP socket does not support bind. For TCP server please use listen.")
	errListenType    = extension.Error("Socket type does not support this API")
	errClientListens = extension.Error("Cannot call both connect and listen on the same socket.")
	errCannotListen  = extension.Error("Could not listen on the specified port.")
	errUnknown       = extension.Error("Unknown error.")
	errMulticastType = extension.Error("Only UDP socket supports multicast.")
	errTLSType       = extension.Error("Only TCP sockets are supported for TLS.")
	errNetworkList   = extension.Error("Network lookup failed or unsupported")
)

const (
	legacyReadSize = 4096 // of a read that says nothing of it
	legacyBacklog  = 5    // of a listen that says nothing of it
)

// legacySocket is chrome.socket of an App, the API before chrome.sockets.
type legacySocket struct {
	table  *socket.PullTable
	permit Permit
}

// NewSocket makes chrome.socket.
func NewSocket(table *socket.PullTable, permit Permit) *extension.API {
	s := &legacySocket{table, permit}
	return extension.NewAPI("socket",
		extension.Sync("create", s.create),
		extension.Sync("destroy", s.destroy),
		extension.Async("connect", s.connect),
		extension.Async("bind", s.bind),
		extension.Sync("disconnect", s.disconnect),
		extension.Async("read", s.read),
		extension.Async("write", s.write),
		extension.Async("recvFrom", s.recvFrom),
		extension.Async("sendTo", s.sendTo),
		extension.Async("listen", s.listen),
		extension.Async("accept", s.accept),
		extension.Sync("setKeepAlive", s.setKeepAlive),
		extension.Sync("setNoDelay", s.setNoDelay),
		extension.Sync("getInfo", s.getInfo),
		extension.Sync("getNetworkList", getNetworkList),
		extension.Async("joinGroup", s.joinGroup),
		extension.Async("leaveGroup", s.leaveGroup),
		extension.Sync("setMulticastTimeToLive", s.setMulticastTimeToLive),
		extension.Sync("setMulticastLoopbackMode", s.setMulticastLoopbackMode),
		extension.Sync("getJoinedGroups", s.getJoinedGroups),
		extension.Async("secure", s.secure),
	)
}

func (s *legacySocket) create(p legacyCreateParams) (createInfo, error) {
	return createInfo{s.table.Create(socket.Kind(p.Type))}, nil
}

func (s *legacySocket) destroy(p idParams) (extension.None, error) {
	s.table.Destroy(p.SocketID)
	return extension.None{}, nil
}

func (s *legacySocket) disconnect(p idParams) (extension.None, error) {
	return extension.None{}, s.table.Disconnect(p.SocketID)
}

// refused is the answer that carries -1 beside the text of an error.
const refused = -1

// codeReply answers with a code. An unknown id is -1, and text, unless nil,
// says which error a code comes with.
func codeReply(reply *extension.Reply[int], text func(neterror.Code) error) socket.Result {
	return func(code neterror.Code, err error) {
		switch {
		case errors.Is(err, socket.ErrAbandoned):
			reply.Abandon()
		case err != nil:
			reply.Done(refused, extension.WithResult(err))
		default:
			if text != nil {
				err = text(code)
			}
			if err != nil {
				err = extension.WithResult(err)
			}
			reply.Done(int(code), err)
		}
	}
}

// lookupError is the error of a code that a name can be to blame for; others
// have none.
func lookupError(code neterror.Code) error {
	if code == neterror.NameNotResolved {
		return errDNS
	}
	return nil
}

// wrongPort is whether a port is refused before anything else is looked at.
func wrongPort(port int) bool { return port < 0 || port > 65535 }

func (s *legacySocket) connect(p legacyConnectParams, reply *extension.Reply[int]) {
	kind, err := s.table.Kind(p.SocketID)
	operation := manifest.SocketTCPConnect
	if kind == socket.UDPKind {
		operation = manifest.SocketUDPSendTo
	}
	switch {
	case wrongPort(p.Port):
		reply.Fail(errPort)
	case err != nil:
		reply.Done(refused, extension.WithResult(err))
	case !s.permit(operation, p.Hostname, uint16(p.Port)):
		reply.Done(refused, extension.WithResult(errUDPPermission))
	default:
		s.table.Connect(p.SocketID, p.Hostname, uint16(p.Port), codeReply(reply, lookupError))
	}
}

func (s *legacySocket) bind(p bindParams, reply *extension.Reply[int]) {
	kind, err := s.table.Kind(p.SocketID)
	switch {
	case wrongPort(p.Port):
		reply.Fail(errPort)
	case err != nil:
		reply.Done(refused, extension.WithResult(err))
	case kind != socket.UDPKind:
		reply.Done(refused, extension.WithResult(errTCPBind))
	case !s.permit(manifest.SocketUDPBind, p.Address, uint16(p.Port)):
		reply.Done(refused, extension.WithResult(errUDPPermission))
	default:
		s.table.Bind(p.SocketID, p.Address, uint16(p.Port), codeReply(reply, nil))
	}
}

func (s *legacySocket) read(p legacyReadParams, reply *extension.Reply[readInfo]) {
	s.table.Read(p.SocketID, sizeOf(p), func(data []byte, _ netip.AddrPort, code neterror.Code, err error) {
		if result, err, abandoned := pulled(data, code, err); abandoned {
			reply.Abandon()
		} else {
			reply.Done(readInfo{ResultCode: result, Data: data}, err)
		}
	})
}

func (s *legacySocket) recvFrom(p legacyReadParams, reply *extension.Reply[recvFromInfo]) {
	s.table.ReceiveFrom(p.SocketID, sizeOf(p), func(data []byte, from netip.AddrPort, code neterror.Code, err error) {
		result, err, abandoned := pulled(data, code, err)
		if abandoned {
			reply.Abandon()
			return
		}
		info := recvFromInfo{ResultCode: result, Data: data, Port: int(from.Port())}
		if from.IsValid() {
			info.Address = socket.FormatAddr(from.Addr())
		}
		reply.Done(info, err)
	})
}

func sizeOf(p legacyReadParams) int {
	if p.BufferSize == nil {
		return legacyReadSize
	}
	return *p.BufferSize
}

// pulled is the result code of a read and the error beside it.
func pulled(data []byte, code neterror.Code, err error) (result int, beside error, abandoned bool) {
	switch {
	case errors.Is(err, socket.ErrAbandoned):
		return 0, nil, true
	case err != nil:
		return refused, extension.WithResult(err), false
	case code != neterror.OK:
		return int(code), nil, false
	}
	return len(data), nil, false
}

func (s *legacySocket) write(p sendParams, reply *extension.Reply[writeInfo]) {
	size := len(p.Data)
	s.table.Write(p.SocketID, p.Data, func(code neterror.Code, err error) {
		switch {
		case errors.Is(err, socket.ErrAbandoned):
			reply.Abandon()
		case errors.Is(err, socket.ErrQuota):
			reply.Fail(err)
		case err != nil:
			reply.Done(writeInfo{refused}, extension.WithResult(err))
		default:
			reply.Succeed(writeInfo{written(code, size)})
		}
	})
}

func written(code neterror.Code, size int) int {
	if code != neterror.OK {
		return int(code)
	}
	return size
}

// sendTo gives a WriteInfo, or a bare number for what fails before the socket
// is asked to send.
func (s *legacySocket) sendTo(p legacySendToParams, reply *extension.Reply[extension.Maker]) {
	number := func(n int, err error) {
		reply.Done(func(page *extension.Page) goja.Value { return page.Runtime().ToValue(n) }, extension.WithResult(err))
	}
	size := len(p.Data)
	done := func(code neterror.Code, err error) {
		switch {
		case errors.Is(err, socket.ErrAbandoned):
			reply.Abandon()
		case errors.Is(err, socket.ErrQuota):
			reply.Fail(err)
		case err != nil:
			number(refused, err)
		case code == neterror.NameNotResolved:
			number(int(code), errDNS)
		default:
			reply.Succeed(func(page *extension.Page) goja.Value {
				info := page.Runtime().NewObject()
				info.Set("bytesWritten", written(code, size))
				return info
			})
		}
	}
	kind, err := s.table.Kind(p.SocketID)
	switch {
	case wrongPort(p.Port):
		reply.Fail(errPort)
	case err != nil:
		number(refused, err)
	case kind == socket.UDPKind && !s.permit(manifest.SocketUDPSendTo, p.Address, uint16(p.Port)):
		number(refused, errUDPPermission)
	default:
		s.table.SendTo(p.SocketID, p.Data, p.Address, uint16(p.Port), done)
	}
}

func (s *legacySocket) listen(p legacyListenParams, reply *extension.Reply[int]) {
	port, backlog := portNumber(p.Port), legacyBacklog
	if p.Backlog != nil {
		backlog = *p.Backlog
	}
	kind, err := s.table.Kind(p.SocketID)
	switch {
	case err != nil:
		reply.Done(refused, extension.WithResult(err))
	case !s.permit(manifest.SocketTCPListen, p.Address, port):
		reply.Done(refused, extension.WithResult(errUDPPermission))
	case kind == socket.UDPKind:
		reply.Done(int(neterror.Failed), extension.WithResult(errListenType))
	default:
		_, literal := socket.ParseLiteral(p.Address)
		s.table.Listen(p.SocketID, p.Address, port, backlog, codeReply(reply, func(code neterror.Code) error {
			switch {
			case code == neterror.OK:
				return nil
			case code == neterror.NotImplemented:
				return errClientListens
			case !literal:
				return errUnknown
			}
			return errCannotListen
		}))
	}
}

func (s *legacySocket) accept(p idParams, reply *extension.Reply[legacyAcceptInfo]) {
	s.table.Accept(p.SocketID, func(id int, code neterror.Code, err error) {
		switch {
		case errors.Is(err, socket.ErrAbandoned):
			reply.Abandon()
		case err != nil:
			reply.Done(legacyAcceptInfo{ResultCode: int(neterror.Failed)}, extension.WithResult(err))
		case code != neterror.OK:
			reply.Succeed(legacyAcceptInfo{ResultCode: int(code)})
		default:
			reply.Succeed(legacyAcceptInfo{SocketID: &id})
		}
	})
}

func (s *legacySocket) setKeepAlive(p setKeepAliveParams) (bool, error) {
	delay := 0
	if p.Delay != nil {
		delay = *p.Delay
	}
	return booleanResult(s.table.SetKeepAlive(p.SocketID, p.Enable, delay))
}

func (s *legacySocket) setNoDelay(p setNoDelayParams) (bool, error) {
	return booleanResult(s.table.SetNoDelay(p.SocketID, p.NoDelay))
}

func booleanResult(code neterror.Code, err error) (bool, error) {
	if err != nil {
		return false, extension.WithResult(err)
	}
	return code == neterror.OK, nil
}

func (s *legacySocket) getInfo(p idParams) (legacyInfo, error) {
	i, err := s.table.Info(p.SocketID)
	info := legacyInfo{SocketType: string(i.Kind), Connected: i.Connected}
	info.LocalAddress, info.LocalPort = address(i.Local)
	info.PeerAddress, info.PeerPort = address(i.Peer)
	return info, err
}

func getNetworkList(extension.None) ([]networkInterface, error) {
	interfaces, err := sysinfo.NetworkInterfaces()
	if err != nil {
		return nil, errNetworkList
	}
	list := []networkInterface{}
	for _, i := range interfaces {
		list = append(list, networkInterface{i.Name, i.Address.String(), i.PrefixLength})
	}
	return list, nil
}

// datagrams gives the table of a UDP socket, or the error that a multicast call
// on another socket answers with beside -1.
func (s *legacySocket) datagrams(id int, permission bool) (table *socket.DatagramTable, datagram int, err error) {
	if _, err := s.table.Kind(id); err != nil {
		return nil, 0, extension.WithResult(err)
	}
	table, datagram, ok := s.table.Datagrams(id)
	switch {
	case !ok:
		return nil, 0, extension.WithResult(errMulticastType)
	case permission && !s.permit(manifest.SocketUDPMulticastMembership, "*", 0):
		return nil, 0, extension.WithResult(errUDPPermission)
	}
	return table, datagram, nil
}

func (s *legacySocket) joinGroup(p groupParams, reply *extension.Reply[int]) {
	table, id, err := s.datagrams(p.SocketID, true)
	if err != nil {
		reply.Done(refused, err)
		return
	}
	table.JoinGroup(id, p.Address, resultReply(reply))
}

func (s *legacySocket) leaveGroup(p groupParams, reply *extension.Reply[int]) {
	table, id, err := s.datagrams(p.SocketID, true)
	if err != nil {
		reply.Done(refused, err)
		return
	}
	table.LeaveGroup(id, p.Address, resultReply(reply))
}

func (s *legacySocket) setMulticastTimeToLive(p timeToLiveParams) (int, error) {
	table, id, err := s.datagrams(p.SocketID, false)
	if err != nil {
		return refused, err
	}
	return codeResult(table.SetMulticastTimeToLive(id, p.TTL))
}

func (s *legacySocket) setMulticastLoopbackMode(p enabledParams) (int, error) {
	table, id, err := s.datagrams(p.SocketID, false)
	if err != nil {
		return refused, err
	}
	return codeResult(table.SetMulticastLoopbackMode(id, p.Enabled))
}

func (s *legacySocket) getJoinedGroups(p idParams) (extension.Maker, error) {
	table, id, err := s.datagrams(p.SocketID, true)
	if err != nil {
		return func(page *extension.Page) goja.Value { return page.Runtime().ToValue(refused) }, err
	}
	groups, err := table.JoinedGroups(id)
	return func(page *extension.Page) goja.Value {
		texts := make([]any, len(groups))
		for i, group := range groups {
			texts[i] = socket.FormatAddr(group)
		}
		return page.Runtime().NewArray(texts...)
	}, err
}

func (s *legacySocket) secure(p secureParams, reply *extension.Reply[int]) {
	info, err := s.table.Info(p.SocketID)
	switch {
	case err == nil && info.Kind != socket.TCPKind:
		err = errTLSType
	case err == nil && !info.Connected:
		err = errNotConnected
	}
	if err != nil {
		reply.Done(int(neterror.InvalidArgument), extension.WithResult(err))
		return
	}
	s.table.Secure(p.SocketID, p.options(), resultReply(reply))
}
