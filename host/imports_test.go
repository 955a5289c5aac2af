package host_test

import (
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/tcpsrv-host/tcpsrv-host/"

// imports gives all packages that the ones of the pattern need, by package.
func imports(t *testing.T, pattern string) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", "{{.ImportPath}} {{join .Deps \" \"}}", pattern).CombinedOutput()
	if err != nil {
		t.Fatalf("go list %s: %v\n%s", pattern, err, out)
	}
	deps := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		deps[fields[0]] = fields[1:]
	}
	return deps
}

// TestImportRules keeps the parts apart: the services know no JavaScript, the
// schema no engine, the binding machinery no API, one API package no other.
func TestImportRules(t *testing.T) {
	const engine = "github.com/dop251/goja"
	forbid := func(pattern string, except []string, forbidden ...string) {
		t.Helper()
		for pkg, deps := range imports(t, pattern) {
			if excepted(pkg, except) {
				continue
			}
			for _, dep := range deps {
				for _, f := range forbidden {
					if dep == f || strings.HasPrefix(dep, f+"/") {
						t.Errorf("%s must not know %s", strings.TrimPrefix(pkg, module), strings.TrimPrefix(dep, module))
					}
				}
			}
		}
	}
	// The script service reads programs for the engine: it may know its parser.
	forbid(module+"host/...", []string{module + "host", module + "host/script", module + "host/script/idiom"}, engine, module+"eventloop", module+"bindings")
	forbid(module+"host/script/...", nil, module+"eventloop", module+"bindings")
	forbid(module+"eventloop", nil, module+"host", module+"bindings")
	forbid(module+"bindings/schema", nil, engine, module+"host", module+"eventloop")
	forbid(module+"bindings/extension", nil, module+"host", module+"bindings/sockets", module+"bindings/web")
	forbid(module+"bindings/web", nil, module+"bindings/extension", module+"bindings/schema")
}

func excepted(pkg string, except []string) bool {
	for _, e := range except {
		if pkg == e {
			return true
		}
	}
	return false
}

// TestCommandKnowsOnlyTheHost looks at direct imports.
func TestCommandKnowsOnlyTheHost(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", "{{join .Imports \"\\n\"}}", module+"cmd/tcpsrv-host").CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	for imported := range strings.Lines(string(out)) {
		imported = strings.TrimSpace(imported)
		if strings.HasPrefix(imported, module) && imported != module+"host" || strings.Contains(imported, "goja") {
			t.Errorf("cmd/tcpsrv-host must not import %s", imported)
		}
	}
}
