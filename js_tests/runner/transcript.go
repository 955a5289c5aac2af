package runner

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Transcript is what a test wrote on the console, message by message. The zero value is one of a test that has not begun.
type Transcript struct {
	messages []string // all, for a person to read
	console  []string // first lines of those that are not of the harness
	running  string
	passed   int
	failed   []string
	done     bool
}

const protocol = "[chrome.test] "

// hostNote begins what this host tells the user beside the console: why a permission was refused, for example.
const hostNote = "tcpsrv-host: "

// missingFile is a line that Chrome's console has too, but its log has not.
var missingFile = regexp.MustCompile(`^GET chrome-extension://\S+ net::ERR_FILE_NOT_FOUND$`)

var doneLine = regexp.MustCompile(`^DONE passed=(\d+) failed=(\d+)$`)

// Add takes the next message, which may have several lines.
func (t *Transcript) Add(message string) {
	t.messages = append(t.messages, message)
	rest, ok := strings.CutPrefix(message, protocol)
	if !ok {
		first, _, _ := strings.Cut(message, "\n")
		t.console = append(t.console, first)
		return
	}
	word, text, _ := strings.Cut(rest, " ")
	switch word {
	case "RUN":
		t.running = text
	case "PASS":
		t.running = ""
		t.passed++
	case "FAIL":
		t.running = ""
		t.failed = append(t.failed, text)
	case "DONE":
		t.done = true
		if n := doneLine.FindStringSubmatch(rest); n == nil || n[1] != strconv.Itoa(t.passed) || n[2] != strconv.Itoa(len(t.failed)) {
			t.failed = append(t.failed, fmt.Sprintf("the harness counted %q, but %d passed and %d failed", rest, t.passed, len(t.failed)))
		}
	}
}

// AddLine takes the next line of an output in which the messages are not marked off from each other.
// A line that is indented continues a message: it is one of a stack.
func (t *Transcript) AddLine(line string) {
	if strings.HasPrefix(line, "    at ") || strings.HasPrefix(line, "\tat ") {
		t.messages = append(t.messages, line)
		return
	}
	if strings.HasPrefix(line, hostNote) || missingFile.MatchString(line) {
		t.messages = append(t.messages, line)
		return
	}
	t.Add(line)
}

// Done says that the test has ended by itself, well or badly.
func (t *Transcript) Done() bool { return t.done }

// Passed is the number of test functions that passed.
func (t *Transcript) Passed() int { return t.passed }

// Err says what was wrong, or is nil if the test passed. The console must show what the test announces, no more and no less.
func (t *Transcript) Err(test Test) error {
	switch {
	case len(t.failed) > 0:
		return fmt.Errorf("failed: %s", strings.Join(t.failed, "\n"))
	case t.running != "":
		return fmt.Errorf("%s did not end%s", t.running, t.consoleNote())
	case !t.done:
		return fmt.Errorf("no end was reached%s", t.consoleNote())
	case t.passed == 0:
		return fmt.Errorf("nothing was tested")
	case !slices.Equal(t.console, test.Console):
		return fmt.Errorf("console:\n\t%q\nwant (the \"// console:\" lines of the test):\n\t%q", t.console, test.Console)
	}
	return nil
}

func (t *Transcript) consoleNote() string {
	if len(t.console) == 0 {
		return ""
	}
	return "; the console says:\n\t" + strings.Join(t.console, "\n\t")
}

// String returns the messages, a line or more for each.
func (t *Transcript) String() string { return strings.Join(t.messages, "\n") }
