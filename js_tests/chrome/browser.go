package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/js_tests/runner"
)

// runBatch runs the tests in one browser, each as an app of its own, until all have ended or the time is up.
func runBatch(ctx context.Context, browser, root string, tests []runner.Test, config runner.Config) ([]*runner.Transcript, error) {
	dir, err := os.MkdirTemp("", "js_tests.")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	// The id of an app follows from the real path of its folder.
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return nil, err
	}

	results := make([]*runner.Transcript, len(tests))
	byID := map[string]*runner.Transcript{}
	var apps []string
	for i, test := range tests {
		app := filepath.Join(dir, fmt.Sprintf("app%d", i))
		if err := os.Mkdir(app, 0o755); err != nil {
			return nil, err
		}
		if err := test.WriteApp(app, filepath.Join(root, "harness"), config); err != nil {
			return nil, err
		}
		results[i] = &runner.Transcript{}
		byID[appID(app)] = results[i]
		apps = append(apps, app)
	}

	ctx, cancel := context.WithTimeout(ctx, timeLimit)
	defer cancel()
	stderr, wait, err := start(ctx, browser, filepath.Join(dir, "profile"), apps)
	if err != nil {
		return nil, err
	}
	remaining := len(tests)
	readConsole(stderr, func(id, message string) {
		result, ok := byID[id]
		if !ok || result.Done() {
			return
		}
		if result.Add(message); result.Done() {
			remaining--
		}
		if remaining == 0 {
			cancel()
		}
	})
	wait()
	return results, nil
}

// start starts the browser, which ends with ctx. Its standard error must be read to the end, then wait be called.
func start(ctx context.Context, browser, profile string, apps []string) (stderr io.Reader, wait func(), err error) {
	cmd := exec.CommandContext(ctx, browser,
		"--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--password-store=basic",
		"--user-data-dir="+profile, "--enable-logging=stderr", "--v=0", "--load-extension="+strings.Join(apps, ","))
	// Without XDG_* Chromium writes into the home directory.
	cmd.Env = append(os.Environ(), "XDG_DATA_HOME="+profile+"/xdg", "XDG_CONFIG_HOME="+profile+"/xdg", "XDG_CACHE_HOME="+profile+"/xdg")
	endTogether(cmd)
	cmd.WaitDelay = time.Second
	pipe, err := cmd.StderrPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, nil, fmt.Errorf("cannot start the browser: %w", err)
	}
	return pipe, func() { cmd.Wait() }, nil
}

// appID is the id that Chrome gives to an unpacked app: the first half of the SHA-256 of its path, with the digits 0 to f written as a to p.
func appID(dir string) string {
	sum := sha256.Sum256([]byte(dir))
	var id strings.Builder
	for _, b := range sum[:16] {
		id.WriteByte('a' + b>>4)
		id.WriteByte('a' + b&15)
	}
	return id.String()
}

// A console message in the log is: [process:thread:time:INFO:CONSOLE:line] "text", source: url (line). The text may have several lines.
var (
	logLine     = regexp.MustCompile(`^\[\d+:\d+:\d`)
	messageHead = regexp.MustCompile(`:CONSOLE:\d+\] "(.*)$`)
	messageTail = regexp.MustCompile(`(?s)^(.*)", source: chrome-extension://([a-p]{32})/\S* \(\d+\)$`)
)

// readConsole hands over each console message of an app until the log ends.
func readConsole(log io.Reader, message func(id, text string)) {
	lines := bufio.NewScanner(log)
	lines.Buffer(nil, 1<<20)
	pending := ""
	inMessage := false
	for lines.Scan() {
		line := lines.Text()
		if head := messageHead.FindStringSubmatch(line); head != nil {
			pending, inMessage = head[1], true
		} else if inMessage && !logLine.MatchString(line) {
			pending += "\n" + line
		} else {
			inMessage = false
		}
		if tail := messageTail.FindStringSubmatch(pending); inMessage && tail != nil {
			message(tail[2], tail[1])
			inMessage = false
		}
	}
}
