package scripts

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"io"
	"net"
	"net/http"
	"regexp"
	"slices"
	"testing"
	"time"
)

var answering = regexp.MustCompile(`^ssdp: listening on (127\.0\.0\.1:\d+), answering on port (\d+)$`)

// search sends a search and gives the targets of so many answers.
func search(t *testing.T, c net.Conn, location, target string, answers int) (targets []string) {
	t.Helper()
	text := "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\nMX: 0\r\nST: " + target + "\r\n\r\n"
	if _, err := io.WriteString(c, text); err != nil {
		t.Fatal(err)
	}
	datagram := make([]byte, 1500)
	for range answers {
		n, err := c.Read(datagram)
		if err != nil {
			t.Fatalf("after %d of %d answers to %s: %v", len(targets), answers, target, err)
		}
		r, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(datagram[:n])), nil)
		if err != nil {
			t.Fatalf("the answer %q: %v", datagram[:n], err)
		}
		if got := r.Header.Get("Location"); got != location {
			t.Errorf("an answer to %s has the location %q, want %q", target, got, location)
		}
		targets = append(targets, r.Header.Get("St"))
	}
	slices.Sort(targets)
	return targets
}

func TestSSDP(t *testing.T) {
	a := run(t, "ssdp.js", "var PORT = 0, SSDP_PORT = 0, NAME = 'a <b> & c';")
	line := a.firstLine()
	m := answering.FindStringSubmatch(line)
	if m == nil {
		t.Fatalf("printed %q, not that it answers", line)
	}
	location := "http://" + m[1] + "/description.xml"
	c, err := net.Dial("udp", "127.0.0.1:"+m[2])
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(patience))

	// What is no search for this device gets no answer: the next one is to what comes after it.
	for _, junk := range []string{"", "\xFF\xFE", "M-SEARCH * HTTP/1.1\r\n\r\n", "NOTIFY * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\nST: ssdp:all\r\n\r\n"} {
		io.WriteString(c, junk)
	}
	search(t, c, location, "urn:schemas-upnp-org:device:MediaServer:1", 0)
	if got := search(t, c, location, "upnp:rootdevice", 1); got[0] != "upnp:rootdevice" {
		t.Errorf("a search for root devices is answered for %q", got)
	}
	all := search(t, c, location, "ssdp:all", 3)
	if all[0] != "upnp:rootdevice" || all[1] != "urn:schemas-upnp-org:device:Basic:1" || len(all[2]) != len("uuid:")+36 {
		t.Errorf("a search for everything is answered for %q", all)
	}

	response, err := http.Get(location)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var description struct {
		Name string `xml:"device>friendlyName"`
		UDN  string `xml:"device>UDN"`
	}
	if err := xml.NewDecoder(response.Body).Decode(&description); err != nil {
		t.Fatalf("the description: %v", err)
	}
	if description.Name != "a <b> & c" || description.UDN != all[2] {
		t.Errorf("the description says %+v, the search found %s", description, all[2])
	}
	http.DefaultClient.CloseIdleConnections()
}
