package app

import "github.com/tcpsrv-host/tcpsrv-host/bindings/extension"

type (
	launchItem struct {
		Entry extension.Maker
		Type  *string
	}
	launchData struct {
		ID              *string
		Items           *[]launchItem
		URL             *string
		ReferrerURL     *string
		IsDemoSession   bool
		IsKioskSession  bool
		IsPublicSession bool
		Source          string
	}
)

// LaunchSource is how an App was launched.
type LaunchSource string

// The sources that a host without a browser has.
const (
	SourceCommandLine   LaunchSource = "command_line"
	SourceLoadAndLaunch LaunchSource = "load_and_launch"
	SourceFileHandler   LaunchSource = "file_handler"
	SourceURLHandler    LaunchSource = "url_handler"
	SourceReload        LaunchSource = "reload"
	SourceRestart       LaunchSource = "restart"
)

// LaunchData is what onLaunched says. What is empty is left out.
type LaunchData struct {
	Source LaunchSource
	// ID is the handler of the manifest that takes the items or the URL.
	ID          string
	Items       []LaunchItem
	URL         string
	ReferrerURL string
}

// LaunchItem is a file that an App is launched with.
type LaunchItem struct {
	Entry extension.Maker
	Type  string // MIME type
}

// AppRuntime is chrome.app.runtime of an App.
type AppRuntime struct {
	*extension.API
	app         *extension.App
	onLaunched  *extension.Event[launchData]
	onRestarted *extension.Event[extension.None]
}

// NewAppRuntime makes chrome.app.runtime.
func NewAppRuntime(app *extension.App) *AppRuntime {
	const namespace = "app.runtime"
	return &AppRuntime{
		API:         extension.NewAPI(namespace),
		app:         app,
		onLaunched:  extension.NewEvent[launchData](app, namespace, "onLaunched"),
		onRestarted: extension.NewEvent[extension.None](app, namespace, "onRestarted"),
	}
}

// Launch dispatches onLaunched.
func (a *AppRuntime) Launch(d LaunchData) {
	data := launchData{
		ID: optional(d.ID), URL: optional(d.URL), ReferrerURL: optional(d.ReferrerURL), Source: string(d.Source),
	}
	if len(d.Items) > 0 {
		items := make([]launchItem, len(d.Items))
		for i, item := range d.Items {
			items[i] = launchItem{item.Entry, optional(item.Type)}
		}
		data.Items = &items
	}
	a.onLaunched.Dispatch(data)
}

// Restart tells an App that it runs again after the host had stopped: by
// onRestarted, or by onLaunched if nobody listens to that.
func (a *AppRuntime) Restart() {
	for _, p := range a.app.Pages() {
		if a.onRestarted.HasListeners(p) {
			a.onRestarted.Dispatch(extension.None{})
			return
		}
	}
	a.Launch(LaunchData{Source: SourceRestart})
}

// optional makes an optional member of a text that counts as absent when it is
// empty.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
