package sysinfo

import (
	"bytes"
	"os"
	"slices"
	"strconv"
	"strings"
)

func cpuModel() string { return cpuInfo("model name") }

// cpuFeatures asks the system: to ask the processor is a matter of the start,
// and takes long in a virtual machine.
func cpuFeatures() []string {
	flags := strings.Fields(cpuInfo("flags"))
	features := []string{}
	for _, f := range []struct{ flag, name string }{
		{"mmx", "mmx"}, {"sse", "sse"}, {"sse2", "sse2"}, {"pni", "sse3"}, {"ssse3", "ssse3"}, {"sse4_1", "sse4_1"},
		{"sse4_2", "sse4_2"}, {"avx", "avx"},
	} {
		if slices.Contains(flags, f.flag) {
			features = append(features, f.name)
		}
	}
	return features
}

// cpuInfo gives what /proc/cpuinfo says of the first processor.
func cpuInfo(key string) string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if k, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(k) == key {
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
