package storage

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
)

var crashRounds = flag.Int("crash-rounds", 24, "how often TestCrash kills a process that writes")

// slots is the number of items that writeForever uses in turn.
const slots = 120

// writeForever goes on where it was killed. Call number i sets "last" and the two items of its slot in one go; every third
// one then has the items of the call two before removed. The number of each call is printed once the call is acknowledged,
// and printed again once the removal is.
func writeForever(dir string) error {
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	a := s.Local()
	text, err := do(a, "get", `{"last":0}`)
	if err != nil {
		return err
	}
	var start struct{ Last int }
	if err := json.Unmarshal([]byte(text), &start); err != nil {
		return err
	}
	queued := make(chan struct{}, 32) // so that there always are calls in the queue, but no end of them
	for i := start.Last + 1; ; i++ {
		done := func(_ Changes, err error) {
			if err != nil {
				fmt.Fprintln(os.Stderr, "call", i, "failed:", err)
				os.Exit(1)
			}
			os.Stdout.WriteString(strconv.Itoa(i) + "\n")
			<-queued
		}
		queued <- struct{}{}
		pad := strings.Repeat("x", i%2000)
		a.Set(json.RawMessage(fmt.Sprintf(`{"last":%d,"a%d":[%d],"b%d":[%d,%q]}`, i, i%slots, i, i%slots, i, pad)), done)
		if i%3 == 0 {
			queued <- struct{}{}
			a.Remove(json.RawMessage(fmt.Sprintf(`["a%d","b%d"]`, (i-2)%slots, (i-2)%slots)), done)
		}
	}
}

// What was acknowledged is there after the process was killed, and each call has happened as a whole or not at all.
func TestCrash(t *testing.T) {
	var acknowledged progress
	dir := t.TempDir()
	for round := range *crashRounds {
		acknowledged.killWriter(t, dir)
		acknowledged.check(t, dir)
		if t.Failed() {
			t.Fatalf("that was round %d", round)
		}
	}
	if acknowledged.set == 0 || acknowledged.removed == 0 {
		t.Errorf("the writers had %d calls of set acknowledged and %d of remove, want some", acknowledged.set, acknowledged.removed)
	}
}

// progress is what a writer has printed: the number of the last call that set items, and of the last that removed some.
type progress struct {
	set, removed int
}

// killWriter starts a writer, lets it make some calls and kills it.
func (p *progress) killWriter(t *testing.T, dir string) {
	cmd := child(t, "write", dir)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stdout)
	left := 1 + rand.IntN(100)
	for lines.Scan() { // and on, after the kill, with what was printed before it
		i, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Errorf("the writer printed %q", lines.Text())
		}
		if i == p.set {
			p.removed = i
		}
		p.set = i
		if left--; left == 0 {
			_ = cmd.Process.Kill()
		}
	}
	_ = cmd.Process.Kill()
	if err := cmd.Wait(); cmd.ProcessState.Exited() {
		t.Errorf("the writer ended by itself: %v", err)
	}
}

func (p *progress) check(t *testing.T, dir string) {
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatalf("the store does not open after the crash: %v", err)
	}
	defer s.Close()
	text, err := do(s.Local(), "get", `null`)
	if err != nil {
		t.Fatal(err)
	}
	var items map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &items); err != nil {
		t.Fatal(err)
	}
	last, _ := strconv.Atoi(string(items["last"]))
	if last < p.set {
		t.Errorf("call %d was acknowledged, but the last one in the store is %d", p.set, last)
	}
	for i := max(1, last-slots+1); i <= last; i++ {
		a, b := items[fmt.Sprint("a", i%slots)], items[fmt.Sprint("b", i%slots)]
		complete := string(a) == fmt.Sprintf("[%d]", i) && strings.HasPrefix(string(b), fmt.Sprintf("[%d,", i))
		gone := a == nil && b == nil
		removable := i%3 == 1 && i+2 <= last
		switch {
		case !complete && !gone, gone && !removable:
			t.Errorf("call %d left a = %.20s, b = %.20s (%d was acknowledged, %d is the last in the store)", i, a, b, p.set, last)
		case complete && i+2 == p.removed:
			t.Errorf("the items of call %d are there after their removal was acknowledged", i)
		}
	}
}
