package manifest

import "errors"

// appType is what kind of thing a manifest describes. Only platform apps can be run.
type appType string

const (
	platformApp  appType = "packaged app"
	legacyApp    appType = "legacy packaged app"
	hostedApp    appType = "hosted app"
	extension    appType = "extension"
	theme        appType = "theme"
	sharedModule appType = "shared module"
)

func (l *loader) typ() appType {
	has := func(keys ...string) bool {
		_, there := at(l.value, keys...)
		return there
	}
	switch {
	case has("theme"):
		return theme
	case has("export"):
		return sharedModule
	case has("app", "urls"), has("app", "launch", "web_url"):
		return hostedApp
	case has("app", "background"):
		return platformApp
	case has("app"):
		return legacyApp
	}
	return extension
}

// docs is the part of Chrome's documentation that explains this type.
func (l *loader) docs() string {
	if l.typ() == platformApp {
		return "apps"
	}
	return "extensions"
}

// checkType refuses what is no platform app: with Chrome's sentence if Chrome refuses it too.
func (l *loader) checkType() error {
	typ := l.typ()
	var err error
	switch typ {
	case platformApp:
		return nil
	case theme:
		_, err = typed[map[string]any]("theme", l.value["theme"])
	case sharedModule:
		_, err = required[map[string]any](l.value, "export", "export")
		_, imports, importErr := member[[]any](l.value, "import", "import")
		switch {
		case err == nil && importErr != nil:
			err = importErr
		case err == nil && imports:
			err = errors.New("Simultaneous 'import' and 'export' are not allowed.")
		}
	case hostedApp:
		err = l.checkHostedApp()
	case legacyApp:
		if _, ok := at(l.value, "app", "launch", "local_path"); !ok {
			err = errors.New("Either 'app.launch.local_path' or 'app.launch.web_url' is required.")
		}
	case extension:
		if l.m.ManifestVersion < maxManifestVersion {
			err = errors.New("Cannot install extension because it uses an unsupported manifest version.")
		}
	}
	if err != nil {
		return err
	}
	return refusef("This is not a packaged app but of the type '%s'. Only packaged apps, which have 'app.background' in their manifest, can be run.", typ)
}

func (l *loader) checkHostedApp() error {
	if urls, there := at(l.value, "app", "urls"); there {
		if _, err := typed[[]any]("app.urls", urls); err != nil {
			return err
		}
	}
	if value, there := at(l.value, "app", "launch", "web_url"); there {
		if text, _ := value.(string); !isURL(text) {
			return invalid("app.launch.web_url")
		}
	}
	return nil
}
