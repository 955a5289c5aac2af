package manifest

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// checkFiles looks at the files that the manifest names, after everything in the manifest itself is right.
func (l *loader) checkFiles() error {
	steps := []func() error{l.checkBackgroundFiles, l.checkIconFiles, l.checkCatalogs, l.checkManagedSchema, l.checkNeeds}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	l.findPrivateKeys()
	return nil
}

func (l *loader) checkBackgroundFiles() error {
	for _, script := range l.m.Background.Scripts {
		if !l.exists(script) {
			return refusef("Could not load background script '%s'.", l.written[script])
		}
	}
	if page := l.m.Background.Page; page != "" && !l.exists(page) {
		return errors.New("Could not load background page ''.") // Chrome does not name it either
	}
	return nil
}

func (l *loader) checkIconFiles() error {
	for _, size := range slices.Sorted(maps.Keys(l.m.Icons)) {
		icon := l.m.Icons[size]
		info, err := fs.Stat(l.fsys, icon)
		if err != nil || info.Mode().IsRegular() && info.Size() == 0 {
			return refusef("Could not load icon '%s' specified in 'icons'.", l.written[icon])
		}
	}
	return nil
}

func (l *loader) checkManagedSchema() error {
	value, there := at(l.value, "storage", "managed_schema")
	if !there {
		return nil
	}
	name, ok := value.(string)
	switch {
	case !ok:
		return errors.New("storage.managed_schema must be a string")
	case path.IsAbs(name) || slices.Contains(strings.Split(name, "/"), ".."):
		return errors.New("storage.managed_schema must be a relative path without ..")
	}
	file := path.Clean(name)
	if !l.exists(file) {
		return refusef("File does not exist: %s", l.location(file))
	}
	text, err := fs.ReadFile(l.fsys, file)
	if err != nil {
		return refusef("Can't read %s", l.location(file))
	}
	l.m.ManagedSchema = file
	return checkStorageSchema(text)
}

// checkNeeds refuses an app that needs what is not there: other extensions, or a graphics card.
func (l *loader) checkNeeds() error {
	if modules, _ := l.value["import"].([]any); len(modules) > 0 {
		return errors.New("'import' extension is not installed.")
	}
	requirements, _ := l.value["requirements"].(map[string]any)
	features, err := features3D(requirements)
	if err == nil && slices.Contains(features, "webgl") {
		err = errors.New("WebGL is not supported.")
	}
	return err
}

// findPrivateKeys warns of private keys beside the manifest, which would be published with the app.
func (l *loader) findPrivateKeys() {
	files, err := fs.Glob(l.fsys, "*.pem")
	if err != nil {
		return
	}
	for _, file := range files {
		if text, err := fs.ReadFile(l.fsys, file); err == nil && strings.Contains(string(text), "PRIVATE KEY-----") {
			l.warnf("This extension includes the key file '%s'. You probably don't want to do that.", l.location(file))
		}
	}
}
