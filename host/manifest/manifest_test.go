package manifest

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// load loads baseManifest with more members and files.
func load(t *testing.T, members string) *Manifest {
	t.Helper()
	files := map[string]string{FileName: withMembers(members)}
	for name, text := range goldenFiles {
		files[name] = text
	}
	m, err := Load(mapFS(files), Options{Folder: "/apps/t"})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestID(t *testing.T) {
	const abc = "lfneaefmdpeggpkjbpocmmgklohjcdck" // Chrome 156 for the key QUJD
	for _, c := range []struct{ members, want string }{
		{`"key":"QUJD"`, abc},
		{`"key":"-----BEGIN PUBLIC KEY-----\nQUJD\n-----END PUBLIC KEY-----"`, abc},
		{``, PathID("/apps/t")},
	} {
		if got := load(t, c.members).ID; got != c.want {
			t.Errorf("id with %s is %s, want %s", c.members, got, c.want)
		}
	}
	if !isID(PathID("/apps/t")) {
		t.Errorf("%s is no id", PathID("/apps/t"))
	}
}

func TestValue(t *testing.T) {
	m := load(t, `"zork":[1.5,4294967296,"<é>",null,{"b":1,"a":{"d":1,"c":2}}],"zork2":1,"zork2":2`)
	const want = `{"app":{"background":{"scripts":["t.js"]}},"manifest_version":2,"name":"T","version":"1",` +
		`"zork":[1.5,4294967296,"<é>",null,{"a":{"c":2,"d":1},"b":1}],"zork2":2}`
	if diff := cmp.Diff(want, string(m.JSON())); diff != "" {
		t.Errorf("manifest (-want +got)\n%s", diff)
	}
	if m := loadMessages(t, "en-US"); m.Value()["current_locale"] != "en_US" || m.Value()["description"] != "fr" {
		t.Errorf("localized manifest is %s", m.JSON())
	}
}

func TestFields(t *testing.T) {
	m := load(t, `"name":"Name","short_name":"Short","version":"1.2","version_name":"beta","description":"Says","kiosk_enabled":true,
		"offline_enabled":false,"icons":{"16":"/i.png","128":"./i.png"},"sandbox":{"pages":["p.html"]},"storage":{"managed_schema":"s.json"},
		"file_handlers":{"text":{"types":["text/*"],"extensions":["txt"],"include_directories":true}},
		"url_handlers":{"site":{"title":"Site","matches":["https://example.com/*"]}},
		"commands":{"go":{"description":"Goes","suggested_key":{"default":"Ctrl+Shift+Y","linux":"Alt+G"}}},
		"app":{"background":{"scripts":["./t.js","/sub//u.js"]}}`)
	type fields struct {
		Name, ShortName, Version, VersionName, Description string
		ManifestVersion                                    int
		Background                                         Background
		Icons                                              map[int]string
		FileHandlers                                       map[string]FileHandler
		URLHandlers                                        map[string]URLHandler
		Commands                                           map[string]Command
		SandboxedPages                                     []string
		ManagedSchema                                      string
		KioskEnabled, OfflineEnabled                       bool
	}
	want := fields{
		Name: "Name", ShortName: "Short", Version: "1.2", VersionName: "beta", Description: "Says",
		ManifestVersion: 2,
		Background:      Background{Scripts: []string{"t.js", "sub/u.js"}},
		Icons:           map[int]string{16: "i.png", 128: "i.png"},
		FileHandlers:    map[string]FileHandler{"text": {Types: []string{"text/*"}, Extensions: []string{"txt"}, IncludeDirectories: true}},
		URLHandlers:     map[string]URLHandler{"site": {Title: "Site", Matches: []string{"https://example.com/*"}}},
		Commands:        map[string]Command{"go": {Description: "Goes", Key: "Alt+G"}},
		SandboxedPages:  []string{"p.html"},
		ManagedSchema:   "s.json",
		KioskEnabled:    true,
	}
	got := fields{
		m.Name, m.ShortName, m.Version, m.VersionName, m.Description, m.ManifestVersion, m.Background, m.Icons,
		m.FileHandlers, m.URLHandlers, m.Commands, m.SandboxedPages, m.ManagedSchema, m.KioskEnabled, m.OfflineEnabled,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("fields (-want +got)\n%s", diff)
	}
	if m := load(t, ""); m.ShortName != "T" || !m.OfflineEnabled {
		t.Errorf("defaults: short name %q, offline enabled %v", m.ShortName, m.OfflineEnabled)
	}
	if m := load(t, `"app":{"background":{"page":"a%20b.html?x#y"}}`); m.Background.Page != "a b.html" {
		t.Errorf("page is %q", m.Background.Page)
	}
}

func TestWarnings(t *testing.T) {
	unknown := func(name string) string { return "Permission '" + name + "' is unknown or URL pattern is malformed." }
	for _, c := range []struct {
		members string
		want    []string
	}{
		{``, nil},
		{`"sockets":{"zork":5,"tcp":{"zork":1}}`, nil},
		{`"author":5,"platforms":[],"$schema":1,"current_locale":{}`, nil},
		{`"zork":1`, []string{"Unrecognized manifest key 'zork'."}},
		{`"content_scripts":5`, []string{"'content_scripts' is only allowed for extensions and legacy packaged apps, but this is a packaged app."}},
		{`"action":{}`, []string{"'action' is only allowed for extensions, but this is a packaged app."}},
		{`"kiosk_only":true`, []string{"'kiosk_only' is not allowed for specified platform."}},
		{`"differential_fingerprint":"x"`, []string{"Manifest contains a differential_fingerprint key that will be overridden on extension update."}},
		{`"manifest_version":3`, nil},
		{`"manifest_version":4`, []string{"The maximum currently-supported manifest version is 3, but this is 4.  Certain features may not work as expected."}},
		{`"app":{"background":{"scripts":["t.js"],"persistent":false}}`, nil},
		{`"app":{"background":{"scripts":["t.js"],"persistent":5}}`, nil},
		{`"app":{"background":{"scripts":["t.js"],"persistent":true}}`, []string{"Invalid value for 'app.background.persistent'. Packaged apps do not support persistent background pages and must use event pages."}},
		{`"app":{"background":{"scripts":["t.js","t.txt"]}}`, []string{"Invalid background script mime type for 'background.scripts[1]', a background script can only be loaded from supported JavaScript files such as .js files."}},
		{`"externally_connectable":{}`, []string{"'externally_connectable' specifies neither 'matches' nor 'ids'; nothing will be able to connect"}},
		{`"permissions":["storage","storage","fullscreen","http://*/*","<all_urls>","ws://x/*","fileSystem.write"]`, nil},
		{`"permissions":["zork","tabs","foo://x/*","http://*","http:///*","chrome-extension://abc/*","zork",{"zork2":1}]`, []string{
			"'tabs' is only allowed for extensions and legacy packaged apps, but this is a packaged app.",
			unknown("zork"), unknown("foo://x/*"), unknown("http://*"), unknown("http:///*"), unknown("chrome-extension://abc/*"), unknown("zork2"),
		}},
		{`"permissions":["chrome://*/*"]`, []string{"Invalid scheme for 'permissions[chrome://*/*]'."}},
		{`"permissions":["usb"]`, []string{"'usb' is not allowed for specified platform."}},
		{`"permissions":[{"fileSystem":["write","bogus"]}]`, []string{unknown("fileSystem.bogus")}},
		{`"permissions":[{"socket":["tcp-connect","zork",5,{"a":1},null,"a\"b",1.5]}]`, []string{
			unknown(`"zork"`), unknown(`5`), unknown(`{"a":1}`), unknown(`null`), unknown(`"a\"b"`), unknown(`1.5`),
		}},
		{`"permissions":["alarms"],"optional_permissions":["alarms","geolocation","zork","tabs",{"socket":["tcp-connect"]}]`, []string{
			"'tabs' is only allowed for extensions and legacy packaged apps, but this is a packaged app.",
			unknown("zork"),
			"Optional permission 'alarms' is redundant with the required permissions;this permission will be omitted.",
			"Permission 'geolocation' cannot be listed as optional. This permission will be omitted.",
			"Permission 'socket' cannot be listed as optional. This permission will be omitted.",
		}},
	} {
		if diff := cmp.Diff(c.want, load(t, c.members).Warnings); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.members, diff)
		}
	}
}

func TestPrivateKeyWarning(t *testing.T) {
	m, err := Load(mapFS(map[string]string{
		FileName: withMembers(""), "t.js": "",
		"key.pem": "-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n", "cert.pem": "-----BEGIN CERTIFICATE-----",
	}), Options{Folder: "/apps/t"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"This extension includes the key file '/apps/t/key.pem'. You probably don't want to do that."}
	if diff := cmp.Diff(want, m.Warnings); diff != "" {
		t.Errorf("warnings (-want +got)\n%s", diff)
	}
}

func TestError(t *testing.T) {
	_, err := Load(mapFS(map[string]string{FileName: "{"}), Options{Folder: "/apps/t"})
	const want = "Failed to load extension from: /apps/t. Manifest is not valid JSON.  EOF while parsing an object at line 1 column 1"
	var syntax *SyntaxError
	switch {
	case err == nil || err.Error() != want:
		t.Errorf("error is %v, want %s", err, want)
	case !errors.As(err, &syntax) || syntax.Column != 1:
		t.Errorf("cause is %#v, want the syntax error", syntax)
	}
	if got := verdict(nil); got != "Manifest file is missing or unreadable" {
		t.Errorf("without a file: %s", got)
	}
}

func TestMinimumChromeVersion(t *testing.T) {
	files := mapFS(map[string]string{FileName: withMembers(`"minimum_chrome_version":"99.0.1"`), "t.js": ""})
	for version, ok := range map[string]bool{"": true, "99.0.1": true, "99.0.1.0": true, "99.1": true, "100": true, "99": false, "98.9.9.9": false, "x": false} {
		if _, err := Load(files, Options{ChromeVersion: version}); (err == nil) != ok {
			t.Errorf("minimum 99.0.1 with version %q: %v, want ok %v", version, err, ok)
		}
	}
}
