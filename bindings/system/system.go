// Package system binds the small chrome.* APIs around an App: alarms, i18n,
// what chrome.system.* tells about the computer, and those that a host without
// a screen or a user can only answer.
//
// Where there is nothing to do, the answers are those of a Chrome on Linux that
// runs without a screen; the IDL says so with the attribute headless.
package system

import (
	"slices"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	alarmtable "github.com/tcpsrv-host/tcpsrv-host/host/alarms"
)

// API is a namespace that can be put on a page.
type API interface {
	Name() string
	Install(*extension.Page)
}

// Services is what the APIs work on.
type Services struct {
	// Alarms is nil for alarms that are gone with the run of the App.
	Alarms   *alarmtable.Table
	Messages Messages
	Grants   Grants
	Self     Self
	OAuth2   OAuth2
	// Commands is nil in an App whose manifest has none, and so no API for them.
	Commands []Command
}

// New makes the APIs that the App may use: has is whether it has a permission.
func New(app *extension.App, has func(permission string) bool, s Services) []API {
	if s.Alarms == nil {
		s.Alarms = alarmtable.New()
	}
	apis := []API{NewI18n(s.Messages), NewManagement(s.Self), NewPermissions(s.Grants)}
	if s.Commands != nil {
		apis = append(apis, NewCommands(s.Commands))
	}
	for _, one := range []struct {
		permission string
		make       func() API
	}{
		{"alarms", func() API { return NewAlarms(app, s.Alarms) }},
		{"contextMenus", func() API { return NewContextMenus() }},
		{"identity", func() API { return NewIdentity(s.Self.ID, s.OAuth2) }},
		{"idle", func() API { return NewIdle() }},
		{"notifications", func() API { return NewNotifications(app) }},
		{"power", func() API { return NewPower() }},
		{"system.cpu", func() API { return NewCPU() }},
		{"system.display", func() API { return NewDisplay() }},
		{"system.memory", func() API { return NewMemory() }},
		{"system.network", func() API { return NewNetwork() }},
		{"system.storage", func() API { return NewStorage() }},
	} {
		if has(one.permission) {
			apis = append(apis, one.make())
		}
	}
	return apis
}

// none is the answer of a function without a result.
var none extension.None

// value gives what p points to, or the zero value for nil: an optional member
// whose absence means its zero value.
func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// nonNil makes an empty list of nil: an array that is there.
func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// all is whether f holds for each item of an optional list.
func all[T any](list *[]T, f func(T) bool) bool {
	return !slices.ContainsFunc(value(list), func(item T) bool { return !f(item) })
}
