package system

import (
	"fmt"
	"slices"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
)

// Grants is the permissions of an App.
type Grants interface {
	// Known is whether there is a permission of that name.
	Known(name string) bool
	// Has is whether the App holds it.
	Has(name string) bool
	// Names lists those that the App holds, sorted.
	Names() []string
	// Optional is whether the manifest lists it as optional.
	Optional(name string) bool
	// CheckOrigin says what is wrong with a pattern of origins, in Chrome's words.
	CheckOrigin(pattern string) error
	// HasOrigin is whether the App holds all that a pattern stands for.
	HasOrigin(pattern string) bool
	// Origins lists the patterns that the App holds, sorted.
	Origins() []string
}

// The texts of Chrome's lastError.
const (
	errUserGesture        = extension.Error("This function must be called during a user gesture")
	errRequiredPermission = extension.Error("You cannot remove required permissions.")
	errUndeclared         = extension.Error("Only permissions specified in the manifest may be requested.")
)

type (
	permissionSet struct {
		Permissions *[]string
		Origins     *[]string
	}
	permissionsParams struct {
		Permissions permissionSet
	}
)

// permissions is chrome.permissions of an App.
type permissions struct {
	grants Grants
}

// NewPermissions makes chrome.permissions.
func NewPermissions(grants Grants) *extension.API {
	p := &permissions{grants}
	return extension.NewAPI("permissions",
		extension.Sync("getAll", p.getAll),
		extension.Sync("contains", p.contains),
		extension.Sync("request", p.request),
		extension.Sync("remove", p.remove),
	)
}

func (p *permissions) getAll(extension.None) (permissionSet, error) {
	names, origins := nonNil(p.grants.Names()), nonNil(p.grants.Origins())
	return permissionSet{Permissions: &names, Origins: &origins}, nil
}

func (p *permissions) contains(params permissionsParams) (bool, error) {
	set := params.Permissions
	if err := p.check(set); err != nil {
		return false, err
	}
	return all(set.Permissions, p.grants.Has) && all(set.Origins, p.grants.HasOrigin), nil
}

func (p *permissions) request(permissionsParams) (bool, error) { return false, errUserGesture }

// remove can take back nothing: what is optional was never granted.
func (p *permissions) remove(params permissionsParams) (bool, error) {
	set := params.Permissions
	if err := p.check(set); err != nil {
		return false, err
	}
	declared := func(name string) bool { return p.grants.Has(name) || p.grants.Optional(name) }
	if !all(set.Permissions, declared) || !all(set.Origins, p.grants.HasOrigin) {
		return false, errUndeclared
	}
	if slices.ContainsFunc(value(set.Permissions), p.grants.Has) || len(value(set.Origins)) > 0 {
		return false, errRequiredPermission
	}
	return true, nil
}

func (p *permissions) check(set permissionSet) error {
	for _, name := range value(set.Permissions) {
		if !p.grants.Known(name) {
			return extension.Error(fmt.Sprintf("'%s' is not a recognized permission.", name))
		}
	}
	for _, pattern := range value(set.Origins) {
		if err := p.grants.CheckOrigin(pattern); err != nil {
			return extension.Error(fmt.Sprintf("Invalid value for origin pattern %s: %v", pattern, err))
		}
	}
	return nil
}
