// Package fetch gets resources for the pages of an App: files of its package,
// data and blob URLs, and what HTTP servers have, as far as the App's
// permissions and the servers allow.
//
// See https://fetch.spec.whatwg.org/.
package fetch

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"sync"

	whatwg "github.com/nlnwa/whatwg-url/url"
	"golang.org/x/net/publicsuffix"
)

// Options say for whom resources are fetched.
type Options struct {
	// Origin is that of the App's pages, as in "chrome-extension://id".
	Origin string
	// Package has the files of the App, nil for scripts without one.
	Package fs.FS
	// Generated are files that the host makes, by their path.
	Generated map[string][]byte
	// MIMEType gives the type of a file by its name, "" for an unknown one.
	MIMEType func(name string) string
	// Permit says whether the App may use a host without asking its server:
	// what would be another origin is then the App's own.
	Permit func(u *whatwg.Url) bool
	// Policy is the content security policy of the App's pages, "" for none.
	Policy string
	// UserAgent is the value of that header.
	UserAgent string
}

// Client fetches for one App. Its methods may be called by any goroutine.
type Client struct {
	options   Options
	transport *http.Transport
	jar       *cookiejar.Jar
	done      context.Context
	stop      context.CancelFunc

	mu     sync.Mutex
	closed bool           // guarded by mu
	active sync.WaitGroup // requests and reads under way
}

// New makes a client, which must be closed.
func New(o Options) *Client {
	jar, err := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List})
	if err != nil {
		panic(err) // it has no errors
	}
	c := &Client{options: o, jar: jar}
	c.transport = &http.Transport{
		Proxy:              http.ProxyFromEnvironment,
		DisableCompression: true, // scripts see the headers as they were sent
		ForceAttemptHTTP2:  true,
	}
	c.done, c.stop = context.WithCancel(context.Background())
	return c
}

// Close ends all requests and returns when nothing of them is under way.
func (c *Client) Close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.stop()
	c.active.Wait()
	c.transport.CloseIdleConnections()
}

// begin counts something that is under way, false if the client is closed.
func (c *Client) begin() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.closed {
		c.active.Add(1)
	}
	return !c.closed
}

// The modes of requests.
const (
	CORS       = "cors"
	NoCORS     = "no-cors"
	SameOrigin = "same-origin"
)

// Request is what to fetch.
type Request struct {
	Method      string
	URL         string // parsed and serialized
	Header      Header
	Body        Body   // nil for none
	Mode        string // CORS, NoCORS or SameOrigin
	Credentials string // "omit", "same-origin" or "include"
	Redirect    string // "follow", "error" or "manual"
	// Blob is what a blob URL stands for, nil for an unknown one.
	Blob Local
	// XHR says that the request is one of an XMLHttpRequest, which messages
	// name.
	XHR bool
	// Sent, unless nil, is called as the body is sent, with how much of it is.
	// Preflight requests are made before the first call.
	Sent func(bytes int64)
}

// Body is the body of a request. It may be opened more than once, after a
// redirect.
type Body interface {
	// Size is its length, negative if it is not known.
	Size() int64
	Open() io.ReadCloser
}

// Local is bytes that need not be transferred, those of a Blob.
type Local interface {
	io.ReaderAt
	Size() int64
	Type() string
}

// The types of responses.
const (
	Basic          = "basic"
	CORSResponse   = "cors"
	Opaque         = "opaque"
	OpaqueRedirect = "opaqueredirect"
)

// Response is what was fetched. The body must be closed.
type Response struct {
	Type       string
	URL        string
	Redirected bool
	Status     int
	StatusText string
	Header     Header
	Body       io.ReadCloser // nil for none
	Length     int64         // of the body, negative if it is not known

	hides func(name string) bool
}

// Hides says whether scripts may not see a header of this name, in lower case,
// because the response is from another origin.
func (r *Response) Hides(name string) bool { return r.hides != nil && r.hides(strings.ToLower(name)) }

// Error is why a fetch failed: a network error of the standard, of which
// scripts learn nothing more. Console is what the console says of it.
type Error struct {
	Console []string
	cause   error
}

func (e *Error) Error() string {
	if len(e.Console) > 0 {
		return strings.Join(e.Console, "\n")
	}
	if e.cause != nil {
		return e.cause.Error()
	}
	return "Failed to fetch"
}

// Unwrap gives the error of the network.
func (e *Error) Unwrap() error { return e.cause }

func failure(format string, args ...any) *Error {
	return &Error{Console: []string{fmt.Sprintf(format, args...)}}
}

// Do fetches. It returns when the headers of the response are there; a body
// that is read later ends with ctx. The error is an [Error], or that of ctx.
func (c *Client) Do(ctx context.Context, r *Request) (*Response, error) {
	if !c.begin() {
		return nil, context.Canceled
	}
	defer c.active.Done()
	u, err := whatwg.Parse(r.URL)
	if err != nil {
		return nil, &Error{cause: err}
	}
	if err := c.checkPolicy(r, u); err != nil {
		return nil, err
	}
	u.SetHash("")
	switch u.Scheme() {
	case "http", "https":
		return c.doHTTP(ctx, r, u)
	case "data":
		return fetchData(u)
	case "blob":
		return fetchBlob(r, u)
	case "chrome-extension":
		return c.fetchPackage(r, u)
	}
	return nil, c.unsupported(r, u)
}

// unsupported is the error for a scheme that cannot be fetched.
func (c *Client) unsupported(r *Request, u *whatwg.Url) *Error {
	if r.XHR {
		return &Error{}
	}
	return failure("Fetch API cannot load %s. URL scheme %q is not supported.", u.Href(false), u.Scheme())
}

// connectSources are the schemes that the policy of Chrome Apps lets pages
// connect to. "*" stands for those of networks.
var connectSources = []string{"http", "https", "ws", "wss", "data", "blob", "filesystem", "chrome-extension"}

// checkPolicy applies the directive connect-src.
func (c *Client) checkPolicy(r *Request, u *whatwg.Url) error {
	lines := c.Refused(u)
	if lines == "" {
		return nil
	}
	if r.XHR && u.Scheme() == "file" {
		return failure("Not allowed to load local resource: %s", u.Href(false))
	}
	e := &Error{Console: []string{lines}}
	if !r.XHR {
		e.Console = append(e.Console, "Fetch API cannot load "+u.Href(false)+". Refused to connect because it violates the document's Content Security Policy.")
	}
	return e
}

// Refused is the line on the console for a URL that the pages of the App may
// not connect to, "" for others.
func (c *Client) Refused(u *whatwg.Url) string {
	if c.options.Policy == "" {
		return ""
	}
	for _, scheme := range connectSources {
		if u.Scheme() == scheme {
			return ""
		}
	}
	return "Connecting to '" + u.Href(false) + "' violates the following Content Security Policy directive: " +
		"\"connect-src * data: blob: filesystem:\". Note that '*' matches only URLs with network schemes ('http', 'https', 'ws', 'wss'), " +
		"or URLs whose scheme matches `self`'s scheme. The scheme '" + u.Scheme() + ":' must be added explicitly. The action has been blocked."
}

// AppPolicy is the content security policy of Chrome Apps.
const AppPolicy = "default-src 'self' blob: filesystem:; connect-src * data: blob: filesystem:; " +
	"style-src 'self' blob: filesystem: data: 'unsafe-inline'; img-src 'self' blob: filesystem: data:; " +
	"frame-src 'self' blob: filesystem: data:; font-src 'self' blob: filesystem: data:; " +
	"media-src * data: blob: filesystem:; script-src 'self' blob: filesystem: 'wasm-unsafe-eval';"
