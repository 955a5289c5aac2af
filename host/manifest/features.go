package manifest

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// rules say of the names that Chrome knows why an app may not have them; the names without a reason are for apps.
// The tables follow Chrome 156 on Linux.
type rules map[string]string

// reason is why an app may not have the names, which are separated by white space.
type reason struct{ text, names string }

// newRules makes rules of a table, when they are first needed.
func newRules(table ...reason) func() rules {
	return sync.OnceValue(func() rules {
		r := rules{}
		for _, reason := range table {
			for name := range strings.FieldsSeq(reason.names) {
				r[name] = reason.text
			}
		}
		return r
	})
}

func isKnown(r rules, name string) bool {
	_, known := r[name]
	return known
}

func notForApps(r rules, name string) string { return r[name] }

const (
	onlyExtensions        = "is only allowed for extensions, but this is a packaged app."
	onlyExtensionsAndApps = "is only allowed for extensions and legacy packaged apps, but this is a packaged app."
	notThisID             = "is not allowed for specified extension ID."
	notThisLocation       = "is not allowed for specified install location."
	notThisPlatform       = "is not allowed for specified platform."
)

// keyRules are the keys of manifest.json.
var keyRules = newRules(
	reason{"", `$schema app author browser_specific_settings commands cross_origin_embedder_policy cross_origin_opener_policy
		current_locale default_locale description differential_fingerprint event_rules export externally_connectable
		file_handlers icons import key kiosk kiosk_enabled kiosk_secondary_apps manifest_version minimum_chrome_version
		name oauth2 offline_enabled optional_permissions permissions platforms replacement_web_app requirements sandbox
		short_name sockets storage theme update_url url_handlers usb_printers version version_name webview`},
	reason{notThisID, `automation mime_types mime_types_handler`},
	reason{notThisLocation, `display_in_launcher display_in_new_tab_page`},
	reason{notThisPlatform, `action_handlers bluetooth chrome_settings_overrides kiosk_only`},
	reason{onlyExtensionsAndApps, `chrome_url_overrides content_scripts devtools_page file_browser_handlers homepage_url incognito
		input_components omnibox options_ui tts_engine`},
	reason{onlyExtensions, `action browser_action content_capabilities declarative_net_request host_permissions
		natively_connectable optional_host_permissions page_action protocol_handlers side_panel trial_tokens`},
	reason{"is only allowed for extensions, legacy packaged apps, and hosted apps, but this is a packaged app.", `converted_from_user_script web_accessible_resources`},
	reason{"is only allowed for extensions, legacy packaged apps, and login screen extensions, but this is a packaged app.", `content_security_policy`},
	reason{"is only allowed for extensions, legacy packaged apps, hosted apps, and chromeos system extensions, but this is a packaged app.", `options_page`},
	reason{"is only allowed for extensions, legacy packaged apps, hosted apps, login screen extensions, and chromeos system extensions, but this is a packaged app.", `background`},
)

// permissionRules are the names of "permissions" and "optional_permissions".
var permissionRules = newRules(
	reason{"", `accessibilityFeatures.modify accessibilityFeatures.read alarms app.window.alpha app.window.alwaysOnTop
		app.window.fullscreen app.window.fullscreen.overrideEsc app.window.shape audio audioCapture background clipboardRead
		clipboardWrite contextMenus desktopCapture diagnostics dns fileSystem fileSystem.directory fileSystem.retainEntries
		fileSystem.write gcm geolocation hid identity identity.email idle mdns nativeMessaging notifications omnibox
		pointerLock power printerProvider socket storage syncFileSystem system.cpu system.display system.memory
		system.network system.storage tts unlimitedStorage usbDevices videoCapture`},
	reason{notThisID, `activityLogPrivate arcAppsPrivate bluetoothPrivate commands.accessibility crashReportPrivate
		developerPrivate feedbackPrivate imageWriterPrivate metricsPrivate networkingPrivate u2fDevices webrtcLoggingPrivate
		webrtcLoggingPrivate.audioDebug`},
	reason{notThisLocation, `autofillPrivate brailleDisplayPrivate commandLinePrivate languageSettingsPrivate passwordsPrivate
		resourcesPrivate settingsPrivate systemPrivate`},
	reason{notThisPlatform, `accessibilityPrivate app.window.ime appview browser certificateProvider chromeosInfoPrivate clipboard
		documentScan echoPrivate enterprise.deviceAttributes enterprise.kioskInput enterprise.login
		enterprise.networkingAttributes enterprise.platformKeys enterprise.platformKeysPrivate enterprise.remoteApps
		fileBrowserHandler fileSystem.requestFileSystem firstRunPrivate imageLoaderPrivate input lockWindowFullscreenPrivate
		login loginScreenStorage loginScreenUi loginState mediaPerceptionPrivate mediaPlayerPrivate networking.onc
		odfsConfigPrivate platformKeys printing printingMetrics serial smartCardProviderPrivate systemLog terminalPrivate usb
		usersPrivate virtualKeyboard virtualKeyboardPrivate vpnProvider wallpaper webview wmDesksPrivate`},
	reason{onlyExtensionsAndApps, `activeTab bookmarks browsingData contentSettings cookies debugger declarativeWebRequest
		fontSettings history management pageCapture privacy proxy sessions tabCapture tabs topSites ttsEngine webNavigation
		webRequest webRequestBlocking`},
	reason{onlyExtensions, `autotestPrivate declarativeContent declarativeNetRequest declarativeNetRequestFeedback
		declarativeNetRequestWithHostAccess downloads downloads.open downloads.shelf downloads.ui enterprise.hardwarePlatform
		enterprise.reportingPrivate favicon offscreen pdfViewerPrivate processes readingList safeBrowsingPrivate scripting
		search sidePanel tabGroups transientBackground userScripts webAuthenticationProxy webRequestAuthProvider
		webrtcDesktopCapturePrivate`},
	reason{"requires the 'experimental-extension-apis' command line switch to be enabled.", `experimental`},
)

// requiredOnly are the permissions that cannot be optional.
var requiredOnly = map[string]bool{
	"diagnostics": true, "geolocation": true, "mdns": true, "socket": true, "tts": true, "unlimitedStorage": true, "usbDevices": true,
}

// canonicalPermission is the present name of a permission that has an older one.
func canonicalPermission(name string) string {
	switch name {
	case "alwaysOnTopWindows":
		return "app.window.alwaysOnTop"
	case "fullscreen":
		return "app.window.fullscreen"
	case "overrideEscFullscreen":
		return "app.window.fullscreen.overrideEsc"
	case "unlimited_storage":
		return "unlimitedStorage"
	}
	return name
}

// checkKeys warns of keys that are not for apps or that nobody knows. What is not for apps is not looked into.
func (l *loader) checkKeys() {
	keys := slices.Sorted(maps.Keys(l.value))
	for _, key := range keys {
		if why := notForApps(keyRules(), key); why != "" {
			l.warnf("'%s' %s", key, why)
		}
	}
	for _, key := range keys {
		if !isKnown(keyRules(), key) {
			l.warnf("Unrecognized manifest key '%s'.", key)
		}
	}
	if _, there := l.value["differential_fingerprint"]; there {
		l.warnf("Manifest contains a differential_fingerprint key that will be overridden on extension update.")
	}
}
