package bindings_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

var update = flag.Bool("update", false, "rewrite the table in docs/compatibility.md")

// TestCompatibilityDocument keeps the table of members in step with the schema.
func TestCompatibilityDocument(t *testing.T) {
	const file = "../docs/compatibility.md"
	const begin, end = "<!-- members -->\n", "<!-- /members -->\n"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok1 := strings.Cut(string(text), begin)
	table, tail, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatalf("%s has no %q ... %q", file, begin, end)
	}
	want := membersTable()
	if table == want {
		return
	}
	if !*update {
		t.Fatalf("the table in %s is out of date: go test ./bindings -run Compatibility -update", file)
	}
	if err := os.WriteFile(file, []byte(head+begin+want+end+tail), 0o644); err != nil {
		t.Fatal(err)
	}
}

func membersTable() string {
	var b strings.Builder
	b.WriteString("| member | |\n| --- | --- |\n")
	row := func(namespace, name, headless string) {
		state := "works"
		if headless != "" {
			state = headless
		}
		fmt.Fprintf(&b, "| `chrome.%s.%s` | %s |\n", namespace, name, state)
	}
	for _, name := range schema.Names() {
		if name == "app.currentWindowInternal" { // no script sees it: it is behind AppWindow
			continue
		}
		n := schema.Get(name)
		for _, f := range n.Functions {
			row(name, f.Name, f.Headless)
		}
		for _, e := range n.Events {
			row(name, e.Name, e.Headless)
		}
	}
	return b.String()
}
