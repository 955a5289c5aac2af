package alarms

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var start = time.UnixMilli(1_700_000_000_000)

// at is a time in seconds after start, as JavaScript counts.
func at(seconds float64) float64 { return Milliseconds(start) + seconds*1000 }

func minutes(n float64) *float64 { return &n }

func names(alarms []Alarm) string {
	var list []string
	for _, a := range alarms {
		list = append(list, a.Name)
	}
	return strings.Join(list, " ")
}

func TestReplacedAlarmComesLast(t *testing.T) {
	table := New()
	for _, name := range []string{"b", "", "a", "b"} {
		if err := table.Create(Alarm{Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	if got := names(table.All()); got != " a b" {
		t.Errorf("the alarms are %q", got)
	}
}

func TestLimit(t *testing.T) {
	table := New()
	for i := range maxAlarms {
		if err := table.Create(Alarm{Name: strconv.Itoa(i)}); err != nil {
			t.Fatalf("alarm %d: %v", i, err)
		}
	}
	for _, name := range []string{"one more", "1"} {
		if err := table.Create(Alarm{Name: name}); err != ErrTooMany {
			t.Errorf("creating %q: %v, want %v", name, err, ErrTooMany)
		}
	}
}

func TestTake(t *testing.T) {
	table := New()
	for _, a := range []Alarm{
		{Name: "late", ScheduledTime: at(-100)},
		{Name: "future", ScheduledTime: at(1)},
		{Name: "now", ScheduledTime: at(0)},
		{Name: "minute", ScheduledTime: at(-150), PeriodInMinutes: minutes(1)},
		{Name: "always", ScheduledTime: at(-5), PeriodInMinutes: minutes(0)},
	} {
		if err := table.Create(a); err != nil {
			t.Fatal(err)
		}
	}
	due := table.Take(start)
	if got, want := names(due), "always minute now late"; got != want {
		t.Errorf("due are %q, want %q: the last one created first", got, want)
	}
	if due[1].ScheduledTime != at(-150) {
		t.Errorf("the alarm that fired has the time %v, want that of the firing, %v", due[1].ScheduledTime, at(-150))
	}
	left := []Alarm{
		{Name: "future", ScheduledTime: at(1)},
		{Name: "minute", ScheduledTime: at(30), PeriodInMinutes: minutes(1)},
		{Name: "always", ScheduledTime: at(-5), PeriodInMinutes: minutes(0)},
	}
	if diff := cmp.Diff(left, table.All()); diff != "" {
		t.Errorf("what is left differs (-want +got):\n%s", diff)
	}
	if again := table.Take(start); names(again) != "always" {
		t.Errorf("then due are %q", names(again))
	}
}

func TestNext(t *testing.T) {
	table := New()
	if _, ok := table.Next(); ok {
		t.Error("there is a next alarm in an empty table")
	}
	next := func() float64 {
		due, _ := table.Next()
		return due.Sub(start).Seconds()
	}
	table.Create(Alarm{Name: "hour", ScheduledTime: at(3600)})
	table.Create(Alarm{Name: "past", ScheduledTime: at(-10), PeriodInMinutes: minutes(-1)})
	if got := next(); got != -10 {
		t.Errorf("the first look is after %v s, want at once", got)
	}
	table.Take(start)
	if got := next(); got != 1 {
		t.Errorf("the look after one is %v s later, want 1 s", got)
	}
	table.Clear("past")
	if got := next(); got != 3600 {
		t.Errorf("the next look is after %v s, want 3600", got)
	}
	table.Create(Alarm{Name: "hour", ScheduledTime: math.MaxFloat64})
	if got := next(); got < 3600*24*365*100 {
		t.Errorf("an alarm at the end of time is due after %v s", got)
	}
	table.Create(Alarm{Name: "hour", ScheduledTime: -math.MaxFloat64})
	if got := next(); got != 1 {
		t.Errorf("an alarm at the beginning of time is due after %v s, want 1", got)
	}
}

func TestOwn(t *testing.T) {
	table := New()
	released := 0
	table.Own(func() { released++ })
	table.Own(func() {})
	if released != 1 {
		t.Errorf("the first owner was released %d times", released)
	}
}

func noReport(t *testing.T) func(error) {
	return func(err error) { t.Errorf("reported: %v", err) }
}

func TestFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "alarms.json")
	table, err := Open(file, noReport(t))
	if err != nil {
		t.Fatal(err)
	}
	table.Create(Alarm{Name: "session", ScheduledTime: at(1)})
	table.Create(Alarm{Name: "gone", ScheduledTime: at(1), PersistAcrossSessions: true})
	table.Create(Alarm{Name: "stays", ScheduledTime: at(1), PeriodInMinutes: minutes(2.5), PersistAcrossSessions: true})
	table.Clear("gone")

	again, err := Open(file, noReport(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []Alarm{{Name: "stays", ScheduledTime: at(1), PeriodInMinutes: minutes(2.5), PersistAcrossSessions: true}}
	if diff := cmp.Diff(want, again.All()); diff != "" {
		t.Errorf("the next run has other alarms (-want +got):\n%s", diff)
	}
	again.ClearAll()
	if third, err := Open(file, noReport(t)); err != nil || len(third.All()) != 0 {
		t.Errorf("after ClearAll there are %v, %v", third.All(), err)
	}
	if entries, err := os.ReadDir(filepath.Dir(file)); err != nil || len(entries) != 1 {
		t.Errorf("the directory holds %v, %v; want the file alone", entries, err)
	}
}

func TestFileThatCannotBeRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "alarms.json")
	if err := os.WriteFile(file, []byte("[{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(file, noReport(t)); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("the error is %v; want one that names the file", err)
	}
}

func TestFileThatCannotBeWritten(t *testing.T) {
	var reported []error
	table, err := Open(filepath.Join(t.TempDir(), "missing", "alarms.json"), func(err error) { reported = append(reported, err) })
	if err != nil {
		t.Fatal(err)
	}
	if err := table.Create(Alarm{Name: "a"}); err != nil {
		t.Fatal(err)
	}
	if len(reported) != 1 || !errors.Is(reported[0], os.ErrNotExist) {
		t.Errorf("reported is %v; want that the directory is missing", reported)
	}
	if _, ok := table.Get("a"); !ok {
		t.Error("the alarm is not there in this run")
	}
}
