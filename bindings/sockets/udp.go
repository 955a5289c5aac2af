package sockets

import (
	"bytes"
	"net/netip"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/host/manifest"
	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

type (
	bindParams struct {
		SocketID int
		Address  string
		Port     int
	}
	sendToParams struct {
		SocketID     int
		Data         []byte
		Address      string
		Port         int
		DNSQueryType *string
	}
	groupParams struct {
		SocketID int
		Address  string
	}
	timeToLiveParams struct {
		SocketID int
		TTL      int
	}
	enabledParams struct {
		SocketID int
		Enabled  bool
	}
	udpInfo struct {
		SocketID     int
		Persistent   bool
		Name         *string
		BufferSize   *int
		Paused       bool
		LocalAddress *string
		LocalPort    *int
	}
	datagramInfo struct {
		SocketID      int
		Data          []byte
		RemoteAddress string
		RemotePort    int
	}
)

// errUDPPermission is the text of Chrome's lastError, other than that of tcp
// and tcpServer.
const errUDPPermission = extension.Error("App does not have permission")

// udp is chrome.sockets.udp of an App. It takes the same properties as tcp.
type udp struct {
	table          *socket.DatagramTable
	permit         Permit
	onReceive      *extension.Event[datagramInfo]
	onReceiveError *extension.Event[receiveErrorInfo]
}

// NewUDP makes chrome.sockets.udp and becomes the table's observer.
func NewUDP(app *extension.App, table *socket.DatagramTable, permit Permit) *extension.API {
	const namespace = "sockets.udp"
	u := &udp{
		table:          table,
		permit:         permit,
		onReceive:      extension.NewEvent[datagramInfo](app, namespace, "onReceive").CopyWith(datagramInfo.clone),
		onReceiveError: extension.NewEvent[receiveErrorInfo](app, namespace, "onReceiveError"),
	}
	table.Observer = u
	return extension.NewAPI(namespace,
		extension.Sync("create", u.create),
		extension.Sync("update", u.update),
		extension.Async("setPaused", u.setPaused),
		extension.Async("bind", u.bind),
		extension.Async("send", u.send),
		extension.Sync("close", u.close),
		extension.Sync("getInfo", u.getInfo),
		extension.Sync("getSockets", u.getSockets),
		extension.Async("joinGroup", u.joinGroup),
		extension.Async("leaveGroup", u.leaveGroup),
		extension.Sync("setMulticastTimeToLive", u.setMulticastTimeToLive),
		extension.Sync("setMulticastLoopbackMode", u.setMulticastLoopbackMode),
		extension.Sync("getJoinedGroups", u.getJoinedGroups),
		extension.Async("setBroadcast", u.setBroadcast),
	)
}

func (u *udp) create(p tcpCreateParams) (createInfo, error) {
	return createInfo{u.table.Create(p.Properties.properties())}, nil
}

func (u *udp) update(p tcpUpdateParams) (extension.None, error) {
	return extension.None{}, u.table.Update(p.SocketID, p.Properties.properties())
}

func (u *udp) setPaused(p setPausedParams, reply *extension.Reply[extension.None]) {
	u.table.SetPaused(p.SocketID, p.Paused, doneReply(reply))
}

func (u *udp) bind(p bindParams, reply *extension.Reply[int]) {
	port := portNumber(p.Port)
	switch {
	case !u.table.Has(p.SocketID):
		reply.Fail(socket.ErrNotFound)
	case !u.permit(manifest.UDPBind, p.Address, port):
		reply.Fail(errUDPPermission)
	default:
		u.table.Bind(p.SocketID, p.Address, port, resultReply(reply))
	}
}

func (u *udp) send(p sendToParams, reply *extension.Reply[sendInfo]) {
	port := portNumber(p.Port)
	if err := u.table.CheckSend(p.SocketID, len(p.Data)); err != nil {
		reply.Fail(err)
		return
	}
	if !u.permit(manifest.UDPSend, p.Address, port) {
		reply.Fail(errUDPPermission)
		return
	}
	u.table.Send(p.SocketID, p.Data, p.Address, port, family(p.DNSQueryType), sendReply(reply, len(p.Data)))
}

func (u *udp) close(p idParams) (extension.None, error) {
	return extension.None{}, u.table.Close(p.SocketID)
}

func (u *udp) getInfo(p idParams) (udpInfo, error) {
	info, err := u.table.Info(p.SocketID)
	return newUDPInfo(info), err
}

func (u *udp) getSockets(extension.None) ([]udpInfo, error) {
	infos := []udpInfo{}
	for _, info := range u.table.List() {
		infos = append(infos, newUDPInfo(info))
	}
	return infos, nil
}

func newUDPInfo(i socket.DatagramInfo) udpInfo {
	info := udpInfo{
		SocketID: i.ID, Persistent: i.Persistent, Name: optional(i.Name), BufferSize: optional(i.BufferSize), Paused: i.Paused,
	}
	info.LocalAddress, info.LocalPort = address(i.Local)
	return info
}

func (u *udp) joinGroup(p groupParams, reply *extension.Reply[int]) {
	if err := u.checkMembership(p.SocketID); err != nil {
		reply.Fail(err)
		return
	}
	u.table.JoinGroup(p.SocketID, p.Address, resultReply(reply))
}

func (u *udp) leaveGroup(p groupParams, reply *extension.Reply[int]) {
	if err := u.checkMembership(p.SocketID); err != nil {
		reply.Fail(err)
		return
	}
	u.table.LeaveGroup(p.SocketID, p.Address, resultReply(reply))
}

func (u *udp) getJoinedGroups(p idParams) ([]string, error) {
	groups := []string{}
	if err := u.checkMembership(p.SocketID); err != nil {
		return groups, err
	}
	joined, err := u.table.JoinedGroups(p.SocketID)
	for _, group := range joined {
		groups = append(groups, socket.FormatAddr(group))
	}
	return groups, err
}

// checkMembership asks for the permission to do anything with groups, which
// no manifest can give for some of them only.
func (u *udp) checkMembership(id int) error {
	switch {
	case !u.table.Has(id):
		return socket.ErrNotFound
	case !u.permit(manifest.UDPMulticastMembership, "*", 0):
		return errUDPPermission
	}
	return nil
}

func (u *udp) setMulticastTimeToLive(p timeToLiveParams) (int, error) {
	return codeResult(u.table.SetMulticastTimeToLive(p.SocketID, p.TTL))
}

func (u *udp) setMulticastLoopbackMode(p enabledParams) (int, error) {
	return codeResult(u.table.SetMulticastLoopbackMode(p.SocketID, p.Enabled))
}

func codeResult(code neterror.Code, err error) (int, error) {
	if err != nil {
		return 0, err
	}
	return int(code), codeError(code)
}

func (u *udp) setBroadcast(p enabledParams, reply *extension.Reply[int]) {
	u.table.SetBroadcast(p.SocketID, p.Enabled, resultReply(reply))
}

// Received implements [socket.DatagramObserver].
func (u *udp) Received(id int, data []byte, from netip.AddrPort) {
	u.onReceive.Dispatch(datagramInfo{
		SocketID: id, Data: data, RemoteAddress: socket.FormatAddr(from.Addr()), RemotePort: int(from.Port()),
	})
}

// ReceiveFailed implements [socket.DatagramObserver].
func (u *udp) ReceiveFailed(id int, code neterror.Code) {
	u.onReceiveError.Dispatch(receiveErrorInfo{SocketID: id, ResultCode: int(code)})
}

func (i datagramInfo) clone() datagramInfo {
	i.Data = bytes.Clone(i.Data)
	return i
}
