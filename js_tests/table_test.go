package jstests

import (
	"testing"

	"github.com/tcpsrv-host/tcpsrv-host/js_tests/table"
)

// Each row of the tables must answer as it did in Chromium, but for those that are listed in table/differences.json.
func TestTables(t *testing.T) {
	for _, name := range table.Names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rows, err := table.Read("table", name)
			if err != nil {
				t.Fatal(err)
			}
			want, err := rows.Recorded()
			if err != nil {
				t.Fatal(err)
			}
			differences, err := rows.Differences()
			if err != nil {
				t.Fatal(err)
			}
			got, err := rows.AskHost(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows.Rows {
				recorded, ok := want[row.Name]
				reason, differs := differences[row.Name]
				switch agree := got[row.Name] == recorded; {
				case !ok:
					t.Errorf("%s: has no recording: go run ./js_tests/compare -record -run '^%s$' %s", row.Name, row.Name, name)
				case agree && differs:
					t.Errorf("%s: agrees now, so it must come out of table/differences.json: go run ./js_tests/compare -recorded -prune", row.Name)
				case !agree && !differs:
					t.Errorf("%s:\n\tthis host: %s\n\tChromium:  %s", row.Name, got[row.Name], recorded)
				case differs && reason == "":
					t.Errorf("%s: table/differences.json gives no reason", row.Name)
				}
				delete(differences, row.Name)
			}
			for row := range differences {
				t.Errorf("%s: is in table/differences.json, but there is no such row", row)
			}
		})
	}
}
