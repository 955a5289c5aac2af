package web

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"
)

const (
	maxTableRows    = 1000
	maxTableColumns = 50
)

// table prints a line for each entry of its first argument and a column for each property that the entries have. The
// second argument may be an array with the names of the columns that are wanted.
func (c *Console) table(args []goja.Value) {
	if len(args) == 0 {
		return
	}
	data, ok := args[0].(*goja.Object)
	if !ok {
		c.log(args)
		return
	}
	var wanted []string
	if len(args) > 1 {
		if list, ok := args[1].(*goja.Object); ok {
			for _, name := range c.inspector().entries(list, maxTableColumns) {
				wanted = append(wanted, stringOf(name.value))
			}
		}
	}
	c.Log(c.inspector().table(data, wanted))
}

// grid is a table of texts: an index column, a column for each property, and one for the rows that are no objects.
type grid struct {
	columns []string
	rows    []gridRow
}

type gridRow struct {
	index string
	cells map[string]string
	value string
}

func (in *inspector) table(data *goja.Object, wanted []string) string {
	g := grid{columns: wanted}
	for _, entry := range in.entries(data, maxTableRows) {
		row := gridRow{index: entry.name, cells: map[string]string{}}
		if object, ok := entry.value.(*goja.Object); ok && !in.isFunction(object) {
			for _, property := range in.entries(object, maxTableColumns) {
				if !slices.Contains(g.columns, property.name) {
					if wanted != nil || len(g.columns) == maxTableColumns {
						continue
					}
					g.columns = append(g.columns, property.name)
				}
				row.cells[property.name] = in.cell(property)
			}
		} else {
			row.value = in.cell(entry)
		}
		g.rows = append(g.rows, row)
	}
	return g.String()
}

// cell shows objects inside the cell in short.
func (in *inspector) cell(p property) string {
	return strings.ReplaceAll(in.propertyText(p, maxDepth), "\n", "↵")
}

// lines gives the texts of the table, its head first.
func (g grid) lines() [][]string {
	hasValues := slices.ContainsFunc(g.rows, func(r gridRow) bool { return r.value != "" })
	line := func(index string, cell func(column string) string, value string) []string {
		texts := []string{index}
		for _, column := range g.columns {
			texts = append(texts, cell(column))
		}
		if hasValues {
			texts = append(texts, value)
		}
		return texts
	}
	lines := [][]string{line("(index)", func(column string) string { return column }, "Value")}
	for _, row := range g.rows {
		lines = append(lines, line(row.index, func(column string) string { return row.cells[column] }, row.value))
	}
	return lines
}

// String draws the table with box characters.
func (g grid) String() string {
	lines := g.lines()
	widths := make([]int, len(lines[0]))
	for _, line := range lines {
		for i, text := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(text))
		}
	}
	bars := make([]string, len(widths))
	for i, width := range widths {
		bars[i] = strings.Repeat("─", width+2)
	}
	var out strings.Builder
	out.WriteString("┌" + strings.Join(bars, "┬") + "┐\n")
	for i, line := range lines {
		for j, text := range line {
			out.WriteString("│ " + text + strings.Repeat(" ", widths[j]-utf8.RuneCountInString(text)+1))
		}
		out.WriteString("│\n")
		if i == 0 {
			out.WriteString("├" + strings.Join(bars, "┼") + "┤\n")
		}
	}
	out.WriteString("└" + strings.Join(bars, "┴") + "┘")
	return out.String()
}
