// Command chrome runs the JavaScript tests in a real Chromium: what it does is right, so a test which it does not pass is a wrong test.
//
//	go run ./js_tests/chrome [-run regexp] [-v]
//
// The browser is $CHROMIUM, or /usr/lib/chromium/chromium, or chromium in the path.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/js_tests/browser"
	"github.com/tcpsrv-host/tcpsrv-host/js_tests/peer"
	"github.com/tcpsrv-host/tcpsrv-host/js_tests/runner"
)

const (
	browsersAtOnce  = 2
	testsPerBrowser = 8 // apps of one browser share nothing but the counters of socket ids; who minds says "// alone"
	// timeLimit is for one browser with its tests. A page without activity is suspended after 10 seconds, so no test is longer.
	timeLimit = 40 * time.Second
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("chrome", flag.ContinueOnError)
	flags.SetOutput(stderr)
	pattern := flags.String("run", "", "run only the tests whose name matches this `regexp`")
	verbose := flags.Bool("v", false, "print what the tests write on the console")
	root := flags.String("root", "js_tests", "the `directory` of the tests")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt)
	defer cancel()
	failures, err := runAll(ctx, *root, *pattern, *verbose, stdout)
	if err != nil {
		fmt.Fprintf(stderr, "chrome: %v\n", err)
		return 2
	}
	if failures > 0 {
		return 1
	}
	return 0
}

func runAll(ctx context.Context, root, pattern string, verbose bool, out io.Writer) (failures int, err error) {
	program, err := browser.Find()
	if err != nil {
		return 0, err
	}
	wanted, err := regexp.Compile(pattern)
	if err != nil {
		return 0, err
	}
	tests, err := runner.Find(root)
	if err != nil {
		return 0, err
	}
	tests = slices.DeleteFunc(tests, func(t runner.Test) bool { return !wanted.MatchString(t.Name) })
	hostOnly := len(tests)
	tests = slices.DeleteFunc(tests, func(t runner.Test) bool { return t.HostOnly != "" })
	hostOnly -= len(tests)

	remote, err := peer.Start()
	if err != nil {
		return 0, err
	}
	defer remote.Close()
	web, err := peer.StartWeb()
	if err != nil {
		return 0, err
	}
	defer web.Close()
	config := runner.Config{Browser: "chrome", Peer: runner.PeerConfig{Port: remote.Port()}, Web: runner.PeerConfig{Port: web.Port()}}

	start := time.Now()
	passed := 0
	var mu sync.Mutex // guards passed, failures, err and out
	var browsers sync.WaitGroup
	places := make(chan struct{}, browsersAtOnce)
	for _, batch := range batches(tests) {
		places <- struct{}{}
		browsers.Go(func() {
			defer func() { <-places }()
			results, batchErr := runBatch(ctx, program, root, batch, config)
			mu.Lock()
			defer mu.Unlock()
			err = errors.Join(err, batchErr)
			for i, result := range results {
				if problem := result.Err(batch[i]); problem != nil {
					failures++
					fmt.Fprintf(out, "FAIL %s\n%v\n", batch[i].Name, problem)
				} else {
					passed++
					fmt.Fprintf(out, "ok   %s\n", batch[i].Name)
				}
				if verbose {
					fmt.Fprintln(out, result)
				}
			}
		})
	}
	browsers.Wait()
	fmt.Fprintf(out, "%d passed, %d failed, %d are for the host only, in %.1f s\n", passed, failures, hostOnly, time.Since(start).Seconds())
	return failures, err
}

// batches divides the tests among browsers.
func batches(tests []runner.Test) [][]runner.Test {
	var alone, together []runner.Test
	for _, test := range tests {
		if test.Alone != "" {
			alone = append(alone, test)
		} else {
			together = append(together, test)
		}
	}
	return slices.AppendSeq(slices.Collect(slices.Chunk(alone, 1)), slices.Chunk(together, testsPerBrowser))
}

// runBatch runs the tests in one browser, each as an app of its own, until all have ended or the time is up.
func runBatch(ctx context.Context, program, root string, tests []runner.Test, config runner.Config) ([]*runner.Transcript, error) {
	dir, err := os.MkdirTemp("", "js_tests.")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	ctx, cancel := context.WithTimeout(ctx, timeLimit)
	defer cancel()

	results := make([]*runner.Transcript, len(tests))
	remaining := len(tests)
	var apps []browser.App
	for i, test := range tests {
		app := filepath.Join(dir, fmt.Sprintf("app%d", i))
		if err := os.Mkdir(app, 0o755); err != nil {
			return nil, err
		}
		if err := test.WriteApp(app, filepath.Join(root, "harness"), config); err != nil {
			return nil, err
		}
		result := &runner.Transcript{}
		results[i] = result
		apps = append(apps, browser.App{Dir: app, Message: func(message string) {
			if result.Done() {
				return
			}
			if result.Add(message); result.Done() {
				remaining--
			}
			if remaining == 0 {
				cancel()
			}
		}})
	}
	return results, browser.Run(ctx, program, filepath.Join(dir, "profile"), apps)
}
