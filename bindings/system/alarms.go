package system

import (
	"time"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	alarmtable "github.com/tcpsrv-host/tcpsrv-host/host/alarms"
)

// The texts of Chrome's lastError.
const (
	errBothTimes = extension.Error("Cannot set both when and delayInMinutes.")
	errNoTime    = extension.Error("Must set at least one of when, delayInMinutes, or periodInMinutes.")
)

type (
	alarmCreateInfo struct {
		When                  *float64
		DelayInMinutes        *float64
		PeriodInMinutes       *float64
		PersistAcrossSessions *bool
	}
	createAlarmParams struct {
		Name      *string
		AlarmInfo alarmCreateInfo
	}
	alarmNameParams struct {
		Name *string
	}
)

// alarms is chrome.alarms of an App.
type alarms struct {
	table   *alarmtable.Table
	loop    *eventloop.Loop
	timer   *eventloop.Timer // for the next alarm; nil without one
	onAlarm *extension.Event[alarmtable.Alarm]
}

// NewAlarms makes chrome.alarms.
func NewAlarms(app *extension.App, table *alarmtable.Table) *extension.API {
	const namespace = "alarms"
	a := &alarms{table: table, loop: app.Loop, onAlarm: extension.NewEvent[alarmtable.Alarm](app, namespace, "onAlarm")}
	table.Own(a.cancel)
	a.schedule()
	return extension.NewAPI(namespace,
		extension.Sync("create", a.create),
		extension.Sync("get", a.get),
		extension.Sync("getAll", a.getAll),
		extension.Sync("clear", a.clear),
		extension.Sync("clearAll", a.clearAll),
	)
}

func (a *alarms) create(p createAlarmParams) (extension.None, error) {
	scheduled, err := p.AlarmInfo.scheduledTime(alarmtable.Milliseconds(time.Now()))
	if err != nil {
		return none, err
	}
	persist := p.AlarmInfo.PersistAcrossSessions
	err = a.table.Create(alarmtable.Alarm{
		Name:                  value(p.Name),
		ScheduledTime:         scheduled,
		PeriodInMinutes:       p.AlarmInfo.PeriodInMinutes,
		PersistAcrossSessions: persist == nil || *persist,
	})
	a.schedule()
	return none, err
}

func (i *alarmCreateInfo) scheduledTime(now float64) (float64, error) {
	const minute = 60_000
	switch {
	case i.When != nil && i.DelayInMinutes != nil:
		return 0, errBothTimes
	case i.When != nil:
		return *i.When, nil
	case i.DelayInMinutes != nil:
		return now + *i.DelayInMinutes*minute, nil
	case i.PeriodInMinutes != nil:
		return now + *i.PeriodInMinutes*minute, nil
	}
	return 0, errNoTime
}

// get gives no argument to the callback where there is no such alarm.
func (a *alarms) get(p alarmNameParams) (*alarmtable.Alarm, error) {
	if alarm, ok := a.table.Get(value(p.Name)); ok {
		return &alarm, nil
	}
	return nil, nil
}

func (a *alarms) getAll(extension.None) ([]alarmtable.Alarm, error) {
	return a.table.All(), nil
}

func (a *alarms) clear(p alarmNameParams) (bool, error) {
	cleared := a.table.Clear(value(p.Name))
	a.schedule()
	return cleared, nil
}

func (a *alarms) clearAll(extension.None) (bool, error) {
	a.table.ClearAll()
	a.schedule()
	return true, nil
}

// schedule sets the timer for the next alarm. It keeps the App running.
func (a *alarms) schedule() {
	a.cancel()
	if due, ok := a.table.Next(); ok {
		a.timer = a.loop.Schedule(due, eventloop.TaskFunc(a.fire))
	}
}

func (a *alarms) cancel() {
	if a.timer != nil {
		a.loop.Cancel(a.timer)
		a.timer = nil
	}
}

func (a *alarms) fire() {
	due := a.table.Take(time.Now())
	a.schedule()
	for _, alarm := range due {
		a.onAlarm.Dispatch(alarm)
	}
}
