// Package manifest reads the manifest.json of a Chrome App, judges it as Chrome does, and holds what it grants: permissions,
// socket patterns and localized messages.
//
// Refusals and warnings are Chrome's own sentences, and of several faults the one is reported that Chrome finds first.
package manifest

import (
	"errors"
	"fmt"
	"io/fs"
)

// FileName is the name of the manifest in the folder of an app.
const FileName = "manifest.json"

// Options say where an app is and what it is loaded into.
type Options struct {
	// Folder is the absolute path of the app's folder, symbolic links resolved. Messages name files in it, and the id of an app
	// without a key follows from it.
	Folder string
	// Key is the public key (DER) that the archive of the app was signed with; nil for a folder. The id of an app without a key
	// in its manifest follows from it then.
	Key []byte
	// Locale is the locale of the user interface, such as en_US or en-US; en_US when empty.
	Locale string
	// ChromeVersion is the version that minimum_chrome_version is compared with; [DefaultChromeVersion] when empty.
	ChromeVersion string
}

// DefaultChromeVersion is the version of Chrome whose behaviour this package has.
const DefaultChromeVersion = "156.0.0.0"

// Manifest is what the manifest of an app says.
type Manifest struct {
	// ID is the id of the app: 32 letters from a to p.
	ID string

	Name            string
	ShortName       string // Name when the manifest has none
	Version         string
	VersionName     string
	Description     string
	ManifestVersion int // 2 when the manifest has none

	Background Background
	// Permissions is what the app may do.
	Permissions *Permissions
	// OptionalPermissions are the permissions that the app may ask for later.
	OptionalPermissions []string
	// Messages are the texts of chrome.i18n.
	Messages *Messages

	Icons          map[int]string // paths in the package by size
	FileHandlers   map[string]FileHandler
	URLHandlers    map[string]URLHandler
	Commands       map[string]Command
	SandboxedPages []string
	// ManagedSchema is the path in the package of the schema of chrome.storage.managed, "" without one.
	ManagedSchema string

	KioskEnabled   bool
	OfflineEnabled bool // true for an app that does not say

	// Warnings are what Chrome shows beside an app that it loads all the same.
	Warnings []string

	value map[string]any
}

// Background is the background page: either scripts, which share one generated page, or a page of the app's own.
type Background struct {
	Scripts []string // paths in the package
	Page    string   // path in the package
}

// FileHandler is a member of "file_handlers".
type FileHandler struct {
	Types              []string
	Extensions         []string
	IncludeDirectories bool
}

// URLHandler is a member of "url_handlers".
type URLHandler struct {
	Title   string
	Matches []string
}

// Error says why Chrome does not load an app.
type Error struct {
	Folder string
	Reason string // Chrome's sentence

	err error
}

func (e *Error) Error() string {
	return fmt.Sprintf("Failed to load extension from: %s. %s", e.Folder, e.Reason)
}

// Unwrap is the cause, a [*SyntaxError] for example.
func (e *Error) Unwrap() error { return e.err }

// Load reads and judges the manifest of the app whose files fsys holds. The error is an [*Error].
func Load(fsys fs.FS, options Options) (*Manifest, error) {
	options.Locale = localeName(options.Locale)
	if options.Locale == "" {
		options.Locale = "en_US"
	}
	if options.ChromeVersion == "" {
		options.ChromeVersion = DefaultChromeVersion
	}
	l := &loader{fsys: fsys, options: options, m: &Manifest{Permissions: &Permissions{}}, written: map[string]string{}}
	if err := l.load(); err != nil {
		return nil, &Error{Folder: options.Folder, Reason: err.Error(), err: err}
	}
	return l.m, nil
}

// Value is the whole manifest as written, with the messages filled in and current_locale added: what chrome.runtime.getManifest
// answers. It consists of nil, bool, int, float64, string, []any and map[string]any, and must not be changed.
func (m *Manifest) Value() map[string]any { return m.value }

// JSON is [Manifest.Value] as JSON text, with sorted keys at every level.
func (m *Manifest) JSON() []byte { return []byte(jsonText(m.value)) }

// loader loads one manifest.
type loader struct {
	fsys    fs.FS
	options Options
	value   map[string]any
	m       *Manifest
	written map[string]string // how the manifest wrote the path of a file
}

// load goes through the checks in Chrome's order.
func (l *loader) load() error {
	steps := []func() error{
		l.read, l.localize,
		l.readKey, l.readName, l.readVersion, l.readManifestVersion, l.readPermissions,
		l.checkType, l.readKeys,
		l.checkFiles,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	l.m.value = l.value
	return nil
}

func (l *loader) read() error {
	text, err := fs.ReadFile(l.fsys, FileName)
	if err != nil {
		return errors.New("Manifest file is missing or unreadable")
	}
	value, err := parseJSON(text)
	if err != nil {
		return refusef("Manifest is not valid JSON.  %w", err)
	}
	dictionary, ok := value.(map[string]any)
	if !ok {
		return errors.New("Manifest file is invalid")
	}
	l.value = dictionary
	return nil
}

func (l *loader) warnf(format string, args ...any) {
	l.m.Warnings = append(l.m.Warnings, fmt.Sprintf(format, args...))
}

func (l *loader) warnUnknownPermission(name string) {
	l.warnf("Permission '%s' is unknown or URL pattern is malformed.", name)
}

// refusef makes a refusal of Chrome's sentence.
func refusef(format string, args ...any) error { return fmt.Errorf(format, args...) }

// invalid is the refusal of most values.
func invalid(key string) error { return refusef("Invalid value for '%s'.", key) }

// dictionaryOf and stringsOf are a value that must have this type, or a refusal as Chrome's generated schema code words it.

func dictionaryOf(value any) (map[string]any, error) {
	dictionary, ok := value.(map[string]any)
	if !ok {
		return nil, refusef("expected dictionary, got %s", typeName(value))
	}
	return dictionary, nil
}

func stringsOf(list []any) ([]string, error) {
	texts := make([]string, len(list))
	for i, item := range list {
		text, ok := item.(string)
		if !ok {
			return nil, refusef("Parsing array failed at index %d: expected string, got %s", i, typeName(item))
		}
		texts[i] = text
	}
	return texts, nil
}

// at is the value at a path of keys, and whether it is there.
func at(value any, keys ...string) (any, bool) {
	for _, key := range keys {
		dictionary, _ := value.(map[string]any)
		var there bool
		if value, there = dictionary[key]; !there {
			return nil, false
		}
	}
	return value, true
}
