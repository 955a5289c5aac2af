package manifest

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// localesFolder holds a folder with a catalogFile for each locale.
const (
	localesFolder = "_locales"
	catalogFile   = "messages.json"
)

// MaxSubstitutions is how many substitutions a message can take: $1 to $9.
const MaxSubstitutions = 9

// Messages is the message catalogue of an app in the locale of the user interface: what chrome.i18n.getMessage answers.
type Messages struct {
	locale string
	texts  map[string]string // by lower case name; placeholders are replaced
}

// Locale is the locale of the user interface, en_US for example.
func (m *Messages) Locale() string { return m.locale }

// UILanguage is the locale as a language tag, en-US for example: what chrome.i18n.getUILanguage answers.
func (m *Messages) UILanguage() string { return localeTag(m.locale) }

// Get is the text of a message, "" when there is none. The name's case does not matter. The names that begin with @@ are given:
// @@extension_id always, @@ui_locale and those for the writing direction in an app with a default_locale.
//
// $1 to $9 stand for the substitutions, and for nothing when they are missing; a run of dollars loses one. Any other character
// after a dollar disappears with it, as in Chrome. escapeLT writes &lt; for < in the message, not in the substitutions.
//
// It is not ok to give more than [MaxSubstitutions]: getMessage then answers undefined.
func (m *Messages) Get(name string, substitutions []string, escapeLT bool) (text string, ok bool) {
	if len(substitutions) > MaxSubstitutions {
		return "", false
	}
	text = m.texts[lowerASCII(name)]
	if escapeLT {
		text = strings.ReplaceAll(text, "<", "&lt;")
	}
	return substitute(text, substitutions), true
}

func substitute(text string, substitutions []string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(text, "$")
		out.WriteString(before)
		if !found || after == "" {
			break
		}
		switch c := after[0]; {
		case c == '$':
			text = strings.TrimLeft(after, "$")
			out.WriteString(after[:len(after)-len(text)])
			continue
		case '1' <= c && c <= '9':
			if i := int(c - '1'); i < len(substitutions) {
				out.WriteString(substitutions[i])
			}
		}
		text = after[1:]
	}
	// Chrome drops a single byte after a dollar, which may be a part of a character; the rest of it is then replaced.
	return string([]rune(out.String()))
}

// localize fills in the __MSG_name__ texts of the manifest, and makes the message catalogue.
// It comes before anything else is checked.
func (l *loader) localize() error {
	l.m.Messages = &Messages{locale: l.options.Locale}
	if !l.exists(localesFolder) {
		return nil // default_locale without the folder is found later
	}
	defaultLocale, _ := l.value["default_locale"].(string)
	if !knownLocales()[defaultLocale] || !l.exists(path.Join(localesFolder, defaultLocale)) {
		return errors.New("Localization used, but default_locale wasn't specified in the manifest.")
	}
	catalogs, err := l.readCatalogs(fallbackLocales(l.options.Locale, defaultLocale))
	if err != nil {
		return err
	}
	if l.m.Messages.texts, err = messageTexts(l.options.Locale, catalogs); err != nil {
		return err
	}
	if err := l.replaceMessages(); err != nil {
		return err
	}
	l.value["current_locale"] = l.options.Locale
	return nil
}

// readCatalogs reads the catalogues that are there; the result goes from the default locale to the best one.
func (l *loader) readCatalogs(locales []string) ([]map[string]any, error) {
	var catalogs []map[string]any
	for _, locale := range locales {
		folder := path.Join(localesFolder, locale)
		if !l.exists(folder) {
			continue
		}
		file := path.Join(folder, catalogFile)
		if !l.exists(file) {
			return nil, refusef("Catalog file is missing for locale %s.", localeTag(locale))
		}
		catalog, err := l.readCatalog(file)
		if err != nil {
			return nil, err
		}
		catalogs = append(catalogs, catalog)
	}
	slices.Reverse(catalogs)
	return catalogs, nil
}

func (l *loader) readCatalog(file string) (map[string]any, error) {
	text, err := fs.ReadFile(l.fsys, file)
	if err != nil {
		return nil, l.badCatalog(file, errors.New("Can't read file."))
	}
	value, err := parseJSON(text)
	if err != nil {
		return nil, l.badCatalog(file, err)
	}
	catalog, err := dictionaryOf(value) // Chrome crashes here
	if err != nil {
		return nil, l.badCatalog(file, err)
	}
	return catalog, nil
}

func (l *loader) badCatalog(file string, err error) error {
	return refusef("Invalid locale file '%s': %w", l.location(file), err)
}

// messageTexts makes one table of catalogues, of which a later one goes before an earlier one.
func messageTexts(locale string, catalogs []map[string]any) (map[string]string, error) {
	texts := map[string]string{}
	for _, catalog := range catalogs {
		for _, name := range sortedKeys(catalog) {
			text, err := messageText(name, catalog[name])
			if err != nil {
				return nil, err
			}
			texts[lowerASCII(name)] = text
		}
	}
	for name, text := range predefinedMessages(locale) {
		if _, taken := texts[name]; taken {
			return nil, refusef("Reserved key %s found in message catalog.", name)
		}
		texts[name] = text
	}
	return texts, nil
}

// setExtensionID adds the one predefined message that an app without catalogues has too. The texts of a manifest cannot use it.
func (m *Messages) setExtensionID(id string) {
	if m.texts == nil {
		m.texts = map[string]string{}
	}
	m.texts["@@extension_id"] = id
}

func predefinedMessages(locale string) map[string]string {
	start, end, dir, reversed := "left", "right", "ltr", "rtl"
	if isRightToLeft(locale) {
		start, end, dir, reversed = end, start, reversed, dir
	}
	return map[string]string{
		"@@ui_locale":         locale,
		"@@bidi_dir":          dir,
		"@@bidi_reversed_dir": reversed,
		"@@bidi_start_edge":   start,
		"@@bidi_end_edge":     end,
	}
}

// messageText checks one entry of a catalogue; its text has the placeholders filled in.
func messageText(name string, value any) (string, error) {
	entry, ok := value.(map[string]any)
	switch {
	case !isMessageName(name):
		return "", badMessageName(name)
	case !ok:
		return "", refusef("Not a valid tree for key %s.", name)
	}
	text, ok := entry["message"].(string)
	if !ok {
		return "", refusef(`There is no "message" element for key %s.`, name)
	}
	contents, err := placeholders(name, entry)
	if err != nil {
		return "", err
	}
	return replaceVariables(text, "$", "$", contents)
}

func placeholders(message string, entry map[string]any) (map[string]string, error) {
	value, there := entry["placeholders"]
	if !there {
		return nil, nil
	}
	list, ok := value.(map[string]any)
	if !ok {
		return nil, refusef(`Not a valid "placeholders" element for key %s.`, message)
	}
	contents := map[string]string{}
	for _, name := range sortedKeys(list) {
		placeholder, ok := list[name].(map[string]any)
		switch {
		case !isMessageName(name):
			return nil, badMessageName(name)
		case !ok:
			return nil, refusef("Invalid placeholder %s for key %s", name, message)
		}
		if contents[lowerASCII(name)], ok = placeholder["content"].(string); !ok {
			return nil, refusef(`Invalid "content" element for key %s.`, message)
		}
	}
	return contents, nil
}

func isMessageName(name string) bool {
	return name != "" && strings.Trim(lowerASCII(name), "abcdefghijklmnopqrstuvwxyz0123456789_@") == ""
}

func badMessageName(name string) error {
	return refusef(`Name of a key "%s" is invalid. Only ASCII [a-z], [A-Z], [0-9] and "_" are allowed.`, name)
}

// replaceVariables replaces each begin+name+end by the value of the name. What stands between the two and is no name stays, and
// its end may be the begin of the next variable. Values are not looked into.
func replaceVariables(text, begin, end string, values map[string]string) (string, error) {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(text, begin)
		name, rest, closed := strings.Cut(after, end)
		if !found || !closed {
			out.WriteString(text)
			return out.String(), nil
		}
		out.WriteString(before)
		if !isMessageName(name) {
			out.WriteString(begin)
			text = after
			continue
		}
		value, defined := values[lowerASCII(name)]
		if !defined {
			return "", refusef("Variable %s%s%s used but not defined.", begin, name, end)
		}
		out.WriteString(value)
		text = rest
	}
}

// localizedTexts are the places of the manifest that may hold __MSG_name__, in Chrome's order. A star stands for every member
// or item, and a bar is between members of which each is meant. Everywhere else such a text stays as it is.
var localizedTexts = []string{
	"name", "short_name", "description",
	"browser_action.default_title", "page_action.default_title", "action.default_title", "omnibox.keyword",
	"file_browser_handlers.*.default_title", "input_components.*.name|description",
	"app.launch.local_path", "app.launch.web_url", "commands.*.description",
	"chrome_settings_overrides.search_provider.*", "chrome_settings_overrides.homepage", "chrome_settings_overrides.startup_pages.*",
}

func (l *loader) replaceMessages() error {
	for _, place := range localizedTexts {
		if _, err := l.replaceAt(l.value, strings.Split(place, ".")); err != nil {
			return err
		}
	}
	return nil
}

// replaceAt replaces the texts at a place below value, and is the new value.
func (l *loader) replaceAt(value any, place []string) (any, error) {
	if len(place) == 0 {
		text, ok := value.(string)
		if !ok {
			return value, nil
		}
		return replaceVariables(text, "__MSG_", "__", l.m.Messages.texts)
	}
	var err error
	switch value := value.(type) {
	case map[string]any:
		keys := strings.Split(place[0], "|")
		if place[0] == "*" {
			keys = sortedKeys(value)
		}
		for _, key := range keys {
			if _, there := value[key]; !there {
				continue
			}
			if value[key], err = l.replaceAt(value[key], place[1:]); err != nil {
				return nil, err
			}
		}
	case []any:
		if place[0] != "*" {
			break
		}
		for i := range value {
			if value[i], err = l.replaceAt(value[i], place[1:]); err != nil {
				return nil, err
			}
		}
	}
	return value, nil
}

// checkCatalogs looks at the catalogues of the other locales, which nothing has read yet.
func (l *loader) checkCatalogs() error {
	_, hasDefault := l.value["default_locale"]
	if !l.exists(localesFolder) {
		if hasDefault {
			return errors.New("Default locale was specified, but _locales subtree is missing.")
		}
		return nil
	}
	folders, err := fs.ReadDir(l.fsys, localesFolder)
	if err != nil {
		return refusef("%s cannot be read: %w", l.location(localesFolder), err)
	}
	for _, folder := range folders {
		if !folder.IsDir() || !knownLocales()[folder.Name()] {
			continue
		}
		file := path.Join(localesFolder, folder.Name(), catalogFile)
		if !l.exists(file) {
			return refusef("Messages file is missing for locale. %s", l.location(file))
		}
		catalog, err := l.readCatalog(file)
		if err == nil {
			_, err = messageTexts(folder.Name(), []map[string]any{catalog})
		}
		if err != nil {
			return l.badCatalog(file, err)
		}
	}
	return nil
}

// location is where a file is, for a text that the user reads.
func (l *loader) location(file string) string {
	return filepath.Join(l.options.Folder, filepath.FromSlash(file))
}
