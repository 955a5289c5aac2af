package main

import (
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
)

// drawFile draws the results in a file beside it, as SVG.
func drawFile(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var results Results
	if err := json.Unmarshal(text, &results); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.WriteFile(strings.TrimSuffix(path, filepath.Ext(path))+".svg", []byte(results.draw()), 0o644)
}

// draw makes a bar for each workload: the host's part of what the peer takes,
// a mark where the twin is, and a line where the goal is. For rates it is the
// peer's part of the host's, so shorter is better everywhere.
func (r *Results) draw() string {
	const left, unit, row, top = 210, 260, 26, 48
	width, height := left+unit*3/2+90, top+row*len(r.Workloads)+24
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">`+"\n", width, height)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" fill="#fff"/>`+"\n")
	fmt.Fprintf(&b, `<text x="10" y="18" font-size="14">tcpsrv-host beside Node: shorter is better, 1 is as much as Node</text>`+"\n")
	fmt.Fprintf(&b, `<text x="10" y="34" fill="#666">%s; %d rounds</text>`+"\n", html.EscapeString(r.Machine), r.Rounds)
	scale := func(v float64) float64 { return left + min(v, 1.5)*unit }
	for i, w := range r.Workloads {
		y := top + row*i
		host, twin, goal := w.ratio("host"), w.ratio("twin"), w.Goal
		if w.Metric == "rate" {
			host, twin, goal = 1/host, 1/twin, 1/goal
		}
		color := "#4a7fb5"
		if !w.reached() {
			color = "#c77d3a"
		}
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end">%s</text>`+"\n", left-8, y+15, html.EscapeString(w.Name))
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%.1f" height="16" fill="%s"/>`+"\n", left, y+3, scale(host)-left, color)
		fmt.Fprintf(&b, `<path d="M%.1f %dv10" stroke="#222"/>`+"\n", scale(twin), y+6)
		fmt.Fprintf(&b, `<path d="M%.1f %dv20" stroke="#2a8a3a" stroke-dasharray="2 2"/>`+"\n", scale(goal), y+1)
		fmt.Fprintf(&b, `<text x="%.1f" y="%d">%.2f</text>`+"\n", scale(host)+6, y+15, host)
	}
	fmt.Fprintf(&b, `<path d="M%d %dv%d" stroke="#999"/>`+"\n", left+unit, top, row*len(r.Workloads))
	fmt.Fprintf(&b, `<text x="%d" y="%d" fill="#666">Node</text>`+"\n", left+unit-14, height-8)
	b.WriteString("</svg>\n")
	return b.String()
}
