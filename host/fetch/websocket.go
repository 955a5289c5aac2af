package fetch

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/coder/websocket"
	whatwg "github.com/nlnwa/whatwg-url/url"
)

// Go runs f on a goroutine that Close waits for. It does nothing once the client
// is closed, and reports that.
func (c *Client) Go(f func()) bool {
	if !c.begin() {
		return false
	}
	go func() {
		defer c.active.Done()
		f()
	}()
	return true
}

// DialWebSocket opens a WebSocket connection: u has the scheme ws or wss. Any
// server may be asked; it sees the origin of the App.
func (c *Client) DialWebSocket(ctx context.Context, u *whatwg.Url, protocols []string) (*websocket.Conn, error) {
	header := http.Header{}
	header.Set("Origin", c.options.Origin)
	header.Set("User-Agent", c.options.UserAgent)
	header.Set("Accept-Language", "en-US,en;q=0.9")
	header.Set("Accept-Encoding", "gzip, deflate")
	header.Set("Cache-Control", "no-cache")
	header.Set("Pragma", "no-cache")
	// Without HTTP/2, which has another handshake.
	client := &http.Client{Transport: &http.Transport{Proxy: http.ProxyFromEnvironment}, Jar: c.jar}
	connection, _, err := websocket.Dial(ctx, u.Href(true), &websocket.DialOptions{
		HTTPClient: client, HTTPHeader: header, Subprotocols: protocols,
	})
	if err != nil {
		return nil, err
	}
	connection.SetReadLimit(-1)
	if len(protocols) > 0 && connection.Subprotocol() == "" {
		connection.CloseNow()
		return nil, &Error{cause: errNoProtocol}
	}
	return connection, nil
}

var errNoProtocol = errors.New("the server has taken none of the subprotocols")

// CloseReason gives the code and the reason of the close frame in an error of a
// connection, 1006 for one that ended without.
func CloseReason(err error) (code int, reason string, clean bool) {
	var closed websocket.CloseError
	if !errors.As(err, &closed) {
		return int(websocket.StatusAbnormalClosure), "", false
	}
	return int(closed.Code), strings.ToValidUTF8(closed.Reason, "\uFFFD"), true
}
