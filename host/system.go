package host

import (
	"slices"
	"strings"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/system"
	"github.com/tcpsrv-host/tcpsrv-host/host/alarms"
	"github.com/tcpsrv-host/tcpsrv-host/host/manifest"
)

// system is what the small APIs are told about the App.
func (s *source) system(table *alarms.Table) system.Services {
	services := system.Services{
		Alarms:   table,
		Grants:   grants{s},
		Messages: noMessages{s.id},
		Self:     system.Self{ID: s.id},
	}
	m := s.manifest
	if m == nil {
		return services
	}
	services.Messages = m.Messages
	services.Self = system.Self{
		ID: m.ID, Name: m.Name, ShortName: m.ShortName, Description: m.Description, Version: m.Version, VersionName: m.VersionName,
		OfflineEnabled: m.OfflineEnabled, Permissions: grants{s}.Names(), HostPermissions: m.Origins(),
	}
	for size := range m.Icons {
		services.Self.Icons = append(services.Self.Icons, size)
	}
	for name, c := range m.Commands {
		services.Commands = append(services.Commands, system.Command{Name: name, Description: c.Description, Shortcut: c.Key})
	}
	if key, ok := m.Value()["oauth2"].(map[string]any); ok {
		services.OAuth2.ClientID, _ = key["client_id"].(string)
		scopes, _ := key["scopes"].([]any)
		for _, scope := range scopes {
			if text, ok := scope.(string); ok {
				services.OAuth2.Scopes = append(services.OAuth2.Scopes, text)
			}
		}
	}
	return services
}

// noMessages is the message catalogue of scripts without a manifest.
type noMessages struct{ id string }

func (n noMessages) Get(name string, substitutions []string, _ bool) (string, bool) {
	text := ""
	if strings.EqualFold(name, "@@extension_id") {
		text = n.id
	}
	return text, len(substitutions) <= manifest.MaxSubstitutions
}

func (noMessages) UILanguage() string { return "en-US" }

// grants is what chrome.permissions sees of the permissions.
type grants struct{ source *source }

func (grants) Known(name string) bool           { return manifest.IsPermission(name) }
func (g grants) Has(name string) bool           { return g.source.permissions.Has(name) }
func (grants) CheckOrigin(pattern string) error { return manifest.CheckMatchPattern(pattern) }

// Names leaves out what is no permission to Chrome: "sockets", which is a key
// of its own, and the details of "fileSystem".
func (g grants) Names() []string {
	return slices.DeleteFunc(g.source.permissions.Names(), func(name string) bool { return !manifest.IsPermission(name) })
}

func (g grants) Optional(name string) bool {
	return g.source.manifest != nil && slices.Contains(g.source.manifest.OptionalPermissions, name)
}

func (g grants) Origins() []string {
	if g.source.manifest == nil {
		return nil
	}
	return g.source.manifest.Origins()
}

func (g grants) HasOrigin(pattern string) bool {
	if g.source.manifest == nil {
		return true
	}
	return slices.ContainsFunc(g.Origins(), func(held string) bool { return manifest.Covers(held, pattern) })
}
