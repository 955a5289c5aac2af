package manifest

import (
	"strings"
	"testing"
)

// faults are members that are at fault each in its own way, in the order in which Chrome finds them.
var faults = []struct{ key, value, sentence string }{
	{"key", `5`, "Value 'key' is missing or invalid."},
	{"name", `5`, "Required value 'name' is missing or invalid."},
	{"version", `5`, "Required value 'version' is missing or invalid. It must be between 1-4 dot-separated integers each between 0 and 65536."},
	{"manifest_version", `1`, "Invalid value for 'manifest_version'. Must be an integer either 2 or 3. See developer.chrome.com/apps/manifestVersion for details."},
	{"permissions", `5`, "Invalid value for 'permissions'."},
	{"optional_permissions", `[5]`, "Invalid value for 'permissions[0]'."},
	{"app", `{"background":{}}`, "Packaged apps must have a background page or background scripts."},
	{"commands", `5`, "Invalid value for 'commands'."},
	{"cross_origin_embedder_policy", `5`, "Error at key 'cross_origin_embedder_policy'. Type is invalid. Expected dictionary, found integer."},
	{"cross_origin_opener_policy", `5`, "Error at key 'cross_origin_opener_policy'. Type is invalid. Expected dictionary, found integer."},
	{"event_rules", `5`, "'event_rules' expected list, got integer"},
	{"default_locale", `5`, "Invalid value for default locale - locale name must be a string."},
	{"description", `5`, "Invalid value for 'description'."},
	{"externally_connectable", `"x"`, "expected dictionary, got string"},
	{"file_handlers", `5`, "Invalid value for 'file_handlers'."},
	{"icons", `5`, "Invalid value for 'icons'."},
	{"kiosk_enabled", `5`, "Invalid value for 'kiosk_enabled'."},
	{"kiosk_secondary_apps", `5`, "Invalid value for 'kiosk_secondary_apps'"},
	{"kiosk", `{"always_update":5}`, "Invalid value for 'kiosk.always_update'."},
	{"oauth2", `5`, "Error at key 'oauth2'. Type is invalid. Expected dictionary, found integer."},
	{"offline_enabled", `5`, "Invalid value for 'offline_enabled'."},
	{"replacement_web_app", `5`, "Invalid value for 'replacement_web_app'."},
	{"requirements", `5`, "Error at key 'requirements'. Type is invalid. Expected dictionary, found integer."},
	{"sandbox", `{"pages":5}`, "Invalid value for 'sandbox.pages'."},
	{"import", `5`, "Error at key 'import'. Type is invalid. Expected list, found integer."},
	{"sockets", `[]`, "expected dictionary, got list"},
	{"update_url", `5`, "Invalid value for update url: '[]'."},
	{"usb_printers", `5`, "expected dictionary, got integer"},
	{"version_name", `5`, "Invalid value for 'version_name'."},
	{"webview", `5`, "Invalid value for 'webview'."},
	{"minimum_chrome_version", `"999"`, "This extension requires Chromium version 999 or greater."},
	{"url_handlers", `5`, "Invalid value for 'url_handlers'."},
	{"short_name", `5`, "Invalid value for 'short_name'."},
}

// fileFaults are members that name files that are not there. They are found after all others.
var fileFaults = []struct{ key, value, sentence string }{
	{"app", `{"background":{"scripts":["nope.js"]}}`, "Could not load background script 'nope.js'."},
	{"icons", `{"16":"nope.png"}`, "Could not load icon 'nope.png' specified in 'icons'."},
	{"default_locale", `"en"`, "Default locale was specified, but _locales subtree is missing."},
	{"storage", `{"managed_schema":"nope.json"}`, "File does not exist: DIR/nope.json"},
	{"import", `[{"id":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]`, "'import' extension is not installed."},
	{"requirements", `{"3D":{"features":["webgl"]}}`, "WebGL is not supported."},
}

type orderCase struct{ name, manifest, want string }

// orderCases have all the faults from one on, so that the first of them must be reported.
func orderCases() []orderCase {
	var cases []orderCase
	for i, fault := range faults {
		manifest := strings.Builder{}
		manifest.WriteString(baseManifest)
		for _, other := range fileFaults {
			manifest.WriteString(`,"` + other.key + `":` + other.value)
		}
		for _, other := range faults[i:] {
			manifest.WriteString(`,"` + other.key + `":` + other.value)
		}
		cases = append(cases, orderCase{"faults from " + fault.key, manifest.String() + "}", fault.sentence})
	}
	for i, fault := range fileFaults {
		manifest := strings.Builder{}
		manifest.WriteString(baseManifest)
		for _, other := range fileFaults[i:] {
			manifest.WriteString(`,"` + other.key + `":` + other.value)
		}
		cases = append(cases, orderCase{"file faults from " + fault.key, manifest.String() + "}", fault.sentence})
	}
	return cases
}

func TestOrderOfChecks(t *testing.T) {
	for _, c := range orderCases() {
		if got := verdict(map[string]string{FileName: c.manifest, "t.js": ""}); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
