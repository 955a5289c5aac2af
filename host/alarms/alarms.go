// Package alarms keeps the alarms of an App: which there are, when they fire,
// and those that last in a file from one run of the App to the next.
package alarms

import (
	"math"
	"slices"
	"time"
)

// Alarm is one alarm.
type Alarm struct {
	Name string `json:"name"`
	// ScheduledTime is when it fires next, in milliseconds since the epoch.
	ScheduledTime float64 `json:"scheduledTime"`
	// PeriodInMinutes is the time between two firings; nil for an alarm that
	// fires once.
	PeriodInMinutes *float64 `json:"periodInMinutes,omitempty"`
	// PersistAcrossSessions is whether the next run of the App has it too.
	PersistAcrossSessions bool `json:"persistAcrossSessions"`
}

// maxAlarms is how many alarms there may be.
const maxAlarms = 500

// ErrTooMany is the error of creating one more.
const ErrTooMany chromeError = "An extension cannot have more than 500 active alarms."

// chromeError is an error in Chrome's words.
type chromeError string

func (e chromeError) Error() string { return string(e) }

// minInterval is the time between two looks at the alarms. So an alarm with a
// period of 0 fires once a second, as in Chrome.
const minInterval = time.Second

// Table is the alarms of an App in the order of their creation. Only one
// goroutine may use it.
type Table struct {
	alarms []Alarm
	taken  time.Time // of the last look
	save   func([]Alarm)

	release func() // of the owner
}

// New makes an empty table that is gone with the run of the App.
func New() *Table { return &Table{save: func([]Alarm) {}} }

// Own makes the caller the one who waits for the alarms. The owner before is
// told by its release: there is another one when an App is loaded again.
func (t *Table) Own(release func()) {
	if t.release != nil {
		t.release()
	}
	t.release = release
}

// Create adds an alarm in place of the one of that name, if there is one.
func (t *Table) Create(a Alarm) error {
	// Chrome counts the one to be replaced.
	if len(t.alarms) >= maxAlarms {
		return ErrTooMany
	}
	t.remove(a.Name)
	t.alarms = append(t.alarms, a)
	t.changed()
	return nil
}

// Get finds an alarm.
func (t *Table) Get(name string) (a Alarm, ok bool) {
	if i := t.index(name); i >= 0 {
		return t.alarms[i], true
	}
	return Alarm{}, false
}

// All lists the alarms.
func (t *Table) All() []Alarm { return slices.Clone(t.alarms) }

// Clear removes an alarm, and reports whether there was one.
func (t *Table) Clear(name string) bool {
	if !t.remove(name) {
		return false
	}
	t.changed()
	return true
}

// ClearAll removes all alarms.
func (t *Table) ClearAll() {
	t.alarms = nil
	t.changed()
}

// Next is the time of the next look at the alarms; it is not ok without alarms.
func (t *Table) Next() (due time.Time, ok bool) {
	if len(t.alarms) == 0 {
		return time.Time{}, false
	}
	soonest := math.Inf(1)
	for _, a := range t.alarms {
		soonest = min(soonest, a.ScheduledTime)
	}
	due = timeOf(soonest)
	if earliest := t.taken.Add(minInterval); due.Before(earliest) {
		due = earliest
	}
	return due, true
}

// Take gives the alarms that are due, as they were when they fired, in Chrome's
// order: the last one created first. Those with a period are scheduled again,
// the others are gone.
func (t *Table) Take(now time.Time) []Alarm {
	t.taken = now
	var due, left []Alarm
	for _, a := range t.alarms {
		if timeOf(a.ScheduledTime).After(now) {
			left = append(left, a)
			continue
		}
		due = append(due, a)
		if a.PeriodInMinutes != nil {
			a.ScheduledTime = following(a.ScheduledTime, *a.PeriodInMinutes*60_000, Milliseconds(now))
			left = append(left, a)
		}
	}
	if len(due) > 0 {
		t.alarms = left
		t.changed()
		slices.Reverse(due)
	}
	return due
}

// following is the first time after now that is some periods after scheduled.
// Without a period it is due again at once.
func following(scheduled, period, now float64) float64 {
	if period <= 0 {
		return scheduled
	}
	return scheduled + (math.Floor((now-scheduled)/period)+1)*period
}

// Milliseconds is a time as JavaScript counts it.
func Milliseconds(t time.Time) float64 { return float64(t.UnixMicro()) / 1000 }

// timeOf is the time that JavaScript counts so. Times are cut to those that Go
// can compare, some ten thousand years around the epoch.
func timeOf(milliseconds float64) time.Time {
	const limit = 4e14
	return time.UnixMicro(int64(min(max(milliseconds, -limit), limit) * 1000))
}

func (t *Table) index(name string) int {
	return slices.IndexFunc(t.alarms, func(a Alarm) bool { return a.Name == name })
}

func (t *Table) remove(name string) bool {
	i := t.index(name)
	if i < 0 {
		return false
	}
	t.alarms = slices.Delete(t.alarms, i, i+1)
	return true
}

// changed saves the alarms that last.
func (t *Table) changed() {
	lasting := []Alarm{}
	for _, a := range t.alarms {
		if a.PersistAcrossSessions {
			lasting = append(lasting, a)
		}
	}
	t.save(lasting)
}
