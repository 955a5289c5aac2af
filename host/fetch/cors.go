package fetch

import (
	"context"
	"net/http"
	"slices"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// blocked is the error for what the server of another origin does not allow,
// with Chrome's line on the console.
func (f *httpFetch) blocked(u *whatwg.Url, why string) *Error {
	initiator := "fetch"
	if f.request.XHR {
		initiator = "XMLHttpRequest"
	}
	from := ""
	if f.redirected {
		from = " (redirected from '" + f.first + "')"
	}
	return failure("Access to %s at '%s'%s from origin '%s' has been blocked by CORS policy: %s",
		initiator, u.Href(true), from, f.client.options.Origin, why)
}

// check is the CORS check of the standard: "" if the response allows the
// origin of the App.
//
// See https://fetch.spec.whatwg.org/#concept-cors-check.
func (f *httpFetch) check(header Header) string {
	include := f.request.Credentials == "include"
	origin := f.origin()
	allowed, ok := header.Get("access-control-allow-origin")
	byXHR := ""
	if f.request.XHR {
		byXHR = " The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute."
	}
	switch {
	case !ok:
		return "No 'Access-Control-Allow-Origin' header is present on the requested resource."
	case allowed == "*" && !include:
		return ""
	case allowed == "*":
		return "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'." + byXHR
	case strings.Contains(allowed, ","):
		return "The 'Access-Control-Allow-Origin' header contains multiple values '" + allowed + "', but only one is allowed. Have the server send the header with a valid value."
	case allowed != origin && allowed != "null" && !isOrigin(allowed):
		return "The 'Access-Control-Allow-Origin' header contains the invalid value '" + allowed + "'. Have the server send the header with a valid value."
	case allowed != origin:
		return "The 'Access-Control-Allow-Origin' header has a value '" + allowed + "' that is not equal to the supplied origin. Have the server send the header with a valid value."
	case !include:
		return ""
	}
	if value, _ := header.Get("access-control-allow-credentials"); value != "true" {
		return "The value of the 'Access-Control-Allow-Credentials' header in the response is '" + value + "' which must be 'true' when the request's credentials mode is 'include'." + byXHR
	}
	return ""
}

func isOrigin(text string) bool {
	u, err := whatwg.Parse(text)
	return err == nil && u.Host() != ""
}

// needsPreflight says whether the server must be asked first.
func (f *httpFetch) needsPreflight() bool {
	return !isSimpleMethod(f.method) || len(f.unsafeHeaders()) > 0
}

func isSimpleMethod(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodPost
}

// unsafeHeaders are the names of headers that the server must allow, sorted.
func (f *httpFetch) unsafeHeaders() (names []string) {
	for _, field := range f.header {
		if !IsSafelisted(field.Name, field.Value) && !slices.Contains(names, field.Name) {
			names = append(names, field.Name)
		}
	}
	slices.Sort(names)
	return names
}

// preflight asks the server whether it allows the request.
//
// See https://fetch.spec.whatwg.org/#cors-preflight-fetch.
func (f *httpFetch) preflight(ctx context.Context, u *whatwg.Url) error {
	header := http.Header{}
	f.client.setOwnHeaders(header, u, "cross-site")
	header.Set("Accept", "*/*")
	header.Set("Origin", f.origin())
	header.Set("Access-Control-Request-Method", f.method)
	unsafe := f.unsafeHeaders()
	if len(unsafe) > 0 {
		header.Set("Access-Control-Request-Headers", strings.Join(unsafe, ","))
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodOptions, u.Href(true), nil)
	if err != nil {
		return &Error{cause: err}
	}
	request.Header = header
	response, err := f.client.transport.RoundTrip(request)
	if err != nil {
		return &Error{cause: err}
	}
	response.Body.Close()
	answer := headerOf(response)
	const refused = "Response to preflight request doesn't pass access control check: "
	if why := f.check(answer); why != "" {
		return f.blocked(u, refused+why)
	}
	if response.StatusCode < 200 || response.StatusCode > 299 {
		if response.StatusCode >= 300 && response.StatusCode < 400 {
			return f.blocked(u, refused+"Redirect is not allowed for a preflight request.")
		}
		return f.blocked(u, refused+"It does not have HTTP ok status.")
	}
	anything := f.request.Credentials != "include"
	value, _ := answer.Get("access-control-allow-methods")
	methods := splitList(value)
	if !isSimpleMethod(f.method) && !slices.Contains(methods, f.method) && !(anything && slices.Contains(methods, "*")) {
		return f.blocked(u, "Method "+f.method+" is not allowed by Access-Control-Allow-Methods in preflight response.")
	}
	value, _ = answer.Get("access-control-allow-headers")
	names := splitList(strings.ToLower(value))
	for _, name := range unsafe {
		if !slices.Contains(names, name) && !(anything && name != "authorization" && slices.Contains(names, "*")) {
			return f.blocked(u, "Request header field "+name+" is not allowed by Access-Control-Allow-Headers in preflight response.")
		}
	}
	return nil
}

// hides makes the function that says which headers scripts may not see of a
// response from another origin.
func (f *httpFetch) hides(header Header) func(name string) bool {
	value, _ := header.Get("access-control-expose-headers")
	exposed := splitList(strings.ToLower(value))
	all := f.request.Credentials != "include" && slices.Contains(exposed, "*")
	return func(name string) bool { return !isExposed(name) && !all && !slices.Contains(exposed, name) }
}
