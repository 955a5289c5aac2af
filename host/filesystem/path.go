package filesystem

import (
	"path"
	"strings"
)

// resolve makes a path that was given to an entry absolute and clean: "..",
// too, goes no higher than the root. A path that is not Unicode text becomes
// what JavaScript's strings become in UTF-8.
func resolve(base, given string) string {
	given = strings.ToValidUTF8(given, "\uFFFD")
	if !strings.HasPrefix(given, "/") {
		given = base + "/" + given
	}
	return path.Clean("/" + given)
}

// diskPath returns what the part of a virtual path that is below the top names
// on disk: Chrome hands it to the operating system as a C string, which ends at
// the first NUL.
func diskPath(below string) string {
	below, _, _ = strings.Cut(below, "\x00")
	return strings.Trim(path.Clean("/"+below), "/")
}

// validName reports whether copyTo and moveTo accept a name.
func validName(name string) bool {
	return name != "." && name != ".." && !strings.ContainsAny(name, "/\\\x00")
}

// contains reports whether the absolute path inner is in the directory outer, at
// any depth.
func contains(outer, inner string) bool {
	return strings.HasPrefix(inner, strings.TrimSuffix(outer, "/")+"/")
}

func joinRelative(dir, name string) string {
	if dir == "" {
		return name
	}
	return dir + "/" + name
}

// splitRelative is the inverse of joinRelative.
func splitRelative(p string) (dir, name string) {
	if i := strings.LastIndexByte(p, '/'); i >= 0 {
		return p[:i], p[i+1:]
	}
	return "", p
}
