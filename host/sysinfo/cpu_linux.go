package sysinfo

import (
	"bytes"
	"os"
	"strconv"
	"strings"
)

func cpuModel() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func cpuUsage() []Usage {
	text, _ := os.ReadFile("/proc/stat")
	return parseStat(text)
}

// parseStat reads the lines "cpu0 user nice system idle ..." of /proc/stat. The
// first line, "cpu", is the sum of the others.
func parseStat(text []byte) []Usage {
	var list []Usage
	for line := range bytes.Lines(text) {
		fields := strings.Fields(string(line))
		if len(fields) < 5 || !strings.HasPrefix(fields[0], "cpu") || fields[0] == "cpu" {
			continue
		}
		var ticks [4]uint64
		for i := range ticks {
			ticks[i], _ = strconv.ParseUint(fields[i+1], 10, 64)
		}
		list = append(list, Usage{User: ticks[0] + ticks[1], Kernel: ticks[2], Idle: ticks[3]})
	}
	return list
}
