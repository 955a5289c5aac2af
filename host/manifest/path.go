package manifest

import (
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// packagePath is the path inside the package of a file that the manifest names, or ok false when Chrome refuses the name:
// it must stay inside, and must be a name that every platform can store.
func packagePath(name string) (file string, ok bool) {
	file = strings.TrimPrefix(name, "/")
	if strings.HasPrefix(file, "/") {
		return "", false
	}
	file = strings.TrimLeft(strings.TrimPrefix(file, "./"), "/")
	for part := range strings.SplitSeq(file, "/") {
		if part != "" && !isPortable(part) {
			return "", false
		}
	}
	if file == "" || strings.HasSuffix(file, "/") {
		return "", false
	}
	return path.Clean(file), true
}

// packageFile is packagePath, and remembers how the manifest wrote the path, which is how Chrome's sentences write it.
func (l *loader) packageFile(name string) (file string, ok bool) {
	file, ok = packagePath(name)
	if ok {
		l.written[file] = strings.TrimPrefix(name, "/")
	}
	return file, ok
}

// reservedNames are the device names of Windows, which keep their meaning with any extension, and two files of its shell.
var reservedNames = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^((con|prn|aux|nul|clock\$|com[1-9]|lpt[1-9])(\..*)?|desktop\.ini|thumbs\.db)$`)
})

// isPortable reports whether a file name is one that every platform can store.
func isPortable(name string) bool {
	switch {
	case strings.ContainsAny(name, `"*/:<>?\|`), strings.ContainsFunc(name, isUnprintable):
		return false
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "~"), strings.HasSuffix(name, "."):
		return false
	case strings.TrimSpace(name) != name:
		return false
	case reservedNames().MatchString(name):
		return false
	}
	switch lowerASCII(path.Ext(name)) {
	case ".lnk", ".local", ".scf", ".url": // the shell of Windows acts on these
		return false
	}
	return true
}

func isUnprintable(r rune) bool {
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r&0xFFFE == 0xFFFE || 0xFDD0 <= r && r <= 0xFDEF
}

// resourcePath is the path inside the package of a page that the manifest names by a relative URL, or ok false when the URL
// leads elsewhere or names no file.
func resourcePath(reference string) (file string, ok bool) {
	const origin = "chrome-extension"
	reference = strings.Trim(reference, " \t\n\v\f\r")
	reference = strings.ReplaceAll(reference, `\`, "/")
	if rest, own := strings.CutPrefix(reference, origin+":"); own && !strings.HasPrefix(rest, "/") {
		reference = rest
	}
	base := &url.URL{Scheme: origin, Host: "app", Path: "/"}
	resolved, err := base.Parse(reference)
	if err != nil || resolved.Scheme != base.Scheme || resolved.Host != base.Host || resolved.User != nil {
		return "", false
	}
	if strings.Contains(lowerASCII(resolved.EscapedPath()), "%2f") {
		return "", false // Chrome does not take an escaped slash for a separator
	}
	file = strings.TrimPrefix(path.Clean("/"+resolved.Path), "/")
	return file, fs.ValidPath(file) && file != "" && file != "."
}

func (l *loader) exists(file string) bool {
	_, err := fs.Stat(l.fsys, file)
	return err == nil
}

// isURL reports whether a text is an absolute URL, of one of the schemes if any are named.
func isURL(text string, schemes ...string) bool {
	parsed, err := url.Parse(text)
	if err != nil || parsed.Scheme == "" || len(schemes) > 0 && !slices.Contains(schemes, parsed.Scheme) {
		return false
	}
	switch parsed.Scheme {
	case "http", "https", "ftp", "ws", "wss":
		return parsed.Host != ""
	}
	return true
}
