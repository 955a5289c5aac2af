package sysinfo

import (
	"os"
	"strconv"
	"strings"
)

// ReadMemory tells about the memory.
func ReadMemory() Memory {
	text, _ := os.ReadFile("/proc/meminfo")
	return parseMeminfo(string(text))
}

// parseMeminfo reads lines such as "MemTotal:       24684084 kB".
func parseMeminfo(text string) Memory {
	var m Memory
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(line, ":")
		number, _, _ := strings.Cut(strings.TrimSpace(value), " ")
		n, err := strconv.ParseUint(number, 10, 64)
		if err != nil {
			continue
		}
		switch key {
		case "MemTotal":
			m.Capacity = n << 10
		case "MemAvailable":
			m.Available = n << 10
		}
	}
	return m
}
