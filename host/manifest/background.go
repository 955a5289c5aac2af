package manifest

import (
	"errors"
	"path"
	"strconv"
)

func (l *loader) readBackground(any) error {
	background, _ := valueAt[map[string]any](l.value, "app", "background")
	if value, there := background["scripts"]; there {
		if err := l.readScripts(value); err != nil {
			return err
		}
	}
	if value, there := background["page"]; there {
		page, _ := value.(string)
		file, ok := resourcePath(page)
		if !ok {
			return invalid("background_page")
		}
		l.m.Background.Page = file
	}
	switch hasScripts, hasPage := len(l.m.Background.Scripts) > 0, l.m.Background.Page != ""; {
	case hasScripts && hasPage:
		return errors.New("Only one of 'background.page', 'background.scripts', and 'background.service_worker' can be specified.")
	case !hasScripts && !hasPage:
		return errors.New("Packaged apps must have a background page or background scripts.")
	}
	if background["persistent"] == true {
		l.warnf("Invalid value for 'app.background.persistent'. Packaged apps do not support persistent background pages and must use event pages.")
	}
	return nil
}

func (l *loader) readScripts(value any) error {
	list, err := typed[[]any]("background.scripts", value)
	if err != nil {
		return err
	}
	for i, item := range list {
		key := "background.scripts[" + strconv.Itoa(i) + "]"
		name, _ := item.(string)
		file, ok := l.packageFile(name)
		if !ok {
			return invalid(key)
		}
		switch lowerASCII(path.Ext(file)) {
		case ".js", ".mjs":
			l.m.Background.Scripts = append(l.m.Background.Scripts, file)
		default:
			l.warnf("Invalid background script mime type for '%s', a background script can only be loaded from supported JavaScript files such as .js files.", key)
		}
	}
	return nil
}
