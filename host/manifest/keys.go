package manifest

import (
	"errors"
	"strconv"
	"strings"
)

// readKeys reads the keys beside the required ones, in Chrome's order: by name, with exceptions.
func (l *loader) readKeys() error {
	l.checkKeys()
	steps := []struct {
		key  string // the step is left out without this key; "" means that the step looks by itself
		read func(value any) error
	}{
		{"", l.readBackground},
		{"commands", l.readCommands},
		{"cross_origin_embedder_policy", l.checkPolicy("cross_origin_embedder_policy")},
		{"cross_origin_opener_policy", l.checkPolicy("cross_origin_opener_policy")},
		{"event_rules", checkEventRules},
		{"default_locale", checkDefaultLocale},
		{"description", l.readString("description", &l.m.Description)},
		{"externally_connectable", l.checkExternallyConnectable},
		{"file_handlers", l.readFileHandlers},
		{"icons", l.readIcons},
		{"kiosk_enabled", l.readBool("kiosk_enabled", &l.m.KioskEnabled)},
		{"kiosk_secondary_apps", checkKioskSecondaryApps},
		{"kiosk", checkKiosk},
		{"oauth2", checkOAuth2},
		{"", l.readOfflineEnabled},
		{"replacement_web_app", checkReplacementWebApp},
		{"requirements", checkRequirements},
		{"sandbox", l.readSandbox},
		{"import", l.checkImport},
		{"", func(any) error { return l.readSockets() }},
		{"update_url", checkUpdateURL},
		{"usb_printers", checkUSBPrinters},
		{"version_name", l.readString("version_name", &l.m.VersionName)},
		{"webview", checkWebview},
		{"minimum_chrome_version", l.checkMinimumChromeVersion},
		{"url_handlers", l.readURLHandlers},
		{"", l.readShortName},
	}
	for _, step := range steps {
		value, there := l.value[step.key]
		if !there && step.key != "" {
			continue
		}
		if err := step.read(value); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) readKey() error {
	value, there := l.value["key"]
	if !there {
		l.m.ID = PathID(l.options.Folder)
		if l.options.Key != nil {
			l.m.ID = idOf(l.options.Key)
		}
	} else {
		key, _ := value.(string)
		var ok bool
		if l.m.ID, ok = keyID(key); !ok {
			return errors.New("Value 'key' is missing or invalid.")
		}
	}
	l.m.Messages.setExtensionID(l.m.ID)
	return nil
}

func (l *loader) readName() error {
	l.m.Name, _ = l.value["name"].(string)
	if l.m.Name == "" {
		return errors.New("Required value 'name' is missing or invalid.")
	}
	return nil
}

func (l *loader) readVersion() error {
	l.m.Version, _ = l.value["version"].(string)
	if version, ok := parseVersion(l.m.Version); !ok || len(version) > 4 {
		return errors.New("Required value 'version' is missing or invalid. It must be between 1-4 dot-separated integers each between 0 and 65536.")
	}
	return nil
}

// parseVersion reads dotted numbers of 32 bits. The first may not have a leading zero, for no reason that Chrome tells.
func parseVersion(text string) (version []uint32, ok bool) {
	for i, part := range strings.Split(text, ".") {
		n, err := strconv.ParseUint(part, 10, 32)
		if err != nil || i == 0 && part != strconv.FormatUint(n, 10) {
			return nil, false
		}
		version = append(version, uint32(n))
	}
	return version, true
}

const maxManifestVersion = 3

func (l *loader) readManifestVersion() error {
	value, there := l.value["manifest_version"]
	if !there {
		if l.typ() != platformApp {
			return refusef("Missing 'manifest_version' key. Its value must be an integer either 2 or 3. See developer.chrome.com/%s/manifestVersion for details.", l.docs())
		}
		l.m.ManifestVersion = 2
		return nil
	}
	version, ok := value.(int)
	if !ok || version < 2 {
		return refusef("Invalid value for 'manifest_version'. Must be an integer either 2 or 3. See developer.chrome.com/%s/manifestVersion for details.", l.docs())
	}
	l.m.ManifestVersion = version
	if version > maxManifestVersion {
		l.warnf("The maximum currently-supported manifest version is %d, but this is %d.  Certain features may not work as expected.", maxManifestVersion, version)
	}
	return nil
}

// readString and readBool read a value that must have this type.

func (l *loader) readString(key string, to *string) func(any) error {
	return func(value any) (err error) {
		*to, err = typed[string](key, value)
		return err
	}
}

func (l *loader) readBool(key string, to *bool) func(any) error {
	return func(value any) (err error) {
		*to, err = typed[bool](key, value)
		return err
	}
}

func typed[T any](key string, value any) (T, error) {
	is, ok := value.(T)
	if !ok {
		return is, invalid(key)
	}
	return is, nil
}

func (l *loader) readShortName(any) error {
	value, there := l.value["short_name"]
	if !there {
		l.m.ShortName = l.m.Name
		return nil
	}
	l.m.ShortName, _ = value.(string)
	if l.m.ShortName == "" {
		return invalid("short_name")
	}
	return nil
}

func (l *loader) readOfflineEnabled(any) (err error) {
	value, there := l.value["offline_enabled"]
	if !there {
		l.m.OfflineEnabled = true // the default of packaged apps
		return nil
	}
	l.m.OfflineEnabled, err = typed[bool]("offline_enabled", value)
	return err
}

// checkDefaultLocale is for an app without a _locales folder; with one, the locale has been looked up in it.
func checkDefaultLocale(value any) error {
	if locale, _ := value.(string); locale == "" {
		return errors.New("Invalid value for default locale - locale name must be a string.")
	}
	return nil
}

func (l *loader) checkMinimumChromeVersion(value any) error {
	text, _ := value.(string)
	minimum, ok := parseVersion(text)
	if !ok {
		return invalid("minimum_chrome_version")
	}
	present, ok := parseVersion(l.options.ChromeVersion)
	if !ok {
		return refusef("Chrome version %q is not dotted numbers, such as %s.", l.options.ChromeVersion, DefaultChromeVersion)
	}
	if compareVersions(minimum, present) > 0 {
		return refusef("This extension requires Chromium version %s or greater.", text)
	}
	return nil
}

// compareVersions takes missing parts for zero.
func compareVersions(a, b []uint32) int {
	part := func(version []uint32, i int) uint32 {
		if i < len(version) {
			return version[i]
		}
		return 0
	}
	for i := range max(len(a), len(b)) {
		switch x, y := part(a, i), part(b, i); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
	}
	return 0
}

// maxIconSize is the largest size that an icon may be named for.
const maxIconSize = 2048

func (l *loader) readIcons(value any) error {
	icons, err := typed[map[string]any]("icons", value)
	if err != nil {
		return err
	}
	l.m.Icons = make(map[int]string, len(icons))
	for _, key := range sortedKeys(icons) {
		size, err := strconv.Atoi(key)
		if err != nil || size < 1 || size > maxIconSize {
			return refusef(`Invalid key in icons: "%s".`, key)
		}
		name, _ := icons[key].(string)
		file, ok := l.packageFile(name)
		if !ok {
			return refusef(`Invalid value for 'icons["%s"]'.`, key)
		}
		l.m.Icons[size] = file
	}
	return nil
}

func (l *loader) readFileHandlers(value any) error {
	handlers, err := typed[map[string]any]("file_handlers", value)
	if err != nil {
		return err
	}
	l.m.FileHandlers = make(map[string]FileHandler, len(handlers))
	for _, id := range sortedKeys(handlers) {
		entry, err := typed[map[string]any]("file_handlers", handlers[id])
		if err != nil {
			return err
		}
		if l.m.FileHandlers[id], err = readFileHandler(id, entry); err != nil {
			return err
		}
	}
	return nil
}

func readFileHandler(id string, entry map[string]any) (handler FileHandler, err error) {
	if value, there := entry["include_directories"]; there {
		if handler.IncludeDirectories, err = typed[bool]("include_directories", value); err != nil {
			return handler, err
		}
	}
	key := "file_handlers[" + id + "]"
	if types, there := entry["types"]; there {
		if handler.Types, err = stringList(key+".types", types); err != nil {
			return handler, err
		}
	}
	if extensions, there := entry["extensions"]; there {
		if handler.Extensions, err = stringList(key+".extensions", extensions); err != nil {
			return handler, err
		}
	}
	if len(handler.Types) == 0 && len(handler.Extensions) == 0 && !handler.IncludeDirectories {
		return handler, refusef("'%s' must contain a non-empty 'types', 'extensions' or 'include_directories'.", key)
	}
	if value, there := entry["verb"]; there {
		switch value {
		case "open_with", "add_to", "pack_with", "share_with":
		default:
			return handler, invalid(key + ".verb")
		}
	}
	return handler, nil
}

// stringList reads a list of strings; the refusal names the list, or the first item that is no string.
func stringList(key string, value any) ([]string, error) {
	list, err := typed[[]any](key, value)
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(list))
	for i, item := range list {
		if texts[i], err = typed[string](key+"["+strconv.Itoa(i)+"]", item); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

func (l *loader) readURLHandlers(value any) error {
	handlers, err := typed[map[string]any]("url_handlers", value)
	if err != nil {
		return err
	}
	l.m.URLHandlers = make(map[string]URLHandler, len(handlers))
	for _, id := range sortedKeys(handlers) {
		entry, err := typed[map[string]any]("url_handlers[*]", handlers[id])
		if err != nil {
			return err
		}
		if l.m.URLHandlers[id], err = readURLHandler(id, entry); err != nil {
			return err
		}
	}
	return nil
}

func readURLHandler(id string, entry map[string]any) (handler URLHandler, err error) {
	if handler.Title, err = typed[string]("url_handlers[*].title", entry["title"]); err != nil {
		return handler, err
	}
	key := "url_handlers[" + id + "]"
	matches, _ := entry["matches"].([]any)
	if len(matches) == 0 {
		return handler, invalid(key + ".matches")
	}
	for _, match := range matches {
		pattern, ok := match.(string)
		if !ok || !isWebPattern(pattern) {
			return handler, invalid(key)
		}
		handler.Matches = append(handler.Matches, pattern)
	}
	return handler, nil
}

// isWebPattern reports whether a match pattern is for http or https.
func isWebPattern(pattern string) bool {
	if pattern == "<all_urls>" {
		return true
	}
	scheme, _, _ := strings.Cut(lowerASCII(pattern), ":")
	return (scheme == "http" || scheme == "https" || scheme == "*") && checkMatchPattern(pattern) == nil
}

func (l *loader) readSandbox(value any) error {
	sandbox, _ := value.(map[string]any)
	if pages, there := sandbox["pages"]; there {
		var err error
		if l.m.SandboxedPages, err = stringList("sandbox.pages", pages); err != nil {
			return err
		}
	}
	if policy, there := sandbox["content_security_policy"]; there {
		if text, ok := policy.(string); !ok || !isSandboxPolicy(text) {
			return invalid("sandbox.content_security_policy")
		}
	}
	return nil
}

// isSandboxPolicy reports whether a content security policy has a sandbox directive that keeps the page in the sandbox.
func isSandboxPolicy(policy string) bool {
	for directive := range strings.SplitSeq(policy, ";") {
		words := strings.Fields(lowerASCII(directive))
		if len(words) == 0 || words[0] != "sandbox" {
			continue
		}
		for _, word := range words[1:] {
			if word == "allow-same-origin" || word == "allow-top-navigation" {
				return false
			}
		}
		return true
	}
	return false
}

func checkEventRules(value any) error {
	rules, ok := value.([]any)
	if !ok {
		return refusef("'event_rules' expected list, got %s", typeName(value))
	}
	for _, value := range rules {
		rule, err := dictionaryOf(value)
		if err != nil {
			return err
		}
		if _, ok := rule["event"].(string); !ok {
			return errors.New("'event' is required")
		}
		_, hasActions := rule["actions"].([]any)
		_, hasConditions := rule["conditions"].([]any)
		if !hasActions || !hasConditions {
			return errors.New("rule failed to populate")
		}
	}
	return nil
}

func checkKioskSecondaryApps(value any) error {
	apps, ok := value.([]any)
	if !ok {
		return errors.New("Invalid value for 'kiosk_secondary_apps'")
	}
	for _, app := range apps {
		_, hasID := valueAt[string](app, "id")
		enabled, there := at(app, "enabled_on_launch")
		if _, isBool := enabled.(bool); !hasID || there && !isBool {
			return errors.New("Invalid app item for 'kiosk_secondary_apps'")
		}
	}
	return nil
}

func checkKiosk(value any) error {
	if version, there := at(value, "required_platform_version"); there {
		text, _ := version.(string)
		if _, ok := parseVersion(text); !ok {
			return errors.New("Invalid value for 'kiosk.required_platform_version'")
		}
	}
	if update, there := at(value, "always_update"); there {
		_, err := typed[bool]("kiosk.always_update", update)
		return err
	}
	return nil
}

func checkReplacementWebApp(value any) error {
	if text, _ := value.(string); !isURL(text, "https") {
		return invalid("replacement_web_app")
	}
	return nil
}

func checkUpdateURL(value any) error {
	text, _ := value.(string)
	if !isURL(text) || strings.Contains(text, "#") {
		return refusef("Invalid value for update url: '[%s]'.", text)
	}
	return nil
}

func checkUSBPrinters(value any) error {
	printers, err := dictionaryOf(value)
	if err != nil {
		return err
	}
	filters, there := printers["filters"]
	if !there {
		return errors.New("'filters' is required")
	}
	list, ok := filters.([]any)
	if !ok {
		return refusef("'filters': expected list, got %s", typeName(filters))
	}
	for i, filter := range list {
		if err := checkUSBFilter(filter); err != nil {
			return refusef("Error at key 'filters': Parsing array failed at index %d: %w", i, err)
		}
	}
	for _, filter := range list {
		_, product := at(filter, "productId")
		_, class := at(filter, "interfaceClass")
		if product && class {
			return errors.New("Only one of productId or interfaceClass may be specified.")
		}
	}
	return nil
}

func checkUSBFilter(value any) error {
	filter, err := dictionaryOf(value)
	if err != nil {
		return err
	}
	if _, there := filter["vendorId"]; !there {
		return errors.New("'vendorId' is required")
	}
	for _, key := range []string{"vendorId", "productId", "interfaceClass", "interfaceSubclass", "interfaceProtocol"} {
		if value, there := filter[key]; there && typeName(value) != "integer" {
			return refusef("'%[1]s': expected %[1]s, got %[2]s", key, typeName(value))
		}
	}
	return nil
}

func checkWebview(value any) error {
	if _, err := typed[map[string]any]("webview", value); err != nil {
		return err
	}
	partitions, _ := valueAt[[]any](value, "partitions")
	if len(partitions) == 0 {
		return invalid("webview.partitions")
	}
	for i, partition := range partitions {
		key := "webview.partitions[" + strconv.Itoa(i) + "]"
		if _, err := typed[map[string]any](key, partition); err != nil {
			return err
		}
		if _, ok := valueAt[string](partition, "name"); !ok {
			return invalid(key + ".name")
		}
		resources, _ := valueAt[[]any](partition, "accessible_resources")
		if len(resources) == 0 {
			return errors.New("Invalid value for'webview.accessible_resources'.") // the blank is missing in Chrome too
		}
		if _, err := stringList("webview.accessible_resources", resources); err != nil {
			return err
		}
	}
	return nil
}

// valueAt is the value at a path of keys if it has the type.
func valueAt[T any](value any, keys ...string) (T, bool) {
	found, _ := at(value, keys...)
	is, ok := found.(T)
	return is, ok
}
