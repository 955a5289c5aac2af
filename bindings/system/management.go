package system

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
)

// Self is what an App is told about itself.
type Self struct {
	ID, Name, ShortName, Description, Version, VersionName string
	OfflineEnabled                                         bool
	Permissions, HostPermissions                           []string // sorted
	Icons                                                  []int    // the sizes that there are
}

// The texts of Chrome's lastError.
const (
	errManifest     = extension.Error("Failed to parse manifest.")
	errNoGesture    = extension.Error("chrome.management.uninstall requires a user gesture.")
	launchAsWindow  = "OPEN_AS_WINDOW"
	typePackagedApp = "packaged_app"
)

type (
	iconInfo struct {
		Size int
		URL  string
	}
	extensionInfo struct {
		ID                   string
		Name                 string
		ShortName            string
		Description          string
		Version              string
		VersionName          string
		MayDisable           bool
		Enabled              bool
		IsApp                bool
		Type                 string
		AppLaunchURL         string
		HomepageURL          string
		OfflineEnabled       bool
		OptionsURL           string
		Icons                *[]iconInfo
		Permissions          []string
		HostPermissions      []string
		InstallType          string
		LaunchType           string
		AvailableLaunchTypes []string
	}
	warningsParams struct {
		ManifestStr string
	}
	uninstallOptions struct {
		ShowConfirmDialog *bool
	}
	uninstallSelfParams struct {
		Options *uninstallOptions
	}
)

// NewManagement makes chrome.management.
func NewManagement(self Self) *extension.API {
	info := newExtensionInfo(self)
	return extension.NewAPI("management",
		extension.Sync("getSelf", func(extension.None) (extensionInfo, error) { return info, nil }),
		extension.Sync("getPermissionWarningsByManifest", getPermissionWarnings),
		extension.Sync("uninstallSelf", func(uninstallSelfParams) (extension.None, error) { return none, errNoGesture }),
	)
}

func newExtensionInfo(self Self) extensionInfo {
	info := extensionInfo{
		ID: self.ID, Name: self.Name, ShortName: self.ShortName, Description: self.Description,
		Version: self.Version, VersionName: self.VersionName, OfflineEnabled: self.OfflineEnabled,
		Permissions: nonNil(self.Permissions), HostPermissions: nonNil(self.HostPermissions),
		MayDisable: true, Enabled: true, IsApp: true, Type: typePackagedApp, InstallType: "development",
		LaunchType: launchAsWindow, AvailableLaunchTypes: []string{launchAsWindow},
	}
	if len(self.Icons) > 0 {
		icons := []iconInfo{}
		for _, size := range slices.Sorted(slices.Values(self.Icons)) {
			icons = append(icons, iconInfo{size, fmt.Sprintf("chrome://extension-icon/%s/%d/0", self.ID, size)})
		}
		info.Icons = &icons
	}
	return info
}

func getPermissionWarnings(p warningsParams) ([]string, error) {
	var manifest map[string]any
	if err := json.Unmarshal([]byte(p.ManifestStr), &manifest); err != nil {
		return nil, errManifest
	}
	return []string{}, nil
}
