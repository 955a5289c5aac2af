package sockets

import (
	"bytes"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/host/manifest"
	"github.com/tcpsrv-host/tcpsrv-host/host/neterror"
	"github.com/tcpsrv-host/tcpsrv-host/host/socket"
)

type (
	tcpProperties struct {
		Persistent *bool
		Name       *string
		BufferSize *int
	}
	tcpCreateParams struct {
		Properties *tcpProperties
	}
	tcpUpdateParams struct {
		SocketID   int
		Properties tcpProperties
	}
	setKeepAliveParams struct {
		SocketID int
		Enable   bool
		Delay    *int
	}
	setNoDelayParams struct {
		SocketID int
		NoDelay  bool
	}
	connectParams struct {
		SocketID     int
		PeerAddress  string
		PeerPort     int
		DNSQueryType *string
	}
	tlsVersionConstraints struct {
		Min *string
		Max *string
	}
	secureOptions struct {
		TLSVersion *tlsVersionConstraints
	}
	secureParams struct {
		SocketID int
		Options  *secureOptions
	}
	sendParams struct {
		SocketID int
		Data     []byte
	}
	sendInfo struct {
		ResultCode int
		BytesSent  *int
	}
	tcpInfo struct {
		SocketID     int
		Persistent   bool
		Name         *string
		BufferSize   *int
		Paused       bool
		Connected    bool
		LocalAddress *string
		LocalPort    *int
		PeerAddress  *string
		PeerPort     *int
	}
	receiveInfo struct {
		SocketID int
		Data     []byte
	}
	receiveErrorInfo struct {
		SocketID   int
		ResultCode int
	}
)

// tcp is chrome.sockets.tcp of an App.
type tcp struct {
	table          *socket.ConnTable
	permit         Permit
	onReceive      *extension.Event[receiveInfo]
	onReceiveError *extension.Event[receiveErrorInfo]
}

// NewTCP makes chrome.sockets.tcp and becomes the table's observer.
func NewTCP(app *extension.App, table *socket.ConnTable, permit Permit) *extension.API {
	const namespace = "sockets.tcp"
	t := &tcp{
		table:          table,
		permit:         permit,
		onReceive:      extension.NewEvent[receiveInfo](app, namespace, "onReceive").CopyWith(receiveInfo.clone),
		onReceiveError: extension.NewEvent[receiveErrorInfo](app, namespace, "onReceiveError"),
	}
	table.Observer = t
	return extension.NewAPI(namespace,
		extension.Sync("create", t.create),
		extension.Sync("update", t.update),
		extension.Async("setPaused", t.setPaused),
		extension.Sync("setKeepAlive", t.setKeepAlive),
		extension.Sync("setNoDelay", t.setNoDelay),
		extension.Async("connect", t.connect),
		extension.Async("disconnect", t.disconnect),
		extension.Async("secure", t.secure),
		extension.Async("send", t.send),
		extension.Async("close", t.close),
		extension.Sync("getInfo", t.getInfo),
		extension.Sync("getSockets", t.getSockets),
	)
}

// properties gives those that were set; p is nil when none were given.
func (p *tcpProperties) properties() socket.Properties {
	if p == nil {
		return socket.Properties{}
	}
	return socket.Properties{Persistent: p.Persistent, Name: p.Name, BufferSize: p.BufferSize}
}

func (t *tcp) create(p tcpCreateParams) (createInfo, error) {
	return createInfo{t.table.Create(p.Properties.properties())}, nil
}

func (t *tcp) update(p tcpUpdateParams) (extension.None, error) {
	return extension.None{}, t.table.Update(p.SocketID, p.Properties.properties())
}

func (t *tcp) setPaused(p setPausedParams, reply *extension.Reply[extension.None]) {
	t.table.SetPaused(p.SocketID, p.Paused, doneReply(reply))
}

func (t *tcp) setKeepAlive(p setKeepAliveParams) (int, error) {
	delay := 0
	if p.Delay != nil {
		delay = *p.Delay
	}
	return optionResult(t.table.SetKeepAlive(p.SocketID, p.Enable, delay))
}

func (t *tcp) setNoDelay(p setNoDelayParams) (int, error) {
	return optionResult(t.table.SetNoDelay(p.SocketID, p.NoDelay))
}

// optionResult gives a code also for an unknown id, unlike most calls.
func optionResult(code neterror.Code, err error) (int, error) {
	if err != nil {
		return int(code), extension.WithResult(err)
	}
	return int(code), codeError(code)
}

func (t *tcp) connect(p connectParams, reply *extension.Reply[int]) {
	port := portNumber(p.PeerPort)
	switch {
	case !t.table.Has(p.SocketID):
		reply.Fail(socket.ErrNotFound)
	case !t.permit(manifest.TCPConnect, p.PeerAddress, port):
		reply.Fail(errPermission)
	default:
		t.table.Connect(p.SocketID, p.PeerAddress, port, family(p.DNSQueryType), resultReply(reply))
	}
}

func (t *tcp) disconnect(p idParams, reply *extension.Reply[extension.None]) {
	t.table.Disconnect(p.SocketID, doneReply(reply))
}

func (t *tcp) close(p idParams, reply *extension.Reply[extension.None]) {
	t.table.Close(p.SocketID, doneReply(reply))
}

func (t *tcp) send(p sendParams, reply *extension.Reply[sendInfo]) {
	t.table.Send(p.SocketID, p.Data, sendReply(reply, len(p.Data)))
}

const (
	errSecured      = extension.Error("Socket must be a connected client TCP socket.")
	errNotConnected = extension.Error("Socket not connected")
)

func (t *tcp) secure(p secureParams, reply *extension.Reply[int]) {
	info, err := t.table.Info(p.SocketID)
	switch {
	case err == nil && info.Secured:
		err = errSecured
	case err == nil && !info.Connected:
		err = errNotConnected
	}
	if err != nil {
		reply.Done(int(neterror.InvalidArgument), extension.WithResult(err))
		return
	}
	t.table.Secure(p.SocketID, p.options(), resultReply(reply))
}

// options gives what was said of the versions of TLS.
func (p secureParams) options() (o socket.SecureOptions) {
	if p.Options != nil && p.Options.TLSVersion != nil {
		v := p.Options.TLSVersion
		if v.Min != nil {
			o.MinVersion = *v.Min
		}
		if v.Max != nil {
			o.MaxVersion = *v.Max
		}
	}
	return o
}

func (t *tcp) getInfo(p idParams) (tcpInfo, error) {
	info, err := t.table.Info(p.SocketID)
	return newTCPInfo(info), err
}

func (t *tcp) getSockets(extension.None) ([]tcpInfo, error) {
	infos := []tcpInfo{}
	for _, info := range t.table.List() {
		infos = append(infos, newTCPInfo(info))
	}
	return infos, nil
}

func newTCPInfo(i socket.ConnInfo) tcpInfo {
	info := tcpInfo{
		SocketID: i.ID, Persistent: i.Persistent, Name: optional(i.Name), BufferSize: optional(i.BufferSize),
		Paused: i.Paused, Connected: i.Connected,
	}
	info.LocalAddress, info.LocalPort = address(i.Local)
	info.PeerAddress, info.PeerPort = address(i.Peer)
	return info
}

// Received implements [socket.ConnObserver].
func (t *tcp) Received(id int, data []byte) {
	t.onReceive.Dispatch(receiveInfo{SocketID: id, Data: data})
}

// ReceiveFailed implements [socket.ConnObserver].
func (t *tcp) ReceiveFailed(id int, code neterror.Code) {
	t.onReceiveError.Dispatch(receiveErrorInfo{SocketID: id, ResultCode: int(code)})
}

func (i receiveInfo) clone() receiveInfo {
	i.Data = bytes.Clone(i.Data)
	return i
}
