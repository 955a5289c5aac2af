package runner

import (
	"strings"
	"testing"
)

func TestTranscript(t *testing.T) {
	tests := []struct {
		name     string
		messages []string
		console  []string
		want     string // part of the error; empty for none
	}{
		{
			name:     "passed",
			messages: []string{"[chrome.test] RUN a", "[chrome.test] PASS a", "[chrome.test] DONE passed=1 failed=0"},
		},
		{
			name: "passed with notes",
			messages: []string{"[chrome.test] RUN a", "[chrome.test] LOG x", "[chrome.test] MESSAGE y", "[chrome.test] PASS a: z",
				"[chrome.test] DONE passed=1 failed=0"},
		},
		{
			name:     "failed",
			messages: []string{"[chrome.test] RUN a", "[chrome.test] FAIL a: expected 1, got 2\nstack", "[chrome.test] DONE passed=0 failed=1"},
			want:     "a: expected 1, got 2",
		},
		{
			name:     "stuck",
			messages: []string{"[chrome.test] RUN a", "Uncaught Error: boom"},
			want:     "a did not end; the console says:\n\tUncaught Error: boom",
		},
		{
			name:     "ended early",
			messages: []string{"[chrome.test] RUN a", "[chrome.test] PASS a"},
			want:     "no end was reached",
		},
		{
			name: "no output",
			want: "no end was reached",
		},
		{
			name:     "no test",
			messages: []string{"[chrome.test] DONE passed=0 failed=0"},
			want:     "nothing was tested",
		},
		{
			name:     "counts differ",
			messages: []string{"[chrome.test] RUN a", "[chrome.test] PASS a", "[chrome.test] DONE passed=2 failed=0"},
			want:     "the harness counted",
		},
		{
			name:     "announced console line",
			messages: []string{"[chrome.test] RUN a", "Error: x\n    at y", "[chrome.test] PASS a", "[chrome.test] DONE passed=1 failed=0"},
			console:  []string{"Error: x"},
		},
		{
			name:     "console line not announced",
			messages: []string{"[chrome.test] RUN a", "Error: x", "[chrome.test] PASS a", "[chrome.test] DONE passed=1 failed=0"},
			want:     "console:",
		},
		{
			name:     "announced console line missing",
			messages: []string{"[chrome.test] RUN a", "[chrome.test] PASS a", "[chrome.test] DONE passed=1 failed=0"},
			console:  []string{"Error: x"},
			want:     "console:",
		},
	}
	for _, test := range tests {
		check := func(t *testing.T, transcript *Transcript) {
			t.Helper()
			err := transcript.Err(Test{Console: test.console})
			if test.want == "" && err != nil {
				t.Errorf("error %v, want none", err)
			}
			if test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		}
		t.Run(test.name, func(t *testing.T) {
			var messages Transcript
			for _, message := range test.messages {
				messages.Add(message)
			}
			check(t, &messages)
		})
	}
}

func TestTranscriptOfLines(t *testing.T) {
	output := `[chrome.test] RUN a
Uncaught Error: boom
    at f (a.js:1:2)
    at a.js:3:4
[chrome.test] PASS a
[chrome.test] DONE passed=1 failed=0`
	var transcript Transcript
	for line := range strings.Lines(output) {
		transcript.AddLine(strings.TrimSuffix(line, "\n"))
	}
	if err := transcript.Err(Test{Console: []string{"Uncaught Error: boom"}}); err != nil {
		t.Error(err)
	}
	if got := transcript.String(); got != output {
		t.Errorf("got the text\n%s\nwant\n%s", got, output)
	}
	if !transcript.Done() {
		t.Error("not done")
	}
}

func TestOutput(t *testing.T) {
	ended := 0
	output := &Output{OnDone: func() { ended++ }}
	for _, part := range []string{"[chrome.test] RUN a\n[chrome", ".test] PASS a\nUncaught 5", "\n", "[chrome.test] DONE passed=1 failed=0\n"} {
		if ended > 0 {
			t.Fatalf("ended before %q", part)
		}
		if n, err := output.Write([]byte(part)); n != len(part) || err != nil {
			t.Fatalf("Write(%q) = %d, %v", part, n, err)
		}
	}
	if ended != 1 {
		t.Errorf("OnDone was called %d times, want 1", ended)
	}
	if err := output.Err(Test{Console: []string{"Uncaught 5"}}); err != nil {
		t.Error(err)
	}
}
