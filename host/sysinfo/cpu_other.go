//go:build !linux

package sysinfo

import "golang.org/x/sys/cpu"

func cpuModel() string { return "" }

func cpuFeatures() []string {
	features := []string{}
	for _, f := range []struct {
		has  bool
		name string
	}{
		{cpu.X86.HasSSE2, "mmx"}, // whatever has the one has the others
		{cpu.X86.HasSSE2, "sse"},
		{cpu.X86.HasSSE2, "sse2"},
		{cpu.X86.HasSSE3, "sse3"},
		{cpu.X86.HasSSSE3, "ssse3"},
		{cpu.X86.HasSSE41, "sse4_1"},
		{cpu.X86.HasSSE42, "sse4_2"},
		{cpu.X86.HasAVX, "avx"},
	} {
		if f.has {
			features = append(features, f.name)
		}
	}
	return features
}

func cpuUsage() []Usage { return nil }
