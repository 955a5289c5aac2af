package fetch

import (
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// maxRedirects is how many redirects are followed, as in the standard.
const maxRedirects = 20

// httpFetch is a fetch over HTTP, with its redirects.
type httpFetch struct {
	client     *Client
	request    *Request
	method     string // these change with a redirect
	header     Header
	body       Body
	first      string // the URL of the request
	redirected bool
	tainted    bool // another origin has answered
	opaque     bool // it was one that has redirected to a third
}

func (c *Client) doHTTP(ctx context.Context, r *Request, u *whatwg.Url) (*Response, error) {
	f := &httpFetch{client: c, request: r, method: r.Method, header: slices.Clone(r.Header), body: r.Body, first: u.Href(true)}
	ctx, cancel := context.WithCancel(ctx)
	context.AfterFunc(c.done, cancel)
	for redirects := 0; ; redirects++ {
		response, next, err := f.hop(ctx, u)
		if err == nil && next == nil {
			if response.Body != nil {
				response.Body = &body{client: c, ReadCloser: response.Body, cancel: cancel}
			} else {
				cancel()
			}
			return response, nil
		}
		if err == nil && redirects == maxRedirects {
			err = &Error{}
		}
		if err != nil {
			if cause := ctx.Err(); cause != nil {
				err = cause
			}
			cancel()
			return nil, err
		}
		u, f.redirected = next, true
	}
}

// origin is the value of the header Origin.
func (f *httpFetch) origin() string {
	if f.opaque {
		return "null"
	}
	return f.client.options.Origin
}

// hop makes one request. next is where its response redirects to, if that is
// to be followed.
func (f *httpFetch) hop(ctx context.Context, u *whatwg.Url) (response *Response, next *whatwg.Url, err error) {
	own := f.client.options.Permit(u) && !f.tainted
	mode := f.request.Mode
	switch {
	case own:
	case mode == SameOrigin:
		return nil, nil, failure("Fetch API cannot load %s. Request mode is \"same-origin\" but the URL's origin is not same as the request origin %s.",
			u.Href(true), f.client.options.Origin)
	default:
		f.tainted = true
	}
	if f.tainted && mode == CORS && f.needsPreflight() {
		if err := f.preflight(ctx, u); err != nil {
			return nil, nil, err
		}
	}
	answer, err := f.roundTrip(ctx, u, own)
	if err != nil {
		return nil, nil, err
	}
	header := headerOf(answer)
	if f.tainted && mode == CORS {
		if why := f.check(header); why != "" {
			answer.Body.Close()
			return nil, nil, f.blocked(u, why)
		}
	}
	if isRedirect(answer.StatusCode) {
		if location, ok := header.Get("location"); ok {
			answer.Body.Close()
			next, err := f.redirect(u, answer.StatusCode, location)
			if errors.Is(err, errManual) {
				return &Response{Type: OpaqueRedirect, URL: u.Href(true)}, nil, nil
			}
			return nil, next, err
		}
	}
	response = f.respond(u, answer, header)
	return response, nil, nil
}

func (f *httpFetch) respond(u *whatwg.Url, answer *http.Response, header Header) *Response {
	if f.tainted && f.request.Mode == NoCORS {
		answer.Body.Close()
		return &Response{Type: Opaque}
	}
	_, text, _ := strings.Cut(answer.Status, " ")
	r := &Response{Type: Basic, URL: u.Href(true), Redirected: f.redirected, Status: answer.StatusCode, StatusText: text, Length: answer.ContentLength}
	coding, _ := header.Get("content-encoding")
	r.Body = answer.Body
	if decoded := decode(answer.Body, coding); decoded != nil && f.method != http.MethodHead {
		r.Body, r.Length = decoded, -1
	}
	if f.tainted {
		r.Type, r.hides = CORSResponse, f.hides(header)
		header = slices.DeleteFunc(header, func(field Field) bool { return r.hides(field.Name) })
	}
	r.Header = slices.DeleteFunc(header, func(field Field) bool { return field.Name == "set-cookie" || field.Name == "set-cookie2" })
	return r
}

var errManual = errors.New("redirects are left to the script")

func isRedirect(status int) bool {
	switch status {
	case 301, 302, 303, 307, 308:
		return true
	}
	return false
}

// redirect prepares the request to the next URL.
//
// See https://fetch.spec.whatwg.org/#http-redirect-fetch.
func (f *httpFetch) redirect(u *whatwg.Url, status int, location string) (*whatwg.Url, error) {
	switch f.request.Redirect {
	case "manual":
		return nil, errManual
	case "error":
		return nil, &Error{}
	}
	next, err := whatwg.ParseRef(u.Href(false), location)
	if err != nil {
		return nil, &Error{cause: err}
	}
	if next.Scheme() != "http" && next.Scheme() != "https" {
		return nil, &Error{}
	}
	if f.tainted && next.Username()+next.Password() != "" {
		return nil, f.blocked(next, "Redirect location '"+next.Href(false)+"' contains a username and password, which is disallowed for cross-origin requests.")
	}
	if f.body != nil && f.body.Size() < 0 && status != 303 {
		return nil, &Error{}
	}
	next.SetHash("")
	other := next.Scheme() != u.Scheme() || next.Host() != u.Host()
	if f.tainted && other {
		f.opaque = true
	}
	if (status == 301 || status == 302) && f.method == http.MethodPost ||
		status == 303 && f.method != http.MethodGet && f.method != http.MethodHead {
		f.method, f.body = http.MethodGet, nil
		for _, name := range []string{"content-encoding", "content-language", "content-location", "content-type"} {
			f.header.Delete(name)
		}
	}
	if other {
		f.header.Delete("authorization")
	}
	return next, nil
}

// errStreaming is for a body whose length is not known over HTTP/1.1: Chrome
// sends such only over later versions, which need TLS.
var errStreaming = errors.New("a streaming body needs HTTP/2")

// roundTrip makes one request with all its headers. own says that the server
// counts as one of the App's origin.
func (f *httpFetch) roundTrip(ctx context.Context, u *whatwg.Url, own bool) (*http.Response, error) {
	var reader io.Reader
	if f.body != nil && f.body.Size() < 0 && u.Scheme() == "http" {
		return nil, &Error{cause: errStreaming}
	}
	if f.body != nil {
		reader = &upload{ReadCloser: f.body.Open(), sent: f.request.Sent}
	}
	request, err := http.NewRequestWithContext(ctx, f.method, u.Href(true), reader)
	if err != nil {
		return nil, &Error{cause: err}
	}
	if f.body != nil {
		request.ContentLength = f.body.Size()
		if request.ContentLength == 0 {
			request.Body.Close()
			request.Body = http.NoBody
		}
	}
	site := "none"
	if !own {
		site = "cross-site"
	}
	f.client.setOwnHeaders(request.Header, u, site)
	request.Header.Set("Accept", "*/*")
	request.Header.Set("Accept-Encoding", "gzip, deflate")
	request.Header.Set("Sec-Fetch-Mode", f.request.Mode)
	for _, field := range f.header {
		request.Header.Set(field.Name, field.Value)
	}
	safe := f.method == http.MethodGet || f.method == http.MethodHead
	if f.tainted && f.request.Mode == CORS || !safe {
		request.Header.Set("Origin", f.origin())
	}
	credentials := f.request.Credentials == "include" || f.request.Credentials == "same-origin" && own
	address := request.URL
	if credentials {
		for _, cookie := range f.client.jar.Cookies(address) {
			request.AddCookie(cookie)
		}
		if user := u.Username(); user != "" && request.Header.Get("Authorization") == "" {
			password, _ := url.PathUnescape(u.Password())
			name, _ := url.PathUnescape(user)
			request.SetBasicAuth(name, password)
		}
	}
	answer, err := f.client.transport.RoundTrip(request)
	if err != nil {
		return nil, &Error{cause: err}
	}
	if credentials {
		f.client.jar.SetCookies(address, answer.Cookies())
	}
	return answer, nil
}

// setOwnHeaders sets the headers that the browser has in every request.
func (c *Client) setOwnHeaders(h http.Header, u *whatwg.Url, site string) {
	h.Set("Connection", "keep-alive")
	h.Set("User-Agent", c.options.UserAgent)
	if _, version, ok := strings.Cut(c.options.UserAgent, "Chrome/"); ok && isTrustworthy(u) {
		major, _, _ := strings.Cut(version, ".")
		h.Set("Sec-Ch-Ua", `"Not:A-Brand";v="8", "Chromium";v="`+major+`"`)
		h.Set("Sec-Ch-Ua-Mobile", "?0")
		h.Set("Sec-Ch-Ua-Platform", `"Linux"`)
	}
	h.Set("Accept-Language", "en-US,en;q=0.9")
	h.Set("Sec-Fetch-Dest", "empty")
	h.Set("Sec-Fetch-Mode", CORS)
	h.Set("Sec-Fetch-Site", site)
}

// isTrustworthy says whether nobody on the way can read what is sent.
func isTrustworthy(u *whatwg.Url) bool {
	host := u.Hostname()
	return u.Scheme() == "https" || host == "localhost" || strings.HasSuffix(host, ".localhost") || host == "[::1]" || u.IsIPv4() && strings.HasPrefix(host, "127.")
}

// headerOf gives the headers of a response. The library takes some for itself.
func headerOf(r *http.Response) (header Header) {
	for name, values := range r.Header {
		for _, value := range values {
			header.Add(name, value)
		}
	}
	for _, coding := range r.TransferEncoding {
		header.Add("transfer-encoding", coding)
	}
	return header
}

// decode undoes a content coding, nil if there is none to undo.
func decode(body io.ReadCloser, coding string) io.ReadCloser {
	switch strings.ToLower(strings.TrimSpace(coding)) {
	case "gzip", "x-gzip":
		return &decoded{body: body, open: func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }}
	case "deflate":
		return &decoded{body: body, open: func(r io.Reader) (io.Reader, error) { return zlib.NewReader(r) }}
	}
	return nil
}

// decoded is a body with a content coding. Its decoder is made with the first
// read: it waits for bytes.
type decoded struct {
	body    io.ReadCloser
	open    func(io.Reader) (io.Reader, error)
	decoder io.Reader
}

func (d *decoded) Read(p []byte) (int, error) {
	if d.decoder == nil {
		var err error
		if d.decoder, err = d.open(d.body); err != nil {
			return 0, err // of an empty body: io.EOF
		}
	}
	return d.decoder.Read(p)
}

func (d *decoded) Close() error { return d.body.Close() }

// body is the body of a response. It ends with its client.
type body struct {
	io.ReadCloser
	client *Client
	cancel context.CancelFunc
}

func (b *body) Read(p []byte) (int, error) {
	if !b.client.begin() {
		return 0, context.Canceled
	}
	defer b.client.active.Done()
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		b.cancel()
	}
	return n, err
}

func (b *body) Close() error {
	b.cancel()
	return b.ReadCloser.Close()
}

// upload tells how much of a body is sent.
type upload struct {
	io.ReadCloser
	sent func(int64)
	done int64
}

func (u *upload) Read(p []byte) (int, error) {
	n, err := u.ReadCloser.Read(p)
	if u.done += int64(n); u.sent != nil && n > 0 {
		u.sent(u.done)
	}
	return n, err
}
