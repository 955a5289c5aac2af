package app

import (
	"crypto/rand"
	"fmt"
	"regexp"
	"sync"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
)

type (
	urlParams struct {
		URL string
	}
	pathParams struct {
		Path string
	}
	restartParams struct {
		Seconds int
	}
	updateCheckDetails struct {
		Version string
	}
	updateCheck struct {
		Status  string
		Details updateCheckDetails
	}
	installedDetails struct {
		Reason          string
		PreviousVersion *string
		ID              *string
	}
)

// The errors of calls that only a device with ChromeOS grants, and of a page
// that an app cannot have.
const (
	errNotKioskRestart = extension.Error("Function available only for ChromeOS kiosk mode.")
	errNotKiosk        = extension.Error("API available only for ChromeOS kiosk mode.")
	errNoOptionsPage   = extension.Error("Could not create an options page.")
)

// Runtime is chrome.runtime of an App.
type Runtime struct {
	*extension.API
	identity  Identity
	dynamicID string
	host      Host
	messenger *messenger
	checked   bool // requestUpdateCheck was called

	onStartup         *extension.Event[extension.None]
	onInstalled       *extension.Event[installedDetails]
	onSuspend         *extension.Event[extension.None]
	onSuspendCanceled *extension.Event[extension.None]
	onUpdateAvailable *extension.Event[extension.JSON]
}

// NewRuntime makes chrome.runtime.
func NewRuntime(app *extension.App, identity Identity, host Host) *Runtime {
	const namespace = "runtime"
	r := &Runtime{
		identity:          identity,
		dynamicID:         newUUID(),
		host:              host,
		onStartup:         extension.NewEvent[extension.None](app, namespace, "onStartup"),
		onInstalled:       extension.NewEvent[installedDetails](app, namespace, "onInstalled"),
		onSuspend:         extension.NewEvent[extension.None](app, namespace, "onSuspend"),
		onSuspendCanceled: extension.NewEvent[extension.None](app, namespace, "onSuspendCanceled"),
		onUpdateAvailable: extension.NewEvent[extension.JSON](app, namespace, "onUpdateAvailable"),
	}
	r.messenger = newMessenger(app, &r.identity, host)
	r.API = extension.NewAPI(namespace,
		extension.Async("getBackgroundPage", r.getBackgroundPage),
		extension.Sync("openOptionsPage", r.openOptionsPage),
		extension.Direct("getManifest", r.getManifest),
		extension.Direct("getVersion", r.getVersion),
		extension.Direct("getURL", r.getURL),
		extension.Sync("setUninstallURL", r.setUninstallURL),
		extension.Direct("reload", r.reload),
		extension.Sync("requestUpdateCheck", r.requestUpdateCheck).Combined(combineUpdateCheck),
		extension.Sync("restart", r.restart),
		extension.Sync("restartAfterDelay", r.restartAfterDelay),
		extension.Direct("connect", r.messenger.connect),
		extension.Async("sendMessage", r.messenger.sendMessage).Rearranged(sendMessageArguments),
		extension.Sync("getPlatformInfo", r.getPlatformInfo),
		extension.Async("getPackageDirectoryEntry", r.getPackageDirectoryEntry),
	)
	return r
}

// AddPage lets messages reach a page, before any script of it has run.
func (r *Runtime) AddPage(p *extension.Page) { r.messenger.addPage(p) }

// Install makes chrome.runtime in a page.
func (r *Runtime) Install(p *extension.Page) {
	p.Constant("runtime", "dynamicId", r.dynamicID)
	p.Constant("runtime", "id", r.identity.ID)
	r.API.Install(p)
}

// newUUID gives a random UUID (RFC 9562, version 4).
func newUUID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// InstalledReason is why onInstalled is dispatched.
type InstalledReason string

// The reasons that an App may see; a browser has more.
const (
	Install InstalledReason = "install"
	Update  InstalledReason = "update"
)

// Installed dispatches onInstalled. previousVersion is for an [Update].
func (r *Runtime) Installed(reason InstalledReason, previousVersion string) {
	details := installedDetails{Reason: string(reason)}
	if reason == Update {
		details.PreviousVersion = &previousVersion
	}
	r.onInstalled.Dispatch(details)
}

// Startup dispatches onStartup.
func (r *Runtime) Startup() { r.onStartup.Dispatch(extension.None{}) }

// Suspend dispatches onSuspend.
func (r *Runtime) Suspend() { r.onSuspend.Dispatch(extension.None{}) }

// SuspendCanceled dispatches onSuspendCanceled.
func (r *Runtime) SuspendCanceled() { r.onSuspendCanceled.Dispatch(extension.None{}) }

// UpdateAvailable dispatches onUpdateAvailable with the manifest of the update.
func (r *Runtime) UpdateAvailable(manifest extension.JSON) { r.onUpdateAvailable.Dispatch(manifest) }

func (r *Runtime) getBackgroundPage(_ extension.None, reply *extension.Reply[extension.Maker]) {
	r.host.BackgroundPage(reply.Done)
}

func (r *Runtime) openOptionsPage(extension.None) (extension.None, error) {
	return extension.None{}, errNoOptionsPage
}

func (r *Runtime) getManifest(*extension.Page, extension.None) (extension.JSON, error) {
	return r.identity.Manifest, nil
}

func (r *Runtime) getVersion(*extension.Page, extension.None) (string, error) {
	return r.identity.Version, nil
}

func (r *Runtime) getURL(_ *extension.Page, p pathParams) (string, error) {
	return r.identity.origin() + normalizePath(p.Path), nil
}

// webURL is what Chrome takes for the address of a web page here: only the
// scheme counts, after what URL parsers leave out.
var webURL = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[\x00-\x20]*(?i:h[\t\r\n]*t[\t\r\n]*t[\t\r\n]*p[\t\r\n]*s?)[\t\r\n]*:`)
})

func (r *Runtime) setUninstallURL(p urlParams) (extension.None, error) {
	if p.URL != "" && !webURL().MatchString(p.URL) {
		return extension.None{}, extension.Error(`Invalid URL: "` + p.URL + `".`)
	}
	return extension.None{}, nil
}

func (r *Runtime) reload(*extension.Page, extension.None) (extension.None, error) {
	r.host.Reload()
	return extension.None{}, nil
}

// requestUpdateCheck finds no update, as for an app that is not from a store.
// Chrome asks once in hours: further calls are throttled.
func (r *Runtime) requestUpdateCheck(extension.None) (updateCheck, error) {
	if r.checked {
		return updateCheck{Status: "throttled"}, nil
	}
	r.checked = true
	return updateCheck{Status: "no_update"}, nil
}

// combineUpdateCheck makes the one object that a promise resolves with.
func combineUpdateCheck(p *extension.Page, args []goja.Value) goja.Value {
	o := p.Runtime().NewObject()
	o.Set("status", args[0])
	o.Set("version", args[1].(*goja.Object).Get("version"))
	return o
}

func (r *Runtime) restart(extension.None) (extension.None, error) {
	return extension.None{}, errNotKioskRestart
}

func (r *Runtime) restartAfterDelay(restartParams) (extension.None, error) {
	return extension.None{}, errNotKiosk
}

func (r *Runtime) getPackageDirectoryEntry(_ extension.None, reply *extension.Reply[extension.Maker]) {
	r.host.PackageDirectory(reply.Done)
}
