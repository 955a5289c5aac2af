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
func New(app *extension.App, has func(permission string) bool, s Services) []extension.Installer {
	if s.Alarms == nil {
		s.Alarms = alarmtable.New()
	}
	apis := []extension.Installer{NewI18n(s.Messages), NewManagement(s.Self), NewPermissions(s.Grants)}
	if s.Commands != nil {
		apis = append(apis, NewCommands(s.Commands))
	}
	for _, one := range []struct {
		permission string
		make       func() extension.Installer
	}{
		{"alarms", func() extension.Installer { return NewAlarms(app, s.Alarms) }},
		{"contextMenus", func() extension.Installer { return NewContextMenus() }},
		{"identity", func() extension.Installer { return NewIdentity(s.Self.ID, s.OAuth2) }},
		{"idle", func() extension.Installer { return NewIdle() }},
		{"notifications", func() extension.Installer { return NewNotifications(app) }},
		{"power", func() extension.Installer { return NewPower() }},
		{"system.cpu", func() extension.Installer { return NewCPU() }},
		{"system.display", func() extension.Installer { return NewDisplay() }},
		{"system.memory", func() extension.Installer { return NewMemory() }},
		{"system.network", func() extension.Installer { return NewNetwork() }},
		{"system.storage", func() extension.Installer { return NewStorage() }},
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
