package fetch_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	whatwg "github.com/nlnwa/whatwg-url/url"
	"go.uber.org/goleak"

	"github.com/tcpsrv-host/tcpsrv-host/host/fetch"
	"github.com/tcpsrv-host/tcpsrv-host/js_tests/peer"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const origin = "chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

// newClient makes a client of an App that may use the host localhost, and a
// server.
func newClient(t *testing.T) (c *fetch.Client, server string) {
	t.Helper()
	web, err := peer.StartWeb()
	if err != nil {
		t.Fatal(err)
	}
	c = fetch.New(fetch.Options{
		Origin:  origin,
		Package: fstest.MapFS{"data.json": {Data: []byte(`{"a":1}`)}, "sub/a b.txt": {Data: []byte("text")}},
		MIMEType: func(name string) string {
			return map[bool]string{true: "application/json"}[strings.HasSuffix(name, ".json")]
		},
		Permit:    func(u *whatwg.Url) bool { return u.Hostname() == "localhost" },
		Policy:    fetch.AppPolicy,
		UserAgent: "test",
	})
	t.Cleanup(func() {
		c.Close()
		web.Close()
	})
	return c, fmt.Sprintf("127.0.0.1:%d", web.Port())
}

func get(url string) *fetch.Request {
	return &fetch.Request{Method: "GET", URL: url, Mode: fetch.CORS, Credentials: "same-origin", Redirect: "follow"}
}

// outcome is a response in one line, or what the console says of a failure.
func outcome(t *testing.T, c *fetch.Client, r *fetch.Request) string {
	t.Helper()
	response, err := c.Do(t.Context(), r)
	var failure *fetch.Error
	switch {
	case errors.As(err, &failure):
		return strings.Join(failure.Console, "\n")
	case err != nil:
		t.Fatalf("%s: %v", r.URL, err)
	}
	text := ""
	if response.Body != nil {
		data, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			t.Fatalf("%s: %v", r.URL, err)
		}
		text = string(data)
	}
	return fmt.Sprint(response.Type, " ", response.Status, " ", text)
}

// query makes the query that asks the server for headers.
func query(pairs ...string) string {
	values := url.Values{"body": {"x"}}
	for i := 0; i < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	return "/?" + values.Encode()
}

// The lines are those of Chromium.
func TestOtherOrigins(t *testing.T) {
	c, server := newClient(t)
	const allow, allowCredentials = "Access-Control-Allow-Origin:", "Access-Control-Allow-Credentials:true"
	const preflight = "Response to preflight request doesn't pass access control check: "
	const noHeader = "No 'Access-Control-Allow-Origin' header is present on the requested resource."
	for _, test := range []struct {
		name  string
		query string
		with  func(*fetch.Request)
		want  string // an outcome, or why it is blocked
	}{
		{"not allowed", query(), nil, noHeader},
		{"allowed to all", query("h", allow+"*"), nil, "cors 200 x"},
		{"allowed", query("h", allow+"ORIGIN"), nil, "cors 200 x"},
		{"allowed to another", query("h", allow+"http://other"), nil,
			"The 'Access-Control-Allow-Origin' header has a value 'http://other' that is not equal to the supplied origin. Have the server send the header with a valid value."},
		{"allowed twice", query("h", allow+"*", "h", allow+"*"), nil,
			"The 'Access-Control-Allow-Origin' header contains multiple values '*, *', but only one is allowed. Have the server send the header with a valid value."},
		{"allowed to nonsense", query("h", allow+"foo"), nil,
			"The 'Access-Control-Allow-Origin' header contains the invalid value 'foo'. Have the server send the header with a valid value."},
		{"credentials, allowed to all", query("h", allow+"*"), func(r *fetch.Request) { r.Credentials = "include" },
			"The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'."},
		{"credentials not allowed", query("h", allow+"ORIGIN"), func(r *fetch.Request) { r.Credentials = "include" },
			"The value of the 'Access-Control-Allow-Credentials' header in the response is '' which must be 'true' when the request's credentials mode is 'include'."},
		{"credentials allowed", query("h", allow+"ORIGIN", "h", allowCredentials), func(r *fetch.Request) { r.Credentials = "include" }, "cors 200 x"},
		{"a method without an answer", query("h", allow+"*"), func(r *fetch.Request) { r.Method = "PUT" }, preflight + noHeader},
		{"a method not allowed", query("h", allow+"*", "p", allow+"*"), func(r *fetch.Request) { r.Method = "PUT" },
			"Method PUT is not allowed by Access-Control-Allow-Methods in preflight response."},
		{"a method allowed", query("h", allow+"*", "p", allow+"*", "p", "Access-Control-Allow-Methods:GET, PUT"), func(r *fetch.Request) { r.Method = "PUT" }, "cors 200 x"},
		{"a header not allowed", query("h", allow+"*", "p", allow+"*"), func(r *fetch.Request) { r.Header.Add("X-Q", "1") },
			"Request header field x-q is not allowed by Access-Control-Allow-Headers in preflight response."},
		{"a header allowed", query("h", allow+"*", "p", allow+"*", "p", "Access-Control-Allow-Headers:X-q"), func(r *fetch.Request) { r.Header.Add("X-Q", "1") }, "cors 200 x"},
		{"a type that needs asking", query("h", allow+"*"), func(r *fetch.Request) {
			r.Method = "POST"
			r.Header.Add("Content-Type", "application/json")
		}, preflight + noHeader},
		{"an answer that is no success", query("h", allow+"*", "p", allow+"*", "status", "404"), func(r *fetch.Request) { r.Method = "PUT" },
			preflight + "It does not have HTTP ok status."},
		{"without asking", query(), func(r *fetch.Request) { r.Mode = fetch.NoCORS }, "opaque 0 "},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := get("http://" + server + test.query)
			if test.with != nil {
				test.with(r)
			}
			want := test.want
			if !strings.HasPrefix(want, "cors ") && !strings.HasPrefix(want, "opaque ") {
				want = "Access to fetch at '" + r.URL + "' from origin '" + origin + "' has been blocked by CORS policy: " + want
			}
			if got := outcome(t, c, r); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func TestPermittedHostsNeedNotAllow(t *testing.T) {
	c, server := newClient(t)
	permitted := strings.Replace(server, "127.0.0.1", "localhost", 1)
	r := get("http://" + permitted + query())
	r.Method = "PUT"
	if got := outcome(t, c, r); got != "basic 200 x" {
		t.Errorf("a host that the manifest permits: %s", got)
	}
	// It must not lead to others.
	r = get("http://" + permitted + query("status", "302", "h", "Location:http://"+server+"/?body=y"))
	want := "Access to fetch at 'http://" + server + "/?body=y' (redirected from '" + r.URL + "') from origin '" + origin + "' has been blocked by CORS policy: " +
		"No 'Access-Control-Allow-Origin' header is present on the requested resource."
	if got := outcome(t, c, r); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestHiddenHeaders(t *testing.T) {
	c, server := newClient(t)
	response, err := c.Do(t.Context(), get("http://"+server+query("h", "Access-Control-Allow-Origin:*", "h", "X-A:1", "h", "X-B:2",
		"h", "Access-Control-Expose-Headers:x-b", "h", "Set-Cookie:a=b")))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	names := map[string]bool{}
	for _, f := range response.Header {
		names[f.Name] = true
	}
	delete(names, "content-length") // as the server likes
	if diff := cmp.Diff(map[string]bool{"content-type": true, "x-b": true}, names); diff != "" {
		t.Errorf("headers that scripts see (-want +got):\n%s", diff)
	}
	if !response.Hides("X-A") || response.Hides("x-b") {
		t.Errorf("Hides: X-A %v, x-b %v", response.Hides("X-A"), response.Hides("x-b"))
	}
}

func TestPackage(t *testing.T) {
	c, _ := newClient(t)
	for path, want := range map[string]string{
		"/data.json": `basic 200 {"a":1}`, "/sub/a%20b.txt?x": "basic 200 text", "/nope": "", "/sub": "", "/": "", "/%2e%2e/x": "", "/data.json%00": "",
	} {
		if got := outcome(t, c, get(origin+path)); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	if got := outcome(t, c, get("chrome-extension://bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb/data.json")); got != "" {
		t.Errorf("a file of another app: %q", got)
	}
}

func TestDataURLs(t *testing.T) {
	c, _ := newClient(t)
	for url, want := range map[string]string{
		"data:,a%20b%zz":                              "text/plain;charset=US-ASCII|a b%zz",
		"data:text/html;base64,PGI%2B":                "text/html|<b>",
		"data:text/plain;charset=utf-8;x=y,%e2%82%ac": "text/plain;x=y;charset=utf-8|€",
		"data:;charset=x,y":                           "text/plain;charset=x|y",
		"data:foo,y#z":                                "text/plain;charset=US-ASCII|y",
		"data:x":                                      "error",
		"data:;base64,!":                              "error",
	} {
		got := "error"
		if response, err := c.Do(t.Context(), get(url)); err == nil {
			data, _ := io.ReadAll(response.Body)
			typ, _ := response.Header.Get("content-type")
			got = typ + "|" + string(data)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", url, got, want)
		}
	}
}

func TestPolicy(t *testing.T) {
	c, _ := newClient(t)
	got := outcome(t, c, get("foo:bar"))
	if !strings.HasPrefix(got, "Connecting to 'foo:bar' violates the following Content Security Policy directive: \"connect-src * data: blob: filesystem:\".") {
		t.Errorf("the console says %q", got)
	}
	if got := outcome(t, c, get("ws://127.0.0.1/")); got != `Fetch API cannot load ws://127.0.0.1/. URL scheme "ws" is not supported.` {
		t.Errorf("the console says %q", got)
	}
}

func TestCloseEndsWhatHangs(t *testing.T) {
	c, server := newClient(t)
	r := get("http://" + strings.Replace(server, "127.0.0.1", "localhost", 1) + "/?hang&chunks=1")
	response, err := c.Do(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	read := make(chan error)
	go func() {
		_, err := io.ReadAll(response.Body)
		read <- err
	}()
	c.Close()
	if err := <-read; err == nil {
		t.Error("a body that hangs came to its end without an error")
	}
	if _, err := c.Do(context.Background(), r); err == nil {
		t.Error("a closed client fetches")
	}
}
