// Command compare asks this host and a real Chromium for each row of the tables and prints those which differ.
//
//	go run ./js_tests/compare [-run regexp] [-recorded] [-record] [-prune] [-all] [table...]
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/js_tests/table"
)

// timeLimit is for one table in one engine.
const timeLimit = 2 * time.Minute

type options struct {
	dir      string
	pattern  *regexp.Regexp
	recorded bool
	record   bool
	prune    bool
	all      bool
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("compare", flag.ContinueOnError)
	flags.SetOutput(stderr)
	var o options
	pattern := flags.String("run", "", "only the rows whose name matches this `regexp`")
	flags.BoolVar(&o.recorded, "recorded", false, "start no browser: take its answers from the recording")
	flags.BoolVar(&o.record, "record", false, "keep what the browser answers as the recording")
	flags.BoolVar(&o.prune, "prune", false, "take the rows that agree out of those that are known to differ")
	flags.BoolVar(&o.all, "all", false, "print the rows that agree too")
	flags.StringVar(&o.dir, "dir", "js_tests/table", "the `directory` of the tables")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	var err error
	if o.pattern, err = regexp.Compile(*pattern); err != nil {
		fmt.Fprintf(stderr, "compare: %v\n", err)
		return 2
	}
	names := flags.Args()
	if len(names) == 0 {
		names = table.Names
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt)
	defer cancel()
	differences := 0
	for _, name := range names {
		n, err := compare(ctx, name, o, stdout)
		if err != nil {
			fmt.Fprintf(stderr, "compare: %v\n", err)
			return 2
		}
		differences += n
	}
	if differences > 0 {
		return 1
	}
	return 0
}

// compare prints the rows of a table that differ and how many agree.
func compare(ctx context.Context, name string, o options, out io.Writer) (differences int, err error) {
	rows, err := table.Read(o.dir, name)
	if err != nil {
		return 0, err
	}
	rows.Select(o.pattern)
	known, err := rows.Differences()
	if err != nil {
		return 0, err
	}
	chromium, err := askChromium(ctx, rows, o)
	if err != nil {
		return 0, err
	}
	hostCtx, cancel := context.WithTimeout(ctx, timeLimit)
	defer cancel()
	here, err := rows.AskHost(hostCtx)
	if err != nil {
		return 0, fmt.Errorf("in this host: %w", err)
	}
	var agree []string
	for _, row := range rows.Rows {
		if here[row.Name] == chromium[row.Name] {
			agree = append(agree, row.Name)
			if o.all {
				fmt.Fprintf(out, "%s\n\tboth:     %s\n", row.Name, here[row.Name])
			}
			continue
		}
		differences++
		fmt.Fprintf(out, "%s\n\there:     %s\n\tChromium: %s\n", row.Name, here[row.Name], chromium[row.Name])
		if reason := known[row.Name]; reason != "" {
			fmt.Fprintf(out, "\tknown:    %s\n", reason)
		}
	}
	fmt.Fprintf(out, "%s: %d of %d rows agree\n", name, len(agree), len(rows.Rows))
	if o.prune {
		err = rows.Prune(agree)
	}
	return differences, err
}

func askChromium(ctx context.Context, rows *table.Table, o options) (table.Answers, error) {
	if o.recorded {
		return rows.Recorded()
	}
	ctx, cancel := context.WithTimeout(ctx, timeLimit)
	defer cancel()
	answers, err := rows.AskChromium(ctx)
	if err != nil {
		return nil, fmt.Errorf("in the browser: %w", err)
	}
	if o.record {
		err = rows.Record(answers)
	}
	return answers, err
}
