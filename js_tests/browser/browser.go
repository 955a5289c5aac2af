// Package browser runs apps in a real Chromium, whose answers are right, and reads their consoles.
//
// The browser is $CHROMIUM, or /usr/lib/chromium/chromium, or chromium in the path.
package browser

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// An App is a folder that the browser loads as an unpacked app.
type App struct {
	Dir     string
	Message func(text string) // gets each message on its console
}

// Run loads the apps into a new instance of the browser, the path of a program, and hands over what they write on the console, in one goroutine, until ctx ends.
// The profile is a folder that does not exist yet.
func Run(ctx context.Context, browser, profile string, apps []App) error {
	byID := map[string]App{}
	var dirs []string
	for _, app := range apps {
		// The id of an app follows from the real path of its folder.
		dir, err := filepath.EvalSymlinks(app.Dir)
		if err != nil {
			return err
		}
		byID[appID(dir)] = app
		dirs = append(dirs, dir)
	}
	stderr, wait, err := start(ctx, browser, profile, dirs)
	if err != nil {
		return err
	}
	readConsole(stderr, func(id, message string) {
		if app, ok := byID[id]; ok {
			app.Message(message)
		}
	})
	wait()
	return nil
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

// openerPolicy begins what Chromium notes, beside the console of a developer, when one page of an app uses another's window.
const openerPolicy = "Cross-Origin-Opener-Policy policy would block"

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
			if !strings.HasPrefix(tail[1], openerPolicy) {
				message(tail[2], tail[1])
			}
			inMessage = false
		}
	}
}

// Find gives the path of the browser.
func Find() (string, error) {
	for _, candidate := range []string{os.Getenv("CHROMIUM"), "/usr/lib/chromium/chromium", "chromium"} {
		if candidate == "" {
			continue
		}
		if path, err := exec.LookPath(candidate); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium found: install the package chromium, or set CHROMIUM to the path of the program")
}
