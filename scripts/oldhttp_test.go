package scripts

import (
	"fmt"
	"strings"
	"testing"
)

func TestOldHTTP(t *testing.T) {
	s := start(t, "oldhttp.js", "")
	page := func(path string) string {
		return "<!DOCTYPE html><title>oldhttp.js</title><p>You asked for " + path + ".\n"
	}
	t.Run("keep-alive and pipelining", func(t *testing.T) {
		c := s.dial(t)
		c.writeInPieces("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
		if r := c.readReply("GET"); r.Status != 200 || r.Body != page("/a") {
			t.Errorf("the first reply is %+v", r)
		}
		c.write("GET /b HTTP/1.1\r\n\r\nGET /%3Cc> HTTP/1.1\r\nConnection: close\r\n\r\n")
		if r := c.readReply("GET"); r.Body != page("/b") {
			t.Errorf("the second reply is %+v", r)
		}
		if r := c.readReply("GET", "Connection"); r.Body != page("/%3Cc&#62;") {
			t.Errorf("the third reply is %+v", r)
		}
		c.expectEnd()
	})
	t.Run("bad requests", func(t *testing.T) {
		for request, status := range map[string]int{
			"nonsense\r\n\r\n":                                400,
			"POST / HTTP/1.1\r\n\r\n":                         501,
			"GET / HTTP/1.1\r\n" + strings.Repeat("x", 20000): 431,
		} {
			c := s.dial(t)
			c.write(request)
			if r := c.readReply("GET"); r.Status != status {
				t.Errorf("%.20q gives %d, want %d", request, r.Status, status)
			}
		}
	})
	t.Run("many at once", func(t *testing.T) {
		inParallel(20, func(i int) {
			c := s.dial(t)
			for j := range 5 {
				path := fmt.Sprintf("/%d/%d", i, j)
				c.write("GET " + path + " HTTP/1.1\r\n\r\n")
				if r := c.readReply("GET"); r.Body != page(path) {
					t.Errorf("%s gives %+v", path, r)
				}
			}
		})
	})
}
