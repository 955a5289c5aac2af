package fetch

import (
	"bytes"
	"crypto/sha1"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

func local(u *whatwg.Url, status int, header Header, body io.ReadCloser, length int64) *Response {
	return &Response{Type: Basic, URL: u.Href(true), Status: status, StatusText: "OK", Header: header, Body: body, Length: length}
}

// fetchPackage gets a file of the App. Neither the method nor a body matters.
func (c *Client) fetchPackage(r *Request, u *whatwg.Url) (*Response, error) {
	if "chrome-extension://"+u.Host() != c.options.Origin {
		return nil, &Error{}
	}
	name, err := url.PathUnescape(strings.TrimPrefix(u.Pathname(), "/"))
	if err != nil {
		return nil, &Error{cause: err}
	}
	header := Header{}
	if c.options.Policy != "" {
		header.Add("content-security-policy", c.options.Policy)
	}
	if data, ok := c.options.Generated[name]; ok {
		return local(u, http.StatusOK, header, memory{bytes.NewReader(data)}, int64(len(data))), nil
	}
	if c.options.Package == nil || !fs.ValidPath(name) {
		return nil, &Error{cause: fs.ErrNotExist}
	}
	file, err := c.options.Package.Open(name)
	if err != nil {
		return nil, &Error{cause: err}
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fs.ErrNotExist
	}
	body, length := io.ReadCloser(file), int64(0)
	if err == nil {
		length = info.Size()
		if text, asked := r.Header.Get("range"); asked {
			body, length, err = fileRange(file, length, text)
		}
	}
	if err != nil {
		file.Close()
		return nil, &Error{cause: err}
	}
	header.Add("cache-control", "no-cache")
	header.Add("content-type", c.fileType(name))
	modified := info.ModTime()
	header.Add("etag", entityTag(modified))
	header.Add("last-modified", modified.UTC().Format(http.TimeFormat))
	return local(u, http.StatusOK, header, body, length), nil
}

func (c *Client) fileType(name string) string {
	if typ := c.options.MIMEType(path.Base(name)); typ != "" {
		return typ
	}
	return "application/octet-stream"
}

// entityTag is Chrome's for a file: a hash of the microseconds since 1601.
func entityTag(modified time.Time) string {
	const from1601 = 11_644_473_600 * 1_000_000
	sum := sha1.Sum([]byte(strconv.FormatInt(modified.UnixMicro()+from1601, 10)))
	return `"` + base64.StdEncoding.EncodeToString(sum[:]) + `"`
}

var errRange = errors.New("the range is not in the resource")

// fileRange gives a part of a file.
func fileRange(file fs.File, size int64, text string) (io.ReadCloser, int64, error) {
	asked, ok := parseRange(text)
	if !ok {
		return file, size, nil
	}
	start, end, ok := asked.within(size)
	if !ok {
		return nil, 0, errRange
	}
	if _, err := io.CopyN(io.Discard, file, start); err != nil {
		return nil, 0, err
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(file, end-start), file}, end - start, nil
}

// byteRange is the value of a header Range with one range. first is negative
// for the last bytes, last is negative for those to the end.
type byteRange struct{ first, last int64 }

func parseRange(text string) (r byteRange, ok bool) {
	text, ok = strings.CutPrefix(strings.TrimSpace(text), "bytes=")
	first, last, dash := strings.Cut(text, "-")
	if !ok || !dash || first == "" && last == "" {
		return r, false
	}
	r = byteRange{-1, -1}
	var err error
	if first != "" {
		r.first, err = strconv.ParseInt(first, 10, 64)
	}
	if last != "" && err == nil {
		r.last, err = strconv.ParseInt(last, 10, 64)
	}
	return r, err == nil && (last == "" || r.first <= r.last)
}

// within gives the range in a resource of a size, up to before end.
func (r byteRange) within(size int64) (start, end int64, ok bool) {
	if r.first < 0 {
		return max(0, size-r.last), size, r.last > 0
	}
	end = size
	if r.last >= 0 {
		end = min(size, r.last+1)
	}
	return r.first, end, r.first < size
}

// memory is a body that never blocks.
type memory struct{ *bytes.Reader }

func (memory) Close() error { return nil }

// NeverBlocks says that a read needs no goroutine of its own.
func (memory) NeverBlocks() bool { return true }

// fetchBlob gets what a blob URL stands for.
func fetchBlob(r *Request, u *whatwg.Url) (*Response, error) {
	if r.Blob == nil || r.Method != http.MethodGet {
		return nil, &Error{}
	}
	start, end, status := int64(0), r.Blob.Size(), http.StatusOK
	header := Header{}
	if text, ok := r.Header.Get("range"); ok {
		asked, ok := parseRange(text)
		if ok {
			start, end, ok = asked.within(r.Blob.Size())
		}
		if !ok {
			return nil, &Error{cause: errRange}
		}
		status = http.StatusPartialContent
		header.Add("content-range", fmt.Sprintf("bytes %d-%d/%d", start, end-1, r.Blob.Size()))
	}
	header.Add("content-length", strconv.FormatInt(end-start, 10))
	header.Add("content-type", r.Blob.Type())
	return local(u, status, header, io.NopCloser(io.NewSectionReader(r.Blob, start, end-start)), end-start), nil
}

// fetchData gets what a data URL has.
//
// See https://fetch.spec.whatwg.org/#data-urls.
func fetchData(u *whatwg.Url) (*Response, error) {
	head, text, ok := strings.Cut(strings.TrimPrefix(u.Href(true), "data:"), ",")
	if !ok {
		return nil, &Error{}
	}
	data := []byte(percentDecode(text))
	head = strings.TrimSpace(head)
	if i := strings.LastIndexByte(head, ';'); i >= 0 && strings.EqualFold(strings.TrimSpace(head[i+1:]), "base64") {
		head = head[:i]
		var err error
		if data, err = decodeBase64(string(data)); err != nil {
			return nil, &Error{cause: err}
		}
	}
	return local(u, http.StatusOK, Header{{"content-type", dataType(head)}}, memory{bytes.NewReader(data)}, int64(len(data))), nil
}

func dataType(head string) string {
	if strings.HasPrefix(head, ";") {
		head = "text/plain" + head
	}
	typ, parameters, err := mime.ParseMediaType(head)
	if err != nil || !strings.Contains(typ, "/") {
		return "text/plain;charset=US-ASCII"
	}
	charset, ok := parameters["charset"]
	delete(parameters, "charset")
	text := typ
	for part := range strings.SplitSeq(head, ";") { // in their order
		name, _, _ := strings.Cut(part, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if value, ok := parameters[name]; ok {
			text += ";" + name + "=" + value
			delete(parameters, name)
		}
	}
	if ok {
		text += ";charset=" + charset // the last one in Chrome
	}
	return text
}

// percentDecode decodes what is encoded, and leaves what only looks so.
func percentDecode(text string) string {
	if !strings.Contains(text, "%") {
		return text
	}
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+2 < len(text) {
			if b, err := strconv.ParseUint(text[i+1:i+3], 16, 8); err == nil {
				out.WriteByte(byte(b))
				i += 2
				continue
			}
		}
		out.WriteByte(text[i])
	}
	return out.String()
}

// decodeBase64 is the "forgiving-base64 decode" of the Infra Standard.
func decodeBase64(text string) ([]byte, error) {
	text = strings.NewReplacer(" ", "", "\t", "", "\n", "", "\f", "", "\r", "").Replace(text)
	if len(text)%4 == 0 {
		text = strings.TrimSuffix(strings.TrimSuffix(text, "="), "=")
	}
	return base64.RawStdEncoding.DecodeString(text)
}
