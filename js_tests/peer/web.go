package peer

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/coder/websocket"
)

// A WebServer is what tests of fetch, XMLHttpRequest, EventSource and WebSocket talk to. The query of a request says what
// to answer:
//
//	h=NAME:VALUE   a header, as often as wanted; "ORIGIN" in the value is the origin of the request
//	p=NAME:VALUE   a header of the answer to a preflight request (OPTIONS)
//	status=N       the status
//	body=TEXT      the body; without one, the request as JSON: {method, path, headers, body}
//	size=N         N bytes, counting up from 0 modulo 251
//	gzip           compresses the body
//	chunks=N       N parts "part 0;", "part 1;" ..., each flushed
//	hang           after that, nothing more until the client has gone
//	break          after that, the connection is cut before the promised end
//
// The path /ws is a WebSocket that sends back what it gets, with subprotocols=A,B to choose from; the text "close CODE REASON"
// has it close, "drop" cut the connection.
type WebServer struct {
	server   *http.Server
	listener net.Listener
	stop     context.CancelFunc
	ended    chan struct{}
}

// StartWeb listens on a free port of the loopback interface.
func StartWeb() (*WebServer, error) { return StartWebAt("127.0.0.1:0") }

// StartWebAt listens at an address.
func StartWebAt(address string) (*WebServer, error) {
	listener, err := net.Listen("tcp4", address)
	if err != nil {
		return nil, fmt.Errorf("peer: %w", err)
	}
	done, stop := context.WithCancel(context.Background())
	w := &WebServer{listener: listener, stop: stop, ended: make(chan struct{})}
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { answer(done, w, r) })
	mux.HandleFunc("/ws", func(w http.ResponseWriter, r *http.Request) { echoMessages(done, w, r) })
	w.server = &http.Server{Handler: mux}
	go func() {
		defer close(w.ended)
		w.server.Serve(listener)
	}()
	return w, nil
}

// Port is where the server listens.
func (w *WebServer) Port() int { return portOf(w.listener.Addr()) }

// Close ends all connections.
func (w *WebServer) Close() {
	w.stop()
	w.server.Close()
	<-w.ended
}

// A seenRequest is a request as the client is told of it.
type seenRequest struct {
	Method  string            `json:"method"`
	Path    string            `json:"path"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
}

func answer(done context.Context, w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	body, _ := io.ReadAll(r.Body)
	headers := query["h"]
	if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
		headers = query["p"]
	}
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ":")
		w.Header().Add(name, strings.ReplaceAll(value, "ORIGIN", r.Header.Get("Origin")))
	}
	var out io.Writer = w
	if query.Has("gzip") {
		w.Header().Set("Content-Encoding", "gzip")
		compressed := gzip.NewWriter(w)
		defer compressed.Close()
		out = compressed
	}
	status, err := strconv.Atoi(query.Get("status"))
	if err != nil {
		status = http.StatusOK
	}
	size, _ := strconv.Atoi(query.Get("size"))
	chunks, _ := strconv.Atoi(query.Get("chunks"))
	if query.Has("break") {
		w.Header().Set("Content-Length", "1000000")
	}
	w.WriteHeader(status)
	controller := http.NewResponseController(w)
	switch {
	case query.Has("body"):
		io.WriteString(out, query.Get("body"))
	case size > 0:
		out.Write(counting(size))
	case chunks > 0:
		for i := range chunks {
			fmt.Fprintf(out, "part %d;", i)
			controller.Flush()
			select {
			case <-time.After(20 * time.Millisecond):
			case <-done.Done():
			}
		}
	default:
		seen := seenRequest{Method: r.Method, Path: r.URL.RequestURI(), Headers: map[string]string{}, Body: string(body)}
		for name, values := range r.Header {
			seen.Headers[strings.ToLower(name)] = strings.Join(values, ", ")
		}
		json.NewEncoder(out).Encode(seen)
	}
	controller.Flush()
	if query.Has("hang") {
		select {
		case <-r.Context().Done():
		case <-done.Done():
		}
	}
	if query.Has("break") {
		panic(http.ErrAbortHandler)
	}
}

func echoMessages(done context.Context, w http.ResponseWriter, r *http.Request) {
	options := websocket.AcceptOptions{InsecureSkipVerify: true}
	if offered := r.URL.Query().Get("subprotocols"); offered != "" {
		options.Subprotocols = strings.Split(offered, ",")
	}
	connection, err := websocket.Accept(w, r, &options)
	if err != nil {
		return
	}
	defer connection.CloseNow()
	connection.SetReadLimit(64 << 20)
	for {
		typ, data, err := connection.Read(done)
		if err != nil {
			return
		}
		switch command := strings.SplitN(string(data), " ", 3); {
		case typ == websocket.MessageText && command[0] == "close" && len(command) == 3:
			code, _ := strconv.Atoi(command[1])
			connection.Close(websocket.StatusCode(code), command[2])
			return
		case typ == websocket.MessageText && command[0] == "drop":
			return
		}
		if connection.Write(done, typ, data) != nil {
			return
		}
	}
}
