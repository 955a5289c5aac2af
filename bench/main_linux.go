// Command bench compares the host with Node, and Bun if it is installed: the
// same load on the same scripts, and on what one would write for Node itself.
//
//	go run ./bench [-rounds 5] [-run REGEXP] [-out FILE]   measure, print, record, draw
//	go run ./bench -draw FILE                              draw what was recorded
//
// Every round runs each server once, so that a slow spell of the machine meets
// all of them. The host runs twice, as "host" and "twin": the gap between the
// two is what cannot be told from noise.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// workload is a load, the app that serves it and whom it is judged by.
type workload struct {
	Name   string
	app    string   // of bench/peers/net.cjs
	files  []string // of bench/apps, or from there
	load   load
	metric string  // what is judged: see judged
	Peer   string  // against whom
	Goal   float64 // what the ratio may be at most, or must be at least for a rate
}

var workloads = []workload{
	{"accept", "accept", []string{"accept.js"}, accepts(64), "cpu", "node", 0.55},
	{"echo, 1 connection", "echo", []string{"echo.js"}, echo(1, 64), "cpu", "node", 0.80},
	{"echo, 64 connections", "echo", []string{"echo.js"}, echo(64, 64), "cpu", "node", 0.90},
	{"echo, 1000 connections", "echo", []string{"echo.js"}, echo(1000, 64), "cpu", "node", 0.85},
	{"receive, 4 KiB", "sink", []string{"sink.js"}, stream(unix.Write), "rate", "node", 0.8},
	{"receive, 64 KiB", "sink", []string{"buffer.js", "sink.js"}, stream(unix.Write), "rate", "node", 1.2},
	{"send, 64 KiB", "source", []string{"source.js"}, stream(unix.Read), "rate", "node", 0.95},
	{"datagrams", "udp", []string{"udp.js"}, datagrams(16, 64), "cpu", "node", 0.9},
	{"http, byte by byte", "http", []string{"codec_loop.js", "http.js"}, requests(64), "rate", "node, same script", 0.8},
	{"http, fromCharCode.apply", "http", []string{"codec_apply.js", "http.js"}, requests(64), "rate", "node, same script", 0.8},
	{"http, TextEncoder", "http", []string{"codec_native.js", "http.js"}, requests(64), "rate", "node, same script", 0.9},
	{"file of 1 MiB", "static", []string{"static.js"}, requests(8), "cpu", "node, same script", 0.6},
	{"scripts/http.js", "http", []string{"../../scripts/http.js"}, requests(64), "rate", "node, same script", 0.8},
	{"scripts/echo.js", "echo", []string{"../../scripts/echo.js"}, echo(64, 64), "rate", "node, same script", 0.8},
	{"10,000 idle connections", "echo", []string{"echo.js"}, idle(10_000), "conn", "node", 0.15},
	{"start", "echo", []string{"echo.js"}, starting, "start", "node", 0.08},
	{"memory at rest", "echo", []string{"echo.js"}, starting, "memory", "node", 0.25},
}

// judged gives the figure that a metric looks at.
func judged(metric string, m metrics) float64 {
	switch metric {
	case "cpu":
		return m.CPUPerOp
	case "rate":
		return m.OpsPerSecond
	case "conn":
		return m.BytesPerConn
	case "start":
		return m.StartMS
	}
	return m.IdleMB
}

// Results is what is recorded.
type Results struct {
	Machine   string
	Versions  map[string]string
	Rounds    int
	Workloads []WorkloadResult
}

// WorkloadResult holds the medians over the rounds by server.
type WorkloadResult struct {
	Name    string
	Peer    string
	Metric  string
	Goal    float64
	Servers map[string]metrics
}

type bench struct {
	host    string
	bun     string
	dir     string // of this command
	scratch string
	rounds  int
	measure time.Duration
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	var b bench
	var pattern, out, draw string
	flag.StringVar(&b.host, "host", "", "the `binary` to measure; built if empty")
	flag.StringVar(&b.dir, "dir", "bench", "the directory of this command")
	flag.IntVar(&b.rounds, "rounds", 5, "how often each server runs")
	flag.DurationVar(&b.measure, "measure", 2*time.Second, "how long a run is measured")
	flag.StringVar(&pattern, "run", "", "only workloads that match `REGEXP`")
	flag.StringVar(&out, "out", "", "record into `FILE`")
	flag.StringVar(&draw, "draw", "", "draw the results in `FILE` and do nothing else")
	flag.Parse()
	if draw != "" {
		check(drawFile(draw))
		return
	}
	only, err := regexp.Compile(pattern)
	check(err)
	runtime.GOMAXPROCS(1)
	runtime.LockOSThread()
	scratch, err := os.MkdirTemp("", "bench")
	check(err)
	b.scratch = scratch
	results, err := b.run(only)
	os.RemoveAll(scratch)
	check(err)
	if out != "" {
		text, err := json.MarshalIndent(results, "", "\t")
		check(err)
		check(os.WriteFile(out, append(text, '\n'), 0o644))
		check(drawFile(out))
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func (b *bench) run(only *regexp.Regexp) (*Results, error) {
	if b.host == "" {
		b.host = filepath.Join(b.scratch, "tcpsrv-host")
		build := exec.Command("go", "build", "-o", b.host, "./cmd/tcpsrv-host")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if text, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%v\n%s", err, text)
		}
	}
	b.bun, _ = exec.LookPath("bun")
	for name, text := range map[string]string{
		"buffer.js": "var BUFFERSIZE = 65536;\n",
		"file":      strings.Repeat("0123456789abcdef", 1<<16),
	} {
		if err := os.WriteFile(filepath.Join(b.scratch, name), []byte(text), 0o600); err != nil {
			return nil, err
		}
	}
	results := &Results{Machine: machine(), Versions: b.versions(), Rounds: b.rounds}
	for _, w := range workloads {
		if !only.MatchString(w.Name) {
			continue
		}
		r, err := b.compare(w)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", w.Name, err)
		}
		results.Workloads = append(results.Workloads, r)
		r.print()
	}
	return results, nil
}

func (b *bench) compare(w workload) (WorkloadResult, error) {
	runs := map[string][]metrics{}
	for range b.rounds {
		for name, command := range b.servers(w) {
			m, err := b.measureOnce(w, command)
			if err != nil {
				return WorkloadResult{}, fmt.Errorf("%s: %w", name, err)
			}
			runs[name] = append(runs[name], m)
		}
	}
	r := WorkloadResult{Name: w.Name, Peer: w.Peer, Metric: w.metric, Goal: w.Goal, Servers: map[string]metrics{}}
	for name, all := range runs {
		r.Servers[name] = medians(all)
	}
	return r, nil
}

// servers gives the command of each server for a workload, by its name.
func (b *bench) servers(w workload) map[string]func(port string) []string {
	scripts := func(port string) []string {
		prelude := filepath.Join(b.scratch, "port.js")
		check(os.WriteFile(prelude, []byte("var PORT = "+port+";\n"), 0o600))
		list := []string{prelude, filepath.Join(b.dir, "apps", "listen.js")}
		for _, f := range w.files {
			dir := filepath.Join(b.dir, "apps")
			if f == "buffer.js" {
				dir = b.scratch
			}
			list = append(list, filepath.Join(dir, f))
		}
		return list
	}
	file := filepath.Join(b.scratch, "file")
	host := func(port string) []string {
		return append([]string{b.host, "--ephemeral", "--retain", "file=" + file}, scripts(port)...)
	}
	shim := func(runtime string) func(string) []string {
		return func(port string) []string {
			return append([]string{runtime, filepath.Join(b.dir, "peers", "chrome.cjs"), port, file}, scripts(port)[1:]...)
		}
	}
	servers := map[string]func(string) []string{
		"host": host,
		"twin": host,
		"node": func(port string) []string {
			return []string{"node", filepath.Join(b.dir, "peers", "net.cjs"), w.app, port, file}
		},
		"node, same script": shim("node"),
	}
	if b.bun != "" {
		servers["bun, same script"] = shim(b.bun)
	}
	return servers
}

func (b *bench) measureOnce(w workload, command func(port string) []string) (metrics, error) {
	s, err := startServer(command, w.app == "udp")
	if err != nil {
		return metrics{}, err
	}
	defer s.end()
	run := &session{port: s.port, warm: b.measure / 4, measure: b.measure, server: s}
	if err := w.load(run); err != nil {
		return metrics{}, err
	}
	run.metrics.PeakMB = s.memory("VmHWM") / 1e6
	return run.metrics, nil
}

// server is a process under load.
type server struct {
	process *exec.Cmd
	port    uint16
	started time.Duration // until it took a connection
}

// startServer starts a server and waits until it can be reached.
func startServer(command func(port string) []string, udp bool) (*server, error) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	args := command(strconv.Itoa(port))
	s := &server{process: exec.Command(args[0], args[1:]...), port: uint16(port)}
	s.process.Stderr = os.Stderr
	begin := time.Now()
	if err := s.process.Start(); err != nil {
		return nil, err
	}
	for time.Since(begin) < 20*time.Second {
		if udp {
			if bound, _ := os.ReadFile("/proc/net/udp"); bytes.Contains(bound, fmt.Appendf(nil, ":%04X 00000000:0000", port)) {
				return s, nil
			}
		} else if c, err := net.Dial("tcp4", "127.0.0.1:"+strconv.Itoa(port)); err == nil {
			s.started = time.Since(begin)
			c.Close()
			return s, nil
		}
		time.Sleep(200 * time.Microsecond)
	}
	s.end()
	return nil, fmt.Errorf("%s does not listen", strings.Join(args, " "))
}

func (s *server) end() {
	s.process.Process.Signal(unix.SIGTERM)
	timer := time.AfterFunc(10*time.Second, func() { s.process.Process.Kill() })
	s.process.Wait()
	timer.Stop()
}

// cpu is the time that the process had, user and system.
func (s *server) cpu() time.Duration {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.process.Process.Pid))
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * time.Second / 100
}

// memory gives a line of the process's status in bytes.
func (s *server) memory(name string) float64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == name+":" {
			kb, _ := strconv.Atoi(fields[1])
			return float64(kb) * 1024
		}
	}
	return 0
}

func medians(all []metrics) (m metrics) {
	median := func(get func(metrics) float64) float64 {
		var values []float64
		for _, one := range all {
			values = append(values, get(one))
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	return metrics{
		OpsPerSecond: median(func(m metrics) float64 { return m.OpsPerSecond }),
		CPUPerOp:     median(func(m metrics) float64 { return m.CPUPerOp }),
		Median:       median(func(m metrics) float64 { return m.Median }),
		Slowest:      median(func(m metrics) float64 { return m.Slowest }),
		PeakMB:       median(func(m metrics) float64 { return m.PeakMB }),
		BytesPerConn: median(func(m metrics) float64 { return m.BytesPerConn }),
		StartMS:      median(func(m metrics) float64 { return m.StartMS }),
		IdleMB:       median(func(m metrics) float64 { return m.IdleMB }),
	}
}

// ratio compares a server with the peer by the metric that is judged.
func (r WorkloadResult) ratio(server string) float64 {
	return judged(r.Metric, r.Servers[server]) / judged(r.Metric, r.Servers[r.Peer])
}

func (r WorkloadResult) reached() bool {
	if r.Metric == "rate" {
		return r.ratio("host") >= r.Goal
	}
	return r.ratio("host") <= r.Goal
}

func (r WorkloadResult) print() {
	fmt.Printf("%s: %s %.2f of %s (twin %.2f), wanted %.2f: %v\n", r.Name, r.Metric, r.ratio("host"), r.Peer, r.ratio("twin"), r.Goal, r.reached())
	for _, name := range serverNames {
		if m, ok := r.Servers[name]; ok {
			text, _ := json.Marshal(m)
			fmt.Printf("  %-18s %s\n", name, text)
		}
	}
}

var serverNames = []string{"host", "twin", "node", "node, same script", "bun, same script"}

func (b *bench) versions() map[string]string {
	versions := map[string]string{"go": runtime.Version()}
	for name, command := range map[string]string{"node": "node", "bun": b.bun} {
		if out, err := exec.Command(command, "--version").Output(); err == nil {
			versions[name] = strings.TrimSpace(string(out))
		}
	}
	return versions
}

func machine() string {
	model := ""
	text, _ := os.ReadFile("/proc/cpuinfo")
	if _, after, ok := strings.Cut(string(text), "model name\t: "); ok {
		model, _, _ = strings.Cut(after, "\n")
	}
	return fmt.Sprintf("%d cores, %s", runtime.NumCPU(), model)
}
