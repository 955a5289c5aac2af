package module

import (
	"errors"
	"net/url"
	"path"
	"strings"
)

// resolve is HTML's "resolve a module specifier", without import maps.
func resolve(specifier, base string) (string, error) {
	if strings.HasPrefix(specifier, "/") || strings.HasPrefix(specifier, "./") || strings.HasPrefix(specifier, "../") {
		b, err := url.Parse(base)
		if err == nil {
			var u *url.URL
			if u, err = b.Parse(specifier); err == nil {
				return u.String(), nil
			}
		}
	} else if u, err := url.Parse(specifier); err == nil && u.Scheme != "" && strings.Contains(specifier, ":") {
		return u.String(), nil
	}
	return "", bareSpecifier(specifier)
}

// bareSpecifier is a specifier that names no place.
type bareSpecifier string

func (s bareSpecifier) Error() string {
	return `Failed to resolve module specifier "` + string(s) + `". Relative references must start with either "/", "./", or "../".`
}

// dynamicWords is what Chrome says of a specifier in import().
func dynamicWords(err error) string {
	var bare bareSpecifier
	if errors.As(err, &bare) {
		return "Failed to resolve module specifier '" + string(bare) + "'"
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
	return ""
}

// checkType is the strict check of MIME types for modules.
func checkType(typ, asked string) error {
	if asked == "json" {
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
