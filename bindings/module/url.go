package module

import (
	"errors"
	"path"
	"strings"
)

// resolve is HTML's "resolve a module specifier", without import maps.
func (m *Map) resolve(specifier, base string) (string, error) {
	if url, err := m.services.ParseURL(specifier, ""); err == nil {
		return url, nil
	}
	if specifier != "" && !strings.HasPrefix(specifier, "/") && !strings.HasPrefix(specifier, "./") && !strings.HasPrefix(specifier, "../") {
		return "", &unresolved{specifier, `Relative references must start with either "/", "./", or "../".`}
	}
	url, err := m.services.ParseURL(specifier, base)
	if specifier == "" || err != nil {
		return "", &unresolved{specifier, "Invalid relative url or base scheme isn't hierarchical."}
	}
	return url, nil
}

// unresolved is a specifier that names no place. Chrome has other words for it in
// each kind of import.
type unresolved struct{ specifier, reason string }

// Error has the words of declarations.
func (u *unresolved) Error() string {
	return `Failed to resolve module specifier "` + u.specifier + `". ` + u.reason
}

// dynamicWords are those of import().
func dynamicWords(err error) string {
	var u *unresolved
	if errors.As(err, &u) {
		return "Failed to resolve module specifier '" + u.specifier + "'"
	}
	return err.Error()
}

// metaWords are those of import.meta.resolve.
func metaWords(err error) string {
	var u *unresolved
	if errors.As(err, &u) {
		return "Failed to resolve module specifier " + u.specifier + ": " + u.reason
	}
	return err.Error()
}

// TypeByName is the MIME type that Chrome gives a file of a package by its
// name.
func TypeByName(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".js", ".mjs", ".cjs":
		return "text/javascript"
	case ".json":
		return "application/json"
	case ".html", ".htm":
		return "text/html"
	case ".css":
		return "text/css"
	case ".txt":
		return "text/plain"
	}
	return "application/octet-stream"
}

// checkTypeAttribute says which types a module may be imported as.
func checkTypeAttribute(typ string) error {
	switch typ {
	case "", "json", "text":
		return nil
	}
	return errors.New(`"` + typ + `" is not a valid module type.`)
}

// checkType is the strict check of MIME types for modules.
func checkType(typ, asked string) error {
	switch asked {
	case "text":
		return nil
	case "json":
		if typ == "application/json" || typ == "text/json" || strings.HasSuffix(typ, "+json") {
			return nil
		}
		return errors.New(`Failed to load module script: Expected a JSON module script but the server responded with a MIME type of "` + typ + `". Strict MIME type checking is enforced for module scripts per HTML spec.`)
	}
	if typ == "text/javascript" || typ == "application/javascript" || typ == "application/wasm" {
		return nil
	}
	return errors.New(`Failed to load module script: Expected a JavaScript-or-Wasm module script but the server responded with a MIME type of "` + typ + `". Strict MIME type checking is enforced for module scripts per HTML spec.`)
}
